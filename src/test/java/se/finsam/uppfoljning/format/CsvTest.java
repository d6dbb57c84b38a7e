package se.finsam.uppfoljning.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static se.finsam.uppfoljning.format.Provfall.rad;
import static se.finsam.uppfoljning.format.Provfall.reading;
import static se.finsam.uppfoljning.format.Provfall.refused;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;

class CsvTest {
  private static final String PERSON = "121212-1212";

  private static Inlast las(String csv) {
    return Provfall.csv(csv.getBytes(UTF_8));
  }

  private static List<String> fel(String csv) {
    return refused(reading(faults -> Inlast.csv(csv.getBytes(UTF_8), Provfall.KANDA, faults)));
  }

  private static Inlast.Rad en(int rad, String... kolumnOchText) {
    var celler = new LinkedHashMap<String, String>();
    for (int i = 0; i < kolumnOchText.length; i += 2) {
      celler.put(kolumnOchText[i], kolumnOchText[i + 1]);
    }
    return new Inlast.Rad(rad, celler);
  }

  // ---- written

  @Test
  void a_table_is_written_as_RFC_4180_with_point_and_ISO_dates() {
    var blad =
        new Blad(
            "Blad",
            List.of("kod", "antal"),
            List.of(
                rad("a,b", 12),
                rad("säger \"ja\"", -5L),
                rad("två\nrader", new BigDecimal("1E+3")),
                rad(null, new BigDecimal("0.50")),
                rad("", LocalDate.of(2023, 1, 31)),
                rad("x;y", true)));
    assertThat(new String(Filer.csv(blad), UTF_8))
        .isEqualTo(
            "kod,antal\r\n\"a,b\",12\r\n\"säger \"\"ja\"\"\",-5\r\n\"två\nrader\",1000\r\n,0.50\r\n"
                + ",2023-01-31\r\nx;y,true\r\n");
    assertThat(new String(Filer.csvExcel(blad), UTF_8))
        .startsWith("\uFEFFkod;antal\r\na,b;12\r\n")
        .contains("\r\n;0,50\r\n")
        .contains("\r\n\"x;y\";true\r\n");
  }

  @Test
  void a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_a_number_does_not() {
    var blad =
        new Blad(
            "Blad",
            List.of("=kod"),
            List.of(
                rad("=1+1"),
                rad("+46"),
                rad("-5"),
                rad("@a"),
                rad("\tx"),
                rad("\rx"),
                rad("'=x"),
                rad("'x"),
                rad("a=b"),
                rad(-5),
                rad(new BigDecimal("-0.5"))));
    assertThat(new String(Filer.csv(blad), UTF_8))
        .isEqualTo(
            "'=kod\r\n'=1+1\r\n'+46\r\n'-5\r\n'@a\r\n'\tx\r\n\"'\rx\"\r\n''=x\r\n'x\r\na=b\r\n-5\r\n-0.5\r\n");
  }

