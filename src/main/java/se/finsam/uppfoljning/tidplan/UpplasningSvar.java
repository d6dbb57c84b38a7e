package se.finsam.uppfoljning.tidplan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * A reopening: a quarter that was open for one förbund, also after the time plan had locked it.
 *
 * @param id its id
 * @param forbund the förbund
 * @param kvartal the quarter
 * @param till as it was given: a Swedish day, or an instant
 * @param oppenTill last open instant, microseconds
 * @param orsak why
 * @param aktiv true if it still held at the told instant
 * @param mottagen from when it held
 * @param avsandare who gave it, a system or a pseudonym
 */
@Schema(name = "Upplasning", description = "Upplåsning av ett kvartal för ett förbund")
record UpplasningSvar(
    @Schema(examples = "01932f6e-7a1b-7c3d-8e4f-5a6b7c8d9e0f") UUID id,
    @Schema(examples = "ostra-sodertorn") String forbund,
    Kvartal kvartal,
    @Schema(examples = "2026-12-18") String till,
    @Schema(examples = "2026-12-18T22:59:59.999999Z") Instant oppenTill,
    @Schema(examples = "Insatsen låg under fel inriktning") String orsak,
    @Schema(examples = "true") boolean aktiv,
    @Schema(examples = "2026-11-23T08:00:00Z") Instant mottagen,
    @Schema(examples = "forsakringskassan-system") String avsandare) {

  /** It never changes, but it ends. */
  Etag etag() {
    return new Etag("\"" + id + (aktiv ? "" : "-slut") + "\"");
  }

  /** A page of reopenings. */
  @Schema(name = "UpplasningLista", description = "Upplåsningar, en sida i taget")
  record Lista(
      List<UpplasningSvar> upplasningar,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
