package se.finsam.uppfoljning.security;

import java.util.Set;

/**
 * Who asks.
 *
 * @param subject the token's subject: a system, or a pseudonym of a person
 * @param role the role under which the caller acts
 * @param everyForbund true for national roles, which are not bound to a förbund
 * @param forbund codes of the förbund in the claim; bound into every query of a förbund's data
 */
public record Caller(String subject, String role, boolean everyForbund, Set<String> forbund) {

  /**
   * The subject to whom an insats must be coupled to be seen, or null for who sees all of a
   * förbund.
   */
  public String kopplad() {
    return role.equals(Roles.DELTAGARANSVARIG) ? subject : null;
  }

  /** The codes as SQL takes them. */
  public String[] forbundCodes() {
    return forbund.toArray(String[]::new);
  }
}
