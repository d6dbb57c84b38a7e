package se.finsam.uppfoljning.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.finsam.uppfoljning.format.Format.CSV;
import static se.finsam.uppfoljning.format.Format.CSV_EXCEL;
import static se.finsam.uppfoljning.format.Format.HTML;
import static se.finsam.uppfoljning.format.Format.JSON;
import static se.finsam.uppfoljning.format.Format.JSON_STAT;
import static se.finsam.uppfoljning.format.Format.XLSX;

import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

class FormatTest {
  private static final Set<Format> ALLA = EnumSet.allOf(Format.class);

  private static HttpHeaders accept(String... lines) {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            FormatTest.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getRequestHeader");
              assertThat(arguments).containsExactly("Accept");
              return lines.length == 0 ? null : List.of(lines);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "json,JSON",
    "json-stat2,JSON_STAT",
    "csv,CSV",
    "csv-excel,CSV_EXCEL",
    "xlsx,XLSX",
    "html,HTML"
  })
  void the_parameter_wins_over_the_header(String format, Format expected) {
    assertThat(Format.of(format, accept("application/json"), ALLA)).isEqualTo(expected);
    assertThat(Format.of(format, accept("text/html"), ALLA)).isEqualTo(expected);
    assertThat(Format.of(format, accept("image/png"), ALLA)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pdf", "JSON", "", " csv", "csv ", "text/csv", "xlsx", "json-stat2"})
  void an_unknown_or_not_allowed_parameter_is_refused_and_the_allowed_are_told(String format) {
    assertThatThrownBy(() -> Format.of(format, accept(), EnumSet.of(JSON, CSV)))
        .isInstanceOf(ProblemException.class)
        .hasMessage("Formatet är inte känt här, tillåtna är json, csv")
        .extracting(e -> ((ProblemException) e).type())
        .isEqualTo(ProblemType.OLASLIG_BEGARAN);
  }

  @Test
  void who_does_not_mind_gets_the_first_allowed() {
    var htmlFirst = new LinkedHashSet<>(List.of(HTML, JSON));
    for (var headers : List.of(accept(), accept("*/*"), accept(""), accept("*/*;q=0.1"))) {
      assertThat(Format.of(null, headers, ALLA)).isEqualTo(JSON);
      assertThat(Format.of(null, headers, htmlFirst)).isEqualTo(HTML);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv | CSV",
        "TEXT/CSV | CSV",
        "text/csv; header=present; charset=utf-8 | CSV",
        "text/csv;q=0.5, application/json;q=0.4 | CSV",
        "text/csv;q=0.4, application/json;q=0.5 | JSON",
        "text/csv, application/json | JSON",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet | XLSX",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8 | HTML",
        "text/* | CSV",
        "text/*;q=0.9, text/csv;q=0.1 | HTML",
        "*/*, application/json;q=0 | CSV",
        "*/*;q=0.5, text/html;q=0.6, application/json;q=0.001 | HTML",
        "application/*;q=0.3, text/csv ; q=0.4 | CSV",
        "image/png, application/json;q=0.1 | JSON",
        "application/json;q=0.7;level=1, text/html;q=0.8 | HTML",
      })
  void the_header_is_read_by_quality_and_the_most_specific_range(String header, Format expected) {
    assertThat(Format.of(null, accept(header), ALLA)).isEqualTo(expected);
  }

  @Test
  void json_stat_is_only_asked_for_by_the_parameter() {
    var statFirst = new LinkedHashSet<>(List.of(JSON_STAT, JSON));
    for (var headers : List.of(accept(), accept("*/*"), accept("application/json"))) {
      assertThat(Format.of(null, headers, statFirst)).isEqualTo(JSON);
      assertThat(Format.of("json-stat2", headers, statFirst)).isEqualTo(JSON_STAT);
    }
    assertThatThrownBy(
            () -> Format.of(null, accept("application/json"), EnumSet.of(JSON_STAT, CSV)))
        .isInstanceOf(ProblemException.class)
        .hasMessage("Svaret ges som text/csv");
  }

  @Test
  void several_header_lines_are_one_list() {
    assertThat(Format.of(null, accept("application/json;q=0.5", "text/html"), ALLA))
        .isEqualTo(HTML);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png",
        "application/json;q=0",
        "*/*;q=0",
        "application/json;q=2",
        "application/json;q=x",
        "json",
        ";",
        "application/jsonp",
        "text/*",
        "application/json-seq, nonsense"
      })
  void what_none_of_the_allowed_meets_is_406(String header) {
    assertThatThrownBy(() -> Format.of(null, accept(header), EnumSet.of(JSON, XLSX)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("application/json, application/vnd")
        .extracting(e -> ((ProblemException) e).type())
        .isEqualTo(ProblemType.FORMAT_STODS_INTE);
  }

  @Test
  void text_says_its_encoding() {
    assertThat(CSV.contentType()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(CSV_EXCEL.contentType()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(HTML.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(JSON.contentType()).isEqualTo("application/json");
    assertThat(JSON_STAT.contentType()).isEqualTo("application/json");
    assertThat(XLSX.contentType()).isEqualTo(XLSX.mediaType);
  }
}
