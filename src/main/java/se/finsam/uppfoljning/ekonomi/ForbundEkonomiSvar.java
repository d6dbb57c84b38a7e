package se.finsam.uppfoljning.ekonomi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * One version of a förbund's money of a year. Whole kronor; null is unknown, never 0.
 *
 * @param nr key of the version, also its entity tag
 * @param forbund the förbund
 * @param ar the year
 * @param version running number within förbund and year
 * @param tilldeladeMedel what is known, in the order of the code list; a financier that is not here
 *     is unknown
 * @param egetKapitalKr saved surplus carried over into the year; may be negative
 * @param admBudgetKr administrative costs, budget
 * @param admUtfallKr administrative costs, actual
 * @param mottagen from when it was known
 * @param avsandare who sent it, a system or a pseudonym
 * @param roll under which role
 */
@Schema(
    name = "ForbundEkonomi",
    description = "En version av ett förbunds ekonomi för ett år, i hela kronor; null är okänt")
record ForbundEkonomiSvar(
    @JsonIgnore long nr,
    @Schema(examples = "ostra-sodertorn") String forbund,
    @Schema(examples = "2023") int ar,
    @Schema(examples = "1") int version,
    List<TilldeladeMedel> tilldeladeMedel,
    @Schema(examples = "350000", nullable = true) Long egetKapitalKr,
    @Schema(examples = "900000", nullable = true) Long admBudgetKr,
    @Schema(examples = "870000", nullable = true) Long admUtfallKr,
    @Schema(examples = "2024-01-15T09:12:01.123456Z") Instant mottagen,
    @Schema(examples = "ostra-sodertorn-system") String avsandare,
    @Schema(examples = "forbundssystem") String roll) {

  /** A page of years. */
  @Schema(name = "ForbundEkonomiLista", description = "Förbundets ekonomi år för år")
  record Lista(
      List<ForbundEkonomiSvar> ekonomi,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  /** All versions of one year. */
  @Schema(
      name = "ForbundEkonomiVersioner",
      description = "Alla versioner av ett förbunds ekonomi för ett år, den äldsta först")
  record Versioner(
      List<ForbundEkonomiSvar> versioner,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
