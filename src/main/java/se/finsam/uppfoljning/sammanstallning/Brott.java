package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.period.Ar;

/**
 * A break in a series: before and after it figures are not of the same.
 *
 * @param slag TIDSSERIEBROTT, where another system begins, or SAMMANSLAGNING, where a förbund took
 *     over others
 * @param fran the first day after the break
 * @param forbund at a merger, the förbund that took over
 * @param foregangare at a merger, those that it took over
 * @param detail in words
 */
@Schema(name = "Brott", description = "Brott i tidsserien: före och efter är inte jämförbart")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Brott(
    @Schema(examples = "TIDSSERIEBROTT") String slag,
    @Schema(examples = "2023-01-01") LocalDate fran,
    @Schema(examples = "vastmanland") String forbund,
    @Schema(examples = "[\"vasteras\"]") List<String> foregangare,
    @Schema(examples = "Uppgifter före 2023 kommer från SUS och kan inte jämföras") String detail) {

  /** Said of every series that would reach over the beginning of the system. */
  public static final String SUS =
      "Uppföljning Finsam börjar 2023; äldre uppgifter kommer från SUS och kan inte jämföras";

  /** The beginning of Uppföljning Finsam (dossier section 11). */
  public static Brott sus() {
    return new Brott("TIDSSERIEBROTT", new Ar(Ar.FORSTA).start(), null, null, SUS);
  }

  static Brott sammanslagning(LocalDate fran, String forbund, List<String> foregangare) {
    return new Brott(
        "SAMMANSLAGNING",
        fran,
        forbund,
        foregangare,
        forbund + " har tagit över efter " + String.join(", ", foregangare));
  }
}
