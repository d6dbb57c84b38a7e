package se.finsam.uppfoljning;

import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Tokens as an issuer would give them, signed with the key of the test run. */
public final class Token {
  private Token() {}

  public static String forbund(String... forbund) {
    return med("forbundssystem", forbund);
  }

  public static String forsakringskassan() {
    return med("forsakringskassan");
  }

  public static String nationellaRadet() {
    return med("nationella-radet");
  }

  public static String forskare() {
    return med("forskare");
  }

  /** A token with one role and any förbund in its claim. */
  public static String med(String roll, String... forbund) {
    return med(Set.of(roll), forbund);
  }

  public static String med(Set<String> roller, String... forbund) {
    return somSub("test-" + String.join("-", forbund), roller, forbund);
  }

  /** A person who may send the counts of what she is coupled to. */
  public static String deltagaransvarig(String sub, String... forbund) {
    return somSub(sub, Set.of("deltagaransvarig"), forbund);
  }

  public static String somSub(String sub, Set<String> roller, String... forbund) {
    return Jwt.subject(sub)
        .groups(roller)
        .claim("forbund", List.of(forbund))
        .expiresIn(Duration.ofMinutes(30))
        .sign();
  }
}
