package se.finsam.uppfoljning.registrering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;
import static se.finsam.uppfoljning.Land.registreringar;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Forbund;
import se.finsam.uppfoljning.Token;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.security.Roles;

/** Nothing is received of a locked quarter, whatever the way in (R16). */
@QuarkusTest
class KvartalLastTest {
  private static final String K4 = "2023K4";
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  private static final Duration MIKRO = Duration.of(1, ChronoUnit.MICROS);

  /** The first and the last day of summer time in a year that is far away. */
  private static final LocalDate VAR = LocalDate.of(2099, 3, 29);

  private static final LocalDate HOST = LocalDate.of(2099, 10, 25);

  @Inject Registreringar registreringar;
  @Inject Klocka klocka;

  private Forbund a;
  private Forbund b;

  @BeforeEach
  void two_forbund() {
    Land.tomt();
    a = forbund("a").medInsats("x").medInsats("y").medSatsning("s");
    b = forbund("b").medSatsning("s");
  }

  @Test
  void every_way_in_is_refused_and_stores_nothing() throws IOException {
    a.registrerar(K4, rad("s", 3), rad("x", kvinnor(1, 0, 0), man(2, 0, 0))).then().statusCode(201);
    a.medDeltagaransvarig("x", "hon").medDeltagaransvarig("y", "hon");
    plan(K4, "2024-01-15", null, "2024-04-30");
    var fore = allt();
    var nytt = registreringar(K4, "DELAR", rad("y", kvinnor(1, 0, 0), man(2, 0, 0)));
    var rad = Map.of("deltagare", nytt(nytt));
    var hon = Token.deltagaransvarig("hon", a.kod());
    var path = a.path() + "/registreringar/2023K4/";

    last("/kvartal", a.skickar(nytt));
    last("/kvartal", a.registrerar("2023-Q4", rattad(rad("s", 4))));
    last("/kvartal", a.registrerar(K4, rad("s", 3)));
    last("/kvartal", a.registrerarHela(K4));
    last("/kvartal", a.som().body(nytt).post(a.path() + "/registreringar?provkorning=true"));
    last("/kvartal", b.registrerar(K4, rad("s", 3)));
    last(
        "/2/kvartal",
        fil(
            "text/csv",
            "insats,kvartal,totalt\ns,2023K4,4\n".getBytes(StandardCharsets.UTF_8),
            ""));
    last(
        "/2/kvartal",
        fil("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx(), ""));
    last(
        "/2/kvartal",
        fil(
            "text/csv",
            "insats,kvartal,totalt\ns,2023K4,4\n".getBytes(StandardCharsets.UTF_8),
            "?omfattning=HELA_KVARTALET&provkorning=true"));
    last("{kvartal}", a.som().body(rad).put(path + "y"));
    last(
        "{kvartal}",
        a.som()
            .header("If-Match", "*")
            .body(Map.of("deltagare", Map.of("totalt", 4), "rattelseorsak", "Orsak"))
            .put(path + "s"));
    last("{kvartal}", a.som().delete(path + "s?rattelseorsak=Orsak"));
    last("{kvartal}", Land.som(hon).body(rad).put(path + "y"));
    last("{kvartal}", Land.som(hon).header("If-Match", "*").body(rad).put(path + "x"));
    last(
        "{kvartal}",
        a.som().body(Map.of("ingetAttRapportera", false)).put(a.path() + "/attester/2023K4"));

    assertThat(allt()).isEqualTo(fore);
    a.som().delete(path + "y?rattelseorsak=Orsak").then().statusCode(404);
    a.registrerar("2023K3", rad("s", 3)).then().statusCode(201);
    a.registrerar("2024K1", rad("s", 3)).then().statusCode(201);
  }

  private static Object nytt(Map<String, Object> body) {
    return ((Map<?, ?>) ((List<?>) body.get("registreringar")).get(0)).get("deltagare");
  }

  @Test
  void a_repeat_of_what_was_accepted_before_gets_its_answer_and_a_refusal_uses_up_no_key() {
    var body = registreringar(K4, "DELAR", rad("s", 3));
    var first = medNyckel("fore", body);
    first.then().statusCode(201);
    plan(K4, "2024-01-15", null, "2024-04-30");
    var again = medNyckel("fore", body);
    again.then().statusCode(201).header("Location", first.header("Location"));
    assertThat(again.asString()).isEqualTo(first.asString());
    last("/kvartal", medNyckel("efter", body));
    medNyckel("fore", registreringar(K4, "DELAR", rad("s", 4))).then().statusCode(422);
    plan(K4, "2024-01-15", null, null);
    medNyckel("efter", body).then().statusCode(200).body("antal.oforandrade", equalTo(1));
  }

  @Test
  void reopened_for_one_forbund_it_is_open_for_that_one() {
    plan(K4, "2024-01-15", null, "2024-04-30");
    plan("2023K3", "2023-10-15", null, "2024-04-30");
    last("/kvartal", a.registrerar(K4, rad("s", 3)));
    lasUpp(a, K4, LocalDate.now(STOCKHOLM).plusDays(1).toString());
    a.registrerar(K4, rad("s", 3)).then().statusCode(201);
    a.registrerar(K4, rad("s", 4)).then().statusCode(422); // due it still is
    a.registrerar(K4, rattad(rad("s", 4))).then().statusCode(201);
    a.som()
        .delete(a.path() + "/registreringar/2023K4/s?rattelseorsak=Orsak")
        .then()
        .statusCode(200);
    a.som()
        .body(Map.of("ingetAttRapportera", true))
        .put(a.path() + "/attester/2023K4")
        .then()
        .statusCode(201);
    last("/kvartal", b.registrerar(K4, rad("s", 3)));
    last("/kvartal", a.registrerar("2023K3", rad("s", 3)));
  }

  @Test
  void late_is_not_locked_and_locked_is_not_only_late() {
    plan(K4, "2024-01-15", "2024-01-20", null);
    lage("SENT");
    a.registrerar(K4, rad("s", 3)).then().statusCode(201);
    plan(K4, "2024-01-15", "2024-01-20", "2024-01-20");
    lage("LAST");
    last("/kvartal", a.registrerar(K4, rattad(rad("s", 4))));
    plan(K4, "2024-01-15", "2098-01-20", "2199-12-31");
    lage("FORFALLET");
    a.registrerar(K4, rattad(rad("s", 4))).then().statusCode(201);
  }

  private static void lage(String lage) {
    Land.som(Token.forsakringskassan())
        .get(Land.ROT + "/tidplaner/2023K4")
        .then()
        .body("lage", equalTo(lage));
  }

  /**
   * A write at an instant.
   *
   * @param dag the day it is about, for the message
   * @param open true if it is received
   */
  private record Fall(Instant vid, LocalDate dag, Kvartal kvartal, boolean open) {}

  private static Instant slut(LocalDate dag) {
    return dag.plusDays(1).atStartOfDay(STOCKHOLM).toInstant();
  }

  @Test
  void the_day_of_the_lock_is_open_to_its_last_microsecond_in_sweden() {
    var fall = new ArrayList<Fall>();
    var kvartal = new Kvartal(2023, 1);
    for (var dag : dagar()) {
      plan(kvartal.toString(), "2025-12-01", null, dag.toString());
      fall.add(new Fall(slut(dag.minusDays(1)), dag, kvartal, true));
      fall.add(new Fall(slut(dag).minus(MIKRO), dag, kvartal, true));
      fall.add(new Fall(slut(dag), dag, kvartal, false));
      kvartal = kvartal.efter();
    }
    prova(fall);
  }

  @Test
  void a_reopening_holds_through_its_last_instant() {
    var fall = new ArrayList<Fall>();
    var kvartal = new Kvartal(2023, 1);
    for (var dag : dagar()) {
      plan(kvartal.toString(), "2025-12-01", null, "2025-12-31");
      lasUpp(a, kvartal.toString(), dag.toString());
      fall.add(new Fall(slut(dag).minus(MIKRO), dag, kvartal, true));
      fall.add(new Fall(slut(dag), dag, kvartal, false));
      kvartal = kvartal.efter();
    }
    for (var till : List.of("2099-10-25T02:30:00+02:00", "2099-10-25T02:30:00+01:00")) {
      plan(kvartal.toString(), "2025-12-01", null, "2025-12-31");
      lasUpp(a, kvartal.toString(), till);
      var slut = OffsetDateTime.parse(till).toInstant();
      fall.add(new Fall(slut, HOST, kvartal, true));
      fall.add(new Fall(slut.plus(MIKRO), HOST, kvartal, false));
      kvartal = kvartal.efter();
    }
    prova(fall);
    last("/kvartal", b.registrerar("2023K1", rad("s", 3)));
  }

  @Test
  void the_time_of_receipt_decides_whatever_the_clock_said() {
    plan("2023K1", "2025-12-01", null, VAR.toString());
    plan("2023K2", "2025-12-01", null, VAR.toString());
    var sist = slut(VAR).minus(MIKRO);
    taEmot(new Fall(sist, VAR, new Kvartal(2023, 1), true), 1, false);
    // received after that one, and so a microsecond too late
    var sen = new Fall(sist, VAR, new Kvartal(2023, 2), false);
    assertThat(taEmot(sen, 1, true).status()).isEqualTo(200);
    assertThatThrownBy(() -> taEmot(sen, 1, false))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.type()).isEqualTo(ProblemType.KVARTAL_LAST));
    a.som().get(a.path() + "/registreringar").then().body("_meta.antal", equalTo(1));
  }

