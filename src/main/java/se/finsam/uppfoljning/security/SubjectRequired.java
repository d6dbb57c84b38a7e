package se.finsam.uppfoljning.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import se.finsam.uppfoljning.problem.PersonalNumber;

/**
 * A token says who it speaks for, and not by a personal number: the subject is kept with every
 * write and owns its idempotency keys. The standard check is content with {@code upn} or {@code
 * preferred_username}.
 */
@ApplicationScoped
class SubjectRequired implements SecurityIdentityAugmentor {
  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    boolean nameless =
        identity.getPrincipal() instanceof JsonWebToken token && !fit(token.getSubject());
    return nameless
        ? Uni.createFrom()
            .failure(new AuthenticationFailedException("the token has no fit subject"))
        : Uni.createFrom().item(identity);
  }

  private static boolean fit(String subject) {
    return subject != null
        && !subject.isBlank()
        && subject.indexOf(0) < 0
        && !PersonalNumber.in(subject);
  }
}
