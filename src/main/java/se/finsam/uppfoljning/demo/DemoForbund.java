package se.finsam.uppfoljning.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import se.finsam.uppfoljning.forbund.NyttForbund;
import se.finsam.uppfoljning.format.Inlast;
import se.finsam.uppfoljning.problem.Faults;

/**
 * The förbund of the demo: those of the register that may exist today or existed in 2023, and
 * plainly fictional ones in place of those whose names are not known, so that 72 existed in 2023.
 * The register mixes years and is no official list.
 */
final class DemoForbund {
  private static final int ALLA_2023 = 72;
  private static final Set<String> KOLUMNER =
      Set.of(
          "kod",
          "namn",
          "lan",
          "kommuner",
          "source_year",
          "source",
          "kommunkoder",
          "kommuner_status",
          "status",
          "giltig_fran",
          "giltig_till",
          "efterfoljare");
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

  /** Gone before 2023, or gone at a time that no source tells. */
  private static boolean borta(Inlast.Rad rad) {
    var till = dag(rad.cell("giltig_till"));
    return rad.cell("status").equals("MERGED") && (till == null || till.isBefore(NYARSDAGEN));
  }

  private static NyttForbund forbund(Inlast.Rad rad) {
    var kommuner = rad.cell("kommunkoder");
    return new NyttForbund(
        null,
        rad.cell("namn"),
        null,
        rad.cell("lan"),
        kommuner == null ? List.of() : List.of(kommuner.split("\\|")),
        dag(rad.cell("giltig_fran")),
        dag(rad.cell("giltig_till")),
        rad.cell("efterfoljare"));
  }

  /** By code, successors before those they succeed, the fictional last. */
  static Map<String, NyttForbund> alla() {
    var alla = new LinkedHashMap<String, NyttForbund>();
    rader().stream()
        .filter(rad -> !borta(rad))
        .sorted(Comparator.comparing(rad -> rad.cell("efterfoljare") != null))
        .forEach(rad -> alla.put(rad.cell("kod"), forbund(rad)));
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

  /** The source gives a day, a year, or nothing; a year alone is not a day, and is left out. */
  private static LocalDate dag(String datum) {
    return datum != null && datum.length() == 10 ? LocalDate.parse(datum) : null;
  }

  private static List<Inlast.Rad> rader() {
    try (var csv = DemoForbund.class.getResourceAsStream("/demo/forbund.csv")) {
      var faults = new Faults();
      var rader = Inlast.csv(csv.readAllBytes(), KOLUMNER, faults).rader();
      faults.refuse();
      return rader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
