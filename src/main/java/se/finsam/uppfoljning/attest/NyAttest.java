package se.finsam.uppfoljning.attest;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A förbund's word that a quarter is complete.
 *
 * @param ingetAttRapportera true: a nil report, nothing is registered and nothing will be (R17)
 */
@Schema(name = "NyAttest", description = "Förbundets ord på att kvartalet är komplett")
public record NyAttest(@NotNull @Schema(examples = "false") Boolean ingetAttRapportera) {}
