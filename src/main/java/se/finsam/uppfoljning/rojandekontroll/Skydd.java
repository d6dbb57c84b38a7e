package se.finsam.uppfoljning.rojandekontroll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The work on one table: hides cells until there is a {@link Bevis} for every hidden one. */
final class Skydd {
  private static final int OANDLIGT = Integer.MAX_VALUE;

  /** How many of the hidden cells, the largest first, are tried to be shown after all. */
  private static final int PROVADE = 600;

  /** Above so many leaves the linear program takes too long. */
  private static final int MEST = 200;

  private final Raknetabell tabell;
  private final Regler regler;
  private final List<Tidigare> tidigare;
  private final int troskel;
  private final Galler galler;
  private final int antal;

  /** The releases: the earlier ones in order and last the one that is being made. */
  private final int nu;

  /** Counts by release and cell; -1 where an earlier release lacks the cell. */
  private final long[][] varde;

  private final boolean sammaAxlar;
  private final boolean[] primar;
  private final boolean[] dold;

  /** Hidden before: it stays so. */
  private final boolean[] minns;

  /** Shown before with the same count: nothing can protect it. */
  private final boolean[] kand;

  /** The first of the releases from which on a cell is hidden in every one. */
  private final int[] skede;

  /** By stage: whether the cell may move in all releases from that stage on, and how far down. */
  private final boolean[][] rorlig;

  private final long[][] rum;
  private final int[][] syskon;
  private final int[] pris;

  private final long[] uppat;
  private final long[] nedat;
  private final Bevis[] uppatBevis;
  private final Bevis[] nedatBevis;

  /** The axes, the short ones first: then a search fails early. */
  private final Integer[] ordning;

  /** The move that is being made, and the search for the next step of it. */
  private final long[] andring;

  private int sokCell;
  private long sokMal;
  private boolean sokGratis;
  private final int[][] delCell;
  private final int[][] delTecken;
  private final int[] bastaCell;
  private final int[] bastaTecken;
  private int bastaAntal;
  private long bastaMangd;
  private long bastaPris;
  private boolean klar;

  /**
   * Another table of whole numbers that agrees with all that is shown, as its differences from the
   * true one. It proves that who reads cannot tell the two apart.
   */
  private record Bevis(int[] celler, long[] andringar) {
    long andring(int cell) {
      int plats = Arrays.binarySearch(celler, cell);
      return plats < 0 ? 0 : andringar[plats];
    }

    boolean ror(int cell) {
      return Arrays.binarySearch(celler, cell) >= 0;
    }
  }

