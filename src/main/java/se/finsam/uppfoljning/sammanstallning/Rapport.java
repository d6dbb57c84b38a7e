package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;

/**
 * The national report of a year.
 *
 * @param ar the year
 * @param perTidpunkt the instant as of which it is told
 * @param struktur förbund as they were, or as they are today
 * @param brott breaks in the series
 * @param tackning how much of the country it covers
 * @param tabeller its tables by name
 */
@Schema(name = "Rapport", description = "Nationell sammanställning för ett år")
record Rapport(
    @Schema(examples = "2023") int ar,
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant perTidpunkt,
    Struktur struktur,
    List<Brott> brott,
    Tackning tackning,
    Map<String, Tabell> tabeller,
    @JsonProperty("_links") Map<String, Lank> links) {}
