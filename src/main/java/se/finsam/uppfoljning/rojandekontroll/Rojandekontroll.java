package se.finsam.uppfoljning.rojandekontroll;

import java.util.List;

/** Tells which cells of a table to hide. */
public final class Rojandekontroll {
  private Rojandekontroll() {}

  /** Tells which cells to hide. */
  public static Skyddad skydda(Raknetabell tabell, Regler regler, List<Tidigare> tidigare) {
    return new Skydd(tabell, regler, tidigare).skydda();
  }
}
