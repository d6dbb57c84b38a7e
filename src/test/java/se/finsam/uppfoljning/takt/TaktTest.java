package se.finsam.uppfoljning.takt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static se.finsam.uppfoljning.Land.ROT;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three calls a day: whoever asks a fourth time is told when to come back. */
@QuarkusTest
@TestProfile(TaktTest.TreOmDagen.class)
class TaktTest {

  public static final class TreOmDagen implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("finsam.oppnadata.anrop", "3", "finsam.oppnadata.tidsfonster", "86400");
    }
  }

  @Test
  void a_call_too_many_is_429_and_says_when_there_is_room() {
    given()
        .get(ROT + "/oppnadata/config")
        .then()
        .statusCode(200)
        .body("maxCallsPerTimeWindow", equalTo(3))
        .body("timeWindow", equalTo(86_400))
        .header("RateLimit-Policy", "\"oppnadata\";q=3;w=86400");
    assertThat(given().get(ROT + "/oppnadata/tables/finns-inte").statusCode()).isEqualTo(404);
    assertThat(given().get(ROT + "/oppnadata/tables?x=1").statusCode()).isEqualTo(400);
    given()
        .get(ROT + "/oppnadata/tables")
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:uppfoljning-finsam:problem:for-manga-anrop"))
        .header("Retry-After", matchesPattern("2[0-9]{4}"))
        .header("RateLimit", matchesPattern("\"oppnadata\";r=0;t=2[0-9]{4}"))
        .header("Access-Control-Allow-Origin", "*");
    assertThat(given().get(ROT + "/api-info").statusCode()).isEqualTo(200);
  }
}
