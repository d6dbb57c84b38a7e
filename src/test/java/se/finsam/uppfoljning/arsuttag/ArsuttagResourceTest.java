package se.finsam.uppfoljning.arsuttag;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;
import se.finsam.uppfoljning.period.Ar;

/** The yearly extract, from the draft to its end (contract section 8). */
@QuarkusTest
class ArsuttagResourceTest {
  private static final String ARSUTTAG = Land.ROT + "/arsuttag";
  private static final LocalDate IDAG = LocalDate.now(Ar.SVERIGE);

  @Inject Jdbi jdbi;
  @Inject Regelverk1 regelverk;

  /**
   * Two förbund in two län: a with three women and forty men in one insats and sixty of each in
   * another, b with thirty of each.
   */
  @BeforeEach
  void a_small_country() {
    Land.tomt();
    Land.forbund("a")
        .medInsats("grenen")
        .medInsats("stor")
        .medSatsning("dialog")
        .registrerar(
            "2023K1",
            Land.rad("grenen", Land.kvinnor(3, 0, 0), Land.man(40, 0, 0)),
            Land.rad("stor", Land.kvinnor(50, 10, 0), Land.man(60, 0, 0)),
            Land.rad("dialog", 120));
    Land.forbund("b")
        .medInsats("kvisten")
        .registrerar("2023K1", Land.rad("kvisten", Land.kvinnor(30, 0, 0), Land.man(30, 0, 0)));
  }

  private static Response ta(int ar, LocalDate uttagsdatum) {
    return Land.som(Token.nationellaRadet())
        .body(Map.of("ar", ar, "uttagsdatum", uttagsdatum.toString(), "anteckning", "Prov"))
        .post(ARSUTTAG);
  }

  private static String taget() {
    var svar = ta(2023, IDAG);
    svar.then().statusCode(201);
    return svar.path("nummer");
  }

  private static Response skriv(String token, String nummer, String vad) {
    return given().auth().oauth2(token).post(ARSUTTAG + "/2023/" + nummer + "/" + vad);
  }

  private static String publicerat() {
    var nummer = taget();
    skriv(Token.nationellaRadet(), nummer, "publicering").then().statusCode(200);
    return nummer;
  }

  private static Response aterkalla(String nummer, String orsak) {
    return Land.som(Token.nationellaRadet())
        .body(Map.of("orsak", orsak))
        .post(ARSUTTAG + "/2023/" + nummer + "/aterkallande");
  }

  private static Response oppet(String path) {
    return given().get(ARSUTTAG + path);
  }

  private static Response radet(String path) {
    return given().auth().oauth2(Token.nationellaRadet()).get(ARSUTTAG + path);
  }

