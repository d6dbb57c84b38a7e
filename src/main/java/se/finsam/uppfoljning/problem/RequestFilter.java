package se.finsam.uppfoljning.problem;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What holds for every request, whatever it asks: no personal numbers, only known parameters, only
 * bodies that can be read.
 */
class RequestFilter {
  static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter(preMatching = true)
  void refusePersonalNumbers(HttpServerRequest request) {
    var faults = new Faults();
    if (Stream.concat(Stream.of(request.path()), Arrays.stream(request.path().split("/")))
        .anyMatch(part -> PersonalNumber.in(decoded(part)))) {
      faults.rule(
          "{path}", "PERSONNUMMER", "Sökvägen innehåller något som ser ut som ett personnummer");
    }
    var query = request.query();
    if (query != null
        && Arrays.stream(query.split("&")).anyMatch(q -> PersonalNumber.in(decoded(q)))) {
      faults.rule(
          "{query}", "PERSONNUMMER", "Frågan innehåller något som ser ut som ett personnummer");
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(
          ProblemType.PERSONNUMMER,
          "Tjänsten får inte ta emot uppgifter om personer",
          faults.list());
    }
    if (request.path().indexOf(';') >= 0) {
      throw new ProblemException(
          ProblemType.OLASLIG_BEGARAN,
          "Semikolon i adressen skrivs %3B; parametrar i den finns inte",
          List.of(
              new Fault(
                  "{path}",
                  "OKAND_PARAMETER",
                  "Semikolon i adressen skrivs %3B; parametrar i den finns inte")));
    }
  }

  private static String decoded(String encoded) {
    String text;
    try {
      text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.OLASLIG_BEGARAN, "Adressen är felaktigt kodad");
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new ProblemException(
          ProblemType.OLASLIG_BEGARAN, "Adressen innehåller tecken som inte får förekomma");
    }
    return text;
  }

  @ServerRequestFilter
  void refuseUnreadable(ContainerRequestContext request, ResourceInfo resource) {
    refuseUnknownParameters(request, resource);
    boolean askedFor = resource.getResourceMethod().isAnnotationPresent(Consumes.class);
    if (WITH_BODY.contains(request.getMethod()) && (askedFor || hasBody(request))) {
      var header = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
      var type = header == null || header.isBlank() ? null : request.getMediaType();
      var charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
      if (type == null
          || type.isWildcardType()
          || type.isWildcardSubtype()
          || !askedFor && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
          || charset != null && !charset.equalsIgnoreCase("utf-8") && !binary(type)) {
        throw new ProblemException(
            ProblemType.MEDIETYP_STODS_INTE,
            "Content-Type ska vara application/json i UTF-8; registreringar även text/csv och xlsx");
      }
      var encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
      if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
        throw new ProblemException(
            ProblemType.MEDIETYP_STODS_INTE, "Content-Encoding stöds inte, sänd okomprimerat");
      }
    }
  }

  /** A workbook tells its encoding itself; what the header says of it means nothing. */
  private static boolean binary(MediaType type) {
    return type.getSubtype().startsWith("vnd.openxmlformats-");
  }

  /** Where no body is asked for, none need be sent; one that is sent all the same is read. */
  private static boolean hasBody(ContainerRequestContext request) {
    var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.getHeaderString("Transfer-Encoding") != null
        : !length.matches("0+");
  }

  /**
   * A misspelt perTidpunkt would otherwise answer with today's figures, and nobody would notice.
   */
  private void refuseUnknownParameters(ContainerRequestContext request, ResourceInfo resource) {
    var sent = request.getUriInfo().getQueryParameters();
    if (sent.isEmpty()) {
      return;
    }
    var anyCase = resource.getResourceMethod().getAnnotation(AnyCase.class);
    var faults = new Faults();
    if (anyCase != null) {
      new Query(sent).refuseUnknown(anyCase, faults);
      faults.refuse();
      return;
    }
    var names = known.computeIfAbsent(resource.getResourceMethod(), RequestFilter::parameters);
    sent.forEach(
        (name, values) -> {
          if (!names.containsKey(name)) {
            faults.unreadable(
                "{query}",
                "OKAND_PARAMETER",
                "Okänd parameter i frågan; kända är " + names.keySet());
          } else if (values.size() > 1 && !names.get(name)) {
            faults.unreadable(
                "{" + name + "}", "DUBBLERAD_PARAMETER", "Parametern får anges en gång");
          } else if (values.stream().anyMatch(String::isEmpty)) {
            faults.unreadable("{" + name + "}", "FEL_FORM", "Parametern saknar värde");
          }
        });
    faults.refuse();
  }

  /** The parameters by name; true for those that may be given several times. */
  private static Map<String, Boolean> parameters(Method method) {
    var parameters = new TreeMap<String, Boolean>();
    for (var p : method.getParameters()) {
      var query = p.getAnnotation(QueryParam.class);
      if (query != null) {
        parameters.put(query.value(), List.class.isAssignableFrom(p.getType()));
      }
    }
    return parameters;
  }
}
