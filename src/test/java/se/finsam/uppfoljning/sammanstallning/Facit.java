package se.finsam.uppfoljning.sammanstallning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The figures told a second time, as simply as they can be: everything that had been received by an
 * instant is played again from the beginning, and counted in plain loops. Knows nothing of SQL or
 * of versions.
 */
final class Facit {
  static final List<String> INDIVIDINRIKTADE =
      List.of(
          "ARBETSLIVSINRIKTAD_INSATS",
          "FORBEREDANDE_INSATS",
          "FOREBYGGANDE_INSATS",
          "IDENTIFIERA_INDIVIDENS_BEHOV");
  static final List<String> STRUKTUROVERGRIPANDE =
      List.of("KOMPETENSHOJANDE_INSATS", "BEHOVSANALYS", "UTVECKLA_SAMVERKAN");

  /** A write that was accepted. */
  sealed interface Handelse {
    Instant mottagen();
  }

  record ForbundSatt(
      Instant mottagen, String kod, String namn, String lan, LocalDate fran, LocalDate till)
      implements Handelse {}

  record MalgruppSatt(
      Instant mottagen, String kod, boolean prioriterad, LocalDate fran, LocalDate till)
      implements Handelse {}

  record InsatsSatt(
      Instant mottagen,
      String forbund,
      String kod,
      String preciserad,
      boolean esf,
      Set<String> malgrupper,
      LocalDate start,
      LocalDate slut)
      implements Handelse {
    boolean individinriktad() {
      return INDIVIDINRIKTADE.contains(preciserad);
    }
  }

  record InsatsBorttagen(Instant mottagen, String forbund, String kod) implements Handelse {}

  /**
   * What was sent for a quarter: by insats the counts, one of staff or six of clients. andrade: the
   * receipt said that something was new, corrected or withdrawn.
   */
  record Registrerat(
      Instant mottagen,
      String forbund,
      int ar,
      int kvartal,
      boolean hela,
      boolean andrade,
      Map<String, List<Integer>> rader)
      implements Handelse {}

  /** The money of a förbund: by financier what is known, and three more figures. */
  record ForbundEkonomi(
      Instant mottagen,
      String forbund,
      int ar,
      Map<String, Long> medel,
      Long egetKapital,
      Long admBudget,
      Long admUtfall)
      implements Handelse {}

  /** The money and the plan of an insats. */
  record InsatsEkonomi(
      Instant mottagen,
      String forbund,
      String insats,
      int ar,
      Long budget,
      Long utfall,
      Long esfBudget,
      Long esfUtfall,
      Long planerade)
      implements Handelse {}

  record Attesterat(Instant mottagen, String forbund, int ar, int kvartal) implements Handelse {}

  /** A registered quarter of an insats. */
  record Plats(String forbund, String insats, int ar, int kvartal) {}

  final Map<String, ForbundSatt> forbund = new TreeMap<>();
  final Map<String, MalgruppSatt> malgrupper = new LinkedHashMap<>();
  final Map<List<String>, InsatsSatt> insatser = new HashMap<>();
  final Map<Plats, List<Integer>> registreringar = new HashMap<>();

  private final Map<List<Object>, ForbundEkonomi> forbundens = new HashMap<>();
  private final Map<List<Object>, InsatsEkonomi> insatsernas = new HashMap<>();
  private final Set<List<Object>> attesterade = new HashSet<>();
  private final Instant t;

  private Facit(Instant t) {
    this.t = t;
  }

  /** What was known at t, which is inclusive. */
  static Facit vid(Instant t, List<Handelse> handelser) {
    var facit = new Facit(t);
    for (var handelse : handelser) {
      if (!handelse.mottagen().isAfter(t)) {
        facit.spela(handelse);
      }
    }
    return facit;
  }

