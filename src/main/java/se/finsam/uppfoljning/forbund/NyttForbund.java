package se.finsam.uppfoljning.forbund;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is said of a förbund.
 *
 * @param kod the code of the path, if repeated in the body
 * @param namn name
 * @param organisationsnummer ten digits, with or without hyphen; null when unknown
 * @param lan länskod, or the county's name
 * @param kommuner kommunkoder of its members; may be empty when unknown
 * @param giltigFran first day; null when unknown
 * @param giltigTill last day; null while it lives
 * @param efterfoljare code of the förbund that took over
 */
@Schema(name = "NyttForbund", description = "Samordningsförbund så som det ska stå i registret")
public record NyttForbund(
    @Schema(examples = "ostra-sodertorn", nullable = true) String kod,
    @NotBlank @Size(max = 200) @Schema(examples = "Samordningsförbundet Östra Södertörn")
        String namn,
    @Pattern(regexp = "[0-9]{6}-?[0-9]{4}") @Schema(examples = "222000-1230", nullable = true)
        String organisationsnummer,
    @NotBlank @Schema(examples = "01") String lan,
    @Size(max = 290) @Schema(examples = "[\"0136\",\"0138\",\"0192\"]")
        List<@NotNull String> kommuner,
    @Schema(examples = "2005-01-01", nullable = true) LocalDate giltigFran,
    @Schema(examples = "2030-12-31", nullable = true) LocalDate giltigTill,
    @Schema(examples = "storre-forbundet", nullable = true) String efterfoljare) {}
