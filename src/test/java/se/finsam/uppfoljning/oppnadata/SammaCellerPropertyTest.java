package se.finsam.uppfoljning.oppnadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.format.JsonStatKlient;
import se.finsam.uppfoljning.oppnadata.Utformat.Form;
import se.finsam.uppfoljning.oppnadata.Utformat.Visning;
import se.finsam.uppfoljning.problem.Faults;

/**
 * The same question tells the same cells in every form: the same values, the same hidden, the same
 * not reported. What is expected is looked up by codes in the whole table, never by a place.
 */
class SammaCellerPropertyTest {
  private static final ObjectMapper JACKSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final Pattern TD = Pattern.compile("<td>(.*?)</td>");
  private static final Pattern DATA = Pattern.compile("DATA=\n(.*);\n$", Pattern.DOTALL);

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("finsam.seeds", 40));
  }

  /** A value as text without needless zeros, or a sign. */
  private static String cell(BigDecimal varde, String tecken) {
    assertThat(varde == null).isEqualTo(tecken != null);
    return tecken != null ? tecken : tal(varde);
  }

  private static String tal(BigDecimal varde) {
    return varde.signum() == 0 ? "0" : varde.stripTrailingZeros().toPlainString();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_same_question_tells_the_same_cells_in_every_form(int seed) throws IOException {
    var slump = new Random(seed);
    var tabell = Provtabell.slumpad(slump);
    var fraga = fraga(tabell, slump);
    var faults = new Faults();
    var utsnitt =
        Fraga.av(FragaTest.query(fraga), faults).utsnitt(Provtabell.px(tabell), 100_000, faults);

    var vantade = vantade(tabell, utsnitt);
    assertThat(jsonStat(utsnitt)).as("json-stat2 " + fraga).isEqualTo(vantade);
    assertThat(langform(csv(utsnitt, Visning.BADA, ','), ','))
        .as("csv " + fraga)
        .isEqualTo(utsnitt.placerad() && !utsnitt.heading().isEmpty() ? null : vantade);
    assertThat(korstabell(utsnitt, Visning.KODER)).as("csv in columns").isEqualTo(vantade);
    assertThat(xlsx(utsnitt)).as("xlsx " + fraga).isEqualTo(vantade);
    assertThat(html(utsnitt)).as("html " + fraga).isEqualTo(vantade);
    assertThat(px(utsnitt)).as("px " + fraga).isEqualTo(vantade);
  }

  /** Some values of each axis, or none where that is allowed, and sometimes a placement. */
  private static String fraga(OppenTabell tabell, Random slump) {
    var delar = new ArrayList<String>();
    var kvar = new ArrayList<String>();
    for (var variabel : tabell.variabler()) {
      if (variabel.eliminering() != null && slump.nextInt(4) == 0) {
        continue;
      }
      kvar.add(variabel.kod());
      var koder = new ArrayList<String>();
      variabel.varden().stream().filter(v -> slump.nextBoolean()).forEach(v -> koder.add(v.kod()));
      delar.add(
          "valuecodes[%s]=%s"
              .formatted(variabel.kod(), koder.isEmpty() ? "top(2)" : String.join(",", koder)));
    }
    if (slump.nextBoolean()) {
      delar.add("stub=" + String.join(",", kvar));
    } else if (slump.nextBoolean()) {
      delar.add("heading=" + kvar.get(slump.nextInt(kvar.size())));
    }
    return String.join("&", delar);
  }

  private static List<String> vantade(OppenTabell tabell, Utsnitt utsnitt) {
    var alla = new HashMap<Map<String, String>, String>();
    var koder = Provtabell.koder(tabell);
    for (int i = 0; i < koder.size(); i++) {
      var nyckel = new HashMap<String, String>();
      for (int v = 0; v < tabell.variabler().size(); v++) {
        nyckel.put(tabell.variabler().get(v).kod(), koder.get(i).get(v));
      }
      alla.put(nyckel, cell(tabell.varden().get(i), Tecken.av(tabell.status().get(i))));
    }
    var axlar = utsnitt.axlar();
    return IntStream.range(0, Utsnitt.antal(axlar))
        .mapToObj(
            n -> {
              var nyckel =
                  tabell.variabler().stream()
                      .filter(v -> v.eliminering() != null)
                      .collect(Collectors.toMap(Variabel::kod, Variabel::eliminering));
              var varden = Utsnitt.varden(axlar, n);
              for (int a = 0; a < axlar.size(); a++) {
                nyckel.put(axlar.get(a).variabel().kod(), varden[a].kod());
              }
              return alla.get(nyckel);
            })
        .toList();
  }

  private static List<String> jsonStat(Utsnitt utsnitt) throws IOException {
    var json =
        JACKSON.writeValueAsString(Datamangd.data(utsnitt, new Lankar("https://x.example/")));
    return JsonStatKlient.rader(json).stream()
        .map(
            rad ->
                cell(
                    rad.get("value") == null ? null : new BigDecimal(rad.get("value").toString()),
                    (String) rad.get("status")))
        .toList();
  }

  private static String csv(Utsnitt utsnitt, Visning visning, char skiljetecken) {
    return new String(
        Utskrifter.csv(utsnitt, new Form(Utformat.CSV, visning, skiljetecken, false)), UTF_8);
  }

  /** Null if it is not one row a cell. */
  private static List<String> langform(String csv, char skiljetecken) {
    var rader = rader(csv, skiljetecken);
    int status = rader.get(0).indexOf("status");
    if (status < 0) {
      return null;
    }
    return rader.stream()
        .skip(1)
        .map(
            r ->
                cell(
                    r.get(status - 1).isEmpty() ? null : new BigDecimal(r.get(status - 1)),
                    r.get(status).isEmpty() ? null : r.get(status)))
        .toList();
  }

  private static List<String> korstabell(Utsnitt utsnitt, Visning visning) {
    var placerat =
        new Utsnitt(utsnitt.tabell(), utsnitt.stub(), utsnitt.heading(), utsnitt.bas(), true);
    var csv = csv(placerat, visning, ';');
    if (utsnitt.heading().isEmpty()) {
      return langform(csv, ';');
    }
    return rader(csv, ';').stream()
        .skip(1)
        .flatMap(r -> r.stream().skip(utsnitt.stub().size()))
        .map(c -> c.startsWith(".") ? c : tal(new BigDecimal(c)))
        .toList();
  }

  private static List<List<String>> rader(String csv, char skiljetecken) {
    return CsvReader.builder().fieldSeparator(skiljetecken).ofCsvRecord(csv).stream()
        .map(r -> r.getFields())
        .toList();
  }

  private static List<String> xlsx(Utsnitt utsnitt) throws IOException {
    var bytes = Utskrifter.xlsx(utsnitt, new Form(Utformat.XLSX, null, ',', false));
    try (var bok = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      assertThat(bok.getNumberOfSheets()).isEqualTo(2);
      var celler = new ArrayList<String>();
      var ark = bok.getSheetAt(0);
      int status = ark.getRow(0).getLastCellNum() - 1;
      for (int r = 1; r <= ark.getLastRowNum(); r++) {
        var varde = ark.getRow(r).getCell(status - 1);
        var tecken = ark.getRow(r).getCell(status);
        boolean tom = varde == null || varde.getCellType() == CellType.BLANK;
        celler.add(
            cell(
                tom ? null : BigDecimal.valueOf(varde.getNumericCellValue()),
                tecken == null ? null : tecken.getStringCellValue()));
      }
      return celler;
    }
  }

  private static List<String> html(Utsnitt utsnitt) {
    var sida = Tabellsida.av(utsnitt, new Form(Utformat.HTML, null, ',', true));
    assertThat(sida).doesNotContain("<&>");
    return TD.matcher(sida)
        .results()
        .map(m -> m.group(1))
        .map(c -> c.startsWith(".") ? c : tal(new BigDecimal(c)))
        .toList();
  }

  private static List<String> px(Utsnitt utsnitt) {
    var data = DATA.matcher(PxFil.av(utsnitt));
    assertThat(data.find()).isTrue();
    return List.of(data.group(1).strip().split("\\s+")).stream()
        .map(c -> c.startsWith("\"") ? c.replace("\"", "") : tal(new BigDecimal(c)))
        .toList();
  }
}
