package se.finsam.uppfoljning.tidplan;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The three days of a quarter as the system owner sets them, Swedish and inclusive.
 *
 * @param forfaller last day on which a value may be changed without a reason
 * @param senEfter what comes after this day is late; null: as forfaller
 * @param lases last day on which anything is received; null: the default
 */
@Schema(
    name = "NyTidplan",
    description = "Ett kvartals tidplan så som den ska gälla; svenska dagar, till och med")
record NyTidplan(
    @NotNull @Schema(examples = "2024-01-15") LocalDate forfaller,
    @Schema(examples = "2024-01-20", nullable = true) LocalDate senEfter,
    @Schema(examples = "2024-04-30", nullable = true) LocalDate lases) {}
