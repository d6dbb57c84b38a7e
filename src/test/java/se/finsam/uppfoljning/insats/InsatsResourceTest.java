package se.finsam.uppfoljning.insats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.strukturovergripande;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Forbund;
import se.finsam.uppfoljning.Token;

/** A förbund's insatser (contract section 4; rules R1, R2, R3, R4, R5, R7, R10, R11). */
@QuarkusTest
class InsatsResourceTest {
  private static int number;
  private static boolean emptied;

  private Forbund a;

  @BeforeEach
  void a_forbund_without_insatser() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    a = forbund("f" + ++number);
  }

  @Nested
  class Put {
    @Test
    void of_a_new_one_answers_201_with_its_address_and_tag() {
      var body =
          individinriktad("Ungdomsteamet", "UNGA_FUNKTIONSNEDSATTNING", "LANGTIDSSJUKSKRIVNA");
      body.put("parter", List.of("REGION", "KOMMUN"));
      put("ungdom", body)
          .then()
          .statusCode(201)
          .header("Location", endsWith(a.path() + "/insatser/ungdom"))
          .header("ETag", get("ungdom").header("ETag"))
          .body("insats", equalTo("ungdom"))
          .body("forbund", equalTo(a.kod()))
          .body("namn", equalTo("Ungdomsteamet"))
          .body("inriktning", equalTo("INDIVIDINRIKTAD"))
          .body("preciseradInriktning", equalTo("ARBETSLIVSINRIKTAD_INSATS"))
          .body("malgrupper", contains("LANGTIDSSJUKSKRIVNA", "UNGA_FUNKTIONSNEDSATTNING"))
          .body("uppfoljningsmetod", equalTo("ANTAL_PER_KON"))
          .body("esfFinansiering", equalTo(false))
          .body("insatsagare", equalTo("KOMMUN"))
          .body("parter", contains("KOMMUN", "REGION"))
          .body("startdatum", equalTo("2023-01-01"))
          .body("slutdatum", nullValue())
          .body("version", equalTo(1));
    }

    @Test
    void of_an_existing_one_with_its_tag_answers_200_and_a_new_version() {
      var first = put("x", individinriktad("Namn"));
      var second = put("x", individinriktad("Nytt namn"), "If-Match", first.header("ETag"));
      second.then().statusCode(200).body("namn", equalTo("Nytt namn")).body("version", equalTo(2));
      assertThat(second.header("ETag")).isNotEqualTo(first.header("ETag"));
      assertThat(get("x").header("ETag")).isEqualTo(second.header("ETag"));
    }

    @Test
    void of_what_it_is_already_changes_nothing() {
      var body = individinriktad("Namn", "LANGTIDSSJUKSKRIVNA", "UNGA_FUNKTIONSNEDSATTNING");
      var tag = put("x", body).header("ETag");
      body.put("malgrupper", List.of("UNGA_FUNKTIONSNEDSATTNING", "LANGTIDSSJUKSKRIVNA"));
      put("x", body, "If-Match", tag)
          .then()
          .statusCode(200)
          .header("ETag", tag)
          .body("version", equalTo(1));
    }

    @Test
    void of_an_existing_one_without_a_tag_is_428() {
      put("x", individinriktad("Namn"));
      put("x", individinriktad("Nytt"))
          .then()
          .statusCode(428)
          .body("type", endsWith(":forhandsvillkor-kravs"));
      get("x").then().body("namn", equalTo("Namn"));
    }

    @Test
    void with_a_tag_that_is_not_the_present_one_is_412() {
      var first = put("x", individinriktad("Namn")).header("ETag");
      var second = put("x", individinriktad("Nytt"), "If-Match", first).header("ETag");
      var stale = List.of(first, "W/" + second, "\"v0\"", second.replace("\"", ""), "\"\"", "x, y");
      for (var tag : stale) {
        put("x", individinriktad("Nyare"), "If-Match", tag).then().statusCode(412);
      }
      get("x").then().body("namn", equalTo("Nytt"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "If-Match      | TAG            | 200 | 412",
          "If-Match      | \"other\", TAG | 200 | 412",
          "If-Match      | *              | 200 | 412",
          "If-Match      | W/TAG          | 412 | 412",
          "If-None-Match | *              | 412 | 201",
          "If-None-Match | TAG            | 412 | 201",
          "If-None-Match | W/TAG          | 412 | 201",
          "If-None-Match | \"other\"      | 428 | 201",
        })
    void heeds_what_is_said_of_what_is_there(String header, String value, int there, int missing) {
      var tag = put("x", individinriktad("Namn")).header("ETag");
      var said = value.replace("TAG", tag);
      put("x", individinriktad("Nytt"), header, said).then().statusCode(there);
      put("y", individinriktad("Annat"), header, said).then().statusCode(missing);
      get("y").then().statusCode(missing == 201 ? 200 : 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "å", "a_b", "a.b", "a%20b", "a%2Fb"})
    void under_an_id_of_another_form_is_refused(String id) {
      var status =
          a.som()
              .urlEncodingEnabled(false)
              .body(individinriktad("Namn"))
              .put(a.path() + "/insatser/" + id.replace("å", "%C3%A5"))
              .statusCode();
      assertThat(status).isIn(404, 422);
      a.som().get(a.path() + "/insatser").then().body("_meta.antal", equalTo(0));
    }

    @Test
    void under_an_id_of_at_most_64_characters() {
      put("a".repeat(64), individinriktad("Namn")).then().statusCode(201);
      put("a".repeat(65), individinriktad("Annat"))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{insats}"));
    }
  }

  @Nested
  class The_rules {
    @Test
    void R1_what_is_chosen_once_cannot_be_changed() {
      var tag = put("x", individinriktad("Namn")).header("ETag");
      var other = strukturovergripande("Namn");
      other.put("esfFinansiering", true);
      put("x", other, "If-Match", tag)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/inriktning", "/uppfoljningsmetod", "/esfFinansiering"))
          .body("errors.code", contains("OFORANDERLIG", "OFORANDERLIG", "OFORANDERLIG"));
    }

    @Test
    void R1_everything_else_may() {
      var tag = put("x", individinriktad("Namn", "LANGTIDSSJUKSKRIVNA")).header("ETag");
      var other = individinriktad("Nytt", "UNGA_AKTIVITETSERSATTNING");
      other.put("preciseradInriktning", "FORBEREDANDE_INSATS");
      other.put("insatsagare", "REGION");
      other.put("parter", List.of("REGION", "ARBETSFORMEDLINGEN"));
      other.put("startdatum", "2023-02-01");
      other.put("slutdatum", "2024-12-31");
      put("x", other, "If-Match", tag)
          .then()
          .statusCode(200)
          .body("preciseradInriktning", equalTo("FORBEREDANDE_INSATS"))
          .body("malgrupper", contains("UNGA_AKTIVITETSERSATTNING"))
          .body("slutdatum", equalTo("2024-12-31"));
    }

    @Test
    void R2_both_kinds_are_two_insatser_with_different_names() {
      put("x", individinriktad("Teamet")).then().statusCode(201);
      put("y", strukturovergripande("Teamet")).then().statusCode(422);
      put("y", strukturovergripande("Teamet, struktur")).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
      "INDIVIDINRIKTAD,      ARBETSLIVSINRIKTAD_INSATS,    ANTAL_PER_KON, ",
      "INDIVIDINRIKTAD,      FORBEREDANDE_INSATS,          ANTAL_PER_KON, ",
      "INDIVIDINRIKTAD,      FOREBYGGANDE_INSATS,          ANTAL_PER_KON, ",
      "INDIVIDINRIKTAD,      IDENTIFIERA_INDIVIDENS_BEHOV, ANTAL_PER_KON, ",
      "INDIVIDINRIKTAD,      KOMPETENSHOJANDE_INSATS,      ANTAL_PER_KON, /preciseradInriktning",
      "INDIVIDINRIKTAD,      ARBETSLIVSINRIKTAD_INSATS,    ANTAL_TOTALT,  /uppfoljningsmetod",
      "STRUKTUROVERGRIPANDE, KOMPETENSHOJANDE_INSATS,      ANTAL_TOTALT,  ",
      "STRUKTUROVERGRIPANDE, BEHOVSANALYS,                 ANTAL_TOTALT,  ",
      "STRUKTUROVERGRIPANDE, UTVECKLA_SAMVERKAN,           ANTAL_TOTALT,  ",
      "STRUKTUROVERGRIPANDE, FOREBYGGANDE_INSATS,          ANTAL_TOTALT,  /preciseradInriktning",
      "STRUKTUROVERGRIPANDE, BEHOVSANALYS,                 ANTAL_PER_KON, /uppfoljningsmetod",
    })
    void R3_and_R5_the_finer_orientation_and_the_method_belong_to_the_inriktning(
        String inriktning, String preciserad, String metod, String fault) {
      var body = individinriktad("Namn");
      body.put("inriktning", inriktning);
      body.put("preciseradInriktning", preciserad);
      body.put("uppfoljningsmetod", metod);
      expect(body, fault, "FEL_INRIKTNING");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "                                                                          |               | ",
          "LANGTIDSSJUKSKRIVNA                                                       |               | ",
          "LANGTIDSSJUKSKRIVNA,UNGA_AKTIVITETSERSATTNING,UNGA_FUNKTIONSNEDSATTNING   |               | ",
          "LANGTIDSSJUKSKRIVNA,LANGTIDSSJUKSKRIVNA                                   | /malgrupper/1 | DUBBLETT",
          "LANGTIDSSJUKSKRIVNA,FINNS_INTE                                            | /malgrupper/1 | OKAND_MALGRUPP",
          "langtidssjukskrivna                                                       | /malgrupper/0 | OKAND_MALGRUPP",
        })
    void R4_none_or_several_malgrupper(String koder, String fault, String code) {
      expect(
          individinriktad("Namn", koder == null ? new String[0] : koder.split(",")), fault, code);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "KOMMUN,REGION                                      |         | ",
          "KOMMUN,REGION,ARBETSFORMEDLINGEN,FORSAKRINGSKASSAN |         | ",
          "KOMMUN                                             | /parter | FOR_FA_PARTER",
          "KOMMUN,KOMMUN                                      | /parter | DUBBLETT",
          "REGION,ARBETSFORMEDLINGEN                          | /parter | INSATSAGARE_SAKNAS",
          "KOMMUN,LANSSTYRELSEN                               | /parter/1 | OKANT_VARDE",
        })
    void R7_at_least_two_parties_the_owner_among_them(String parter, String fault, String code) {
      var body = individinriktad("Namn");
      body.put("parter", Arrays.asList(parter.split(",")));
      expect(body, fault, code);
    }

    @Test
    void R7_is_not_asked_where_the_forbund_does_not_say() {
      put("x", individinriktad("Namn")).then().statusCode(201).body("parter", empty());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Ungdomsteamet Åre",
          "ungdomsteamet åre",
          " Ungdomsteamet Åre ",
          "Ungdomsteamet A\u030are"
        })
    void R10_a_name_is_unique_in_the_forbund(String namn) {
      put("x", individinriktad("Ungdomsteamet Åre")).then().statusCode(201);
      expect(individinriktad(namn), "/namn", "NAMN_UPPTAGET");
      var b = forbund("f" + ++number);
      b.som().body(individinriktad(namn)).put(b.path() + "/insatser/ny").then().statusCode(201);
    }

    @Test
    void R10_a_name_is_free_again_when_it_is_given_up() {
      var tag = put("x", individinriktad("Namn")).header("ETag");
      put("x", individinriktad("Annat"), "If-Match", tag).then().statusCode(200);
      put("y", individinriktad("Namn")).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
      "2023-01-01, 2023-01-01, ",
      "2023-01-01, 2030-12-31, ",
      "2019-05-05, 2023-01-01, ",
      "2023-01-02, 2023-01-01, /slutdatum",
    })
    void R11_the_end_is_not_before_the_start(String start, String slut, String fault) {
      var body = individinriktad("Namn");
      body.put("startdatum", start);
      body.put("slutdatum", slut);
      expect(body, fault, "FORE_START");
    }

    @ParameterizedTest
    @CsvSource({
      "2023-06-30,           , ",
      "2023-07-01,           , /startdatum",
      "2023-01-01, 2023-10-01, ",
      "2023-01-01, 2023-09-30, /slutdatum",
    })
    void R11_what_is_registered_stays_within_the_life(String start, String slut, String fault) {
      a.medSatsning("x");
      a.registrerar("2023K2", rad("x", 1)).then().statusCode(201);
      a.registrerar("2023K4", rad("x", 1)).then().statusCode(201);
      var body = strukturovergripande("Satsningen x");
      body.put("startdatum", start);
      body.put("slutdatum", slut);
      var answer = put("x", body, "If-Match", "*").then();
      if (fault == null) {
        answer.statusCode(200);
      } else {
        answer
            .statusCode(422)
            .body("errors.pointer", contains(fault))
            .body("errors.code", contains("REGISTRERING_UTANFOR"));
      }
    }

    private void expect(Map<String, Object> body, String fault, String code) {
      var answer = put("ny", body).then();
      if (fault == null) {
        answer.statusCode(201);
      } else {
        answer
            .statusCode(422)
            .body("errors.pointer", contains(fault))
            .body("errors.code", contains(code));
        get("ny").then().statusCode(404);
      }
    }
  }

  @Nested
  class Get {
    @Test
    void of_one_is_answered_with_304_to_who_has_it() {
      var tag = put("x", individinriktad("Namn")).header("ETag");
      for (var has : List.of(tag, "W/" + tag, "*", "\"a\", " + tag)) {
        a.som()
            .header("If-None-Match", has)
            .get(a.path() + "/insatser/x")
            .then()
            .statusCode(304)
            .header("ETag", tag)
            .body(equalTo(""));
      }
      a.som().header("If-None-Match", "\"a\"").get(a.path() + "/insatser/x").then().statusCode(200);
    }

    @Test
    void of_one_tells_it_as_it_was_known_then() {
      var first = put("x", individinriktad("Namn"));
      var second = put("x", individinriktad("Nytt"), "If-Match", first.header("ETag"));
      var t1 = Instant.parse(first.path("mottagen"));
      var t2 = Instant.parse(second.path("mottagen"));
      per("x", t1.minusNanos(1000)).then().statusCode(404);
      per("x", t1)
          .then()
          .statusCode(200)
          .body("namn", equalTo("Namn"))
          .header("ETag", first.header("ETag"));
      per("x", t2.minusNanos(1000)).then().body("namn", equalTo("Namn"));
      per("x", t2).then().body("namn", equalTo("Nytt"));
      per("", t1).then().body("insatser.namn", contains("Namn")).body("_meta.antal", equalTo(1));
      per("", t1.minusNanos(1000)).then().body("insatser", empty()).body("_meta.antal", equalTo(0));
    }

    @Test
    void of_all_is_in_order_and_in_pages() {
      for (int i = 1; i <= 7; i++) {
        put("i" + i, individinriktad("Insats " + i));
      }
      a.som()
          .get(a.path() + "/insatser?limit=3&offset=3")
          .then()
          .body("insatser.insats", contains("i4", "i5", "i6"))
          .body("_meta.antal", equalTo(7))
          .body("_meta.limit", equalTo(3))
          .body("_meta.offset", equalTo(3))
          .body("_links.first.href", endsWith("offset=0"))
          .body("_links.prev.href", endsWith("offset=0"))
          .body("_links.next.href", endsWith("offset=6"))
          .body("_links.last.href", endsWith("offset=6"))
          .body("_links.values().method", contains("GET", "GET", "GET", "GET", "GET"));
      a.som()
          .get(a.path() + "/insatser")
          .then()
          .body("insatser", hasSize(7))
          .body("_links.next", nullValue())
          .body("_links.prev", nullValue());
      a.som().get(a.path() + "/insatser?offset=100").then().body("insatser", empty());
    }

    @Test
    void is_for_the_system_owner_too() {
      put("x", individinriktad("Namn"));
      Land.som(Token.forsakringskassan()).get(a.path() + "/insatser/x").then().statusCode(200);
    }
  }

  @Nested
  class Delete {
    @Test
    void of_one_without_registrations_answers_204_and_it_is_known_as_of_before() {
      var mottagen = Instant.parse(put("x", individinriktad("Namn")).path("mottagen"));
      delete("x").then().statusCode(204);
      get("x").then().statusCode(404);
      delete("x").then().statusCode(404);
      per("x", mottagen).then().statusCode(200).body("namn", equalTo("Namn"));
    }

    @Test
    void lets_id_and_name_be_used_again_for_another_kind() {
      put("x", individinriktad("Namn"));
      delete("x");
      put("x", strukturovergripande("Namn")).then().statusCode(201).body("version", equalTo(1));
      a.registrerar("2023K4", rad("x", 3)).then().statusCode(201);
    }

    @Test
    void of_one_with_registrations_is_409_even_when_they_are_withdrawn() {
      a.medInsats("x").registrerar("2023K4", rad("x", kvinnor(0, 0, 0), man(0, 0, 0)));
      for (int i = 0; i < 2; i++) {
        delete("x")
            .then()
            .statusCode(409)
            .body("type", endsWith(":konflikt"))
            .body("errors.code", contains("HAR_REGISTRERINGAR"));
        a.registrerarHela("2023K4").then().statusCode(i == 0 ? 201 : 200);
      }
      get("x").then().statusCode(200);
    }

    @Test
    void heeds_a_tag_where_one_is_sent() {
      var tag = put("x", individinriktad("Namn")).header("ETag");
      for (var stale : List.of("\"v0\"", "W/" + tag)) {
        a.som().header("If-Match", stale).delete(a.path() + "/insatser/x").then().statusCode(412);
      }
      a.som().header("If-Match", tag).delete(a.path() + "/insatser/x").then().statusCode(204);
    }

    private Response delete(String id) {
      return a.som().delete(a.path() + "/insatser/" + id);
    }
  }

  private Response put(String id, Map<String, Object> body, String... header) {
    var request = a.som().body(body);
    if (header.length > 0) {
      request.header(header[0], header[1]);
    }
    return request.put(a.path() + "/insatser/" + id);
  }

  private Response get(String id) {
    return a.som().get(a.path() + "/insatser/" + id);
  }

  private Response per(String id, Object t) {
    var path = a.path() + "/insatser" + (id.isEmpty() ? "" : "/" + id);
    return a.som().queryParam("perTidpunkt", t.toString()).get(path);
  }
}
