package se.finsam.uppfoljning.sammanstallning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;
import static se.finsam.uppfoljning.sammanstallning.Fragat.las;
import static se.finsam.uppfoljning.sammanstallning.Fragat.lista;
import static se.finsam.uppfoljning.sammanstallning.Fragat.objekt;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/**
 * Known rows in, the versions of them that a figure counts out (contract section 7). No two numbers
 * are alike.
 */
@QuarkusTest
class UnderlagResourceTest {
  private static final String PATH = "/sammanstallningar/2023/underlag";
  private static final String ARBETE = "ARBETSLIVSINRIKTAD_INSATS";
  private static final String UNGA = "UNGA_AKTIVITETSERSATTNING";
  private static final String SJUKSKRIVNA = "LANGTIDSSJUKSKRIVNA";

  /** The instant before the last writes. */
  private String forr;

  @BeforeEach
  void two_forbund_that_have_corrected_withdrawn_and_not_told() {
    Land.tomt();
    var y = individinriktad("Insatsen y", UNGA, SJUKSKRIVNA);
    y.put("preciseradInriktning", "FORBEREDANDE_INSATS");
    var annatAr = individinriktad("Annat år", UNGA);
    annatAr.put("startdatum", "2024-01-01");
    var a = Land.forbund("a").medInsats("x", UNGA).medInsats("y", y).medSatsning("s");
    a.medInsats("sedan", annatAr).medInsats("borttagen", SJUKSKRIVNA);
    Land.forbund("b").medInsats("x").medEkonomi("x", 2024, Map.of("utfallKr", 99_999));
    a.som().delete(a.path() + "/insatser/borttagen").then().statusCode(204);
    a.registrerar(
        "2023K1",
        rad("x", kvinnor(7_000, 0, 0), man(0, 0, 0)),
        rad("y", kvinnor(5, 1, 0), man(6, 2, 0)));
    a.registrerar("2023K2", rad("x", kvinnor(10, 1, 0), man(20, 2, 0)), rad("s", 100));
    a.registrerar("2023K3", rad("x", kvinnor(500, 3, 0), man(600, 4, 0)), rad("s", 8_000));
    a.registrerar("2024K1", rad("x", kvinnor(9_000, 0, 0), man(0, 0, 0)), rad("s", 9_000));
    a.medEkonomi(
            2023,
            Map.of(
                "tilldeladeMedel",
                List.of(
                    Map.of("finansiar", "STAT", "tilldeladeMedelKr", 1_000),
                    Map.of("finansiar", "ESF", "tilldeladeMedelKr", 200)),
                "egetKapitalKr",
                -30))
        .medEkonomi("x", 2023, Map.of("budgeteratAntalDeltagare", 50, "utfallKr", 70))
        .medEkonomi("s", 2023, Map.of("budgeteratAntalDeltagare", 60, "budgetKr", 90));
    forr = Land.tabell(2023, "tackning").path("perTidpunkt");
    a.registrerarHela("2023K1", rad("y", kvinnor(5, 1, 0), man(6, 2, 0)));
    a.registrerarHela("2023K3", rad("x", kvinnor(500, 3, 0), man(600, 4, 0)));
    var rattad = rattad(rad("x", kvinnor(11, 1, 0), man(20, 2, 0)));
    rattad.put("kommentar", "En grupp till");
    a.registrerar("2023K2", rattad);
    a.medEkonomi("x", 2023, Map.of("budgeteratAntalDeltagare", 51, "utfallKr", 71));
    andra(a.path() + "/insatser/x", individinriktad("Nytt namn", UNGA), a.kod());
  }

