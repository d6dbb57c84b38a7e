package se.finsam.uppfoljning.deltagaransvarig;

import static se.finsam.uppfoljning.security.Roles.FORBUNDSADMINISTRATOR;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSSYSTEM;
import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.security.Callers;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.Sida;

/**
 * All couplings of a förbund: who has which insatser, now and as known at any instant. Source:
 * dossier section 6.
 */
@Path("/forbund/{forbund}/deltagaransvariga")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deltagaransvariga")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN})
class DeltagaransvarigListaResource {
  private final Deltagaransvariga deltagaransvariga;
  private final Mottagningar mottagningar;
  private final Callers callers;

  DeltagaransvarigListaResource(
      Deltagaransvariga deltagaransvariga, Mottagningar mottagningar, Callers callers) {
    this.deltagaransvariga = deltagaransvariga;
    this.mottagningar = mottagningar;
    this.callers = callers;
  }

  /** The persons coupled to the förbund's insatser, in the order of insats and subject. */
  @GET
  @Operation(
      operationId = "listaDeltagaransvariga",
      summary = "Förbundets deltagaransvariga",
      description =
          "The persons coupled to the förbund's insatser, in the order of insats and subject. Filtrera med insats och sub; så som de var kända vid perTidpunkt.")
  @APIResponse(
      responseCode = "200",
      description = "En sida deltagaransvariga",
      content = @Content(schema = @Schema(implementation = DeltagaransvarigSvar.Lista.class)))
  public DeltagaransvarigSvar.Lista lista(
      @PathParam("forbund") String forbund,
      @QueryParam("insats") String insats,
      @QueryParam("sub") String sub,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    faults.refuse();
    var t = mottagningar.tidpunkt(perTidpunkt);
    var lista = deltagaransvariga.iForbund(forbund, insats, sub, callers.dataCaller(), t, sida);
    return new DeltagaransvarigSvar.Lista(
        lista.deltagaransvariga(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
  }
}
