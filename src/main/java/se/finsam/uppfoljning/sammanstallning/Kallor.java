package se.finsam.uppfoljning.sammanstallning;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import se.finsam.uppfoljning.sida.Sida;

/** The versions that a row of a table is made of, as SQL: the same ones that its figures count. */
@Singleton
class Kallor {

  /** The insatser of the row: as in Summor, and those of the row alone. */
  private static final String INSATSERNA =
      """
      with arets as materialized (
        select l.nr, l.insats, l.forbund, l.kod, l.inriktning, l.version, l.mottagen, l.fran, l.till
          from insatsliv(:t) l
         where l.forbund = any(:forbund) and l.fran <= :slut and l.till >= :start
           and (:inriktning::text is null or l.inriktning = :inriktning)
           and (:preciserad::text is null or l.preciserad_inriktning = :preciserad)
           and (:insats::text is null or l.kod = :insats)
           and (:malgrupp::text is null
                or exists (select from insats_malgrupp m join malgrupp g on g.nr = m.malgrupp
                            where m.insats_version = l.nr and g.kod = :malgrupp))
           and (not :medMalgrupp or exists (select from insats_malgrupp m where m.insats_version = l.nr))
      )
      """;

  private static final String INSATSER =
      """
      select 'INSATS' as slag, forbund, kod as insats, null::int as kvartal, version, mottagen, null::text as orsak,
             null::text as kommentar,
             json_build_object('antalInsatser', 1, 'individinriktade', cast(inriktning = 'INDIVIDINRIKTAD' as int),
               'strukturovergripande', cast(inriktning = 'STRUKTUROVERGRIPANDE' as int),
               'prioriterade', cast(exists (select from insats_malgrupp m join gallande_malgrupp(:t) g on g.malgrupp = m.malgrupp
                                             where m.insats_version = arets.nr and g.prioriterad) as int)) as bidrag
        from arets
      """;

  /**
   * Those there at the start count once, in the first registered quarter. An insats without any
   * registration is told too: that is what is missing.
   */
  private static final String REGISTRERINGAR =
      """
      select 'REGISTRERING', forbund, insats, kvartal, version, mottagen, rattelseorsak, kommentar, {bidrag}
        from (select a.forbund, a.kod as insats, r.kvartal, r.version, r.mottagen, r.rattelseorsak, r.kommentar, r.totalt as personal,
                     r.nya_kvinnor + case when r.kvartal = min(r.kvartal) over insatsens then r.pagaende_vid_start_kvinnor else 0 end as kvinnor,
                     r.nya_man + case when r.kvartal = min(r.kvartal) over insatsens then r.pagaende_vid_start_man else 0 end as man
                from arets a
                left join gallande_registrering(:t) r
                  on r.insats = a.insats and r.ar = :ar and lever_i_kvartal(a.fran, a.till, r.ar, r.kvartal)
              window insatsens as (partition by a.insats)) r
      """;

  private static final String ANTAL_PER_KON =
      "json_build_object('kvinnor', kvinnor, 'man', man, 'totalt', kvinnor + man)";
  private static final String ANTAL =
      "json_build_object('deltagare', kvinnor + man, 'personal', personal)";
  private static final String INGET = "null::json";

  private static final String INSATSERNAS_EKONOMI =
      """
      select 'INSATS_EKONOMI', a.forbund, a.kod, null::int, e.version, e.mottagen, null::text, null::text, {bidrag}
        from arets a
        join insats i on i.nr = a.insats
        left join gallande_insats_ekonomi(:t) e on e.insats = a.insats and e.ar = :ar
      """;

  private static final String PLAN =
      """
      json_build_object('budgeteratAntalDeltagare', case when i.individinriktad then e.budgeterat_antal_deltagare end,
                        'budgeteradPersonal', case when not i.individinriktad then e.budgeterat_antal_deltagare end,
                        'budgetKr', e.budget_kr, 'utfallKr', e.utfall_kr)\
      """;
  private static final String KRONOR =
      """
      json_build_object('insatsBudgetKr', e.budget_kr, 'insatsUtfallKr', e.utfall_kr,
                        'insatsEsfBudgetKr', case when i.esf_finansiering then e.esf_budget_kr end,
                        'insatsEsfUtfallKr', case when i.esf_finansiering then e.esf_utfall_kr end)\
      """;

  private static final String FORBUNDENS_EKONOMI =
      """
      select 'FORBUND_EKONOMI', f.forbund, null::text, null::int, e.version, e.mottagen, null::text, null::text,
             json_build_object('medelStatKr', m.stat, 'medelKommunerKr', m.kommuner, 'medelRegionerKr', m.regioner,
               'medelSamordningsforbundKr', m.samordningsforbund, 'medelEsfKr', m.esf, 'medelOvrigaKr', m.ovriga,
               'tilldeladeMedelKr', m.alla, 'egetKapitalKr', e.eget_kapital_kr,
               'admBudgetKr', e.adm_budget_kr, 'admUtfallKr', e.adm_utfall_kr)
        from gallande_forbund(:t) f
        left join gallande_forbund_ekonomi(:t) e on e.forbund = f.forbund and e.ar = :ar
        left join lateral (
          select sum(kr) filter (where finansiar = 'STAT') as stat, sum(kr) filter (where finansiar = 'KOMMUNER') as kommuner,
                 sum(kr) filter (where finansiar = 'REGIONER') as regioner,
                 sum(kr) filter (where finansiar = 'SAMORDNINGSFORBUND') as samordningsforbund,
                 sum(kr) filter (where finansiar = 'ESF') as esf, sum(kr) filter (where finansiar = 'OVRIGA') as ovriga, sum(kr) as alla
            from (select finansiar, tilldelade_medel_kr as kr from forbund_medel where forbund_ekonomi_version = e.nr) v) m on true
       where f.forbund = any(:forbund)
         and (f.giltig_fran is null or f.giltig_fran <= :slut) and (f.giltig_till is null or f.giltig_till >= :start)
      """;

