package se.finsam.uppfoljning.deltagaransvarig;

import static se.finsam.uppfoljning.security.Roles.FORBUNDSADMINISTRATOR;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSSYSTEM;
import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;

import jakarta.annotation.security.RolesAllowed;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
 * Who may send the counts of an insats: coupled in one call, uncoupled in one, and every coupling
 * kept.
 *
 * <p>The person is known by the subject of the token alone, a pseudonym. Only individinriktade
 * insatser have deltagaransvariga, and never the förbund's own. Source: dossier section 6.
 */
@Path("/forbund/{forbund}/insatser/{insats}/deltagaransvariga")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deltagaransvariga")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN})
class DeltagaransvarigResource {
  private final Deltagaransvariga deltagaransvariga;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  DeltagaransvarigResource(
      Deltagaransvariga deltagaransvariga, Mottagningar mottagningar, Callers callers, Json json) {
    this.deltagaransvariga = deltagaransvariga;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  /** The persons coupled to an insats, in the order of their subjects. */
  @GET
  @Operation(
      operationId = "listaInsatsensDeltagaransvariga",
      summary = "Insatsens deltagaransvariga",
      description =
          "The persons coupled to an insats, in the order of their subjects. Så som de var kända vid perTidpunkt.")
  @APIResponse(
      responseCode = "200",
      description = "En sida deltagaransvariga",
      content = @Content(schema = @Schema(implementation = DeltagaransvarigSvar.Lista.class)))
  public DeltagaransvarigSvar.Lista lista(
      @PathParam("forbund") String forbund,
      @PathParam("insats") String insats,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    faults.refuse();
    var t = mottagningar.tidpunkt(perTidpunkt);
    var lista = deltagaransvariga.iInsats(forbund, insats, callers.dataCaller(), t, sida);
    return new DeltagaransvarigSvar.Lista(
        lista.deltagaransvariga(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
  }

  /** One coupling, as it was known at an instant. */
  @GET
  @Path("/{sub}")
  @Operation(
      operationId = "hamtaDeltagaransvarig",
      summary = "En deltagaransvarig i en insats",
      description =
          "One coupling, as it was known at an instant. 404 om personen inte var kopplad till insatsen då.")
  @APIResponse(
      responseCode = "200",
      description = "Kopplingen",
      content = @Content(schema = @Schema(implementation = DeltagaransvarigSvar.class)))
  public Response hamta(
      @PathParam("forbund") String forbund,
      @PathParam("insats") String insats,
      @PathParam("sub") String sub,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var t = mottagningar.tidpunkt(perTidpunkt);
    var svar =
        deltagaransvariga
            .en(forbund, insats, sub, callers.dataCaller(), t)
            .orElseThrow(ProblemException::notFound);
    return Etag.version(svar.nr()).get(headers, () -> new PerTidpunkt<>(svar, t));
  }

  /** What may be sent where nothing need be. */
  record Tomt() {}

  /**
   * Couples a person to an insats; no body is needed.
   *
   * @throws ProblemException 404 if the förbund is another's or the insats is not there, 412 on the
   *     precondition, 422 with every broken rule
   */
  @PUT
  @Path("/{sub}")
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "sattDeltagaransvarig",
      summary = "Koppla en deltagaransvarig till en insats",
      description =
          "Couples a person to an insats; no body is needed. sub är den som personens token har, aldrig din egen. Samma anrop igen ändrar inget, och därför krävs inte If-Match; förhandsvillkor som sänds gäller. Bara individinriktade insatser.")
  @APIResponse(
      responseCode = "200",
      description = "Redan kopplad",
      content = @Content(schema = @Schema(implementation = DeltagaransvarigSvar.class)))
  @APIResponse(
      responseCode = "201",
      description = "Kopplad",
      content = @Content(schema = @Schema(implementation = DeltagaransvarigSvar.class)))
  public Response satt(
      @PathParam("forbund") String forbund,
      @PathParam("insats") String insats,
      @PathParam("sub") String sub,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    if (body != null && body.length > 0) {
      json.read(body, Tomt.class).faults().refuse();
    }
    var caller = callers.forbundCaller();
    var skrivet =
        deltagaransvariga.koppla(
            forbund, insats, sub, caller, etag -> etag.allowRepeatedPut(headers));
    var svar = deltagaransvariga.en(forbund, insats, sub, caller, skrivet.mottagen()).orElseThrow();
    return skrivet.svar(uri, svar, Etag.version(svar.nr()));
  }

  /**
   * Uncouples a person from an insats.
   *
   * @throws ProblemException 404 if the person is not coupled to it, 412 on the precondition
   */
  @DELETE
  @Path("/{sub}")
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "taBortDeltagaransvarig",
      summary = "Koppla loss en deltagaransvarig från en insats",
      description =
          "Uncouples a person from an insats. Det gäller genast; vad personen har registrerat finns kvar.")
  @APIResponse(responseCode = "204", description = "Inte längre kopplad")
  public Response taBort(
      @PathParam("forbund") String forbund,
      @PathParam("insats") String insats,
      @PathParam("sub") String sub,
      @Context HttpHeaders headers) {
    deltagaransvariga.kopplaLoss(
        forbund, insats, sub, callers.forbundCaller(), etag -> etag.allowDelete(headers));
    return Response.noContent().build();
  }

  /** The history of a person in an insats: every coupling and uncoupling, who made it and when. */
  @GET
  @Path("/{sub}/versioner")
  @Operation(
      operationId = "listaDeltagaransvarigVersioner",
      summary = "En kopplings historia",
      description =
          "The history of a person in an insats: every coupling and uncoupling, who made it and when.")
  @APIResponse(
      responseCode = "200",
      description = "Alla versioner, den äldsta först",
      content = @Content(schema = @Schema(implementation = DeltagaransvarigSvar.Versioner.class)))
  public DeltagaransvarigSvar.Versioner versioner(
      @PathParam("forbund") String forbund,
      @PathParam("insats") String insats,
      @PathParam("sub") String sub,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context UriInfo uri) {
    var t = mottagningar.tidpunkt(perTidpunkt);
    var versioner = deltagaransvariga.versioner(forbund, insats, sub, callers.dataCaller(), t);
    if (versioner.isEmpty()) {
      throw ProblemException.notFound();
    }
    return new DeltagaransvarigSvar.Versioner(
        versioner, Meta.hela(versioner.size(), t), Lank.self(uri));
  }
}
