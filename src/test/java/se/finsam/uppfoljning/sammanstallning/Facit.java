package se.finsam.uppfoljning.sammanstallning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
      Set<String> malgrupper,
      LocalDate start,
      LocalDate slut)
      implements Handelse {
    boolean individinriktad() {
      return INDIVIDINRIKTADE.contains(preciserad);
    }
  }

  record InsatsBorttagen(Instant mottagen, String forbund, String kod) implements Handelse {}

  /** What was sent for a quarter: by insats the counts, one of staff or six of clients. */
  record Registrerat(
      Instant mottagen,
      String forbund,
      int ar,
      int kvartal,
      boolean hela,
      Map<String, List<Integer>> rader)
      implements Handelse {}

  /** A registered quarter of an insats. */
  record Plats(String forbund, String insats, int ar, int kvartal) {}

  final Map<String, ForbundSatt> forbund = new TreeMap<>();
  final Map<String, MalgruppSatt> malgrupper = new LinkedHashMap<>();
  final Map<List<String>, InsatsSatt> insatser = new HashMap<>();
  final Map<Plats, List<Integer>> registreringar = new HashMap<>();

  private Facit() {}

  /** What was known at t, which is inclusive. */
  static Facit vid(Instant t, List<Handelse> handelser) {
    var facit = new Facit();
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
    } else if (handelse instanceof Registrerat r) {
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
      if (ror(ar, insats.start(), insats.slut())) {
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
    for (var f : forbund.values()) {
      if (ror(ar, f.fran(), f.till())) {
        finns++;
        if (paborjat(f.kod(), ar)) {
          paborjade++;
        }
      }
    }
    return rad("forbund", finns, "paborjade", paborjade, "ejPaborjade", finns - paborjade);
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
              paborjat(f.kod(), ar) ? "PABORJAT" : "EJ_PABORJAT",
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
