package se.finsam.uppfoljning.rojandekontroll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The lattice of a table: how its cells are numbered, and along each axis the {@link Riktning}ar in
 * which counts can move without breaking a sum.
 */
final class Galler {
  private final List<Axel> axlar;
  private final int[] steg;
  private final int[][] overordnade;
  private final boolean[][] blad;
  private final Riktning[][][] riktningar;

  /**
   * A way to move counts along one axis: one more in a leaf and in all that it is part of, and
   * perhaps one less in another leaf and in all that it is part of.
   *
   * @param noder the nodes that change
   * @param tecken 1 or -1 for each
   * @param fran the first of the releases from which on the sums of every one hold
   */
  record Riktning(int[] noder, int[] tecken, int fran) {}

  Galler(List<Axel> axlar, List<Tidigare> tidigare) {
    this.axlar = axlar;
    steg = new int[axlar.size()];
    riktningar = new Riktning[axlar.size()][][];
    overordnade = new int[axlar.size()][];
    blad = new boolean[axlar.size()][];
    int bredd = 1;
    for (int a = axlar.size() - 1; a >= 0; a--) {
      steg[a] = bredd;
      bredd *= axlar.get(a).noder().size();
      overordnade[a] = axlar.get(a).overordnade();
      blad[a] = new boolean[axlar.get(a).noder().size()];
      Arrays.fill(blad[a], true);
      for (int over : overordnade[a]) {
        if (over >= 0) {
          blad[a][over] = false;
        }
      }
      int axel = a;
      riktningar[a] =
          riktningar(
              axlar.get(a), tidigare.stream().map(t -> t.tabell().axlar().get(axel)).toList());
    }
  }

  int antalAxlar() {
    return axlar.size();
  }

  int steg(int axel) {
    return steg[axel];
  }

  int nod(int cell, int axel) {
    return cell / steg[axel] % axlar.get(axel).noder().size();
  }

  /** The ways to have one more in a node, those that touch few nodes first. */
  Riktning[] riktningar(int axel, int nod) {
    return riktningar[axel][nod];
  }

  /** True if the cell is the sum of no others. */
  boolean arBlad(int cell) {
    for (int a = 0; a < axlar.size(); a++) {
      if (!blad[a][nod(cell, a)]) {
        return false;
      }
    }
    return true;
  }

  /** The cells that a cell is part of, itself among them. */
  int[] over(int cell) {
    int[] over = {cell};
    for (int a = 0; a < axlar.size(); a++) {
      int forsta = nod(cell, a);
      int djup = 0;
      for (int nod = forsta; nod >= 0; nod = overordnade[a][nod]) {
        djup++;
      }
      int[] fler = new int[over.length * djup];
      int antal = 0;
      for (int nod = forsta; nod >= 0; nod = overordnade[a][nod]) {
        for (int ett : over) {
          fler[antal++] = ett + (nod - forsta) * steg[a];
        }
      }
      over = fler;
    }
    return over;
  }

  /** The cells that must share the fate of this one, itself among them. */
  int[] syskon(int cell) {
    int[] syskon = {cell};
    for (int a = 0; a < axlar.size(); a++) {
      Axel axel = axlar.get(a);
      if (!axel.tillsammans()) {
        continue;
      }
      int nod = nod(cell, a);
      for (Axel.Summa summa : axel.summor()) {
        if (summa.delar().contains(axel.noder().get(nod))) {
          int[] fler = new int[syskon.length * summa.delar().size()];
          int antal = 0;
          for (int ett : syskon) {
            for (String del : summa.delar()) {
              fler[antal++] = ett + (axel.noder().indexOf(del) - nod) * steg[a];
            }
          }
          syskon = fler;
        }
      }
    }
    Arrays.sort(syskon);
    return syskon;
  }

  private static Riktning[][] riktningar(Axel axel, List<Axel> tidigare) {
    int antal = axel.noder().size();
    int[] overordnade = axel.overordnade();
    boolean[] delad = new boolean[antal];
    for (int over : overordnade) {
      if (over >= 0) {
        delad[over] = true;
      }
    }
    List<List<Riktning>> per = new ArrayList<>();
    for (int nod = 0; nod < antal; nod++) {
      per.add(new ArrayList<>());
    }
    for (int plus = 0; plus < antal; plus++) {
      for (int minus = -1; minus < antal; minus++) {
        if (delad[plus] || minus == plus || minus >= 0 && delad[minus]) {
          continue;
        }
        int[] andring = new int[antal];
        for (int nod = plus; nod >= 0; nod = overordnade[nod]) {
          andring[nod]++;
        }
        for (int nod = minus; nod >= 0; nod = overordnade[nod]) {
          andring[nod]--;
        }
        int fran = tidigare.size();
        while (fran > 0 && haller(axel, andring, tidigare.get(fran - 1))) {
          fran--;
        }
        int forsta = fran;
        Riktning riktning = riktning(andring, forsta);
        for (int nod = 0; nod < antal; nod++) {
          if (andring[nod] > 0) {
            per.get(nod).add(riktning);
          }
        }
      }
    }
    return per.stream()
        .map(
            lista ->
                lista.stream()
                    .sorted(Comparator.comparingInt(riktning -> riktning.noder().length))
                    .toArray(Riktning[]::new))
        .toArray(Riktning[][]::new);
  }

  private static Riktning riktning(int[] andring, int fran) {
    int[] noder = new int[andring.length];
    int[] tecken = new int[andring.length];
    int antal = 0;
    for (int nod = 0; nod < andring.length; nod++) {
      if (andring[nod] != 0) {
        noder[antal] = nod;
        tecken[antal++] = andring[nod];
      }
    }
    return new Riktning(Arrays.copyOf(noder, antal), Arrays.copyOf(tecken, antal), fran);
  }

  /** True if an earlier axis has the nodes that change and its sums hold. */
  private static boolean haller(Axel axel, int[] andring, Axel tidigare) {
    for (int nod = 0; nod < andring.length; nod++) {
      if (andring[nod] != 0 && !tidigare.noder().contains(axel.noder().get(nod))) {
        return false;
      }
    }
    for (Axel.Summa summa : tidigare.summor()) {
      int rest = andring(axel, andring, summa.hela());
      for (String del : summa.delar()) {
        rest -= andring(axel, andring, del);
      }
      if (rest != 0) {
        return false;
      }
    }
    return true;
  }

  private static int andring(Axel axel, int[] andring, String kod) {
    int nod = axel.noder().indexOf(kod);
    return nod < 0 ? 0 : andring[nod];
  }
}
