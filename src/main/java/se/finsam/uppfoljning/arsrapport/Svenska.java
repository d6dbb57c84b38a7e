package se.finsam.uppfoljning.arsrapport;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import se.finsam.uppfoljning.period.Ar;

/**
 * Numbers and days as Swedes write them, the same whatever the machine's language, time zone and
 * Java are.
 */
final class Svenska {
  /** A space that no line breaks at. */
  static final char FAST = '\u00a0';

  private static final List<String> MANADER =
      List.of(
          "januari",
          "februari",
          "mars",
          "april",
          "maj",
          "juni",
          "juli",
          "augusti",
          "september",
          "oktober",
          "november",
          "december");

  private Svenska() {}

  static String tal(Number tal) {
    return tal == null ? null : format("#,##0").format(tal);
  }

  static String andring(Number tal) {
    return tal == null ? null : (tal.doubleValue() > 0 ? "+" : "") + tal(tal);
  }

  static String procent(BigDecimal andel) {
    return format("#,##0.0").format(andel.movePointRight(2)) + FAST + "%";
  }

  static String dag(LocalDate dag) {
    return "%s %s %s"
        .formatted(dag.getDayOfMonth(), MANADER.get(dag.getMonthValue() - 1), dag.getYear());
  }

  static String tid(Instant tid) {
    var har = tid.atZone(Ar.SVERIGE);
    var klocka = har.toLocalTime().toString().substring(0, 5).replace(':', '.');
    return dag(har.toLocalDate()) + " klockan " + klocka;
  }

  /** Text that XML can carry: users may have written what it cannot. */
  static String ren(String text) {
    var ren = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c < 0x7f
                        || c >= 0xa0 && c < 0xd800
                        || c > 0xdfff && c < 0xfffe
                        || c >= 0x10000
                    ? c
                    : 0xfffd)
        .forEach(ren::appendCodePoint);
    return ren.toString();
  }

  private static DecimalFormat format(String monster) {
    var tecken = DecimalFormatSymbols.getInstance(Locale.ROOT);
    tecken.setDecimalSeparator(',');
    tecken.setGroupingSeparator(FAST);
    tecken.setMinusSign('\u2212');
    var format = new DecimalFormat(monster, tecken);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }
}
