package se.finsam.uppfoljning.registrering;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.period.Kvartal;

/**
 * What is registered for the insats and the quarter of the address.
 *
 * @param deltagare its counts
 * @param kommentar a note that follows the figure; never about a person (R18)
 * @param rattelseorsak why a value is corrected; required once the quarter is due
 */
@Schema(name = "NyRad", description = "Registrering för adressens insats och kvartal")
record NyRad(
    @NotNull @Valid Deltagare deltagare,
    @Size(max = 1000) @Schema(examples = "Två grupper startade i november", nullable = true)
        String kommentar,
    @Size(max = 1000) @Schema(examples = "En grupp saknades", nullable = true)
        String rattelseorsak) {

  /** The same as a request with many rows would tell it. */
  NyaRegistreringar som(Kvartal kvartal, String insats) {
    return new NyaRegistreringar(
        kvartal,
        Omfattning.DELAR,
        null,
        List.of(new NyRegistrering(insats, deltagare, kommentar, rattelseorsak)));
  }
}
