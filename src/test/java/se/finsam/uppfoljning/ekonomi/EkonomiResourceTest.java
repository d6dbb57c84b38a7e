package se.finsam.uppfoljning.ekonomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.individinriktad;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
import se.finsam.uppfoljning.kodlista.Finansiar;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;

/** The money of a förbund and of its insatser (contract section 6; R13, R17). */
@QuarkusTest
class EkonomiResourceTest {
  private static final int NASTA_AR = LocalDate.now(Ar.SVERIGE).getYear() + 1;
  private static int number;
  private static boolean emptied;

  @Inject Jdbi jdbi;
  @Inject Klocka klocka;
  @Inject Forbundsekonomier ekonomier;

  private Forbund a;

  @BeforeEach
  void a_forbund_with_an_insats_and_no_money() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    a = forbund("f" + ++number).medInsats("x");
  }

  @Nested
  class Of_a_forbund {
    private static final String AR = "/ekonomi/2023";

    @Test
    void is_told_and_read() {
      var put =
          put(
              AR,
              ekonomi(
                  -7L,
                  11L,
                  null,
                  medel("REGIONER", 900_000L),
                  medel("STAT", 1_800_000L),
                  medel("ESF", 0L)));
      put.then()
          .statusCode(201)
          .header("Location", endsWith(a.path() + AR))
          .body("forbund", equalTo(a.kod()))
          .body("ar", equalTo(2023))
          .body("version", equalTo(1))
          .body("tilldeladeMedel.finansiar", contains("STAT", "REGIONER", "ESF"))
          .body("tilldeladeMedel.tilldeladeMedelKr", contains(1_800_000, 900_000, 0))
          .body("egetKapitalKr", equalTo(-7))
          .body("admBudgetKr", equalTo(11))
          .body("admUtfallKr", nullValue())
          .body("$", hasKey("admUtfallKr"))
          .body("avsandare", equalTo("test-" + a.kod()))
          .body("roll", equalTo("forbundssystem"))
          .body("perTidpunkt", equalTo(put.path("mottagen")));
      var got = get(AR);
      got.then().statusCode(200).header("ETag", put.header("ETag"));
      for (var told : List.of("tilldeladeMedel", "mottagen", "version", "egetKapitalKr")) {
        assertThat(got.<Object>path(told)).as(told).isEqualTo(put.path(told));
      }
    }

    @Test
    void that_is_unknown_is_null_and_not_zero() {
      put(AR, Map.of())
          .then()
          .statusCode(201)
          .body("tilldeladeMedel", empty())
          .body("egetKapitalKr", nullValue())
          .body("admBudgetKr", nullValue())
          .body("admUtfallKr", nullValue());
      var tag = get(AR).header("ETag");
      put(AR, ekonomi(0L, 0L, 0L, medel("OVRIGA", 0L), medel("KOMMUNER", null)), tag)
          .then()
          .statusCode(200)
          .body("version", equalTo(2))
          .body("tilldeladeMedel.finansiar", contains("OVRIGA"))
          .body("tilldeladeMedel.tilldeladeMedelKr", contains(0))
          .body("egetKapitalKr", equalTo(0))
          .body("admBudgetKr", equalTo(0))
          .body("admUtfallKr", equalTo(0));
    }

    @Test
    void that_is_as_it_was_writes_nothing() {
      var tag = put(AR, ekonomi(1L, 2L, null, medel("STAT", 3L), medel("ESF", 4L))).header("ETag");
      var before = stored();
      var same =
          ekonomi(1L, 2L, null, medel("ESF", 4L), medel("KOMMUNER", null), medel("STAT", 3L));
      put(AR, same, tag).then().statusCode(200).header("ETag", tag).body("version", equalTo(1));
      put(AR, same, "*").then().statusCode(200).header("ETag", tag);
      assertThat(stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
      "1, 2, 3, STAT, 4, 200",
      "9, 2, 3, STAT, 4, 200",
      "1, 9, 3, STAT, 4, 200",
      "1, 2, 9, STAT, 4, 200",
      "1, 2, 3, ESF, 4, 200",
      "1, 2, 3, STAT, 9, 200",
      "1, 2, 3, STAT, , 200",
      "1, 2, , STAT, 4, 200",
    })
    void that_differs_in_anything_is_a_new_version(
        Long kapital, Long budget, Long utfall, String finansiar, Long kr, int status) {
      var tag = put(AR, ekonomi(1L, 2L, 3L, medel("STAT", 4L))).header("ETag");
      boolean other =
          !List.of(1L, 2L, 3L, "STAT", 4L)
              .equals(Arrays.asList(kapital, budget, utfall, finansiar, kr));
      put(AR, ekonomi(kapital, budget, utfall, medel(finansiar, kr)), tag)
          .then()
          .statusCode(status)
          .body("version", equalTo(other ? 2 : 1));
    }

    @Test
    void is_changed_only_by_who_knows_what_is_there() {
      var first = put(AR, ekonomi(1L, null, null)).header("ETag");
      put(AR, ekonomi(2L, null, null)).then().statusCode(428);
      put(AR, ekonomi(2L, null, null), "\"v0\"").then().statusCode(412);
      put(AR, ekonomi(2L, null, null), first).then().statusCode(200);
      put(AR, ekonomi(3L, null, null), first).then().statusCode(412);
      var onlyNew =
          a.som().header("If-None-Match", "*").body(ekonomi(4L, null, null)).put(a.path() + AR);
      assertThat(onlyNew.statusCode()).isEqualTo(412);
      a.som()
          .header("If-None-Match", "*")
          .body(ekonomi(4L, null, null))
          .put(a.path() + "/ekonomi/2024")
          .then()
          .statusCode(201);
      put("/ekonomi/2025", ekonomi(4L, null, null), "*").then().statusCode(412);
      get(AR).then().body("egetKapitalKr", equalTo(2)).body("version", equalTo(2));
    }

    @Test
    void is_not_sent_to_who_has_it() {
      var tag = put(AR, ekonomi(1L, null, null)).header("ETag");
      a.som().header("If-None-Match", tag).get(a.path() + AR).then().statusCode(304);
    }

    @Test
    void is_known_as_it_was_at_any_instant() {
      var first = put(AR, ekonomi(1L, null, null, medel("STAT", 5L)));
      var second = put(AR, ekonomi(2L, 7L, null, medel("ESF", 6L)), first.header("ETag"));
      var t1 = Instant.parse(first.path("mottagen"));
      var t2 = Instant.parse(second.path("mottagen"));
      per(AR, t1.minusNanos(1000)).then().statusCode(404);
      per(AR, t1)
          .then()
          .body("egetKapitalKr", equalTo(1))
          .body("admBudgetKr", nullValue())
          .body("tilldeladeMedel.finansiar", contains("STAT"))
          .body("perTidpunkt", equalTo(first.path("mottagen")))
          .header("ETag", first.header("ETag"));
      per(AR, t2.minusNanos(1000)).then().body("egetKapitalKr", equalTo(1));
      per(AR, t2).then().body("tilldeladeMedel.finansiar", contains("ESF"));
      per("/ekonomi", t1).then().body("ekonomi.egetKapitalKr", contains(1));
      per("/ekonomi", t1.minusNanos(1000)).then().statusCode(200).body("ekonomi", empty());
      per(AR + "/versioner", t1).then().body("versioner.version", contains(1));
      per(AR + "/versioner", t1.minusNanos(1000)).then().statusCode(404);
    }

    @Test
    void has_a_history_of_who_and_when_and_what() {
      var first = put(AR, ekonomi(1L, null, null, medel("STAT", 5L)));
      var admin = Token.med(Set.of("forbundsadministrator"), a.kod());
      var second =
          Land.som(admin)
              .header("If-Match", first.header("ETag"))
              .body(ekonomi(null, 9L, null))
              .put(a.path() + AR);
      put("/ekonomi/2024", ekonomi(77L, null, null));
      get(AR + "/versioner")
          .then()
          .statusCode(200)
          .body("versioner.version", contains(1, 2))
          .body("versioner.egetKapitalKr", contains(1, null))
          .body("versioner.admBudgetKr", contains(null, 9))
          .body("versioner[0].tilldeladeMedel.tilldeladeMedelKr", contains(5))
          .body("versioner[1].tilldeladeMedel", empty())
          .body(
              "versioner.mottagen",
              contains(first.<String>path("mottagen"), second.<String>path("mottagen")))
          .body("versioner.roll", contains("forbundssystem", "forbundsadministrator"))
          .body("_meta.antal", equalTo(2))
          .body("_links.self.href", endsWith(AR + "/versioner"));
    }

    @Test
    void is_listed_by_year_in_pages() {
      for (int ar : List.of(2025, 2023, 2024)) {
        put("/ekonomi/" + ar, ekonomi((long) ar, null, null)).then().statusCode(201);
      }
      forbund("f" + ++number).som(); // another, with nothing
      get("/ekonomi")
          .then()
          .body("ekonomi.ar", contains(2023, 2024, 2025))
          .body("ekonomi.egetKapitalKr", contains(2023, 2024, 2025))
          .body("ekonomi[0]", not(hasKey("perTidpunkt")))
          .body("_meta.antal", equalTo(3));
      get("/ekonomi?limit=1&offset=1")
          .then()
          .body("ekonomi.ar", contains(2024))
          .body("_links.next.href", endsWith("offset=2"));
      get("/ekonomi?limit=0").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
      "2023, 201, ",
      "2022, 422, FORE_SYSTEMET",
      "1900, 422, FORE_SYSTEMET",
      "0000, 422, FORE_SYSTEMET",
      "2999, 422, FRAMTIDA",
      "9999, 422, FRAMTIDA",
      "23, 404, ",
      "02023, 404, ",
      "2023K4, 404, ",
      "abcd, 404, ",
    })
    void is_of_a_year_from_2023(String ar, int status, String code) {
      var answer = put("/ekonomi/" + ar, ekonomi(1L, null, null)).then().statusCode(status);
      if (code != null) {
        answer.body("errors.pointer", contains("{ar}")).body("errors.code", contains(code));
      }
      get("/ekonomi/" + ar).then().statusCode(status == 201 ? 200 : 404);
    }

    @Test
    void may_be_of_next_year_and_of_no_later_one() {
      put("/ekonomi/" + NASTA_AR, ekonomi(1L, null, null)).then().statusCode(201);
      put("/ekonomi/" + (NASTA_AR + 1), ekonomi(1L, null, null))
          .then()
          .statusCode(422)
          .body("errors.code", contains("FRAMTIDA"));
    }

    @Test
    void is_of_the_next_year_from_new_years_eve_in_sweden() {
      var caller = new Caller("system", "forbundssystem", false, Set.of(a.kod()));
      var ny = new NyForbundEkonomi(null, 1L, null, null);
      var forst = Instant.parse("2023-12-31T23:00:00Z"); // midnight, when 2024 begins
      assertThat(satt(forst.minusSeconds(1), caller, ny))
          .isEqualTo("Ekonomi kan lämnas för åren till och med nästa år");
      assertThat(satt(forst, caller, ny)).isEqualTo("201");
    }

    private String satt(Instant t, Caller caller, NyForbundEkonomi ny) {
      try {
        var skrivet =
            klocka.vid(
                t,
                () -> ekonomier.satt(a.kod(), new Ar(2025), ny, new Faults(), caller, etag -> {}));
        return skrivet.nytt() ? "201" : "200";
      } catch (ProblemException e) {
        return e.getMessage();
      }
    }

    @Test
    void names_each_financier_once_and_every_fault_at_once() {
      var body =
          ekonomi(
              -2_000_000_001L,
              -1L,
              2_000_000_001L,
              medel("STAT", 1L),
              medel("STAT", 1L),
              medel("ESF", -1L),
              medel("OVRIGA", 2_000_000_001L),
              medel("LANDSTING", 1L));
      body.put("tilldeladeMedel", med(body.get("tilldeladeMedel"), Map.of("tilldeladeMedelKr", 1)));
      put(AR, body)
          .then()
          .statusCode(422)
          .body(
              "errors.collect { it.pointer + ' ' + it.code }.sort()",
              contains(
                  "/admBudgetKr NEGATIVT",
                  "/admUtfallKr FOR_STORT",
                  "/egetKapitalKr FOR_LITET",
                  "/tilldeladeMedel/1/finansiar DUBBLETT",
                  "/tilldeladeMedel/2/tilldeladeMedelKr NEGATIVT",
                  "/tilldeladeMedel/3/tilldeladeMedelKr FOR_STORT",
                  "/tilldeladeMedel/4/finansiar OKANT_VARDE",
                  "/tilldeladeMedel/5/finansiar SAKNAS"));
      get(AR).then().statusCode(404);
    }

    @Test
    void reaches_to_two_billions_either_way() {
      put(AR, ekonomi(-2_000_000_000L, 2_000_000_000L, 0L, medel("STAT", 2_000_000_000L)))
          .then()
          .statusCode(201)
          .body("egetKapitalKr", equalTo(-2_000_000_000));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"egetKapitalKr\":1.5}",
          "{\"egetKapitalKr\":1.0}",
          "{\"egetKapitalKr\":1e3}",
          "{\"egetKapitalKr\":-0}",
          "{\"egetKapitalKr\":\"12\"}",
          "{\"admBudgetKr\":true}",
          "{\"okant\":1}",
          "{\"ar\":2023}",
          "{\"admBudgetKr\":1,\"admBudgetKr\":1}",
          "{\"tilldeladeMedel\":{}}",
          "{\"tilldeladeMedel\":[1]}",
          "{\"tilldeladeMedel\":[{\"finansiar\":1,\"tilldeladeMedelKr\":1}]}",
          "{\"tilldeladeMedel\":[{\"finansiar\":\"\",\"tilldeladeMedelKr\":1}]}",
          "{\"tilldeladeMedel\":[{\"finansiar\":\"STAT\",\"kr\":1}]}",
          "{} {}",
          "[]",
          "null",
          "",
        })
    void is_read_strictly(String body) {
      a.som().body(body).put(a.path() + AR).then().statusCode(400);
      get(AR).then().statusCode(404);
    }

    @Test
    void with_null_in_the_list_is_refused() {
      a.som()
          .body("{\"tilldeladeMedel\":[null]}")
          .put(a.path() + AR)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/tilldeladeMedel/0"))
          .body("errors.code", contains("SAKNAS"));
    }
  }

  @Nested
  class Of_an_insats {
    private static final String AR = "/insatser/x/ekonomi/2023";

    @Test
    void is_told_and_read() {
      var put = put(AR, insats(1_200_000L, null, 40L));
      put.then()
          .statusCode(201)
          .header("Location", endsWith(a.path() + AR))
          .body("forbund", equalTo(a.kod()))
          .body("insats", equalTo("x"))
          .body("ar", equalTo(2023))
          .body("version", equalTo(1))
          .body("budgetKr", equalTo(1_200_000))
          .body("utfallKr", nullValue())
          .body("esfBudgetKr", nullValue())
          .body("esfUtfallKr", nullValue())
          .body("budgeteratAntalDeltagare", equalTo(40))
          .body("perTidpunkt", equalTo(put.path("mottagen")));
      get(AR)
          .then()
          .statusCode(200)
          .header("ETag", put.header("ETag"))
          .body("mottagen", equalTo(put.path("mottagen")))
          .body("budgetKr", equalTo(1_200_000));
    }

    @Test
    void is_changed_with_its_tag_and_keeps_its_history() {
      var first = put(AR, insats(1L, null, null));
      put(AR, insats(2L, null, null)).then().statusCode(428);
      var second = put(AR, insats(2L, 0L, 3L), first.header("ETag"));
      second.then().statusCode(200).body("version", equalTo(2));
      put(AR, insats(4L, null, null), first.header("ETag")).then().statusCode(412);
      var before = stored();
      put(AR, insats(2L, 0L, 3L), second.header("ETag")).then().statusCode(200);
      assertThat(stored()).isEqualTo(before);

      get(AR + "/versioner")
          .then()
          .body("versioner.version", contains(1, 2))
          .body("versioner.budgetKr", contains(1, 2))
          .body("versioner.utfallKr", contains(null, 0))
          .body("versioner.budgeteratAntalDeltagare", contains(null, 3))
          .body("versioner.avsandare", contains("test-" + a.kod(), "test-" + a.kod()))
          .body(
              "versioner.mottagen",
              contains(first.<String>path("mottagen"), second.<String>path("mottagen")));
      var t1 = Instant.parse(first.path("mottagen"));
      per(AR, t1).then().body("budgetKr", equalTo(1));
      per(AR, t1.minusNanos(1000)).then().statusCode(404);
      per("/insatser/x/ekonomi", t1).then().body("ekonomi.budgetKr", contains(1));
      per("/insatser/x/ekonomi", t1.minusNanos(1000)).then().body("ekonomi", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"budgetKr", "utfallKr", "budgeteratAntalDeltagare"})
    void that_differs_in_anything_is_a_new_version(String member) {
      var body = insats(1L, 2L, 3L);
      var tag = put(AR, body).header("ETag");
      body.put(member, null);
      put(AR, body, tag).then().body("version", equalTo(2)).body(member, nullValue());
    }

    @Test
    void is_listed_by_year() {
      put("/insatser/x/ekonomi/2024", insats(2L, null, null));
      put(AR, insats(1L, null, null));
      a.medInsats("y");
      put("/insatser/y/ekonomi/2023", insats(99L, null, null));
      get("/insatser/x/ekonomi")
          .then()
          .body("ekonomi.ar", contains(2023, 2024))
          .body("ekonomi.budgetKr", contains(1, 2))
          .body("_meta.antal", equalTo(2));
      get("/insatser/finns-inte/ekonomi").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
      "2023-12-31,           , 2023, ",
      "2024-01-01,           , 2023, UTANFOR_INSATSENS_TID",
      "2021-01-01, 2023-01-01, 2023, ",
      "2021-01-01, 2022-12-31, 2023, UTANFOR_INSATSENS_TID",
      "2021-01-01, 2023-12-31, 2024, UTANFOR_INSATSENS_TID",
      "2021-01-01,           , 2022, FORE_SYSTEMET",
      "2021-01-01, 2022-12-31, 2999, FRAMTIDA",
    })
    void is_of_a_year_of_its_life(String start, String slut, String ar, String code) {
      var body = individinriktad("Lever");
      body.put("startdatum", start);
      body.put("slutdatum", slut);
      a.medInsats("lever", body);
      var answer = put("/insatser/lever/ekonomi/" + ar, insats(1L, null, null)).then();
      if (code == null) {
        answer.statusCode(201);
      } else {
        answer
            .statusCode(422)
            .body("errors.pointer", contains("{ar}"))
            .body("errors.code", contains(code));
      }
    }

    @Test
    void has_esf_money_only_with_esf() {
      var body = insats(null, null, null);
      body.put("esfBudgetKr", 5);
      body.put("esfUtfallKr", 0);
      put(AR, body)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/esfBudgetKr", "/esfUtfallKr"))
          .body("errors.code", contains("EJ_ESF", "EJ_ESF"));
      var esf = individinriktad("Med ESF");
      esf.put("esfFinansiering", true);
      a.medInsats("esf", esf);
      var put = put("/insatser/esf/ekonomi/2023", body);
      put.then()
          .statusCode(201)
          .body("esfBudgetKr", equalTo(5))
          .body("esfUtfallKr", equalTo(0))
          .body("budgetKr", nullValue());
      body.put("esfUtfallKr", 6);
      put("/insatser/esf/ekonomi/2023", body, put.header("ETag"))
          .then()
          .body("version", equalTo(2));
      body.put("esfBudgetKr", null);
      put("/insatser/esf/ekonomi/2023", body, "*").then().body("version", equalTo(3));
    }

    @Test
    void keeps_to_the_ranges_of_the_tables() {
      put(AR, insats(2_000_000_000L, 0L, 999_999L)).then().statusCode(201);
      put(AR, insats(2_000_000_001L, -1L, 1_000_000L), "*")
          .then()
          .statusCode(422)
          .body(
              "errors.collect { it.pointer + ' ' + it.code }.sort()",
              contains(
                  "/budgetKr FOR_STORT",
                  "/budgeteratAntalDeltagare FOR_STORT",
                  "/utfallKr NEGATIVT"));
    }

    @Test
    void is_of_an_insats_that_exists() {
      put("/insatser/finns-inte/ekonomi/2023", insats(1L, null, null)).then().statusCode(404);
      put("/insatser/FEL/ekonomi/2023", insats(1L, null, null)).then().statusCode(404);
      put("/insatser/x/ekonomi/23", insats(1L, null, null)).then().statusCode(404);
      get("/insatser/x/ekonomi/2023").then().statusCode(404);
      get("/insatser/x/ekonomi/2023/versioner").then().statusCode(404);
    }

    @Test
    void holds_the_insats_fast() {
      put(AR, insats(1L, null, null));
      a.som()
          .delete(a.path() + "/insatser/x")
          .then()
          .statusCode(409)
          .body("errors.code", contains("HAR_EKONOMI"));
      get("/insatser/x").then().statusCode(200);
    }

    @Test
    void is_not_that_of_a_removed_insats_under_the_same_id() {
      a.som().delete(a.path() + "/insatser/x").then().statusCode(204);
      put(AR, insats(1L, null, null)).then().statusCode(404);
      a.medInsats("x");
      get(AR).then().statusCode(404);
      put(AR, insats(1L, null, null)).then().statusCode(201);
    }
  }

  @Nested
  class Is_for {
    @ParameterizedTest
    @ValueSource(strings = {"/ekonomi/2023", "/insatser/x/ekonomi/2023"})
    void the_forbund_to_write_and_the_system_owner_to_read(String path) {
      var body = Map.of();
      var url = a.path() + path;
      var admin = Token.med("forbundsadministrator", a.kod());
      Land.som(admin).body(body).put(url).then().statusCode(201);
      var all = List.of(url, url + "/versioner", url.substring(0, url.lastIndexOf('/')));
      for (var read : all) {
        Land.som(Token.forsakringskassan()).get(read).then().statusCode(200);
        Land.som(admin).get(read).then().statusCode(200);
        for (var token : others()) {
          Land.som(token).get(read).then().statusCode(403);
        }
        io.restassured.RestAssured.given().get(read).then().statusCode(401);
      }
      var may = new ArrayList<>(others());
      may.add(Token.forsakringskassan());
      for (var token : may) {
        Land.som(token).header("If-Match", "*").body(body).put(url).then().statusCode(403);
      }
    }

    private List<String> others() {
      return List.of(
          Token.med("deltagaransvarig", a.kod()), Token.nationellaRadet(), Token.forskare());
    }

    @Test
    void nobody_elses_forbund() {
      put("/ekonomi/2023", Map.of());
      put("/insatser/x/ekonomi/2023", Map.of());
      var b = forbund("f" + ++number);
      var before = stored();
      for (var path :
          List.of(
              "/ekonomi",
              "/ekonomi/2023",
              "/ekonomi/2023/versioner",
              "/insatser/x/ekonomi",
              "/insatser/x/ekonomi/2023",
              "/insatser/x/ekonomi/2023/versioner")) {
        b.som().get(a.path() + path).then().statusCode(404);
        if (path.endsWith("2023")) {
          for (var tag : List.of("*", "\"v1\"")) {
            b.som()
                .header("If-Match", tag)
                .body(Map.of())
                .put(a.path() + path)
                .then()
                .statusCode(404)
                .header("ETag", nullValue());
          }
        }
      }
      assertThat(stored()).isEqualTo(before);
    }
  }

  @Test
  void the_financiers_are_those_of_the_code_list_and_of_the_table() {
    var koder = Arrays.stream(Finansiar.values()).map(Finansiar::name).toList();
    a.som().get(Land.ROT + "/kodlistor/finansiarer").then().body("finansiarer.kod", equalTo(koder));
    var body = ekonomi(null, null, null);
    body.put("tilldeladeMedel", koder.stream().map(kod -> medel(kod, 1L)).toList());
    put("/ekonomi/2023", body)
        .then()
        .statusCode(201)
        .body("tilldeladeMedel.finansiar", equalTo(koder));
  }

  @SafeVarargs
  private static Map<String, Object> ekonomi(
      Long egetKapital, Long admBudget, Long admUtfall, Map<String, Object>... medel) {
    var body = new LinkedHashMap<String, Object>();
    var lista = new ArrayList<Object>();
    for (var m : medel) {
      lista.add(m);
    }
    body.put("tilldeladeMedel", lista);
    body.put("egetKapitalKr", egetKapital);
    body.put("admBudgetKr", admBudget);
    body.put("admUtfallKr", admUtfall);
    return body;
  }

  private static Map<String, Object> medel(String finansiar, Long kr) {
    var medel = new LinkedHashMap<String, Object>();
    medel.put("finansiar", finansiar);
    medel.put("tilldeladeMedelKr", kr);
    return medel;
  }

  private static List<Object> med(Object lista, Object till) {
    var med = new ArrayList<Object>((List<?>) lista);
    med.add(till);
    return med;
  }

  private static Map<String, Object> insats(Long budget, Long utfall, Long deltagare) {
    var body = new LinkedHashMap<String, Object>();
    body.put("budgetKr", budget);
    body.put("utfallKr", utfall);
    body.put("budgeteratAntalDeltagare", deltagare);
    return body;
  }

  private Response put(String path, Map<String, ?> body, String... ifMatch) {
    var request = a.som().body(body);
    if (ifMatch.length > 0) {
      request.header("If-Match", ifMatch[0]);
    }
    return request.put(a.path() + path);
  }

  private Response get(String path) {
    return a.som().get(a.path() + path);
  }

  private Response per(String path, Instant t) {
    return a.som().queryParam("perTidpunkt", t.toString()).get(a.path() + path);
  }

  private List<Long> stored() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    select count(*) from mottagning union all select count(*) from forbund_ekonomi_version
                    union all select count(*) from forbund_medel
                    union all select count(*) from insats_ekonomi_version
                    """)
                .mapTo(Long.class)
                .list());
  }
}
