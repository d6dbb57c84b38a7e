package se.finsam.uppfoljning.oppnadata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Query;

/** The forms in which data can be had, under PxWeb's names. */
enum Utformat {
  JSON_STAT("json-stat2", "application/json", "json"),
  CSV("csv", "text/csv;charset=UTF-8", "csv"),
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
  HTML("html", "text/html;charset=UTF-8", "html"),
  PX("px", "application/octet-stream", "px");

  final String kod;
  final String contentType;
  final String andelse;

  Utformat(String kod, String contentType, String andelse) {
    this.kod = kod;
    this.contentType = contentType;
    this.andelse = andelse;
  }

  static List<String> koder() {
    return Stream.of(values()).map(f -> f.kod).toList();
  }

  /** How values are told in tables: null where the form decides. */
  enum Visning {
    KODER("UseCodes"),
    TEXTER("UseTexts"),
    BADA("UseCodesAndTexts");

    final String parameter;

    Visning(String parameter) {
      this.parameter = parameter;
    }
  }

  /** What stands between the cells of a CSV. */
  enum Skiljetecken {
    TAB("SeparatorTab", '\t'),
    BLANKSTEG("SeparatorSpace", ' '),
    SEMIKOLON("SeparatorSemicolon", ';');

    final String parameter;
    final char tecken;

    Skiljetecken(String parameter, char tecken) {
      this.parameter = parameter;
      this.tecken = tecken;
    }
  }

  private static final String TITEL = "IncludeTitle";

  /**
   * A form and its details; what does not concern the form is taken and changes nothing.
   *
   * @param visning null where nothing was said
   */
  record Form(Utformat format, Visning visning, char skiljetecken, boolean titel) {}

  /** As outputFormat and outputFormatParams say; without them JSON-stat. */
  static Form av(Query query, Faults faults) {
    var format = format(query.one("outputFormat"), faults);
    var sagt =
        query.all("outputFormatParams").stream()
            .flatMap(p -> Arrays.stream(p.split(",", -1)))
            .map(String::strip)
            .toList();
    var kanda = new ArrayList<String>();
    Stream.of(Visning.values()).forEach(v -> kanda.add(v.parameter));
    Stream.of(Skiljetecken.values()).forEach(s -> kanda.add(s.parameter));
    kanda.add(TITEL);
    if (!sagt.stream().allMatch(p -> kanda.stream().anyMatch(p::equalsIgnoreCase))) {
      faults.unreadable(
          "{outputFormatParams}",
          "OKANT_VARDE",
          "Värdet är inte känt; kända är " + String.join(", ", kanda));
    }
    var visningar =
        Stream.of(Visning.values())
            .filter(v -> sagt.stream().anyMatch(v.parameter::equalsIgnoreCase))
            .toList();
    var skiljetecken =
        Stream.of(Skiljetecken.values())
            .filter(s -> sagt.stream().anyMatch(s.parameter::equalsIgnoreCase))
            .toList();
    if (visningar.size() > 1 || skiljetecken.size() > 1) {
      faults.unreadable(
          "{outputFormatParams}",
          "MOTSAGELSE",
          "Bara en av UseCodes, UseTexts och UseCodesAndTexts, och bara ett skiljetecken");
    }
    return new Form(
        format,
        visningar.isEmpty() ? null : visningar.get(0),
        skiljetecken.isEmpty() ? ',' : skiljetecken.get(0).tecken,
        sagt.stream().anyMatch(TITEL::equalsIgnoreCase));
  }

  /** What is told only in JSON; clients that always say in which form they want it may say so. */
  static void baraJsonStat(Query query, Faults faults) {
    var kod = query.one("outputFormat");
    if (kod != null && !kod.equalsIgnoreCase(JSON_STAT.kod)) {
      faults.unreadable(
          "{outputFormat}", "OKANT_VARDE", "Formatet är inte känt här; bara " + JSON_STAT.kod);
    }
  }

  private static Utformat format(String kod, Faults faults) {
    if (kod == null) {
      return JSON_STAT;
    }
    for (var format : values()) {
      if (format.kod.equalsIgnoreCase(kod)) {
        return format;
      }
    }
    faults.unreadable(
        "{outputFormat}",
        "OKANT_VARDE",
        "Formatet är inte känt här; kända är "
            + koder().stream().collect(Collectors.joining(", ")));
    return JSON_STAT;
  }
}
