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
 * One version of an insats's money and plan of a year. Whole kronor; null is unknown, never 0.
 *
 * @param nr key of the version, also its entity tag
 * @param forbund the förbund
 * @param insats the insats
 * @param ar the year
 * @param version running number within insats and year
 * @param budgetKr budgeted cost, ESF money not counted
 * @param utfallKr actual cost, ESF money not counted
 * @param esfBudgetKr budgeted cost paid by ESF
 * @param esfUtfallKr actual cost paid by ESF
 * @param budgeteratAntalDeltagare planned number of deltagare, or of staff where the insats is
 *     strukturövergripande
 * @param mottagen from when it was known
 * @param avsandare who sent it, a system or a pseudonym
 * @param roll under which role
 */
@Schema(
    name = "InsatsEkonomi",
    description = "En version av en insats ekonomi för ett år, i hela kronor; null är okänt")
public record InsatsEkonomiSvar(
    @JsonIgnore long nr,
    @Schema(examples = "ostra-sodertorn") String forbund,
    @Schema(examples = "ungdomsteamet") String insats,
    @Schema(examples = "2023") int ar,
    @Schema(examples = "1") int version,
    @Schema(examples = "1200000", nullable = true) Long budgetKr,
    @Schema(examples = "1150000", nullable = true) Long utfallKr,
    @Schema(examples = "400000", nullable = true) Long esfBudgetKr,
    @Schema(examples = "380000", nullable = true) Long esfUtfallKr,
    @Schema(examples = "40", nullable = true) Long budgeteratAntalDeltagare,
    @Schema(examples = "2024-01-15T09:12:01.123456Z") Instant mottagen,
    @Schema(examples = "ostra-sodertorn-system") String avsandare,
    @Schema(examples = "forbundssystem") String roll) {

  /** A page of years. */
  @Schema(name = "InsatsEkonomiLista", description = "Insatsens ekonomi år för år")
  record Lista(
      List<InsatsEkonomiSvar> ekonomi,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  /** All versions of one year. */
  @Schema(
      name = "InsatsEkonomiVersioner",
      description = "Alla versioner av en insats ekonomi för ett år, den äldsta först")
  record Versioner(
      List<InsatsEkonomiSvar> versioner,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
