package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * What has moved in the national figures between two instants.
 *
 * @param fran as known at this instant
 * @param till against as known at this one
 * @param ar the years that are compared
 * @param riket the nation's figures that moved
 * @param andringar the figures of single förbund that moved, and why
 */
@Schema(name = "Andringar", description = "Vad som har ändrats mellan två tidpunkter, och varför")
public record Andringar(
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant fran,
    @Schema(examples = "2024-03-01T08:00:00.123456Z") Instant till,
    @Schema(examples = "[2023]") List<Integer> ar,
    List<Flyttad> riket,
    List<Andring> andringar,
    @JsonProperty("_meta") Meta meta,
    @JsonProperty("_links") Map<String, Lank> links) {

  /**
   * A figure that moved.
   *
   * @param ar the year
   * @param tabell its table
   * @param rad the key of its row; null in the total
   * @param figur its name in the table
   * @param fran what it was; null if nobody had told it
   * @param till what it is; null likewise
   * @param andring the difference, what nobody had told being nothing
   */
  @Schema(name = "FlyttadFigur", description = "En figur som har ändrats i riket")
  public record Flyttad(
      @Schema(examples = "2023") int ar,
      @Schema(examples = "deltagare") String tabell,
      @Schema(examples = "ARBETSLIVSINRIKTAD_INSATS", nullable = true) String rad,
      @Schema(examples = "kvinnor") String figur,
      @Schema(examples = "8153", nullable = true) Long fran,
      @Schema(examples = "8166", nullable = true) Long till,
      @Schema(examples = "13") long andring) {}

  /**
   * A figure of one förbund that moved.
   *
   * @param antalOrsaker how many versions say otherwise about it than the one before
   * @param orsaker the first of them
   */
  @Schema(name = "Andring", description = "En figur som har ändrats för ett förbund")
  public record Andring(
      @Schema(examples = "haninge") String forbund,
      @Schema(examples = "2023") int ar,
      @Schema(examples = "deltagare") String tabell,
      @Schema(examples = "ARBETSLIVSINRIKTAD_INSATS", nullable = true) String rad,
      @Schema(examples = "kvinnor") String figur,
      @Schema(examples = "120", nullable = true) Long fran,
      @Schema(examples = "133", nullable = true) Long till,
      @Schema(examples = "13") long andring,
      @Schema(examples = "1") int antalOrsaker,
      List<Orsak> orsaker) {}

  /**
   * A version that moved a figure.
   *
   * @param slag NY or SEN for what was first registered in time or late, RATTAD, ATERKALLAD;
   *     INSATS, INSATS_BORTTAGEN, FORBUND, FORBUND_EKONOMI, INSATS_EKONOMI
   * @param orsak why, where it was said
   */
  @Schema(name = "Orsak", description = "En version som har ändrat en figur")
  public record Orsak(
      @Schema(examples = "RATTAD") String slag,
      @Schema(examples = "ungdomsteamet", nullable = true) String insats,
      @Schema(examples = "2023K4", nullable = true) String kvartal,
      @Schema(examples = "2") int version,
      @Schema(examples = "2024-01-23T08:12:01.123456Z") Instant mottagen,
      @Schema(examples = "En grupp saknades", nullable = true) String orsak) {}
}
