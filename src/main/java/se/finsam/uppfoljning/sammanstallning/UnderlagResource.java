package se.finsam.uppfoljning.sammanstallning;

import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;
import static se.finsam.uppfoljning.security.Roles.NATIONELLA_RADET;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.Sida;

/**
 * From a figure to what it is made of: the insatser, registrations and accounts that a row of a
 * national table counts, version by version.
 *
 * <p>What the versions bring adds up to the row's figures, over all pages; not to those that count
 * each förbund or quarter once, or follow from others. What is owed and nobody has told is there
 * without a version: that is why a figure is EJ_REDOVISAT or DELVIS, and a förbund not attested.
 *
 * <p>Source: dossier sections 10 and 11, R13 and R17.
 */
@Path("/sammanstallningar/{ar}/underlag")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sammanställningar")
@RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
class UnderlagResource {
  /** The tables whose rows are of one förbund. */
  private static final List<String> FORBUNDENS = List.of("tackning", "ekonomi", "planering");

  private final Kallor kallor;
  private final Tabeller tabeller;
  private final Fragor fragor;
  private final Mottagningar mottagningar;
  private final Jdbi jdbi;
  private final ObjectMapper mapper;

  UnderlagResource(
      Kallor kallor,
      Tabeller tabeller,
      Fragor fragor,
      Mottagningar mottagningar,
      Jdbi jdbi,
      ObjectMapper mapper) {
    this.kallor = kallor;
    this.tabeller = tabeller;
    this.fragor = fragor;
    this.mottagningar = mottagningar;
    this.jdbi = jdbi;
    this.mapper = mapper;
  }

  /**
   * The versions that a row of a table is made of, and what each brings to it.
   *
   * @throws ProblemException 422 if the table has no such row, or cannot be explained
   */
  @GET
  @Operation(
      operationId = "hamtaUnderlag",
      summary = "Vad en siffra består av",
      description =
          "The versions that a row of a table is made of, and what each brings to it. rad är radens nyckel: preciserad inriktning, målgrupp, förbund, eller för planering förbund/insats (med struktur=dagens förbund/davarandeForbund/insats); utan rad totalen. Bidragen summerar, över alla sidor, till radens antal och kronor; andelar, resultatKr, antalForbund och kvartalRegistrerade följer av dem eller räknas olika och har inga bidrag. Det som saknas står utan version.")
  @APIResponse(
      responseCode = "200",
      description = "Underlaget",
      content = @Content(schema = @Schema(implementation = Underlag.class)))
  public Response hamta(
      @PathParam("ar") String ar,
      @Parameter(required = true) @QueryParam("tabell") String tabell,
      @QueryParam("rad") String rad,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("struktur") String struktur,
      @QueryParam("forbund") List<String> forbund,
      @QueryParam("lan") List<String> lan,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    if (tabell == null) {
      faults.unreadable(
          "{tabell}", "SAKNAS", "Ange vilken tabell: " + String.join(", ", Kallor.TABELLER));
    } else if (!Kallor.TABELLER.contains(tabell)) {
      faults.rule(
          "{tabell}", "OKANT_VARDE", "Underlag finns till " + String.join(", ", Kallor.TABELLER));
    }
    var urval = fragor.fraga(ar, perTidpunkt, struktur, forbund, lan, null, faults).urval();
    var dataversion = mottagningar.dataversion(urval.t());
    return Etag.weak(urval.laget() + "-" + dataversion)
        .get(
            headers,
            () -> {
              var radens = radens(urval, tabell, rad);
              var figurer = figurer(radens, dataversion, tabell, rad);
              var sidan =
                  jdbi.withHandle(
                      h -> kallor.kallor(h, radens, raden(h, radens, tabell, rad), sida));
              return new Underlag(
                  tabell,
                  rad,
                  urval.ar().ar(),
                  urval.t(),
                  urval.struktur(),
                  figurer,
                  sidan.kallor().stream().map(k -> del(k, figurer.keySet(), urval, uri)).toList(),
                  new Meta(sidan.antal(), sida.limit(), sida.offset(), urval.t()),
                  sida.lankar(uri, sidan.antal(), urval.t()));
            });
  }

