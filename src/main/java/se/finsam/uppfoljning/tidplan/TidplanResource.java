package se.finsam.uppfoljning.tidplan;

import static se.finsam.uppfoljning.security.Roles.DELTAGARANSVARIG;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSADMINISTRATOR;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSSYSTEM;
import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;
import static se.finsam.uppfoljning.security.Roles.NATIONELLA_RADET;

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
 * When each quarter is due, late and locked, now and as it was known at any instant (R16).
 *
 * <p>Three Swedish days, each inclusive. A quarter for which the system owner has set nothing has
 * the defaults: due and late after the 15th of the month after it, locked seven years after its
 * year. The plan is the same for every förbund; a reopening is not told here. Source: dossier
 * section 8.
 */
@Path("/tidplaner")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tidplan")
@RolesAllowed({
  FORBUNDSSYSTEM,
  FORBUNDSADMINISTRATOR,
  DELTAGARANSVARIG,
  FORSAKRINGSKASSAN,
  NATIONELLA_RADET
})
class TidplanResource {
  private final Tidplaner tidplaner;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  TidplanResource(Tidplaner tidplaner, Mottagningar mottagningar, Callers callers, Json json) {
    this.tidplaner = tidplaner;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  /**
   * The time plans of a year's four quarters, or of every quarter that has begun; the newest first.
   */
  @GET
  @Operation(
      operationId = "listaTidplaner",
      summary = "Kvartalens tidplaner",
      description =
          "The time plans of a year's four quarters, or of every quarter that has begun; the newest first. Utan ar: från 2023K1 till det kvartal som pågår vid perTidpunkt.")
  @APIResponse(
      responseCode = "200",
      description = "En sida tidplaner",
      content = @Content(schema = @Schema(implementation = TidplanSvar.Lista.class)))
  public TidplanSvar.Lista lista(
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
    var lista = tidplaner.flera(av, t, sida);
    return new TidplanSvar.Lista(
        lista.tidplaner(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
  }

  /** The time plan of one quarter, and where the quarter stood, as known at an instant. */
  @GET
  @Path("/{kvartal}")
  @Operation(
      operationId = "hamtaTidplan",
      summary = "Ett kvartals tidplan",
      description =
          "The time plan of one quarter, and where the quarter stood, as known at an instant. Finns för alla kvartal; standard är true där systemägaren inget har satt.")
  @APIResponse(
      responseCode = "200",
      description = "Tidplanen",
      content = @Content(schema = @Schema(implementation = TidplanSvar.class)))
  public Response hamta(
      @PathParam("kvartal") String kvartal,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var svar = tidplaner.en(av, t);
    return svar.etag().get(headers, () -> new PerTidpunkt<>(svar, t));
  }

  /**
   * Sets the time plan of a quarter.
   *
   * @throws ProblemException 404 if it is no quarter, 412 or 428 on the precondition, 422 with
   *     every broken rule
   */
  @PUT
  @Path("/{kvartal}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(FORSAKRINGSKASSAN)
  @Operation(
      operationId = "sattTidplan",
      summary = "Sätt ett kvartals tidplan",
      description =
          "Sets the time plan of a quarter. Dagarna är svenska och gäller till och med; utan senEfter är det sent efter forfaller, utan lases låses kvartalet som standard. Den första gången krävs inget If-Match, sedan krävs det.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyTidplan.class)))
  @APIResponse(
      responseCode = "200",
      description = "Ändrad, eller redan så",
      content = @Content(schema = @Schema(implementation = TidplanSvar.class)))
  @APIResponse(
      responseCode = "201",
      description = "Satt för första gången",
      content = @Content(schema = @Schema(implementation = TidplanSvar.class)))
  public Response satt(
      @PathParam("kvartal") String kvartal,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var read = json.read(body, NyTidplan.class);
    var skrivet =
        tidplaner.satt(
            av,
            read.value(),
            read.faults(),
            callers.ownerCaller(),
            forr -> precondition(forr, headers).allowPut(headers));
    var svar = tidplaner.en(av, skrivet.mottagen());
    return skrivet.svar(uri, svar, svar.etag());
  }

  /** The defaults can be read, and yet the first plan is the first: If-Match may be sent. */
  private static Etag precondition(TidplanSvar forr, HttpHeaders headers) {
    return forr.standard() && headers.getHeaderString(HttpHeaders.IF_MATCH) == null
        ? Etag.MISSING
        : forr.etag();
  }

  /** Every plan that has been set for a quarter: who, when, and the days. */
  @GET
  @Path("/{kvartal}/versioner")
  @Operation(
      operationId = "listaTidplanVersioner",
      summary = "En tidplans historia",
      description =
          "Every plan that has been set for a quarter: who, when, and the days. Tom där standard alltid har gällt.")
  @APIResponse(
      responseCode = "200",
      description = "Alla versioner, den äldsta först",
      content = @Content(schema = @Schema(implementation = TidplanSvar.Versioner.class)))
  public TidplanSvar.Versioner versioner(
      @PathParam("kvartal") String kvartal,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context UriInfo uri) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var versioner = tidplaner.versioner(av, t);
    return new TidplanSvar.Versioner(versioner, Meta.hela(versioner.size(), t), Lank.self(uri));
  }
}
