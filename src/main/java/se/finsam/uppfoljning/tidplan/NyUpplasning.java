package se.finsam.uppfoljning.tidplan;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.period.Kvartal;

/**
 * A quarter that is to be open for one förbund, also after the time plan has locked it.
 *
 * @param kvartal the quarter, begun
 * @param till until when: a Swedish day, to its end, or an instant (RFC 3339); to come
 * @param orsak why; never about a person (R18)
 */
@Schema(
    name = "NyUpplasning",
    description = "Ett kvartal som ska vara öppet för ett förbund fast tidplanen låser det")
record NyUpplasning(
    @NotNull Kvartal kvartal,
    @NotBlank @Schema(examples = "2026-12-18") String till,
    @NotBlank @Size(max = 1000) @Schema(examples = "Insatsen låg under fel inriktning")
        String orsak) {}
