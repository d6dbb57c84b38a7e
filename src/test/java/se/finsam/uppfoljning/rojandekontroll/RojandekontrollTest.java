package se.finsam.uppfoljning.rojandekontroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of Lekeberg are of Coachingteamet, as it was printed. */
class RojandekontrollTest {
  private static final Kub AVSLUT =
      new Kub(Kub.axel("avslut", false, "SUMMA", "JOBB", "IFO", "OVRIGT"), Kub.KON)
          .rad("JOBB", 6, 2)
          .rad("IFO", 1, 4)
          .rad("OVRIGT", 4, 2);

  private static final Kub UTBILDNING =
      new Kub(Kub.axel("utbildning", false, "SUMMA", "GRUND", "GYMN", "HOGSK", "ANNAN"), Kub.KON)
          .rad("GRUND", 7, 7)
          .rad("GYMN", 6, 5)
          .rad("HOGSK", 1, 0)
          .rad("ANNAN", 1, 0);

  private static final Kub FORSORJNING =
      new Kub(
              Kub.axel(
                  "tid", false, "SUMMA", "OKLART", "1", "2", "3", "4", "5", "6", "8", "9", "MER"),
              Kub.KON)
          .rad("OKLART", 2, 0)
          .rad("1", 0, 1)
          .rad("2", 1, 1)
          .rad("3", 1, 2)
          .rad("4", 1, 0)
          .rad("5", 1, 0)
          .rad("6", 1, 1)
          .rad("8", 1, 1)
          .rad("9", 1, 1)
          .rad("MER", 6, 5);

  @Test
  void men_who_got_work_cannot_be_had_by_subtraction() {
    Skyddad skyddad = skydda(AVSLUT.tabell());
    assertThat(skyddad.dold(skyddad.tabell().index("JOBB", "MAN"))).isTrue();
    sakert(List.of(skyddad));
  }

  @Test
  void two_that_are_alone_are_not_solved_as_one_and_one() {
    Skyddad skyddad = skydda(UTBILDNING.tabell());
    assertThat(skyddad.dold(skyddad.tabell().index("HOGSK", "KVINNA"))).isTrue();
    assertThat(skyddad.dold(skyddad.tabell().index("ANNAN", "KVINNA"))).isTrue();
    sakert(List.of(skyddad));
  }

  @Test
  void a_table_of_almost_only_small_counts_is_safe_too() {
    sakert(List.of(skydda(FORSORJNING.tabell())));
  }

  @Test
  void the_counts_themselves_are_not_changed() {
    Raknetabell tabell = AVSLUT.tabell();
    assertThat(skydda(tabell).tabell()).isEqualTo(tabell);
  }

  @Test
  void a_threshold_of_one_hides_nothing() {
    assertThat(Rojandekontroll.skydda(FORSORJNING.tabell(), new Regler(1), List.of()).dolda())
        .isEmpty();
    assertThat(Rojandekontroll.skydda(FORSORJNING.tabell(), new Regler(0), List.of()).dolda())
        .isEmpty();
  }

  @Test
  void nothing_is_hidden_where_nothing_is_small() {
    Kub kub = new Kub(Kub.axel("r", false, "S", "A", "B"), Kub.KON).rad("A", 5, 0).rad("B", 7, 12);
    assertThat(skydda(kub.tabell()).dolda()).isEmpty();
  }

  @Test
  void zero_is_shown_unless_the_other_sex_is_hidden() {
    Kub kub =
        new Kub(Kub.axel("r", false, "S", "A", "B", "C", "D"), Kub.KON)
            .rad("A", 0, 3)
            .rad("B", 0, 0)
            .rad("C", 20, 30)
            .rad("D", 25, 35);
    Skyddad skyddad = skydda(kub.tabell());
    assertThat(skyddad.dold(skyddad.tabell().index("A", "KVINNA"))).isTrue();
    assertThat(skyddad.dold(skyddad.tabell().index("B", "KVINNA"))).isFalse();
    assertThat(skyddad.dold(skyddad.tabell().index("B", "TOTALT"))).isFalse();
    sakert(List.of(skyddad));
  }

