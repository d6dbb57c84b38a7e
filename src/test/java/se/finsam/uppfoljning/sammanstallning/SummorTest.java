package se.finsam.uppfoljning.sammanstallning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
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
import static se.finsam.uppfoljning.Land.strukturovergripande;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.forbund.NyttForbund;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.security.Caller;

/** Known rows in, known sums out; no two numbers alike, so that none can stand in for another. */
@QuarkusTest
class SummorTest {
  private static final String UNGA = "UNGA_AKTIVITETSERSATTNING";
  private static final String SJUKSKRIVNA = "LANGTIDSSJUKSKRIVNA";
  private static final String FUNKTIONSNEDSATTNING = "UNGA_FUNKTIONSNEDSATTNING";

  @Inject Klocka klocka;
  @Inject Forbunden forbunden;

  @BeforeEach
  void an_empty_country() {
    Land.tomt();
  }

  @Test
  void deltagare_are_those_at_the_start_of_the_first_quarter_and_all_new_ones_of_the_year() {
    var forbund =
        Land.forbund("a")
            .medInsats("x")
            .medInsats("y", finare("Y", "IDENTIFIERA_INDIVIDENS_BEHOV"));
    forbund.registrerar("2023K1", rad("x", kvinnor(100, 1, 0), man(2000, 20, 0)));
    forbund.registrerar("2023K2", rad("x", kvinnor(777, 2, 9), man(7777, 40, 8)));
    forbund.registrerar("2023K4", rad("x", kvinnor(666, 4, 0), man(6666, 80, 0)));
    forbund.registrerar("2023K3", rad("y", kvinnor(30, 5, 0), man(400, 6, 0)));

    var tabell = Land.tabell(2023, "deltagare").then();
    deltagare(tabell, "ARBETSLIVSINRIKTAD_INSATS", 107, 2140);
    deltagare(tabell, "IDENTIFIERA_INDIVIDENS_BEHOV", 35, 406);
    tabell
        .body("totalt.kvinnor", equalTo(142))
        .body("totalt.man", equalTo(2546))
        .body("totalt.totalt", equalTo(2688))
        .body("totalt.taljare", equalTo(142))
        .body("totalt.namnare", equalTo(2688))
        .body("totalt.andel", equalTo(0.052827f))
        .body("totalt", not(hasKey("status")));
  }

  @Test
  void the_first_registered_quarter_may_be_the_third_and_is_another_when_an_earlier_one_comes() {
    var forbund = Land.forbund("a").medInsats("x");
    forbund.registrerar("2023K4", rad("x", kvinnor(1000, 7, 0), man(5000, 9, 0)));
    forbund.registrerar("2023K3", rad("x", kvinnor(200, 11, 0), man(300, 13, 0)));
    deltagare(Land.tabell(2023, "deltagare").then(), "ARBETSLIVSINRIKTAD_INSATS", 218, 322);

    forbund.registrerar("2023K2", rad("x", kvinnor(50, 17, 0), man(60, 19, 0)));
    deltagare(Land.tabell(2023, "deltagare").then(), "ARBETSLIVSINRIKTAD_INSATS", 85, 101);
  }

  @Test
  void quarters_of_another_year_do_not_count() {
    var forbund = Land.forbund("a").medInsats("x").medSatsning("s");
    forbund.registrerar("2023K4", rad("x", kvinnor(3, 5, 0), man(7, 11, 0)), rad("s", 13));
    forbund.registrerar("2024K1", rad("x", kvinnor(170, 190, 0), man(230, 290, 0)), rad("s", 310));

    var det = Land.sammanstallning(2023).then();
    det.body("tabeller.deltagare.totalt.kvinnor", equalTo(8))
        .body("tabeller.deltagare.totalt.man", equalTo(18))
        .body("tabeller.personal.totalt.personal", equalTo(13))
        .body("tabeller.tackning.totalt.kvartalRegistrerade", equalTo(1));
    var nasta = Land.sammanstallning(2024).then();
    nasta
        .body("tabeller.deltagare.totalt.kvinnor", equalTo(360))
        .body("tabeller.deltagare.totalt.man", equalTo(520))
        .body("tabeller.personal.totalt.personal", equalTo(310));
  }

