package se.finsam.uppfoljning.sammanstallning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/**
 * Known writes between two instants, and the figures that they moved (contract section 7; R9, R13).
 */
@QuarkusTest
class AndringResourceTest {
  private static final String UNGA = "UNGA_AKTIVITETSERSATTNING";
  private static final String OPRIORITERAD = "OPRIORITERAD";

  @BeforeEach
  void an_empty_country() {
    Land.tomt();
  }

  @Test
  void what_is_new_late_corrected_and_withdrawn_is_told_apart() {
    tidplan("2023K4", "2199-12-31");
    var a =
        Land.forbund("a")
            .medInsats("ny")
            .medInsats("rattad", finare("FORBEREDANDE_INSATS"))
            .medInsats("sen", finare("FOREBYGGANDE_INSATS"))
            .medInsats("aterkallad", finare("IDENTIFIERA_INDIVIDENS_BEHOV"))
            .medSatsning("s");
    a.registrerar(
        "2023K4",
        rad("rattad", kvinnor(5, 1, 0), man(3, 1, 0)),
        rad("aterkallad", kvinnor(7, 0, 0), man(0, 9, 0)),
        rad("s", 40));
    var fran = nu();
    a.registrerar("2023K4", rad("ny", kvinnor(1, 1, 0), man(0, 0, 0)));
    a.registrerar("2023K3", rad("sen", kvinnor(10, 0, 0), man(20, 0, 0)));
    a.registrerar("2023K4", rattad(rad("rattad", kvinnor(5, 3, 0), man(3, 1, 0))));
    a.som()
        .queryParam("rattelseorsak", "Fel insats")
        .delete(a.path() + "/registreringar/2023K4/aterkallad")
        .then()
        .statusCode(200);

    assertThat(andringar(fran))
        .containsExactly(
            "a tackning null kvartalRegistrerade 1->2 [SEN sen 2023K3 v1]",
            "a deltagare ARBETSLIVSINRIKTAD_INSATS kvinnor null->2 [NY ny 2023K4 v1]",
            "a deltagare ARBETSLIVSINRIKTAD_INSATS man null->0 [NY ny 2023K4 v1]",
            "a deltagare FORBEREDANDE_INSATS kvinnor 6->8 [RATTAD rattad 2023K4 v2 Räknat på nytt]",
            "a deltagare FOREBYGGANDE_INSATS kvinnor null->10 [SEN sen 2023K3 v1]",
            "a deltagare FOREBYGGANDE_INSATS man null->20 [SEN sen 2023K3 v1]",
            "a deltagare IDENTIFIERA_INDIVIDENS_BEHOV kvinnor 7->null [ATERKALLAD aterkallad 2023K4 v2 Fel insats]",
            "a deltagare IDENTIFIERA_INDIVIDENS_BEHOV man 9->null [ATERKALLAD aterkallad 2023K4 v2 Fel insats]");
    assertThat(riket(fran))
        .contains(
            "tackning null kvartalRegistrerade 1->2",
            "deltagare FORBEREDANDE_INSATS totalt 10->12",
            "deltagare null kvinnor 13->20",
            "planering null deltagare 26->44")
        .noneMatch(f -> f.startsWith("insatser") || f.startsWith("personal"));
  }

  @Test
  void a_version_that_says_the_same_of_a_figure_is_no_reason() {
    var a = Land.forbund("a").medInsats("x").medInsats("y").medSatsning("s");
    a.registrerar(
        "2023K1",
        rad("x", kvinnor(1, 0, 0), man(2, 0, 0)),
        rad("y", kvinnor(4, 0, 0), man(8, 5, 0)));
    var fran = nu();
    a.registrerar("2023K1", rattad(rad("x", kvinnor(16, 0, 0), man(2, 0, 0))));
    var bara = rad("y", kvinnor(4, 0, 0), man(8, 5, 0));
    bara.put("kommentar", "Bara en not");
    a.registrerar("2023K1", bara);
    a.registrerar("2023K1", rattad(rad("y", kvinnor(4, 0, 1), man(8, 5, 2)))); // ended ones
    a.medEkonomi("x", 2023, Map.of("budgetKr", 32));
    a.medEkonomi("y", 2024, Map.of("budgetKr", 99));
    insats(a, "x", individinriktad("Ett annat namn"));
    var senare = individinriktad("Insatsen y");
    senare.put("slutdatum", "2025-12-31");
    insats(a, "y", senare);
    forbund("a", null, null);

    assertThat(andringar(fran, "ar", "2023"))
        .containsExactly(
            "a deltagare ARBETSLIVSINRIKTAD_INSATS kvinnor 5->20 [RATTAD x 2023K1 v2 Räknat på nytt]",
            "a ekonomi null insatsBudgetKr null->32 [INSATS_EKONOMI x v1]");
  }

