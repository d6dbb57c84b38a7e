package se.finsam.uppfoljning.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts may be kept, and put in one form without taking time. */
class StorableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0301", // above
        "\u20dd", // around
        "\u302e", // beside, and yet put in order
        "\uD834\uDD85", // above U+FFFF
        "\uD834\uDD65",
        "\uff9e", // half width
      })
  void marks_are_counted_whatever_they_are(String mark) {
    assertThat(Json.storable("a" + mark.repeat(30) + "a" + mark.repeat(30))).isTrue();
    assertThat(Json.storable("a" + mark.repeat(31))).isFalse();
    assertThat(Json.storable("a" + "\uD834\uDD7B\u0301".repeat(10) + mark.repeat(11))).isFalse();
  }

  @Test
  void everything_that_is_put_in_order_is_counted() {
    for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
      var text = Character.toString(c);
      var parts = Normalizer.normalize(text, Normalizer.Form.NFKD);
      // U+0345 stands after all other marks, so what has to go before it is put in order
      boolean ordered = !Normalizer.isNormalized("a\u0345" + parts, Normalizer.Form.NFD);
      if (ordered) {
        assertThat(Json.storable("a" + text.repeat(100))).as("U+%04X", c).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\tb\r\nc", "\uD83D\uDE00", "e\u0301", "\u0e01\u0e34\u0e48", "\uD834\uDD5E"})
  void words_are_kept(String text) {
    assertThat(Json.storable(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u007f", "a\uD83D", "\uDE00a", "\uD83Da", "\uDE00\uD83D"})
  void controls_and_halves_are_not(String text) {
    assertThat(Json.storable(text)).isFalse();
  }
}
