package se.finsam.uppfoljning.kodlista;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A målgrupp as it was known at an instant.
 *
 * @param nr key of the version, also its entity tag
 * @param kod code
 * @param etikett label
 * @param prioriterad prioritised by the government in the regleringsbrev
 * @param giltigFran first day on which it may be used; null: always
 * @param giltigTill last day; null while open
 * @param version running number
 * @param mottagen from when this version was known
 */
@Schema(name = "Malgrupp", description = "Målgrupp så som den var känd")
public record MalgruppSvar(
    @JsonIgnore long nr,
    @Schema(examples = "LANGTIDSSJUKSKRIVNA") String kod,
    @Schema(examples = "Långtidssjukskrivna") String etikett,
    @Schema(examples = "true") boolean prioriterad,
    @Schema(examples = "2023-01-01", nullable = true) LocalDate giltigFran,
    @Schema(examples = "2026-12-31", nullable = true) LocalDate giltigTill,
    @Schema(examples = "1") int version,
    @Schema(examples = "2022-12-31T23:00:00Z") Instant mottagen) {}
