package se.finsam.uppfoljning.uppfoljning;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.InsatsFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.JamforelseFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.KvartalFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.RegistreringFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.TotalFigurer;

/**
 * The figures of a förbund's follow-up, as SQL, from the {@code gallande_} functions. A förbund's
 * own figures and the nation's medians are the same expressions.
 */
@Singleton
class Figurer {
  /**
   * A median over fewer other förbund than this is not told: it would be near to somebody's value.
   */
  static final int MINST_ANDRA = 5;

  /**
   * Whose year is asked for, and as of when.
   *
   * @param forbund internal key
   * @param ar the year
   * @param t the instant
   */
  record Fraga(int forbund, Ar ar, Instant t) {
    Fraga aretFore() {
      return new Fraga(forbund, new Ar(ar.ar() - 1), t);
    }
  }

  private static Query fraga(Handle h, Fraga fraga, String sql) {
    return h.createQuery(sql)
        .bind("forbund", fraga.forbund())
        .bind("ar", fraga.ar().ar())
        .bind("t", fraga.t());
  }

  private static final String NAMN =
      "select namn from gallande_forbund(:t) where forbund = :forbund";

  /** The förbund's name, if it was known at the instant. */
  Optional<String> namn(Handle h, Fraga fraga) {
    return h.createQuery(NAMN)
        .bind("forbund", fraga.forbund())
        .bind("t", fraga.t())
        .mapTo(String.class)
        .findOne();
  }

  private static final String KVARTALEN =
      """
      with kvartalen as materialized (
        select k.kvartal, d.start, d.slut, p.forfaller, p.sen_efter, p.lases, u.oppen_till, :t >= dagens_slut(d.slut) as avslutat,
               case when :t < dagens_slut(d.start - 1) then 'EJ_PABORJAT'
                    when last_for(:forbund, :ar, k.kvartal, :t) then 'LAST'
                    when :t >= dagens_slut(p.sen_efter) then 'SENT'
                    when :t >= dagens_slut(p.forfaller) then 'FORFALLET'
                    else 'OPPET' end as lage
          from generate_series(1, 4) k(kvartal)
         cross join lateral (select make_date(:ar, 3 * k.kvartal - 2, 1) as start,
                                    (make_date(:ar, 3 * k.kvartal - 2, 1) + interval '3 months - 1 day')::date as slut) d
         cross join lateral tidplan(:ar, k.kvartal, :t) p
         cross join lateral (select max(till) as oppen_till from upplasning
                              where forbund = :forbund and ar = :ar and kvartal = k.kvartal
                                and mottagen <= :t and :t <= till and :t >= dagens_slut(p.lases)) u
      )
      """;

  private static final String LAGET =
      KVARTALEN
          + """
          select string_agg(lage || case when avslutat then '+' else '' end || case when oppen_till is null then '' else '!' end,
                            '.' order by kvartal)
            from kvartalen
          """;

  /**
   * Everything in the answer that follows from the instant alone: while it and the data are the
   * same, so is the answer.
   */
  String laget(Handle h, Fraga fraga) {
    return fraga(h, fraga, LAGET).mapTo(String.class).one();
  }

  /** Each insats in each quarter of its life (R11), with its registration if there is one. */
  private static final String LEVANDE =
      KVARTALEN
          + """
          , levande as materialized (
            select k.kvartal, v.kod, v.inriktning, r.nr as registrering,
                   coalesce(f.mottagen >= dagens_slut(k.sen_efter), false) as sen,
                   r.pagaende_vid_start_kvinnor, r.pagaende_vid_start_man, r.nya_kvinnor, r.nya_man,
                   r.avslutade_kvinnor, r.avslutade_man, r.totalt, r.kommentar
              from kvartalen k
              join lateral levande_insats(:t, k.start, k.slut) v on v.forbund = :forbund
              left join gallande_registrering(:t) r on r.insats = v.insats and r.ar = :ar and r.kvartal = k.kvartal
              left join registrering f on f.insats = r.insats and f.ar = r.ar and f.kvartal = r.kvartal and f.version = 1
          )
          """;

