package se.finsam.uppfoljning.kodlista;

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
import java.util.LinkedHashMap;
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
 * The code lists that requests and answers use, with official labels where there are any.
 *
 * <p>Målgrupper are kept by the system owner and versioned: every read of them takes {@code
 * perTidpunkt}. A målgrupp in use is ended with {@code giltigTill}, never deleted. Source: dossier
 * section 5.
 */
@Path("/kodlistor")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Kodlistor")
@RolesAllowed({
  FORBUNDSSYSTEM,
  FORBUNDSADMINISTRATOR,
  DELTAGARANSVARIG,
  FORSAKRINGSKASSAN,
  NATIONELLA_RADET
})
class KodlistaResource {
  private final Kodlistor kodlistor;
  private final Malgrupper malgrupper;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  KodlistaResource(
      Kodlistor kodlistor,
      Malgrupper malgrupper,
      Mottagningar mottagningar,
      Callers callers,
      Json json) {
    this.kodlistor = kodlistor;
    this.malgrupper = malgrupper;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  /** The names of the code lists, each with a link. */
  @GET
  @Operation(
      operationId = "listaKodlistor",
      summary = "Kodlistornas namn",
      description = "The names of the code lists, each with a link. Namnen på alla kodlistor.")
  @APIResponse(
      responseCode = "200",
      description = "Kodlistornas namn",
      content =
          @Content(
              schema =
                  @Schema(
                      type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)))
  public Response lista(
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var namn = kodlistor.namn();
    return sida(
        "kodlistor",
        namn.stream()
            .map(
                n ->
                    Map.of(
                        "lista",
                        n,
                        "_links",
                        Map.of(
                            "self",
                            Lank.get(
                                "self", uri.getAbsolutePathBuilder().path(n).build().toString()))))
            .toList(),
        null,
        limit,
        offset,
        uri);
  }

  /**
   * One code list: codes with labels, and for målgrupper whether they are prioritised and when they
   * are valid.
   */
  @GET
  @Path("/{lista}")
  @Operation(
      operationId = "hamtaKodlista",
      summary = "En kodlista",
      description =
          "One code list: codes with labels, and for målgrupper whether they are prioritised and when they are valid. Målgrupper kan läsas så som de var kända vid perTidpunkt; de fasta listorna är alltid desamma.")
  @APIResponse(
      responseCode = "200",
      description = "Koderna, under listans eget namn",
      content =
          @Content(
              schema =
                  @Schema(
                      type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)))
  public Response hamta(
      @PathParam("lista") String lista,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var t = mottagningar.tidpunkt(perTidpunkt);
    var koder = lista.equals(Kodlistor.MALGRUPPER) ? malgrupper.alla(t) : kodlistor.lista(lista);
    if (koder == null) {
      throw ProblemException.notFound();
    }
    return sida(camelCase(lista), koder, t, limit, offset, uri);
  }

  private static Response sida(
      String namn, List<?> alla, java.time.Instant t, String limit, String offset, UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    faults.refuse();
    var svar = new LinkedHashMap<String, Object>();
    svar.put(namn, alla.stream().skip(sida.offset()).limit(sida.limit()).toList());
    svar.put("_meta", new Meta(alla.size(), sida.limit(), sida.offset(), t));
    svar.put(
        "_links", t == null ? sida.lankar(uri, alla.size()) : sida.lankar(uri, alla.size(), t));
    return Response.ok(svar).build();
  }

  /** preciserade-inriktningar in the path is preciseradeInriktningar in the answer. */
  private static String camelCase(String lista) {
    int hyphen = lista.indexOf('-');
    return hyphen < 0
        ? lista
        : lista.substring(0, hyphen)
            + Character.toUpperCase(lista.charAt(hyphen + 1))
            + lista.substring(hyphen + 2);
  }

  /** One målgrupp, as it was known at an instant. */
  @GET
  @Path("/malgrupper/{kod}")
  @Operation(
      operationId = "hamtaMalgrupp",
      summary = "En målgrupp",
      description = "One målgrupp, as it was known at an instant. ETag används vid ändring.")
  @APIResponse(
      responseCode = "200",
      description = "Målgruppen",
      content = @Content(schema = @Schema(implementation = MalgruppSvar.class)))
  public Response hamtaMalgrupp(
      @PathParam("kod") String kod,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var t = mottagningar.tidpunkt(perTidpunkt);
    var malgrupp = malgrupper.en(kod, t).orElseThrow(ProblemException::notFound);
    return Etag.version(malgrupp.nr()).get(headers, () -> new PerTidpunkt<>(malgrupp, t));
  }

  /**
   * Adds a målgrupp, or a new version of one.
   *
   * @throws ProblemException 412 or 428 on the precondition, 422 with every broken rule
   */
  @PUT
  @Path("/malgrupper/{kod}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(FORSAKRINGSKASSAN)
  @Operation(
      operationId = "sattMalgrupp",
      summary = "Lägg till eller ändra en målgrupp",
      description =
          "Adds a målgrupp, or a new version of one. En målgrupp som används avslutas med giltigTill; den tas aldrig bort. Ändring kräver If-Match.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyMalgrupp.class)))
  @APIResponse(
      responseCode = "200",
      description = "Ändrad, eller redan så",
      content = @Content(schema = @Schema(implementation = MalgruppSvar.class)))
  @APIResponse(
      responseCode = "201",
      description = "Tillagd",
      content = @Content(schema = @Schema(implementation = MalgruppSvar.class)))
  public Response satt(
      @PathParam("kod") String kod,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var read = json.read(body, NyMalgrupp.class);
    var ny = read.value();
    if (!kod.matches("[A-Z0-9]+(_[A-Z0-9]+)*") || kod.length() > 64) {
      read.faults()
          .rule("{kod}", "FEL_FORM", "Koden skrivs med A-Z, 0-9 och understreck, högst 64 tecken");
    }
    if (ny.giltigFran() != null
        && ny.giltigTill() != null
        && ny.giltigTill().isBefore(ny.giltigFran())) {
      read.faults().rule("/giltigTill", "FORE_START", "giltigTill ligger före giltigFran");
    }
    read.faults().refuse();
    var skrivet = malgrupper.satt(kod, ny, callers.caller(), etag -> etag.allowPut(headers));
    var malgrupp = malgrupper.en(kod, skrivet.mottagen()).orElseThrow();
    return skrivet.svar(uri, malgrupp, Etag.version(malgrupp.nr()));
  }
}
