package se.finsam.uppfoljning.period;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import se.finsam.uppfoljning.problem.Faults;

/**
 * A calendar year.
 *
 * @param ar the year
 */
public record Ar(int ar) {
  /**
   * The first year of Uppföljning Finsam. Earlier figures are from SUS and never comparable
   * (dossier section 11).
   */
  public static final int FORSTA = 2023;

  /** Borders of days, quarters and years are Swedish. */
  public static final ZoneId SVERIGE = ZoneId.of("Europe/Stockholm");

  /** The year, or nothing if the text is not four digits. */
  public static Optional<Ar> of(String text) {
    return text.matches("[0-9]{4}")
        ? Optional.of(new Ar(Integer.parseInt(text)))
        : Optional.empty();
  }

  /**
   * Reads the parameter ar, a year whose quarters can be asked for; what is wrong with it is added
   * to the faults.
   */
  public static Optional<Ar> parameter(String text, Faults faults) {
    var ar =
        Optional.ofNullable(text).flatMap(Ar::of).filter(a -> Kvartal.of(a + "K1").isPresent());
    if (text != null && ar.isEmpty()) {
      faults.unreadable("{ar}", "FEL_FORM", "Året skrivs 2024 och är tidigast " + FORSTA);
    }
    return ar;
  }

  public LocalDate start() {
    return LocalDate.of(ar, 1, 1);
  }

  public LocalDate slut() {
    return LocalDate.of(ar, 12, 31);
  }

  @Override
  public String toString() {
    return String.valueOf(ar);
  }
}
