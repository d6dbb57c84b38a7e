package se.finsam.uppfoljning.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The methods that each path answers to, for the header Allow of a 405 (RFC 9110 section 15.5.6).
 */
@Singleton
class Allowed {
  private final Map<Pattern, Set<String>> methods = new LinkedHashMap<>();

  Allowed(BeanManager beans) {
    beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(bean -> bean.getBeanClass())
        .filter(type -> type.isAnnotationPresent(Path.class))
        .forEach(this::add);
  }

  private void add(Class<?> resource) {
    for (var method : resource.getDeclaredMethods()) {
      for (var annotation : method.getAnnotations()) {
        var http = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (http != null) {
          var path = method.getAnnotation(Path.class);
          add(resource.getAnnotation(Path.class).value() + "/" + (path == null ? "" : path.value()))
              .addAll("GET".equals(http.value()) ? Set.of("GET", "HEAD") : Set.of(http.value()));
        }
      }
    }
  }

  private Set<String> add(String template) {
    var path =
        Arrays.stream(template.split("/"))
            .filter(part -> !part.isEmpty())
            .map(part -> "/+" + (part.startsWith("{") ? "[^/]+" : Pattern.quote(part)))
            .reduce("", String::concat);
    return methods.entrySet().stream()
        .filter(known -> known.getKey().pattern().equals(path + "/*"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(
            () -> methods.computeIfAbsent(Pattern.compile(path + "/*"), p -> new TreeSet<>()));
  }

  /** The methods in order, none if there is no such path. */
  Set<String> at(String path) {
    var found = new TreeSet<String>();
    methods.forEach(
        (pattern, here) -> {
          if (pattern.matcher(path).matches()) {
            found.addAll(here);
          }
        });
    return found;
  }
}
