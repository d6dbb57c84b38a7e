package se.finsam.uppfoljning.ekonomi;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.kodlista.Finansiar;

/**
 * Money received from a financier for a year.
 *
 * @param finansiar who pays
 * @param tilldeladeMedelKr tilldelade medel (kronor); null while unknown, as if the financier were
 *     not mentioned
 */
@Schema(
    name = "TilldeladeMedel",
    description = "Tilldelade medel från en finansiär, i hela kronor; null när det är okänt")
public record TilldeladeMedel(
    @NotNull Finansiar finansiar,
    @PositiveOrZero @Max(2_000_000_000) @Schema(examples = "1800000", nullable = true)
        Long tilldeladeMedelKr) {}
