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
import java.util.TreeSet;

/**
 * The figures told a second time, as simply as they can be: everything that had been received by an
 * instant is played again from the beginning, and counted in plain loops. Knows nothing of SQL.
 */
public final class Facit {
  public static final ZoneId SVERIGE = ZoneId.of("Europe/Stockholm");

  /** Why, when a request that tells the whole quarter leaves an insats out and does not say why. */
  static final String UTELAMNAD = "Utelämnad när hela kvartalet registrerades";

  public static final List<String> INDIVIDINRIKTADE =
      List.of(
          "ARBETSLIVSINRIKTAD_INSATS",
          "FORBEREDANDE_INSATS",
          "FOREBYGGANDE_INSATS",
          "IDENTIFIERA_INDIVIDENS_BEHOV");
  public static final List<String> STRUKTUROVERGRIPANDE =
      List.of("KOMPETENSHOJANDE_INSATS", "BEHOVSANALYS", "UTVECKLA_SAMVERKAN");

  /** A write that was accepted. */
  public sealed interface Handelse {
    Instant mottagen();
  }

  public record ForbundSatt(
      Instant mottagen,
      String kod,
      String namn,
      String lan,
      LocalDate fran,
      LocalDate till,
      String efterfoljare)
      implements Handelse {}

  public record MalgruppSatt(
      Instant mottagen, String kod, boolean prioriterad, LocalDate fran, LocalDate till)
      implements Handelse {}

  public record InsatsSatt(
      Instant mottagen,
      String forbund,
      String kod,
      String preciserad,
      boolean esf,
      Set<String> malgrupper,
      LocalDate start,
      LocalDate slut)
      implements Handelse {
    public boolean individinriktad() {
      return INDIVIDINRIKTADE.contains(preciserad);
    }
  }

  record InsatsBorttagen(Instant mottagen, String forbund, String kod) implements Handelse {}

  /**
   * What was sent of one insats.
   *
   * @param antal the counts, one of staff or six of clients
   * @param kommentar a note, or null
   * @param orsak the row's own reason, or null
   */
  record Rad(List<Integer> antal, String kommentar, String orsak) {}

  /**
   * What was sent for a quarter, by insats.
   *
   * @param hela the request told the whole quarter
   * @param orsak the request's own reason, or null
   */
  record Registrerat(
      Instant mottagen,
      String forbund,
      int ar,
      int kvartal,
      boolean hela,
      String orsak,
      Map<String, Rad> rader)
      implements Handelse {}

  /** A single registration was withdrawn. */
  record Aterkallat(Instant mottagen, Plats plats, String orsak) implements Handelse {}

  /** The system owner set a time plan. */
  record TidplanSatt(Instant mottagen, int ar, int kvartal, LocalDate forfaller, LocalDate senEfter)
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
  public record InsatsEkonomi(
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
  public record Plats(String forbund, String insats, int ar, int kvartal) {}

  /**
   * A version of a registration.
   *
   * @param fore the counts before it, null if nothing was registered
   * @param antal the counts, null if it withdraws
   */
  record Version(
      Plats plats,
      int version,
      List<Integer> fore,
      List<Integer> antal,
      String kommentar,
      String orsak,
      Instant mottagen) {}

  /**
   * How the country is to be seen.
   *
   * @param dagens förbund that have merged count as their successors
   * @param forbund only these; all if none is named
   * @param lan only those of these; all if none is named
   */
  public record Urval(boolean dagens, Set<String> forbund, Set<String> lan) {
    public static final Urval ALLA = new Urval(false, Set.of(), Set.of());
    public static final Urval DAGENS = new Urval(true, Set.of(), Set.of());
  }

  public final Map<String, ForbundSatt> forbund = new TreeMap<>();
  public final Map<String, MalgruppSatt> malgrupper = new LinkedHashMap<>();
  public final Map<List<String>, InsatsSatt> insatser = new HashMap<>();
  final Map<Plats, List<Integer>> registreringar = new HashMap<>();
  final List<Version> versioner = new ArrayList<>();
  final Map<List<Integer>, TidplanSatt> tidplaner = new HashMap<>();

  private final Map<Plats, Version> senaste = new HashMap<>();
  private final Map<List<Object>, ForbundEkonomi> forbundens = new HashMap<>();
  private final Map<List<Object>, InsatsEkonomi> insatsernas = new HashMap<>();
  private final Set<List<Object>> attesterade = new HashSet<>();
  private final Instant t;
  private final Urval urval;

  private Facit(Instant t, Urval urval) {
    this.t = t;
    this.urval = urval;
  }

  /** What was known at t, which is inclusive. */
  static Facit vid(Instant t, List<Handelse> handelser) {
    return vid(t, handelser, Urval.ALLA);
  }

  public static Facit vid(Instant t, List<Handelse> handelser, Urval urval) {
    var facit = new Facit(t, urval);
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
    } else if (handelse instanceof TidplanSatt p) {
      tidplaner.put(List.of(p.ar(), p.kvartal()), p);
    } else if (handelse instanceof Aterkallat a) {
      aterkalla(a.plats(), a.orsak(), a.mottagen());
    } else if (handelse instanceof Registrerat r) {
      registrera(r);
    }
  }

