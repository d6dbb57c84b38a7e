package se.finsam.uppfoljning.arsuttag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.finsam.uppfoljning.rojandekontroll.Axel;
import se.finsam.uppfoljning.rojandekontroll.Raknetabell;

/**
 * Counts being laid out over every combination of the nodes of some axes. What is told of the
 * smallest parts is added up to all that they are parts of.
 *
 * <p>A node of which somebody has registered something is the sum of what is registered; one of
 * which nobody has, though somebody should, is unknown; one in which there is nobody to register is
 * zero.
 */
final class Kub {
  private final List<Axel> axlar;
  private final List<Map<String, Integer>> platser = new ArrayList<>();
  private final long[] tal;
  private final boolean[] registrerat;
  private final boolean[] saknas;

  Kub(List<Axel> axlar) {
    this.axlar = axlar;
    int antal = 1;
    for (var axel : axlar) {
      var plats = new HashMap<String, Integer>();
      axel.noder().forEach(n -> plats.put(n, plats.size()));
      platser.add(plats);
      antal = Math.multiplyExact(antal, axel.noder().size());
    }
    tal = new long[antal];
    registrerat = new boolean[antal];
    saknas = new boolean[antal];
  }

  /** Where the cell of these nodes stands, one node for each axis in order. */
  int plats(String... noder) {
    int plats = 0;
    for (int a = 0; a < axlar.size(); a++) {
      var nod = platser.get(a).get(noder[a]);
      if (nod == null) {
        throw new IllegalArgumentException(noder[a] + " is no node of " + axlar.get(a).namn());
      }
      plats = plats * axlar.get(a).noder().size() + nod;
    }
    return plats;
  }

  /** A count that has been registered, of smallest parts. */
  void registrerat(long antal, String... noder) {
    int plats = plats(noder);
    tal[plats] += antal;
    registrerat[plats] = true;
  }

  /** A count that somebody should have registered, and has not. */
  void saknas(String... noder) {
    saknas[plats(noder)] = true;
  }

  /** The counts with all sums: along one axis after the other, the parts before what they make. */
  Raknetabell summerad() {
    int steg = tal.length;
    for (int a = 0; a < axlar.size(); a++) {
      int noder = axlar.get(a).noder().size();
      int utanfor = steg;
      steg /= noder;
      for (var summa : axlar.get(a).summor()) {
        int hela = platser.get(a).get(summa.hela());
        int[] delar = summa.delar().stream().mapToInt(platser.get(a)::get).toArray();
        for (int fran = 0; fran < tal.length; fran += utanfor) {
          for (int inne = 0; inne < steg; inne++) {
            int plats = fran + hela * steg + inne;
            for (int del : delar) {
              int dess = fran + del * steg + inne;
              tal[plats] += tal[dess];
              registrerat[plats] |= registrerat[dess];
              saknas[plats] |= saknas[dess];
            }
          }
        }
      }
    }
    var celler = new Long[tal.length];
    Arrays.setAll(celler, i -> saknas[i] && !registrerat[i] ? null : Long.valueOf(tal[i]));
    return new Raknetabell(axlar, Arrays.asList(celler));
  }
}
