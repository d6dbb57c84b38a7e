package se.finsam.uppfoljning.matning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import se.finsam.uppfoljning.matning.Rikstal.Storlek;

/**
 * What has been measured, as Markdown: the figures of each size, and what they are of each other.
 */
final class Protokoll {
  private static final Path FIL = Path.of("target", "matning.md");

  private final String inledning;
  private final int klienter;
  private final List<Utfall> utfall = new ArrayList<>();

  /**
   * @param klienter how many they are where they are several
   */
  Protokoll(String inledning, int klienter) {
    this.inledning = inledning;
    this.klienter = klienter;
  }

  /** A size of the country: what was measured, and what was found besides. */
  record Utfall(Storlek storlek, Map<String, Serie> serier, Map<String, String> fakta) {

    void serie(Serie serie) {
      serier.put(nyckel(serie.namn(), serie.klienter()), serie);
    }

    void faktum(String namn, String varde) {
      fakta.put(namn, varde);
    }

    private static String nyckel(String namn, int klienter) {
      return namn + " by " + klienter;
    }
  }

  Utfall ny(Storlek storlek) {
    utfall.add(new Utfall(storlek, new LinkedHashMap<>(), new LinkedHashMap<>()));
    return utfall.get(utfall.size() - 1);
  }

  String skriv() throws IOException {
    var text = new StringBuilder("# The national figures beside plain SQL\n\n");
    text.append(inledning).append("\n\n");
    for (var u : utfall) {
      text.append("## ").append(u.storlek()).append("\n\n").append(figurer(u)).append(fakta(u));
      u.serier().values().stream()
          .filter(s -> s.fel() != null)
          .map(s -> "Failed: %s, %d clients: %s\n\n".formatted(s.namn(), s.klienter(), s.fel()))
          .forEach(text::append);
    }
    text.append("## Ratios\n\n").append(kvoter());
    Files.writeString(FIL, text);
    return text.toString();
  }

  private static Markdown figurer(Utfall u) {
    var tabell = new Markdown("", "clients", "calls", "median ms", "p99 ms", "cpu ms", "req/s");
    for (var s : u.serier().values()) {
      tabell.rad(
          s.namn(),
          Integer.toString(s.klienter()),
          s.fel() == null ? Long.toString(s.anrop()) : "failed",
          Markdown.tal(s.median()),
          Markdown.tal(s.p99()),
          Markdown.tal(s.processortid()),
          s.klienter() == 1 ? "" : Markdown.tal(s.perSekund()));
    }
    return tabell;
  }

  private static Markdown fakta(Utfall u) {
    var tabell = new Markdown("", "");
    u.fakta().forEach((namn, varde) -> tabell.rad(namn, varde));
    return tabell;
  }

  private Markdown kvoter() {
    var rubriker = new ArrayList<>(List.of(""));
    utfall.forEach(u -> rubriker.add(u.storlek().toString()));
    var tabell = new Markdown(rubriker.toArray(String[]::new));
    kvot(tabell, "req/s", "report", "plain SQL: report", klienter, Serie::perSekund);
    kvot(tabell, "req/s", "T2", "plain SQL: insatser", klienter, Serie::perSekund);
    kvot(tabell, "req/s", "report, If-None-Match: 304", "report", klienter, Serie::perSekund);
    kvot(tabell, "req/s", "report as of a date", "report", klienter, Serie::perSekund);
    for (var vad :
        List.of("report", "report as of another instant each time", "report after a write")) {
      kvot(tabell, "ms", vad, "plain SQL: report", 1, Serie::median);
      kvot(tabell, "cpu", vad, "plain SQL: report", 1, Serie::processortid);
    }
    kvot(tabell, "cpu", "report, If-None-Match: 304", "report", 1, Serie::processortid);
    kvot(tabell, "ms", "T2 after a write", "plain SQL: insatser", 1, Serie::median);
    kvot(tabell, "ms", "POST of 50", "POST of 1", 1, Serie::median);
    var forst = utfall.get(0);
    if (utfall.size() > 1) {
      for (var s : forst.serier().values()) {
        if (s.klienter() == 1) {
          var rubrik = "ms: %s / itself at %s".formatted(s.namn(), forst.storlek());
          rad(tabell, rubrik, u -> kvot(serie(u, s.namn(), 1), s, Serie::median));
        }
      }
    }
    return tabell;
  }

  private void kvot(
      Markdown tabell,
      String enhet,
      String taljare,
      String namnare,
      int klienter,
      ToDoubleFunction<Serie> varde) {
    rad(
        tabell,
        "%s: %s / %s".formatted(enhet, taljare, namnare),
        u -> kvot(serie(u, taljare, klienter), serie(u, namnare, klienter), varde));
  }

  private static Serie serie(Utfall u, String namn, int klienter) {
    return u.serier().get(Utfall.nyckel(namn, klienter));
  }

  private static double kvot(Serie taljare, Serie namnare, ToDoubleFunction<Serie> varde) {
    return taljare == null || namnare == null
        ? Double.NaN
        : varde.applyAsDouble(taljare) / varde.applyAsDouble(namnare);
  }

  private void rad(Markdown tabell, String rubrik, ToDoubleFunction<Utfall> varde) {
    var celler = new ArrayList<>(List.of(rubrik));
    utfall.forEach(u -> celler.add(Markdown.tal(varde.applyAsDouble(u))));
    tabell.rad(celler.toArray(String[]::new));
  }
}
