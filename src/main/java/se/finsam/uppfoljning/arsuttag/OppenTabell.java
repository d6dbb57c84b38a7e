package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;

/**
 * An open table of a published extract: a cube of which every cell has a value, or a status that
 * says why it has none. What is hidden is hidden here already; nothing may be added up from it.
 *
 * @param namn of the table, the same in every extract: deltagare
 * @param titel what it tells, without the year
 * @param noter what a reader must know
 * @param variabler its axes, in order; the last varies fastest
 * @param varden row by row, null where there is none
 * @param status as many, null where there is nothing to say
 */
public record OppenTabell(
    String namn,
    String titel,
    List<String> noter,
    List<Variabel> variabler,
    List<BigDecimal> varden,
    List<Status> status) {

  /** Why a cell has no value, or only a part of one. */
  public enum Status {
    /** Hidden, so that no small group can be worked out; the value may be any. */
    UNDERTRYCKT,
    /** Nobody has reported it; not zero. */
    EJ_REDOVISAT,
    /** There can be no such figure. */
    EJ_TILLAMPLIGT,
    /** The sum of what is known, where a part is unknown: the one status that has a value. */
    DELVIS
  }

  /** What an axis is, to a client that draws maps or time series. */
  public enum Roll {
    TID,
    REGION,
    MATT,
    ANNAN
  }

  /**
   * An axis.
   *
   * @param kod its name: region, inriktning, malgrupp, kon, matt, tid, finansiar
   * @param eliminering the value that is meant where a question leaves the axis out, null if it
   *     cannot be left out
   */
  public record Variabel(
      String kod, String etikett, Roll roll, String eliminering, List<Varde> varden) {}

  /**
   * A value of an axis.
   *
   * @param foralder the value that it is a part of, null if it is part of none
   * @param slag of what kind it is among the values of its axis: RIKET, LAN, FORBUND; null if all
   *     are of one kind
   * @param enhet what a measure is counted in, null for others: antal, kronor, andel
   * @param decimaler of a measure, else 0
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Varde(
      String kod, String etikett, String foralder, String slag, String enhet, int decimaler) {}
}
