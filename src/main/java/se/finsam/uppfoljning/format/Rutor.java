package se.finsam.uppfoljning.format;

import java.util.ArrayList;
import java.util.List;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

/** The cells of a file as they were found, before it is known which of them is what. */
final class Rutor {
  static final int MOST_COLUMNS = 100;

  /** Of all cells together: five times what the longest request has in any form. */
  private static final int MOST_CHARACTERS = 5_000_000;

  /** The rows of the table that is read; a cell is null where nothing was written. */
  final List<Rad> rader = new ArrayList<>();

  /** Cells that are not read, but may hold no personal number either. */
  final List<Annan> andra = new ArrayList<>();

  final List<Fel> fel = new ArrayList<>();

  /** True if a row must have a cell for every column, be it empty. */
  final boolean helaRader;

  /** True if there are more columns than are read; then no row is. */
  boolean bred;

  private int characters;

  Rutor(boolean helaRader) {
    this.helaRader = helaRader;
  }

  record Rad(int rad, List<String> celler) {}

  /** Sheets count from 1; row 0 is the sheet's name. */
  record Annan(int blad, int rad, int kolumn, String text) {}

  /** What is wrong with a cell; the column is null where it is the whole row. */
  record Fel(int rad, Integer kolumn, boolean olaslig, String code, String detail) {}

  /** Notes what cannot be read; one more than is told, so that it is known that there are more. */
  void olasligt(int rad, Integer kolumn, String code, String detail) {
    if (fel.size() <= Faults.MOST) {
      fel.add(new Fel(rad, kolumn, true, code, detail));
    }
  }

  void forMangaKolumner(int rad) {
    if (!bred) {
      bred = true;
      fel.add(
          new Fel(
              rad,
              null,
              false,
              "FEL_STORLEK",
              "Tabellen har fler än " + MOST_COLUMNS + " kolumner"));
    }
  }

  /** Counts what is held: many cells may share one long text that the file has only once. */
  String raknad(String text) {
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      throw forStor("Filens texter är för långa");
    }
    return text;
  }

  static ProblemException forStor(String detail) {
    return avvisad("FEL_STORLEK", detail);
  }

  static ProblemException trasig(String detail) {
    return avvisad("TRASIG_FIL", detail);
  }

  /** The refusal of a file in which nothing more can be read. */
  static ProblemException avvisad(String code, String detail) {
    return new ProblemException(
        ProblemType.OLASLIG_BEGARAN, detail, List.of(new Fault("", code, detail)));
  }

  /** The letters over a column of a spreadsheet, 0 being A. */
  static String bokstav(int kolumn) {
    var letters = "";
    for (int rest = kolumn; rest >= 0; rest = rest / 26 - 1) {
      letters = (char) ('A' + rest % 26) + letters;
    }
    return letters;
  }
}
