package se.finsam.uppfoljning.rojandekontroll;

import java.util.Arrays;

/**
 * The simplex method for one kind of question: change some numbers, and with them the sums that
 * they are part of, so that one of them reaches a goal at the least cost. The cost of a change is
 * its size times a price.
 *
 * <p>The answer is in floating point and only a proposal: who asks rounds and checks it. Nothing
 * here depends on anything but the question, so it is the same on every machine.
 */
final class Simplex {
  private static final double LITEN = 1e-9;
  private static final double VINST = 1e8;
  private static final int STEG = 1500;

  /** Each sum as a combination of the free numbers; they trade places as the work goes on. */
  private final double[][] a;

  private final int[] fri;
  private final int[] bunden;
  private final double[] lagst;
  private final double[] hogst;
  private final double[] pris;
  private final double[] vinst;
  private final double[] x;

  /** What the sums gain, less what they cost, by each free number. */
  private final double[] takt;

  /**
   * Where the price of a number turns. A little below zero, differently for each: were all at zero,
   * most steps would lead nowhere.
   */
  private final double[] noll;

  /** On which side of that a number with a price is while it is a sum. */
  private final int[] sida;

  /** Numbers 0 to tal - 1 are free from the beginning, those after them are sums. */
  Simplex(int tal, int summor) {
    a = new double[summor][tal];
    fri = new int[tal];
    bunden = new int[summor];
    Arrays.setAll(fri, i -> i);
    Arrays.setAll(bunden, i -> tal + i);
    lagst = new double[tal + summor];
    hogst = new double[tal + summor];
    pris = new double[tal + summor];
    vinst = new double[tal + summor];
    x = new double[tal + summor];
    takt = new double[tal];
    sida = new int[tal + summor];
    Arrays.fill(sida, 1);
    noll = new double[tal + summor];
    for (int i = tal; i < tal + summor; i++) {
      noll[i] = -1e-5 * (1 + i * 7919 % 1000 / 1000.0);
    }
  }

  void ingar(int tal, int summa) {
    a[summa][tal] = 1;
  }

  /** How far a number may change, and the price; without a call it may not. */
  void tillat(int nummer, double ned, double upp, double pris) {
    lagst[nummer] = -ned;
    hogst[nummer] = upp;
    this.pris[nummer] = pris;
  }

  /**
   * Changes the numbers.
   *
   * @return the change of each number that was free from the beginning
   */
  double[] losning(int nummer, int tecken) {
    vinst[nummer] = tecken * VINST;
    for (int i = 0; i < a.length; i++) {
      rakna(i, 1);
    }
    for (int steg = 0; steg < STEG && stega(steg > STEG / 2); steg++) {
      // on to the next corner
    }
    return Arrays.copyOf(x, fri.length);
  }

  /** Adds what a sum gains and costs to the pace of the free numbers, or takes it away. */
  private void rakna(int rad, int tecken) {
    int b = bunden[rad];
    double g = tecken * (vinst[b] - pris[b] * sida[b]);
    for (int j = 0; j < takt.length && g != 0; j++) {
      takt[j] += g * a[rad][j];
    }
  }

  private boolean stega(boolean forsta) {
    int in = -1;
    int riktning = 0;
    double bast = 1e-4;
    for (int j = 0; j < fri.length && !(forsta && in >= 0); j++) {
      int v = fri[j];
      double g = takt[j] + vinst[v];
      double upp = g - (x[v] >= noll[v] ? pris[v] : -pris[v]);
      double ned = -g - (x[v] > noll[v] ? -pris[v] : pris[v]);
      if (upp > bast && x[v] < hogst[v]) {
        in = j;
        riktning = 1;
        bast = upp;
      }
      if (ned > bast && x[v] > lagst[v]) {
        in = j;
        riktning = -1;
        bast = ned;
      }
    }
    return in >= 0 && flytta(in, riktning);
  }

  private boolean flytta(int in, int riktning) {
    int v = fri[in];
    double langd =
        riktning > 0
            ? tak(v, x[v] >= noll[v] ? 1 : -1) - x[v]
            : x[v] - golv(v, x[v] > noll[v] ? 1 : -1);
    int ut = -1;
    for (int i = 0; i < a.length; i++) {
      double takt = a[i][in] * riktning;
      int b = bunden[i];
      double rum = Double.POSITIVE_INFINITY;
      if (takt > LITEN) {
        rum = Math.max(0, (tak(b, sida[b]) - x[b]) / takt);
      } else if (takt < -LITEN) {
        rum = Math.max(0, (golv(b, sida[b]) - x[b]) / takt);
      }
      if (rum < langd - LITEN) {
        langd = rum;
        ut = i;
      }
    }
    if (Double.isInfinite(langd)) {
      return false;
    }
    x[v] += riktning * langd;
    for (int i = 0; i < a.length; i++) {
      if (a[i][in] != 0) {
        x[bunden[i]] += a[i][in] * riktning * langd;
      }
    }
    if (ut >= 0) {
      int b = bunden[ut];
      x[b] = a[ut][in] * riktning > 0 ? tak(b, sida[b]) : golv(b, sida[b]);
      double over = x[v] - noll[v];
      sida[v] = over > LITEN || over > -LITEN && riktning > 0 ? 1 : -1;
      rakna(ut, -1);
      byt(in, ut);
      rakna(ut, 1);
    }
    return true;
  }

  private double tak(int v, int sida) {
    return pris[v] > 0 && sida < 0 ? noll[v] : hogst[v];
  }

  private double golv(int v, int sida) {
    return pris[v] > 0 && sida > 0 ? noll[v] : lagst[v];
  }

  private void byt(int in, int ut) {
    double[] rad = a[ut];
    double ettDelat = 1 / rad[in];
    for (int j = 0; j < rad.length; j++) {
      rad[j] = j == in ? ettDelat : -rad[j] * ettDelat;
    }
    for (int i = 0; i < a.length; i++) {
      double[] denna = a[i];
      double andel = denna[in];
      if (i == ut || andel == 0) {
        continue;
      }
      denna[in] = 0;
      for (int j = 0; j < rad.length; j++) {
        if (rad[j] != 0) {
          double ny = denna[j] + andel * rad[j];
          denna[j] = Math.abs(ny) < 1e-11 ? 0 : ny;
        }
      }
    }
    double faktor = takt[in];
    takt[in] = 0;
    for (int j = 0; j < rad.length; j++) {
      takt[j] += faktor * rad[j];
    }
    int v = fri[in];
    fri[in] = bunden[ut];
    bunden[ut] = v;
  }
}