  @Test
  void a_row_must_fit_its_header_and_a_cell_be_of_a_known_kind() {
    assertThatThrownBy(() -> new Blad("B", List.of("a", "b"), List.of(rad(1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Filer.csv(new Blad("B", List.of("a"), List.of(rad(1.5)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void random_tables_come_back_as_they_were_written_in_both_variants() {
    for (int seed = 0; seed < Provfall.SEEDS; seed++) {
      var blad = Provfall.blad(new Random(seed));
      for (var csv : List.of(Filer.csv(blad), Filer.csvExcel(blad))) {
        var inlast = Provfall.csv(csv);
        assertThat(inlast.kolumner()).as("seed " + seed).isEqualTo(blad.kolumner());
        assertThat(inlast.rader().stream().map(r -> utanNollor(r.celler())).toList())
            .as("seed " + seed)
            .isEqualTo(
                Provfall.inlasta(blad, new int[blad.rader().size()]).stream()
                    .map(Inlast.Rad::celler)
                    .toList());
      }
      assertThat(Filer.csv(blad)).isEqualTo(Filer.csv(Provfall.blad(new Random(seed))));
    }
  }

  /** Decimals keep their zeros in CSV, and have a comma before them in the Swedish variant. */
  private static Map<String, String> utanNollor(Map<String, String> celler) {
    var plain = new LinkedHashMap<>(celler);
    plain.replaceAll(
        (k, v) ->
            v.matches("[0-9]+[.,][0-9]+")
                ? Provfall.lasesSom(new BigDecimal(v.replace(',', '.')))
                : v);
    return plain;
  }

  private static final Pattern CELL =
      Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",\r\n]*))(,|\r\n)");

  @Test
  void another_reader_of_RFC_4180_finds_the_same_cells_on_the_same_lines() {
    for (int seed = 0; seed < Provfall.SEEDS; seed++) {
      var text = new String(Filer.csv(Provfall.blad(new Random(seed))), UTF_8);
      var expected = new ArrayList<Rutor.Rad>();
      var celler = new ArrayList<String>();
      int begun = 1;
      var cell = CELL.matcher(text);
      int end = 0;
      while (cell.find()) {
        var found = cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\"");
        celler.add(found.matches("(?s)'+[=+@\t\r-].*") ? found.substring(1) : found);
        end = cell.end();
        if (cell.group(3).length() == 2) {
          expected.add(new Rutor.Rad(begun, List.copyOf(celler)));
          celler.clear();
          begun = text.substring(0, end).split("\r\n|\r|\n", -1).length;
        }
      }
      assertThat(end).isEqualTo(text.length());
      assertThat(CsvFil.las(text.getBytes(UTF_8)).rader).as("seed " + seed).isEqualTo(expected);
    }
  }

  // ---- read

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kod,antal\na,1\n",
        "kod,antal\r\na,1\r\n",
        "kod,antal\ra,1\r",
        "kod,antal\na,1",
        "\uFEFFkod,antal\na,1",
        "kod;antal\na;1",
        "\uFEFFkod;antal\r\na;1\r\n",
        "\"kod\",\"antal\"\n\"a\",\"1\"",
        " Kod ,ANTAL\n a , 1 \n",
        "kod,antal,,\na,1,,,,\n",
        "kod,antal\na,1\n\n\n,\n ,\t\n"
      })
  void the_same_table_in_many_forms(String csv) {
    assertThat(las(csv))
        .isEqualTo(new Inlast(List.of("kod", "antal"), List.of(en(2, "kod", "a", "antal", "1"))));
  }

  @Test
  void rows_know_the_line_they_begin_on_blank_lines_and_breaks_in_cells_counted() {
    assertThat(
            las("\n\nkod,text\n\na,\"x\ny\r\nz\rå\"\n,\nb,\n\"c\",\"\"\"\"\n\"d\r\",\"\r\"\ne,x"))
        .extracting(Inlast::rader)
        .isEqualTo(
            List.of(
                en(5, "kod", "a", "text", "x\ny\r\nz\rå"),
                en(10, "kod", "b"),
                en(11, "kod", "c", "text", "\""),
                en(12, "kod", "d"),
                en(15, "kod", "e", "text", "x")));
  }

  @Test
  void the_separator_is_the_one_the_header_has_most_of_outside_quotes() {
    assertThat(las("kod;antal\n\"a,b\";1").rader())
        .containsExactly(en(2, "kod", "a,b", "antal", "1"));
    assertThat(las("kod;antal;text\na,b,c,d;1;x,y").rader())
        .containsExactly(en(2, "kod", "a,b,c,d", "antal", "1", "text", "x,y"));
    assertThat(las("kod\na;b").rader()).containsExactly(en(2, "kod", "a;b"));
    assertThat(fel("\"kod;;;\",antal\na,1")).contains("OKAND_KOLUMN 1 A");
  }

  @Test
  void texts_are_kept_as_JSON_keeps_them_and_lose_one_apostrophe() {
    assertThat(las("kod,text\n'=1+1,o\u0308\n''=x,'x\n'-5, '+\n").rader())
        .containsExactly(
            en(2, "kod", "=1+1", "text", "ö"),
            en(3, "kod", "'=x", "text", "'x"),
            en(4, "kod", "-5", "text", "'+"));
  }

  @Test
  void numbers_are_texts_as_typed() {
    assertThat(las("antal,kod\n007,1e5\n-3,\"12,5\"\n+4,1 000").rader())
        .containsExactly(
            en(2, "antal", "007", "kod", "1e5"),
            en(3, "antal", "-3", "kod", "12,5"),
            en(4, "antal", "+4", "kod", "1 000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n\r\n", "\n,,\n , ", " "})
  void an_empty_file_is_refused(String csv) {
    assertThat(fel(csv)).containsExactly("OLASLIG_BEGARAN", "TOM_FIL");
  }

  @Test
  void other_encodings_are_refused() {
    for (var body :
        List.of("kod,text\na,å".getBytes(ISO_8859_1), "kod,text\na,å".getBytes(UTF_16))) {
      assertThat(refused(() -> Provfall.csv(body)))
          .containsExactly("OLASLIG_BEGARAN", "FEL_TECKENKODNING");
      assertThatThrownBy(() -> Provfall.csv(body)).hasMessageContaining("CSV UTF-8");
    }
  }

  @Test
  void faults_of_the_header_name_no_column_that_may_be_a_value() {
    assertThat(fel("Anna Andersson,kod,,KOD,antal\nx,a,,b,1\n"))
        .containsExactly(
            "OLASLIG_BEGARAN", "OKAND_KOLUMN 1 A", "SAKNAS 1 C", "DUBBLERAD_KOLUMN 1 D");
    assertThatThrownBy(() -> las("Anna,kod\nx,a\n"))
        .hasMessage("Kolumnens namn är inte känt, kända är kod, antal, text, dag");
  }

  @Test
  void too_many_and_too_few_cells_are_told_with_their_line_and_reading_goes_on() {
    assertThat(fel("kod,antal\na\nb,1,x\n\nc,1,,\nd,1\ne,\"\u0001\"\nf\n"))
        .containsExactly(
            "OLASLIG_BEGARAN",
            "FEL_ANTAL_CELLER 2 /2",
            "FEL_ANTAL_CELLER 3 /3",
            "OTILLATET_TECKEN 7 antal /7/antal",
            "FEL_ANTAL_CELLER 8 /8");
  }

  @Test
  void a_quote_that_is_never_closed_is_told_where_its_record_begins() {
    assertThat(fel("kod,text\na,x\nb,\"y\nc,z\nd,å\n"))
        .containsExactly("OLASLIG_BEGARAN", "OAVSLUTAT_CITAT 3 text /3/text");
    assertThat(fel("kod,text\na,\"")).contains("OAVSLUTAT_CITAT 2 text /2/text");
    assertThat(fel("\"kod,text\na,b")).contains("OAVSLUTAT_CITAT 1 A");
  }

  @Test
  void stray_quotes_are_told_and_reading_goes_on() {
    assertThat(fel("kod,text\na\"b,x\nc,\"y\"z\n\"d\" ,\"\"\"\"\ne\nf,\"\"x\n"))
        .containsExactly(
            "OLASLIG_BEGARAN",
            "FEL_CITATTECKEN 2 kod /2/kod",
            "FEL_CITATTECKEN 3 text /3/text",
            "FEL_CITATTECKEN 4 kod /4/kod",
            "FEL_ANTAL_CELLER 5 /5",
            "FEL_CITATTECKEN 6 text /6/text");
  }

  @Test
  void a_refused_cell_is_not_read_and_its_place_is_known_to_be_wrong() {
    var faults = new Faults();
    var rad =
        Inlast.csv("kod,text\na\"b,x\n".getBytes(UTF_8), Provfall.KANDA, faults).rader().get(0);
    assertThat(rad).isEqualTo(en(2, "text", "x"));
    assertThat(faults.at(rad.pointer("kod"))).isTrue();
    assertThat(faults.at(rad.pointer("text"))).isFalse();
    assertThat(rad.cell("kod")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0007", "\u001b", "\u007f"})
  void control_characters_are_refused_as_in_JSON(String c) {
    assertThat(fel("kod,text\na,x" + c + "y\n"))
        .containsExactly("OLASLIG_BEGARAN", "OTILLATET_TECKEN 2 text /2/text");
    assertThat(fel("kod," + c + "\na,\n"))
        .containsExactly("OLASLIG_BEGARAN", "OTILLATET_TECKEN 1 B");
  }

  @Test
  void piled_marks_are_refused_before_they_are_put_in_order() {
    for (var marks :
        List.of(
            "\u0301\u0323".repeat(200_000),
            "\uD834\uDD85".repeat(40_000) + "\uD834\uDD7B".repeat(40_000))) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> assertThat(fel("kod\na" + marks)).hasSize(2).first().isEqualTo("OLASLIG_BEGARAN"));
    }
    assertThat(fel("kod\na" + "\uD834\uDD85\uD834\uDD7B".repeat(4_000)))
        .containsExactly("OLASLIG_BEGARAN", "OTILLATET_TECKEN 2 kod /2/kod");
  }

  @Test
  void limits() {
    var rows = "a\n".repeat(2_000);
    assertThat(las("kod\n" + rows).rader()).hasSize(2_000);
    assertThat(las("kod\n\n" + rows + "\n\n").rader()).hasSize(2_000);
    assertThat(fel("kod\n" + rows + "a\na\n"))
        .containsExactly("REGELBROTT", "FEL_STORLEK 2002 /2002");
    assertThat(las("kod\n" + "x".repeat(20_000)).rader()).hasSize(1);
    assertThat(fel("kod\n" + "x".repeat(20_001)))
        .containsExactly("OLASLIG_BEGARAN", "FEL_STORLEK 2 kod /2/kod");
    assertThat(fel("x,".repeat(100) + "x\n" + "1,".repeat(100) + "1\n"))
        .contains("FEL_STORLEK 1 /1")
        .doesNotContain("FEL_ANTAL_CELLER 2 /2");
    assertThat(fel("x,".repeat(99) + "x\n")).doesNotContain("FEL_STORLEK 1 /1").hasSize(101);
  }

  @Test
  void of_very_many_faults_25_000_are_told() {
    for (var csv :
        List.of(
            "kod,text\n" + "\"a\"b\n".repeat(200_000),
            "kod,text\n" + "a\"\n".repeat(200_000),
            "kod\n" + "\u0001\n".repeat(200_000),
            ",".repeat(99) + "\n" + ("\u0001" + ",\u0001".repeat(99) + "\n").repeat(1_000))) {
      assertThat(fel(csv)).hasSize(25_002).endsWith("FLER_FEL").startsWith("OLASLIG_BEGARAN");
    }
    assertThat(CsvFil.las("a\"\n".repeat(200_000).getBytes(UTF_8)).fel).hasSize(25_001);
    assertThat(fel("kod\n" + (PERSON + "\n").repeat(25_001)))
        .hasSize(25_002)
        .startsWith("PERSONNUMMER")
        .endsWith("FLER_FEL");
    assertThat(fel("kod\n" + (PERSON + "\n").repeat(25_000))).doesNotContain("FLER_FEL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kod,text~a,121212-1212 | PERSONNUMMER 2 text /2/text",
        "kod,121212-1212~a,b | PERSONNUMMER 1 B",
        "121212-1212,kod~a,b | PERSONNUMMER 1 A",
        "kod,text~a,\"x~121212-1212 | PERSONNUMMER 2 text /2/text",
        "kod,text~a,b,121212-1212 | PERSONNUMMER 2 C",
        "kod,text~a,'=121212-1212 | PERSONNUMMER 2 text /2/text",
        "kod~a~b\u0001~121212-1212 | PERSONNUMMER 4 kod /4/kod",
        "kod;kod~121212-1212 | PERSONNUMMER 2 kod /2/kod",
        "kod~'191212121212' | PERSONNUMMER 2 kod /2/kod",
      })
  void a_personal_number_anywhere_is_all_that_is_said(String csv, String expected) {
    assertThat(fel(csv.replace('~', '\n'))).containsExactly("PERSONNUMMER", expected);
    assertThatThrownBy(() -> las(csv.replace('~', '\n'))).hasMessageNotContaining("1212");
  }

  @Test
  void every_personal_number_is_told() {
    assertThat(fel("kod,text\n" + PERSON + ",x\n,\nb," + PERSON + "\n" + PERSON + "," + PERSON))
        .containsExactly(
            "PERSONNUMMER",
            "PERSONNUMMER 2 kod /2/kod",
            "PERSONNUMMER 4 text /4/text",
            "PERSONNUMMER 5 kod /5/kod",
            "PERSONNUMMER 5 text /5/text");
  }

  @Test
  void no_bytes_make_it_fail_in_another_way_than_by_refusing() {
    var good = "kod,antal,text\r\na,1,\"x\"\"y\"\r\nb,2,;\n".getBytes(UTF_8);
    for (int seed = 0; seed < 10 * Provfall.SEEDS; seed++) {
      var random = new Random(seed);
      var bad = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bad[random.nextInt(bad.length)] =
            (byte) ",;\"\r\n\u0000'=\u00c3a".charAt(random.nextInt(10));
      }
      try {
        assertThat(Provfall.csv(bad).rader()).hasSizeLessThanOrEqualTo(4);
      } catch (ProblemException e) {
        assertThat(e.faults()).as("seed " + seed).isNotEmpty();
      }
    }
  }
}
