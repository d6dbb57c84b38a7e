package se.finsam.uppfoljning.demo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/**
 * The year 2023 as it was told the government, as everybody may read it, and as it was corrected:
 * two extracts of the demo year, of 2024-01-22 and of the day after, when one förbund came late.
 */
@QuarkusTest
class Arsuttag2023Test {
  /**
   * SHA-256 of the content as of 2024-01-22. It may depend on nothing but the registrations: no
   * day, machine, locale or Java version. If a change of ours moves it, that change is a new set of
   * rules, and this one stays (see Regelverk).
   */
  private static final String KONTROLLSUMMA =
      "bba3ef2be663123bddf2874e3992b468fb920363f8cba2ef88b126c0d4260b41";

  private static final String FORSTA = "2023.1.0";
  private static final String ANDRA = "2023.2.0";
  private static boolean publicerade;

  @Inject DemoData demo;

  @BeforeEach
  void two_extracts_are_published() {
    if (!publicerade) {
      Land.tomt();
      demo.ladda();
      assertThat(Land.publicerat(2023, LocalDate.of(2024, 1, 22))).isEqualTo(FORSTA);
      assertThat(Land.publicerat(2023, LocalDate.of(2024, 1, 23))).isEqualTo(ANDRA);
      publicerade = true;
    }
  }

  private static Response radet(String path) {
    return given().auth().oauth2(Token.nationellaRadet()).get(Land.ROT + "/arsuttag/2023/" + path);
  }

  private static Response oppet(String path) {
    return given().get(Land.ROT + "/arsuttag/2023/" + path);
  }

  /** Cells of an open table, as JSON-stat. */
  private static Response data(String tabell, Map<String, String> val) {
    var fraga = given();
    val.forEach((variabel, koder) -> fraga.queryParam("valuecodes[" + variabel + "]", koder));
    return fraga.get(Land.ROT + "/oppnadata/tables/" + tabell + "/data");
  }

  @Test
  void the_extract_of_2024_01_22_is_the_one_everybody_knows() {
    for (var svar : List.of(radet(FORSTA), oppet(FORSTA))) {
      svar.then()
          .statusCode(200)
          .body("tabeller.insatser.totalt.antalInsatser", equalTo(571))
          .body("tabeller.insatser.totalt.individinriktade", equalTo(296))
          .body("tabeller.insatser.totalt.strukturovergripande", equalTo(275))
          .body("tabeller.malgrupper.totalt.prioriterade", equalTo(254))
          .body(
              "tabeller.malgrupper.rader.findAll { it.prioriterad }.antalInsatser",
              contains(82, 85, 91))
          .body(
              "tabeller.malgrupper.rader.findAll { it.prioriterad }.antalForbund",
              contains(33, 34, 39))
          .body("tabeller.deltagare.totalt.kvinnor", equalTo(8153))
          .body("tabeller.deltagare.totalt.man", equalTo(7193))
          .body("tackning.forbund", equalTo(72))
          .body("tackning.ejPaborjade", equalTo(7));
    }
  }

  @Test
  void its_bytes_are_the_same_wherever_and_whenever_it_is_taken() {
    radet(FORSTA).then().body("kontrollsumma", equalTo(KONTROLLSUMMA));
    radet(FORSTA + "/verifiering")
        .then()
        .body("overensstammer", equalTo(true))
        .body("oppet.overensstammer", equalTo(true))
        .body("beraknadKontrollsumma", equalTo(KONTROLLSUMMA));
  }

  @Test
  void what_came_the_day_after_is_in_the_second_extract_alone() {
    radet(ANDRA)
        .then()
        .body("tabeller.insatser.totalt.antalInsatser", equalTo(572))
        .body("tabeller.deltagare.totalt.kvinnor", equalTo(8166))
        .body("tabeller.deltagare.totalt.man", equalTo(7215));
    var andringar = radet(FORSTA + "/andringar?mot=" + ANDRA + "&limit=500").then();
    andringar.body("andringar.forbund", everyItem(equalTo("pahittat-nyponet")));
    andringar.body(
        "andringar.findAll { it.tabell == 'deltagare' }.orsaker.slag", everyItem(hasItem("SEN")));
  }

