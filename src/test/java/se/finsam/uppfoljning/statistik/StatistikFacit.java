package se.finsam.uppfoljning.statistik;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import se.finsam.uppfoljning.sammanstallning.Facit;
import se.finsam.uppfoljning.sammanstallning.Facit.InsatsSatt;

/**
 * The free cross tabulation told a second time, in plain loops over the country as it was known:
 * every combination of groups is tried, and every insats asked whether it belongs there.
 */
final class StatistikFacit {
  static final List<String> PENGAR = List.of("budgetKr", "utfallKr", "budgeteratAntalDeltagare");
  static final List<String> PER_KON = List.of("deltagare", "nya", "avslutade");
  static final List<String> MATT =
      List.of(
          "antalInsatser",
          "antalForbund",
          "deltagare",
          "nya",
          "avslutade",
          "personal",
          "budgetKr",
          "utfallKr",
          "budgeteratAntalDeltagare");
  static final List<String> GRUPPER =
      List.of(
          "ar",
          "kvartal",
          "lan",
          "forbund",
          "inriktning",
          "preciseradInriktning",
          "malgrupp",
          "kon");

  /**
   * A question, valid as it stands.
   *
   * @param filter the values asked for, by the name of the parameter
   */
  record Fraga(List<String> matt, List<String> gruppera, Map<String, List<String>> filter) {
    List<String> valda(String namn) {
      return filter.getOrDefault(namn, List.of());
    }

    private boolean valt(String namn, String varde) {
      return valda(namn).isEmpty() || valda(namn).contains(varde);
    }
  }

  /** The answer: its rows and its total, and which measures may be added up. */
  record Svar(
      List<Map<String, Object>> rader,
      Map<String, Object> totalt,
      Map<String, Object> summerbara,
      boolean med2023) {}

  /** A quarter. */
  private record Kvartal(int ar, int nummer) {
    LocalDate start() {
      return LocalDate.of(ar, 3 * nummer - 2, 1);
    }

    LocalDate slut() {
      return start().plusMonths(3).minusDays(1);
    }

    @Override
    public String toString() {
      return ar + "K" + nummer;
    }
  }

  private final Facit facit;
  private final Fraga fraga;
  private final List<Kvartal> kvartalen;

  private StatistikFacit(Facit facit, Fraga fraga) {
    this.facit = facit;
    this.fraga = fraga;
    this.kvartalen = kvartalen(facit.dag(), fraga);
  }

  static Svar svar(Facit facit, Fraga fraga) {
    var detta = new StatistikFacit(facit, fraga);
    var rader = new ArrayList<Map<String, Object>>();
    detta.rader(Map.of(), rader);
    return new Svar(
        rader,
        detta.figurer(Map.of()),
        detta.summerbara(),
        detta.kvartalen.stream().anyMatch(k -> k.ar() == 2023));
  }

  /** True if the selection has no quarter at all: nothing can be asked of it. */
  static boolean utanKvartal(LocalDate dag, Fraga fraga) {
    return kvartalen(dag, fraga).isEmpty();
  }

  /**
   * The quarters that both the years and the quarters asked for name: of whole years, unless
   * quarters are asked for by themselves; then those that have begun.
   */
  private static List<Kvartal> kvartalen(LocalDate dag, Fraga fraga) {
    boolean perKvartal = !fraga.valda("kvartal").isEmpty() || fraga.gruppera().contains("kvartal");
    var alla = new ArrayList<Kvartal>();
    for (int ar = 2023; ar <= dag.getYear(); ar++) {
      for (int k = 1; k <= 4; k++) {
        if (!perKvartal || !new Kvartal(ar, k).start().isAfter(dag)) {
          alla.add(new Kvartal(ar, k));
        }
      }
    }
    var ar = new LinkedHashSet<String>();
    var namn = new LinkedHashSet<String>();
    for (var k : alla) {
      ar.add(String.valueOf(k.ar()));
      namn.add(k.toString());
    }
    var valdaAr = valda(List.copyOf(ar), fraga.valda("ar"));
    var valdaKvartal = valda(List.copyOf(namn), fraga.valda("kvartal"));
    return alla.stream()
        .filter(k -> valdaAr.contains(String.valueOf(k.ar())))
        .filter(k -> valdaKvartal.contains(k.toString()))
        .toList();
  }

  /** Those of all, in order of time, that one value or more name; all if no value is given. */
  private static Set<String> valda(List<String> alla, List<String> varden) {
    var valda = new TreeSet<String>(varden.isEmpty() ? alla : List.of());
    for (var v : varden) {
      var varde = v.replace("-Q", "K");
      var inom =
          varde.contains("(") ? varde.substring(varde.indexOf('(') + 1, varde.length() - 1) : "";
      if (varde.startsWith("senaste(")) {
        int antal = Integer.parseInt(inom);
        valda.addAll(alla.subList(Math.max(0, alla.size() - antal), alla.size()));
      } else if (varde.startsWith("fran(")) {
        alla.stream().filter(a -> a.compareTo(inom) >= 0).forEach(valda::add);
      } else if (varde.startsWith("till(")) {
        alla.stream().filter(a -> a.compareTo(inom) <= 0).forEach(valda::add);
      } else {
        valda.add(varde);
      }
    }
    return valda;
  }

