package se.finsam.uppfoljning.arsrapport;

import io.quarkus.qute.RawString;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Lying bars, each with its name and its number in text: nothing is told by colour or length alone.
 *
 * <p>As SVG the bars follow the width of the page and the letters keep their size, so that it can
 * be read on a telephone. A figure that has no value has no bar, and says why.
 *
 * @param id unique on the page, a-z and hyphen
 */
record Diagram(String id, String bildtext, String forklaring, List<Grupp> grupper) {
  private static final int NAMN = 20;
  private static final int STAPEL = 22;
  private static final int MELLAN = 12;

  /** The longest bar is at most so long, in per cent of the width. */
  private static final BigDecimal LANGST = BigDecimal.valueOf(85);

  /** So much of the narrowest page, in per cent, a letter and the space around a number take. */
  private static final BigDecimal TECKEN = new BigDecimal("2.6");

  private static final BigDecimal LUFT = BigDecimal.valueOf(96);

  /** Bars under one name. */
  record Grupp(String namn, List<Stapel> staplar) {}

  /**
   * A bar.
   *
   * @param varde null where there is nothing to draw
   * @param text the number, or why there is none
   * @param ljus true for the lighter of two
   */
  record Stapel(BigDecimal varde, String text, boolean ljus, BigDecimal langd) {
    Stapel(BigDecimal varde, String text, boolean ljus) {
      this(varde, text, ljus, BigDecimal.ZERO);
    }

    public boolean synlig() {
      return langd.signum() > 0;
    }
  }

  Diagram {
    var max =
        grupper.stream()
            .flatMap(g -> g.staplar().stream())
            .map(Stapel::varde)
            .filter(Objects::nonNull)
            .reduce(BigDecimal.ZERO, BigDecimal::max);
    var skala =
        grupper.stream()
            .flatMap(g -> g.staplar().stream())
            .filter(s -> s.varde() != null && s.varde().signum() > 0)
            .map(s -> plats(s, max))
            .reduce(LANGST, BigDecimal::min);
    grupper =
        grupper.stream()
            .map(
                g ->
                    new Grupp(
                        Svenska.ren(g.namn()),
                        g.staplar().stream()
                            .map(
                                s ->
                                    new Stapel(
                                        s.varde(),
                                        s.text(),
                                        s.ljus(),
                                        langd(s.varde(), max, skala)))
                            .toList()))
            .toList();
  }

  /** How long the longest bar may be for this bar to have room for its number after it. */
  private static BigDecimal plats(Stapel stapel, BigDecimal max) {
    return LUFT.subtract(TECKEN.multiply(BigDecimal.valueOf(stapel.text().length())))
        .multiply(max)
        .divide(stapel.varde(), 2, RoundingMode.DOWN);
  }

  private static BigDecimal langd(BigDecimal varde, BigDecimal max, BigDecimal skala) {
    return varde == null || varde.signum() <= 0
        ? BigDecimal.ZERO
        : varde.multiply(skala).divide(max, 2, RoundingMode.HALF_UP);
  }

  /** True if any of its bars can be drawn. */
  boolean finns() {
    return grupper.stream().flatMap(g -> g.staplar().stream()).anyMatch(s -> s.varde() != null);
  }

  /** Drawn for a browser. */
  public RawString svg() {
    var bild = new StringBuilder();
    int y = 0;
    for (var grupp : grupper) {
      bild.append(
          "<text x=\"0\" y=\"%s\" class=\"namn\">%s</text>"
              .formatted(y + 14, escaped(grupp.namn())));
      y += NAMN;
      for (var stapel : grupp.staplar()) {
        if (stapel.synlig()) {
          bild.append(
              "<rect x=\"0\" y=\"%s\" width=\"%s%%\" height=\"%s\" class=\"%s\"/>"
                  .formatted(
                      y,
                      stapel.langd().toPlainString(),
                      STAPEL - 4,
                      stapel.ljus() ? "ljus" : "mork"));
        }
        bild.append(
            "<text x=\"%s%%\" dx=\"%s\" y=\"%s\">%s</text>"
                .formatted(
                    stapel.langd().toPlainString(),
                    stapel.synlig() ? 6 : 0,
                    y + 14,
                    escaped(stapel.text())));
        y += STAPEL;
      }
      y += MELLAN;
    }
    return new RawString(
        """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="%s-titel %s-text" width="100%%" height="%s">
        <title id="%s-titel">%s</title>
        <desc id="%s-text">%s</desc>
        %s
        </svg>"""
            .formatted(id, id, y - MELLAN + 2, id, escaped(bildtext), id, escaped(iOrd()), bild));
  }

  private String iOrd() {
    return "Stapeldiagram. "
        + grupper.stream()
            .map(
                g ->
                    g.namn()
                        + ": "
                        + g.staplar().stream().map(Stapel::text).collect(Collectors.joining(", ")))
            .collect(Collectors.joining("; "))
        + ".";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
