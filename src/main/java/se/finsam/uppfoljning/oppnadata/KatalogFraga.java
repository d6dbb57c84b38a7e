package se.finsam.uppfoljning.oppnadata;

import java.util.LinkedHashMap;
import java.util.Map;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;

/** Questions to a table, by the names of PxWebApi 2. */
class KatalogFraga {
  private KatalogFraga() {}

  /** Every cell. */
  static Map<String, String> allt(OppenTabell tabell, String format) {
    var fraga = new LinkedHashMap<String, String>();
    fraga.put("lang", "sv");
    tabell.variabler().forEach(v -> fraga.put(kod(v), "*"));
    fraga.put("outputFormat", format);
    return fraga;
  }

  /**
   * A few cells to look at: by sex where the table has it, else by its first axis that is not
   * demanded; the axes left out are told as their totals.
   */
  static Map<String, String> prov(OppenTabell tabell, String format) {
    var delas =
        tabell.variabler().stream()
            .filter(v -> v.eliminering() != null && v.roll() == Roll.ANNAN)
            .reduce((a, b) -> a.kod().equals("kon") ? a : b.kod().equals("kon") ? b : a)
            .orElse(null);
    var fraga = new LinkedHashMap<String, String>();
    fraga.put("lang", "sv");
    tabell.variabler().stream()
        .filter(v -> v.eliminering() == null || v.equals(delas))
        .forEach(v -> fraga.put(kod(v), "*"));
    fraga.put("outputFormat", format);
    return fraga;
  }

  private static String kod(Variabel variabel) {
    return "valuecodes[" + variabel.kod() + "]";
  }
}
