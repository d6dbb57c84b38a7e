package se.finsam.uppfoljning.forbund;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A förbund as it was known at an instant.
 *
 * @param nr key of the version, also its entity tag
 * @param kod code
 * @param namn name
 * @param organisationsnummer ten digits with hyphen; null when unknown
 * @param lan länskod
 * @param lanNamn the county's name
 * @param kommuner kommunkoder of its members, in order
 * @param giltigFran first day; null when unknown
 * @param giltigTill last day; null while it lives
 * @param efterfoljare code of the förbund that took over
 * @param version running number
 * @param mottagen from when this version was known
 */
@Schema(name = "Forbund", description = "Samordningsförbund så som det var känt")
public record ForbundSvar(
    @JsonIgnore long nr,
    @Schema(examples = "ostra-sodertorn") String kod,
    @Schema(examples = "Samordningsförbundet Östra Södertörn") String namn,
    @Schema(examples = "222000-1230", nullable = true) String organisationsnummer,
    @Schema(examples = "01") String lan,
    @Schema(examples = "Stockholms län") String lanNamn,
    List<String> kommuner,
    @Schema(examples = "2005-01-01", nullable = true) LocalDate giltigFran,
    @Schema(examples = "2030-12-31", nullable = true) LocalDate giltigTill,
    @Schema(examples = "storre-forbundet", nullable = true) String efterfoljare,
    @Schema(examples = "1") int version,
    @Schema(examples = "2023-01-02T08:00:00Z") Instant mottagen) {}