  @Test
  void what_nobody_has_reported_is_not_hidden() {
    Kub kub =
        new Kub(Kub.axel("r", false, "S", "A", "B", "C", "D"), Kub.KON)
            .rad("A", 1, 3)
            .rad("C", 20, 30)
            .rad("D", 25, 35);
    Skyddad skyddad = skydda(kub.tabell());
    assertThat(skyddad.tabell().celler().get(skyddad.tabell().index("B", "MAN"))).isNull();
    assertThat(skyddad.dold(skyddad.tabell().index("B", "MAN"))).isFalse();
    assertThat(skyddad.dold(skyddad.tabell().index("B", "TOTALT"))).isFalse();
    sakert(List.of(skyddad));
  }

  @Test
  void women_and_men_are_hidden_together() {
    Raknetabell tabell = Provtabeller.slumpad(7);
    Skyddad skyddad = skydda(tabell);
    for (int cell = 0; cell < tabell.celler().size(); cell++) {
      List<String> noder = new ArrayList<>(tabell.noder(cell));
      int kon = noder.size() - 1;
      if (noder.get(kon).equals("KVINNA")) {
        noder.set(kon, "MAN");
        assertThat(skyddad.dold(cell)).isEqualTo(skyddad.dold(tabell.index(noder)));
      }
    }
  }

  @Test
  void a_forbund_alone_in_its_lan_shares_its_fate() {
    Kub kub = new Kub(Kub.region(1, 2, 2), Kub.KON);
    kub.rad("F0", 3, 9).rad("F1", 20, 14).rad("F2", 9, 8).rad("F3", 6, 11).rad("F4", 30, 12);
    Skyddad skyddad = skydda(kub.tabell());
    for (String kon : List.of("TOTALT", "KVINNA", "MAN")) {
      assertThat(skyddad.dold(skyddad.tabell().index("L0", kon)))
          .isEqualTo(skyddad.dold(skyddad.tabell().index("F0", kon)));
    }
    assertThat(skyddad.dold(skyddad.tabell().index("L0", "KVINNA"))).isTrue();
    sakert(List.of(skyddad));
  }

  @Test
  void a_lone_small_count_takes_its_total_with_it() {
    Kub kub = new Kub(Kub.axel("r", false, "S", "A", "B"), Kub.KON).rad("A", 1, 0);
    Skyddad skyddad = skydda(kub.tabell());
    assertThat(skyddad.dold(skyddad.tabell().index("S", "TOTALT"))).isTrue();
    sakert(List.of(skyddad));
  }

  @Test
  void the_same_data_hide_the_same_cells() {
    Skyddad forst = skydda(AVSLUT.tabell());
    Skyddad sedan = skydda(AVSLUT.tabell(), forst);
    assertThat(sedan.dolda()).isEqualTo(forst.dolda());
    assertThat(sedan.oskyddade()).isEmpty();
  }

  @Test
  void what_was_hidden_stays_hidden() {
    Kub fore = new Kub(Kub.axel("r", false, "S", "A", "B", "C"), Kub.KON);
    fore.rad("A", 3, 8).rad("B", 17, 21).rad("C", 30, 24);
    Kub efter = new Kub(Kub.axel("r", false, "S", "A", "B", "C"), Kub.KON);
    efter.rad("A", 13, 8).rad("B", 17, 21).rad("C", 30, 24);
    Skyddad forst = skydda(fore.tabell());
    Skyddad sedan = skydda(efter.tabell(), forst);
    assertThat(sedan.dolda()).containsAll(forst.dolda());
    sakert(List.of(forst, sedan));
  }

