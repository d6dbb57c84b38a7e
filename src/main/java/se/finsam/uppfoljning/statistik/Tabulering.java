package se.finsam.uppfoljning.statistik;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.sammanstallning.Etiketter;
import se.finsam.uppfoljning.sammanstallning.Register;
import se.finsam.uppfoljning.sammanstallning.Tackning;

/**
 * The cross tabulation, as SQL. The question is put together from the fixed pieces below, and every
 * value is bound.
 *
 * <p>Each insats is first told once per period of the rows (a quarter, a year, or all that is asked
 * for), and only then grouped: so counting rows is counting distinct insatser.
 */
@Singleton
class Tabulering {

  /** The quarters, and the förbund under the code that they are told as. */
  private static final String URVAL =
      """
      with perioder as materialized (
        select ar, kvartal, d.start, (d.start + interval '3 months - 1 day')::date as slut
          from unnest(:ar, :kvartal) p (ar, kvartal)
         cross join lateral (select make_date(ar, 3 * kvartal - 2, 1) as start) d
      ), forbunden as materialized (
        select * from unnest(:forbundNr, :som, :lan) f (nr, som, lan)
      )
      """;

  /** R15: the insatser that live in one of the quarters, with the målgrupper that they carry. */
  private static final String INSATSER =
      URVAL
          + """
          , insatser as materialized (
            select l.insats, l.nr as version, f.som, f.lan, p.ordning, l.inriktning = 'INDIVIDINRIKTAD' as individ, l.fran, l.till
              from insatsliv(:t) l
              join forbunden f on f.nr = l.forbund
              join preciserad_inriktning p on p.kod = l.preciserad_inriktning
             where (:allaInriktningar or l.inriktning = any(:inriktning))
               and (:allaPreciserade or l.preciserad_inriktning = any(:preciseradInriktning))
               and (:allaMalgrupper
                    or exists (select from insats_malgrupp m join malgrupp g on g.nr = m.malgrupp
                                where m.insats_version = l.nr and g.kod = any(:malgrupp))
                    or (:utanMalgrupp and not exists (select from insats_malgrupp m where m.insats_version = l.nr)))
          ), liv as materialized (
            select i.insats, a.ar, a.period
              from insatser i
              join (select distinct p.ar, {period} as period from perioder p) a
                on exists (select from perioder p
                            where p.ar = a.ar and {period} = a.period and i.fran <= p.slut and i.till >= p.start)
          ), levande as (
            select {distinkta} insats, period from liv
          )
          """;

  /** A period of the rows as a number: the quarter, the year, or none. */
  private static final String PER_KVARTAL = "p.ar * 4 + p.kvartal - 1";

  private static final String PER_AR = "cast(p.ar as int)";
  private static final String PER_ALLT = "0";

  /**
   * What an insats has registered in the quarters of a period: deltagare are those there when the
   * first registered one of them began, and all new ones since; staff is summed (R5).
   */
  private static final String REGISTRERAT =
      """
      , registrerat as (
        select r.insats, {period} as period,
               (array_agg(r.pagaende_vid_start_kvinnor order by r.ar, r.kvartal))[1] + sum(r.nya_kvinnor) as deltagare_kvinnor,
               (array_agg(r.pagaende_vid_start_man order by r.ar, r.kvartal))[1] + sum(r.nya_man) as deltagare_man,
               sum(r.nya_kvinnor) as nya_kvinnor, sum(r.nya_man) as nya_man,
               sum(r.avslutade_kvinnor) as avslutade_kvinnor, sum(r.avslutade_man) as avslutade_man,
               sum(r.totalt) as personal
          from gallande_registrering(:t) r
          join insatser i on i.insats = r.insats and lever_i_kvartal(i.fran, i.till, r.ar, r.kvartal)
          join perioder p on p.ar = r.ar and p.kvartal = r.kvartal
         group by r.insats, 2
      )
      """;

  /** The same where the period is one quarter, of which an insats has one registration. */
  private static final String REGISTRERAT_PER_KVARTAL =
      """
      , registrerat as materialized (
        select r.insats, {period} as period,
               r.pagaende_vid_start_kvinnor + r.nya_kvinnor as deltagare_kvinnor,
               r.pagaende_vid_start_man + r.nya_man as deltagare_man,
               r.nya_kvinnor, r.nya_man, r.avslutade_kvinnor, r.avslutade_man, r.totalt as personal
          from gallande_registrering(:t) r
          join perioder p on p.ar = r.ar and p.kvartal = r.kvartal
      )
      """;

