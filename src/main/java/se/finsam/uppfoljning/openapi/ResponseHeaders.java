package se.finsam.uppfoljning.openapi;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import se.finsam.uppfoljning.problem.PersonalNumber;

/**
 * Headers of every answer: nothing is cached by others, nothing is sniffed, and the trace goes on
 * (W3C Trace Context).
 */
class ResponseHeaders {
  private static final String TRACEPARENT = "traceparent";
  private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2}).*");

  @ServerRequestFilter(preMatching = true)
  void trace(ContainerRequestContext request) {
    var sent = request.getHeaderString(TRACEPARENT);
    var match = FORM.matcher(sent == null ? "" : sent);
    boolean goesOn = match.matches() && !PersonalNumber.in(match.group(1));
    var trace = goesOn ? match.group(1) : hex(16);
    request.setProperty(
        TRACEPARENT, "00-" + trace + "-" + hex(8) + "-" + (goesOn ? match.group(2) : "00"));
    MDC.put("traceId", trace);
  }

  @ServerResponseFilter
  void headers(ContainerRequestContext request, ContainerResponseContext response) {
    var headers = response.getHeaders();
    headers.putSingle("X-Content-Type-Options", "nosniff");
    if (!headers.containsKey(CONTENT_SECURITY_POLICY)) { // a page says what it needs itself
      headers.putSingle(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    }
    headers.putSingle("Strict-Transport-Security", "max-age=31536000");
    if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
      headers.putSingle(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
    var traceparent = request.getProperty(TRACEPARENT);
    if (traceparent != null) {
      headers.putSingle(TRACEPARENT, traceparent);
    }
  }

  private static String hex(int bytes) {
    var hex = new StringBuilder(2 * bytes);
    for (int i = 0; i < bytes; i++) {
      hex.append("%02x".formatted(ThreadLocalRandom.current().nextInt(256)));
    }
    return hex.toString();
  }
}
