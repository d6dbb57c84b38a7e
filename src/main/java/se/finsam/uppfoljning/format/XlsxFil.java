package se.finsam.uppfoljning.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import se.finsam.uppfoljning.problem.PersonalNumber;
import se.finsam.uppfoljning.problem.ProblemException;

/**
 * Reads the cells of a workbook: of the first sheet as a table, of the others only so that no
 * personal number comes with them.
 *
 * <p>No library: fastexcel-reader 0.20.2 makes room for any column and any shared text that a cell
 * names, up to two thousand million, and does not tell every formula; Apache POI is as large as the
 * service. What is read here is bounded before it is held.
 */
final class XlsxFil {
  private static final int MOST_PARTS = 200;
  private static final int MOST_BYTES = 20_000_000;

  /** Of all sheets together; the table that is read may have 200 000. */
  private static final int MOST_CELLS = 250_000;

  private static final int MOST_ROWS = 1 << 20;
  private static final int MOST_COLUMNS = 1 << 14;
  private static final int MOST_ATTRIBUTES = 100;
  private static final int DEEPEST = 20;
  private static final int LONGEST_NUMBER = 40;

  /** As many styles, and as long number formats, as Excel itself takes. */
  private static final int MOST_STYLES = 65_490;

  private static final int LONGEST_FORMAT = 255;
  private static final int LARGEST_EXPONENT = 320;
  private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final MathContext AS_SHOWN = new MathContext(15);
  private static final String SAVE_AGAIN =
      "Filen är ingen hel xlsx-fil; öppna den i Excel och spara den igen";

