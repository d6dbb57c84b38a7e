package se.finsam.uppfoljning.sammanstallning;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.sammanstallning.Fragat.lista;
import static se.finsam.uppfoljning.sammanstallning.Fragat.objekt;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * The national figures as plain SQL, one statement for each table, straight from what has been
 * received: as slow as it is simple, and right. However the service keeps its sums, they are these.
 *
 * @param tabeller what each statement gave, its columns named as in JSON
 */
public record Specifikation(Map<String, List<Map<String, Object>>> tabeller) {
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
          join insatsliv(:t) l on l.insats = r.insats and lever_i_kvartal(l.fran, l.till, r.ar, r.kvartal)
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
              join insatsliv(:t) l on l.insats = a.insats and lever_i_kvartal(l.fran, l.till, r.ar, r.kvartal)
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

  /** T1 to T7, each the statements that it takes: its rows, and perhaps its total. */
  public static final Map<String, List<String>> SATSER = new LinkedHashMap<>();

  static {
    SATSER.put("tackning", List.of(TACKNING));
    SATSER.put("insatser", List.of(INSATSER, INSATSER_TOTALT));
    SATSER.put("malgrupper", List.of(MALGRUPPER, MALGRUPPER_TOTALT));
    SATSER.put("deltagare", List.of(DELTAGARE));
    SATSER.put("personal", List.of(PERSONAL));
    SATSER.put("ekonomi", List.of(EKONOMI));
    SATSER.put("planering", List.of(PLANERING));
  }

  /** The figures of a year as of an instant. */
  static Specifikation av(Handle h, int ar, Instant t) {
    var tabeller = new HashMap<String, List<Map<String, Object>>>();
    SATSER.forEach(
        (tabell, satser) -> {
          tabeller.put(tabell, rader(h, satser.get(0), ar, t));
          if (satser.size() > 1) {
            tabeller.put(tabell + "Totalt", rader(h, satser.get(1), ar, t));
          }
        });
    return new Specifikation(tabeller);
  }

  private static List<Map<String, Object>> rader(Handle h, String sql, int ar, Instant t) {
    var query =
        h.createQuery(sql)
            .bind("t", t)
            .bind("start", LocalDate.of(ar, 1, 1))
            .bind("slut", LocalDate.of(ar, 12, 31));
    if (sql.contains(":ar")) {
      query.bind("ar", ar);
    }
    if (sql.contains(":avslutade")) {
      query.bind("avslutade", avslutade(ar, t));
    }
    return query.map((rs, ctx) -> rad(rs)).list();
  }

  /** How many of the year's quarters have ended. */
  private static int avslutade(int ar, Instant t) {
    return (int)
        IntStream.rangeClosed(1, 4)
            .mapToObj(k -> LocalDate.of(ar, 3 * k, 1).plusMonths(1).atStartOfDay(Facit.SVERIGE))
            .filter(slut -> !slut.toInstant().isAfter(t))
            .count();
  }

