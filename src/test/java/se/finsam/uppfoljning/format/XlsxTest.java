package se.finsam.uppfoljning.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static se.finsam.uppfoljning.format.Provfall.rad;
import static se.finsam.uppfoljning.format.Provfall.reading;
import static se.finsam.uppfoljning.format.Provfall.refused;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.problem.ProblemException;

class XlsxTest {
  private static final String PERSON = "121212-1212";

  private static byte[] skriv(Blad... blad) {
    var out = new ByteArrayOutputStream();
    try {
      Filer.xlsx(List.of(blad), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A workbook that POI writes. */
  private static byte[] bok(Consumer<XSSFWorkbook> fill) {
    try (var bok = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      fill.accept(bok);
      bok.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] blad(Consumer<Sheet> fill) {
    return bok(bok -> fill.accept(bok.createSheet("Blad")));
  }

  private static void rader(Sheet sheet, String... rader) {
    for (int r = 0; r < rader.length; r++) {
      var row = sheet.createRow(r);
      var celler = rader[r].split("\\|");
      for (int k = 0; k < celler.length; k++) {
        if (!celler[k].isEmpty()) {
          row.createCell(k).setCellValue(celler[k]);
        }
      }
    }
  }

  private static List<String> fel(byte[] body) {
    return refused(reading(faults -> Inlast.xlsx(body, Provfall.KANDA, faults)));
  }

  // ---- files made by hand, for what no library writes

  private static final String RELATIONS =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  private static final String TYPE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private static Map<String, String> delar(String sheetData) {
    var parts = new LinkedHashMap<String, String>();
    parts.put(
        "_rels/.rels",
        RELATIONS
            + "<Relationship Id='a' Type='"
            + TYPE
            + "/officeDocument' Target='xl/workbook.xml'/></Relationships>");
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns:r='"
            + TYPE
            + "'><sheets><sheet name='Blad' r:id='b'/></sheets></workbook>");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        RELATIONS
            + "<Relationship Id='b' Type='"
            + TYPE
            + "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='c' Type='"
            + TYPE
            + "/sharedStrings' Target='/xl/sharedStrings.xml'/></Relationships>");
    parts.put("xl/sharedStrings.xml", "<sst><si><t>kod</t></si><si><t>antal</t></si></sst>");
    parts.put(
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>" + sheetData + "</sheetData></worksheet>");
    return parts;
  }

  private static byte[] zip(Map<String, String> parts) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] hand(String sheetData) {
    return zip(delar(sheetData));
  }

  private static final String HUVUD =
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>";

  private static Map<String, String> delar(Blad blad) throws IOException {
    var parts = new LinkedHashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(skriv(blad)))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
        assertThat(entry.getTimeLocal().getYear()).isEqualTo(1980);
      }
    }
    return parts;
  }

  // ---- written

  @Test
  void numbers_are_numbers_dates_dates_and_nothing_is_no_cell() throws IOException {
    var blad =
        new Blad(
            "Tabell 1/2",
            List.of("kod", "antal", "kr", "andel", "dag", "klar", "text"),
            List.of(
                rad(
                    "a",
                    12,
                    3_000_000_000L,
                    new BigDecimal("0.125"),
                    LocalDate.of(2023, 1, 31),
                    true,
                    "=1"),
                rad(
                    null,
                    null,
                    null,
                    new BigDecimal("1E+3"),
                    LocalDate.of(1899, 5, 1),
                    false,
                    "")));
    try (var bok = new XSSFWorkbook(new ByteArrayInputStream(skriv(blad, blad)))) {
      assertThat(bok.getNumberOfSheets()).isEqualTo(2);
      var sheet = bok.getSheetAt(0);
      assertThat(sheet.getSheetName()).isEqualTo("Tabell 1-2");
      assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
      assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
      assertThat(sheet.getPaneInformation().getVerticalSplitPosition()).isZero();
      var huvud = sheet.getRow(0);
      assertThat(huvud.getCell(6).getCellStyle().getFont().getBold()).isTrue();
      var rad = sheet.getRow(1);
      assertThat(rad.getCell(0).getCellStyle().getFont().getBold()).isFalse();
      assertThat(rad.getCell(1).getCellType()).isEqualTo(CellType.NUMERIC);
      assertThat(rad.getCell(2).getNumericCellValue()).isEqualTo(3e9);
      assertThat(rad.getCell(3).getNumericCellValue()).isEqualTo(0.125);
      assertThat(DateUtil.isCellDateFormatted(rad.getCell(4))).isTrue();
      assertThat(rad.getCell(4).getLocalDateTimeCellValue())
          .isEqualTo(LocalDateTime.of(2023, 1, 31, 0, 0));
      assertThat(rad.getCell(5).getBooleanCellValue()).isTrue();
      assertThat(rad.getCell(6).getStringCellValue()).isEqualTo("'=1");
      var tom = sheet.getRow(2);
      assertThat(List.of(0, 1, 2, 6)).allMatch(k -> tom.getCell(k) == null);
      assertThat(tom.getCell(3).getNumericCellValue()).isEqualTo(1000);
      assertThat(tom.getCell(4).getStringCellValue()).isEqualTo("1899-05-01");
      assertThat(tom.getCell(5).getBooleanCellValue()).isFalse();
    }
  }

  @Test
  void columns_are_as_wide_as_what_is_in_them_within_reason() throws IOException {
    var blad = new Blad("B", List.of("a", "b"), List.of(rad("x".repeat(30), "y".repeat(5_000))));
    try (var bok = new XSSFWorkbook(new ByteArrayInputStream(skriv(blad)))) {
      assertThat(bok.getSheetAt(0).getColumnWidth(0) / 256).isEqualTo(32);
      assertThat(bok.getSheetAt(0).getColumnWidth(1) / 256).isEqualTo(60);
    }
  }

  @Test
  void what_XML_cannot_say_does_not_break_the_file() throws IOException {
    var text = "a\u0000b\u001fc\uD800d\uFFFEe\uDC00]]>&<\u0085\uD83D\uDE00";
    var blad = new Blad("B\u0001lad", List.of("a"), List.of(rad(text)));
    try (var bok = new XSSFWorkbook(new ByteArrayInputStream(skriv(blad)))) {
      assertThat(bok.getSheetAt(0).getSheetName()).isEqualTo("B\uFFFDlad");
      assertThat(bok.getSheetAt(0).getRow(1).getCell(0).getStringCellValue())
          .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD]]>&<\u0085\uD83D\uDE00");
    }
  }

  @Test
  void the_same_table_gives_the_same_bytes_whenever_and_wherever_it_is_written() throws Exception {
    var zone = TimeZone.getDefault();
    try {
      for (int seed = 0; seed < 20; seed++) {
        var first = skriv(Provfall.blad(new Random(seed)));
        TimeZone.setDefault(TimeZone.getTimeZone(seed % 2 == 0 ? "Asia/Tokyo" : "America/Lima"));
        assertThat(skriv(Provfall.blad(new Random(seed)))).as("seed " + seed).isEqualTo(first);
      }
    } finally {
      TimeZone.setDefault(zone);
    }
    var parts = delar(new Blad("B", List.of("a"), List.of()));
    assertThat(parts.get("docProps/core.xml"))
        .contains("</cp:coreProperties>")
        .doesNotContain("created");
    assertThat(String.join("", parts.values()))
        .doesNotContain(LocalDate.now(ZoneOffset.UTC).getYear() + "-");
  }

  @Test
  void random_tables_are_read_by_us_and_by_POI_as_they_were_written() throws IOException {
    for (int seed = 0; seed < Provfall.SEEDS; seed++) {
      var blad = Provfall.blad(new Random(seed));
      var bytes = skriv(blad);
      var inlast = Provfall.xlsx(bytes);
      assertThat(inlast.kolumner()).as("seed " + seed).isEqualTo(blad.kolumner());
      assertThat(inlast.rader())
          .as("seed " + seed)
          .isEqualTo(Provfall.inlasta(blad, Provfall.fran(2, blad.rader().size())));
      try (var bok = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
        for (int r = 0; r < blad.rader().size(); r++) {
          for (int k = 0; k < blad.kolumner().size(); k++) {
            var row = bok.getSheetAt(0).getRow(r + 1);
            assertThat(row == null ? null : poi(row.getCell(k)))
                .as("seed " + seed + " row " + r + " column " + k)
                .isEqualTo(poi(blad.rader().get(r).get(k)));
          }
        }
      }
    }
  }

  /** What POI finds in a cell. */
  private static Object poi(Cell cell) {
    if (cell == null) {
      return null;
    }
    return switch (cell.getCellType()) {
      case NUMERIC ->
          DateUtil.isCellDateFormatted(cell)
              ? cell.getLocalDateTimeCellValue().toLocalDate()
              : (Object) cell.getNumericCellValue();
      case BOOLEAN -> cell.getBooleanCellValue();
      case STRING -> cell.getStringCellValue();
      default -> throw new AssertionError(cell.getCellType());
    };
  }

  /** What POI should find where this was written. */
  private static Object poi(Object cell) {
    return cell instanceof Number n
        ? (Object) n.doubleValue()
        : cell instanceof String s && s.matches("(?s)'*[=+@\t\r-].*") ? "'" + s : cell;
  }

  // ---- read

  @Test
  void random_tables_that_POI_wrote_are_read_as_they_were_meant() {
    for (int seed = 0; seed < Provfall.SEEDS; seed++) {
      var blad = Provfall.blad(new Random(seed));
      var body =
          bok(
              bok -> {
                var sheet = bok.createSheet();
                var dag = bok.createCellStyle();
                dag.setDataFormat(bok.createDataFormat().getFormat("d mmmm yyyy"));
                var huvud = sheet.createRow(0);
                for (int k = 0; k < blad.kolumner().size(); k++) {
                  huvud.createCell(k).setCellValue(blad.kolumner().get(k).toUpperCase(Locale.ROOT));
                }
                for (int r = 0; r < blad.rader().size(); r++) {
                  var row = sheet.createRow(2 * r + 3);
                  row.setZeroHeight(r % 2 == 0);
                  for (int k = 0; k < blad.kolumner().size(); k++) {
                    var cell = row.createCell(k);
                    var value = blad.rader().get(r).get(k);
                    if (value instanceof Number n) {
                      cell.setCellValue(n.doubleValue());
                    } else if (value instanceof Boolean b) {
                      cell.setCellValue(b);
                    } else if (value instanceof LocalDate d) {
                      cell.setCellValue(d);
                      cell.setCellStyle(dag);
                    } else if (value != null) {
                      cell.setCellValue(poi(value).toString().replaceAll("_(?=x...._)", "_x005F_"));
                    }
                  }
                }
              });
      var rows = blad.rader().size();
      var radnummer = new int[rows];
      for (int r = 0; r < rows; r++) {
        radnummer[r] = 2 * r + 4;
      }
      assertThat(Provfall.xlsx(body).rader())
          .as("seed " + seed)
          .isEqualTo(Provfall.inlasta(blad, radnummer));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "12,12",
    "12.0,12",
    "12.5,12.5",
    "-3,-3",
    "-0,0",
    "0.0,0",
    "1E5,100000",
    "1.5e+3,1500",
    "1E-3,0.001",
    "1.2345678E7,12345678",
    "99.999999999999986,100",
    "0.30000000000000004,0.3",
    "12345678901234567,12345678901234567",
    " 7 ,7"
  })
  void numbers_are_told_plainly_and_as_Excel_shows_them(String value, String expected) {
    assertThat(
            Provfall.xlsx(hand(HUVUD + "<row r='2'><c r='B2'><v>" + value + "</v></c></row>"))
                .rader())
        .containsExactly(new Inlast.Rad(2, Map.of("antal", expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E999999999",
        "1E-999999999",
        "1E321",
        "11111111111111111111111111111111111111111"
      })
  void a_number_that_no_workbook_has_is_refused_without_being_written_out(String value) {
    assertThat(fel(hand(HUVUD + "<row r='2'><c r='B2'><v>" + value + "</v></c></row>")))
        .containsExactly("OLASLIG_BEGARAN", "FEL_TYP 2 antal /2/antal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-mm-dd | 2023-01-31",
        "[$-41D]d mmmm yyyy;@ | 2023-01-31",
        "hh:mm | 2023-01-31",
        "m/d/yy | 2023-01-31",
        "General | 44957",
        "0 | 44957",
        "#,##0.00 \"styck dagar\" | 44957",
        "[Red]0;[Blue]-0 | 44957",
        "0\\d | 44957",
        "0;yyyy | 44957",
        "0.00E+00 | 44957"
      })
  void a_number_is_a_date_if_its_format_says_so(String format, String expected) {
    var body =
        bok(
            bok -> {
              var sheet = bok.createSheet();
              rader(sheet, "dag");
              var cell = sheet.createRow(1).createCell(0);
              cell.setCellValue(44_957);
              var style = bok.createCellStyle();
              style.setDataFormat(bok.createDataFormat().getFormat(format));
              cell.setCellStyle(style);
            });
    assertThat(Provfall.xlsx(body).rader())
        .containsExactly(new Inlast.Rad(2, Map.of("dag", expected)));
  }

  @Test
  void dates_have_times_if_they_are_given_and_may_count_from_1904() {
    for (boolean from1904 : List.of(false, true)) {
      var body =
          bok(
              bok -> {
                bok.getCTWorkbook().addNewWorkbookPr().setDate1904(from1904);
                var sheet = bok.createSheet();
                rader(sheet, "dag|kod|text|antal");
                var style = bok.createCellStyle();
                style.setDataFormat((short) 22);
                var row = sheet.createRow(1);
                var values =
                    List.of(
                        LocalDateTime.of(2023, 1, 31, 0, 0),
                        LocalDateTime.of(2023, 12, 31, 23, 59, 30),
                        LocalDateTime.of(2024, 2, 29, 12, 0));
                for (int k = 0; k < 3; k++) {
                  row.createCell(k).setCellValue(DateUtil.getExcelDate(values.get(k), from1904));
                  row.getCell(k).setCellStyle(style);
                }
                row.createCell(3).setCellValue(-1);
                row.getCell(3).setCellStyle(style);
              });
      assertThat(Provfall.xlsx(body).rader().get(0).celler())
          .containsEntry("dag", "2023-01-31")
          .containsEntry("kod", "2023-12-31T23:59:30")
          .containsEntry("text", "2024-02-29T12:00")
          .containsEntry("antal", "-1");
    }
  }

  @Test
  void rows_have_the_numbers_that_Excel_shows_blank_ones_are_passed_over_hidden_ones_are_not() {
    var body =
        blad(
            sheet -> {
              rader(sheet, "Kod | ANTAL", "", "a|1", " |\t", "b");
              sheet.getRow(0).getCell(0).setCellValue(" Kod");
              sheet.getRow(0).createCell(1).setCellValue("ANTAL ");
              sheet.getRow(2).setZeroHeight(true);
              sheet.setColumnHidden(1, true);
              sheet.createRow(9).createCell(0).setCellValue("c");
              sheet.createRow(20).createCell(7);
            });
    assertThat(Provfall.xlsx(body))
        .isEqualTo(
            new Inlast(
                List.of("kod", "antal"),
                List.of(
                    new Inlast.Rad(3, Map.of("kod", "a", "antal", "1")),
                    new Inlast.Rad(5, Map.of("kod", "b")),
                    new Inlast.Rad(10, Map.of("kod", "c")))));
  }

  @Test
  void only_the_first_sheet_is_read() {
    var body =
        bok(
            bok -> {
              rader(bok.createSheet("Ett"), "kod", "a");
              rader(bok.createSheet("Två"), "något annat|x", "=1|b");
              bok.getSheetAt(1).getRow(1).createCell(3).setCellFormula("1/0");
              bok.setActiveSheet(1);
            });
    assertThat(Provfall.xlsx(body).rader()).containsExactly(new Inlast.Rad(2, Map.of("kod", "a")));
  }

  @Test
  void formulas_and_error_values_are_refused_where_they_are_with_all_else_that_is_wrong() {
    var body =
        blad(
            sheet -> {
              rader(sheet, "kod|antal|Anna|text", "a|1", "b|2|c|x", "c|||||y");
              sheet.getRow(1).createCell(1).setCellFormula("1+1");
              sheet.getRow(1).createCell(3).setCellFormula("\"x\"&\"y\"");
              sheet.getRow(2).createCell(1).setCellErrorValue((byte) 7);
              sheet.getRow(2).getCell(3).setCellValue("x\u0007y");
              sheet.getWorkbook().getCreationHelper().createFormulaEvaluator().evaluateAll();
            });
    assertThat(fel(body))
        .containsExactly(
            "OLASLIG_BEGARAN",
            "OKAND_KOLUMN 1 C",
            "FORMEL 2 antal /2/antal",
            "FORMEL 2 text /2/text",
            "FELVARDE 3 antal /3/antal",
            "FEL_ANTAL_CELLER 4 /4");
    assertThatThrownBy(
            () -> Provfall.xlsx(hand(HUVUD + "<row r='2'><c r='B2'><f>1</f><v>1</v></c></row>")))
        .hasMessage("Cellen är en formel; klistra in som värde");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<c r='B2'><f/><v>1</v></c>",
        "<c r='B2' t='s'><f>A1</f><v>0</v></c>",
        "<c r='B2' t='str'><f t='shared' si='0'/><v>x</v></c>",
        "<c r='B2'><f t='array' ref='A1:B9'/></c>",
        "<c r='B2' t='e'><f>1/0</f><v>#DIV/0!</v></c>",
        "<c r='B2' t='inlineStr'><is><t>x</t></is><f>1</f></c>"
      })
  void no_form_of_formula_passes(String cell) {
    assertThat(fel(hand(HUVUD + "<row r='2'>" + cell + "</row>")))
        .containsExactly("OLASLIG_BEGARAN", "FORMEL 2 antal /2/antal");
  }

  @Test
  void texts_of_every_kind() {
    var parts =
        delar(
            "<row><c t='s'><v>0</v></c><c t='s'><v>2</v></c><c t='inlineStr'><is><r><t>da</t></r><r><t>g</t></r></is></c></row>"
                + "<row r='3'><c t='str'><v>'=x</v></c><c r='B3' t='b'><v>1</v></c>"
                + "<c t='d'><v>2023-01-31T00:00:00</v></c></row>"
                + "<row><c t='inlineStr'><is><t>a_x000D_b_x005F_x0041_</t></is></c><c t='b'><v>0</v></c><c t='n'/></row>");
    parts.put(
        "xl/sharedStrings.xml",
        "<sst><si><t>kod</t></si><si/><si><r><t>te</t></r><rPh><t>FEL</t></rPh><r><t xml:space='preserve'>xt </t></r></si></sst>");
    assertThat(Provfall.xlsx(zip(parts)))
        .isEqualTo(
            new Inlast(
                List.of("kod", "text", "dag"),
                List.of(
                    new Inlast.Rad(3, Map.of("kod", "=x", "text", "true", "dag", "2023-01-31")),
                    new Inlast.Rad(4, Map.of("kod", "a\rb_x0041_", "text", "false")))));
  }

  // ---- limits

  @Test
  void limits() {
    assertThat(Provfall.xlsx(blad(s -> rader(s, tabell(2_000)))).rader()).hasSize(2_000);
    assertThat(fel(blad(s -> rader(s, tabell(2_001)))))
        .containsExactly("REGELBROTT", "FEL_STORLEK 2002 /2002");
    assertThat(fel(blad(s -> rader(s, "kod", "x".repeat(20_001)))))
        .containsExactly("OLASLIG_BEGARAN", "FEL_STORLEK 2 kod /2/kod");
    assertThat(fel(blad(s -> rader(s, "kod" + "|".repeat(100) + "antal", "a"))))
        .containsExactly("REGELBROTT", "FEL_STORLEK 1 /1");
    assertThat(fel(blad(s -> rader(s, "|||")))).containsExactly("OLASLIG_BEGARAN", "TOM_FIL");
  }

  @Test
  void a_long_text_is_refused_wherever_it_is_and_not_asked_for_what_it_may_hold() {
    var langt = "\uFDFA".repeat(4_900_000);
    var cell = "<c r='B2' t='inlineStr'><is><t>" + langt + "</t></is></c>";
    var namn = delar(HUVUD);
    namn.computeIfPresent("xl/workbook.xml", (n, xml) -> xml.replace("'Blad'", "'" + langt + "'"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(fel(hand(HUVUD + "<row r='2'>" + cell + "</row>")))
              .containsExactly("OLASLIG_BEGARAN", "FEL_STORLEK 2 antal /2/antal");
          assertThat(fel(zip(namn))).containsExactly("OLASLIG_BEGARAN", "FEL_STORLEK");
        });
    var andra =
        bok(
            bok -> {
              rader(bok.createSheet("Ett"), "kod", "a");
              rader(bok.createSheet("Två"), "x".repeat(20_001));
            });
    assertThat(fel(andra)).containsExactly("OLASLIG_BEGARAN", "FEL_STORLEK");
    var full =
        bok(
            bok -> {
              rader(bok.createSheet("Ett"), "kod", "a");
              rader(bok.createSheet("Två"), "x".repeat(20_000));
            });
    assertThat(Provfall.xlsx(full).rader()).hasSize(1);
  }

  @Test
  void many_texts_that_stand_for_long_ones_are_read_in_no_time() {
    var parts =
        delar(
            HUVUD
                + "<row r='2'>"
                + "<c r='B2' t='s'><v>1</v></c>"
                + "</row>"
                + "<row><c t='s'><v>2</v></c></row>".repeat(240));
    parts.put(
        "xl/sharedStrings.xml",
        "<sst><si><t>kod</t></si><si><t>antal</t></si><si><t>"
            + "\uFDFA".repeat(20_000)
            + "</t></si></sst>");
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(Provfall.xlsx(zip(parts)).rader()).hasSize(241));
  }

  private static String[] tabell(int rader) {
    var alla = new String[rader + 1];
    Arrays.fill(alla, "a");
    alla[0] = "kod";
    return alla;
  }

  @Test
  void a_bomb_is_refused_before_it_goes_off() {
    var zeros = delar(HUVUD);
    zeros.put("xl/media/image1.png", "0".repeat(21_000_000));
    var parts = delar(HUVUD);
    for (int i = 0; i < 200; i++) {
      parts.put("xl/media/" + i, "");
    }
    var strings = delar("");
    strings.put("xl/sharedStrings.xml", "<sst>" + "<si/>".repeat(300_000) + "</sst>");
    var shared =
        delar(HUVUD + ("<row>" + "<c t='s'><v>2</v></c>".repeat(90) + "</row>").repeat(100));
    shared.put(
        "xl/sharedStrings.xml",
        "<sst><si><t>kod</t></si><si><t>antal</t></si><si><t>"
            + "x".repeat(19_000)
            + "</t></si></sst>");
    var sheets = delar(HUVUD);
    sheets.put(
        "xl/workbook.xml",
        "<workbook xmlns:r='"
            + TYPE
            + "'><sheets>"
            + "<sheet name='x' r:id='b'/>".repeat(300)
            + "</sheets></workbook>");
    for (var bomb :
        List.of(
            zip(zeros),
            zip(parts),
            zip(strings),
            zip(shared),
            zip(sheets),
            hand(
                "<row>"
                    + "<c><v>1</v></c>".repeat(16_000)
                    + "</row>"
                    + ("<row>" + "<c/>".repeat(16_000) + "</row>").repeat(16)))) {
      assertTimeout(
          Duration.ofSeconds(5),
          () -> assertThat(fel(bomb)).containsExactly("OLASLIG_BEGARAN", "FEL_STORLEK"));
    }
  }

  @Test
  void of_very_many_formulas_25_000_are_told() {
    var body = hand(HUVUD + ("<row>" + "<c><f/></c>".repeat(100) + "</row>").repeat(2_400));
    assertThat(fel(body)).hasSize(25_002).endsWith("FLER_FEL").startsWith("OLASLIG_BEGARAN");
  }

  private static byte[] medFormat(String formats, String xfs) {
    var parts = delar(HUVUD + "<row r='2'><c r='B2' s='0'><v>44957</v></c></row>");
    parts.computeIfPresent(
        "xl/_rels/workbook.xml.rels",
        (name, xml) ->
            xml.replace(
                "</Relationships>",
                "<Relationship Id='d' Type='"
                    + TYPE
                    + "/styles' Target='styles.xml'/></Relationships>"));
    parts.put(
        "xl/styles.xml",
        "<styleSheet><numFmts>"
            + formats
            + "</numFmts><cellXfs>"
            + xfs
            + "</cellXfs></styleSheet>");
    return zip(parts);
  }

  private static String format(int id, String code) {
    return "<numFmt numFmtId='" + id + "' formatCode='" + code + "'/>";
  }

  @Test
  void as_many_and_as_long_formats_as_Excel_has_are_read_and_no_more() {
    var dag = List.of(new Inlast.Rad(2, Map.of("antal", "2023-01-31")));
    var xf = "<xf numFmtId='200'/>";
    var longest = format(200, "\\a".repeat(127) + "d");
    assertThat(Provfall.xlsx(medFormat(longest, xf)).rader()).isEqualTo(dag);
    assertThat(Provfall.xlsx(medFormat(longest, xf.repeat(65_490))).rader()).isEqualTo(dag);
    assertThat(fel(medFormat(longest, xf.repeat(65_491))))
        .containsExactly("OLASLIG_BEGARAN", "FEL_STORLEK");
    assertThat(fel(medFormat(format(200, "d").repeat(65_491), xf)))
        .containsExactly("OLASLIG_BEGARAN", "FEL_STORLEK");
    assertThat(fel(medFormat(format(200, "d" + "a".repeat(255)), xf)))
        .containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL");
  }

  @Test
  void formats_are_read_in_no_time() {
    var xfs = "<xf numFmtId='200'/>".repeat(65_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(fel(medFormat(format(200, "A".repeat(200_000)), xfs)))
              .containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL");
          var all = medFormat(format(200, "[".repeat(230)).repeat(65_000), xfs);
          assertThat(Provfall.xlsx(all).rader()).hasSize(1);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r='2'><c r='ZZZ2'><v>1</v></c></row>",
        "<row r='2'><c r='XFE2'><v>1</v></c></row>",
        "<row r='2'><c r='AAAAAA2'><v>1</v></c></row>",
        "<row r='2'><c r='2'><v>1</v></c></row>",
        "<row r='2'><c r='A3'><v>1</v></c></row>",
        "<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>1</v></c></row>",
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        "<row r='1048577'><c><v>1</v></c></row>",
        "<row r='x'/>",
        "<row r='2'><c t='s'><v>2000000000</v></c></row>",
        "<row r='2'><c t='s'><v>-1</v></c></row>",
        "<row r='2'><c><v>ett</v></c></row>",
        "<row r='2'><c t='z'><v>1</v></c></row>",
        "<row r='2'><c s='x'><v>1</v></c></row>",
        "<row r='2'>",
        "&lt;&unknown;"
      })
  void a_sheet_that_is_none_is_refused(String sheetData) {
    assertThat(fel(hand(HUVUD + sheetData))).containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL");
  }

  // ---- hostile XML

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml"
      })
  void no_entity_is_resolved_and_no_document_type_taken(String part) throws IOException {
    var secret = Files.createTempFile("xxe", ".txt");
    Files.writeString(secret, "hemligt");
    var lol = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'lollollollol'>");
    for (int i = 1; i < 30; i++) {
      lol.append("<!ENTITY e")
          .append(i)
          .append(" '")
          .append(("&e" + (i - 1) + ";").repeat(10))
          .append("'>");
    }
    for (var hostile :
        List.of(
            lol + "]>",
            "<!DOCTYPE a [<!ENTITY e29 SYSTEM '" + secret.toUri() + "'>]>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM '" + secret.toUri() + "'>%p;]>",
            "<!DOCTYPE a SYSTEM '" + secret.toUri() + "'>")) {
      var parts = delar(HUVUD + "<row r='2'><c t='inlineStr'><is><t>a</t></is></c></row>");
      assertThat(Provfall.xlsx(zip(parts)).rader()).hasSize(1);
      parts.computeIfPresent(part, (name, xml) -> hostile + xml.replace("<t>a<", "<t>&e29;<"));
      assertThat(fel(zip(parts))).containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL");
      assertThatThrownBy(() -> Provfall.xlsx(zip(parts))).hasMessageNotContaining("hemligt");
    }
  }

  @Test
  void namespaces_are_read_in_no_time() {
    var spaces = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      spaces.append(" xmlns:n").append(i).append("='u'");
    }
    var nested = ("<a" + spaces + ">").repeat(10) + "<b/>".repeat(1_500_000) + "</a>".repeat(10);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(fel(hand(nested))).containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL"));
  }

  @Test
  void elements_have_no_more_attributes_and_no_more_in_each_other_than_in_any_workbook() {
    var many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      many.append(" a").append(i).append("='u'");
    }
    assertThat(Provfall.xlsx(hand(HUVUD + "<a" + many + "/>")).kolumner()).hasSize(2);
    assertThat(fel(hand(HUVUD + "<a b=''" + many + "/>")))
        .containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL");
    // inside worksheet and sheetData
    assertThat(Provfall.xlsx(hand(HUVUD + "<a>".repeat(18) + "</a>".repeat(18))).kolumner())
        .hasSize(2);
    assertThat(fel(hand(HUVUD + "<a>".repeat(19) + "</a>".repeat(19))))
        .containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL");
  }

  @Test
  void prefixes_are_passed_over_but_an_attribute_with_one_is_another() {
    var parts = delar(HUVUD + "<row r='2' x:r='7'><c x:t='s' r='B2' x:s='1'><v>12</v></c></row>");
    parts.replaceAll(
        (name, xml) ->
            xml.replaceAll("<(/?)(?=[a-zA-Z])", "<$1x:")
                .replaceFirst("<x:[a-zA-Z]+", "$0 xmlns:x='urn:x'"));
    parts.computeIfPresent(
        "xl/workbook.xml", (name, xml) -> xml.replace("r:id=", "id='fel' rel:id="));
    assertThat(Provfall.xlsx(zip(parts)).rader())
        .containsExactly(new Inlast.Rad(2, Map.of("antal", "12")));
  }

  // ---- other files

  @Test
  void what_is_no_workbook_is_refused() throws Exception {
    var good = skriv(new Blad("B", List.of("kod"), List.of(rad("a"))));
    assertThat(Provfall.xlsx(good).rader()).hasSize(1);
    var half = Arrays.copyOf(good, good.length / 2);
    for (var body :
        List.of(
            new byte[0],
            "PK".getBytes(UTF_8),
            "kod,text\na,b\n".getBytes(UTF_8),
            half,
            zip(Map.of("a.txt", "b")),
            zip(Map.of("word/document.xml", "<a/>", "_rels/.rels", "<Relationships/>")))) {
      assertThat(fel(body)).containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL");
    }
  }

  @Test
  void a_file_with_a_password_or_of_the_old_format_is_refused_with_advice() throws Exception {
    var old = new ByteArrayOutputStream();
    try (var bok = new HSSFWorkbook()) {
      bok.createSheet().createRow(0).createCell(0).setCellValue("kod");
      bok.write(old);
    }
    var locked = new ByteArrayOutputStream();
    try (var fs = new POIFSFileSystem()) {
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("hemligt");
      try (var out = encryptor.getDataStream(fs)) {
        out.write(skriv(new Blad("B", List.of("kod"), List.of())));
      }
      fs.writeFilesystem(locked);
    }
    for (var body : List.of(old.toByteArray(), locked.toByteArray())) {
      assertThat(fel(body)).containsExactly("OLASLIG_BEGARAN", "TRASIG_FIL");
      assertThatThrownBy(() -> Provfall.xlsx(body)).hasMessageContaining("utan lösenord");
    }
  }

  @Test
  void no_bytes_make_it_fail_in_another_way_than_by_refusing() {
    var parts =
        delar(
            HUVUD
                + "<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' s='0'><f>1</f><v>12</v></c></row>");
    var names = new ArrayList<>(parts.keySet());
    for (int seed = 0; seed < 10 * Provfall.SEEDS; seed++) {
      var random = new Random(seed);
      var bad = new LinkedHashMap<>(parts);
      bad.computeIfPresent(
          names.get(random.nextInt(names.size())),
          (name, xml) -> {
            var text = new StringBuilder(xml);
            for (int i = random.nextInt(3); i >= 0; i--) {
              text.setCharAt(
                  random.nextInt(text.length()), "<>/'= x0&\u0000-9".charAt(random.nextInt(12)));
            }
            return text.toString();
          });
      var body = zip(bad);
      body[random.nextInt(body.length)] += random.nextInt(2);
      try {
        Provfall.xlsx(body);
      } catch (ProblemException e) {
        assertThat(e.faults()).as("seed " + seed).isNotEmpty();
      }
    }
  }

  // ---- personal numbers

  @Test
  void a_personal_number_in_any_cell_of_any_sheet_is_all_that_is_said() {
    var body =
        bok(
            bok -> {
              var ett = bok.createSheet("Ett");
              rader(ett, "kod|Anna|text", "a|" + PERSON, "b||x");
              ett.getRow(2).createCell(2).setCellFormula("\"121212\"&\"-1212\"");
              ett.createRow(3).createCell(0).setCellValue(1_212_121_212L);
              ett.createRow(4).createCell(200).setCellValue(PERSON);
              ett.createRow(5).createCell(0).setCellValue("x\u0007");
              var dold = bok.createSheet("Dold");
              rader(dold, "|" + PERSON);
              bok.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
              bok.getCreationHelper().createFormulaEvaluator().evaluateAll();
            });
    assertThat(fel(body))
        .containsExactly(
            "PERSONNUMMER",
            "PERSONNUMMER 2 B",
            "PERSONNUMMER 3 text /3/text",
            "PERSONNUMMER 4 kod /4/kod",
            "PERSONNUMMER 5 GS",
            "PERSONNUMMER 1 B");
    assertThat(fel(blad(s -> rader(s, PERSON, "a"))))
        .containsExactly("PERSONNUMMER", "PERSONNUMMER 1 A");
    assertThat(fel(bok(bok -> rader(bok.createSheet(PERSON), "kod", "a"))))
        .containsExactly("PERSONNUMMER", "PERSONNUMMER");
  }

  @Test
  void a_personal_number_that_lost_its_zeros_in_a_number_cell_is_refused_too() {
    var body =
        bok(
            bok -> {
              var ett = bok.createSheet("Ett");
              rader(ett, "kod|antal", "a");
              ett.getRow(1).createCell(1).setCellValue(101_012_383);
              ett.createRow(2).createCell(0).setCellValue(101_012_384);
              ett.createRow(3).createCell(0).setCellValue(20_231_231);
              ett.createRow(4).createCell(0).setCellValue("101012383");
              bok.createSheet("Två").createRow(0).createCell(1).setCellValue(101_012_383);
            });
    assertThat(fel(body))
        .containsExactly("PERSONNUMMER", "PERSONNUMMER 2 antal /2/antal", "PERSONNUMMER 1 B");
  }

  @Test
  void columns_are_lettered_as_in_a_spreadsheet() {
    assertThat(List.of(0, 25, 26, 51, 52, 701, 702, 16_383))
        .extracting(Rutor::bokstav)
        .containsExactly("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD");
  }
}
