package se.finsam.uppfoljning.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Tables written as files: the same table gives the same bytes, whenever it is written. */
public final class Filer {
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final LocalDate FIRST_DATE = LocalDate.of(1900, 3, 1);

  /** A day that a zip can tell without saying it in the time of some zone too. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

  private static final Pattern CREATED = Pattern.compile("<dcterms:created.*</dcterms:created>");

  /** What a workbook would take for a character that is written by its number. */
  private static final Pattern ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private static final int LONGEST_CELL = 32_767;
  private static final int NARROWEST = 8;
  private static final int WIDEST = 60;
  private static final int ROWS_AT_A_TIME = 1_000;

  private Filer() {}

  /** RFC 4180: comma, CRLF, a header, UTF-8; a point before decimals, dates as ISO 8601. */
  public static byte[] csv(Blad blad) {
    return csv(blad, ',');
  }

  /** The same with another character between the cells. */
  public static byte[] csv(Blad blad, char separator) {
    return csv(blad, separator, '.', new byte[0]);
  }

  /**
   * The same for a Swedish Excel: semicolons, a comma before decimals, and a byte order mark that
   * tells it UTF-8.
   */
  public static byte[] csvExcel(Blad blad) {
    return csv(blad, ';', ',', BOM);
  }

  private static String text(Object cell, char decimal) {
    return cell instanceof BigDecimal ? text(cell).replace('.', decimal) : text(cell);
  }

  private static byte[] csv(Blad blad, char separator, char decimal, byte[] before) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before);
    try (var csv = CsvWriter.builder().fieldSeparator(separator).build(bytes)) {
      csv.writeRecord(blad.kolumner().stream().map(Apostrof::satt).toList());
      for (var rad : blad.rader()) {
        csv.writeRecord(rad.stream().map(cell -> text(cell, decimal)).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String text(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof String text) {
      return Apostrof.satt(text);
    }
    if (cell instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (cell instanceof Integer
        || cell instanceof Long
        || cell instanceof LocalDate
        || cell instanceof Boolean) {
      return cell.toString();
    }
    throw new IllegalArgumentException("no cell can be a " + cell.getClass().getName());
  }

  /** A workbook with one sheet per table: numbers are numbers, dates dates, and null no cell. */
  public static void xlsx(List<Blad> blad, OutputStream out) throws IOException {
    var written = new ByteArrayOutputStream();
    try (var bok = new Workbook(written, "Uppfoljning Finsam", null)) {
      for (var ett : blad) {
        write(ett, bok.newWorksheet(printable(ett.namn())));
      }
    }
    withoutTime(written.toByteArray(), out);
  }

  /** A sheet is written as it grows: a library that kept all its cells would need many times it. */
  private static void write(Blad blad, Worksheet ark) throws IOException {
    var kolumner = blad.kolumner();
    for (int k = 0; k < kolumner.size(); k++) {
      int bredd = kolumner.get(k).length();
      for (var rad : blad.rader()) {
        bredd = Math.max(bredd, text(rad.get(k)).length());
      }
      ark.width(k, Math.min(WIDEST, Math.max(NARROWEST, bredd + 2)));
      value(ark, 0, k, kolumner.get(k));
      ark.style(0, k).bold().set();
    }
    ark.freezePane(0, 1);
    int r = 0;
    for (var rad : blad.rader()) {
      r++;
      for (int k = 0; k < rad.size(); k++) {
        value(ark, r, k, rad.get(k));
      }
      if (r % ROWS_AT_A_TIME == 0) {
        ark.flush();
      }
    }
    ark.finish(); // one that has begun to be written must end before the next begins
  }

  private static void value(Worksheet ark, int rad, int kolumn, Object cell) {
    var text = text(cell);
    if (cell instanceof BigDecimal) {
      ark.value(rad, kolumn, new BigDecimal(text));
    } else if (cell instanceof Number number) {
      ark.value(rad, kolumn, number);
    } else if (cell instanceof Boolean bool) {
      ark.value(rad, kolumn, bool);
    } else if (cell instanceof LocalDate date && !date.isBefore(FIRST_DATE)) {
      ark.value(rad, kolumn, date);
      ark.style(rad, kolumn).format("yyyy-mm-dd").set();
    } else if (!text.isEmpty()) {
      if (text.length() > LONGEST_CELL) {
        throw new IllegalArgumentException("a cell of " + text.length() + " characters");
      }
      ark.value(rad, kolumn, ESCAPED.matcher(printable(text)).replaceAll("_x005F_"));
    }
  }

  /** What XML has no way to write is shown to have been there, and does not break the file. */
  private static String printable(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c < ' ' && c != '\t' && c != '\n' && c != '\r'
                        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        || c == 0xFFFE
                        || c == 0xFFFF
                    ? 0xFFFD
                    : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /**
   * The library writes when it wrote, into the file and into its archive. Part by part: unpacked, a
   * large sheet is many times what it is in the archive.
   */
  private static void withoutTime(byte[] workbook, OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    try (var file = Arkiv.oppna(workbook)) {
      for (var part : Collections.list(file.getEntriesInPhysicalOrder())) {
        var entry = new ZipEntry(part.getName());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        try (var in = file.getInputStream(part)) {
          if (part.getName().equals("docProps/core.xml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            zip.write(CREATED.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
          } else {
            in.transferTo(zip);
          }
        }
        zip.closeEntry();
      }
    }
    zip.finish();
  }
}
