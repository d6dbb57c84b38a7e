package se.finsam.uppfoljning.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;
import se.finsam.uppfoljning.security.Roles;

/**
 * At a start in the dev profile: demo data into an empty database, and a ready token per role on
 * the console.
 */
@Singleton
@IfBuildProfile("dev")
class DemoStart {
  private static final Logger LOG = Logger.getLogger(DemoStart.class);

  private final DemoData data;

  DemoStart(DemoData data) {
    this.data = data;
  }

  void start(@Observes StartupEvent event) {
    if (data.databasenTom()) {
      long start = System.nanoTime();
      data.ladda();
      LOG.infof("demo data of 2023 loaded in %d ms", (System.nanoTime() - start) / 1_000_000);
    }
    var tokens =
        new StringBuilder("Tokens, good for 12 hours. Copy these lines into your shell:\n");
    token(tokens, "FORBUND", Roles.FORBUNDSSYSTEM, Set.of("roslagen"));
    token(tokens, "FORBUNDSADMINISTRATOR", Roles.FORBUNDSADMINISTRATOR, Set.of("roslagen"));
    token(tokens, "DELTAGARANSVARIG", Roles.DELTAGARANSVARIG, Set.of("roslagen"));
    token(tokens, "FK", Roles.FORSAKRINGSKASSAN, Set.of());
    token(tokens, "RADET", Roles.NATIONELLA_RADET, Set.of());
    token(tokens, "FORSKARE", Roles.FORSKARE, Set.of());
    LOG.info(tokens);
  }

  private static void token(StringBuilder tokens, String name, String role, Set<String> forbund) {
    var token =
        Jwt.subject("demo-" + role)
            .groups(role)
            .claim("forbund", forbund)
            .expiresIn(Duration.ofHours(12))
            .sign();
    tokens.append("export ").append(name).append('=').append(token).append('\n');
  }
}
