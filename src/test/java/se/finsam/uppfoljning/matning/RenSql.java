package se.finsam.uppfoljning.matning;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The yardstick: the national report as plain SQL, one statement after another over all rows, with
 * nothing kept. It is held still while the service changes, so that runs of different versions can
 * be compared; it follows only a change of what the figures mean.
 */
final class RenSql implements AutoCloseable {
  private static final String ARETS_INSATSER =
      """
      with arets as materialized (
        select nr, insats, forbund, kod, inriktning, preciserad_inriktning
          from levande_insats(:t, :start, :slut)
      )
      """;

  private static final String ARETS_FORBUND =
      """
      , finns as (
        select v.forbund, f.kod, v.namn, v.lan, v.giltig_fran, v.giltig_till
          from gallande_forbund(:t) v join forbund f on f.nr = v.forbund
         where (v.giltig_fran is null or v.giltig_fran <= :slut) and (v.giltig_till is null or v.giltig_till >= :start)
      )
      """;

  private static final String PER_INSATS =
      """
      , per_insats as (
        select r.insats,
               (array_agg(r.pagaende_vid_start_kvinnor order by r.kvartal))[1] + sum(r.nya_kvinnor) as kvinnor,
               (array_agg(r.pagaende_vid_start_man order by r.kvartal))[1] + sum(r.nya_man) as man,
               sum(r.totalt) as personal
          from gallande_registrering(:t) r
         where r.ar = :ar
         group by r.insats
      )
      """;

  private static final String TACKNING =
      ARETS_INSATSER
          + ARETS_FORBUND
          + """
          , registrerade as (
            select a.forbund, count(distinct r.kvartal) as kvartal
              from arets a join gallande_registrering(:t) r on r.insats = a.insats and r.ar = :ar
             group by a.forbund
          ), senast as (
            select i.forbund, r.kvartal, max(r.mottagen) as mottagen
              from registrering r join insats i on i.nr = r.insats
             where r.ar = :ar and r.mottagen <= :t
             group by i.forbund, r.kvartal
          ), attesterade as (
            select f.forbund, bool_and(a.nr is not null and (s.mottagen is null or s.mottagen <= a.mottagen)) as attesterat
              from finns f
              join generate_series(1, :avslutade) k
                on (f.giltig_fran is null or f.giltig_fran < make_date(:ar, 3 * k - 2, 1) + interval '3 months')
               and (f.giltig_till is null or f.giltig_till >= make_date(:ar, 3 * k - 2, 1))
              left join gallande_attest(:t) a on a.forbund = f.forbund and a.ar = :ar and a.kvartal = k
              left join senast s on s.forbund = f.forbund and s.kvartal = k
             group by f.forbund
          ), lagen as (
            select f.*, coalesce(a.attesterat, false) as attesterat,
                   exists (select from arets a where a.forbund = f.forbund) as paborjat
              from finns f left join attesterade a on a.forbund = f.forbund
          )
          select f.kod as forbund, f.namn, f.lan,
                 case when f.attesterat then 'ATTESTERAD' when f.paborjat then 'PABORJAT' else 'EJ_PABORJAT' end as lage,
                 coalesce(r.kvartal, 0) as kvartal_registrerade, f.paborjat
            from lagen f
            left join registrerade r on r.forbund = f.forbund
           order by f.kod
          """;

  private static final String INSATSER =
      ARETS_INSATSER
          + """
          select p.inriktning, p.kod as preciserad_inriktning, count(a.insats) as antal_insatser
            from preciserad_inriktning p left join arets a on a.preciserad_inriktning = p.kod
           group by p.kod
           order by p.ordning
          """;

  private static final String INSATSER_TOTALT =
      ARETS_INSATSER
          + """
          select count(*) as antal_insatser, count(distinct forbund) as antal_forbund,
                 count(*) filter (where inriktning = 'INDIVIDINRIKTAD') as individinriktade,
                 count(*) filter (where inriktning = 'STRUKTUROVERGRIPANDE') as strukturovergripande
            from arets
          """;

  private static final String MALGRUPPER =
      ARETS_INSATSER
          + """
          , par as (
            select m.malgrupp, a.insats, a.forbund, a.inriktning, a.preciserad_inriktning
              from arets a join insats_malgrupp m on m.insats_version = a.nr
          ), vanligast as (
            select distinct on (malgrupp) malgrupp, preciserad_inriktning, count(*) as antal
              from par join preciserad_inriktning p on p.kod = preciserad_inriktning
             group by malgrupp, preciserad_inriktning, p.ordning
             order by malgrupp, count(*) desc, p.ordning
          ), raknade as (
            select malgrupp, count(*) as insatser, count(distinct forbund) as forbund,
                   count(*) filter (where inriktning = 'INDIVIDINRIKTAD') as individinriktade
              from par group by malgrupp
          )
          select g.kod as malgrupp, v.prioriterad, coalesce(r.insatser, 0) as antal_insatser,
                 coalesce(r.forbund, 0) as antal_forbund, coalesce(r.individinriktade, 0) as individinriktade,
                 n.preciserad_inriktning as vanligaste_preciserad_inriktning, coalesce(n.antal, 0) as antal_vanligaste
            from gallande_malgrupp(:t) v
            join malgrupp g on g.nr = v.malgrupp
            left join raknade r on r.malgrupp = g.nr
            left join vanligast n on n.malgrupp = g.nr
           where r.malgrupp is not null
              or ((v.giltig_fran is null or v.giltig_fran <= :slut) and (v.giltig_till is null or v.giltig_till >= :start))
           order by g.nr
          """;

