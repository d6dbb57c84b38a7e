package se.finsam.uppfoljning.statistik;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;
import se.finsam.uppfoljning.period.Ar;

/**
 * Each measure and grouping by a small example in which no two numbers are alike; what is refused,
 * and why; and how large an answer may be.
 */
@QuarkusTest
class StatistikResourceTest {
  private static final String UNGA = "UNGA_AKTIVITETSERSATTNING";
  private static final String SJUKSKRIVNA = "LANGTIDSSJUKSKRIVNA";

  /** Which country there is: most tests only ask. */
  private static String landet;

  @Inject Jdbi jdbi;

  @BeforeEach
  void a_country() {
    if (!"litet".equals(landet)) {
      litet();
      landet = "litet";
    }
  }

  private static void litet() {
    Land.tomt();
    var a = forbund("a", "01", null);
    var b = forbund("b", "03", null);
    forbund("c", "03", null);
    forbund("borta", "01", "2022-12-31")
        .medInsats("x", lever("X", "2021-01-01", null))
        .medEkonomi("x", 2023, Map.of("budgetKr", 700_000_000, "utfallKr", 800_000_000));
    var forberedande = lever("Y", "2023-01-01", null);
    forberedande.put("preciseradInriktning", "FORBEREDANDE_INSATS");
    a.medInsats("x", UNGA, SJUKSKRIVNA).medInsats("y", forberedande).medSatsning("s", UNGA);
    b.medInsats("z", lever("Z", "2024-01-01", null, SJUKSKRIVNA))
        .medInsats("tyst", lever("Tyst", "2024-01-01", "2024-12-31", SJUKSKRIVNA))
        .medInsats("fore", lever("Före", "2021-01-01", "2022-12-31"));

    a.registrerar("2023K1", rad("x", kvinnor(1, 2, 1), man(10, 20, 3)), rad("s", 7));
    a.registrerar("2023K2", rad("x", kvinnor(99, 99, 99), man(99, 99, 99)), rad("s", 70));
    a.registrerar("2023K2", rattad(rad("x", kvinnor(500, 4, 5), man(600, 40, 7))));
    a.registrerar(
        "2023K3",
        rad("x", kvinnor(9_999, 9_999, 9_999), man(9_999, 9_999, 9_999)),
        rad("y", kvinnor(3_000, 32, 17), man(4_000, 320, 190)));
    a.registrerarHela("2023K3", rad("y", kvinnor(3_000, 32, 17), man(4_000, 320, 190)));
    a.registrerar("2023K4", rad("x", kvinnor(501, 8, 9), man(601, 80, 11)));
    a.registrerar("2024K1", rad("x", kvinnor(700, 16, 13), man(800, 160, 15)), rad("s", 700));
    b.registrerar("2024K1", rad("z", kvinnor(50_000, 64, 21), man(60_000, 640, 23)));
    a.medEkonomi("x", 2023, pengar(100, 200, 30))
        .medEkonomi("y", 2023, Map.of("budgetKr", 10_000))
        .medEkonomi("s", 2023, Map.of("utfallKr", 40_000, "budgeteratAntalDeltagare", 999))
        .medEkonomi("x", 2024, pengar(1_000, 5_000, 60))
        .medEkonomi("y", 2024, pengar(99_999, 99_999, 99_999));
    forberedande.put("slutdatum", "2023-12-31"); // what was told of the year after counts no more
    var y = a.path() + "/insatser/y";
    var etag = a.som().get(y).header("ETag");
    a.som().header("If-Match", etag).body(forberedande).put(y).then().statusCode(200);
  }

  private static Land.Forbund forbund(String kod, String lan, String giltigTill) {
    var body = new HashMap<String, Object>(Map.of("namn", "Förbundet " + kod, "lan", lan));
    body.put("giltigTill", giltigTill);
    Land.som(Token.forsakringskassan())
        .body(body)
        .put(Land.ROT + "/forbund/" + kod)
        .then()
        .statusCode(201);
    return new Land.Forbund(kod);
  }

  private static Map<String, Object> lever(
      String namn, String fran, String till, String... malgrupper) {
    var insats = individinriktad(namn, malgrupper);
    insats.put("startdatum", fran);
    insats.put("slutdatum", till);
    return insats;
  }

