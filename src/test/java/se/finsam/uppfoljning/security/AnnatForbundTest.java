package se.finsam.uppfoljning.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.RawHttp;
import se.finsam.uppfoljning.Token;

/** Another förbund answers exactly as one that does not exist (contract section 3). */
@QuarkusTest
class AnnatForbundTest {
  private static final String RADER =
      """
      {"kvartal":"2023K4","registreringar":[{"insats":"x","deltagare":{"pagaendeVidStart":{"kvinnor":1,"man":1},
       "nya":{"kvinnor":0,"man":0},"avslutade":{"kvinnor":0,"man":0}}}]}""";
  private static final String INSATS =
      """
      {"namn":"Insatsen x","inriktning":"STRUKTUROVERGRIPANDE","preciseradInriktning":"BEHOVSANALYS",
       "uppfoljningsmetod":"ANTAL_TOTALT","esfFinansiering":true,"insatsagare":"REGION","startdatum":"2024-01-01"}""";
  private static final String INGET_KVAR =
      """
      {"kvartal":"2023K4","omfattning":"HELA_KVARTALET","registreringar":[]}""";

  private static final String INGET =
      """
      {"ingetAttRapportera":true}""";
  private static final String UPPLASNING =
      """
      {"kvartal":"2023K4","till":"2190-01-01","orsak":"x"}""";

  private static String kvittens;

  @Inject Jdbi jdbi;

