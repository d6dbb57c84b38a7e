package se.finsam.uppfoljning.sammanstallning;

import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;
import static se.finsam.uppfoljning.security.Roles.NATIONELLA_RADET;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.sida.Sida;

/**
 * What has moved in the national figures between two instants: which figure, from what to what, by
 * which förbund, and why.
 *
 * <p>Both instants are read as {@code perTidpunkt} is: a date means the end of that day. Late,
 * corrected and withdrawn registrations are told apart.
 *
 * <p>Source: dossier section 19, R9 and R13.
 */
@Path("/andringar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sammanställningar")
@RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
class AndringResource {
  private final Jamforelser jamforelser;
  private final Mottagningar mottagningar;
  private final Klocka klocka;
  private final Jdbi jdbi;

  AndringResource(Jamforelser jamforelser, Mottagningar mottagningar, Klocka klocka, Jdbi jdbi) {
    this.jamforelser = jamforelser;
    this.mottagningar = mottagningar;
    this.klocka = klocka;
    this.jdbi = jdbi;
  }

  /**
   * The figures that have moved between two instants, of the nation and of each förbund, and why.
   *
   * @throws ProblemException 400 without fran, 422 if it lies after till, or for a year as in the
   *     national report
   */
  @GET
  @Operation(
      operationId = "hamtaAndringar",
      summary = "Vad som har ändrats mellan två tidpunkter",
      description =
          "The figures that have moved between two instants, of the nation and of each förbund, and why. fran och till läses som perTidpunkt: ett datum är dagens slut. Utan till: nu. Utan ar: alla år. Sena, rättade och återkallade registreringar skiljs åt, och en orsak är en version som säger något annat om figuren än den före. En figur som ingen hade redovisat är null. Förbundens ändringar summerar till rikets, utom i antalForbund och prioriterade; det som är en summa av annat (totalt, rikets totaler) sägs bara för riket.")
  @APIResponse(
      responseCode = "200",
      description = "Ändringarna, en sida",
      content = @Content(schema = @Schema(implementation = Andringar.class)))
  public Response hamta(
      @QueryParam("fran") String fran,
      @QueryParam("till") String till,
      @QueryParam("ar") String ar,
      @QueryParam("forbund") List<String> forbund,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var nu = mottagningar.lasTid();
    if (fran == null) {
      faults.unreadable("{fran}", "SAKNAS", "Ange fran: ett datum, 2024-01-22, eller en tidpunkt");
    }
    var t1 = tidpunkt("fran", fran, nu, faults);
    var t2 = tidpunkt("till", till, nu, faults);
    if (t1.isAfter(t2) && !faults.at("{fran}") && !faults.at("{till}")) {
      faults.rule("{till}", "FORE_START", "till ligger före fran");
    }
    var aren = aren(ar, t2, faults);
    Set<String> valda =
        forbund.isEmpty()
            ? Set.of()
            : jdbi.withHandle(h -> Register.vid(h, t2).valda(forbund, Struktur.DAVARANDE, faults));
    faults.refuse();
    return Etag.weak(
            "%s-%s-%s-%s"
                .formatted(
                    mottagningar.dataversion(t1),
                    mottagningar.dataversion(t2),
                    LocalDate.ofInstant(t1, Ar.SVERIGE),
                    LocalDate.ofInstant(t2, Ar.SVERIGE)))
        .get(
            headers,
            () ->
                jamforelser.mellan(
                    aren,
                    t1,
                    t2,
                    valda,
                    sida,
                    // fran too: while its day is not over it means now, and now moves on
                    antal -> sida.lankar(uri, antal, Map.of("fran", t1, "till", t2))));
  }

  /** Where it is wrong the faults will tell; then, and where it is not sent, now. */
  private Instant tidpunkt(String namn, String text, Instant nu, Faults faults) {
    return text == null ? nu : mottagningar.tidpunkt(namn, text, nu, faults).orElse(nu);
  }

  private List<Ar> aren(String ar, Instant till, Faults faults) {
    if (ar == null) {
      int sista = Math.max(Ar.FORSTA, LocalDate.ofInstant(till, Ar.SVERIGE).getYear());
      return IntStream.rangeClosed(Ar.FORSTA, sista).mapToObj(Ar::new).toList();
    }
    var ett = Ar.of(ar);
    if (ett.isEmpty()) {
      faults.unreadable("{ar}", "FEL_FORM", "Året skrivs 2024 och är tidigast " + Ar.FORSTA);
    } else {
      Fragor.kontrollera(ett.get(), "ar", klocka.instant(), faults);
    }
    return ett.stream().toList();
  }
}