  private static List<LocalDate> dagar() {
    assertThat(Duration.between(slut(VAR.minusDays(1)), slut(VAR))).hasHours(23);
    assertThat(Duration.between(slut(HOST.minusDays(1)), slut(HOST))).hasHours(25);
    return List.of(
        LocalDate.of(2099, 1, 15),
        VAR.minusDays(1),
        VAR,
        VAR.plusDays(1),
        HOST.minusDays(1),
        HOST,
        HOST.plusDays(1));
  }

  /** In the order of time, since what is received is later than all before it. */
  private void prova(List<Fall> alla) {
    alla.sort(Comparator.comparing(Fall::vid).thenComparing(Fall::open));
    int antal = 0;
    for (var fall : alla) {
      antal++;
      var om = fall + ", lock or end on " + fall.dag();
      if (fall.open()) {
        assertThat(taEmot(fall, antal, true).status()).as(om).isEqualTo(200);
        var svar = taEmot(fall, antal, false);
        assertThat(svar.status()).as(om).isEqualTo(201);
        assertThat(svar.svar()).as(om).contains("\"mottagen\":\"" + fall.vid() + "\"");
      } else {
        int n = antal;
        for (boolean prov : List.of(true, false)) {
          assertThatThrownBy(() -> taEmot(fall, n, prov))
              .as(om)
              .isInstanceOfSatisfying(
                  ProblemException.class,
                  refused -> assertThat(refused.type()).isEqualTo(ProblemType.KVARTAL_LAST));
        }
      }
    }
    a.som()
        .get(a.path() + "/kvittenser?limit=500")
        .then()
        .body("_meta.antal", equalTo((int) alla.stream().filter(Fall::open).count()));
  }