  @Test
  void staff_is_summed_over_the_quarters_and_never_among_deltagare() {
    var forbund =
        Land.forbund("a")
            .medInsats("x")
            .medSatsning("s")
            .medInsats("t", satsning("T", "BEHOVSANALYS"));
    forbund.registrerar(
        "2023K1", rad("x", kvinnor(1, 2, 0), man(4, 8, 0)), rad("s", 100), rad("t", 5000));
    forbund.registrerar("2023K2", rad("s", 230));

    Land.sammanstallning(2023)
        .then()
        .body("tabeller.deltagare.totalt.totalt", equalTo(15))
        .body(
            "tabeller.deltagare.rader.preciseradInriktning",
            contains(
                "ARBETSLIVSINRIKTAD_INSATS",
                "FORBEREDANDE_INSATS",
                "FOREBYGGANDE_INSATS",
                "IDENTIFIERA_INDIVIDENS_BEHOV"))
        .body(
            "tabeller.personal.rader.preciseradInriktning",
            contains("KOMPETENSHOJANDE_INSATS", "BEHOVSANALYS", "UTVECKLA_SAMVERKAN"))
        .body("tabeller.personal.rader.personal", contains(null, 5000, 330))
        .body("tabeller.personal.totalt.personal", equalTo(5330));
  }

  @Test
  void what_nobody_reported_is_null_and_a_reported_zero_is_zero() {
    var forbund =
        Land.forbund("a")
            .medInsats("noll")
            .medInsats("tyst", finare("Tyst", "FOREBYGGANDE_INSATS"))
            .medSatsning("ingen")
            .medInsats("tyst-satsning", satsning("Tyst satsning", "BEHOVSANALYS"));
    forbund.registrerar("2023K1", rad("noll", kvinnor(0, 0, 0), man(0, 0, 0)), rad("ingen", 0));

    var rapport = Land.sammanstallning(2023).then();
    rapport.rootPath("tabeller.deltagare.rader[0]"); // arbetslivsinriktad
    rapport
        .body("kvinnor", equalTo(0))
        .body("man", equalTo(0))
        .body("totalt", equalTo(0))
        .body("andel", equalTo(null))
        .body("$", not(hasKey("status")));
    rapport.rootPath("tabeller.deltagare.rader[2]"); // förebyggande
    rapport
        .body("kvinnor", equalTo(null))
        .body("man", equalTo(null))
        .body("totalt", equalTo(null))
        .body("andel", equalTo(null))
        .body(
            "status",
            equalTo(
                Map.of(
                    "kvinnor", "EJ_REDOVISAT", "man", "EJ_REDOVISAT", "totalt", "EJ_REDOVISAT")));
    rapport.rootPath("tabeller.personal");
    rapport
        .body("rader.personal", contains(null, null, 0))
        .body("rader[1].status", equalTo(Map.of("personal", "EJ_REDOVISAT")))
        .body("rader[2]", not(hasKey("status")))
        .body("totalt.personal", equalTo(0))
        .body("totalt", not(hasKey("status")));
    rapport.rootPath("tabeller.deltagare.totalt").body("totalt", equalTo(0));
  }

  @Test
  void an_insats_counts_in_every_year_that_its_life_touches_and_in_no_other() {
    Land.forbund("a")
        .medInsats("fore", lever("Slutade året före", "2021-01-01", "2022-12-31"))
        .medInsats("forsta-dagen", lever("Slutade första dagen", "2022-05-01", "2023-01-01"))
        .medInsats("sista-dagen", lever("Började sista dagen", "2023-12-31", "2024-06-30"))
        .medInsats("efter", lever("Började året efter", "2024-01-01", null))
        .medInsats("alltid", lever("Pågår alltid", "2021-01-01", null));
    Land.forbund("b")
        .medInsats("bara-fore", lever("Slutade året före", "2021-01-01", "2022-12-31"));

    Land.sammanstallning(2023)
        .then()
        .body("tabeller.insatser.totalt.antalInsatser", equalTo(3))
        .body("tabeller.insatser.totalt.antalForbund", equalTo(1))
        .body(
            "tackning",
            equalTo(Map.of("forbund", 2, "paborjade", 1, "ejPaborjade", 1, "attesterade", 0)))
        .body("tabeller.tackning.rader.lage", contains("PABORJAT", "EJ_PABORJAT"));
    Land.sammanstallning(2024)
        .then()
        .body("tabeller.insatser.totalt.antalInsatser", equalTo(3))
        .body("tabeller.insatser.rader[0].antalInsatser", equalTo(3));
  }

  @Test
  void a_withdrawn_registration_does_not_count() {
    var forbund = Land.forbund("a").medInsats("x").medInsats("y").medSatsning("s");
    forbund.registrerar(
        "2023K1",
        rad("x", kvinnor(10, 1, 0), man(20, 2, 0)),
        rad("y", kvinnor(300, 30, 0), man(400, 40, 0)),
        rad("s", 5000));
    var fore = Land.sammanstallning(2023).jsonPath();
    forbund.registrerarHela("2023K1", rad("x", kvinnor(10, 1, 0), man(20, 2, 0)));

    Land.sammanstallning(2023)
        .then()
        .body("tabeller.deltagare.totalt.kvinnor", equalTo(11))
        .body("tabeller.deltagare.totalt.man", equalTo(22))
        .body("tabeller.personal.totalt.personal", equalTo(null))
        .body("tabeller.personal.totalt.status.personal", equalTo("EJ_REDOVISAT"));
    Land.sammanstallning(2023, fore.getString("perTidpunkt"))
        .then()
        .body("tabeller.deltagare.totalt.kvinnor", equalTo(341))
        .body("tabeller.deltagare.totalt.man", equalTo(462))
        .body("tabeller.personal.totalt.personal", equalTo(5000));
  }