  private void registrera(Registrerat r) {
    r.rader()
        .forEach(
            (insats, rad) -> {
              var plats = new Plats(r.forbund(), insats, r.ar(), r.kvartal());
              var orsak = rad.orsak() == null ? r.orsak() : rad.orsak();
              var fore = registreringar.get(plats);
              // a note that is not sent takes no note away
              boolean samma =
                  fore != null
                      && fore.equals(rad.antal())
                      && (rad.kommentar() == null
                          || rad.kommentar().equals(senaste.get(plats).kommentar()));
              if (!samma) {
                skriv(plats, rad.antal(), rad.kommentar(), orsak, r.mottagen());
              }
            });
    if (r.hela()) {
      for (var plats : List.copyOf(registreringar.keySet())) {
        if (plats.forbund().equals(r.forbund())
            && plats.ar() == r.ar()
            && plats.kvartal() == r.kvartal()
            && !r.rader().containsKey(plats.insats())) {
          aterkalla(plats, r.orsak() == null ? UTELAMNAD : r.orsak(), r.mottagen());
        }
      }
    }
  }

  private void aterkalla(Plats plats, String orsak, Instant mottagen) {
    skriv(plats, null, null, orsak, mottagen);
  }

  private void skriv(
      Plats plats, List<Integer> antal, String kommentar, String orsak, Instant mottagen) {
    int nummer = senaste.containsKey(plats) ? senaste.get(plats).version() + 1 : 1;
    var version =
        new Version(plats, nummer, registreringar.get(plats), antal, kommentar, orsak, mottagen);
    versioner.add(version);
    senaste.put(plats, version);
    if (antal == null) {
      registreringar.remove(plats);
    } else {
      registreringar.put(plats, antal);
    }
    attesterade.remove(List.<Object>of(plats.forbund(), plats.ar(), plats.kvartal()));
  }

  /** The Swedish day of t. */
  public LocalDate dag() {
    return LocalDate.ofInstant(t, SVERIGE);
  }

  /** True once the förbund has ended and another has taken over. */
  private boolean overtaget(ForbundSatt f) {
    return f.efterfoljare() != null && f.till().isBefore(dag());
  }

  /**
   * The förbund that a förbund counts as: itself, or, in today's structure, the last of those that
   * have taken over. Where they go round in a circle there is no last: it counts as itself.
   */
  public String som(String kod) {
    var passerade = new HashSet<String>();
    var sist = kod;
    while (urval.dagens() && overtaget(forbund.get(sist))) {
      if (!passerade.add(sist)) {
        return kod;
      }
      sist = forbund.get(sist).efterfoljare();
    }
    return sist;
  }

  /**
   * The codes asked for that no förbund is told as: they have been taken over, or are not known.
   */
  public Set<String> okanda() {
    var okanda = new TreeSet<>(urval.forbund());
    forbund.keySet().forEach(kod -> okanda.remove(som(kod)));
    return okanda;
  }

  /** True if the förbund's figures are asked for. */
  public boolean valt(String kod) {
    var som = forbund.get(som(kod));
    return (urval.forbund().isEmpty() || urval.forbund().contains(som.kod()))
        && (urval.lan().isEmpty() || urval.lan().contains(som.lan()));
  }

  /** True if the days from fran to till, either of which may be open, touch the year. */
  private static boolean ror(int ar, LocalDate fran, LocalDate till) {
    return (fran == null || fran.getYear() <= ar) && (till == null || till.getYear() >= ar);
  }

