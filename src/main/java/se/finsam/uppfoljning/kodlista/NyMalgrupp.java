package se.finsam.uppfoljning.kodlista;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is said of a målgrupp. Public, because its values are bound to SQL by name.
 *
 * @param etikett label
 * @param prioriterad prioritised by the government
 * @param giltigFran first day on which it may be used; null: always
 * @param giltigTill last day; null while open
 */
@Schema(name = "NyMalgrupp", description = "Målgrupp så som den ska gälla")
public record NyMalgrupp(
    @NotBlank @Size(max = 200) @Schema(examples = "Långtidsarbetslösa") String etikett,
    @NotNull @Schema(examples = "false") Boolean prioriterad,
    @Schema(examples = "2024-01-01", nullable = true) LocalDate giltigFran,
    @Schema(examples = "2026-12-31", nullable = true) LocalDate giltigTill) {}
