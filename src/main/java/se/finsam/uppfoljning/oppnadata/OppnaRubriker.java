package se.finsam.uppfoljning.oppnadata;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Pages of any origin may read what is open, whatever the answer: nothing here needs a login. */
class OppnaRubriker {

  @ServerResponseFilter
  void headers(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getUriInfo().getPath().matches("/?oppnadata(/.*)?")) {
      var headers = response.getHeaders();
      headers.putSingle("Access-Control-Allow-Origin", "*");
      headers.putSingle(
          "Access-Control-Expose-Headers",
          "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, traceparent");
    }
  }
}
