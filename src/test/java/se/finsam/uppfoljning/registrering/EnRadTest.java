package se.finsam.uppfoljning.registrering;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.registreringar;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Forbund;
import se.finsam.uppfoljning.Token;

/** One insats in one quarter, put and withdrawn, also by a deltagaransvarig (R13, R18). */
@QuarkusTest
class EnRadTest {
  private static final String K4 = "2023K4";
  private static int number;
  private static boolean emptied;

  private Forbund a;

  @BeforeEach
  void a_forbund_with_two_insatser_for_individuals_and_one_for_structure() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    a = forbund("f" + ++number).medInsats("x").medInsats("y").medSatsning("s");
  }

  @Nested
  class Put {
    @Test
    void registers_and_answers_with_what_is_there() {
      var answer = put(a.som(), K4, "s", totalt(3));
      answer
          .then()
          .statusCode(201)
          .header("Location", endsWith(a.path() + "/registreringar/2023K4/s"))
          .body("forbund", equalTo(a.kod()))
          .body("insats", equalTo("s"))
          .body("kvartal", equalTo(K4))
          .body("version", equalTo(1))
          .body("slag", equalTo("NY"))
          .body("deltagare", equalTo(Map.of("totalt", 3)))
          .body("varningar", empty())
          .body("perTidpunkt", equalTo(answer.path("mottagen")));
      var there = get("s");
      assertThat(there.header("ETag")).isEqualTo(answer.header("ETag"));
      assertThat(there.<Object>path("kvittens")).isEqualTo(answer.path("kvittens"));
      a.som()
          .get(a.path() + "/kvittenser/" + answer.path("kvittens"))
          .then()
          .statusCode(200)
          .body("antal.nya", equalTo(1))
          .body("summor.efter.personal", equalTo(3))
          .body("ejRegistrerade", contains("x", "y"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        nullValues = "-",
        value = {
          "-             | -         | 428 | 201",
          "If-Match      | TAG       | 200 | 412",
          "If-Match      | *         | 200 | 412",
          "If-Match      | W/TAG     | 412 | 412",
          "If-Match      | \"other\" | 412 | 412",
          "If-Match      | \"o\",TAG | 200 | 412",
          "If-None-Match | *         | 412 | 201",
          "If-None-Match | TAG       | 412 | 201",
          "If-None-Match | \"other\" | 428 | 201",
        })
    void heeds_what_is_said_of_what_is_there(String header, String value, int there, int missing) {
      var tag = put(a.som(), K4, "s", totalt(3)).header("ETag");
      var rad = rattad(totalt(4));
      put(medVillkor(header, value, tag), K4, "s", rad).then().statusCode(there);
      assertThat(get("s").<Integer>path("deltagare.totalt")).isEqualTo(there == 200 ? 4 : 3);
      var x = utanInsats(rad("x", kvinnor(1, 0, 0), man(1, 0, 0)));
      put(medVillkor(header, value, tag), K4, "x", x).then().statusCode(missing);
      assertThat(get("x").statusCode()).isEqualTo(missing == 201 ? 200 : 404);
      put(a.som(), K4, "y", x).then().statusCode(201);
      aterkalla("y", "?rattelseorsak=Orsak").then().statusCode(200);
      put(medVillkor(header, value, tag), K4, "y", x).then().statusCode(missing);
    }

    private RequestSpecification medVillkor(String header, String value, String tag) {
      return header == null ? a.som() : a.som().header(header, value.replace("TAG", tag));
    }

    @Test
    void with_a_tag_of_a_version_before_is_refused() {
      var first = put(a.som(), K4, "s", totalt(3)).header("ETag");
      var second = put(a.som().header("If-Match", first), K4, "s", rattad(totalt(4)));
      second.then().statusCode(200).body("slag", equalTo("RATTAD")).body("version", equalTo(2));
      put(a.som().header("If-Match", first), K4, "s", rattad(totalt(5))).then().statusCode(412);
      assertThat(second.header("ETag")).isNotEqualTo(first).isEqualTo(get("s").header("ETag"));
    }

    @Test
    void of_equal_values_is_no_new_version() {
      var tag = put(a.som(), K4, "s", totalt(3)).header("ETag");
      put(a.som().header("If-Match", tag), K4, "s", totalt(3))
          .then()
          .statusCode(200)
          .header("ETag", tag)
          .body("version", equalTo(1));
      assertThat(versioner("s").<Object>getList("versioner")).hasSize(1);
    }

    @Test
    void has_one_winner_of_ten_at_once() throws Exception {
      var tag = put(a.som(), K4, "s", totalt(1000)).header("ETag");
      var pool = Executors.newFixedThreadPool(10);
      try {
        var alla = new CyclicBarrier(10);
        var futures = new ArrayList<Future<Response>>();
        for (int i = 0; i < 10; i++) {
          int n = i;
          futures.add(
              pool.submit(
                  () -> {
                    alla.await(30, SECONDS);
                    return put(a.som().header("If-Match", tag), K4, "s", rattad(totalt(n)));
                  }));
        }
        var svar = new LinkedHashMap<Integer, Integer>();
        var vann = -1;
        for (var future : futures) {
          var response = future.get(60, SECONDS);
          svar.merge(response.statusCode(), 1, Integer::sum);
          vann = response.statusCode() == 200 ? response.path("deltagare.totalt") : vann;
        }
        assertThat(svar).containsOnly(Map.entry(200, 1), Map.entry(412, 9));
        assertThat(versioner("s").<Integer>getList("versioner.deltagare.totalt"))
            .containsExactly(1000, vann);
      } finally {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(30, SECONDS)).isTrue();
      }
    }

    @Test
    void of_other_counts_after_the_due_date_says_why() {
      var tag = put(a.som(), K4, "s", totalt(3)).header("ETag");
      for (var orsak : new String[] {null, "", "  "}) {
        var rad = totalt(4);
        rad.put("rattelseorsak", orsak);
        put(a.som().header("If-Match", tag), K4, "s", rad)
            .then()
            .statusCode(422)
            .body("errors.pointer", contains("/rattelseorsak"))
            .body("errors.code", contains("SAKNAS"));
      }
      var rad = totalt(3);
      rad.put("kommentar", "Bara en förklaring");
      var forklarad = put(a.som().header("If-Match", tag), K4, "s", rad);
      forklarad.then().statusCode(200).body("version", equalTo(2));
      assertThat(versioner("s").<String>getList("versioner.kommentar"))
          .containsExactly(null, "Bara en förklaring");
    }

    @Test
    void of_other_counts_before_the_due_date_need_not_say_why() {
      var today = LocalDate.now(ZoneId.of("Europe/Stockholm"));
      var pagar = today.getYear() + "K" + (today.getMonthValue() + 2) / 3;
      for (var kvartal : List.of(pagar, "2024K3")) {
        if (!kvartal.equals(pagar)) {
          Land.som(Token.forsakringskassan())
              .header("If-None-Match", "*")
              .body(Map.of("forfaller", today.toString()))
              .put(Land.ROT + "/tidplaner/" + kvartal)
              .then()
              .statusCode(201);
        }
        var tag = put(a.som(), kvartal, "s", totalt(3)).header("ETag");
        put(a.som().header("If-Match", tag), kvartal, "s", totalt(4))
            .then()
            .statusCode(200)
            .body("slag", equalTo("RATTAD"))
            .body("$", not(hasKey("rattelseorsak")));
      }
    }

    @Test
    void tells_every_fault_of_body_and_address() {
      put(a.som(), K4, "x", Map.of("deltagare", Map.of("totalt", -1), "okant", 1))
          .then()
          .statusCode(400)
          .body("errors.pointer.contains('/okant')", equalTo(true))
          .body("errors.pointer.contains('/deltagare/totalt')", equalTo(true));
      put(a.som(), K4, "x", totalt(3))
          .then()
          .statusCode(422)
          .body("errors.code[0]", notNullValue());
      put(a.som(), "2199K4", "s", totalt(3))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{kvartal}"))
          .body("errors.code", contains("EJ_PABORJAT"));
      var z = Land.strukturovergripande("Satsningen z");
      z.put("startdatum", "2024-01-01");
      a.medInsats("z", z);
      put(a.som(), K4, "z", totalt(3))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{insats}"))
          .body("errors.code", contains("UTANFOR_INSATSENS_TID"));
      put(a.som(), K4, "finns-inte", totalt(3)).then().statusCode(404);
      put(a.som(), "2023K5", "s", totalt(3)).then().statusCode(404);
      a.som().body("null").put(a.path() + "/registreringar/2023K4/s").then().statusCode(400);
      var b = forbund("f" + ++number);
      put(b.som(), K4, "s", totalt(3)).then().statusCode(404);
      put(Land.som(Token.forsakringskassan()), K4, "s", totalt(3)).then().statusCode(403);
      put(given().contentType(ContentType.JSON), K4, "s", totalt(3)).then().statusCode(401);
      a.som().get(a.path() + "/registreringar").then().body("registreringar", empty());
    }
  }

  @Nested
  class Delete {
    @Test
    void withdraws_with_a_reason_in_the_query_or_in_the_body_and_history_tells_all() {
      a.registrerar(K4, rad("s", 3), rad("x", kvinnor(1, 0, 0), man(2, 0, 0)));
      var fraga = aterkalla("s", "?rattelseorsak=Startade aldrig");
      fraga
          .then()
          .statusCode(200)
          .body("antal.aterkallade", equalTo(1))
          .body("summor.fore", equalTo(summa(2, 1, 2, 3)))
          .body("summor.efter", equalTo(summa(1, 1, 2, 0)))
          .body("varningar", empty())
          .body("ejRegistrerade", contains("s", "y"));
      given()
          .auth()
          .oauth2(Token.somSub("en-person", java.util.Set.of("forbundsadministrator"), a.kod()))
          .contentType(ContentType.JSON)
          .body(Map.of("rattelseorsak", "Fel kvartal"))
          .delete(a.path() + "/registreringar/2023K4/x")
          .then()
          .statusCode(200);
      get("s").then().statusCode(404);
      get("x").then().statusCode(404);
      a.som()
          .get(a.path() + "/kvittenser/" + fraga.path("id"))
          .then()
          .body(equalTo(fraga.asString()));
      var s = versioner("s");
      assertThat(s.<String>getList("versioner.slag")).containsExactly("NY", "ATERKALLAD");
      assertThat(s.getString("versioner[1].rattelseorsak")).isEqualTo("Startade aldrig");
      assertThat(s.getString("versioner[1].mottagen")).isEqualTo(fraga.path("mottagen"));
      assertThat(s.getString("versioner[1].kvittens")).isEqualTo(fraga.path("id"));
      var x = versioner("x");
      assertThat(x.getString("versioner[1].rattelseorsak")).isEqualTo("Fel kvartal");
      assertThat(x.getString("versioner[1].avsandare")).isEqualTo("en-person");
      assertThat(x.getString("versioner[1].roll")).isEqualTo("forbundsadministrator");
      assertThat(Instant.parse(x.getString("versioner[1].mottagen")))
          .isAfter(Instant.parse(s.getString("versioner[1].mottagen")));
    }

    @ParameterizedTest
    @CsvSource({
      "'', 422, SAKNAS",
      "?rattelseorsak=, 400, FEL_FORM",
      "'?rattelseorsak=  ', 422, SAKNAS"
    })
    void without_a_reason_is_refused(String fraga, int status, String code) {
      a.registrerar(K4, rad("s", 3));
      aterkalla("s", fraga)
          .then()
          .statusCode(status)
          .body("errors.pointer", contains("{rattelseorsak}"))
          .body("errors.code", contains(code));
      get("s").then().statusCode(200);
    }

    @Test
    void with_a_reason_that_is_none_is_refused() {
      a.registrerar(K4, rad("s", 3));
      aterkalla("s", "?rattelseorsak=" + "x".repeat(1001)).then().statusCode(422);
      for (var body : List.of("{\"rattelseorsak\":\" \"}", "{\"rattelseorsak\":null}", "{}")) {
        a.som()
            .body(body)
            .delete(a.path() + "/registreringar/2023K4/s")
            .then()
            .statusCode(422)
            .body("errors.pointer", contains("/rattelseorsak"));
      }
      for (var body : List.of("null", "[]", "{\"orsak\":\"x\"}", "{\"rattelseorsak\":1}")) {
        a.som().body(body).delete(a.path() + "/registreringar/2023K4/s").then().statusCode(400);
      }
      a.som()
          .body(Map.of("rattelseorsak", "En"))
          .delete(a.path() + "/registreringar/2023K4/s?rattelseorsak=Annan")
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("{rattelseorsak}"));
      get("s").then().statusCode(200);
      aterkalla("s", "?rattelseorsak=" + "x".repeat(1000)).then().statusCode(200);
    }

    @Test
    void heeds_if_match() {
      var first = put(a.som(), K4, "s", totalt(3)).header("ETag");
      var second =
          put(a.som().header("If-Match", first), K4, "s", rattad(totalt(4))).header("ETag");
      var path = a.path() + "/registreringar/2023K4/s?rattelseorsak=Orsak";
      a.som().header("If-Match", first).delete(path).then().statusCode(412);
      a.som().header("If-Match", "W/" + second).delete(path).then().statusCode(412);
      get("s").then().statusCode(200);
      a.som().header("If-Match", second).delete(path).then().statusCode(200);
      a.som().header("If-Match", "*").delete(path).then().statusCode(404);
    }

    @Test
    void of_what_is_not_registered_is_404() {
      aterkalla("s", "?rattelseorsak=Orsak").then().statusCode(404);
      a.registrerar(K4, rad("s", 3));
      aterkalla("s", "?rattelseorsak=Orsak").then().statusCode(200);
      aterkalla("s", "?rattelseorsak=Orsak").then().statusCode(404);
      aterkalla("finns-inte", "?rattelseorsak=Orsak").then().statusCode(404);
      var b = forbund("f" + ++number);
      a.registrerar(K4, rad("s", 3));
      b.som()
          .delete(a.path() + "/registreringar/2023K4/s?rattelseorsak=Orsak")
          .then()
          .statusCode(404);
      assertThat(versioner("s").<String>getList("versioner.slag"))
          .containsExactly("NY", "ATERKALLAD", "NY");
    }
  }

  @Nested
  class En_deltagaransvarig {
    private RequestSpecification hon() {
      return Land.som(Token.deltagaransvarig("hon", a.kod()));
    }

    private Map<String, Object> rad1() {
      return utanInsats(rad("x", kvinnor(1, 2, 0), man(3, 0, 1)));
    }

    @Test
    void reads_and_writes_what_she_is_coupled_to_and_the_receipt_is_the_forbunds() {
      a.registrerar(K4, rad("y", kvinnor(10, 0, 0), man(20, 0, 0)), rad("s", 40));
      a.medDeltagaransvarig("x", "hon");
      var put = put(hon(), K4, "x", rad1());
      put.then()
          .statusCode(201)
          .body("avsandare", equalTo("hon"))
          .body("roll", equalTo("deltagaransvarig"))
          .body("$", not(hasKey("summor")))
          .body("$", not(hasKey("ejRegistrerade")));
      hon()
          .get(a.path() + "/registreringar/2023K4/x")
          .then()
          .statusCode(200)
          .header("ETag", put.header("ETag"));
      hon()
          .get(a.path() + "/registreringar")
          .then()
          .statusCode(200)
          .body("registreringar.insats", contains("x"))
          .body("_meta.antal", equalTo(1));
      hon()
          .get(a.path() + "/registreringar?uppdateradEfter=2023-01-01")
          .then()
          .body("registreringar.insats", contains("x"))
          .body("_meta.antal", equalTo(1));
      hon()
          .get(a.path() + "/registreringar/2023K4/x/versioner")
          .then()
          .statusCode(200)
          .body("versioner.avsandare", contains("hon"));
      a.som()
          .get(a.path() + "/kvittenser/" + put.path("kvittens"))
          .then()
          .statusCode(200)
          .body("summor.fore", equalTo(summa(2, 10, 20, 40)))
          .body("summor.efter", equalTo(summa(3, 13, 23, 40)))
          .body("ejRegistrerade", empty());
    }

    @Test
    void is_under_the_same_rules() {
      a.medDeltagaransvarig("x", "hon");
      var tag = put(hon(), K4, "x", rad1()).header("ETag");
      var annan = utanInsats(rad("x", kvinnor(1, 3, 0), man(3, 0, 1)));
      put(hon(), K4, "x", annan).then().statusCode(422);
      put(hon(), K4, "x", rattad(annan)).then().statusCode(428);
      put(hon().header("If-Match", "\"v0\""), K4, "x", annan).then().statusCode(412);
      put(hon().header("If-Match", tag), K4, "x", annan).then().statusCode(200);
      put(hon(), K4, "x", totalt(3)).then().statusCode(422);
    }

    @Test
    void has_no_other_way_in_and_sees_nothing_else() {
      a.medDeltagaransvarig("x", "hon");
      var kvittens = a.registrerar(K4, rad("y", kvinnor(1, 0, 0), man(1, 0, 0)), rad("s", 4));
      put(hon(), K4, "x", rad1()).then().statusCode(201);
      for (var insats : List.of("y", "s", "finns-inte")) {
        var path = a.path() + "/registreringar/2023K4/" + insats;
        hon().get(path).then().statusCode(404);
        hon().get(path + "/versioner").then().statusCode(404);
        put(hon(), K4, insats, rattad(rad1())).then().statusCode(404);
        put(hon().header("If-Match", "*"), K4, insats, rattad(totalt(3))).then().statusCode(404);
        hon()
            .get(a.path() + "/registreringar?insats=" + insats)
            .then()
            .body("registreringar", empty())
            .body("_meta.antal", equalTo(0));
      }
      for (var path :
          List.of(
              "/kvittenser",
              "/kvittenser/" + kvittens.path("id"),
              "/registreringar/mall?kvartal=2023K4",
              "/attester",
              "/attester/2023K4",
              "/ekonomi/2023",
              "/insatser/x/ekonomi/2023",
              "/insatser/x/deltagaransvariga")) {
        assertThat(hon().get(a.path() + path).statusCode()).as(path).isEqualTo(403);
      }
      hon()
          .body(registreringar(K4, "DELAR", rad("x", kvinnor(1, 0, 0), man(0, 0, 0))))
          .post(a.path() + "/registreringar")
          .then()
          .statusCode(403);
      hon()
          .delete(a.path() + "/registreringar/2023K4/x?rattelseorsak=Orsak")
          .then()
          .statusCode(403);
      hon()
          .body(Map.of("ingetAttRapportera", false))
          .put(a.path() + "/attester/2023K4")
          .then()
          .statusCode(403);
      hon().get(Land.ROT + "/sammanstallningar/2023").then().statusCode(403);
    }

    @Test
    void of_another_forbund_or_name_is_nobody() {
      a.medDeltagaransvarig("x", "hon");
      put(a.som(), K4, "x", rad1()).then().statusCode(201);
      var b = forbund("f" + ++number).medInsats("x");
      for (var token :
          List.of(
              Token.deltagaransvarig("hon", b.kod()),
              Token.deltagaransvarig("hon"),
              Token.deltagaransvarig("Hon", a.kod()),
              Token.deltagaransvarig("han", a.kod()))) {
        Land.som(token).get(a.path() + "/registreringar/2023K4/x").then().statusCode(404);
        put(Land.som(token).header("If-Match", "*"), K4, "x", rad1()).then().statusCode(404);
      }
      Land.som(Token.deltagaransvarig("hon", b.kod()))
          .get(b.path() + "/registreringar/2023K4/x")
          .then()
          .statusCode(404);
    }

    @Test
    void loses_it_at_once_when_uncoupled_the_past_too() {
      a.medDeltagaransvarig("x", "hon").medDeltagaransvarig("x", "han");
      var put = put(hon(), K4, "x", rad1());
      var mottagen = put.<String>path("mottagen");
      given()
          .auth()
          .oauth2(Token.forbund(a.kod()))
          .delete(a.path() + "/insatser/x/deltagaransvariga/hon")
          .then()
          .statusCode(204);
      var path = a.path() + "/registreringar/2023K4/x";
      hon().get(path).then().statusCode(404);
      hon().get(path + "?perTidpunkt=" + mottagen).then().statusCode(404);
      hon().get(path + "/versioner?perTidpunkt=" + mottagen).then().statusCode(404);
      hon()
          .get(a.path() + "/registreringar?perTidpunkt=" + mottagen)
          .then()
          .body("registreringar", empty());
      put(hon().header("If-Match", put.header("ETag")), K4, "x", rad1()).then().statusCode(404);
      Land.som(Token.deltagaransvarig("han", a.kod())).get(path).then().statusCode(200);
    }
  }

  private static Map<String, Object> totalt(int antal) {
    return utanInsats(rad("s", antal));
  }

  private static Map<String, Object> rattad(Map<String, Object> rad) {
    return Land.rattad(rad);
  }

  private static Map<String, Object> utanInsats(Map<String, Object> rad) {
    rad.remove("insats");
    return rad;
  }

  private static Map<String, Integer> summa(int insatser, int kvinnor, int man, int personal) {
    return Map.of("insatser", insatser, "kvinnor", kvinnor, "man", man, "personal", personal);
  }

  private Response put(
      RequestSpecification som, String kvartal, String insats, Map<String, ?> rad) {
    return som.body(rad).put(a.path() + "/registreringar/" + kvartal + "/" + insats);
  }

  private Response aterkalla(String insats, String fraga) {
    return a.som().delete(a.path() + "/registreringar/2023K4/" + insats + fraga);
  }

  private Response get(String insats) {
    return a.som().get(a.path() + "/registreringar/2023K4/" + insats);
  }

  private io.restassured.path.json.JsonPath versioner(String insats) {
    return a.som().get(a.path() + "/registreringar/2023K4/" + insats + "/versioner").jsonPath();
  }
}