  private void spela(Handelse handelse) {
    if (handelse instanceof ForbundSatt f) {
      forbund.put(f.kod(), f);
    } else if (handelse instanceof MalgruppSatt m) {
      malgrupper.put(m.kod(), m);
    } else if (handelse instanceof InsatsSatt i) {
      insatser.put(List.of(i.forbund(), i.kod()), i);
    } else if (handelse instanceof InsatsBorttagen b) {
      insatser.remove(List.of(b.forbund(), b.kod()));
    } else if (handelse instanceof ForbundEkonomi e) {
      forbundens.put(List.of(e.forbund(), e.ar()), e);
    } else if (handelse instanceof InsatsEkonomi e) {
      insatsernas.put(List.of(e.forbund(), e.insats(), e.ar()), e);
    } else if (handelse instanceof Attesterat a) {
      attesterade.add(List.of(a.forbund(), a.ar(), a.kvartal()));
    } else if (handelse instanceof Registrerat r) {
      if (r.andrade()) {
        attesterade.remove(List.of(r.forbund(), r.ar(), r.kvartal()));
      }
      if (r.hela()) {
        registreringar
            .keySet()
            .removeIf(
                p ->
                    p.forbund().equals(r.forbund())
                        && p.ar() == r.ar()
                        && p.kvartal() == r.kvartal());
      }
      r.rader()
          .forEach(
              (insats, antal) ->
                  registreringar.put(new Plats(r.forbund(), insats, r.ar(), r.kvartal()), antal));
    }
  }

  /** True if the days from fran to till, either of which may be open, touch the year. */
  private static boolean ror(int ar, LocalDate fran, LocalDate till) {
    return (fran == null || fran.getYear() <= ar) && (till == null || till.getYear() >= ar);
  }

  private List<InsatsSatt> arets(int ar) {
    var arets = new ArrayList<InsatsSatt>();
    for (var insats : insatser.values()) {
      var dess = forbund.get(insats.forbund());
      if (ror(ar, insats.start(), insats.slut()) && ror(ar, dess.fran(), dess.till())) {
        arets.add(insats);
      }
    }
    return arets;
  }

  private List<Integer> registrerat(InsatsSatt insats, int ar, int kvartal) {
    return registreringar.get(new Plats(insats.forbund(), insats.kod(), ar, kvartal));
  }

  /** The block that stands beside every table. */
  Map<String, Object> tackning(int ar) {
    long finns = 0;
    long paborjade = 0;
    long attesterat = 0;
    for (var f : forbund.values()) {
      if (ror(ar, f.fran(), f.till())) {
        finns++;
        if (paborjat(f.kod(), ar)) {
          paborjade++;
        }
        if (attesterat(f, ar)) {
          attesterat++;
        }
      }
    }
    return rad(
        "forbund",
        finns,
        "paborjade",
        paborjade,
        "ejPaborjade",
        finns - paborjade,
        "attesterade",
        attesterat);
  }

  /** Every quarter of the year that is over, and in which the förbund existed: one at least. */
  private boolean attesterat(ForbundSatt f, int ar) {
    int avslutade = 0;
    for (int k = 1; k <= 4; k++) {
      var forsta = LocalDate.of(ar, 3 * k - 2, 1);
      var nasta = forsta.plusMonths(3);
      boolean over = !nasta.atStartOfDay(ZoneId.of("Europe/Stockholm")).toInstant().isAfter(t);
      boolean fanns =
          (f.fran() == null || f.fran().isBefore(nasta))
              && (f.till() == null || !f.till().isBefore(forsta));
      if (over && fanns) {
        avslutade++;
        if (!attesterade.contains(List.<Object>of(f.kod(), ar, k))) {
          return false;
        }
      }
    }
    return avslutade > 0;
  }

  private boolean paborjat(String kod, int ar) {
    for (var insats : arets(ar)) {
      if (insats.forbund().equals(kod)) {
        return true;
      }
    }
    return false;
  }

  /** A table: its rows and its total. */
  record Innehall(List<Map<String, Object>> rader, Map<String, Object> totalt) {}

