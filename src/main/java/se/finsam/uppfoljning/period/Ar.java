package se.finsam.uppfoljning.period;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

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