  private static final String MALGRUPPER_TOTALT =
      ARETS_INSATSER
          + """
          , med as (
            select a.insats, a.forbund, a.inriktning, bool_or(v.prioriterad) as prioriterad
              from arets a
              join insats_malgrupp m on m.insats_version = a.nr
              join gallande_malgrupp(:t) v on v.malgrupp = m.malgrupp
             group by a.insats, a.forbund, a.inriktning
          )
          select count(*) as antal_insatser, count(distinct forbund) as antal_forbund,
                 count(*) filter (where inriktning = 'INDIVIDINRIKTAD') as individinriktade,
                 count(*) filter (where prioriterad) as prioriterade,
                 (select count(*) from arets) as alla
            from med
          """;

  private static final String DELTAGARE =
      ARETS_INSATSER
          + PER_INSATS
          + """
          select p.kod as preciserad_inriktning, cast(sum(d.kvinnor) as bigint) as kvinnor, cast(sum(d.man) as bigint) as man
            from preciserad_inriktning p
            left join (arets a join per_insats d on d.insats = a.insats) on a.preciserad_inriktning = p.kod
           where p.inriktning = 'INDIVIDINRIKTAD'
           group by grouping sets ((p.kod, p.ordning), ())
           order by p.ordning nulls last
          """;

  private static final String PERSONAL =
      ARETS_INSATSER
          + PER_INSATS
          + """
          select p.kod as preciserad_inriktning, cast(sum(d.personal) as bigint) as personal
            from preciserad_inriktning p
            left join (arets a join per_insats d on d.insats = a.insats) on a.preciserad_inriktning = p.kod
           where p.inriktning = 'STRUKTUROVERGRIPANDE'
           group by grouping sets ((p.kod, p.ordning), ())
           order by p.ordning nulls last
          """;

  private static final String EKONOMI =
      ARETS_INSATSER
          + ARETS_FORBUND
          + """
          , finansiarer (finansiar, figur) as (
            values ('STAT', 'medelStatKr'), ('KOMMUNER', 'medelKommunerKr'), ('REGIONER', 'medelRegionerKr'),
                   ('SAMORDNINGSFORBUND', 'medelSamordningsforbundKr'), ('ESF', 'medelEsfKr'), ('OVRIGA', 'medelOvrigaKr')
          ), forbundens as (
            select f.forbund, e.nr, e.eget_kapital_kr, e.adm_budget_kr, e.adm_utfall_kr
              from finns f left join gallande_forbund_ekonomi(:t) e on e.forbund = f.forbund and e.ar = :ar
          ), medel as (
            select e.forbund, p.figur, m.tilldelade_medel_kr as kr
              from forbundens e cross join finansiarer p
              left join forbund_medel m on m.forbund_ekonomi_version = e.nr and m.finansiar = p.finansiar
          ), insatsernas as (
            select a.forbund, i.esf_finansiering, e.budget_kr, e.utfall_kr, e.esf_budget_kr, e.esf_utfall_kr
              from arets a join insats i on i.nr = a.insats
              left join gallande_insats_ekonomi(:t) e on e.insats = a.insats and e.ar = :ar
          ), delar (forbund, figur, kr) as (
            select * from medel
            union all select forbund, 'tilldeladeMedelKr', kr from medel
            union all select forbund, 'egetKapitalKr', eget_kapital_kr from forbundens
            union all select forbund, 'admBudgetKr', adm_budget_kr from forbundens
            union all select forbund, 'admUtfallKr', adm_utfall_kr from forbundens
            union all select forbund, 'insatsBudgetKr', budget_kr from insatsernas
            union all select forbund, 'insatsUtfallKr', utfall_kr from insatsernas
            union all select forbund, 'insatsEsfBudgetKr', esf_budget_kr from insatsernas where esf_finansiering
            union all select forbund, 'insatsEsfUtfallKr', esf_utfall_kr from insatsernas where esf_finansiering
          ), summor as (
            select forbund, figur, sum(kr) as kr, count(*) - count(kr) as saknas from delar group by forbund, figur
          ), resultat as (
            select forbund, 'resultatKr' as figur,
                   case when count(kr) = 4
                        then sum(case when figur in ('tilldeladeMedelKr', 'egetKapitalKr') then kr else -kr end) end as kr,
                   sum(saknas) + 4 - count(kr) as saknas
              from summor
             where figur in ('tilldeladeMedelKr', 'egetKapitalKr', 'admUtfallKr', 'insatsUtfallKr')
             group by forbund
          )
          select f.kod as forbund, f.namn, s.figur, cast(sum(s.kr) as bigint) as kr, sum(s.saknas) > 0 as ofullstandig
            from finns f join (select * from summor union all select * from resultat) s on s.forbund = f.forbund
           group by grouping sets ((f.kod, f.namn, s.figur), (s.figur))
           order by f.kod nulls last, s.figur
          """;

