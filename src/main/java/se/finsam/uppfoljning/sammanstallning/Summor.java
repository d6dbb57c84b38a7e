package se.finsam.uppfoljning.sammanstallning;

import jakarta.inject.Singleton;
import java.time.Instant;
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
        select nr, insats, forbund, kod, inriktning, preciserad_inriktning, fran, till
          from insatsliv(:t)
         where forbund = any(:forbund) and fran <= :slut and till >= :start {insatser}
      )
      """;

  private static final String DESSA = "and insats = any(:insatser)";

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
               sum(r.totalt) as personal, array_agg(r.kvartal) as kvartal
          from arets a
          join gallande_registrering(:t) r
            on r.insats = a.insats and r.ar = :ar and lever_i_kvartal(a.fran, a.till, r.ar, r.kvartal)
         group by a.insats
      )
      """;

  /**
   * Whose sums are asked for.
   *
   * @param forbund the förbund
   * @param insatser only these insatser of theirs, or null for all
   */
  record Vilka(Collection<Integer> forbund, Collection<Long> insatser) {}

  private static Query fraga(Handle h, Urval urval, Vilka vilka, String sql) {
    var fraga =
        h.createQuery(sql.replace("{insatser}", vilka.insatser() == null ? "" : DESSA))
            .bind("t", urval.t())
            .bind("ar", urval.ar().ar())
            .bind("start", urval.ar().start())
            .bind("slut", urval.ar().slut())
            .bind("forbund", vilka.forbund().toArray(Integer[]::new));
    return vilka.insatser() == null
        ? fraga
        : fraga.bind("insatser", vilka.insatser().toArray(Long[]::new));
  }

  private static final String CELLER =
      ARETS_INSATSER
          + PER_INSATS
          + """
          , fakta as (
            select a.forbund, a.preciserad_inriktning, i.esf_finansiering,
                   array(select m.malgrupp from insats_malgrupp m where m.insats_version = a.nr order by m.malgrupp) as malgrupper,
                   p.kvinnor, p.man, p.personal, p.kvartal, p.kvinnor + p.man as deltagare, p.insats is not null as registrerad,
                   e.budgeterat_antal_deltagare as planerat, e.budget_kr as budget, e.utfall_kr as utfall,
                   e.esf_budget_kr as esf_budget, e.esf_utfall_kr as esf_utfall
              from arets a
              join insats i on i.nr = a.insats
              left join per_insats p on p.insats = a.insats
              left join gallande_insats_ekonomi(:t) e on e.insats = a.insats and e.ar = :ar
          )
          select forbund, preciserad_inriktning, cast(malgrupper as int[]) as malgrupper,
                 count(*) as insatser, count(*) filter (where registrerad) as registrerade,
                 sum(kvinnor) as kvinnor, sum(man) as man, sum(personal) as personal,
                 count(*) filter (where 1 = any(kvartal)) as k1, count(*) filter (where 2 = any(kvartal)) as k2,
                 count(*) filter (where 3 = any(kvartal)) as k3, count(*) filter (where 4 = any(kvartal)) as k4,
                 sum(planerat) as planerat, count(planerat) as med_plan,
                 sum(budget) as budget, count(budget) as med_budget, sum(utfall) as utfall, count(utfall) as med_utfall,
                 count(*) filter (where esf_finansiering) as esf,
                 sum(esf_budget) filter (where esf_finansiering) as esf_budget,
                 count(esf_budget) filter (where esf_finansiering) as med_esf_budget,
                 sum(esf_utfall) filter (where esf_finansiering) as esf_utfall,
                 count(esf_utfall) filter (where esf_finansiering) as med_esf_utfall,
                 sum(utfall) filter (where deltagare is not null) as kostnad,
                 sum(deltagare) filter (where utfall is not null) as kostnadens_deltagare,
                 count(utfall + deltagare) as med_kostnad,
                 sum(deltagare) filter (where planerat is not null) as planens_deltagare,
                 sum(planerat) filter (where deltagare is not null) as deltagarnas_plan,
                 count(planerat + deltagare) as med_plan_och_deltagare
            from fakta
           group by forbund, preciserad_inriktning, malgrupper
          """;

  /**
   * The year's insatser of each förbund, counted by finer orientation and set of målgrupper, with
   * what they have registered, what they planned and what they cost.
   */
  List<Grund.Cell> celler(Handle h, Urval urval, Vilka vilka) {
    return fraga(h, urval, vilka, CELLER)
        .map(
            (rs, ctx) -> {
              var tal = new long[Grund.Tal.values().length];
              for (var vad : Grund.Tal.values()) {
                tal[vad.ordinal()] = rs.getLong(vad.name()); // a sum of nothing is 0 here
              }
              return new Grund.Cell(
                  rs.getInt("forbund"),
                  rs.getString("preciserad_inriktning"),
                  List.of((Integer[]) rs.getArray("malgrupper").getArray()),
                  tal);
            })
        .list();
  }

  private static final String FORBUND =
      """
      select f.forbund,
             array(select a.mottagen from generate_series(1, 4) k
                     left join gallande_attest(:t) a on a.forbund = f.forbund and a.ar = :ar and a.kvartal = k
                    order by k) as attesterat,
             e.eget_kapital_kr as eget_kapital, e.adm_budget_kr as adm_budget, e.adm_utfall_kr as adm_utfall,
             m.stat, m.kommuner, m.regioner, m.samordningsforbund, m.esf, m.ovriga
        from gallande_forbund(:t) f
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
       where f.forbund = any(:forbund)
         and (f.giltig_fran is null or f.giltig_fran <= :slut) and (f.giltig_till is null or f.giltig_till >= :start)
      """;

  /** Of the förbund that exist in the year: its own money, and when it attested. */
  List<Grund.Forbund> forbund(Handle h, Urval urval, Collection<Integer> forbund) {
    return fraga(h, urval, new Vilka(forbund, null), FORBUND).mapTo(Grund.Forbund.class).list();
  }

  /** What breaks an attest: any version of the quarter, whatever insats it is of. */
  private static final String SENAST =
      """
      select i.forbund, r.kvartal, max(r.mottagen) as mottagen
        from insats i join registrering r on r.insats = i.nr and r.ar = :ar and r.mottagen <= :t
       where i.forbund = any(:forbund) {insatserna}
       group by i.forbund, r.kvartal
      """;

  /** When a quarter of a förbund last received anything. */
  public record Senast(int forbund, int kvartal, Instant mottagen) {}

  List<Senast> senast(Handle h, Urval urval, Vilka vilka) {
    var dessa = vilka.insatser() == null ? "" : "and i.nr = any(:insatser)";
    return fraga(h, urval, vilka, SENAST.replace("{insatserna}", dessa)).mapTo(Senast.class).list();
  }

  private static final String RORDA =
      """
      with nya as materialized (
        select m.nr, m.mottagen from mottagning m join forbund f on f.kod = m.forbund
         where f.nr = :forbund and m.andrade and m.mottagen > :efter and m.mottagen <= :t
      )
      select r.insats from nya join registrering r on r.mottagning = nya.nr and r.ar = :ar
      union
      select v.insats from nya join insats_version v on v.mottagning = nya.nr
      union
      select v.insats from nya join insats_version v on v.forbund = :forbund and v.ersatt = nya.mottagen
      union
      select e.insats from nya join insats_ekonomi_version e on e.mottagning = nya.nr and e.ar = :ar
      """;

  /**
   * The insatser of a förbund that writes after an instant, up to t, can have changed in the year.
   */
  List<Long> rorda(Handle h, Urval urval, int forbund, Instant efter) {
    return h.createQuery(RORDA)
        .bind("forbund", forbund)
        .bind("efter", efter)
        .bind("t", urval.t())
        .bind("ar", urval.ar().ar())
        .mapTo(Long.class)
        .list();
  }

  private static final String ANDRAT =
      """
      select exists (select from forbund_version where forbund = :forbund and mottagen > :efter and mottagen <= :t)
      """;

  /**
   * True if the förbund itself has another version than at the instant: its life may be another.
   */
  boolean andrat(Handle h, Urval urval, int forbund, Instant efter) {
    return h.createQuery(ANDRAT)
        .bind("forbund", forbund)
        .bind("efter", efter)
        .bind("t", urval.t())
        .mapTo(Boolean.class)
        .one();
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
           order by f.kod collate "C", a.kod collate "C"
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
    return fraga(h, urval, new Vilka(forbund, null), PLANERING).mapTo(Planerad.class).list();
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
                                 and lever_i_kvartal(a.fran, a.till, r.ar, r.kvartal)
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
           order by v.mottagen, f.kod collate "C", v.insats collate "C", v.kvartal, v.version
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
      Instant mottagen,
      String orsak,
      Long andringKvinnor,
      Long andringMan,
      Long andringPersonal) {}

  /** T8: the year's late, corrected and withdrawn registrations, as they were received. */
  List<Rattad> rattelser(Handle h, Urval urval, Collection<Integer> forbund) {
    return fraga(h, urval, new Vilka(forbund, null), RATTELSER).mapTo(Rattad.class).list();
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
      long andringPersonal) {

    /** The sum with another added, or with -1 taken away. */
    Rattelsesumma plus(Rattelsesumma r, int tecken) {
      return new Rattelsesumma(
          forbund,
          antal + tecken * r.antal,
          sena + tecken * r.sena,
          rattade + tecken * r.rattade,
          aterkallade + tecken * r.aterkallade,
          andringKvinnor + tecken * r.andringKvinnor,
          andringMan + tecken * r.andringMan,
          andringPersonal + tecken * r.andringPersonal);
    }
  }

  /** T8's sums; a förbund without corrections has no row. */
  List<Rattelsesumma> rattelsesummor(Handle h, Urval urval, Vilka vilka) {
    return fraga(h, urval, vilka, RATTELSER_SUMMOR).mapTo(Rattelsesumma.class).list();
  }

  private static final String FLODEN =
      ARETS_INSATSER
          + """
          , registrerat as (
            select a.forbund, a.preciserad_inriktning, k as kvartal, r.insats is not null as registrerad,
                   r.pagaende_vid_start_kvinnor, r.pagaende_vid_start_man, r.nya_kvinnor, r.nya_man, r.totalt,
                   k = min(r.kvartal) over (partition by a.insats) as forst
              from arets a
              join generate_series(1, 4) k on lever_i_kvartal(a.fran, a.till, :ar, k)
              left join gallande_registrering(:t) r on r.insats = a.insats and r.ar = :ar and r.kvartal = k
          )
          select f.kod as forbund, r.preciserad_inriktning, r.kvartal,
                 count(*) as insatser, count(*) filter (where r.registrerad) as registrerade,
                 coalesce(sum(r.pagaende_vid_start_kvinnor) filter (where r.forst), 0) as ingaende_kvinnor,
                 coalesce(sum(r.pagaende_vid_start_man) filter (where r.forst), 0) as ingaende_man,
                 coalesce(sum(r.nya_kvinnor), 0) as nya_kvinnor, coalesce(sum(r.nya_man), 0) as nya_man,
                 coalesce(sum(r.totalt), 0) as personal
            from registrerat r
            join forbund f on f.nr = r.forbund
           group by f.kod, r.preciserad_inriktning, r.kvartal
           order by f.kod collate "C", r.preciserad_inriktning collate "C", r.kvartal
          """;

  /**
   * What the deltagare of T4 and the personal of T5 are sums of: those there when an insats's first
   * registered quarter began, and what each quarter added. A quarter in which no insats of the kind
   * lives has no row.
   */
  List<Flode> floden(Handle h, Urval urval, Collection<Integer> forbund) {
    return fraga(h, urval, new Vilka(forbund, null), FLODEN).mapTo(Flode.class).list();
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
