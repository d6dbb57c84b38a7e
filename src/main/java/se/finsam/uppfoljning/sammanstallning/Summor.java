package se.finsam.uppfoljning.sammanstallning;

import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The figures, as SQL. Each selects from the {@code gallande_} functions, the one definition of
 * what was valid as known at an instant, so that live figures, figures as of the past and the
 * yearly extract are the same figures.
 */
@Singleton
class Summor {

  /** R15: an insats is one of the year's if its life overlaps the year. */
  private static final String ARETS_INSATSER =
      """
      with arets as materialized (
        select v.nr, v.insats, v.forbund, v.inriktning, v.preciserad_inriktning
          from gallande_insats(:t) v
         where v.startdatum <= :slut and (v.slutdatum is null or v.slutdatum >= :start)
      )
      """;

  private static Query fraga(Handle h, Urval urval, String sql) {
    return h.createQuery(sql)
        .bind("t", urval.t())
        .bind("start", urval.ar().start())
        .bind("slut", urval.ar().slut());
  }

  private static final String TACKNING =
      ARETS_INSATSER
          + """
          , registrerade as (
            select a.forbund, count(distinct r.kvartal) as kvartal
              from arets a join gallande_registrering(:t) r on r.insats = a.insats and r.ar = :ar
             group by a.forbund
          )
          select f.kod as forbund, v.namn, v.lan,
                 case when exists (select from arets a where a.forbund = f.nr) then 'PABORJAT' else 'EJ_PABORJAT' end as lage,
                 coalesce(r.kvartal, 0) as kvartal_registrerade
            from gallande_forbund(:t) v
            join forbund f on f.nr = v.forbund
            left join registrerade r on r.forbund = f.nr
           where (v.giltig_fran is null or v.giltig_fran <= :slut) and (v.giltig_till is null or v.giltig_till >= :start)
           order by f.kod
          """;

  /** T1: every förbund that exists in the year, and whether it has begun. */
  List<Tabell.TackningRad> tackning(Handle h, Urval urval) {
    return fraga(h, urval, TACKNING)
        .bind("ar", urval.ar().ar())
        .mapTo(Tabell.TackningRad.class)
        .list();
  }

  private static final String INSATSER =
      ARETS_INSATSER
          + """
          select p.inriktning, p.kod as preciserad_inriktning, count(a.insats) as antal_insatser
            from preciserad_inriktning p left join arets a on a.preciserad_inriktning = p.kod
           group by p.kod
           order by p.ordning
          """;

  public record Insatser(String inriktning, String preciseradInriktning, long antalInsatser) {}

  /** T2: the year's insatser by preciserad inriktning, zero where there are none. */
  List<Insatser> insatser(Handle h, Urval urval) {
    return fraga(h, urval, INSATSER).mapTo(Insatser.class).list();
  }

  private static final String INSATSER_TOTALT =
      ARETS_INSATSER
          + """
          select count(*) as antal_insatser, count(distinct forbund) as antal_forbund,
                 count(*) filter (where inriktning = 'INDIVIDINRIKTAD') as individinriktade,
                 count(*) filter (where inriktning = 'STRUKTUROVERGRIPANDE') as strukturovergripande
            from arets
          """;

  Tabell.InsatserTotalt insatserTotalt(Handle h, Urval urval) {
    return fraga(h, urval, INSATSER_TOTALT).mapTo(Tabell.InsatserTotalt.class).one();
  }

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

  public record Malgrupper(
      String malgrupp,
      boolean prioriterad,
      long antalInsatser,
      long antalForbund,
      long individinriktade,
      String vanligastePreciseradInriktning,
      long antalVanligaste) {}

  /**
   * T3: the year's insatser by målgrupp. The rows overlap (R4): they are pairs of insats and
   * målgrupp.
   */
  List<Malgrupper> malgrupper(Handle h, Urval urval) {
    return fraga(h, urval, MALGRUPPER).mapTo(Malgrupper.class).list();
  }

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

  public record MalgrupperTotalt(
      long antalInsatser, long antalForbund, long individinriktade, long prioriterade, long alla) {}

  /** T3's total: each insats once, whatever målgrupper it carries. */
  MalgrupperTotalt malgrupperTotalt(Handle h, Urval urval) {
    return fraga(h, urval, MALGRUPPER_TOTALT).mapTo(MalgrupperTotalt.class).one();
  }

  private static final String DELTAGARE =
      ARETS_INSATSER
          + """
          , per_insats as (
            select r.insats,
                   (array_agg(r.pagaende_vid_start_kvinnor order by r.kvartal))[1] + sum(r.nya_kvinnor) as kvinnor,
                   (array_agg(r.pagaende_vid_start_man order by r.kvartal))[1] + sum(r.nya_man) as man
              from gallande_registrering(:t) r
             where r.ar = :ar and r.individinriktad
             group by r.insats
          )
          select p.kod as preciserad_inriktning, cast(sum(d.kvinnor) as bigint) as kvinnor, cast(sum(d.man) as bigint) as man
            from preciserad_inriktning p
            left join (arets a join per_insats d on d.insats = a.insats) on a.preciserad_inriktning = p.kod
           where p.inriktning = 'INDIVIDINRIKTAD'
           group by grouping sets ((p.kod, p.ordning), ())
           order by p.ordning nulls last
          """;

  public record Deltagare(String preciseradInriktning, Long kvinnor, Long man) {}

  /**
   * T4: deltagare of the year in individinriktade insatser: for each insats those there when its
   * first registered quarter began, and all new ones since. The last row is the total; null where
   * nobody has registered.
   */
  List<Deltagare> deltagare(Handle h, Urval urval) {
    return fraga(h, urval, DELTAGARE).bind("ar", urval.ar().ar()).mapTo(Deltagare.class).list();
  }

  private static final String PERSONAL =
      ARETS_INSATSER
          + """
          , per_insats as (
            select r.insats, sum(r.totalt) as totalt
              from gallande_registrering(:t) r
             where r.ar = :ar and not r.individinriktad
             group by r.insats
          )
          select p.kod as preciserad_inriktning, cast(sum(d.totalt) as bigint) as personal
            from preciserad_inriktning p
            left join (arets a join per_insats d on d.insats = a.insats) on a.preciserad_inriktning = p.kod
           where p.inriktning = 'STRUKTUROVERGRIPANDE'
           group by grouping sets ((p.kod, p.ordning), ())
           order by p.ordning nulls last
          """;

  public record Personal(String preciseradInriktning, Long personal) {}

  /**
   * T5: staff reached by strukturövergripande insatser, summed over the quarters. The last row is
   * the total.
   */
  List<Personal> personal(Handle h, Urval urval) {
    return fraga(h, urval, PERSONAL).bind("ar", urval.ar().ar()).mapTo(Personal.class).list();
  }
}
