package se.finsam.uppfoljning.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of every 4xx and 5xx (RFC 9457).
 *
 * @param type the kind, a stable URN
 * @param title the same for all of the kind
 * @param status the HTTP status
 * @param detail about this case
 * @param instance this occurrence, to quote when asking for help
 * @param errors every fault of the request, where there are any to point at
 */
@Schema(name = "Problem", description = "Fel enligt RFC 9457, med alla fel på en gång i errors")
public record Problem(
    @Schema(examples = "urn:uppfoljning-finsam:problem:regelbrott") String type,
    @Schema(examples = "Begäran bryter mot regler") String title,
    @Schema(examples = "422") int status,
    @Schema(examples = "Antal kan inte vara negativt") String detail,
    @Schema(examples = "urn:uuid:0b6f3c1e-5d2a-4f7b-9c3e-8a1d2b4c6e8f") String instance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(ProblemType type, String detail, List<Fault> faults) {
    return new Problem(
        type.uri(), type.title, type.status, detail, "urn:uuid:" + UUID.randomUUID(), faults);
  }

  static Response response(ProblemType type, String detail) {
    return response(type, detail, List.of());
  }

  static Response response(ProblemType type, String detail, List<Fault> faults) {
    var response =
        Response.status(type.status)
            .type(MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(of(type, detail, faults));
    if (type == ProblemType.OTILLGANGLIG) {
      response.header(HttpHeaders.RETRY_AFTER, "5");
    }
    if (type == ProblemType.INLOGGNING_KRAVS) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return response.build();
  }
}
