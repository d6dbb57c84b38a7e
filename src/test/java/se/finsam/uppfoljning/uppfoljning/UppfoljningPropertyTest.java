package se.finsam.uppfoljning.uppfoljning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.strukturovergripande;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/**
 * Every own figure and every median against the same counted in plain loops from what was sent,
 * over random countries. {@code -Dfinsam.seeds=50} tries more of them.
 */
@QuarkusTest
class UppfoljningPropertyTest {
  private static final List<String> INDIVID =
      List.of("ARBETSLIVSINRIKTAD_INSATS", "FORBEREDANDE_INSATS");
  private static final List<String> STRUKTUR = List.of("BEHOVSANALYS", "UTVECKLA_SAMVERKAN");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 3));
  }

  /** What was sent of one insats and quarter; of staff only the first number. */
  private record Antal(Land.Antal kvinnor, Land.Antal man, int totalt) {}

  /** What was sent of one insats and year. */
  private record Pengar(Integer plan, Integer budget, Integer utfall) {}

  private record Insats(
      String kod,
      boolean individ,
      String preciserad,
      int fran,
      int till,
      TreeMap<String, Antal> kvartal,
      Map<Integer, Pengar> pengar) {

    boolean av(int ar) {
      return fran <= ar && ar <= till;
    }

    private List<Antal> aret(int ar) {
      return List.copyOf(kvartal.subMap(ar + "K1", ar + "K5").values());
    }

    Long summa(int ar, Function<Antal, Integer> vad) {
      var alla = aret(ar);
      return alla.isEmpty() ? null : alla.stream().mapToLong(vad::apply).sum();
    }

    Long kvinnor(int ar) {
      return !individ || aret(ar).isEmpty()
          ? null
          : Long.valueOf(
              aret(ar).get(0).kvinnor().pagaendeVidStart() + summa(ar, a -> a.kvinnor().nya()));
    }

    Long man(int ar) {
      return !individ || aret(ar).isEmpty()
          ? null
          : Long.valueOf(aret(ar).get(0).man().pagaendeVidStart() + summa(ar, a -> a.man().nya()));
    }

    Long deltagare(int ar) {
      return kvinnor(ar) == null ? null : Long.valueOf(kvinnor(ar) + man(ar));
    }

    Long personal(int ar) {
      return individ ? null : summa(ar, Antal::totalt);
    }

    Pengar pengar(int ar) {
      return pengar.getOrDefault(ar, new Pengar(null, null, null));
    }
  }

  private Random random;
  private int medianer;
  private int forFa;
  private final Map<String, List<Insats>> landet = new TreeMap<>();

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_figure_is_what_was_sent(long seed) {
    random = new Random(seed);
    Land.tomt();
    landet.clear();
    medianer = 0;
    forFa = 0;
    int antal = 8 + random.nextInt(3);
    for (int f = 0; f < antal; f++) {
      ettForbund("f" + f);
    }
    for (var forbund : landet.keySet()) {
      for (int ar : List.of(2023, 2024)) {
        var om = "seed " + seed + ", " + forbund + " " + ar;
        stammer(om, forbund, ar, las(forbund, ar));
      }
    }
    assertThat(medianer).as("medians told").isPositive();
    assertThat(forFa).as("medians not told").isPositive();
    // what all förbund say of themselves is what the nation says
    long national = tal(Land.tabell(2023, "deltagare").path("totalt.totalt"));
    long egna =
        landet.keySet().stream().mapToLong(f -> tal(las(f, 2023).get("totalt.deltagare"))).sum();
    assertThat(egna).isEqualTo(national);
  }

  private static long tal(Integer tal) {
    return tal == null ? 0 : tal;
  }

  private static JsonPath las(String forbund, int ar) {
    return given()
        .auth()
        .oauth2(Token.forbund(forbund))
        .get(Land.ROT + "/forbund/" + forbund + "/uppfoljning/" + ar)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private void ettForbund(String kod) {
    var forbund = Land.forbund(kod);
    var insatser = new ArrayList<Insats>();
    int antal = 1 + random.nextInt(6);
    for (int i = 0; i < antal; i++) {
      boolean individ = random.nextInt(3) > 0;
      int fran = random.nextInt(4) > 0 ? 2023 : 2024;
      int till = fran == 2023 && random.nextInt(4) == 0 ? 2023 : 2099;
      // one of them common, the other rare: some medians are told, some are not
      var preciserad = (individ ? INDIVID : STRUKTUR).get(random.nextInt(5) == 0 ? 1 : 0);
      var insats =
          new Insats("i" + i, individ, preciserad, fran, till, new TreeMap<>(), new HashMap<>());
      var body =
          individ ? individinriktad("Insatsen " + i) : strukturovergripande("Satsningen " + i);
      body.put("preciseradInriktning", preciserad);
      body.put("startdatum", fran + "-01-01");
      body.put("slutdatum", till + "-12-31");
      forbund.medInsats(insats.kod(), body);
      insatser.add(insats);
    }
    landet.put(kod, insatser);
    for (int ar = 2023; ar <= 2024; ar++) {
      for (int k = 1; k <= 4; k++) {
        registrera(forbund, insatser, ar, ar + "K" + k);
      }
      for (var insats : insatser) {
        if (insats.av(ar) && random.nextInt(4) > 0) {
          var pengar = new Pengar(kanske(60), kanske(900_000), kanske(900_000));
          insats.pengar().put(ar, pengar);
          Handinlagt.ekonomi(
              forbund, insats.kod(), ar, pengar.plan(), pengar.budget(), pengar.utfall());
        }
      }
    }
  }

  /** Unknown, zero, or some number. */
  private Integer kanske(int under) {
    int n = random.nextInt(8);
    return n == 0 ? null : n == 1 ? Integer.valueOf(0) : Integer.valueOf(random.nextInt(under));
  }

  private void registrera(Land.Forbund forbund, List<Insats> insatser, int ar, String kvartal) {
    var rader = new ArrayList<Map<String, Object>>();
    for (var insats : insatser) {
      if (!insats.av(ar) || random.nextInt(3) == 0) {
        continue;
      }
      var antal = new Antal(antal(), antal(), random.nextInt(300));
      rader.add(
          insats.individ()
              ? rad(insats.kod(), antal.kvinnor(), antal.man())
              : rad(insats.kod(), antal.totalt()));
      insats.kvartal().put(kvartal, antal);
    }
    if (!rader.isEmpty()) {
      forbund
          .skickar(Map.of("kvartal", kvartal, "omfattning", "DELAR", "registreringar", rader))
          .then()
          .statusCode(201);
    }
  }

  private Land.Antal antal() {
    int pagaende = random.nextInt(4) == 0 ? 0 : random.nextInt(40);
    int nya = random.nextInt(4) == 0 ? 0 : random.nextInt(20);
    return new Land.Antal(pagaende, nya, pagaende + nya == 0 ? 0 : random.nextInt(pagaende + nya));
  }

  private void stammer(String om, String forbund, int ar, JsonPath svar) {
    var egna = landet.get(forbund).stream().filter(i -> i.av(ar)).toList();
    assertThat(svar.<String>getList("insatser.insats"))
        .as(om)
        .isEqualTo(egna.stream().map(Insats::kod).toList());
    for (int n = 0; n < egna.size(); n++) {
      insats(om + ", " + egna.get(n).kod(), egna.get(n), ar, svar.getMap("insatser[" + n + "]"));
    }
    var koder = egna.stream().map(Insats::preciserad).distinct().toList();
    assertThat(svar.<String>getList("jamforelse.preciseradInriktning"))
        .as(om)
        .hasSameElementsAs(koder);
    for (int n = 0; n < svar.getList("jamforelse").size(); n++) {
      jamforelse(om, forbund, ar, svar.getMap("jamforelse[" + n + "]"));
    }
  }

  private static void insats(String om, Insats i, int ar, Map<String, Object> rad) {
    lika(om + " kvinnor", rad.get("kvinnor"), i.kvinnor(ar));
    lika(om + " man", rad.get("man"), i.man(ar));
    lika(om + " deltagare", rad.get("deltagare"), i.deltagare(ar));
    lika(om + " personal", rad.get("personal"), i.personal(ar));
    if (i.individ()) {
      lika(om + " nya", rad.get("nyaMan"), i.summa(ar, a -> a.man().nya()));
      lika(
          om + " avslutade",
          rad.get("avslutadeKvinnor"),
          i.summa(ar, a -> a.kvinnor().avslutade()));
    }
    var pengar = i.pengar(ar);
    lika(om + " budget", rad.get("budgetKr"), pengar.budget());
    lika(om + " utfall", rad.get("utfallKr"), pengar.utfall());
    lika(om + " plan", rad.get("budgeteratAntalDeltagare"), pengar.plan());
    var antal = i.individ() ? i.deltagare(ar) : i.personal(ar);
    kvot(om + " andel kvinnor", rad.get("andelKvinnor"), i.kvinnor(ar), i.deltagare(ar), 1e-6);
    kvot(om + " andel av plan", rad.get("andelAvPlan"), antal, pengar.plan(), 1e-6);
    kvot(om + " andel av budget", rad.get("andelAvBudget"), pengar.utfall(), pengar.budget(), 1e-6);
    kvot(om + " kostnad", rad.get("kostnadPerDeltagareKr"), pengar.utfall(), i.deltagare(ar), 1);
    if (ar == 2023 || !i.av(ar - 1)) {
      assertThat(rad.get("foregaendeAr")).as(om).isNull();
    } else {
      var fore = new HashMap<String, Object>();
      fore.put("ar", ar - 1);
      fore.put("deltagare", heltal(i.deltagare(ar - 1)));
      fore.put("personal", heltal(i.personal(ar - 1)));
      fore.put("utfallKr", i.pengar(ar - 1).utfall());
      assertThat(rad.get("foregaendeAr")).as(om).isEqualTo(fore);
    }
  }

  private static Integer heltal(Long tal) {
    return tal == null ? null : Integer.valueOf(tal.intValue());
  }

  private static void lika(String om, Object har, Number ratt) {
    if (ratt == null) {
      assertThat(har).as(om).isNull();
    } else {
      assertThat(((Number) har).longValue()).as(om).isEqualTo(ratt.longValue());
    }
  }

  /** A ratio as it should be, rounded to the step; the answer lies within half of it. */
  private static void kvot(String om, Object har, Number taljare, Number namnare, double steg) {
    if (taljare == null || namnare == null || namnare.longValue() == 0) {
      assertThat(har).as(om).isNull();
    } else {
      nara(om, har, taljare.doubleValue() / namnare.doubleValue(), steg);
    }
  }

  private static void nara(String om, Object har, double ratt, double steg) {
    assertThat(har).as(om).isNotNull();
    // the JSON is read as float: seven digits
    assertThat(((Number) har).doubleValue())
        .as(om)
        .isCloseTo(ratt, within(steg / 2 + Math.abs(ratt) * 1e-6));
  }

  private void jamforelse(String om, String forbund, int ar, Map<String, Object> rad) {
    var preciserad = (String) rad.get("preciseradInriktning");
    var matt = (String) rad.get("matt");
    var fall = om + ", " + preciserad + " " + matt;
    boolean kronor = matt.endsWith("_KR");
    var eget = varde(forbund, ar, preciserad, matt);
    if (eget == null) {
      assertThat(rad.get("eget")).as(fall).isNull();
    } else {
      nara(fall, rad.get("eget"), eget, kronor ? 1 : 0.01);
    }
    var andra =
        landet.keySet().stream()
            .filter(f -> !f.equals(forbund))
            .map(f -> varde(f, ar, preciserad, matt))
            .filter(v -> v != null)
            .sorted()
            .toList();
    if (andra.size() < 5) {
      forFa++;
      assertThat(rad.get("median")).as(fall).isNull();
      assertThat(rad.get("status").toString()).contains("median=FOR_FA_FORBUND");
    } else {
      medianer++;
      int mitt = andra.size() / 2;
      double median =
          andra.size() % 2 == 1 ? andra.get(mitt) : (andra.get(mitt - 1) + andra.get(mitt)) / 2;
      nara(fall, rad.get("median"), median, kronor ? 100 : 0.01);
    }
  }

  /** The figure of a förbund; null if it has none. */
  private Double varde(String forbund, int ar, String preciserad, String matt) {
    double taljare = 0;
    double namnare = 0;
    for (var i : landet.get(forbund)) {
      if (!i.av(ar) || !i.preciserad().equals(preciserad)) {
        continue;
      }
      var p = i.pengar(ar);
      var antal = i.individ() ? i.deltagare(ar) : i.personal(ar);
      Number over =
          switch (matt) {
            case "ANDEL_KVINNOR" -> i.kvinnor(ar);
            case "ANDEL_AV_PLAN", "DELTAGARE_PER_INSATS", "PERSONAL_PER_INSATS" -> antal;
            default -> p.utfall();
          };
      Number under =
          switch (matt) {
            case "ANDEL_KVINNOR", "KOSTNAD_PER_DELTAGARE_KR" -> i.deltagare(ar);
            case "ANDEL_AV_PLAN" -> p.plan();
            case "ANDEL_AV_BUDGET" -> p.budget();
            default -> 1;
          };
      if (over != null && under != null) {
        taljare += over.doubleValue();
        namnare += under.doubleValue();
      }
    }
    return namnare == 0 ? null : Double.valueOf(taljare / namnare);
  }
}
