package se.finsam.uppfoljning.openapi;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Metrics carry templates of paths, never an address that somebody wrote: it may name a förbund, or
 * hold what was refused.
 */
class MetricNames {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  @Produces
  @Singleton
  MeterFilter templatesOnly() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        var uri = id.getTag("uri");
        var method = id.getTag("method");
        // what was refused before it was matched to a template comes with its whole path
        boolean written = uri != null && (uri.startsWith("/finsam/") || uri.matches(".*[0-9%].*"));
        var clean = written ? id.replaceTags(without(id, "uri")) : id;
        return method == null || METHODS.contains(method)
            ? clean
            : clean.replaceTags(without(clean, "method"));
      }
    };
  }

  private static List<Tag> without(Meter.Id id, String key) {
    return id.getTags().stream()
        .map(tag -> tag.getKey().equals(key) ? Tag.of(key, "ANNAT") : tag)
        .toList();
  }
}