  /**
   * As in Summor: of each quarter that is over, and in which the förbund existed, the attest,
   * unless something has been received of the quarter since. Where there is none, that is what is
   * missing.
   */
  private static final String ATTESTER =
      """
      select 'ATTEST', f.forbund, null::text, k, a.version, a.mottagen, null::text, null::text, null::json
        from gallande_forbund(:t) f
        join generate_series(1, :avslutade) k
          on (f.giltig_fran is null or f.giltig_fran < make_date(:ar, 3 * k - 2, 1) + interval '3 months')
         and (f.giltig_till is null or f.giltig_till >= make_date(:ar, 3 * k - 2, 1))
        left join gallande_attest(:t) a
          on a.forbund = f.forbund and a.ar = :ar and a.kvartal = k
         and not exists (select from insats i
                           join registrering r on r.insats = i.nr and r.ar = :ar and r.kvartal = k and r.mottagen <= :t
                          where i.forbund = f.forbund and r.mottagen > a.mottagen)
       where f.forbund = any(:forbund)
      """;

  /** By table: what its figures are made of. */
  private static final Map<String, List<String>> AV =
      Map.of(
          "tackning", List.of(av(REGISTRERINGAR, INGET), ATTESTER),
          "insatser", List.of(INSATSER),
          "malgrupper", List.of(INSATSER),
          "deltagare", List.of(av(REGISTRERINGAR, ANTAL_PER_KON)),
          "personal", List.of(av(REGISTRERINGAR, "json_build_object('personal', personal)")),
          "ekonomi", List.of(FORBUNDENS_EKONOMI, av(INSATSERNAS_EKONOMI, KRONOR)),
          "planering", List.of(av(REGISTRERINGAR, ANTAL), av(INSATSERNAS_EKONOMI, PLAN)));

  private static String av(String kalla, String bidrag) {
    return kalla.replace("{bidrag}", bidrag);
  }

  /** The tables whose rows can be explained; those of T8 are versions already. */
  static final List<String> TABELLER = Tabeller.NAMN.stream().filter(AV::containsKey).toList();

  /**
   * Which row.
   *
   * @param inriktning only insatser of it, null for all; and so on
   * @param medMalgrupp true for insatser that have any målgrupp alone
   */
  record Rad(
      String tabell,
      List<Integer> forbund,
      String inriktning,
      String preciserad,
      String malgrupp,
      boolean medMalgrupp,
      String insats) {}

  /**
   * A version as it was found.
   *
   * @param bidrag what it brings, as JSON: figures by their names in the table, null if unknown
   */
  public record Kalla(
      String slag,
      String forbund,
      String insats,
      Integer kvartal,
      Integer version,
      Instant mottagen,
      String orsak,
      String kommentar,
      String bidrag) {}

  /** A page of versions, in the order of förbund, insats and quarter, and how many there are. */
  record Sidan(List<Kalla> kallor, long antal) {}

  Sidan kallor(Handle h, Urval urval, Rad rad, Sida sida) {
    var alla = String.join("union all\n", AV.get(rad.tabell()));
    // the first part names the columns
    var delar =
        INSATSERNA + ", alla as (\n" + INSATSER + " where false\nunion all\n" + alla + ")\n";
    var kallor =
        bind(
                h.createQuery(
                    delar
                        + """
                        select a.slag, f.kod as forbund, a.insats, a.kvartal, a.version, a.mottagen, a.orsak, a.kommentar,
                               cast(a.bidrag as text) as bidrag
                          from alla a join forbund f on f.nr = a.forbund
                         order by f.kod, a.insats nulls first, a.slag, a.kvartal
                         limit :limit offset :offset
                        """),
                urval,
                rad)
            .bind("limit", sida.limit())
            .bind("offset", sida.offset())
            .mapTo(Kalla.class)
            .list();
    long antal =
        bind(h.createQuery(delar + "select count(*) from alla"), urval, rad)
            .mapTo(Long.class)
            .one();
    return new Sidan(kallor, antal);
  }

  private static Query bind(Query query, Urval urval, Rad rad) {
    return query
        .bind("t", urval.t())
        .bind("ar", urval.ar().ar())
        .bind("start", urval.ar().start())
        .bind("slut", urval.ar().slut())
        .bind("avslutade", urval.avslutadeKvartal())
        .bind("forbund", rad.forbund().toArray(Integer[]::new))
        .bind("inriktning", rad.inriktning())
        .bind("preciserad", rad.preciserad())
        .bind("malgrupp", rad.malgrupp())
        .bind("medMalgrupp", rad.medMalgrupp())
        .bind("insats", rad.insats());
  }
}
