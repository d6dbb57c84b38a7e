package se.finsam.uppfoljning.attest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.security.Roles;

/** A förbund's word that a quarter is complete, and what breaks it (contract section 5; R17). */
@QuarkusTest
class AttestResourceTest {
  private static final String K4 = "2023K4";
  private static int number;
  private static boolean emptied;

  @Inject Jdbi jdbi;
  @Inject Klocka klocka;
  @Inject Mottagningar mottagningar;
  @Inject Attester attester;

  private Forbund a;

  @BeforeEach
  void a_forbund_with_two_insatser_and_a_quarter_that_is_locked() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
      Land.som(Token.forsakringskassan())
          .body(Map.of("forfaller", "2023-04-15", "lases", "2023-06-30"))
          .put(Land.ROT + "/tidplaner/2023K1")
          .then()
          .statusCode(201);
    }
    a = forbund("f" + ++number).medInsats("x").medSatsning("s");
  }

  @Nested
  class Put {
    @Test
    void of_the_first_answers_201_and_tells_what_is_not_registered() {
      a.registrerar(K4, rad("x", kvinnor(4, 1, 0), man(9, 0, 2))).then().statusCode(201);
      var answer = put(K4, false);
      answer
          .then()
          .statusCode(201)
          .header("Location", endsWith(a.path() + "/attester/2023K4"))
          .header("ETag", get(K4).header("ETag"))
          .body("forbund", equalTo(a.kod()))
          .body("kvartal", equalTo(K4))
          .body("lage", equalTo("ATTESTERAD"))
          .body("ingetAttRapportera", equalTo(false))
          .body("attesterad", notNullValue())
          .body("andrad", nullValue())
          .body("ejRegistrerade", contains("s"))
          .body("version", equalTo(1))
          .body("avsandare", equalTo("test-" + a.kod()))
          .body("roll", equalTo("forbundssystem"))
          .body("perTidpunkt", equalTo(answer.path("attesterad")));
      assertThat(members(get(K4))).isEqualTo(members(answer));
    }

    @Test
    void of_a_complete_quarter_lacks_nothing() {
      a.registrerar(K4, rad("x", kvinnor(0, 0, 0), man(0, 0, 0)), rad("s", 0));
      put(K4, false).then().statusCode(201).body("ejRegistrerade", empty());
    }

    @Test
    void counts_only_the_insatser_alive_in_the_quarter() {
      medLiv("fore", "2023-01-01", "2023-09-30");
      medLiv("forst", "2023-01-01", "2023-10-01");
      medLiv("sist", "2023-12-31", null);
      medLiv("efter", "2024-01-01", null);
      forbund("g" + number).medInsats("annans");
      a.registrerar("2023K3", rad("x", kvinnor(1, 0, 0), man(0, 0, 0)), rad("s", 1));
      put(K4, false).then().body("ejRegistrerade", contains("forst", "s", "sist", "x"));
    }

    @Test
    void with_nothing_registered_is_allowed_either_way() {
      put(K4, false).then().statusCode(201).body("ejRegistrerade", contains("s", "x"));
      put("2023K3", true).then().statusCode(201).body("ingetAttRapportera", equalTo(true));
    }

    @Test
    void of_nothing_to_report_is_refused_while_something_is_registered() {
      a.registrerar(K4, rad("s", 0));
      put(K4, true)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/ingetAttRapportera"))
          .body("errors.code", contains("HAR_REGISTRERINGAR"));
      get(K4).then().statusCode(404);
      put("2023K3", true).then().statusCode(201);
      a.registrerarHela(K4).then().statusCode(201); // withdraws it
      put(K4, true).then().statusCode(201);
    }

    @Test
    void of_the_same_again_writes_nothing() {
      var first = put(K4, false);
      var before = stored();
      var again = put(K4, false, "If-Match", first.header("ETag"));
      again.then().statusCode(200).header("ETag", first.header("ETag")).body("version", equalTo(1));
      assertThat(again.<String>path("attesterad")).isEqualTo(first.path("attesterad"));
      assertThat(stored()).isEqualTo(before);
    }

    @Test
    void of_the_other_kind_is_a_new_version() {
      var first = put(K4, false);
      var second = put(K4, true, "If-Match", first.header("ETag"));
      second.then().statusCode(200).body("version", equalTo(2)).body("lage", equalTo("ATTESTERAD"));
      versioner(K4)
          .then()
          .body("versioner.ingetAttRapportera", contains(false, true))
          .body("versioner.lage", contains("ATTESTERAD", "ATTESTERAD"));
    }

    @Test
    void of_an_existing_one_needs_its_tag() {
      var tag = put(K4, false, "If-None-Match", "*").header("ETag");
      put(K4, true).then().statusCode(428);
      put(K4, true, "If-None-Match", "*").then().statusCode(412);
      for (var stale : List.of("\"v0\"", "W/" + tag, "x")) {
        put(K4, true, "If-Match", stale).then().statusCode(412);
      }
      put("2023K3", true, "If-Match", "*").then().statusCode(412);
      get(K4).then().body("version", equalTo(1));
    }

    @Test
    void of_a_quarter_not_begun_is_refused() {
      put("2199K4", true)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{kvartal}"))
          .body("errors.code", contains("EJ_PABORJAT"));
    }

    @Test
    void of_the_quarter_that_runs_is_refused() {
      var idag = LocalDate.now(ZoneId.of("Europe/Stockholm"));
      put(idag.getYear() + "K" + (idag.getMonthValue() + 2) / 3, false)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{kvartal}"))
          .body("errors.code", contains("EJ_AVSLUTAT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023K5", "2022K4", "x"})
    void of_no_quarter_is_404(String kvartal) {
      put(kvartal, true).then().statusCode(404);
      get(kvartal).then().statusCode(404);
      versioner(kvartal).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}                                              | 422 | /ingetAttRapportera",
          "{\"ingetAttRapportera\":null}                   | 422 | /ingetAttRapportera",
          "{\"ingetAttRapportera\":\"false\"}              | 400 | /ingetAttRapportera",
          "{\"ingetAttRapportera\":0}                      | 400 | /ingetAttRapportera",
          "{\"ingetAttRapportera\":false,\"namn\":\"Eva\"} | 400 | /namn",
        })
    void refuses_what_is_no_word(String body, int status, String pointer) {
      a.som()
          .body(body.strip())
          .put(a.path() + "/attester/" + K4)
          .then()
          .statusCode(status)
          .body("errors.pointer", contains(pointer));
      get(K4).then().statusCode(404);
    }
  }

  @Nested
  class A_locked_quarter {
    @Test
    void cannot_be_attested() {
      put("2023K1", false)
          .then()
          .statusCode(409)
          .body("type", endsWith(":kvartal-last"))
          .body("errors.pointer", contains("{kvartal}"))
          .body("errors.code", contains("KVARTAL_LAST"));
      get("2023K1").then().statusCode(404);
    }

    @Test
    void can_be_once_it_is_reopened() {
      Land.som(Token.forsakringskassan())
          .body(
              Map.of(
                  "kvartal",
                  "2023K1",
                  "till",
                  LocalDate.now(ZoneOffset.UTC).plusDays(2).toString(),
                  "orsak",
                  "Attesten saknades"))
          .post(a.path() + "/upplasningar")
          .then()
          .statusCode(201);
      put("2023K1", false).then().statusCode(201);
    }

    @Test
    void is_locked_at_the_time_of_receipt_whatever_the_clock_said() {
      // everything so far was received after the lock, and so will this be
      var caller = new Caller("system", Roles.FORBUNDSSYSTEM, false, Set.of(a.kod()));
      var forr = mottagningar.lasTid();
      var oppet = Instant.parse("2023-06-30T21:59:59Z");
      assertThatThrownBy(
              () ->
                  klocka.vid(
                      oppet,
                      () ->
                          attester.satt(
                              a.kod(),
                              new Kvartal(2023, 1),
                              new NyAttest(true),
                              new Faults(),
                              caller,
                              etag -> {})))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.type()).isEqualTo(ProblemType.KVARTAL_LAST));
      get("2023K1").then().statusCode(404);
      assertThat(mottagningar.dataversion(mottagningar.lasTid())).isBefore(forr);
    }
  }

  @Nested
  class A_change_after_it {
    @Test
    void breaks_it_visibly_until_it_is_attested_again() {
      a.registrerar(K4, rad("x", kvinnor(4, 1, 0), man(9, 0, 2)), rad("s", 3));
      var attest = put(K4, false);
      var first = a.registrerar(K4, rattad(rad("s", 4)));
      var broken = get(K4);
      broken
          .then()
          .body("lage", equalTo("ANDRAD_EFTER_ATTEST"))
          .body("attesterad", equalTo(attest.path("attesterad")))
          .body("andrad", equalTo(first.path("mottagen")))
          .body("version", equalTo(1));
      assertThat(broken.header("ETag"))
          .isNotEqualTo(attest.header("ETag"))
          .startsWith(attest.header("ETag").replaceAll("\"$", "-"));

      a.registrerar(K4, rattad(rad("s", 5)));
      var more = get(K4);
      more.then().body("andrad", equalTo(first.path("mottagen")));
      assertThat(more.header("ETag")).isNotEqualTo(broken.header("ETag"));

      put(K4, false).then().statusCode(428);
      put(K4, false, "If-Match", attest.header("ETag")).then().statusCode(412);
      put(K4, false, "If-Match", broken.header("ETag")).then().statusCode(412);
      put(K4, false, "If-Match", more.header("ETag"))
          .then()
          .statusCode(200)
          .body("lage", equalTo("ATTESTERAD"))
          .body("andrad", nullValue())
          .body("version", equalTo(2));
    }

    @Test
    void is_a_withdrawal_too() {
      a.registrerar(K4, rad("s", 3));
      put(K4, false);
      var withdrawn = a.registrerarHela(K4);
      get(K4)
          .then()
          .body("lage", equalTo("ANDRAD_EFTER_ATTEST"))
          .body("andrad", equalTo(withdrawn.path("mottagen")))
          .body("ejRegistrerade", contains("s", "x"));
    }

    @Test
    void breaks_a_nil_report() {
      put(K4, true);
      a.registrerar(K4, rattad(rad("s", 0)));
      var broken = get(K4);
      broken
          .then()
          .body("lage", equalTo("ANDRAD_EFTER_ATTEST"))
          .body("ingetAttRapportera", equalTo(true));
      put(K4, true, "If-Match", broken.header("ETag")).then().statusCode(422);
      put(K4, false, "If-Match", broken.header("ETag")).then().statusCode(200);
    }

    @Test
    void is_none_if_it_is_of_another_quarter_or_forbund_or_of_no_effect() {
      a.registrerar(K4, rad("s", 3));
      var tag = put(K4, false).header("ETag");
      a.registrerar("2023K3", rad("s", 9)).then().statusCode(201);
      a.registrerar("2024K4", rad("s", 9)).then().statusCode(201);
      a.registrerar(K4, rad("s", 3)).then().statusCode(200);
      a.som()
          .body(Land.registreringar(K4, "DELAR", rattad(rad("s", 7))))
          .post(a.path() + "/registreringar?provkorning=true")
          .then()
          .statusCode(200);
      var b = forbund("g" + number).medSatsning("s");
      b.registrerar(K4, rad("s", 3)).then().statusCode(201);
      get(K4).then().header("ETag", tag).body("lage", equalTo("ATTESTERAD"));
    }

    @Test
    void of_the_insatser_does_not_break_it_but_is_seen() {
      a.registrerar(K4, rad("x", kvinnor(0, 0, 0), man(0, 0, 0)), rad("s", 0));
      var tag = put(K4, false).header("ETag");
      a.medInsats("ny");
      var now = get(K4);
      now.then().body("lage", equalTo("ATTESTERAD")).body("ejRegistrerade", contains("ny"));
      assertThat(now.header("ETag")).isNotEqualTo(tag);
      put(K4, false, "If-Match", tag).then().statusCode(412);
      put(K4, false, "If-Match", now.header("ETag"))
          .then()
          .statusCode(200)
          .header("ETag", now.header("ETag"))
          .body("ejRegistrerade", contains("ny"))
          .body("version", equalTo(1));
    }
  }

  @Nested
  class As_of {
    @Test
    void each_instant_it_is_what_it_was() {
      var forst = a.registrerar(K4, rad("s", 3));
      var attest = put(K4, false);
      var andring = a.registrerar(K4, rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
      var igen = put(K4, false, "If-Match", get(K4).header("ETag"));

      per(K4, tid(forst, "mottagen")).then().statusCode(404);
      per(K4, tid(attest, "attesterad").minusNanos(1000)).then().statusCode(404);
      for (var t : List.of(tid(attest, "attesterad"), tid(andring, "mottagen").minusNanos(1000))) {
        per(K4, t)
            .then()
            .header("ETag", attest.header("ETag"))
            .body("lage", equalTo("ATTESTERAD"))
            .body("ejRegistrerade", contains("x"))
            .body("perTidpunkt", equalTo(t.toString()));
      }
      for (var t : List.of(tid(andring, "mottagen"), tid(igen, "attesterad").minusNanos(1000))) {
        per(K4, t)
            .then()
            .body("lage", equalTo("ANDRAD_EFTER_ATTEST"))
            .body("andrad", equalTo(andring.path("mottagen")))
            .body("ejRegistrerade", empty())
            .body("version", equalTo(1));
      }
      per(K4, tid(igen, "attesterad"))
          .then()
          .header("ETag", igen.header("ETag"))
          .body("lage", equalTo("ATTESTERAD"))
          .body("version", equalTo(2));
    }

    @Test
    void each_instant_the_history_is_what_it_was() {
      var attest = put(K4, true);
      var andring = a.registrerar(K4, rad("s", 3));
      a.registrerar(K4, rattad(rad("s", 4)));
      put(K4, false, "If-Match", get(K4).header("ETag"));
      a.registrerar(K4, rattad(rad("s", 5)));
      versioner(K4)
          .then()
          .statusCode(200)
          .body("versioner.version", contains(1, 2))
          .body("versioner.ingetAttRapportera", contains(true, false))
          .body("versioner.lage", contains("ANDRAD_EFTER_ATTEST", "ANDRAD_EFTER_ATTEST"))
          .body("versioner[0].attesterad", equalTo(attest.path("attesterad")))
          .body("versioner[0].andrad", equalTo(andring.path("mottagen")))
          .body("versioner.avsandare", contains("test-" + a.kod(), "test-" + a.kod()))
          .body("_meta.antal", equalTo(2));
      per(K4 + "/versioner", tid(attest, "attesterad"))
          .then()
          .body("versioner.lage", contains("ATTESTERAD"))
          .body("versioner[0].andrad", nullValue());
      per(K4 + "/versioner", tid(attest, "attesterad").minusNanos(1000)).then().statusCode(404);
    }
  }

  @Nested
  class Lista {
    @Test
    void has_the_latest_of_each_quarter_in_their_order() {
      put("2024K1", true);
      var tag = put(K4, true).header("ETag");
      put("2023K3", false);
      put(K4, false, "If-Match", tag);
      forbundets("")
          .then()
          .statusCode(200)
          .body("attester.kvartal", contains("2023K3", "2023K4", "2024K1"))
          .body("attester.version", contains(1, 2, 1))
          .body("_meta.antal", equalTo(3))
          .body("_meta.perTidpunkt", notNullValue());
      forbundets("?ar=2023")
          .then()
          .body("attester.kvartal", contains("2023K3", "2023K4"))
          .body("_meta.antal", equalTo(2));
      forbundets("?limit=1&offset=1")
          .then()
          .body("attester.kvartal", contains("2023K4"))
          .body("_links.next.href", notNullValue());
      forbundets("?ar=2025").then().body("attester", empty());
    }

    @Test
    void tells_which_are_broken() {
      put("2023K3", false);
      put(K4, false);
      a.registrerar(K4, rad("s", 3));
      forbundets("")
          .then()
          .body("attester.lage", contains("ATTESTERAD", "ANDRAD_EFTER_ATTEST"))
          .body("attester[1].ejRegistrerade", contains("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022", "23", "x"})
    void of_what_is_no_year_is_refused(String ar) {
      forbundets("?ar=" + ar).then().statusCode(400).body("errors.pointer", contains("{ar}"));
    }
  }

  @Nested
  class Who {
    @Test
    void reads() {
      put(K4, false);
      for (var path : List.of("", "/" + K4, "/" + K4 + "/versioner")) {
        var at = a.path() + "/attester" + path;
        Land.som(Token.forsakringskassan()).get(at).then().statusCode(200);
        Land.som(Token.med("forbundsadministrator", a.kod())).get(at).then().statusCode(200);
        Land.som(Token.forbund("annat")).get(at).then().statusCode(404);
        Land.som(Token.nationellaRadet()).get(at).then().statusCode(403);
        Land.som(Token.med("deltagaransvarig", a.kod())).get(at).then().statusCode(403);
        Land.som(Token.forskare()).get(at).then().statusCode(403);
        given().get(at).then().statusCode(401);
      }
    }

    @Test
    void attests() {
      var at = a.path() + "/attester/" + K4;
      var body = Map.of("ingetAttRapportera", true);
      for (var roll :
          List.of("forsakringskassan", "nationella-radet", "deltagaransvarig", "forskare")) {
        Land.som(Token.med(roll, a.kod())).body(body).put(at).then().statusCode(403);
      }
      Land.som(Token.forbund("annat")).body(body).put(at).then().statusCode(404);
      // the claim counts, whatever else the token may
      Land.som(Token.med(Set.of("forsakringskassan", "forbundssystem"), "annat"))
          .body(body)
          .put(at)
          .then()
          .statusCode(404);
      get(K4).then().statusCode(404);
      Land.som(Token.med("forbundsadministrator", a.kod()))
          .body(body)
          .put(at)
          .then()
          .statusCode(201)
          .body("roll", startsWith("forbundsadministrator"));
    }
  }

  private void medLiv(String insats, String start, String slut) {
    var body = individinriktad("Insatsen " + insats);
    body.put("startdatum", start);
    body.put("slutdatum", slut);
    a.medInsats(insats, body);
  }

  private Response put(String kvartal, boolean ingetAttRapportera, String... header) {
    var request = a.som().body(Map.of("ingetAttRapportera", ingetAttRapportera));
    if (header.length > 0) {
      request.header(header[0], header[1]);
    }
    return request.put(a.path() + "/attester/" + kvartal);
  }

  private Response get(String kvartal) {
    return a.som().get(a.path() + "/attester/" + kvartal);
  }

  private Response versioner(String kvartal) {
    return get(kvartal + "/versioner");
  }

  private Response forbundets(String query) {
    return a.som().get(a.path() + "/attester" + query);
  }

  private Response per(String path, Instant t) {
    return a.som().queryParam("perTidpunkt", t.toString()).get(a.path() + "/attester/" + path);
  }

  private static Instant tid(Response answer, String member) {
    return Instant.parse(answer.path(member));
  }

  private static Map<String, Object> members(Response answer) {
    var members = new LinkedHashMap<String, Object>(answer.jsonPath().getMap(""));
    members.remove("perTidpunkt");
    return members;
  }

  private List<Long> stored() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select count(*) from mottagning union all select count(*) from attest_version")
                .mapTo(Long.class)
                .list());
  }
}
