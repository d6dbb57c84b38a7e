package se.finsam.uppfoljning.registrering;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.sida.Lank;

/**
 * The receipt of a registration: what came of each row, and what the förbund's quarter says before
 * and after.
 *
 * @param id null in a dry run
 * @param forbund the förbund
 * @param kvartal the quarter
 * @param mottagen time of receipt: from here on the values are known
 * @param provkorning true if nothing was stored
 * @param antal what became of the rows
 * @param summor the förbund's quarter before and after
 * @param varningar what looks odd in the rows; none of it stopped anything
 * @param ejRegistrerade insatser alive in the quarter that lack a registration after this
 */
@Schema(name = "Kvittens", description = "Kvittens på en registrering")
public record Kvittens(
    @Schema(examples = "01932f6e-7a1b-7c3d-8e4f-5a6b7c8d9e0f", nullable = true) UUID id,
    @Schema(examples = "ostra-sodertorn") String forbund,
    Kvartal kvartal,
    @Schema(examples = "2024-01-15T09:12:01.123456Z") Instant mottagen,
    boolean provkorning,
    Antal antal,
    ForeEfter summor,
    List<Varning> varningar,
    @Schema(examples = "[\"vagledning\"]") List<String> ejRegistrerade,
    @JsonProperty("_links") Map<String, Lank> links) {

  /** Counts of rows. */
  @Schema(name = "KvittensAntal", description = "Vad som blev av raderna")
  public record Antal(int nya, int rattade, int oforandrade, int aterkallade) {
    boolean nagot() {
      return nya + rattade + aterkallade > 0;
    }
  }

  /** The förbund's quarter before and after. */
  @Schema(name = "ForeEfter", description = "Förbundets kvartal före och efter")
  public record ForeEfter(Summa fore, Summa efter) {}

  /**
   * Sums of the quarter: registered insatser, deltagare by kön (pagaendeVidStart + nya), and staff
   * reached.
   */
  @Schema(
      name = "KvartalSumma",
      description = "Summor för kvartalet: insatser, deltagare per kön, personal")
  public record Summa(int insatser, long kvinnor, long man, long personal) {}
}
