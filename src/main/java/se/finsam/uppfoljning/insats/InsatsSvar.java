package se.finsam.uppfoljning.insats;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.kodlista.Inriktning;
import se.finsam.uppfoljning.kodlista.Part;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.kodlista.Uppfoljningsmetod;

/**
 * An insats as it was known at an instant.
 *
 * @param nr key of the version, also its entity tag
 * @param insats the client's own id
 * @param forbund the förbund that finances it
 * @param namn name
 * @param inriktning to individuals or to structure
 * @param preciseradInriktning finer orientation
 * @param malgrupper codes, in the order of the code list
 * @param uppfoljningsmetod how participants are counted
 * @param esfFinansiering financed wholly or partly by the European Social Fund
 * @param insatsagare the party that runs it
 * @param parter the parties that take part; empty where the förbund has not said
 * @param startdatum first day
 * @param slutdatum last day; null while open
 * @param version running number
 * @param mottagen from when this version was known
 */
@Schema(name = "Insats", description = "Insats så som den var känd")
public record InsatsSvar(
    @JsonIgnore long nr,
    @Schema(examples = "ungdomsteamet") String insats,
    @Schema(examples = "ostra-sodertorn") String forbund,
    @Schema(examples = "Ungdomsteamet") String namn,
    Inriktning inriktning,
    PreciseradInriktning preciseradInriktning,
    List<String> malgrupper,
    Uppfoljningsmetod uppfoljningsmetod,
    boolean esfFinansiering,
    Part insatsagare,
    List<Part> parter,
    @Schema(examples = "2023-01-01") LocalDate startdatum,
    @Schema(examples = "2025-12-31", nullable = true) LocalDate slutdatum,
    @Schema(examples = "1") int version,
    @Schema(examples = "2023-03-01T09:00:00Z") Instant mottagen) {}
