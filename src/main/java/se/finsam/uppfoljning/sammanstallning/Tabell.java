package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;

/**
 * A table: flat rows, and a total that is computed on its own, never by adding the rows.
 *
 * @param tabell its name
 * @param ar the year
 * @param perTidpunkt the instant as of which it is told
 * @param summerbar true if adding up the rows gives the total
 * @param noter what a reader must know
 * @param rader one member per grouping and one per figure
 * @param totalt the total
 * @param tackning how much of the country it covers
 */
@Schema(name = "Tabell", description = "Tabell: platta rader, och en total som räknas för sig")
public record Tabell(
    @Schema(examples = "insatser") String tabell,
    @Schema(examples = "2023") int ar,
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant perTidpunkt,
    boolean summerbar,
    List<String> noter,
    @Schema(description = "Rader, med medlemmar efter tabell") List<? extends Rad> rader,
    @Schema(description = "Totalen, räknad för sig") Rad totalt,
    Tackning tackning,
    @JsonProperty("_links") Map<String, Lank> links) {

  /** A row of a table, or its total. */
  @Schema(
      name = "TabellRad",
      description = "En rad eller totalen; medlemmarna beror på tabellen",
      anyOf = {
        TackningRad.class,
        InsatserRad.class,
        InsatserTotalt.class,
        MalgrupperRad.class,
        MalgrupperTotalt.class,
        DeltagareRad.class,
        PersonalRad.class
      })
  public sealed interface Rad {}

  /**
   * T1: one förbund and how far it has come. In the total: sums, and the other members are absent.
   *
   * @param forbund code
   * @param namn name
   * @param lan länskod
   * @param lage EJ_PABORJAT or PABORJAT
   * @param kvartalRegistrerade quarters of the year in which it has registered something
   */
  @Schema(name = "TackningRad")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TackningRad(
      String forbund, String namn, String lan, String lage, long kvartalRegistrerade)
      implements Rad {}

  /**
   * T2: insatser of one preciserad inriktning.
   *
   * @param inriktning the inriktning it belongs to
   * @param preciseradInriktning the finer orientation
   * @param antalInsatser insatser (antal)
   * @param andel share of all insatser of the year
   * @param taljare the share's numerator
   * @param namnare the share's denominator
   */
  @Schema(name = "InsatserRad")
  public record InsatserRad(
      String inriktning,
      String preciseradInriktning,
      long antalInsatser,
      @Schema(nullable = true) BigDecimal andel,
      long taljare,
      long namnare)
      implements Rad {}

  /**
   * T2, all insatser of the year.
   *
   * @param antalInsatser insatser (antal)
   * @param antalForbund förbund that have them
   * @param individinriktade of which aimed at individuals
   * @param strukturovergripande of which aimed at structure
   */
  @Schema(name = "InsatserTotalt")
  public record InsatserTotalt(
      long antalInsatser, long antalForbund, long individinriktade, long strukturovergripande)
      implements Rad {}

  /**
   * T3: insatser aimed at one målgrupp.
   *
   * @param malgrupp code
   * @param prioriterad prioritised by the government, as known then
   * @param antalInsatser insatser that carry it (antal); an insats may carry several
   * @param antalForbund förbund with at least one such insats; a förbund may be in several rows
   * @param individinriktade of the insatser, those aimed at individuals
   * @param vanligastePreciseradInriktning the commonest finer orientation among them, the first in
   *     order if several
   * @param antalVanligaste insatser of it
   * @param andel antalVanligaste of antalInsatser
   * @param taljare the share's numerator
   * @param namnare the share's denominator
   */
  @Schema(name = "MalgrupperRad")
  public record MalgrupperRad(
      String malgrupp,
      boolean prioriterad,
      long antalInsatser,
      long antalForbund,
      long individinriktade,
      @Schema(nullable = true) String vanligastePreciseradInriktning,
      long antalVanligaste,
      @Schema(nullable = true) BigDecimal andel,
      long taljare,
      long namnare)
      implements Rad {}

  /**
   * T3, each insats counted once.
   *
   * @param antalInsatser insatser with at least one målgrupp
   * @param antalForbund förbund with at least one such insats
   * @param individinriktade of the insatser, those aimed at individuals
   * @param prioriterade insatser with at least one prioritised målgrupp
   * @param andel prioriterade of all insatser of the year
   * @param taljare the share's numerator
   * @param namnare the share's denominator
   */
  @Schema(name = "MalgrupperTotalt")
  public record MalgrupperTotalt(
      long antalInsatser,
      long antalForbund,
      long individinriktade,
      long prioriterade,
      @Schema(nullable = true) BigDecimal andel,
      long taljare,
      long namnare)
      implements Rad {}

  /**
   * T4: deltagare in individinriktade insatser. A figure that nobody has reported is null and named
   * in status.
   *
   * @param preciseradInriktning the finer orientation; absent in the total
   * @param kvinnor women (antal deltagare i insatser)
   * @param man men
   * @param totalt both
   * @param andel share of women
   * @param taljare the share's numerator, kvinnor
   * @param namnare the share's denominator, totalt
   * @param status EJ_REDOVISAT for each figure that nobody has reported
   */
  @Schema(name = "DeltagareRad")
  public record DeltagareRad(
      @JsonInclude(JsonInclude.Include.NON_NULL) String preciseradInriktning,
      @Schema(nullable = true) Long kvinnor,
      @Schema(nullable = true) Long man,
      @Schema(nullable = true) Long totalt,
      @Schema(nullable = true) BigDecimal andel,
      @Schema(nullable = true) Long taljare,
      @Schema(nullable = true) Long namnare,
      @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> status)
      implements Rad {}

  /**
   * T5: staff reached by strukturövergripande insatser, never added to deltagare.
   *
   * @param preciseradInriktning the finer orientation; absent in the total
   * @param personal staff reached, summed over the quarters (antal)
   * @param status EJ_REDOVISAT if nobody has reported it
   */
  @Schema(name = "PersonalRad")
  public record PersonalRad(
      @JsonInclude(JsonInclude.Include.NON_NULL) String preciseradInriktning,
      @Schema(nullable = true) Long personal,
      @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> status)
      implements Rad {}
}
