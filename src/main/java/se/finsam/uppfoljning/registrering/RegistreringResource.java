package se.finsam.uppfoljning.registrering;

import static se.finsam.uppfoljning.security.Roles.DELTAGARANSVARIG;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSADMINISTRATOR;
import static se.finsam.uppfoljning.security.Roles.FORBUNDSSYSTEM;
import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.format.Filer;
import se.finsam.uppfoljning.format.Format;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Json;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
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
  private static final String CSV = "text/csv";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final Set<Format> MALLFORMAT =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(List.of(Format.CSV, Format.CSV_EXCEL, Format.XLSX)));

  private final Registreringar registreringar;
  private final Historik historik;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;

  RegistreringResource(
      Registreringar registreringar,
      Historik historik,
      Mottagningar mottagningar,
      Callers callers,
      Json json) {
    this.registreringar = registreringar;
    this.historik = historik;
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
  @Consumes({MediaType.APPLICATION_JSON, CSV, XLSX})
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "registrera",
      summary = "Registrera ett kvartal",
      description =
          "Receives a förbund's registrations for one quarter, all or nothing, and answers with a receipt. Samma värden igen är ingen ny version; ett ändrat värde är en rättelse, som kräver rattelseorsak när kvartalet har förfallit. Kan därför alltid sändas om. Varningar hindrar inget. Begränsning: 1 MB och 2 000 rader. Med provkorning=true sparas inget. Samma sak som CSV (komma eller semikolon) eller XLSX: mallens kolumner, omfattning i frågan, fel med rad och kolumn.")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = NyaRegistreringar.class)),
        @Content(mediaType = CSV, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = XLSX,
            schema = @Schema(implementation = String.class, format = "binary"))
      })
  @APIResponse(
      responseCode = "200",
      description = "Inget var nytt, eller provkörning",
      content = @Content(schema = @Schema(implementation = Kvittens.class)))
  @APIResponse(
      responseCode = "201",
      description = "Något var nytt",
      content = @Content(schema = @Schema(implementation = Kvittens.class)))
  @APIResponse(responseCode = "409", description = "Kvartalet är låst")
  public Response registrera(
      @PathParam("forbund") String forbund,
      @QueryParam("provkorning") String provkorning,
      @QueryParam("omfattning") String omfattning,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var caller = callers.forbundCaller();
    var nyckel = Idempotens.Nyckel.of(idempotencyKey, caller.subject(), uri, body);
    var tabell = !headers.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE);
    var read = tabell ? null : json.read(body, NyaRegistreringar.class);
    var faults = tabell ? new Faults() : read.faults();
    UnaryOperator<Varning> told = UnaryOperator.identity();
    NyaRegistreringar ny;
    if (tabell) {
      var fil =
          headers.getMediaType().getSubtype().equalsIgnoreCase("csv")
              ? Kvartalsfil.csv(body, faults)
              : Kvartalsfil.xlsx(body, faults);
      ny = fil.registreringar(omfattning(omfattning, faults));
      json.validate(ny, faults);
      told = fil::told;
    } else {
      ny = read.value();
      if (omfattning != null) {
        faults.unreadable("{omfattning}", "FEL_PLATS", "I JSON står omfattning i begäran");
      }
    }
    if (provkorning != null && !provkorning.equals("true") && !provkorning.equals("false")) {
      faults.unreadable("{provkorning}", "FEL_FORM", "provkorning är true eller false");
    }
    return response(
        registreringar.taEmot(
            new Registreringar.Begaran(
                forbund,
                ny,
                faults,
                caller,
                nyckel,
                "true".equals(provkorning),
                base(uri, forbund),
                told)));
  }

  /** What a table itself cannot say. */
  private static Omfattning omfattning(String text, Faults faults) {
    if (text == null) {
      return Omfattning.DELAR;
    }
    for (var omfattning : Omfattning.values()) {
      if (omfattning.name().equals(text)) {
        return omfattning;
      }
    }
    faults.unreadable("{omfattning}", "OKANT_VARDE", "omfattning är DELAR eller HELA_KVARTALET");
    return null;
  }

  /**
   * The empty template of a quarter, to fill in and send back: the förbund's insatser, with the
   * stock that the quarter before left.
   *
   * @throws ProblemException 400 without a quarter, 404 if the förbund is another's
   */
  @GET
  @Path("/registreringar/mall")
  @Produces({CSV, XLSX})
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN})
  @Operation(
      operationId = "laddaNerMall",
      summary = "Mall för ett kvartal",
      description =
          "The empty template of a quarter, to fill in and send back: the förbund's insatser, with the stock that the quarter before left. format är csv, csv-excel (semikolon, för svensk Excel) eller xlsx.")
  @APIResponse(
      responseCode = "200",
      description = "Mallen",
      content = {
        @Content(mediaType = CSV, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = XLSX,
            schema = @Schema(implementation = String.class, format = "binary"))
      })
  public Response mall(
      @PathParam("forbund") String forbund,
      @Parameter(required = true) @QueryParam("kvartal") String kvartal,
      @QueryParam("format") String format,
      @Context HttpHeaders headers)
      throws IOException {
    var faults = new Faults();
    var av = Kvartal.parameter(kvartal, faults);
    if (kvartal == null) {
      faults.unreadable("{kvartal}", "SAKNAS", "Ange kvartalet, 2023K4");
    }
    faults.refuse();
    var form = Format.of(format, headers, MALLFORMAT);
    var insatser =
        historik.mall(forbund, av.orElseThrow(), callers.dataCaller(), mottagningar.lasTid());
    var mall = Kvartalsfil.mall(av.orElseThrow(), insatser);
    var out = new ByteArrayOutputStream();
    switch (form) {
      case XLSX -> Filer.xlsx(List.of(mall, Kvartalsfil.forklaringar()), out);
      case CSV_EXCEL -> out.writeBytes(Filer.csvExcel(mall));
      default -> out.writeBytes(Filer.csv(mall));
    }
    return Response.ok(out.toByteArray(), form.contentType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\""
                + forbund
                + "-"
                + av.orElseThrow()
                + "."
                + form.andelse
                + "\"")
        .header(HttpHeaders.VARY, "Accept, Authorization")
        .build();
  }

  private static String base(UriInfo uri, String forbund) {
    return uri.getBaseUriBuilder().path("forbund").path(forbund).build() + "/";
  }

  private static Response response(Idempotens.Svar svar) {
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
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN, DELTAGARANSVARIG})
  @Operation(
      operationId = "listaRegistreringar",
      summary = "Gällande registreringar",
      description =
          "The registrations that are valid, now or as known at an instant, in the order of quarter and insats. Filtrera med kvartal och insats. Med uppdateradEfter bara det som har mottagits därefter, och då även återkallade: så hålls en spegel i takt. Ange första sidans perTidpunkt när de följande hämtas, och som nästa uppdateradEfter.")
  @APIResponse(
      responseCode = "200",
      description = "En sida registreringar",
      content = @Content(schema = @Schema(implementation = RegistreringSvar.Lista.class)))
  public RegistreringSvar.Lista lista(
      @PathParam("forbund") String forbund,
      @QueryParam("kvartal") String kvartal,
      @QueryParam("insats") String insats,
      @QueryParam("uppdateradEfter") String uppdateradEfter,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var av = Kvartal.parameter(kvartal, faults);
    faults.refuse();
    var t = mottagningar.tidpunkt(perTidpunkt);
    var efter =
        Optional.ofNullable(uppdateradEfter)
            .map(e -> mottagningar.tidpunkt("uppdateradEfter", e, t));
    var lista =
        historik.gallande(
            forbund, new Historik.Urval(av, insats, efter), callers.insatsCaller(), t, sida);
    return new RegistreringSvar.Lista(
        lista.rader(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
  }

  /** The registration of one insats in one quarter, now or as known at an instant. */
  @GET
  @Path("/registreringar/{kvartal}/{insats}")
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN, DELTAGARANSVARIG})
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
    var rad = en(forbund, av, insats, callers.insatsCaller(), t);
    return Etag.version(rad.nr()).get(headers, () -> new PerTidpunkt<>(rad, t));
  }

  /** What many rows say in the body stands in the address of a single one. */
  private static Fault iAdressen(Fault fault) {
    return switch (fault.pointer()) {
      case "/kvartal" -> new Fault("{kvartal}", fault.code(), fault.detail());
      case "/insats" -> new Fault("{insats}", fault.code(), fault.detail());
      default -> fault;
    };
  }

  private RegistreringSvar en(
      String forbund, Kvartal kvartal, String insats, Caller caller, Instant t) {
    var urval = new Historik.Urval(Optional.of(kvartal), insats, Optional.empty());
    return historik.gallande(forbund, urval, caller, t, new Sida(1, 0)).rader().stream()
        .findFirst()
        .orElseThrow(ProblemException::notFound);
  }

  /**
   * Registers one insats in one quarter, or corrects it.
   *
   * @throws ProblemException 404 if the insats is not the caller's, 409 if the quarter is locked,
   *     412 or 428 on the precondition, 422 with every broken rule
   */
  @PUT
  @Path("/registreringar/{kvartal}/{insats}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, DELTAGARANSVARIG})
  @Operation(
      operationId = "sattRegistrering",
      summary = "Registrera en insats",
      description =
          "Registers one insats in one quarter, or corrects it. Samma regler och varningar som för många rader. Så registrerar en deltagaransvarig de insatser som förbundet har kopplat. Ändring kräver If-Match.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyRad.class)))
  @APIResponse(
      responseCode = "200",
      description = "Rättad, eller redan så",
      content = @Content(schema = @Schema(implementation = RegistreringSvar.Satt.class)))
  @APIResponse(
      responseCode = "201",
      description = "Registrerad",
      content = @Content(schema = @Schema(implementation = RegistreringSvar.Satt.class)))
  @APIResponse(responseCode = "409", description = "Kvartalet är låst")
  public Response satt(
      @PathParam("forbund") String forbund,
      @PathParam("kvartal") String kvartal,
      @PathParam("insats") String insats,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var read = json.read(body, NyRad.class);
    read.faults().told(RegistreringResource::iAdressen);
    var caller = callers.radCaller();
    var satt =
        registreringar.satt(
            new Registreringar.Begaran(
                forbund,
                read.value().som(av, insats),
                read.faults(),
                caller,
                Optional.empty(),
                false,
                base(uri, forbund),
                UnaryOperator.identity()),
            etag -> etag.allowPut(headers));
    var rad = en(forbund, av, insats, caller, satt.mottagen());
    return (satt.nytt() ? Response.created(uri.getAbsolutePath()) : Response.ok())
        .entity(new RegistreringSvar.Satt(rad, satt.varningar(), satt.mottagen()))
        .header(HttpHeaders.ETAG, Etag.version(rad.nr()).value())
        .build();
  }

  /**
   * Withdraws the registration of one insats in one quarter, with a reason; it stays in the
   * history.
   *
   * @throws ProblemException 404 if nothing is registered, 409 if the quarter is locked, 412 on the
   *     precondition, 422 without a reason
   */
  @DELETE
  @Path("/registreringar/{kvartal}/{insats}")
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR})
  @Operation(
      operationId = "aterkallaRegistrering",
      summary = "Återkalla en registrering",
      description =
          "Withdraws the registration of one insats in one quarter, with a reason; it stays in the history. Orsaken anges med rattelseorsak i frågan, eller som JSON i kroppen: {\"rattelseorsak\":\"...\"}.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Aterkallande.class)))
  @APIResponse(
      responseCode = "200",
      description = "Återkallad",
      content = @Content(schema = @Schema(implementation = Kvittens.class)))
  @APIResponse(responseCode = "409", description = "Kvartalet är låst")
  public Response aterkalla(
      @PathParam("forbund") String forbund,
      @PathParam("kvartal") String kvartal,
      @PathParam("insats") String insats,
      @QueryParam("rattelseorsak") String rattelseorsak,
      byte[] body,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var av = Kvartal.of(kvartal).orElseThrow(ProblemException::notFound);
    var faults = new Faults();
    var varfor = new Aterkallande(rattelseorsak);
    if (body.length > 0) {
      var read = json.read(body, Aterkallande.class);
      varfor = read.value();
      faults = read.faults();
      if (rattelseorsak != null) {
        faults.unreadable("{rattelseorsak}", "FEL_PLATS", "Orsaken står redan i kroppen");
      }
    } else if (rattelseorsak != null && rattelseorsak.length() > 1000) {
      faults.rule("{rattelseorsak}", "FEL_STORLEK", "Längden ligger utanför 1-1000");
    }
    faults.told(RegistreringResource::iAdressen);
    var svar =
        registreringar.aterkalla(
            new Registreringar.Begaran(
                forbund,
                varfor.som(av),
                faults,
                callers.forbundCaller(),
                Optional.empty(),
                false,
                base(uri, forbund),
                UnaryOperator.identity()),
            insats,
            etag -> etag.allowDelete(headers));
    return Response.ok(svar.svar()).build();
  }

  /**
   * The history of one insats in one quarter: every version, who sent it, when, why, and its
   * values.
   */
  @GET
  @Path("/registreringar/{kvartal}/{insats}/versioner")
  @RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN, DELTAGARANSVARIG})
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
    var versioner = historik.versioner(forbund, av, insats, callers.insatsCaller(), t);
    if (versioner.isEmpty()) {
      throw ProblemException.notFound();
    }
    return new RegistreringSvar.Versioner(
        versioner, Meta.hela(versioner.size(), t), Lank.self(uri));
  }

  /** The förbund's receipts in short, the latest first. */
  @GET
  @Path("/kvittenser")
  @Operation(
      operationId = "listaKvittenser",
      summary = "Förbundets kvittenser",
      description =
          "The förbund's receipts in short, the latest first. Filtrera med kvartal; en hel kvittens hämtas med sitt id.")
  @APIResponse(
      responseCode = "200",
      description = "En sida kvittenser",
      content = @Content(schema = @Schema(implementation = KvittensRad.Lista.class)))
  public KvittensRad.Lista kvittenser(
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
    var lista = historik.kvittenser(forbund, av, callers.dataCaller(), t, sida);
    return new KvittensRad.Lista(
        lista.rader(),
        new Meta(lista.antal(), sida.limit(), sida.offset(), t),
        sida.lankar(uri, lista.antal(), t));
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
            .flatMap(u -> historik.kvittens(forbund, u, callers.dataCaller()))
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
