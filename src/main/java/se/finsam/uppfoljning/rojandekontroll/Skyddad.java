package se.finsam.uppfoljning.rojandekontroll;

import java.util.Collections;
import java.util.List;

/**
 * Which cells of a table are hidden when it is released. The counts themselves are unchanged.
 *
 * @param dolda the hidden cells by index, ascending
 * @param primara how many of them are hidden for their own count, the others protect these
 * @param oskyddade hidden cells that could not be given the freedom that the rules ask for, because
 *     an earlier release has told too much; empty if there is none
 */
public record Skyddad(
    Raknetabell tabell, List<Integer> dolda, int primara, List<Integer> oskyddade) {
  public Skyddad {
    dolda = List.copyOf(dolda);
    oskyddade = List.copyOf(oskyddade);
  }

  /** True if the cell must not be shown. */
  public boolean dold(int index) {
    return Collections.binarySearch(dolda, index) >= 0;
  }

  /** How many are hidden to protect others. */
  public int sekundara() {
    return dolda.size() - primara;
  }

  /** The share of the cells with persons in them that is hidden. */
  public double andelDolda() {
    long medPersoner = tabell.celler().stream().filter(varde -> varde != null && varde > 0).count();
    long dolda = this.dolda.stream().filter(cell -> tabell.tal(cell) > 0).count();
    return medPersoner == 0 ? 0 : (double) dolda / medPersoner;
  }

  /** This release as the memory of those that come after it. */
  public Tidigare somTidigare() {
    return new Tidigare(tabell, dolda);
  }
}
