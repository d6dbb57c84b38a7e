package se.finsam.uppfoljning.handelse;

import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Tidsrymd;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.Sida;

/**
 * The audit log: every accepted write, who sent it, when, and which version of what it brought.
 *
 * <p>It is told from the versions themselves, and so agrees with them. What was refused, and dry
 * runs, are not in it. The only personal data are the subjects of tokens. For the system owner.
 */
@Path("/handelser")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Händelser")
@RolesAllowed(FORSAKRINGSKASSAN)
class HandelseResource {
  private final Handelser handelser;
  private final Mottagningar mottagningar;

  HandelseResource(Handelser handelser, Mottagningar mottagningar) {
    this.handelser = handelser;
    this.mottagningar = mottagningar;
  }

  /** The accepted writes, the newest first, each with at most twenty of its changes. */
  @GET
  @Operation(
      operationId = "listaHandelser",
      summary = "Händelseloggen",
      description =
          "The accepted writes, the newest first, each with at most twenty of its changes. Filtrera med forbund, avsandare, slag, fran och till; antalAndringar räknar alla ändringar. fore och efter är versionsnummer: fore är null för det som är nytt, efter för det som togs bort.")
  @APIResponse(
      responseCode = "200",
      description = "En sida händelser",
      content = @Content(schema = @Schema(implementation = HandelseSvar.Lista.class)))
  public HandelseSvar.Lista lista(
      @QueryParam("forbund") String forbund,
      @QueryParam("avsandare") String avsandare,
      @QueryParam("slag") String slag,
      @QueryParam("fran") String fran,
      @QueryParam("till") String till,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var tid = Tidsrymd.of(fran, till, faults);
    var av = Handelser.slag(slag);
    if (slag != null && av == null) {
      faults.rule(
          "{slag}",
          "OKANT_VARDE",
          "Värdet är inte känt, tillåtna är " + Arrays.toString(Mottagning.Slag.values()));
    }
    faults.refuse();
    var t = mottagningar.tidpunkt(null);
    var urval = new Handelser.Urval(forbund, avsandare, av, tid);
    var lista = handelser.flera(urval, t, sida, uri.getBaseUri().toString());
    return new HandelseSvar.Lista(
        lista.handelser(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal()));
  }

  /** One accepted write, with all that it changed. */
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "hamtaHandelse",
      summary = "En händelse",
      description =
          "One accepted write, with all that it changed. Ändras aldrig. En registrerings händelse har kvittensens id.")
  @APIResponse(
      responseCode = "200",
      description = "Händelsen",
      content = @Content(schema = @Schema(implementation = HandelseSvar.class)))
  public Response hamta(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    var handelse =
        uuid(id)
            .flatMap(u -> handelser.en(u, uri.getBaseUri().toString()))
            .orElseThrow(ProblemException::notFound);
    return new Etag("\"" + id + "\"").get(headers, () -> handelse);
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id)).filter(u -> u.toString().equals(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
