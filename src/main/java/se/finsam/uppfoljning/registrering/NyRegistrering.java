package se.finsam.uppfoljning.registrering;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is registered for one insats.
 *
 * @param insats the insats's id
 * @param deltagare its counts
 * @param kommentar a note that follows the figure; never about a person (R18)
 * @param rattelseorsak why a value is corrected; required once the quarter is due
 */
@Schema(name = "NyRegistrering", description = "Registrering för en insats")
public record NyRegistrering(
    @NotBlank @Schema(examples = "ungdomsteamet") String insats,
    @NotNull @Valid Deltagare deltagare,
    @Size(max = 1000) @Schema(examples = "Två grupper startade i november", nullable = true)
        String kommentar,
    @Size(max = 1000) @Schema(examples = "En grupp saknades", nullable = true)
        String rattelseorsak) {

  /** An empty note is no note. */
  public NyRegistrering {
    kommentar = kommentar == null || kommentar.isBlank() ? null : kommentar;
    rattelseorsak = rattelseorsak == null || rattelseorsak.isBlank() ? null : rattelseorsak;
  }

  /** With the request's own reason where the row has none. */
  NyRegistrering medOrsak(String gemensam) {
    return rattelseorsak != null || gemensam == null
        ? this
        : new NyRegistrering(insats, deltagare, kommentar, gemensam);
  }
}
