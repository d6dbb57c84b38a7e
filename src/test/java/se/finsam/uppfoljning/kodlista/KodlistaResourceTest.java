package se.finsam.uppfoljning.kodlista;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.som;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/** The code lists, and the one that the system owner keeps (contract section 4, dossier 5). */
@QuarkusTest
class KodlistaResourceTest {
  private static int number;
  private static boolean emptied;

  private String kod;

  @BeforeEach
  void a_code_that_nobody_has() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    kod = "GRUPP_" + ++number;
  }

  private static Map<String, Object> grupp(String etikett, boolean prioriterad) {
    var grupp = new LinkedHashMap<String, Object>();
    grupp.put("etikett", etikett);
    grupp.put("prioriterad", prioriterad);
    return grupp;
  }

  @Nested
  class Get {
    @Test
    void names_every_list_with_a_link_that_leads_to_it() {
      var listor = get("").then().statusCode(200).extract().jsonPath();
      assertThat(listor.<String>getList("kodlistor.lista"))
          .contains(
              "inriktningar",
              "preciserade-inriktningar",
              "malgrupper",
              "uppfoljningsmetoder",
              "parter",
              "finansiarer",
              "avslutsanledningar",
              "kon",
              "lan",
              "kommuner")
          .hasSize(listor.getInt("_meta.antal"));
      for (var href : listor.<String>getList("kodlistor._links.self.href")) {
        som(Token.forbund("a")).get(href).then().statusCode(200);
      }
    }

    @ParameterizedTest
    @CsvSource({
      "inriktningar,             inriktningar,            2",
      "preciserade-inriktningar, preciseradeInriktningar, 7",
      "uppfoljningsmetoder,      uppfoljningsmetoder,     2",
      "parter,                   parter,                  4",
      "kon,                      kon,                     2",
      "finansiarer,              finansiarer,             6",
      "avslutsanledningar,       avslutsanledningar,      3",
      "lan,                      lan,                     21",
      "kommuner,                 kommuner,                290",
    })
    void of_a_list_tells_its_codes_under_its_own_name(String lista, String namn, int antal) {
      get("/" + lista + "?limit=500")
          .then()
          .statusCode(200)
          .body(namn + ".size()", equalTo(antal))
          .body("_meta.antal", equalTo(antal))
          .body(namn + ".etikett.findAll { it.isBlank() }", empty());
    }

    @Test
    void puts_each_finer_orientation_under_its_inriktning() {
      get("/preciserade-inriktningar")
          .then()
          .body(
              "preciseradeInriktningar.findAll { it.under == 'STRUKTUROVERGRIPANDE' }.kod",
              contains("KOMPETENSHOJANDE_INSATS", "BEHOVSANALYS", "UTVECKLA_SAMVERKAN"))
          .body(
              "preciseradeInriktningar.findAll { it.under == 'INDIVIDINRIKTAD' }.size()",
              equalTo(4));
    }

    @Test
    void puts_each_kommun_in_its_lan_and_keeps_the_zeros() {
      var kommuner = get("/kommuner?limit=500").jsonPath();
      assertThat(kommuner.<Map<String, String>>getList("kommuner"))
          .allMatch(k -> k.get("kod").matches("[0-9]{4}"))
          .allMatch(k -> k.get("kod").startsWith(k.get("under")));
      get("/kommuner?limit=1&offset=0").then().body("kommuner.kod", contains("0114"));
    }

    @Test
    void is_in_pages() {
      get("/lan?limit=10&offset=10")
          .then()
          .body("lan.size()", equalTo(10))
          .body("_meta.antal", equalTo(21))
          .body("_links.next.href", endsWith("limit=10&offset=20"))
          .body("_links.prev.href", endsWith("limit=10&offset=0"));
      get("/lan").then().body("lan.size()", equalTo(20));
    }

    @Test
    void tells_the_malgrupper_that_are_known_from_the_start() {
      get("/malgrupper?perTidpunkt=2023-01-01")
          .then()
          .body(
              "malgrupper.kod",
              contains(
                  "UNGA_AKTIVITETSERSATTNING", "LANGTIDSSJUKSKRIVNA", "UNGA_FUNKTIONSNEDSATTNING"))
          .body("malgrupper.prioriterad", everyItem(equalTo(true)))
          .body("malgrupper.giltigFran", everyItem(equalTo("2023-01-01")));
      get("/malgrupper?perTidpunkt=2022-12-31").then().body("malgrupper", empty());
      get("/malgrupper/LANGTIDSSJUKSKRIVNA?perTidpunkt=2022-12-31").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/finns-inte", "/LAN", "/malgrupper/FINNS_INTE", "/malgrupper/x"})
    void of_what_does_not_exist_is_404(String path) {
      get(path).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/malgrupper", "/malgrupper/LANGTIDSSJUKSKRIVNA", "/lan"})
    void as_of_the_future_is_refused(String path) {
      get(path + "?perTidpunkt=2199-01-01").then().statusCode(422);
    }
  }

  @Nested
  class Put {
    @Test
    void of_a_new_malgrupp_answers_201_and_it_may_be_used() {
      put(kod, grupp("Långtidsarbetslösa", false))
          .then()
          .statusCode(201)
          .header("Location", endsWith("/kodlistor/malgrupper/" + kod))
          .header("ETag", get("/malgrupper/" + kod).header("ETag"))
          .body("kod", equalTo(kod))
          .body("etikett", equalTo("Långtidsarbetslösa"))
          .body("prioriterad", equalTo(false))
          .body("giltigFran", nullValue())
          .body("version", equalTo(1));
      get("/malgrupper?limit=500").then().body("malgrupper.kod", hasItem(kod));
      forbund("k" + number).medInsats("x", kod);
    }

    @Test
    void of_an_existing_one_needs_its_tag() {
      var tag = put(kod, grupp("Namn", false)).header("ETag");
      put(kod, grupp("Nytt", true)).then().statusCode(428);
      put(kod, grupp("Nytt", true), "If-Match", "\"v0\"").then().statusCode(412);
      put(kod, grupp("Nytt", true), "If-Match", "W/" + tag).then().statusCode(412);
      put(kod, grupp("Nytt", true), "If-None-Match", "*").then().statusCode(412);
      put(kod, grupp("Namn", false), "If-Match", tag)
          .then()
          .statusCode(200)
          .header("ETag", tag)
          .body("version", equalTo(1));
      put(kod, grupp("Nytt", true), "If-Match", tag)
          .then()
          .statusCode(200)
          .body("version", equalTo(2));
      put(kod, grupp("Nyare", true), "If-Match", tag).then().statusCode(412);
      som(Token.forbund("a"))
          .header("If-None-Match", get("/malgrupper/" + kod).header("ETag"))
          .get(ROT + "/kodlistor/malgrupper/" + kod)
          .then()
          .statusCode(304);
    }

    @Test
    void is_told_as_it_was_known_then() {
      var first = put(kod, grupp("Namn", false));
      var second = put(kod, grupp("Nytt", true), "If-Match", first.header("ETag"));
      var t1 = Instant.parse(first.path("mottagen"));
      var t2 = Instant.parse(second.path("mottagen"));
      per(t1.minusNanos(1000)).then().statusCode(404);
      per(t1).then().body("etikett", equalTo("Namn")).body("prioriterad", equalTo(false));
      per(t2.minusNanos(1000)).then().body("etikett", equalTo("Namn"));
      per(t2).then().body("etikett", equalTo("Nytt")).body("prioriterad", equalTo(true));
    }

    @Test
    void ends_a_malgrupp_and_new_insatser_cannot_have_it() {
      var ended = grupp("Namn", true);
      ended.put("giltigFran", "2023-01-01");
      ended.put("giltigTill", "2023-12-31");
      put(kod, ended).then().statusCode(201).body("giltigTill", equalTo("2023-12-31"));
      var a = forbund("k" + number).medInsats("x", kod);
      var later = individinriktad("Senare", kod);
      later.put("startdatum", "2024-01-01");
      a.som()
          .body(later)
          .put(a.path() + "/insatser/y")
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/malgrupper/0"))
          .body("errors.code", contains("MALGRUPP_EJ_GILTIG"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"liten", "A__B", "_A", "A_", "Å", "A-B"})
    void under_a_code_of_another_form_is_refused(String code) {
      put(code, grupp("Namn", false))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("{kod}"));
    }

    @Test
    void lists_all_that_is_wrong() {
      var wrong = new LinkedHashMap<String, Object>();
      wrong.put("etikett", " ");
      wrong.put("prioriterad", "ja");
      wrong.put("giltigFran", "2023-06-01");
      wrong.put("giltigTill", "2023-05-31");
      wrong.put("kod", kod);
      var errors = put("liten", wrong).then().statusCode(400).extract().jsonPath();
      assertThat(errors.<String>getList("errors.pointer"))
          .containsExactlyInAnyOrder("/etikett", "/prioriterad", "/giltigTill", "/kod", "{kod}");
      put(kod, grupp("x".repeat(201), false)).then().statusCode(422);
      put(kod, new LinkedHashMap<>(Map.of("etikett", "Namn"))).then().statusCode(422);
      get("/malgrupper/" + kod).then().statusCode(404);
    }

    private Response per(Instant t) {
      return get("/malgrupper/" + kod + "?perTidpunkt=" + t);
    }
  }

  private static Response get(String path) {
    return som(Token.forbund("a")).get(ROT + "/kodlistor" + path);
  }

  private static Response put(String kod, Map<String, Object> body, String... header) {
    var request = som(Token.forsakringskassan()).body(body);
    if (header.length > 0) {
      request.header(header[0], header[1]);
    }
    return request.put(ROT + "/kodlistor/malgrupper/" + kod);
  }
}
