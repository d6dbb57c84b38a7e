package se.finsam.uppfoljning.deltagaransvarig;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.individinriktad;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Forbund;
import se.finsam.uppfoljning.RawHttp;
import se.finsam.uppfoljning.Token;

/** Who is coupled to which insats, and what that lets them see (dossier section 6). */
@QuarkusTest
class DeltagaransvarigResourceTest {
  private static int number;
  private static boolean emptied;

  @Inject Jdbi jdbi;

  private Forbund a;

  @BeforeEach
  void a_forbund_with_two_insatser_and_a_satsning() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    a = forbund("f" + ++number).medInsats("x").medInsats("y").medSatsning("s");
  }

  @Nested
  class Put {
    @Test
    void couples_a_person_in_one_call_without_a_body() {
      put("x", "person-1")
          .then()
          .statusCode(201)
          .header("Location", endsWith(a.path() + "/insatser/x/deltagaransvariga/person-1"))
          .header("ETag", get("/insatser/x/deltagaransvariga/person-1").header("ETag"))
          .body("forbund", equalTo(a.kod()))
          .body("insats", equalTo("x"))
          .body("sub", equalTo("person-1"))
          .body("kopplad", equalTo(true))
          .body("version", equalTo(1))
          .body("avsandare", equalTo("test-" + a.kod()))
          .body("roll", equalTo("forbundssystem"));
    }

    @Test
    void of_who_is_coupled_already_answers_200_and_changes_nothing() {
      var first = put("x", "p");
      var before = rows();
      put("x", "p")
          .then()
          .statusCode(200)
          .header("ETag", first.header("ETag"))
          .body("version", equalTo(1))
          .body("mottagen", equalTo(first.path("mottagen")));
      assertThat(rows()).isEqualTo(before);
    }

    @Test
    void of_who_was_uncoupled_is_a_version_more() {
      put("x", "p");
      delete("x", "p");
      put("x", "p").then().statusCode(201).body("version", equalTo(3));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "If-Match      | TAG       | 200 | 412",
          "If-Match      | *         | 200 | 412",
          "If-Match      | W/TAG     | 412 | 412",
          "If-Match      | \"other\" | 412 | 412",
          "If-None-Match | *         | 412 | 201",
          "If-None-Match | TAG       | 412 | 201",
          "If-None-Match | \"other\" | 200 | 201",
        })
    void heeds_what_is_said_of_what_is_there(String header, String value, int there, int missing) {
      var tag = put("x", "p").header("ETag");
      put("x", "uncoupled");
      delete("x", "uncoupled");
      var said = value.replace("TAG", tag);
      for (var sub : List.of("p", "uncoupled", "never")) {
        a.som()
            .header(header, said)
            .put(a.path() + "/insatser/x/deltagaransvariga/" + sub)
            .then()
            .statusCode(sub.equals("p") ? there : missing);
      }
    }

    @Test
    void to_a_satsning_is_refused() {
      refused(put("s", "p"), "EJ_INDIVIDINRIKTAD");
      get("/insatser/s/deltagaransvariga").then().statusCode(200).body("_meta.antal", equalTo(0));
    }

    @Test
    void of_oneself_is_refused_and_told_with_everything_else() {
      refused(put("x", "test-" + a.kod()), "EGEN_KOPPLING");
      refused(put("s", "test-" + a.kod()), "EGEN_KOPPLING", "EJ_INDIVIDINRIKTAD");
    }

    @Test
    void to_what_is_not_there_is_404() {
      put("finns-inte", "p").then().statusCode(404);
      a.som().delete(a.path() + "/insatser/y").then().statusCode(204);
      put("y", "p").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "p",
          "auth0|5f7c",
          "https://idp.example/users#1",
          "åsa",
          "a b",
          "a/b",
          "x@y.se",
          "100%",
          "a+b",
          "versioner",
          "{sub}",
          "a;b=c"
        })
    void takes_any_subject_as_it_is(String sub) {
      var path = "/insatser/x/deltagaransvariga/" + encoded(sub);
      assertThat(raw("PUT", path).send().status()).isEqualTo(201);
      assertThat(raw("GET", path).send().json().getString("sub")).isEqualTo(sub);
      var person = Token.deltagaransvarig(sub, a.kod());
      given().auth().oauth2(person).get(a.path() + "/insatser/x").then().statusCode(200);
      assertThat(raw("GET", path + "/versioner").send().status()).isEqualTo(200);
      assertThat(raw("DELETE", path).send().status()).isEqualTo(204);
    }

    @Test
    void of_a_subject_of_at_most_255_characters() {
      put("x", "å".repeat(255)).then().statusCode(201);
      refused(put("x", "a".repeat(256)), "FEL_FORM");
    }

    @ParameterizedTest
    @CsvSource({
      "%20,          422",
      "%C2%85,       422",
      "%FF,          422",
      "a%00b,        400",
      "a%0Ab,        400",
      "19850709-9805, 422",
      "p-198507099805, 422"
    })
    void of_what_nobody_is_called_is_refused(String sub, int status) {
      var answer = raw("PUT", "/insatser/x/deltagaransvariga/" + sub).send();
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(answer.body()).doesNotContain("9805");
      get("/deltagaransvariga").then().body("_meta.antal", equalTo(0));
    }

    @Test
    void takes_an_empty_body_an_empty_object_and_nothing_else() {
      var path = "/insatser/x/deltagaransvariga/";
      assertThat(raw("PUT", path + "a").send().status()).isEqualTo(201);
      assertThat(raw("PUT", path + "b").body("").send().status()).isEqualTo(201);
      assertThat(raw("PUT", path + "c").json().send().status()).isEqualTo(201);
      assertThat(raw("PUT", path + "d").json().body("").send().status()).isEqualTo(201);
      assertThat(raw("PUT", path + "e").json().body("{}").send().status()).isEqualTo(201);
      assertThat(raw("PUT", path + "f").json().body("{}").chunked().send().status()).isEqualTo(201);
      for (var body : List.of("x", "[]", "null", "{} x", "{\"sub\":\"g\"}", "\"g\"")) {
        assertThat(raw("PUT", path + "g").json().body(body).send().status()).isEqualTo(400);
      }
      assertThat(raw("PUT", path + "g").body("{}").send().status()).isEqualTo(415);
      assertThat(raw("PUT", path + "g").body("{}").chunked().send().status()).isEqualTo(415);
      for (var type : List.of("text/csv", "*/*", "", "application/json; charset=iso-8859-1")) {
        var request = raw("PUT", path + "g").header("Content-Type", type).body("{}");
        assertThat(request.send().status()).as(type).isEqualTo(415);
      }
      get("/insatser/x/deltagaransvariga")
          .then()
          .body("deltagaransvariga.sub", contains("a", "b", "c", "d", "e", "f"));
    }

    @Test
    void at_once_by_many_is_one_coupling() throws Exception {
      int many = 8;
      var pool = Executors.newFixedThreadPool(many);
      var barrier = new CyclicBarrier(many);
      try {
        var answers =
            java.util.stream.IntStream.range(0, many)
                .mapToObj(
                    i ->
                        pool.submit(
                            () -> {
                              barrier.await(30, SECONDS);
                              return put("x", "p").statusCode();
                            }))
                .toList();
        var statuses = new java.util.ArrayList<Integer>();
        for (var answer : answers) {
          statuses.add(answer.get(30, SECONDS));
        }
        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
      } finally {
        pool.shutdownNow();
      }
      get("/insatser/x/deltagaransvariga/p/versioner").then().body("_meta.antal", equalTo(1));
    }
  }

  @Nested
  class Delete {
    @Test
    void uncouples_and_the_coupling_is_known_as_of_before() {
      var t = Instant.parse(put("x", "p").path("mottagen"));
      delete("x", "p").then().statusCode(204);
      get("/insatser/x/deltagaransvariga/p").then().statusCode(404);
      per("/insatser/x/deltagaransvariga/p", t).then().statusCode(200).body("version", equalTo(1));
      delete("x", "p").then().statusCode(404);
    }

    @Test
    void of_who_is_not_coupled_is_404_and_writes_nothing() {
      put("y", "p");
      var before = rows();
      delete("x", "p").then().statusCode(404);
      delete("s", "p").then().statusCode(404);
      delete("finns-inte", "p").then().statusCode(404);
      assertThat(rows()).isEqualTo(before);
    }

    @Test
    void heeds_a_tag_where_one_is_sent() {
      var tag = put("x", "p").header("ETag");
      var path = a.path() + "/insatser/x/deltagaransvariga/p";
      a.som().header("If-Match", "\"v0\"").delete(path).then().statusCode(412);
      a.som().header("If-Match", tag).delete(path).then().statusCode(204);
    }
  }

  @Nested
  class Get {
    @Test
    void of_one_is_answered_with_304_to_who_has_it() {
      var tag = put("x", "p").header("ETag");
      a.som()
          .header("If-None-Match", tag)
          .get(a.path() + "/insatser/x/deltagaransvariga/p")
          .then()
          .statusCode(304);
    }

    @Test
    void of_the_history_tells_every_version_that_was_known() {
      var t1 = Instant.parse(put("x", "p").path("mottagen"));
      delete("x", "p");
      put("x", "p");
      get("/insatser/x/deltagaransvariga/p/versioner")
          .then()
          .body("versioner.version", contains(1, 2, 3))
          .body("versioner.kopplad", contains(true, false, true))
          .body("_meta.antal", equalTo(3));
      var path = "/insatser/x/deltagaransvariga/p/versioner";
      per(path, t1).then().body("versioner.kopplad", contains(true));
      per(path, t1.minusNanos(1000)).then().statusCode(404);
      get("/insatser/y/deltagaransvariga/p/versioner").then().statusCode(404);
    }

    @Test
    void of_the_forbund_is_in_order_in_pages_and_by_person_and_insats() {
      for (var sub : List.of("c", "B", "a")) {
        put("y", sub);
        put("x", sub);
      }
      delete("x", "c");
      var t = forbund("f" + ++number).medInsats("x").medDeltagaransvarig("x", "a");
      assertThat(t.kod()).isNotEqualTo(a.kod());
      get("/deltagaransvariga")
          .then()
          .body("deltagaransvariga.insats", contains("x", "x", "y", "y", "y"))
          .body("deltagaransvariga.sub", contains("B", "a", "B", "a", "c"));
      get("/deltagaransvariga?limit=2&offset=2")
          .then()
          .body("deltagaransvariga.sub", contains("B", "a"))
          .body("_meta.antal", equalTo(5));
      get("/deltagaransvariga?sub=c").then().body("deltagaransvariga.insats", contains("y"));
      get("/deltagaransvariga?insats=x").then().body("deltagaransvariga.sub", contains("B", "a"));
      get("/deltagaransvariga?insats=x&sub=c").then().body("_meta.antal", equalTo(0));
      get("/insatser/x/deltagaransvariga")
          .then()
          .body("deltagaransvariga.sub", contains("B", "a"))
          .body("_meta.antal", equalTo(2));
      get("/insatser/finns-inte/deltagaransvariga").then().statusCode(404);
    }

    @Test
    void of_lists_tells_them_as_they_were_known() {
      var t1 = Instant.parse(put("x", "p").path("mottagen"));
      var t2 = Instant.parse(put("x", "q").path("mottagen"));
      delete("x", "p");
      for (var list : List.of("/deltagaransvariga", "/insatser/x/deltagaransvariga")) {
        per(list, t1.minusNanos(1000)).then().body("deltagaransvariga", empty());
        per(list, t1).then().body("deltagaransvariga.sub", contains("p"));
        per(list, t2).then().body("deltagaransvariga.sub", contains("p", "q"));
        get(list).then().body("deltagaransvariga.sub", contains("q"));
      }
    }

    @Test
    void of_a_deleted_insats_shows_no_couplings_and_neither_does_its_successor() {
      var t = Instant.parse(put("y", "p").path("mottagen"));
      a.som().delete(a.path() + "/insatser/y").then().statusCode(204);
      get("/deltagaransvariga").then().body("_meta.antal", equalTo(0));
      get("/insatser/y/deltagaransvariga").then().statusCode(404);
      get("/insatser/y/deltagaransvariga/p").then().statusCode(404);
      get("/insatser/y/deltagaransvariga/p/versioner").then().statusCode(404);
      per("/insatser/y/deltagaransvariga/p", t).then().statusCode(200);
      per("/deltagaransvariga", t).then().body("deltagaransvariga.sub", contains("p"));
      a.medInsats("y");
      get("/insatser/y/deltagaransvariga/p").then().statusCode(404);
      assertThat(som("p").get(a.path() + "/insatser/y").statusCode()).isEqualTo(404);
      put("y", "p").then().statusCode(201).body("version", equalTo(1));
    }
  }

  /** What a coupling lets a person see. */
  @Nested
  class A_deltagaransvarig {
    @Test
    void sees_the_insatser_that_she_is_coupled_to_and_no_other() {
      put("x", "p");
      put("y", "q");
      som("p")
          .get(a.path() + "/insatser")
          .then()
          .statusCode(200)
          .body("insatser.insats", contains("x"))
          .body("_meta.antal", equalTo(1));
      som("p").get(a.path() + "/insatser/x").then().statusCode(200).body("insats", equalTo("x"));
      som("p").get(a.path() + "/insatser/y").then().statusCode(404);
      som("p").get(a.path() + "/insatser/s").then().statusCode(404);
      put("y", "p");
      som("p")
          .get(a.path() + "/insatser")
          .then()
          .body("insatser.insats", containsInAnyOrder("x", "y"));
    }

    @Test
    void sees_by_what_she_is_coupled_to_now_whatever_instant_she_asks_about() {
      var insats = individinriktad("Nytt namn");
      var t1 = Instant.parse(put("x", "p").path("mottagen"));
      var t2 = Instant.parse(put("y", "p").path("mottagen"));
      a.som().header("If-Match", "*").body(insats).put(a.path() + "/insatser/x");
      delete("y", "p");
      for (var t : List.of(t1, t2)) {
        som("p")
            .queryParam("perTidpunkt", t.toString())
            .get(a.path() + "/insatser")
            .then()
            .body("insatser.namn", contains("Insatsen x"));
        som("p")
            .queryParam("perTidpunkt", t.toString())
            .get(a.path() + "/insatser/y")
            .then()
            .statusCode(404);
      }
      som("p").get(a.path() + "/insatser/x").then().body("namn", equalTo("Nytt namn"));
      delete("x", "p");
      som("p")
          .queryParam("perTidpunkt", t2.toString())
          .get(a.path() + "/insatser")
          .then()
          .body("insatser", empty())
          .body("_meta.antal", equalTo(0));
    }

    @Test
    void sees_nothing_of_a_deleted_insats_though_as_of_before() {
      var t = Instant.parse(put("y", "p").path("mottagen"));
      a.som().delete(a.path() + "/insatser/y");
      som("p")
          .queryParam("perTidpunkt", t.toString())
          .get(a.path() + "/insatser/y")
          .then()
          .statusCode(404);
    }

    @Test
    void needs_the_claim_of_the_forbund() {
      put("x", "p");
      var without = Token.deltagaransvarig("p");
      var other = Token.deltagaransvarig("p", "f0");
      for (var token : List.of(without, other)) {
        Land.som(token).get(a.path() + "/insatser").then().statusCode(404);
        Land.som(token).get(a.path() + "/insatser/x").then().statusCode(404);
      }
    }

    @Test
    void has_no_rights_at_all_with_a_role_of_the_forbund_beside() {
      put("x", "p");
      for (var role : List.of("forbundssystem", "forbundsadministrator")) {
        var token = Token.somSub("p", Set.of("deltagaransvarig", role), a.kod());
        Land.som(token).get(a.path() + "/insatser/x").then().statusCode(403);
      }
    }

    @Test
    void changes_no_insats_and_couples_nobody() {
      put("x", "p");
      var path = a.path() + "/insatser/x";
      som("p").body(individinriktad("Namn")).put(path).then().statusCode(403);
      som("p").delete(path).then().statusCode(403);
      som("p").put(path + "/deltagaransvariga/q").then().statusCode(403);
      som("p").delete(path + "/deltagaransvariga/p").then().statusCode(403);
      som("p").get(path + "/deltagaransvariga/p").then().statusCode(403);
      som("p").get(a.path() + "/deltagaransvariga").then().statusCode(403);
    }

    @Test
    void is_of_no_weight_to_who_sees_everything() {
      put("x", "test-" + a.kod() + "-annan");
      get("/insatser").then().body("_meta.antal", equalTo(3));
      Land.som(Token.forsakringskassan())
          .get(a.path() + "/insatser")
          .then()
          .body("_meta.antal", equalTo(3));
      var national = Token.somSub("p", Set.of("forsakringskassan", "deltagaransvarig"));
      Land.som(national).get(a.path() + "/insatser/s").then().statusCode(200);
    }
  }

  private static void refused(Response answer, String... codes) {
    answer.then().statusCode(422).body("errors.code", contains(codes));
  }

  private Response put(String insats, String sub) {
    return given()
        .auth()
        .oauth2(Token.forbund(a.kod()))
        .put(a.path() + "/insatser/" + insats + "/deltagaransvariga/{sub}", sub);
  }

  private Response delete(String insats, String sub) {
    return a.som().delete(a.path() + "/insatser/" + insats + "/deltagaransvariga/{sub}", sub);
  }

  private Response get(String path) {
    return a.som().get(a.path() + path);
  }

  private Response per(String path, Instant t) {
    return a.som().queryParam("perTidpunkt", t.toString()).get(a.path() + path);
  }

  private io.restassured.specification.RequestSpecification som(String sub) {
    return Land.som(Token.deltagaransvarig(sub, a.kod()));
  }

  private RawHttp raw(String method, String path) {
    return RawHttp.request(method, a.path() + path).token(Token.forbund(a.kod()));
  }

  private static String encoded(String sub) {
    return URLEncoder.encode(sub, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<Long> rows() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select count(*) from deltagaransvarig_version union all select count(*) from mottagning")
                .mapTo(Long.class)
                .list());
  }
}
