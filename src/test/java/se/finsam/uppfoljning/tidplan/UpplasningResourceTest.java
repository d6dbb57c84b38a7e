package se.finsam.uppfoljning.tidplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static se.finsam.uppfoljning.Land.forbund;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Forbund;
import se.finsam.uppfoljning.Token;

/** A quarter reopened for one förbund (contract section 5; R16). */
@QuarkusTest
class UpplasningResourceTest {
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  private static final LocalDate IMORGON = LocalDate.now(STOCKHOLM).plusDays(1);
  private static int number;
  private static boolean emptied;

  @Inject Jdbi jdbi;

  private Forbund a;

  @BeforeEach
  void a_forbund_and_a_locked_quarter() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
      Land.som(Token.forsakringskassan())
          .body(Map.of("forfaller", "2024-01-15", "lases", "2024-04-30"))
          .put(Land.ROT + "/tidplaner/2023K4")
          .then()
          .statusCode(201)
          .body("lage", equalTo("LAST"));
    }
    a = forbund("f" + ++number);
  }

  @Nested
  class Post {
    @Test
    void answers_201_with_its_address_and_what_it_opens() {
      assertThat(last("2023K4")).isTrue();
      var answer = post(ny("2023K4", IMORGON, "  Insatsen låg fel  "));
      var slut = IMORGON.plusDays(1).atStartOfDay(STOCKHOLM).toInstant();
      answer
          .then()
          .statusCode(201)
          .header("Location", endsWith(a.path() + "/upplasningar/" + answer.path("id")))
          .body("forbund", equalTo(a.kod()))
          .body("kvartal", equalTo("2023K4"))
          .body("till", equalTo(IMORGON.toString()))
          .body("oppenTill", equalTo(slut.minus(1, ChronoUnit.MICROS).toString()))
          .body("orsak", equalTo("Insatsen låg fel"))
          .body("aktiv", equalTo(true))
          .body("avsandare", startsWith("test-"))
          .body("perTidpunkt", equalTo(answer.path("mottagen")));
      assertThat(answer.<String>path("id")).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}");
      assertThat(last("2023K4")).isFalse();
      var b = a;
      a = forbund("f" + ++number);
      assertThat(last("2023K4")).as("of another förbund than " + b.kod()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
      "2190-05-31T12:00:00Z,             2190-05-31T12:00:00Z",
      "2190-05-31T12:00:00.123456789Z,   2190-05-31T12:00:00.123456Z",
      "2190-05-31T12:00:00+02:00,        2190-05-31T10:00:00Z",
    })
    void until_an_instant_is_through_that_instant(String till, String oppenTill) {
      post(ny("2023K4", till, "Orsak"))
          .then()
          .statusCode(201)
          .body("till", equalTo(oppenTill))
          .body("oppenTill", equalTo(oppenTill));
    }

    @Test
    void until_today_is_through_the_whole_day() {
      var idag = LocalDate.now(STOCKHOLM);
      post(ny("2023K4", idag, "Orsak")).then().statusCode(201).body("aktiv", equalTo(true));
    }

    @Test
    void may_come_before_the_lock_and_again() {
      post(ny("2023-Q3", IMORGON, "Orsak"))
          .then()
          .statusCode(201)
          .body("kvartal", equalTo("2023K3"));
      post(ny("2023K3", IMORGON, "Orsak")).then().statusCode(201);
      lista("").then().body("upplasningar", hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "2199K4 | 2190-01-01           | Orsak | 422 | /kvartal | EJ_PABORJAT",
          "2023K4 | 2024-05-31           | Orsak | 422 | /till    | PASSERAT",
          "2023K4 | 2024-05-31T12:00:00Z | Orsak | 422 | /till    | PASSERAT",
          "2023K4 | 1900-01-01           | Orsak | 422 | /till    | PASSERAT",
          "2023K4 | 2190-01-01           | ''    | 422 | /orsak   | SAKNAS",
          "2023K4 | 2190-01-01           | '  '  | 422 | /orsak   | SAKNAS",
          "2023K4 | 2190-01-01           |       | 422 | /orsak   | SAKNAS",
          "2023K4 |                      | Orsak | 422 | /till    | SAKNAS",
          "       | 2190-01-01           | Orsak | 422 | /kvartal | SAKNAS",
          "2023K5 | 2190-01-01           | Orsak | 422 | /kvartal | FEL_FORM",
          "2022K4 | 2190-01-01           | Orsak | 422 | /kvartal | FEL_FORM",
          "2023K4 | 2190-02-30           | Orsak | 400 | /till    | FEL_FORM",
          "2023K4 | 2190-01-01T12:00:00  | Orsak | 400 | /till    | FEL_FORM",
          "2023K4 | 2201-01-01           | Orsak | 400 | /till    | FEL_FORM",
          "2023K4 | +99999-01-01T00:00Z  | Orsak | 400 | /till    | FEL_FORM",
          "2023K4 | i morgon             | Orsak | 400 | /till    | FEL_FORM",
          "2023K4 | 2190-01-01           | Om 19811218-9876 | 422 | /orsak | PERSONNUMMER",
        })
    void refuses_what_is_no_reopening(
        String kvartal, String till, String orsak, int status, String pointer, String code) {
      post(ny(kvartal, till, orsak))
          .then()
          .statusCode(status)
          .body("errors.pointer", contains(pointer))
          .body("errors.code", contains(code));
      lista("").then().body("upplasningar", empty());
    }

    @Test
    void tells_every_fault_at_once() {
      post(ny("2199K4", "2024-05-31", "x".repeat(1001)))
          .then()
          .statusCode(422)
          .body("errors.code", contains("FEL_STORLEK", "EJ_PABORJAT", "PASSERAT"));
      var body = ny("2023K4", IMORGON, "Orsak");
      body.put("till", 20240531);
      body.put("forbund", "annat");
      post(body).then().statusCode(400).body("errors", hasSize(2));
    }

    @Test
    void of_no_forbund_is_404() {
      Land.som(Token.forsakringskassan())
          .body(ny("2023K4", IMORGON, "Orsak"))
          .post(Land.ROT + "/forbund/finns-inte/upplasningar")
          .then()
          .statusCode(404);
    }

    @Test
    void with_a_key_is_done_once() {
      var body = ny("2023K4", IMORGON, "Orsak");
      var first = medNyckel("k" + number, body);
      first.then().statusCode(201);
      var again = medNyckel("k" + number, body);
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.asString()).isEqualTo(first.asString());
      assertThat(again.header("Location")).isEqualTo(first.header("Location"));
      lista("").then().body("upplasningar", hasSize(1));
      medNyckel("k" + number, ny("2023K3", IMORGON, "Orsak"))
          .then()
          .statusCode(422)
          .body("type", endsWith(":idempotensnyckel-upptagen"));
      medNyckel("n" + number, ny("2199K4", IMORGON, "Orsak")).then().statusCode(422);
      medNyckel("n" + number, body).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "forbundssystem",
          "forbundsadministrator",
          "deltagaransvarig",
          "nationella-radet",
          "forskare"
        })
    void is_for_the_system_owner_alone(String roll) {
      Land.som(Token.med(roll, a.kod()))
          .body(ny("2023K4", IMORGON, "Orsak"))
          .post(a.path() + "/upplasningar")
          .then()
          .statusCode(403);
      assertThat(last("2023K4")).isTrue();
    }
  }

  @Nested
  class Get {
    @Test
    void of_one_is_what_was_answered() {
      var given = post(ny("2023K4", IMORGON, "Orsak"));
      var path = "/" + given.path("id");
      var one = lista(path);
      one.then().statusCode(200).body("perTidpunkt", notNullValue());
      var expected = given.jsonPath().getMap("");
      var told = one.jsonPath().getMap("");
      expected.remove("perTidpunkt");
      told.remove("perTidpunkt");
      assertThat(told).isEqualTo(expected);
      a.som()
          .header("If-None-Match", one.header("ETag"))
          .get(a.path() + "/upplasningar" + path)
          .then()
          .statusCode(304);
    }

    @Test
    void as_of_an_instant_before_it_is_404() {
      var given = post(ny("2023K4", IMORGON, "Orsak"));
      var mottagen = Instant.parse(given.path("mottagen"));
      per("/" + given.path("id"), mottagen).then().statusCode(200);
      per("/" + given.path("id"), mottagen.minusNanos(1000)).then().statusCode(404);
      per("", mottagen.minusNanos(1000)).then().body("upplasningar", empty());
    }

    @Test
    void of_all_has_the_newest_first() {
      post(ny("2023K4", IMORGON, "Först"));
      post(ny("2023K3", IMORGON, "Sedan"));
      post(ny("2023K4", IMORGON, "Sist"));
      lista("").then().body("upplasningar.orsak", contains("Sist", "Sedan", "Först"));
      lista("?kvartal=2023K4")
          .then()
          .body("upplasningar.orsak", contains("Sist", "Först"))
          .body("_meta.antal", equalTo(2));
      lista("?limit=1&offset=1")
          .then()
          .body("upplasningar.orsak", contains("Sedan"))
          .body("_meta.antal", equalTo(3))
          .body("_links.next.href", notNullValue());
      lista("?kvartal=fel").then().statusCode(400).body("errors.pointer", contains("{kvartal}"));
    }

    @Test
    void is_for_the_forbund_and_the_system_owner() {
      var id = post(ny("2023K4", IMORGON, "Orsak")).<String>path("id");
      for (var path : new String[] {"", "/" + id}) {
        lista(path).then().statusCode(200);
        var at = a.path() + "/upplasningar" + path;
        Land.som(Token.forsakringskassan()).get(at).then().statusCode(200);
        Land.som(Token.med("forbundsadministrator", a.kod())).get(at).then().statusCode(200);
        Land.som(Token.forbund("annat")).get(at).then().statusCode(404);
        Land.som(Token.nationellaRadet()).get(at).then().statusCode(403);
        Land.som(Token.med("deltagaransvarig", a.kod())).get(at).then().statusCode(403);
      }
      var b = forbund("f" + ++number);
      b.som().get(b.path() + "/upplasningar/" + id).then().statusCode(404);
      b.som().get(b.path() + "/upplasningar").then().body("upplasningar", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00000000-0000-7000-8000-000000000000", "1-1-1-1-1"})
    void of_no_id_is_404(String id) {
      lista("/" + id).then().statusCode(404);
    }
  }

  private static Map<String, Object> ny(String kvartal, Object till, String orsak) {
    var ny = new LinkedHashMap<String, Object>();
    ny.put("kvartal", kvartal);
    ny.put("till", till == null ? null : till.toString());
    ny.put("orsak", orsak);
    return ny;
  }

  private Response post(Object body) {
    return Land.som(Token.forsakringskassan()).body(body).post(a.path() + "/upplasningar");
  }

  private Response medNyckel(String key, Object body) {
    return Land.som(Token.forsakringskassan())
        .header("Idempotency-Key", key)
        .body(body)
        .post(a.path() + "/upplasningar");
  }

  private Response lista(String path) {
    return a.som().get(a.path() + "/upplasningar" + path);
  }

  private Response per(String path, Instant t) {
    return a.som().queryParam("perTidpunkt", t.toString()).get(a.path() + "/upplasningar" + path);
  }

  /** As the rooms that receive will ask. */
  private boolean last(String kvartal) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select last_for(nr, :ar, :nummer, clock_timestamp()) from forbund where kod = :kod")
                .bind("ar", Integer.parseInt(kvartal.substring(0, 4)))
                .bind("nummer", Integer.parseInt(kvartal.substring(5)))
                .bind("kod", a.kod())
                .mapTo(Boolean.class)
                .one());
  }
}