  private static final String PLANERING =
      ARETS_INSATSER
          + PER_INSATS
          + """
          , plan as (
            select f.kod as forbund, a.kod as insats, a.inriktning = 'INDIVIDINRIKTAD' as individ,
                   e.budgeterat_antal_deltagare as planerat, p.kvinnor + p.man as deltagare, p.personal,
                   e.budget_kr as budget, e.utfall_kr as utfall
              from arets a
              join forbund f on f.nr = a.forbund
              left join per_insats p on p.insats = a.insats
              left join gallande_insats_ekonomi(:t) e on e.insats = a.insats and e.ar = :ar
          )
          select forbund, insats,
                 cast(sum(planerat) filter (where individ) as bigint) as budgeterat_antal_deltagare,
                 cast(sum(deltagare) as bigint) as deltagare,
                 cast(sum(planerat) filter (where not individ) as bigint) as budgeterad_personal,
                 cast(sum(personal) as bigint) as personal,
                 cast(sum(budget) as bigint) as budget_kr, cast(sum(utfall) as bigint) as utfall_kr,
                 cast(round(sum(utfall) filter (where deltagare is not null)
                            / nullif(sum(deltagare) filter (where utfall is not null), 0)) as bigint) as kostnad_per_deltagare_kr,
                 cast(sum(deltagare) filter (where planerat is not null) as bigint) as taljare,
                 cast(sum(planerat) filter (where deltagare is not null) as bigint) as namnare,
                 array_remove(array[
                   case when bool_or(individ and planerat is null) then 'budgeteratAntalDeltagare' end,
                   case when bool_or(individ and deltagare is null) then 'deltagare' end,
                   case when bool_or(not individ and planerat is null) then 'budgeteradPersonal' end,
                   case when bool_or(not individ and personal is null) then 'personal' end,
                   case when bool_or(budget is null) then 'budgetKr' end,
                   case when bool_or(utfall is null) then 'utfallKr' end], null) as ofullstandiga
            from plan
           group by grouping sets ((forbund, insats), ())
           order by forbund nulls last, insats
          """;

  /** The tables, each the statements it takes. */
  static final Map<String, List<String>> TABELLER = new LinkedHashMap<>();

  static {
    TABELLER.put("T1", List.of(TACKNING));
    TABELLER.put("T2", List.of(INSATSER, INSATSER_TOTALT));
    TABELLER.put("T3", List.of(MALGRUPPER, MALGRUPPER_TOTALT));
    TABELLER.put("T4", List.of(DELTAGARE));
    TABELLER.put("T5", List.of(PERSONAL));
    TABELLER.put("T6", List.of(EKONOMI));
    TABELLER.put("T7", List.of(PLANERING));
  }

  private final Handle h;

  RenSql(Connection db) {
    this.h = Jdbi.create(db).open();
  }

  /** The last row of the table's last statement; every column of every row has been read. */
  List<Object> tabell(String tabell, int ar, Instant t) {
    var sist = List.<Object>of();
    for (var sql : TABELLER.get(tabell)) {
      sist = sistaRaden(sql, ar, t);
    }
    return sist;
  }

  /** The tables one after another. */
  void rapport(int ar, Instant t) {
    TABELLER.keySet().forEach(tabell -> tabell(tabell, ar, t));
  }

  private List<Object> sistaRaden(String sql, int ar, Instant t) {
    var fraga =
        h.createQuery(sql)
            .bind("t", t.atOffset(ZoneOffset.UTC))
            .bind("start", LocalDate.of(ar, 1, 1))
            .bind("slut", LocalDate.of(ar, 12, 31));
    if (sql.contains(":ar")) {
      fraga.bind("ar", ar);
    }
    if (sql.contains(":avslutade")) {
      fraga.bind("avslutade", 4);
    }
    return fraga.scanResultSet(
        (resultat, context) -> {
          try (context) {
            var rs = resultat.get();
            var rad = new ArrayList<Object>();
            int kolumner = rs.getMetaData().getColumnCount();
            while (rs.next()) {
              rad.clear();
              for (int i = 1; i <= kolumner; i++) {
                rad.add(rs.getObject(i));
              }
            }
            return rad;
          }
        });
  }

  /** As the service asks: at an instant after every write. */
  Instant nu() {
    return h.createQuery("select clock_timestamp()").mapTo(Instant.class).one();
  }

  @Override
  public void close() {
    h.close();
  }
}
