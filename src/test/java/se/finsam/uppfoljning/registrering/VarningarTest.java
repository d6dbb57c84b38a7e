package se.finsam.uppfoljning.registrering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;
import static se.finsam.uppfoljning.Land.registreringar;
import static se.finsam.uppfoljning.Land.strukturovergripande;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Antal;
import se.finsam.uppfoljning.Land.Forbund;

/**
 * What looks odd in a registration: told, and never in the way (contract section 5). With the
 * default settings: factor 2, from 10 deltagare on, plan factor 1.2.
 */
@QuarkusTest
class VarningarTest {
  private static final Antal INGA = kvinnor(0, 0, 0);
  private static int number;
  private static boolean emptied;

  private Forbund a;

  @BeforeEach
  void a_forbund_with_two_insatser_for_individuals_and_one_for_structure() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    a = forbund("f" + ++number).medInsats("x").medInsats("y").medSatsning("s");
  }

  @Nested
  class Bestand_bryter {
    @Test
    void where_the_stock_does_not_continue_from_the_quarter_before() {
      send("2023K1", rad("x", kvinnor(4, 1, 2), man(5, 0, 1)));
      assertThat(prov("2023K2", rad("x", kvinnor(3, 0, 0), man(4, 0, 0)))).isEmpty();
      assertThat(prov("2023K2", rad("x", kvinnor(2, 0, 0), man(4, 0, 0))))
          .containsExactly("BESTAND_BRYTER /pagaendeVidStart/kvinnor 2 3");
      assertThat(prov("2023K2", rad("x", kvinnor(3, 0, 0), man(5, 0, 0))))
          .containsExactly("BESTAND_BRYTER /pagaendeVidStart/man 5 4");
      assertThat(prov("2023K2", rad("x", kvinnor(4, 0, 0), man(3, 0, 0))))
          .containsExactly(
              "BESTAND_BRYTER /pagaendeVidStart/kvinnor 4 3",
              "BESTAND_BRYTER /pagaendeVidStart/man 3 4");
    }

    @Test
    void where_the_quarter_after_begins_with_other_than_this_leaves() {
      send("2023K2", rad("x", kvinnor(3, 0, 0), man(4, 0, 0)));
      assertThat(prov("2023K1", rad("x", kvinnor(4, 1, 2), man(5, 0, 1)))).isEmpty();
      assertThat(prov("2023K1", rad("x", kvinnor(4, 1, 1), man(5, 0, 1))))
          .containsExactly("BESTAND_BRYTER /avslutade/kvinnor 4 3");
      assertThat(prov("2023K1", rad("x", kvinnor(4, 1, 2), man(5, 0, 2))))
          .containsExactly("BESTAND_BRYTER /avslutade/man 3 4");
    }

    @Test
    void on_both_sides_at_once_and_over_the_end_of_the_year() {
      send("2023K3", rad("x", kvinnor(1, 0, 0), man(1, 0, 0)));
      send("2024K1", rad("x", kvinnor(2, 0, 0), man(2, 0, 0)));
      assertThat(prov("2023K4", rad("x", kvinnor(1, 1, 0), man(1, 1, 0)))).isEmpty();
      assertThat(prov("2023K4", rad("x", kvinnor(0, 0, 0), man(1, 2, 0))))
          .containsExactly(
              "BESTAND_BRYTER /pagaendeVidStart/kvinnor 0 1",
              "BESTAND_BRYTER /avslutade/kvinnor 0 2",
              "BESTAND_BRYTER /avslutade/man 3 2");
    }

    @Test
    void not_where_the_neighbour_is_unregistered_or_withdrawn_or_another() {
      forbund("f" + ++number)
          .medInsats("x")
          .registrerar("2023K2", rad("x", kvinnor(1, 0, 0), man(1, 0, 0)));
      send("2023K2", rad("y", kvinnor(2, 0, 0), man(1, 0, 0)), rad("s", 7));
      send("2023K1", rad("x", kvinnor(3, 0, 0), man(1, 0, 0)));
      send("2023K4", rad("x", kvinnor(4, 0, 0), man(1, 0, 0)));
      send("2023K2", rad("x", kvinnor(5, 0, 0), man(1, 0, 0)));
      aterkalla("2023K2", "x");
      aterkalla("2023K4", "x");
      assertThat(prov("2023K3", rad("x", kvinnor(6, 0, 0), man(1, 0, 0)), rad("s", 6))).isEmpty();
    }

    @Test
    void as_corrected_not_as_first_registered() {
      send("2023K1", rad("x", kvinnor(1, 0, 0), man(1, 0, 0)));
      send("2023K1", rattad(rad("x", kvinnor(2, 0, 0), man(1, 0, 0))));
      assertThat(prov("2023K2", rad("x", kvinnor(1, 0, 0), man(1, 0, 0))))
          .containsExactly("BESTAND_BRYTER /pagaendeVidStart/kvinnor 1 2");
    }
  }

  @Nested
  class Forandring {
    @ParameterizedTest
    @CsvSource({
      "10, 20, false",
      "10, 21, true",
      "10, 5,  false",
      "10, 4,  true",
      "4,  8,  false",
      "4,  9,  false",
      "4,  10, true",
      "9,  4,  false",
      "9,  0,  false",
      "0,  9,  false",
      "0,  10, true",
      "10, 0,  true",
      "0,  0,  false",
      "11, 22, false",
      "11, 23, true",
      "23, 11, true",
      "22, 11, false",
    })
    void beyond_the_factor_in_either_direction(int da, int nu, boolean varnas) {
      for (var mot :
          List.of("2023K2 2023K3 KVARTAL", "2023K4 2024K1 KVARTAL", "2023K2 2024K2 AR")) {
        var delar = mot.split(" ");
        var z = forbund("f" + ++number).medInsats("x").medSatsning("s");
        z.registrerar(delar[0], nya(da), rad("s", da)).then().statusCode(201);
        var kod = "FORANDRING_MOT_" + delar[2];
        assertThat(
                rader(z.registrerar(delar[1], nya(nu), rad("s", nu))).stream()
                    .filter(v -> v.contains("FORANDRING"))
                    .toList())
            .as(mot)
            .isEqualTo(
                varnas
                    ? List.of(kod + "  " + nu + " " + da, "1 " + kod + " /totalt " + nu + " " + da)
                    : List.of());
      }
    }

    @Test
    void against_quarter_and_year_at_once_and_never_against_others() {
      send("2023K1", nya(1), rad("s", 100));
      send("2023K3", nya(50));
      send("2023K4", nya(4));
      assertThat(prov("2024K1", nya(10)))
          .contains("FORANDRING_MOT_KVARTAL  10 4", "FORANDRING_MOT_AR  10 1");
      assertThat(forandringar(prov("2023K2", nya(2)))).isEmpty();
      assertThat(forandringar(prov("2024K2", nya(99)))).isEmpty();
      aterkalla("2023K4", "x");
      assertThat(forandringar(prov("2024K1", nya(10)))).containsExactly("FORANDRING_MOT_AR  10 1");
    }

    private static List<String> forandringar(List<String> varningar) {
      return varningar.stream().filter(v -> v.contains("FORANDRING")).toList();
    }

    private static Map<String, Object> nya(int antal) {
      return rad("x", kvinnor(0, antal, antal), INGA);
    }
  }

  @Nested
  class Inga_deltagare_och_ett_kon {
    @Test
    void nobody_is_told_of_clients_and_of_staff() {
      assertThat(prov("2023K1", rad("x", INGA, INGA), rad("s", 0)))
          .containsExactly("INGA_DELTAGARE  0 1", "1 INGA_DELTAGARE /totalt 0 1");
      assertThat(prov("2023K1", rad("x", kvinnor(0, 1, 1), INGA), rad("s", 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "10, 0, 0, 0, true",
      "4, 6, 0, 0, true",
      "0, 0, 3, 7, true",
      "9, 0, 0, 0, false",
      "0, 0, 0, 9, false",
      "10, 0, 0, 1, false",
      "10, 0, 1, 0, false",
    })
    void one_kon_is_told_from_ten_on(int kStart, int kNya, int mStart, int mNya, boolean varnas) {
      assertThat(prov("2023K1", rad("x", kvinnor(kStart, kNya, 0), man(mStart, mNya, 0))))
          .isEqualTo(varnas ? List.of("ETT_KON  0 1") : List.of());
    }

    @Test
    void of_staff_no_kon_is_told() {
      assertThat(prov("2023K1", rad("s", 400))).isEmpty();
    }
  }

  @Nested
  class Plan_overskriden {
    @Test
    void above_the_factor_and_not_at_it() {
      planerat("x", 2023, 10);
      assertThat(prov("2023K1", rad("x", kvinnor(5, 1, 0), man(4, 2, 0)))).isEmpty();
      assertThat(prov("2023K1", rad("x", kvinnor(5, 1, 0), man(4, 3, 0))))
          .containsExactly("PLAN_OVERSKRIDEN  13 10");
      assertThat(prov("2024K1", rad("x", kvinnor(5, 1, 0), man(4, 3, 0)))).isEmpty();
    }

    @Test
    void of_the_year_so_far_the_first_stock_and_all_new_ones() {
      planerat("x", 2023, 10);
      send("2023K2", rad("x", kvinnor(1, 2, 0), man(1, 1, 0))); // 5
      send("2023K3", rad("x", kvinnor(3, 1, 0), man(2, 2, 0))); // and 3
      assertThat(prov("2023K4", rad("x", kvinnor(4, 2, 0), man(4, 2, 0)))).isEmpty();
      assertThat(prov("2023K4", rad("x", kvinnor(4, 2, 0), man(4, 3, 0))))
          .containsExactly("PLAN_OVERSKRIDEN  13 10");
    }

    @Test
    void in_a_correction_of_an_earlier_quarter() {
      planerat("x", 2023, 10);
      send("2023K1", rad("x", kvinnor(2, 2, 0), man(0, 1, 0))); // 5
      send("2023K2", rad("x", kvinnor(4, 4, 0), man(1, 3, 0))); // and 7
      assertThat(prov("2023K1", rattad(rad("x", kvinnor(2, 2, 0), man(0, 2, 1)))))
          .containsExactly("PLAN_OVERSKRIDEN  13 10");
      assertThat(prov("2023K1", rattad(rad("x", kvinnor(3, 1, 0), man(0, 1, 0))))).isEmpty();
    }

    @Test
    void of_a_quarter_before_the_first_the_other_stocks_no_longer_count() {
      planerat("x", 2023, 10);
      send("2023K2", rad("x", kvinnor(6, 1, 0), man(5, 0, 0)));
      assertThat(prov("2023K1", rad("x", kvinnor(5, 1, 0), man(5, 0, 0)))).isEmpty();
      assertThat(prov("2023K1", rad("x", kvinnor(5, 1, 0), man(5, 1, 1))))
          .containsExactly("PLAN_OVERSKRIDEN  13 10");
    }

    @Test
    void without_what_is_withdrawn_and_without_other_years() {
      planerat("x", 2023, 10);
      send("2023K1", rad("x", kvinnor(50, 0, 50), man(50, 0, 50)));
      aterkalla("2023K1", "x");
      send("2024K1", rad("x", kvinnor(4, 40, 0), man(4, 40, 0)));
      assertThat(prov("2023K4", rad("x", kvinnor(2, 2, 0), man(2, 2, 0))))
          .noneMatch(v -> v.startsWith("PLAN"));
    }

    @Test
    void of_staff_all_quarters_together() {
      planerat("s", 2023, 10);
      send("2023K1", rad("s", 7));
      assertThat(prov("2023K2", rad("s", 5))).isEmpty();
      assertThat(prov("2023K2", rad("s", 6))).containsExactly("PLAN_OVERSKRIDEN /totalt 13 10");
    }

    @Test
    void by_the_plan_as_it_is_now_and_by_none_that_is_unknown() {
      planerat("x", 2023, 10);
      planerat("x", 2023, 11);
      assertThat(prov("2023K1", rad("x", kvinnor(5, 2, 0), man(5, 2, 0))))
          .containsExactly("PLAN_OVERSKRIDEN  14 11");
      a.medEkonomi("x", 2023, Map.of("budgetKr", 1000));
      assertThat(prov("2023K1", rad("x", kvinnor(5, 2, 0), man(5, 2, 0)))).isEmpty();
      planerat("x", 2023, 0);
      assertThat(prov("2023K1", rad("x", kvinnor(1, 0, 0), man(0, 0, 0))))
          .containsExactly("PLAN_OVERSKRIDEN  1 0");
      assertThat(prov("2023K1", rad("x", INGA, INGA))).containsExactly("INGA_DELTAGARE  0 1");
    }

    private void planerat(String insats, int ar, int antal) {
      a.medEkonomi(insats, ar, Map.of("budgeteratAntalDeltagare", antal));
    }
  }

  @Nested
  class Efter_slutdatum {
    @ParameterizedTest
    @CsvSource({
      "2023-08-31, 2023K3, true",
      "2023-09-30, 2023K3, true",
      "2023-10-01, 2023K3, false",
      "          , 2023K3, false",
      "2023-08-31, 2023K2, false",
    })
    void somebody_is_left_in_what_is_over(String slut, String kvartal, boolean varnas) {
      slutar("z", individinriktad("Insatsen z"), slut);
      assertThat(prov(kvartal, rad("z", kvinnor(2, 1, 1), man(3, 0, 1))))
          .isEqualTo(varnas ? List.of("EFTER_SLUTDATUM /avslutade 4 0") : List.of());
      assertThat(prov(kvartal, rad("z", kvinnor(2, 1, 3), man(3, 0, 3)))).isEmpty();
    }

    @Test
    void staff_does_not_end() {
      slutar("z", strukturovergripande("Satsningen z"), "2023-08-31");
      assertThat(prov("2023K3", rad("z", 9))).isEmpty();
    }

    private void slutar(String insats, Map<String, Object> body, String slut) {
      body.put("slutdatum", slut);
      a.medInsats(insats, body);
    }
  }

  @Nested
  class Alla {
    /** One insats in which everything looks odd that can at once, and one without anybody. */
    private Map<String, Object> konstigt() {
      var z = individinriktad("Insatsen z");
      z.put("slutdatum", "2024-03-31");
      a.medInsats("z", z).medEkonomi("z", 2024, Map.of("budgeteratAntalDeltagare", 5));
      send("2023K1", rad("z", kvinnor(0, 1, 1), man(0, 1, 1)));
      send("2023K4", rad("z", kvinnor(0, 3, 0), man(0, 1, 1)));
      return registreringar(
          "2024K1", "DELAR", rad("z", kvinnor(30, 0, 8), man(0, 0, 0)), rad("x", INGA, INGA));
    }

    private static final List<String> KONSTIGT =
        List.of(
            "BESTAND_BRYTER /pagaendeVidStart/kvinnor 30 3",
            "FORANDRING_MOT_KVARTAL  30 4",
            "FORANDRING_MOT_AR  30 2",
            "ETT_KON  0 1",
            "PLAN_OVERSKRIDEN  30 5",
            "EFTER_SLUTDATUM /avslutade 22 0",
            "1 INGA_DELTAGARE  0 1");

    @Test
    void are_told_in_a_dry_run_and_in_the_receipt_and_stop_nothing() {
      var body = konstigt();
      var dry = a.som().body(body).post(a.path() + "/registreringar?provkorning=true");
      assertThat(rader(dry)).isEqualTo(KONSTIGT);
      var real = a.skickar(body);
      real.then().statusCode(201).body("antal.nya", equalTo(2));
      assertThat(real.<List<?>>path("varningar")).isEqualTo(dry.path("varningar"));
      assertThat(real.<Map<?, ?>>path("varningar[0]"))
          .isEqualTo(
              Map.of(
                  "pointer",
                  "/registreringar/0/deltagare/pagaendeVidStart/kvinnor",
                  "code",
                  "BESTAND_BRYTER",
                  "detail",
                  "Kvartalet före slutade med ett annat antal pågående",
                  "observerat",
                  30,
                  "forvantat",
                  3,
                  "kommenterad",
                  false));
      assertThat(real.<String>path("varningar[1].detail"))
          .isEqualTo("Antalet skiljer sig mer än 2 gånger från kvartalet före");
      get("/registreringar/2024K1/z")
          .then()
          .body("deltagare.pagaendeVidStart.kvinnor", equalTo(30));
      assertThat(rader(a.skickar(body))).as("a repeat").isEqualTo(KONSTIGT);
      get("/kvittenser?limit=1").then().body("kvittenser[0].varningar", equalTo(7));
    }

    @Test
    void are_told_by_line_and_column_in_a_file() {
      konstigt();
      var csv =
          a.som()
              .contentType("text/csv; charset=UTF-8")
              .body(
                  ("insats,kvartal,pagaende_vid_start_kvinnor,pagaende_vid_start_man,nya_kvinnor,nya_man,avslutade_kvinnor,avslutade_man,totalt\n"
                          + "z,2024K1,30,0,0,0,8,0,\n\n"
                          + "s,2024K1,,,,,,,0\n"
                          + "x,2024K1,0,0,0,0,0,0,\n")
                      .getBytes(StandardCharsets.UTF_8))
              .post(a.path() + "/registreringar")
              .then()
              .statusCode(201)
              .extract();
      var platser = new ArrayList<String>();
      for (var v : csv.<List<Map<String, Object>>>path("varningar")) {
        platser.add(v.get("pointer") + " " + v.get("rad") + " " + v.get("kolumn"));
      }
      assertThat(platser)
          .containsExactly(
              "/2/pagaende_vid_start_kvinnor 2 pagaende_vid_start_kvinnor",
              "/2 2 null",
              "/2 2 null",
              "/2 2 null",
              "/2 2 null",
              "/2/avslutade_kvinnor 2 avslutade_kvinnor",
              "/4/totalt 4 totalt",
              "/5 5 null");
    }

    @Test
    void are_told_of_a_single_row() {
      konstigt();
      var put =
          put("2024K1", "z", rad("z", kvinnor(30, 0, 8), man(0, 0, 0)))
              .then()
              .statusCode(201)
              .body("varningar[0].pointer", equalTo("/deltagare/pagaendeVidStart/kvinnor"))
              .extract()
              .response();
      assertThat(rader(put)).isEqualTo(KONSTIGT.subList(0, 6));
    }

    @Test
    void are_not_told_of_what_is_withdrawn() {
      send("2023K1", rad("x", INGA, INGA), rad("s", 0));
      a.registrerarHela("2023K1", rad("s", 3))
          .then()
          .statusCode(422); // a changed value, without a reason
      var hela = a.registrerarHela("2023K1", rattad(rad("s", 3)));
      hela.then().statusCode(201).body("antal.aterkallade", equalTo(1));
      assertThat(rader(hela)).isEmpty();
    }

    @Test
    void are_none_in_a_plain_year_that_goes_on() {
      a.medEkonomi("x", 2023, Map.of("budgeteratAntalDeltagare", 40));
      a.medEkonomi("s", 2023, Map.of("budgeteratAntalDeltagare", 200));
      int kvinnor = 12;
      int man = 10;
      for (var kvartal : List.of("2023K1", "2023K2", "2023K3", "2023K4", "2024K1", "2024K2")) {
        var svar =
            a.registrerar(kvartal, rad("x", kvinnor(kvinnor, 3, 2), man(man, 2, 3)), rad("s", 50));
        svar.then().statusCode(201);
        assertThat(rader(svar)).as(kvartal).isEmpty();
        kvinnor++;
        man--;
      }
    }
  }

  @Nested
  class Kommentar {
    @Test
    void tells_that_it_is_explained_and_follows_the_figure() {
      send("2023K4", rad("x", kvinnor(4, 0, 0), man(2, 0, 0)));
      var rad = rad("x", kvinnor(6, 0, 0), man(2, 0, 0));
      var forklarad = kommenterad(rad, "Två kom från annan insats");
      var svar = a.registrerar("2024K1", forklarad, rad("s", 0));
      svar.then().statusCode(201).body("varningar.kommenterad", contains(true, false));
      get("/registreringar/2024K1/x")
          .then()
          .body("kommentar", equalTo("Två kom från annan insats"))
          .body("$", not(hasKey("rattelseorsak")));

      rad.remove("kommentar");
      a.registrerar("2024K1", rad)
          .then()
          .statusCode(200)
          .body("antal.oforandrade", equalTo(1))
          .body("varningar.kommenterad", contains(true));
      var tag = get("/registreringar/2024K1/x").header("ETag");
      a.som()
          .header("If-Match", tag)
          .body(utanInsats(rad))
          .put(a.path() + "/registreringar/2024K1/x")
          .then()
          .statusCode(200)
          .header("ETag", tag)
          .body("kommentar", equalTo("Två kom från annan insats"))
          .body("varningar.kommenterad", contains(true));
      get("/registreringar?kvartal=2024K1&insats=x")
          .then()
          .body("registreringar.kommentar", contains("Två kom från annan insats"));

      // a corrected figure is another figure
      a.registrerar("2024K1", rattad(rad("x", kvinnor(7, 0, 0), man(2, 0, 0))))
          .then()
          .statusCode(201)
          .body("varningar.kommenterad", contains(false));
      get("/registreringar/2024K1/x").then().body("$", not(hasKey("kommentar")));
      get("/registreringar/2024K1/x/versioner")
          .then()
          .body("versioner.kommentar", contains("Två kom från annan insats", null));
    }

    @Test
    void of_blanks_is_none() {
      a.registrerar("2023K4", kommenterad(rad("s", 0), "  "))
          .then()
          .statusCode(201)
          .body("varningar.kommenterad", contains(false));
      get("/registreringar/2023K4/s").then().body("$", not(hasKey("kommentar")));
    }

    private static Map<String, Object> kommenterad(Map<String, Object> rad, String kommentar) {
      rad.put("kommentar", kommentar);
      return rad;
    }
  }

  private static Map<String, Object> utanInsats(Map<String, Object> rad) {
    var utan = new LinkedHashMap<>(rad);
    utan.remove("insats");
    return utan;
  }

  private Response put(String kvartal, String insats, Map<String, Object> rad) {
    return a.som()
        .body(utanInsats(rad))
        .put(a.path() + "/registreringar/" + kvartal + "/" + insats);
  }

  private Response get(String path) {
    return a.som().get(a.path() + path);
  }

  private void aterkalla(String kvartal, String insats) {
    a.som()
        .delete(a.path() + "/registreringar/" + kvartal + "/" + insats + "?rattelseorsak=Orsak")
        .then()
        .statusCode(200);
  }

  @SafeVarargs
  private void send(String kvartal, Map<String, Object>... rader) {
    a.registrerar(kvartal, rader).then().statusCode(201);
  }

  /** What a dry run warns of: each as its row (but the first), code, place, and both numbers. */
  @SafeVarargs
  private List<String> prov(String kvartal, Map<String, Object>... rader) {
    var svar =
        a.som()
            .body(registreringar(kvartal, "DELAR", rader))
            .post(a.path() + "/registreringar?provkorning=true");
    svar.then().statusCode(200);
    return rader(svar);
  }

  private static List<String> rader(Response svar) {
    var rader = new ArrayList<String>();
    for (var v : svar.<List<Map<String, Object>>>path("varningar")) {
      var plats = ((String) v.get("pointer")).replaceFirst("^/registreringar/", "");
      var rad = plats.startsWith("/") || plats.startsWith("0") ? "" : plats.charAt(0) + " ";
      rader.add(
          rad
              + v.get("code")
              + " "
              + plats.replaceFirst("^[0-9]*/deltagare", "").replaceFirst("^/deltagare", "")
              + " "
              + v.get("observerat")
              + " "
              + v.get("forvantat"));
    }
    return rader;
  }
}
