package se.finsam.uppfoljning.deltagaransvarig;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * A person coupled to an insats, or uncoupled from it.
 *
 * @param nr key of the version, also its entity tag
 * @param forbund the förbund
 * @param insats the insats
 * @param sub subject of the person's token, a pseudonym
 * @param kopplad true from when the person is coupled; false, in the history, from when no longer
 * @param version running number within insats and person
 * @param mottagen from when this version was known
 * @param avsandare who coupled or uncoupled, a system or a pseudonym
 * @param roll under which role
 */
@Schema(name = "Deltagaransvarig", description = "En person som är kopplad till en insats")
public record DeltagaransvarigSvar(
    @JsonIgnore long nr,
    @Schema(examples = "ostra-sodertorn") String forbund,
    @Schema(examples = "ungdomsteamet") String insats,
    @Schema(examples = "person-7f3a") String sub,
    boolean kopplad,
    @Schema(examples = "1") int version,
    @Schema(examples = "2024-01-08T08:30:00Z") Instant mottagen,
    @Schema(examples = "ostra-sodertorn-system") String avsandare,
    @Schema(examples = "forbundssystem") String roll) {

  /** A page of couplings. */
  @Schema(name = "DeltagaransvarigLista", description = "Deltagaransvariga, en sida i taget")
  record Lista(
      List<DeltagaransvarigSvar> deltagaransvariga,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  /** All versions of one coupling. */
  @Schema(
      name = "DeltagaransvarigVersioner",
      description = "Alla versioner av en koppling, den äldsta först")
  record Versioner(
      List<DeltagaransvarigSvar> versioner,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