  private static void en_till(int kvinnor) {
    new Land.Forbund("b")
        .registrerar(
            "2023K1",
            Land.rattad(Land.rad("kvisten", Land.kvinnor(kvinnor, 0, 0), Land.man(30, 0, 0))))
        .then()
        .statusCode(201);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Nested
  class Taking {
    @Test
    void it_is_a_draft_with_a_number_a_checksum_and_the_figures_of_its_day() throws Exception {
      var svar = ta(2023, IDAG);
      svar.then()
          .statusCode(201)
          .header("Location", containsString("/arsuttag/2023/2023.1.0"))
          .body("nummer", equalTo("2023.1.0"))
          .body("lage", equalTo("UTKAST"))
          .body("uttagsdatum", equalTo(IDAG.toString()))
          .body("anteckning", equalTo("Prov"))
          .body("publicerad", nullValue());
      radet("/2023/2023.1.0")
          .then()
          .statusCode(200)
          .header("Cache-Control", "private, no-store")
          .body("tabeller.insatser.totalt.antalInsatser", equalTo(4))
          .body("tabeller.deltagare.totalt.kvinnor", equalTo(93))
          .body("tabeller.personal.totalt.personal", equalTo(120))
          .body("tabeller.planering.rader", hasSize(4))
          .body("kodlistor.lan.kod", hasItem("01"))
          .body("tackning.forbund", equalTo(2));
      var innehall = radet("/2023/2023.1.0/innehall");
      assertThat(sha256(innehall.asByteArray())).isEqualTo(svar.path("kontrollsumma"));
    }

    @Test
    void the_same_figures_are_a_new_subversion_and_others_a_new_version() {
      assertThat(taget()).isEqualTo("2023.1.0");
      assertThat(taget()).isEqualTo("2023.1.1");
      en_till(31);
      assertThat(taget()).isEqualTo("2023.2.0");
      assertThat(taget()).isEqualTo("2023.2.1");
      assertThat(ta(2024, IDAG).<String>path("nummer")).isEqualTo("2024.1.0");
    }

    @Test
    void what_is_received_afterwards_changes_not_one_byte() {
      var nummer = taget();
      var fore = radet("/2023/" + nummer + "/innehall").asByteArray();
      en_till(31);
      assertThat(radet("/2023/" + nummer + "/innehall").asByteArray()).isEqualTo(fore);
      radet("/2023/" + nummer + "/verifiering")
          .then()
          .body("overensstammer", equalTo(true))
          .body("skillnader", empty());
    }

    @Test
    void neither_locale_nor_time_zone_nor_another_plan_changes_a_byte() {
      var t = Instant.parse(radet("/2023/" + taget()).path("perTidpunkt"));
      var fore = regelverk.innehall(new Ar(2023), IDAG, t).bytes();
      var locale = Locale.getDefault();
      var zon = TimeZone.getDefault();
      try {
        Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
        jdbi.useHandle(
            h -> {
              // other plans: rows come in another order
              for (var vad : List.of("hashagg", "hashjoin", "indexscan", "bitmapscan")) {
                h.execute("alter database postgres set enable_" + vad + " = off");
              }
            });
        assertThat(regelverk.innehall(new Ar(2023), IDAG, t).bytes()).isEqualTo(fore);
      } finally {
        Locale.setDefault(locale);
        TimeZone.setDefault(zon);
        jdbi.useHandle(h -> h.execute("alter database postgres reset all"));
      }
    }

    @Test
    void the_same_key_takes_it_once() {
      for (int i = 0; i < 2; i++) {
        Land.som(Token.nationellaRadet())
            .header("Idempotency-Key", "en-gang")
            .body(Map.of("ar", 2023, "uttagsdatum", IDAG.toString()))
            .post(ARSUTTAG)
            .then()
            .statusCode(201)
            .body("nummer", equalTo("2023.1.0"));
      }
      radet("").then().body("_meta.antal", equalTo(1));
    }

    @Test
    void every_fault_is_told_at_once_and_nothing_is_kept() {
      ta(2022, IDAG.plusDays(1))
          .then()
          .statusCode(422)
          .body("errors.pointer", hasItems("/ar", "/uttagsdatum"));
      ta(2023, LocalDate.of(2022, 12, 31))
          .then()
          .statusCode(422)
          .body("errors.code", contains("FORE_START"));
      radet("").then().body("_meta.antal", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forsakringskassan", "forbundssystem", "forskare"})
    void only_nationella_radet_takes_publishes_and_withdraws(String roll) {
      var nummer = taget();
      var token = Token.med(roll, "a");
      Land.som(token)
          .body(Map.of("ar", 2023, "uttagsdatum", IDAG.toString()))
          .post(ARSUTTAG)
          .then()
          .statusCode(403);
      skriv(token, nummer, "publicering").then().statusCode(403);
      Land.som(token)
          .body(Map.of("orsak", "x"))
          .post(ARSUTTAG + "/2023/" + nummer + "/aterkallande")
          .then()
          .statusCode(403);
    }

    @Test
    void nothing_kept_can_be_changed() {
      taget();
      for (var sql :
          List.of(
              "update arsuttag set anteckning = 'annat'",
              "delete from arsuttag",
              "truncate arsuttag cascade")) {
        assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute(sql)))
            .hasMessageContaining("append-only");
      }
    }
  }

  @Nested
  class Verification {
    @Test
    void bytes_that_the_registrations_do_not_give_are_told_with_their_places() {
      var nummer = taget();
      jdbi.useTransaction(
          h -> {
            h.execute("set local session_replication_role = replica");
            h.execute(
                """
                update arsuttag
                   set (innehall, kontrollsumma) = (select b, sha256(b)
                     from (select convert_to(replace(convert_from(innehall, 'UTF8'), '"kvinnor":93', '"kvinnor":94'), 'UTF8') as b) andrat)
                """);
          });
      radet("/2023/" + nummer + "/verifiering")
          .then()
          .statusCode(200)
          .body("overensstammer", equalTo(false))
          .body("skillnader", hasItem("/tabeller/deltagare/totalt/kvinnor"));
    }

    @Test
    void an_extract_is_verified_by_the_rules_that_it_was_made_with() {
      var nummer = taget();
      var t = Instant.parse(radet("/2023/" + nummer).path("perTidpunkt"));
      var gammalt = new AnnatRegelverk(regelverk).innehall(new Ar(2023), IDAG, t);
      jdbi.useHandle(
          h ->
              h.createUpdate(
                      "insert into arsuttag (ar, huvudversion, underversion, uttagsdatum, per_tidpunkt, regelversion, innehall, kontrollsumma, mottagning, mottagen)"
                          + " select ar, 7, 0, uttagsdatum, per_tidpunkt, 'prov', :innehall, :summa, mottagning, mottagen from arsuttag")
                  .bind("innehall", gammalt.bytes())
                  .bind("summa", gammalt.kontrollsumma())
                  .execute());
      radet("/2023/2023.7.0/verifiering")
          .then()
          .body("overensstammer", equalTo(true))
          .body("regelversion", equalTo("prov"));
      radet("/2023/" + nummer + "/verifiering")
          .then()
          .body("overensstammer", equalTo(true))
          .body("regelversion", equalTo("1"));
    }

    @Test
    void the_open_document_is_proved_too() {
      publicerat();
      en_till(45);
      var andra = publicerat();
      radet("/2023/" + andra + "/verifiering")
          .then()
          .body("overensstammer", equalTo(true))
          .body("oppet.overensstammer", equalTo(true));
    }

    @Test
    void it_is_for_national_roles() {
      publicerat();
      oppet("/2023/2023.1.0/verifiering").then().statusCode(401);
      oppet("/2023/2023.1.0/andringar").then().statusCode(401);
    }
  }

  @Nested
  class Changes {
    @Test
    void late_corrected_and_withdrawn_are_told_apart_per_figure_and_forbund() {
      var forsta = taget();
      en_till(41);
      new Land.Forbund("a")
          .registrerar(
              "2023K2", Land.rattad(Land.rad("stor", Land.kvinnor(60, 7, 0), Land.man(60, 0, 0))))
          .then()
          .statusCode(201);
      var andringar = radet("/2023/" + forsta + "/andringar?mot=live");
      andringar
          .then()
          .statusCode(200)
          .body(
              "riket.find { it.tabell == 'deltagare' && it.rad == null && it.figur == 'kvinnor' }.andring",
              equalTo(18))
          .body(
              "andringar.find { it.forbund == 'b' && it.figur == 'kvinnor' }.orsaker.slag",
              contains("RATTAD"))
          .body(
              "andringar.find { it.forbund == 'a' && it.figur == 'kvinnor' }.orsaker.slag",
              contains("SEN"));
      var andra = taget();
      assertThat(
              radet("/2023/" + forsta + "/andringar?mot=" + andra).jsonPath().getList("andringar"))
          .isEqualTo(andringar.jsonPath().getList("andringar"));
      radet("/2023/" + andra + "/andringar").then().body("andringar", empty());
      radet("/2023/" + andra + "/andringar?mot=2023.9.9")
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{mot}"));
    }
  }

  @Nested
  class Publication {
    @Test
    void a_draft_is_there_for_national_roles_alone() {
      var nummer = taget();
      for (var path :
          List.of("/2023/" + nummer, "/2023/senaste", "/2023/" + nummer + "/tabeller/insatser")) {
        oppet(path).then().statusCode(404);
        given().auth().oauth2(Token.forbund("a")).get(ARSUTTAG + path).then().statusCode(404);
        radet(path).then().statusCode(200);
        given()
            .auth()
            .oauth2(Token.forsakringskassan())
            .get(ARSUTTAG + path)
            .then()
            .statusCode(200);
      }
      oppet("").then().body("arsuttag", empty());
      radet("").then().body("arsuttag.lage", contains("UTKAST"));
    }

    @Test
    void what_is_published_is_public_and_says_how_to_cite_it() {
      var nummer = publicerat();
      oppet("/2023/" + nummer)
          .then()
          .statusCode(200)
          .header("Cache-Control", "public, max-age=86400, immutable")
          .header("Vary", containsString("Authorization"))
          .body("lage", equalTo("PUBLICERAT"))
          .body("citat", containsString(nummer))
          .body("troskel", equalTo(5))
          .body("tabeller.insatser.totalt.antalInsatser", equalTo(4));
      oppet("/2023/senaste").then().statusCode(200).body("nummer", equalTo(nummer));
      radet("/2023/" + nummer)
          .then()
          .header("Cache-Control", "private, no-store")
          .body("tabeller.planering.rader", hasSize(4));
    }

    @Test
    void what_is_of_single_insatser_is_not_open() {
      var nummer = publicerat();
      oppet("/2023/" + nummer)
          .then()
          .body("tabeller.planering.rader", empty())
          .body("tabeller.planering.totalt.taljare", nullValue())
          .body("tabeller.planering.totalt.status.taljare", equalTo("UNDERTRYCKT"))
          .body("tabeller.rattelser.rader", empty())
          .body("tabeller.rattelser.totalt.andringKvinnor", nullValue());
      var allt =
          oppet("/2023/" + nummer).asString()
              + oppet("/2023/" + nummer + "/innehall").asString()
              + oppet("/2023/" + nummer + "?format=html").asString();
      assertThat(allt).doesNotContain("grenen", "kvisten");
    }

    @Test
    void the_checksum_of_the_whole_content_is_nowhere_in_public() throws Exception {
      var nummer = publicerat();
      String hela = radet("/2023/" + nummer).path("kontrollsumma");
      String oppen = radet("/2023/" + nummer).path("oppenKontrollsumma");
      assertThat(hela).isNotEqualTo(oppen);
      for (var path :
          List.of("", "/2023/" + nummer, "/2023/" + nummer + "/innehall", "/2023/senaste")) {
        var svar = oppet(path);
        assertThat(svar.asString() + svar.headers()).doesNotContain(hela.substring(0, 12));
      }
      assertThat(sha256(oppet("/2023/" + nummer + "/innehall").asByteArray())).isEqualTo(oppen);
      oppet("/2023/" + nummer).then().body("kontrollsumma", equalTo(oppen));
    }

    @Test
    void publishing_again_changes_nothing_and_the_one_before_is_replaced() {
      var forsta = publicerat();
      skriv(Token.nationellaRadet(), forsta, "publicering").then().statusCode(200);
      en_till(45);
      var andra = publicerat();
      oppet("/2023/" + forsta)
          .then()
          .statusCode(200)
          .body("lage", equalTo("ERSATT"))
          .body("ersattAv", equalTo(andra));
      oppet("/2023/senaste").then().body("nummer", equalTo(andra));
      oppet("?ar=2023").then().body("arsuttag.lage", contains("PUBLICERAT", "ERSATT"));
    }

    @Test
    void an_older_one_is_not_published_after_a_newer() {
      var aldre = taget();
      publicerat();
      skriv(Token.nationellaRadet(), aldre, "publicering")
          .then()
          .statusCode(409)
          .body("errors.code", contains("SENARE_PUBLICERAT"));
    }
  }

  @Nested
  class Withdrawal {
    @Test
    void it_answers_gone_with_the_reason_and_what_holds_instead() {
      var forsta = publicerat();
      aterkalla(forsta, "Fel underlag").then().statusCode(200).body("lage", equalTo("ATERKALLAT"));
      for (var path :
          List.of(
              "/2023/" + forsta,
              "/2023/senaste",
              "/2023/" + forsta + "/innehall",
              "/2023/" + forsta + "/tabeller/deltagare",
              "/2023/" + forsta + "?format=html",
              "/2023/" + forsta + "?format=pdf")) {
        for (var svar : List.of(oppet(path), radet(path))) {
          svar.then()
              .statusCode(410)
              .contentType("application/problem+json")
              .header("Cache-Control", "no-store")
              .body("detail", containsString("Fel underlag"))
              .body("errors.code", contains("ATERKALLAT"));
        }
      }
      en_till(45);
      var andra = publicerat();
      oppet("/2023/" + forsta)
          .then()
          .statusCode(410)
          .body("errors.code", contains("ATERKALLAT", "EFTERFOLJARE"))
          .body("errors[1].detail", equalTo(andra));
      oppet("/2023/senaste").then().statusCode(200).body("nummer", equalTo(andra));
      radet("/2023/" + forsta + "/verifiering").then().body("overensstammer", equalTo(true));
    }

    @Test
    void a_reason_is_needed_and_is_said_once() {
      var nummer = publicerat();
      aterkalla(nummer, " ").then().statusCode(422);
      aterkalla(nummer, "Fel").then().statusCode(200);
      aterkalla(nummer, "Fel").then().statusCode(200);
      aterkalla(nummer, "Annat").then().statusCode(409);
      skriv(Token.nationellaRadet(), nummer, "publicering").then().statusCode(409);
    }

    @Test
    void a_draft_that_is_withdrawn_was_never_there_for_others() {
      var nummer = taget();
      aterkalla(nummer, "Fel dag").then().statusCode(200);
      oppet("/2023/" + nummer).then().statusCode(404);
      radet("/2023/" + nummer).then().statusCode(410);
    }
  }

  @Nested
  class Forms {
    @ParameterizedTest
    @ValueSource(strings = {"json-stat2", "csv", "csv-excel", "xlsx"})
    void every_table_is_had_in_every_form(String format) {
      var nummer = publicerat();
      for (var tabell :
          List.of(
              "tackning",
              "insatser",
              "malgrupper",
              "deltagare",
              "personal",
              "ekonomi",
              "planering",
              "rattelser")) {
        for (var svar :
            List.of(
                oppet("/2023/" + nummer + "/tabeller/" + tabell + "?format=" + format),
                radet("/2023/" + nummer + "/tabeller/" + tabell + "?format=" + format))) {
          assertThat(svar.statusCode()).as(tabell + " " + svar.asString()).isEqualTo(200);
        }
      }
    }

    @Test
    void a_table_has_the_shape_of_the_national_report() {
      var nummer = taget();
      var fryst = radet("/2023/" + nummer + "/tabeller/deltagare").jsonPath();
      var levande = Land.tabell(2023, "deltagare").jsonPath();
      for (var medlem : List.of("tabell", "ar", "rader", "totalt", "tackning", "noter", "brott")) {
        assertThat(fryst.<Object>get(medlem)).as(medlem).isEqualTo(levande.get(medlem));
      }
    }

    @Test
    void the_report_is_a_page_and_a_pdf() {
      var nummer = publicerat();
      given()
          .accept("text/html")
          .get(ARSUTTAG + "/2023/" + nummer)
          .then()
          .statusCode(200)
          .contentType("text/html")
          .body(notNullValue());
      oppet("/2023/" + nummer + "?format=pdf")
          .then()
          .statusCode(200)
          .contentType("application/pdf");
      oppet("/2023/" + nummer + "?format=xlsx").then().statusCode(200);
    }

    @Test
    void an_unchanged_answer_is_not_sent_again() {
      var nummer = publicerat();
      var etag = oppet("/2023/" + nummer).header("ETag");
      given()
          .header("If-None-Match", etag)
          .get(ARSUTTAG + "/2023/" + nummer)
          .then()
          .statusCode(304)
          .header("Cache-Control", "public, max-age=86400, immutable");
      assertThat(radet("/2023/" + nummer).header("ETag")).isNotEqualTo(etag);
    }

    @Test
    void what_was_done_is_in_the_audit_log() {
      var nummer = publicerat();
      aterkalla(nummer, "Fel");
      given()
          .auth()
          .oauth2(Token.forsakringskassan())
          .get(Land.ROT + "/handelser?slag=ARSUTTAG")
          .then()
          .statusCode(200)
          .body("handelser.slag", everyItem(equalTo("ARSUTTAG")))
          .body(
              "handelser.andringar.flatten().resurs",
              contains(
                  "arsuttag/2023/2023.1.0/aterkallande",
                  "arsuttag/2023/2023.1.0/publicering",
                  "arsuttag/2023/2023.1.0"));
    }
  }
}
