package se.finsam.uppfoljning.rojandekontroll;

/**
 * What a release must not tell.
 *
 * @param troskel counts from 1 to one below this are hidden; 1 or less hides nothing
 */
public record Regler(int troskel) {
  /**
   * Names the rules and the way they are kept; a new one may hide other cells of the same table.
   */
  public static final String VERSION = "1";

  /** Five, as is common in Swedish statistics on health and welfare. */
  public static final Regler STANDARD = new Regler(5);

  /** True for a count that is hidden for its own sake. */
  boolean liten(long antal) {
    return antal >= 1 && antal < troskel;
  }
}
