package se.finsam.uppfoljning.mottagning;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.sida.PerTidpunkt;

/**
 * What a PUT did.
 *
 * @param nytt true if the resource did not exist before
 * @param mottagen an instant as of which the resource is as this PUT left it
 */
public record Skrivet(boolean nytt, Instant mottagen) {

  /** The answer to the PUT: 201 or 200, with the resource as it was left, and its tag. */
  public Response svar(UriInfo uri, Object resurs, Etag etag) {
    return (nytt ? Response.created(uri.getAbsolutePath()) : Response.ok())
        .entity(new PerTidpunkt<>(resurs, mottagen))
        .header(HttpHeaders.ETAG, etag.value())
        .build();
  }
}