  private Idempotens.Svar taEmot(Fall fall, int totalt, boolean provkorning) {
    var ny =
        new NyaRegistreringar(
            fall.kvartal(),
            Omfattning.DELAR,
            "Räknat på nytt",
            List.of(new NyRegistrering("s", Deltagare.personal(totalt), null, null)));
    var caller = new Caller("system", Roles.FORBUNDSSYSTEM, false, Set.of("a"));
    var begaran =
        new Registreringar.Begaran(
            "a",
            ny,
            new Faults(),
            caller,
            Optional.empty(),
            provkorning,
            "/",
            UnaryOperator.identity());
    return klocka.vid(fall.vid(), () -> registreringar.taEmot(begaran));
  }

  private static void last(String pointer, Response response) {
    response
        .then()
        .statusCode(409)
        .body("type", endsWith(":kvartal-last"))
        .body("errors.pointer", contains(pointer))
        .body("errors.code", contains("KVARTAL_LAST"));
  }

  /** Everything that a write would have changed. */
  private Map<String, String> allt() {
    var allt = new LinkedHashMap<String, String>();
    for (var path :
        List.of(
            "/registreringar",
            "/registreringar/2023K4/s/versioner",
            "/registreringar/2023K4/x/versioner",
            "/kvittenser",
            "/attester")) {
      var svar = a.som().get(a.path() + path).then().statusCode(200).extract().asString();
      allt.put(path, svar.replaceAll("perTidpunkt[^,&}]*", ""));
    }
    allt.put("b", b.som().get(b.path() + "/kvittenser").path("_meta.antal").toString());
    return allt;
  }

  private Response fil(String typ, byte[] fil, String fraga) {
    return a.som()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType(typ)
        .body(fil)
        .post(a.path() + "/registreringar" + fraga);
  }

  private static byte[] xlsx() throws IOException {
    try (var bok = new XSSFWorkbook()) {
      var blad = bok.createSheet();
      var huvud = blad.createRow(0);
      var rad = blad.createRow(1);
      huvud.createCell(0).setCellValue("kvartal");
      huvud.createCell(1).setCellValue("insats");
      huvud.createCell(2).setCellValue("totalt");
      rad.createCell(0).setCellValue(K4);
      rad.createCell(1).setCellValue("s");
      rad.createCell(2).setCellValue(4);
      var ut = new ByteArrayOutputStream();
      bok.write(ut);
      return ut.toByteArray();
    }
  }

  private Response medNyckel(String nyckel, Object body) {
    return a.som().header("Idempotency-Key", nyckel).body(body).post(a.path() + "/registreringar");
  }

  private static void plan(String kvartal, String forfaller, String senEfter, String lases) {
    var path = Land.ROT + "/tidplaner/" + kvartal;
    var plan = new LinkedHashMap<String, Object>();
    plan.put("forfaller", forfaller);
    plan.put("senEfter", senEfter);
    plan.put("lases", lases);
    var etag = Land.som(Token.forsakringskassan()).get(path).header("ETag");
    var request = Land.som(Token.forsakringskassan()).body(plan);
    var svar = request.header("If-Match", etag).put(path);
    assertThat(svar.statusCode()).as(svar.asString()).isIn(200, 201);
  }

  private static void lasUpp(Forbund forbund, String kvartal, String till) {
    Land.som(Token.forsakringskassan())
        .body(Map.of("kvartal", kvartal, "till", till, "orsak", "Orsak"))
        .post(forbund.path() + "/upplasningar")
        .then()
        .statusCode(201);
  }
}
