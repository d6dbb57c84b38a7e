package se.finsam.uppfoljning.tidplan;

import static se.finsam.uppfoljning.security.Roles.FORBUNDSADMINISTRATOR;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSSYSTEM;
import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Json;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Callers;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.PerTidpunkt;
import se.finsam.uppfoljning.sida.Sida;

/**
 * Quarters that the system owner keeps open for one förbund, though the time plan locks them (R16).
 *
 * <p>A reopening is given once, with a reason, until an end that is inclusive. It may be given
 * before the lock; it then holds when the lock comes. The förbund sees its own.
 */
@Path("/forbund/{forbund}/upplasningar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tidplan")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN})
class UpplasningResource {
  private final Upplasningar upplasningar;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  UpplasningResource(
      Upplasningar upplasningar, Mottagningar mottagningar, Callers callers, Json json) {
    this.upplasningar = upplasningar;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  /**
   * Reopens a quarter for a förbund until an end.
   *
   * @throws ProblemException 404 if there is no such förbund, 422 with every fault
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(FORSAKRINGSKASSAN)
  @Operation(
      operationId = "lasUpp",
      summary = "Lås upp ett kvartal för ett förbund",
      description =
          "Reopens a quarter for a förbund until an end. till är ett datum (till och med dagens slut i Sverige) eller en tidpunkt, till och med den. Får ges innan kvartalet är låst.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyUpplasning.class)))
  @APIResponse(
      responseCode = "201",
      description = "Upplåst",
      content = @Content(schema = @Schema(implementation = UpplasningSvar.class)))
  public Response lasUpp(
      @PathParam("forbund") String forbund,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      byte[] body,
      @Context UriInfo uri) {
    var caller = callers.ownerCaller();
    var nyckel = Idempotens.Nyckel.of(idempotencyKey, caller.subject(), uri, body);
    var read = json.read(body, NyUpplasning.class);
    var svar =
        upplasningar.lasUpp(
            new Upplasningar.Begaran(
                forbund,
                read.value(),
                read.faults(),
                caller,
                nyckel,
                uri.getBaseUriBuilder().path("forbund").path(forbund).path("upplasningar").build()
                    + "/"));
    return Response.status(svar.status())
        .entity(svar.svar())
        .location(URI.create(svar.location()))
        .build();
  }

  /** The förbund's reopenings, the newest first. */
  @GET
  @Operation(
      operationId = "listaUpplasningar",
      summary = "Förbundets upplåsningar",
      description =
          "The förbund's reopenings, the newest first. Även de som har gått ut; filtrera med kvartal.")
  @APIResponse(
      responseCode = "200",
      description = "En sida upplåsningar",
      content = @Content(schema = @Schema(implementation = UpplasningSvar.Lista.class)))
  public UpplasningSvar.Lista lista(
      @PathParam("forbund") String forbund,
      @QueryParam("kvartal") String kvartal,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var av = Kvartal.parameter(kvartal, faults);
    faults.refuse();
    var t = mottagningar.tidpunkt(perTidpunkt);
    var lista = upplasningar.flera(forbund, av, callers.dataCaller(), t, sida);
    return new UpplasningSvar.Lista(
        lista.upplasningar(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
  }

  /** One reopening, and whether it still held, as known at an instant. */
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "hamtaUpplasning",
      summary = "En upplåsning",
      description = "One reopening, and whether it still held, as known at an instant.")
  @APIResponse(
      responseCode = "200",
      description = "Upplåsningen",
      content = @Content(schema = @Schema(implementation = UpplasningSvar.class)))
  public Response hamta(
      @PathParam("forbund") String forbund,
      @PathParam("id") String id,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var t = mottagningar.tidpunkt(perTidpunkt);
    var svar =
        uuid(id)
            .flatMap(u -> upplasningar.en(forbund, u, callers.dataCaller(), t))
            .orElseThrow(ProblemException::notFound);
    return svar.etag().get(headers, () -> new PerTidpunkt<>(svar, t));
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id)).filter(u -> u.toString().equals(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
