package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
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
 * @param struktur förbund as they were, or as they are today
 * @param summerbar true if adding up the rows gives the total
 * @param noter what a reader must know
 * @param brott breaks in the series
 * @param rader one member per grouping and one per figure
 * @param utelamnadeRader in the whole report: so many rows that they are told only by the table
 *     itself; absent where they are here
 * @param totalt the total
 * @param tackning how much of the country it covers
 * @param foregaendeAr the year before, where it is asked for
 */
@Schema(name = "Tabell", description = "Tabell: platta rader, och en total som räknas för sig")
public record Tabell(
    @Schema(examples = "insatser") String tabell,
    @Schema(examples = "2023") int ar,
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant perTidpunkt,
    Struktur struktur,
    boolean summerbar,
    List<String> noter,
    List<Brott> brott,
    @Schema(description = "Rader, med medlemmar efter tabell") List<? extends Rad> rader,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "I hela rapporten: så många rader att tabellen hämtas för sig")
        Integer utelamnadeRader,
    @Schema(description = "Totalen, räknad för sig") Rad totalt,
    Tackning tackning,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Året före, om foregaendeAr=true")
        AretFore foregaendeAr,
    @JsonProperty("_links") Map<String, Lank> links) {

  /**
   * The same table of the year before, as of the same instant.
   *
   * @param ar the year before
   * @param utelamnadeRader as in the table
   */
  @Schema(name = "AretFore", description = "Samma tabell för året före, vid samma tidpunkt")
  public record AretFore(
      @Schema(examples = "2023") int ar,
      boolean summerbar,
      List<? extends Rad> rader,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(description = "I hela rapporten: så många rader att tabellen hämtas för sig")
          Integer utelamnadeRader,
      Rad totalt,
      Tackning tackning) {}

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
        PersonalRad.class,
        EkonomiRad.class,
        PlaneringRad.class,
        RattelserRad.class,
        RattelserTotalt.class
      })
  public sealed interface Rad {}

  /**
   * T1: one förbund and how far it has come. In the total: sums, and the other members are absent.
   *
   * @param forbund code
   * @param namn name
   * @param lan länskod
   * @param lage EJ_PABORJAT, PABORJAT, or ATTESTERAD: every quarter that has ended is attested,
   *     which may be a nil report
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

  /**
   * T6: the money of one förbund and its insatser. Whole kronor.
   *
   * @param forbund code; absent in the total
   * @param namn name; absent in the total
   * @param medelStatKr tilldelade medel from the state
   * @param medelKommunerKr from kommuner
   * @param medelRegionerKr from regioner
   * @param medelSamordningsforbundKr from samordningsförbund
   * @param medelEsfKr from ESF
   * @param medelOvrigaKr from others
   * @param tilldeladeMedelKr the sum of those that are known
   * @param egetKapitalKr saved surplus carried over into the year; may be negative
   * @param admBudgetKr administrative costs, budget
   * @param admUtfallKr administrative costs, actual
   * @param insatsBudgetKr budget of the year's insatser, ESF money not counted
   * @param insatsUtfallKr actual cost of the year's insatser, ESF money not counted
   * @param insatsEsfBudgetKr budget that ESF pays
   * @param insatsEsfUtfallKr actual cost that ESF pays
   * @param resultatKr tilldeladeMedelKr + egetKapitalKr - admUtfallKr - insatsUtfallKr; null as
   *     soon as one of them is
   * @param status EJ_REDOVISAT for each figure that nobody has reported, DELVIS for each sum of
   *     which some part is unknown
   */
  @Schema(name = "EkonomiRad")
  public record EkonomiRad(
      @JsonInclude(JsonInclude.Include.NON_NULL) String forbund,
      @JsonInclude(JsonInclude.Include.NON_NULL) String namn,
      @Schema(nullable = true) Long medelStatKr,
      @Schema(nullable = true) Long medelKommunerKr,
      @Schema(nullable = true) Long medelRegionerKr,
      @Schema(nullable = true) Long medelSamordningsforbundKr,
      @Schema(nullable = true) Long medelEsfKr,
      @Schema(nullable = true) Long medelOvrigaKr,
      @Schema(nullable = true) Long tilldeladeMedelKr,
      @Schema(nullable = true) Long egetKapitalKr,
      @Schema(nullable = true) Long admBudgetKr,
      @Schema(nullable = true) Long admUtfallKr,
      @Schema(nullable = true) Long insatsBudgetKr,
      @Schema(nullable = true) Long insatsUtfallKr,
      @Schema(nullable = true) Long insatsEsfBudgetKr,
      @Schema(nullable = true) Long insatsEsfUtfallKr,
      @Schema(nullable = true) Long resultatKr,
      @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> status)
      implements Rad {}

  /**
   * T7: plan and outcome of one insats. Clients and staff are told apart and never added together:
   * where the insats has the one, the other is null.
   *
   * @param forbund code of the förbund; absent in the total
   * @param davarandeForbund in the structure of today: the förbund that it was reported by
   * @param insats the insats's id; absent in the total
   * @param budgeteratAntalDeltagare planned deltagare, where the insats is individinriktad (antal)
   * @param deltagare deltagare of the year, as in T4 (antal deltagare i insatser)
   * @param budgeteradPersonal planned staff, where the insats is strukturövergripande (antal)
   * @param personal staff reached, as in T5 (antal)
   * @param budgetKr budgeted cost, ESF money not counted
   * @param utfallKr actual cost, ESF money not counted
   * @param kostnadPerDeltagareKr utfallKr through deltagare, whole kronor; not comparable between
   *     insatser. In the total: over the insatser of which both are known
   * @param andel deltagare of the planned, may pass 1
   * @param taljare the share's numerator, deltagare
   * @param namnare the share's denominator, budgeteratAntalDeltagare. In the total: both over the
   *     insatser of which both are known
   * @param status EJ_REDOVISAT for each figure that nobody has reported, DELVIS for each sum of
   *     which some part is unknown
   */
  @Schema(name = "PlaneringRad")
  public record PlaneringRad(
      @JsonInclude(JsonInclude.Include.NON_NULL) String forbund,
      @JsonInclude(JsonInclude.Include.NON_NULL) String davarandeForbund,
      @JsonInclude(JsonInclude.Include.NON_NULL) String insats,
      @Schema(nullable = true) Long budgeteratAntalDeltagare,
      @Schema(nullable = true) Long deltagare,
      @Schema(nullable = true) Long budgeteradPersonal,
      @Schema(nullable = true) Long personal,
      @Schema(nullable = true) Long budgetKr,
      @Schema(nullable = true) Long utfallKr,
      @Schema(nullable = true) Long kostnadPerDeltagareKr,
      @Schema(nullable = true) BigDecimal andel,
      @Schema(nullable = true) Long taljare,
      @Schema(nullable = true) Long namnare,
      @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> status)
      implements Rad {}

  /**
   * T8: a version of a registration that was late, or that changed what was registered.
   *
   * @param forbund code of the förbund
   * @param davarandeForbund in the structure of today: the förbund that it was reported by
   * @param insats the insats's id
   * @param kvartal the quarter
   * @param version the version that was received
   * @param slag SEN: first told after the quarter was late; RATTAD: other counts than before;
   *     ATERKALLAD: withdrawn
   * @param mottagen when it was received
   * @param orsak why, where it was said
   * @param andringKvinnor what it moved: women of the quarter, those there at its start and new
   *     ones; null where the insats has no such figure
   * @param andringMan men, likewise
   * @param andringPersonal staff, likewise
   */
  @Schema(name = "RattelserRad")
  public record RattelserRad(
      String forbund,
      @JsonInclude(JsonInclude.Include.NON_NULL) String davarandeForbund,
      String insats,
      @Schema(examples = "2023K4") String kvartal,
      int version,
      String slag,
      @Schema(examples = "2024-01-23T08:12:01.123456Z") Instant mottagen,
      @Schema(nullable = true) String orsak,
      @Schema(nullable = true) Long andringKvinnor,
      @Schema(nullable = true) Long andringMan,
      @Schema(nullable = true) Long andringPersonal)
      implements Rad {

    /** As they were received. */
    static final Comparator<RattelserRad> ORDNING =
        Comparator.comparing(RattelserRad::mottagen)
            .thenComparing(RattelserRad::forbund)
            .thenComparing(RattelserRad::insats)
            .thenComparing(RattelserRad::kvartal)
            .thenComparing(RattelserRad::version);
  }

  /**
   * T8's total.
   *
   * @param antal rows
   * @param sena of which late
   * @param rattade of which corrected
   * @param aterkallade of which withdrawn
   * @param antalForbund förbund that sent them
   */
  @Schema(name = "RattelserTotalt")
  public record RattelserTotalt(
      long antal,
      long sena,
      long rattade,
      long aterkallade,
      long antalForbund,
      long andringKvinnor,
      long andringMan,
      long andringPersonal)
      implements Rad {}
}
