package se.finsam.uppfoljning.arsuttag;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a yearly extract is withdrawn.
 *
 * @param orsak told to everybody who asks for it; never about a person (R18)
 */
@Schema(name = "NyttAterkallande", description = "Varför ett årsuttag återkallas")
record NyttAterkallande(
    @NotBlank @Size(max = 1000) @Schema(examples = "Ett förbund redovisade fel år") String orsak) {}
