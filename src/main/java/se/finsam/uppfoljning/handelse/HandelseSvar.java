package se.finsam.uppfoljning.handelse;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * An accepted write: who, when, and what it changed.
 *
 * @param id public id; of a registration also that of its receipt
 * @param tidpunkt time of receipt: from here on the change is known
 * @param avsandare who sent it, a system or a pseudonym
 * @param roll under which role
 * @param slag what was written
 * @param forbund the förbund that it concerns; null where it concerns none
 * @param spar trace id of the request (W3C Trace Context); null of what came in no request
 * @param andrade false: a repeat that changed nothing
 * @param antalAndringar how many resources it changed
 * @param andringar what it changed, in the order of the addresses; in lists at most 20
 */
@Schema(name = "Handelse", description = "En godtagen skrivning: vem, när och vad den ändrade")
record HandelseSvar(
    @Schema(examples = "01932f6e-7a1b-7c3d-8e4f-5a6b7c8d9e0f") UUID id,
    @Schema(examples = "2024-01-15T09:12:01.123456Z") Instant tidpunkt,
    @Schema(examples = "ostra-sodertorn-system") String avsandare,
    @Schema(examples = "forbundssystem") String roll,
    Mottagning.Slag slag,
    @Schema(examples = "ostra-sodertorn", nullable = true) String forbund,
    @Schema(examples = "4bf92f3577b34da6a3ce929d0e0e4736", nullable = true) String spar,
    boolean andrade,
    @Schema(examples = "1") long antalAndringar,
    List<Andring> andringar,
    @JsonProperty("_links") Map<String, Lank> links) {

  /**
   * A resource and its version before and after.
   *
   * @param resurs its address, relative to the root of the API
   * @param fore number of the version before; null if there was none
   * @param efter number of the version after; null if the resource was removed
   */
  @Schema(name = "HandelseAndring", description = "En resurs, med dess version före och efter")
  record Andring(
      @Schema(examples = "forbund/ostra-sodertorn/registreringar/2023K4/ungdomsteamet")
          String resurs,
      @Schema(examples = "1", nullable = true) Integer fore,
      @Schema(examples = "2", nullable = true) Integer efter) {}

  /** A page of the log. */
  @Schema(name = "HandelseLista", description = "Händelser, den senaste först, en sida i taget")
  record Lista(
      List<HandelseSvar> handelser,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