  @Test
  void the_open_tables_tell_the_nation_and_hide_small_groups() {
    data("deltagare-" + FORSTA, Map.of("kon", "*", "matt", "deltagare", "tid", "*"))
        .then()
        .statusCode(200)
        .header("Cache-Control", "public, max-age=86400, immutable")
        .body("class", equalTo("dataset"))
        .body("value", contains(15346, 8153, 7193))
        .body("extension.status", notNullValue());
    var allt =
        data(
            "deltagare-" + FORSTA,
            Map.of("region", "*", "inriktning", "*", "kon", "*", "matt", "*", "tid", "*"));
    var varden = allt.jsonPath().getList("value", Number.class);
    var status = allt.jsonPath().getMap("status");
    assertThat(varden)
        .hasSize(91 * 5 * 3 * 3)
        .noneMatch(v -> v != null && v.intValue() > 0 && v.intValue() < 5);
    assertThat(status.values()).contains("..", "...");
    status.forEach(
        (plats, tecken) -> assertThat(varden.get(Integer.parseInt(plats.toString()))).isNull());
  }

  @Test
  void every_form_hides_the_same_cells_of_the_report() {
    var json = oppet(FORSTA + "/tabeller/deltagare").jsonPath().getList("rader");
    var hela = radet(FORSTA + "/tabeller/deltagare").jsonPath().getList("rader");
    assertThat(json).hasSameSizeAs(hela);
    var csv = oppet(FORSTA + "/tabeller/deltagare?format=csv").asString();
    assertThat(csv).contains("8153", "7193");
    assertThat(oppet(FORSTA + "?format=html").asString().replaceAll("[\\u00a0\\u202f]", " "))
        .contains("571", "8 153");
  }

  @Test
  void a_correction_hides_what_was_hidden_and_what_it_would_tell() {
    var val = Map.of("region", "*", "inriktning", "*", "kon", "*", "matt", "*", "tid", "*");
    var fore = data("deltagare-" + FORSTA, val).jsonPath();
    var efter = data("deltagare-" + ANDRA, val).jsonPath();
    Map<String, String> dolda = fore.getMap("status");
    Map<String, String> nu = efter.getMap("status");
    dolda.forEach(
        (plats, tecken) -> {
          if (tecken.equals("..")) {
            assertThat(nu.get(plats)).isEqualTo("..");
          }
        });
    var da = fore.getList("value", Number.class);
    var sedan = efter.getList("value", Number.class);
    for (int i = 0; i < da.size(); i++) {
      if (da.get(i) != null && sedan.get(i) != null) {
        int skillnad = Math.abs(da.get(i).intValue() - sedan.get(i).intValue());
        assertThat(skillnad == 0 || skillnad >= 5).isTrue();
      }
    }
    data("deltagare-" + ANDRA, Map.of("matt", "deltagare", "tid", "*", "kon", "*"))
        .then()
        .body("value", contains(15381, 8166, 7215));
  }

  @Test
  void the_series_tells_the_extract_that_holds() {
    data("deltagare", Map.of("matt", "deltagare", "tid", "*"))
        .then()
        .header("Cache-Control", "public, max-age=300")
        .body("value", contains(15381));
    given()
        .get(Land.ROT + "/oppnadata/tables?pageSize=100")
        .then()
        .body("tables.id", hasItems("deltagare", "deltagare-" + ANDRA, "ekonomi-" + ANDRA))
        .body("tables.id", not(hasItem("deltagare-" + FORSTA)));
    given()
        .get(Land.ROT + "/oppnadata/tables?pageSize=100&includeDiscontinued=true")
        .then()
        .body("tables.find { it.id == 'deltagare-2023.1.0' }.discontinued", equalTo(true));
  }