  @Test
  void what_is_received_after_the_instant_does_not_count_in_it() {
    var forbund = Land.forbund("a").medInsats("x").medSatsning("s");
    forbund.registrerar("2023K1", rad("x", kvinnor(1, 2, 0), man(4, 8, 0)), rad("s", 16));
    var forst = Land.sammanstallning(2023);
    var t = forst.jsonPath().getString("perTidpunkt");
    forbund.registrerar(
        "2023K1", rattad(rad("x", kvinnor(32, 64, 0), man(128, 256, 0))), rattad(rad("s", 512)));
    forbund.registrerar("2023K2", rad("x", kvinnor(0, 1024, 0), man(0, 2048, 0)));
    forbund.medInsats("sen", UNGA);
    Land.forbund("b").medInsats("annu-senare");

    Land.sammanstallning(2023)
        .then()
        .body("tabeller.deltagare.totalt.kvinnor", equalTo(32 + 64 + 1024))
        .body("tabeller.deltagare.totalt.man", equalTo(128 + 256 + 2048))
        .body("tabeller.personal.totalt.personal", equalTo(512))
        .body("tabeller.insatser.totalt.antalInsatser", equalTo(4));
    var da = Land.sammanstallning(2023, t);
    da.then()
        .body("tabeller.deltagare.totalt.kvinnor", equalTo(3))
        .body("tabeller.deltagare.totalt.man", equalTo(12))
        .body("tabeller.personal.totalt.personal", equalTo(16))
        .body("tabeller.insatser.totalt.antalInsatser", equalTo(2))
        .body("tabeller.malgrupper.totalt.antalInsatser", equalTo(0));
    assertThat(da.jsonPath().getMap("tabeller")).isEqualTo(forst.jsonPath().getMap("tabeller"));
  }

  @Test
  void a_forbund_that_ceased_before_the_year_is_not_in_its_tackning() {
    sattForbund("borta", "Det som upphörde", null, "2022-12-31")
        .medInsats("x", lever("Gammal", "2021-01-01", "2022-12-31"));
    sattForbund("sista-aret", "Det som upphör", null, "2023-01-01").medInsats("x");
    sattForbund("nytt", "Det nya", "2024-01-01", null);
    Land.forbund("alltid").medInsats("x").medInsats("y");

    Land.sammanstallning(2023)
        .then()
        .body(
            "tackning",
            equalTo(Map.of("forbund", 2, "paborjade", 2, "ejPaborjade", 0, "attesterade", 0)))
        .body("tabeller.tackning.rader.forbund", contains("alltid", "sista-aret"))
        .body("tabeller.insatser.totalt.antalForbund", equalTo(2))
        .body("tabeller.insatser.totalt.antalInsatser", equalTo(3));
    Land.sammanstallning(2024)
        .then()
        .body("tackning.forbund", equalTo(2))
        .body("tabeller.tackning.rader.forbund", contains("alltid", "nytt"));
  }

  @Test
  void quarters_are_counted_once_whatever_the_number_of_insatser() {
    var forbund = Land.forbund("a").medInsats("x").medInsats("y").medSatsning("s");
    forbund.registrerar("2023K1", rad("x", kvinnor(1, 0, 0), man(0, 0, 0)), rad("s", 1));
    forbund.registrerar("2023K3", rad("y", kvinnor(0, 0, 0), man(0, 0, 0)));
    Land.forbund("b")
        .medInsats("x")
        .registrerar("2023K2", rad("x", kvinnor(0, 0, 0), man(0, 0, 0)));
    Land.forbund("c").medInsats("x");

    Land.tabell(2023, "tackning")
        .then()
        .body("rader.kvartalRegistrerade", contains(2, 1, 0))
        .body("totalt.kvartalRegistrerade", equalTo(3));
  }