  @Test
  void an_insats_that_is_moved_moves_two_rows() {
    var a = Land.forbund("a").medInsats("x", UNGA).medInsats("y");
    a.registrerar("2023K1", rad("x", kvinnor(1, 0, 0), man(2, 0, 0)));
    var fran = nu();
    var body = individinriktad("Insatsen x", UNGA);
    body.put("preciseradInriktning", "FOREBYGGANDE_INSATS");
    insats(a, "x", body);

    assertThat(andringar(fran, "ar", "2023"))
        .containsExactly(
            "a insatser ARBETSLIVSINRIKTAD_INSATS antalInsatser 2->1 [INSATS x v2]",
            "a insatser FOREBYGGANDE_INSATS antalInsatser 0->1 [INSATS x v2]",
            "a deltagare ARBETSLIVSINRIKTAD_INSATS kvinnor 1->null [INSATS x v2]",
            "a deltagare ARBETSLIVSINRIKTAD_INSATS man 2->null [INSATS x v2]",
            "a deltagare FOREBYGGANDE_INSATS kvinnor null->1 [INSATS x v2]",
            "a deltagare FOREBYGGANDE_INSATS man null->2 [INSATS x v2]");
    assertThat(riket(fran, "ar", "2023"))
        .containsExactly(
            "insatser ARBETSLIVSINRIKTAD_INSATS antalInsatser 2->1",
            "insatser FOREBYGGANDE_INSATS antalInsatser 0->1",
            "deltagare ARBETSLIVSINRIKTAD_INSATS kvinnor 1->null",
            "deltagare ARBETSLIVSINRIKTAD_INSATS man 2->null",
            "deltagare ARBETSLIVSINRIKTAD_INSATS totalt 3->null",
            "deltagare FOREBYGGANDE_INSATS kvinnor null->1",
            "deltagare FOREBYGGANDE_INSATS man null->2",
            "deltagare FOREBYGGANDE_INSATS totalt null->3");
  }

  @Test
  void an_insats_that_is_removed_and_one_that_carries_another_malgrupp_are_told() {
    malgrupp(false);
    var a = Land.forbund("a").medInsats("x", UNGA).medInsats("y", UNGA).medInsats("z");
    var fran = nu();
    a.som().delete(a.path() + "/insatser/x").then().statusCode(204);
    insats(a, "y", individinriktad("Insatsen y", OPRIORITERAD));

    assertThat(andringar(fran, "ar", "2023"))
        .containsExactly(
            "a insatser ARBETSLIVSINRIKTAD_INSATS antalInsatser 3->2 [INSATS_BORTTAGEN x v1]",
            "a malgrupper " + UNGA + " antalInsatser 2->0 [INSATS_BORTTAGEN x v1, INSATS y v2]",
            "a malgrupper " + UNGA + " individinriktade 2->0 [INSATS_BORTTAGEN x v1, INSATS y v2]",
            "a malgrupper OPRIORITERAD antalInsatser 0->1 [INSATS y v2]",
            "a malgrupper OPRIORITERAD individinriktade 0->1 [INSATS y v2]",
            "a malgrupper null antalInsatser 2->1 [INSATS_BORTTAGEN x v1]",
            "a malgrupper null individinriktade 2->1 [INSATS_BORTTAGEN x v1]");
  }