  private static Map<String, Integer> pengar(int budget, int utfall, int deltagare) {
    return Map.of("budgetKr", budget, "utfallKr", utfall, "budgeteratAntalDeltagare", deltagare);
  }

  private static Response svar(String fraga) {
    return given()
        .auth()
        .oauth2(Token.forsakringskassan())
        .urlEncodingEnabled(false)
        .get(Land.ROT + "/statistik?" + fraga);
  }

  private static ValidatableResponse fraga(String fraga) {
    return svar(fraga).then().statusCode(200);
  }

  private static final String ALLA =
      "matt=antalInsatser,antalForbund,deltagare,nya,avslutade,personal,budgetKr,utfallKr,budgeteratAntalDeltagare";

  @Test
  void every_measure_of_one_year() {
    fraga(ALLA + "&ar=2023")
        .body("rader", hasSize(1))
        .body(
            "totalt",
            equalTo(
                Map.of(
                    "antalInsatser",
                    3,
                    "antalForbund",
                    1,
                    "deltagare",
                    11 + 154 + 7_000 + 352,
                    "nya",
                    154 + 352,
                    "avslutade",
                    36 + 207,
                    "personal",
                    77,
                    "budgetKr",
                    10_100,
                    "utfallKr",
                    40_200,
                    "budgeteratAntalDeltagare",
                    30,
                    "status",
                    Map.of(
                        "budgetKr",
                        "DELVIS",
                        "utfallKr",
                        "DELVIS",
                        "budgeteratAntalDeltagare",
                        "DELVIS"))))
        .body("summerbar", equalTo(true));
  }

  @Test
  void a_year_is_the_year_of_the_national_report() {
    for (int ar : List.of(2023, 2024)) {
      var totalt = fraga(ALLA + "&ar=" + ar).extract().jsonPath();
      var rapport = Land.sammanstallning(ar).jsonPath();
      for (var figur :
          Map.of(
                  "antalInsatser", "insatser.totalt.antalInsatser",
                  "antalForbund", "insatser.totalt.antalForbund",
                  "deltagare", "deltagare.totalt.totalt",
                  "personal", "personal.totalt.personal",
                  "budgetKr", "planering.totalt.budgetKr",
                  "utfallKr", "planering.totalt.utfallKr",
                  "budgeteratAntalDeltagare", "planering.totalt.budgeteratAntalDeltagare")
              .entrySet()) {
        assertThat(totalt.getInt("totalt." + figur.getKey()))
            .as(ar + " " + figur.getKey())
            .isEqualTo(rapport.getInt("tabeller." + figur.getValue()));
      }
      assertThat(totalt.getMap("tackning")).isEqualTo(rapport.getMap("tackning"));
    }
  }

  @Test
  void over_two_years_insatser_forbund_and_deltagare_are_counted_again_and_not_added() {
    fraga(ALLA + "&gruppera=ar&ar=2023,2024")
        .body("rader.ar", contains(2023, 2024))
        .body("rader.antalInsatser", contains(3, 4))
        .body("totalt.antalInsatser", equalTo(5))
        .body("rader.antalForbund", contains(1, 2))
        .body("totalt.antalForbund", equalTo(2))
        .body("rader.deltagare", contains(7_517, 1_676 + 110_704))
        .body("totalt.deltagare", equalTo(11 + 154 + 176 + 7_352 + 110_704))
        .body("rader.nya", contains(506, 880))
        .body("totalt.nya", equalTo(1_386))
        .body("rader.budgetKr", contains(10_100, 1_000))
        .body("totalt.budgetKr", equalTo(11_100))
        .body("summerbar", equalTo(false))
        .body("summerbara.findAll { !it.value }.keySet()", hasSize(3))
        .body("noter.join(' ')", containsString("antalInsatser, antalForbund, deltagare summerar"));
  }

  @Test
  void a_quarter_has_its_own_deltagare_and_insatser_are_in_each_quarter_in_which_they_live() {
    fraga("matt=antalInsatser,deltagare,avslutade,personal&gruppera=kvartal&ar=2023")
        .body("rader.kvartal", contains("2023K1", "2023K2", "2023K3", "2023K4"))
        .body("rader.antalInsatser", contains(3, 3, 3, 3))
        .body("rader.deltagare", contains(33, 1_144, 7_352, 1_190))
        .body("rader.avslutade", contains(4, 12, 207, 20))
        .body("rader.personal", contains(7, 70, null, null))
        .body("rader[2].status", equalTo(Map.of("personal", "EJ_REDOVISAT")))
        .body("totalt.deltagare", equalTo(7_517))
        .body("summerbara.deltagare", equalTo(false))
        .body("summerbara.avslutade", equalTo(true));
  }