  private boolean lever(InsatsSatt insats, int ar, int kvartal) {
    var forsta = LocalDate.of(ar, 3 * kvartal - 2, 1);
    return lever(insats, forsta, forsta.plusMonths(3).minusDays(1));
  }

  /**
   * True if one of the days from fran to till is a day of both the insats and its förbund: only
   * then is it financed.
   */
  public boolean lever(InsatsSatt insats, LocalDate fran, LocalDate till) {
    var dess = forbund.get(insats.forbund());
    var forsta = insats.start();
    if (dess.fran() != null && dess.fran().isAfter(forsta)) {
      forsta = dess.fran();
    }
    if (fran.isAfter(forsta)) {
      forsta = fran;
    }
    var sista = till;
    if (insats.slut() != null && insats.slut().isBefore(sista)) {
      sista = insats.slut();
    }
    if (dess.till() != null && dess.till().isBefore(sista)) {
      sista = dess.till();
    }
    return !forsta.isAfter(sista);
  }

  private List<InsatsSatt> arets(int ar) {
    var arets = new ArrayList<InsatsSatt>();
    for (var insats : insatser.values()) {
      if (valt(insats.forbund())
          && lever(insats, LocalDate.of(ar, 1, 1), LocalDate.of(ar, 12, 31))) {
        arets.add(insats);
      }
    }
    return arets;
  }

  public List<Integer> registrerat(InsatsSatt insats, int ar, int kvartal) {
    return !lever(insats, ar, kvartal)
        ? null // kept, and not counted: the days of its förbund were set afterwards
        : registreringar.get(new Plats(insats.forbund(), insats.kod(), ar, kvartal));
  }

  public InsatsEkonomi insatsensEkonomi(InsatsSatt insats, int ar) {
    return insatsernas.get(List.<Object>of(insats.forbund(), insats.kod(), ar));
  }

  /**
   * The förbund that are rows of the year, each with those of its parts that exist in it: itself,
   * and in today's structure those that it has taken over.
   */
  private Map<String, List<ForbundSatt>> finns(int ar) {
    var finns = new TreeMap<String, List<ForbundSatt>>();
    for (var f : forbund.values()) {
      if (ror(ar, f.fran(), f.till()) && valt(f.kod())) {
        finns.computeIfAbsent(som(f.kod()), kod -> new ArrayList<>()).add(f);
      }
    }
    return finns;
  }

  /** The block that stands beside every table. */
  public Map<String, Object> tackning(int ar) {
    long paborjade = 0;
    long attesterat = 0;
    var finns = finns(ar);
    for (var delar : finns.values()) {
      paborjade += delar.stream().anyMatch(f -> paborjat(f.kod(), ar)) ? 1 : 0;
      attesterat += delar.stream().allMatch(f -> attesterat(f, ar)) ? 1 : 0;
    }
    return rad(
        "forbund",
        (long) finns.size(),
        "paborjade",
        paborjade,
        "ejPaborjade",
        finns.size() - paborjade,
        "attesterade",
        attesterat);
  }

