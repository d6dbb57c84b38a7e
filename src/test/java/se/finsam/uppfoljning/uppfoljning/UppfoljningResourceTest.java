package se.finsam.uppfoljning.uppfoljning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.strukturovergripande;
import static se.finsam.uppfoljning.uppfoljning.Handinlagt.attest;
import static se.finsam.uppfoljning.uppfoljning.Handinlagt.ekonomi;
import static se.finsam.uppfoljning.uppfoljning.Handinlagt.tidplan;
import static se.finsam.uppfoljning.uppfoljning.Handinlagt.upplasning;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.forbund.NyttForbund;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.security.Caller;

/**
 * Known rows in, known figures out; no two numbers alike, so that none can stand in for another.
 */
@QuarkusTest
class UppfoljningResourceTest {
  private static final String LANGE = "2199-12-31";

  @Inject Klocka klocka;
  @Inject Forbunden forbunden;
  @Inject Uppfoljningar uppfoljningar;

  private Land.Forbund a;

  @BeforeEach
  void a_country_of_two_forbund() {
    Land.tomt();
    a = Land.forbund("a").medInsats("x").medSatsning("s");
    // none of this may count
    var b = Land.forbund("b").medInsats("x").medSatsning("s");
    b.registrerar(
        "2023K1", rad("x", kvinnor(90_001, 90_002, 0), man(90_004, 90_005, 0)), rad("s", 90_006));
    ekonomi(b, "x", 2023, 90_007, 90_008, 90_009);
  }

  private static Response las(Land.Forbund forbund, Object ar, String... parametrar) {
    var request = given().auth().oauth2(Token.forbund(forbund.kod()));
    for (int i = 0; i < parametrar.length; i += 2) {
      request.queryParam(parametrar[i], parametrar[i + 1]);
    }
    return request.get(forbund.path() + "/uppfoljning/" + ar);
  }

  private static ValidatableResponse aret(Land.Forbund forbund, int ar, String... parametrar) {
    return las(forbund, ar, parametrar).then().statusCode(200);
  }

  private static String insats(String insats) {
    return "insatser.find { it.insats == '" + insats + "' }.";
  }

  private static String kvartal(String kvartal) {
    return "kvartal.find { it.kvartal == '" + kvartal + "' }.";
  }

  private static String matt(String matt) {
    return "jamforelse.find { it.matt == '" + matt + "' }.";
  }