  @Test
  void a_selection_of_quarters_begins_with_the_first_registered_of_them() {
    fraga("matt=deltagare,nya,antalInsatser&kvartal=2023K2,2024K1&forbund=a")
        .body("totalt.deltagare", equalTo(1_100 + 44 + 176))
        .body("totalt.nya", equalTo(44 + 176))
        .body("totalt.antalInsatser", equalTo(3));
    fraga("matt=antalInsatser,deltagare&ar=2024&kvartal=2023K1..2024K1&forbund=a")
        .body("totalt.antalInsatser", equalTo(2))
        .body("totalt.deltagare", equalTo(1_676));
  }

  @Test
  void by_kon() {
    fraga("matt=deltagare,nya,avslutade&gruppera=kon&ar=2023")
        .body("rader.kon", contains("KVINNA", "MAN"))
        .body("rader.deltagare", contains(15 + 3_032, 150 + 4_320))
        .body("rader.nya", contains(14 + 32, 140 + 320))
        .body("rader.avslutade", contains(15 + 17, 21 + 190))
        .body("summerbar", equalTo(true));
    fraga("matt=deltagare&kon=MAN&ar=2023&gruppera=preciseradInriktning")
        .body("rader.deltagare", contains(150, 4_320, null))
        .body("rader[2].status.deltagare", equalTo("EJ_TILLAMPLIGT"))
        .body("totalt.deltagare", equalTo(4_470));
    fraga("matt=nya&kon=KVINNA,MAN&ar=2023").body("totalt.nya", equalTo(506));
    fraga("matt=nya&kon=KVINNA&gruppera=kon&ar=2023").body("rader.nya", contains(46));
  }

  @Test
  void by_malgrupp_the_rows_overlap_and_those_without_are_told() {
    fraga("matt=antalInsatser,deltagare,budgetKr&gruppera=malgrupp&ar=2023")
        .body("rader.malgrupp", contains(UNGA, SJUKSKRIVNA, "ingen"))
        .body("rader.antalInsatser", contains(2, 1, 1))
        .body("totalt.antalInsatser", equalTo(3))
        .body("rader.deltagare", contains(165, 165, 7_352))
        .body("totalt.deltagare", equalTo(7_517))
        .body("rader.budgetKr", contains(100, 100, 10_000))
        .body("summerbar", equalTo(false))
        .body("summerbara.budgetKr", equalTo(false));
    fraga("matt=antalInsatser,deltagare&gruppera=malgrupp&malgrupp=ingen&ar=2023")
        .body("rader.malgrupp", contains("ingen"))
        .body("rader.deltagare", contains(7_352))
        .body("totalt.antalInsatser", equalTo(1))
        .body("summerbar", equalTo(true));
    fraga("matt=antalInsatser&gruppera=malgrupp&malgrupp=ingen," + SJUKSKRIVNA + "&ar=2023")
        .body("rader.malgrupp", contains(SJUKSKRIVNA, "ingen"))
        .body("totalt.antalInsatser", equalTo(2));
  }

  @Test
  void by_inriktning_and_place() {
    fraga("matt=antalInsatser,deltagare,personal&gruppera=inriktning&ar=2023")
        .body("rader.inriktning", contains("INDIVIDINRIKTAD", "STRUKTUROVERGRIPANDE"))
        .body("rader.antalInsatser", contains(2, 1))
        .body("rader.deltagare", contains(7_517, null))
        .body("rader.personal", contains(null, 77))
        .body("rader[0].status", equalTo(Map.of("personal", "EJ_TILLAMPLIGT")))
        .body("rader[1].status", equalTo(Map.of("deltagare", "EJ_TILLAMPLIGT")));
    fraga("matt=antalForbund,antalInsatser,deltagare,utfallKr&gruppera=lan,forbund&ar=2024")
        .body("rader.lan", contains("01", "03"))
        .body("rader.forbund", contains("a", "b"))
        .body("rader.antalForbund", contains(1, 1))
        .body("rader.antalInsatser", contains(2, 2))
        .body("rader.deltagare", contains(1_676, 110_704))
        .body("rader.utfallKr", contains(5_000, null))
        .body("rader[0].status", equalTo(Map.of("utfallKr", "DELVIS")))
        .body("rader[1].status", equalTo(Map.of("utfallKr", "EJ_REDOVISAT")))
        .body("summerbar", equalTo(true));
    fraga("matt=antalForbund&gruppera=preciseradInriktning&ar=2023")
        .body(
            "rader.preciseradInriktning",
            contains("ARBETSLIVSINRIKTAD_INSATS", "FORBEREDANDE_INSATS", "UTVECKLA_SAMVERKAN"))
        .body("rader.antalForbund", contains(1, 1, 1))
        .body("totalt.antalForbund", equalTo(1))
        .body("summerbar", equalTo(false));
  }