  Innehall tabell(String namn, int ar) {
    return switch (namn) {
      case "tackning" -> tackningen(ar);
      case "insatser" -> insatserna(ar);
      case "malgrupper" -> malgrupperna(ar);
      case "deltagare" -> deltagarna(ar);
      case "personal" -> personalen(ar);
      case "ekonomi" -> ekonomin(ar);
      case "planering" -> planeringen(ar);
      default -> throw new IllegalArgumentException(namn);
    };
  }

  private Innehall tackningen(int ar) {
    var rader = new ArrayList<Map<String, Object>>();
    long alla = 0;
    for (var f : forbund.values()) {
      if (!ror(ar, f.fran(), f.till())) {
        continue;
      }
      long kvartal = 0;
      for (int k = 1; k <= 4; k++) {
        boolean nagon = false;
        for (var plats : registreringar.keySet()) {
          nagon |= plats.forbund().equals(f.kod()) && plats.ar() == ar && plats.kvartal() == k;
        }
        kvartal += nagon ? 1 : 0;
      }
      alla += kvartal;
      rader.add(
          rad(
              "forbund",
              f.kod(),
              "namn",
              f.namn(),
              "lan",
              f.lan(),
              "lage",
              attesterat(f, ar) ? "ATTESTERAD" : paborjat(f.kod(), ar) ? "PABORJAT" : "EJ_PABORJAT",
              "kvartalRegistrerade",
              kvartal));
    }
    return new Innehall(rader, rad("kvartalRegistrerade", alla));
  }

  private Innehall insatserna(int ar) {
    var arets = arets(ar);
    var rader = new ArrayList<Map<String, Object>>();
    for (var preciserad : alla()) {
      long antal = arets.stream().filter(i -> i.preciserad().equals(preciserad)).count();
      var rad =
          rad(
              "inriktning",
              INDIVIDINRIKTADE.contains(preciserad) ? "INDIVIDINRIKTAD" : "STRUKTUROVERGRIPANDE",
              "preciseradInriktning",
              preciserad,
              "antalInsatser",
              antal);
      rad.putAll(andel(antal, (long) arets.size()));
      rader.add(rad);
    }
    long individinriktade = arets.stream().filter(InsatsSatt::individinriktad).count();
    return new Innehall(
        rader,
        rad(
            "antalInsatser",
            (long) arets.size(),
            "antalForbund",
            olikaForbund(arets),
            "individinriktade",
            individinriktade,
            "strukturovergripande",
            arets.size() - individinriktade));
  }

  private Innehall malgrupperna(int ar) {
    var arets = arets(ar);
    var rader = new ArrayList<Map<String, Object>>();
    for (var malgrupp : malgrupper.values()) {
      var dess = arets.stream().filter(i -> i.malgrupper().contains(malgrupp.kod())).toList();
      if (dess.isEmpty() && !ror(ar, malgrupp.fran(), malgrupp.till())) {
        continue;
      }
      String vanligast = null;
      long antalVanligaste = 0;
      for (var preciserad : alla()) {
        long antal = dess.stream().filter(i -> i.preciserad().equals(preciserad)).count();
        if (antal > antalVanligaste) {
          vanligast = preciserad;
          antalVanligaste = antal;
        }
      }
      var rad =
          rad(
              "malgrupp",
              malgrupp.kod(),
              "prioriterad",
              malgrupp.prioriterad(),
              "antalInsatser",
              (long) dess.size(),
              "antalForbund",
              olikaForbund(dess),
              "individinriktade",
              dess.stream().filter(InsatsSatt::individinriktad).count(),
              "vanligastePreciseradInriktning",
              vanligast,
              "antalVanligaste",
              antalVanligaste);
      rad.putAll(andel(antalVanligaste, (long) dess.size()));
      rader.add(rad);
    }
    var nagon = arets.stream().filter(i -> !i.malgrupper().isEmpty()).toList();
    long prioriterade = 0;
    for (var insats : nagon) {
      if (insats.malgrupper().stream().anyMatch(m -> malgrupper.get(m).prioriterad())) {
        prioriterade++;
      }
    }
    var totalt =
        rad(
            "antalInsatser",
            (long) nagon.size(),
            "antalForbund",
            olikaForbund(nagon),
            "individinriktade",
            nagon.stream().filter(InsatsSatt::individinriktad).count(),
            "prioriterade",
            prioriterade);
    totalt.putAll(andel(prioriterade, (long) arets.size()));
    return new Innehall(rader, totalt);
  }