  @Test
  void an_insats_with_three_malgrupper_is_in_three_rows_and_once_in_the_total() {
    malgrupp("OPRIORITERADE", false);
    Land.forbund("a")
        .medInsats("tre", UNGA, SJUKSKRIVNA, FUNKTIONSNEDSATTNING)
        .medInsats("en", UNGA)
        .medInsats("forberedande", finare("Förberedande", "FORBEREDANDE_INSATS", UNGA))
        .medSatsning("s", UNGA, "OPRIORITERADE")
        .medInsats("utan");
    Land.forbund("b").medInsats("x", "OPRIORITERADE").medInsats("y", SJUKSKRIVNA, UNGA);

    var tabell = Land.tabell(2023, "malgrupper").then();
    tabell
        .body("summerbar", equalTo(false))
        .body("rader.malgrupp", contains(UNGA, SJUKSKRIVNA, FUNKTIONSNEDSATTNING, "OPRIORITERADE"))
        .body("rader.prioriterad", contains(true, true, true, false))
        .body("rader.antalInsatser", contains(5, 2, 1, 2))
        .body("rader.antalForbund", contains(2, 2, 1, 2))
        .body("rader.individinriktade", contains(4, 2, 1, 1))
        .body("rader.antalVanligaste", contains(3, 2, 1, 1))
        .body("rader.andel", contains(0.6f, 1.0f, 1.0f, 0.5f));
    tabell
        .rootPath("totalt")
        .body("antalInsatser", equalTo(6))
        .body("antalForbund", equalTo(2))
        .body("individinriktade", equalTo(5))
        .body("prioriterade", equalTo(5))
        .body("taljare", equalTo(5))
        .body("namnare", equalTo(7))
        .body("andel", equalTo(0.714286f));
    Land.tabell(2023, "insatser").then().body("totalt.antalInsatser", equalTo(7));
  }

  @Test
  void of_equally_common_finer_orientations_the_first_in_order_is_named() {
    Land.forbund("a")
        .medInsats("s", satsning("S", "KOMPETENSHOJANDE_INSATS", UNGA))
        .medInsats("b", finare("B", "IDENTIFIERA_INDIVIDENS_BEHOV", UNGA))
        .medInsats("f", finare("F", "FOREBYGGANDE_INSATS", UNGA));

    Land.tabell(2023, "malgrupper")
        .then()
        .body("rader[0].vanligastePreciseradInriktning", equalTo("FOREBYGGANDE_INSATS"))
        .body("rader[0].antalVanligaste", equalTo(1))
        .body("rader[0].andel", equalTo(0.333333f))
        .body("rader[1].vanligastePreciseradInriktning", equalTo(null))
        .body("rader[1].andel", equalTo(null));
  }

  @Test
  void insatser_are_counted_under_their_finer_orientation_as_it_is_known() {
    var forbund =
        Land.forbund("a")
            .medInsats("x")
            .medInsats("y", finare("Y", "FORBEREDANDE_INSATS"))
            .medSatsning("s");
    Land.forbund("b").medInsats("x", finare("X", "FORBEREDANDE_INSATS"));
    var fore = Land.tabell(2023, "insatser").jsonPath().getString("perTidpunkt");
    forbund.registrerar("2023K1", rad("x", kvinnor(1, 2, 0), man(4, 8, 0)));
    andra(forbund, "x", finare("X", "FORBEREDANDE_INSATS"));

    var nu = Land.sammanstallning(2023).then();
    nu.body("tabeller.insatser.rader.antalInsatser", contains(0, 3, 0, 0, 0, 0, 1))
        .body("tabeller.insatser.rader[1].andel", equalTo(0.75f))
        .body("tabeller.deltagare.rader.kvinnor", contains(null, 3, null, null))
        .body("tabeller.insatser.totalt.individinriktade", equalTo(3))
        .body("tabeller.insatser.totalt.strukturovergripande", equalTo(1))
        .body("tabeller.insatser.totalt.antalForbund", equalTo(2));
    Land.tabell(2023, "insatser", fore)
        .then()
        .body("rader.antalInsatser", contains(1, 2, 0, 0, 0, 0, 1))
        .body("rader[3].inriktning", equalTo("INDIVIDINRIKTAD"))
        .body("rader[4].inriktning", equalTo("STRUKTUROVERGRIPANDE"));
  }

