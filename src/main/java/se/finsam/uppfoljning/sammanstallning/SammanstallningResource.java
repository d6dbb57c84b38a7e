package se.finsam.uppfoljning.sammanstallning;

import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;
import static se.finsam.uppfoljning.security.Roles.NATIONELLA_RADET;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.format.Format;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.sida.Lank;

/**
 * The nation's figures of one year, live and as they were known at any instant: as data, as files,
 * and with the year before beside.
 *
 * <p>Counts are deltagare i insatser, not unique persons; insatser and förbund are counted once
 * each. The figures are not disclosure-controlled and need a national role. An answer for an
 * instant never changes afterwards.
 *
 * <p>Source: lag (2003:1210) 7 § on follow-up; dossier sections 10 and 11, R9, R15 and R17.
 */
@Path("/sammanstallningar/{ar}")
@Tag(name = "Sammanställningar")
@RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
class SammanstallningResource {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final Set<Format> AV_RAPPORTEN = EnumSet.of(Format.JSON, Format.XLSX);
  private static final Set<Format> AV_EN_TABELL =
      EnumSet.of(Format.JSON, Format.JSON_STAT, Format.CSV, Format.CSV_EXCEL, Format.XLSX);

  private final Tabeller tabeller;
  private final Mottagningar mottagningar;
  private final Fragor fragor;
  private final Jdbi jdbi;
  private final ObjectMapper mapper;

  SammanstallningResource(
      Tabeller tabeller, Mottagningar mottagningar, Fragor fragor, Jdbi jdbi, ObjectMapper mapper) {
    this.tabeller = tabeller;
    this.mottagningar = mottagningar;
    this.fragor = fragor;
    this.jdbi = jdbi;
    this.mapper = mapper;
  }

  /**
   * The whole national report of a year: coverage, insatser, målgrupper, deltagare, personal,
   * ekonomi, planering and rättelser.
   *
   * @throws ProblemException 422 for a year before 2023 (SUS, not comparable) or one that has not
   *     begun
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, XLSX})
  @Operation(
      operationId = "hamtaSammanstallning",
      summary = "Årets nationella sammanställning",
      description =
          "The whole national report of a year: coverage, insatser, målgrupper, deltagare, personal, ekonomi, planering and rättelser. Nu, eller så som det var känt vid perTidpunkt; för hela landet, eller de förbund och län som anges. Räknar deltagare i insatser, inte unika personer. Planering och rättelser med fler än 5 000 rader hämtas för sig.")
  @APIResponse(
      responseCode = "200",
      description = "Sammanställningen",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Rapport.class)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  public Response hamta(
      @PathParam("ar") String ar,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("struktur") String struktur,
      @QueryParam("forbund") List<String> forbund,
      @QueryParam("lan") List<String> lan,
      @QueryParam("foregaendeAr") String foregaendeAr,
      @QueryParam("format") String format,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var form = Format.of(format, headers, AV_RAPPORTEN);
    var fraga = fragor.fraga(ar, perTidpunkt, struktur, forbund, lan, foregaendeAr);
    var urval = fraga.urval();
    var dataversion = mottagningar.dataversion(urval.t());
    return svar(
        fraga,
        form,
        dataversion.toString(),
        headers,
        "sammanstallning-" + urval.ar(),
        () -> {
          var alla =
              tabeller.tabeller(
                  urval,
                  dataversion,
                  new Tabeller.Onskan(Tabeller.NAMN, false, fraga.foregaendeAr()),
                  lankar(uri, fraga));
          if (form == Format.XLSX) {
            var etiketter = jdbi.withHandle(h -> Etiketter.vid(h, urval.t()));
            return Utskrift.xlsx(
                alla.values().stream().map(t -> Utskrift.av(t, etiketter, mapper)).toList());
          }
          var tackning = alla.get("tackning");
          return new Rapport(
              urval.ar().ar(),
              urval.t(),
              urval.struktur(),
              tackning.brott(),
              tackning.tackning(),
              alla,
              Lank.self(uri));
        });
  }

  /**
   * One table of the national report.
   *
   * @throws ProblemException 404 if there is no such table, 422 for the year as above, or if it has
   *     more than 200 000 cells
   */
  @GET
  @Path("/tabeller/{tabell}")
  @Produces({MediaType.APPLICATION_JSON, "text/csv", XLSX})
  @Operation(
      operationId = "hamtaTabell",
      summary = "En tabell",
      description =
          "One table of the national report: tackning, insatser, malgrupper, deltagare, personal, ekonomi, planering or rattelser. Platta rader, och en total som räknas för sig. Som JSON, JSON-stat 2.0 (format=json-stat2), CSV eller XLSX; alla säger samma celler, noter, täckning och tidpunkt. Högst 200 000 celler.")
  @APIResponse(
      responseCode = "200",
      description = "Tabellen",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Tabell.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  public Response tabell(
      @PathParam("ar") String ar,
      @PathParam("tabell") String tabell,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("struktur") String struktur,
      @QueryParam("forbund") List<String> forbund,
      @QueryParam("lan") List<String> lan,
      @QueryParam("foregaendeAr") String foregaendeAr,
      @QueryParam("format") String format,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    if (!Tabeller.NAMN.contains(tabell)) {
      throw ProblemException.notFound();
    }
    var form = Format.of(format, headers, AV_EN_TABELL);
    var fraga = fragor.fraga(ar, perTidpunkt, struktur, forbund, lan, foregaendeAr);
    var urval = fraga.urval();
    var dataversion = mottagningar.dataversion(urval.t());
    return svar(
        fraga,
        form,
        dataversion.toString(),
        headers,
        tabell + "-" + urval.ar(),
        () -> {
          var svar =
              tabeller
                  .tabeller(
                      urval,
                      dataversion,
                      new Tabeller.Onskan(List.of(tabell), true, fraga.foregaendeAr()),
                      lankar(uri, fraga))
                  .get(tabell);
          if (form == Format.JSON) {
            return svar;
          }
          var etiketter = jdbi.withHandle(h -> Etiketter.vid(h, urval.t()));
          return Utskrift.av(svar, etiketter, mapper).som(form);
        });
  }

  /**
   * Weak: while no effective write has come in, and no day has ended, the answer is the same,
   * though a live one tells a later instant.
   */
  private static Response svar(
      Fragor.Fraga fraga,
      Format form,
      String dataversion,
      HttpHeaders headers,
      String namn,
      Supplier<?> innehall) {
    var tag =
        Etag.weak(
            "%s-%s-%s-%s"
                .formatted(fraga.urval().dagslaget(), dataversion, fraga.foregaendeAr(), form.kod));
    var svar = tag.get(headers, innehall);
    return svar.getStatus() == Response.Status.OK.getStatusCode() ? form.svar(svar, namn) : svar;
  }

  /** The table by itself, of the same question and instant, in each of its forms. */
  private static Function<String, Map<String, Lank>> lankar(UriInfo uri, Fragor.Fraga fraga) {
    return tabell -> {
      var self =
          uri.getBaseUriBuilder()
              .path("sammanstallningar")
              .path(fraga.urval().ar().toString())
              .path("tabeller")
              .path(tabell);
      fraga.parametrar().forEach((namn, varden) -> self.queryParam(namn, varden.toArray()));
      return Format.lankar(self, AV_EN_TABELL);
    };
  }
}
