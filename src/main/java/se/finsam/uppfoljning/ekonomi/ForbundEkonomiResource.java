package se.finsam.uppfoljning.ekonomi;

import static se.finsam.uppfoljning.security.Roles.FORBUNDSADMINISTRATOR;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSSYSTEM;
import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Json;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Callers;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.PerTidpunkt;
import se.finsam.uppfoljning.sida.Sida;

/**
 * A förbund's money, year by year, now and as it was known at any instant: tilldelade medel by
 * financier, eget kapital, administrative costs.
 *
 * <p>Whole kronor. Unknown is null, never 0 (R17); a corrected value is a new version (R13).
 * Source: dossier sections 4, 5.4 and 8.
 */
@Path("/forbund/{forbund}/ekonomi")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ekonomi")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN})
class ForbundEkonomiResource {
  private final Forbundsekonomier ekonomier;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  ForbundEkonomiResource(
      Forbundsekonomier ekonomier, Mottagningar mottagningar, Callers callers, Json json) {
    this.ekonomier = ekonomier;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  /** The years of which the förbund has told its money, the earliest first. */
  @GET
  @Operation(
      operationId = "listaForbundEkonomi",
      summary = "Förbundets ekonomi år för år",
      description =
          "The years of which the förbund has told its money, the earliest first. Så som de var kända vid perTidpunkt.")
  @APIResponse(
      responseCode = "200",
      description = "En sida år",
      content = @Content(schema = @Schema(implementation = ForbundEkonomiSvar.Lista.class)))
  public ForbundEkonomiSvar.Lista lista(
      @PathParam("forbund") String forbund,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    faults.refuse();
    var t = mottagningar.tidpunkt(perTidpunkt);
    var lista = ekonomier.flera(forbund, callers.dataCaller(), t, sida);
    return new ForbundEkonomiSvar.Lista(
        lista.ekonomi(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
  }

  /** A förbund's money of a year, now or as known at an instant. */
  @GET
  @Path("/{ar}")
  @Operation(
      operationId = "hamtaForbundEkonomi",
      summary = "Förbundets ekonomi ett år",
      description =
          "A förbund's money of a year, now or as known at an instant. Hela kronor; null är okänt, aldrig 0. ETag används vid ändring.")
  @APIResponse(
      responseCode = "200",
      description = "Årets ekonomi",
      content = @Content(schema = @Schema(implementation = ForbundEkonomiSvar.class)))
  public Response hamta(
      @PathParam("forbund") String forbund,
      @PathParam("ar") String ar,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var year = Ar.of(ar).orElseThrow(ProblemException::notFound);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var svar =
        ekonomier
            .ett(forbund, year, callers.dataCaller(), t)
            .orElseThrow(ProblemException::notFound);
    return Etag.version(svar.nr()).get(headers, () -> new PerTidpunkt<>(svar, t));
  }

  /**
   * The history of a förbund's money of a year: every version, who sent it, when, and its values.
   */
  @GET
  @Path("/{ar}/versioner")
  @Operation(
      operationId = "listaForbundEkonomiVersioner",
      summary = "Historiken för förbundets ekonomi ett år",
      description =
          "The history of a förbund's money of a year: every version, who sent it, when, and its values.")
  @APIResponse(
      responseCode = "200",
      description = "Alla versioner, den äldsta först",
      content = @Content(schema = @Schema(implementation = ForbundEkonomiSvar.Versioner.class)))
  public ForbundEkonomiSvar.Versioner versioner(
      @PathParam("forbund") String forbund,
      @PathParam("ar") String ar,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context UriInfo uri) {
    var year = Ar.of(ar).orElseThrow(ProblemException::notFound);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var versioner = ekonomier.versioner(forbund, year, callers.dataCaller(), t);
    if (versioner.isEmpty()) {
      throw ProblemException.notFound();
    }
    return new ForbundEkonomiSvar.Versioner(
        versioner, Meta.hela(versioner.size(), t), Lank.self(uri));
  }

  /**
   * Tells a förbund's money of a year, or tells it otherwise.
   *
   * @throws ProblemException 404 if the förbund is another's, 412 or 428 on the precondition, 422
   *     with every broken rule
   */
  @PUT
  @Path("/{ar}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "sattForbundEkonomi",
      summary = "Lämna eller ändra förbundets ekonomi ett år",
      description =
          "Tells a förbund's money of a year, or tells it otherwise. Från 2023 till och med nästa år; varje finansiär högst en gång. Hela kronor; det som inte nämns eller är null är okänt, aldrig 0. Ändring kräver If-Match; If-None-Match: * skapar bara.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyForbundEkonomi.class)))
  @APIResponse(
      responseCode = "200",
      description = "Ändrad, eller redan så",
      content = @Content(schema = @Schema(implementation = ForbundEkonomiSvar.class)))
  @APIResponse(
      responseCode = "201",
      description = "Tillagd",
      content = @Content(schema = @Schema(implementation = ForbundEkonomiSvar.class)))
  public Response satt(
      @PathParam("forbund") String forbund,
      @PathParam("ar") String ar,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var year = Ar.of(ar).orElseThrow(ProblemException::notFound);
    var read = json.read(body, NyForbundEkonomi.class);
    var caller = callers.forbundCaller();
    var skrivet =
        ekonomier.satt(
            forbund, year, read.value(), read.faults(), caller, etag -> etag.allowPut(headers));
    var svar = ekonomier.ett(forbund, year, caller, skrivet.mottagen()).orElseThrow();
    return skrivet.svar(uri, svar, Etag.version(svar.nr()));
  }
}