  @Test
  void deltagare_are_of_the_registrations_that_count_and_no_others() {
    assertThat(underlag("deltagare", ARBETE))
        .containsExactly(
            "REGISTRERING a/x 2023K2 v2 {kvinnor=12, man=22, totalt=34}",
            "REGISTRERING a/x 2023K3 v1 {kvinnor=3, man=4, totalt=7}",
            "REGISTRERING b/x saknas {}");
    assertThat(underlag("deltagare", "FORBEREDANDE_INSATS"))
        .containsExactly("REGISTRERING a/y 2023K1 v1 {kvinnor=6, man=8, totalt=14}");
    assertThat(underlag("deltagare", "FOREBYGGANDE_INSATS")).isEmpty();
    assertThat(underlag("deltagare", null)).hasSize(4).anyMatch(d -> d.contains(" a/y "));
    var forst = lista(las(fraga("deltagare", ARBETE)).get("underlag")).get(0);
    assertThat(forst)
        .containsEntry("orsak", "Räknat på nytt")
        .containsEntry("kommentar", "En grupp till");
  }

  @Test
  void staff_is_of_the_strukturovergripande_alone() {
    assertThat(underlag("personal", "UTVECKLA_SAMVERKAN"))
        .containsExactly("REGISTRERING a/s 2023K2 v1 {personal=100}");
    assertThat(underlag("personal", "BEHOVSANALYS")).isEmpty();
    assertThat(underlag("personal", null)).hasSize(1);
  }

  @Test
  void insatser_are_those_of_the_year_in_the_version_that_was_valid() {
    assertThat(underlag("insatser", ARBETE))
        .containsExactly("INSATS a/x v2 {antalInsatser=1}", "INSATS b/x v1 {antalInsatser=1}");
    assertThat(underlag("insatser", null))
        .containsExactly(
            "INSATS a/s v1 {antalInsatser=1, individinriktade=0, strukturovergripande=1}",
            "INSATS a/x v2 {antalInsatser=1, individinriktade=1, strukturovergripande=0}",
            "INSATS a/y v1 {antalInsatser=1, individinriktade=1, strukturovergripande=0}",
            "INSATS b/x v1 {antalInsatser=1, individinriktade=1, strukturovergripande=0}");
  }

  @Test
  void malgrupper_are_of_the_insatser_that_carry_them_each_once_in_the_total() {
    assertThat(underlag("malgrupper", UNGA))
        .containsExactly(
            "INSATS a/x v2 {antalInsatser=1, individinriktade=1}",
            "INSATS a/y v1 {antalInsatser=1, individinriktade=1}");
    assertThat(underlag("malgrupper", SJUKSKRIVNA)).hasSize(1);
    assertThat(underlag("malgrupper", "UNGA_FUNKTIONSNEDSATTNING")).isEmpty();
    assertThat(underlag("malgrupper", null))
        .containsExactly(
            "INSATS a/x v2 {antalInsatser=1, individinriktade=1, prioriterade=1}",
            "INSATS a/y v1 {antalInsatser=1, individinriktade=1, prioriterade=1}");
  }

  @Test
  void money_is_of_the_forbund_and_of_its_insatser_and_what_is_owed_is_there() {
    assertThat(underlag("ekonomi", "a"))
        .containsExactly(
            "FORBUND_EKONOMI a v1 {medelStatKr=1000, medelEsfKr=200, tilldeladeMedelKr=1200, egetKapitalKr=-30}",
            "INSATS_EKONOMI a/s v1 {insatsBudgetKr=90}",
            "INSATS_EKONOMI a/x v2 {insatsUtfallKr=71}",
            "INSATS_EKONOMI a/y saknas {}");
    assertThat(underlag("ekonomi", "b"))
        .containsExactly("FORBUND_EKONOMI b saknas {}", "INSATS_EKONOMI b/x saknas {}");
    assertThat(underlag("ekonomi", null)).hasSize(6);
  }

  @Test
  void plan_and_outcome_are_of_one_insats() {
    assertThat(underlag("planering", "a/x"))
        .containsExactly(
            "INSATS_EKONOMI a/x v2 {budgeteratAntalDeltagare=51, utfallKr=71}",
            "REGISTRERING a/x 2023K2 v2 {deltagare=34}",
            "REGISTRERING a/x 2023K3 v1 {deltagare=7}");
    assertThat(underlag("planering", "a/s"))
        .containsExactly(
            "INSATS_EKONOMI a/s v1 {budgeteradPersonal=60, budgetKr=90}",
            "REGISTRERING a/s 2023K2 v1 {personal=100}");
    assertThat(underlag("planering", "b/x"))
        .containsExactly("INSATS_EKONOMI b/x saknas {}", "REGISTRERING b/x saknas {}");
    assertThat(underlag("planering", null)).hasSize(9);
  }

