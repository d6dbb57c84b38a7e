package se.finsam.uppfoljning.sammanstallning;

import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;
import static se.finsam.uppfoljning.security.Roles.NATIONELLA_RADET;

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
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.sida.Lank;

/**
 * The nation's figures of one year, live and as they were known at any instant.
 *
 * <p>Counts are deltagare i insatser, not unique persons; insatser and förbund are counted once
 * each. The figures are not disclosure-controlled and need a national role. An answer for an
 * instant never changes afterwards.
 *
 * <p>Source: lag (2003:1210) 7 § on follow-up; dossier sections 10 and 11, R9, R15 and R17.
 */
@Path("/sammanstallningar/{ar}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sammanställningar")
@RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
class SammanstallningResource {
  private final Tabeller tabeller;
  private final Mottagningar mottagningar;
  private final Klocka klocka;

  SammanstallningResource(Tabeller tabeller, Mottagningar mottagningar, Klocka klocka) {
    this.tabeller = tabeller;
    this.mottagningar = mottagningar;
    this.klocka = klocka;
  }

  /**
   * The whole national report of a year: coverage, insatser, målgrupper, deltagare, personal,
   * ekonomi and planering.
   *
   * @throws ProblemException 422 for a year before 2023 (SUS, not comparable) or one that has not
   *     begun
   */
  @GET
  @Operation(
      operationId = "hamtaSammanstallning",
      summary = "Årets nationella sammanställning",
      description =
          "The whole national report of a year: coverage, insatser, målgrupper, deltagare, personal, ekonomi and planering. Nu, eller så som det var känt vid perTidpunkt. Räknar deltagare i insatser, inte unika personer.")
  @APIResponse(
      responseCode = "200",
      description = "Sammanställningen",
      content = @Content(schema = @Schema(implementation = Rapport.class)))
  public Response hamta(
      @PathParam("ar") String ar,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var urval = urval(ar, perTidpunkt);
    var dataversion = mottagningar.dataversion(urval.t());
    return etag(urval, dataversion)
        .get(
            headers,
            () -> {
              var alla = tabeller.tabeller(urval, dataversion, Tabeller.NAMN, lankar(uri, urval));
              return new Rapport(
                  urval.ar().ar(),
                  urval.t(),
                  "DAVARANDE",
                  alla.get("tackning").tackning(),
                  alla,
                  Lank.self(uri));
            });
  }

  /**
   * One table of the national report.
   *
   * @throws ProblemException 404 if there is no such table, 422 for the year as above
   */
  @GET
  @Path("/tabeller/{tabell}")
  @Operation(
      operationId = "hamtaTabell",
      summary = "En tabell",
      description =
          "One table of the national report: tackning, insatser, malgrupper, deltagare, personal, ekonomi or planering. Platta rader, och en total som räknas för sig.")
  @APIResponse(
      responseCode = "200",
      description = "Tabellen",
      content = @Content(schema = @Schema(implementation = Tabell.class)))
  public Response tabell(
      @PathParam("ar") String ar,
      @PathParam("tabell") String tabell,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    if (!Tabeller.NAMN.contains(tabell)) {
      throw ProblemException.notFound();
    }
    var urval = urval(ar, perTidpunkt);
    var dataversion = mottagningar.dataversion(urval.t());
    return etag(urval, dataversion)
        .get(
            headers,
            () ->
                tabeller
                    .tabeller(urval, dataversion, List.of(tabell), lankar(uri, urval))
                    .get(tabell));
  }

  private Urval urval(String ar, String perTidpunkt) {
    var t = mottagningar.tidpunkt(perTidpunkt);
    var year = Ar.of(ar).orElseThrow(ProblemException::notFound);
    var faults = new Faults();
    if (year.ar() < Ar.FORSTA) {
      faults.rule(
          "{ar}",
          "FORE_SYSTEMET",
          "Uppföljning Finsam börjar 2023; äldre uppgifter kommer från SUS och kan inte jämföras");
    } else if (year.start().isAfter(LocalDate.ofInstant(klocka.instant(), Ar.SVERIGE))) {
      faults.rule("{ar}", "EJ_PABORJAT", "Året har inte börjat");
    }
    faults.refuse();
    return new Urval(year, t);
  }

  /**
   * Weak: while no effective write has come in, and no quarter has ended, the figures are the same,
   * though a live answer tells a later instant.
   */
  private static Etag etag(Urval urval, Instant dataversion) {
    return Etag.weak(urval.ar() + "-" + dataversion + "-" + urval.avslutadeKvartal());
  }

  private static Function<String, Map<String, Lank>> lankar(UriInfo uri, Urval urval) {
    return tabell -> {
      var links = new LinkedHashMap<String, Lank>();
      var builder =
          uri.getBaseUriBuilder()
              .path("sammanstallningar")
              .path(urval.ar().toString())
              .path("tabeller")
              .path(tabell);
      links.put(
          "self",
          Lank.get("self", builder.queryParam("perTidpunkt", urval.t()).build().toString()));
      return links;
    };
  }
}
