package se.finsam.uppfoljning.oppnadata;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import se.finsam.uppfoljning.arsuttag.Lage;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.arsuttag.Utgava;

/**
 * An open table under the id that it is asked for by.
 *
 * @param id {@code deltagare-2023.1.0} of one release, {@code deltagare} of all years that hold
 * @param utgavor whose it is, the newest first
 */
record PxTabell(String id, boolean serie, List<Utgava> utgavor, OppenTabell tabell) {
  static final String KALLA = "Nationella rådet för finansiell samordning";
  static final String LICENS = "https://creativecommons.org/publicdomain/zero/1.0/";

  static PxTabell utgavas(Utgava utgava, OppenTabell tabell) {
    return new PxTabell(tabell.namn() + "-" + utgava.nummer(), false, List.of(utgava), tabell);
  }

  String etikett() {
    return serie
        ? tabell.titel() + ", alla år"
        : tabell.titel() + ", årsuttag " + utgavor.get(0).nummer();
  }

  /** How to cite it, one release after the other. */
  String citat() {
    return utgavor.stream().map(Utgava::citat).collect(Collectors.joining("; "));
  }

  /** A later one of its year has been published. */
  boolean ersatt() {
    return !serie && utgavor.get(0).lage() == Lage.ERSATT;
  }

  /** To the second, as PxWeb tells it. */
  Instant uppdaterad() {
    return utgavor.stream()
        .map(Utgava::publicerad)
        .max(Instant::compareTo)
        .orElseThrow()
        .truncatedTo(ChronoUnit.SECONDS);
  }

  List<Varde> tider() {
    return tabell.variabler().stream()
        .filter(v -> v.roll() == Roll.TID)
        .findFirst()
        .map(Variabel::varden)
        .orElse(List.of());
  }

  /** Annual, Quarterly, or Other where both stand side by side. */
  String tidsenhet() {
    if (tider().stream().allMatch(t -> t.kod().matches("[0-9]{4}"))) {
      return "Annual";
    }
    return tider().stream().allMatch(t -> t.kod().matches("[0-9]{4}K[1-4]"))
        ? "Quarterly"
        : "Other";
  }

  /** What stands below every answer of it: what to know, what the signs mean, whose it is. */
  List<String> noter() {
    var noter = new ArrayList<>(tabell.noter());
    Tecken.forklaringar().forEach((tecken, text) -> noter.add("\"" + tecken + "\" " + text));
    noter.add("Licens: CC0 1.0. Källa: " + citat());
    return noter;
  }

  int decimaler() {
    return tabell.variabler().stream()
        .filter(v -> v.roll() == Roll.MATT)
        .flatMap(v -> v.varden().stream())
        .mapToInt(Varde::decimaler)
        .max()
        .orElse(0);
  }
}