  private static final String INGET_REGISTRERAT =
      """
      , registrerat as (
        select null::bigint as insats, null::int as period, null::bigint as deltagare_kvinnor, null::bigint as deltagare_man,
               null::bigint as nya_kvinnor, null::bigint as nya_man, null::bigint as avslutade_kvinnor,
               null::bigint as avslutade_man, null::bigint as personal
         where false
      )
      """;

  /** The money and the plan of an insats, of each year in which it lives. */
  private static final String PENGAR =
      """
      , pengar as (
        select l.insats, l.period, sum(e.budget_kr) as budget, count(*) - count(e.budget_kr) as utan_budget,
               sum(e.utfall_kr) as utfall, count(*) - count(e.utfall_kr) as utan_utfall,
               sum(e.budgeterat_antal_deltagare) as planerat, count(*) - count(e.budgeterat_antal_deltagare) as utan_plan
          from liv l
          left join gallande_insats_ekonomi(:t) e on e.insats = l.insats and e.ar = l.ar
         group by l.insats, l.period
      )
      """;

  private static final String INGA_PENGAR =
      """
      , pengar as (
        select null::bigint as insats, null::int as period, null::bigint as budget, null::bigint as utan_budget,
               null::bigint as utfall, null::bigint as utan_utfall, null::bigint as planerat, null::bigint as utan_plan
         where false
      )
      """;

  private static final String UTAN_MALGRUPPER =
      """
      , riktade as (
        select *, null::int as malgrupp from insatser
      )
      """;

  /** An insats once for each målgrupp that counts, 0 being none: here the rows overlap (R4). */
  private static final String PER_MALGRUPP =
      """
      , riktade as materialized (
        select i.*, cast(m.malgrupp as int) as malgrupp
          from insatser i
          join insats_malgrupp m on m.insats_version = i.version
          join malgrupp g on g.nr = m.malgrupp and (:allaMalgrupper or g.kod = any(:malgrupp))
        union all
        select i.*, 0
          from insatser i
         where (:allaMalgrupper or :utanMalgrupp)
           and not exists (select from insats_malgrupp m where m.insats_version = i.version)
      )
      """;

  private static final String CELLER =
      """
      , celler as (
        select v.period, i.som, i.lan, i.ordning, i.individ, i.malgrupp, k.kon, k.deltagare, k.nya, k.avslutade, r.personal,
               e.budget, e.utan_budget, e.utfall, e.utan_utfall, e.planerat, e.utan_plan
          from levande v
          join riktade i on i.insats = v.insats
          left join registrerat r on r.insats = v.insats and r.period = v.period
          left join pengar e on e.insats = v.insats and e.period = v.period
         cross join lateral (values {kon}) k (kon, deltagare, nya, avslutade)
      )
      """;

  /** What is counted of one kön, or of both in one. */
  private static final String KVINNOR =
      "(1, r.deltagare_kvinnor, r.nya_kvinnor, r.avslutade_kvinnor)";

  private static final String MAN = "(2, r.deltagare_man, r.nya_man, r.avslutade_man)";
  private static final String BADA_KON =
      "(null::int, r.deltagare_kvinnor + r.deltagare_man, r.nya_kvinnor + r.nya_man, r.avslutade_kvinnor + r.avslutade_man)";

  private static final String SUMMOR =
      """
      select {grupper},
             count(*) as antal_insatser, {forbund} as antal_forbund,
             count(*) filter (where individ) as individinriktade, count(*) filter (where not individ) as strukturovergripande,
             cast(sum(deltagare) as bigint) as deltagare, cast(sum(nya) as bigint) as nya, cast(sum(avslutade) as bigint) as avslutade,
             cast(sum(personal) as bigint) as personal,
             cast(sum(budget) as bigint) as budget, coalesce(cast(sum(utan_budget) as bigint), 0) as utan_budget,
             cast(sum(utfall) as bigint) as utfall, coalesce(cast(sum(utan_utfall) as bigint), 0) as utan_utfall,
             cast(sum(planerat) filter (where individ) as bigint) as planerat,
             coalesce(cast(sum(utan_plan) filter (where individ) as bigint), 0) as utan_plan,
             count(*) over () as rader
        from celler
       group by grouping sets (({gruppering}))
      """;

