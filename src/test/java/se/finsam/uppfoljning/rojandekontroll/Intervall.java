package se.finsam.uppfoljning.rojandekontroll;

import java.util.Arrays;

/**
 * A quick attacker for large tables: narrows the bounds of each cell by every sum that holds it,
 * over and over. What he finds is true, but he does not find all.
 */
final class Intervall {
  private static final long TAK = 1_000_000;

  private Intervall() {}

  /** The least and the greatest value of each cell. */
  static long[][] granser(Skyddad skyddad) {
    Raknetabell tabell = skyddad.tabell();
    int antal = tabell.celler().size();
    long[] minst = new long[antal];
    long[] storst = new long[antal];
    for (int cell = 0; cell < antal; cell++) {
      long varde = tabell.tal(cell);
      minst[cell] = skyddad.dold(cell) ? Math.min(1, varde) : varde;
      storst[cell] = skyddad.dold(cell) ? TAK : varde;
    }
    boolean andrad = true;
    for (int varv = 0; andrad && varv < 100; varv++) {
      andrad = false;
      int steg = antal;
      for (Axel axel : tabell.axlar()) {
        int bredd = steg;
        steg /= axel.noder().size();
        for (Axel.Summa summa : axel.summor()) {
          int hela = axel.noder().indexOf(summa.hela());
          int[] delar = summa.delar().stream().mapToInt(axel.noder()::indexOf).toArray();
          for (int bas = 0; bas < antal; bas++) {
            if (bas % bredd < steg) {
              int fran = bas;
              int avstand = steg;
              andrad |=
                  snava(
                      minst,
                      storst,
                      bas + hela * steg,
                      Arrays.stream(delar).map(del -> fran + del * avstand).toArray());
            }
          }
        }
      }
    }
    return new long[][] {minst, storst};
  }

  private static boolean snava(long[] minst, long[] storst, int hela, int[] delar) {
    long minstSumma = 0;
    long storstSumma = 0;
    for (int del : delar) {
      minstSumma += minst[del];
      storstSumma += storst[del];
    }
    boolean andrad = satt(minst, storst, hela, minstSumma, storstSumma);
    for (int del : delar) {
      andrad |=
          satt(
              minst,
              storst,
              del,
              minst[hela] - (storstSumma - storst[del]),
              storst[hela] - (minstSumma - minst[del]));
    }
    return andrad;
  }

  private static boolean satt(long[] minst, long[] storst, int cell, long nyMinst, long nyStorst) {
    boolean andrad = nyMinst > minst[cell] || nyStorst < storst[cell];
    minst[cell] = Math.max(minst[cell], nyMinst);
    storst[cell] = Math.min(storst[cell], nyStorst);
    return andrad;
  }
}
