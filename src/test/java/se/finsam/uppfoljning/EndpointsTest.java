package se.finsam.uppfoljning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.period.Ar;

/**
 * Calls every documented operation with its own documented example, and finds the documented
 * answer: an endpoint that does not answer, or an example that is no longer true, fails here.
 */
@QuarkusTest
class EndpointsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Writes come in the order in which they make sense; reads are put between the last write and the
   * deletion.
   */
  private static final List<String> FIRST =
      List.of(
          "sattMalgrupp",
          "sattForbund",
          "sattInsats",
          "sattDeltagaransvarig",
          "sattForbundEkonomi",
          "sattInsatsEkonomi",
          "sattRegistrering",
          "registrera",
          "sattAttest",
          "sattTidplan", // locks the quarter
          "lasUpp", // and opens it again
          "taArsuttag",
          "publiceraArsuttag");

  /** Where no login is asked for. */
  private static final List<String> OPEN = List.of("/api-info", "/oppnadata", "/arsuttag");

  private JsonNode paths;
  private String kvittens;
  private String upplasning;

  @BeforeEach
  void an_empty_country() throws IOException {
    Land.tomt();
    paths = JSON.readTree(given().get("/finsam/v1/openapi.json").asString()).path("paths");
  }

  private record Call(String method, String path, JsonNode operation) {
    String id() {
      return operation.path("operationId").asText();
    }
  }

  @Test
  void every_documented_operation_answers_as_its_example_says() throws IOException {
    var calls = calls();
    assertThat(calls).hasSizeGreaterThan(15);
    for (var call : calls) {
      var response = send(call);
      assertThat(response.statusCode())
          .as(call.id() + " " + response.asString())
          .isBetween(200, 204);
      var status = String.valueOf(response.statusCode());
      assertThat(call.operation().path("responses").has(status))
          .as(call.id() + " documents " + status)
          .isTrue();
      if (call.id().equals("sattRegistrering")) {
        kvittens = response.path("kvittens");
      }
      if (call.id().equals("lasUpp")) {
        upplasning = response.path("id");
      }
      if (response.contentType().startsWith("application/json")) {
        var example =
            call.operation()
                .path("responses")
                .path(status)
                .path("content")
                .path("application/json")
                .path("example");
        var members = members("", JSON.readTree(response.asString()), new TreeSet<>());
        var expected = members("", example, new TreeSet<>());
        if (example.path("class").asText().equals("dataset")) {
          // within a JSON-stat set members are named by the codes of the data
          members.removeIf(m -> m.lastIndexOf('/') > 0);
          expected.removeIf(m -> m.lastIndexOf('/') > 0);
        }
        // the example of an extract is of one that holds
        members.removeIf(m -> m.startsWith("/aterkallad/"));
        // what an empty list would hold cannot be seen
        expected.removeIf(
            m ->
                m.contains("[]")
                    && members.stream()
                        .noneMatch(a -> a.startsWith(m.substring(0, m.lastIndexOf("[]") + 2))));
        assertThat(members).as(call.id() + " has the members of its example").isEqualTo(expected);
      }
    }
  }

  /** What the code lets everybody do is what the document says, and all else needs a token. */
  @Test
  void every_operation_asks_for_a_token_but_those_that_are_open() {
    var open = open();
    assertThat(open).contains("hamtaApiInfo", "hamtaOppnaTabeller").hasSizeLessThan(25);
    for (var call : calls()) {
      boolean isOpen = open.contains(call.id());
      assertThat(call.operation().path("security").isEmpty()).as(call.id()).isEqualTo(isOpen);
      var status = request(call, null).request(call.method(), filled(call)).statusCode();
      if (isOpen) {
        assertThat(OPEN).as(call.id()).anyMatch(call.path()::startsWith);
        assertThat(status).as(call.id()).isIn(200, 404);
      } else {
        assertThat(status).as(call.id()).isEqualTo(401);
      }
    }
  }

  private static Set<String> open() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("se.finsam.uppfoljning")
            .stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Operation.class))
            .filter(
                method ->
                    method.isAnnotatedWith(PermitAll.class)
                        || method.getOwner().isAnnotatedWith(PermitAll.class))
            .map(method -> method.getAnnotationOfType(Operation.class).operationId())
            .collect(Collectors.toSet());
  }

  private List<Call> calls() {
    var calls = new ArrayList<Call>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        o ->
                            calls.add(
                                new Call(
                                    o.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    o.getValue()))));
    calls.sort(
        Comparator.comparingInt(
            c ->
                c.method().equals("DELETE")
                    ? 99
                    : c.id().equals("aterkallaArsuttag")
                        ? 98
                        : FIRST.contains(c.id()) ? FIRST.indexOf(c.id()) : 50));
    return calls;
  }

  private Response send(Call call) {
    if (call.id().equals("sattRegistrering")) {
      // the quarter before left eleven women and nine men: the examples have twelve
      new Land.Forbund("ostra-sodertorn")
          .registrerar(
              "2023K3", Land.rad("ungdomsteamet", Land.kvinnor(11, 2, 2), Land.man(9, 1, 1)));
    }
    if (call.id().equals("taBortInsats")) {
      // the example's insats has registrations by now: the one that goes is another
      new Land.Forbund("ostra-sodertorn").medInsats("ungdomsteamet-nytt");
      return request(call, Token.forbund("ostra-sodertorn"))
          .request("DELETE", filled(call).replace("ungdomsteamet", "ungdomsteamet-nytt"));
    }
    var ofForbund = call.path().startsWith("/forbund/{forbund}/") && !call.id().equals("lasUpp");
    if (call.path().startsWith("/arsuttag")) {
      return request(call, Token.nationellaRadet()).request(call.method(), filled(call));
    }
    return request(call, ofForbund ? Token.forbund("ostra-sodertorn") : Token.forsakringskassan())
        .request(call.method(), filled(call));
  }

  private static RequestSpecification request(Call call, String token) {
    var request = token == null ? given() : given().auth().oauth2(token);
    var body =
        call.operation()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("example");
    return body.isMissingNode()
        ? request
        : request
            .contentType(ContentType.JSON)
            // a day to come, whenever this is run
            .body(
                body.toString()
                    .replace("2026-12-18", LocalDate.now(ZoneOffset.UTC).plusDays(7).toString())
                    // the country of this test came about today
                    .replace("2024-01-22", LocalDate.now(Ar.SVERIGE).toString()));
  }

  private String filled(Call call) {
    var path = call.path();
    for (var parameter : call.operation().path("parameters")) {
      var name = parameter.path("name").asText();
      var id = path.contains("/upplasningar/") ? upplasning : kvittens;
      var example = new ArrayList<String>();
      (parameter.path("example").isArray()
              ? parameter.path("example")
              : JSON.createArrayNode().add(parameter.path("example")))
          .forEach(e -> example.add(e.asText()));
      boolean given = name.equals("id") && id != null && !path.startsWith("/oppnadata");
      var value = given ? id : String.join(",", example);
      path = path.replace("{" + name + "}", value);
      // what a cross tabulation is grouped by decides which members its rows have
      boolean sent = parameter.path("required").asBoolean() || name.equals("gruppera");
      if (parameter.path("in").asText().equals("query") && sent) {
        path += (path.contains("?") ? "&" : "?") + name + "=" + value;
      }
    }
    return Land.ROT + path;
  }

  /**
   * The names of all members, wherever they are; codes that serve as names (tables) are told apart
   * by their members alone.
   */
  private static TreeSet<String> members(String at, JsonNode node, TreeSet<String> members) {
    if (node.isArray()) {
      node.forEach(item -> members(at + "[]", item, members));
    }
    for (Map.Entry<String, JsonNode> member : new TreeMap<>(mapOf(node)).entrySet()) {
      if (!at.endsWith("_links") && !member.getKey().equals("status")) {
        members.add(at + "/" + member.getKey());
        members(at + "/" + member.getKey(), member.getValue(), members);
      }
    }
    return members;
  }

  private static Map<String, JsonNode> mapOf(JsonNode node) {
    var map = new TreeMap<String, JsonNode>();
    node.properties().forEach(e -> map.put(e.getKey(), e.getValue()));
    return map;
  }
}
