package se.finsam.uppfoljning.tidplan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * The time plan of a quarter as it was known at an instant, and where the quarter stood then.
 *
 * @param nr key of the version; null where the defaults hold
 * @param kvartal the quarter
 * @param forfaller last Swedish day on which a value may be changed without a reason
 * @param senEfter what comes after this Swedish day is late
 * @param lases last Swedish day on which anything is received
 * @param lage where the quarter stood, for a förbund without a reopening
 * @param standard true where nobody has set a plan and the defaults hold
 * @param version running number; null where the defaults hold
 * @param mottagen from when this version was known; null where the defaults hold
 */
@Schema(name = "Tidplan", description = "Ett kvartals tidplan så som den var känd")
record TidplanSvar(
    @JsonIgnore Long nr,
    Kvartal kvartal,
    @Schema(examples = "2024-01-15") LocalDate forfaller,
    @Schema(examples = "2024-01-20") LocalDate senEfter,
    @Schema(examples = "2024-04-30") LocalDate lases,
    Lage lage,
    @Schema(examples = "false") boolean standard,
    @Schema(examples = "1", nullable = true) Integer version,
    @Schema(examples = "2023-12-01T08:00:00Z", nullable = true) Instant mottagen) {

  /** Where a quarter stands in its time plan. */
  @Schema(name = "KvartalLage", description = "Var kvartalet står i sin tidplan")
  enum Lage {
    /** The quarter has not begun. */
    EJ_PABORJAT,
    /** Begun, and not yet past its due day. */
    OPPET,
    /** Past its due day: a changed value needs a reason. */
    FORFALLET,
    /** What comes is late. */
    SENT,
    /** Nothing is received, but where the quarter has been reopened. */
    LAST
  }

  /** The plan, and where the quarter stands: that passes with time, without any new version. */
  Etag etag() {
    return new Etag("\"" + (standard ? "standard-" + kvartal : "v" + nr) + "-" + lage + "\"");
  }

  /** A page of time plans. */
  @Schema(name = "TidplanLista", description = "Tidplaner, en sida i taget")
  record Lista(
      List<TidplanSvar> tidplaner,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  /**
   * One version of a plan.
   *
   * @param version running number
   * @param forfaller see above
   * @param senEfter see above
   * @param lases see above
   * @param mottagen from when it was known
   * @param avsandare who set it, a system or a pseudonym
   * @param roll under which role
   */
  @Schema(name = "TidplanVersion", description = "En version av en tidplan")
  public record Version(
      @Schema(examples = "1") int version,
      @Schema(examples = "2024-01-15") LocalDate forfaller,
      @Schema(examples = "2024-01-20") LocalDate senEfter,
      @Schema(examples = "2024-04-30") LocalDate lases,
      @Schema(examples = "2023-12-01T08:00:00Z") Instant mottagen,
      @Schema(examples = "forsakringskassan-system") String avsandare,
      @Schema(examples = "forsakringskassan") String roll) {}

  /** All versions of one plan. */
  @Schema(
      name = "TidplanVersioner",
      description = "Alla versioner av ett kvartals tidplan, den äldsta först")
  record Versioner(
      List<Version> versioner,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