  @Test
  void an_insats_tells_its_year_its_plan_its_money_and_the_year_before() {
    a.registrerar("2023K1", rad("x", kvinnor(10, 4, 1), man(6, 0, 2)));
    a.registrerar("2024K1", rad("x", kvinnor(100, 1, 50), man(40, 20, 3)), rad("s", 7));
    a.registrerar("2024K3", rad("x", kvinnor(777, 2, 9), man(888, 5, 8)), rad("s", 30));
    a.registrerar("2025K1", rad("x", kvinnor(6666, 0, 0), man(6666, 0, 0)), rad("s", 6666));
    ekonomi(a, "x", 2023, 17, 19, 123);
    ekonomi(a, "x", 2024, 999, 999, 999);
    ekonomi(a, "x", 2024, 210, 1_000_000, 1_200_001);
    ekonomi(a, "s", 2024, 50, null, 0);

    aret(a, 2024)
        .rootPath("insatser[1]")
        .body("insats", equalTo("x"))
        .body("namn", equalTo("Insatsen x"))
        .body("inriktning", equalTo("INDIVIDINRIKTAD"))
        .body("preciseradInriktning", equalTo("ARBETSLIVSINRIKTAD_INSATS"))
        .body("kvartalRegistrerade", equalTo(2))
        .body("kvinnor", equalTo(103))
        .body("man", equalTo(65))
        .body("deltagare", equalTo(168))
        .body("andelKvinnor", equalTo(0.613095f))
        .body("taljare", equalTo(103))
        .body("namnare", equalTo(168))
        .body("nyaKvinnor", equalTo(3))
        .body("nyaMan", equalTo(25))
        .body("avslutadeKvinnor", equalTo(59))
        .body("avslutadeMan", equalTo(11))
        .body("personal", nullValue())
        .body("budgeteratAntalDeltagare", equalTo(210))
        .body("andelAvPlan", equalTo(0.8f))
        .body("budgetKr", equalTo(1_000_000))
        .body("utfallKr", equalTo(1_200_001))
        .body("andelAvBudget", equalTo(1.200001f))
        .body("kostnadPerDeltagareKr", equalTo(7143))
        .body("foregaendeAr", equalTo(foregaende(2023, 20, null, 123)))
        .body("$", not(hasKey("status")))
        .rootPath("insatser[0]")
        .body("insats", equalTo("s"))
        .body("kvinnor", nullValue())
        .body("deltagare", nullValue())
        .body("personal", equalTo(37))
        .body("andelAvPlan", equalTo(0.74f))
        .body("budgetKr", nullValue())
        .body("andelAvBudget", nullValue())
        .body("kostnadPerDeltagareKr", nullValue())
        .body("utfallKr", equalTo(0))
        .body("foregaendeAr", equalTo(foregaende(2023, null, null, null)))
        .body("status", equalTo(Map.of("budgetKr", "EJ_REDOVISAT")))
        .rootPath("totalt")
        .body("antalInsatser", equalTo(2))
        .body("individinriktade", equalTo(1))
        .body("strukturovergripande", equalTo(1))
        .body("kvinnor", equalTo(103))
        .body("deltagare", equalTo(168))
        .body("andelKvinnor", equalTo(0.613095f))
        .body("personal", equalTo(37))
        .body("budgeteratAntalDeltagare", equalTo(210))
        .body("budgetKr", equalTo(1_000_000))
        .body("insatserMedBudget", equalTo(1))
        .body("utfallKr", equalTo(1_200_001))
        .body("insatserMedUtfall", equalTo(2))
        .body("status", equalTo(Map.of("budgetKr", "DELVIS")))
        .body("foregaendeAr", equalTo(foregaende(2023, 20, null, 123)));
  }

  private static Map<String, Object> foregaende(
      int ar, Integer deltagare, Integer personal, Integer utfallKr) {
    var map = new java.util.HashMap<String, Object>();
    map.put("ar", ar);
    map.put("deltagare", deltagare);
    map.put("personal", personal);
    map.put("utfallKr", utfallKr);
    return map;
  }

  @Test
  void a_total_that_lacks_an_insats_says_so() {
    a.medInsats("y").medSatsning("r");
    a.registrerar("2023K1", rad("x", kvinnor(10, 4, 1), man(6, 0, 2)));
    ekonomi(a, "x", 2023, 17, 19, null);
    ekonomi(a, "s", 2023, 5, 23, null); // a plan of staff is not a plan of deltagare

    aret(a, 2023)
        .rootPath("totalt")
        .body("deltagare", equalTo(20))
        .body("status.deltagare", equalTo("DELVIS"))
        .body("status.nyaKvinnor", equalTo("DELVIS"))
        .body("budgeteratAntalDeltagare", equalTo(17))
        .body("status.budgeteratAntalDeltagare", equalTo("DELVIS"))
        .body("budgetKr", equalTo(42))
        .body("status.budgetKr", equalTo("DELVIS"))
        .body("status.utfallKr", equalTo("EJ_REDOVISAT"))
        .body("status.personal", equalTo("EJ_REDOVISAT"));

    a.registrerar("2023K2", rad("y", kvinnor(0, 0, 0), man(0, 0, 0)), rad("r", 0), rad("s", 1));
    ekonomi(a, "y", 2023, 0, 0, 0);
    ekonomi(a, "r", 2023, null, 0, 0);
    aret(a, 2023)
        .body("totalt.deltagare", equalTo(20)) // zero is a value
        .body("totalt.status", equalTo(Map.of("utfallKr", "DELVIS")));
  }

