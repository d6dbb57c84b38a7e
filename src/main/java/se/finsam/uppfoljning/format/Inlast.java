package se.finsam.uppfoljning.format;

import java.util.List;
import java.util.Map;
import java.util.Set;
import se.finsam.uppfoljning.problem.Faults;

/**
 * A table that was read: what stands where, and nothing of what it means.
 *
 * @param kolumner the names in the header, in lower case
 * @param rader the rows that are not blank
 */
public record Inlast(List<String> kolumner, List<Rad> rader) {

  /**
   * One row.
   *
   * @param rad in CSV the line on which it begins, in XLSX the number of the row
   * @param celler the text of each cell that is not blank, by the name of its column; a cell that
   *     was refused is not there, but {@link Faults#at} knows its {@link #pointer}
   */
  public record Rad(int rad, Map<String, String> celler) {

    /** The text of a cell, null if it is blank. */
    public String cell(String kolumn) {
      return celler.get(kolumn);
    }

    /** The place of a cell, as the faults of the file name it. */
    public String pointer(String kolumn) {
      return "/" + rad + "/" + kolumn;
    }
  }

  /**
   * Reads a CSV file: UTF-8, a comma or a semicolon between cells, as its header has it.
   *
   * @param body the bytes as they came
   * @param kanda the columns that may be there, in the order in which a fault lists them. Only
   *     their names are repeated: what stands first in a file without a header may be anything
   * @param faults where all that is wrong is added; go on and call {@link Faults#refuse()}
   * @throws se.finsam.uppfoljning.problem.ProblemException 400 if nothing can be read, 422 if a
   *     cell looks like a personal number
   */
  public static Inlast csv(byte[] body, Set<String> kanda, Faults faults) {
    return new Lasning(CsvFil.las(body), kanda).inlast(faults);
  }

  /** Reads the first sheet of a workbook, its first row being the header; else as for CSV. */
  public static Inlast xlsx(byte[] body, Set<String> kanda, Faults faults) {
    return new Lasning(XlsxFil.las(body), kanda).inlast(faults);
  }
}
