package se.finsam.uppfoljning.registrering;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.period.Kvartal;

/**
 * What a förbund registers for one quarter, all or nothing.
 *
 * @param kvartal the quarter, begun
 * @param omfattning parts of it (the default) or the whole
 * @param rattelseorsak why, for every row that does not say so itself, and for what is withdrawn
 * @param registreringar one for each insats, at most 2 000
 */
@Schema(
    name = "NyaRegistreringar",
    description = "Ett förbunds registreringar för ett kvartal, allt eller inget")
public record NyaRegistreringar(
    @NotNull Kvartal kvartal,
    @Schema(defaultValue = "DELAR", nullable = true) Omfattning omfattning,
    @Size(max = 1000) @Schema(examples = "Räknat på nytt", nullable = true) String rattelseorsak,
    @NotNull @Size(max = 2000) List<@NotNull @Valid NyRegistrering> registreringar) {

  /** An empty reason is no reason. */
  public NyaRegistreringar {
    rattelseorsak = rattelseorsak == null || rattelseorsak.isBlank() ? null : rattelseorsak;
  }

  boolean helaKvartalet() {
    return omfattning == Omfattning.HELA_KVARTALET;
  }
}
