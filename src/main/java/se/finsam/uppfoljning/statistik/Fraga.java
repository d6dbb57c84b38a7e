package se.finsam.uppfoljning.statistik;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.sammanstallning.Brott;
import se.finsam.uppfoljning.sammanstallning.Etiketter;
import se.finsam.uppfoljning.sammanstallning.Koder;
import se.finsam.uppfoljning.sammanstallning.Register;
import se.finsam.uppfoljning.sammanstallning.Struktur;

/**
 * A question to cross tabulate.
 *
 * @param t the instant as of which it is told
 * @param kvartal the quarters that count, in order
 * @param filter by grouping the codes that count; a grouping that is not there is not restricted
 */
record Fraga(
    List<Matt> matt,
    List<Grupp> gruppera,
    Set<Kvartal> kvartal,
    Map<Grupp, Set<String>> filter,
    Struktur struktur,
    Instant t) {

  /** What somebody might ask for, and cannot be told: there is no data about individuals. */
  private static final Set<String> PERSONER =
      Set.of("deltagarePerPerson", "personer", "unikaDeltagare", "individer", "unikaPersoner");

  private static final Pattern SENASTE = Pattern.compile("senaste\\(([1-9][0-9]{0,2})\\)");
  private static final Pattern FRAN = Pattern.compile("fran\\((.+)\\)");
  private static final Pattern TILL = Pattern.compile("till\\((.+)\\)");
  private static final Pattern MELLAN = Pattern.compile("(.+)\\.\\.(.+)");

  /**
   * Reads a question; what is wrong with it is added to the faults.
   *
   * @param parametrar of the request, by name
   * @param nu the clock's instant: what has not begun then cannot be asked for
   */
  static Fraga av(
      Map<String, List<String>> parametrar,
      Register register,
      Etiketter etiketter,
      Instant t,
      Instant nu,
      Faults faults) {
    var struktur =
        Struktur.parameter(parametrar.get("struktur").stream().findFirst().orElse(null), faults);
    var matt = matten(parametrar.get("matt"), faults);
    var gruppera = grupperna(parametrar.get("gruppera"), faults);
    var filter = new LinkedHashMap<Grupp, Set<String>>();
    for (var grupp : EnumSet.range(Grupp.lan, Grupp.kon)) {
      var sant = parametrar.get(grupp.name());
      if (!sant.isEmpty()) {
        filter.put(
            grupp,
            grupp == Grupp.forbund
                ? register.valda(sant, struktur, faults)
                : Koder.kanda(grupp.name(), sant, etiketter.koder(grupp.name()), faults));
      }
    }
    var kvartal =
        new Tid(t, nu, faults)
            .valda(
                parametrar.get("ar"), parametrar.get("kvartal"), gruppera.contains(Grupp.kvartal));
    var fraga = new Fraga(matt, gruppera, kvartal, filter, struktur, t);
    fraga.kontrolleraMening(!parametrar.get("kvartal").isEmpty(), faults);
    return fraga;
  }

  private static List<Matt> matten(List<String> sant, Faults faults) {
    if (sant.isEmpty()) {
      faults.unreadable("{matt}", "SAKNAS", "Ange ett eller flera mått: " + List.of(Matt.values()));
    }
    var matt = new LinkedHashSet<Matt>();
    for (var namn : Koder.lista("matt", sant, faults)) {
      if (PERSONER.contains(namn)) {
        faults.rule(
            "{matt}",
            "INGEN_MENING",
            "Det finns inga uppgifter om individer: deltagare är deltagare i insatser, inte unika personer");
      } else {
        Matt.av(namn).ifPresentOrElse(matt::add, () -> Koder.okand("matt", namn, faults));
      }
    }
    return List.copyOf(matt);
  }

  private static List<Grupp> grupperna(List<String> sant, Faults faults) {
    var grupper = new ArrayList<Grupp>();
    for (var namn : sant.stream().flatMap(s -> Stream.of(s.split(",", -1))).toList()) {
      var grupp = Grupp.av(namn.strip());
      if (grupp.isEmpty()) {
        Koder.okand("gruppera", namn.strip(), faults);
      } else if (grupper.contains(grupp.get())) {
        faults.rule("{gruppera}", "DUBBLETT", "gruppera: " + grupp.get() + " finns två gånger");
      } else {
        grupper.add(grupp.get());
      }
    }
    return grupper;
  }

  /** What would have no meaning is refused, and why. */
  private void kontrolleraMening(boolean valdaKvartal, Faults faults) {
    var arsvisa = matt.stream().filter(Matt::arsvis).toList();
    if (!arsvisa.isEmpty() && (valdaKvartal || gruppera.contains(Grupp.kvartal))) {
      faults.rule(
          "{" + (valdaKvartal ? "kvartal" : "gruppera") + "}",
          "INGEN_MENING",
          arsvisa + " redovisas per år och har ingen mening per kvartal");
    }
    var utanKon = matt.stream().filter(m -> !m.perKon()).toList();
    if (!utanKon.isEmpty() && (filter.containsKey(Grupp.kon) || gruppera.contains(Grupp.kon))) {
      faults.rule(
          "{" + (filter.containsKey(Grupp.kon) ? "kon" : "gruppera") + "}",
          "INGEN_MENING",
          utanKon + " redovisas inte per kön; deltagare, nya och avslutade gör det");
    }
  }

  /**
   * What is asked, and what time alone makes of it. With the version of the data it says which
   * figures these are.
   */
  String laget() {
    return List.of(matt, gruppera, kvartal, filter, struktur, LocalDate.ofInstant(t, Ar.SVERIGE))
        .toString();
  }

  /** The same of the coverage, which is of quarters and förbund whatever is asked of them. */
  String tackningens() {
    return List.of(
            kvartal,
            valda(Grupp.forbund),
            valda(Grupp.lan),
            struktur,
            LocalDate.ofInstant(t, Ar.SVERIGE))
        .toString();
  }

  Set<Integer> ar() {
    return kvartal.stream().map(Kvartal::ar).collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> valda(Grupp grupp) {
    return filter.getOrDefault(grupp, Set.of());
  }

  /** The groupings that part what is selected into more than one group. */
  Set<Grupp> delande() {
    var delande = EnumSet.noneOf(Grupp.class);
    for (var grupp : gruppera) {
      int grupper =
          switch (grupp) {
            case ar -> ar().size();
            case kvartal -> kvartal.size();
            default -> filter.containsKey(grupp) ? filter.get(grupp).size() : 2;
          };
      if (grupper > 1) {
        delande.add(grupp);
      }
    }
    return delande;
  }

  /** Reads which years and quarters are selected. */
  private record Tid(Instant t, Instant nu, Faults faults) {

    /**
     * One way of selecting.
     *
     * @param begynta what had begun at t, in order: the newest of it are told by number, and what
     *     has no end ends there
     */
    private <T extends Comparable<T>> Predicate<T> val(
        String parameter, String sant, List<T> begynta, BiFunction<String, String, T> las) {
      var senaste = SENASTE.matcher(sant);
      if (senaste.matches()) {
        int antal = Math.min(begynta.size(), Integer.parseInt(senaste.group(1)));
        return begynta.subList(begynta.size() - antal, begynta.size())::contains;
      }
      var fran = FRAN.matcher(sant);
      if (fran.matches()) {
        var forst = las.apply(parameter, fran.group(1));
        return en -> forst != null && en.compareTo(forst) >= 0 && begynta.contains(en);
      }
      var till = TILL.matcher(sant);
      if (till.matches()) {
        var sist = las.apply(parameter, till.group(1));
        return en -> sist != null && en.compareTo(sist) <= 0;
      }
      var mellan = MELLAN.matcher(sant);
      if (mellan.matches()) {
        var forst = las.apply(parameter, mellan.group(1));
        var sist = las.apply(parameter, mellan.group(2));
        if (forst != null && sist != null && forst.compareTo(sist) > 0) {
          faults.rule(
              "{" + parameter + "}",
              "FORE_START",
              "%s: %s ligger före %s".formatted(parameter, sist, forst));
        }
        return en ->
            forst != null && sist != null && en.compareTo(forst) >= 0 && en.compareTo(sist) <= 0;
      }
      var den = las.apply(parameter, sant);
      return en -> en.equals(den);
    }

    /** The year, null if it is none. */
    private Integer ar(String parameter, String text) {
      var ar = Ar.of(text).map(Ar::ar).orElse(null);
      if (ar == null) {
        Koder.okand(parameter, text, faults);
      } else if (ar < Ar.FORSTA) {
        faults.rule("{" + parameter + "}", "TIDSSERIEBROTT", Brott.SUS);
        return null;
      } else if (new Ar(ar).start().isAfter(LocalDate.ofInstant(nu, Ar.SVERIGE))) {
        ejPaborjat(parameter, text);
        return null;
      }
      return ar;
    }

    private Kvartal kvartal(String parameter, String text) {
      var kvartal = Kvartal.of(text).orElse(null);
      if (kvartal == null && text.matches("(1[0-9]|20)[0-9]{2}(K|-Q)[1-4]")) {
        faults.rule("{" + parameter + "}", "TIDSSERIEBROTT", Brott.SUS);
      } else if (kvartal == null) {
        Koder.okand(parameter, text, faults);
      } else if (!kvartal.harBorjat(nu)) {
        ejPaborjat(parameter, text);
        return null;
      }
      return kvartal;
    }

    private void ejPaborjat(String parameter, String text) {
      faults.rule(
          "{" + parameter + "}", "EJ_PABORJAT", parameter + ": " + text + " har inte börjat");
    }

    /**
     * Whole years up to t, so that a year here is the year of the national report; where quarters
     * are asked for, only those that have begun. What had not begun at t is asked for by name.
     */
    Set<Kvartal> valda(List<String> ar, List<String> kvartal, boolean perKvartal) {
      var aren = aren(t);
      var alla =
          aren(nu).stream()
              .flatMap(a -> IntStream.rangeClosed(1, 4).mapToObj(k -> new Kvartal(a, k)))
              .toList();
      var borjade = alla.stream().filter(k -> k.harBorjat(t)).toList();
      var valda = new TreeSet<Kvartal>(alla);
      if (!ar.isEmpty()) {
        var val =
            Koder.lista("ar", ar, faults).stream()
                .map(sant -> this.<Integer>val("ar", sant, aren, this::ar))
                .toList();
        valda.removeIf(k -> val.stream().noneMatch(v -> v.test(k.ar())));
      } else if (kvartal.isEmpty()) {
        valda.removeIf(k -> !aren.contains(k.ar()));
      }
      if (!kvartal.isEmpty()) {
        var val =
            Koder.lista("kvartal", kvartal, faults).stream()
                .map(sant -> this.<Kvartal>val("kvartal", sant, borjade, this::kvartal))
                .toList();
        valda.removeIf(k -> val.stream().noneMatch(v -> v.test(k)));
      } else if (perKvartal) {
        valda.retainAll(borjade);
      }
      return valda;
    }

    /** The years that have begun at an instant; the first one always. */
    private static List<Integer> aren(Instant vid) {
      int sista = Math.max(Ar.FORSTA, LocalDate.ofInstant(vid, Ar.SVERIGE).getYear());
      return IntStream.rangeClosed(Ar.FORSTA, sista).boxed().toList();
    }
  }
}