  @Test
  void a_quarter_owes_only_the_figures_of_the_insatser_alive_in_it() {
    Land.tomt();
    a = Land.forbund("a").medInsats("x").medInsats("host", liv("Höst", "2023-07-01", null));
    var satsning = strukturovergripande("Sent");
    satsning.put("startdatum", "2023-10-01");
    a.medInsats("sent", satsning);
    a.registrerar("2023K2", rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
    a.registrerar("2023K3", rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
    aret(a, 2023)
        .body("kvartal[1]", not(hasKey("status")))
        .body("kvartal[2].status.kvinnor", equalTo("DELVIS"))
        .body("kvartal[2].status", not(hasKey("personal")))
        .body("kvartal[3].status.kvinnor", equalTo("EJ_REDOVISAT"))
        .body("kvartal[3].status.personal", equalTo("EJ_REDOVISAT"));
  }

  @Test
  void a_reopened_quarter_tells_how_long_it_is_open() {
    tidplan("2023K1", "2023-04-15", "2023-04-15", LANGE);
    tidplan("2023K2", "2023-07-15", "2023-07-15", "2024-01-31");
    tidplan("2023K4", "2024-01-15", "2024-01-20", "2024-01-31");
    upplasning(a, "2023K1", "2198-01-01T00:00:00Z"); // not locked: there is nothing to open
    var fore = aret(a, 2023).extract().<String>path("perTidpunkt");
    upplasning(a, "2023K4", "2198-01-01T00:00:00Z");
    upplasning(a, "2023K4", "2197-01-01T00:00:00Z");

    aret(a, 2023)
        .body("kvartal.oppenTill", contains(null, null, null, "2198-01-01T00:00:00Z"))
        .body("kvartal.lage", contains("SENT", "LAST", "SENT", "SENT"));
    aret(a, 2023, "perTidpunkt", fore).body("kvartal.oppenTill", contains(null, null, null, null));
    aret(new Land.Forbund("b"), 2023).body("kvartal.oppenTill", contains(null, null, null, null));
  }

  @Test
  void a_reopening_that_is_over_is_told_no_more() {
    tidplan("2023K4", "2024-01-15", "2024-01-20", "2024-01-31");
    upplasning(a, "2023K4", "2198-01-01T00:00:00Z");
    assertThat(sista("2198-01-01T00:00:00Z").oppenTill()).isEqualTo("2198-01-01T00:00:00Z");
    assertThat(sista("2198-01-01T00:00:00.000001Z").oppenTill()).isNull();
    assertThat(sista("2198-01-01T00:00:00.000001Z").lage()).isEqualTo(Uppfoljning.Lage.LAST);
  }

  private Uppfoljning.KvartalFigurer sista(String t) {
    return uppfoljningar.uppfoljning(grund(t), Map.of()).kvartal().get(3).figurer();
  }

  @Test
  void a_quarter_that_is_locked_while_it_is_open_is_told_again() {
    tidplan("2023K1", "2023-04-15", "2023-04-15", "2198-01-31");
    upplasning(a, "2023K1", "2199-01-01T00:00:00Z");
    // nothing new is received between the two, and it is late before and after
    var fore = laget("2198-01-31T22:59:59.999999Z");
    assertThat(laget("2198-01-31T23:00:00Z")).isNotEqualTo(fore);
    assertThat(laget("2198-01-30T00:00:00Z")).isEqualTo(fore);
    assertThat(laget("2199-01-01T00:00:00Z")).isEqualTo(laget("2198-01-31T23:00:00Z"));
    assertThat(laget("2199-01-01T00:00:00.000001Z")).isNotEqualTo(laget("2199-01-01T00:00:00Z"));
  }

  private String laget(String t) {
    return grund(t).laget();
  }

  private Uppfoljningar.Grund grund(String t) {
    var owner = new Caller("t", "forsakringskassan", true, Set.of());
    return uppfoljningar.grund("a", new Ar(2023), owner, Instant.parse(t));
  }

  @Test
  void nothing_is_compared_across_the_break_of_2023() {
    a.registrerar("2023K1", rad("x", kvinnor(10, 4, 1), man(6, 0, 2)));
    aret(a, 2023)
        .body("insatser.foregaendeAr", contains(null, null))
        .body("totalt.foregaendeAr", nullValue())
        .body("noter", hasItem(startsWith("Året före 2023")));
    aret(a, 2024).body("noter", not(hasItem(startsWith("Året före 2023"))));
  }

  @Test
  void insatser_are_those_whose_life_overlaps_the_year_and_quarters_count_those_alive() {
    a.medInsats("gammal", liv("Gammal", "2022-01-01", "2022-12-31"))
        .medInsats("ny", liv("Ny", "2024-01-01", null))
        .medInsats("sommar", liv("Sommar", "2023-06-30", "2023-07-01"));

    aret(a, 2023)
        .body("insatser.insats", contains("s", "sommar", "x"))
        .body("kvartal.antalInsatser", contains(2, 3, 3, 2))
        .body("kvartal.saknas[0]", contains("s", "x"))
        .body("kvartal.saknas[1]", contains("s", "sommar", "x"))
        .body(
            "registreringar.findAll { it.insats == 'sommar' }.kvartal",
            contains("2023K2", "2023K3"));
    aret(a, 2024)
        .body("insatser.insats", contains("ny", "s", "x"))
        .body(insats("ny") + "foregaendeAr", nullValue())
        .body(insats("x") + "foregaendeAr", notNullValue());
  }

  private static Map<String, Object> liv(String namn, String start, String slut) {
    var insats = individinriktad(namn);
    insats.put("startdatum", start);
    insats.put("slutdatum", slut);
    return insats;
  }

  @Test
  void quarters_add_up_what_is_registered_and_name_what_is_not() {
    a.medInsats("y");
    a.registrerar(
        "2023K2",
        rad("x", kvinnor(10, 4, 1), man(6, 30, 2)),
        rad("y", kvinnor(100, 50, 7), man(0, 1, 0)),
        rad("s", 80));
    var rad = rad("x", kvinnor(1, 0, 0), man(0, 0, 0));
    rad.put("kommentar", "Två grupper");
    a.registrerar("2023K3", rad, rad("y", kvinnor(5, 0, 0), man(0, 0, 0)));
    a.registrerarHela("2023K3", rad); // takes y back

    aret(a, 2023)
        .rootPath("kvartal[1]")
        .body("kvartal", equalTo("2023K2"))
        .body("antalInsatser", equalTo(3))
        .body("antalRegistrerade", equalTo(3))
        .body("saknas", empty())
        .body("kvinnor", equalTo(164))
        .body("man", equalTo(37))
        .body("nyaKvinnor", equalTo(54))
        .body("nyaMan", equalTo(31))
        .body("avslutadeKvinnor", equalTo(8))
        .body("avslutadeMan", equalTo(2))
        .body("personal", equalTo(80))
        .body("$", not(hasKey("status")))
        .rootPath("kvartal[2]")
        .body("antalRegistrerade", equalTo(1))
        .body("saknas", contains("s", "y"))
        .body("kvinnor", equalTo(1))
        .body("personal", nullValue())
        .body("status.personal", equalTo("EJ_REDOVISAT"))
        .body("status.kvinnor", equalTo("DELVIS"))
        .body("status.avslutadeMan", equalTo("DELVIS"))
        .rootPath("kvartal[3]")
        .body("kvinnor", nullValue())
        .body("status.kvinnor", equalTo("EJ_REDOVISAT"))
        .rootPath("registreringar.find { it.insats == 'x' && it.kvartal == '2023K2' }")
        .body("registrerad", equalTo(true))
        .body("pagaendeVidStartKvinnor", equalTo(10))
        .body("pagaendeVidStartMan", equalTo(6))
        .body("nyaKvinnor", equalTo(4))
        .body("nyaMan", equalTo(30))
        .body("avslutadeKvinnor", equalTo(1))
        .body("avslutadeMan", equalTo(2))
        .body("kvarKvinnor", equalTo(13))
        .body("kvarMan", equalTo(34))
        .body("personal", nullValue())
        .body("kommentar", nullValue())
        .rootPath("registreringar.find { it.insats == 'y' && it.kvartal == '2023K3' }")
        .body("registrerad", equalTo(false))
        .body("nyaKvinnor", nullValue())
        .body("status.nyaKvinnor", equalTo("EJ_REDOVISAT"))
        .body("status", not(hasKey("personal")))
        .rootPath("registreringar.find { it.insats == 'x' && it.kvartal == '2023K3' }")
        .body("kommentar", equalTo("Två grupper"));
  }

  @Test
  void a_quarter_knows_where_it_is_in_the_time_plan() {
    a.registrerar("2023K1", rad("s", 1));
    a.registrerar("2023K2", rad("s", 2));
    tidplan("2023K1", "2023-04-15", "2023-04-15", LANGE);
    tidplan("2023K2", "2023-07-15", LANGE, LANGE);
    tidplan("2023K3", LANGE, LANGE, LANGE);
    tidplan("2023K4", "2024-01-15", "2024-01-20", "2024-01-31");

    aret(a, 2023)
        .body("kvartal.lage", contains("SENT", "FORFALLET", "OPPET", "LAST"))
        .body("kvartal.forfaller", contains("2023-04-15", "2023-07-15", LANGE, "2024-01-15"))
        .body("kvartal.senEfter", contains("2023-04-15", LANGE, LANGE, "2024-01-20"))
        .body("kvartal.lases", contains(LANGE, LANGE, LANGE, "2024-01-31"))
        .body("kvartal.avslutat", contains(true, true, true, true))
        .body("kvartal.sena", contains(List.of("s"), List.of(), List.of(), List.of()))
        .body(
            "registreringar.findAll { it.insats == 's' }.sen", contains(true, false, false, false));

    upplasning(a, "2023K4", "2198-01-01T00:00:00Z");
    aret(a, 2023).body("kvartal[3].lage", equalTo("SENT"));
    aret(new Land.Forbund("b"), 2023).body("kvartal[3].lage", equalTo("LAST"));
  }

  @Test
  void a_registration_corrected_late_was_not_late() {
    tidplan("2023K1", LANGE, LANGE, LANGE);
    a.registrerar("2023K1", rad("s", 1));
    a.registrerar("2023K2", rad("s", 1));
    aret(a, 2023).body("kvartal.sena", contains(List.of(), List.of("s"), List.of(), List.of()));
  }

  @Test
  void a_quarter_that_has_not_begun_misses_nothing() {
    var owner = new Caller("t", "forsakringskassan", true, Set.of());
    var ny = new NyttForbund(null, "C", null, "01", List.of(), null, null, null);
    Land.tomt();
    klocka.vid(
        Instant.parse("2023-01-10T00:00:00Z"),
        () -> forbunden.satt("c", ny, new Faults(), owner, etag -> {}));
    var c = new Land.Forbund("c");

    aret(c, 2023, "perTidpunkt", "2023-04-15T21:59:59.999999Z")
        .body("namn", equalTo("C"))
        .body("kvartal.lage", contains("OPPET", "OPPET", "EJ_PABORJAT", "EJ_PABORJAT"))
        .body("kvartal.avslutat", contains(true, false, false, false))
        .body("atgarder.kvartal", contains("2023K1"));
    aret(c, 2023, "perTidpunkt", "2023-04-15T22:00:00Z") // midnight in Sweden
        .body("kvartal.lage", contains("SENT", "OPPET", "EJ_PABORJAT", "EJ_PABORJAT"));
    aret(c, 2023, "perTidpunkt", "2023-06-30T21:59:59.999999Z")
        .body("kvartal[2].lage", equalTo("EJ_PABORJAT"));
    aret(c, 2023, "perTidpunkt", "2023-06-30T22:00:00Z").body("kvartal[2].lage", equalTo("OPPET"));
    las(c, 2023, "perTidpunkt", "2023-01-09").then().statusCode(404);
  }

  @Test
  void an_attest_holds_until_something_comes_after_it() {
    a.registrerar("2023K1", rad("x", kvinnor(1, 0, 0), man(0, 0, 0)), rad("s", 1));
    attest(a, "2023K1", false);
    attest(a, "2023K2", true);
    a.registrerar("2023K3", rad("s", 1));
    attest(a, "2023K3", false);
    var fore = Land.tabell(2023, "personal").<String>path("perTidpunkt");
    a.registrerarHela("2023K3");

    aret(a, 2023)
        .body(
            "kvartal.attest",
            contains("ATTESTERAD", "ATTESTERAD", "ANDRAD_EFTER_ATTEST", "EJ_ATTESTERAD"))
        .body("kvartal.ingetAttRapportera", contains(false, true, false, null))
        .body("kvartal[0].saknas", empty())
        .body("kvartal[1].saknas", empty())
        .body("kvartal[1].antalRegistrerade", equalTo(0))
        .body("kvartal[2].saknas", contains("s", "x"))
        .body("kvartal[3].saknas", contains("s", "x"))
        .body("kvartal[0].attesterad", notNullValue())
        .body("kvartal[3].attesterad", nullValue())
        .body("atgarder.findAll { it.kvartal == '2023K1' }", empty())
        .body("atgarder.findAll { it.kvartal == '2023K2' }", empty())
        .body(
            "atgarder.findAll { it.kvartal == '2023K3' }.kod",
            contains("SENT", "SENT", "ATTEST_BRUTEN"))
        .body(
            "atgarder.findAll { it.kvartal == '2023K4' }.kod",
            contains("SENT", "SENT", "EJ_ATTESTERAD"));
    aret(a, 2023, "perTidpunkt", fore).body(kvartal("2023K3") + "attest", equalTo("ATTESTERAD"));
  }

  @Test
  void what_is_missing_is_told_ready_to_act_on() {
    a.registrerar("2023K1", rad("s", 1));
    tidplan("2023K1", "2024-05-05", LANGE, LANGE);
    tidplan("2023K4", "2024-01-15", "2024-01-20", "2024-01-31");
    ekonomi(a, "x", 2023, null, 5, null);
    ekonomi(a, "s", 2023, null, null, 5);

    aret(a, 2023)
        .body(
            "atgarder.findAll { it.kvartal == '2023K1' }.kod",
            contains("SAKNAR_REGISTRERING", "EJ_ATTESTERAD"))
        .rootPath("atgarder[0]")
        .body("kod", equalTo("SAKNAR_REGISTRERING"))
        .body("insats", equalTo("x"))
        .body("forfaller", equalTo("2024-05-05"))
        .body("detalj", equalTo("Registrera Insatsen x för 2023K1, senast 2199-12-31"))
        .rootPath("atgarder.find { it.kvartal == '2023K4' && it.insats == 'x' }")
        .body("kod", equalTo("SENT"))
        .body(
            "detalj",
            equalTo(
                "Registrera Insatsen x för 2023K4; sent efter 2024-01-20. Kvartalet är låst: be Försäkringskassan låsa upp det"))
        .noRootPath()
        .body(
            "atgarder.findAll { it.kvartal == null }.collect { it.kod + ' ' + it.insats + ': ' + it.detalj }",
            contains(
                "BUDGET_SAKNAS s: Ange budget för Satsningen s",
                "BUDGET_SAKNAS x: Ange budgeterat antal deltagare för Insatsen x",
                "UTFALL_SAKNAS x: Ange utfall för Insatsen x när bokföringen är klar"));
  }

  @Test
  void the_median_is_told_from_five_others_that_have_the_figure() {
    var egen = rad("x", kvinnor(3, 0, 0), man(1, 0, 0));
    a.registrerar("2023K1", egen);
    ekonomi(a, "x", 2023, 5, 200, 300);
    // women's shares 0.1 to 0.4, and a fifth that has registered nobody, so has no share
    for (int i = 1; i <= 4; i++) {
      var f = Land.forbund("f" + i).medInsats("x");
      f.registrerar("2023K1", rad("x", kvinnor(i, 0, 0), man(10 - i, 0, 0)));
      ekonomi(f, "x", 2023, 20, null, 10 * 1234 * i);
    }
    Land.forbund("f5")
        .medInsats("x")
        .registrerar("2023K1", rad("x", kvinnor(0, 0, 0), man(0, 0, 0)));
    // b's share counts with f1-f4: five in all
    aret(a, 2023)
        .body(
            "jamforelse.preciseradInriktning.unique()",
            contains("ARBETSLIVSINRIKTAD_INSATS", "UTVECKLA_SAMVERKAN"))
        .rootPath(matt("ANDEL_KVINNOR"))
        .body("eget", equalTo(0.75f))
        .body("taljare", equalTo(3))
        .body("namnare", equalTo(4))
        .body("median", equalTo(0.3f)) // of 0.1, 0.2, 0.3, 0.4 and b's 0.5
        .rootPath(matt("DELTAGARE_PER_INSATS"))
        .body("median", equalTo(10.0f)) // of 0, 10, 10, 10, 10 and b's
        .rootPath(matt("ANDEL_AV_PLAN"))
        .body("eget", equalTo(0.8f))
        .body("median", equalTo(0.5f))
        .rootPath(matt("KOSTNAD_PER_DELTAGARE_KR"))
        .body("eget", equalTo(75))
        .body("median", equalTo(2500)) // of 0, 1234, 2468, 3702 and 4936
        .rootPath(matt("ANDEL_AV_BUDGET"))
        .body("eget", equalTo(1.5f))
        .body("median", nullValue())
        .body("status", equalTo(Map.of("median", "FOR_FA_FORBUND")))
        .rootPath(matt("PERSONAL_PER_INSATS"))
        .body("eget", nullValue())
        .body("median", nullValue())
        .body("status", equalTo(Map.of("eget", "EJ_REDOVISAT", "median", "FOR_FA_FORBUND")));
    // from b's side a's figure counts: still five others, with a's and not with b's
    aret(new Land.Forbund("b"), 2023).body(matt("ANDEL_KVINNOR") + "median", equalTo(0.3f));
    // one fewer, and nothing is told
    new Land.Forbund("f4").registrerarHela("2023K1");
    aret(a, 2023)
        .rootPath(matt("ANDEL_KVINNOR"))
        .body("eget", equalTo(0.75f))
        .body("median", nullValue())
        .body("status", equalTo(Map.of("median", "FOR_FA_FORBUND")));
  }

  @Test
  void nothing_of_another_forbund_is_in_the_answer() {
    a.registrerar("2023K1", rad("x", kvinnor(3, 0, 0), man(1, 0, 0)));
    for (var form : List.of("json", "csv", "csv-excel", "html")) {
      assertThat(las(a, 2023, "format", form).then().statusCode(200).extract().asString())
          .as(form)
          .doesNotContain("9000", "90 00", "90\u00a000", "Förbundet b");
    }
  }

  @Test
  void what_came_later_does_not_count_as_of_an_earlier_instant() {
    a.registrerar("2023K1", rad("x", kvinnor(3, 5, 0), man(1, 0, 0)));
    ekonomi(a, "x", 2023, 7, 11, 13);
    var t = aret(a, 2023).extract().<String>path("perTidpunkt");
    var fore = las(a, 2023, "perTidpunkt", t).asString();
    a.registrerar("2023K2", rad("x", kvinnor(30, 500, 0), man(10, 0, 0)));
    a.medInsats("y");
    ekonomi(a, "x", 2023, 70, 110, 130);
    tidplan("2023K1", LANGE, LANGE, LANGE);
    attest(a, "2023K1", false);

    assertThat(las(a, 2023, "perTidpunkt", t).asString()).isEqualTo(fore);
    aret(a, 2023, "perTidpunkt", t)
        .body("perTidpunkt", equalTo(t))
        .body(insats("x") + "kvinnor", equalTo(8))
        .body(insats("x") + "utfallKr", equalTo(13));
    aret(a, 2023)
        .body(insats("x") + "kvinnor", equalTo(508))
        .body(insats("x") + "utfallKr", equalTo(130));
  }

  @Test
  void an_unchanged_year_is_not_told_again() {
    a.registrerar("2023K1", rad("s", 1));
    var forst = las(a, 2023);
    var etag = forst.header("ETag");
    assertThat(etag).startsWith("W/\"");
    om(etag, 2023, "json").then().statusCode(304).header("ETag", etag);
    om(etag, 2024, "json").then().statusCode(200);
    om(etag, 2023, "html").then().statusCode(200);
    om(etag, 2023, "csv").then().statusCode(200);
    om("\"nytt\", " + etag, 2023, "json").then().statusCode(304);

    a.registrerar("2023K1", rad("s", 1)); // a repeat changes nothing
    om(etag, 2023, "json").then().statusCode(304);
    var b = new Land.Forbund("b");
    b.registrerar("2023K2", rad("s", 1)); // a median may have changed
    om(etag, 2023, "json").then().statusCode(200);
  }

  @Test
  void a_year_that_only_grew_older_is_told_again() {
    var owner = new Caller("t", "forsakringskassan", true, Set.of());
    var ny = new NyttForbund(null, "C", null, "01", List.of(), null, null, null);
    Land.tomt();
    klocka.vid(
        Instant.parse("2023-01-10T00:00:00Z"),
        () -> forbunden.satt("c", ny, new Faults(), owner, etag -> {}));
    var c = new Land.Forbund("c");
    var fore = las(c, 2023, "perTidpunkt", "2023-04-14").header("ETag");
    assertThat(las(c, 2023, "perTidpunkt", "2023-04-13").header("ETag")).isEqualTo(fore);
    for (var dag : List.of("2023-03-30", "2023-04-16", "2023-07-01", "2024-01-01")) {
      assertThat(las(c, 2023, "perTidpunkt", dag).header("ETag")).as(dag).isNotEqualTo(fore);
    }
    // the year is over: from now on its outcome is missed
    assertThat(las(c, 2023, "perTidpunkt", "2024-01-01").header("ETag"))
        .isNotEqualTo(las(c, 2023, "perTidpunkt", "2023-12-30").header("ETag"));
  }

  private Response om(String etag, int ar, String form) {
    return given()
        .auth()
        .oauth2(Token.forbund("a"))
        .header("If-None-Match", etag)
        .queryParam("format", form)
        .get(a.path() + "/uppfoljning/" + ar);
  }

  @Test
  void the_forbund_and_the_system_owner_read_it_and_nobody_else() {
    var path = a.path() + "/uppfoljning/2023";
    given().get(path).then().statusCode(401);
    for (var roll : List.of("forbundssystem", "forbundsadministrator")) {
      given().auth().oauth2(Token.med(roll, "a")).get(path).then().statusCode(200);
      given().auth().oauth2(Token.med(roll, "b")).get(path).then().statusCode(404);
    }
    given().auth().oauth2(Token.forsakringskassan()).get(path).then().statusCode(200);
    for (var roll : List.of("nationella-radet", "forskare", "deltagaransvarig")) {
      given().auth().oauth2(Token.med(roll, "a")).get(path).then().statusCode(403);
    }
    var finnsInte = new Land.Forbund("finns-inte");
    las(finnsInte, 2023).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23", "abcd", "20233", "2023K1"})
  void what_is_no_year_is_not_there(String ar) {
    las(a, ar).then().statusCode(404);
  }

  @Test
  void years_without_figures_are_refused() {
    las(a, 2022).then().statusCode(422).body("errors.code", contains("FORE_SYSTEMET"));
    las(a, 2199).then().statusCode(422).body("errors.code", contains("EJ_PABORJAT"));
    las(a, 2023, "perTidpunkt", "2199-01-01").then().statusCode(422);
    las(a, 2023, "format", "pdf")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("{format}"));
    las(a, 2023, "fromat", "csv").then().statusCode(400);
    given()
        .auth()
        .oauth2(Token.forbund("a"))
        .accept("application/pdf")
        .get(a.path() + "/uppfoljning/2023")
        .then()
        .statusCode(406);
  }

  @Test
  void a_forbund_without_insatser_has_an_empty_year() {
    var c = Land.forbund("c");
    attest(c, "2023K1", true);
    aret(c, 2023)
        .body("insatser", empty())
        .body("registreringar", empty())
        .body("jamforelse", empty())
        .body("totalt.antalInsatser", equalTo(0))
        .body("totalt.kvinnor", nullValue())
        .body("kvartal", hasSize(4))
        .body("kvartal.antalInsatser", contains(0, 0, 0, 0))
        .body("atgarder.kod", contains("EJ_ATTESTERAD", "EJ_ATTESTERAD", "EJ_ATTESTERAD"));
  }
}
