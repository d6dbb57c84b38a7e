package se.finsam.uppfoljning.sammanstallning;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The figures of förbund, as SQL: what the nation's are the sums of. Each selects from the {@code
 * gallande_} functions, the one definition of what was valid as known at an instant, so that live
 * figures, figures as of the past and the yearly extract are the same figures.
 *
 * <p>Every insats belongs to one förbund, so distinct insatser add up over förbund; how målgrupper
 * overlap is kept, since insatser are counted by their whole set of målgrupper.
 */
@Singleton
class Summor {

  /** R15: an insats is one of the year's if it lives in the year. */
  private static final String ARETS_INSATSER =
      """
      with arets as materialized (
        select nr, insats, forbund, kod, inriktning, preciserad_inriktning
          from levande_insats(:t, :start, :slut)
         where forbund = any(:forbund)
      )
      """;

  /**
   * What an insats has registered in the year: deltagare are those there when its first registered
   * quarter began, and all new ones since; staff is summed over the quarters. Never both (R5).
   */
  private static final String PER_INSATS =
      """
      , per_insats as (
        select a.insats,
               (array_agg(r.pagaende_vid_start_kvinnor order by r.kvartal))[1] + sum(r.nya_kvinnor) as kvinnor,
               (array_agg(r.pagaende_vid_start_man order by r.kvartal))[1] + sum(r.nya_man) as man,
               sum(r.totalt) as personal,
               bit_or(1 << r.kvartal) as kvartal
          from arets a join gallande_registrering(:t) r on r.insats = a.insats and r.ar = :ar
         group by a.insats
      )
      """;

  private static Query fraga(Handle h, Urval urval, Collection<Integer> forbund, String sql) {
    return h.createQuery(sql)
        .bind("t", urval.t())
        .bind("ar", urval.ar().ar())
        .bind("start", urval.ar().start())
        .bind("slut", urval.ar().slut())
        .bind("forbund", forbund.toArray(Integer[]::new));
  }

  private static final String CELLER =
      ARETS_INSATSER
          + PER_INSATS
          + """
          , fakta as (
            select a.forbund, a.preciserad_inriktning, i.esf_finansiering,
                   array(select m.malgrupp from insats_malgrupp m where m.insats_version = a.nr order by m.malgrupp) as malgrupper,
                   p.kvinnor, p.man, p.personal, p.kvartal, p.kvinnor + p.man as deltagare, p.insats is null as oregistrerad,
                   e.budgeterat_antal_deltagare as planerat, e.budget_kr as budget, e.utfall_kr as utfall,
                   e.esf_budget_kr as esf_budget, e.esf_utfall_kr as esf_utfall
              from arets a
              join insats i on i.nr = a.insats
              left join per_insats p on p.insats = a.insats
              left join gallande_insats_ekonomi(:t) e on e.insats = a.insats and e.ar = :ar
          )
          select forbund, preciserad_inriktning, cast(malgrupper as int[]) as malgrupper, count(*) as insatser,
                 cast(sum(kvinnor) as bigint) as kvinnor, cast(sum(man) as bigint) as man,
                 cast(sum(personal) as bigint) as personal, coalesce(bit_or(kvartal), 0) as kvartal,
                 count(*) filter (where oregistrerad) as oregistrerade,
                 cast(sum(planerat) as bigint) as planerat, count(*) - count(planerat) as utan_plan,
                 cast(sum(budget) as bigint) as budget, count(*) - count(budget) as utan_budget,
                 cast(sum(utfall) as bigint) as utfall, count(*) - count(utfall) as utan_utfall,
                 cast(sum(esf_budget) filter (where esf_finansiering) as bigint) as esf_budget,
                 count(*) filter (where esf_finansiering and esf_budget is null) as utan_esf_budget,
                 cast(sum(esf_utfall) filter (where esf_finansiering) as bigint) as esf_utfall,
                 count(*) filter (where esf_finansiering and esf_utfall is null) as utan_esf_utfall,
                 cast(sum(utfall) filter (where deltagare is not null) as bigint) as kostnad,
                 cast(sum(deltagare) filter (where utfall is not null) as bigint) as kostnadens_deltagare,
                 cast(sum(deltagare) filter (where planerat is not null) as bigint) as planens_deltagare,
                 cast(sum(planerat) filter (where deltagare is not null) as bigint) as deltagarnas_plan
            from fakta
           group by forbund, preciserad_inriktning, malgrupper
          """;

  /**
   * The year's insatser of each förbund, counted by finer orientation and set of målgrupper, with
   * what they have registered, what they planned and what they cost.
   */
  List<Grund.Cell> celler(Handle h, Urval urval, Collection<Integer> forbund) {
    return fraga(h, urval, forbund, CELLER).mapTo(Grund.Cell.class).list();
  }

