package se.finsam.uppfoljning.registrering;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.registreringar;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Forbund;
import se.finsam.uppfoljning.Token;

/**
 * Random writes of two förbund against a list of versions kept in plain loops: every receipt is
 * exact, a dry run tells it beforehand, and in the end every earlier state is read back.
 *
 * <p>{@code -Dfinsam.seeds=50} tries more histories.
 */
@QuarkusTest
class HistorikPropertyTest {
  private static final int STEG = 40;
  private static final List<String> KVARTALEN = List.of("2023K3", "2023K4", "2024K1");

  /** Two for individuals, one of them from 2024, and one for structure. */
  private static final List<String> INSATSER = List.of("s", "x", "y");

  private static final Set<String> FRAN_2024 = Set.of("y");

  private Random slump;
  private List<Forbund> forbunden;

  /** Every version, by "forbund kvartal insats", the oldest first. */
  private TreeMap<String, List<Map<String, Object>>> historia;

  private Set<String> forfallna;
  private Set<String> lasta;
  private Set<String> upplasta;
  private TreeSet<Instant> tidpunkter;

  /** How often each status was answered, in all histories. */
  private static final Map<Integer, Integer> UTFALL = new TreeMap<>();

  @AfterAll
  static void most_that_can_come_of_a_write_came() {
    assertThat(UTFALL).containsKeys(200, 201, 404, 409, 422);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 2));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_receipt_is_exact_and_every_earlier_state_is_read_back(long seed) {
    borja(seed);
    for (int steg = 1; steg <= STEG; steg++) {
      var om = "seed " + seed + ", step " + steg;
      switch (slump.nextInt(20)) {
        case 0, 1, 2 -> planera();
        case 3 -> lasUpp();
        case 4, 5, 6, 7 -> satt(om);
        case 8, 9 -> aterkalla(om);
        default -> registrera(om);
      }
    }
    for (var t : tidpunkter) {
      lasTillbaka("seed " + seed + ", as of " + t, t);
    }
  }

  private void borja(long seed) {
    Land.tomt();
    slump = new Random(seed);
    historia = new TreeMap<>();
    forfallna = new HashSet<>(KVARTALEN);
    lasta = new HashSet<>();
    upplasta = new HashSet<>();
    tidpunkter = new TreeSet<>();
    forbunden = new ArrayList<>();
    for (var kod : List.of("a", "b")) {
      var y = individinriktad("Insatsen y");
      y.put("startdatum", "2024-01-01");
      forbunden.add(
          Land.forbund(kod)
              .medInsats("x")
              .medInsats("y", y)
              .medSatsning("s")
              .medDeltagaransvarig("x", "hon"));
    }
  }

  private <T> T nagon(List<T> alla) {
    return alla.get(slump.nextInt(alla.size()));
  }

  // What is sent

  private void planera() {
    var kvartal = nagon(KVARTALEN);
    boolean forfallen = slump.nextInt(3) > 0;
    boolean last = forfallen && slump.nextBoolean();
    var plan = new LinkedHashMap<String, Object>();
    plan.put("forfaller", forfallen ? "2024-05-01" : "2099-01-01");
    plan.put("lases", last ? "2024-06-30" : "2199-12-31");
    var path = Land.ROT + "/tidplaner/" + kvartal;
    var etag = Land.som(Token.forsakringskassan()).get(path).header("ETag");
    var svar = Land.som(Token.forsakringskassan()).header("If-Match", etag).body(plan).put(path);
    assertThat(svar.statusCode()).as(svar.asString()).isIn(200, 201);
    medEllerUtan(forfallna, kvartal, forfallen);
    medEllerUtan(lasta, kvartal, last);
  }

  private static void medEllerUtan(Set<String> alla, String kvartal, boolean med) {
    if (med) {
      alla.add(kvartal);
    } else {
      alla.remove(kvartal);
    }
  }

  private void lasUpp() {
    var forbund = nagon(forbunden);
    var kvartal = nagon(KVARTALEN);
    Land.som(Token.forsakringskassan())
        .body(Map.of("kvartal", kvartal, "till", "2199-01-01", "orsak", "Orsak"))
        .post(forbund.path() + "/upplasningar")
        .then()
        .statusCode(201);
    upplasta.add(forbund.kod() + kvartal);
  }

  /** New, changed, equal, and now and then what is refused. */
  private Map<String, Object> rad(Forbund forbund, String kvartal, String insats) {
    var nu = nu(forbund, kvartal, insats);
    Map<String, Object> rad;
    if (nu != null && slump.nextInt(3) == 0) {
      rad = new LinkedHashMap<>();
      rad.put("insats", insats);
      rad.put("deltagare", nu.get("deltagare"));
    } else if (insats.equals("s")) {
      rad = Land.rad(insats, slump.nextInt(5));
    } else {
      int start = slump.nextInt(4);
      int nya = slump.nextInt(4);
      int avslutade = slump.nextInt(20) == 0 ? start + nya + 1 : slump.nextInt(start + nya + 1);
      rad = Land.rad(insats, kvinnor(start, nya, avslutade), man(slump.nextInt(3), 1, 0));
    }
    if (slump.nextInt(4) == 0) {
      rad.put("kommentar", "Not " + slump.nextInt(3));
    }
    if (slump.nextInt(3) > 0) {
      rad.put("rattelseorsak", "Orsak " + slump.nextInt(3));
    }
    return rad;
  }

  private void registrera(String om) {
    var forbund = nagon(forbunden);
    var kvartal = nagon(KVARTALEN);
    boolean hela = slump.nextInt(3) == 0;
    var rader = new ArrayList<Map<String, Object>>();
    for (var insats : INSATSER) {
      if (slump.nextInt(5) < 3 && (lever(kvartal, insats) || slump.nextInt(10) == 0)) {
        rader.add(rad(forbund, kvartal, insats));
      }
    }
    if (slump.nextInt(25) == 0) {
      rader.add(Land.rad("finns-inte", 1));
    }
    var body = registreringar(kvartal, hela ? "HELA_KVARTALET" : "DELAR");
    var gemensam = slump.nextBoolean() ? "Allas orsak" : null;
    body.put("rattelseorsak", gemensam);
    body.put("registreringar", rader);

    var path = forbund.path() + "/registreringar";
    var prov = forbund.som().body(body).post(path + "?provkorning=true");
    var svar = forbund.skickar(body);
    int vagras = vagras(forbund, kvartal, rader, gemensam);
    if (vagras == 0 && rader.isEmpty() && !hela) {
      vagras = 422;
    }
    if (vagras > 0) {
      svarar(om, svar, vagras);
      assertThat(prov.statusCode()).as(om).isEqualTo(vagras);
      assertThat(prov.<Object>path("errors")).as(om).isEqualTo(svar.path("errors"));
      return;
    }
    var fore = summa(forbund, kvartal);
    var antal = new int[4];
    var nya = new ArrayList<Map<String, Object>>();
    for (var rad : rader) {
      var insats = (String) rad.get("insats");
      var nu = nu(forbund, kvartal, insats);
      var orsak =
          Objects.requireNonNullElse(rad.get("rattelseorsak"), gemensam == null ? "" : gemensam);
      var version = version(forbund, kvartal, rad, orsak.equals("") ? null : orsak.toString());
      if (nu != null && samma(nu, rad)) {
        antal[2]++;
      } else {
        antal[nu == null ? 0 : 1]++;
        nya.add(version);
      }
    }
    for (var insats : INSATSER) {
      if (hela
          && nu(forbund, kvartal, insats) != null
          && rader.stream().noneMatch(r -> r.get("insats").equals(insats))) {
        antal[3]++;
        nya.add(
            aterkallad(
                forbund,
                kvartal,
                insats,
                gemensam == null ? "Utelämnad när hela kvartalet registrerades" : gemensam));
      }
    }
    svarar(om, svar, nya.isEmpty() ? 200 : 201);
    mottagna(
        nya, svar.path("mottagen"), svar.path("id"), "test-" + forbund.kod(), "forbundssystem");
    kvittens(om, svar, forbund, kvartal, antal, fore);
    assertThat(prov.statusCode()).as(om).isEqualTo(200);
    assertThat(jamforbar(prov)).as(om + ", dry run").isEqualTo(jamforbar(svar));
  }

  private void satt(String om) {
    var forbund = nagon(forbunden);
    var kvartal = nagon(KVARTALEN);
    var insats = nagon(INSATSER);
    boolean hon = insats.equals("x") && slump.nextBoolean();
    var rad = rad(forbund, kvartal, insats);
    var body = new LinkedHashMap<>(rad);
    body.remove("insats");
    var path = forbund.path() + "/registreringar/" + kvartal + "/" + insats;
    var nu = nu(forbund, kvartal, insats);
    RequestSpecification som =
        hon ? Land.som(Token.deltagaransvarig("hon", forbund.kod())) : forbund.som();
    int villkor = slump.nextInt(5);
    if (villkor == 0) {
      som.header("If-Match", "\"v0\"");
    } else if (villkor > 1 && nu != null) {
      som.header("If-Match", forbund.som().get(path).header("ETag"));
    }
    var svar = som.body(body).put(path);
    int vagras = vagras(forbund, kvartal, List.of(rad), null);
    if (vagras > 0) {
      svarar(om, svar, vagras);
    } else if (villkor == 0) {
      svarar(om, svar, 412);
    } else if (villkor == 1 && nu != null) {
      svarar(om, svar, 428);
    } else {
      svarar(om, svar, nu == null ? 201 : 200);
      var kvittens =
          forbund
              .som()
              .get(
                  forbund.path()
                      + "/kvittenser/"
                      + forbund
                          .som()
                          .get(forbund.path() + "/kvittenser?limit=1")
                          .path("kvittenser[0].id"));
      boolean lika = nu != null && samma(nu, rad);
      var fore = summa(forbund, kvartal);
      if (!lika) {
        mottagna(
            List.of(version(forbund, kvartal, rad, (String) rad.get("rattelseorsak"))),
            kvittens.path("mottagen"),
            kvittens.path("id"),
            hon ? "hon" : "test-" + forbund.kod(),
            hon ? "deltagaransvarig" : "forbundssystem");
      }
      var antal = new int[] {nu == null ? 1 : 0, nu == null || lika ? 0 : 1, lika ? 1 : 0, 0};
      kvittens(om, kvittens, forbund, kvartal, antal, fore);
      Map<String, Object> blev = new LinkedHashMap<>(svar.jsonPath().getMap(""));
      blev.keySet().removeAll(List.of("varningar", "perTidpunkt"));
      assertThat(blev).as(om).isEqualTo(nu(forbund, kvartal, insats));
    }
  }

  private void aterkalla(String om) {
    var forbund = nagon(forbunden);
    var kvartal = nagon(KVARTALEN);
    var insats = nagon(INSATSER);
    boolean medOrsak = slump.nextInt(8) > 0;
    var svar =
        forbund
            .som()
            .delete(
                forbund.path()
                    + "/registreringar/"
                    + kvartal
                    + "/"
                    + insats
                    + (medOrsak ? "?rattelseorsak=Borttagen" : ""));
    if (nu(forbund, kvartal, insats) == null) {
      svarar(om, svar, 404);
    } else if (last(forbund, kvartal)) {
      svarar(om, svar, 409);
    } else if (!medOrsak) {
      svarar(om, svar, 422);
    } else {
      svarar(om, svar, 200);
      var fore = summa(forbund, kvartal);
      mottagna(
          List.of(aterkallad(forbund, kvartal, insats, "Borttagen")),
          svar.path("mottagen"),
          svar.path("id"),
          "test-" + forbund.kod(),
          "forbundssystem");
      kvittens(om, svar, forbund, kvartal, new int[] {0, 0, 0, 1}, fore);
    }
  }

  // What should come of it

  private void svarar(String om, Response svar, int status) {
    UTFALL.merge(status, 1, Integer::sum);
    assertThat(svar.statusCode()).as(om + ": " + svar.asString()).isEqualTo(status);
  }

  private boolean last(Forbund forbund, String kvartal) {
    return lasta.contains(kvartal) && !upplasta.contains(forbund.kod() + kvartal);
  }

  private static boolean lever(String kvartal, String insats) {
    return kvartal.startsWith("2024") || !FRAN_2024.contains(insats);
  }

  /** The status of a refusal, or 0. */
  private int vagras(
      Forbund forbund, String kvartal, List<Map<String, Object>> rader, String gemensam) {
    if (last(forbund, kvartal)) {
      return 409;
    }
    for (var rad : rader) {
      var insats = (String) rad.get("insats");
      var nu = nu(forbund, kvartal, insats);
      if (!INSATSER.contains(insats) || !lever(kvartal, insats) || obalans(rad)) {
        return 422;
      }
      if (nu != null
          && forfallna.contains(kvartal)
          && !nu.get("deltagare").equals(rad.get("deltagare"))
          && rad.get("rattelseorsak") == null
          && gemensam == null) {
        return 422;
      }
    }
    return 0;
  }

  private static boolean obalans(Map<String, Object> rad) {
    return !rad.get("insats").equals("s")
        && antal(rad, "pagaendeVidStart", "kvinnor") + antal(rad, "nya", "kvinnor")
            < antal(rad, "avslutade", "kvinnor");
  }

  private static int antal(Map<String, Object> rad, String del, String kon) {
    return (Integer) ((Map<?, ?>) ((Map<?, ?>) rad.get("deltagare")).get(del)).get(kon);
  }

  private static int totalt(Map<String, Object> rad) {
    return (Integer) ((Map<?, ?>) rad.get("deltagare")).get("totalt");
  }

  private static boolean samma(Map<String, Object> nu, Map<String, Object> rad) {
    return nu.get("deltagare").equals(rad.get("deltagare"))
        && (rad.get("kommentar") == null || rad.get("kommentar").equals(nu.get("kommentar")));
  }

  private Map<String, Object> version(
      Forbund forbund, String kvartal, Map<String, Object> rad, String orsak) {
    var insats = (String) rad.get("insats");
    var version = tom(forbund, kvartal, insats);
    version.put("slag", nu(forbund, kvartal, insats) == null ? "NY" : "RATTAD");
    version.put("deltagare", rad.get("deltagare"));
    if (rad.get("kommentar") != null) {
      version.put("kommentar", rad.get("kommentar"));
    }
    if (orsak != null) {
      version.put("rattelseorsak", orsak);
    }
    return version;
  }

  private Map<String, Object> aterkallad(
      Forbund forbund, String kvartal, String insats, String orsak) {
    var version = tom(forbund, kvartal, insats);
    version.put("slag", "ATERKALLAD");
    version.put("deltagare", null);
    version.put("rattelseorsak", orsak);
    return version;
  }

  private Map<String, Object> tom(Forbund forbund, String kvartal, String insats) {
    var version = new LinkedHashMap<String, Object>();
    version.put("forbund", forbund.kod());
    version.put("insats", insats);
    version.put("kvartal", kvartal);
    version.put(
        "version", historia.getOrDefault(nyckel(forbund, kvartal, insats), List.of()).size() + 1);
    return version;
  }

  private static String nyckel(Forbund forbund, String kvartal, String insats) {
    return forbund.kod() + " " + kvartal + " " + insats;
  }

  private void mottagna(
      List<Map<String, Object>> nya,
      String mottagen,
      String kvittens,
      String avsandare,
      String roll) {
    var t = Instant.parse(mottagen);
    tidpunkter.add(t);
    tidpunkter.add(t.minus(1, ChronoUnit.MICROS));
    for (var version : nya) {
      version.put("mottagen", mottagen);
      version.put("kvittens", kvittens);
      version.put("avsandare", avsandare);
      version.put("roll", roll);
      var nyckel =
          version.get("forbund") + " " + version.get("kvartal") + " " + version.get("insats");
      historia.computeIfAbsent(nyckel, n -> new ArrayList<>()).add(version);
    }
  }

  private static final Instant NU = Instant.MAX;

  private List<Map<String, Object>> versioner(String nyckel, Instant t) {
    return historia.getOrDefault(nyckel, List.of()).stream()
        .filter(v -> !Instant.parse((String) v.get("mottagen")).isAfter(t))
        .toList();
  }

  /** What is registered; null if nothing is. */
  private Map<String, Object> nu(Forbund forbund, String kvartal, String insats) {
    return vid(nyckel(forbund, kvartal, insats), NU);
  }

  private Map<String, Object> vid(String nyckel, Instant t) {
    var versioner = versioner(nyckel, t);
    var sist = versioner.isEmpty() ? null : versioner.get(versioner.size() - 1);
    return sist == null || sist.get("slag").equals("ATERKALLAD") ? null : sist;
  }

  private Map<String, Integer> summa(Forbund forbund, String kvartal) {
    int insatser = 0;
    int kvinnor = 0;
    int man = 0;
    int personal = 0;
    for (var insats : INSATSER) {
      var nu = nu(forbund, kvartal, insats);
      if (nu != null) {
        insatser++;
        personal += insats.equals("s") ? totalt(nu) : 0;
        for (var del : List.of("pagaendeVidStart", "nya")) {
          kvinnor += insats.equals("s") ? 0 : antal(nu, del, "kvinnor");
          man += insats.equals("s") ? 0 : antal(nu, del, "man");
        }
      }
    }
    return Map.of("insatser", insatser, "kvinnor", kvinnor, "man", man, "personal", personal);
  }

  private void kvittens(
      String om,
      Response svar,
      Forbund forbund,
      String kvartal,
      int[] antal,
      Map<String, Integer> fore) {
    Map<String, Object> kvittens = svar.jsonPath().getMap("");
    assertThat(kvittens.get("forbund")).as(om).isEqualTo(forbund.kod());
    assertThat(kvittens.get("kvartal")).as(om).isEqualTo(kvartal);
    assertThat(kvittens.get("antal"))
        .as(om)
        .isEqualTo(
            Map.of(
                "nya", antal[0],
                "rattade", antal[1],
                "oforandrade", antal[2],
                "aterkallade", antal[3]));
    assertThat(kvittens.get("summor"))
        .as(om)
        .isEqualTo(Map.of("fore", fore, "efter", summa(forbund, kvartal)));
    assertThat(kvittens.get("ejRegistrerade"))
        .as(om)
        .isEqualTo(
            INSATSER.stream()
                .filter(i -> lever(kvartal, i) && nu(forbund, kvartal, i) == null)
                .toList());
  }

  private static Map<String, Object> jamforbar(Response kvittens) {
    Map<String, Object> allt = new LinkedHashMap<>(kvittens.jsonPath().getMap(""));
    allt.keySet().removeAll(List.of("id", "mottagen", "provkorning"));
    return allt;
  }

  // What was known

  private void lasTillbaka(String om, Instant t) {
    for (var forbund : forbunden) {
      var vantat = new ArrayList<Map<String, Object>>();
      for (var kvartal : KVARTALEN) {
        for (var insats : INSATSER) {
          var rad = vid(nyckel(forbund, kvartal, insats), t);
          if (rad != null) {
            vantat.add(rad);
          }
        }
      }
      var lista = las(forbund, "/registreringar?limit=500&perTidpunkt=" + t);
      assertThat(lista.<Object>path("registreringar")).as(om).isEqualTo(vantat);
      enRad(om, forbund, nagon(KVARTALEN), nagon(INSATSER), t);
    }
    for (int ar : List.of(2023, 2024)) {
      nationellt(om + ", " + ar, ar, t);
    }
  }

  private void enRad(String om, Forbund forbund, String kvartal, String insats, Instant t) {
    var path = "/registreringar/" + kvartal + "/" + insats;
    var fraga = "?perTidpunkt=" + t;
    var vantat = vid(nyckel(forbund, kvartal, insats), t);
    var en = las(forbund, path + fraga);
    assertThat(en.statusCode()).as(om).isEqualTo(vantat == null ? 404 : 200);
    if (vantat != null) {
      Map<String, Object> rad = new LinkedHashMap<>(en.jsonPath().getMap(""));
      assertThat(rad.remove("perTidpunkt")).as(om).isEqualTo(t.toString());
      assertThat(rad).as(om).isEqualTo(vantat);
    }
    var versioner = versioner(nyckel(forbund, kvartal, insats), t);
    var alla = las(forbund, path + "/versioner" + fraga);
    assertThat(alla.statusCode()).as(om).isEqualTo(versioner.isEmpty() ? 404 : 200);
    if (!versioner.isEmpty()) {
      assertThat(alla.<Object>path("versioner")).as(om).isEqualTo(versioner);
    }
  }

  private static Response las(Forbund forbund, String path) {
    return forbund.som().get(forbund.path() + path);
  }

  /** The stock of the first registered quarter of the year, and all new ones; and all staff. */
  private void nationellt(String om, int ar, Instant t) {
    Integer kvinnor = null;
    Integer man = null;
    Integer personal = null;
    for (var forbund : forbunden) {
      for (var insats : INSATSER) {
        boolean forsta = true;
        for (var kvartal : KVARTALEN) {
          var rad = vid(nyckel(forbund, kvartal, insats), t);
          if (rad == null || !kvartal.startsWith(String.valueOf(ar))) {
            continue;
          }
          if (insats.equals("s")) {
            personal = plus(personal, totalt(rad));
          } else {
            kvinnor = plus(kvinnor, antal(rad, "nya", "kvinnor"));
            man = plus(man, antal(rad, "nya", "man"));
            if (forsta) {
              kvinnor = plus(kvinnor, antal(rad, "pagaendeVidStart", "kvinnor"));
              man = plus(man, antal(rad, "pagaendeVidStart", "man"));
            }
          }
          forsta = false;
        }
      }
    }
    var deltagare = Land.tabell(ar, "deltagare", t.toString());
    assertThat(deltagare.<Integer>path("totalt.kvinnor")).as(om).isEqualTo(kvinnor);
    assertThat(deltagare.<Integer>path("totalt.man")).as(om).isEqualTo(man);
    var staff = Land.tabell(ar, "personal", t.toString());
    assertThat(staff.<Integer>path("totalt.personal")).as(om).isEqualTo(personal);
  }

  private static Integer plus(Integer summa, int antal) {
    return summa == null ? antal : summa + antal;
  }
}
