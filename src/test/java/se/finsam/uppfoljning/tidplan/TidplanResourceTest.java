package se.finsam.uppfoljning.tidplan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/** The time plan of a quarter (contract section 5; R16). */
@QuarkusTest
class TidplanResourceTest {
  private static int number;
  private static boolean emptied;

  private String kvartal;

  @BeforeEach
  void a_quarter_whose_plan_nobody_has_set() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    number++;
    kvartal = 2030 + number / 4 + "K" + (1 + number % 4);
  }

  @Nested
  class The_defaults {
    @Test
    void can_be_read_as_any_plan() {
      get("2023K4")
          .then()
          .statusCode(200)
          .header("ETag", startsWith("\"standard-2023K4"))
          .body("kvartal", equalTo("2023K4"))
          .body("forfaller", equalTo("2024-01-15"))
          .body("senEfter", equalTo("2024-01-15"))
          .body("lases", equalTo("2030-12-31"))
          .body("standard", equalTo(true))
          .body("version", nullValue())
          .body("mottagen", nullValue())
          .body("perTidpunkt", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
      "2023-09-30,                  EJ_PABORJAT",
      "2023-09-30T21:59:59.999999Z, EJ_PABORJAT",
      "2023-09-30T22:00:00Z,        OPPET",
      "2024-01-15,                  OPPET",
      "2024-01-15T22:59:59.999999Z, OPPET",
      "2024-01-15T23:00:00Z,        SENT",
      "2024-01-16,                  SENT",
    })
    void tell_where_the_quarter_stood(String perTidpunkt, String lage) {
      per("/2023K4", perTidpunkt).then().statusCode(200).body("lage", equalTo(lage));
    }

    @Test
    void have_another_tag_when_the_quarter_stands_elsewhere() {
      var open = per("/2023K4", "2024-01-15").header("ETag");
      assertThat(per("/2023K4", "2024-01-14").header("ETag")).isEqualTo(open);
      assertThat(per("/2023K4", "2024-01-16").header("ETag")).isNotEqualTo(open);
      som("forsakringskassan")
          .header("If-None-Match", open)
          .queryParam("perTidpunkt", "2024-01-10")
          .get(Land.ROT + "/tidplaner/2023K4")
          .then()
          .statusCode(304);
    }

    @Test
    void are_of_any_quarter_that_there_is() {
      get("2023-Q4").then().statusCode(200).body("kvartal", equalTo("2023K4"));
      get("2199K4").then().statusCode(200).body("lage", equalTo("EJ_PABORJAT"));
      get("2200K4").then().statusCode(200).body("lases", equalTo("2207-12-31"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022K4", "2023K5", "2201K1", "2023", "2023k4", "x"})
    void are_of_no_other(String kvartal) {
      get(kvartal).then().statusCode(404);
      get(kvartal + "/versioner").then().statusCode(404);
      put(kvartal, plan("2024-01-15", null, null)).then().statusCode(404);
    }
  }

  @Nested
  class Put {
    @Test
    void of_the_first_plan_answers_201_and_needs_no_tag() {
      put(kvartal, plan("2090-01-15", "2090-01-20", "2090-04-30"))
          .then()
          .statusCode(201)
          .header("Location", endsWith("/tidplaner/" + kvartal))
          .header("ETag", get(kvartal).header("ETag"))
          .body("forfaller", equalTo("2090-01-15"))
          .body("senEfter", equalTo("2090-01-20"))
          .body("lases", equalTo("2090-04-30"))
          .body("standard", equalTo(false))
          .body("version", equalTo(1))
          .body("mottagen", notNullValue())
          .body("perTidpunkt", notNullValue());
      get(kvartal).then().body("lases", equalTo("2090-04-30")).body("version", equalTo(1));
    }

    @Test
    void takes_what_is_not_said_from_the_due_day_and_the_default() {
      put("2023K1", plan("2023-04-20", null, null))
          .then()
          .statusCode(201)
          .body("senEfter", equalTo("2023-04-20"))
          .body("lases", equalTo("2030-12-31"));
      put("2023K2", Map.of("forfaller", "2023-07-20"))
          .then()
          .statusCode(201)
          .body("senEfter", equalTo("2023-07-20"));
    }

    @Test
    void of_the_defaults_themselves_is_a_decision_too() {
      var standard = get(kvartal).jsonPath();
      var body =
          plan(
              standard.getString("forfaller"),
              standard.getString("senEfter"),
              standard.getString("lases"));
      put(kvartal, body).then().statusCode(201).body("standard", equalTo(false));
    }

    @Test
    void of_the_first_plan_heeds_the_tag_of_the_defaults() {
      put(kvartal, plan("2090-01-15", null, "2090-02-01"), "If-Match", "\"v1\"")
          .then()
          .statusCode(412);
      put(kvartal, plan("2090-01-15", null, "2090-02-01"), "If-Match", get(kvartal).header("ETag"))
          .then()
          .statusCode(201);
    }

    @Test
    void of_a_later_plan_needs_the_tag() {
      var first =
          put(kvartal, plan("2090-01-15", null, "2090-04-30"), "If-None-Match", "*").header("ETag");
      var later = plan("2090-01-16", null, "2090-04-30");
      put(kvartal, later).then().statusCode(428);
      put(kvartal, later, "If-None-Match", "*").then().statusCode(412);
      put(kvartal, later, "If-Match", "\"standard-" + kvartal + "\"").then().statusCode(412);
      var second = put(kvartal, later, "If-Match", first);
      second.then().statusCode(200).body("version", equalTo(2));
      assertThat(second.header("ETag")).isNotEqualTo(first);
      put(kvartal, later, "If-Match", first).then().statusCode(412);
      put(kvartal, later, "If-Match", second.header("ETag"))
          .then()
          .statusCode(200)
          .header("ETag", second.header("ETag"))
          .body("version", equalTo(2));
      get(kvartal + "/versioner").then().body("versioner", hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "2028-10-02 | 2028-10-02 | 2028-10-02 |                         | ",
          "2028-10-01 | 2029-01-20 | 2029-04-30 | /forfaller              | FORE_KVARTALET",
          "2028-09-30 | 2029-01-20 | 2029-04-30 | /forfaller              | FORE_KVARTALET",
          "2029-01-15 | 2029-01-14 | 2029-04-30 | /senEfter               | FORE_FORFALLER",
          "2029-01-15 | 2029-01-20 | 2029-01-19 | /lases                  | FORE_SEN_EFTER",
          "2029-01-15 |            | 2029-01-14 | /lases                  | FORE_SEN_EFTER",
          "2036-01-01 |            |            | /lases                  | FORE_SEN_EFTER",
          "2029-01-15 | 2029-01-14 | 2029-01-14 | /senEfter,/lases        | FORE_FORFALLER,FORE_SEN_EFTER",
          "2028-09-15 | 2028-09-14 | 2028-09-13 | /forfaller,/senEfter,/lases | FORE_KVARTALET,FORE_FORFALLER,FORE_SEN_EFTER",
        })
    void refuses_days_out_of_order(
        String forfaller, String senEfter, String lases, String pointers, String codes) {
      var answer = put("2028K4", plan(forfaller, senEfter, lases), "If-Match", "*").then();
      if (pointers == null) {
        answer.statusCode(201);
      } else {
        answer
            .statusCode(422)
            .body("errors.pointer", contains(pointers.split(",")))
            .body("errors.code", contains(codes.split(",")));
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}                                                        | 422 | /forfaller",
          "{\"forfaller\":null,\"lases\":\"1999-01-01\"}             | 422 | /forfaller",
          "{\"forfaller\":\"2024-02-30\"}                            | 400 | /forfaller",
          "{\"forfaller\":20240115}                                  | 400 | /forfaller",
          "{\"forfaller\":\"2024-01-15T10:00:00Z\"}                  | 400 | /forfaller",
          "{\"forfaller\":\"2090-01-15\",\"lases\":\"9999-12-31\"}   | 400 | /lases",
          "{\"forfaller\":\"2090-01-15\",\"senEfter\":true,\"lases\":\"2090-02-01\"} | 400 | /senEfter",
          "{\"forfaller\":\"2090-01-15\",\"sent\":\"2090-01-15\",\"lases\":\"2090-02-01\"} | 400 | /sent",
        })
    void refuses_what_is_no_plan(String body, int status, String pointer) {
      var answer =
          som("forsakringskassan").body(body.strip()).put(Land.ROT + "/tidplaner/" + kvartal);
      answer.then().statusCode(status);
      if (!body.contains("1999")) {
        answer.then().body("errors.pointer", contains(pointer));
      }
      get(kvartal).then().body("standard", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({
      "2199-01-15, 2199-01-15, 2199-01-15, OPPET",
      "2024-01-15, 2199-01-15, 2199-01-15, FORFALLET",
      "2024-01-15, 2024-01-15, 2199-01-15, SENT",
      "2024-01-15, 2024-01-15, 2024-01-15, LAST",
    })
    void moves_the_quarter_at_once(String forfaller, String senEfter, String lases, String lage) {
      put("2023K3", plan(forfaller, senEfter, lases), "If-Match", get("2023K3").header("ETag"))
          .then()
          .body("lage", equalTo(lage));
      get("2023K3").then().body("lage", equalTo(lage));
    }
  }

  @Nested
  class As_of {
    @Test
    void a_past_instant_the_plan_is_what_it_was() {
      var first = put(kvartal, plan("2090-01-15", null, "2090-04-30"));
      var t1 = Instant.parse(first.path("mottagen"));
      var second =
          put(kvartal, plan("2090-02-15", null, "2090-05-31"), "If-Match", first.header("ETag"));
      var t2 = Instant.parse(second.path("mottagen"));
      per("/" + kvartal, t1.minusNanos(1000)).then().body("standard", equalTo(true));
      per("/" + kvartal, t1)
          .then()
          .header("ETag", first.header("ETag"))
          .body("lases", equalTo("2090-04-30"))
          .body("perTidpunkt", equalTo(t1.toString()));
      per("/" + kvartal, t2.minusNanos(1000)).then().body("version", equalTo(1));
      per("/" + kvartal, t2).then().body("lases", equalTo("2090-05-31"));
      per("/" + kvartal + "/versioner", t1).then().body("versioner.version", contains(1));
    }
  }

  @Nested
  class Versioner {
    @Test
    void tell_who_when_and_what() {
      var first = put(kvartal, plan("2090-01-15", "2090-01-20", "2090-04-30"));
      put(kvartal, plan("2090-01-16", null, "2090-04-30"), "If-Match", first.header("ETag"));
      get(kvartal + "/versioner")
          .then()
          .statusCode(200)
          .body("versioner.version", contains(1, 2))
          .body("versioner.forfaller", contains("2090-01-15", "2090-01-16"))
          .body("versioner.senEfter", contains("2090-01-20", "2090-01-16"))
          .body("versioner.lases", contains("2090-04-30", "2090-04-30"))
          .body("versioner[0].mottagen", equalTo(first.path("mottagen")))
          .body("versioner.avsandare", everyItem(startsWith("test-")))
          .body("versioner.roll", everyItem(equalTo("forsakringskassan")))
          .body("_meta.antal", equalTo(2))
          .body("_links.self.href", endsWith(kvartal + "/versioner"));
    }

    @Test
    void of_the_defaults_are_none() {
      get(kvartal + "/versioner").then().statusCode(200).body("versioner", empty());
    }
  }

  @Nested
  class Lista {
    @Test
    void of_a_year_has_its_four_quarters() {
      get("?ar=2050")
          .then()
          .statusCode(200)
          .body("tidplaner.kvartal", contains("2050K4", "2050K3", "2050K2", "2050K1"))
          .body("tidplaner.lage", everyItem(equalTo("EJ_PABORJAT")))
          .body("_meta.antal", equalTo(4));
    }

    @ParameterizedTest
    @CsvSource({
      "2022-12-31T22:59:59.999999Z, ''",
      "2022-12-31T23:00:00Z,        2023K1",
      "2023-03-31T21:59:59.999999Z, 2023K1",
      "2023-03-31T22:00:00Z,        '2023K2,2023K1'",
      "2024-01-01,                  '2024K1,2023K4,2023K3,2023K2,2023K1'",
    })
    void without_a_year_goes_back_from_the_quarter_under_way(String perTidpunkt, String kvartal) {
      var lista = per("", perTidpunkt).jsonPath();
      assertThat(String.join(",", lista.getList("tidplaner.kvartal", String.class)))
          .isEqualTo(kvartal);
      assertThat(lista.getInt("_meta.antal")).isEqualTo(lista.getList("tidplaner.kvartal").size());
    }

    @Test
    void is_told_in_pages() {
      get("?ar=2024&limit=3&offset=2")
          .then()
          .body("tidplaner.kvartal", contains("2024K2", "2024K1"))
          .body("_meta.antal", equalTo(4))
          .body("_links.prev", notNullValue())
          .body("_links.next", nullValue());
      get("?ar=2024&limit=0&offset=-1").then().statusCode(400);
    }

    @Test
    void has_the_set_and_the_default_side_by_side() {
      put("2060K2", plan("2060-07-01", "2060-07-02", "2060-07-03")).then().statusCode(201);
      get("?ar=2060")
          .then()
          .body("tidplaner.standard", contains(true, true, false, true))
          .body("tidplaner[2].lases", equalTo("2060-07-03"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022", "2201", "24", "x", "2024K1", "%202024"})
    void of_what_is_no_year_is_refused(String ar) {
      given()
          .auth()
          .oauth2(Token.forsakringskassan())
          .urlEncodingEnabled(false)
          .get(Land.ROT + "/tidplaner?ar=" + ar)
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("{ar}"));
    }
  }

  @Nested
  class Who {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "forbundssystem",
          "forbundsadministrator",
          "deltagaransvarig",
          "forsakringskassan",
          "nationella-radet"
        })
    void reads(String roll) {
      for (var path : List.of("", "/2023K4", "/2023K4/versioner")) {
        som(roll).get(Land.ROT + "/tidplaner" + path).then().statusCode(200);
      }
    }

    @Test
    void does_not() {
      for (var path : List.of("", "/2023K4", "/2023K4/versioner")) {
        som("forskare").get(Land.ROT + "/tidplaner" + path).then().statusCode(403);
        given().get(Land.ROT + "/tidplaner" + path).then().statusCode(401);
      }
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
    void does_not_write(String roll) {
      som(roll)
          .body(plan("2090-01-15", null, null))
          .put(Land.ROT + "/tidplaner/" + kvartal)
          .then()
          .statusCode(403);
      get(kvartal).then().body("standard", equalTo(true));
    }

    @Test
    void writes_with_another_role_too() {
      Land.som(Token.med(Set.of("forsakringskassan", "forbundssystem"), "a"))
          .body(plan("2090-01-15", null, "2090-02-01"))
          .put(Land.ROT + "/tidplaner/" + kvartal)
          .then()
          .statusCode(201);
      get(kvartal + "/versioner")
          .then()
          .body("versioner.roll", containsInAnyOrder("forsakringskassan"));
    }
  }

  private static Map<String, Object> plan(String forfaller, String senEfter, String lases) {
    var plan = new LinkedHashMap<String, Object>();
    plan.put("forfaller", forfaller);
    plan.put("senEfter", senEfter);
    plan.put("lases", lases);
    return plan;
  }

  private static io.restassured.specification.RequestSpecification som(String roll) {
    return Land.som(Token.med(roll, "a"));
  }

  private static Response get(String path) {
    return som("forsakringskassan")
        .get(Land.ROT + "/tidplaner" + (path.startsWith("?") ? "" : "/") + path);
  }

  private static Response per(String path, Object perTidpunkt) {
    return som("forsakringskassan")
        .queryParam("perTidpunkt", perTidpunkt.toString())
        .get(Land.ROT + "/tidplaner" + path);
  }

  private static Response put(String kvartal, Object body, String... header) {
    var request = som("forsakringskassan").body(body);
    if (header.length > 0) {
      request.header(header[0], header[1]);
    }
    return request.put(Land.ROT + "/tidplaner/" + kvartal);
  }
}
