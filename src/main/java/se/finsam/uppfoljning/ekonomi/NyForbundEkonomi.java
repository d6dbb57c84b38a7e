package se.finsam.uppfoljning.ekonomi;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.kodlista.Finansiar;

/**
 * What is said of a förbund's money of a year. Whole kronor; null, or nothing said, is unknown,
 * never 0 (R17).
 *
 * @param tilldeladeMedel by financier, each at most once; one that is not mentioned is unknown
 * @param egetKapitalKr saved surplus carried over into the year; may be negative
 * @param admBudgetKr administrative costs, budget
 * @param admUtfallKr administrative costs, actual
 */
@Schema(
    name = "NyForbundEkonomi",
    description =
        "Förbundets ekonomi för ett år så som den ska gälla, i hela kronor; null är okänt")
public record NyForbundEkonomi(
    @Size(max = 50) @Schema(nullable = true) List<@NotNull @Valid TilldeladeMedel> tilldeladeMedel,
    @Min(-2_000_000_000) @Max(2_000_000_000) @Schema(examples = "350000", nullable = true)
        Long egetKapitalKr,
    @PositiveOrZero @Max(2_000_000_000) @Schema(examples = "900000", nullable = true)
        Long admBudgetKr,
    @PositiveOrZero @Max(2_000_000_000) @Schema(examples = "870000", nullable = true)
        Long admUtfallKr) {

  /** What is known, in the order of the code list. Each financier is there at most once. */
  Map<Finansiar, Long> medel() {
    var medel = new EnumMap<Finansiar, Long>(Finansiar.class);
    if (tilldeladeMedel != null) {
      for (var m : tilldeladeMedel) {
        if (m.tilldeladeMedelKr() != null) {
          medel.put(m.finansiar(), m.tilldeladeMedelKr());
        }
      }
    }
    return medel;
  }
}
