package se.finsam.uppfoljning.period;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.problem.Faults;

/**
 * A quarter, written {@code 2023K4} as SCB does; {@code 2023-Q4} is read too.
 *
 * @param ar the year, 2023 (when Uppföljning Finsam began) to 2200
 * @param nummer 1 to 4
 */
@Schema(
    name = "Kvartal",
    type = SchemaType.STRING,
    pattern = "^[0-9]{4}(K|-Q)[1-4]$",
    examples = "2023K4")
public record Kvartal(int ar, int nummer) implements Comparable<Kvartal> {
  /** What is said of a text that is not a quarter. */
  public static final String FEL_FORM = "Kvartal skrivs 2023K4 och är tidigast " + Ar.FORSTA + "K1";

  private static final Pattern FORM = Pattern.compile("([0-9]{4})(?:K|-Q)([1-4])");

  public Kvartal {
    if (ar < Ar.FORSTA || ar > 2200 || nummer < 1 || nummer > 4) {
      throw new IllegalArgumentException(FEL_FORM);
    }
  }

  /**
   * Reads a quarter.
   *
   * @throws IllegalArgumentException with a message for the client
   */
  @JsonCreator
  public static Kvartal parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(FEL_FORM);
    }
    return new Kvartal(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
  }

  /** The quarter, or nothing if the text is not one. */
  public static Optional<Kvartal> of(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads the parameter kvartal; what is wrong with it is added to the faults. */
  public static Optional<Kvartal> parameter(String text, Faults faults) {
    var kvartal = Optional.ofNullable(text).flatMap(Kvartal::of);
    if (text != null && kvartal.isEmpty()) {
      faults.unreadable("{kvartal}", "FEL_FORM", FEL_FORM);
    }
    return kvartal;
  }

  public LocalDate start() {
    return LocalDate.of(ar, 3 * nummer - 2, 1);
  }

  public LocalDate slut() {
    return start().plusMonths(3).minusDays(1);
  }

  /**
   * The quarter before, or nothing before the first: what lies before 2023 is not comparable
   * (dossier section 11).
   */
  public Kvartal fore() {
    return ar == Ar.FORSTA && nummer == 1
        ? null
        : nummer == 1 ? new Kvartal(ar - 1, 4) : new Kvartal(ar, nummer - 1);
  }

  /** The quarter after. */
  public Kvartal efter() {
    return nummer == 4 ? new Kvartal(ar + 1, 1) : new Kvartal(ar, nummer + 1);
  }

  /** The same quarter last year, or nothing before the first year. */
  public Kvartal aretFore() {
    return ar == Ar.FORSTA ? null : new Kvartal(ar - 1, nummer);
  }

  /** True once the quarter's first day has begun in Sweden. */
  public boolean harBorjat(Instant nu) {
    return !start().isAfter(LocalDate.ofInstant(nu, Ar.SVERIGE));
  }

  @Override
  public int compareTo(Kvartal other) {
    return start().compareTo(other.start());
  }

  @JsonValue
  @Override
  public String toString() {
    return ar + "K" + nummer;
  }
}
