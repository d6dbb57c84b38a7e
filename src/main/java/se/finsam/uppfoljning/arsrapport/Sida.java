package se.finsam.uppfoljning.arsrapport;

import io.quarkus.qute.RawString;
import java.util.List;

/**
 * All that the template shows: the same in a browser and on paper.
 *
 * @param pdf true if it is drawn for PDF, which knows less of CSS and nothing of SVG here
 * @param lank true if the address may be followed
 */
record Sida(
    boolean pdf,
    RawString css,
    String titel,
    int ar,
    String nummer,
    String beskrivning,
    String varning,
    List<Term> nyckeltal,
    List<String> sammanfattning,
    List<Term> om,
    String adress,
    boolean lank,
    String citat,
    List<Avsnitt> alla,
    String kalla) {

  /** A name and what it says. */
  record Term(String namn, String text) {}

  /**
   * A part under a heading of its own.
   *
   * @param bred true if its tables need the long side of a page
   */
  record Avsnitt(
      String id,
      String rubrik,
      boolean bred,
      List<String> texter,
      List<Diagram> figurer,
      List<Tabell> tabeller,
      List<Term> termer,
      List<String> noter) {
    /** True if it begins a page on paper, so that a chart and its table are seen together. */
    public boolean nySida() {
      return !figurer.isEmpty() || id.startsWith("bilaga");
    }
  }

  /** A table: its rows in groups, of which each may have a heading. */
  record Tabell(
      String id, String rubrik, List<Kolumn> kolumner, List<Grupp> grupper, List<Cell> totalt) {
    public int bredd() {
      return kolumner.size();
    }
  }

  /** A column: slag is the CSS class of its cells. */
  record Kolumn(String namn, String slag) {}

  /** Rows under a heading, null for none. */
  record Grupp(String rubrik, List<List<Cell>> rader) {}

  /** A cell: the first of a row is its heading; delvis if some part of the sum is unknown. */
  record Cell(String text, String slag, boolean rubrik, boolean delvis) {}
}
