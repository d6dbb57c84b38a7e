package se.finsam.uppfoljning.arsuttag;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A yearly extract that is to be taken.
 *
 * @param ar the year, 2023 or later, begun
 * @param uttagsdatum the Swedish day as of whose end it tells, not to come; today means now
 * @param anteckning note, never about a person (R18); null if there is none
 */
@Schema(name = "NyttArsuttag", description = "Ett årsuttag som ska göras")
record NyttArsuttag(
    @NotNull @Schema(examples = "2023") Integer ar,
    @NotNull @Schema(examples = "2024-01-22") LocalDate uttagsdatum,
    @Size(max = 1000) @Schema(examples = "Till regeringens helårsredovisning", nullable = true)
        String anteckning) {}