  @Test
  void money_is_told_by_forbund_with_its_result_and_what_nobody_told_is_not_zero() {
    var esf = individinriktad("Med ESF");
    esf.put("esfFinansiering", true);
    Land.forbund("a")
        .medInsats("x")
        .medInsats("y", esf)
        .medEkonomi(
            2023,
            ekonomi(
                medel("STAT", 1_000, "KOMMUNER", 200, "REGIONER", 30),
                Map.of("egetKapitalKr", -4, "admBudgetKr", 500, "admUtfallKr", 60)))
        .medEkonomi("x", 2023, Map.of("budgetKr", 7, "utfallKr", 8))
        .medEkonomi("y", 2023, Map.of("budgetKr", 90, "utfallKr", 0, "esfUtfallKr", 11))
        .medEkonomi(2024, ekonomi(medel("ESF", 99_999), Map.of()))
        .medEkonomi("x", 2024, Map.of("utfallKr", 99_999));
    Land.forbund("b").medInsats("x").medEkonomi(2023, ekonomi(medel("STAT", 5_000), Map.of()));
    Land.forbund("c");

    var tabell = Land.tabell(2023, "ekonomi").then();
    tabell
        .body("summerbar", equalTo(true))
        .body("rader.forbund", contains("a", "b", "c"))
        .body("rader.namn", contains("Förbundet a", "Förbundet b", "Förbundet c"))
        .body("rader.medelStatKr", contains(1_000, 5_000, null))
        .body("rader.medelEsfKr", contains(null, null, null))
        .body("rader.tilldeladeMedelKr", contains(1_230, 5_000, null))
        .body("rader.insatsBudgetKr", contains(97, null, null))
        .body("rader.insatsUtfallKr", contains(8, null, null))
        .body("rader.insatsEsfUtfallKr", contains(11, null, null))
        .body("rader.resultatKr", contains(1_230 - 4 - 60 - 8, null, null));
    tabell
        .body("rader[0].status.medelEsfKr", equalTo("EJ_REDOVISAT"))
        .body("rader[0].status.tilldeladeMedelKr", equalTo("DELVIS"))
        .body("rader[0].status.resultatKr", equalTo("DELVIS"))
        .body("rader[0].status.insatsEsfBudgetKr", equalTo("EJ_REDOVISAT"))
        .body("rader[0].status", not(hasKey("insatsUtfallKr")))
        .body("rader[0].status", not(hasKey("insatsEsfUtfallKr")))
        .body("rader[0].status", not(hasKey("egetKapitalKr")))
        .body("rader[1].status.insatsUtfallKr", equalTo("EJ_REDOVISAT"))
        .body("rader[1].status.resultatKr", equalTo("EJ_REDOVISAT"))
        .body("rader[2].status.size()", equalTo(15));
    tabell
        .rootPath("totalt")
        .body("medelStatKr", equalTo(6_000))
        .body("status.medelStatKr", equalTo("DELVIS"))
        .body("tilldeladeMedelKr", equalTo(6_230))
        .body("medelEsfKr", equalTo(null))
        .body("status.medelEsfKr", equalTo("EJ_REDOVISAT"))
        .body("insatsUtfallKr", equalTo(8))
        .body("status.insatsUtfallKr", equalTo("DELVIS"))
        .body("resultatKr", equalTo(1_230 - 4 - 60 - 8))
        .body("status.resultatKr", equalTo("DELVIS"))
        .body("$", not(hasKey("forbund")));
  }

  @Test
  void a_sum_of_which_a_part_is_unknown_says_so_and_a_whole_one_does_not() {
    var alla = medel("STAT", 1, "KOMMUNER", 2, "REGIONER", 4);
    alla.addAll(medel("SAMORDNINGSFORBUND", 8, "ESF", 0, "OVRIGA", 16));
    var forbund =
        Land.forbund("a")
            .medInsats("x")
            .medInsats("y")
            .medEkonomi(2023, ekonomi(alla, Map.of("egetKapitalKr", 0, "admUtfallKr", 0)))
            .medEkonomi("x", 2023, Map.of("utfallKr", 1_000_000_000));
    Land.tabell(2023, "ekonomi")
        .then()
        .body("rader[0].tilldeladeMedelKr", equalTo(31))
        .body("rader[0].status", not(hasKey("tilldeladeMedelKr")))
        .body("rader[0].insatsUtfallKr", equalTo(1_000_000_000))
        .body("rader[0].status.insatsUtfallKr", equalTo("DELVIS"))
        .body("rader[0].resultatKr", equalTo(31 - 1_000_000_000))
        .body("rader[0].status.resultatKr", equalTo("DELVIS"));
    var t = Land.tabell(2023, "ekonomi").jsonPath().getString("perTidpunkt");

    forbund.medEkonomi("y", 2023, Map.of("utfallKr", 2_000_000_000));
    Land.tabell(2023, "ekonomi")
        .then()
        .body("rader[0].insatsUtfallKr", equalTo(3_000_000_000L))
        .body("rader[0].resultatKr", equalTo(31 - 3_000_000_000L))
        .body("rader[0].status.keySet()", hasSize(4)) // adm budget, insatser's budget, ESF twice
        .body("totalt.resultatKr", equalTo(31 - 3_000_000_000L))
        .body("totalt.status", not(hasKey("resultatKr")));
    Land.tabell(2023, "ekonomi", t).then().body("rader[0].insatsUtfallKr", equalTo(1_000_000_000));
  }

