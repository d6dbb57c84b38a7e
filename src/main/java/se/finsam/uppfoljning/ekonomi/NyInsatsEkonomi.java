package se.finsam.uppfoljning.ekonomi;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is said of an insats's money and plan of a year. Whole kronor; null, or nothing said, is
 * unknown, never 0 (R17).
 *
 * @param budgetKr budgeted cost, ESF money not counted
 * @param utfallKr actual cost, ESF money not counted
 * @param esfBudgetKr budgeted cost paid by ESF; only where the insats has ESF-finansiering
 * @param esfUtfallKr actual cost paid by ESF; only where the insats has ESF-finansiering
 * @param budgeteratAntalDeltagare planned number of deltagare, or of staff where the insats is
 *     strukturövergripande
 */
@Schema(
    name = "NyInsatsEkonomi",
    description = "Insatsens ekonomi för ett år så som den ska gälla, i hela kronor; null är okänt")
public record NyInsatsEkonomi(
    @PositiveOrZero @Max(2_000_000_000) @Schema(examples = "1200000", nullable = true)
        Long budgetKr,
    @PositiveOrZero @Max(2_000_000_000) @Schema(examples = "1150000", nullable = true)
        Long utfallKr,
    @PositiveOrZero @Max(2_000_000_000) @Schema(examples = "400000", nullable = true)
        Long esfBudgetKr,
    @PositiveOrZero @Max(2_000_000_000) @Schema(examples = "380000", nullable = true)
        Long esfUtfallKr,
    @PositiveOrZero @Max(999_999) @Schema(examples = "40", nullable = true)
        Long budgeteratAntalDeltagare) {}
