package se.finsam.uppfoljning.attest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * A förbund's attest of a quarter as it was known at an instant, and whether it still held.
 *
 * @param nr key of the version
 * @param senaste key of the latest registration received after it, or null
 * @param forbund the förbund
 * @param kvartal the quarter
 * @param lage whether anything has been received after it
 * @param ingetAttRapportera true: a nil report
 * @param attesterad when it was given
 * @param andrad when the first registration, correction or withdrawal after it was received; null
 *     while it holds
 * @param ejRegistrerade insatser alive in the quarter that lack a registration
 * @param version running number within förbund and quarter
 * @param avsandare who gave it, a system or a pseudonym
 * @param roll under which role
 */
@Schema(name = "Attest", description = "Förbundets attest av ett kvartal så som den var känd")
record AttestSvar(
    @JsonIgnore long nr,
    @JsonIgnore Long senaste,
    @Schema(examples = "ostra-sodertorn") String forbund,
    Kvartal kvartal,
    Lage lage,
    @Schema(examples = "false") boolean ingetAttRapportera,
    @Schema(examples = "2024-01-15T09:30:00.123456Z") Instant attesterad,
    @Schema(examples = "2024-01-18T08:00:00.123456Z", nullable = true) Instant andrad,
    @Schema(examples = "[\"vagledning\"]") List<String> ejRegistrerade,
    @Schema(examples = "1") int version,
    @Schema(examples = "ostra-sodertorn-system") String avsandare,
    @Schema(examples = "forbundssystem") String roll) {

  /** Whether an attest holds. */
  @Schema(name = "AttestLage", description = "Om attesten gäller")
  enum Lage {
    /** Nothing has been received since. */
    ATTESTERAD,
    /** Something has: the quarter is no longer as it was attested. */
    ANDRAD_EFTER_ATTEST;

    static Lage av(Instant andrad) {
      return andrad == null ? ATTESTERAD : ANDRAD_EFTER_ATTEST;
    }
  }

  /**
   * The attest, what has come after it, and what is lacking: who attests with it in If-Match
   * attests what it was taken from.
   */
  Etag etag() {
    return new Etag(
        "\"v"
            + nr
            + (senaste == null ? "" : "-" + senaste)
            + (ejRegistrerade.isEmpty() ? "" : "-" + Integer.toHexString(ejRegistrerade.hashCode()))
            + "\"");
  }

  /** A page of attests. */
  @Schema(name = "AttestLista", description = "Attester, en sida i taget")
  record Lista(
      List<AttestSvar> attester,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  /**
   * One time that a quarter was attested.
   *
   * @param version running number
   * @param lage whether anything was received after it and before the next
   * @param ingetAttRapportera true: a nil report
   * @param attesterad when it was given
   * @param andrad when the first registration after it, and before the next attest, was received
   * @param avsandare who gave it
   * @param roll under which role
   */
  @Schema(name = "AttestVersion", description = "En av gångerna som kvartalet attesterades")
  record Version(
      @Schema(examples = "1") int version,
      Lage lage,
      @Schema(examples = "false") boolean ingetAttRapportera,
      @Schema(examples = "2024-01-15T09:30:00.123456Z") Instant attesterad,
      @Schema(examples = "2024-01-18T08:00:00.123456Z", nullable = true) Instant andrad,
      @Schema(examples = "ostra-sodertorn-system") String avsandare,
      @Schema(examples = "forbundssystem") String roll) {}

  /** Every time that a quarter was attested. */
  @Schema(
      name = "AttestVersioner",
      description = "Alla gånger som kvartalet attesterades, den äldsta först")
  record Versioner(
      List<Version> versioner,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
