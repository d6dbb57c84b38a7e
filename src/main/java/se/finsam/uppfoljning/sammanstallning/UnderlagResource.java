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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * <p>What the versions bring adds up to the row's figures, over all pages. What is owed and nobody
 * has told is there without a version: that is why a figure is EJ_REDOVISAT or DELVIS.
 *
 * <p>Source: dossier sections 10 and 11, R13 and R17.
 */
@Path("/sammanstallningar/{ar}/underlag")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sammanställningar")
@RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
class UnderlagResource {
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
          "The versions that a row of a table is made of, and what each brings to it. rad är radens nyckel: preciserad inriktning, målgrupp, förbund, eller för planering förbund/insats; utan rad totalen. Bidragen summerar, över alla sidor, till radens figurer. Det som saknas står utan version.")
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
    var urval = fragor.fraga(ar, perTidpunkt, struktur, forbund, lan, null).urval();
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    if (tabell == null) {
      faults.unreadable("{tabell}", "SAKNAS", "Ange vilken tabell: " + Kallor.TABELLER);
    } else if (!Kallor.TABELLER.contains(tabell)) {
      faults.rule(
          "{tabell}", "OKANT_VARDE", "Underlag finns till " + String.join(", ", Kallor.TABELLER));
    }
    faults.refuse();
    var dataversion = mottagningar.dataversion(urval.t());
    return Etag.weak(urval.laget() + "-" + dataversion)
        .get(
            headers,
            () -> {
              var hel =
                  tabeller
                      .tabeller(
                          urval,
                          dataversion,
                          new Tabeller.Onskan(List.of(tabell), rad != null, false),
                          namn -> Map.of())
                      .get(tabell);
              var figurer = figurer(hel, rad);
              var sidan =
                  jdbi.withHandle(h -> kallor.kallor(h, urval, raden(h, urval, tabell, rad), sida));
              return new Underlag(
                  tabell,
                  rad,
                  urval.ar().ar(),
                  urval.t(),
                  urval.struktur(),
                  figurer,
                  sidan.kallor().stream().map(k -> del(k, urval, uri)).toList(),
                  new Meta(sidan.antal(), sida.limit(), sida.offset(), urval.t()),
                  sida.lankar(uri, sidan.antal(), urval.t()));
            });
  }

  /** The row as the table tells it. */
  private Map<String, Object> figurer(Tabell tabell, String rad) {
    var utskrift = Utskrift.av(tabell, null, mapper);
    var hela = utskrift.delar().get(0);
    if (rad == null) {
      return hela.totalt();
    }
    return hela.rader().stream()
        .filter(r -> nyckel(tabell.tabell(), r).equals(rad))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.REGELBROTT,
                    "Tabellen har ingen sådan rad",
                    List.of(new Fault("{rad}", "OKAND_RAD", "Tabellen har ingen sådan rad"))));
  }

  private static String nyckel(String tabell, Map<String, Object> rad) {
    return switch (tabell) {
      case "tackning", "ekonomi" -> String.valueOf(rad.get("forbund"));
      case "planering" -> rad.get("forbund") + "/" + rad.get("insats");
      case "malgrupper" -> String.valueOf(rad.get("malgrupp"));
      default -> String.valueOf(rad.get("preciseradInriktning"));
    };
  }

  private static ProblemException okand(String rad) {
    var faults = new Faults();
    Koder.okand("rad", rad, faults);
    return refused(faults);
  }

  private static ProblemException refused(Faults faults) {
    try {
      faults.refuse();
      throw new IllegalStateException("nothing to refuse");
    } catch (ProblemException refused) {
      return refused;
    }
  }

  private static Kallor.Rad raden(Handle h, Urval urval, String tabell, String rad) {
    var delar = Register.vid(h, urval.t()).delar(urval);
    boolean avForbund = List.of("tackning", "ekonomi", "planering").contains(tabell);
    var kod = rad == null || !avForbund ? null : rad.split("/", 2)[0];
    var forbund =
        delar.entrySet().stream()
            .filter(d -> kod == null || d.getKey().kod().equals(kod))
            .flatMap(d -> d.getValue().stream())
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
        tabell.equals("planering") && rad != null ? rad.split("/", 2)[1] : null);
  }

  private Underlag.Del del(Kallor.Kalla k, Urval urval, UriInfo uri) {
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
        bidrag(k.bidrag()),
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

  /** What a version brings, under the names of the table's figures; what is unknown is absent. */
  private Map<String, Long> bidrag(String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      var bidrag = mapper.readValue(json, new TypeReference<LinkedHashMap<String, Long>>() {});
      bidrag.values().removeIf(Objects::isNull);
      return bidrag;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
