package se.finsam.uppfoljning.forbund;

import static se.finsam.uppfoljning.security.Roles.FORBUNDSADMINISTRATOR;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSSYSTEM;
import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;
import static se.finsam.uppfoljning.security.Roles.NATIONELLA_RADET;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Json;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Callers;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.PerTidpunkt;
import se.finsam.uppfoljning.sida.Sida;

/**
 * The register of samordningsförbund, now and as it was known at any instant.
 *
 * <p>A förbund sees itself, national roles see all. Only the system owner writes (R8). Another's
 * förbund answers as one that does not exist. Source: dossier sections 4.2 and 9.
 */
@Path("/forbund")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Förbund")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN, NATIONELLA_RADET})
class ForbundResource {
  private final Forbunden forbunden;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  ForbundResource(Forbunden forbunden, Mottagningar mottagningar, Callers callers, Json json) {
    this.forbunden = forbunden;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  @Schema(name = "ForbundLista", description = "Samordningsförbund, en sida i taget")
  record ForbundLista(
      List<ForbundSvar> forbund,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  /** The förbund that the caller may see, in the order of their codes. */
  @GET
  @Operation(
      operationId = "listaForbund",
      summary = "Förbund i registret",
      description =
          "The förbund that the caller may see, in the order of their codes. Så som registret var känt vid perTidpunkt.")
  @APIResponse(
      responseCode = "200",
      description = "En sida förbund",
      content = @Content(schema = @Schema(implementation = ForbundLista.class)))
  public ForbundLista lista(
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    faults.refuse();
    var caller = callers.caller();
    var t = mottagningar.tidpunkt(perTidpunkt);
    long antal = forbunden.antal(caller, t);
    return new ForbundLista(
        forbunden.flera(caller, t, sida),
        new Meta(antal, sida.limit(), sida.offset(), t),
        sida.lankar(uri, antal, t));
  }

  /** One förbund, as it was known at an instant. */
  @GET
  @Path("/{forbund}")
  @Operation(
      operationId = "hamtaForbund",
      summary = "Ett förbund",
      description = "One förbund, as it was known at an instant. ETag används vid ändring.")
  @APIResponse(
      responseCode = "200",
      description = "Förbundet",
      content = @Content(schema = @Schema(implementation = ForbundSvar.class)))
  public Response hamta(
      @PathParam("forbund") String forbund,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var t = mottagningar.tidpunkt(perTidpunkt);
    var svar = forbunden.ett(forbund, callers.caller(), t).orElseThrow(ProblemException::notFound);
    return Etag.version(svar.nr()).get(headers, () -> new PerTidpunkt<>(svar, t));
  }

  /**
   * Adds a förbund to the register, or a new version of it.
   *
   * @throws ProblemException 412 or 428 on the precondition, 422 with every broken rule
   */
  @PUT
  @Path("/{forbund}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(FORSAKRINGSKASSAN)
  @Operation(
      operationId = "sattForbund",
      summary = "Lägg till eller ändra ett förbund",
      description =
          "Adds a förbund to the register, or a new version of it. Sammanslagning: giltigTill och efterfoljare. Ändring kräver If-Match.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyttForbund.class)))
  @APIResponse(
      responseCode = "200",
      description = "Ändrat, eller redan så",
      content = @Content(schema = @Schema(implementation = ForbundSvar.class)))
  @APIResponse(
      responseCode = "201",
      description = "Tillagt",
      content = @Content(schema = @Schema(implementation = ForbundSvar.class)))
  public Response satt(
      @PathParam("forbund") String forbund,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var read = json.read(body, NyttForbund.class);
    var caller = callers.caller();
    var skrivet =
        forbunden.satt(
            forbund, read.value(), read.faults(), caller, etag -> etag.allowPut(headers));
    var svar = forbunden.ett(forbund, caller, skrivet.mottagen()).orElseThrow();
    return skrivet.svar(uri, svar, Etag.version(svar.nr()));
  }
}
