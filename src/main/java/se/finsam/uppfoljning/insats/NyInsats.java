package se.finsam.uppfoljning.insats;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.kodlista.Inriktning;
import se.finsam.uppfoljning.kodlista.Part;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.kodlista.Uppfoljningsmetod;

/**
 * What is said of an insats.
 *
 * @param namn unique among the förbund's insatser, whatever the case (R10)
 * @param inriktning never changed after creation (R1)
 * @param preciseradInriktning belongs to the inriktning (R3)
 * @param malgrupper none or several (R4)
 * @param uppfoljningsmetod never changed after creation (R1); follows from the inriktning (R5)
 * @param esfFinansiering never changed after creation (R1)
 * @param insatsagare the party that runs it
 * @param parter the parties that take part, at least two (R7); null where the förbund does not say
 * @param startdatum first day
 * @param slutdatum last day; null while open (R11)
 */
@Schema(name = "NyInsats", description = "Insats så som den ska gälla")
public record NyInsats(
    @NotBlank @Size(max = 200) @Schema(examples = "Ungdomsteamet") String namn,
    @NotNull Inriktning inriktning,
    @NotNull PreciseradInriktning preciseradInriktning,
    @Size(max = 50) @Schema(examples = "[\"UNGA_AKTIVITETSERSATTNING\"]")
        List<@NotNull String> malgrupper,
    @NotNull Uppfoljningsmetod uppfoljningsmetod,
    @NotNull @Schema(examples = "false") Boolean esfFinansiering,
    @NotNull Part insatsagare,
    @Size(max = 4) @Schema(nullable = true) List<@NotNull Part> parter,
    @NotNull @Schema(examples = "2023-01-01") LocalDate startdatum,
    @Schema(examples = "2025-12-31", nullable = true) LocalDate slutdatum) {}
