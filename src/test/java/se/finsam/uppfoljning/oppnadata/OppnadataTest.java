package se.finsam.uppfoljning.oppnadata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static se.finsam.uppfoljning.Land.ROT;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;

/** What is open before anything has been published, and what is refused. */
@QuarkusTest
class OppnadataTest {

  @BeforeEach
  void nothing_is_published() {
    Land.tomt();
  }

  private static ValidatableResponse get(String path) {
    return given().urlEncodingEnabled(false).get(ROT + "/oppnadata" + path).then();
  }

  @Test
  void the_configuration_tells_limits_licence_and_formats() {
    get("/config")
        .statusCode(200)
        .body("apiVersion", equalTo("2.0.0"))
        .body("maxDataCells", equalTo(150_000))
        .body("maxCallsPerTimeWindow", equalTo(20_000))
        .body("timeWindow", equalTo(86_400))
        .body("defaultLanguage", equalTo("sv"))
        .body("dataFormats", contains("json-stat2", "csv", "xlsx", "html", "px"));
  }

  @Test
  void there_are_no_tables_and_that_is_an_answer() {
    for (var path :
        List.of("/tables", "/tables?lang=en&pagesize=0", "/tables?QUERY=deltagare&pastDays=5")) {
      get(path)
          .statusCode(200)
          .body("tables", empty())
          .body("page.totalElements", equalTo(0))
          .body("page.totalPages", equalTo(1))
          .body("links.rel", contains("self"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tables/deltagare",
        "/tables/deltagare?lang=sv",
        "/tables/deltagare-2023.1.0/metadata?lang=en&outputFormat=json-stat2",
        "/tables/deltagare/defaultselection",
        "/tables/deltagare/data?valuecodes[Tid]=top(1)&valueCodes%5BRegion%5D=*&outputformat=csv",
        "/tables/deltagare/data?valuecodes[tid]=2023&ValueCodes[TID]=2024&heading=tid&heading=matt",
        "/codelists/vs_region_lan",
        "/codelists/vs_region_lan?outputFormat=json-stat2",
        "/tables?pageNumber=2",
      })
  void what_is_not_there_is_404(String path) {
    get(path)
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:uppfoljning-finsam:problem:finns-inte"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/tables?sida=2                                             | {query}",
        "/tables?pageSize=x                                         | {pageSize}",
        "/tables?pastDays=0                                         | {pastDays}",
        "/tables?includeDiscontinued=ja                             | {includeDiscontinued}",
        "/tables?query=                                             | {query}",
        "/tables?lang=sv&LANG=en                                    | {lang}",
        "/tables/x/data?codelist[tid]=1&codelist[tid]=2             | {codelist[]}",
        "/tables/x/data?valuecodes=1                                | {query}",
        "/tables/x/data?valuecodes[]=1                              | {query}",
        "/tables/x/data?valuecode[tid]=1                            | {query}",
        "/tables/x/data?outputFormat=csv&outputFormat=px            | {outputFormat}",
        "/tables/x/metadata?valuecodes[tid]=1                       | {query}",
        "/config?x=1                                                | {query}",
      })
  void a_parameter_that_is_not_known_or_stands_twice_is_400(String path, String pointer) {
    get(path).statusCode(400).body("errors.pointer", contains(pointer));
  }

  @Test
  void a_body_that_is_none_is_refused_as_everywhere() {
    given()
        .contentType("application/json")
        .body("{\"selection\":1}")
        .post(ROT + "/oppnadata/tables/deltagare/data")
        .then()
        .statusCode(404);
    given()
        .contentType("text/plain")
        .body("x")
        .post(ROT + "/oppnadata/tables/deltagare/data")
        .then()
        .statusCode(415);
  }

  @Test
  void pages_of_any_origin_may_read_and_anybody_may_keep_what_is_open() {
    var config =
        get("/config")
            .header("Access-Control-Allow-Origin", "*")
            .header("Cache-Control", "public, max-age=300")
            .header("ETag", not(empty()))
            .header("RateLimit-Policy", "\"oppnadata\";q=20000;w=86400")
            .header("RateLimit", matchesPattern("\"oppnadata\";r=[0-9]+;t=[0-9]+"))
            .extract();
    given()
        .header("If-None-Match", config.header("ETag"))
        .get(ROT + "/oppnadata/config")
        .then()
        .statusCode(304)
        .header("Cache-Control", "public, max-age=300");
    get("/tables/finns-inte")
        .header("Access-Control-Allow-Origin", "*")
        .header("Cache-Control", "no-store");
    assertThat(given().get(ROT + "/api-info").header("Access-Control-Allow-Origin")).isNull();
    assertThat(given().get(ROT + "/api-info").header("RateLimit")).isNull();
  }
}
