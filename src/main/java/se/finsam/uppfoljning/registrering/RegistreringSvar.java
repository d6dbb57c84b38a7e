package se.finsam.uppfoljning.registrering;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * One version of a registration.
 *
 * @param nr key of the version, also its entity tag
 * @param forbund the förbund
 * @param insats the insats
 * @param kvartal the quarter
 * @param version running number within insats and quarter
 * @param slag what this version was
 * @param deltagare the counts; null in a withdrawal
 * @param kommentar note that follows the figure
 * @param rattelseorsak why it was corrected
 * @param mottagen from when it was known
 * @param kvittens id of the receipt
 * @param avsandare who sent it, a system or a pseudonym
 * @param roll under which role
 */
@Schema(name = "Registrering", description = "En version av en registrering")
record RegistreringSvar(
    @JsonIgnore long nr,
    @Schema(examples = "ostra-sodertorn") String forbund,
    @Schema(examples = "ungdomsteamet") String insats,
    Kvartal kvartal,
    @Schema(examples = "1") int version,
    Slag slag,
    @Schema(nullable = true) Deltagare deltagare,
    @JsonInclude(JsonInclude.Include.NON_NULL) String kommentar,
    @JsonInclude(JsonInclude.Include.NON_NULL) String rattelseorsak,
    @Schema(examples = "2024-01-15T09:12:01.123456Z") Instant mottagen,
    UUID kvittens,
    @Schema(examples = "ostra-sodertorn-system") String avsandare,
    @Schema(examples = "forbundssystem") String roll) {

  /** What a version was. */
  @Schema(description = "Vad versionen var")
  enum Slag {
    NY,
    RATTAD,
    ATERKALLAD
  }

  /** The registration as a request left it, and what looks odd in it. */
  @Schema(
      name = "SattRegistrering",
      description = "Registreringen, och det som ser konstigt ut i den")
  record Satt(
      @JsonUnwrapped RegistreringSvar registrering, List<Varning> varningar, Instant perTidpunkt) {}

  /** A page of registrations. */
  @Schema(name = "RegistreringLista", description = "Registreringar, en sida i taget")
  record Lista(
      List<RegistreringSvar> registreringar,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  /** All versions of one registration. */
  @Schema(
      name = "RegistreringVersioner",
      description = "Alla versioner av en registrering, den äldsta först")
  record Versioner(
      List<RegistreringSvar> versioner,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
