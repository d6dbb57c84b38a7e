package se.finsam.uppfoljning.security;

import io.quarkus.runtime.ExecutionMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * In prod the service does not start before it has been told whose tokens to trust: the key, the
 * issuer and the audience. (In dev and test Quarkus makes a key at start, so that none is ever in
 * the repository.)
 *
 * <p>A source of no settings: it only looks, before anything else, the database included, is
 * started.
 */
public final class TokenSettings implements ConfigSourceFactory {

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    boolean building =
        ExecutionMode.current() == ExecutionMode.UNSET
            || System.getProperty("quarkus.appcds.generate") != null;
    boolean ownKey =
        context.getProfiles().contains("dev") || context.getProfiles().contains("test");
    if (!building && !ownKey) {
      var missing = new StringBuilder();
      if (!isSet(context, "mp.jwt.verify.publickey.location")
          && !isSet(context, "mp.jwt.verify.publickey")) {
        missing.append(" mp.jwt.verify.publickey.location (MP_JWT_VERIFY_PUBLICKEY_LOCATION)");
      }
      if (!isSet(context, "mp.jwt.verify.issuer")) {
        missing.append(" mp.jwt.verify.issuer (MP_JWT_VERIFY_ISSUER)");
      }
      if (!isSet(context, "mp.jwt.verify.audiences")) {
        missing.append(" mp.jwt.verify.audiences (MP_JWT_VERIFY_AUDIENCES)");
      }
      if (!missing.isEmpty()) {
        throw new IllegalStateException(
            "The service does not start without these settings:" + missing);
      }
    }
    return List.of();
  }

  private static boolean isSet(ConfigSourceContext context, String name) {
    var value = context.getValue(name);
    return value != null
        && value.getValue() != null
        && !value.getValue().isBlank()
        && !value.getValue().equals("NONE");
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(200); // higher comes first: before the database
  }
}