  @Test
  void money_is_told_by_whose_it_is() {
    var a = Land.forbund("a").medInsats("x").medSatsning("s");
    a.medEkonomi(
        2023,
        Map.of("egetKapitalKr", 5, "admUtfallKr", 7, "tilldeladeMedel", medel("STAT", 1_000)));
    a.medEkonomi("x", 2023, Map.of("utfallKr", 100));
    var fran = nu();
    a.medEkonomi(
        2023,
        Map.of("egetKapitalKr", 5, "admUtfallKr", 8, "tilldeladeMedel", medel("STAT", 1_000)));
    a.medEkonomi(
        2023,
        Map.of("egetKapitalKr", 5, "admUtfallKr", 8, "tilldeladeMedel", medel("OVRIGA", 3_000)));
    a.medEkonomi("x", 2023, Map.of("utfallKr", 130));
    a.medEkonomi("s", 2023, Map.of("budgeteratAntalDeltagare", 11));

    assertThat(andringar(fran))
        .containsExactly(
            "a ekonomi null medelStatKr 1000->null [FORBUND_EKONOMI v3]",
            "a ekonomi null medelOvrigaKr null->3000 [FORBUND_EKONOMI v3]",
            "a ekonomi null tilldeladeMedelKr 1000->3000 [FORBUND_EKONOMI v3]",
            "a ekonomi null admUtfallKr 7->8 [FORBUND_EKONOMI v2]",
            "a ekonomi null insatsUtfallKr 100->130 [INSATS_EKONOMI x v2]",
            "a ekonomi null resultatKr 898->2867 [FORBUND_EKONOMI v2, FORBUND_EKONOMI v3, INSATS_EKONOMI x v2]",
            "a planering null budgeteradPersonal null->11 [INSATS_EKONOMI s v1]");
  }

  @Test
  void a_forbund_that_has_begun_or_ended_moves_what_it_had() {
    var a = Land.forbund("a").medInsats("x");
    a.registrerar("2023K1", rad("x", kvinnor(1, 0, 0), man(2, 0, 0)));
    a.medEkonomi(2023, Map.of("egetKapitalKr", 5));
    var fran = nu();
    forbund("a", null, "2022-12-31");
    Land.forbund("b");
    var b = List.of("a tackning null kvartalRegistrerade 1->0 [FORBUND v2]");
    assertThat(andringar(fran, "ar", "2023"))
        .containsExactly(
            b.get(0),
            "a insatser ARBETSLIVSINRIKTAD_INSATS antalInsatser 1->0 [FORBUND v2]",
            "a deltagare ARBETSLIVSINRIKTAD_INSATS kvinnor 1->null [FORBUND v2]",
            "a deltagare ARBETSLIVSINRIKTAD_INSATS man 2->null [FORBUND v2]",
            "a ekonomi null egetKapitalKr 5->null [FORBUND v2]");

    var upphort = nu();
    forbund("a", "2023-12-01", null);
    new Land.Forbund("b").medSatsning("s");
    assertThat(andringar(upphort, "ar", "2023"))
        .contains(
            "a insatser ARBETSLIVSINRIKTAD_INSATS antalInsatser 0->1 [FORBUND v3]",
            "b insatser UTVECKLA_SAMVERKAN antalInsatser 0->1 [INSATS s v1]");
    assertThat(andringar(upphort, "ar", "2023", "forbund", "b")).hasSize(1);
  }

  @Test
  void a_malgrupp_that_is_prioritised_moves_the_nation_though_no_forbund_has_sent_anything() {
    malgrupp(false);
    Land.forbund("a").medInsats("x", OPRIORITERAD);
    var fran = nu();
    malgrupp(true);
    assertThat(riket(fran, "ar", "2023")).containsExactly("malgrupper null prioriterade 0->1");
    assertThat(andringar(fran)).isEmpty();
  }

  @Test
  void who_has_sent_something_that_moved_no_figure_is_not_told() {
    var a = Land.forbund("a").medInsats("x");
    a.registrerar("2023K1", rad("x", kvinnor(1, 0, 0), man(2, 0, 0)));
    var fran = nu();
    a.registrerar("2023K1", rattad(rad("x", kvinnor(1, 0, 1), man(2, 0, 0))));
    insats(a, "x", individinriktad("Ett annat namn"));
    Attest.av("a", "2023K1");
    Land.forbund("nytt");
    malgrupp(true); // one that nobody carries
    tidplan("2023K1", "2199-12-31");
    assertThat(andringar(fran)).isEmpty();
    assertThat(riket(fran)).isEmpty();
  }

