package se.finsam.uppfoljning.rojandekontroll;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * One who has kept every release and bounds what is hidden with a solver of his own. He knows that
 * what is hidden is at least one (unless it is zero), and takes what he has not seen to change to
 * be unchanged.
 */
final class Angripare {
  /** Above every count of the tests: there is no bound. */
  private static final long TAK = 10_000;

  private final List<Raknetabell> tabeller = new ArrayList<>();
  private final List<Map<List<String>, Integer>> okand = new ArrayList<>();
  private final List<Long> minst = new ArrayList<>();
  private final List<Map<Integer, Long>> ekvationer = new ArrayList<>();
  private final List<Long> hogerled = new ArrayList<>();
  private final boolean heltal;

  /** True only for releases whose cells are joined with the same unknown as in one before. */
  Angripare(List<Skyddad> utgavor, boolean heltal) {
    this.heltal = heltal;
    for (Skyddad utgava : utgavor) {
      lar(utgava);
    }
  }

  private void lar(Skyddad utgava) {
    Raknetabell tabell = utgava.tabell();
    Map<List<String>, Integer> har = new TreeMap<>(java.util.Comparator.comparing(List::toString));
    List<Long> kanda = new ArrayList<>();
    for (int cell = 0; cell < tabell.celler().size(); cell++) {
      List<String> noder = tabell.noder(cell);
      if (utgava.dold(cell) && tidigareVisad(noder, tabell.tal(cell)) == null) {
        Integer samma = null;
        for (int r = 0; r < tabeller.size(); r++) {
          Integer forr = okand.get(r).get(noder);
          if (forr != null
              && tabeller.get(r).tal(tabeller.get(r).index(noder)) == tabell.tal(cell)) {
            samma = forr;
          }
        }
        if (samma == null) {
          samma = minst.size();
          minst.add(tabell.tal(cell) > 0 ? 1L : 0L);
        }
        har.put(noder, samma);
      }
      kanda.add(tabell.tal(cell));
    }
    tabeller.add(tabell);
    okand.add(har);
    // what is shown now was hidden before at the same value: no release of ours does that
    for (int cell = 0; cell < tabell.celler().size(); cell++) {
      List<String> noder = tabell.noder(cell);
      for (int a = 0; a < noder.size(); a++) {
        for (Axel.Summa summa : tabell.axlar().get(a).summor()) {
          if (!summa.hela().equals(noder.get(a))) {
            continue;
          }
          Map<Integer, Long> ekvation = new TreeMap<>();
          long hoger = term(ekvation, har, tabell, noder, -1);
          for (String del : summa.delar()) {
            List<String> delens = new ArrayList<>(noder);
            delens.set(a, del);
            hoger += term(ekvation, har, tabell, delens, 1);
          }
          ekvation.values().removeIf(faktor -> faktor == 0);
          if (!ekvation.isEmpty()) {
            ekvationer.add(ekvation);
            hogerled.add(-hoger);
          }
        }
      }
    }
  }

  private Long tidigareVisad(List<String> noder, long varde) {
    for (int r = 0; r < tabeller.size(); r++) {
      Raknetabell da = tabeller.get(r);
      boolean finns = true;
      for (int a = 0; a < noder.size(); a++) {
        finns &= da.axlar().get(a).noder().contains(noder.get(a));
      }
      if (finns && !okand.get(r).containsKey(noder) && da.tal(da.index(noder)) == varde) {
        return varde;
      }
    }
    return null;
  }

  /** Adds an unknown to an equation, or tells the known value. */
  private static long term(
      Map<Integer, Long> ekvation,
      Map<List<String>, Integer> okanda,
      Raknetabell tabell,
      List<String> noder,
      long faktor) {
    Integer variabel = okanda.get(noder);
    if (variabel == null) {
      return faktor * tabell.tal(tabell.index(noder));
    }
    ekvation.merge(variabel, faktor, Long::sum);
    return 0;
  }

  /** The hidden cells of a release whose value he does not know from another. */
  List<List<String>> okanda(int utgava) {
    return List.copyOf(okand.get(utgava).keySet());
  }

  /** The least and the greatest value that a hidden cell can have. */
  long[] granser(int utgava, List<String> noder) {
    return new long[] {grans(utgava, noder, false), grans(utgava, noder, true)};
  }

  private long grans(int utgava, List<String> noder, boolean storst) {
    ExpressionsBasedModel modell = new ExpressionsBasedModel();
    List<Variable> variabler = new ArrayList<>();
    for (int v = 0; v < minst.size(); v++) {
      Variable variabel = modell.newVariable("x" + v).lower(minst.get(v)).upper(TAK);
      variabler.add(heltal ? variabel.integer() : variabel);
    }
    for (int e = 0; e < ekvationer.size(); e++) {
      Expression ekvation = modell.newExpression("e" + e).level(hogerled.get(e));
      ekvationer.get(e).forEach((v, faktor) -> ekvation.set(variabler.get(v), faktor));
    }
    variabler.get(okand.get(utgava).get(noder)).weight(1);
    Optimisation.Result svar = storst ? modell.maximise() : modell.minimise();
    if (!svar.getState().isOptimal()) {
      throw new IllegalStateException(svar.getState() + " for " + noder);
    }
    return Math.round(svar.getValue());
  }
}
