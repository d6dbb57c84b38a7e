package se.finsam.uppfoljning.registrering;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.period.Kvartal;

/**
 * Why a registration is withdrawn.
 *
 * @param rattelseorsak why; never about a person (R18)
 */
@Schema(name = "Aterkallande", description = "Varför en registrering återkallas")
record Aterkallande(
    @NotBlank @Size(max = 1000) @Schema(examples = "Insatsen startade inte") String rattelseorsak) {

  /** As a request without rows. */
  NyaRegistreringar som(Kvartal kvartal) {
    return new NyaRegistreringar(kvartal, Omfattning.DELAR, rattelseorsak, List.of());
  }
}
