package se.finsam.uppfoljning.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The document is the contract: what is served is what is committed, and it follows the areas of
 * the national REST profile that can be read off a document. Run with {@code -Dopenapi.update=true}
 * to rewrite the committed file.
 */
@QuarkusTest
class OpenApiDocumentTest {
  private static final Path COMMITTED = Path.of("openapi", "openapi.yaml");
  private static final Pattern PATH = Pattern.compile("(/[a-z0-9]+(-[a-z0-9]+)*|/\\{[a-zA-Z]+})+");

  private static final List<String> FILES = List.of("text/csv", "text/html", "application/rdf+xml");

  @Test
  void the_committed_document_is_the_served_one() throws IOException {
    var served = given().get("/finsam/v1/openapi.yaml").then().statusCode(200).extract().asString();
    if (Boolean.getBoolean("openapi.update")) {
      Files.writeString(COMMITTED, served);
    }
    assertThat(Files.readString(COMMITTED)).isEqualTo(served);
  }

  @Test
  void the_document_says_who_what_and_under_which_terms() throws IOException {
    var info = document().path("info");
    assertThat(document().path("openapi").asText()).isEqualTo("3.1.0");
    for (var member :
        List.of("title", "version", "description", "termsOfService", "x-limitations")) {
      assertThat(info.path(member).asText()).as(member).isNotBlank();
    }
    assertThat(info.path("contact").properties()).hasSize(3);
    assertThat(info.path("license").properties()).hasSize(2);
    assertThat(document().path("externalDocs").properties()).hasSize(2);
    assertThat(document().path("servers"))
        .allMatch(s -> s.path("url").asText().startsWith("https://"));
    assertThat(
            document()
                .path("components")
                .path("securitySchemes")
                .path("bearer")
                .path("scheme")
                .asText())
        .isEqualTo("bearer");
    assertThat(document().path("paths").has("/api-info")).isTrue();
  }

  @Test
  void every_path_is_plain() throws IOException {
    document().path("paths").fieldNames().forEachRemaining(path -> assertThat(path).matches(PATH));
  }

  @Test
  void every_operation_has_an_id_words_security_and_a_trace() throws IOException {
    var ids = new ArrayList<String>();
    for (var operation : operations().entrySet()) {
      var o = operation.getValue();
      ids.add(o.path("operationId").asText());
      assertThat(o.path("summary").asText()).as(operation.getKey()).isNotBlank();
      assertThat(o.path("description").asText()).as(operation.getKey()).isNotBlank();
      assertThat(o.path("tags")).as(operation.getKey()).hasSize(1);
      assertThat(o.has("security")).as(operation.getKey()).isTrue();
      assertThat(o.path("parameters"))
          .as(operation.getKey())
          .anyMatch(
              p ->
                  p.path("name").asText().equals("traceparent") && !p.path("required").asBoolean());
      assertThat(o.path("parameters"))
          .as(operation.getKey())
          .allMatch(p -> !p.path("description").asText().isBlank());
    }
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][a-zA-Z]+"));
  }

  @Test
  void every_answer_is_described_carries_the_trace_and_has_a_full_example() throws IOException {
    for (var operation : operations().entrySet()) {
      operation
          .getValue()
          .path("responses")
          .properties()
          .forEach(
              response -> {
                var name = operation.getKey() + " " + response.getKey();
                var r = response.getValue();
                assertThat(r.path("description").asText()).as(name).isNotBlank();
                assertThat(r.path("headers").has("traceparent")).as(name).isTrue();
                if (response.getKey().matches("204|304")) {
                  assertThat(r.has("content")).as(name).isFalse();
                  return;
                }
                var type =
                    response.getKey().startsWith("2")
                        ? "application/json"
                        : "application/problem+json";
                if (response.getKey().startsWith("2")
                    && FILES.stream().anyMatch(r.path("content")::has)
                    && !r.path("content").has(type)) {
                  return; // a file or a page
                }
                assertThat(r.path("content").path(type).has("example"))
                    .as(name + " example")
                    .isTrue();
              });
    }
  }

  @Test
  void every_body_has_a_full_example_and_415_and_413() throws IOException {
    operations()
        .forEach(
            (name, operation) -> {
              if (operation.has("requestBody")) {
                assertThat(
                        operation
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .has("example"))
                    .as(name)
                    .isTrue();
                assertThat(operation.path("responses").has("415")).as(name).isTrue();
                assertThat(operation.path("responses").has("413")).as(name).isTrue();
              }
              assertThat(name.startsWith("get") && operation.has("requestBody")).as(name).isFalse();
            });
  }

  @Test
  void names_are_camel_case_without_digits_and_dates_have_examples() throws IOException {
    document()
        .path("components")
        .path("schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        p -> {
                          var name = schema.getKey() + "." + p.getKey();
                          assertThat(p.getKey()).as(name).matches("_?[a-z][a-zA-Z]*");
                          if (p.getValue().path("format").asText().startsWith("date")) {
                            assertThat(p.getValue().has("examples")).as(name).isTrue();
                          }
                        }));
  }

  private static JsonNode document() throws IOException {
    return new ObjectMapper().readTree(given().get("/finsam/v1/openapi.json").asString());
  }

  private static Map<String, JsonNode> operations() throws IOException {
    var operations = new java.util.TreeMap<String, JsonNode>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(o -> operations.put(o.getKey() + " " + path.getKey(), o.getValue())));
    assertThat(operations).hasSizeGreaterThan(15);
    return operations;
  }
}
