package se.finsam.uppfoljning.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure as problem+json, whoever raised it. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final Allowed allowed;

  ProblemMappers(Allowed allowed) {
    this.allowed = allowed;
  }

  /** The last route of all: paths that nobody answers. */
  void everythingElse(@Observes Router router) {
    router
        .route()
        .order(Integer.MAX_VALUE)
        .handler(context -> send(context, ProblemType.FINNS_INTE, "Det finns inget här"));
  }

  static void send(RoutingContext context, ProblemType type, String detail) {
    context
        .response()
        .setStatusCode(type.status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(Json.encode(Problem.of(type, detail, List.of())));
  }

  @ServerExceptionMapper
  Response refused(ProblemException e) {
    return Problem.response(e.type(), e.getMessage(), e.faults());
  }

  @ServerExceptionMapper
  Response unauthenticated(UnauthorizedException e) {
    return Problem.response(ProblemType.INLOGGNING_KRAVS, "Anropet saknar giltig token");
  }

  @ServerExceptionMapper
  @Priority(Priorities.USER - 1)
  Response badToken(AuthenticationFailedException e) {
    return Response.fromResponse(
            Problem.response(ProblemType.INLOGGNING_KRAVS, "Token kunde inte godtas"))
        .header(HttpHeaders.WWW_AUTHENTICATE, null)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e) {
    return Response.fromResponse(
            Problem.response(ProblemType.SAKNAR_BEHORIGHET, "Token ger inte rätt till detta"))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"")
        .build();
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e, ContainerRequestContext request) {
    var type = ProblemType.ofStatus(e.getResponse().getStatus());
    if (type == ProblemType.FINNS_INTE || type == ProblemType.METOD_STODS_INTE) {
      var methods = allowed.at(request.getUriInfo().getPath());
      if (!methods.isEmpty()) {
        type = ProblemType.METOD_STODS_INTE;
        return Response.fromResponse(Problem.response(type, type.title))
            .header(HttpHeaders.ALLOW, String.join(", ", methods))
            .build();
      }
    }
    return Problem.response(type, type.title);
  }

  @ServerExceptionMapper
  Response unexpected(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && unavailable(sql.getSQLState())) {
        LOG.warnf("database unavailable: SQL state %s", sql.getSQLState());
        return Problem.response(
            ProblemType.OTILLGANGLIG,
            "Databasen svarar inte just nu. Sänd samma begäran igen om en stund: det som ändå hann sparas sparas inte två gånger");
      }
    }
    var response =
        Problem.response(ProblemType.OVANTAT_FEL, "Felet är noterat; ange instance vid kontakt");
    // messages may repeat what was sent (the SQL driver's do): what failed and where is logged, and
    // no message
    LOG.errorf("%s: %s%s", ((Problem) response.getEntity()).instance(), names(e), frames(e));
    return response;
  }

  /** No connection, shutdown, lock or statement timed out, too many connections. */
  private static boolean unavailable(String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("57")
        || state.startsWith("53")
        || state.equals("55P03")
        || state.startsWith("40")
        || state.equals("25P03");
  }

  private static String names(Throwable e) {
    var names = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      names.append(names.isEmpty() ? "" : " <- ").append(cause.getClass().getName());
      if (cause instanceof SQLException sql) {
        names.append('[').append(sql.getSQLState()).append(']');
      }
    }
    return names.toString();
  }

  private static String frames(Throwable e) {
    var cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Arrays.stream(cause.getStackTrace())
        .limit(30)
        .map(frame -> "\n\tat " + frame)
        .collect(Collectors.joining());
  }
}
