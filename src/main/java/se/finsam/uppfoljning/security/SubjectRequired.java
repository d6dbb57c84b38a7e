package se.finsam.uppfoljning.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A token says who it speaks for: the subject is kept with every write and owns its idempotency
 * keys. The standard check is content with {@code upn} or {@code preferred_username}.
 */
@ApplicationScoped
class SubjectRequired implements SecurityIdentityAugmentor {
  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    boolean nameless =
        identity.getPrincipal() instanceof JsonWebToken token
            && (token.getSubject() == null || token.getSubject().isBlank());
    return nameless
        ? Uni.createFrom().failure(new AuthenticationFailedException("the token has no subject"))
        : Uni.createFrom().item(identity);
  }
}
