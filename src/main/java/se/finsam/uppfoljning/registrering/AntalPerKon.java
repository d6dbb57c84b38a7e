package se.finsam.uppfoljning.registrering;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A count by kön, kvinnor before män.
 *
 * @param kvinnor women (antal)
 * @param man men (antal)
 */
@Schema(name = "AntalPerKon", description = "Antal kvinnor och män")
public record AntalPerKon(
    @NotNull @PositiveOrZero @Max(999_999) @Schema(examples = "12") Integer kvinnor,
    @NotNull @PositiveOrZero @Max(999_999) @Schema(examples = "9") Integer man) {}
