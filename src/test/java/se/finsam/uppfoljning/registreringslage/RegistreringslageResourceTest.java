package se.finsam.uppfoljning.registreringslage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static se.finsam.uppfoljning.Land.ROT;
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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Who has reported a quarter, and who is to be reminded (contract section 7; R16, R17). */
@QuarkusTest
class RegistreringslageResourceTest {
  private static final String K4 = "2023K4";
  private static final String LANGE = "2199-12-31";

  @Inject Jdbi jdbi;

  @Nested
  class A_forbund {
    @BeforeEach
    void and_a_quarter_that_is_not_yet_late() {
      Land.tomt();
      plan(LANGE, LANGE, LANGE);
    }

    @Test
    void that_has_registered_nothing_has_not_begun() {
      forbund("a").medInsats("y").medSatsning("s").medInsats("x");
      lagen()
          .then()
          .statusCode(200)
          .body("kvartal", equalTo(K4))
          .body("forfaller", equalTo(LANGE))
          .body("senEfter", equalTo(LANGE))
          .body("lases", equalTo(LANGE))
          .rootPath("registreringslagen[0]")
          .body("forbund", equalTo("a"))
          .body("namn", equalTo("Förbundet a"))
          .body("lan", equalTo("01"))
          .body("lage", equalTo("EJ_PABORJAT"))
          .body("attesterad", equalTo(false))
          .body("ingetAttRapportera", nullValue())
          .body("sen", equalTo(false))
          .body("last", equalTo(false))
          .body("antalInsatser", equalTo(3))
          .body("registrerade", equalTo(0))
          .body("saknas", contains("s", "x", "y"))
          .body("senastMottagen", nullValue());
    }

    @Test
    void that_has_registered_one_insats_has_begun_and_lacks_the_others() {
      var a = forbund("a").medInsats("x").medSatsning("s").medInsats("y");
      a.registrerar(K4, rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
      var senast = a.registrerar(K4, rad("s", 0));
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("PABORJAT"))
          .body("antalInsatser", equalTo(3))
          .body("registrerade", equalTo(2))
          .body("saknas", contains("y"))
          .body("senastMottagen", equalTo(senast.path("mottagen")));
    }

    @Test
    void that_has_registered_all_is_not_attested_for_it() {
      forbund("a").medSatsning("s").registrerar(K4, rad("s", 3));
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("PABORJAT"))
          .body("attesterad", equalTo(false))
          .body("saknas", empty());
    }