  private Innehall deltagarna(int ar) {
    var rader = new ArrayList<Map<String, Object>>();
    for (var preciserad : INDIVIDINRIKTADE) {
      var rad = rad("preciseradInriktning", preciserad);
      rad.putAll(deltagare(ar, List.of(preciserad)));
      rader.add(rad);
    }
    return new Innehall(rader, deltagare(ar, INDIVIDINRIKTADE));
  }

  private Map<String, Object> deltagare(int ar, List<String> preciserade) {
    Long kvinnor = null;
    Long man = null;
    for (var insats : arets(ar)) {
      if (!preciserade.contains(insats.preciserad())) {
        continue;
      }
      boolean forst = true;
      for (int k = 1; k <= 4; k++) {
        var antal = registrerat(insats, ar, k);
        if (antal == null) {
          continue;
        }
        kvinnor = Objects.requireNonNullElse(kvinnor, 0L) + antal.get(2);
        man = Objects.requireNonNullElse(man, 0L) + antal.get(3);
        if (forst) {
          kvinnor += antal.get(0);
          man += antal.get(1);
          forst = false;
        }
      }
    }
    var totalt = kvinnor == null ? null : Long.valueOf(kvinnor + man);
    var rad = rad("kvinnor", kvinnor, "man", man, "totalt", totalt);
    rad.putAll(andel(kvinnor, totalt));
    if (totalt == null) {
      rad.put(
          "status",
          rad("kvinnor", "EJ_REDOVISAT", "man", "EJ_REDOVISAT", "totalt", "EJ_REDOVISAT"));
    }
    return rad;
  }

  private Innehall personalen(int ar) {
    var rader = new ArrayList<Map<String, Object>>();
    for (var preciserad : STRUKTUROVERGRIPANDE) {
      var rad = rad("preciseradInriktning", preciserad);
      rad.putAll(personal(ar, List.of(preciserad)));
      rader.add(rad);
    }
    return new Innehall(rader, personal(ar, STRUKTUROVERGRIPANDE));
  }

  private Map<String, Object> personal(int ar, List<String> preciserade) {
    Long personal = null;
    for (var insats : arets(ar)) {
      for (int k = 1; k <= 4; k++) {
        var antal = registrerat(insats, ar, k);
        if (antal != null && preciserade.contains(insats.preciserad())) {
          personal = Objects.requireNonNullElse(personal, 0L) + antal.get(0);
        }
      }
    }
    var rad = rad("personal", personal);
    if (personal == null) {
      rad.put("status", rad("personal", "EJ_REDOVISAT"));
    }
    return rad;
  }

  private static final Map<String, String> FINANSIARER =
      Map.of(
          "STAT", "medelStatKr",
          "KOMMUNER", "medelKommunerKr",
          "REGIONER", "medelRegionerKr",
          "SAMORDNINGSFORBUND", "medelSamordningsforbundKr",
          "ESF", "medelEsfKr",
          "OVRIGA", "medelOvrigaKr");

  /** A sum of what is known, and whether something was not. */
  private static final class Summa {
    private Long kant;
    private boolean saknas;

    void med(Long del) {
      saknas |= del == null;
      if (del != null) {
        kant = kant == null ? del : Long.valueOf(kant + del);
      }
    }

    void med(Summa del) {
      saknas |= del.saknas;
      if (del.kant != null) {
        med(del.kant);
      }
    }

