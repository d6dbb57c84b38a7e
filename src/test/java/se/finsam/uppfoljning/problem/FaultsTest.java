package se.finsam.uppfoljning.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

/** How much one refusal tells. */
class FaultsTest {
  private static Faults faults(int antal) {
    var faults = new Faults();
    for (int i = antal; i > 0; i--) {
      faults.rule(new Fault("/" + i + "/a", "FEL", "Fel", i, "a"));
    }
    return faults;
  }

  @Test
  void as_many_as_the_longest_table_can_have_are_told_row_by_row() {
    var faults = faults(25_000);
    var refused = catchThrowableOfType(ProblemException.class, faults::refuse);
    assertThat(refused).hasMessage("25000 fel, se errors");
    assertThat(refused.faults()).hasSize(25_000).isSortedAccordingTo((a, b) -> a.rad() - b.rad());
    assertThat(faults.list()).hasSize(25_000);
  }

  @Test
  void of_more_it_is_told_last_that_there_are_more() {
    var faults = faults(25_001);
    faults.unreadable("/x", "FEL", "Fel");
    assertThat(faults.list()).hasSize(25_001).last().extracting(Fault::code).isEqualTo("FLER_FEL");
    var refused = catchThrowableOfType(ProblemException.class, faults::refuse);
    assertThat(refused).hasMessage("Fler än 25000 fel, se errors");
    assertThat(refused.type()).isEqualTo(ProblemType.OLASLIG_BEGARAN);
    assertThat(refused.faults())
        .hasSize(25_001)
        .last()
        .isEqualTo(new Fault("", "FLER_FEL", "Det finns fler fel; bara 25000 räknas upp"));
  }

  @Test
  void a_place_that_is_not_told_is_known_to_be_wrong() {
    var faults = faults(25_000);
    faults.rule("/y/z", "FEL", "Fel");
    assertThat(faults.at("/y")).isTrue();
  }
}
