package se.finsam.uppfoljning.format;

import java.util.List;

/**
 * A table to be written.
 *
 * @param namn of the sheet; a workbook cuts it at 31 characters
 * @param kolumner the header
 * @param rader the cells, as many in each row as there are columns: String, Integer, Long,
 *     BigDecimal, LocalDate, Boolean, or null for an empty cell
 */
public record Blad(String namn, List<String> kolumner, List<List<Object>> rader) {

  public Blad {
    for (var rad : rader) {
      if (rad.size() != kolumner.size()) {
        throw new IllegalArgumentException(
            namn + ": a row of " + rad.size() + " cells under " + kolumner.size() + " columns");
      }
    }
  }
}
