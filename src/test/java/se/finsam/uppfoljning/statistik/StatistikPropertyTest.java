package se.finsam.uppfoljning.statistik;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.sammanstallning.Fragat.las;
import static se.finsam.uppfoljning.sammanstallning.Fragat.lista;
import static se.finsam.uppfoljning.sammanstallning.Fragat.objekt;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.sammanstallning.Facit;
import se.finsam.uppfoljning.sammanstallning.Facit.Urval;
import se.finsam.uppfoljning.sammanstallning.Fragat;
import se.finsam.uppfoljning.sammanstallning.Historia;
import se.finsam.uppfoljning.statistik.StatistikFacit.Fraga;

/**
 * Random cross tabulations of random histories, live and as of any instant, against the same
 * counted in plain loops ({@link StatistikFacit}): every row, status, order and total. Where a
 * measure is said to be additive, adding up its rows is the total; and where it is said not to be,
 * it now and then is not.
 *
 * <p>{@code -Dfinsam.seeds=50} tries more of them.
 */
@QuarkusTest
class StatistikPropertyTest {
  private static final int STEG = 40;
  private static final int FRAGOR = 40;

  /** Questions in which something does not add up, sooner or later. */
  private static final List<Fraga> EJ_SUMMERBARA =
      List.of(
          fraga(
              List.of("antalInsatser", "antalForbund", "deltagare", "nya", "budgetKr", "utfallKr"),
              "malgrupp"),
          fraga(List.of("antalInsatser", "antalForbund", "deltagare"), "kvartal"),
          fraga(List.of("antalInsatser", "antalForbund", "deltagare"), "ar"),
          fraga(List.of("antalForbund"), "inriktning"),
          fraga(List.of("antalForbund"), "preciseradInriktning"),
          fraga(List.of("deltagare"), "kon", "kvartal"));

  /** The groups and the measure of each case that was seen not to add up. */
  private static final Set<String> SEDDA = new TreeSet<>();

