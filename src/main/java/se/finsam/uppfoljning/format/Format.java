package se.finsam.uppfoljning.format;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.sida.Lank;

/** The forms in which an answer can be had. */
public enum Format {
  JSON("json", "application/json", "json"),
  /** JSON-stat 2.0, which has no media type of its own: only the parameter asks for it. */
  JSON_STAT("json-stat2", "application/json", "json"),
  CSV("csv", "text/csv", "csv"),
  /** The CSV that a Swedish Excel opens as it is: semicolons, and a byte order mark. */
  CSV_EXCEL("csv-excel", "text/csv", "csv"),
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
  HTML("html", "text/html", "html"),
  PDF("pdf", "application/pdf", "pdf");

  /** The value of the query parameter {@code format}. */
  public final String kod;

  /** Without parameters. */
  public final String mediaType;

  /** Of file names, without the dot. */
  public final String andelse;

  Format(String kod, String mediaType, String andelse) {
    this.kod = kod;
    this.mediaType = mediaType;
    this.andelse = andelse;
  }

  /** For the header Content-Type: text says its encoding. */
  public String contentType() {
    return mediaType.startsWith("text/") ? mediaType + ";charset=UTF-8" : mediaType;
  }

  /** The link self of an answer, and one to each other form in which it can be had. */
  public static Map<String, Lank> lankar(UriBuilder self, Set<Format> allowed) {
    var links = new LinkedHashMap<String, Lank>();
    links.put("self", Lank.get("self", self.build().toString()));
    for (var form : allowed) {
      if (form != JSON) {
        links.put(
            form.kod,
            Lank.get("alternate", self.clone().queryParam("format", form.kod).build().toString()));
      }
    }
    return links;
  }

  /**
   * The answer in this form: a file is offered under the name, JSON and pages are shown.
   *
   * @param namn of the file, without its ending
   */
  public Response svar(Response svar, String namn) {
    var typed = Response.fromResponse(svar).type(contentType());
    return mediaType.equals("application/json") || this == HTML
        ? typed.build()
        : typed
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + namn + "." + andelse + "\"")
            .build();
  }

  /**
   * Which form is asked for. The parameter wins over the header Accept, since it can be put in a
   * link; of forms that are accepted equally the first allowed is given, and JSON-stat only by the
   * parameter.
   *
   * @param format the query parameter, null if absent
   * @param headers of the request
   * @param allowed what can be given here, in order: the first is what is given to those who do not
   *     mind
   * @throws ProblemException 400 if the parameter is none of the allowed, 406 if Accept takes none
   */
  public static Format of(String format, HttpHeaders headers, Set<Format> allowed) {
    if (format != null) {
      for (var candidate : allowed) {
        if (candidate.kod.equals(format)) {
          return candidate;
        }
      }
      var faults = new Faults();
      faults.unreadable(
          "{format}",
          "OKANT_VARDE",
          "Formatet är inte känt här, tillåtna är "
              + allowed.stream().map(f -> f.kod).collect(Collectors.joining(", ")));
      faults.refuse();
    }
    var lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
    var accept = lines == null ? "" : String.join(",", lines);
    Format best = null;
    double quality = 0;
    for (var candidate : allowed) {
      if (candidate == JSON_STAT) {
        continue;
      }
      double its = accept.isBlank() ? 1 : quality(accept, candidate.mediaType);
      if (its > quality) {
        best = candidate;
        quality = its;
      }
    }
    if (best == null) {
      throw new ProblemException(
          ProblemType.FORMAT_STODS_INTE,
          "Svaret ges som "
              + allowed.stream()
                  .filter(f -> f != JSON_STAT)
                  .map(f -> f.mediaType)
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    return best;
  }

  /** What the most specific range that matches says (RFC 9110 section 12.5.1); 0 if none does. */
  private static double quality(String accept, String mediaType) {
    double quality = 0;
    int specific = -1;
    for (var range : accept.toLowerCase(Locale.ROOT).split(",")) {
      var parts = range.split(";", -1);
      var type = parts[0].strip();
      int how =
          type.equals(mediaType)
              ? 2
              : type.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*")
                  ? 1
                  : type.equals("*/*") ? 0 : -1;
      if (how > specific) {
        specific = how;
        quality = quality(parts);
      }
    }
    return quality;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        var value = parameter.substring(2).strip();
        return value.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(value) : 0;
      }
    }
    return 1;
  }
}
