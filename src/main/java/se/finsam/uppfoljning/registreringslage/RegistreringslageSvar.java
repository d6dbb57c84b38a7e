package se.finsam.uppfoljning.registreringslage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * The coverage of a quarter as it was known at an instant, a page of förbund at a time.
 *
 * @param kvartal the quarter
 * @param perTidpunkt the instant
 * @param forfaller last Swedish day on which a value may be changed without a reason
 * @param senEfter what comes after this Swedish day is late
 * @param lases last Swedish day on which anything is received, but of those for whom it is reopened
 * @param antal förbund in each state, all of them and not only those of the page, nor only those in
 *     the state asked for
 * @param registreringslagen the förbund of the page, in the order of their codes
 */
@Schema(
    name = "RegistreringslageLista",
    description =
        "Ett kvartals registreringsläge: kvartalets tidplan, antal förbund i varje läge (hela urvalet, oavsett sida och lage), och förbunden, en sida i taget")
record RegistreringslageSvar(
    Kvartal kvartal,
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant perTidpunkt,
    @Schema(examples = "2024-01-15") LocalDate forfaller,
    @Schema(examples = "2024-01-20") LocalDate senEfter,
    @Schema(examples = "2030-12-31") LocalDate lases,
    @Schema(description = "Antal förbund i varje läge; alla fem lägen finns alltid med")
        Map<Lage, Long> antal,
    List<Rad> registreringslagen,
    @JsonProperty("_meta") Meta meta,
    @JsonProperty("_links") Map<String, Lank> links) {

  /**
   * Where a förbund stands in a quarter: the first that holds of ATTESTERAD, LAST, SEN, PABORJAT
   * and EJ_PABORJAT.
   */
  @Schema(
      name = "ForbundLage",
      description =
          "Var förbundet står i kvartalet. Det första som stämmer av ATTESTERAD, LAST, SEN, PABORJAT och EJ_PABORJAT")
  public enum Lage {
    /** Nothing is registered. */
    EJ_PABORJAT,
    /** At least one insats is registered. */
    PABORJAT,
    /** Attested, be it that there is nothing to report, and nothing received since. */
    ATTESTERAD,
    /** Not attested, and the late day is over. */
    SEN,
    /** Not attested, and nothing more is received of it. */
    LAST
  }

  /**
   * A förbund, and where it stands in the quarter.
   *
   * @param forbund code
   * @param namn name
   * @param lan länskod
   * @param lage its state; what the order of the states hides is told beside it
   * @param attesterad true if it is attested and nothing has been received since
   * @param ingetAttRapportera true if the latest attest is a nil report, also one that has been
   *     broken; null if there is no attest
   * @param sen true if the late day is over and it is not attested
   * @param last true if nothing more is received of the quarter from it
   * @param antalInsatser its insatser that live in the quarter
   * @param registrerade those of them that have a registration
   * @param saknas the ids of those that have none; empty while a nil report holds
   * @param senastMottagen when the latest registration, correction or withdrawal was received
   */
  @Schema(name = "Registreringslage", description = "Ett förbunds läge i ett kvartal")
  public record Rad(
      @Schema(examples = "ostra-sodertorn") String forbund,
      @Schema(examples = "Samordningsförbundet Östra Södertörn") String namn,
      @Schema(examples = "01") String lan,
      Lage lage,
      @Schema(examples = "false") boolean attesterad,
      @Schema(examples = "false", nullable = true) Boolean ingetAttRapportera,
      @Schema(examples = "true") boolean sen,
      @Schema(examples = "false") boolean last,
      @Schema(examples = "8") long antalInsatser,
      @Schema(examples = "7") long registrerade,
      @Schema(examples = "[\"vagledning\"]") List<String> saknas,
      @Schema(examples = "2024-01-15T09:12:01.123456Z", nullable = true) Instant senastMottagen) {}
}