  private static boolean alla;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 3));
  }

  private static Fraga fraga(List<String> matt, String... gruppera) {
    return new Fraga(matt, List.of(gruppera), Map.of());
  }

  /**
   * What was asked.
   *
   * @param t as of when, null: live
   */
  private record Stallt(Fraga fraga, boolean dagens, boolean komma, Instant t) {
    Response svar() {
      var parametrar = Fragat.parametrar(dagens ? Urval.DAGENS : Urval.ALLA, t);
      parametrar.put("matt", varden(fraga.matt()));
      parametrar.put("gruppera", varden(fraga.gruppera()));
      fraga.filter().forEach((namn, v) -> parametrar.put(namn, varden(v)));
      parametrar.values().removeIf(v -> v.equals(List.of()));
      return Fragat.av("/statistik", parametrar);
    }

    /** Several values are sent one by one, or with commas between. */
    private List<String> varden(List<String> varden) {
      return komma && !varden.isEmpty() ? List.of(String.join(",", varden)) : varden;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_cell_at_every_instant_is_what_had_been_received_by_then(long seed) {
    Land.tomt();
    var random = new Random(seed);
    var historia = new Historia(seed);
    historia.borja();
    var givna = new LinkedHashMap<Stallt, byte[]>();
    for (int steg = 1; steg <= STEG; steg++) {
      historia.steg();
      var live = nagot(random, historia, null);
      var svar = live.svar();
      stammer("seed " + seed + ", steg " + steg, historia, live, svar);
      if (steg % 2 == 0) {
        var t = historia.handelser.get(historia.handelser.size() - 1).mottagen();
        var fraga = new Stallt(live.fraga(), live.dagens(), live.komma(), t);
        var igen = fraga.svar();
        if (igen.statusCode() == 200) {
          givna.put(fraga, igen.asByteArray());
        }
      }
    }

    var fall = "seed " + seed;
    givna.forEach(
        (fraga, forr) -> {
          var svar = fraga.svar();
          stammer(fall, historia, fraga, svar);
          assertThat(svar.asByteArray())
              .as("%s, %s, as answered before the later writes", fall, fraga)
              .isEqualTo(forr);
        });
    for (var t : historia.nagraTidpunkter(FRAGOR)) {
      var fraga = nagot(random, historia, t);
      stammer(fall, historia, fraga, fraga.svar());
    }
    for (var fraga : EJ_SUMMERBARA) {
      var da = new Stallt(fraga, false, true, null);
      var nu = new Stallt(fraga, true, false, null);
      var totalt = stammer(fall, historia, da, da.svar());
      var dagens = stammer(fall, historia, nu, nu.svar());
      totalt.remove("antalForbund");
      dagens.remove("antalForbund");
      assertThat(dagens).as("%s, %s, in today's structure", fall, fraga).isEqualTo(totalt);
    }
    alla |= seed == 3;
  }

  /** Otherwise something would be said not to add up that always does. */
  @AfterAll
  static void everything_that_is_said_not_to_add_up_was_seen_not_to() {
    if (!alla) {
      return; // not all seeds were run
    }
    for (var fraga : EJ_SUMMERBARA) {
      for (var matt : fraga.matt()) {
        assertThat(SEDDA).contains(fall(fraga, matt));
      }
    }
  }

  private static String fall(Fraga fraga, String matt) {
    return fraga.gruppera() + " " + matt;
  }

  /** Compares an answer with the loops; answers with its total. */
  private static Map<String, Object> stammer(
      String fall, Historia historia, Stallt stallt, Response svar) {
    var om = fall + ", " + stallt;
    if (svar.statusCode()
        == 422) { // a förbund that has been taken over is not asked for by its old name
      var vid = stallt.t() == null ? Instant.now() : stallt.t();
      var valda = new TreeSet<>(stallt.fraga().valda("forbund"));
      var urval = new Urval(stallt.dagens(), valda, Set.of());
      var okanda = Facit.vid(vid, historia.handelser, urval).okanda();
      assertThat(svar.<List<String>>path("errors.code")).as(om).hasSameSizeAs(okanda).isNotEmpty();
      return new HashMap<>();
    }
    assertThat(svar.statusCode()).as(om + ", " + svar.asString()).isEqualTo(200);
    var tabell = las(svar);
    var t = Instant.parse((String) tabell.get("perTidpunkt"));
    var fraga = stallt.fraga();
    var facit = Facit.vid(t, historia.handelser, stallt.dagens() ? Urval.DAGENS : Urval.ALLA);
    var ratt = StatistikFacit.svar(facit, fraga);
    om += ", told per " + t;
    if (stallt.t() != null) {
      assertThat(t).as(om).isEqualTo(stallt.t());
    }
    assertThat(tabell.get("tabell")).as(om).isEqualTo("statistik");
    assertThat(tabell).as(om).doesNotContainKey("ar");
    assertThat(tabell.get("struktur")).as(om).isEqualTo(stallt.dagens() ? "DAGENS" : "DAVARANDE");
    assertThat(tabell.get("matt")).as(om).isEqualTo(fraga.matt());
    assertThat(tabell.get("gruppera")).as(om).isEqualTo(fraga.gruppera());
    assertThat(tabell.get("rader")).as(om).isEqualTo(ratt.rader());
    assertThat(tabell.get("totalt")).as(om).isEqualTo(ratt.totalt());
    assertThat(tabell.get("summerbara")).as(om).isEqualTo(ratt.summerbara());
    assertThat(tabell.get("summerbar")).as(om).isEqualTo(!ratt.summerbara().containsValue(false));
    var brott = lista(tabell.get("brott"));
    for (var b : brott) {
      assertThat((String) b.remove("detail")).as(om).isNotBlank();
    }
    assertThat(brott).as(om).isEqualTo(facit.brott(ratt.med2023()));

    var totalt = objekt(tabell.get("totalt"));
    var rader = lista(tabell.get("rader"));
    for (var rad : rader) {
      var medlemmar = new ArrayList<>(fraga.gruppera());
      medlemmar.addAll(fraga.matt());
      rad.remove("status");
      assertThat(rad.keySet()).as(om).containsExactlyElementsOf(medlemmar);
    }
    for (var matt : fraga.matt()) {
      Long summa =
          rader.stream()
              .map(r -> (Long) r.get(matt))
              .filter(Objects::nonNull)
              .reduce(Long::sum)
              .orElse(null);
      if (objekt(tabell.get("summerbara")).get(matt).equals(true)) {
        boolean inget = rader.isEmpty() && matt.startsWith("antal"); // nothing adds up to none
        assertThat(inget ? Long.valueOf(0) : summa)
            .as(om + ", " + matt)
            .isEqualTo(totalt.get(matt));
      } else if (!Objects.equals(summa, totalt.get(matt))) {
        SEDDA.add(fall(fraga, matt));
      }
    }
    return totalt;
  }

  /** A question that has a meaning, of what is known at t, or live if it is null. */
  private static Stallt nagot(Random random, Historia historia, Instant t) {
    var kant = t == null ? historia.nu() : Facit.vid(t, historia.handelser, Urval.ALLA);
    var matt = nagra(random, StatistikFacit.MATT, 1 + random.nextInt(4));
    var gruppera = nagra(random, StatistikFacit.GRUPPER, random.nextInt(4));
    var filter = new LinkedHashMap<String, List<String>>();
    filter.put("ar", ar(random));
    filter.put("kvartal", kvartal(random));
    filter.put("lan", List.of("01", "03", "14", "25"));
    filter.put("forbund", List.copyOf(kant.forbund.keySet()));
    filter.put("inriktning", List.of("INDIVIDINRIKTAD", "STRUKTUROVERGRIPANDE"));
    filter.put(
        "preciseradInriktning",
        List.of("ARBETSLIVSINRIKTAD_INSATS", "FOREBYGGANDE_INSATS", "BEHOVSANALYS"));
    var malgrupper = new ArrayList<>(kant.malgrupper.keySet());
    malgrupper.add("ingen");
    filter.put("malgrupp", malgrupper);
    filter.put("kon", List.of("KVINNA", "MAN"));
    filter.replaceAll(
        (namn, varden) -> nagra(random, varden, Math.min(varden.size(), 1 + random.nextInt(3))));
    filter.values().removeIf(varden -> varden.isEmpty() || random.nextInt(4) > 0);
    if (gruppera.contains("kon") || filter.containsKey("kon")) {
      matt.retainAll(StatistikFacit.PER_KON); // of nothing else is kön known
    }
    if (gruppera.contains("kvartal") || filter.containsKey("kvartal")) {
      matt.removeAll(StatistikFacit.PENGAR); // money is told by the year
    }
    if (matt.isEmpty()) {
      matt.add(StatistikFacit.PER_KON.get(random.nextInt(3)));
    }
    var fraga = new Fraga(List.copyOf(matt), List.copyOf(gruppera), filter);
    var idag = t == null ? Instant.now() : t;
    if (StatistikFacit.utanKvartal(idag.atZone(Facit.SVERIGE).toLocalDate(), fraga)) {
      filter.remove("ar");
    }
    return new Stallt(fraga, random.nextBoolean(), random.nextBoolean(), t);
  }

  private static List<String> nagra(Random random, List<String> alla, int antal) {
    var blandade = new ArrayList<>(alla);
    Collections.shuffle(blandade, random);
    return new ArrayList<>(blandade.subList(0, antal));
  }

  /** One way of naming years, or several years by name. */
  private static List<String> ar(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> List.of("senaste(" + (1 + random.nextInt(5)) + ")");
      case 1 -> List.of("fran(2024)");
      case 2 -> List.of("till(2023)");
      case 3 -> List.of("till(2024)");
      default -> List.of("2023", "2024", "2025");
    };
  }

  private static List<String> kvartal(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> List.of("senaste(" + (1 + random.nextInt(16)) + ")");
      case 1 -> List.of("fran(2024K2)");
      case 2 -> List.of("till(2023-Q3)", "2024K2");
      default -> IntStream.range(0, 8).mapToObj(i -> 2023 + i / 4 + "K" + (1 + i % 4)).toList();
    };
  }
}
