package se.finsam.uppfoljning.oppnadata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;

/**
 * The values of an axis that are of one kind, as PxWeb's value sets: vs_region_lan. A subset and
 * never a grouping: no value of it is a sum that the table has not.
 *
 * @param variabel the code of the axis
 * @param slag the kind
 */
record Kodlista(String id, String etikett, String variabel, String slag) {
  private static final Map<String, String> SLAG =
      Map.of("RIKET", "riket", "LAN", "län", "FORBUND", "samordningsförbund");

  static List<Kodlista> av(Variabel variabel) {
    return variabel.varden().stream()
        .map(Varde::slag)
        .filter(Objects::nonNull)
        .distinct()
        .map(slag -> av(variabel, slag))
        .toList();
  }

  private static Kodlista av(Variabel variabel, String slag) {
    var litet = slag.toLowerCase(Locale.ROOT);
    return new Kodlista(
        "vs_" + variabel.kod() + "_" + litet,
        variabel.etikett() + ": " + SLAG.getOrDefault(slag, litet.replace('_', ' ')),
        variabel.kod(),
        slag);
  }

  /** Where its values stand in the axis. */
  int[] i(Variabel variabel) {
    return IntStream.range(0, variabel.varden().size())
        .filter(i -> slag.equals(variabel.varden().get(i).slag()))
        .toArray();
  }
}