  /**
   * A quarter is attested while nothing has been received of it since the latest attest. :avslutade
   * is the number of the year's quarters that have ended at t.
   */
  private static final String FORBUND =
      """
      with finns as (
        select forbund, giltig_fran, giltig_till
          from gallande_forbund(:t)
         where forbund = any(:forbund)
           and (giltig_fran is null or giltig_fran <= :slut) and (giltig_till is null or giltig_till >= :start)
      ), senast as (
        select i.forbund, r.kvartal, max(r.mottagen) as mottagen
          from insats i join registrering r on r.insats = i.nr and r.ar = :ar and r.mottagen <= :t
         where i.forbund = any(:forbund)
         group by i.forbund, r.kvartal
      ), attest as (
        select f.forbund, count(*) as avslutade,
               count(*) filter (where a.nr is not null and (s.mottagen is null or s.mottagen <= a.mottagen)) as attesterade
          from finns f
          join generate_series(1, :avslutade) k
            on (f.giltig_fran is null or f.giltig_fran < make_date(:ar, 3 * k - 2, 1) + interval '3 months')
           and (f.giltig_till is null or f.giltig_till >= make_date(:ar, 3 * k - 2, 1))
          left join gallande_attest(:t) a on a.forbund = f.forbund and a.ar = :ar and a.kvartal = k
          left join senast s on s.forbund = f.forbund and s.kvartal = k
         group by f.forbund
      )
      select f.forbund, coalesce(a.avslutade, 0) as avslutade, coalesce(a.attesterade, 0) as attesterade,
             e.eget_kapital_kr as eget_kapital, e.adm_budget_kr as adm_budget, e.adm_utfall_kr as adm_utfall,
             m.stat, m.kommuner, m.regioner, m.samordningsforbund, m.esf, m.ovriga
        from finns f
        left join attest a on a.forbund = f.forbund
        left join gallande_forbund_ekonomi(:t) e on e.forbund = f.forbund and e.ar = :ar
        left join lateral (
          select max(tilldelade_medel_kr) filter (where finansiar = 'STAT') as stat,
                 max(tilldelade_medel_kr) filter (where finansiar = 'KOMMUNER') as kommuner,
                 max(tilldelade_medel_kr) filter (where finansiar = 'REGIONER') as regioner,
                 max(tilldelade_medel_kr) filter (where finansiar = 'SAMORDNINGSFORBUND') as samordningsforbund,
                 max(tilldelade_medel_kr) filter (where finansiar = 'ESF') as esf,
                 max(tilldelade_medel_kr) filter (where finansiar = 'OVRIGA') as ovriga
            from forbund_medel
           where forbund_ekonomi_version = e.nr) m on true
      """;

  /** Of the förbund that exist in the year: its own money, and how much of the year it attests. */
  List<Grund.Forbund> forbund(Handle h, Urval urval, Collection<Integer> forbund) {
    return fraga(h, urval, forbund, FORBUND)
        .bind("avslutade", urval.avslutadeKvartal())
        .mapTo(Grund.Forbund.class)
        .list();
  }

  private static final String PLANERING =
      ARETS_INSATSER
          + PER_INSATS
          + """
          select f.kod as forbund, a.kod as insats, a.inriktning = 'INDIVIDINRIKTAD' as individinriktad,
                 e.budgeterat_antal_deltagare as planerat, cast(p.kvinnor + p.man as bigint) as deltagare,
                 cast(p.personal as bigint) as personal, e.budget_kr as budget, e.utfall_kr as utfall
            from arets a
            join forbund f on f.nr = a.forbund
            left join per_insats p on p.insats = a.insats
            left join gallande_insats_ekonomi(:t) e on e.insats = a.insats and e.ar = :ar
           order by f.kod, a.kod
          """;

  /**
   * An insats, its plan and its outcome.
   *
   * @param forbund code, as it was reported
   * @param planerat planned deltagare, or staff where it is not individinriktad
   */
  public record Planerad(
      String forbund,
      String insats,
      boolean individinriktad,
      Long planerat,
      Long deltagare,
      Long personal,
      Long budget,
      Long utfall) {}

  /** T7: plan and outcome of each of the year's insatser. */
  List<Planerad> planering(Handle h, Urval urval, Collection<Integer> forbund) {
    return fraga(h, urval, forbund, PLANERING).mapTo(Planerad.class).list();
  }