  /** Every quarter of the year that is over, and in which the förbund existed: one at least. */
  private boolean attesterat(ForbundSatt f, int ar) {
    int avslutade = 0;
    for (int k = 1; k <= 4; k++) {
      var forsta = LocalDate.of(ar, 3 * k - 2, 1);
      var nasta = forsta.plusMonths(3);
      boolean over = !nasta.atStartOfDay(SVERIGE).toInstant().isAfter(t);
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
  public record Innehall(List<Map<String, Object>> rader, Map<String, Object> totalt) {}

  public Innehall tabell(String namn, int ar) {
    return switch (namn) {
      case "tackning" -> tackningen(ar);
      case "insatser" -> insatserna(ar);
      case "malgrupper" -> malgrupperna(ar);
      case "deltagare" -> deltagarna(ar);
      case "personal" -> personalen(ar);
      case "ekonomi" -> ekonomin(ar);
      case "planering" -> planeringen(ar);
      case "rattelser" -> rattelserna(ar);
      default -> throw new IllegalArgumentException(namn);
    };
  }

  private Innehall tackningen(int ar) {
    var rader = new ArrayList<Map<String, Object>>();
    var arets = arets(ar);
    long alla = 0;
    for (var rad : finns(ar).entrySet()) {
      var som = forbund.get(rad.getKey());
      var delar = rad.getValue();
      long kvartal = 0;
      for (int k = 1; k <= 4; k++) {
        boolean nagon = false;
        for (var insats : arets) {
          nagon |= som(insats.forbund()).equals(som.kod()) && registrerat(insats, ar, k) != null;
        }
        kvartal += nagon ? 1 : 0;
      }
      alla += kvartal;
      boolean paborjat = delar.stream().anyMatch(f -> paborjat(f.kod(), ar));
      boolean attesterat = delar.stream().allMatch(f -> attesterat(f, ar));
      rader.add(
          rad(
              "forbund",
              som.kod(),
              "namn",
              som.namn(),
              "lan",
              som.lan(),
              "lage",
              attesterat ? "ATTESTERAD" : paborjat ? "PABORJAT" : "EJ_PABORJAT",
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
    var alla = tomma(ar);
    for (var rad : finns(ar).entrySet()) {
      var summor = tomma(ar);
      for (var del : rad.getValue()) {
        ekonomi(del.kod(), ar).forEach((namn, summa) -> summor.get(namn).med(summa));
      }
      var som = forbund.get(rad.getKey());
      var skriven = rad("forbund", som.kod(), "namn", som.namn());
      summor.forEach(
          (namn, summa) -> {
            summa.skriv(namn, skriven);
            alla.get(namn).med(summa);
          });
      rader.add(skriven);
    }
    var totalt = rad();
    alla.forEach((namn, summa) -> summa.skriv(namn, totalt));
    return new Innehall(rader, totalt);
  }

  private Map<String, Summa> tomma(int ar) {
    var tomma = new HashMap<String, Summa>();
    ekonomi(null, ar).keySet().forEach(namn -> tomma.put(namn, new Summa()));
    return tomma;
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
        var i = insatsensEkonomi(insats, ar);
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
    arets.sort(
        Comparator.comparing((InsatsSatt i) -> som(i.forbund()))
            .thenComparing(InsatsSatt::kod)
            .thenComparing(InsatsSatt::forbund));
    for (var insats : arets) {
      var e = insatsensEkonomi(insats, ar);
      var planerade = e == null ? null : e.planerade();
      var utfall = e == null ? null : e.utfall();
      var antal = registreratUnder(insats, ar);
      var deltagare = insats.individinriktad() ? antal : null;
      var rad = vem(insats);
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

  /** The last day on which a first registration of the quarter is not late. */
  private LocalDate senEfter(int ar, int kvartal) {
    var satt = tidplaner.get(List.of(ar, kvartal));
    return satt == null ? LocalDate.of(ar, 3 * kvartal, 15).plusMonths(1) : satt.senEfter();
  }

  /** True if a changed value of the quarter need not say why. */
  boolean utanOrsak(int ar, int kvartal, LocalDate dag) {
    var satt = tidplaner.get(List.of(ar, kvartal));
    return satt != null && !dag.isAfter(satt.forfaller());
  }

  /** The förbund as which an insats is told, and in today's structure who reported it. */
  private Map<String, Object> vem(InsatsSatt insats) {
    var rad = rad("forbund", som(insats.forbund()));
    if (urval.dagens()) {
      rad.put("davarandeForbund", insats.forbund());
    }
    rad.put("insats", insats.kod());
    return rad;
  }

  private Innehall rattelserna(int ar) {
    var rader = new ArrayList<Map<String, Object>>();
    var forbunden = new HashSet<String>();
    var antal = new HashMap<String, Long>(Map.of("SEN", 0L, "RATTAD", 0L, "ATERKALLAD", 0L));
    long kvinnor = 0;
    long man = 0;
    long personal = 0;
    var arets = arets(ar);
    for (var v : versioner) {
      var insats = insatser.get(List.of(v.plats().forbund(), v.plats().insats()));
      if (v.plats().ar() != ar
          || !arets.contains(insats)
          || !lever(insats, ar, v.plats().kvartal())) {
        continue;
      }
      boolean sen =
          LocalDate.ofInstant(v.mottagen(), SVERIGE).isAfter(senEfter(ar, v.plats().kvartal()));
      String slag;
      if (v.antal() == null) {
        slag = "ATERKALLAD";
      } else if (v.fore() == null) {
        slag = sen ? "SEN" : null;
      } else {
        slag = v.antal().equals(v.fore()) ? null : "RATTAD";
      }
      if (slag == null) {
        continue;
      }
      boolean individ = insats.individinriktad();
      Long andringKvinnor = individ ? kvinnor(v.antal()) - kvinnor(v.fore()) : null;
      Long andringMan = individ ? man(v.antal()) - man(v.fore()) : null;
      Long andringPersonal = individ ? null : Long.valueOf(tal(v.antal(), 0) - tal(v.fore(), 0));
      kvinnor += individ ? andringKvinnor : 0;
      man += individ ? andringMan : 0;
      personal += individ ? 0 : andringPersonal;
      antal.merge(slag, 1L, Long::sum);
      forbunden.add(som(insats.forbund()));
      var rad = vem(insats);
      rad.putAll(
          rad(
              "kvartal",
              ar + "K" + v.plats().kvartal(),
              "version",
              (long) v.version(),
              "slag",
              slag,
              "mottagen",
              v.mottagen().toString(),
              "orsak",
              v.orsak(),
              "andringKvinnor",
              andringKvinnor,
              "andringMan",
              andringMan,
              "andringPersonal",
              andringPersonal));
      rader.add(rad);
    }
    rader.sort(
        Comparator.comparing((Map<String, Object> r) -> Instant.parse((String) r.get("mottagen")))
            .thenComparing(r -> (String) r.get("forbund"))
            .thenComparing(r -> (String) r.get("insats"))
            .thenComparing(r -> (String) r.get("kvartal"))
            .thenComparing(r -> (Long) r.get("version")));
    return new Innehall(
        rader,
        rad(
            "antal",
            (long) rader.size(),
            "sena",
            antal.get("SEN"),
            "rattade",
            antal.get("RATTAD"),
            "aterkallade",
            antal.get("ATERKALLAD"),
            "antalForbund",
            (long) forbunden.size(),
            "andringKvinnor",
            kvinnor,
            "andringMan",
            man,
            "andringPersonal",
            personal));
  }

  /** Nothing registered counts as nobody. */
  private static long tal(List<Integer> antal, int i) {
    return antal == null ? 0 : antal.get(i);
  }

  private static long kvinnor(List<Integer> antal) {
    return tal(antal, 0) + tal(antal, 2);
  }

  private static long man(List<Integer> antal) {
    return tal(antal, 1) + tal(antal, 3);
  }

  /**
   * The breaks in a series that a reader of these years must know of: the start of the system, and
   * every merger by t, one for each förbund that has taken over.
   */
  public List<Map<String, Object>> brott(boolean med2023) {
    var brott = new ArrayList<Map<String, Object>>();
    if (med2023) {
      brott.add(rad("slag", "TIDSSERIEBROTT", "fran", "2023-01-01"));
    }
    var overtagna = new TreeMap<String, TreeMap<LocalDate, List<String>>>();
    for (var f : forbund.values()) {
      if (overtaget(f)) {
        overtagna
            .computeIfAbsent(f.efterfoljare(), e -> new TreeMap<>())
            .computeIfAbsent(f.till().plusDays(1), dag -> new ArrayList<>())
            .add(f.kod());
      }
    }
    overtagna.forEach(
        (efterfoljare, dagar) ->
            dagar.forEach(
                (fran, foregangare) ->
                    brott.add(
                        rad(
                            "slag",
                            "SAMMANSLAGNING",
                            "fran",
                            fran.toString(),
                            "forbund",
                            efterfoljare,
                            "foregangare",
                            foregangare))));
    return brott;
  }

  private static List<String> alla() {
    var alla = new ArrayList<>(INDIVIDINRIKTADE);
    alla.addAll(STRUKTUROVERGRIPANDE);
    return alla;
  }

  public long olikaForbund(List<InsatsSatt> insatser) {
    var olika = new HashSet<String>();
    for (var insats : insatser) {
      olika.add(som(insats.forbund()));
    }
    return olika.size();
  }

  /** A share with six decimals, half up, and what it was made of. */
  private static Map<String, Object> andel(Long taljare, Long namnare) {
    var andel =
        namnare == null || namnare == 0
            ? null
            : Double.valueOf(Math.round(1e6 * taljare / namnare) / 1e6);
    return rad("andel", andel, "taljare", taljare, "namnare", namnare);
  }

  public static Map<String, Object> rad(Object... namnOchVarden) {
    var rad = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namnOchVarden.length; i += 2) {
      rad.put((String) namnOchVarden[i], namnOchVarden[i + 1]);
    }
    return rad;
  }
}
