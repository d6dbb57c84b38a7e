package se.finsam.uppfoljning.takt;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.security.Callers;

/**
 * Refuses calls that come too often, and tells every caller how many are left. Those with a
 * national role are not counted.
 */
@Provider
@Takt
@Priority(Priorities.AUTHENTICATION)
class TaktFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String UTFALL = TaktFilter.class.getName();

  private final Takter takter;
  private final Callers callers;

  @Context HttpServerRequest anrop;

  TaktFilter(Takter takter, Callers callers) {
    this.takter = takter;
    this.callers = callers;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (callers.nationell()) {
      return;
    }
    var adress = anrop.remoteAddress();
    var utfall = takter.anropat(adress == null ? "" : adress.hostAddress());
    request.setProperty(UTFALL, utfall);
    if (!utfall.slappt()) {
      throw new ProblemException(
          ProblemType.FOR_MANGA_ANROP,
          "Högst %d anrop på %d sekunder; försök igen om %d sekunder"
              .formatted(takter.anrop(), takter.tidsfonster().toSeconds(), utfall.sekunder()));
    }
  }

  /** As draft-ietf-httpapi-ratelimit-headers names them. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(UTFALL) instanceof Takter.Utfall utfall) {
      var headers = response.getHeaders();
      headers.putSingle(
          "RateLimit-Policy",
          "\"oppnadata\";q=%d;w=%d".formatted(takter.anrop(), takter.tidsfonster().toSeconds()));
      headers.putSingle(
          "RateLimit", "\"oppnadata\";r=%d;t=%d".formatted(utfall.kvar(), utfall.sekunder()));
      if (!utfall.slappt()) {
        headers.putSingle(HttpHeaders.RETRY_AFTER, String.valueOf(utfall.sekunder()));
      }
    }
  }
}
