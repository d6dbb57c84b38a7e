package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.sammanstallning.Andringar.Andring;
import se.finsam.uppfoljning.sammanstallning.Andringar.Flyttad;
import se.finsam.uppfoljning.sammanstallning.Andringar.Orsak;
import se.finsam.uppfoljning.sammanstallning.Grund.Tal;

/**
 * Two answers about the same year, figure by figure. A förbund that has sent nothing between the
 * two instants is passed over: its sums are the same.
 */
@Singleton
class Jamforelser {
  private static final int MEST_ORSAKER = 20;

  /** What is no figure of its own, but follows from others. */
  private static final Set<String> HARLEDDA =
      Set.of("andel", "taljare", "namnare", "kostnadPerDeltagareKr", "antalVanligaste");

  /** The tables whose rows are not told by the year and a code alone are compared as sums. */
  private static final List<String> RIKETS =
      List.of("insatser", "malgrupper", "deltagare", "personal", "ekonomi", "planering");

  private final Jdbi jdbi;
  private final Summor summor;
  private final Grunder grunder;
  private final Tabeller tabeller;
  private final Mottagningar mottagningar;
  private final ObjectMapper mapper;

  Jamforelser(
      Jdbi jdbi,
      Summor summor,
      Grunder grunder,
      Tabeller tabeller,
      Mottagningar mottagningar,
      ObjectMapper mapper) {
    this.jdbi = jdbi;
    this.summor = summor;
    this.grunder = grunder;
    this.tabeller = tabeller;
    this.mottagningar = mottagningar;
    this.mapper = mapper;
  }

  /** A figure's place: its table, its row, its name. */
  private record Plats(String tabell, String rad, String figur) {}

  /** The nation's figures of a year that moved, in the order of the tables. */
  List<Flyttad> riket(Ar ar, Instant fran, Instant till) {
    var fore = rikets(new Urval(ar, fran));
    var efter = rikets(new Urval(ar, till));
    return flyttade(fore, efter).stream()
        .map(
            p ->
                new Flyttad(
                    ar.ar(),
                    p.tabell(),
                    p.rad(),
                    p.figur(),
                    fore.get(p),
                    efter.get(p),
                    andring(fore.get(p), efter.get(p))))
        .toList();
  }

  private Map<Plats, Long> rikets(Urval urval) {
    var figurer = new LinkedHashMap<Plats, Long>();
    tabeller
        .tabeller(
            urval,
            mottagningar.dataversion(urval.t()),
            new Tabeller.Onskan(RIKETS, false, false),
            namn -> Map.of())
        .forEach(
            (namn, tabell) -> {
              var del = Utskrift.av(tabell, null, mapper).delar().get(0);
              if (!namn.equals("ekonomi") && !namn.equals("planering")) { // those are of förbund
                del.rader().forEach(r -> figurer(namn, nyckel(namn, r), r, figurer));
              }
              figurer(namn, null, del.totalt(), figurer);
            });
    return figurer;
  }

  private static String nyckel(String tabell, Map<String, Object> rad) {
    return String.valueOf(
        rad.get(tabell.equals("malgrupper") ? "malgrupp" : "preciseradInriktning"));
  }

  private static void figurer(
      String tabell, String rad, Map<String, Object> medlemmar, Map<Plats, Long> figurer) {
    medlemmar.forEach(
        (namn, varde) -> {
          if ((varde == null || varde instanceof Number)
              && !HARLEDDA.contains(namn)
              && Kolumner.figur(namn)) {
            figurer.put(
                new Plats(tabell, rad, namn), varde == null ? null : ((Number) varde).longValue());
          }
        });
  }

  private static Set<Plats> flyttade(Map<Plats, Long> fore, Map<Plats, Long> efter) {
    var alla = new LinkedHashSet<>(fore.keySet());
    alla.addAll(efter.keySet());
    alla.removeIf(p -> Objects.equals(fore.get(p), efter.get(p)));
    return alla;
  }

  private static long andring(Long fore, Long efter) {
    return Objects.requireNonNullElse(efter, 0L) - Objects.requireNonNullElse(fore, 0L);
  }

