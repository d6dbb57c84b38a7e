package se.finsam.uppfoljning.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads the caller out of the verified token. */
@ApplicationScoped
public class Callers {
  private static final List<String> NATIONAL =
      List.of(Roles.FORSAKRINGSKASSAN, Roles.NATIONELLA_RADET);
  private static final List<String> ORDER =
      List.of(
          Roles.FORSAKRINGSKASSAN,
          Roles.NATIONELLA_RADET,
          Roles.FORBUNDSSYSTEM,
          Roles.FORBUNDSADMINISTRATOR,
          Roles.DELTAGARANSVARIG,
          Roles.FORSKARE);

  private final SecurityIdentity identity;
  private final JsonWebToken token;

  Callers(SecurityIdentity identity, JsonWebToken token) {
    this.identity = identity;
    this.token = token;
  }

  /**
   * The caller who reads the register: national roles see every förbund, others those of their
   * claim.
   */
  public Caller caller() {
    return as(ORDER);
  }

  /** The caller who reads a förbund's own data: of the national roles only the system owner may. */
  public Caller dataCaller() {
    return as(List.of(Roles.FORSAKRINGSKASSAN, Roles.FORBUNDSSYSTEM, Roles.FORBUNDSADMINISTRATOR));
  }

  /**
   * The caller who reads insatser and their counts: as above, or a deltagaransvarig, who sees what
   * is coupled to {@link Caller#kopplad} alone.
   */
  public Caller insatsCaller() {
    return as(
        List.of(
            Roles.FORSAKRINGSKASSAN,
            Roles.FORBUNDSSYSTEM,
            Roles.FORBUNDSADMINISTRATOR,
            Roles.DELTAGARANSVARIG));
  }

  /** The caller who writes the counts of one insats: the förbund, or a deltagaransvarig. */
  public Caller radCaller() {
    return as(List.of(Roles.FORBUNDSSYSTEM, Roles.FORBUNDSADMINISTRATOR, Roles.DELTAGARANSVARIG));
  }

  /** The caller who writes as the system owner. */
  public Caller ownerCaller() {
    return as(List.of(Roles.FORSAKRINGSKASSAN));
  }

  /** The caller who takes and publishes yearly extracts. */
  public Caller radetCaller() {
    return as(List.of(Roles.NATIONELLA_RADET));
  }

  /** True if the caller has a national role; false without a token. */
  public boolean nationell() {
    return NATIONAL.stream().anyMatch(identity::hasRole);
  }

  /**
   * The caller who writes as a förbund: only the claim counts, whatever other roles the token has.
   */
  public Caller forbundCaller() {
    return as(List.of(Roles.FORBUNDSSYSTEM, Roles.FORBUNDSADMINISTRATOR));
  }

  private Caller as(List<String> roles) {
    var role = roles.stream().filter(identity::hasRole).findFirst().orElse("");
    return new Caller(token.getSubject(), role, NATIONAL.contains(role), claim());
  }

  private Set<String> claim() {
    var codes = new LinkedHashSet<String>();
    Object claim = token.getClaim("forbund");
    if (claim instanceof JsonArray array) {
      array.forEach(
          v -> {
            if (v instanceof JsonString s) {
              codes.add(s.getString());
            }
          });
    } else if (claim instanceof Iterable<?> list) {
      list.forEach(v -> codes.add(String.valueOf(v)));
    }
    return codes;
  }
}
