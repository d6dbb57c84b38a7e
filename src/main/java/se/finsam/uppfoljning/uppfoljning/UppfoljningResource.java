package se.finsam.uppfoljning.uppfoljning;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.format.Filer;
import se.finsam.uppfoljning.format.Format;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Callers;
import se.finsam.uppfoljning.sida.Lank;

/**
 * A förbund's own follow-up of a year, live and as it was known at any instant: as data, as a
 * workbook, and as a page to print.
 *
 * <p>Of other förbund it tells medians, never a value, a sum or a name.
 *
 * <p>Source: what users lost with SUS, dossier sections 10.2 and 17; R11, R15, R16 and R17.
 */
@Path("/forbund/{forbund}/uppfoljning/{ar}")
@Tag(name = "Uppföljning")
@RolesAllowed({FORBUNDSSYSTEM, FORBUNDSADMINISTRATOR, FORSAKRINGSKASSAN})
class UppfoljningResource {
  private static final Set<Format> FORMAT =
      EnumSet.of(Format.JSON, Format.CSV, Format.CSV_EXCEL, Format.XLSX, Format.HTML);
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Uppfoljningar uppfoljningar;
  private final Mottagningar mottagningar;
  private final Klocka klocka;
  private final Callers callers;
  private final Webbsida webbsida;

  UppfoljningResource(
      Uppfoljningar uppfoljningar,
      Mottagningar mottagningar,
      Klocka klocka,
      Callers callers,
      Webbsida webbsida) {
    this.uppfoljningar = uppfoljningar;
    this.mottagningar = mottagningar;
    this.klocka = klocka;
    this.callers = callers;
    this.webbsida = webbsida;
  }

  /**
   * A förbund's year: quarters, insatser, plan and budget against outcome, the year before, medians
   * of others, and what is missing or late.
   *
   * @throws ProblemException 404 if the förbund is another's, 422 for a year before 2023 (SUS, not
   *     comparable) or one that has not begun
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv", XLSX, MediaType.TEXT_HTML})
  @Operation(
      operationId = "hamtaUppfoljning",
      summary = "Förbundets egen uppföljning av ett år",
      description =
          "A förbund's year: quarters, insatser, plan and budget against outcome, the year before, medians of others, and what is missing or late. Nu, eller så som det var känt vid perTidpunkt. Som JSON, CSV, XLSX eller sida att skriva ut (HTML), efter format eller Accept. Av andra förbund visas bara medianer över minst fem.")
  @APIResponse(
      responseCode = "200",
      description = "Uppföljningen",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Uppfoljning.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
      })
  public Response hamta(
      @PathParam("forbund") String forbund,
      @PathParam("ar") String ar,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("format") String format,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var form = Format.of(format, headers, FORMAT);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var year = Ar.of(ar).orElseThrow(ProblemException::notFound);
    var caller = callers.dataCaller();
    kontrollera(year);
    var grund = uppfoljningar.grund(forbund, year, caller, t);
    var tag =
        Etag.weak(year + "-" + mottagningar.dataversion(t) + "-" + grund.laget() + "-" + form.kod);
    var svar = tag.get(headers, () -> svar(uppfoljningar.uppfoljning(grund, lankar(uri, t)), form));
    if (svar.getStatus() != Response.Status.OK.getStatusCode()) {
      return svar;
    }
    var fil = form.svar(svar, "uppfoljning-%s-%s".formatted(forbund, year));
    return form == Format.HTML
        ? Response.fromResponse(fil).header("Content-Security-Policy", webbsida.policy()).build()
        : fil;
  }

  private Object svar(Uppfoljning uppfoljning, Format form) {
    return switch (form) {
      case JSON -> uppfoljning;
      case CSV -> Filer.csv(Arbetsbok.langt(uppfoljning));
      case CSV_EXCEL -> Filer.csvExcel(Arbetsbok.langt(uppfoljning));
      case XLSX -> xlsx(uppfoljning);
      case HTML -> webbsida.html(uppfoljning);
      case JSON_STAT, PDF -> throw new IllegalStateException("not among FORMAT");
    };
  }

  private static byte[] xlsx(Uppfoljning uppfoljning) {
    var bytes = new ByteArrayOutputStream();
    try {
      Filer.xlsx(Arbetsbok.blad(uppfoljning), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void kontrollera(Ar ar) {
    var faults = new Faults();
    if (ar.ar() < Ar.FORSTA) {
      faults.rule(
          "{ar}",
          "FORE_SYSTEMET",
          "Uppföljning Finsam börjar 2023; äldre uppgifter kommer från SUS och kan inte jämföras");
    } else if (ar.start().isAfter(LocalDate.ofInstant(klocka.instant(), Ar.SVERIGE))) {
      faults.rule("{ar}", "EJ_PABORJAT", "Året har inte börjat");
    }
    faults.refuse();
  }

  private static Map<String, Lank> lankar(UriInfo uri, Instant t) {
    return Format.lankar(uri.getAbsolutePathBuilder().queryParam("perTidpunkt", t), FORMAT);
  }
}