  @Test
  void money_of_an_insats_counts_only_in_a_year_of_its_life_and_of_a_forbund_that_exists() {
    var forbund =
        Land.forbund("a").medInsats("x", lever("X", "2023-01-01", "2024-06-30")).medInsats("y");
    forbund
        .medEkonomi("x", 2024, Map.of("utfallKr", 5))
        .medEkonomi("y", 2024, Map.of("utfallKr", 70));
    Land.tabell(2024, "ekonomi").then().body("rader[0].insatsUtfallKr", equalTo(75));
    andra(forbund, "x", lever("X", "2023-01-01", "2023-12-31"));
    Land.tabell(2024, "ekonomi").then().body("rader[0].insatsUtfallKr", equalTo(70));
    Land.tabell(2024, "planering").then().body("rader.insats", contains("y"));

    sattForbund("borta", "Det som upphörde", null, "2022-12-31")
        .medInsats("x")
        .medEkonomi("x", 2024, Map.of("utfallKr", 100_000));
    Land.tabell(2024, "ekonomi")
        .then()
        .body("rader.forbund", contains("a"))
        .body("totalt.insatsUtfallKr", equalTo(70));
    Land.tabell(2024, "planering").then().body("totalt.utfallKr", equalTo(70));
  }

  @Test
  void plan_and_outcome_are_told_by_insats_clients_and_staff_apart() {
    var forbund =
        Land.forbund("a")
            .medInsats("x")
            .medInsats("y")
            .medSatsning("s")
            .medInsats("tyst")
            .medEkonomi("x", 2023, plan(40, 1_000, 905))
            .medEkonomi("y", 2023, Map.of("budgeteratAntalDeltagare", 0, "utfallKr", 33))
            .medEkonomi("s", 2023, plan(500, 70_000, 60_000));
    forbund.registrerar(
        "2023K2",
        rad("x", kvinnor(3, 2, 0), man(1, 0, 0)),
        rad("y", kvinnor(0, 0, 0), man(0, 0, 0)),
        rad("s", 100));
    forbund.registrerar("2023K4", rad("x", kvinnor(99, 3, 0), man(99, 1, 0)), rad("s", 230));

    var tabell = Land.tabell(2023, "planering").then();
    tabell
        .body("rader.insats", contains("s", "tyst", "x", "y"))
        .body("rader.forbund", contains("a", "a", "a", "a"))
        .body("rader.deltagare", contains(null, null, 10, 0))
        .body("rader.personal", contains(330, null, null, null))
        .body("rader.budgeteratAntalDeltagare", contains(null, null, 40, 0))
        .body("rader.budgeteradPersonal", contains(500, null, null, null))
        .body("rader.budgetKr", contains(70_000, null, 1_000, null))
        .body("rader.utfallKr", contains(60_000, null, 905, 33))
        .body("rader.kostnadPerDeltagareKr", contains(null, null, 91, null)) // 90,5 upwards
        .body("rader.andel", contains(null, null, 0.25f, null))
        .body("rader.taljare", contains(null, null, 10, 0))
        .body("rader.namnare", contains(null, null, 40, 0))
        .body("rader[0]", not(hasKey("status")))
        .body("rader[2]", not(hasKey("status")))
        .body("rader[3].status", equalTo(Map.of("budgetKr", "EJ_REDOVISAT")))
        .body(
            "rader[1].status",
            equalTo(
                Map.of(
                    "budgeteratAntalDeltagare",
                    "EJ_REDOVISAT",
                    "deltagare",
                    "EJ_REDOVISAT",
                    "budgetKr",
                    "EJ_REDOVISAT",
                    "utfallKr",
                    "EJ_REDOVISAT")));
    tabell
        .body("noter.join(' ')", containsString("inte jämföras mellan insatser"))
        .body("noter.join(' ')", containsString("inte unika personer"))
        .rootPath("totalt")
        .body("deltagare", equalTo(10))
        .body("personal", equalTo(330))
        .body("budgeteratAntalDeltagare", equalTo(40))
        .body("budgeteradPersonal", equalTo(500))
        .body("utfallKr", equalTo(60_938))
        .body("kostnadPerDeltagareKr", equalTo(94)) // (905 + 33) / 10
        .body("andel", equalTo(0.25f))
        .body("status.deltagare", equalTo("DELVIS"))
        .body("status.utfallKr", equalTo("DELVIS"))
        .body("status", not(hasKey("personal")));
  }

