package se.finsam.uppfoljning.security;

/** The roles of the claim {@code groups} (dossier section 6, contract section 3). */
public final class Roles {
  /** A förbund's own system: everything of the förbund in the claim. */
  public static final String FORBUNDSSYSTEM = "forbundssystem";

  /** A person at the förbund's office: the same. */
  public static final String FORBUNDSADMINISTRATOR = "forbundsadministrator";

  /** Counts of coupled insatser only, never together with a role above. */
  public static final String DELTAGARANSVARIG = "deltagaransvarig";

  /** System owner: reads everything, keeps the register and the code lists. */
  public static final String FORSAKRINGSKASSAN = "forsakringskassan";

  /** National rollups, coverage, and the yearly extract. */
  public static final String NATIONELLA_RADET = "nationella-radet";

  /** Open data only. */
  public static final String FORSKARE = "forskare";

  private Roles() {}
}
