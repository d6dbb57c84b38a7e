package se.finsam.uppfoljning.sida;

import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A link to what belongs with an answer.
 *
 * @param href absolute address
 * @param rel IANA relation name
 * @param method the method to call it with
 */
@Schema(name = "Lank", description = "Länk till det som hör ihop med svaret")
public record Lank(
    @Schema(examples = "https://api.example.se/finsam/v1/forbund/haninge") String href,
    @Schema(examples = "self") String rel,
    @Schema(examples = "GET") String method) {

  /** The link self alone. */
  public static Map<String, Lank> self(UriInfo uri) {
    return Map.of("self", get("self", uri.getRequestUri().toString()));
  }

  public static Lank get(String rel, String href) {
    return new Lank(href, rel, "GET");
  }
}
