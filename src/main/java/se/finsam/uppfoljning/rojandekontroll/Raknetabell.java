package se.finsam.uppfoljning.rojandekontroll;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Counts of persons over every combination of the nodes of some axes, as they are known to the one
 * who releases them.
 *
 * @param celler row by row, the last axis varies fastest; null where nobody has reported, which
 *     everybody may know and which adds nothing to a sum
 */
public record Raknetabell(List<Axel> axlar, List<Long> celler) {

  /**
   * Checks that there is a count for every combination and that every sum holds.
   *
   * @throws IllegalArgumentException if not; it names the cell, never a count
   */
  public Raknetabell {
    axlar = List.copyOf(axlar);
    celler = Collections.unmodifiableList(new ArrayList<>(celler));
    long antal = 1;
    for (Axel axel : axlar) {
      antal = Math.multiplyExact(antal, axel.noder().size());
    }
    if (axlar.isEmpty() || antal != celler.size()) {
      throw new IllegalArgumentException(celler.size() + " cells where the axes give " + antal);
    }
    int steg = celler.size();
    for (Axel axel : axlar) {
      int bredd = steg;
      steg /= axel.noder().size();
      for (int cell = 0; cell < celler.size(); cell++) {
        Long varde = celler.get(cell);
        if (varde != null && varde < 0) {
          throw new IllegalArgumentException("A negative count in cell " + cell);
        }
      }
      for (Axel.Summa summa : axel.summor()) {
        int hela = axel.noder().indexOf(summa.hela());
        int[] delar = summa.delar().stream().mapToInt(axel.noder()::indexOf).toArray();
        for (int bas = 0; bas < celler.size(); bas++) {
          if (bas % bredd >= steg) {
            continue;
          }
          long rest = tal(celler, bas + hela * steg);
          for (int del : delar) {
            rest -= tal(celler, bas + del * steg);
          }
          if (rest != 0) {
            throw new IllegalArgumentException(
                summa.hela() + " is not the sum of its parts in cell " + (bas + hela * steg));
          }
        }
      }
    }
  }

  /** The place in {@link #celler} of a combination of nodes, one for each axis in their order. */
  public int index(String... noder) {
    return index(List.of(noder));
  }

  /** The place in {@link #celler} of a combination of nodes, one for each axis in their order. */
  public int index(List<String> noder) {
    if (noder.size() != axlar.size()) {
      throw new IllegalArgumentException("One node for each axis: " + noder);
    }
    int index = 0;
    for (int a = 0; a < axlar.size(); a++) {
      int nod = axlar.get(a).noder().indexOf(noder.get(a));
      if (nod < 0) {
        throw new IllegalArgumentException(axlar.get(a).namn() + " has no " + noder.get(a));
      }
      index = index * axlar.get(a).noder().size() + nod;
    }
    return index;
  }

  /** True if every axis has its node. */
  public boolean har(List<String> noder) {
    boolean har = true;
    for (int a = 0; a < axlar.size(); a++) {
      har &= axlar.get(a).noder().contains(noder.get(a));
    }
    return har;
  }

  /** The nodes of a cell, one for each axis in their order. */
  public List<String> noder(int index) {
    String[] noder = new String[axlar.size()];
    int rest = index;
    for (int a = axlar.size() - 1; a >= 0; a--) {
      List<String> axelns = axlar.get(a).noder();
      noder[a] = axelns.get(rest % axelns.size());
      rest /= axelns.size();
    }
    return List.of(noder);
  }

  /** What a cell adds to a sum. */
  long tal(int index) {
    return tal(celler, index);
  }

  private static long tal(List<Long> celler, int index) {
    Long varde = celler.get(index);
    return varde == null ? 0 : varde;
  }
}
