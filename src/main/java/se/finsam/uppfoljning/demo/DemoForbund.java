package se.finsam.uppfoljning.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import se.finsam.uppfoljning.forbund.NyttForbund;

/**
 * The förbund of the demo: those of the register that may exist today or existed in 2023, and
 * plainly fictional ones in place of those whose names are not known, so that 72 existed in 2023.
 * The register mixes years and is no official list.
 */
final class DemoForbund {
  private static final int ALLA_2023 = 72;
  private static final LocalDate NYARSDAGEN = LocalDate.of(2023, 1, 1);
  private static final LocalDate NYARSAFTON = LocalDate.of(2023, 12, 31);
  private static final List<String> PAHITT =
      List.of(
          "Aspen",
          "Björken",
          "Cedern",
          "Druvan",
          "Eken",
          "Furan",
          "Granen",
          "Hasseln",
          "Idegranen",
          "Jasminen",
          "Kastanjen",
          "Linden",
          "Mispeln",
          "Nyponet",
          "Oliven",
          "Pilen",
          "Rönnen",
          "Syrenen",
          "Tujan",
          "Ulmen",
          "Videt");

  private DemoForbund() {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Rad(
      String kod,
      String namn,
      String lan,
      String kommunkoder,
      String status,
      String giltig_fran,
      String giltig_till,
      String efterfoljare) {

    /** Gone before 2023, or gone at a time that no source tells. */
    boolean borta() {
      return status.equals("MERGED")
          && (dag(giltig_till) == null || dag(giltig_till).isBefore(NYARSDAGEN));
    }

    NyttForbund forbund() {
      return new NyttForbund(
          null,
          namn,
          null,
          lan,
          kommuner(this),
          dag(giltig_fran),
          dag(giltig_till),
          blank(efterfoljare));
    }
  }

  /** By code, successors before those they succeed, the fictional last. */
  static Map<String, NyttForbund> alla() {
    var alla = new LinkedHashMap<String, NyttForbund>();
    rader().stream()
        .filter(rad -> !rad.borta())
        .sorted(Comparator.comparing(rad -> blank(rad.efterfoljare()) != null))
        .forEach(rad -> alla.put(rad.kod(), rad.forbund()));
    long verkliga = alla.values().stream().filter(DemoForbund::fanns2023).count();
    for (var namn : PAHITT.subList(0, (int) (ALLA_2023 - verkliga))) {
      var kod = "pahittat-" + namn.toLowerCase(Locale.ROOT).replace('ö', 'o');
      alla.put(
          kod,
          new NyttForbund(
              null, "Påhittade förbundet " + namn, null, "01", List.of(), null, null, null));
    }
    return alla;
  }

  static boolean fanns2023(NyttForbund forbund) {
    return (forbund.giltigFran() == null || !forbund.giltigFran().isAfter(NYARSAFTON))
        && (forbund.giltigTill() == null || !forbund.giltigTill().isBefore(NYARSDAGEN));
  }

  private static String blank(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static List<String> kommuner(Rad rad) {
    return rad.kommunkoder() == null || rad.kommunkoder().isBlank()
        ? List.of()
        : List.of(rad.kommunkoder().split("\\|"));
  }

  /** The source gives a day, a year, or nothing; a year alone is not a day, and is left out. */
  private static LocalDate dag(String datum) {
    return datum != null && datum.length() == 10 ? LocalDate.parse(datum) : null;
  }

  private static List<Rad> rader() {
    try (var csv = DemoForbund.class.getResourceAsStream("/demo/forbund.csv");
        MappingIterator<Rad> rader =
            new CsvMapper()
                .readerFor(Rad.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv)) {
      return new ArrayList<>(rader.readAll());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