  /** Fills in one group more, with each of its values in turn, or counts when all have one. */
  private void rader(Map<String, String> grupp, List<Map<String, Object>> rader) {
    if (grupp.size() == fraga.gruppera().size()) {
      if (!insatser(grupp).isEmpty()) {
        var rad = new LinkedHashMap<String, Object>();
        grupp.forEach((namn, v) -> rad.put(namn, namn.equals("ar") ? Long.valueOf(v) : v));
        rad.putAll(figurer(grupp));
        rader.add(rad);
      }
      return;
    }
    if (insatser(grupp).isEmpty()) {
      return;
    }
    var namn = fraga.gruppera().get(grupp.size());
    for (var varde : varden(namn)) {
      var med = new LinkedHashMap<>(grupp);
      med.put(namn, varde);
      rader(med, rader);
    }
  }

  /** The values that a group may have, in order. */
  private List<String> varden(String namn) {
    var varden =
        switch (namn) {
          case "ar" -> kvartalen.stream().map(k -> String.valueOf(k.ar())).distinct().toList();
          case "kvartal" -> kvartalen.stream().map(Kvartal::toString).toList();
          case "lan" ->
              facit.forbund.values().stream().map(f -> f.lan()).distinct().sorted().toList();
          case "forbund" -> List.copyOf(facit.forbund.keySet());
          case "inriktning" -> List.of("INDIVIDINRIKTAD", "STRUKTUROVERGRIPANDE");
          case "preciseradInriktning" -> {
            var alla = new ArrayList<>(Facit.INDIVIDINRIKTADE);
            alla.addAll(Facit.STRUKTUROVERGRIPANDE);
            yield alla;
          }
          case "malgrupp" -> {
            var alla = new ArrayList<>(facit.malgrupper.keySet());
            alla.add("ingen");
            yield alla;
          }
          case "kon" -> List.of("KVINNA", "MAN");
          default -> throw new IllegalArgumentException(namn);
        };
    boolean tid = namn.equals("ar") || namn.equals("kvartal");
    return varden.stream().filter(v -> tid || fraga.valt(namn, v)).toList();
  }

  private static String inriktning(InsatsSatt insats) {
    return insats.individinriktad() ? "INDIVIDINRIKTAD" : "STRUKTUROVERGRIPANDE";
  }

  /** What an insats is called in a group; of målgrupper it may have several. */
  private List<String> horTill(InsatsSatt insats, String namn) {
    var som = facit.som(insats.forbund());
    return switch (namn) {
      case "lan" -> List.of(facit.forbund.get(som).lan());
      case "forbund" -> List.of(som);
      case "inriktning" -> List.of(inriktning(insats));
      case "preciseradInriktning" -> List.of(insats.preciserad());
      case "malgrupp" ->
          insats.malgrupper().isEmpty() ? List.of("ingen") : List.copyOf(insats.malgrupper());
      default -> throw new IllegalArgumentException(namn);
    };
  }

  private static final List<String> AV_INSATSEN =
      List.of("lan", "forbund", "inriktning", "preciseradInriktning", "malgrupp");

  /** The quarters of a row. */
  private List<Kvartal> kvartalen(Map<String, String> grupp) {
    return kvartalen.stream()
        .filter(k -> !grupp.containsKey("ar") || grupp.get("ar").equals(String.valueOf(k.ar())))
        .filter(k -> !grupp.containsKey("kvartal") || grupp.get("kvartal").equals(k.toString()))
        .toList();
  }

  /** The selected insatser of a row: each lives in one of its quarters at least. */
  private List<InsatsSatt> insatser(Map<String, String> grupp) {
    var kvar = new ArrayList<InsatsSatt>();
    for (var insats : facit.insatser.values()) {
      boolean med = lever(insats, kvartalen(grupp));
      for (var namn : AV_INSATSEN) {
        var horTill = horTill(insats, namn);
        med &= horTill.stream().anyMatch(v -> fraga.valt(namn, v));
        med &= !grupp.containsKey(namn) || horTill.contains(grupp.get(namn));
      }
      if (med) {
        kvar.add(insats);
      }
    }
    return kvar;
  }

  private boolean lever(InsatsSatt insats, List<Kvartal> nagot) {
    return nagot.stream().anyMatch(k -> facit.lever(insats, k.start(), k.slut()));
  }