  @Test
  void an_empty_country_has_no_money_and_no_plan() {
    Land.sammanstallning(2023)
        .then()
        .body("tackning.attesterade", equalTo(0))
        .body("tabeller.ekonomi.rader", hasSize(0))
        .body("tabeller.ekonomi.totalt.resultatKr", equalTo(null))
        .body("tabeller.ekonomi.totalt.status.resultatKr", equalTo("EJ_REDOVISAT"))
        .body("tabeller.planering.rader", hasSize(0))
        .body("tabeller.planering.totalt.andel", equalTo(null))
        .body("tabeller.planering.totalt.status.utfallKr", equalTo("EJ_REDOVISAT"));
  }

  @Test
  void a_forbund_has_attested_when_every_quarter_is_and_nothing_has_come_since() {
    var a = Land.forbund("a").medInsats("x");
    a.registrerar("2023K4", rad("x", kvinnor(1, 0, 0), man(0, 0, 0)));
    Land.forbund("b").medInsats("x");
    Land.forbund("nolla");
    for (var kvartal : List.of("2023K1", "2023K2", "2023K3")) {
      Attest.av("a", kvartal);
      Attest.av("nolla", kvartal);
    }
    lagen(0, "PABORJAT", "PABORJAT", "EJ_PABORJAT");
    Attest.av("a", "2023K4");
    Attest.av("nolla", "2023K4");
    Attest.av("b", "2024K4");
    var attesterat = lagen(2, "ATTESTERAD", "PABORJAT", "ATTESTERAD");

    a.registrerar("2023K4", rad("x", kvinnor(1, 0, 0), man(0, 0, 0))); // a repeat
    a.registrerar("2024K1", rad("x", kvinnor(5, 0, 0), man(0, 0, 0))); // another year
    lagen(2, "ATTESTERAD", "PABORJAT", "ATTESTERAD");
    a.registrerarHela("2023K4"); // a withdrawal
    var brutet = lagen(1, "PABORJAT", "PABORJAT", "ATTESTERAD");
    Attest.av("a", "2023K4");
    lagen(2, "ATTESTERAD", "PABORJAT", "ATTESTERAD");

    Land.sammanstallning(2023, attesterat).then().body("tackning.attesterade", equalTo(2));
    Land.sammanstallning(2023, brutet)
        .then()
        .body("tackning.attesterade", equalTo(1))
        .body("tackning.paborjade", equalTo(2))
        .body("tackning.ejPaborjade", equalTo(1));
  }

  private static String lagen(int attesterade, String... lagen) {
    var tabell = Land.tabell(2023, "tackning");
    tabell
        .then()
        .body("rader.lage", contains(lagen))
        .body("tackning.attesterade", equalTo(attesterade))
        .body("tackning.forbund", equalTo(3))
        .body("tackning.paborjade", equalTo(2)); // a nil report is no insats
    return tabell.jsonPath().getString("perTidpunkt");
  }

  @Test
  void only_quarters_in_which_the_forbund_existed_are_asked_for() {
    sattForbund("nytt", "Det nya", "2023-07-01", null);
    sattForbund("upphort", "Det som upphörde", null, "2023-07-01");
    Attest.av("nytt", "2023K3");
    Attest.av("nytt", "2023K4");
    Attest.av("upphort", "2023K1");
    Attest.av("upphort", "2023K2");
    Land.tabell(2023, "tackning").then().body("rader.lage", contains("ATTESTERAD", "EJ_PABORJAT"));
    Attest.av("upphort", "2023K3");
    Land.tabell(2023, "tackning").then().body("rader.lage", contains("ATTESTERAD", "ATTESTERAD"));
  }

  @Test
  void a_quarter_is_asked_for_when_it_has_ended_though_nothing_is_written_then() {
    var owner = new Caller("owner", "forsakringskassan", true, Set.of());
    var ny = new NyttForbund(null, "Förbundet a", null, "01", null, null, null, null);
    vid("2023-01-02T08:00:00Z", () -> forbunden.satt("a", ny, new Faults(), owner, etag -> {}));
    vid("2023-04-11T08:00:00Z", () -> Attest.av("a", "2023K1"));

    var fore = Land.tabell(2023, "tackning", "2023-06-30T21:59:59.999999Z");
    var efter = Land.tabell(2023, "tackning", "2023-06-30T22:00:00Z"); // midnight in Sweden
    fore.then().body("rader.lage", contains("ATTESTERAD"));
    efter.then().body("rader.lage", contains("EJ_PABORJAT"));
    assertThat(fore.header("ETag")).isNotEqualTo(efter.header("ETag"));
    Land.tabell(2023, "tackning", "2023-06-30T12:00:00Z")
        .then()
        .header("ETag", fore.header("ETag"))
        .body("rader.lage", contains("ATTESTERAD"));
    Land.tabell(2023, "tackning", "2023-03-31").then().body("tackning.attesterade", equalTo(0));
  }