    void skriv(String namn, Map<String, Object> rad) {
      rad.put(namn, kant);
      if (kant == null || saknas) {
        @SuppressWarnings("unchecked")
        var status =
            (Map<String, String>) rad.computeIfAbsent("status", n -> new HashMap<String, String>());
        status.put(namn, kant == null ? "EJ_REDOVISAT" : "DELVIS");
      }
    }
  }

  private Innehall ekonomin(int ar) {
    var rader = new ArrayList<Map<String, Object>>();
    var alla = new HashMap<String, Summa>();
    ekonomi(null, ar).keySet().forEach(namn -> alla.put(namn, new Summa()));
    for (var f : forbund.values()) {
      if (ror(ar, f.fran(), f.till())) {
        var rad = rad("forbund", f.kod(), "namn", f.namn());
        ekonomi(f.kod(), ar)
            .forEach(
                (namn, summa) -> {
                  summa.skriv(namn, rad);
                  alla.get(namn).med(summa);
                });
        rader.add(rad);
      }
    }
    var totalt = rad();
    alla.forEach((namn, summa) -> summa.skriv(namn, totalt));
    return new Innehall(rader, totalt);
  }

  private Map<String, Summa> ekonomi(String kod, int ar) {
    var summor = new LinkedHashMap<String, Summa>();
    for (var namn :
        List.of(
            "tilldeladeMedelKr",
            "egetKapitalKr",
            "admBudgetKr",
            "admUtfallKr",
            "insatsBudgetKr",
            "insatsUtfallKr",
            "insatsEsfBudgetKr",
            "insatsEsfUtfallKr",
            "resultatKr")) {
      summor.put(namn, new Summa());
    }
    var e = forbundens.get(Arrays.<Object>asList(kod, ar));
    FINANSIARER.forEach(
        (finansiar, namn) -> {
          var kr = e == null ? null : e.medel().get(finansiar);
          summor.computeIfAbsent(namn, n -> new Summa()).med(kr);
          summor.get("tilldeladeMedelKr").med(kr);
        });
    summor.get("egetKapitalKr").med(e == null ? null : e.egetKapital());
    summor.get("admBudgetKr").med(e == null ? null : e.admBudget());
    summor.get("admUtfallKr").med(e == null ? null : e.admUtfall());
    for (var insats : arets(ar)) {
      if (insats.forbund().equals(kod)) {
        var i = insatsernas.get(List.<Object>of(kod, insats.kod(), ar));
        summor.get("insatsBudgetKr").med(i == null ? null : i.budget());
        summor.get("insatsUtfallKr").med(i == null ? null : i.utfall());
        if (insats.esf()) {
          summor.get("insatsEsfBudgetKr").med(i == null ? null : i.esfBudget());
          summor.get("insatsEsfUtfallKr").med(i == null ? null : i.esfUtfall());
        }
      }
    }
    var in = List.of(summor.get("tilldeladeMedelKr"), summor.get("egetKapitalKr"));
    var ut = List.of(summor.get("admUtfallKr"), summor.get("insatsUtfallKr"));
    var resultat = summor.get("resultatKr");
    in.forEach(resultat::med);
    for (var kostnad : ut) {
      resultat.saknas |= kostnad.saknas;
      resultat.med(kostnad.kant == null ? null : Long.valueOf(-kostnad.kant));
    }
    if (in.stream().anyMatch(s -> s.kant == null) || ut.stream().anyMatch(s -> s.kant == null)) {
      resultat.kant = null;
      resultat.saknas = true;
    }
    return summor;
  }

