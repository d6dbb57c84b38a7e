package se.finsam.uppfoljning.attest;

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
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Json;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Callers;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.PerTidpunkt;
import se.finsam.uppfoljning.sida.Sida;

/**
 * A förbund's word that a quarter is complete, now and as it was known at any instant.
 *
 * <p>A nil report is an attest, not silence (R17). Whatever is registered, corrected or withdrawn
 * afterwards breaks the attest visibly, until the förbund attests again. A locked quarter cannot be
 * attested (R16).
 */
@Path("/forbund/{forbund}/attester")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attester")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN})
class AttestResource {
  private final Attester attester;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  AttestResource(Attester attester, Mottagningar mottagningar, Callers callers, Json json) {
    this.attester = attester;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  /** The förbund's attests, in the order of the quarters. */
  @GET
  @Operation(
      operationId = "listaAttester",
      summary = "Förbundets attester",
      description =
          "The förbund's attests, in the order of the quarters. Den senaste för varje attesterat kvartal; filtrera med ar.")
  @APIResponse(
      responseCode = "200",
      description = "En sida attester",
      content = @Content(schema = @Schema(implementation = AttestSvar.Lista.class)))
  public AttestSvar.Lista lista(
      @PathParam("forbund") String forbund,
      @QueryParam("ar") String ar,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var av = Ar.parameter(ar, faults);
    faults.refuse();
    var t = mottagningar.tidpunkt(perTidpunkt);
    var lista = attester.flera(forbund, av, callers.dataCaller(), t, sida);
    return new AttestSvar.Lista(
        lista.attester(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
  }

  /** The attest of one quarter, and whether it still held, as known at an instant. */
  @GET
  @Path("/{kvartal}")
  @Operation(
      operationId = "hamtaAttest",
      summary = "Ett kvartals attest",
      description =
          "The attest of one quarter, and whether it still held, as known at an instant. ETag ändras när något registreras efter attesten.")
  @APIResponse(
      responseCode = "200",
      description = "Attesten",
      content = @Content(schema = @Schema(implementation = AttestSvar.class)))
  public Response hamta(
      @PathParam("forbund") String forbund,
      @PathParam("kvartal") String kvartal,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var svar =
        attester.en(forbund, av, callers.dataCaller(), t).orElseThrow(ProblemException::notFound);
    return svar.etag().get(headers, () -> new PerTidpunkt<>(svar, t));
  }

  /**
   * Attests that a quarter is complete, or that there is nothing to report.
   *
   * @throws ProblemException 404 if the förbund is another's, 409 if the quarter is locked, 412 or
   *     428 on the precondition, 422 with every broken rule
   */
  @PUT
  @Path("/{kvartal}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "sattAttest",
      summary = "Attestera ett kvartal",
      description =
          "Attests that a quarter is complete, or that there is nothing to report. Kvartalet ska vara slut. En ändring efteråt bryter attesten synligt; attestera då igen med If-Match. Samma attest igen medan den gäller är ingen ny version.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyAttest.class)))
  @APIResponse(
      responseCode = "200",
      description = "Attesterat på nytt, eller redan så",
      content = @Content(schema = @Schema(implementation = AttestSvar.class)))
  @APIResponse(
      responseCode = "201",
      description = "Attesterat för första gången",
      content = @Content(schema = @Schema(implementation = AttestSvar.class)))
  @APIResponse(responseCode = "409", description = "Kvartalet är låst")
  public Response satt(
      @PathParam("forbund") String forbund,
      @PathParam("kvartal") String kvartal,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var read = json.read(body, NyAttest.class);
    var caller = callers.forbundCaller();
    var skrivet =
        attester.satt(
            forbund, av, read.value(), read.faults(), caller, etag -> etag.allowPut(headers));
    var svar = attester.en(forbund, av, caller, skrivet.mottagen()).orElseThrow();
    return skrivet.svar(uri, svar, svar.etag());
  }

  /** Every time that a quarter was attested: who, when, and whether it was broken afterwards. */
  @GET
  @Path("/{kvartal}/versioner")
  @Operation(
      operationId = "listaAttestVersioner",
      summary = "En attests historia",
      description =
          "Every time that a quarter was attested: who, when, and whether it was broken afterwards.")
  @APIResponse(
      responseCode = "200",
      description = "Alla versioner, den äldsta först",
      content = @Content(schema = @Schema(implementation = AttestSvar.Versioner.class)))
  public AttestSvar.Versioner versioner(
      @PathParam("forbund") String forbund,
      @PathParam("kvartal") String kvartal,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context UriInfo uri) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var versioner = attester.versioner(forbund, av, callers.dataCaller(), t);
    if (versioner.isEmpty()) {
      throw ProblemException.notFound();
    }
    return new AttestSvar.Versioner(versioner, Meta.hela(versioner.size(), t), Lank.self(uri));
  }
}
