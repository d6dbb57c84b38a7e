package se.finsam.uppfoljning.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.Land;

/**
 * The acceptance case that everyone knows: the year 2023 as published (contract section 10,
 * published-figures 1).
 */
@QuarkusTest
class Ar2023Test {
  private static boolean loaded;

  @Inject DemoData demo;

  @BeforeEach
  void the_demo_year() {
    if (!loaded) {
      Land.tomt();
      demo.ladda();
      loaded = true;
    }
  }

  @Test
  void the_extract_of_2024_01_22_says_what_was_published() {
    var rapport = Land.sammanstallning(2023, "2024-01-22").then();
    rapport
        .body("perTidpunkt", equalTo("2024-01-22T22:59:59.999999Z"))
        .body("tackning.forbund", equalTo(72))
        .body("tackning.paborjade", equalTo(65))
        .body("tackning.ejPaborjade", equalTo(7))
        .body("tackning.attesterade", equalTo(61))
        .body("tabeller.tackning.rader", hasSize(72));
    insatser(rapport, 571, 296, 275, 65);
    malgrupper(rapport, 254, 82, 33, 49);
    rapport.body("tabeller.malgrupper.totalt.andel", equalTo(0.444834f));
  }

  @Test
  void the_live_report_has_the_registration_of_2024_01_23_and_differs_nowhere_else() {
    var live = Land.sammanstallning(2023).then();
    live.body("tackning.paborjade", equalTo(66)).body("tackning.ejPaborjade", equalTo(6));
    insatser(live, 572, 297, 275, 66);
    malgrupper(live, 255, 83, 34, 50);
    var extract = Land.sammanstallning(2023, "2024-01-22").jsonPath();
    live.body("tabeller.personal.rader", equalTo(extract.getList("tabeller.personal.rader")))
        .body("tabeller.personal.totalt", equalTo(extract.getMap("tabeller.personal.totalt")))
        .body(
            "tabeller.deltagare.rader[1..3]",
            equalTo(extract.getList("tabeller.deltagare.rader[1..3]")));
  }

  @Test
  void before_anything_was_received_nothing_was_known() {
    Land.sammanstallning(2023, "2023-01-01")
        .then()
        .body("tackning.forbund", equalTo(0))
        .body("tabeller.insatser.totalt.antalInsatser", equalTo(0))
        .body("tabeller.deltagare.totalt.kvinnor", equalTo(null))
        .body("tabeller.deltagare.totalt.status.kvinnor", equalTo("EJ_REDOVISAT"));
  }

  @Test
  void the_money_is_known_as_planned_in_spring_and_as_spent_in_january() {
    var varen = Land.tabell(2023, "ekonomi", "2023-04-01");
    varen
        .then()
        .body("rader", hasSize(72))
        .body("totalt.admUtfallKr", equalTo(null))
        .body("totalt.insatsUtfallKr", equalTo(null))
        .body("totalt.resultatKr", equalTo(null));
    var uttaget = Land.sammanstallning(2023, "2024-01-22").jsonPath();
    for (var planerat : List.of("medelStatKr", "egetKapitalKr", "admBudgetKr", "insatsBudgetKr")) {
      assertThat(uttaget.getLong("tabeller.ekonomi.totalt." + planerat))
          .as(planerat)
          .isPositive()
          .isEqualTo(varen.jsonPath().getLong("totalt." + planerat));
    }
    assertThat(uttaget.getLong("tabeller.ekonomi.totalt.resultatKr")).isNotZero();
    assertThat(uttaget.getString("tabeller.ekonomi.totalt.status.resultatKr")).isEqualTo("DELVIS");
    assertThat(uttaget.getList("tabeller.planering.rader")).hasSize(571);
    assertThat(uttaget.getLong("tabeller.planering.totalt.deltagare"))
        .isEqualTo(uttaget.getLong("tabeller.deltagare.totalt.totalt"));
    assertThat(uttaget.getLong("tabeller.planering.totalt.personal"))
        .isEqualTo(uttaget.getLong("tabeller.personal.totalt.personal"));
    assertThat(uttaget.getLong("tabeller.planering.totalt.utfallKr"))
        .isEqualTo(uttaget.getLong("tabeller.ekonomi.totalt.insatsUtfallKr"));
    assertThat(uttaget.getList("tabeller.ekonomi.rader.tilldeladeMedelKr"))
        .filteredOn(kr -> kr == null)
        .hasSize(7);
    Land.tabell(2023, "ekonomi")
        .then()
        .body("rader", equalTo(uttaget.getList("tabeller.ekonomi.rader")));
  }

  private static void insatser(
      ValidatableResponse rapport,
      int alla,
      int individinriktade,
      int strukturovergripande,
      int forbund) {
    rapport
        .body("tabeller.insatser.totalt.antalInsatser", equalTo(alla))
        .body("tabeller.insatser.totalt.individinriktade", equalTo(individinriktade))
        .body("tabeller.insatser.totalt.strukturovergripande", equalTo(strukturovergripande))
        .body("tabeller.insatser.totalt.antalForbund", equalTo(forbund));
  }

  /** Only the row of unga med aktivitetsersättning moves; the other two are as published. */
  private static void malgrupper(
      ValidatableResponse rapport,
      int prioriterade,
      int unga,
      int ungasForbund,
      int ungasArbetslivs) {
    rapport
        .body("tabeller.malgrupper.summerbar", equalTo(false))
        .body("tabeller.malgrupper.totalt.prioriterade", equalTo(prioriterade))
        .body(
            "tabeller.malgrupper.rader.malgrupp",
            contains(
                "UNGA_AKTIVITETSERSATTNING", "LANGTIDSSJUKSKRIVNA", "UNGA_FUNKTIONSNEDSATTNING"))
        .body("tabeller.malgrupper.rader.antalInsatser", contains(unga, 85, 91))
        .body("tabeller.malgrupper.rader.antalForbund", contains(ungasForbund, 34, 39))
        .body("tabeller.malgrupper.rader.antalVanligaste", contains(ungasArbetslivs, 47, 54))
        .body(
            "tabeller.malgrupper.rader.vanligastePreciseradInriktning[0]",
            equalTo("ARBETSLIVSINRIKTAD_INSATS"));
  }
}
