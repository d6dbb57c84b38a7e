package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * What a row of a table is made of.
 *
 * @param tabell the table
 * @param rad the row's key, null for the total
 * @param ar the year
 * @param perTidpunkt the instant as of which it is told
 * @param struktur förbund as they were, or as they are today
 * @param figurer the row, or the total, as the table tells it
 * @param underlag the versions that it is made of
 */
@Schema(name = "Underlag", description = "Det som en rad i en tabell består av")
record Underlag(
    @Schema(examples = "deltagare") String tabell,
    @Schema(examples = "ARBETSLIVSINRIKTAD_INSATS", nullable = true) String rad,
    @Schema(examples = "2023") int ar,
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant perTidpunkt,
    Struktur struktur,
    @Schema(description = "Raden, eller totalen, så som tabellen säger den")
        Map<String, Object> figurer,
    List<Del> underlag,
    @JsonProperty("_meta") Meta meta,
    @JsonProperty("_links") Map<String, Lank> links) {

  /** What kind of version it is. */
  @Schema(name = "UnderlagSlag", description = "Vad underlaget är")
  enum Slag {
    INSATS,
    REGISTRERING,
    FORBUND_EKONOMI,
    INSATS_EKONOMI,
    ATTEST
  }

  /**
   * A version, and what it brings to the row: over all of them that adds up to the row's figures.
   *
   * @param slag what it is
   * @param forbund code of the förbund that told it
   * @param insats the insats's id, where it is of one
   * @param kvartal the quarter, where it is of one
   * @param version its version; null where something is owed and nobody has told it
   * @param mottagen when it was received; null likewise
   * @param orsak why it was corrected, where it was said
   * @param kommentar the note that follows the figure, if one
   * @param bidrag what it brings, figure by figure
   */
  @Schema(name = "UnderlagDel", description = "En version, och vad den bidrar med till raden")
  record Del(
      Slag slag,
      @Schema(examples = "haninge") String forbund,
      @Schema(examples = "ungdomsteamet", nullable = true) String insats,
      @Schema(examples = "2023K4", nullable = true) String kvartal,
      @Schema(examples = "1", nullable = true) Integer version,
      @Schema(examples = "2024-01-15T09:12:01.123456Z", nullable = true) Instant mottagen,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "En grupp saknades")
          String orsak,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "Två grupper i stället för en")
          String kommentar,
      @Schema(examples = "{\"kvinnor\":15,\"man\":13,\"totalt\":28}") Map<String, Long> bidrag,
      @JsonProperty("_links") Map<String, Lank> links) {}
}