  /**
   * The figures of single förbund that moved in a year, in the order of förbund and table.
   *
   * @param forbund only these, or all if empty
   */
  List<Andring> andringar(Ar ar, Instant fran, Instant till, Set<String> forbund) {
    return jdbi.withHandle(
        h -> {
          var da = Register.vid(h, fran);
          var nu = Register.vid(h, till);
          var rorda =
              nu.alla().stream()
                  .filter(m -> forbund.isEmpty() || forbund.contains(m.kod()))
                  .filter(
                      m ->
                          da.med(m.kod()) == null
                              || !da.med(m.kod()).dataversion().equals(m.dataversion()))
                  .toList();
          var malgrupper =
              summor.malgrupper(h, new Urval(ar, till)).stream()
                  .collect(Collectors.toMap(Summor.Malgrupp::nr, Summor.Malgrupp::kod));
          var fore =
              grunder.grunder(
                  h,
                  new Urval(ar, fran),
                  rorda.stream().map(m -> da.med(m.kod())).filter(Objects::nonNull).toList());
          var efter = grunder.grunder(h, new Urval(ar, till), rorda);
          var orsaker = orsaker(h, ar, fran, till, rorda);
          var svar = new ArrayList<Andring>();
          for (var medlem : rorda) {
            var gammal = da.med(medlem.kod());
            var forr =
                gammal == null ? Map.<Plats, Long>of() : figurer(fore.get(gammal), malgrupper);
            var sedan = figurer(efter.get(medlem), malgrupper);
            for (var p : flyttade(forr, sedan)) {
              var dess =
                  orsaker.getOrDefault(medlem.nr(), List.of()).stream()
                      .filter(o -> o.flyttade(p))
                      .toList();
              svar.add(
                  new Andring(
                      medlem.kod(),
                      ar.ar(),
                      p.tabell(),
                      p.rad(),
                      p.figur(),
                      forr.get(p),
                      sedan.get(p),
                      andring(forr.get(p), sedan.get(p)),
                      dess.size(),
                      dess.stream().limit(MEST_ORSAKER).map(o -> o.orsak(ar)).toList()));
            }
          }
          return svar;
        });
  }

  /** The figures of one förbund, as far as they are its own. */
  private static Map<Plats, Long> figurer(Grund grund, Map<Integer, String> malgrupper) {
    var figurer = new LinkedHashMap<Plats, Long>();
    if (!grund.finns()) {
      return figurer;
    }
    for (var cell : grund.celler()) {
      var p = cell.preciseradInriktning();
      figurer.merge(new Plats("insatser", p, "antalInsatser"), cell.antal(Tal.insatser), Long::sum);
      for (var m : cell.malgrupper()) {
        figurer.merge(
            new Plats("malgrupper", malgrupper.get(m), "antalInsatser"),
            cell.antal(Tal.insatser),
            Long::sum);
      }
      if (Rakning.individinriktad(cell)) {
        lagg(figurer, new Plats("deltagare", p, "kvinnor"), cell, Tal.kvinnor, Tal.registrerade);
        lagg(figurer, new Plats("deltagare", p, "man"), cell, Tal.man, Tal.registrerade);
        lagg(
            figurer,
            new Plats("planering", null, "budgeteratAntalDeltagare"),
            cell,
            Tal.planerat,
            Tal.med_plan);
      } else {
        lagg(figurer, new Plats("personal", p, "personal"), cell, Tal.personal, Tal.registrerade);
        lagg(
            figurer,
            new Plats("planering", null, "budgeteradPersonal"),
            cell,
            Tal.planerat,
            Tal.med_plan);
      }
    }
    Rakning.ekonomi(grund)
        .forEach((figur, kr) -> figurer.put(new Plats("ekonomi", null, figur), kr.kant()));
    figurer.put(
        new Plats("tackning", null, "kvartalRegistrerade"),
        (long) Integer.bitCount(grund.kvartal()));
    return figurer;
  }

  private static void lagg(
      Map<Plats, Long> figurer, Plats plats, Grund.Cell cell, Tal vad, Tal med) {
    var varde = cell.summa(vad, med, Tal.insatser).kant();
    if (varde != null) {
      figurer.merge(plats, varde, Long::sum);
    }
  }

