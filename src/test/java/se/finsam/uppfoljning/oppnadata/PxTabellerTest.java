package se.finsam.uppfoljning.oppnadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.finsam.uppfoljning.oppnadata.Provtabell.KON;
import static se.finsam.uppfoljning.oppnadata.Provtabell.MATT;
import static se.finsam.uppfoljning.oppnadata.Provtabell.REGION;
import static se.finsam.uppfoljning.oppnadata.Provtabell.numrerad;
import static se.finsam.uppfoljning.oppnadata.Provtabell.tid;
import static se.finsam.uppfoljning.oppnadata.Provtabell.utgava;
import static se.finsam.uppfoljning.oppnadata.Provtabell.varde;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.arsuttag.Lage;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.arsuttag.Utgava;
import se.finsam.uppfoljning.arsuttag.Utgavor.Aterkallad;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

class PxTabellerTest {
  private static final OppenTabell FORST =
      numrerad("deltagare", List.of(REGION, KON, MATT, tid("2023")));
  private static final OppenTabell RATTAD =
      numrerad("deltagare", List.of(REGION, KON, MATT, tid("2023")));

  /** A förbund has gone, and another has come. */
  private static final Variabel NY_REGION = nyRegion();

  private static final OppenTabell SENARE =
      numrerad("deltagare", List.of(NY_REGION, KON, MATT, tid("2024")));
  private static final List<Utgava> UTGAVOR =
      List.of(
          utgava("2024.1.0", Lage.PUBLICERAT, SENARE),
          utgava("2023.2.0", Lage.PUBLICERAT, RATTAD),
          utgava("2023.1.0", Lage.ERSATT, FORST));

  private static Variabel nyRegion() {
    var varden = new ArrayList<>(REGION.varden());
    varden.remove(5);
    varden.add(varde("enkoping", "Enköping", "03", "FORBUND"));
    return new Variabel(
        REGION.kod(), REGION.etikett(), REGION.roll(), REGION.eliminering(), varden);
  }

  private static Map<String, String> celler(OppenTabell tabell) {
    var celler = new HashMap<String, String>();
    var koder = Provtabell.koder(tabell);
    for (int i = 0; i < koder.size(); i++) {
      celler.put(
          String.join("/", koder.get(i)), tabell.varden().get(i) + " " + tabell.status().get(i));
    }
    return celler;
  }

  @Test
  void every_release_has_its_tables_and_those_that_hold_make_a_series() {
    var tabeller = PxTabeller.tabeller(UTGAVOR);
    assertThat(tabeller.keySet())
        .containsExactly(
            "deltagare", "deltagare-2024.1.0", "deltagare-2023.2.0", "deltagare-2023.1.0");
    assertThat(tabeller.get("deltagare").utgavor())
        .extracting(Utgava::nummer)
        .containsExactly("2024.1.0", "2023.2.0");
    assertThat(tabeller.get("deltagare-2023.1.0").ersatt()).isTrue();
    assertThat(tabeller.get("deltagare-2023.1.0").tabell()).isSameAs(FORST);
  }

  @Test
  void a_series_has_the_cells_of_its_years_and_no_others() {
    var serie = PxTabeller.tabeller(UTGAVOR).get("deltagare").tabell();
    assertThat(serie.variabler().get(3).varden())
        .extracting(v -> v.kod())
        .containsExactly("2023", "2024");
    var serien = celler(serie);
    celler(RATTAD).forEach((koder, cell) -> assertThat(serien.remove(koder)).isEqualTo(cell));
    celler(SENARE).forEach((koder, cell) -> assertThat(serien.remove(koder)).isEqualTo(cell));
    assertThat(serien).isNotEmpty();
    assertThat(serien.keySet())
        .allMatch(
            k ->
                k.startsWith("uppsala/") && k.endsWith("/2024")
                    || k.startsWith("enkoping/") && k.endsWith("/2023"));
    assertThat(serien.values()).containsOnly("null " + Status.EJ_TILLAMPLIGT);
  }

  @Test
  void a_table_with_other_axes_is_not_in_the_series() {
    var annan = numrerad("deltagare", List.of(REGION, MATT, tid("2022")));
    assertThat(Serie.av(List.of(SENARE, annan))).isSameAs(SENARE);
  }

  @Test
  void a_withdrawn_release_says_why_and_what_holds_instead() {
    var tabeller = PxTabeller.tabeller(UTGAVOR);
    var aterkallade = List.of(new Aterkallad("2023.3.0", 2023, "Fel i underlaget", "2023.2.0"));
    assertThat(PxTabeller.tabell("Deltagare-2023.2.0", tabeller, aterkallade).id())
        .isEqualTo("deltagare-2023.2.0");
    assertThatThrownBy(() -> PxTabeller.tabell("deltagare-2023.3.0", tabeller, aterkallade))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.ATERKALLAT))
        .hasMessageContaining("Fel i underlaget")
        .hasMessageContaining("deltagare-2023.2.0");
    for (var id : List.of("deltagare-2023.9.9", "finns-inte", "deltagare-2023")) {
      assertThatThrownBy(() -> PxTabeller.tabell(id, tabeller, aterkallade))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FINNS_INTE));
    }
  }

  @Test
  void a_code_list_has_the_values_of_all_tables() {
    var tabeller = List.copyOf(PxTabeller.tabeller(UTGAVOR).values());
    assertThat(PxTabeller.kodlista(tabeller, "VS_region_forbund").varden())
        .extracting(v -> v.kod())
        .containsExactly("haninge", "sodertalje", "enkoping", "uppsala");
    assertThatThrownBy(() -> PxTabeller.kodlista(tabeller, "vs_region_kommun"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void tables_are_found_by_words_days_and_whether_they_have_been_replaced() {
    var tabeller = List.copyOf(PxTabeller.tabeller(UTGAVOR).values());
    var nu = Instant.parse("2025-02-10T00:00:00Z");
    assertThat(sok("", tabeller, nu))
        .containsExactly("deltagare", "deltagare-2024.1.0", "deltagare-2023.2.0");
    assertThat(sok("includeDiscontinued=TRUE", tabeller, nu)).hasSize(4);
    assertThat(sok("pastdays=10", tabeller, nu)).containsExactly("deltagare", "deltagare-2024.1.0");
    assertThat(sok("query=KÖN 2023.2", tabeller, nu)).containsExactly("deltagare-2023.2.0");
    assertThat(sok("query=ekonomi", tabeller, nu)).isEmpty();
    assertThat(sok("pageSize=2&pageNumber=2", tabeller, nu)).containsExactly("deltagare-2023.2.0");
    assertThat(sok("pageSize=0", tabeller, nu)).hasSize(3);
    assertThatThrownBy(() -> sok("pageSize=2&pageNumber=3", tabeller, nu))
        .isInstanceOf(ProblemException.class);
  }

  private static List<String> sok(String fraga, List<PxTabell> tabeller, Instant nu) {
    var sok = Tabellsok.av(FragaTest.query(fraga));
    return sok.sida(sok.bland(tabeller, nu), new Lankar("https://x.example/")).tables().stream()
        .map(PxWeb.Table::id)
        .toList();
  }
}
