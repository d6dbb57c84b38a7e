package se.finsam.uppfoljning.arsuttag;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is open of a published extract, as it was protected then.
 *
 * @param nummer of the extract: 2023.1.0
 * @param lage PUBLICERAT, or ERSATT when a later one of the year has been published
 * @param uttagsdatum the day of which it tells
 * @param perTidpunkt the exact instant
 * @param publicerad when it was published
 * @param kontrollsumma SHA-256 of the open document, hexadecimal
 * @param troskel counts of persons from 1 up to just below this are hidden
 * @param tabeller the open tables
 */
public record Utgava(
    String nummer,
    int ar,
    Lage lage,
    LocalDate uttagsdatum,
    Instant perTidpunkt,
    Instant publicerad,
    String kontrollsumma,
    int troskel,
    List<OppenTabell> tabeller) {

  /** How to cite it. */
  public String citat() {
    return citat(ar, nummer, uttagsdatum);
  }

  /** How to cite the extract of that number, published or not. */
  static String citat(int ar, String nummer, LocalDate uttagsdatum) {
    return "Nationella rådet för finansiell samordning: Uppföljning Finsam %d, årsuttag %s, uttaget %s"
        .formatted(ar, nummer, uttagsdatum);
  }
}