  @Test
  void filters_restrict_rows_and_total() {
    fraga("matt=antalInsatser,deltagare&ar=2024&lan=03").body("totalt.deltagare", equalTo(110_704));
    fraga("matt=antalInsatser&ar=2024&forbund=a&forbund=b")
        .body("totalt.antalInsatser", equalTo(4));
    fraga("matt=personal&ar=2023&inriktning=INDIVIDINRIKTAD")
        .body("totalt.personal", equalTo(null))
        .body("totalt.status.personal", equalTo("EJ_TILLAMPLIGT"));
    fraga("matt=deltagare&ar=2023&preciseradInriktning=FORBEREDANDE_INSATS")
        .body("totalt.deltagare", equalTo(7_352));
    fraga("matt=antalInsatser,antalForbund,deltagare&forbund=c&gruppera=ar")
        .body("rader", hasSize(0))
        .body("totalt.antalInsatser", equalTo(0))
        .body("totalt.antalForbund", equalTo(0))
        .body("totalt.status", equalTo(Map.of("deltagare", "EJ_REDOVISAT")))
        .body("tackning.forbund", equalTo(1))
        .body("tackning.ejPaborjade", equalTo(1));
  }

  // ---- time

  private static LocalDate idag() {
    return LocalDate.now(Ar.SVERIGE);
  }

  /** The quarters from one up to the one running. */
  private static List<String> kvartalenFran(int ar, int kvartal) {
    var alla = new ArrayList<String>();
    for (int k = ar * 4 + kvartal - 1;
        k <= idag().getYear() * 4 + (idag().getMonthValue() - 1) / 3;
        k++) {
      alla.add(k / 4 + "K" + (k % 4 + 1));
    }
    return alla;
  }

  private static List<String> kvartal(String fraga) {
    return fraga("matt=antalInsatser&gruppera=kvartal" + (fraga.isEmpty() ? "" : "&" + fraga))
        .extract()
        .path("rader.kvartal");
  }

  private static List<Integer> ar(String fraga) {
    return fraga("matt=antalInsatser&gruppera=ar" + (fraga.isEmpty() ? "" : "&" + fraga))
        .extract()
        .path("rader.ar");
  }

  @Test
  void quarters_and_years_are_named_in_many_ways() {
    assertThat(kvartal("kvartal=2023-Q4")).containsExactly("2023K4");
    assertThat(kvartal("kvartal=2024K1,2023K1&kvartal=2023-Q3"))
        .containsExactly("2023K1", "2023K3", "2024K1");
    assertThat(kvartal("kvartal=2023K3..2024-Q2"))
        .containsExactly("2023K3", "2023K4", "2024K1", "2024K2");
    assertThat(kvartal("kvartal=till(2023K2)")).containsExactly("2023K1", "2023K2");
    assertThat(kvartal("kvartal=till(2023K1),2023K4")).containsExactly("2023K1", "2023K4");
    assertThat(kvartal("ar=2023&kvartal=fran(2023K3)")).containsExactly("2023K3", "2023K4");
    assertThat(kvartal("ar=2024&kvartal=2023K1")).isEmpty();
    var sedan = kvartalenFran(2023, 1);
    assertThat(kvartal("")).isEqualTo(sedan);
    assertThat(kvartal("kvartal=fran(2024K2)")).isEqualTo(kvartalenFran(2024, 2));
    assertThat(kvartal("kvartal=senaste(3)"))
        .isEqualTo(sedan.subList(sedan.size() - 3, sedan.size()));
    assertThat(kvartal("kvartal=senaste(999)")).isEqualTo(sedan);
    assertThat(ar("ar=2023..2024")).containsExactly(2023, 2024);
    assertThat(ar("ar=till(2024)")).containsExactly(2023, 2024);
    assertThat(ar("ar=senaste(1)")).containsExactly(idag().getYear());
    assertThat(ar("")).startsWith(2023, 2024).endsWith(idag().getYear());
  }

