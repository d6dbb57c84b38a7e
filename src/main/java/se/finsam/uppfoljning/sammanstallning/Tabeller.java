package se.finsam.uppfoljning.sammanstallning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.sida.Lank;

/** The tables of the national report, added up from the förbund (dossier section 10.4). */
@Singleton
public class Tabeller {
  /** T1 to T8, in order. */
  public static final List<String> NAMN =
      List.of(
          "tackning",
          "insatser",
          "malgrupper",
          "deltagare",
          "personal",
          "ekonomi",
          "planering",
          "rattelser");

  /** Longer tables are left out of the whole report, and told by themselves. */
  static final int MOST_ROWS_IN_REPORT = 5_000;

  /** So many cells an answer has at most. */
  public static final int MOST_CELLS = 200_000;

  private static final int KEPT_ROWS = 100_000;

  private final Cache<Version, Innehall> kanda =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_ROWS)
          .weigher((Version v, Innehall i) -> 1 + i.rader().size())
          .build();
  private final Cache<Version, Ram> ramar = Caffeine.newBuilder().maximumSize(1_000).build();
  private final Jdbi jdbi;
  private final Summor summor;
  private final Grunder grunder;

  Tabeller(Jdbi jdbi, Summor summor, Grunder grunder) {
    this.jdbi = jdbi;
    this.summor = summor;
    this.grunder = grunder;
  }

  /** While no effective write has come in, and time alone has changed nothing, it is the same. */
  private record Version(String laget, Instant dataversion, String tabell, boolean hel) {}

  /**
   * A table's content.
   *
   * @param utelamnade how many rows are left out, null if none
   */
  record Innehall(
      boolean summerbar,
      List<String> noter,
      List<? extends Tabell.Rad> rader,
      Integer utelamnade,
      Tabell.Rad totalt) {}

  /** What stands beside every table. */
  record Ram(Tackning tackning, List<Brott> sammanslagningar) {}

  /**
   * How the tables are wanted.
   *
   * @param namn which
   * @param hel true if every row is wanted, however many; else long tables are told without rows
   * @param foregaendeAr true if the year before is wanted beside
   */
  public record Onskan(List<String> namn, boolean hel, boolean foregaendeAr) {}

  /**
   * The tables asked for, by name. All are of the same instant, and nothing known at it can change:
   * no transaction is needed, and what has been computed for a version of the data is kept.
   *
   * @param dataversion the last effective write up to the instant
   * @throws ProblemException 422 if a table that is wanted whole has too many cells
   */
  public Map<String, Tabell> tabeller(
      Urval urval, Instant dataversion, Onskan onskan, Function<String, Map<String, Lank>> links) {
    var ram = ram(urval, dataversion);
    var brott = new ArrayList<Brott>();
    if (urval.ar().ar() == Ar.FORSTA || onskan.foregaendeAr() && urval.ar().ar() == Ar.FORSTA + 1) {
      brott.add(Brott.sus());
    }
    brott.addAll(ram.sammanslagningar());
    var tabeller = new LinkedHashMap<String, Tabell>();
    for (var namn : onskan.namn()) {
      var innehall = innehall(urval, dataversion, namn, onskan.hel());
      tabeller.put(
          namn,
          new Tabell(
              namn,
              urval.ar().ar(),
              urval.t(),
              urval.struktur(),
              innehall.summerbar(),
              innehall.noter(),
              brott,
              innehall.rader(),
              innehall.utelamnade(),
              innehall.totalt(),
              ram.tackning(),
              onskan.foregaendeAr()
                  ? aretFore(urval.aretFore(), dataversion, namn, onskan.hel())
                  : null,
              links.apply(namn)));
    }
    return tabeller;
  }

  /** What T4 and T5 are sums of, förbund by förbund: for those who fold them in other ways. */
  public List<Flode> floden(Urval urval) {
    return jdbi.withHandle(
        h ->
            summor.floden(
                h,
                urval,
                Register.vid(h, urval.t()).alla().stream().map(Register.Medlem::nr).toList()));
  }

  private Tabell.AretFore aretFore(Urval urval, Instant dataversion, String namn, boolean hel) {
    var innehall = innehall(urval, dataversion, namn, hel);
    return new Tabell.AretFore(
        urval.ar().ar(),
        innehall.summerbar(),
        innehall.rader(),
        innehall.utelamnade(),
        innehall.totalt(),
        ram(urval, dataversion).tackning());
  }

  private Ram ram(Urval urval, Instant dataversion) {
    return ramar.get(
        new Version(urval.dagslaget(), dataversion, null, false), v -> rakna(urval, Rakning::ram));
  }

  private Innehall innehall(Urval urval, Instant dataversion, String namn, boolean hel) {
    return kanda.get(
        new Version(urval.laget(), dataversion, namn, hel),
        v -> rakna(urval, rakning -> rakning.tabell(namn, hel)));
  }

  private <T> T rakna(Urval urval, Function<Rakning, T> fraga) {
    return jdbi.withHandle(h -> fraga.apply(new Rakning(h, urval, summor, grunder)));
  }
}