  /**
   * A version is late if it is the first, or the first after a withdrawal, and was received after
   * the day named in the quarter's time plan. Another comment on the same counts corrects nothing.
   */
  private static final String RATTADE =
      ARETS_INSATSER
          + """
          , kvartalen as materialized (
            select k as kvartal, dagens_slut(p.sen_efter) as sent
              from generate_series(1, 4) k cross join lateral tidplan(:ar, k, :t) p
          ), versioner as (
            select a.forbund, a.kod as insats, r.kvartal, r.version, r.mottagen, r.rattelseorsak as orsak,
                   case when r.aterkallad then 'ATERKALLAD'
                        when p.nr is null or p.aterkallad then case when r.mottagen >= k.sent then 'SEN' end
                        when (r.pagaende_vid_start_kvinnor, r.pagaende_vid_start_man, r.nya_kvinnor, r.nya_man,
                              r.avslutade_kvinnor, r.avslutade_man, r.totalt)
                             is distinct from
                             (p.pagaende_vid_start_kvinnor, p.pagaende_vid_start_man, p.nya_kvinnor, p.nya_man,
                              p.avslutade_kvinnor, p.avslutade_man, p.totalt) then 'RATTAD' end as slag,
                   case when r.individinriktad then coalesce(r.pagaende_vid_start_kvinnor + r.nya_kvinnor, 0)
                                                    - coalesce(p.pagaende_vid_start_kvinnor + p.nya_kvinnor, 0) end as andring_kvinnor,
                   case when r.individinriktad then coalesce(r.pagaende_vid_start_man + r.nya_man, 0)
                                                    - coalesce(p.pagaende_vid_start_man + p.nya_man, 0) end as andring_man,
                   case when not r.individinriktad then coalesce(r.totalt, 0) - coalesce(p.totalt, 0) end as andring_personal
              from arets a
              join registrering r on r.insats = a.insats and r.ar = :ar and r.mottagen <= :t
              join kvartalen k on k.kvartal = r.kvartal
              left join registrering p
                on p.insats = r.insats and p.ar = r.ar and p.kvartal = r.kvartal and p.version = r.version - 1
          )
          """;

  private static final String RATTELSER =
      RATTADE
          + """
          select f.kod as forbund, v.insats, cast(:ar as text) || 'K' || v.kvartal as kvartal, v.version, v.slag, v.mottagen, v.orsak,
                 v.andring_kvinnor, v.andring_man, v.andring_personal
            from versioner v join forbund f on f.nr = v.forbund
           where v.slag is not null
           order by v.mottagen, f.kod, v.insats, v.kvartal, v.version
          """;

  /**
   * A version that was late, or that changed what was registered.
   *
   * @param forbund code, as it was reported
   */
  public record Rattad(
      String forbund,
      String insats,
      String kvartal,
      int version,
      String slag,
      java.time.Instant mottagen,
      String orsak,
      Long andringKvinnor,
      Long andringMan,
      Long andringPersonal) {}

  /** T8: the year's late, corrected and withdrawn registrations, as they were received. */
  List<Rattad> rattelser(Handle h, Urval urval, Collection<Integer> forbund) {
    return fraga(h, urval, forbund, RATTELSER).mapTo(Rattad.class).list();
  }

  private static final String RATTELSER_SUMMOR =
      RATTADE
          + """
          select forbund, count(*) as antal, count(*) filter (where slag = 'SEN') as sena,
                 count(*) filter (where slag = 'RATTAD') as rattade, count(*) filter (where slag = 'ATERKALLAD') as aterkallade,
                 coalesce(sum(andring_kvinnor), 0) as andring_kvinnor, coalesce(sum(andring_man), 0) as andring_man,
                 coalesce(sum(andring_personal), 0) as andring_personal
            from versioner
           where slag is not null
           group by forbund
          """;

  /** How many versions of a förbund T8 tells, and what they moved. */
  public record Rattelsesumma(
      int forbund,
      long antal,
      long sena,
      long rattade,
      long aterkallade,
      long andringKvinnor,
      long andringMan,
      long andringPersonal) {}

  /** T8's sums; a förbund without corrections has no row. */
  List<Rattelsesumma> rattelsesummor(Handle h, Urval urval, Collection<Integer> forbund) {
    return fraga(h, urval, forbund, RATTELSER_SUMMOR).mapTo(Rattelsesumma.class).list();
  }

  private static final String MALGRUPPER =
      """
      select g.nr, g.kod, v.etikett, v.prioriterad,
             (v.giltig_fran is null or v.giltig_fran <= :slut) and (v.giltig_till is null or v.giltig_till >= :start) as giltig
        from gallande_malgrupp(:t) v join malgrupp g on g.nr = v.malgrupp
       order by g.nr
      """;

  /**
   * A målgrupp as known.
   *
   * @param giltig true if it may be used on some day of the year
   */
  public record Malgrupp(int nr, String kod, String etikett, boolean prioriterad, boolean giltig) {}

  /** The code list of målgrupper, the oldest first. */
  List<Malgrupp> malgrupper(Handle h, Urval urval) {
    return h.createQuery(MALGRUPPER)
        .bind("t", urval.t())
        .bind("start", urval.ar().start())
        .bind("slut", urval.ar().slut())
        .mapTo(Malgrupp.class)
        .list();
  }
}