  /**
   * A combination of groups, and all that is counted in it. A grouping that was not asked for is
   * null.
   *
   * @param period the quarter (year times four and its number from nought), the year, or 0
   * @param som place of the förbund among those that are told
   * @param lan länskod as a number
   * @param preciserad place of the preciserad inriktning in its code list, from 1
   * @param malgrupp key of the målgrupp, 0 for none
   * @param kon 1 kvinnor, 2 män
   * @param rader how many rows there are, also those that were not wanted
   */
  public record Rad(
      Integer period,
      Integer som,
      Integer lan,
      Boolean individ,
      Integer preciserad,
      Integer malgrupp,
      Integer kon,
      long antalInsatser,
      long antalForbund,
      long individinriktade,
      long strukturovergripande,
      Long deltagare,
      Long nya,
      Long avslutade,
      Long personal,
      Long budget,
      long utanBudget,
      Long utfall,
      long utanUtfall,
      Long planerat,
      long utanPlan,
      long rader) {}

  /**
   * The rows of a question, in no order.
   *
   * @param gruppera by what; nothing for the total
   * @param delar the förbund that count, and the places under which they are told
   * @param mest no more rows than these are wanted
   */
  List<Rad> rader(Handle h, Fraga fraga, List<Grupp> gruppera, Delar delar, int mest) {
    return bind(h.createQuery(sql(fraga, gruppera) + " limit :mest"), fraga, delar)
        .bind("mest", mest)
        .mapTo(Rad.class)
        .list();
  }

  /**
   * The förbund that count.
   *
   * @param nr their keys
   * @param som the place of that under which each is told
   * @param lan the länskod of the latter, as a number
   */
  record Delar(List<Integer> nr, List<Integer> som, List<Integer> lan) {
    static Delar av(List<List<Register.Medlem>> delar, List<Register.Medlem> som) {
      var nr = new ArrayList<Integer>();
      var plats = new ArrayList<Integer>();
      var lan = new ArrayList<Integer>();
      for (int i = 0; i < delar.size(); i++) {
        for (var medlem : delar.get(i)) {
          nr.add(medlem.nr());
          plats.add(i);
          lan.add(Integer.valueOf(som.get(i).lan()));
        }
      }
      return new Delar(nr, plats, lan);
    }
  }

  private static String sql(Fraga fraga, List<Grupp> gruppera) {
    var period =
        gruppera.contains(Grupp.kvartal)
            ? PER_KVARTAL
            : gruppera.contains(Grupp.ar) ? PER_AR : PER_ALLT;
    boolean tid = gruppera.contains(Grupp.kvartal) || gruppera.contains(Grupp.ar);
    var registrerat =
        fraga.matt().stream().noneMatch(Matt::registrerat)
            ? INGET_REGISTRERAT
            : gruppera.contains(Grupp.kvartal) ? REGISTRERAT_PER_KVARTAL : REGISTRERAT;
    boolean perKon = gruppera.contains(Grupp.kon);
    var gruppering = new ArrayList<String>();
    var grupper = new ArrayList<String>();
    kolumn(tid, "period", "int", "period", grupper, gruppering);
    kolumn(gruppera.contains(Grupp.forbund), "som", "int", "som", grupper, gruppering);
    kolumn(gruppera.contains(Grupp.lan), "lan", "int", "lan", grupper, gruppering);
    kolumn(
        gruppera.contains(Grupp.inriktning), "individ", "boolean", "individ", grupper, gruppering);
    kolumn(
        gruppera.contains(Grupp.preciseradInriktning),
        "ordning",
        "int",
        "preciserad",
        grupper,
        gruppering);
    kolumn(gruppera.contains(Grupp.malgrupp), "malgrupp", "int", "malgrupp", grupper, gruppering);
    kolumn(perKon, "kon", "int", "kon", grupper, gruppering);
    var valda = fraga.valda(Grupp.kon);
    var kon = new ArrayList<String>();
    if (valda.isEmpty() || valda.contains("KVINNA")) {
      kon.add(KVINNOR);
    }
    if (valda.isEmpty() || valda.contains("MAN")) {
      kon.add(MAN);
    }
    if (!perKon && kon.size() == 2) {
      kon = new ArrayList<>(List.of(BADA_KON));
    }
    return (INSATSER
            + registrerat
            + (fraga.matt().stream().anyMatch(Matt::arsvis) ? PENGAR : INGA_PENGAR)
            + (gruppera.contains(Grupp.malgrupp) ? PER_MALGRUPP : UTAN_MALGRUPPER)
            + CELLER
            + SUMMOR)
        .replace("{period}", period)
        .replace("{distinkta}", tid ? "" : "distinct")
        .replace("{kon}", String.join(", ", kon))
        .replace(
            "{forbund}", fraga.matt().contains(Matt.antalForbund) ? "count(distinct som)" : "0")
        .replace("{grupper}", String.join(", ", grupper))
        .replace("{gruppering}", String.join(", ", gruppering));
  }