  /**
   * The versions of a year that were received after :fran, up to :till. preciserad: that of the
   * insats before and after, since either can be the row that moved.
   */
  private static final String ORSAKER =
      """
      with kvartalen as materialized (
        select k as kvartal, dagens_slut(p.sen_efter) as sent
          from generate_series(1, 4) k cross join lateral tidplan(:ar, k, :till) p
      ), insatserna as materialized (
        select i.nr, i.forbund, i.kod,
               array(select v.preciserad_inriktning from insats_version v
                      where v.insats = i.nr and v.mottagen <= :till and v.ersatt > :fran) as preciserade
          from insats i
         where i.forbund = any(:forbund)
      ), alla as (
        select i.forbund, case when r.aterkallad then 'ATERKALLAD'
                               when p.nr is not null and not p.aterkallad then 'RATTAD'
                               when r.mottagen >= k.sent then 'SEN' else 'NY' end as slag,
               i.kod as insats, r.kvartal, r.version, r.mottagen, r.rattelseorsak as orsak, i.preciserade
          from insatserna i
          join registrering r on r.insats = i.nr and r.ar = :ar and r.mottagen > :fran and r.mottagen <= :till
          join kvartalen k on k.kvartal = r.kvartal
          left join registrering p
            on p.insats = r.insats and p.ar = r.ar and p.kvartal = r.kvartal and p.version = r.version - 1
        union all
        select i.forbund, 'INSATS', i.kod, null, v.version, v.mottagen, null, i.preciserade
          from insatserna i
          join insats_version v on v.insats = i.nr and v.mottagen > :fran and v.mottagen <= :till
        union all
        select i.forbund, 'INSATS_BORTTAGEN', i.kod, null, v.version, v.ersatt, null, i.preciserade
          from insatserna i
          join insats_version v on v.insats = i.nr and v.ersatt > :fran and v.ersatt <= :till
         where not exists (select from insats_version n where n.insats = v.insats and n.version = v.version + 1)
        union all
        select i.forbund, 'INSATS_EKONOMI', i.kod, null, e.version, e.mottagen, null, i.preciserade
          from insatserna i
          join insats_ekonomi_version e on e.insats = i.nr and e.ar = :ar and e.mottagen > :fran and e.mottagen <= :till
        union all
        select e.forbund, 'FORBUND_EKONOMI', null, null, e.version, e.mottagen, null, null
          from forbund_ekonomi_version e
         where e.forbund = any(:forbund) and e.ar = :ar and e.mottagen > :fran and e.mottagen <= :till
        union all
        select v.forbund, 'FORBUND', null, null, v.version, v.mottagen, null, null
          from forbund_version v
         where v.forbund = any(:forbund) and v.mottagen > :fran and v.mottagen <= :till
      )
      select * from alla order by forbund, mottagen, insats, kvartal, version
      """;

  /**
   * A version that was received between the two instants.
   *
   * @param preciserade of the insats, at some instant between the two
   */
  public record Mellan(
      int forbund,
      String slag,
      String insats,
      Integer kvartal,
      Integer version,
      Instant mottagen,
      String orsak,
      List<String> preciserade) {

    /** True if it is of the kind that can have moved the figure. */
    private boolean flyttade(Plats plats) {
      return switch (slag) {
        case "FORBUND" -> true;
        case "FORBUND_EKONOMI" -> plats.tabell().equals("ekonomi");
        case "INSATS_EKONOMI" -> List.of("ekonomi", "planering").contains(plats.tabell());
        case "INSATS", "INSATS_BORTTAGEN" -> true;
        default ->
            plats.tabell().equals("tackning")
                || List.of("deltagare", "personal").contains(plats.tabell())
                    && preciserade.contains(plats.rad());
      };
    }

    private Orsak orsak(Ar ar) {
      return new Orsak(
          slag, insats, kvartal == null ? null : ar + "K" + kvartal, version, mottagen, orsak);
    }
  }

  private static Map<Integer, List<Mellan>> orsaker(
      Handle h, Ar ar, Instant fran, Instant till, Collection<Register.Medlem> forbund) {
    return h
        .createQuery(ORSAKER)
        .bind("ar", ar.ar())
        .bind("fran", fran)
        .bind("till", till)
        .bind("forbund", forbund.stream().map(Register.Medlem::nr).toArray(Integer[]::new))
        .mapTo(Mellan.class)
        .stream()
        .collect(Collectors.groupingBy(Mellan::forbund));
  }
}