  @Test
  void a_merger_comes_about_when_its_day_has_come_though_nothing_is_written_then() {
    var owner = new Caller("owner", "forsakringskassan", true, Set.of());
    var b = new NyttForbund(null, "Förbundet b", null, "01", null, null, null, null);
    var sista = LocalDate.of(2023, 3, 31);
    var a = new NyttForbund(null, "Förbundet a", null, "01", null, null, sista, "b");
    vid("2023-01-02T08:00:00Z", () -> forbunden.satt("b", b, new Faults(), owner, etag -> {}));
    vid("2023-01-03T08:00:00Z", () -> forbunden.satt("a", a, new Faults(), owner, etag -> {}));

    var fore = Land.tabell(2023, "tackning", "2023-03-31");
    var efter = Land.tabell(2023, "tackning", "2023-04-01");
    fore.then().body("brott.slag", contains("TIDSSERIEBROTT"));
    efter
        .then()
        .body("brott.slag", contains("TIDSSERIEBROTT", "SAMMANSLAGNING"))
        .body("brott[1].fran", equalTo("2023-04-01"))
        .body("brott[1].forbund", equalTo("b"))
        .body("brott[1].foregangare", contains("a"))
        .body("rader.forbund", contains("a", "b"));
    assertThat(fore.header("ETag")).isNotEqualTo(efter.header("ETag"));
    Land.som(Token.forsakringskassan())
        .get(Land.ROT + "/sammanstallningar/2023/tabeller/tackning?struktur=dagens&forbund=a")
        .then()
        .statusCode(422)
        .body("errors.code", contains("SAMMANSLAGET"))
        .body("errors.detail", contains(containsString("gått upp i b")));
  }

  private <T> void vid(String instant, Supplier<T> write) {
    klocka.vid(Instant.parse(instant), write);
  }

  private static Map<String, Object> ekonomi(
      List<Map<String, Object>> medel, Map<String, Integer> resten) {
    var body = new HashMap<String, Object>(resten);
    body.put("tilldeladeMedel", medel);
    return body;
  }

  /** Financiers, each followed by its kronor. */
  private static List<Map<String, Object>> medel(Object... finansiarOchKronor) {
    var medel = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < finansiarOchKronor.length; i += 2) {
      medel.add(
          Map.of(
              "finansiar", finansiarOchKronor[i], "tilldeladeMedelKr", finansiarOchKronor[i + 1]));
    }
    return medel;
  }

  private static Map<String, Integer> plan(int deltagare, int budget, int utfall) {
    return Map.of("budgeteratAntalDeltagare", deltagare, "budgetKr", budget, "utfallKr", utfall);
  }

  private static void deltagare(
      ValidatableResponse tabell, String preciserad, int kvinnor, int man) {
    var rad = "rader.find { it.preciseradInriktning == '" + preciserad + "' }.";
    tabell
        .body(rad + "kvinnor", equalTo(kvinnor))
        .body(rad + "man", equalTo(man))
        .body(rad + "totalt", equalTo(kvinnor + man));
  }

  private static Map<String, Object> finare(String namn, String preciserad, String... malgrupper) {
    var insats = individinriktad(namn, malgrupper);
    insats.put("preciseradInriktning", preciserad);
    return insats;
  }

  private static Map<String, Object> satsning(
      String namn, String preciserad, String... malgrupper) {
    var insats = strukturovergripande(namn, malgrupper);
    insats.put("preciseradInriktning", preciserad);
    return insats;
  }

  private static Map<String, Object> lever(String namn, String fran, String till) {
    var insats = individinriktad(namn);
    insats.put("startdatum", fran);
    insats.put("slutdatum", till);
    return insats;
  }

  private static void andra(Land.Forbund forbund, String insats, Map<String, Object> body) {
    var path = forbund.path() + "/insatser/" + insats;
    var etag = forbund.som().get(path).header("ETag");
    forbund.som().header("If-Match", etag).body(body).put(path).then().statusCode(200);
  }

  private static Land.Forbund sattForbund(String kod, String namn, String fran, String till) {
    var body = new HashMap<String, Object>(Map.of("namn", namn, "lan", "01"));
    body.put("giltigFran", fran);
    body.put("giltigTill", till);
    Land.som(Token.forsakringskassan())
        .body(body)
        .put(Land.ROT + "/forbund/" + kod)
        .then()
        .statusCode(201);
    return new Land.Forbund(kod);
  }

  private static void malgrupp(String kod, boolean prioriterad) {
    Land.som(Token.forsakringskassan())
        .body(Map.of("etikett", "Målgruppen " + kod, "prioriterad", prioriterad))
        .put(Land.ROT + "/kodlistor/malgrupper/" + kod)
        .then()
        .statusCode(201);
  }
}
