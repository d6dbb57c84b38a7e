package se.finsam.uppfoljning.uppfoljning;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/**
 * Bars drawn on the server, as SVG that stands in a page: two series, one dark and one light, so
 * that they can be told apart without colours, each bar with its number.
 *
 * <p>The same figures give the same bytes on the same machine. There are no style attributes, which
 * a strict Content-Security-Policy would ignore.
 */
final class Diagram {
  private static final Color MORK = new Color(0x0B3C5D);
  private static final Color LJUS = new Color(0xF4B36C);
  private static final Color LINJE = new Color(0xC8CDD2);
  private static final Color TEXT = new Color(0x1A1A1A);
  private static final Font LITEN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final int BREDD = 720;
  private static final int LANGST_NAMN = 34;
  private static final Pattern STYLE = Pattern.compile("style=(['\"])(.*?)\\1");
  private static final Pattern NAMNRYMD = Pattern.compile(" xmlns:[a-z]+=(['\"]).*?\\1");

  private Diagram() {}

  /**
   * What a chart shows.
   *
   * @param id unique in the page, a-z and hyphen
   * @param titel told to those who do not see it
   * @param beskrivning where the same numbers are found
   * @param enhet of the axis
   * @param kategorier one label per pair of bars
   * @param mork the dark series' name and values, null where there is none
   * @param ljus the light series
   */
  record Innehall(
      String id,
      String titel,
      String beskrivning,
      String enhet,
      List<String> kategorier,
      Serie mork,
      Serie ljus) {}

  /** A series, as many values as there are categories. */
  record Serie(String namn, List<Long> varden) {}

  /** A label that may be like another's. */
  private record Kategori(int nr, String text) implements Comparable<Kategori> {
    @Override
    public int compareTo(Kategori other) {
      return Integer.compare(nr, other.nr);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Upright bars, for a few categories. */
  static String staende(Innehall innehall) {
    return rita(innehall, PlotOrientation.VERTICAL, 300);
  }

  /** Lying bars, for categories with long names: as high as there are many. */
  static String liggande(Innehall innehall) {
    return rita(innehall, PlotOrientation.HORIZONTAL, 90 + 44 * innehall.kategorier().size());
  }

  private static String rita(Innehall innehall, PlotOrientation riktning, int hojd) {
    var data = new DefaultCategoryDataset();
    for (int i = 0; i < innehall.kategorier().size(); i++) {
      var kategori = new Kategori(i, kort(innehall.kategorier().get(i)));
      data.addValue(innehall.mork().varden().get(i), innehall.mork().namn(), kategori);
      data.addValue(innehall.ljus().varden().get(i), innehall.ljus().namn(), kategori);
    }
    var plot = new CategoryPlot(data, kategorier(riktning), axel(innehall), staplar(riktning));
    plot.setOrientation(riktning);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(LINJE);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    var chart = new JFreeChart(null, LITEN, plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(4, 4, 4, 12));
    chart.getLegend().setFrame(BlockBorder.NONE);
    chart.getLegend().setItemFont(LITEN);
    chart.getLegend().setItemPaint(TEXT);

    var svg = new SVGGraphics2D(BREDD, hojd);
    svg.setDefsKeyPrefix(innehall.id()); // else made of the time
    chart.draw(svg, new Rectangle2D.Double(0, 0, BREDD, hojd));
    return tillganglig(
        svg.getSVGElement(null, true, new ViewBox(0, 0, BREDD, hojd), null, null), innehall);
  }

  private static CategoryAxis kategorier(PlotOrientation riktning) {
    var axel = new CategoryAxis();
    axel.setTickLabelFont(LITEN);
    axel.setTickLabelPaint(TEXT);
    axel.setLowerMargin(0.02);
    axel.setUpperMargin(0.02);
    axel.setCategoryMargin(0.25);
    axel.setMaximumCategoryLabelWidthRatio(riktning == PlotOrientation.HORIZONTAL ? 0.4f : 1);
    axel.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
    return axel;
  }

  private static NumberAxis axel(Innehall innehall) {
    var axel = new NumberAxis(innehall.enhet());
    axel.setStandardTickUnits(new NumberTickUnitSource(true, tal()));
    axel.setTickLabelFont(LITEN);
    axel.setTickLabelPaint(TEXT);
    axel.setLabelFont(LITEN);
    axel.setLabelPaint(TEXT);
    axel.setUpperMargin(0.18); // for the numbers after the bars
    boolean tomt =
        Stream.of(innehall.mork(), innehall.ljus())
            .flatMap(s -> s.varden().stream())
            .allMatch(v -> v == null || v == 0);
    if (tomt) {
      axel.setRange(0, 1);
    }
    return axel;
  }

  private static BarRenderer staplar(PlotOrientation riktning) {
    var staplar = new BarRenderer();
    staplar.setBarPainter(new StandardBarPainter());
    staplar.setShadowVisible(false);
    staplar.setItemMargin(0.04);
    staplar.setMaximumBarWidth(0.12);
    staplar.setSeriesPaint(0, MORK);
    staplar.setSeriesPaint(1, LJUS);
    staplar.setDrawBarOutline(true);
    staplar.setDefaultOutlinePaint(MORK);
    staplar.setDefaultOutlineStroke(new BasicStroke(1));
    staplar.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", tal()));
    staplar.setDefaultItemLabelsVisible(true);
    staplar.setDefaultItemLabelFont(LITEN);
    staplar.setDefaultItemLabelPaint(TEXT);
    staplar.setItemLabelInsets(new RectangleInsets(3, 4, 3, 4));
    staplar.setDefaultPositiveItemLabelPosition(
        riktning == PlotOrientation.HORIZONTAL
            ? new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT)
            : new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12, TextAnchor.BOTTOM_CENTER));
    return staplar;
  }

  private static NumberFormat tal() {
    var tecken = DecimalFormatSymbols.getInstance(Locale.ROOT);
    tecken.setGroupingSeparator('\u00a0');
    return new DecimalFormat("#,##0", tecken);
  }

  private static String kort(String namn) {
    int tecken = namn.codePointCount(0, namn.length());
    return tecken <= LANGST_NAMN
        ? namn
        : namn.substring(0, namn.offsetByCodePoints(0, LANGST_NAMN - 1)).strip() + "…";
  }

  /** A picture with a name and a description; presentation attributes in place of styles. */
  private static String tillganglig(String svg, Innehall innehall) {
    var id = innehall.id();
    var plain = NAMNRYMD.matcher(svg).replaceAll("");
    plain = STYLE.matcher(plain).replaceAll(m -> Matcher.quoteReplacement(attribut(m.group(2))));
    int start = plain.indexOf('>');
    return "<svg role=\"img\" aria-labelledby=\"%s-titel %s-text\"".formatted(id, id)
        + plain.substring("<svg".length(), start + 1)
        + "<title id=\"%s-titel\">%s</title>".formatted(id, escaped(innehall.titel()))
        + "<desc id=\"%s-text\">%s</desc>".formatted(id, escaped(innehall.beskrivning()))
        + plain.substring(start + 1);
  }

  private static String attribut(String style) {
    var attribut = new StringBuilder();
    for (var del : style.split(";")) {
      int kolon = del.indexOf(':');
      if (kolon > 0) {
        attribut
            .append(attribut.isEmpty() ? "" : " ")
            .append(del.substring(0, kolon).strip())
            .append("=\"")
            .append(del.substring(kolon + 1).strip().replace("\"", "").replace("'", ""))
            .append('"');
      }
    }
    return attribut.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
