package se.finsam.uppfoljning.registrering;

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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Mottagningar;
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
 * The main write: what a förbund registers for a quarter, and what it has registered, now and as
 * known at any instant.
 *
 * <p>Counts are deltagare i insatser, not unique persons. A corrected value is a new version, never
 * an overwrite (R13). Rules R5, R11, R12, R13, R17 and R18. Source: dossier sections 4, 8 and 9.
 */
@Path("/forbund/{forbund}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Registreringar")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN})
class RegistreringResource {
  private final Registreringar registreringar;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  RegistreringResource(
      Registreringar registreringar, Mottagningar mottagningar, Callers callers, Json json) {
    this.registreringar = registreringar;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
  }

  /**
   * Receives a förbund's registrations for one quarter, all or nothing, and answers with a receipt.
   *
   * @throws ProblemException 404 if the förbund is another's, 422 with every fault of every row
   */
  @POST
  @Path("/registreringar")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "registrera",
      summary = "Registrera ett kvartal",
      description =
          "Receives a förbund's registrations for one quarter, all or nothing, and answers with a receipt. Samma värden igen är ingen ny version; ett ändrat värde är en rättelse. Kan därför alltid sändas om. Begränsning: 1 MB och 2 000 rader. Med provkorning=true sparas inget.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyaRegistreringar.class)))
  @APIResponse(
      responseCode = "200",
      description = "Inget var nytt, eller provkörning",
      content = @Content(schema = @Schema(implementation = Kvittens.class)))
  @APIResponse(
      responseCode = "201",
      description = "Något var nytt",
      content = @Content(schema = @Schema(implementation = Kvittens.class)))
  public Response registrera(
      @PathParam("forbund") String forbund,
      @QueryParam("provkorning") String provkorning,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      byte[] body,
      @Context UriInfo uri) {
    var caller = callers.forbundCaller();
    var nyckel = Idempotens.Nyckel.of(idempotencyKey, caller.subject(), uri, body);
    var read = json.read(body, NyaRegistreringar.class);
    if (provkorning != null && !provkorning.equals("true") && !provkorning.equals("false")) {
      read.faults().unreadable("{provkorning}", "FEL_FORM", "provkorning är true eller false");
    }
    var svar =
        registreringar.taEmot(
            new Registreringar.Begaran(
                forbund,
                read.value(),
                read.faults(),
                caller,
                nyckel,
                "true".equals(provkorning),
                uri.getBaseUriBuilder().path("forbund").path(forbund).build() + "/"));
    var response = Response.status(svar.status()).entity(svar.svar());
    return svar.location() == null
        ? response.build()
        : response.location(URI.create(svar.location())).build();
  }

  /**
   * The registrations that are valid, now or as known at an instant, in the order of quarter and
   * insats.
   */
  @GET
  @Path("/registreringar")
  @Operation(
      operationId = "listaRegistreringar",
      summary = "Gällande registreringar",
      description =
          "The registrations that are valid, now or as known at an instant, in the order of quarter and insats. Filtrera med kvartal och insats.")
  @APIResponse(
      responseCode = "200",
      description = "En sida registreringar",
      content = @Content(schema = @Schema(implementation = RegistreringSvar.Lista.class)))
  public RegistreringSvar.Lista lista(
      @PathParam("forbund") String forbund,
      @QueryParam("kvartal") String kvartal,
      @QueryParam("insats") String insats,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var av = Optional.ofNullable(kvartal).flatMap(Kvartal::of);
    if (kvartal != null && av.isEmpty()) {
      faults.unreadable("{kvartal}", "FEL_FORM", "Kvartal skrivs 2023K4 och är tidigast 2023K1");
    }
    faults.refuse();
    var t = mottagningar.tidpunkt(perTidpunkt);
    var lista = registreringar.gallande(forbund, av, insats, callers.dataCaller(), t, sida);
    return new RegistreringSvar.Lista(
        lista.rader(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal()));
  }

  /** The registration of one insats in one quarter, now or as known at an instant. */
  @GET
  @Path("/registreringar/{kvartal}/{insats}")
  @Operation(
      operationId = "hamtaRegistrering",
      summary = "En registrering",
      description = "The registration of one insats in one quarter, now or as known at an instant.")
  @APIResponse(
      responseCode = "200",
      description = "Registreringen",
      content = @Content(schema = @Schema(implementation = RegistreringSvar.class)))
  public Response hamta(
      @PathParam("forbund") String forbund,
      @PathParam("kvartal") String kvartal,
      @PathParam("insats") String insats,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var rad =
        registreringar
            .gallande(forbund, Optional.of(av), insats, callers.dataCaller(), t, new Sida(1, 0))
            .rader()
            .stream()
            .findFirst()
            .orElseThrow(ProblemException::notFound);
    return Etag.version(rad.nr()).get(headers, () -> new PerTidpunkt<>(rad, t));
  }

  /**
   * The history of one insats in one quarter: every version, who sent it, when, why, and its
   * values.
   */
  @GET
  @Path("/registreringar/{kvartal}/{insats}/versioner")
  @Operation(
      operationId = "listaVersioner",
      summary = "En registrerings historia",
      description =
          "The history of one insats in one quarter: every version, who sent it, when, why, and its values.")
  @APIResponse(
      responseCode = "200",
      description = "Alla versioner, den äldsta först",
      content = @Content(schema = @Schema(implementation = RegistreringSvar.Versioner.class)))
  public RegistreringSvar.Versioner versioner(
      @PathParam("forbund") String forbund,
      @PathParam("kvartal") String kvartal,
      @PathParam("insats") String insats,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context UriInfo uri) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var versioner = registreringar.versioner(forbund, av, insats, callers.dataCaller(), t);
    if (versioner.isEmpty()) {
      throw ProblemException.notFound();
    }
    return new RegistreringSvar.Versioner(
        versioner,
        new Meta(versioner.size(), versioner.size(), 0, t),
        Map.of("self", Lank.get("self", uri.getRequestUri().toString())));
  }

  /** A receipt, exactly as it was answered. */
  @GET
  @Path("/kvittenser/{id}")
  @Operation(
      operationId = "hamtaKvittens",
      summary = "En kvittens",
      description = "A receipt, exactly as it was answered. Ändras aldrig.")
  @APIResponse(
      responseCode = "200",
      description = "Kvittensen",
      content = @Content(schema = @Schema(implementation = Kvittens.class)))
  public Response kvittens(
      @PathParam("forbund") String forbund,
      @PathParam("id") String id,
      @Context HttpHeaders headers) {
    var kvittens =
        uuid(id)
            .flatMap(u -> registreringar.kvittens(forbund, u, callers.dataCaller()))
            .orElseThrow(ProblemException::notFound);
    return new Etag("\"" + id + "\"").get(headers, () -> kvittens);
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id)).filter(u -> u.toString().equals(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