  @Test
  void a_whole_year_counts_insatser_that_have_yet_to_begin_and_its_quarters_do_not() {
    var begynta = kvartalenFran(2023, 1);
    var b = new Land.Forbund("b");
    var kommer = lever("Kommer", idag().getYear() + "-12-31", null);
    if (b.som().get(b.path() + "/insatser/kommer").statusCode() == 404) {
      b.medInsats("kommer", kommer);
    }
    var fraga = "matt=antalInsatser&forbund=b&ar=" + idag().getYear();
    int aret = fraga(fraga).extract().path("totalt.antalInsatser");
    assertThat(aret).isEqualTo(2);
    int kvartalen = fraga(fraga + "&gruppera=kvartal").extract().path("totalt.antalInsatser");
    boolean sista = begynta.get(begynta.size() - 1).endsWith("K4");
    assertThat(kvartalen).isEqualTo(sista ? 2 : 1);
  }

  @Test
  void as_of_the_past_the_newest_are_those_that_had_begun_then() {
    stort(1, 4);
    var da = "perTidpunkt=2024-03-01";
    assertThat(kvartal(da)).containsExactly("2023K1", "2023K2", "2023K3", "2023K4", "2024K1");
    assertThat(kvartal("kvartal=senaste(2)&" + da)).containsExactly("2023K4", "2024K1");
    assertThat(kvartal("kvartal=fran(2023K4)&" + da)).containsExactly("2023K4", "2024K1");
    assertThat(ar(da)).containsExactly(2023, 2024);
    assertThat(ar("ar=fran(2024)&" + da)).containsExactly(2024);
    assertThat(ar("ar=senaste(1)&" + da)).containsExactly(2024);
    // what is named is told, as it was known to be coming
    assertThat(kvartal("kvartal=2025K1&" + da)).containsExactly("2025K1");
    assertThat(ar("ar=2025&" + da)).containsExactly(2025);
  }