  Skydd(Raknetabell tabell, Regler regler, List<Tidigare> tidigare) {
    this.tabell = tabell;
    this.regler = regler;
    this.tidigare = List.copyOf(tidigare);
    troskel = regler.troskel();
    galler = new Galler(tabell.axlar(), tidigare);
    antal = tabell.celler().size();
    nu = tidigare.size();
    sammaAxlar = tidigare.stream().allMatch(t -> t.tabell().axlar().equals(tabell.axlar()));
    varde = new long[nu + 1][antal];
    primar = new boolean[antal];
    dold = new boolean[antal];
    minns = new boolean[antal];
    kand = new boolean[antal];
    skede = new int[antal];
    rorlig = new boolean[nu + 1][antal];
    rum = new long[nu + 1][antal];
    syskon = new int[antal][];
    pris = new int[antal];
    uppat = new long[antal];
    nedat = new long[antal];
    uppatBevis = new Bevis[antal];
    nedatBevis = new Bevis[antal];
    andring = new long[antal];
    bastaCell = new int[antal];
    bastaTecken = new int[antal];
    int axlar = galler.antalAxlar();
    ordning = new Integer[axlar];
    Arrays.setAll(ordning, axel -> axel);
    Arrays.sort(ordning, Comparator.comparingInt(axel -> tabell.axlar().get(axel).noder().size()));
    delCell = new int[axlar + 1][];
    delTecken = new int[axlar + 1][];
    int bredd = 1;
    for (int niva = 0; niva <= axlar; niva++) {
      delCell[niva] = new int[bredd];
      delTecken[niva] = new int[bredd];
      bredd *= niva < axlar ? tabell.axlar().get(ordning[niva]).noder().size() : 1;
    }
    boolean[][] doldDa = new boolean[nu + 1][antal];
    for (int cell = 0; cell < antal; cell++) {
      varde[nu][cell] = tabell.tal(cell);
      syskon[cell] = galler.syskon(cell);
    }
    for (int r = 0; r < nu; r++) {
      las(tidigare.get(r), varde[r], doldDa[r]);
    }
    for (int cell = 0; cell < antal; cell++) {
      primar[cell] = arPrimar(cell, doldDa);
      minns[cell] = harDolts(cell, doldDa);
      kand[cell] = arKand(cell, doldDa);
      if (primar[cell] || minns[cell]) {
        dolj(cell);
      }
    }
    for (int cell = 0; cell < antal; cell++) {
      skede[cell] = nu;
      while (dold[cell] && skede[cell] > 0 && doldDa[skede[cell] - 1][cell]) {
        skede[cell]--;
      }
      for (int s = 0; s <= nu; s++) {
        rorlig[s][cell] = arRorlig(cell, s);
        rum[s][cell] = OANDLIGT;
        for (int r = s; r <= nu; r++) {
          rum[s][cell] = Math.min(rum[s][cell], Math.max(0, varde[r][cell] - 1));
        }
      }
    }
    for (int cell = 0; cell < antal; cell++) {
      long vikt = 0;
      for (int ett : syskon[cell]) {
        vikt += vikt(varde[nu][ett]);
      }
      pris[cell] = (int) Math.max(1, vikt / syskon[cell].length);
    }
  }

  private void las(Tidigare tidigare, long[] varden, boolean[] dolda) {
    Arrays.fill(varden, -1);
    Raknetabell da = tidigare.tabell();
    Set<Integer> dold = new HashSet<>(tidigare.dolda());
    int[][] plats = new int[galler.antalAxlar()][];
    for (int a = 0; a < plats.length; a++) {
      Axel nya = tabell.axlar().get(a);
      Axel gamla = da.axlar().get(a);
      plats[a] = gamla.noder().stream().mapToInt(nya.noder()::indexOf).toArray();
    }
    for (int gammal = 0; gammal < da.celler().size(); gammal++) {
      int cell = 0;
      int rest = gammal;
      for (int a = plats.length - 1; a >= 0 && cell >= 0; a--) {
        int nod = plats[a][rest % plats[a].length];
        rest /= plats[a].length;
        cell = nod < 0 ? -1 : cell + nod * galler.steg(a);
      }
      if (cell >= 0) {
        varden[cell] = da.tal(gammal);
        dolda[cell] = dold.contains(gammal);
      }
    }
  }

  /** Its own count is small, or the difference from what was shown before is. */
  private boolean arPrimar(int cell, boolean[][] doldDa) {
    boolean liten = regler.liten(varde[nu][cell]);
    for (int r = 0; r < nu; r++) {
      boolean visad = varde[r][cell] >= 0 && !doldDa[r][cell];
      liten |= visad && regler.liten(Math.abs(varde[nu][cell] - varde[r][cell]));
    }
    return liten;
  }

  private boolean arKand(int cell, boolean[][] doldDa) {
    for (int r = 0; r < nu; r++) {
      if (!doldDa[r][cell] && varde[r][cell] == varde[nu][cell]) {
        return true;
      }
    }
    return false;
  }