  private static Map<String, Object> rad(ResultSet rs) throws SQLException {
    var rad = new LinkedHashMap<String, Object>();
    for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
      var varde = rs.getObject(i);
      if (varde instanceof Array array) {
        varde = Arrays.asList((Object[]) array.getArray());
      } else if (varde instanceof Integer n) {
        varde = n.longValue();
      }
      rad.put(camel(rs.getMetaData().getColumnLabel(i)), varde);
    }
    return rad;
  }

  private static String camel(String kolumn) {
    var delar = kolumn.split("_");
    var namn = new StringBuilder(delar[0]);
    for (int i = 1; i < delar.length; i++) {
      namn.append(delar[i].substring(0, 1).toUpperCase()).append(delar[i].substring(1));
    }
    return namn.toString();
  }

  /** Compares a national report, förbund as they were, with the figures. */
  void stammer(String om, Map<String, Object> rapport) {
    stammerAntal(om, rapport);
    lika(om, rapport, "malgrupper", rader("malgrupper"), utan(rader("malgrupperTotalt"), "alla"));
    lika(om, rapport, "ekonomi", ekonomi());
    lika(om, rapport, "planering", rader("planering").stream().map(this::planering).toList());
  }

  /** Compares coverage, insatser, deltagare and personal. */
  void stammerAntal(String om, Map<String, Object> rapport) {
    long finns = rader("tackning").size();
    long paborjade = rader("tackning").stream().filter(f -> f.get("paborjat").equals(true)).count();
    long attesterade =
        rader("tackning").stream().filter(f -> f.get("lage").equals("ATTESTERAD")).count();
    assertThat(rapport.get("tackning"))
        .as(om)
        .isEqualTo(
            Facit.rad(
                "forbund",
                finns,
                "paborjade",
                paborjade,
                "ejPaborjade",
                finns - paborjade,
                "attesterade",
                attesterade));
    long kvartal =
        rader("tackning").stream().mapToLong(f -> (Long) f.get("kvartalRegistrerade")).sum();
    lika(
        om,
        rapport,
        "tackning",
        utan(rader("tackning"), "paborjat"),
        List.of(Facit.rad("kvartalRegistrerade", kvartal)));
    lika(om, rapport, "insatser", rader("insatser"), rader("insatserTotalt"));
    lika(om, rapport, "deltagare", rader("deltagare"));
    lika(om, rapport, "personal", rader("personal"));
  }

  private List<Map<String, Object>> rader(String tabell) {
    return tabeller.get(tabell);
  }

  private static List<Map<String, Object>> utan(List<Map<String, Object>> rader, String... namn) {
    return rader.stream()
        .map(
            rad -> {
              Map<String, Object> utan = new LinkedHashMap<>(rad);
              utan.keySet().removeAll(List.of(namn));
              return utan;
            })
        .toList();
  }

  /** The last row is the total, in which what names a row is null. */
  private static void lika(
      String om, Map<String, Object> rapport, String namn, List<Map<String, Object>> alla) {
    var totalt = new LinkedHashMap<>(alla.get(alla.size() - 1));
    totalt.keySet().removeAll(List.of("preciseradInriktning", "forbund", "namn", "insats"));
    lika(om, rapport, namn, alla.subList(0, alla.size() - 1), List.of(totalt));
  }

  /** Every figure of the statements stands in the rows and in the total of the table. */
  private static void lika(
      String om,
      Map<String, Object> rapport,
      String namn,
      List<Map<String, Object>> rader,
      List<Map<String, Object>> totalt) {
    var tabell = objekt(objekt(rapport.get("tabeller")).get(namn));
    var given = lista(tabell.get("rader"));
    assertThat(given).as(om + ", " + namn).hasSameSizeAs(rader);
    for (int i = 0; i < rader.size(); i++) {
      assertThat(given.get(i)).as(om + ", " + namn).containsAllEntriesOf(rader.get(i));
    }
    assertThat(objekt(tabell.get("totalt")))
        .as(om + ", " + namn)
        .containsAllEntriesOf(totalt.get(0));
  }

  private static final List<String> KRONOR =
      List.of(
          "medelStatKr",
          "medelKommunerKr",
          "medelRegionerKr",
          "medelSamordningsforbundKr",
          "medelEsfKr",
          "medelOvrigaKr",
          "tilldeladeMedelKr",
          "egetKapitalKr",
          "admBudgetKr",
          "admUtfallKr",
          "insatsBudgetKr",
          "insatsUtfallKr",
          "insatsEsfBudgetKr",
          "insatsEsfUtfallKr",
          "resultatKr");

  /**
   * One row for each förbund, and the total last, where the statement gives one a figure; what it
   * does not give nobody has told.
   */
  private List<Map<String, Object>> ekonomi() {
    var per = new LinkedHashMap<Object, Map<String, Map<String, Object>>>();
    for (var figur : rader("ekonomi")) {
      per.computeIfAbsent(figur.get("forbund"), f -> new HashMap<>())
          .put((String) figur.get("figur"), figur);
    }
    per.putIfAbsent(null, Map.of()); // no förbund at all
    var rader = new ArrayList<Map<String, Object>>();
    per.forEach(
        (forbund, figurer) -> {
          var rad = Facit.rad("forbund", forbund);
          figurer.values().forEach(f -> rad.put("namn", f.get("namn")));
          for (var namn : KRONOR) {
            var figur = figurer.getOrDefault(namn, Map.of());
            rad.put(namn, figur.get("kr"));
            status(rad, namn, Boolean.TRUE.equals(figur.get("ofullstandig")));
          }
          rader.add(rad);
        });
    return rader;
  }

  /** In the total every figure that is null is one that nobody has told. */
  private Map<String, Object> planering(Map<String, Object> given) {
    var rad = new LinkedHashMap<>(given);
    var ofullstandiga = (List<?>) rad.remove("ofullstandiga");
    for (var namn :
        List.of(
            "budgeteratAntalDeltagare",
            "deltagare",
            "budgeteradPersonal",
            "personal",
            "budgetKr",
            "utfallKr")) {
      if (rad.get("insats") == null || ofullstandiga.contains(namn)) {
        status(rad, namn, ofullstandiga.contains(namn));
      }
    }
    return rad;
  }

  private static void status(Map<String, Object> rad, String namn, boolean ofullstandig) {
    if (rad.get(namn) == null || ofullstandig) {
      if (rad.get("status") == null) {
        rad.put("status", new HashMap<String, Object>());
      }
      objekt(rad.get("status")).put(namn, rad.get(namn) == null ? "EJ_REDOVISAT" : "DELVIS");
    }
  }
}
