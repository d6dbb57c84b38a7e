package se.finsam.uppfoljning.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricNamesTest {
  @Test
  void metrics_hold_no_address_that_somebody_wrote() {
    given().get("/finsam/v1/forbund/121212-1212").then().statusCode(422);
    given().get("/finsam/v1/forbund/nagons-forbund/insatser?x=1").then().statusCode(401);
    given().post("/finsam/v1/forbund/nagons-forbund/insatser").then().statusCode(405);
    given().get("/finsam/v1/api-info").then().statusCode(200);
    var metrics = given().get("/q/metrics").asString();
    assertThat(metrics)
        .contains("http_server_requests_seconds_count")
        .contains("uri=\"/api-info\"")
        .doesNotContain("121212")
        .doesNotContain("nagons-forbund");
  }
}