  /**
   * The question, of the row's förbund alone where the row is of one: however long the table is,
   * its own rows are few.
   */
  private Urval radens(Urval urval, String tabell, String rad) {
    if (rad == null || !FORBUNDENS.contains(tabell)) {
      return urval;
    }
    var kod = rad.split("/", 2)[0];
    var register = jdbi.withHandle(h -> Register.vid(h, urval.t()));
    if (register.delar(urval).keySet().stream().noneMatch(som -> som.kod().equals(kod))) {
      throw okandRad();
    }
    return new Urval(urval.ar(), urval.t(), urval.struktur(), Set.of(kod), urval.lan());
  }

  /** The row, or the total, as the table tells it. */
  private Map<String, Object> figurer(Urval urval, Instant dataversion, String tabell, String rad) {
    var onskan = new Tabeller.Onskan(List.of(tabell), rad != null, false);
    var hel = tabeller.tabeller(urval, dataversion, onskan, namn -> Map.of()).get(tabell);
    var utskrift = Utskrift.av(hel, null, mapper);
    var aret = utskrift.delar().get(0);
    return rad == null
        ? aret.totalt()
        : aret.rader().stream()
            .filter(r -> utskrift.nyckel(r).equals(rad))
            .findFirst()
            .orElseThrow(UnderlagResource::okandRad);
  }

  private static ProblemException okandRad() {
    var detail = "Tabellen har ingen sådan rad";
    return new ProblemException(
        ProblemType.REGELBROTT, detail, List.of(new Fault("{rad}", "OKAND_RAD", detail)));
  }

  private static Kallor.Rad raden(Handle h, Urval urval, String tabell, String rad) {
    boolean planerad = tabell.equals("planering") && rad != null;
    // förbund, in today's structure the one that reported it too, and the insats
    var nyckel = planerad ? List.of(rad.split("/")) : List.<String>of();
    var forbund =
        Register.vid(h, urval.t()).delar(urval).values().stream()
            .flatMap(List::stream)
            .filter(m -> !planerad || m.kod().equals(nyckel.get(nyckel.size() - 2)))
            .map(Register.Medlem::nr)
            .toList();
    return new Kallor.Rad(
        tabell,
        forbund,
        switch (tabell) {
          case "deltagare" -> "INDIVIDINRIKTAD";
          case "personal" -> "STRUKTUROVERGRIPANDE";
          default -> null;
        },
        List.of("insatser", "deltagare", "personal").contains(tabell) ? rad : null,
        tabell.equals("malgrupper") ? rad : null,
        tabell.equals("malgrupper"),
        planerad ? nyckel.get(nyckel.size() - 1) : null);
  }

  private Underlag.Del del(Kallor.Kalla k, Set<String> figurer, Urval urval, UriInfo uri) {
    var slag = Underlag.Slag.valueOf(k.slag());
    var kvartal = k.kvartal() == null ? null : urval.ar() + "K" + k.kvartal();
    return new Underlag.Del(
        slag,
        k.forbund(),
        k.insats(),
        kvartal,
        k.version(),
        k.mottagen(),
        k.orsak(),
        k.kommentar(),
        bidrag(k.bidrag(), figurer),
        k.version() == null
            ? Map.of()
            : Map.of("related", Lank.get("related", adress(k, slag, kvartal, urval, uri))));
  }

  /** Where the version and those before it are told. */
  private static String adress(
      Kallor.Kalla k, Underlag.Slag slag, String kvartal, Urval urval, UriInfo uri) {
    var forbund = uri.getBaseUriBuilder().path("forbund").path(k.forbund());
    var ar = urval.ar().toString();
    var versioner =
        switch (slag) {
          case INSATS -> forbund.path("insatser").path(k.insats());
          case REGISTRERING ->
              forbund.path("registreringar").path(kvartal).path(k.insats()).path("versioner");
          case FORBUND_EKONOMI -> forbund.path("ekonomi").path(ar).path("versioner");
          case INSATS_EKONOMI ->
              forbund.path("insatser").path(k.insats()).path("ekonomi").path(ar).path("versioner");
          case ATTEST -> forbund.path("attester").path(kvartal).path("versioner");
        };
    return versioner.queryParam("perTidpunkt", urval.t()).build().toString();
  }

  /** What a version brings to the figures that the row has; what is unknown is absent. */
  private Map<String, Long> bidrag(String json, Set<String> figurer) {
    if (json == null) {
      return Map.of();
    }
    try {
      var bidrag = mapper.readValue(json, new TypeReference<LinkedHashMap<String, Long>>() {});
      bidrag.values().removeIf(Objects::isNull);
      bidrag.keySet().retainAll(figurer);
      return bidrag;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
