package se.finsam.uppfoljning.statistik;

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
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.format.Format;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.sammanstallning.Etiketter;
import se.finsam.uppfoljning.sammanstallning.Register;
import se.finsam.uppfoljning.sammanstallning.Utskrift;
import se.finsam.uppfoljning.sida.Lank;

/**
 * Free cross tabulation of the nation's figures, live and as they were known at any instant.
 *
 * <p>Insatser and förbund are counted once in each row and once in the total, which is never got by
 * adding. Deltagare are deltagare i insatser, not unique persons. The figures are not
 * disclosure-controlled and need a national role.
 *
 * <p>Source: dossier sections 10.2 and 11, R4, R5, R15 and R17.
 */
@Path("/statistik")
@Tag(name = "Statistik")
@RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
class StatistikResource {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final Set<Format> FORMAT =
      EnumSet.of(Format.JSON, Format.JSON_STAT, Format.CSV, Format.CSV_EXCEL, Format.XLSX);

  private final Korstabeller korstabeller;
  private final Mottagningar mottagningar;
  private final Klocka klocka;
  private final Jdbi jdbi;

  StatistikResource(
      Korstabeller korstabeller, Mottagningar mottagningar, Klocka klocka, Jdbi jdbi) {
    this.korstabeller = korstabeller;
    this.mottagningar = mottagningar;
    this.klocka = klocka;
    this.jdbi = jdbi;
  }

  /**
   * Any measures by any groupings, of what is selected.
   *
   * @throws ProblemException 400 without a measure; 422 for codes that are not known, what would
   *     have no meaning, a series across the break of 2023, or more than 50 000 cells
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, "text/csv", XLSX})
  @Operation(
      operationId = "hamtaStatistik",
      summary = "Fri korstabell",
      description =
          "Any measures by any groupings, of what is selected. Nu, eller så som det var känt vid perTidpunkt. Flera värden anges med komma eller upprepning; ar och kvartal även som senaste(4), fran(2023K2), till(2024K1) och 2023K2..2024K1. Utan ar och kvartal: alla år, eller alla kvartal som har börjat. Rader som överlappar är inte summerbara, och totalen räknas för sig. En kombination utan rad har ingen insats. Högst 50 000 celler.")
  @APIResponse(
      responseCode = "200",
      description = "Korstabellen",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Statistik.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  public Response hamta(
      @QueryParam("matt") List<String> matt,
      @QueryParam("gruppera") List<String> gruppera,
      @QueryParam("ar") List<String> ar,
      @QueryParam("kvartal") List<String> kvartal,
      @QueryParam("lan") List<String> lan,
      @QueryParam("forbund") List<String> forbund,
      @QueryParam("inriktning") List<String> inriktning,
      @QueryParam("preciseradInriktning") List<String> preciseradInriktning,
      @QueryParam("malgrupp") List<String> malgrupp,
      @QueryParam("kon") List<String> kon,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("struktur") String struktur,
      @QueryParam("format") String format,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var form = Format.of(format, headers, FORMAT);
    var t = mottagningar.tidpunkt(perTidpunkt);
    var parametrar = new LinkedHashMap<String, List<String>>();
    parametrar.put("matt", matt);
    parametrar.put("gruppera", gruppera);
    parametrar.put("ar", ar);
    parametrar.put("kvartal", kvartal);
    parametrar.put("lan", lan);
    parametrar.put("forbund", forbund);
    parametrar.put("inriktning", inriktning);
    parametrar.put("preciseradInriktning", preciseradInriktning);
    parametrar.put("malgrupp", malgrupp);
    parametrar.put("kon", kon);
    parametrar.put("struktur", struktur == null ? List.of() : List.of(struktur));
    var faults = new Faults();
    var fraga =
        jdbi.withHandle(
            h ->
                Fraga.av(
                    parametrar,
                    Register.vid(h, t),
                    Etiketter.vid(h, t),
                    t,
                    klocka.instant(),
                    faults));
    faults.refuse();
    var dataversion = mottagningar.dataversion(t);
    var svar =
        Etag.weak(
                UUID.nameUUIDFromBytes(fraga.laget().getBytes(StandardCharsets.UTF_8))
                    + "-"
                    + dataversion
                    + "-"
                    + form.kod)
            .get(
                headers,
                () ->
                    svar(fraga, korstabeller.innehall(fraga, dataversion), form, uri, parametrar));
    return svar.getStatus() == Response.Status.OK.getStatusCode()
        ? form.svar(svar, "statistik")
        : svar;
  }

  private Object svar(
      Fraga fraga,
      Korstabeller.Innehall innehall,
      Format form,
      UriInfo uri,
      Map<String, List<String>> parametrar) {
    var matt = fraga.matt().stream().map(Matt::name).toList();
    var gruppera = fraga.gruppera().stream().map(Grupp::name).toList();
    var noter = Korstabeller.noter(fraga);
    if (form != Format.JSON) {
      return new Utskrift(
              "statistik",
              gruppera,
              true,
              Stream.concat(gruppera.stream(), matt.stream()).toList(),
              fraga.t(),
              fraga.struktur(),
              List.of(
                  new Utskrift.Del(null, innehall.rader(), innehall.totalt(), innehall.tackning())),
              noter,
              innehall.brott(),
              jdbi.withHandle(h -> Etiketter.vid(h, fraga.t())))
          .som(form);
    }
    var summerbara = Korstabeller.summerbara(fraga);
    return new Statistik(
        "statistik",
        matt,
        gruppera,
        fraga.t(),
        fraga.struktur(),
        !summerbara.containsValue(false),
        summerbara,
        noter,
        innehall.brott(),
        innehall.rader(),
        innehall.totalt(),
        innehall.tackning(),
        lankar(uri, parametrar, fraga));
  }

  /** The same question of the same instant, in each form. */
  private static Map<String, Lank> lankar(
      UriInfo uri, Map<String, List<String>> parametrar, Fraga fraga) {
    var self = uri.getAbsolutePathBuilder();
    parametrar.forEach(
        (namn, varden) -> {
          if (!varden.isEmpty()) { // a name without a value would be left in the address
            self.queryParam(namn, varden.toArray());
          }
        });
    self.queryParam("perTidpunkt", fraga.t());
    return Format.lankar(self, FORMAT);
  }
}