  private static void kolumn(
      boolean grupperad,
      String kolumn,
      String typ,
      String namn,
      List<String> grupper,
      List<String> gruppering) {
    grupper.add((grupperad ? kolumn : "null::" + typ) + " as " + namn);
    if (grupperad) {
      gruppering.add(kolumn);
    }
  }

  private static Query bind(Query query, Fraga fraga, Delar delar) {
    var malgrupp = fraga.valda(Grupp.malgrupp);
    return urval(query, fraga, delar)
        .bind("allaInriktningar", !fraga.filter().containsKey(Grupp.inriktning))
        .bind("inriktning", texter(fraga.valda(Grupp.inriktning)))
        .bind("allaPreciserade", !fraga.filter().containsKey(Grupp.preciseradInriktning))
        .bind("preciseradInriktning", texter(fraga.valda(Grupp.preciseradInriktning)))
        .bind("allaMalgrupper", !fraga.filter().containsKey(Grupp.malgrupp))
        .bind("malgrupp", texter(malgrupp))
        .bind("utanMalgrupp", malgrupp.contains(Etiketter.INGEN_MALGRUPP));
  }

  private static Query urval(Query query, Fraga fraga, Delar delar) {
    var kvartal = List.copyOf(fraga.kvartal());
    return query
        .bind("t", fraga.t())
        .bind("ar", kvartal.stream().map(Kvartal::ar).toArray(Integer[]::new))
        .bind("kvartal", kvartal.stream().map(Kvartal::nummer).toArray(Integer[]::new))
        .bind("forbundNr", delar.nr().toArray(Integer[]::new))
        .bind("som", delar.som().toArray(Integer[]::new))
        .bind("lan", delar.lan().toArray(Integer[]::new));
  }

  private static String[] texter(Set<String> koder) {
    return koder.toArray(String[]::new);
  }

  /** As the coverage of a year's report, but of the quarters that are asked for. */
  private static final String TACKNING =
      URVAL
          + """
          , finns as (
            select f.nr, f.som, p.ar, p.kvartal, :t >= dagens_slut(p.slut) as avslutat
              from forbunden f
              join gallande_forbund(:t) v on v.forbund = f.nr
              join perioder p on (v.giltig_fran is null or v.giltig_fran <= p.slut) and (v.giltig_till is null or v.giltig_till >= p.start)
          ), senast as (
            select i.forbund, r.ar, r.kvartal, max(r.mottagen) as mottagen
              from registrering r
              join perioder p on p.ar = r.ar and p.kvartal = r.kvartal
              join insats i on i.nr = r.insats
             where r.mottagen <= :t
             group by i.forbund, r.ar, r.kvartal
          ), attesterade as (
            select f.som
              from finns f
              left join gallande_attest(:t) a on a.forbund = f.nr and a.ar = f.ar and a.kvartal = f.kvartal
              left join senast s on s.forbund = f.nr and s.ar = f.ar and s.kvartal = f.kvartal
             where f.avslutat
             group by f.som
            having bool_and(a.nr is not null and (s.mottagen is null or s.mottagen <= a.mottagen))
          ), paborjade as (
            select distinct f.som
              from insatsliv(:t) l
              join forbunden f on f.nr = l.forbund
              join perioder p on l.fran <= p.slut and l.till >= p.start
          ), antal as (
            select (select count(distinct som) from finns) as forbund,
                   (select count(*) from paborjade) as paborjade,
                   (select count(*) from attesterade) as attesterade
          )
          select forbund, paborjade, forbund - paborjade as ej_paborjade, attesterade from antal
          """;

  /** How much of the country the question covers, whatever it asks of insatser. */
  Tackning tackning(Handle h, Fraga fraga, Delar delar) {
    return urval(h.createQuery(TACKNING), fraga, delar).mapTo(Tackning.class).one();
  }
}
