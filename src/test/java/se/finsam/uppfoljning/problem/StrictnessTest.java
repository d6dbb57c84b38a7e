package se.finsam.uppfoljning.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.RawHttp;
import se.finsam.uppfoljning.Token;

/**
 * Nothing that a client can send is stored in part, read as something else, repeated, or answered
 * with anything but a problem that says what is wrong (contract section 2, conventions section 5).
 */
@QuarkusTest
class StrictnessTest {
  private static final String POST = ROT + "/forbund/a/registreringar";
  private static final String PUT = ROT + "/forbund/a/insatser/ny";

  /** A value that would be recognised if it were repeated. */
  private static final String HEMLIG = "Hemligt7531";

  private static final String ROWS =
      """
      {"kvartal":"2023K4","omfattning":"DELAR","registreringar":[
        {"insats":"x","kommentar":"%s","rattelseorsak":"Fel antal","deltagare":{"pagaendeVidStart":{"kvinnor":%s,"man":9},
         "nya":{"kvinnor":3,"man":4},"avslutade":{"kvinnor":2,"man":1}}}]}""";
  private static final String GOOD = ROWS.formatted("ok", "12");

  private static final String INSATS =
      """
      {"namn":%s,"inriktning":"INDIVIDINRIKTAD","preciseradInriktning":"ARBETSLIVSINRIKTAD_INSATS",
       "malgrupper":[],"uppfoljningsmetod":"ANTAL_PER_KON","esfFinansiering":%s,"insatsagare":%s,
       "startdatum":%s,"slutdatum":null}""";

  private static Land.Forbund a;

  @Inject Jdbi jdbi;

  private Map<String, Object> before;

  @BeforeEach
  void a_forbund_with_a_registration() {
    if (a == null) {
      Land.tomt();
      a = forbund("a").medInsats("x").medSatsning("s");
      a.registrerar("2023K4", rad("x", kvinnor(1, 2, 0), man(1, 0, 0))).then().statusCode(201);
    }
    before = stored();
  }

  @AfterEach
  void nothing_is_stored_and_the_service_keeps_serving() {
    assertThat(stored()).isEqualTo(before);
    var good = post(GOOD);
    assertThat(good.status()).as(good.body()).isIn(200, 201);
  }

