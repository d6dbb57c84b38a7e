package se.finsam.uppfoljning.registrering;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * A receipt in short, in a list of them.
 *
 * @param id id of the receipt
 * @param kvartal the quarter
 * @param mottagen time of receipt
 * @param andrade false if every value was already known
 * @param avsandare who sent it, a system or a pseudonym
 * @param roll under which role
 * @param nya rows that were new
 * @param rattade rows that were corrected
 * @param oforandrade rows that were as before
 * @param aterkallade rows that were withdrawn
 * @param varningar how much looked odd
 */
@Schema(name = "KvittensRad", description = "En kvittens i korthet")
public record KvittensRad(
    UUID id,
    @Schema(examples = "2023K4") String kvartal,
    @Schema(examples = "2024-01-15T09:12:01.123456Z") Instant mottagen,
    boolean andrade,
    @Schema(examples = "ostra-sodertorn-system") String avsandare,
    @Schema(examples = "forbundssystem") String roll,
    int nya,
    int rattade,
    int oforandrade,
    int aterkallade,
    int varningar) {

  /** A page of receipts. */
  @Schema(name = "KvittensLista", description = "Kvittenser, den senaste först, en sida i taget")
  record Lista(
      List<KvittensRad> kvittenser,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
