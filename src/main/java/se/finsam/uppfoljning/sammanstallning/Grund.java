package se.finsam.uppfoljning.sammanstallning;

import java.util.List;

/**
 * What the figures of one förbund and one year are made of. Those of the nation, of a län and of a
 * merged förbund are sums of these.
 *
 * @param forbund of the förbund itself, null if it does not exist in the year
 * @param celler of its insatser
 * @param rattelser of its late and corrected registrations
 */
record Grund(Forbund forbund, List<Cell> celler, Summor.Rattelsesumma rattelser) {

  /**
   * The förbund's own money, null where unknown (kronor), and its attests.
   *
   * @param avslutade quarters in which it existed, and that have ended
   * @param attesterade of them, those attested and unchanged since
   */
  public record Forbund(
      int forbund,
      int avslutade,
      int attesterade,
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
   * Insatser of one finer orientation that carry the same målgrupper: how many, the sums of what
   * they have told, and how many have not.
   *
   * @param malgrupper keys of the målgrupper, in order
   * @param kvartal a bit for each quarter in which something is registered
   * @param planerat planned deltagare, or staff
   * @param kostnad cost of those of which deltagare are known, and the other way round
   * @param planensDeltagare deltagare of those that have a plan, and the other way round
   */
  public record Cell(
      int forbund,
      String preciseradInriktning,
      List<Integer> malgrupper,
      long insatser,
      Long kvinnor,
      Long man,
      Long personal,
      int kvartal,
      long oregistrerade,
      Long planerat,
      long utanPlan,
      Long budget,
      long utanBudget,
      Long utfall,
      long utanUtfall,
      Long esfBudget,
      long utanEsfBudget,
      Long esfUtfall,
      long utanEsfUtfall,
      Long kostnad,
      Long kostnadensDeltagare,
      Long planensDeltagare,
      Long deltagarnasPlan) {}

  boolean finns() {
    return forbund != null;
  }

  boolean paborjad() {
    return !celler.isEmpty();
  }

  long insatser() {
    return celler.stream().mapToLong(Cell::insatser).sum();
  }

  int kvartal() {
    return celler.stream().mapToInt(Cell::kvartal).reduce(0, (a, b) -> a | b);
  }
}