  private static final String KVARTAL =
      LEVANDE
          + """
          , summor as (
            select kvartal, count(*) as antal_insatser, count(registrering) as antal_registrerade,
                   array_agg(kod order by kod) filter (where registrering is null) as saknas,
                   array_agg(kod order by kod) filter (where sen) as sena,
                   sum(pagaende_vid_start_kvinnor + nya_kvinnor) as kvinnor, sum(pagaende_vid_start_man + nya_man) as man,
                   sum(nya_kvinnor) as nya_kvinnor, sum(nya_man) as nya_man,
                   sum(avslutade_kvinnor) as avslutade_kvinnor, sum(avslutade_man) as avslutade_man, sum(totalt) as personal
              from levande
             group by kvartal
          )
          select cast(:ar as text) || 'K' || k.kvartal as kvartal, k.lage, k.avslutat, k.forfaller, k.sen_efter, k.lases, k.oppen_till,
                 coalesce(s.antal_insatser, 0) as antal_insatser, coalesce(s.antal_registrerade, 0) as antal_registrerade,
                 case when k.lage = 'EJ_PABORJAT' or (b.attest = 'ATTESTERAD' and a.inget_att_rapportera) then '{}'
                      else coalesce(s.saknas, '{}') end as saknas,
                 coalesce(s.sena, '{}') as sena, b.attest,
                 a.inget_att_rapportera, a.mottagen as attesterad,
                 s.kvinnor, s.man, s.nya_kvinnor, s.nya_man, s.avslutade_kvinnor, s.avslutade_man, s.personal
            from kvartalen k
            left join summor s on s.kvartal = k.kvartal
            left join gallande_attest(:t) a on a.forbund = :forbund and a.ar = :ar and a.kvartal = k.kvartal
           cross join lateral (
             select case when a.nr is null then 'EJ_ATTESTERAD'
                         when exists (select from registrering r join insats i on i.nr = r.insats
                                       where i.forbund = :forbund and r.ar = :ar and r.kvartal = k.kvartal
                                         and r.mottagen > a.mottagen and r.mottagen <= :t) then 'ANDRAD_EFTER_ATTEST'
                         else 'ATTESTERAD' end as attest) b
           order by k.kvartal
          """;

  /**
   * The four quarters. A withdrawal after the attest breaks it as a registration does; while a nil
   * report holds (R17), nothing is missing.
   */
  List<KvartalFigurer> kvartal(Handle h, Fraga fraga) {
    return fraga(h, fraga, KVARTAL).mapTo(KvartalFigurer.class).list();
  }

  private static final String REGISTRERINGAR =
      LEVANDE
          + """
          select l.kod as insats, cast(:ar as text) || 'K' || l.kvartal as kvartal, l.registrering is not null as registrerad,
                 l.sen, l.pagaende_vid_start_kvinnor, l.pagaende_vid_start_man, l.nya_kvinnor, l.nya_man,
                 l.avslutade_kvinnor, l.avslutade_man,
                 l.pagaende_vid_start_kvinnor + l.nya_kvinnor - l.avslutade_kvinnor as kvar_kvinnor,
                 l.pagaende_vid_start_man + l.nya_man - l.avslutade_man as kvar_man, l.totalt as personal, l.kommentar
            from levande l
            join kvartalen k on k.kvartal = l.kvartal
           where k.lage <> 'EJ_PABORJAT'
           order by l.kod, l.kvartal
          """;

  /** One row for each insats and begun quarter of its life, registered or not. */
  List<RegistreringFigurer> registreringar(Handle h, Fraga fraga) {
    return fraga(h, fraga, REGISTRERINGAR).mapTo(RegistreringFigurer.class).list();
  }

  /**
   * All insatser of the year (R15), of every förbund, with the year's counts and money. Deltagare
   * are those there when the first registered quarter began, and all new ones since: the same as in
   * the national table.
   */
  private static final String ARSRADER =
      """
      with raknade as (
        select r.insats, count(*) as kvartal_registrerade,
               (array_agg(r.pagaende_vid_start_kvinnor order by r.kvartal))[1] + sum(r.nya_kvinnor) as kvinnor,
               (array_agg(r.pagaende_vid_start_man order by r.kvartal))[1] + sum(r.nya_man) as man,
               sum(r.nya_kvinnor) as nya_kvinnor, sum(r.nya_man) as nya_man,
               sum(r.avslutade_kvinnor) as avslutade_kvinnor, sum(r.avslutade_man) as avslutade_man,
               sum(r.totalt) as personal
          from gallande_registrering(:t) r
          join insatsliv(:t) l on l.insats = r.insats and lever_i_kvartal(l.fran, l.till, r.ar, r.kvartal)
         where r.ar = :ar
         group by r.insats
      ), arsrader as materialized (
        select v.forbund, v.kod as insats, v.namn, v.inriktning, v.preciserad_inriktning,
               coalesce(r.kvartal_registrerade, 0) as kvartal_registrerade,
               r.kvinnor, r.man, r.kvinnor + r.man as deltagare, coalesce(r.kvinnor + r.man, r.personal) as antal,
               r.nya_kvinnor, r.nya_man, r.avslutade_kvinnor, r.avslutade_man, r.personal,
               e.budgeterat_antal_deltagare, e.budget_kr, e.utfall_kr
          from levande_insats(:t, make_date(:ar, 1, 1), make_date(:ar, 12, 31)) v
          left join raknade r on r.insats = v.insats
          left join gallande_insats_ekonomi(:t) e on e.insats = v.insats and e.ar = :ar
      )
      """;

  private static final String INSATSER =
      ARSRADER
          + """
          select insats, namn, inriktning, preciserad_inriktning, kvartal_registrerade, kvinnor, man, deltagare,
                 round(cast(kvinnor as numeric) / nullif(deltagare, 0), 6) as andel_kvinnor, kvinnor as taljare, deltagare as namnare,
                 nya_kvinnor, nya_man, avslutade_kvinnor, avslutade_man, personal, budgeterat_antal_deltagare,
                 round(cast(antal as numeric) / nullif(budgeterat_antal_deltagare, 0), 6) as andel_av_plan, budget_kr, utfall_kr,
                 round(cast(utfall_kr as numeric) / nullif(budget_kr, 0), 6) as andel_av_budget,
                 round(cast(utfall_kr as numeric) / nullif(deltagare, 0)) as kostnad_per_deltagare_kr
            from arsrader
           where forbund = :forbund
           order by insats
          """;