  private Innehall planeringen(int ar) {
    var rader = new ArrayList<Map<String, Object>>();
    var alla = new LinkedHashMap<String, Summa>();
    for (var namn :
        List.of(
            "budgeteratAntalDeltagare",
            "deltagare",
            "budgeteradPersonal",
            "personal",
            "budgetKr",
            "utfallKr")) {
      alla.put(namn, new Summa());
    }
    Long taljare = null;
    Long namnare = null;
    long kostnad = 0;
    long kostnadensDeltagare = 0;
    var arets = new ArrayList<>(arets(ar));
    arets.sort(Comparator.comparing(InsatsSatt::forbund).thenComparing(InsatsSatt::kod));
    for (var insats : arets) {
      var e = insatsernas.get(List.<Object>of(insats.forbund(), insats.kod(), ar));
      var planerade = e == null ? null : e.planerade();
      var utfall = e == null ? null : e.utfall();
      var antal = registreratUnder(insats, ar);
      var deltagare = insats.individinriktad() ? antal : null;
      var rad = rad("forbund", insats.forbund(), "insats", insats.kod());
      alla.keySet().forEach(namn -> rad.put(namn, null));
      var delar = new LinkedHashMap<String, Long>();
      delar.put(
          insats.individinriktad() ? "budgeteratAntalDeltagare" : "budgeteradPersonal", planerade);
      delar.put(insats.individinriktad() ? "deltagare" : "personal", antal);
      delar.put("budgetKr", e == null ? null : e.budget());
      delar.put("utfallKr", utfall);
      delar.forEach(
          (namn, del) -> {
            var summa = new Summa();
            summa.med(del);
            summa.skriv(namn, rad);
            alla.get(namn).med(summa);
          });
      rad.put("kostnadPerDeltagareKr", null);
      if (deltagare != null && utfall != null) {
        kostnad += utfall;
        kostnadensDeltagare += deltagare;
        rad.put("kostnadPerDeltagareKr", perDeltagare(utfall, deltagare));
      }
      boolean bada = deltagare != null && planerade != null;
      rad.putAll(andel(bada ? deltagare : null, bada ? planerade : null));
      if (bada) {
        taljare = Objects.requireNonNullElse(taljare, 0L) + deltagare;
        namnare = Objects.requireNonNullElse(namnare, 0L) + planerade;
      }
      rader.add(rad);
    }
    var totalt = rad();
    alla.forEach((namn, summa) -> summa.skriv(namn, totalt));
    totalt.put("kostnadPerDeltagareKr", perDeltagare(kostnad, kostnadensDeltagare));
    totalt.putAll(andel(taljare, namnare));
    return new Innehall(rader, totalt);
  }

  /** Half a krona goes up. */
  private static Long perDeltagare(long kr, long deltagare) {
    return deltagare == 0 ? null : Long.valueOf((2 * kr + deltagare) / (2 * deltagare));
  }

  /** Clients or staff of a year, or null where nobody has told. */
  private Long registreratUnder(InsatsSatt insats, int ar) {
    Long alla = null;
    for (int k = 1; k <= 4; k++) {
      var antal = registrerat(insats, ar, k);
      if (antal != null && insats.individinriktad()) {
        alla = (alla == null ? antal.get(0) + antal.get(1) : alla) + antal.get(2) + antal.get(3);
      } else if (antal != null) {
        alla = Objects.requireNonNullElse(alla, 0L) + antal.get(0);
      }
    }
    return alla;
  }

  private static List<String> alla() {
    var alla = new ArrayList<>(INDIVIDINRIKTADE);
    alla.addAll(STRUKTUROVERGRIPANDE);
    return alla;
  }

  private static long olikaForbund(List<InsatsSatt> insatser) {
    var forbund = new HashSet<String>();
    for (var insats : insatser) {
      forbund.add(insats.forbund());
    }
    return forbund.size();
  }

  /** A share with six decimals, half up, and what it was made of. */
  private static Map<String, Object> andel(Long taljare, Long namnare) {
    var andel =
        namnare == null || namnare == 0
            ? null
            : Double.valueOf(Math.round(1e6 * taljare / namnare) / 1e6);
    return rad("andel", andel, "taljare", taljare, "namnare", namnare);
  }

  private static Map<String, Object> rad(Object... namnOchVarden) {
    var rad = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namnOchVarden.length; i += 2) {
      rad.put((String) namnOchVarden[i], namnOchVarden[i + 1]);
    }
    return rad;
  }
}
