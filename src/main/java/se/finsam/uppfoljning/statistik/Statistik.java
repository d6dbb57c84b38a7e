package se.finsam.uppfoljning.statistik;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sammanstallning.Brott;
import se.finsam.uppfoljning.sammanstallning.Struktur;
import se.finsam.uppfoljning.sammanstallning.Tackning;
import se.finsam.uppfoljning.sida.Lank;

/**
 * A cross tabulation, in the shape of every table.
 *
 * @param tabell always statistik
 * @param matt what is measured
 * @param gruppera by what
 * @param perTidpunkt the instant as of which it is told
 * @param struktur förbund as they were, or as they are today
 * @param summerbar true if adding up the rows gives the total, of every measure
 * @param summerbara the same, measure by measure
 * @param noter what a reader must know
 * @param brott breaks in the series
 * @param rader one member per grouping and one per measure, and the status of those that are null
 *     or known in part
 * @param totalt the same measures of all that is selected, counted on its own
 * @param tackning how much of the country it covers
 */
@Schema(
    name = "Statistik",
    description = "Korstabell: platta rader, och en total som räknas för sig")
record Statistik(
    @Schema(examples = "statistik") String tabell,
    @Schema(examples = "[\"antalInsatser\"]") List<String> matt,
    @Schema(examples = "[\"lan\"]") List<String> gruppera,
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant perTidpunkt,
    Struktur struktur,
    boolean summerbar,
    Map<String, Boolean> summerbara,
    List<String> noter,
    List<Brott> brott,
    @Schema(description = "Rader, med en medlem per gruppering och mått")
        List<Map<String, Object>> rader,
    @Schema(description = "Totalen, räknad för sig") Map<String, Object> totalt,
    Tackning tackning,
    @JsonProperty("_links") Map<String, Lank> links) {}
