package se.finsam.uppfoljning.sammanstallning;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/**
 * What the figures of one förbund and one year are made of. Those of the nation, of a län and of a
 * merged förbund are sums of these.
 *
 * @param forbund of the förbund itself, null if it does not exist in the year
 * @param celler of its insatser
 * @param rattelser of its late and corrected registrations, null if there are none
 * @param senast when the latest version of each quarter was received, null if none
 */
record Grund(
    Forbund forbund, List<Cell> celler, Summor.Rattelsesumma rattelser, List<Instant> senast) {

  /**
   * The förbund's own money, null where unknown (kronor), and its attests.
   *
   * @param attesterat when each quarter was last attested, null if never
   */
  public record Forbund(
      int forbund,
      List<Instant> attesterat,
      Long egetKapital,
      Long admBudget,
      Long admUtfall,
      Long stat,
      Long kommuner,
      Long regioner,
      Long samordningsforbund,
      Long esf,
      Long ovriga) {}

  /**
   * What is counted of insatser: sums of what is known, and beside each how many it is known of
   * ({@code med}). All of them may be added and taken away.
   */
  enum Tal {
    insatser,
    registrerade,
    kvinnor,
    man,
    personal,
    /** Insatser that have registered in the quarter. */
    k1,
    k2,
    k3,
    k4,
    /** Planned deltagare, or staff. */
    planerat,
    med_plan,
    budget,
    med_budget,
    utfall,
    med_utfall,
    /** Insatser that ESF finances, which alone can have ESF money. */
    esf,
    esf_budget,
    med_esf_budget,
    esf_utfall,
    med_esf_utfall,
    /** Cost of those whose deltagare are known too, and the other way round. */
    kostnad,
    kostnadens_deltagare,
    med_kostnad,
    /** Deltagare of those that have a plan, and the other way round. */
    planens_deltagare,
    deltagarnas_plan,
    med_plan_och_deltagare
  }

  /**
   * Insatser of one finer orientation that carry the same målgrupper.
   *
   * @param malgrupper keys of the målgrupper, in order
   * @param tal what is counted, in the order of {@link Tal}
   */
  record Cell(int forbund, String preciseradInriktning, List<Integer> malgrupper, long[] tal) {
    long antal(Tal vad) {
      return tal[vad.ordinal()];
    }

    /** The sum, and how many of those that can have it have not told it. */
    Summa summa(Tal vad, Tal med, Tal av) {
      return new Summa(antal(med) == 0 ? null : Long.valueOf(antal(vad)), antal(av) - antal(med));
    }

    private List<Object> vilka() {
      return List.of(forbund, preciseradInriktning, malgrupper);
    }
  }

  boolean finns() {
    return forbund != null;
  }

  boolean paborjad() {
    return !celler.isEmpty();
  }

  /** The quarters in which something is registered: bit 1 for the first, to bit 4. */
  int kvartal() {
    int bitar = 0;
    for (var cell : celler) {
      for (int k = 0; k < 4; k++) {
        bitar |= cell.tal()[Tal.k1.ordinal() + k] > 0 ? 1 << k + 1 : 0;
      }
    }
    return bitar;
  }

  /** True if nothing has been received of the quarter since it was attested. */
  boolean attesterat(int kvartal) {
    var attest = forbund.attesterat().get(kvartal - 1);
    var sist = senast.get(kvartal - 1);
    return attest != null && (sist == null || !sist.isAfter(attest));
  }

  /**
   * Cells as they are after some insatser have changed: what those were is taken away, and what
   * they are is added.
   */
  static List<Cell> andrade(Collection<Cell> alla, Collection<Cell> var, Collection<Cell> ar) {
    var summor = new HashMap<List<Object>, Cell>();
    alla.forEach(c -> summor.put(c.vilka(), c));
    var.forEach(c -> summor.merge(c.vilka(), ganger(c, -1), Grund::plus));
    ar.forEach(c -> summor.merge(c.vilka(), c, Grund::plus));
    return summor.values().stream().filter(c -> c.antal(Tal.insatser) != 0).toList();
  }

  private static Cell ganger(Cell cell, int tecken) {
    return new Cell(
        cell.forbund(),
        cell.preciseradInriktning(),
        cell.malgrupper(),
        Arrays.stream(cell.tal()).map(n -> tecken * n).toArray());
  }

  private static Cell plus(Cell a, Cell b) {
    var tal = a.tal().clone();
    Arrays.setAll(tal, i -> a.tal()[i] + b.tal()[i]);
    return new Cell(a.forbund(), a.preciseradInriktning(), a.malgrupper(), tal);
  }
}