  @Test
  void between_an_instant_and_itself_nothing_has_moved_and_backwards_cannot_be_asked() {
    var a = Land.forbund("a");
    var fran = nu();
    a.medInsats("x");
    var till = nu();
    assertThat(riket(till, "till", till)).isEmpty();
    assertThat(riket(fran, "till", fran)).isEmpty();
    assertThat(riket(fran, "till", till, "ar", "2023"))
        .containsExactly(
            "insatser ARBETSLIVSINRIKTAD_INSATS antalInsatser 0->1",
            "insatser null antalInsatser 0->1",
            "insatser null antalForbund 0->1",
            "insatser null individinriktade 0->1");
    fraga(till, "till", fran)
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("{till}")))
        .body("errors.code", equalTo(List.of("FORE_START")));
  }

  @Test
  void a_date_is_the_end_of_its_day_and_today_is_now() {
    Land.forbund("a").medInsats("x");
    var idag = LocalDate.now(Facit.SVERIGE).toString();
    fraga("2023-01-01", "till", "2023-07-01")
        .then()
        .statusCode(200)
        .body("fran", equalTo("2023-01-01T22:59:59.999999Z"))
        .body("till", equalTo("2023-07-01T21:59:59.999999Z"))
        .body("ar", equalTo(List.of(2023)))
        .body("riket", empty());
    assertThat(andringar("2023-01-01", "till", idag, "ar", "2023")).hasSize(1);
    var svar = fraga(idag, "till", idag);
    svar.then().statusCode(200).body("andringar", empty());
    assertThat(svar.<String>path("fran")).isEqualTo(svar.path("till"));
  }

  @Test
  void pages_are_of_the_same_two_instants_whatever_comes_between() {
    var fran = nu();
    var a = Land.forbund("a").medInsats("x", UNGA);
    a.registrerar("2023K1", rad("x", kvinnor(1, 0, 0), man(2, 0, 0)));
    var alla = andringar(fran);
    var forsta = las(fraga(fran, "limit", "2"));
    a.registrerarHela("2023K1");
    var andra = las(Fragat.folj(lank(forsta, "next")));
    assertThat(andra.get("till")).isEqualTo(forsta.get("till"));
    assertThat(andra.get("riket")).isEqualTo(forsta.get("riket"));
    assertThat(lista(andra.get("andringar")).stream().map(x -> text(x)).toList())
        .isEqualTo(alla.subList(2, 4));
    assertThat(objekt(andra.get("_meta"))).containsEntry("antal", (long) alla.size());

    // from a day that is not over: when the page is asked for, it ends later
    var idag = las(fraga(LocalDate.now(Facit.SVERIGE).toString()));
    a.medInsats("y");
    var igen = las(Fragat.folj(lank(idag, "first")));
    assertThat(igen.get("fran")).isEqualTo(idag.get("fran"));
    assertThat(igen.get("till")).isEqualTo(idag.get("till"));
  }

  @Test
  void of_many_reasons_the_first_are_told_and_how_many_there_are() {
    var a = Land.forbund("a").medInsats("x");
    var fran = nu();
    for (int i = 1; i <= 22; i++) {
      a.registrerar("2023K1", rattad(rad("x", kvinnor(i, 0, 0), man(2, 0, 0))));
    }
    fraga(fran, "ar", "2023")
        .then()
        .body("andringar.figur", equalTo(List.of("kvartalRegistrerade", "kvinnor", "man")))
        .body("andringar.antalOrsaker", equalTo(List.of(1, 22, 1)))
        .body("andringar[1].orsaker.size()", equalTo(20))
        .body("andringar[1].orsaker[19].version", equalTo(20));
  }

  @Test
  void who_has_it_already_is_not_told_again() {
    var a = Land.forbund("a");
    var fran = nu();
    a.medInsats("x");
    var etag = fraga(fran).header("ETag");
    var igen =
        given()
            .auth()
            .oauth2(Token.forsakringskassan())
            .queryParam("fran", fran)
            .header("If-None-Match", etag);
    igen.get(ROT + "/andringar").then().statusCode(304);
    a.medInsats("y");
    igen.get(ROT + "/andringar").then().statusCode(200);
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    fraga("igår", "till", "2199-01-01", "ar", "2022", "limit", "0", "forbund", "c")
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            containsInAnyOrder("{fran}", "{till}", "{ar}", "{limit}", "{forbund}"));
    Fragat.av("/andringar", Map.of("ar", "i fjol"))
        .then()
        .statusCode(400)
        .body("errors.code", containsInAnyOrder("SAKNAS", "FEL_FORM"));
    fraga("2024-01-01", "ar", "2199")
        .then()
        .statusCode(422)
        .body("errors.code", equalTo(List.of("EJ_PABORJAT")));
  }

  @Test
  void it_is_the_nations_and_no_forbunds() {
    Land.forbund("a");
    var path = ROT + "/andringar?fran=2024-01-01";
    given().get(path).then().statusCode(401);
    for (var token :
        List.of(Token.forbund("a"), Token.forskare(), Token.deltagaransvarig("d", "a"))) {
      given().auth().oauth2(token).get(path).then().statusCode(403);
    }
    given().auth().oauth2(Token.nationellaRadet()).get(path).then().statusCode(200);
  }

  private static String nu() {
    return Land.tabell(2023, "tackning").path("perTidpunkt");
  }

  private static Response fraga(String fran, String... mer) {
    return Fragat.av("/andringar", parametrar(fran, mer));
  }

  private static Map<String, Object> parametrar(String fran, String... mer) {
    var parametrar = new LinkedHashMap<String, Object>();
    parametrar.put("fran", fran);
    for (int i = 0; i < mer.length; i += 2) {
      parametrar.put(mer[i], mer[i + 1]);
    }
    return parametrar;
  }

  private static List<String> riket(String fran, String... mer) {
    return lista(las(fraga(fran, mer)).get("riket")).stream().map(r -> flytt(r)).toList();
  }

  private static List<String> andringar(String fran, String... mer) {
    return Fragat.sidor("/andringar", parametrar(fran, mer), "andringar").stream()
        .map(a -> text(a))
        .toList();
  }

  private static String text(Map<String, Object> andring) {
    var orsaker =
        lista(andring.get("orsaker")).stream()
            .map(
                o ->
                    o.get("slag")
                        + (o.get("insats") == null ? "" : " " + o.get("insats"))
                        + (o.get("kvartal") == null ? "" : " " + o.get("kvartal"))
                        + " v"
                        + o.get("version")
                        + (o.get("orsak") == null ? "" : " " + o.get("orsak")))
            .toList();
    assertThat(andring.get("antalOrsaker")).isEqualTo((long) orsaker.size());
    return andring.get("forbund")
        + " "
        + flytt(andring)
        + orsaker.stream().collect(Collectors.joining(", ", " [", "]"));
  }

  private static String flytt(Map<String, Object> f) {
    return "%s %s %s %s->%s"
        .formatted(f.get("tabell"), f.get("rad"), f.get("figur"), f.get("fran"), f.get("till"));
  }

  private static String lank(Map<String, Object> svar, String rel) {
    return (String) objekt(objekt(svar.get("_links")).get(rel)).get("href");
  }

  private static List<Map<String, Object>> medel(String finansiar, int kr) {
    return List.of(Map.of("finansiar", finansiar, "tilldeladeMedelKr", kr));
  }

  private static Map<String, Object> finare(String preciserad) {
    var insats = individinriktad("Insats " + preciserad);
    insats.put("preciseradInriktning", preciserad);
    return insats;
  }

  private static void insats(Land.Forbund forbund, String insats, Map<String, Object> body) {
    var path = forbund.path() + "/insatser/" + insats;
    var etag = forbund.som().get(path).header("ETag");
    forbund.som().header("If-Match", etag).body(body).put(path).then().statusCode(200);
  }

  private static void forbund(String kod, String fran, String till) {
    var body = new HashMap<String, Object>(Map.of("namn", "Ett annat namn", "lan", "01"));
    body.put("giltigFran", fran);
    body.put("giltigTill", till);
    satt(ROT + "/forbund/" + kod, body);
  }

  private static void malgrupp(boolean prioriterad) {
    satt(
        ROT + "/kodlistor/malgrupper/" + OPRIORITERAD,
        Map.of("etikett", "Målgruppen", "prioriterad", prioriterad));
  }

  private static void tidplan(String kvartal, String senEfter) {
    satt(
        ROT + "/tidplaner/" + kvartal,
        Map.of("forfaller", "2024-01-15", "senEfter", senEfter, "lases", "2199-12-31"));
  }

  /** By the system owner, whether it is there or not. */
  private static void satt(String path, Map<String, ?> body) {
    var etag = Land.som(Token.forsakringskassan()).get(path).header("ETag");
    var som = Land.som(Token.forsakringskassan());
    assertThat(
            (etag == null ? som : som.header("If-Match", etag)).body(body).put(path).statusCode())
        .isIn(200, 201);
  }
}