  @Test
  void a_small_change_waits_for_the_next_release() {
    Kub fore = new Kub(Kub.axel("r", false, "S", "A", "B", "C"), Kub.KON);
    fore.rad("A", 13, 8).rad("B", 17, 21).rad("C", 30, 24);
    Kub efter = new Kub(Kub.axel("r", false, "S", "A", "B", "C"), Kub.KON);
    efter.rad("A", 15, 8).rad("B", 17, 21).rad("C", 30, 24);
    Skyddad forst = skydda(fore.tabell());
    assertThat(forst.dolda()).isEmpty();
    Skyddad sedan = skydda(efter.tabell(), forst);
    for (String rad : List.of("A", "S")) {
      for (String kon : List.of("TOTALT", "KVINNA")) {
        assertThat(sedan.dold(sedan.tabell().index(rad, kon))).as(rad + kon).isTrue();
      }
    }
    assertThat(sedan.dold(sedan.tabell().index("B", "KVINNA"))).isFalse();
    sakert(List.of(forst, sedan));
  }

  @Test
  void a_forbund_that_reports_late_is_new_to_the_readers() {
    Kub fore = new Kub(Kub.region(2, 3), Kub.KON);
    fore.rad("F0", 13, 18).rad("F2", 17, 21).rad("F3", 30, 24);
    Kub efter = new Kub(Kub.region(2, 3), Kub.KON);
    efter.rad("F0", 13, 18).rad("F1", 3, 14).rad("F2", 17, 21).rad("F3", 30, 24);
    Skyddad forst = skydda(fore.tabell());
    Skyddad sedan = skydda(efter.tabell(), forst);
    assertThat(sedan.dold(sedan.tabell().index("F1", "KVINNA"))).isTrue();
    sakert(List.of(forst, sedan));
  }

  @Test
  void earlier_releases_are_matched_by_the_codes_of_their_nodes() {
    Kub fore = new Kub(Kub.axel("r", false, "S", "C", "A", "B"), Kub.KON);
    fore.rad("A", 3, 8).rad("B", 17, 21).rad("C", 30, 24);
    Kub efter = new Kub(Kub.axel("r", false, "S", "A", "B", "C", "D"), Kub.KON);
    efter.rad("A", 3, 8).rad("B", 17, 21).rad("C", 30, 24).rad("D", 40, 50);
    Skyddad forst = skydda(fore.tabell());
    Skyddad sedan = skydda(efter.tabell(), forst);
    for (int cell : forst.dolda()) {
      assertThat(sedan.dold(sedan.tabell().index(forst.tabell().noder(cell)))).isTrue();
    }
    assertThat(sedan.dold(sedan.tabell().index("D", "MAN"))).isFalse();
    sakert(List.of(forst, sedan));
  }

  @Test
  void the_answer_is_the_same_in_every_language() {
    Raknetabell tabell = Provtabeller.slumpad(11);
    Skyddad har = skydda(tabell);
    Locale forut = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(skydda(tabell)).isEqualTo(har);
    } finally {
      Locale.setDefault(forut);
    }
  }

  @Test
  void a_table_whose_sums_do_not_hold_is_refused() {
    List<Long> celler = new ArrayList<>(AVSLUT.tabell().celler());
    celler.set(0, 20L);
    assertThatThrownBy(() -> new Raknetabell(AVSLUT.axlar, celler))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the sum");
    assertThatThrownBy(() -> new Raknetabell(AVSLUT.axlar, Arrays.asList(1L, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_axis_is_made_of_trees() {
    assertThatThrownBy(
            () ->
                new Axel(
                    "a",
                    List.of("A", "B", "C"),
                    List.of(new Axel.Summa("A", List.of("C")), new Axel.Summa("B", List.of("C"))),
                    false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Axel("a", List.of("A"), List.of(new Axel.Summa("A", List.of("A"))), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Skyddad skydda(Raknetabell tabell, Skyddad... tidigare) {
    return Rojandekontroll.skydda(
        tabell, Regler.STANDARD, Arrays.stream(tidigare).map(Skyddad::somTidigare).toList());
  }

  private static void sakert(List<Skyddad> utgavor) {
    Provtabeller.sakert(utgavor, 5);
  }
}
