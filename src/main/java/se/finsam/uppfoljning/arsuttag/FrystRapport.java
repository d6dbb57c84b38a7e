package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sammanstallning.Brott;
import se.finsam.uppfoljning.sammanstallning.Struktur;
import se.finsam.uppfoljning.sammanstallning.Tackning;

/**
 * A yearly extract with all its tables.
 *
 * @param arsuttag what it is; its members stand beside the others
 * @param struktur förbund as they were
 * @param brott breaks in the series
 * @param tackning how much of the country it covers
 * @param tabeller its tables by name
 * @param kodlistor what codes were called, by list
 */
@Schema(name = "FrystRapport", description = "Ett årsuttag med alla sina tabeller")
record FrystRapport(
    @JsonUnwrapped ArsuttagSvar arsuttag,
    Struktur struktur,
    List<Brott> brott,
    Tackning tackning,
    Map<String, FrystTabell> tabeller,
    @Schema(description = "Vad koderna heter, per kodlista")
        Map<String, List<Map<String, String>>> kodlistor) {}
