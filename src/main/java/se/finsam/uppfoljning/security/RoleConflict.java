package se.finsam.uppfoljning.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A deltagaransvarig may hold no förbund role beside it (dossier section 6): such a token has no
 * rights at all.
 */
@ApplicationScoped
class RoleConflict implements SecurityIdentityAugmentor {
  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    boolean conflict =
        identity.hasRole(Roles.DELTAGARANSVARIG)
            && (identity.hasRole(Roles.FORBUNDSSYSTEM)
                || identity.hasRole(Roles.FORBUNDSADMINISTRATOR));
    return Uni.createFrom().item(conflict ? withoutRoles(identity) : identity);
  }

  private static SecurityIdentity withoutRoles(SecurityIdentity identity) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(identity.getPrincipal())
        .addCredentials(identity.getCredentials())
        .build();
  }
}
