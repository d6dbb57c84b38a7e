package se.finsam.uppfoljning.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * How large a request may be. The framework itself would cut it off with an empty answer; here the
 * answer says why, whether the length was told beforehand or found out while reading chunks.
 */
@Singleton
class Limits {
  private static final int LONGEST_ADDRESS = 4_096;

  private final long mostBytes;

  Limits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes) {
    this.mostBytes = mostBytes.asLongValue();
  }

  void before(@Observes Router router) {
    router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(this::told);
    router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::untold);
  }

  private void told(RoutingContext context) {
    var authority = context.request().authority();
    if (authority == null || PersonalNumber.in(authority.toString())) {
      close(context, ProblemType.OLASLIG_BEGARAN);
    } else if (context.request().uri().length() > LONGEST_ADDRESS) {
      close(context, ProblemType.FOR_LANG_ADRESS);
    } else if (length(context) > mostBytes) {
      close(context, ProblemType.FOR_STOR_BEGARAN);
    } else {
      context.next();
    }
  }

  private static long length(RoutingContext context) {
    var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * What comes in chunks is counted in {@link #bounded}; the framework's own limit stays behind.
   */
  private void untold(RoutingContext context) {
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, 2 * mostBytes);
    context.next();
  }

  private static void close(RoutingContext context, ProblemType type) {
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    ProblemMappers.send(context, type, type.title);
  }

  @ServerRequestFilter
  void bounded(ContainerRequestContext request) {
    if (RequestFilter.WITH_BODY.contains(request.getMethod())) {
      request.setEntityStream(new Bounded(request.getEntityStream(), mostBytes));
    }
  }

  /** Refuses to go on reading beyond the limit. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw new ProblemException(
            ProblemType.FOR_STOR_BEGARAN, ProblemType.FOR_STOR_BEGARAN.title);
      }
    }
  }
}