    @Test
    void that_has_attested_is_attested_and_still_tells_what_it_lacks() {
      var a = forbund("a").medSatsning("s").medInsats("x");
      a.registrerar(K4, rad("s", 3));
      attest(a, false);
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("ATTESTERAD"))
          .body("attesterad", equalTo(true))
          .body("ingetAttRapportera", equalTo(false))
          .body("registrerade", equalTo(1))
          .body("saknas", contains("x"));
    }

    @Test
    void that_has_nothing_to_report_is_attested_and_lacks_nothing() {
      attest(forbund("a").medSatsning("s").medInsats("x"), true);
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("ATTESTERAD"))
          .body("attesterad", equalTo(true))
          .body("ingetAttRapportera", equalTo(true))
          .body("antalInsatser", equalTo(2))
          .body("registrerade", equalTo(0))
          .body("saknas", empty())
          .body("senastMottagen", nullValue());
    }

    @Test
    void whose_nil_report_is_broken_has_begun_and_lacks_something_again() {
      var a = forbund("a").medSatsning("s").medInsats("x");
      attest(a, true);
      a.registrerar(K4, rad("s", 3)).then().statusCode(201);
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("PABORJAT"))
          .body("attesterad", equalTo(false))
          .body("ingetAttRapportera", equalTo(true))
          .body("saknas", contains("x"));
    }

    @Test
    void whose_attest_a_correction_breaks_has_begun_until_it_attests_again() {
      var a = forbund("a").medSatsning("s");
      a.registrerar(K4, rad("s", 3));
      attest(a, false);
      var rattelse = a.registrerar(K4, rattad(rad("s", 4)));
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("PABORJAT"))
          .body("attesterad", equalTo(false))
          .body("ingetAttRapportera", equalTo(false))
          .body("senastMottagen", equalTo(rattelse.path("mottagen")));
      attest(a, false);
      lagen().then().body("registreringslagen.lage", contains("ATTESTERAD"));
    }

    @Test
    void whose_attest_a_withdrawal_breaks_may_be_as_if_it_had_not_begun() {
      var a = forbund("a").medSatsning("s");
      a.registrerar(K4, rad("s", 3));
      attest(a, false);
      var aterkallat = a.registrerarHela(K4);
      aterkallat.then().statusCode(201);
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("EJ_PABORJAT"))
          .body("attesterad", equalTo(false))
          .body("registrerade", equalTo(0))
          .body("saknas", contains("s"))
          .body("senastMottagen", equalTo(aterkallat.path("mottagen")));
    }

    @Test
    void is_attested_while_the_same_is_sent_again_or_another_quarter_is_registered() {
      var a = forbund("a").medSatsning("s");
      var forst = a.registrerar(K4, rad("s", 3));
      attest(a, false);
      a.registrerar(K4, rad("s", 3)).then().statusCode(200);
      a.registrerar("2023K3", rad("s", 3)).then().statusCode(201);
      a.registrerar("2024K1", rad("s", 3)).then().statusCode(201);
      forbund("b").medSatsning("s").registrerar(K4, rad("s", 3)).then().statusCode(201);
      lagen()
          .then()
          .body("registreringslagen.lage", contains("ATTESTERAD", "PABORJAT"))
          .body("registreringslagen[0].senastMottagen", equalTo(forst.path("mottagen")));
    }

    @Test
    void without_insatser_is_there_too() {
      forbund("a");
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("EJ_PABORJAT"))
          .body("antalInsatser", equalTo(0))
          .body("saknas", empty());
    }
  }

  @Nested
  class What_does_not_count {
    @BeforeEach
    void a_quarter_that_is_not_yet_late() {
      Land.tomt();
      plan(LANGE, LANGE, LANGE);
    }

    @Test
    void is_a_forbund_that_does_not_exist_in_the_quarter() {
      forbund("alltid").medSatsning("s");
      forbundMed("forbi", null, "2023-09-30").medSatsning("s");
      forbundMed("forst", null, "2023-10-01").medSatsning("s");
      forbundMed("sist", "2023-12-31", null).medSatsning("s");
      forbundMed("sedan", "2024-01-01", null).medSatsning("s");
      attest(new Forbund("forbi"), true);
      lagen()
          .then()
          .body("registreringslagen.forbund", contains("alltid", "forst", "sist"))
          .body("antal.EJ_PABORJAT", equalTo(3))
          .body("antal.ATTESTERAD", equalTo(0))
          .body("_meta.antal", equalTo(3));
      lagen("2023K3", Map.of())
          .then()
          .body("registreringslagen.forbund", contains("alltid", "forbi", "forst"));
    }

    @Test
    void is_an_insats_whose_life_does_not_touch_the_quarter() {
      var a = forbund("a");
      medLiv(a, "forbi", "2023-01-01", "2023-09-30");
      medLiv(a, "forst", "2023-01-01", "2023-10-01");
      medLiv(a, "sist", "2023-12-31", null);
      medLiv(a, "sedan", "2024-01-01", null);
      a.registrerar("2023K3", rad("forbi", kvinnor(1, 0, 0), man(0, 0, 0))).then().statusCode(201);
      a.registrerar("2024K1", rad("sedan", kvinnor(1, 0, 0), man(0, 0, 0))).then().statusCode(201);
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("EJ_PABORJAT"))
          .body("antalInsatser", equalTo(2))
          .body("registrerade", equalTo(0))
          .body("saknas", contains("forst", "sist"))
          .body("senastMottagen", nullValue());
    }

    @Test
    void is_a_registration_or_an_attest_of_another_quarter() {
      var a = forbund("a").medSatsning("s");
      a.registrerar("2023K3", rad("s", 3)).then().statusCode(201);
      a.registrerar("2024K4", rad("s", 3)).then().statusCode(201);
      attest(a, "2023K3", false);
      attest(a, "2024K4", false);
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("EJ_PABORJAT"))
          .body("ingetAttRapportera", nullValue())
          .body("registrerade", equalTo(0))
          .body("senastMottagen", nullValue());
    }

    @Test
    void is_a_registration_or_an_attest_of_another_forbund_whose_insats_has_the_same_id() {
      forbund("a").medSatsning("s");
      var b = forbund("b").medSatsning("s");
      b.registrerar(K4, rad("s", 3)).then().statusCode(201);
      attest(b, false);
      lagen()
          .then()
          .body("registreringslagen.lage", contains("EJ_PABORJAT", "ATTESTERAD"))
          .body("registreringslagen.registrerade", contains(0, 1))
          .body("registreringslagen[0].senastMottagen", nullValue());
    }

    @Test
    void is_a_withdrawn_registration_nor_an_insats_that_has_been_removed() {
      var a = forbund("a").medSatsning("s").medSatsning("t").medSatsning("u");
      a.registrerar(K4, rad("s", 3), rad("t", 4));
      a.registrerarHela(K4, rad("t", 4)).then().statusCode(201);
      a.som().delete(a.path() + "/insatser/u").then().statusCode(204);
      lagen()
          .then()
          .rootPath("registreringslagen[0]")
          .body("lage", equalTo("PABORJAT"))
          .body("antalInsatser", equalTo(2))
          .body("registrerade", equalTo(1))
          .body("saknas", contains("s"));
    }
  }

  @Nested
  class What_is_late_or_locked {
    private Forbund tyst;
    private Forbund borjat;
    private Forbund klart;
    private Forbund brutet;

    @BeforeEach
    void four_forbund_before_the_quarter_is_late() {
      Land.tomt();
      plan(LANGE, LANGE, LANGE);
      tyst = forbund("a-tyst").medSatsning("s");
      borjat = forbund("b-borjat").medSatsning("s").medSatsning("t");
      borjat.registrerar(K4, rad("s", 3));
      klart = forbund("c-klart").medSatsning("s");
      klart.registrerar(K4, rad("s", 3));
      attest(klart, false);
      brutet = forbund("d-brutet").medSatsning("s");
      attest(brutet, true);
      brutet.registrerar(K4, rad("s", 3));
    }

    @Test
    void is_not_yet_so_on_the_last_day() {
      lagen()
          .then()
          .body(
              "registreringslagen.lage",
              contains("EJ_PABORJAT", "PABORJAT", "ATTESTERAD", "PABORJAT"))
          .body("registreringslagen.sen", contains(false, false, false, false))
          .body("registreringslagen.last", contains(false, false, false, false))
          .body("antal", equalTo(antal(1, 2, 1, 0, 0)));
    }

    @Test
    void is_late_whether_it_has_begun_or_not_but_never_attested() {
      plan("2024-01-15", "2024-01-20", LANGE);
      lagen()
          .then()
          .body("forfaller", equalTo("2024-01-15"))
          .body("senEfter", equalTo("2024-01-20"))
          .body("registreringslagen.lage", contains("SEN", "SEN", "ATTESTERAD", "SEN"))
          .body("registreringslagen.sen", contains(true, true, false, true))
          .body("registreringslagen.last", contains(false, false, false, false))
          .body("registreringslagen.registrerade", contains(0, 1, 1, 1))
          .body("registreringslagen.saknas", contains(List.of("s"), List.of("t"), none(), none()))
          .body("registreringslagen.ingetAttRapportera", contains(null, null, false, true))
          .body("antal", equalTo(antal(0, 0, 1, 3, 0)));
    }

    @Test
    void is_not_late_when_it_is_only_due() {
      plan("2024-01-15", LANGE, LANGE);
      lagen().then().body("antal", equalTo(antal(1, 2, 1, 0, 0)));
    }

    @Test
    void is_locked_before_it_is_late_and_an_attest_goes_before_both() {
      plan("2024-01-15", "2024-01-20", "2024-04-30");
      lagen()
          .then()
          .body("lases", equalTo("2024-04-30"))
          .body("registreringslagen.lage", contains("LAST", "LAST", "ATTESTERAD", "LAST"))
          .body("registreringslagen.sen", contains(true, true, false, true))
          .body("registreringslagen.last", contains(true, true, true, true))
          .body("registreringslagen.attesterad", contains(false, false, true, false))
          .body("antal", equalTo(antal(0, 0, 1, 0, 3)));
    }

    @Test
    void is_late_and_not_locked_for_whom_it_is_reopened() {
      plan("2024-01-15", "2024-01-20", "2024-04-30");
      lasUpp(borjat, K4);
      lasUpp(klart, K4);
      lasUpp(tyst, "2023K3");
      lagen()
          .then()
          .body("registreringslagen.lage", contains("LAST", "SEN", "ATTESTERAD", "LAST"))
          .body("registreringslagen.last", contains(true, false, false, true))
          .body("antal", equalTo(antal(0, 0, 1, 1, 2)));
      borjat.registrerar(K4, rad("t", 5)).then().statusCode(201);
      attest(borjat, false);
      lagen()
          .then()
          .body("registreringslagen[1].lage", equalTo("ATTESTERAD"))
          .body("registreringslagen[1].sen", equalTo(false));
    }

    @Test
    void is_so_of_its_own_quarter() {
      plan("2024-01-15", "2024-01-20", "2024-04-30");
      lagen("2024K1", Map.of())
          .then()
          .body("forfaller", equalTo("2024-04-15"))
          .body("senEfter", equalTo("2024-04-15"))
          .body("lases", equalTo("2031-12-31"))
          .body("registreringslagen.lage", contains("SEN", "SEN", "SEN", "SEN"));
    }
  }

  /** Two förbund since 2023-11-01; a plan, and for one of them a reopening after the lock. */
  @Nested
  class As_time_passes {
    @BeforeEach
    void nothing_is_received_but_a_plan_and_a_reopening() {
      Land.tomt();
      mottas("2023-11-01T08:00:00Z", "FORBUND", FORBUND);
      mottas("2023-11-02T08:00:00Z", "TIDPLAN", TIDPLAN);
      mottas("2024-05-02T08:00:00Z", "UPPLASNING", UPPLASNING);
    }

    @ParameterizedTest
    @CsvSource({
      "2023-11-01T08:00:00Z,        EJ_PABORJAT, EJ_PABORJAT",
      "2024-01-20T22:59:59.999999Z, EJ_PABORJAT, EJ_PABORJAT",
      "2024-01-20T23:00:00Z,        SEN,         SEN",
      "2024-04-30T21:59:59.999999Z, SEN,         SEN",
      "2024-04-30T22:00:00Z,        LAST,        LAST",
      "2024-05-02T07:59:59.999999Z, LAST,        LAST",
      "2024-05-02T08:00:00Z,        SEN,         LAST",
      "2024-05-31T21:59:59.999999Z, SEN,         LAST",
      "2024-05-31T22:00:00Z,        LAST,        LAST",
    })
    void a_quarter_is_late_and_locked_by_swedish_days(String t, String a, String b) {
      per(t)
          .then()
          .body("perTidpunkt", equalTo(t))
          .body("_meta.perTidpunkt", equalTo(t))
          .body("registreringslagen.lage", contains(a, b));
    }

    @Test
    void the_plan_is_the_one_that_was_known() {
      per("2023-11-02T07:59:59Z")
          .then()
          .body("senEfter", equalTo("2024-01-15"))
          .body("lases", equalTo("2030-12-31"));
      per("2023-11-02T08:00:00Z")
          .then()
          .body("senEfter", equalTo("2024-01-20"))
          .body("lases", equalTo("2024-04-30"));
    }

    @Test
    void a_day_is_asked_about_at_its_end() {
      per("2024-01-20")
          .then()
          .body("perTidpunkt", equalTo("2024-01-20T22:59:59.999999Z"))
          .body("antal.SEN", equalTo(0));
      per("2024-01-21").then().body("antal.SEN", equalTo(2));
    }

    @Test
    void the_tag_is_another_when_and_only_when_the_answer_is() {
      var sedda = new ArrayList<String>();
      for (var spann :
          List.of(
              List.of("2023-11-02T08:00:00Z", "2024-01-20T22:59:59.999999Z"),
              List.of("2024-01-20T23:00:00Z", "2024-04-30T21:59:59.999999Z"),
              List.of("2024-04-30T22:00:00Z", "2024-05-02T07:59:59.999999Z"),
              List.of("2024-05-02T08:00:00Z", "2024-05-31T21:59:59.999999Z"),
              List.of("2024-05-31T22:00:00Z", "2024-07-01T00:00:00Z"))) {
        var forsta = per(spann.get(0));
        var sista = per(spann.get(1));
        assertThat(sista.header("ETag")).isEqualTo(forsta.header("ETag"));
        assertThat(rader(sista)).isEqualTo(rader(forsta));
        sedda.add(forsta.header("ETag"));
      }
      assertThat(sedda).doesNotHaveDuplicates();
    }

    @Test
    void a_quarter_has_begun_with_its_first_swedish_day() {
      refused(
          Map.of("perTidpunkt", "2023-09-30T21:59:59.999999Z"), 422, "{kvartal}", "EJ_PABORJAT");
      per("2023-09-30T22:00:00Z")
          .then()
          .statusCode(200)
          .body("registreringslagen", empty())
          .body("antal", equalTo(antal(0, 0, 0, 0, 0)));
    }

    private static final String FORBUND =
        """
        with ny as (insert into forbund (kod) values ('a'), ('b') returning nr, kod)
        insert into forbund_version (forbund, version, namn, lan, mottagning, mottagen)
        select nr, 1, kod, '01', :mottagning, :mottagen from ny
        """;

    private static final String TIDPLAN =
        """
        insert into tidplan_version (ar, kvartal, version, forfaller, sen_efter, lases, mottagning, mottagen)
        values (2023, 4, 1, '2024-01-15', '2024-01-20', '2024-04-30', :mottagning, :mottagen)
        """;

    private static final String UPPLASNING =
        """
        insert into upplasning (id, forbund, ar, kvartal, till, orsak, mottagning, mottagen)
        select gen_random_uuid(), nr, 2023, 4, '2024-05-31T21:59:59.999999Z', 'En rättelse', :mottagning, :mottagen
          from forbund where kod = 'a'
        """;

    private void mottas(String vid, String slag, String sql) {
      jdbi.useTransaction(
          h -> {
            var mottagen =
                h.createQuery("select ta_emot_tid(:vid)")
                    .bind("vid", Instant.parse(vid))
                    .mapTo(Instant.class)
                    .one();
            long mottagning =
                h.createQuery(
                        """
                        insert into mottagning (id, mottagen, slag, avsandare, roll, andrade)
                        values (gen_random_uuid(), :mottagen, :slag, 'test', 'forsakringskassan', true) returning nr
                        """)
                    .bind("mottagen", mottagen)
                    .bind("slag", slag)
                    .mapTo(Long.class)
                    .one();
            h.createUpdate(sql).bind("mottagning", mottagning).bind("mottagen", mottagen).execute();
          });
    }
  }

  @Nested
  class As_of {
    @BeforeEach
    void in_an_empty_country() {
      Land.tomt();
    }

    @Test
    void each_instant_it_is_as_it_was_known_before_and_after_each_change() {
      plan(LANGE, LANGE, LANGE);
      var a = forbund("a").medSatsning("s");
      var tider = new ArrayList<Instant>();
      tider.add(mottagen(a.registrerar(K4, rad("s", 3))));
      a.medSatsning("t");
      tider.add(tid(a.som().get(a.path() + "/insatser/t"), "mottagen"));
      tider.add(tid(attest(a, false), "attesterad"));
      tider.add(mottagen(a.registrerar(K4, rad("t", 5))));
      tider.add(mottagen(a.registrerarHela(K4)));
      tider.add(tid(attest(a, true), "attesterad"));
      tider.add(tid(plan("2024-01-15", "2024-01-20", LANGE), "mottagen"));
      tider.add(mottagen(a.registrerar(K4, rad("s", 3))));
      tider.add(tid(plan("2024-01-15", "2024-01-20", "2024-04-30"), "mottagen"));
      tider.add(tid(lasUpp(a, K4), "mottagen"));
      tider.add(tid(forbundMed("a", null, "2023-06-30", a.som().get(a.path())), "mottagen"));

      var vantat =
          List.of(
              "EJ_PABORJAT 0/1 [s]",
              "PABORJAT 1/1 []",
              "PABORJAT 1/2 [t]",
              "ATTESTERAD 1/2 [t]",
              "PABORJAT 2/2 []",
              "EJ_PABORJAT 0/2 [s, t]",
              "ATTESTERAD 0/2 []",
              "ATTESTERAD 0/2 []",
              "SEN 1/2 [t]",
              "LAST 1/2 [t]",
              "SEN 1/2 [t]",
              "");
      for (int i = 0; i < tider.size(); i++) {
        assertThat(laget(tider.get(i).minus(1, ChronoUnit.MICROS)))
            .as("before change " + i)
            .isEqualTo(vantat.get(i));
        assertThat(laget(tider.get(i))).as("after change " + i).isEqualTo(vantat.get(i + 1));
      }
    }

    private static String laget(Instant t) {
      var svar = per(t.toString());
      if (svar.<List<?>>path("registreringslagen").isEmpty()) {
        return "";
      }
      var rad = svar.jsonPath().setRootPath("registreringslagen[0]");
      return rad.getString("lage")
          + " "
          + rad.getInt("registrerade")
          + "/"
          + rad.getInt("antalInsatser")
          + " "
          + rad.getList("saknas");
    }

    @Test
    void an_instant_the_answer_never_changes() {
      var a = forbund("a").medSatsning("s");
      a.registrerar(K4, rad("s", 3));
      attest(a, false);
      String t = lagen().path("perTidpunkt");
      var da = per(t);
      a.registrerar(K4, rattad(rad("s", 4))).then().statusCode(201);
      a.medSatsning("ny");
      plan("2024-01-15", "2024-01-20", "2024-04-30");
      forbund("b");
      assertThat(per(t).asString()).isEqualTo(da.asString());
      assertThat(per(t).header("ETag")).isEqualTo(da.header("ETag"));
      lagen().then().body("registreringslagen.lage", contains("LAST", "LAST"));
    }
  }

  @Nested
  class The_list {
    @BeforeEach
    void five_forbund_of_three_states() {
      Land.tomt();
      plan(LANGE, LANGE, LANGE);
      for (var kod : List.of("e", "c", "a", "d", "b")) {
        forbund(kod).medSatsning("s");
      }
      for (var kod : List.of("b", "d")) {
        new Forbund(kod).registrerar(K4, rad("s", 3)).then().statusCode(201);
      }
      attest(new Forbund("d"), false);
    }

    @Test
    void is_in_the_order_of_codes_and_counts_every_state_also_where_there_is_none() {
      var svar = lagen();
      svar.then()
          .body("registreringslagen.forbund", contains("a", "b", "c", "d", "e"))
          .body("antal", equalTo(antal(3, 1, 1, 0, 0)))
          .body("_meta.antal", equalTo(5))
          .body("_meta.limit", equalTo(20))
          .body("_meta.offset", equalTo(0));
      assertThat(svar.asString())
          .contains(
              "\"antal\":{\"EJ_PABORJAT\":3,\"PABORJAT\":1,\"ATTESTERAD\":1,\"SEN\":0,\"LAST\":0}");
    }

    @Test
    void is_of_one_state_and_counts_them_all() {
      lagen(K4, Map.of("lage", "EJ_PABORJAT"))
          .then()
          .body("registreringslagen.forbund", contains("a", "c", "e"))
          .body("antal", equalTo(antal(3, 1, 1, 0, 0)))
          .body("_meta.antal", equalTo(3));
      lagen(K4, Map.of("lage", "LAST"))
          .then()
          .body("registreringslagen", empty())
          .body("antal", equalTo(antal(3, 1, 1, 0, 0)))
          .body("_meta.antal", equalTo(0));
    }

    @Test
    void is_of_one_forbund_and_counts_it_alone() {
      lagen(K4, Map.of("forbund", "d"))
          .then()
          .body("registreringslagen.forbund", contains("d"))
          .body("antal", equalTo(antal(0, 0, 1, 0, 0)));
      lagen(K4, Map.of("forbund", "d", "lage", "SEN"))
          .then()
          .body("registreringslagen", empty())
          .body("antal", equalTo(antal(0, 0, 1, 0, 0)))
          .body("_meta.antal", equalTo(0));
    }

    @Test
    void is_empty_of_a_forbund_that_is_known_but_does_not_exist_in_the_quarter() {
      forbundMed("f", "2024-01-01", null);
      lagen(K4, Map.of("forbund", "f"))
          .then()
          .statusCode(200)
          .body("registreringslagen", empty())
          .body("antal", equalTo(antal(0, 0, 0, 0, 0)));
    }

    @Test
    void comes_in_pages_of_one_instant_that_count_the_whole() {
      var forsta = lagen(K4, Map.of("lage", "EJ_PABORJAT", "limit", "2"));
      forsta
          .then()
          .body("registreringslagen.forbund", contains("a", "c"))
          .body("antal", equalTo(antal(3, 1, 1, 0, 0)))
          .body("_meta.antal", equalTo(3))
          .body("_meta.limit", equalTo(2))
          .body("_links", not(hasKey("prev")))
          .body("_links.last.href", endsWith("offset=2"));
      new Forbund("e").registrerar(K4, rad("s", 3)).then().statusCode(201);
      var nasta = given().auth().oauth2(Token.nationellaRadet()).urlEncodingEnabled(false);
      nasta
          .get(forsta.<String>path("_links.next.href"))
          .then()
          .statusCode(200)
          .body("perTidpunkt", equalTo(forsta.path("perTidpunkt")))
          .body("registreringslagen.forbund", contains("e"))
          .body("antal", equalTo(antal(3, 1, 1, 0, 0)))
          .body("_meta.offset", equalTo(2))
          .body("_links", not(hasKey("next")))
          .body("_links", hasKey("prev"));
      lagen(K4, Map.of("offset", "9"))
          .then()
          .body("registreringslagen", empty())
          .body("_meta.antal", equalTo(5));
    }
  }

  @Nested
  class A_tag {
    private Forbund a;

    @BeforeEach
    void a_forbund() {
      Land.tomt();
      a = forbund("a").medSatsning("s");
    }

    @Test
    void is_answered_with_304_while_nothing_has_come() {
      var svar = lagen();
      assertThat(svar.header("ETag")).startsWith("W/\"");
      a.registrerar("2023K4", rad("s", -1)).then().statusCode(422);
      var igen = med(svar.header("ETag"), Map.of());
      igen.then().statusCode(304).header("ETag", svar.header("ETag"));
      assertThat(igen.asString()).isEmpty();
      assertThat(lagen().header("ETag")).isEqualTo(svar.header("ETag"));
    }

    @Test
    void is_another_after_each_change() {
      var sedda = new ArrayList<String>();
      sedda.add(lagen().header("ETag"));
      for (Runnable andring :
          List.<Runnable>of(
              () -> a.registrerar(K4, rad("s", 3)),
              () -> attest(a, false),
              () -> a.registrerar(K4, rattad(rad("s", 4))),
              () -> a.medSatsning("t"),
              () -> plan("2024-01-15", "2024-01-20", "2024-04-30"),
              () -> lasUpp(a, K4),
              () -> forbund("b"))) {
        andring.run();
        med(sedda.get(sedda.size() - 1), Map.of()).then().statusCode(200);
        sedda.add(lagen().header("ETag"));
      }
      assertThat(sedda).doesNotHaveDuplicates();
    }

    @Test
    void is_of_its_quarter_its_filters_and_its_page() {
      var taggar = new ArrayList<String>();
      taggar.add(lagen("2023K3", Map.of()).header("ETag"));
      for (var parametrar :
          List.of(
              Map.<String, String>of(),
              Map.of("lage", "SEN"),
              Map.of("forbund", "a"),
              Map.of("limit", "1"),
              Map.of("offset", "1"))) {
        taggar.add(lagen(K4, parametrar).header("ETag"));
      }
      assertThat(taggar).doesNotHaveDuplicates();
    }
  }

  @Nested
  class A_question {
    @Test
    void may_write_its_quarter_either_way() {
      lagen("2023-Q4", Map.of()).then().statusCode(200).body("kvartal", equalTo(K4));
    }

    @Test
    void without_a_quarter_is_refused() {
      given()
          .auth()
          .oauth2(Token.nationellaRadet())
          .get(ROT + "/registreringslagen")
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("{kvartal}"))
          .body("errors.code", contains("SAKNAS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022K4", "2023K5", "2023", "i går"})
    void about_no_quarter_of_the_system_is_refused(String kvartal) {
      lagen(kvartal, Map.of())
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("{kvartal}"))
          .body("errors.code", contains("FEL_FORM"));
    }

    @Test
    void about_a_quarter_that_has_not_begun_is_refused() {
      lagen("2199K4", Map.of())
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{kvartal}"))
          .body("errors.code", contains("EJ_PABORJAT"));
    }

    @Test
    void about_an_unknown_state_is_told_the_known() {
      refused(Map.of("lage", "sen"), 422, "{lage}", "OKANT_VARDE")
          .then()
          .body("errors[0].detail", endsWith("[EJ_PABORJAT, PABORJAT, ATTESTERAD, SEN, LAST]"));
    }

    @Test
    void about_an_unknown_forbund_is_told_its_code_if_it_is_one() {
      refused(Map.of("forbund", "finns-inte"), 422, "{forbund}", "OKAND_KOD")
          .then()
          .body("errors[0].detail", endsWith(": finns-inte"));
      var svar = refused(Map.of("forbund", "Eva Ek"), 422, "{forbund}", "OKAND_KOD");
      assertThat(svar.asString()).doesNotContain("Eva");
    }

    @Test
    void about_a_forbund_that_was_not_yet_known_is_refused() {
      String fore = lagen().path("perTidpunkt");
      forbund("strax");
      lagen(K4, Map.of("forbund", "strax")).then().statusCode(200);
      refused(Map.of("forbund", "strax", "perTidpunkt", fore), 422, "{forbund}", "OKAND_KOD");
    }

    @Test
    void about_the_future_is_refused() {
      refused(Map.of("perTidpunkt", "2199-01-01"), 422, "{perTidpunkt}", "FRAMTIDA");
    }

    @Test
    void is_told_everything_that_is_wrong_with_it_at_once() {
      lagen("2199K4", Map.of("lage", "x", "forbund", "finns-inte"))
          .then()
          .statusCode(422)
          .body("errors.pointer", containsInAnyOrder("{kvartal}", "{lage}", "{forbund}"));
      lagen("2022K4", Map.of("lage", "x", "limit", "0", "offset", "x", "perTidpunkt", "2199-01-01"))
          .then()
          .statusCode(400)
          .body(
              "errors.pointer",
              containsInAnyOrder("{kvartal}", "{lage}", "{limit}", "{offset}", "{perTidpunkt}"));
      lagen(K4, Map.of("lage", "x", "perTidpunkt", "i går"))
          .then()
          .statusCode(400)
          .body("errors.pointer", containsInAnyOrder("{lage}", "{perTidpunkt}"));
    }

    @Test
    void with_an_unknown_parameter_is_refused() {
      lagen(K4, Map.of("lan", "01"))
          .then()
          .statusCode(400)
          .body("errors.code", hasItem("OKAND_PARAMETER"));
    }
  }

  @Nested
  class Who_may_ask {
    @ParameterizedTest
    @ValueSource(strings = {"forsakringskassan", "nationella-radet"})
    void are_the_national_roles(String roll) {
      med(Token.med(roll)).then().statusCode(200).body("_links.self.href", startsWith("http"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"forbundssystem", "forbundsadministrator", "deltagaransvarig", "forskare"})
    void is_nobody_else_not_even_about_its_own_forbund(String roll) {
      med(Token.med(roll, "a")).then().statusCode(403);
      given()
          .auth()
          .oauth2(Token.med(roll, "a"))
          .queryParam("kvartal", K4)
          .queryParam("forbund", "a")
          .get(ROT + "/registreringslagen")
          .then()
          .statusCode(403);
    }

    @Test
    void is_nobody_without_a_token() {
      given().get(ROT + "/registreringslagen?kvartal=" + K4).then().statusCode(401);
    }

    private static Response med(String token) {
      return given().auth().oauth2(token).get(ROT + "/registreringslagen?kvartal=" + K4);
    }
  }

  private static Response lagen() {
    return lagen(K4, Map.of());
  }

  private static Response lagen(String kvartal, Map<String, String> parametrar) {
    return given()
        .auth()
        .oauth2(Token.nationellaRadet())
        .queryParam("kvartal", kvartal)
        .queryParams(parametrar)
        .get(ROT + "/registreringslagen");
  }

  private static Response per(String t) {
    return lagen(K4, Map.of("perTidpunkt", t));
  }

  private static Response med(String etag, Map<String, String> parametrar) {
    return given()
        .auth()
        .oauth2(Token.nationellaRadet())
        .header("If-None-Match", etag)
        .queryParam("kvartal", K4)
        .queryParams(parametrar)
        .get(ROT + "/registreringslagen");
  }

  private static Response refused(
      Map<String, String> parametrar, int status, String pointer, String code) {
    var svar = lagen(K4, parametrar);
    svar.then()
        .statusCode(status)
        .body("errors.pointer", contains(pointer))
        .body("errors.code", contains(code));
    return svar;
  }

  private static List<Map<String, Object>> rader(Response svar) {
    return svar.jsonPath().getList("registreringslagen");
  }

  private static Map<String, Integer> antal(
      int ejPaborjat, int paborjat, int attesterad, int sen, int last) {
    return Map.of(
        "EJ_PABORJAT",
        ejPaborjat,
        "PABORJAT",
        paborjat,
        "ATTESTERAD",
        attesterad,
        "SEN",
        sen,
        "LAST",
        last);
  }

  private static List<String> none() {
    return List.of();
  }

  private static Forbund forbundMed(String kod, String giltigFran, String giltigTill) {
    forbundMed(kod, giltigFran, giltigTill, null);
    return new Forbund(kod);
  }

  /** A förbund with its days; again, and otherwise, if it is there already. */
  private static Response forbundMed(
      String kod, String giltigFran, String giltigTill, Response forr) {
    var body = new LinkedHashMap<String, Object>();
    body.put("namn", "Förbundet " + kod);
    body.put("lan", "01");
    body.put("giltigFran", giltigFran);
    body.put("giltigTill", giltigTill);
    var request = Land.som(Token.forsakringskassan()).body(body);
    if (forr != null) {
      request.header("If-Match", forr.header("ETag"));
    }
    var svar = request.put(ROT + "/forbund/" + kod);
    svar.then().statusCode(forr == null ? 201 : 200);
    return svar;
  }

  private static void medLiv(Forbund forbund, String insats, String start, String slut) {
    var body = individinriktad("Insatsen " + insats);
    body.put("startdatum", start);
    body.put("slutdatum", slut);
    forbund.medInsats(insats, body);
  }

  private static Response attest(Forbund forbund, boolean ingetAttRapportera) {
    return attest(forbund, K4, ingetAttRapportera);
  }

  /** Attests a quarter, once more if it was attested before. */
  private static Response attest(Forbund forbund, String kvartal, boolean ingetAttRapportera) {
    var path = forbund.path() + "/attester/" + kvartal;
    var etag = forbund.som().get(path).header("ETag");
    var request = etag == null ? forbund.som() : forbund.som().header("If-Match", etag);
    var svar = request.body(Map.of("ingetAttRapportera", ingetAttRapportera)).put(path);
    svar.then().statusCode(etag == null ? 201 : 200);
    return svar;
  }

  /** Sets the days of the quarter, once more if they were set before. */
  private static Response plan(String forfaller, String senEfter, String lases) {
    var path = ROT + "/tidplaner/" + K4;
    var forr = Land.som(Token.forsakringskassan()).get(path);
    var svar =
        Land.som(Token.forsakringskassan())
            .header("If-Match", forr.header("ETag"))
            .body(Map.of("forfaller", forfaller, "senEfter", senEfter, "lases", lases))
            .put(path);
    svar.then().statusCode(forr.<Boolean>path("standard") ? 201 : 200);
    return svar;
  }

  private static Response lasUpp(Forbund forbund, String kvartal) {
    var svar =
        Land.som(Token.forsakringskassan())
            .body(
                Map.of(
                    "kvartal",
                    kvartal,
                    "till",
                    LocalDate.now(ZoneOffset.UTC).plusDays(2).toString(),
                    "orsak",
                    "Insatsen låg fel"))
            .post(forbund.path() + "/upplasningar");
    svar.then().statusCode(201);
    return svar;
  }

  private static Instant mottagen(Response svar) {
    svar.then().statusCode(201);
    return tid(svar, "mottagen");
  }

  private static Instant tid(Response svar, String member) {
    return Instant.parse(svar.path(member));
  }
}