  @Test
  void a_question_can_be_posted_and_is_answered_as_the_same_question_asked() {
    var get =
        data(
            "deltagare-" + FORSTA,
            Map.of("region", "RIKET,01", "matt", "deltagare,nya", "tid", "*"));
    var post =
        given()
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "selection",
                    List.of(
                        Map.of("variableCode", "region", "valueCodes", List.of("RIKET", "01")),
                        Map.of("variableCode", "matt", "valueCodes", List.of("deltagare", "nya")),
                        Map.of("variableCode", "tid", "valueCodes", List.of("*")))))
            .post(Land.ROT + "/oppnadata/tables/deltagare-" + FORSTA + "/data");
    assertThat(post.statusCode()).isEqualTo(200);
    assertThat(post.jsonPath().getList("value")).isEqualTo(get.jsonPath().getList("value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json-stat2", "csv", "xlsx", "html", "px"})
  void every_open_table_is_had_in_every_format(String format) {
    for (var tabell :
        List.of(
            "tackning",
            "insatser",
            "malgrupper",
            "deltagare",
            "deltagare-kvartal",
            "personal",
            "ekonomi",
            "planering",
            "rattelser")) {
      var val =
          given()
              .get(Land.ROT + "/oppnadata/tables/" + tabell + "-" + FORSTA + "/defaultselection")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath()
              .getList("selection");
      given()
          .contentType(ContentType.JSON)
          .body(Map.of("selection", val))
          .post(
              Land.ROT
                  + "/oppnadata/tables/"
                  + tabell
                  + "-"
                  + FORSTA
                  + "/data?outputFormat="
                  + format)
          .then()
          .statusCode(200);
    }
  }

  @Test
  void an_answer_that_is_had_already_is_not_sent_again() {
    var svar = data("insatser-" + FORSTA, Map.of("matt", "*", "tid", "*"));
    given()
        .header("If-None-Match", svar.header("ETag"))
        .queryParam("valuecodes[matt]", "*")
        .queryParam("valuecodes[tid]", "*")
        .get(Land.ROT + "/oppnadata/tables/insatser-" + FORSTA + "/data")
        .then()
        .statusCode(304);
  }

  @Test
  void nothing_open_names_an_insats_or_the_checksum_of_the_whole() {
    var insatser = radet(FORSTA + "/tabeller/planering").jsonPath().getList("rader.insats");
    var allt =
        oppet(FORSTA + "/innehall").asString()
            + oppet(FORSTA).asString()
            + given().get(Land.ROT + "/oppnadata/tables?pageSize=100").asString()
            + given().get(Land.ROT + "/oppnadata").asString()
            + given().get(Land.ROT + "/oppnadata/dcat").asString();
    assertThat(allt).doesNotContain(KONTROLLSUMMA.substring(0, 12));
    assertThat(insatser).hasSize(571);
    insatser.stream()
        .map(Object::toString)
        .filter(i -> i.contains("-") && i.length() > 8)
        .forEach(i -> assertThat(allt).doesNotContain("\"" + i + "\""));
  }

  @Test
  void the_share_of_the_nation_is_open_and_of_the_plan_is_not() {
    oppet(FORSTA)
        .then()
        .body("tabeller.deltagare.totalt.andel.toDouble()", closeTo(0.531279, 1e-9))
        .body("tabeller.planering.rader", empty())
        .body("tabeller.planering.totalt.kostnadPerDeltagareKr", nullValue())
        .body("tabeller.planering.totalt.status.kostnadPerDeltagareKr", equalTo("UNDERTRYCKT"))
        .body("citat", startsWith("Nationella rådet"))
        .body("tabeller.tackning.rader", hasSize(72))
        .body("citat", containsString(FORSTA));
  }
}
