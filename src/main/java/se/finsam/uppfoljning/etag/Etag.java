package se.finsam.uppfoljning.etag;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

/**
 * The entity tag of a resource, and what If-Match and If-None-Match say about it (RFC 9110 section
 * 8.8 and 13, RFC 6585).
 *
 * @param value as in the header, quotes included; null for a resource that does not exist
 */
public record Etag(String value) {
  public static final Etag MISSING = new Etag(null);

  /** A strong tag: the version of one resource. Fit for If-Match. */
  public static Etag version(long nr) {
    return new Etag("\"v" + nr + "\"");
  }

  /**
   * A weak tag: the same figures, though the answer tells another instant. Not fit for If-Match.
   */
  public static Etag weak(String data) {
    return new Etag("W/\"" + data + "\"");
  }

  /**
   * Lets a PUT pass, or refuses it.
   *
   * @throws ProblemException 412 if the resource is not as the client thinks, 428 if it exists and
   *     the client has not said
   */
  public void allowPut(HttpHeaders headers) {
    allowRepeatedPut(headers);
    if (value != null && tags(headers, HttpHeaders.IF_MATCH) == null) {
      throw new ProblemException(
          ProblemType.FORHANDSVILLKOR_KRAVS,
          "Resursen finns; ändra den med If-Match och dess ETag");
    }
  }

  /**
   * Lets a PUT pass that says the same whenever it is sent, and so can overwrite nothing: what the
   * client says is heeded, but it need not say anything.
   *
   * @throws ProblemException 412 if the resource is not as the client thinks
   */
  public void allowRepeatedPut(HttpHeaders headers) {
    var ifMatch = tags(headers, HttpHeaders.IF_MATCH);
    var ifNoneMatch = tags(headers, HttpHeaders.IF_NONE_MATCH);
    if (ifMatch != null && (value == null || !ifMatch.contains("*") && !strong(ifMatch))
        || ifNoneMatch != null
            && value != null
            && (ifNoneMatch.contains("*") || weakly(ifNoneMatch))) {
      throw new ProblemException(
          ProblemType.FORHANDSVILLKOR_BRUTET,
          "Resursen är inte som förhandsvillkoret säger; hämta den på nytt");
    }
  }

  /** Lets a DELETE pass: If-Match is heeded where it is sent. */
  public void allowDelete(HttpHeaders headers) {
    var ifMatch = tags(headers, HttpHeaders.IF_MATCH);
    if (ifMatch != null && !ifMatch.contains("*") && !strong(ifMatch)) {
      throw new ProblemException(
          ProblemType.FORHANDSVILLKOR_BRUTET,
          "Resursen är inte som förhandsvillkoret säger; hämta den på nytt");
    }
  }

  /**
   * The answer to a GET: 304 if the client has it already, else what the supplier says, computed
   * only then.
   */
  public Response get(HttpHeaders headers, Supplier<?> entity) {
    var ifNoneMatch = tags(headers, HttpHeaders.IF_NONE_MATCH);
    boolean has = ifNoneMatch != null && (ifNoneMatch.contains("*") || weakly(ifNoneMatch));
    return (has ? Response.notModified() : Response.ok(entity.get()))
        .header(HttpHeaders.ETAG, value)
        .header(HttpHeaders.VARY, "Accept, Authorization")
        .build();
  }

  private boolean strong(List<String> tags) {
    return !value.startsWith("W/") && tags.contains(value);
  }

  private boolean weakly(List<String> tags) {
    return tags.stream().anyMatch(t -> opaque(t).equals(opaque(value)));
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static List<String> tags(HttpHeaders headers, String name) {
    var lines = headers.getRequestHeader(name);
    return lines == null || lines.isEmpty()
        ? null
        : lines.stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .toList();
  }
}
