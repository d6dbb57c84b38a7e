package se.finsam.uppfoljning.matning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables of figures that are read as text too: every column as wide as its widest cell. */
final class Markdown {
  private final List<String> rubriker;
  private final List<List<String>> rader = new ArrayList<>();

  Markdown(String... rubriker) {
    this.rubriker = List.of(rubriker);
  }

  void rad(String... celler) {
    rader.add(List.of(celler));
  }

  /** Three figures that matter, or a dash. */
  static String tal(double tal) {
    if (Double.isNaN(tal) || Double.isInfinite(tal)) {
      return "-";
    }
    return String.format(
        Locale.ROOT, tal >= 100 ? "%.0f" : tal >= 10 ? "%.1f" : tal >= 1 ? "%.2f" : "%.3f", tal);
  }

  @Override
  public String toString() {
    var bredder = new int[rubriker.size()];
    for (int i = 0; i < bredder.length; i++) {
      bredder[i] = rubriker.get(i).length();
      for (var rad : rader) {
        bredder[i] = Math.max(bredder[i], rad.get(i).length());
      }
    }
    var text = new StringBuilder(rad(rubriker, bredder));
    for (int i = 0; i < bredder.length; i++) {
      text.append(i == 0 ? "|" : "")
          .append("-".repeat(bredder[i] + 1))
          .append(i == 0 ? "-|" : ":|");
    }
    text.append('\n');
    rader.forEach(rad -> text.append(rad(rad, bredder)));
    return text.append('\n').toString();
  }

  private static String rad(List<String> celler, int[] bredder) {
    var text = new StringBuilder("|");
    for (int i = 0; i < bredder.length; i++) {
      var luft = " ".repeat(bredder[i] - celler.get(i).length());
      text.append(' ').append(i == 0 ? celler.get(i) + luft : luft + celler.get(i)).append(" |");
    }
    return text.append('\n').toString();
  }
}
