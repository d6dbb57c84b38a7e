package se.finsam.uppfoljning.registrering;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;
import static se.finsam.uppfoljning.Land.registreringar;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
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
import se.finsam.uppfoljning.Land.Forbund;
import se.finsam.uppfoljning.Token;

/** The main write and what comes of it (contract section 5; rules R5, R11, R12, R13, R17). */
@QuarkusTest
class RegistreringResourceTest {
  private static final String K4 = "2023K4";
  private static int number;
  private static boolean emptied;

  private Forbund a;

  /** A förbund of its own for each test, so that none sees what another registered. */
  @BeforeEach
  void a_forbund_with_two_insatser_for_individuals_and_one_for_structure() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    a = forbund("f" + ++number).medInsats("x").medInsats("y").medSatsning("s");
  }

  @Nested
  class Post {
    @Test
    void answers_201_with_the_receipt_and_its_address() {
      var response =
          a.registrerar(K4, rad("x", kvinnor(12, 3, 2), man(9, 4, 1)), rad("s", 120))
              .then()
              .statusCode(201)
              .body("id", notNullValue())
              .body("forbund", equalTo(a.kod()))
              .body("kvartal", equalTo(K4))
              .body("mottagen", endsWith("Z"))
              .body("provkorning", equalTo(false))
              .body("ejRegistrerade", contains("y"));
      antal(response, 2, 0, 0, 0);
      summor(response, "fore", 0, 0, 0, 0);
      summor(response, "efter", 2, 15, 13, 120);
      var id = response.extract().path("id");
      response.header("Location", endsWith(a.path() + "/kvittenser/" + id));
    }

    @Test
    void of_the_same_values_answers_200_and_is_no_new_version() {
      var body = registreringar(K4, "DELAR", rad("x", kvinnor(1, 1, 1), man(0, 0, 0)), rad("s", 0));
      a.skickar(body).then().statusCode(201);
      var again = a.skickar(body).then().statusCode(200).header("Location", notNullValue());
      antal(again, 0, 0, 2, 0);
      summor(again, "fore", 2, 2, 0, 0);
      summor(again, "efter", 2, 2, 0, 0);
      assertThat(versioner("x").getList("versioner")).hasSize(1);
    }

    @Test
    void counts_what_became_of_each_row() {
      a.medInsats("z").medInsats("w");
      a.registrerar(
          K4,
          rad("x", kvinnor(1, 0, 0), man(0, 0, 0)),
          rad("y", kvinnor(2, 0, 0), man(0, 0, 0)),
          rad("z", kvinnor(4, 0, 0), man(0, 0, 0)));
      var mixed =
          a.registrerarHela(
                  K4,
                  rad("x", kvinnor(1, 0, 0), man(0, 0, 0)),
                  rattad(rad("y", kvinnor(2, 8, 0), man(1, 0, 0))),
                  rad("s", 5))
              .then()
              .statusCode(201)
              .body("ejRegistrerade", contains("w", "z"));
      antal(mixed, 1, 1, 1, 1);
      summor(mixed, "fore", 3, 7, 0, 0);
      summor(mixed, "efter", 3, 11, 1, 5);
    }

    @Test
    void of_parts_leaves_the_rest_alone() {
      a.registrerar(K4, rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
      var parts = a.registrerar(K4, rad("y", kvinnor(2, 0, 0), man(0, 0, 0))).then();
      antal(parts, 1, 0, 0, 0);
      summor(parts, "efter", 2, 3, 0, 0);
      gallande().body("registreringar.insats", contains("x", "y"));
    }

    @Test
    void without_omfattning_is_of_parts() {
      a.registrerar(K4, rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
      var body = registreringar(K4, "DELAR", rad("s", 1));
      body.remove("omfattning");
      antal(a.skickar(body).then().statusCode(201), 1, 0, 0, 0);
    }

    @Test
    void of_the_whole_quarter_withdraws_what_is_not_mentioned_and_keeps_it_in_history() {
      a.registrerar(K4, rad("x", kvinnor(1, 0, 0), man(0, 0, 0)), rad("s", 3));
      a.registrerar("2023K3", rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
      var whole = a.registrerarHela(K4, rad("s", 3)).then().statusCode(201);
      antal(whole, 0, 0, 1, 1);
      whole.body("ejRegistrerade", contains("x", "y"));
      gallande().body("registreringar.kvartal", contains("2023K3", K4));
      get("/registreringar/2023K4/x").then().statusCode(404);
      assertThat(versioner("x").getList("versioner.slag")).containsExactly("NY", "ATERKALLAD");
      assertThat(versioner("x").getMap("versioner[1].deltagare")).isNull();
      antal(a.registrerarHela(K4, rad("s", 3)).then().statusCode(200), 0, 0, 1, 0);
    }

    @Test
    void of_an_empty_quarter_withdraws_all() {
      a.registrerar(K4, rad("s", 3));
      var none = a.registrerarHela(K4).then().statusCode(201);
      antal(none, 0, 0, 0, 1);
      summor(none, "efter", 0, 0, 0, 0);
      antal(a.registrerarHela(K4).then().statusCode(200), 0, 0, 0, 0);
    }

    @Test
    void after_a_withdrawal_registers_anew_even_the_same_values() {
      a.registrerar(K4, rad("s", 3));
      a.registrerarHela(K4);
      antal(a.registrerar(K4, rad("s", 3)).then().statusCode(201), 1, 0, 0, 0);
      assertThat(versioner("s").getList("versioner.slag"))
          .containsExactly("NY", "ATERKALLAD", "NY");
      assertThat(versioner("s").getList("versioner.version")).containsExactly(1, 2, 3);
    }

    @Test
    void back_to_the_first_value_is_a_correction_too() {
      a.registrerar(K4, rad("s", 3));
      a.registrerar(K4, rattad(rad("s", 4)));
      antal(a.registrerar(K4, rattad(rad("s", 3))).then().statusCode(201), 0, 1, 0, 0);
      assertThat(versioner("s").getList("versioner.deltagare.totalt")).containsExactly(3, 4, 3);
    }

    @Test
    void tells_zero_from_nothing() {
      a.registrerar(K4, rad("x", kvinnor(0, 0, 0), man(0, 0, 0)), rad("s", 0))
          .then()
          .statusCode(201)
          .body("ejRegistrerade", contains("y"))
          .body("summor.efter.insatser", equalTo(2));
      get("/registreringar/2023K4/s").then().body("deltagare.totalt", equalTo(0));
    }

    @Test
    void keeps_a_comment_and_does_not_lose_it_when_it_is_not_repeated() {
      a.registrerar(K4, med(rad("s", 3), "kommentar", "Två grupper startade"))
          .then()
          .statusCode(201);
      antal(a.registrerar(K4, rad("s", 3)).then().statusCode(200), 0, 0, 1, 0);
      get("/registreringar/2023K4/s").then().body("kommentar", equalTo("Två grupper startade"));
      var changed = a.registrerar(K4, med(rad("s", 3), "kommentar", "Tre grupper")).then();
      antal(changed.statusCode(201), 0, 1, 0, 0);
      get("/registreringar/2023K4/s").then().body("kommentar", equalTo("Tre grupper"));
      get("/registreringar/2023K4/x").then().statusCode(404);
    }

    @Test
    void is_all_or_nothing() {
      a.registrerar(
              K4,
              rad("x", kvinnor(1, 0, 0), man(0, 0, 0)),
              rad("y", kvinnor(1, 0, 2), man(0, 0, 0)),
              rad("s", 3))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/registreringar/1/deltagare/avslutade/kvinnor"))
          .body("errors.code", contains("FLER_AVSLUTADE"));
      gallande().body("registreringar", empty());
    }

    @Test
    void ends_no_more_than_there_were_and_may_end_them_all() {
      a.registrerar(K4, rad("x", kvinnor(2, 1, 3), man(0, 4, 4))).then().statusCode(201);
      a.registrerar(K4, rad("x", kvinnor(2, 1, 4), man(0, 4, 5)))
          .then()
          .statusCode(422)
          .body(
              "errors.pointer",
              contains(
                  "/registreringar/0/deltagare/avslutade/kvinnor",
                  "/registreringar/0/deltagare/avslutade/man"));
    }

    @Test
    void counts_women_and_men_of_individuals_only_and_a_total_of_staff_only() {
      a.registrerar(K4, rad("x", 3), rad("s", kvinnor(1, 0, 0), man(0, 0, 0)))
          .then()
          .statusCode(422)
          .body(
              "errors.findAll { it.code == 'FEL_SLAG' }.pointer",
              contains(
                  "/registreringar/0/deltagare/totalt",
                  "/registreringar/1/deltagare/pagaendeVidStart",
                  "/registreringar/1/deltagare/nya",
                  "/registreringar/1/deltagare/avslutade"));
    }

    @Test
    void names_each_insats_once() {
      a.registrerar(K4, rad("s", 3), rad("s", 3))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/registreringar/1/insats"))
          .body("errors.code", contains("DUBBLETT"));
    }

    @ParameterizedTest
    @CsvSource({
      "2023-01-01,           , 2023K1, 201",
      "2023-03-31,           , 2023K1, 201",
      "2023-04-01,           , 2023K1, 422",
      "2023-01-01, 2023-10-01, 2023K4, 201",
      "2023-01-01, 2023-09-30, 2023K4, 422",
      "2023-11-11, 2023-11-11, 2023K4, 201",
      "2022-01-01,           , 2024K1, 201",
    })
    void is_of_a_quarter_in_which_the_insats_lived(
        String start, String slut, String kvartal, int status) {
      var insats = individinriktad("Insatsen z");
      insats.put("startdatum", start);
      insats.put("slutdatum", slut);
      var answer =
          a.medInsats("z", insats).registrerar(kvartal, rad("z", kvinnor(0, 0, 0), man(0, 0, 0)));
      answer.then().statusCode(status);
      if (status == 422) {
        answer
            .then()
            .body("errors.pointer", contains("/registreringar/0/insats"))
            .body("errors.code", contains("UTANFOR_INSATSENS_TID"));
      }
    }

    @Test
    void is_of_a_quarter_in_which_the_forbund_lived() {
      Land.som(Token.forsakringskassan())
          .header("If-Match", "*")
          .body(Map.of("namn", "Förbundet", "lan", "01", "giltigTill", "2024-02-01"))
          .put(a.path())
          .then()
          .statusCode(200);
      a.registrerar("2024K1", rad("s", 3)).then().statusCode(201);
      a.registrerar("2024K2", rad("s", 3))
          .then()
          .statusCode(422)
          .body("errors.code", contains("UTANFOR_INSATSENS_TID"));
      get("/registreringar/mall?kvartal=2024K2")
          .then()
          .statusCode(200)
          .body(not(containsString("2024K2")));
    }

    @Test
    void reads_2023_Q4_and_answers_2023K4() {
      a.registrerar("2023-Q4", rad("s", 3)).then().statusCode(201).body("kvartal", equalTo(K4));
      a.registrerar(K4, rad("s", 3)).then().statusCode(200);
      get("/registreringar/2023-Q4/s").then().statusCode(200).body("kvartal", equalTo(K4));
      get("/registreringar?kvartal=2023-Q4").then().body("_meta.antal", equalTo(1));
    }

    @Test
    void takes_the_quarter_that_runs_and_none_that_has_not_begun() {
      var today = LocalDate.now(ZoneId.of("Europe/Stockholm"));
      a.registrerar(kvartal(today), rad("s", 3)).then().statusCode(201);
      a.registrerar(kvartal(today.plusMonths(3)), rad("s", 3))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/kvartal"))
          .body("errors.code", contains("EJ_PABORJAT"));
    }

    @Test
    void of_no_rows_is_refused_unless_it_is_the_whole_quarter() {
      a.registrerar(K4)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/registreringar"))
          .body("errors.code", contains("TOM"));
    }

    private static String kvartal(LocalDate date) {
      return date.getYear() + "K" + ((date.getMonthValue() + 2) / 3);
    }
  }

  @Nested
  class Provkorning {
    @Test
    void says_what_a_real_one_would_and_stores_nothing() {
      a.registrerar(K4, rad("x", kvinnor(1, 0, 0), man(0, 0, 0)), rad("s", 3));
      var body =
          registreringar(
              K4, "HELA_KVARTALET", rad("y", kvinnor(2, 3, 1), man(0, 0, 0)), rattad(rad("s", 4)));
      var before = gallande().extract().asString().replaceAll("perTidpunkt[^,&}]*", "");
      var dry =
          provkor(body)
              .then()
              .statusCode(200)
              .header("Location", nullValue())
              .body("id", nullValue())
              .body("provkorning", equalTo(true))
              .body("mottagen", notNullValue());
      var after = gallande().extract().asString().replaceAll("perTidpunkt[^,&}]*", "");
      assertThat(after).isEqualTo(before);
      var real = a.skickar(body).then().statusCode(201);
      assertThat(comparable(dry)).isEqualTo(comparable(real));
      antal(real, 1, 1, 0, 1);
    }

    @Test
    void finds_the_same_faults() {
      var body = registreringar(K4, "DELAR", rad("x", 3), rad("s", -1), rad("finns-inte", 1));
      var dry = provkor(body).then().statusCode(422).extract().jsonPath().getList("errors");
      var real = a.skickar(body).then().statusCode(422).extract().jsonPath().getList("errors");
      assertThat(dry).isEqualTo(real).hasSizeGreaterThan(3);
    }

    @Test
    void uses_up_no_key() {
      var body = registreringar(K4, "DELAR", rad("s", 3));
      a.som()
          .header("Idempotency-Key", "k")
          .body(body)
          .post(a.path() + "/registreringar?provkorning=true");
      medNyckel("k", registreringar(K4, "DELAR", rad("s", 4))).then().statusCode(201);
    }

    @Test
    void is_not_one_when_it_is_said_to_be_false() {
      var path = a.path() + "/registreringar?provkorning=false";
      a.som().body(registreringar(K4, "DELAR", rad("s", 3))).post(path).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "1", "TRUE", ""})
    void is_asked_for_in_one_way(String value) {
      a.som()
          .body(registreringar(K4, "DELAR", rad("s", 3)))
          .post(a.path() + "/registreringar?provkorning=" + value)
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("{provkorning}"));
      gallande().body("registreringar", empty());
    }

    private Response provkor(Object body) {
      return a.som().body(body).post(a.path() + "/registreringar?provkorning=true");
    }

    private static Map<String, Object> comparable(ValidatableResponse response) {
      Map<String, Object> kvittens = new LinkedHashMap<>(response.extract().jsonPath().getMap(""));
      kvittens.keySet().removeAll(List.of("id", "mottagen", "provkorning"));
      return kvittens;
    }
  }

  @Nested
  class Idempotency_Key {
    private final Object body = registreringar(K4, "DELAR", rad("s", 3));

    @Test
    void gives_the_same_answer_to_the_same_request() {
      var first = medNyckel("\"nyckel-1\"", body);
      a.registrerar(K4, rattad(rad("s", 9)));
      for (var key : List.of("\"nyckel-1\"", "nyckel-1")) {
        var again = medNyckel(key, body);
        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.asString()).isEqualTo(first.asString());
      }
      get("/registreringar/2023K4/s").then().body("deltagare.totalt", equalTo(9));
    }

    @Test
    void refuses_another_request() {
      medNyckel("k", body).then().statusCode(201);
      var other = registreringar(K4, "DELAR", rad("s", 4));
      medNyckel("k", other)
          .then()
          .statusCode(422)
          .body("type", endsWith(":idempotensnyckel-upptagen"))
          .body("errors.pointer", contains("{Idempotency-Key}"));
      get("/registreringar/2023K4/s").then().body("deltagare.totalt", equalTo(3));
    }

    @Test
    void of_another_caller_is_another_key() {
      medNyckel("k", body).then().statusCode(201);
      var b = forbund("f" + ++number).medSatsning("s");
      b.som()
          .header("Idempotency-Key", "k")
          .body(registreringar(K4, "DELAR", rad("s", 4)))
          .post(b.path() + "/registreringar")
          .then()
          .statusCode(201)
          .body("forbund", equalTo(b.kod()));
    }

    @Test
    void is_not_used_up_by_a_refusal() {
      medNyckel("k", registreringar(K4, "DELAR", rad("s", -1))).then().statusCode(422);
      medNyckel("k", body).then().statusCode(201);
    }

    @Test
    void may_be_a_uuid_and_has_at_most_255_characters() {
      medNyckel("01932f6e-7a1b-7c3d-8e4f-121212121212", body).then().statusCode(201);
      medNyckel("x".repeat(255), body).then().statusCode(200);
      medNyckel("x".repeat(256), body).then().statusCode(400);
      medNyckel("\"\"", body).then().statusCode(400);
    }
  }

  @Nested
  class Lista {
    @Test
    void is_in_order_and_in_pages() {
      a.registrerar(K4, rad("y", kvinnor(1, 0, 0), man(0, 0, 0)), rad("s", 1));
      a.registrerar("2023K3", rad("x", kvinnor(1, 0, 0), man(0, 0, 0)), rad("s", 2));
      gallande()
          .body("registreringar.kvartal", contains("2023K3", "2023K3", K4, K4))
          .body("registreringar.insats", contains("s", "x", "s", "y"))
          .body("_meta.antal", equalTo(4))
          .body("_meta.limit", equalTo(20))
          .body("_meta.offset", equalTo(0));
      get("/registreringar?limit=1&offset=2")
          .then()
          .statusCode(200)
          .body("registreringar.insats", contains("s"))
          .body("registreringar[0].deltagare", equalTo(Map.of("totalt", 1)))
          .body("_meta.antal", equalTo(4))
          .body("_links.self.href", endsWith("limit=1&offset=2"))
          .body("_links.first.href", endsWith("limit=1&offset=0"))
          .body("_links.prev.href", endsWith("limit=1&offset=1"))
          .body("_links.next.href", endsWith("limit=1&offset=3"))
          .body("_links.last.href", endsWith("limit=1&offset=3"));
      get("/registreringar?kvartal=2023K3")
          .then()
          .body("registreringar.insats", contains("s", "x"));
      get("/registreringar?insats=s").then().body("registreringar.kvartal", contains("2023K3", K4));
      get("/registreringar?insats=s&kvartal=2023K4").then().body("_meta.antal", equalTo(1));
      get("/registreringar?insats=finns-inte").then().body("registreringar", empty());
      get("/registreringar?offset=9")
          .then()
          .body("registreringar", empty())
          .body("_meta.antal", equalTo(4));
    }

    @Test
    void in_pages_is_of_one_instant_whatever_is_received_between_them() {
      a.registrerar(K4, rad("s", 1), rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
      String next = get("/registreringar?limit=1").path("_links.next.href");
      a.registrerar(K4, rattad(rad("x", kvinnor(2, 0, 0), man(0, 0, 0))));
      a.som()
          .urlEncodingEnabled(false)
          .get(next)
          .then()
          .statusCode(200)
          .body("registreringar[0].insats", equalTo("x"))
          .body("registreringar[0].deltagare.pagaendeVidStart.kvinnor", equalTo(1));
    }

    @Test
    void never_adds_staff_to_participants() {
      a.registrerar(K4, rad("x", kvinnor(1, 2, 3), man(4, 5, 6)), rad("s", 7));
      get("/registreringar/2023K4/x")
          .then()
          .body("deltagare.pagaendeVidStart", equalTo(Map.of("kvinnor", 1, "man", 4)))
          .body("deltagare.nya", equalTo(Map.of("kvinnor", 2, "man", 5)))
          .body("deltagare.avslutade", equalTo(Map.of("kvinnor", 3, "man", 6)))
          .body("deltagare", not(hasKey("totalt")));
      get("/registreringar/2023K4/s").then().body("deltagare", equalTo(Map.of("totalt", 7)));
    }
  }

  @Nested
  class Per_tidpunkt {
    @Test
    void answers_as_it_was_known_then() {
      var first = mottagen(a.registrerar(K4, rad("s", 1)));
      var second = mottagen(a.registrerar(K4, rattad(rad("s", 2))));
      var third = mottagen(a.registrerarHela(K4));
      expect(first.minusNanos(1000), List.of());
      expect(first, List.of(1));
      expect(second.minusNanos(1000), List.of(1));
      expect(second, List.of(2));
      expect(third.minusNanos(1000), List.of(2));
      expect(third, List.of());
    }

    @Test
    void may_be_a_date_or_an_instant_of_any_zone() {
      var instant = mottagen(a.registrerar(K4, rad("s", 1)));
      var stockholm = ZoneId.of("Europe/Stockholm");
      var today = LocalDate.ofInstant(instant, stockholm);
      per("/registreringar/2023K4/s", today).then().statusCode(200);
      per("/registreringar/2023K4/s", today.minusDays(1)).then().statusCode(404);
      per("/registreringar/2023K4/s", instant.atZone(stockholm).toOffsetDateTime())
          .then()
          .statusCode(200);
      per("/registreringar", "2024-01-22")
          .then()
          .statusCode(200)
          .body("registreringar", empty())
          .body("_meta.perTidpunkt", equalTo("2024-01-22T22:59:59.999999Z"));
      per("/registreringar", "2023-07-01")
          .then()
          .body("_meta.perTidpunkt", equalTo("2023-07-01T21:59:59.999999Z"));
      per("/registreringar", "2024-01-22T12:00:00+05:30")
          .then()
          .body("_meta.perTidpunkt", equalTo("2024-01-22T06:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "/insatser",
          "/insatser/s",
          "/registreringar",
          "/registreringar/2023K4/s",
          "/registreringar/2023K4/s/versioner",
        })
    void in_the_future_is_refused(String path) {
      a.registrerar(K4, rad("s", 1));
      for (var future :
          List.of("2199-01-01", "2199-01-01T00:00:00Z", Instant.now().plusSeconds(60).toString())) {
        per(path, future)
            .then()
            .statusCode(422)
            .body("errors.pointer", contains("{perTidpunkt}"))
            .body("errors.code", contains("FRAMTIDA"));
      }
    }

    private void expect(Instant t, List<Integer> totalt) {
      var known = per("/registreringar", t).then().statusCode(200).extract().jsonPath();
      assertThat(known.<Integer>getList("registreringar.deltagare.totalt")).isEqualTo(totalt);
      assertThat(Instant.parse(known.getString("_meta.perTidpunkt"))).isEqualTo(t);
      var one = per("/registreringar/2023K4/s", t).then();
      one.statusCode(totalt.isEmpty() ? 404 : 200);
    }
  }

  @Nested
  class En_registrering {
    @Test
    void has_a_tag_that_changes_with_its_values_only() {
      a.registrerar(K4, rad("s", 1));
      var tag = get("/registreringar/2023K4/s").header("ETag");
      assertThat(tag).startsWith("\"");
      a.registrerar(K4, rad("s", 1), rad("x", kvinnor(0, 0, 0), man(0, 0, 0)));
      assertThat(get("/registreringar/2023K4/s").header("ETag")).isEqualTo(tag);
      for (var same : List.of(tag, "W/" + tag, "*", "\"other\", " + tag)) {
        a.som()
            .header("If-None-Match", same)
            .get(a.path() + "/registreringar/2023K4/s")
            .then()
            .statusCode(304)
            .header("ETag", equalTo(tag))
            .body(equalTo(""));
      }
      a.registrerar(K4, rattad(rad("s", 2)));
      a.som()
          .header("If-None-Match", tag)
          .get(a.path() + "/registreringar/2023K4/s")
          .then()
          .statusCode(200)
          .header("ETag", not(equalTo(tag)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"2023K4/finns-inte", "2023K3/s", "2023K5/s", "x/s", "2022K4/s", "2023K4/S"})
    void that_does_not_exist_is_404(String path) {
      a.registrerar(K4, rad("s", 1));
      get("/registreringar/" + path).then().statusCode(404);
      get("/registreringar/" + path + "/versioner").then().statusCode(404);
    }

    @Test
    void tells_its_whole_history() {
      var kvittenser = new ArrayList<String>();
      kvittenser.add(a.registrerar(K4, rad("s", 1)).path("id"));
      kvittenser.add(
          given()
              .auth()
              .oauth2(Token.med("forbundsadministrator", a.kod()))
              .contentType("application/json")
              .body(
                  registreringar(
                      K4, "DELAR", med(rad("s", 2), "rattelseorsak", "En grupp saknades")))
              .post(a.path() + "/registreringar")
              .path("id"));
      kvittenser.add(a.registrerarHela(K4).path("id"));
      var historia =
          get("/registreringar/2023K4/s/versioner")
              .then()
              .statusCode(200)
              .body("versioner.version", contains(1, 2, 3))
              .body("versioner.slag", contains("NY", "RATTAD", "ATERKALLAD"))
              .body("versioner.deltagare", contains(Map.of("totalt", 1), Map.of("totalt", 2), null))
              .body(
                  "versioner.rattelseorsak",
                  contains(null, "En grupp saknades", "Utelämnad när hela kvartalet registrerades"))
              .body(
                  "versioner.avsandare",
                  contains("test-" + a.kod(), "test-" + a.kod(), "test-" + a.kod()))
              .body(
                  "versioner.roll",
                  contains("forbundssystem", "forbundsadministrator", "forbundssystem"))
              .body("_meta.antal", equalTo(3))
              .extract()
              .jsonPath();
      assertThat(historia.<String>getList("versioner.kvittens")).isEqualTo(kvittenser);
      assertThat(historia.<String>getList("versioner.mottagen")).isSorted();
      var second = Instant.parse(historia.getString("versioner[1].mottagen"));
      per("/registreringar/2023K4/s/versioner", second)
          .then()
          .body("versioner.version", contains(1, 2));
    }
  }

  @Nested
  class En_kvittens {
    @Test
    void is_exactly_what_was_answered_for_ever() {
      var answer = a.registrerar(K4, rad("s", 1));
      a.registrerar(K4, rattad(rad("s", 2)));
      var kept = get("/kvittenser/" + answer.path("id"));
      assertThat(kept.asString()).isEqualTo(answer.asString());
      assertThat(
              given()
                  .auth()
                  .oauth2(Token.forbund(a.kod()))
                  .get(answer.header("Location"))
                  .asString())
          .isEqualTo(answer.asString());
      a.som()
          .header("If-None-Match", kept.header("ETag"))
          .get(a.path() + "/kvittenser/" + answer.path("id"))
          .then()
          .statusCode(304);
    }

    @Test
    void is_given_for_a_repeat_too() {
      a.registrerar(K4, rad("s", 1));
      var again = a.registrerar(K4, rad("s", 1));
      get("/kvittenser/" + again.path("id"))
          .then()
          .statusCode(200)
          .body("antal.oforandrade", equalTo(1));
    }
  }

  private Response medNyckel(String key, Object body) {
    return a.som().header("Idempotency-Key", key).body(body).post(a.path() + "/registreringar");
  }

  private ValidatableResponse gallande() {
    return get("/registreringar").then().statusCode(200);
  }

  private Response get(String path) {
    return a.som().get(a.path() + path);
  }

  private Response per(String path, Object perTidpunkt) {
    return a.som().queryParam("perTidpunkt", perTidpunkt.toString()).get(a.path() + path);
  }

  private io.restassured.path.json.JsonPath versioner(String insats) {
    return get("/registreringar/2023K4/" + insats + "/versioner").jsonPath();
  }

  private static Instant mottagen(Response kvittens) {
    return Instant.parse(kvittens.path("mottagen"));
  }

  private static Map<String, Object> med(Map<String, Object> rad, String name, Object value) {
    rad.put(name, value);
    return rad;
  }

  private static void antal(
      ValidatableResponse kvittens, int nya, int rattade, int oforandrade, int aterkallade) {
    kvittens.body(
        "antal",
        equalTo(
            Map.of(
                "nya", nya,
                "rattade", rattade,
                "oforandrade", oforandrade,
                "aterkallade", aterkallade)));
  }

  private static void summor(
      ValidatableResponse kvittens, String when, int insatser, int kvinnor, int man, int personal) {
    kvittens.body(
        "summor." + when,
        equalTo(
            Map.of("insatser", insatser, "kvinnor", kvinnor, "man", man, "personal", personal)));
  }
}
