package se.finsam.uppfoljning.statistik;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.sammanstallning.Brott;
import se.finsam.uppfoljning.sammanstallning.Etiketter;
import se.finsam.uppfoljning.sammanstallning.Register;
import se.finsam.uppfoljning.sammanstallning.Tackning;
import se.finsam.uppfoljning.sammanstallning.Urval;

/** Cross tabulations, laid out from what the SQL counts. */
@Singleton
class Korstabeller {
  /** So many cells, rows times measures, an answer has at most. */
  static final int MOST_CELLS = 50_000;

  private static final int KEPT_CELLS = 500_000;

  /** So many are counted at a time: each holds its rows, and keeps a core of the database busy. */
  private static final int AT_A_TIME = 2;

  private static final int LONGEST_WAIT = 20; // seconds

  private final Cache<Version, Innehall> kanda =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_CELLS)
          .weigher((Version v, Innehall i) -> 1 + i.rader().size() * v.celler())
          .build();
  private final Cache<Version, Tackning> tackningar =
      Caffeine.newBuilder().maximumSize(1_000).build();
  private final Semaphore platser = new Semaphore(AT_A_TIME, true);
  private final Jdbi jdbi;
  private final Tabulering tabulering;

  Korstabeller(Jdbi jdbi, Tabulering tabulering) {
    this.jdbi = jdbi;
    this.tabulering = tabulering;
  }

  /** While no effective write has come in, and no day has passed, the answer is the same. */
  private record Version(String laget, Instant dataversion, int celler) {}

  /** What is computed, and does not tell the instant. */
  record Innehall(
      List<Map<String, Object>> rader,
      Map<String, Object> totalt,
      List<Brott> brott,
      Tackning tackning) {}

  /**
   * The answer to a question.
   *
   * @param dataversion the last effective write up to its instant
   * @throws ProblemException 422 if it has more than 50 000 cells; says how many. 503 if many
   *     others are being counted
   */
  Innehall innehall(Fraga fraga, Instant dataversion) {
    return kanda.get(
        new Version(fraga.laget(), dataversion, fraga.matt().size() + fraga.gruppera().size()),
        v -> iTurOchOrdning(() -> jdbi.withHandle(h -> raknat(h, fraga, dataversion))));
  }

  /** Who waits holds no connection. */
  private <T> T iTurOchOrdning(Supplier<T> arbete) {
    try {
      if (platser.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS)) {
        try {
          return arbete.get();
        } finally {
          platser.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        ProblemType.OTILLGANGLIG, "Många korstabeller räknas just nu; försök igen");
  }

  private Innehall raknat(Handle h, Fraga fraga, Instant dataversion) {
    var register = Register.vid(h, fraga.t());
    var alla =
        register.delar(
            new Urval(
                new Ar(Ar.FORSTA),
                fraga.t(),
                fraga.struktur(),
                fraga.valda(Grupp.forbund),
                fraga.valda(Grupp.lan)));
    var som = List.copyOf(alla.keySet());
    var delar = Tabulering.Delar.av(List.copyOf(alla.values()), som);
    int mest = MOST_CELLS / fraga.matt().size();
    var rader = tabulering.rader(h, fraga, fraga.gruppera(), delar, mest + 1);
    if (rader.size() > mest) {
      throw forStort(rader.get(0).rader(), fraga.matt().size());
    }
    var koder = koder(h, som);
    var totalt =
        tabulering.rader(h, fraga, List.of(), delar, 1).stream()
            .findFirst()
            .map(r -> rad(fraga, List.of(), r, koder, new HashMap<>()))
            .orElseThrow();
    var brott = new ArrayList<Brott>();
    if (fraga.ar().contains(Ar.FORSTA)) {
      brott.add(Brott.sus());
    }
    brott.addAll(register.sammanslagningar());
    var statusar = new HashMap<Map<String, String>, Map<String, String>>();
    return new Innehall(
        rader.stream()
            .filter(r -> r.antalInsatser() > 0)
            .sorted(ordning(fraga, koder))
            .map(r -> rad(fraga, fraga.gruppera(), r, koder, statusar))
            .toList(),
        totalt,
        brott,
        tackningar.get(
            new Version(fraga.tackningens(), dataversion, 0),
            v -> tabulering.tackning(h, fraga, delar)));
  }

  private static ProblemException forStort(long rader, int matt) {
    var detail =
        "Svaret har %d celler (%d rader, %d mått); högst %d ges: gruppera mindre eller filtrera"
            .formatted(rader * matt, rader, matt, MOST_CELLS);
    return new ProblemException(
        ProblemType.REGELBROTT, detail, List.of(new Fault("{gruppera}", "FOR_STORT_SVAR", detail)));
  }

  /** How the number that the SQL groups by is written, and in which order. */
  private record Kodning(
      Function<Tabulering.Rad, Integer> ordning, Function<Tabulering.Rad, Object> kod) {}

  private static final String MALGRUPPER = "select nr, kod from malgrupp";

  public record Malgrupp(int nr, String kod) {}

  private static Map<Grupp, Kodning> koder(Handle h, List<Register.Medlem> som) {
    var malgrupper =
        h.createQuery(MALGRUPPER).mapTo(Malgrupp.class).stream()
            .collect(Collectors.toMap(Malgrupp::nr, Malgrupp::kod));
    var koder = new EnumMap<Grupp, Kodning>(Grupp.class);
    koder.put(Grupp.ar, new Kodning(Korstabeller::ar, Korstabeller::ar));
    koder.put(
        Grupp.kvartal,
        new Kodning(
            Tabulering.Rad::period,
            r -> new Kvartal(r.period() / 4, r.period() % 4 + 1).toString().intern()));
    koder.put(Grupp.lan, new Kodning(Tabulering.Rad::lan, r -> "%02d".formatted(r.lan()).intern()));
    koder.put(Grupp.forbund, new Kodning(Tabulering.Rad::som, r -> som.get(r.som()).kod()));
    koder.put(
        Grupp.inriktning,
        new Kodning(
            r -> r.individ() ? 0 : 1,
            r -> r.individ() ? "INDIVIDINRIKTAD" : "STRUKTUROVERGRIPANDE"));
    koder.put(
        Grupp.preciseradInriktning,
        new Kodning(
            Tabulering.Rad::preciserad,
            r -> PreciseradInriktning.values()[r.preciserad() - 1].name()));
    koder.put(
        Grupp.malgrupp,
        new Kodning(
            r -> r.malgrupp() == 0 ? Integer.MAX_VALUE : r.malgrupp(),
            r -> r.malgrupp() == 0 ? Etiketter.INGEN_MALGRUPP : malgrupper.get(r.malgrupp())));
    koder.put(Grupp.kon, new Kodning(Tabulering.Rad::kon, r -> r.kon() == 1 ? "KVINNA" : "MAN"));
    return koder;
  }

  /** The period is a quarter where those are grouped by, else the year. */
  private static Integer ar(Tabulering.Rad rad) {
    return rad.period() >= 4 * Ar.FORSTA ? rad.period() / 4 : rad.period();
  }

  private static Comparator<Tabulering.Rad> ordning(Fraga fraga, Map<Grupp, Kodning> koder) {
    Comparator<Tabulering.Rad> ordning = (a, b) -> 0;
    for (var grupp : fraga.gruppera()) {
      ordning = ordning.thenComparing(koder.get(grupp).ordning());
    }
    return ordning;
  }

  /**
   * A row as it is told.
   *
   * @param statusar those that other rows have: most are of a few kinds
   */
  private static Map<String, Object> rad(
      Fraga fraga,
      List<Grupp> gruppera,
      Tabulering.Rad r,
      Map<Grupp, Kodning> koder,
      Map<Map<String, String>, Map<String, String>> statusar) {
    var rad = new LinkedHashMap<String, Object>();
    var status = new LinkedHashMap<String, String>();
    gruppera.forEach(g -> rad.put(g.name(), koder.get(g).kod().apply(r)));
    for (var matt : fraga.matt()) {
      var varde = varde(matt, r);
      rad.put(matt.name(), varde);
      var dess = status(matt, r, varde);
      if (dess != null) {
        status.put(matt.name(), dess);
      }
    }
    if (!status.isEmpty()) {
      rad.put("status", statusar.computeIfAbsent(status, s -> s));
    }
    return rad;
  }

  private static Long varde(Matt matt, Tabulering.Rad r) {
    return switch (matt) {
      case antalInsatser -> r.antalInsatser();
      case antalForbund -> r.antalForbund();
      case deltagare -> r.deltagare();
      case nya -> r.nya();
      case avslutade -> r.avslutade();
      case personal -> r.personal();
      case budgetKr -> r.budget();
      case utfallKr -> r.utfall();
      case budgeteratAntalDeltagare -> r.planerat();
    };
  }

  /** Unknown is never 0, and what no insats of the row can have is not owed (R5, R17). */
  private static String status(Matt matt, Tabulering.Rad r, Long varde) {
    long kan =
        switch (matt.galler) {
          case ALLA -> r.antalInsatser();
          case INDIVIDINRIKTADE -> r.individinriktade();
          case STRUKTUROVERGRIPANDE -> r.strukturovergripande();
        };
    if (varde == null) {
      return kan == 0 && r.antalInsatser() > 0 ? "EJ_TILLAMPLIGT" : "EJ_REDOVISAT";
    }
    long utan =
        switch (matt) {
          case budgetKr -> r.utanBudget();
          case utfallKr -> r.utanUtfall();
          case budgeteratAntalDeltagare -> r.utanPlan();
          default -> 0;
        };
    return utan > 0 ? "DELVIS" : null;
  }

  /** What follows from what is asked, and must be known by who reads the answer. */
  static List<String> noter(Fraga fraga) {
    var noter = Stream.<String>builder();
    var delande = fraga.delande();
    var overlappar =
        fraga.matt().stream().filter(m -> !m.summerbar(delande)).map(Matt::name).toList();
    if (!overlappar.isEmpty()) {
      noter.add(
          "Raderna överlappar: %s summerar inte till totalen, som räknas för sig"
              .formatted(String.join(", ", overlappar)));
    }
    if (delande.contains(Grupp.malgrupp)) {
      noter.add(
          "En insats kan ha flera målgrupper och räknas i varje; målgruppen är insatsens, inte deltagarens");
    }
    if (fraga.gruppera().contains(Grupp.malgrupp)
        && fraga.matt().stream().anyMatch(m -> m.perKon() || m == Matt.personal)) {
      noter.add("Antalen gäller insatser riktade till målgruppen");
    }
    fraga.matt().stream().map(m -> m.not).filter(n -> n != null).distinct().forEach(noter::add);
    noter.add("En kombination utan rad har ingen insats");
    return noter.build().toList();
  }

  static Map<String, Boolean> summerbara(Fraga fraga) {
    Set<Grupp> delande = fraga.delande();
    var summerbara = new LinkedHashMap<String, Boolean>();
    fraga.matt().forEach(m -> summerbara.put(m.name(), m.summerbar(delande)));
    return summerbara;
  }
}