  @Test
  void coverage_is_of_registrations_and_of_the_attests_that_hold() {
    Attest.av("a", "2023K1");
    Attest.av("a", "2023K2");
    Attest.av("a", "2024K1");
    new Land.Forbund("a").registrerar("2023K2", rattad(rad("s", 101)));
    assertThat(underlag("tackning", "a"))
        .containsExactly(
            "ATTEST a 2023K1 v1 {}",
            "ATTEST a 2023K2 saknas {}",
            "ATTEST a 2023K3 saknas {}",
            "ATTEST a 2023K4 saknas {}",
            "REGISTRERING a/s 2023K2 v2 {}",
            "REGISTRERING a/x 2023K2 v2 {}",
            "REGISTRERING a/x 2023K3 v1 {}",
            "REGISTRERING a/y 2023K1 v1 {}");
    assertThat(underlag("tackning", null)).hasSize(13).contains("REGISTRERING b/x saknas {}");
  }

  @Test
  void a_forbund_that_does_not_exist_in_the_year_has_no_row_and_nothing_in_the_total() {
    Attest.av("b", "2023K1");
    slut("b", "2022-12-31", null);
    for (var tabell : List.of("tackning", "ekonomi", "planering", "insatser", "deltagare")) {
      assertThat(underlag(tabell, null)).isNotEmpty().noneMatch(d -> d.matches("[A-Z_]+ b.*"));
    }
    fraga("tackning", "b").then().statusCode(422);
  }

  @Test
  void what_came_later_is_not_of_an_instant_before_it() {
    assertThat(underlag("deltagare", ARBETE, "perTidpunkt", forr))
        .containsExactly(
            "REGISTRERING a/x 2023K1 v1 {kvinnor=7000, man=0, totalt=7000}",
            "REGISTRERING a/x 2023K2 v1 {kvinnor=1, man=2, totalt=3}",
            "REGISTRERING a/x 2023K3 v1 {kvinnor=3, man=4, totalt=7}",
            "REGISTRERING b/x saknas {}");
    assertThat(underlag("personal", null, "perTidpunkt", forr))
        .containsExactly(
            "REGISTRERING a/s 2023K2 v1 {personal=100}",
            "REGISTRERING a/s 2023K3 v1 {personal=8000}");
    assertThat(underlag("insatser", ARBETE, "perTidpunkt", forr))
        .contains("INSATS a/x v1 {antalInsatser=1}");
    assertThat(underlag("ekonomi", "a", "perTidpunkt", forr))
        .contains("INSATS_EKONOMI a/x v1 {insatsUtfallKr=70}");
    fraga("deltagare", ARBETE, "perTidpunkt", "2023-01-01")
        .then()
        .statusCode(200)
        .body("underlag.size()", equalTo(0))
        .body("figurer.kvinnor", nullValue());
  }

  @Test
  void in_todays_structure_the_rows_of_who_took_over_are_those_of_both() {
    slut("a", "2024-12-31", "b");
    assertThat(underlag("ekonomi", "b", "struktur", "dagens"))
        .hasSize(6)
        .anyMatch(d -> d.startsWith("FORBUND_EKONOMI a v1"))
        .contains("FORBUND_EKONOMI b saknas {}");
    // both have an insats x
    assertThat(underlag("planering", "b/a/x", "struktur", "dagens"))
        .hasSize(3)
        .allMatch(d -> d.contains(" a/x "));
    assertThat(underlag("planering", "b/b/x", "struktur", "dagens"))
        .hasSize(2)
        .allMatch(d -> d.contains(" b/x "));
    assertThat(underlag("tackning", "b", "struktur", "dagens")).hasSize(13);
    for (var rad : List.of("b/x", "a/x", "a/a/x", "b/a", "b/c/x")) {
      fraga("planering", rad, "struktur", "dagens").then().statusCode(422);
    }
    fraga("ekonomi", "a", "struktur", "dagens").then().statusCode(422);
  }