  // ---- what is refused

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          matt=antal                                                 | {matt}      | OKAND_KOD      | antal
          matt=deltagare,Deltagare                                   | {matt}      | OKAND_KOD      | Deltagare
          matt=personer                                              | {matt}      | INGEN_MENING   | individer
          matt=deltagarePerPerson                                    | {matt}      | INGEN_MENING   | individer
          matt=unikaDeltagare                                        | {matt}      | INGEN_MENING   | individer
          matt=nya&gruppera=kommun                                   | {gruppera}  | OKAND_KOD      | kommun
          matt=nya&gruppera=lan,lan                                  | {gruppera}  | DUBBLETT       | lan
          matt=nya&gruppera=lan&gruppera=lan                         | {gruppera}  | DUBBLETT       | lan
          matt=nya&lan=02                                            | {lan}       | OKAND_KOD      | 02
          matt=nya&forbund=a,nix                                     | {forbund}   | OKAND_KOD      | nix
          matt=nya&inriktning=INDIVID                                | {inriktning} | OKAND_KOD     | INDIVID
          matt=nya&preciseradInriktning=ANNAN                        | {preciseradInriktning} | OKAND_KOD | ANNAN
          matt=nya&malgrupp=Ingen                                    | {malgrupp}  | OKAND_KOD      | Ingen
          matt=nya&kon=KVINNOR                                       | {kon}       | OKAND_KOD      | KVINNOR
          matt=nya&kon=%3Cscript%3E                                  | {kon}       | OKAND_KOD      | ett värde är ingen kod
          matt=nya&ar=2023K1                                         | {ar}        | OKAND_KOD      | 2023K1
          matt=nya&ar=senaste(0)                                     | {ar}        | OKAND_KOD      | senaste(0)
          matt=nya&ar=2022                                           | {ar}        | TIDSSERIEBROTT | SUS
          matt=nya&ar=fran(2020)                                     | {ar}        | TIDSSERIEBROTT | SUS
          matt=nya&ar=2022..2023                                     | {ar}        | TIDSSERIEBROTT | SUS
          matt=nya&ar=till(2019)                                     | {ar}        | TIDSSERIEBROTT | SUS
          matt=nya&ar=2100                                           | {ar}        | EJ_PABORJAT    | 2100
          matt=nya&ar=till(2100)                                     | {ar}        | EJ_PABORJAT    | 2100
          matt=nya&ar=2024..2023                                     | {ar}        | FORE_START     | 2023 ligger före 2024
          matt=nya&kvartal=2023K5                                    | {kvartal}   | OKAND_KOD      | 2023K5
          matt=nya&kvartal=2023                                      | {kvartal}   | OKAND_KOD      | 2023
          matt=nya&kvartal=2022K4                                    | {kvartal}   | TIDSSERIEBROTT | SUS
          matt=nya&kvartal=2022-Q4..2023-Q1                          | {kvartal}   | TIDSSERIEBROTT | SUS
          matt=nya&kvartal=fran(2020K1)                              | {kvartal}   | TIDSSERIEBROTT | SUS
          matt=nya&kvartal=2100K1                                    | {kvartal}   | EJ_PABORJAT    | 2100K1
          matt=nya&kvartal=2024K1..2023K4                            | {kvartal}   | FORE_START     | 2023K4 ligger före 2024K1
          matt=antalInsatser&gruppera=kon                            | {gruppera}  | INGEN_MENING   | antalInsatser
          matt=personal&kon=MAN                                      | {kon}       | INGEN_MENING   | personal
          matt=antalForbund,nya&kon=MAN                              | {kon}       | INGEN_MENING   | antalForbund
          matt=budgetKr&gruppera=kvartal                             | {gruppera}  | INGEN_MENING   | budgetKr
          matt=utfallKr&kvartal=2023K1                               | {kvartal}   | INGEN_MENING   | utfallKr
          matt=budgeteratAntalDeltagare&kvartal=senaste(4)           | {kvartal}   | INGEN_MENING   | budgeteratAntalDeltagare
          matt=nya&struktur=igar                                     | {struktur}  | OKANT_VARDE    | dagens
          """)
  void what_cannot_be_told_is_refused_and_named(
      String fraga, String pointer, String code, String detail) {
    svar(fraga)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors", hasSize(1))
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].code", equalTo(code))
        .body("errors[0].detail", containsString(detail));
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    svar("matt=antal,personer,budgetKr&gruppera=kommun,lan,lan,kon,kvartal&lan=99,98&ar=2022,2100&kvartal=2022K1&forbund=nix&malgrupp=nix&struktur=nix")
        .then()
        .statusCode(422)
        .body(
            "errors.collect { it.pointer + ' ' + it.code }",
            containsInAnyOrder(
                "{matt} OKAND_KOD",
                "{matt} INGEN_MENING",
                "{gruppera} OKAND_KOD",
                "{gruppera} DUBBLETT",
                "{lan} OKAND_KOD",
                "{lan} OKAND_KOD",
                "{ar} TIDSSERIEBROTT",
                "{ar} EJ_PABORJAT",
                "{kvartal} TIDSSERIEBROTT",
                "{kvartal} INGEN_MENING",
                "{gruppera} INGEN_MENING",
                "{forbund} OKAND_KOD",
                "{malgrupp} OKAND_KOD",
                "{struktur} OKANT_VARDE"));
  }

  @Test
  void a_measure_must_be_asked_for() {
    svar("gruppera=lan&lan=98")
        .then()
        .statusCode(400)
        .body("errors.code", containsInAnyOrder("SAKNAS", "OKAND_KOD"))
        .body("errors.find { it.code == 'SAKNAS' }.pointer", equalTo("{matt}"))
        .body("errors.find { it.code == 'SAKNAS' }.detail", containsString("budgetKr"));
    svar("matt=nya&grupera=lan").then().statusCode(400);
  }

  @Test
  void a_personal_number_is_refused_and_not_repeated() {
    var svar = svar("matt=nya&forbund=19121212-1212");
    assertThat(svar.statusCode()).isBetween(400, 422);
    assertThat(svar.asString()).doesNotContain("1212-1212");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forbundssystem", "deltagaransvarig", "forskare"})
  void only_those_who_answer_for_the_nation_may_ask(String roll) {
    given()
        .auth()
        .oauth2(Token.med(roll, "a"))
        .get(Land.ROT + "/statistik?matt=nya")
        .then()
        .statusCode(403);
  }

  @Test
  void who_is_nobody_is_answered_401_and_nationella_radet_is_answered() {
    given().get(Land.ROT + "/statistik?matt=nya").then().statusCode(401);
    given()
        .auth()
        .oauth2(Token.nationellaRadet())
        .get(Land.ROT + "/statistik?matt=nya")
        .then()
        .statusCode(200);
  }

  @Test
  void an_answer_that_the_client_has_is_not_sent_again_until_something_is_written() {
    var etag = svar("matt=nya&gruppera=forbund").header("ETag");
    for (var form : List.of("", "&format=csv", "&format=json-stat2", "&format=xlsx")) {
      var dess = svar("matt=nya&gruppera=forbund" + form).header("ETag");
      assertThat(dess.equals(etag)).isEqualTo(form.isEmpty());
      given()
          .auth()
          .oauth2(Token.forsakringskassan())
          .header("If-None-Match", dess)
          .get(Land.ROT + "/statistik?matt=nya&gruppera=forbund" + form)
          .then()
          .statusCode(304)
          .header("ETag", dess);
    }
    assertThat(svar("matt=nya&gruppera=lan").header("ETag")).isNotEqualTo(etag);

    landet = null;
    new Land.Forbund("a").registrerar("2024K2", rad("x", kvinnor(0, 1, 0), man(0, 0, 0)));
    var efter =
        given()
            .auth()
            .oauth2(Token.forsakringskassan())
            .header("If-None-Match", etag)
            .get(Land.ROT + "/statistik?matt=nya&gruppera=forbund");
    efter.then().statusCode(200).body("rader[0].nya", equalTo(154 + 352 + 176 + 1));
    assertThat(efter.header("ETag")).isNotEqualTo(etag);
  }

  // ---- how large an answer may be

  private static final String STORT =
      """
      with forbunden as (
        insert into forbund (kod) select 'f' || lpad(g::text, 4, '0') from generate_series(1, :forbund) g returning nr, kod
      ), emot as (
        insert into mottagning (id, mottagen, slag, avsandare, roll, andrade, forbund)
        select gen_random_uuid(), timestamptz '2023-01-02' + nr * interval '1 second', 'FORBUND', 'stort', 'forsakringskassan', true, kod
          from forbunden
        returning nr, mottagen, forbund
      ), versioner as (
        insert into forbund_version (forbund, version, namn, lan, mottagning, mottagen)
        select f.nr, 1, f.kod, '01', m.nr, m.mottagen from forbunden f join emot m on m.forbund = f.kod
      ), insatser as (
        insert into insats (forbund, kod, inriktning, uppfoljningsmetod, esf_finansiering)
        select f.nr, 'i' || g, 'INDIVIDINRIKTAD', 'ANTAL_PER_KON', false from forbunden f, generate_series(1, :insatser) g
        returning nr, forbund, kod, inriktning
      ), insatsversioner as (
        insert into insats_version (insats, forbund, kod, inriktning, version, namn, preciserad_inriktning, insatsagare, startdatum, mottagning, mottagen)
        select i.nr, i.forbund, i.kod, i.inriktning, 1, i.kod, p.kod, 'KOMMUN', '2023-01-01', m.nr, m.mottagen
          from insatser i
          join forbunden f on f.nr = i.forbund
          join emot m on m.forbund = f.kod
          join preciserad_inriktning p on p.ordning = 1 + i.nr % 4
      )
      insert into registrering (insats, individinriktad, ar, kvartal, version, pagaende_vid_start_kvinnor, pagaende_vid_start_man,
                                nya_kvinnor, nya_man, avslutade_kvinnor, avslutade_man, mottagning, mottagen)
      select i.nr, true, 2023, 1, 1, i.nr % 1000, 1, 0, 1, 0, 0, m.nr, m.mottagen
        from insatser i
        join forbunden f on f.nr = i.forbund
        join emot m on m.forbund = f.kod
      """;

  /** A country of individinriktade insatser, told as 2023 began; far larger than Sweden. */
  private void stort(int forbund, int insatser) {
    Land.tomt();
    landet = "stort " + forbund + " " + insatser;
    jdbi.useHandle(
        h -> h.createUpdate(STORT).bind("forbund", forbund).bind("insatser", insatser).execute());
  }

  private void storst() {
    if (!"stort 625 25".equals(landet)) {
      stort(625, 25);
    }
  }

  /** 625 förbund, 4 preciserade inriktningar, 2 kön and 2 measures: 10 000 cells a quarter. */
  private static final String STOR =
      "matt=deltagare,nya&gruppera=kvartal,forbund,preciseradInriktning,kon";

  @Test
  void the_largest_answer_is_given_in_every_form_and_a_larger_one_is_refused_by_its_size()
      throws IOException {
    storst();
    var stor = STOR + "&kvartal=2023K1..2024K1";
    var rader = svar(stor).then().statusCode(200).extract().jsonPath().getList("rader");
    assertThat(rader).hasSize(25_000);
    var csv = svar(stor + "&format=csv");
    assertThat(new String(csv.asByteArray(), UTF_8).lines().filter(l -> l.startsWith("RAD,")))
        .hasSize(25_000);
    var stat = svar(stor + "&format=json-stat2").jsonPath();
    assertThat(stat.getList("size")).containsExactly(5, 625, 4, 2, 2);
    assertThat(stat.getMap("value")).hasSize(10_000);
    assertThat(stat.getMap("status")).hasSize(40_000);
    try (var bok =
        new XSSFWorkbook(new ByteArrayInputStream(svar(stor + "&format=xlsx").asByteArray()))) {
      assertThat(bok.getSheet("statistik").getLastRowNum()).isEqualTo(25_000);
    }

    for (var form : List.of("json", "json-stat2", "csv", "csv-excel", "xlsx")) {
      svar(STOR + "&kvartal=2023K1..2024K2&format=" + form)
          .then()
          .statusCode(422)
          .body("errors", hasSize(1))
          .body("errors[0].code", equalTo("FOR_STORT_SVAR"))
          .body("errors[0].detail", containsString("60000 celler (30000 rader, 2 mått)"))
          .body("errors[0].detail", containsString("högst 50000"));
    }
    svar(STOR + "&kvartal=2023K1..2024K2&lan=01&forbund=f0001,f0625")
        .then()
        .statusCode(200)
        .body("rader", hasSize(6 * 2 * 4 * 2));
  }

  @Test
  void a_table_that_is_too_long_is_left_out_of_the_report_and_given_for_some_forbund()
      throws IOException {
    storst();
    var tabell = Land.ROT + "/sammanstallningar/2024/tabeller/planering";
    var fk = Token.forsakringskassan();
    given()
        .auth()
        .oauth2(fk)
        .get(tabell)
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("FOR_STORT_SVAR"))
        .body("errors[0].detail", containsString("15625 rader, 203125 celler"))
        .body("errors[0].detail", containsString("200000"));
    given()
        .auth()
        .oauth2(fk)
        .queryParam("forbund", "f0001", "f0625")
        .get(tabell)
        .then()
        .statusCode(200)
        .body("rader", hasSize(50))
        .body("$", not(hasKey("utelamnadeRader")));

    var rapport = Land.ROT + "/sammanstallningar/2024";
    given()
        .auth()
        .oauth2(fk)
        .queryParam("foregaendeAr", "true")
        .get(rapport)
        .then()
        .statusCode(200)
        .rootPath("tabeller.planering")
        .body("rader", hasSize(0))
        .body("utelamnadeRader", equalTo(15_625))
        .body("foregaendeAr.rader", hasSize(0))
        .body("foregaendeAr.utelamnadeRader", equalTo(15_625))
        .body("totalt.status.deltagare", equalTo("EJ_REDOVISAT"))
        .body("foregaendeAr.totalt.deltagare", not(equalTo(null)));
    var xlsx =
        given()
            .auth()
            .oauth2(fk)
            .queryParam("foregaendeAr", "true")
            .queryParam("format", "xlsx")
            .get(rapport)
            .asByteArray();
    try (var bok = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
      assertThat(bok.getSheet("planering").getLastRowNum()).isZero();
      var sagt = new ArrayList<String>();
      bok.getSheet("Definitioner")
          .forEach(r -> sagt.add(r.getCell(0) + " " + r.getCell(1) + " " + r.getCell(3)));
      assertThat(sagt)
          .contains(
              "planering not 2024: 15625 rader är utelämnade här; hämta tabellen för sig",
              "planering not 2023: 15625 rader är utelämnade här; hämta tabellen för sig");
    }
  }
}
