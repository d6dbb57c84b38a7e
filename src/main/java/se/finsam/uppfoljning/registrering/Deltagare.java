package se.finsam.uppfoljning.registrering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The counts of one insats in one quarter: three by kön for an individinriktad, one total of staff
 * for a strukturövergripande (R5). The two kinds are never added together.
 *
 * @param pagaendeVidStart taking part when the quarter began
 * @param nya began during the quarter
 * @param avslutade ended during the quarter, at most those that there were
 * @param totalt staff reached; strukturövergripande only
 */
@Schema(
    name = "Deltagare",
    description = "Antal deltagare: tre antal per kön, eller totalt för strukturövergripande")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deltagare(
    @Valid AntalPerKon pagaendeVidStart,
    @Valid AntalPerKon nya,
    @Valid AntalPerKon avslutade,
    @PositiveOrZero @Max(999_999) @Schema(examples = "120") Integer totalt) {

  /** Clients of an individinriktad insats. */
  public static Deltagare perKon(
      AntalPerKon pagaendeVidStart, AntalPerKon nya, AntalPerKon avslutade) {
    return new Deltagare(pagaendeVidStart, nya, avslutade, null);
  }

  /** Staff reached by a strukturövergripande insats. */
  public static Deltagare personal(int totalt) {
    return new Deltagare(null, null, null, totalt);
  }

  /** Women of the quarter: those there at the start and the new ones; 0 where staff is counted. */
  long kvinnor() {
    return totalt != null ? 0 : (long) pagaendeVidStart.kvinnor() + nya.kvinnor();
  }

  /** Men of the quarter. */
  long man() {
    return totalt != null ? 0 : (long) pagaendeVidStart.man() + nya.man();
  }

  /** Everybody of the quarter, of the one kind that there is. */
  long alla() {
    return kvinnor() + man() + personal();
  }

  /** Those still there when the quarter ends; only where clients are counted. */
  AntalPerKon kvar() {
    return new AntalPerKon(
        pagaendeVidStart.kvinnor() + nya.kvinnor() - avslutade.kvinnor(),
        pagaendeVidStart.man() + nya.man() - avslutade.man());
  }

  /** Staff of the quarter; 0 where clients are counted. */
  long personal() {
    return Objects.requireNonNullElse(totalt, 0);
  }
}