  @Test
  void filters_leave_the_others_out() {
    assertThat(underlag("deltagare", ARBETE, "forbund", "b"))
        .containsExactly("REGISTRERING b/x saknas {}");
    assertThat(underlag("insatser", null, "forbund", "b", "lan", "01")).hasSize(1);
    assertThat(underlag("ekonomi", null, "lan", "25")).isEmpty();
    fraga("ekonomi", "a", "forbund", "b")
        .then()
        .statusCode(422)
        .body("errors.code", equalTo(List.of("OKAND_RAD")));
  }

  @Test
  void a_row_that_the_table_has_not_is_refused() {
    var rader =
        List.of(
            "deltagare FINNS_INTE",
            "deltagare UTVECKLA_SAMVERKAN",
            "personal ARBETSLIVSINRIKTAD_INSATS",
            "insatser x",
            "malgrupper null",
            "ekonomi c",
            "tackning a/x",
            "planering a",
            "planering a/",
            "planering a/x/",
            "planering /x",
            "planering /",
            "planering a/sedan",
            "planering a/borttagen");
    for (var rad : rader) {
      fraga(rad.split(" ")[0], rad.split(" ")[1])
          .then()
          .statusCode(422)
          .body("errors.pointer", equalTo(List.of("{rad}")))
          .body("errors.code", equalTo(List.of("OKAND_RAD")));
    }
  }