  private boolean harDolts(int cell, boolean[][] doldDa) {
    for (int r = 0; r < nu; r++) {
      if (doldDa[r][cell]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Readers are taken to know that what has not been seen to change has not changed. So a count
   * that was shown and is the same is known even if it is hidden now, and a count that was shown
   * before the stage may move only if it differs from then.
   */
  private boolean arRorlig(int cell, int franSkede) {
    if (franSkede < nu && (!dold[cell] || skede[cell] > franSkede)) {
      return false;
    }
    boolean kanDoljas = dold[cell];
    for (int ett : syskon[cell]) {
      kanDoljas |= tabell.celler().get(cell) != null && varde[nu][ett] > 0;
    }
    boolean rorlig = kanDoljas;
    for (int fore = 0; fore < franSkede; fore++) {
      for (int efter = franSkede; efter <= nu; efter++) {
        rorlig &= varde[fore][cell] < 0 || varde[fore][cell] != varde[efter][cell];
      }
    }
    for (int efter = franSkede; efter <= nu; efter++) {
      rorlig &= varde[efter][cell] >= 0;
    }
    return rorlig;
  }

  /** What it costs to hide a count: a large one is missed by more. */
  private static long vikt(long varde) {
    return varde == 0 ? 1 : 10 * (1 + varde);
  }

  private void dolj(int cell) {
    for (int ett : syskon[cell]) {
      if (tabell.celler().get(ett) != null || ett == cell) {
        dold[ett] = true;
      }
    }
  }

  Skyddad skydda() {
    arv();
    int doldaForut;
    do {
      doldaForut = antalDolda();
      for (int cell : utanSkydd()) {
        if (!skyddad(cell)) {
          flyttaGratis(cell, 1);
        }
        if (!skyddad(cell)) {
          flyttaGratis(cell, -1);
        }
        if (!skyddad(cell)) {
          flyttaUpp(cell, behov(cell));
        }
      }
    } while (antalDolda() > doldaForut);
    visaOverflodiga();
    List<Integer> dolda = new ArrayList<>();
    int primara = 0;
    for (int cell = 0; cell < antal; cell++) {
      if (dold[cell]) {
        dolda.add(cell);
        primara += primar[cell] ? 1 : 0;
      }
    }
    return new Skyddad(
        tabell, dolda, primara, utanSkydd().stream().filter(cell -> varde[nu][cell] > 0).toList());
  }

  /**
   * What proved the release before this one proves as much here, where it moves nothing that is
   * shown now or has another count.
   */
  private void arv() {
    if (nu == 0) {
      return;
    }
    Raknetabell da = tidigare.get(nu - 1).tabell();
    Skydd fore = new Skydd(da, regler, tidigare.subList(0, nu - 1));
    fore.skydda();
    int[] plats = new int[da.celler().size()];
    for (int gammal = 0; gammal < plats.length; gammal++) {
      List<String> noder = da.noder(gammal);
      plats[gammal] = tabell.har(noder) ? tabell.index(noder) : -1;
    }
    Set<Bevis> sedda = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Bevis[] alla : List.of(fore.uppatBevis, fore.nedatBevis)) {
      for (Bevis bevis : alla) {
        if (bevis != null && sedda.add(bevis)) {
          Bevis har = flyttat(bevis, plats);
          for (int s = 0; har != null && s < nu; s++) {
            if (haller(har, s)) {
              anvand(har, s);
            }
          }
        }
      }
    }
  }

  /** A proof with its cells where they stand here; null if one of them is not here. */
  private static Bevis flyttat(Bevis bevis, int[] plats) {
    Integer[] turer = new Integer[bevis.celler.length];
    Arrays.setAll(turer, i -> i);
    Arrays.sort(turer, Comparator.comparingInt(i -> plats[bevis.celler[i]]));
    if (turer.length > 0 && plats[bevis.celler[turer[0]]] < 0) {
      return null;
    }
    return new Bevis(
        Arrays.stream(turer).mapToInt(i -> plats[bevis.celler[i]]).toArray(),
        Arrays.stream(turer).mapToLong(i -> bevis.andringar[i]).toArray());
  }

  private boolean haller(Bevis bevis, int s) {
    for (int i = 0; i < bevis.celler.length; i++) {
      int cell = bevis.celler[i];
      if (!dold[cell] || !rorlig[s][cell] || bevis.andringar[i] < -rum[s][cell]) {
        return false;
      }
    }
    return true;
  }

  private List<Integer> utanSkydd() {
    List<Integer> kvar = new ArrayList<>();
    for (int cell = 0; cell < antal; cell++) {
      if (dold[cell] && !kand[cell] && !skyddad(cell)) {
        kvar.add(cell);
      }
    }
    return kvar;
  }

  private int antalDolda() {
    int dolda = 0;
    for (boolean ar : dold) {
      dolda += ar ? 1 : 0;
    }
    return dolda;
  }

  private boolean skyddad(int cell) {
    return minst(cell) + uppat[cell] >= troskel && uppat[cell] + nedat[cell] >= troskel - 1;
  }

  /** How far up a cell must go, if it cannot go further down. */
  private long behov(int cell) {
    return Math.max(troskel - minst(cell), troskel - 1 - nedat[cell]);
  }

  private long minst(int cell) {
    long minst = OANDLIGT;
    for (int r = skede[cell]; r <= nu; r++) {
      minst = Math.min(minst, varde[r][cell]);
    }
    return minst;
  }

  /** Moves a cell without hiding more; what comes of it is kept. */
  private void flyttaGratis(int cell, int tecken) {
    anvand(vag(cell, tecken, troskel, true), skede[cell]);
  }

  /** Moves a cell up and hides what must be hidden for it. */
  private void flyttaUpp(int cell, long mal) {
    Bevis bevis = vag(cell, 1, mal, false);
    boolean framme = bevis.andring(cell) == mal;
    Bevis billigare = billigast(cell, mal, bevis, framme);
    if (billigare != null && (!framme || kostnad(billigare) < kostnad(bevis))) {
      bevis = billigare;
    }
    for (int rord : bevis.celler) {
      if (!dold[rord]) {
        dolj(rord);
      }
    }
    anvand(bevis, skede[cell]);
  }

  private long kostnad(Bevis bevis) {
    long kostnad = 0;
    for (int rord : bevis.celler) {
      kostnad += dold[rord] ? 0 : pris[rord];
    }
    return kostnad;
  }

  private Bevis vag(int cell, int tecken, long mal, boolean gratis) {
    List<Integer> rorda = new ArrayList<>();
    List<Integer> nyDolda = new ArrayList<>();
    while (andring[cell] * tecken < mal) {
      sok(cell, tecken, mal - andring[cell] * tecken, gratis);
      if (bastaMangd == 0) {
        break;
      }
      for (int i = 0; i < bastaAntal; i++) {
        int rord = bastaCell[i];
        for (int ett : syskon[rord]) {
          if (!dold[ett]) {
            dold[ett] = true;
            nyDolda.add(ett);
          }
        }
        if (andring[rord] == 0) {
          rorda.add(rord);
        }
        andring[rord] += bastaTecken[i] * bastaMangd;
      }
    }
    int[] celler =
        rorda.stream()
            .filter(rord -> andring[rord] != 0)
            .distinct()
            .sorted()
            .mapToInt(rord -> rord)
            .toArray();
    Bevis bevis =
        new Bevis(celler, Arrays.stream(celler).mapToLong(rord -> andring[rord]).toArray());
    for (int rord : rorda) {
      andring[rord] = 0;
    }
    for (int ny : nyDolda) {
      dold[ny] = false;
    }
    return bevis;
  }

  /**
   * The same by linear programming, near the proposal or, where that does not reach the goal, in
   * the whole table if little of it may move.
   *
   * @return null if none was found
   */
  private Bevis billigast(int cell, long mal, Bevis forslag, boolean nara) {
    int s = skede[cell];
    if (!rorlig[s][cell] || s < nu && !sammaAxlar) {
      return null;
    }
    int axel = ordning[ordning.length - 1];
    boolean[] med = new boolean[tabell.axlar().get(axel).noder().size()];
    Arrays.fill(med, !nara);
    for (int rord : forslag.celler) {
      med[galler.nod(rord, axel)] = true;
    }
    List<Integer> blad = new ArrayList<>();
    for (int ett = 0; ett < antal; ett++) {
      if (rorlig[s][ett] && med[galler.nod(ett, axel)] && galler.arBlad(ett)) {
        blad.add(ett);
      }
    }
    if (!nara && blad.size() > MEST) {
      return null;
    }
    int[] rad = new int[antal];
    Arrays.fill(rad, -1);
    List<Integer> summor = new ArrayList<>();
    for (int ett : blad) {
      for (int over : galler.over(ett)) {
        if (over != ett && rad[over] < 0) {
          rad[over] = summor.size();
          summor.add(over);
        }
      }
    }
    Simplex simplex = new Simplex(blad.size(), summor.size());
    int fraga = -1;
    for (int i = 0; i < blad.size() + summor.size(); i++) {
      int ett = i < blad.size() ? blad.get(i) : summor.get(i - blad.size());
      if (ett == cell) {
        fraga = i;
        simplex.tillat(i, rum[s][ett], mal, 0);
      } else if (rorlig[s][ett]) {
        simplex.tillat(i, rum[s][ett], Double.POSITIVE_INFINITY, dold[ett] ? 0 : pris[ett]);
      }
      if (i < blad.size()) {
        for (int over : galler.over(ett)) {
          if (over != ett) {
            simplex.ingar(i, rad[over]);
          }
        }
      }
    }
    if (fraga < 0) {
      return null;
    }
    double[] losning = simplex.losning(fraga, 1);
    // rounded and counted again: the proof does not rest on floating point
    long[] heltal = new long[antal];
    for (int i = 0; i < losning.length; i++) {
      long andrad = Math.round(losning[i]);
      if (andrad != 0) {
        for (int over : galler.over(blad.get(i))) {
          heltal[over] += andrad;
        }
      }
    }
    int storlek = 0;
    int[] celler = new int[antal];
    for (int ett = 0; ett < antal; ett++) {
      if (heltal[ett] != 0) {
        if (!rorlig[s][ett] || heltal[ett] < -rum[s][ett]) {
          return null;
        }
        celler[storlek++] = ett;
      }
    }
    if (heltal[cell] < mal) {
      return null;
    }
    celler = Arrays.copyOf(celler, storlek);
    return new Bevis(celler, Arrays.stream(celler).mapToLong(ett -> heltal[ett]).toArray());
  }

  private void anvand(Bevis bevis, int s) {
    for (int i = 0; i < bevis.celler.length; i++) {
      int cell = bevis.celler[i];
      if (skede[cell] != s) {
        continue;
      }
      if (bevis.andringar[i] > uppat[cell]) {
        uppat[cell] = bevis.andringar[i];
        uppatBevis[cell] = bevis;
      } else if (-bevis.andringar[i] > nedat[cell]) {
        nedat[cell] = -bevis.andringar[i];
        nedatBevis[cell] = bevis;
      }
    }
  }

  private void sok(int cell, int tecken, long mal, boolean gratis) {
    sokCell = cell;
    sokMal = mal;
    sokGratis = gratis;
    bastaMangd = 0;
    bastaPris = 0;
    klar = false;
    delCell[0][0] = cell;
    delTecken[0][0] = tecken;
    if (rorlig[skede[cell]][cell]) {
      sok(0, 1);
    }
  }

  private void sok(int niva, int storlek) {
    int axel = ordning[niva];
    int nod = galler.nod(sokCell, axel);
    int steg = galler.steg(axel);
    int[] celler = delCell[niva + 1];
    int[] tecken = delTecken[niva + 1];
    for (Galler.Riktning riktning : galler.riktningar(axel, nod)) {
      if (riktning.fran() > skede[sokCell]) {
        continue;
      }
      int ny = 0;
      for (int i = 0; i < storlek; i++) {
        for (int j = 0; j < riktning.noder().length; j++) {
          celler[ny] = delCell[niva][i] + (riktning.noder()[j] - nod) * steg;
          tecken[ny++] = delTecken[niva][i] * riktning.tecken()[j];
        }
      }
      if (duger(celler, tecken, ny, niva + 1 == ordning.length)) {
        if (niva + 1 < ordning.length) {
          sok(niva + 1, ny);
        }
        if (klar) {
          return;
        }
      }
    }
  }

  private boolean duger(int[] celler, int[] tecken, int storlek, boolean hel) {
    int s = skede[sokCell];
    long mangd = sokMal;
    long kostnad = 0;
    for (int i = 0; i < storlek; i++) {
      int cell = celler[i];
      if (!rorlig[s][cell]) {
        return false;
      }
      if (!dold[cell]) {
        if (sokGratis) {
          return false;
        }
        kostnad += pris[cell];
      }
      if (tecken[i] < 0) {
        mangd = Math.min(mangd, rum[s][cell] + andring[cell]);
      }
      if (mangd <= 0) {
        return false;
      }
    }
    boolean battre =
        bastaMangd == 0
            || kostnad * bastaMangd < bastaPris * mangd
            || kostnad == 0 && bastaPris == 0 && mangd > bastaMangd;
    if (hel && battre) {
      bastaMangd = mangd;
      bastaPris = kostnad;
      bastaAntal = storlek;
      System.arraycopy(celler, 0, bastaCell, 0, storlek);
      System.arraycopy(tecken, 0, bastaTecken, 0, storlek);
      klar = kostnad == 0 && mangd == sokMal;
    }
    return battre;
  }

  private void visaOverflodiga() {
    List<Integer> kandidater = new ArrayList<>();
    for (int cell = 0; cell < antal; cell++) {
      boolean frivillig = dold[cell] && syskon[cell][0] == cell;
      for (int ett : syskon[cell]) {
        frivillig &= !primar[ett] && !minns[ett];
      }
      if (frivillig) {
        kandidater.add(cell);
      }
    }
    kandidater.sort(Comparator.comparingInt((Integer cell) -> -pris[cell] * syskon[cell].length));
    for (int cell : kandidater.subList(0, Math.min(PROVADE, kandidater.size()))) {
      visa(cell);
    }
  }

  private void visa(int cell) {
    long[] uppatForut = uppat.clone();
    long[] nedatForut = nedat.clone();
    Bevis[] uppatBevisForut = uppatBevis.clone();
    Bevis[] nedatBevisForut = nedatBevis.clone();
    for (int ett : syskon[cell]) {
      dold[ett] = false;
    }
    List<Integer> berorda = new ArrayList<>();
    for (int annan = 0; annan < antal; annan++) {
      boolean berord = false;
      for (int ett : syskon[cell]) {
        if (uppatBevis[annan] != null && uppatBevis[annan].ror(ett)) {
          uppat[annan] = 0;
          uppatBevis[annan] = null;
          berord = true;
        }
        if (nedatBevis[annan] != null && nedatBevis[annan].ror(ett)) {
          nedat[annan] = 0;
          nedatBevis[annan] = null;
          berord = true;
        }
      }
      if (berord && dold[annan]) {
        berorda.add(annan);
      }
    }
    for (int annan : berorda) {
      if (!kand[annan] && !skyddad(annan)) {
        flyttaGratis(annan, 1);
        if (!skyddad(annan)) {
          flyttaGratis(annan, -1);
        }
        if (!skyddad(annan)) {
          for (int ett : syskon[cell]) {
            dold[ett] = true;
          }
          System.arraycopy(uppatForut, 0, uppat, 0, antal);
          System.arraycopy(nedatForut, 0, nedat, 0, antal);
          System.arraycopy(uppatBevisForut, 0, uppatBevis, 0, antal);
          System.arraycopy(nedatBevisForut, 0, nedatBevis, 0, antal);
          return;
        }
      }
    }
  }
}
