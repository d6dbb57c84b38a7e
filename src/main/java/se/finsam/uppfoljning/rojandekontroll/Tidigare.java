package se.finsam.uppfoljning.rojandekontroll;

import java.util.List;

/**
 * An earlier release of the same period, which readers may have kept.
 *
 * @param tabell its counts; axes of the same names in the same order, perhaps with other nodes
 * @param dolda the cells of it that were hidden, by index
 */
public record Tidigare(Raknetabell tabell, List<Integer> dolda) {
  public Tidigare {
    dolda = List.copyOf(dolda);
  }
}