  /** The förbund's insatser of the year. */
  List<InsatsFigurer> insatser(Handle h, Fraga fraga) {
    return fraga(h, fraga, INSATSER).mapTo(InsatsFigurer.class).list();
  }

  private static final String TOTALT =
      ARSRADER
          + """
          select count(*) as antal_insatser, count(*) filter (where inriktning = 'INDIVIDINRIKTAD') as individinriktade,
                 count(*) filter (where inriktning = 'STRUKTUROVERGRIPANDE') as strukturovergripande,
                 sum(kvinnor) as kvinnor, sum(man) as man, sum(deltagare) as deltagare,
                 round(sum(kvinnor) / nullif(sum(deltagare), 0), 6) as andel_kvinnor,
                 sum(kvinnor) as taljare, sum(deltagare) as namnare,
                 sum(nya_kvinnor) as nya_kvinnor, sum(nya_man) as nya_man,
                 sum(avslutade_kvinnor) as avslutade_kvinnor, sum(avslutade_man) as avslutade_man, sum(personal) as personal,
                 sum(budgeterat_antal_deltagare) filter (where inriktning = 'INDIVIDINRIKTAD') as budgeterat_antal_deltagare,
                 sum(budget_kr) as budget_kr, count(budget_kr) as insatser_med_budget,
                 sum(utfall_kr) as utfall_kr, count(utfall_kr) as insatser_med_utfall
            from arsrader
           where forbund = :forbund
          """;

  /** The whole förbund's year. */
  TotalFigurer totalt(Handle h, Fraga fraga) {
    return fraga(h, fraga, TOTALT).mapTo(TotalFigurer.class).one();
  }

  private static final String JAMFORELSE =
      ARSRADER
          + """
          , delar as (
            select a.forbund, a.preciserad_inriktning, m.matt, m.taljare, m.namnare
              from arsrader a
             cross join lateral (values
               ('ANDEL_KVINNOR', a.kvinnor, a.deltagare),
               ('ANDEL_AV_PLAN', a.antal, a.budgeterat_antal_deltagare),
               ('ANDEL_AV_BUDGET', a.utfall_kr, a.budget_kr),
               ('DELTAGARE_PER_INSATS', a.deltagare, 1),
               ('PERSONAL_PER_INSATS', a.personal, 1),
               ('KOSTNAD_PER_DELTAGARE_KR', a.utfall_kr, a.deltagare)) m(matt, taljare, namnare)
             where m.taljare is not null and m.namnare is not null
          ), per_forbund as materialized (
            select forbund, preciserad_inriktning, matt, sum(taljare) as taljare, sum(namnare) as namnare,
                   sum(taljare) / nullif(sum(namnare), 0) as varde
              from delar
             group by forbund, preciserad_inriktning, matt
          ), andra as (
            select preciserad_inriktning, matt,
                   case when count(varde) >= :minst
                        then cast(percentile_cont(0.5) within group (order by cast(varde as double precision)) as numeric)
                   end as median
              from per_forbund
             where forbund <> :forbund
             group by preciserad_inriktning, matt
          )
          select p.kod as preciserad_inriktning, m.matt, round(e.varde, m.egna) as eget, e.taljare, e.namnare,
                 round(a.median, m.andras) as median
            from preciserad_inriktning p
           cross join (values (1, 'ANDEL_KVINNOR', 'INDIVIDINRIKTAD', 2, 2), (2, 'ANDEL_AV_PLAN', null, 2, 2),
                              (3, 'ANDEL_AV_BUDGET', null, 2, 2), (4, 'DELTAGARE_PER_INSATS', 'INDIVIDINRIKTAD', 2, 2),
                              (5, 'PERSONAL_PER_INSATS', 'STRUKTUROVERGRIPANDE', 2, 2),
                              (6, 'KOSTNAD_PER_DELTAGARE_KR', 'INDIVIDINRIKTAD', 0, -2)) m(ordning, matt, av, egna, andras)
            left join per_forbund e on e.forbund = :forbund and e.preciserad_inriktning = p.kod and e.matt = m.matt
            left join andra a on a.preciserad_inriktning = p.kod and a.matt = m.matt
           where coalesce(m.av, p.inriktning) = p.inriktning
             and exists (select from arsrader o where o.forbund = :forbund and o.preciserad_inriktning = p.kod)
           order by p.ordning, m.ordning
          """;

  /**
   * The förbund's own figures per preciserad inriktning that it has, beside the median of the other
   * förbund. Each figure of a förbund is a ratio of sums over those of its insatser that have told
   * both parts. Of others nothing but the median leaves the database.
   */
  List<JamforelseFigurer> jamforelse(Handle h, Fraga fraga) {
    return fraga(h, fraga, JAMFORELSE)
        .bind("minst", MINST_ANDRA)
        .mapTo(JamforelseFigurer.class)
        .list();
  }
}
