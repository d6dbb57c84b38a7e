package se.finsam.uppfoljning.handelse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;
import static se.finsam.uppfoljning.Land.registreringar;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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

/** The audit log: one händelse per accepted write, told from the versions themselves. */
@QuarkusTest
class HandelseResourceTest {
  private static int number;
  private static boolean emptied;

  @Inject Jdbi jdbi;

  private Forbund a;

  @BeforeEach
  void a_forbund() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    a = Land.forbund("f" + ++number);
  }

  /** What each kind of write leaves. */
  @Nested
  class A_write {
    @Test
    void of_a_forbund_tells_its_versions() {
      expect("FORBUND", "forbund/" + a.kod(), null, 1);
      Land.som(Token.forsakringskassan())
          .header("If-Match", "*")
          .body(Map.of("namn", "Ett annat namn", "lan", "01"))
          .put(a.path())
          .then()
          .statusCode(200);
      expect("FORBUND", "forbund/" + a.kod(), 1, 2);
      log("")
          .then()
          .body("_meta.antal", equalTo(2))
          .body("handelser.roll", everyItem(equalTo("forsakringskassan")));
    }

    @Test
    void of_an_insats_tells_its_versions_and_that_it_was_removed() {
      a.medInsats("x").medInsats("y");
      expect("INSATS", insats("y"), null, 1);
      a.som()
          .header("If-Match", "*")
          .body(individinriktad("Nytt"))
          .put(a.path() + "/insatser/y")
          .then()
          .statusCode(200);
      expect("INSATS", insats("y"), 1, 2);
      a.som().delete(a.path() + "/insatser/y").then().statusCode(204);
      expect("INSATS", insats("y"), 2, null);
      a.medInsats("y");
      expect("INSATS", insats("y"), null, 1);
      a.som().delete(a.path() + "/insatser/y").then().statusCode(204);
      expect("INSATS", insats("y"), 1, null);
      log("&slag=INSATS")
          .then()
          .body("_meta.antal", equalTo(6))
          .body("handelser.antalAndringar", everyItem(equalTo(1)));
    }

    @Test
    void of_a_malgrupp_tells_its_versions_and_no_forbund() {
      var kod = "NY_" + number;
      for (int i = 1; i <= 2; i++) {
        Land.som(Token.forsakringskassan())
            .header(i == 1 ? "If-None-Match" : "If-Match", "*")
            .body(Map.of("etikett", "Etikett " + i, "prioriterad", false))
            .put(ROT + "/kodlistor/malgrupper/" + kod)
            .then()
            .statusCode(i == 1 ? 201 : 200);
        fk("/handelser?slag=KODLISTA")
            .then()
            .body("handelser[0].forbund", nullValue())
            .body("handelser[0].andringar.resurs", contains("kodlistor/malgrupper/" + kod))
            .body("handelser[0].andringar[0].fore", i == 1 ? nullValue() : equalTo(1))
            .body("handelser[0].andringar[0].efter", equalTo(i));
      }
    }

    @Test
    void of_registrations_tells_each_of_them_and_points_at_the_receipt() {
      a.medInsats("x").medSatsning("s");
      var kvittens = a.registrerar("2023K4", rad("x", kvinnor(1, 2, 0), man(0, 0, 0)), rad("s", 7));
      var head = "forbund/" + a.kod() + "/registreringar/2023K4/";
      var link = a.path() + "/kvittenser/" + kvittens.path("id");
      log("")
          .then()
          .body("handelser[0].id", equalTo(kvittens.path("id")))
          .body("handelser[0].tidpunkt", equalTo(kvittens.path("mottagen")))
          .body("handelser[0].slag", equalTo("REGISTRERING"))
          .body("handelser[0].avsandare", equalTo("test-" + a.kod()))
          .body("handelser[0].roll", equalTo("forbundssystem"))
          .body("handelser[0].forbund", equalTo(a.kod()))
          .body("handelser[0].andrade", equalTo(true))
          .body("handelser[0].antalAndringar", equalTo(2))
          .body("handelser[0].andringar.resurs", contains(head + "s", head + "x"))
          .body("handelser[0].andringar.fore", contains(nullValue(), nullValue()))
          .body("handelser[0].andringar.efter", contains(1, 1))
          .body("handelser[0]._links.related.href", endsWith(link))
          .body("handelser[1]._links.related", nullValue());
      fk("/forbund/" + a.kod() + "/kvittenser/" + kvittens.path("id")).then().statusCode(200);

      a.registrerar("2023K4", rad("s", 7), rattad(rad("x", kvinnor(2, 2, 0), man(0, 0, 0))))
          .then()
          .statusCode(201);
      expect("REGISTRERING", head + "x", 1, 2);
      a.registrerarHela("2023K4", rad("x", kvinnor(2, 2, 0), man(0, 0, 0)));
      expect("REGISTRERING", head + "s", 1, 2);
    }

    @Test
    void that_repeats_registrations_is_there_and_changed_nothing() {
      a.medSatsning("s").registrerar("2023K4", rad("s", 7));
      a.registrerar("2023K4", rad("s", 7)).then().statusCode(200);
      log("")
          .then()
          .body("handelser[0].slag", equalTo("REGISTRERING"))
          .body("handelser[0].andrade", equalTo(false))
          .body("handelser[0].antalAndringar", equalTo(0))
          .body("handelser[0].andringar", empty())
          .body("handelser[0]._links.related.href", notNullValue())
          .body("handelser[1].andrade", equalTo(true));
    }

    @Test
    void of_a_coupling_tells_its_versions_under_an_address_that_can_be_called() {
      a.medInsats("x").medDeltagaransvarig("x", "person|1/åäö");
      var resurs = insats("x") + "/deltagaransvariga/person%7C1%2F%C3%A5%C3%A4%C3%B6";
      expect("DELTAGARANSVARIG", resurs, null, 1);
      var request = RawHttp.get(ROT + "/" + resurs).token(Token.forsakringskassan());
      assertThat(request.send().json().getString("sub")).isEqualTo("person|1/åäö");
      RawHttp.request("DELETE", ROT + "/" + resurs).token(Token.forbund(a.kod())).send();
      expect("DELTAGARANSVARIG", resurs, 1, 2);
    }

    @Test
    void of_the_other_kinds_tells_their_versions() {
      a.medInsats("x");
      var q = "forbund/" + a.kod();
      for (int version = 1; version <= 2; version++) {
        Integer fore = version == 1 ? null : 1;
        int ar = 2023 + number;
        skriv(
            "TIDPLAN",
            null,
            "update tidplan_version set ersatt = :t where ersatt > :t and ar = :ar",
            """
            insert into tidplan_version (ar, kvartal, version, forfaller, sen_efter, lases, mottagning, mottagen)
            values (:ar, 4, :version, '2200-01-15', '2200-01-15', '2200-12-31', :m, :t)""",
            version);
        fk("/handelser?slag=TIDPLAN")
            .then()
            .body("handelser[0].andringar.resurs", contains("tidplaner/" + ar + "K4"))
            .body("handelser[0].andringar[0].fore", equalTo(fore))
            .body("handelser[0].andringar[0].efter", equalTo(version))
            .body("handelser[0].forbund", nullValue())
            .body("handelser[0].spar", nullValue());
        skriv(
            "ATTEST",
            a.kod(),
            "update attest_version set ersatt = :t where ersatt > :t and forbund = :f",
            """
            insert into attest_version (forbund, ar, kvartal, version, inget_att_rapportera, mottagning, mottagen)
            values (:f, 2023, 4, :version, false, :m, :t)""",
            version);
        expect("ATTEST", q + "/attester/2023K4", fore, version);
        skriv(
            "EKONOMI",
            a.kod(),
            "update forbund_ekonomi_version set ersatt = :t where ersatt > :t and forbund = :f",
            """
            insert into forbund_ekonomi_version (forbund, ar, version, mottagning, mottagen)
            values (:f, 2023, :version, :m, :t)""",
            version);
        expect("EKONOMI", q + "/ekonomi/2023", fore, version);
        skriv(
            "EKONOMI",
            a.kod(),
            "update insats_ekonomi_version set ersatt = :t where ersatt > :t and insats = (select nr from insats where forbund = :f)",
            """
            insert into insats_ekonomi_version (insats, ar, version, mottagning, mottagen)
            select nr, 2024, :version, :m, :t from insats where forbund = :f""",
            version);
        expect("EKONOMI", insats("x") + "/ekonomi/2024", fore, version);
        var id = new UUID(number, version);
        skriv(
            "UPPLASNING",
            a.kod(),
            null,
            """
            insert into upplasning (id, forbund, ar, kvartal, till, orsak, mottagning, mottagen)
            values ('%s', :f, 2023, 1, '2199-01-01', 'sent', :m, :t)"""
                .formatted(id),
            version);
        expect("UPPLASNING", q + "/upplasningar/" + id, null, 1);
      }
    }

    @Test
    void carries_the_trace_of_its_request() {
      var trace = "4bf92f3577b34da6a3ce929d0e0e47" + (10 + number % 90);
      a.som()
          .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
          .body(individinriktad("Namn"))
          .put(a.path() + "/insatser/x")
          .then()
          .statusCode(201);
      log("").then().body("handelser[0].spar", equalTo(trace));
    }

    /** Writes as rooms do that may not be there yet. */
    private void skriv(String slag, String forbund, String stang, String ny, int version) {
      jdbi.useTransaction(
          h -> {
            var t = h.createQuery("select ta_emot_tid(null)").mapTo(Instant.class).one();
            long m = mottagning(h, slag, forbund, t, true);
            for (var sql : stang == null || version == 1 ? List.of(ny) : List.of(stang, ny)) {
              var update = h.createUpdate(sql).bind("t", t);
              if (sql.contains(":f")) {
                update.bind(
                    "f",
                    h.createQuery("select nr from forbund where kod = :kod")
                        .bind("kod", a.kod())
                        .mapTo(Integer.class)
                        .one());
              }
              if (sql.contains(":ar")) {
                update.bind("ar", 2023 + number);
              }
              if (sql.contains(":m")) {
                update.bind("m", m).bind("version", version);
              }
              assertThat(update.execute()).isEqualTo(1);
            }
          });
    }

    private void expect(String slag, String resurs, Integer fore, Integer efter) {
      log("")
          .then()
          .statusCode(200)
          .body("handelser[0].slag", equalTo(slag))
          .body("handelser[0].forbund", equalTo(a.kod()))
          .body("handelser[0].andrade", equalTo(true))
          .body("handelser[0].antalAndringar", equalTo(1))
          .body("handelser[0].andringar.resurs", contains(resurs))
          .body("handelser[0].andringar[0].fore", equalTo(fore))
          .body("handelser[0].andringar[0].efter", equalTo(efter));
    }
  }

  @Nested
  class What_is_not_in_it {
    @Test
    void is_what_was_refused_tried_or_no_change() {
      a.medInsats("x").medSatsning("s").medDeltagaransvarig("x", "p");
      a.registrerar("2023K4", rad("s", 7));
      var before = log("").<Integer>path("_meta.antal");
      a.som().body("{}").put(a.path() + "/insatser/z").then().statusCode(422);
      a.som().delete(a.path() + "/insatser/s").then().statusCode(409);
      a.som().delete(a.path() + "/insatser/z").then().statusCode(404);
      a.som()
          .header("If-Match", "*")
          .body(individinriktad("Insatsen x"))
          .put(a.path() + "/insatser/x")
          .then()
          .statusCode(200);
      a.som().put(a.path() + "/insatser/x/deltagaransvariga/p").then().statusCode(200);
      a.som().put(a.path() + "/insatser/s/deltagaransvariga/p").then().statusCode(422);
      a.som().delete(a.path() + "/insatser/x/deltagaransvariga/q").then().statusCode(404);
      a.registrerar("2023K4", rad("finns-inte", 7)).then().statusCode(422);
      a.som()
          .body(registreringar("2023K4", "DELAR", rattad(rad("s", 8))))
          .post(a.path() + "/registreringar?provkorning=true")
          .then()
          .statusCode(200);
      Land.som(Token.forsakringskassan())
          .header("If-Match", "\"v0\"")
          .body(Map.of("namn", "Annat", "lan", "01"))
          .put(a.path())
          .then()
          .statusCode(412);
      log("").then().body("_meta.antal", equalTo(before));
    }

    @Test
    void is_the_same_request_again_under_the_same_key() {
      a.medSatsning("s");
      for (int i = 0; i < 2; i++) {
        a.som()
            .header("Idempotency-Key", "\"nyckel-" + number + "\"")
            .body(registreringar("2023K4", "DELAR", rad("s", 7)))
            .post(a.path() + "/registreringar")
            .then()
            .statusCode(201);
      }
      log("&slag=REGISTRERING").then().body("_meta.antal", equalTo(1));
    }
  }

  @Nested
  class The_list {
    @Test
    void tells_every_version_once_and_every_insats_that_is_gone() {
      a.medInsats("x").medInsats("bort").medDeltagaransvarig("x", "p");
      a.som().delete(a.path() + "/insatser/bort");
      a.registrerar("2023K4", rad("x", kvinnor(1, 2, 0), man(0, 0, 0)));
      a.registrerarHela("2023K4");
      long told = 0;
      for (int offset = 0; ; offset += 500) {
        var page = fk("/handelser?limit=500&offset=" + offset);
        told +=
            page.jsonPath().getList("handelser.antalAndringar", Integer.class).stream()
                .mapToInt(i -> i)
                .sum();
        if (page.<Integer>path("_meta.antal") <= offset + 500) {
          break;
        }
      }
      assertThat(told)
          .isEqualTo(
              jdbi.withHandle(
                  h ->
                      h.createQuery(
                              """
                              select (select count(*) from malgrupp_version) + (select count(*) from forbund_version)
                                   + (select count(*) from insats_version) + (select count(*) from registrering)
                                   + (select count(*) from tidplan_version) + (select count(*) from attest_version)
                                   + (select count(*) from upplasning) + (select count(*) from deltagaransvarig_version)
                                   + (select count(*) from forbund_ekonomi_version) + (select count(*) from insats_ekonomi_version)
                                   + (select count(*) from insats i where not exists (
                                       select from insats_version v where v.insats = i.nr and v.ersatt = 'infinity'))
                              """)
                          .mapTo(Long.class)
                          .one()));
    }

    @Test
    void has_the_newest_first_in_pages() {
      a.medInsats("x").medInsats("y").medInsats("z");
      log("&limit=2")
          .then()
          .body("handelser.andringar.flatten().resurs", contains(insats("z"), insats("y")))
          .body("_meta.antal", equalTo(4))
          .body("_meta.limit", equalTo(2))
          .body("_meta.perTidpunkt", notNullValue())
          .body("_links.next.href", endsWith("limit=2&offset=2"));
      log("&limit=2&offset=2")
          .then()
          .body(
              "handelser.andringar.flatten().resurs", contains(insats("x"), "forbund/" + a.kod()));
      log("&offset=4").then().body("handelser", empty()).body("_meta.antal", equalTo(4));
    }

    @Test
    void has_at_most_twenty_changes_of_each_and_tells_how_many_there_were() {
      var rader =
          java.util.stream.IntStream.rangeClosed(1, 25).mapToObj("s%02d"::formatted).toList();
      rader.forEach(a::medSatsning);
      a.skickar(
              Map.of(
                  "kvartal",
                  "2023K4",
                  "omfattning",
                  "DELAR",
                  "registreringar",
                  rader.stream().map(s -> rad(s, 1)).toList()))
          .then()
          .statusCode(201);
      var page = log("&slag=REGISTRERING");
      var first = "forbund/" + a.kod() + "/registreringar/2023K4/s01";
      page.then()
          .body("handelser[0].antalAndringar", equalTo(25))
          .body("handelser[0].andringar", hasSize(20))
          .body("handelser[0].andringar[0].resurs", equalTo(first));
      fk("/handelser/" + page.path("handelser[0].id"))
          .then()
          .body("antalAndringar", equalTo(25))
          .body("andringar", hasSize(25))
          .body("andringar[24].resurs", endsWith("/s25"));
    }

    @Test
    void is_filtered_by_forbund_sender_and_kind() {
      var b = Land.forbund("f" + ++number).medSatsning("s");
      a.medSatsning("s").registrerar("2023K4", rad("s", 7));
      log("").then().body("handelser.slag", contains("REGISTRERING", "INSATS", "FORBUND"));
      log("&slag=INSATS").then().body("handelser.andringar[0].resurs", contains(insats("s")));
      log("&avsandare=test-").then().body("handelser.slag", contains("FORBUND"));
      log("&avsandare=test-" + b.kod()).then().body("_meta.antal", equalTo(0));
      fk("/handelser?avsandare=test-" + a.kod() + "&slag=REGISTRERING")
          .then()
          .body("_meta.antal", equalTo(1))
          .body("handelser.forbund", contains(a.kod()));
      fk("/handelser?forbund=finns-inte").then().statusCode(200).body("_meta.antal", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "                                                              | 1 2 3 4 5 6",
          "fran=2024-01-22                                               | 2 3 4 5 6",
          "till=2024-01-22                                               | 1 2 3",
          "fran=2024-01-22&till=2024-01-22                               | 2 3",
          "fran=2024-07-22&till=2024-07-22                               | 5 6",
          "fran=2024-01-22T22:59:59.999999Z                              | 3 4 5 6",
          "till=2024-01-22T22:59:59.999999Z                              | 1 2 3",
          "till=2024-01-22T22:59:59.999998Z                              | 1 2",
          "fran=2024-01-23T00:00:00%2B01:00&till=2024-01-23T00:00:00%2B01:00 | 4",
          "till=1999-12-31                                               | ''",
          "fran=9999-12-31                                               | ''",
        })
    void is_of_swedish_days_and_of_instants_all_inclusive(String fraga, String expected) {
      var sparade =
          List.of(
              "2024-01-21T22:59:59.999999Z",
              "2024-01-21T23:00:00Z",
              "2024-01-22T22:59:59.999999Z",
              "2024-01-22T23:00:00Z",
              "2024-07-21T22:00:00Z",
              "2024-07-22T21:59:59.999999Z");
      jdbi.useHandle(
          h ->
              sparade.forEach(
                  t -> mottagning(h, "ATTEST", "tid-" + number, Instant.parse(t), false)));
      var path = "/handelser?forbund=tid-" + number + (fraga == null ? "" : "&" + fraga);
      var answer = RawHttp.get(ROT + path).token(Token.forsakringskassan()).send();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      var order = answer.json().getList("handelser.tidpunkt", String.class);
      assertThat(
              order.stream()
                  .map(t -> String.valueOf(sparade.indexOf(Instant.parse(t).toString()) + 1))
                  .reduce("", (late, early) -> (early + " " + late).strip()))
          .isEqualTo(expected);
      assertThat(answer.json().getInt("_meta.antal")).isEqualTo(order.size());
    }

    @ParameterizedTest
    @CsvSource({
      "slag=OKAND,                        422, {slag}, OKANT_VARDE",
      "slag=insats,                       422, {slag}, OKANT_VARDE",
      "fran=2024-13-01,                   400, {fran}, FEL_FORM",
      "fran=igår,                         400, {fran}, FEL_FORM",
      "till=2024-01-22T12:00,             400, {till}, FEL_FORM",
      "till=+999999999-12-31T00:00:00Z,   400, {till}, FEL_FORM",
      "fran=0001-01-01,                   400, {fran}, FEL_FORM",
      "fran=2024-01-23&till=2024-01-22,   422, {till}, FORE_START",
      "limit=0,                           400, {limit}, FEL_FORM",
      "perTidpunkt=2024-01-22,            400, {query}, OKAND_PARAMETER",
      "kvartal=2023K4,                    400, {query}, OKAND_PARAMETER",
    })
    void is_not_asked_for_by_what_nobody_can_mean(
        String fraga, int status, String pointer, String code) {
      fk("/handelser?" + fraga)
          .then()
          .statusCode(status)
          .body("errors.pointer", contains(pointer))
          .body("errors.code", contains(code));
    }

    @Test
    void tells_the_kinds_where_one_is_unknown_and_all_else_that_is_wrong() {
      fk("/handelser?slag=X&fran=x&till=y&limit=z")
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("{limit}", "{fran}", "{till}", "{slag}"))
          .body("errors[3].detail", containsString("DELTAGARANSVARIG"));
    }
  }

  @Nested
  class One {
    @Test
    void is_as_in_the_list_and_never_changes() {
      a.medInsats("x");
      var listed = log("").<Map<String, Object>>path("handelser[0]");
      var one = fk("/handelser/" + listed.get("id"));
      assertThat(one.<Map<String, Object>>path("$")).isEqualTo(listed);
      one.then()
          .body("_links.self.href", matchesPattern("http.*" + ROT + "/handelser/[0-9a-f-]{36}"));
      Land.som(Token.forsakringskassan())
          .header("If-None-Match", one.header("ETag"))
          .get(ROT + "/handelser/" + listed.get("id"))
          .then()
          .statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-7000-8000-000000000000", "fel", "1"})
    void that_is_not_there_is_404(String id) {
      fk("/handelser/" + id).then().statusCode(404);
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
  void nobody_but_the_system_owner_reads_it(String roll) {
    var id = log("").<String>path("handelser[0].id");
    for (var path : List.of("/handelser", "/handelser?forbund=" + a.kod(), "/handelser/" + id)) {
      Land.som(Token.med(roll, a.kod())).get(ROT + path).then().statusCode(403);
      io.restassured.RestAssured.given()
          .get(ROT + path)
          .then()
          .statusCode(401)
          .body("detail", not(containsString(a.kod())));
    }
  }

  private static long mottagning(
      Handle h, String slag, String forbund, Instant t, boolean andrade) {
    return h.createQuery(
            """
            insert into mottagning (id, mottagen, slag, avsandare, roll, andrade, forbund)
            values (:id, :t, :slag, 'test', 'forbundssystem', :andrade, :forbund) returning nr
            """)
        .bind("id", UUID.randomUUID())
        .bind("t", t)
        .bind("slag", slag)
        .bind("andrade", andrade)
        .bind("forbund", forbund)
        .mapTo(Long.class)
        .one();
  }

  private String insats(String insats) {
    return "forbund/" + a.kod() + "/insatser/" + insats;
  }

  /** The log of this test's förbund. */
  private Response log(String more) {
    return fk("/handelser?forbund=" + a.kod() + more);
  }

  private static Response fk(String path) {
    return Land.som(Token.forsakringskassan()).get(ROT + path);
  }
}
