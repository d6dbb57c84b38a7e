package se.finsam.uppfoljning.sammanstallning;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.sammanstallning.Fragat.las;
import static se.finsam.uppfoljning.sammanstallning.Fragat.lista;
import static se.finsam.uppfoljning.sammanstallning.Fragat.objekt;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.sammanstallning.Facit.Urval;

/**
 * Over random histories ({@link Historia}): what is told to have moved between two instants is the
 * difference of the two reports, and what a figure is told to be made of adds up to it.
 *
 * <p>{@code -Dfinsam.seeds=50} tries more of them.
 */
@QuarkusTest
class AndringPropertyTest {
  private static final int STEG = 32;
  private static final int PAR = 2;
  private static final int TIDPUNKTER = 1;

  private static final List<Integer> AREN = List.of(2023, 2024);
  private static final List<String> TABELLER =
      List.of(
          "tackning", "insatser", "malgrupper", "deltagare", "personal", "ekonomi", "planering");

  /** Where the rows are of förbund, the nation has only the total. */
  private static final Set<String> FORBUNDENS = Set.of("tackning", "ekonomi", "planering");

  private static final Set<String> RAKNADE = Set.of("tackning", "insatser", "malgrupper");

  /** The members of rows that are no figures, or that follow from others. */
  private static final Set<String> INGA_FIGURER =
      Set.of(
          "forbund",
          "davarandeForbund",
          "insats",
          "namn",
          "lan",
          "lage",
          "inriktning",
          "preciseradInriktning",
          "malgrupp",
          "prioriterad",
          "vanligastePreciseradInriktning",
          "antalVanligaste",
          "andel",
          "taljare",
          "namnare",
          "kostnadPerDeltagareKr",
          "status");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 2));
  }

  /** A figure's place. */
  private record Plats(String tabell, String rad, String figur) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_moved_is_the_difference_and_what_a_figure_is_made_of_adds_up_to_it(long seed) {
    Land.tomt();
    var historia = new Historia(seed);
    historia.borja();
    for (int i = 0; i < STEG; i++) {
      historia.steg();
    }
    var random = new Random(seed);
    var tidpunkter = historia.tidpunkter();
    for (int i = 0; i < PAR; i++) {
      var a = tidpunkter.get(random.nextInt(tidpunkter.size()));
      var b = tidpunkter.get(random.nextInt(tidpunkter.size()));
      andringar("seed " + seed, a.isAfter(b) ? b : a, a.isAfter(b) ? a : b, historia);
    }
    for (int i = 0; i < TIDPUNKTER; i++) {
      var t = tidpunkter.get(random.nextInt(tidpunkter.size()));
      var urval = random.nextBoolean() ? Urval.ALLA : new Urval(true, Set.of(), lan(random));
      for (var tabell : TABELLER) {
        underlag(
            "seed " + seed, AREN.get(random.nextInt(2)), urval, t, tabell, 5 + random.nextInt(40));
      }
    }
  }

  private static Set<String> lan(Random random) {
    return random.nextBoolean() ? Set.of() : Set.of("01", "14");
  }

  private static void andringar(String fall, Instant fran, Instant till, Historia historia) {
    var parametrar = Map.of("fran", fran.toString(), "till", till.toString(), "limit", 500);
    var forsta = las(Fragat.av("/andringar", parametrar));
    var alla = Fragat.sidor("/andringar", parametrar, "andringar");
    for (int ar : AREN) {
      var om = "%s, %d, %s to %s".formatted(fall, ar, fran, till);
      var riket = flyttade(figurer(ar, fran, Set.of(), true), figurer(ar, till, Set.of(), true));
      assertThat(sagda(forsta.get("riket"), ar)).as(om).isEqualTo(riket);

      var summor = new LinkedHashMap<Plats, Long>();
      var koder = historia.nu().forbund.keySet();
      for (var kod : koder) {
        var dess = alla.stream().filter(a -> a.get("forbund").equals(kod)).toList();
        var flyttat =
            flyttade(figurer(ar, fran, Set.of(kod), false), figurer(ar, till, Set.of(kod), false));
        assertThat(sagda(dess, ar)).as(om + ", " + kod).isEqualTo(flyttat);
        flyttat.forEach((plats, f) -> summor.merge(plats, f.get(2), Long::sum));
      }
      summor.values().removeIf(andring -> andring == 0);
      var rikets = new LinkedHashMap<Plats, Long>();
      riket.forEach(
          (plats, f) -> {
            if (eget(plats) && f.get(2) != 0) {
              rikets.put(plats, f.get(2));
            }
          });
      assertThat(summor).as(om).isEqualTo(rikets);
    }
    for (var andring : alla) {
      var orsaker = lista(andring.get("orsaker"));
      assertThat((Long) andring.get("antalOrsaker")).as(fall + andring).isPositive();
      assertThat(orsaker).hasSize((int) Math.min(20, (Long) andring.get("antalOrsaker")));
      for (var orsak : orsaker) {
        assertThat(Instant.parse((String) orsak.get("mottagen"))).isAfter(fran);
        assertThat(Instant.parse((String) orsak.get("mottagen"))).isBeforeOrEqualTo(till);
      }
    }
  }

  /** What is told of single förbund: not what counts them, nor sums of what is told already. */
  private static boolean eget(Plats p) {
    boolean total = p.rad() == null;
    return switch (p.tabell()) {
      case "insatser", "personal" -> !total;
      case "malgrupper" -> Set.of("antalInsatser", "individinriktade").contains(p.figur());
      case "deltagare" -> !total && !p.figur().equals("totalt");
      case "planering" -> p.figur().startsWith("budgeterat") || p.figur().startsWith("budgeterad");
      default -> true;
    };
  }

  private static Map<Plats, Long> figurer(int ar, Instant t, Set<String> forbund, boolean riket) {
    var svar =
        Fragat.av(
            "/sammanstallningar/" + ar, Fragat.parametrar(new Urval(false, forbund, Set.of()), t));
    var figurer = new LinkedHashMap<Plats, Long>();
    if (svar.statusCode() == 422) { // not known then
      return figurer;
    }
    var tabeller = objekt(las(svar).get("tabeller"));
    for (var namn : TABELLER) {
      var tabell = objekt(tabeller.get(namn));
      if (!FORBUNDENS.contains(namn)) {
        for (var rad : lista(tabell.get("rader"))) {
          lagg(figurer, namn, nyckel(namn, rad), rad);
        }
      }
      lagg(figurer, namn, null, objekt(tabell.get("totalt")));
    }
    if (!riket) {
      figurer.keySet().removeIf(p -> !eget(p));
    }
    return figurer;
  }

  private static void lagg(
      Map<Plats, Long> figurer, String tabell, String nyckel, Map<String, Object> rad) {
    rad.forEach(
        (namn, varde) -> {
          if (!INGA_FIGURER.contains(namn)) {
            figurer.put(new Plats(tabell, nyckel, namn), (Long) varde);
          }
        });
  }

  private static String nyckel(String tabell, Map<String, Object> rad) {
    return switch (tabell) {
      case "malgrupper" -> (String) rad.get("malgrupp");
      case "tackning", "ekonomi" -> (String) rad.get("forbund");
      case "planering" ->
          rad.containsKey("davarandeForbund")
              ? rad.get("forbund") + "/" + rad.get("davarandeForbund") + "/" + rad.get("insats")
              : rad.get("forbund") + "/" + rad.get("insats");
      default -> (String) rad.get("preciseradInriktning");
    };
  }

  /** From, to and the difference of each figure that is not the same. */
  private static Map<Plats, List<Long>> flyttade(Map<Plats, Long> fore, Map<Plats, Long> efter) {
    var flyttade = new LinkedHashMap<Plats, List<Long>>();
    var platser = new ArrayList<>(fore.keySet());
    platser.addAll(efter.keySet());
    for (var p : platser) {
      var ingen = RAKNADE.contains(p.tabell()) ? Long.valueOf(0) : null;
      var a = fore.getOrDefault(p, ingen);
      var b = efter.getOrDefault(p, ingen);
      if (!Objects.equals(a, b)) {
        var fran = Objects.requireNonNullElse(a, 0L);
        var till = Objects.requireNonNullElse(b, 0L);
        var flytt = new ArrayList<Long>();
        flytt.add(a);
        flytt.add(b);
        flytt.add(till - fran);
        flyttade.put(p, flytt);
      }
    }
    return flyttade;
  }

  private static Map<Plats, List<Long>> sagda(Object andringar, int ar) {
    var sagda = new LinkedHashMap<Plats, List<Long>>();
    for (var a : lista(andringar)) {
      if (a.get("ar").equals((long) ar)) {
        var plats =
            new Plats((String) a.get("tabell"), (String) a.get("rad"), (String) a.get("figur"));
        var flytt = new ArrayList<Long>();
        flytt.add((Long) a.get("fran"));
        flytt.add((Long) a.get("till"));
        flytt.add((Long) a.get("andring"));
        assertThat(sagda.put(plats, flytt)).as("told twice: " + plats).isNull();
      }
    }
    return sagda;
  }

  /** Each row of a table, and its total. */
  private static void underlag(
      String fall, int ar, Urval urval, Instant t, String namn, int limit) {
    var parametrar = Fragat.parametrar(urval, t);
    var tabell = las(Fragat.av("/sammanstallningar/" + ar + "/tabeller/" + namn, parametrar));
    parametrar.put("tabell", namn);
    parametrar.put("limit", limit);
    var om = "%s, %d per %s, %s, %s".formatted(fall, ar, t, urval, namn);
    for (var rad : lista(tabell.get("rader"))) {
      parametrar.put("rad", nyckel(namn, rad));
      underlag(om + " " + parametrar.get("rad"), ar, parametrar, rad);
    }
    parametrar.remove("rad");
    underlag(om, ar, parametrar, objekt(tabell.get("totalt")));
  }

  private static void underlag(
      String om, int ar, Map<String, Object> parametrar, Map<String, Object> figurer) {
    var path = "/sammanstallningar/" + ar + "/underlag";
    assertThat(las(Fragat.av(path, parametrar)).get("figurer")).as(om).isEqualTo(figurer);
    var delar = Fragat.sidor(path, parametrar, "underlag");
    var summor = new TreeMap<String, Long>();
    for (var del : delar) {
      objekt(del.get("bidrag")).forEach((f, n) -> summor.merge(f, (Long) n, Long::sum));
      assertThat(del.get("version") == null).as(om).isEqualTo(del.get("mottagen") == null);
    }
    assertThat(figurer.keySet()).as(om).containsAll(summor.keySet());
    figurer.forEach(
        (namn, varde) -> {
          if (!INGA_FIGURER.contains(namn)
              && !Set.of("antalForbund", "resultatKr", "kvartalRegistrerade").contains(namn)) {
            var ingen = RAKNADE.contains(parametrar.get("tabell")) ? Long.valueOf(0) : null;
            assertThat(summor.getOrDefault(namn, ingen)).as(om + ", " + namn).isEqualTo(varde);
          }
        });
    if (figurer.containsKey("lage")) {
      var attester = delar.stream().filter(d -> d.get("slag").equals("ATTEST")).toList();
      assertThat(figurer.get("lage").equals("ATTESTERAD"))
          .as(om)
          .isEqualTo(
              !attester.isEmpty() && attester.stream().allMatch(a -> a.get("version") != null));
      assertThat(
              delar.stream()
                  .filter(d -> d.get("slag").equals("REGISTRERING") && d.get("version") != null)
                  .map(d -> d.get("kvartal"))
                  .distinct()
                  .count())
          .as(om)
          .isEqualTo(figurer.get("kvartalRegistrerade"));
    }
    for (var figur : List.of("insatsUtfallKr", "utfallKr", "egetKapitalKr")) {
      if (figurer.get(figur) != null) {
        var slag = figur.equals("egetKapitalKr") ? "FORBUND_EKONOMI" : "INSATS_EKONOMI";
        var status = figurer.get("status") == null ? Map.of() : objekt(figurer.get("status"));
        assertThat(
                delar.stream()
                    .anyMatch(
                        d ->
                            d.get("slag").equals(slag)
                                && !objekt(d.get("bidrag")).containsKey(figur)))
            .as(om + ", " + figur)
            .isEqualTo("DELVIS".equals(status.get(figur)));
      }
    }
  }
}