  @Test
  void a_table_that_cannot_be_explained_is_refused() {
    for (var tabell : List.of("rattelser", "deltagaren", "Deltagare", "insatser,deltagare")) {
      fraga(tabell, null)
          .then()
          .statusCode(422)
          .body("errors.code", equalTo(List.of("OKANT_VARDE")));
    }
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    Fragat.av(
            "/sammanstallningar/2022/underlag",
            Map.of(
                "limit",
                "0",
                "struktur",
                "morgondagens",
                "forbund",
                "c",
                "lan",
                "99",
                "perTidpunkt",
                "igår"))
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "{limit}",
                "{tabell}",
                "{ar}",
                "{struktur}",
                "{forbund}",
                "{lan}",
                "{perTidpunkt}"));
    Fragat.av("/sammanstallningar/i-fjol/underlag", Map.of("tabell", "insatser"))
        .then()
        .statusCode(404);
    fraga("insatser", null, "radd", "x")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("{query}"));
  }

  @Test
  void every_version_is_one_call_away() {
    Attest.av("a", "2023K4");
    for (var tabell : Kallor.TABELLER) {
      for (var t : List.of(forr, Land.tabell(2023, "tackning").<String>path("perTidpunkt"))) {
        var parametrar = Map.of("tabell", tabell, "perTidpunkt", t);
        for (var del : Fragat.sidor(PATH, parametrar, "underlag")) {
          var related = objekt(objekt(del.get("_links")).get("related"));
          if (del.get("version") == null) {
            assertThat(related).isNull();
          } else {
            var svar = Fragat.folj((String) related.get("href"));
            assertThat(svar.statusCode()).as(related.toString()).isEqualTo(200);
            assertThat(svar.asString()).contains((String) del.get("mottagen"));
          }
        }
      }
    }
  }

  @Test
  void pages_are_of_one_instant_whatever_comes_between() {
    var parametrar = new LinkedHashMap<String, Object>(Map.of("tabell", "deltagare", "limit", 2));
    var forsta = las(Fragat.av(PATH, parametrar));
    new Land.Forbund("a").registrerarHela("2023K2");
    var andra =
        las(Fragat.folj((String) objekt(objekt(forsta.get("_links")).get("next")).get("href")));
    assertThat(andra.get("perTidpunkt")).isEqualTo(forsta.get("perTidpunkt"));
    assertThat(andra.get("figurer")).isEqualTo(forsta.get("figurer"));
    assertThat(lista(andra.get("underlag"))).hasSize(2);
    assertThat(objekt(andra.get("_meta"))).containsEntry("antal", 4L).containsEntry("offset", 2L);
  }

  @Test
  void who_has_it_already_is_not_told_again() {
    var etag = fraga("ekonomi", "a").header("ETag");
    var igen =
        given()
            .auth()
            .oauth2(Token.forsakringskassan())
            .queryParam("tabell", "ekonomi")
            .queryParam("rad", "a");
    igen.header("If-None-Match", etag).get(ROT + PATH).then().statusCode(304);
    new Land.Forbund("a").medEkonomi("y", 2023, Map.of("utfallKr", 1));
    igen.get(ROT + PATH).then().statusCode(200);
  }

  @Test
  void it_is_the_nations_and_no_forbunds() {
    var path = ROT + PATH + "?tabell=insatser";
    given().get(path).then().statusCode(401);
    for (var token :
        List.of(Token.forbund("a"), Token.forskare(), Token.deltagaransvarig("d", "a"))) {
      given().auth().oauth2(token).get(path).then().statusCode(403);
    }
    given().auth().oauth2(Token.nationellaRadet()).get(path).then().statusCode(200);
  }

  private static Response fraga(String tabell, String rad, String... mer) {
    return Fragat.av(PATH, parametrar(tabell, rad, mer));
  }

  private static Map<String, Object> parametrar(String tabell, String rad, String... mer) {
    var parametrar = new LinkedHashMap<String, Object>();
    for (int i = 0; i < mer.length; i += 2) {
      parametrar.put(mer[i], mer[i + 1]);
    }
    parametrar.put("tabell", tabell);
    if (rad != null) {
      parametrar.put("rad", rad);
    }
    return parametrar;
  }

  /**
   * Over all pages, each version and what it brings; and the row is the one that the table tells.
   */
  private static List<String> underlag(String tabell, String rad, String... mer) {
    var parametrar = parametrar(tabell, rad, mer);
    var figurer = objekt(las(Fragat.av(PATH, parametrar)).get("figurer"));
    var frageparametrar = new LinkedHashMap<>(parametrar);
    frageparametrar.keySet().removeAll(List.of("tabell", "rad"));
    var hel = las(Fragat.av("/sammanstallningar/2023/tabeller/" + tabell, frageparametrar));
    if (rad == null) {
      assertThat(figurer).isEqualTo(hel.get("totalt"));
    } else {
      assertThat(lista(hel.get("rader"))).contains(figurer);
    }
    parametrar.put("limit", 3);
    return Fragat.sidor(PATH, parametrar, "underlag").stream().map(d -> text(d)).toList();
  }

  private static String text(Map<String, Object> del) {
    return del.get("slag")
        + " "
        + del.get("forbund")
        + (del.get("insats") == null ? "" : "/" + del.get("insats"))
        + (del.get("kvartal") == null ? "" : " " + del.get("kvartal"))
        + (del.get("version") == null ? " saknas " : " v" + del.get("version") + " ")
        + del.get("bidrag");
  }

  private static void slut(String kod, String giltigTill, String efterfoljare) {
    var body = new HashMap<String, Object>(Map.of("namn", "Förbundet " + kod, "lan", "01"));
    body.put("giltigTill", giltigTill);
    body.put("efterfoljare", efterfoljare);
    var path = ROT + "/forbund/" + kod;
    var som = Land.som(Token.forsakringskassan());
    var etag = som.get(path).header("ETag");
    som.header("If-Match", etag).body(body).put(path).then().statusCode(200);
  }

  private static void andra(String path, Map<String, Object> body, String kod) {
    var som = new Land.Forbund(kod).som();
    var etag = som.get(path).header("ETag");
    som.header("If-Match", etag).body(body).put(path).then().statusCode(200);
  }
}
