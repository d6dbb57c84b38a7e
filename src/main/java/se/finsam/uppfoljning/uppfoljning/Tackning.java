package se.finsam.uppfoljning.uppfoljning;

import java.util.List;
import java.util.stream.Collectors;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.InsatsRad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.KvartalFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.Lage;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.RegistreringRad;

/**
 * How many of the insatser that should have a figure have told it, and so are in its sum.
 *
 * @param med that have told it
 * @param av that should
 */
record Tackning(long med, long av) {

  /** Of a figure of the year, by its name in the JSON. */
  static Tackning aret(List<InsatsRad> insatser, String figur) {
    var ska =
        insatser.stream().filter(i -> harFiguren(figur, i.figurer().individinriktad())).toList();
    return new Tackning(
        ska.stream().filter(i -> !i.status().containsKey(figur)).count(), ska.size());
  }

  /** Of a figure of a quarter: of the insatser alive in it, those registered. */
  static Tackning kvartalet(
      KvartalFigurer kvartal,
      List<InsatsRad> insatser,
      List<RegistreringRad> registreringar,
      String figur) {
    var ska =
        insatser.stream()
            .map(InsatsRad::figurer)
            .filter(i -> harFiguren(figur, i.individinriktad()))
            .map(Uppfoljning.InsatsFigurer::insats)
            .collect(Collectors.toSet());
    if (kvartal.lage() == Lage.EJ_PABORJAT) {
      return new Tackning(0, ska.size());
    }
    var rader =
        registreringar.stream()
            .map(RegistreringRad::figurer)
            .filter(r -> r.kvartal().equals(kvartal.kvartal()) && ska.contains(r.insats()))
            .toList();
    return new Tackning(
        rader.stream().filter(Uppfoljning.RegistreringFigurer::registrerad).count(), rader.size());
  }

  private static boolean harFiguren(String figur, boolean individinriktad) {
    return switch (figur) {
      case "budgetKr", "utfallKr" -> true;
      case "personal" -> !individinriktad;
      default -> individinriktad;
    };
  }

  boolean delvis() {
    return 0 < med && med < av;
  }
}
