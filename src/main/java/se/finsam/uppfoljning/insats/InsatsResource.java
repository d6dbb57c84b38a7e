package se.finsam.uppfoljning.insats;

import static se.finsam.uppfoljning.security.Roles.DELTAGARANSVARIG;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSADMINISTRATOR;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSSYSTEM;
import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
 * A förbund's insatser, now and as they were known at any instant.
 *
 * <p>The förbund gives each its own id. Inriktning, uppföljningsmetod and ESF-finansiering are
 * chosen once (R1); the rest may change, and every version is kept. Rules R1-R5, R7, R10, R11 and
 * R14. A deltagaransvarig sees those that her subject is coupled to. Source: dossier sections 4, 5,
 * 6 and 9.
 */
@Path("/forbund/{forbund}/insatser")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Insatser")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, DELTAGARANSVARIG, FORSAKRINGSKASSAN})
class InsatsResource {
  private final Insatser insatser;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  InsatsResource(Insatser insatser, Mottagningar mottagningar, Callers callers, Json json) {
    this.insatser = insatser;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  @Schema(name = "InsatsLista", description = "Insatser, en sida i taget")
  record InsatsLista(
      List<InsatsSvar> insatser,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  /** The förbund's insatser, in the order of their ids. */
  @GET
  @Operation(
      operationId = "listaInsatser",
      summary = "Förbundets insatser",
      description =
          "The förbund's insatser, in the order of their ids. Så som de var kända vid perTidpunkt. En deltagaransvarig ser de insatser som hen är kopplad till nu.")
  @APIResponse(
      responseCode = "200",
      description = "En sida insatser",
      content = @Content(schema = @Schema(implementation = InsatsLista.class)))
  public InsatsLista lista(
      @PathParam("forbund") String forbund,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    faults.refuse();
    var t = mottagningar.tidpunkt(perTidpunkt);
    var lista = insatser.flera(forbund, callers.insatsCaller(), t, sida);
    return new InsatsLista(
        lista.insatser(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
  }

  /** One insats, as it was known at an instant. */
  @GET
  @Path("/{insats}")
  @Operation(
      operationId = "hamtaInsats",
      summary = "En insats",
      description = "One insats, as it was known at an instant. ETag används vid ändring.")
  @APIResponse(
      responseCode = "200",
      description = "Insatsen",
      content = @Content(schema = @Schema(implementation = InsatsSvar.class)))
  public Response hamta(
      @PathParam("forbund") String forbund,
      @PathParam("insats") String insats,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var t = mottagningar.tidpunkt(perTidpunkt);
    var svar =
        insatser
            .en(forbund, insats, callers.insatsCaller(), t)
            .orElseThrow(ProblemException::notFound);
    return Etag.version(svar.nr()).get(headers, () -> new PerTidpunkt<>(svar, t));
  }

  /**
   * Adds an insats, or a new version of it.
   *
   * @throws ProblemException 404 if the förbund is another's, 412 or 428 on the precondition, 422
   *     with every broken rule
   */
  @PUT
  @Path("/{insats}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "sattInsats",
      summary = "Lägg till eller ändra en insats",
      description =
          "Adds an insats, or a new version of it. Inriktning, uppföljningsmetod och ESF-finansiering kan inte ändras (R1). Ändring kräver If-Match; If-None-Match: * skapar bara.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyInsats.class)))
  @APIResponse(
      responseCode = "200",
      description = "Ändrad, eller redan så",
      content = @Content(schema = @Schema(implementation = InsatsSvar.class)))
  @APIResponse(
      responseCode = "201",
      description = "Tillagd",
      content = @Content(schema = @Schema(implementation = InsatsSvar.class)))
  public Response satt(
      @PathParam("forbund") String forbund,
      @PathParam("insats") String insats,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var read = json.read(body, NyInsats.class);
    var caller = callers.forbundCaller();
    var skrivet =
        insatser.satt(
            forbund, insats, read.value(), read.faults(), caller, etag -> etag.allowPut(headers));
    var svar = insatser.en(forbund, insats, caller, skrivet.mottagen()).orElseThrow();
    return skrivet.svar(uri, svar, Etag.version(svar.nr()));
  }

  /**
   * Removes an insats on which nothing has ever been registered, nor any money told.
   *
   * @throws ProblemException 404 if there is none, 409 if something has been registered or told,
   *     412 on the precondition
   */
  @DELETE
  @Path("/{insats}")
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "taBortInsats",
      summary = "Ta bort en insats",
      description =
          "Removes an insats on which nothing has ever been registered, nor any money told. Den finns kvar i historiken, per tidpunkter före borttagandet.")
  @APIResponse(responseCode = "204", description = "Borttagen")
  @APIResponse(responseCode = "409", description = "Insatsen har registreringar eller ekonomi")
  public Response taBort(
      @PathParam("forbund") String forbund,
      @PathParam("insats") String insats,
      @Context HttpHeaders headers) {
    insatser.taBort(forbund, insats, callers.forbundCaller(), etag -> etag.allowDelete(headers));
    return Response.noContent().build();
  }
}
