package se.finsam.uppfoljning.forbund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.som;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/** The register of förbund (contract section 4; rule R8). */
@QuarkusTest
class ForbundResourceTest {
  private static int number;
  private static boolean emptied;

  private String kod;

  @BeforeEach
  void a_code_that_nobody_has() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    kod = "f" + ++number;
  }

  private static Map<String, Object> forbund(String namn) {
    var forbund = new LinkedHashMap<String, Object>();
    forbund.put("namn", namn);
    forbund.put("lan", "01");
    return forbund;
  }

  @Nested
  class Put {
    @Test
    void of_a_new_one_answers_201_with_its_address_and_tag() {
      var body = forbund("Östra Södertörn");
      body.put("kod", kod);
      body.put("organisationsnummer", "2220001230");
      body.put("kommuner", List.of("0192", "0136", "0138"));
      body.put("giltigFran", "2005-01-01");
      var answer =
          put(kod, body)
              .then()
              .statusCode(201)
              .header("Location", endsWith("/forbund/" + kod))
              .body("kod", equalTo(kod))
              .body("namn", equalTo("Östra Södertörn"))
              .body("organisationsnummer", equalTo("222000-1230"))
              .body("lan", equalTo("01"))
              .body("lanNamn", equalTo("Stockholms län"))
              .body("kommuner", contains("0136", "0138", "0192"))
              .body("giltigFran", equalTo("2005-01-01"))
              .body("giltigTill", nullValue())
              .body("efterfoljare", nullValue())
              .body("version", equalTo(1));
      assertThat(get(kod).header("ETag")).isEqualTo(answer.extract().header("ETag"));
    }

    @Test
    void takes_the_county_by_its_name_too() {
      var body = forbund("Namn");
      body.put("lan", "Västra Götalands län");
      put(kod, body).then().statusCode(201).body("lan", equalTo("14"));
    }

    @Test
    void of_an_existing_one_needs_its_tag() {
      var tag = put(kod, forbund("Namn")).header("ETag");
      put(kod, forbund("Nytt")).then().statusCode(428);
      put(kod, forbund("Nytt"), "If-Match", "\"v0\"").then().statusCode(412);
      put(kod, forbund("Nytt"), "If-Match", "W/" + tag).then().statusCode(412);
      put(kod, forbund("Nytt"), "If-None-Match", "*").then().statusCode(412);
      put(kod, forbund("Nytt"), "If-Match", tag).then().statusCode(200).body("version", equalTo(2));
      put(kod, forbund("Nyare"), "If-Match", tag).then().statusCode(412);
      put(kod, forbund("Nyare"), "If-Match", "*")
          .then()
          .statusCode(200)
          .body("version", equalTo(3));
    }

    @Test
    void of_what_it_is_already_changes_nothing() {
      var tag = put(kod, forbund("Namn")).header("ETag");
      put(kod, forbund("Namn"), "If-Match", tag)
          .then()
          .statusCode(200)
          .header("ETag", tag)
          .body("version", equalTo(1));
    }

    @Test
    void only_creates_where_that_is_said() {
      put(kod, forbund("Namn"), "If-Match", "*").then().statusCode(412);
      put(kod, forbund("Namn"), "If-None-Match", "*").then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "kod                 | annan             | /kod                 | ANNAN_KOD",
          "namn                |                   | /namn                | SAKNAS",
          "lan                 |                   | /lan                 | SAKNAS",
          "lan                 | 02                | /lan                 | OKANT_LAN",
          "lan                 | Stockholm         | /lan                 | OKANT_LAN",
          "organisationsnummer | 222000-1231       | /organisationsnummer | FEL_KONTROLLSIFFRA",
          "organisationsnummer | 16222000-1230     | /organisationsnummer | FEL_FORM",
          "organisationsnummer | SE2220001230      | /organisationsnummer | FEL_FORM",
          "kommuner            | 0136,9999         | /kommuner/1          | OKAND_KOMMUN",
          "kommuner            | 0136,0138,0136    | /kommuner/2          | DUBBLETT",
          "kommuner            | 136               | /kommuner/0          | OKAND_KOMMUN",
          "efterfoljare        | finns-inte        | /efterfoljare        | OKANT_FORBUND",
        })
    void lists_what_is_wrong(String member, String value, String pointer, String code) {
      var body = forbund("Namn");
      body.put("giltigTill", "2023-12-31");
      body.put(member, member.equals("kommuner") ? Arrays.asList(value.split(",")) : value);
      put(kod, body)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains(pointer))
          .body("errors.code", contains(code));
      get(kod).then().statusCode(404);
    }

    @Test
    void refuses_an_organisationsnummer_that_is_a_persons() {
      var body = forbund("Namn");
      body.put("organisationsnummer", "121212-1212");
      put(kod, body).then().statusCode(422).body("type", endsWith(":personnummer"));
    }

    @Test
    void refuses_an_end_before_the_start() {
      var body = forbund("Namn");
      body.put("giltigFran", "2023-06-01");
      body.put("giltigTill", "2023-05-31");
      put(kod, body).then().statusCode(422).body("errors.pointer", contains("/giltigTill"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "a_b", "a.b"})
    void refuses_a_code_of_another_form(String other) {
      put(other, forbund("Namn"))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{forbund}"));
      put("a".repeat(65), forbund("Namn")).then().statusCode(422);
    }

    @Test
    void tells_a_merger_as_a_dated_fact() {
      put(kod + "-ny", forbund("Det nya")).then().statusCode(201);
      var tag = put(kod, forbund("Det gamla")).header("ETag");
      var ended = forbund("Det gamla");
      ended.put("efterfoljare", kod + "-ny");
      put(kod, ended, "If-Match", tag)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/giltigTill"));
      ended.put("giltigTill", "2023-12-31");
      put(kod, ended, "If-Match", tag)
          .then()
          .statusCode(200)
          .body("efterfoljare", equalTo(kod + "-ny"))
          .body("giltigTill", equalTo("2023-12-31"));
      ended.put("efterfoljare", kod);
      put(kod, ended, "If-Match", "*")
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/efterfoljare"));
    }
  }

  @Nested
  class Get {
    @Test
    void of_one_is_answered_with_304_to_who_has_it() {
      var tag = put(kod, forbund("Namn")).header("ETag");
      for (var has : List.of(tag, "W/" + tag, "*")) {
        som(Token.forbund(kod))
            .header("If-None-Match", has)
            .get(ROT + "/forbund/" + kod)
            .then()
            .statusCode(304)
            .header("ETag", tag);
      }
    }

    @Test
    void tells_it_as_it_was_known_then() {
      var first = put(kod, forbund("Namn"));
      var second = put(kod, forbund("Nytt"), "If-Match", first.header("ETag"));
      var t1 = Instant.parse(first.path("mottagen"));
      var t2 = Instant.parse(second.path("mottagen"));
      per("/" + kod, t1.minusNanos(1000)).then().statusCode(404);
      per("/" + kod, t1).then().statusCode(200).body("namn", equalTo("Namn"));
      per("/" + kod, t2.minusNanos(1000)).then().body("namn", equalTo("Namn"));
      per("/" + kod, t2).then().body("namn", equalTo("Nytt"));
      per("/" + kod, "2023-01-01").then().statusCode(404);
      per("/" + kod, "2199-01-01").then().statusCode(422);
      per("", "2023-01-01").then().statusCode(200).body("forbund", empty());
    }

    @Test
    void of_all_lists_those_of_the_caller_in_order_and_in_pages() {
      for (var k : List.of("-c", "-a", "-b")) {
        put(kod + k, forbund("Namn " + k)).then().statusCode(201);
      }
      var token = Token.forbund(kod + "-c", kod + "-a", kod + "-b", "finns-inte");
      som(token)
          .get(ROT + "/forbund?limit=2&offset=1")
          .then()
          .body("forbund.kod", contains(kod + "-b", kod + "-c"))
          .body("_meta.antal", equalTo(3))
          .body("_links.prev.href", endsWith("limit=2&offset=0"))
          .body("_links.next", nullValue());
      som(Token.forbund()).get(ROT + "/forbund").then().statusCode(200).body("forbund", empty());
      var all = som(Token.forsakringskassan()).get(ROT + "/forbund?limit=500").jsonPath();
      assertThat(all.<String>getList("forbund.kod"))
          .contains(kod + "-a")
          .hasSize(all.getInt("_meta.antal"));
      assertThat(
              som(Token.nationellaRadet()).get(ROT + "/forbund").jsonPath().getInt("_meta.antal"))
          .isEqualTo(all.getInt("_meta.antal"));
    }
  }

  private static Response put(String kod, Map<String, Object> body, String... header) {
    var request = som(Token.forsakringskassan()).body(body);
    if (header.length > 0) {
      request.header(header[0], header[1]);
    }
    return request.put(ROT + "/forbund/" + kod);
  }

  private static Response get(String kod) {
    return som(Token.forsakringskassan()).get(ROT + "/forbund/" + kod);
  }

  private static Response per(String path, Object t) {
    return som(Token.forsakringskassan())
        .queryParam("perTidpunkt", t.toString())
        .get(ROT + "/forbund" + path);
  }
}