  @BeforeEach
  void two_forbund_with_much_in_them() {
    if (kvittens == null) {
      Land.tomt();
      forbund("mitt").medInsats("y");
      kvittens =
          forbund("ert")
              .medInsats("x")
              .medInsats("tom")
              .medDeltagaransvarig("x", "person")
              .medEkonomi(2023, Map.of("egetKapitalKr", 1))
              .medEkonomi("x", 2023, Map.of("budgetKr", 1))
              .registrerar("2023K4", rad("x", kvinnor(4, 1, 0), man(9, 0, 2)))
              .path("id");
      new Land.Forbund("ert")
          .som()
          .body(INGET.replace("true", "false"))
          .put(ROT + "/forbund/ert/attester/2023K4")
          .then()
          .statusCode(201);
    }
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        arguments("GET", "", null),
        arguments("GET", "?perTidpunkt=2024-01-22", null),
        arguments("HEAD", "", null),
        arguments("PUT", "", "{}"),
        arguments("DELETE", "", null),
        arguments("GET", "/insatser", null),
        arguments("GET", "/insatser?limit=1&offset=1", null),
        arguments("GET", "/insatser?perTidpunkt=2999-01-01", null),
        arguments("GET", "/insatser?perTidpunkt=x", null),
        arguments("GET", "/insatser?okand=1", null),
        arguments("GET", "/insatser/x", null),
        arguments("GET", "/insatser/finns-inte", null),
        arguments("PUT", "/insatser/x", INSATS),
        arguments("PUT", "/insatser/ny", INSATS),
        arguments("PUT", "/insatser/ny", INSATS.replace("Insatsen x", "Insatsen tom")),
        arguments("PUT", "/insatser/x", "{}"),
        arguments("PUT", "/insatser/x", "trasig"),
        arguments("PUT", "/insatser/FEL", INSATS),
        arguments("PATCH", "/insatser/x", "{}"),
        arguments("DELETE", "/insatser/x", null),
        arguments("DELETE", "/insatser/tom", null),
        arguments("DELETE", "/insatser/finns-inte", null),
        arguments("GET", "/deltagaransvariga", null),
        arguments("GET", "/deltagaransvariga?sub=person&insats=x", null),
        arguments("GET", "/deltagaransvariga?perTidpunkt=2999-01-01", null),
        arguments("GET", "/insatser/x/deltagaransvariga", null),
        arguments("GET", "/insatser/finns-inte/deltagaransvariga", null),
        arguments("GET", "/insatser/x/deltagaransvariga/person", null),
        arguments("GET", "/insatser/x/deltagaransvariga/ingen", null),
        arguments("GET", "/insatser/x/deltagaransvariga/person/versioner", null),
        arguments("PUT", "/insatser/x/deltagaransvariga/person", null),
        arguments("PUT", "/insatser/x/deltagaransvariga/ny", null),
        arguments("PUT", "/insatser/x/deltagaransvariga/ny", "{}"),
        arguments("PUT", "/insatser/x/deltagaransvariga/ny", "trasig"),
        arguments("PUT", "/insatser/x/deltagaransvariga/test-mitt", null),
        arguments("PUT", "/insatser/x/deltagaransvariga/" + "a".repeat(256), null),
        arguments("DELETE", "/insatser/x/deltagaransvariga/person", null),
        arguments("DELETE", "/insatser/x/deltagaransvariga/ingen", null),
        arguments("GET", "/ekonomi", null),
        arguments("GET", "/ekonomi/2023", null),
        arguments("GET", "/ekonomi/2999", null),
        arguments("GET", "/ekonomi/fel", null),
        arguments("GET", "/ekonomi/2023/versioner", null),
        arguments("PUT", "/ekonomi/2023", "{}"),
        arguments("PUT", "/ekonomi/2024", "{}"),
        arguments("PUT", "/ekonomi/2999", "{}"),
        arguments("PUT", "/ekonomi/2023", "trasig"),
        arguments("GET", "/insatser/x/ekonomi", null),
        arguments("GET", "/insatser/x/ekonomi/2023", null),
        arguments("GET", "/insatser/x/ekonomi/2023/versioner", null),
        arguments("PUT", "/insatser/x/ekonomi/2023", "{}"),
        arguments("PUT", "/insatser/x/ekonomi/2024", "{\"esfBudgetKr\":1}"),
        arguments("GET", "/registreringar", null),
        arguments("GET", "/registreringar?kvartal=2023K4&insats=x", null),
        arguments("GET", "/registreringar?kvartal=fel", null),
        arguments("GET", "/registreringar/2023K4/x", null),
        arguments("GET", "/registreringar/2023K3/x", null),
        arguments("GET", "/registreringar/fel/x", null),
        arguments("GET", "/registreringar/2023K4/x/versioner", null),
        arguments("POST", "/registreringar", RADER),
        arguments("POST", "/registreringar?provkorning=true", RADER),
        arguments("POST", "/registreringar", RADER.replace("2023K4", "2199K4")),
        arguments("POST", "/registreringar", RADER.replace("\"x\"", "\"finns-inte\"")),
        arguments("POST", "/registreringar", RADER.replace(":1", ":1.5")),
        arguments("POST", "/registreringar", "{}"),
        arguments("POST", "/registreringar", INGET_KVAR),
        arguments("GET", "/upplasningar", null),
        arguments("GET", "/upplasningar?kvartal=2023K4", null),
        arguments("GET", "/upplasningar/KVITTENS", null),
        arguments("POST", "/upplasningar", UPPLASNING),
        arguments("GET", "/attester", null),
        arguments("GET", "/attester?ar=2023", null),
        arguments("GET", "/attester/2023K4", null),
        arguments("GET", "/attester/2023K3", null),
        arguments("GET", "/attester/2023K4/versioner", null),
        arguments("PUT", "/attester/2023K4", INGET),
        arguments("PUT", "/attester/2023K3", INGET),
        arguments("PUT", "/attester/2199K4", INGET),
        arguments("PUT", "/attester/2023K4", "{}"),
        arguments("GET", "/kvittenser/KVITTENS", null),
        arguments("GET", "/kvittenser/00000000-0000-7000-8000-000000000000", null),
        arguments("GET", "/kvittenser/fel", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insatser",
        "insatser/x",
        "deltagaransvariga",
        "insatser/x/deltagaransvariga/person",
        "registreringar",
        "registreringar/2023K4/x/versioner",
        "upplasningar",
        "attester",
        "attester/2023K4",
        "attester/2023K4/versioner",
        "kvittenser/"
      })
  void the_national_council_sees_no_more_of_it_with_a_role_of_another(String path) {
    var token = Token.med(Set.of("nationella-radet", "forbundssystem"), "mitt");
    var id = path.equals("kvittenser/") ? kvittens : "";
    Land.som(token).get(Land.ROT + "/forbund/ert/" + path + id).then().statusCode(404);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answers_as_if_it_did_not_exist_and_nothing_is_written(
      String method, String path, String body) {
    var before = stored();
    for (var role : List.of("forbundssystem", "forbundsadministrator")) {
      var theirs = send(method, "ert", path, body, role);
      var nobodys = send(method, "inget", path, body, role);
      assertThat(theirs.status()).isBetween(400, 499).isEqualTo(nobodys.status());
      assertThat(same(theirs.body())).isEqualTo(same(nobodys.body())).doesNotContain("Insatsen");
      assertThat(same(theirs.headers().toString())).isEqualTo(same(nobodys.headers().toString()));
    }
    assertThat(stored()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"v1\"", "\"v2\"", "\"v3\"", "\"v4\"", "W/\"v1\""})
  void tells_no_tag(String tag) {
    var before = stored();
    for (var header : List.of("If-Match", "If-None-Match")) {
      for (var method : List.of("GET", "PUT", "DELETE")) {
        for (var forbund : List.of("ert", "inget")) {
          var request =
              RawHttp.request(method, ROT + "/forbund/" + forbund + "/insatser/x")
                  .token(Token.forbund("mitt"))
                  .header(header, tag);
          var answer = (method.equals("PUT") ? request.json().body(INSATS) : request).send();
          assertThat(answer.status()).isEqualTo(404);
          assertThat(answer.header("ETag")).isNull();
        }
      }
    }
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void is_not_in_any_list() {
    var listed = get("/forbund", Token.forbund("mitt")).json();
    assertThat(listed.<String>getList("forbund.kod")).containsExactly("mitt");
    assertThat(listed.getInt("_meta.antal")).isEqualTo(1);
  }

  @Test
  void gives_its_receipts_to_nobody_else_under_any_address() {
    var ert = "/forbund/ert/kvittenser/" + kvittens;
    var mitt = "/forbund/mitt/kvittenser/" + kvittens;
    assertThat(get(ert, Token.forbund("ert")).status()).isEqualTo(200);
    assertThat(get(ert, Token.forsakringskassan()).status()).isEqualTo(200);
    assertThat(get(ert, Token.forbund("mitt")).status()).isEqualTo(404);
    assertThat(get(mitt, Token.forbund("mitt")).status()).isEqualTo(404);
    assertThat(get(mitt, Token.forbund("mitt", "ert")).status()).isEqualTo(404);
    assertThat(get(mitt, Token.forsakringskassan()).status()).isEqualTo(404);
  }

  @Test
  void is_not_reached_by_the_id_of_its_insats() {
    var answer = send("POST", "mitt", "/registreringar", RADER, "forbundssystem");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().<String>getList("errors.code")).containsExactly("OKAND_INSATS");
    assertThat(get("/forbund/mitt/insatser/x", Token.forbund("mitt")).status()).isEqualTo(404);
    var listed = get("/forbund/mitt/registreringar?insats=x", Token.forbund("mitt")).json();
    assertThat(listed.getInt("_meta.antal")).isZero();
  }

  @Test
  void couples_nobody_of_another_forbund_to_what_it_has() {
    var person = Token.deltagaransvarig("person", "mitt");
    assertThat(get("/forbund/mitt/insatser", person).json().getInt("_meta.antal")).isZero();
    for (var path : List.of("/insatser", "/insatser/x")) {
      assertThat(get("/forbund/ert" + path, person).status()).isEqualTo(404);
      var theirs = get("/forbund/ert" + path, Token.deltagaransvarig("person", "ert"));
      assertThat(theirs.status()).isEqualTo(200);
    }
  }

  private static RawHttp.Answer get(String path, String token) {
    return RawHttp.get(ROT + path).token(token).send();
  }

  private static RawHttp.Answer send(
      String method, String forbund, String path, String body, String role) {
    var target = ROT + "/forbund/" + forbund + path.replace("KVITTENS", kvittens);
    var request = RawHttp.request(method, target).token(Token.med(role, "mitt"));
    return (body == null ? request : request.json().body(body)).send();
  }

  /** What may differ between any two answers. */
  private static String same(String text) {
    return text.replaceAll("urn:uuid:[0-9a-f-]{36}", "urn:uuid:")
        .replaceAll("00-[0-9a-f]{32}-[0-9a-f]{16}", "00-");
  }

  private List<Long> stored() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    select count(*) from mottagning union all select count(*) from forbund_version
                    union all select count(*) from insats_version
                    union all select count(*) from insats_version where ersatt < 'infinity'
                    union all select count(*) from deltagaransvarig_version
                    union all select count(*) from forbund_ekonomi_version
                    union all select count(*) from insats_ekonomi_version
                    union all select count(*) from registrering union all select count(*) from idempotens
                    union all select count(*) from attest_version union all select count(*) from upplasning
                    """)
                .mapTo(Long.class)
                .list());
  }
}