  private Map<String, Object> stored() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    select (select count(*) from mottagning where andrade) as mottagning,
                           (select count(*) from forbund_version) as forbund,
                           (select count(*) from malgrupp_version) as malgrupper,
                           (select count(*) from insats_version) as insatser,
                           (select count(*) from registrering) as registreringar,
                           (select count(*) from idempotens) as nycklar
                    """)
                .mapToMap()
                .one());
  }

  private static RawHttp to(String path) {
    var request = path.equals(POST) ? RawHttp.post(path) : RawHttp.put(path);
    return request.token(Token.forbund("a"));
  }

  private static RawHttp.Answer post(String body) {
    return to(POST).json().body(body).send();
  }

  private static RawHttp.Answer refused(Supplier<RawHttp> request, int... statuses) {
    var answer = request.get().send();
    assertThat(answer.status()).as(answer.body()).isIn(IntStream.of(statuses).boxed().toList());
    isProblem(answer);
    return answer;
  }

  private static void isProblem(RawHttp.Answer answer) {
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    var problem = answer.json();
    assertThat(problem.getString("type")).startsWith("urn:uppfoljning-finsam:problem:");
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getInt("status")).isEqualTo(answer.status());
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getString("instance")).startsWith("urn:uuid:");
    assertThat(answer.body())
        .doesNotContain(
            HEMLIG, "<html", "se.finsam", "jackson", "postgresql", "Exception", "\tat ");
  }

  private static List<String> pointers(RawHttp.Answer answer) {
    return answer.json().getList("errors.pointer");
  }

  private static List<String> codes(RawHttp.Answer answer) {
    return answer.json().getList("errors.code");
  }

  @Nested
  class A_count {
    private static final String AT = "/registreringar/0/deltagare/pagaendeVidStart/kvinnor";

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1.5",
          "1.0",
          "0.0",
          "-0.0",
          "-0",
          "1e2",
          "1E0",
          "1e400",
          "-1e400",
          "1e-400",
          "1e999999999",
          "\"12\"",
          "\"\"",
          "\" \"",
          "\"١٢\"",
          "\"１２\"",
          "\"Hemligt7531\"",
          "null",
          "true",
          "false",
          "[]",
          "[12]",
          "[[12]]",
          "{}",
          "{\"antal\":12}",
          "{\"kvinnor\":12}",
        })
    void of_another_type_is_refused_where_it_stands(String value) {
      var answer = refused(() -> to(POST).json().body(ROWS.formatted(HEMLIG, value)), 400);
      assertThat(pointers(answer)).containsExactly(AT);
      assertThat(codes(answer)).containsExactly("FEL_TYP");
    }

    @ParameterizedTest
    @CsvSource({
      "1000000,                        FOR_STORT",
      "2147483647,                     FOR_STORT",
      "2147483648,                     FOR_STORT",
      "4294967296,                     FOR_STORT",
      "9223372036854775807,            FOR_STORT",
      "9223372036854775808,            FOR_STORT",
      "18446744073709551617,           FOR_STORT",
      "123456789012345678901234567890, FOR_STORT",
      "-1,                             NEGATIVT",
      "-2,                             NEGATIVT",
    })
    void out_of_range_is_refused_where_it_stands(String value, String code) {
      var answer = refused(() -> to(POST).json().body(ROWS.formatted(HEMLIG, value)), 422);
      assertThat(pointers(answer)).containsExactly(AT);
      assertThat(codes(answer)).containsExactly(code);
      if (value.length() > 4) {
        assertThat(answer.body()).doesNotContain(value);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "01",
          "00",
          "-01",
          "+1",
          ".5",
          "1.",
          "1e",
          "1e+",
          "0x10",
          "1_0",
          "1 2",
          "1,2",
          "12 st",
          "--1",
          "NaN",
          "Infinity",
          "-Infinity",
          "nul",
          "None",
          "undefined",
          "'12'",
          "١٢",
          "１２",
          "½",
          "",
        })
    void that_is_no_json_is_refused(String value) {
      var answer = refused(() -> to(POST).json().body(ROWS.formatted(HEMLIG, value)), 400);
      assertThat(codes(answer)).containsExactly("TRASIG_JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 100, 1000, 900_000})
    void with_very_many_digits_is_refused(int digits) {
      var value = "7".repeat(digits);
      var answer = refused(() -> to(POST).json().body(ROWS.formatted(HEMLIG, value)), 400, 422);
      assertThat(answer.body()).doesNotContain("7777777");
    }
  }

  @Nested
  class A_document {
    static Stream<Arguments> documents() {
      return Stream.of(
          arguments("nothing", ""),
          arguments("a blank", " \n\t"),
          arguments("null", "null"),
          arguments("true", "true"),
          arguments("a number", "5"),
          arguments("a text", "\"Hemligt7531\""),
          arguments("an empty list", "[]"),
          arguments("a list of it", "[" + GOOD + "]"),
          arguments("a list of lists", "[[]]"),
          arguments("two documents", GOOD + GOOD),
          arguments("two documents on two lines", GOOD + "\n" + GOOD),
          arguments("text after it", GOOD + " Hemligt7531"),
          arguments("a bracket after it", GOOD + "]"),
          arguments("a comma after it", GOOD + ","),
          arguments("null after it", GOOD + "null"),
          arguments("NUL after it", GOOD + "\u0000"),
          arguments("NUL before it", "\u0000" + GOOD),
          arguments("a line comment", "// Hemligt7531\n" + GOOD),
          arguments("a block comment", "/* Hemligt7531 */" + GOOD),
          arguments("a hash comment", "# Hemligt7531\n" + GOOD),
          arguments("a comment inside", GOOD.replace("{\"insats\"", "{/**/\"insats\"")),
          arguments("single quotes", GOOD.replace('"', '\'')),
          arguments("unquoted names", GOOD.replace("\"kvartal\"", "kvartal")),
          arguments("unquoted text", GOOD.replace("\"DELAR\"", "DELAR")),
          arguments("a trailing comma in an object", GOOD.replace("\"man\":9}", "\"man\":9,}")),
          arguments("a trailing comma in a list", GOOD.replace("}}}]", "}}},]")),
          arguments("a missing comma", GOOD.replace("\"DELAR\",", "\"DELAR\"")),
          arguments("a missing colon", GOOD.replace("\"kvartal\":", "\"kvartal\"")),
          arguments("an equals sign", GOOD.replace("\"kvartal\":", "\"kvartal\"=")),
          arguments("typographic quotes", GOOD.replace("\"2023K4\"", "”2023K4”")),
          arguments("a wrong escape", GOOD.replace("\"ok\"", "\"\\x41\"")),
          arguments("an unfinished escape", GOOD.replace("\"ok\"", "\"\\u12\"")),
          arguments("a raw line feed in a text", GOOD.replace("\"ok\"", "\"o\nk\"")),
          arguments("a raw tab in a text", GOOD.replace("\"ok\"", "\"o\tk\"")),
          arguments("a raw NUL in a text", GOOD.replace("\"ok\"", "\"o\u0000k\"")),
          arguments("XML", "<registreringar>Hemligt7531</registreringar>"),
          arguments(
              "XML that refers",
              "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"),
          arguments("a form", "kvartal=2023K4&insats=Hemligt7531"),
          arguments("YAML", "kvartal: 2023K4\n"),
          arguments("CSV", "kvartal,insats\n2023K4,x\n"),
          arguments("nesting 1000", "[".repeat(1000) + "]".repeat(1000)),
          arguments("nesting 100 000", "[".repeat(100_000) + "]".repeat(100_000)),
          arguments("nesting 100 000, never closed", "{\"a\":".repeat(100_000)),
          arguments("nesting 1000 in an unknown member", member("\"u\":" + nested(1000))),
          arguments("nesting 1000 in a count", ROWS.formatted("ok", nested(1000))),
          arguments("a name of 900 000 characters", member("\"" + "n".repeat(900_000) + "\":1")),
          arguments("a text of 900 000 characters", GOOD.replace("ok", "t".repeat(900_000))),
          arguments(
              "a quarter of 900 000 characters", GOOD.replace("2023K4", "9".repeat(900_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void that_is_not_one_json_object_is_refused(String what, String body) {
      refused(() -> to(POST).json().body(body), 400);
      refused(() -> to(PUT).json().body(body), 400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 11, 15, 20, 30, 45, 60, 75, 90, 110, 130, 150, 170, 200})
    void that_is_cut_off_is_refused(int length) {
      assertThat(GOOD.length()).isGreaterThan(length);
      var answer = refused(() -> to(POST).json().body(GOOD.substring(0, length)), 400);
      assertThat(codes(answer)).containsExactly("TRASIG_JSON");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"kvartal\":\"2023K4\",\"kvartal\":\"2023K3\"}                         | /kvartal",
          "{\"kvartal\":\"2023K4\",\"registreringar\":[],\"registreringar\":[]}    | /registreringar",
          "{\"registreringar\":[{\"insats\":\"x\",\"insats\":\"x\"}]}              | /registreringar/0/insats",
          "{\"registreringar\":[{\"deltagare\":{\"nya\":{\"man\":1,\"man\":2}}}]}  | /registreringar/0/deltagare/nya/man",
          "{\"okant\":{\"a\":1,\"a\":1}}                                           | /okant/a",
          "{\"kvartal\":\"2023K4\",\"\\u006bvartal\":\"2023K3\"}                   | /kvartal",
        })
    void with_the_same_member_twice_is_refused(String body, String pointer) {
      var answer = refused(() -> to(POST).json().body(body), 400);
      assertThat(pointers(answer)).containsExactly(pointer);
      assertThat(codes(answer)).containsExactly("DUBBLERAT_FALT");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"kvartal\"   | {\"okant\":\"Hemligt7531\",\"kvartal\" | /okant",
          "{\"kvartal\"   | {\"Kvartal\":\"2023K4\",\"kvartal\"    | /Kvartal",
          "{\"kvartal\"   | {\"__proto__\":{},\"kvartal\"          | /__proto__",
          "{\"kvartal\"   | {\"@class\":\"java.net.URL\",\"kvartal\" | /@class",
          "{\"kvartal\"   | {\"a/b~c\":1,\"kvartal\"               | /a~1b~0c",
          "{\"insats\"    | {\"id\":[{}],\"insats\"                | /registreringar/0/id",
          "{\"pagaende    | {\"alla\":1,\"pagaende                 | /registreringar/0/deltagare/alla",
          "\"man\":9      | \"man\":9,\"okant\":1                  | /registreringar/0/deltagare/pagaendeVidStart/okant",
          "\"man\":4      | \"man\":4,\"Man\":null                 | /registreringar/0/deltagare/nya/Man",
        })
    void with_an_unknown_member_is_refused(String from, String to, String pointer) {
      assertThat(GOOD).contains(from);
      var answer = refused(() -> to(POST).json().body(GOOD.replace(from, to)), 400);
      assertThat(pointers(answer)).containsExactly(pointer);
      assertThat(codes(answer)).containsExactly("OKANT_FALT");
    }

    private static String member(String member) {
      return GOOD.replaceFirst("\\{", "{" + member + ",");
    }

    private static String nested(int depth) {
      return "[".repeat(depth) + "]".repeat(depth);
    }
  }

  @Nested
  class A_member {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "20234",
          "2023.4",
          "true",
          "[]",
          "[\"2023K4\"]",
          "{}",
          "{\"ar\":2023,\"nummer\":4}",
          "\"\"",
          "\" \"",
          "null",
          "\"2023K0\"",
          "\"2023K5\"",
          "\"2023-Q0\"",
          "\"2023-Q5\"",
          "\"2023-q4\"",
          "\"2023k4\"",
          "\"2023Q4\"",
          "\"2023-K4\"",
          "\"23K4\"",
          "\"2022K4\"",
          "\"2201K1\"",
          "\"2023K4 \"",
          "\" 2023K4\"",
          "\"2023K4\\n\"",
          "\"٢٠٢٣K4\"",
          "\"2023K4,2023K3\"",
          "\"Hemligt7531\"",
        })
    void that_is_no_quarter_is_refused(String value) {
      var answer = refused(() -> to(POST).json().body(GOOD.replace("\"2023K4\"", value)), 400, 422);
      assertThat(pointers(answer)).containsExactly("/kvartal");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0",
          "1",
          "1.5",
          "true",
          "[]",
          "[\"DELAR\"]",
          "{}",
          "\"\"",
          "\" \"",
          "\"0\"",
          "\"delar\"",
          "\"ALLT\"",
          "\"Hemligt7531\"",
        })
    void that_is_no_omfattning_is_refused(String value) {
      var answer = refused(() -> to(POST).json().body(GOOD.replace("\"DELAR\"", value)), 400, 422);
      assertThat(pointers(answer)).containsExactly("/omfattning");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "null               | /registreringar",
          "{}                 | /registreringar",
          "{\"0\":{}}         | /registreringar",
          "\"\"               | /registreringar",
          "\"x\"              | /registreringar",
          "0                  | /registreringar",
          "[]                 | /registreringar",
          "[null]             | /registreringar/0",
          "[[]]               | /registreringar/0",
          "[1]                | /registreringar/0",
          "[\"Hemligt7531\"]  | /registreringar/0",
          "[\"\"]             | /registreringar/0",
          "[true]             | /registreringar/0",
          "[{\"insats\":1,\"deltagare\":{\"totalt\":1}}]     | /registreringar/0/insats",
          "[{\"insats\":\"\",\"deltagare\":{\"totalt\":1}}]  | /registreringar/0/insats",
          "[{\"insats\":null,\"deltagare\":{\"totalt\":1}}]  | /registreringar/0/insats",
          "[{\"insats\":[\"s\"],\"deltagare\":{\"totalt\":1}}] | /registreringar/0/insats",
          "[{\"insats\":\"S\",\"deltagare\":{\"totalt\":1}}] | /registreringar/0/insats",
          "[{\"insats\":\"s\",\"deltagare\":null}]           | /registreringar/0/deltagare",
          "[{\"insats\":\"s\",\"deltagare\":[]}]             | /registreringar/0/deltagare",
          "[{\"insats\":\"s\",\"deltagare\":\"\"}]           | /registreringar/0/deltagare",
          "[{\"insats\":\"s\",\"deltagare\":\"120\"}]        | /registreringar/0/deltagare",
          "[{\"insats\":\"s\",\"deltagare\":120}]            | /registreringar/0/deltagare",
          "[{\"insats\":\"s\",\"deltagare\":{\"totalt\":\"120\"}}] | /registreringar/0/deltagare/totalt",
          "[{\"insats\":\"s\",\"deltagare\":{\"totalt\":1},\"kommentar\":1}]  | /registreringar/0/kommentar",
          "[{\"insats\":\"s\",\"deltagare\":{\"totalt\":1},\"kommentar\":{}}] | /registreringar/0/kommentar",
        })
    void of_the_wrong_shape_is_refused_where_it_stands(String value, String pointer) {
      var body = "{\"kvartal\":\"2023K4\",\"registreringar\":" + value + "}";
      assertThat(pointers(refused(() -> to(POST).json().body(body), 400, 422)))
          .containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "1               | false    | \"KOMMUN\"       | \"2023-01-01\" | /namn",
          "[\"Namn\"]      | false    | \"KOMMUN\"       | \"2023-01-01\" | /namn",
          "null            | false    | \"KOMMUN\"       | \"2023-01-01\" | /namn",
          "\" \"           | false    | \"KOMMUN\"       | \"2023-01-01\" | /namn",
          "\"Namn\"        | \"false\" | \"KOMMUN\"      | \"2023-01-01\" | /esfFinansiering",
          "\"Namn\"        | 0        | \"KOMMUN\"       | \"2023-01-01\" | /esfFinansiering",
          "\"Namn\"        | null     | \"KOMMUN\"       | \"2023-01-01\" | /esfFinansiering",
          "\"Namn\"        | \"\"     | \"KOMMUN\"       | \"2023-01-01\" | /esfFinansiering",
          "\"Namn\"        | false    | \"Hemligt7531\"  | \"2023-01-01\" | /insatsagare",
          "\"Namn\"        | false    | 2                | \"2023-01-01\" | /insatsagare",
          "\"Namn\"        | false    | \"2\"            | \"2023-01-01\" | /insatsagare",
          "\"Namn\"        | false    | \"\"             | \"2023-01-01\" | /insatsagare",
          "\"Namn\"        | false    | null             | \"2023-01-01\" | /insatsagare",
          "\"Namn\"        | false    | \"KOMMUN\"       | \"2023-02-30\" | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | \"2023-1-1\"   | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | \"01/01/2023\" | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | \"2023-01-01T00:00:00Z\" | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | \"٢٠٢٣-٠١-٠١\" | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | \"1066-10-14\" | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | \"9999-12-31\" | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | [2023,1,1]     | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | 19358          | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | \"\"           | /startdatum",
          "\"Namn\"        | false    | \"KOMMUN\"       | null           | /startdatum",
        })
    void of_an_insats_is_refused_where_it_stands(
        String namn, String esf, String agare, String start, String pointer) {
      var body = INSATS.formatted(namn, esf, agare, start);
      assertThat(pointers(refused(() -> to(PUT).json().body(body), 400, 422)))
          .containsExactly(pointer);
    }
  }

  @Nested
  class A_text {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "\\u0000",
          "Hemligt7531\\u0000",
          "\\u0001",
          "\\u0007",
          "\\b",
          "\\f",
          "\\u001b[31m",
          "\\u001f",
          "\\u007f",
          "\\ud800",
          "\\udc00",
          "\\ud83d",
          "\\ude00\\ud83d",
          "\\ud800\\u0041",
        })
    void with_characters_that_cannot_be_kept_is_refused(String text) {
      var row = GOOD.replace("\"ok\"", "\"" + text + "\"");
      var answer = refused(() -> to(POST).json().body(row), 400);
      assertThat(pointers(answer)).containsExactly("/registreringar/0/kommentar");
      assertThat(codes(answer)).containsExactly("OTILLATET_TECKEN");
      var insats = INSATS.formatted("\"" + text + "\"", "false", "\"KOMMUN\"", "\"2023-01-01\"");
      assertThat(pointers(refused(() -> to(PUT).json().body(insats), 400)))
          .containsExactly("/namn");
    }

    @Test
    void as_the_name_of_a_member_is_held_to_the_same() {
      refused(() -> to(POST).json().body("{\"a\\u0000b\":1}"), 400);
    }

    @Test
    void that_is_too_long_is_refused() {
      var row = GOOD.replace("\"ok\"", "\"" + "x".repeat(1001) + "\"");
      var answer = refused(() -> to(POST).json().body(row), 422);
      assertThat(pointers(answer)).containsExactly("/registreringar/0/kommentar");
      assertThat(codes(answer)).containsExactly("FEL_STORLEK");
    }
  }

  @Nested
  class An_encoding {
    static Stream<Arguments> bodies() {
      var umlaut = GOOD.replace("ok", "åäö");
      return Stream.of(
          arguments("UTF-16 with a mark", umlaut.getBytes(UTF_16)),
          arguments("UTF-16, big end first", umlaut.getBytes(UTF_16BE)),
          arguments("UTF-16, little end first", umlaut.getBytes(UTF_16LE)),
          arguments("UTF-16 of ASCII", GOOD.getBytes(UTF_16LE)),
          arguments("UTF-32", umlaut.getBytes(Charset.forName("UTF-32"))),
          arguments("UTF-32, little end first", GOOD.getBytes(Charset.forName("UTF-32LE"))),
          arguments("Latin-1", umlaut.getBytes(ISO_8859_1)),
          arguments("a byte order mark", ("\uFEFF" + GOOD).getBytes(UTF_8)),
          arguments("a lone continuation byte", with(0x80)),
          arguments("a cut sequence", with(0xc3)),
          arguments("an overlong slash", with(0xc0, 0xaf)),
          arguments("an overlong NUL", with(0xc0, 0x80)),
          arguments("a surrogate in three bytes", with(0xed, 0xa0, 0x80)),
          arguments("beyond Unicode", with(0xf4, 0x90, 0x80, 0x80)),
          arguments("five bytes", with(0xf8, 0x88, 0x80, 0x80, 0x80)),
          arguments("FF", with(0xff)),
          arguments("zipped without saying so", gzip(GOOD)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void other_than_utf_8_is_refused(String what, byte[] body) {
      refused(() -> to(POST).json().body(body), 400);
      refused(() -> to(PUT).json().body(body), 400);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "text/plain",
          "text/json",
          "text/html",
          "application/xml",
          "application/octet-stream",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application/*",
          "*/*",
          "json",
          "application",
          "////",
          "application/problem+json",
          "application/json; charset=utf-16",
          "application/json; charset=iso-8859-1",
          "application/json; charset=nonsense",
        })
    void a_media_type_that_is_not_read_here_is_415(String type) {
      refused(() -> to(POST).header("Content-Type", type).body(GOOD), 415);
      refused(() -> to(PUT).header("Content-Type", type).body(GOOD), 415);
    }

    @Test
    void without_a_media_type_is_415() {
      refused(() -> to(POST).body(GOOD), 415);
      refused(() -> to(PUT).body(GOOD), 415);
      refused(() -> to(POST), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "identity, gzip", "nonsense"})
    void a_compressed_body_is_415(String encoding) {
      refused(() -> to(POST).json().header("Content-Encoding", encoding).body(gzip(GOOD)), 415);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "application/json",
          "application/json; charset=utf-8",
          "application/json;charset=\"UTF-8\"",
          "Application/JSON",
        })
    void utf_8_is_read_however_it_is_said(String type) {
      assertThat(to(POST).header("Content-Type", type).body(GOOD).send().status()).isIn(200, 201);
    }

    private static byte[] with(int... bytes) {
      var body = new ByteArrayOutputStream();
      var parts = GOOD.split("ok");
      body.writeBytes(parts[0].getBytes(UTF_8));
      IntStream.of(bytes).forEach(body::write);
      body.writeBytes(parts[1].getBytes(UTF_8));
      return body.toByteArray();
    }

    private static byte[] gzip(String text) {
      var bytes = new ByteArrayOutputStream();
      try (var zip = new GZIPOutputStream(bytes)) {
        zip.write(text.getBytes(UTF_8));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return bytes.toByteArray();
    }
  }

  @Nested
  class A_size {
    private static final int MB = 1_048_576;

    private static String ofBytes(int bytes) {
      return GOOD + " ".repeat(bytes - GOOD.length());
    }

    @Test
    void of_1_MB_is_read() {
      assertThat(post(ofBytes(MB)).status()).isIn(200, 201);
      assertThat(to(POST).json().body(ofBytes(MB)).chunked().send().status()).isIn(200, 201);
    }

    @ParameterizedTest
    @ValueSource(ints = {MB + 1, 2 * MB, 5 * MB})
    void above_1_MB_is_413_with_its_length_told_and_in_chunks(int bytes) {
      refused(() -> to(POST).json().body(ofBytes(bytes)), 413);
      refused(() -> to(POST).json().body(ofBytes(bytes)).chunked(), 413);
      refused(() -> to(PUT).json().body(ofBytes(bytes)), 413);
      refused(() -> to(PUT).json().body(ofBytes(bytes)).chunked(), 413);
    }

    @Test
    void above_1_MB_is_413_for_anybody_anywhere() {
      refused(() -> RawHttp.post(POST).json().body(ofBytes(2 * MB)), 413);
      refused(() -> RawHttp.post("/nowhere").json().body(ofBytes(2 * MB)), 413);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_001, 10_000, 200_000})
    void of_more_than_2_000_rows_is_refused(int rows) {
      var rad = rows > 10_000 ? "0" : "{}";
      var body = "{\"kvartal\":\"2023K4\",\"registreringar\":[%s]}".formatted(many(rad, rows));
      var answer = refused(() -> to(POST).json().body(body), 422);
      assertThat(pointers(answer)).containsExactly("/registreringar");
      assertThat(codes(answer)).containsExactly("FEL_STORLEK");
    }

    @Test
    void of_very_many_members_is_refused() {
      var members =
          IntStream.range(0, 90_000)
              .mapToObj(i -> "\"f" + i + "\":0")
              .collect(Collectors.joining(","));
      var answer = refused(() -> to(POST).json().body("{" + members + "}"), 400);
      assertThat(codes(answer)).containsExactly("FOR_STOR_JSON");
    }

    private static String many(String row, int rows) {
      return (row + ",").repeat(rows - 1) + row;
    }
  }

  @Nested
  class A_personal_number {
    private static final String PNR = "121212-1212";

    static Stream<Arguments> bodies() {
      var nested = "{\"kvartal\":\"2023K4\",\"registreringar\":[{\"deltagare\":{\"nya\":%s}}]}";
      return Stream.of(
          arguments(GOOD.replace("ok", PNR), "/registreringar/0/kommentar"),
          arguments(GOOD.replace("ok", "Anna 191212121212"), "/registreringar/0/kommentar"),
          arguments(GOOD.replace("ok", "121212-1213"), "/registreringar/0/kommentar"),
          arguments(GOOD.replace("ok", "121272-1219"), "/registreringar/0/kommentar"),
          arguments(GOOD.replace("ok", "１２１２１２-１２１２"), "/registreringar/0/kommentar"),
          arguments(
              GOOD.replace("ok", "\\u0031\\u003212\\u00312-1212"), "/registreringar/0/kommentar"),
          arguments(GOOD.replace("ok", "12\\u200b1212\\u20131212"), "/registreringar/0/kommentar"),
          arguments(GOOD.replace("\"x\"", "\"" + PNR + "\""), "/registreringar/0/insats"),
          arguments(GOOD.replace("2023K4", PNR), "/kvartal"),
          arguments(GOOD.replace("DELAR", PNR), "/omfattning"),
          arguments(
              ROWS.formatted("ok", "1212121212"),
              "/registreringar/0/deltagare/pagaendeVidStart/kvinnor"),
          arguments(
              ROWS.formatted("ok", "-1212121212"),
              "/registreringar/0/deltagare/pagaendeVidStart/kvinnor"),
          arguments(
              ROWS.formatted("ok", "121212.1212"),
              "/registreringar/0/deltagare/pagaendeVidStart/kvinnor"),
          arguments(
              ROWS.formatted("ok", "\"" + PNR + "\""),
              "/registreringar/0/deltagare/pagaendeVidStart/kvinnor"),
          arguments("{\"121212-1212\":1}", ""),
          arguments("{\"a\":{\"12\\u003112-1212 1212121212\":[]}}", "/a"),
          arguments("[\"121212-1212\"]", "/0"),
          arguments("\"121212-1212\"", ""),
          arguments("1212121212", ""),
          arguments(nested.formatted("{\"121212-1212\":{\"x\":\"121212-1212\"}}"), null),
          arguments(GOOD.replace("ok", PNR) + "trasig", "/registreringar/0/kommentar"),
          arguments(GOOD.replace("ok", PNR).substring(0, 130), "/registreringar/0/kommentar"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anywhere_in_a_body_is_refused_and_not_repeated(String body, String pointer) {
      for (var path : List.of(POST, PUT)) {
        var answer = refused(() -> to(path).json().body(body), 422);
        assertThat(answer.json().getString("type")).endsWith(":personnummer");
        assertThat(codes(answer)).containsOnly("PERSONNUMMER");
        if (pointer != null) {
          assertThat(pointers(answer)).containsExactly(pointer);
        }
        hidden(answer);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/forbund/121212-1212",
          "/forbund/a/insatser/121212-1212",
          "/forbund/a/insatser/%31%32%31%32%31%32-1212",
          "/forbund/a/insatser/121212%E2%80%931212",
          "/forbund/a/registreringar/2023K4/191212121212",
          "/forbund/a;pnr=121212-1212",
          "/kodlistor/121212-1212",
          "/nowhere/121212-1212",
          "/forbund?limit=121212-1212",
          "/forbund?121212-1212=1",
          "/forbund?offset=%31%321212%2D1212",
          "/forbund/a/registreringar?insats=121212+1212",
          "/forbund/a/registreringar?insats=121212%2B1212&kvartal=2023K4",
          "/forbund?perTidpunkt=121212-1212",
        })
    void in_an_address_is_refused_and_not_repeated(String target) {
      hidden(refused(() -> RawHttp.get(ROT + target).token(Token.forbund("a")), 422));
      hidden(refused(() -> RawHttp.get(ROT + target), 422));
    }

    @ParameterizedTest
    @ValueSource(strings = {"121212-1212", "\"121212-1212\"", "nyckel-191212121212", "121212 1213"})
    void in_a_key_is_refused_and_not_repeated(String key) {
      if (PersonalNumber.in(key)) {
        hidden(refused(() -> to(POST).json().header("Idempotency-Key", key).body(GOOD), 422));
      }
    }

    private static void hidden(RawHttp.Answer answer) {
      var everything = answer.body() + answer.headers();
      assertThat(everything.replaceAll("urn:uuid:[0-9a-f-]{36}|traceparent: [0-9a-f-]+", ""))
          .doesNotContain("1212121212", "121212-", "1213", "1212");
    }
  }

  @Nested
  class All_faults_at_once {
    @Test
    void each_where_it_stands_and_each_once() {
      var body =
          """
          {"kvartal":"2023K5","omfattning":"ALLT","okant":1,"registreringar":[
            {"insats":"x","deltagare":{"pagaendeVidStart":{"kvinnor":1.5,"man":-1},"nya":{"kvinnor":"3","man":1000000}}},
            {"insats":"finns-inte","deltagare":{"totalt":1}},
            {"insats":"x","deltagare":{"pagaendeVidStart":{"kvinnor":1,"man":1},"nya":{"kvinnor":0,"man":0},"avslutade":{"kvinnor":2,"man":2}}},
            {"insats":"s","deltagare":{"totalt":null,"nya":{"kvinnor":1,"man":1,"okant":2}},"kommentar":5},
            null,
            {"deltagare":""},
            {"insats":true,"deltagare":{"totalt":1e2},"rattelseorsak":["x"]}]}
          """;
      assertThat(faults(body))
          .containsExactlyInAnyOrder(
              "/kvartal FEL_FORM",
              "/omfattning OKANT_VARDE",
              "/okant OKANT_FALT",
              "/registreringar/0/deltagare/pagaendeVidStart/kvinnor FEL_TYP",
              "/registreringar/0/deltagare/pagaendeVidStart/man NEGATIVT",
              "/registreringar/0/deltagare/nya/kvinnor FEL_TYP",
              "/registreringar/0/deltagare/nya/man FOR_STORT",
              "/registreringar/2/insats DUBBLETT",
              "/registreringar/2/deltagare/avslutade/kvinnor FLER_AVSLUTADE",
              "/registreringar/2/deltagare/avslutade/man FLER_AVSLUTADE",
              "/registreringar/3/deltagare/totalt FEL_TYP",
              "/registreringar/3/deltagare/nya/okant OKANT_FALT",
              "/registreringar/3/kommentar FEL_TYP",
              "/registreringar/4 SAKNAS",
              "/registreringar/5/insats SAKNAS",
              "/registreringar/5/deltagare FEL_TYP",
              "/registreringar/6/insats FEL_TYP",
              "/registreringar/6/deltagare/totalt FEL_TYP",
              "/registreringar/6/rattelseorsak FEL_TYP");
    }

    @Test
    void with_the_rules_of_the_insatser_where_the_quarter_is_known() {
      var body =
          """
          {"kvartal":"2023K4","okant":1,"registreringar":[
            {"insats":"x","deltagare":{"pagaendeVidStart":{"kvinnor":1.5,"man":-1},"nya":{"kvinnor":1,"man":1},"totalt":4}},
            {"insats":"finns-inte","deltagare":{"totalt":1}},
            {"insats":"x","deltagare":{"totalt":1}},
            {"insats":"s","deltagare":{"nya":{"kvinnor":1,"man":1}}}]}
          """;
      assertThat(faults(body))
          .containsExactlyInAnyOrder(
              "/okant OKANT_FALT",
              "/registreringar/0/deltagare/pagaendeVidStart/kvinnor FEL_TYP",
              "/registreringar/0/deltagare/pagaendeVidStart/man NEGATIVT",
              "/registreringar/0/deltagare/avslutade SAKNAS",
              "/registreringar/0/deltagare/totalt FEL_SLAG",
              "/registreringar/1/insats OKAND_INSATS",
              "/registreringar/2/insats DUBBLETT",
              "/registreringar/2/deltagare/pagaendeVidStart SAKNAS",
              "/registreringar/2/deltagare/nya SAKNAS",
              "/registreringar/2/deltagare/avslutade SAKNAS",
              "/registreringar/2/deltagare/totalt FEL_SLAG",
              "/registreringar/3/deltagare/nya FEL_SLAG",
              "/registreringar/3/deltagare/totalt SAKNAS");
    }

    @Test
    void in_an_insats_too() {
      var body =
          """
          {"namn":"Insatsen x","inriktning":"INDIVIDINRIKTAD","preciseradInriktning":"BEHOVSANALYS",
           "malgrupper":["FINNS_INTE","LANGTIDSSJUKSKRIVNA","LANGTIDSSJUKSKRIVNA",7,null],
           "uppfoljningsmetod":"ANTAL_TOTALT","esfFinansiering":"nej","insatsagare":"",
           "parter":["KOMMUN"],"startdatum":"2023-06-01","slutdatum":"2023-05-31","forbund":"b"}
          """;
      var answer = refused(() -> to(PUT).json().body(body), 400);
      assertThat(pointed(answer))
          .containsExactlyInAnyOrder(
              "/namn NAMN_UPPTAGET",
              "/preciseradInriktning FEL_INRIKTNING",
              "/malgrupper/0 OKAND_MALGRUPP",
              "/malgrupper/2 DUBBLETT",
              "/malgrupper/3 FEL_TYP",
              "/malgrupper/4 SAKNAS",
              "/uppfoljningsmetod FEL_INRIKTNING",
              "/esfFinansiering FEL_TYP",
              "/insatsagare FEL_TYP",
              "/parter FOR_FA_PARTER",
              "/slutdatum FORE_START",
              "/forbund OKANT_FALT");
    }

    @Test
    void of_2_000_rows() {
      var rows =
          IntStream.range(0, 2_000)
              .mapToObj(
                  i ->
                      "{\"insats\":\"i%d\",\"deltagare\":{\"totalt\":%s}}"
                          .formatted(i, i % 3 == 0 ? "-1" : i % 3 == 1 ? "1.5" : "1"))
              .collect(Collectors.joining(","));
      var answer = post("{\"kvartal\":\"2023K4\",\"registreringar\":[" + rows + "]}");
      assertThat(answer.status()).isEqualTo(400);
      isProblem(answer);
      var expected = new ArrayList<String>();
      for (int i = 0; i < 2_000; i++) {
        expected.add("/registreringar/%d/insats OKAND_INSATS".formatted(i));
        if (i % 3 < 2) {
          var code = i % 3 == 0 ? "NEGATIVT" : "FEL_TYP";
          expected.add("/registreringar/%d/deltagare/totalt %s".formatted(i, code));
        }
      }
      assertThat(pointed(answer)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> faults(String body) {
      return pointed(refused(() -> to(POST).json().body(body), 400));
    }

    private static List<String> pointed(RawHttp.Answer answer) {
      List<Map<String, String>> errors = answer.json().getList("errors");
      assertThat(errors).allMatch(e -> !e.get("detail").isBlank());
      return errors.stream().map(e -> e.get("pointer") + " " + e.get("code")).toList();
    }
  }

  @Nested
  class An_address {
    private static RawHttp get(String target) {
      return RawHttp.get(target).token(Token.forsakringskassan());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/",
          "/x",
          "/index.html",
          "/favicon.ico",
          "/finsam",
          "/finsam/v2",
          "/finsam/v1",
          "/finsam/v1/",
          "/finsam/v1/x",
          "/finsam/v1/forbund/a/x",
          "/finsam/v1/forbund/a/insatser/x/y",
          "/finsam/v1/forbund/a/registreringar/2023K4",
          "/finsam/v1/forbund/a/kvittenser/x",
          "/finsam/v1/forbund/a/registreringar/2023K9/x",
          "/finsam/v1/kodlistor/x",
          "/finsam/v1/kodlistor/lan/01",
          "/finsam/v1/sammanstallningar",
          "/finsam/v1/sammanstallningar/x",
          "/finsam/v1/sammanstallningar/2023/tabeller/x",
          "/q/x",
          "/finsam/v1/forbund/%ff%fe",
          "/finsam/v1/forbund/..%2f..%2fetc%2fpasswd",
          "/.env",
          "/finsam/v1/forbund/a/insatser/%27%20or%201%3D1--",
          "/FINSAM/V1/forbund",
          "/finsam/v1/Forbund",
        })
    void of_nothing_is_404(String target) {
      var answer = refused(() -> get(target), 404);
      assertThat(answer.json().getString("type")).endsWith(":finns-inte");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "DELETE | /api-info                                   | GET, HEAD",
          "POST   | /kodlistor                                  | GET, HEAD",
          "DELETE | /kodlistor/malgrupper/LANGTIDSSJUKSKRIVNA   | GET, HEAD, PUT",
          "PUT    | /kodlistor/lan                              | GET, HEAD",
          "POST   | /forbund                                    | GET, HEAD",
          "DELETE | /forbund/a                                  | GET, HEAD, PUT",
          "PATCH  | /forbund/a                                  | GET, HEAD, PUT",
          "TRACE  | /forbund/a                                  | GET, HEAD, PUT",
          "POST   | /forbund/a/insatser                         | GET, HEAD",
          "PATCH  | /forbund/a/insatser/x                       | DELETE, GET, HEAD, PUT",
          "PATCH  | /forbund/a/registreringar                   | GET, HEAD, POST",
          "DELETE | /forbund/a/registreringar                   | GET, HEAD, POST",
          "POST   | /forbund/a/registreringar/2023K4/x/versioner | GET, HEAD",
          "PUT    | /forbund/a/kvittenser/x                     | GET, HEAD",
          "POST   | /sammanstallningar/2023                     | GET, HEAD",
          "DELETE | /sammanstallningar/2023/tabeller/insatser   | GET, HEAD",
        })
    void with_a_method_that_it_has_not_is_405_and_says_which_it_has(
        String method, String path, String allow) {
      var answer =
          refused(
              () ->
                  RawHttp.request(method, ROT + path)
                      .token(Token.forsakringskassan())
                      .json()
                      .body("{}"),
              405);
      assertThat(answer.header("Allow")).isEqualTo(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/csv", "application/xml, image/*;q=0.5", "///"})
    void asked_for_in_a_format_that_it_has_not_is_406(String accept) {
      refused(() -> get(ROT + "/forbund").header("Accept", accept), 406);
      refused(() -> to(POST).json().header("Accept", accept).body(GOOD), 406);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/forbund?limit=0                                   | {limit}",
          "/forbund?limit=501                                 | {limit}",
          "/forbund?limit=-1                                  | {limit}",
          "/forbund?limit=1.5                                 | {limit}",
          "/forbund?limit=abc                                 | {limit}",
          "/forbund?limit=                                    | {limit}",
          "/forbund?limit                                     | {limit}",
          "/forbund?limit=99999999999999999999                | {limit}",
          "/forbund?limit=%D9%A1                              | {limit}",
          "/forbund?limit=20&limit=20                         | {limit}",
          "/forbund?offset=-1                                 | {offset}",
          "/forbund?offset=x                                  | {offset}",
          "/forbund?offset=1000001                            | {offset}",
          "/forbund?perTidpunkt=                              | {perTidpunkt}",
          "/forbund?perTidpunkt=igar                          | {perTidpunkt}",
          "/forbund?perTidpunkt=2024-02-30                    | {perTidpunkt}",
          "/forbund?perTidpunkt=2024-13-01                    | {perTidpunkt}",
          "/forbund?perTidpunkt=20240122                      | {perTidpunkt}",
          "/forbund?perTidpunkt=2024-01-22T12:00:00           | {perTidpunkt}",
          "/forbund?perTidpunkt=2024-01-22T24:00:01Z          | {perTidpunkt}",
          "/forbund?perTidpunkt=-4800-01-01T00:00:00Z         | {perTidpunkt}",
          "/forbund?perTidpunkt=-999999999-01-01T00:00:00Z    | {perTidpunkt}",
          "/forbund?perTidpunkt=2024-01-22&perTidpunkt=2024-01-23 | {perTidpunkt}",
          "/forbund?x=1                                       | {query}",
          "/forbund?Limit=1                                   | {query}",
          "/forbund?limit=1&pertidpunkt=2024-01-22            | {query}",
          "/forbund/a?limit=1                                 | {query}",
          "/forbund/a/insatser?kvartal=2023K4                 | {query}",
          "/forbund/a/insatser/x?perTidpunkt=x                | {perTidpunkt}",
          "/forbund/a/registreringar?kvartal=2023K5           | {kvartal}",
          "/forbund/a/registreringar?kvartal=2022K4           | {kvartal}",
          "/forbund/a/registreringar?kvartal=                 | {kvartal}",
          "/forbund/a/registreringar?kvartal=2023K4&kvartal=2023K3 | {kvartal}",
          "/forbund/a/registreringar/2023K4/x?perTidpunkt=x   | {perTidpunkt}",
          "/forbund/a/registreringar/2023K4/x/versioner?x=1   | {query}",
          "/kodlistor?limit=x                                 | {limit}",
          "/kodlistor/lan?limit=x                             | {limit}",
          "/kodlistor/malgrupper?perTidpunkt=x                | {perTidpunkt}",
          "/sammanstallningar/2023?perTidpunkt=x              | {perTidpunkt}",
          "/sammanstallningar/2023/tabeller/insatser?format=x | {format}",
          "/sammanstallningar/2023/tabeller/insatser?form=csv | {query}",
          "/api-info?x=1                                      | {query}",
        })
    void with_a_wrong_parameter_is_400_and_says_which(String target, String pointer) {
      assertThat(pointers(refused(() -> get(ROT + target), 400))).containsExactly(pointer);
    }

    @Test
    void with_several_wrong_parameters_says_all() {
      var target = ROT + "/forbund/a/registreringar?limit=x&offset=-1&kvartal=2023";
      assertThat(pointers(refused(() -> get(target), 400)))
          .containsExactlyInAnyOrder("{limit}", "{offset}", "{kvartal}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/forbund/%00",
          "/forbund/a/insatser/%00",
          "/forbund/a/insatser/x%00",
          "/forbund/a%0d%0aX:y",
          "/kodlistor/malgrupper/%00",
          "/forbund/a/registreringar?insats=%00",
          "/forbund/a/registreringar?insats=x%1b",
          "/forbund/a/registreringar/2023K4/%00",
        })
    void with_control_characters_is_400(String target) {
      refused(() -> get(ROT + target), 400);
    }

    @Test
    void with_control_characters_is_400_for_writes_too() {
      var body = INSATS.formatted("\"Namn\"", "false", "\"KOMMUN\"", "\"2023-01-01\"");
      refused(() -> to(ROT + "/forbund/a/insatser/%00").json().body(body), 400);
    }

    /** The web server itself refuses these, before anything of ours: bare, but neither HTML. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/finsam/v1/forbund/%", "/finsam/v1/forbund/%zz", "/finsam/v1/forbund/%4",
          "/finsam/v1/forbund?limit=%", "/finsam/v1/forbund?limit=%zz", "/%zz",
        })
    void that_cannot_be_decoded_is_400(String target) {
      var answer = get(target).send();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {4_100, 10_000, 30_000})
    void that_is_very_long_is_414(int length) {
      refused(() -> get(ROT + "/forbund/" + "a".repeat(length)), 414);
      refused(() -> get(ROT + "/forbund?limit=" + "1".repeat(length)), 414);
    }

    @Test
    void that_is_endless_is_414_without_a_word() {
      var answer = get("/" + "a".repeat(100_000)).send();
      assertThat(answer.status()).isEqualTo(414);
      assertThat(answer.body()).isEmpty();
    }
  }
}