  /** The measures of a row; of the whole selection where no group is named. */
  private Map<String, Object> figurer(Map<String, String> grupp) {
    var insatser = insatser(grupp);
    var figurer = new LinkedHashMap<String, Object>();
    var status = new LinkedHashMap<String, Object>();
    for (var matt : fraga.matt()) {
      Long varde = null;
      if (matt.equals("antalInsatser")) {
        varde = (long) insatser.size();
      } else if (matt.equals("antalForbund")) {
        varde = facit.olikaForbund(insatser);
      } else {
        boolean nagonKan = false;
        boolean nagonTiger = false;
        for (var insats : insatser) {
          if (kan(insats, matt)) {
            nagonKan = true;
            for (var del : delar(insats, matt, grupp)) {
              nagonTiger |= del == null;
              varde = del == null ? varde : Long.valueOf((varde == null ? 0 : varde) + del);
            }
          }
        }
        if (varde == null) {
          status.put(matt, nagonKan || insatser.isEmpty() ? "EJ_REDOVISAT" : "EJ_TILLAMPLIGT");
        } else if (nagonTiger && PENGAR.contains(matt)) {
          status.put(matt, "DELVIS");
        }
      }
      figurer.put(matt, varde);
    }
    if (!status.isEmpty()) {
      figurer.put("status", status);
    }
    return figurer;
  }

  /** Clients are of individinriktade insatser, and staff of the others; money is of all. */
  private static boolean kan(InsatsSatt insats, String matt) {
    return switch (matt) {
      case "personal" -> !insats.individinriktad();
      case "budgetKr", "utfallKr" -> true;
      default -> insats.individinriktad();
    };
  }

  /** What an insats has told of a measure, null where it has not told. */
  private List<Long> delar(InsatsSatt insats, String matt, Map<String, String> grupp) {
    var delar = new ArrayList<Long>();
    if (PENGAR.contains(matt)) {
      for (int ar : kvartalen(grupp).stream().map(Kvartal::ar).distinct().toList()) {
        if (lever(insats, kvartalen(grupp).stream().filter(k -> k.ar() == ar).toList())) {
          var e = facit.insatsensEkonomi(insats, ar);
          delar.add(e == null ? null : pengar(e, matt));
        }
      }
      return delar;
    }
    boolean forst = true;
    for (var k : kvartalen(grupp)) {
      var antal = facit.registrerat(insats, k.ar(), k.nummer());
      if (antal == null) {
        continue;
      }
      if (matt.equals("personal")) {
        delar.add((long) antal.get(0));
      } else if (matt.equals("nya")) {
        delar.add(perKon(antal, 2, grupp));
      } else if (matt.equals("avslutade")) {
        delar.add(perKon(antal, 4, grupp));
      } else {
        delar.add((forst ? perKon(antal, 0, grupp) : 0) + perKon(antal, 2, grupp));
      }
      forst = false;
    }
    return delar;
  }

  private static Long pengar(Facit.InsatsEkonomi e, String matt) {
    return switch (matt) {
      case "budgetKr" -> e.budget();
      case "utfallKr" -> e.utfall();
      default -> e.planerade();
    };
  }

  /** Women stand first and men after them. */
  private long perKon(List<Integer> antal, int i, Map<String, String> grupp) {
    Function<String, Integer> av =
        kon -> {
          boolean med =
              grupp.containsKey("kon") ? grupp.get("kon").equals(kon) : fraga.valt("kon", kon);
          return med ? antal.get(kon.equals("KVINNA") ? i : i + 1) : 0;
        };
    return av.apply("KVINNA") + av.apply("MAN");
  }

  /** Which measures give the total when the rows are added up. */
  private Map<String, Object> summerbara() {
    var gruppera = fraga.gruppera();
    long ar = kvartalen.stream().map(Kvartal::ar).distinct().count();
    boolean overlappar = gruppera.contains("malgrupp") && !ensam("malgrupp");
    boolean overTid =
        (gruppera.contains("kvartal") && kvartalen.size() > 1)
            || (gruppera.contains("ar") && ar > 1);
    boolean delarForbund = false;
    for (var namn : gruppera) {
      delarForbund |=
          switch (namn) {
            case "lan", "forbund" -> false;
            case "ar", "kvartal" -> overTid;
            default -> !ensam(namn);
          };
    }
    var summerbara = new LinkedHashMap<String, Object>();
    for (var matt : fraga.matt()) {
      boolean antalEllerDeltagare =
          matt.equals("antalInsatser") || matt.equals("antalForbund") || matt.equals("deltagare");
      summerbara.put(
          matt,
          !overlappar
              && !(overTid && antalEllerDeltagare)
              && !(delarForbund && matt.equals("antalForbund")));
    }
    return summerbara;
  }

  private boolean ensam(String namn) {
    return fraga.valda(namn).stream().distinct().count() == 1;
  }
}