  private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,3})([1-9][0-9]{0,6})");
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  /**
   * What in a number format is not a letter for a part of the time. What is never closed goes to
   * the end: to look for its end again and again would take time.
   */
  private static final Pattern NOT_TIME =
      Pattern.compile("\"[^\"]*+\"?|\\[[^\\]]*+\\]?|\\\\.|_.|\\*.|;.*", Pattern.DOTALL);

  private static final Pattern TIME = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);

  private final Rutor rutor = new Rutor(false);
  private final Map<String, byte[]> parts;
  private final List<String> texts = new ArrayList<>();
  private final List<Boolean> dates = new ArrayList<>();
  private boolean from1904;
  private int cells;

  private XlsxFil(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  static Rutor las(byte[] body) {
    if (Arrays.mismatch(OLE, body) == OLE.length) {
      throw Rutor.trasig(
          "Filen är lösenordsskyddad eller i det äldre formatet xls; spara den som xlsx utan lösenord");
    }
    try {
      var parts = new HashMap<String, byte[]>();
      for (var part : Arkiv.delar(body, MOST_PARTS, MOST_BYTES).entrySet()) {
        if (parts.put(name(part.getKey()), part.getValue()) != null) {
          throw new IOException();
        }
      }
      var fil = new XlsxFil(parts);
      fil.workbook();
      return fil.rutor;
    } catch (ProblemException e) {
      throw e;
    } catch (IOException | XMLStreamException | RuntimeException e) {
      throw Rutor.trasig(SAVE_AGAIN); // whatever the parser does with what is no workbook
    }
  }

  private static String name(String name) {
    return (name.startsWith("/") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
  }

  private void workbook() throws XMLStreamException, IOException {
    var workbook = first(relations("").values(), "/officeDocument").orElseThrow(IOException::new);
    var relations = relations(workbook);
    var shared = first(relations.values(), "/sharedStrings");
    if (shared.isPresent()) {
      read(shared.get(), this::sharedString);
    }
    var styles = first(relations.values(), "/styles");
    if (styles.isPresent()) {
      styles(styles.get());
    }
    var sheets = new LinkedHashSet<String>();
    read(
        workbook,
        xml -> {
          if (name(xml).equals("workbookPr")) {
            from1904 = isTrue(attribute(xml, "date1904"));
          } else if (name(xml).equals("sheet")) {
            var name = text(attribute(xml, "name"));
            rutor.andra.add(new Rutor.Annan(sheets.size() + 1, 0, 0, rutor.raknad(name)));
            var relation = relations.get(relation(xml));
            if (relation != null && relation.type().endsWith("/worksheet")) {
              sheets.add(relation.part());
            }
            if (rutor.andra.size() > MOST_PARTS) {
              throw Rutor.forStor(Arkiv.TOO_LARGE);
            }
          }
        });
    if (sheets.isEmpty()) {
      throw new IOException();
    }
    int blad = 0;
    for (var sheet : sheets) {
      blad++;
      new Sheet(blad).read(sheet);
    }
  }

  private static Optional<String> first(Collection<Relation> relations, String type) {
    return relations.stream().filter(r -> r.type().endsWith(type)).map(Relation::part).findFirst();
  }

  private static String text(String attribute) {
    return attribute == null ? "" : attribute;
  }

  private static boolean isTrue(String attribute) {
    return "1".equals(attribute) || "true".equals(attribute);
  }

  /** The attribute r:id, whatever stands for its namespace. */
  private static String relation(XMLStreamReader xml) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals("id") && !text(xml.getAttributePrefix(i)).isEmpty()) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  /** The name of an element without its prefix, which the parser leaves. */
  private static String name(XMLStreamReader xml) {
    var name = xml.getLocalName();
    return name.substring(name.indexOf(':') + 1);
  }

  /** An attribute that has no prefix, null if it is not there. */
  private static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name) && text(xml.getAttributePrefix(i)).isEmpty()) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  private record Relation(String type, String part) {}

  /** What a part refers to, by id; the empty name is the archive itself. */
  private Map<String, Relation> relations(String part) throws XMLStreamException, IOException {
    var found = new LinkedHashMap<String, Relation>();
    var folder = part.substring(0, part.lastIndexOf('/') + 1);
    read(
        folder + "_rels/" + part.substring(folder.length()) + ".rels",
        xml -> {
          if (name(xml).equals("Relationship")
              && !"External".equals(attribute(xml, "TargetMode"))) {
            var target = text(attribute(xml, "Target"));
            found.put(
                text(attribute(xml, "Id")),
                new Relation(
                    text(attribute(xml, "Type")),
                    name(target.startsWith("/") ? target : folder + target)));
          }
        });
    return found;
  }

  private interface Element {
    void begun(XMLStreamReader xml) throws XMLStreamException, IOException;
  }

  private void read(String part, Element element) throws XMLStreamException, IOException {
    var xml = open(part);
    while (xml.hasNext()) {
      if (next(xml) == XMLStreamConstants.START_ELEMENT) {
        element.begun(xml);
      }
    }
  }

  private XMLStreamReader open(String part) throws XMLStreamException, IOException {
    var bytes = parts.get(part);
    if (bytes == null) {
      throw new IOException();
    }
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // each element would be asked for all namespaces that are declared around it
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty("jdk.xml.elementAttributeLimit", MOST_ATTRIBUTES);
    factory.setProperty("jdk.xml.maxElementDepth", DEEPEST);
    return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
  }

  /** No workbook has a document type: who sends one wants something else than to be read. */
  private static int next(XMLStreamReader xml) throws XMLStreamException {
    int event = xml.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new XMLStreamException();
    }
    return event;
  }

  private void sharedString(XMLStreamReader xml) throws XMLStreamException {
    if (name(xml).equals("si")) {
      if (texts.size() == MOST_CELLS) {
        throw Rutor.forStor("Arbetsboken har för många texter");
      }
      texts.add(richText(xml));
    }
  }

  /** All texts t inside the element that has begun; but not how they are pronounced. */
  private static String richText(XMLStreamReader xml) throws XMLStreamException {
    var text = new StringBuilder();
    int depth = 1;
    int silent = 0;
    while (depth > 0) {
      int event = next(xml);
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        silent = silent > 0 || name(xml).equals("rPh") ? silent + 1 : 0;
        if (silent == 0 && name(xml).equals("t")) {
          text.append(content(xml));
          depth--;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
        silent = Math.max(0, silent - 1);
      }
    }
    return unescaped(text.toString());
  }

  /** The text of the element that has begun, up to its end. */
  private static String content(XMLStreamReader xml) throws XMLStreamException {
    var text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      int event = next(xml);
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.CHARACTERS
          || event == XMLStreamConstants.CDATA
          || event == XMLStreamConstants.SPACE) {
        text.append(xml.getText());
      }
    }
    return text.toString();
  }

  private static String unescaped(String text) {
    return text.contains("_x")
        ? ESCAPED
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 16))))
        : text;
  }

  private void styles(String part) throws XMLStreamException, IOException {
    var formats = new HashMap<String, Boolean>();
    var xml = open(part);
    int read = 0;
    boolean ofCells = false;
    while (xml.hasNext()) {
      int event = next(xml);
      if (event == XMLStreamConstants.END_ELEMENT && name(xml).equals("cellXfs")) {
        ofCells = false;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        var id = text(attribute(xml, "numFmtId"));
        switch (name(xml)) {
          case "numFmt" -> {
            formats.put(id, isDateFormat(text(attribute(xml, "formatCode"))));
            read++;
          }
          case "cellXfs" -> ofCells = true;
          case "xf" -> {
            if (ofCells) {
              dates.add(formats.computeIfAbsent(id, XlsxFil::isBuiltInDate));
            }
          }
          default -> {}
        }
        if (read > MOST_STYLES || dates.size() > MOST_STYLES) {
          throw Rutor.forStor("Arbetsboken har för många format");
        }
      }
    }
  }

  /** As ECMA-376 part 1, 18.8.30: some numbers stand for formats that are not written out. */
  private static boolean isBuiltInDate(String id) {
    int number = id.matches("[0-9]{1,4}") ? Integer.parseInt(id) : 0;
    return number >= 14 && number <= 22
        || number >= 27 && number <= 36
        || number >= 45 && number <= 47
        || number >= 50 && number <= 58;
  }

  private static boolean isDateFormat(String format) throws IOException {
    if (format.length() > LONGEST_FORMAT) {
      throw new IOException();
    }
    return !format.equalsIgnoreCase("General")
        && TIME.matcher(NOT_TIME.matcher(format).replaceAll("")).find();
  }

  /** One sheet, row by row. */
  private final class Sheet {
    private final int blad;
    private int rad;
    private int kolumn;
    private List<String> celler = new ArrayList<>();

    Sheet(int blad) {
      this.blad = blad;
    }

    void read(String part) throws XMLStreamException, IOException {
      var xml = open(part);
      while (xml.hasNext()) {
        int event = next(xml);
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (name(xml)) {
            case "row" -> row(attribute(xml, "r"));
            case "c" -> cell(xml);
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT && name(xml).equals("sheetData")) {
          return;
        }
      }
    }

    /** Rows and cells need not say where they are, but may not go back. */
    private void row(String number) throws IOException {
      int here = number == null ? rad + 1 : Integer.parseInt(number);
      if (here <= rad || here > MOST_ROWS) {
        throw new IOException();
      }
      rad = here;
      kolumn = 0;
      celler = new ArrayList<>();
    }

    private void cell(XMLStreamReader xml) throws XMLStreamException, IOException {
      int here = here(attribute(xml, "r"));
      if (rad == 0 || here < kolumn || here >= MOST_COLUMNS) {
        throw new IOException();
      }
      kolumn = here + 1;
      cells++;
      if (cells > MOST_CELLS) {
        throw Rutor.forStor("Arbetsboken har för många celler");
      }
      var text = text(xml, here);
      if (text == null || text.isEmpty()) {
        return;
      }
      rutor.raknad(text);
      if (blad > 1 || here >= Rutor.MOST_COLUMNS) {
        rutor.andra.add(new Rutor.Annan(blad, rad, here, text));
        if (blad == 1) {
          rutor.forMangaKolumner(rad);
        }
      } else {
        if (celler.isEmpty()) {
          rutor.rader.add(new Rutor.Rad(rad, celler));
        }
        while (celler.size() < here) {
          celler.add(null);
        }
        celler.add(text);
      }
    }

    private int here(String reference) throws IOException {
      if (reference == null) {
        return kolumn;
      }
      var parts = REFERENCE.matcher(reference);
      if (!parts.matches() || Integer.parseInt(parts.group(2)) != rad) {
        throw new IOException();
      }
      int number = 0;
      for (char c : parts.group(1).toCharArray()) {
        number = number * 26 + c - 'A' + 1;
      }
      return number - 1;
    }

    private String text(XMLStreamReader xml, int here) throws XMLStreamException, IOException {
      var type = attribute(xml, "t");
      var style = attribute(xml, "s");
      String value = null;
      boolean formula = false;
      for (int event = next(xml); event != XMLStreamConstants.END_ELEMENT; event = next(xml)) {
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (name(xml)) {
            case "v" -> value = content(xml);
            case "is" -> value = richText(xml);
            case "f" -> {
              content(xml);
              formula = true;
            }
            default -> content(xml);
          }
        }
      }
      if (formula) {
        fel(here, "FORMEL", "Cellen är en formel; klistra in som värde");
      }
      if (value == null || value.isEmpty()) {
        return value;
      }
      return switch (type == null ? "n" : type) {
        case "s" -> Apostrof.utan(texts.get(index(value)));
        case "inlineStr" -> Apostrof.utan(value);
        case "str" -> Apostrof.utan(unescaped(value));
        case "b" -> value.equals("1") || value.equals("true") ? "true" : "false";
        case "d" -> value.replaceFirst("T00:00(:00(\\.0*)?)?Z?$", "");
        case "e" -> {
          if (!formula) {
            fel(here, "FELVARDE", "Cellen har ett felvärde");
          }
          yield value;
        }
        case "n" -> number(here, value.strip(), isDate(style));
        default -> throw new IOException();
      };
    }

    private boolean isDate(String style) {
      int index = style == null ? -1 : Integer.parseInt(style);
      return index >= 0 && index < dates.size() && dates.get(index);
    }

    private int index(String value) throws IOException {
      int index = Integer.parseInt(value.strip());
      if (index < 0 || index >= texts.size()) {
        throw new IOException();
      }
      return index;
    }

    private void fel(int here, String code, String detail) {
      if (blad == 1 && here < Rutor.MOST_COLUMNS) {
        rutor.olasligt(rad, here, code, detail);
      }
    }

    private String number(int here, String value, boolean date) {
      var number = value.length() > LONGEST_NUMBER ? null : new BigDecimal(value);
      if (number == null || Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
        fel(here, "FEL_TYP", "Talet i cellen kan inte läsas");
        return null;
      }
      var exact = number.scale() <= 0 ? number : number.round(AS_SHOWN);
      var text = date ? date(exact) : plain(exact);
      if (PersonalNumber.withoutZeros(text)) {
        rutor.andra.add(new Rutor.Annan(blad, rad, here, "0".repeat(10 - text.length()) + text));
      }
      return text;
    }

    private String plain(BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * Days since the end of 1899, in which Excel has a 29 February 1900 too many, or since 1904.
     */
    private String date(BigDecimal serial) {
      var days = serial.toBigInteger();
      if (serial.signum() < 0 || days.bitLength() > 22) {
        return plain(serial);
      }
      int day = days.intValue();
      long seconds =
          serial
              .subtract(new BigDecimal(days))
              .multiply(BigDecimal.valueOf(86_400))
              .setScale(0, RoundingMode.HALF_UP)
              .longValue();
      var first =
          from1904
              ? LocalDate.of(1904, 1, 1)
              : day < 60 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
      var then = LocalDateTime.of(first.plusDays(day), LocalTime.MIN).plusSeconds(seconds);
      return then.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? then.toLocalDate().toString()
          : then.toString();
    }
  }
}
