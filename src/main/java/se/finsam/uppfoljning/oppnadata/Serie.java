package se.finsam.uppfoljning.oppnadata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;

/**
 * The tables of several years as one. Every cell is one of theirs: nothing is added up, and what a
 * year has no row for (a förbund that was not there) can have no figure.
 */
final class Serie {
  private Serie() {}

  /**
   * @param ar the same table of each year, the newest first; those whose axes are others than the
   *     newest's are left out
   */
  static OppenTabell av(List<OppenTabell> ar) {
    var nyast = ar.get(0);
    var likadana = ar.stream().filter(t -> axlar(t).equals(axlar(nyast))).toList();
    if (likadana.size() == 1) {
      return nyast;
    }
    var variabler = new ArrayList<Variabel>();
    for (int v = 0; v < nyast.variabler().size(); v++) {
      variabler.add(variabel(likadana, v));
    }
    int celler = variabler.stream().mapToInt(v -> v.varden().size()).reduce(1, Math::multiplyExact);
    var varden = new ArrayList<BigDecimal>(Collections.nCopies(celler, null));
    var status = new ArrayList<Status>(Collections.nCopies(celler, Status.EJ_TILLAMPLIGT));
    for (var tabell : likadana) {
      fyll(tabell, variabler, varden, status);
    }
    var noter = new LinkedHashSet<String>();
    likadana.forEach(t -> noter.addAll(t.noter()));
    return new OppenTabell(
        nyast.namn(), nyast.titel(), List.copyOf(noter), List.copyOf(variabler), varden, status);
  }

  private static List<String> axlar(OppenTabell tabell) {
    return tabell.variabler().stream().map(Variabel::kod).toList();
  }

  /** As the newest says, with what only older ones have after it; time with the oldest first. */
  private static Variabel variabel(List<OppenTabell> nyastForst, int v) {
    var nyast = nyastForst.get(0).variabler().get(v);
    var varden = new LinkedHashMap<String, Varde>();
    var turordning = new ArrayList<>(nyastForst);
    if (nyast.roll() == Roll.TID) {
      Collections.reverse(turordning);
    }
    for (var tabell : turordning) {
      tabell.variabler().get(v).varden().forEach(varde -> varden.putIfAbsent(varde.kod(), varde));
    }
    return new Variabel(
        nyast.kod(),
        nyast.etikett(),
        nyast.roll(),
        nyast.eliminering(),
        List.copyOf(varden.values()));
  }

  private static void fyll(
      OppenTabell tabell, List<Variabel> variabler, List<BigDecimal> varden, List<Status> status) {
    int[] till = {0};
    for (int v = 0; v < variabler.size(); v++) {
      var platser = platser(variabler.get(v));
      var egna = tabell.variabler().get(v).varden();
      int storlek = variabler.get(v).varden().size();
      int[] langre = new int[till.length * egna.size()];
      for (int i = 0, n = 0; i < till.length; i++) {
        for (var egen : egna) {
          langre[n++] = till[i] * storlek + platser.get(egen.kod());
        }
      }
      till = langre;
    }
    for (int i = 0; i < till.length; i++) {
      varden.set(till[i], tabell.varden().get(i));
      status.set(till[i], tabell.status().get(i));
    }
  }

  private static Map<String, Integer> platser(Variabel variabel) {
    var platser = new HashMap<String, Integer>();
    variabel.varden().forEach(varde -> platser.put(varde.kod(), platser.size()));
    return platser;
  }
}
