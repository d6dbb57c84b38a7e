package se.finsam.uppfoljning.oppnadata;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.oppnadata.PxWeb.Dataset;
import se.finsam.uppfoljning.oppnadata.PxWeb.SelectionResponse;
import se.finsam.uppfoljning.oppnadata.PxWeb.TableResponse;
import se.finsam.uppfoljning.oppnadata.PxWeb.TablesResponse;
import se.finsam.uppfoljning.oppnadata.PxWeb.VariablesSelection;
import se.finsam.uppfoljning.problem.AnyCase;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Json;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.Query;
import se.finsam.uppfoljning.takt.Takt;

/**
 * The open tables, in the words of PxWebApi 2, so that the clients of statistical offices work
 * unchanged. Names of parameters and codes are the same in any case, and every language is answered
 * in Swedish, as PxWeb does with one that it has not.
 *
 * <p>Every cell is one that was protected when the release was published. Nothing is added up: a
 * sum that the table has not cannot be had.
 *
 * <p>Source: contract section 9; PxTools/PxApiSpecs, PxAPI-2.yml.
 */
@Path("/oppnadata/tables")
@Tag(name = "Öppna data")
@PermitAll
@Takt
class TablesResource {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String VALUECODES = "valuecodes";
  private static final String CODELIST = "codelist";
  private static final String OUTPUTVALUES = "outputvalues";
  private static final String OUTPUT_FORMAT = "outputFormat";
  private static final String OUTPUT_FORMAT_PARAMS = "outputFormatParams";

  private final PxTabeller tabeller;
  private final Json json;
  private final Klocka klocka;
  private final int celler;

  TablesResource(
      PxTabeller tabeller,
      Json json,
      Klocka klocka,
      @ConfigProperty(name = "finsam.oppnadata.celler") int celler) {
    this.tabeller = tabeller;
    this.json = json;
    this.klocka = klocka;
    this.celler = celler;
  }

  /**
   * The open tables, page by page.
   *
   * @throws ProblemException 400 for a parameter that is no number, 404 for a page that is not
   *     there
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AnyCase({"lang", "query", "pastDays", "includeDiscontinued", "pageNumber", "pageSize"})
  @Operation(
      operationId = "hamtaOppnaTabeller",
      summary = "Öppna tabeller",
      description =
          "The open tables, page by page: the series of all years first, then those of each release. Tabeller ur ersatta årsuttag bara med includeDiscontinued=true.")
  @Parameter(name = "lang", in = ParameterIn.QUERY)
  @Parameter(name = "query", in = ParameterIn.QUERY)
  @Parameter(name = "pastDays", in = ParameterIn.QUERY)
  @Parameter(name = "includeDiscontinued", in = ParameterIn.QUERY)
  @Parameter(name = "pageNumber", in = ParameterIn.QUERY)
  @Parameter(name = "pageSize", in = ParameterIn.QUERY)
  @APIResponse(
      responseCode = "200",
      description = "Tabellerna",
      content = @Content(schema = @Schema(implementation = TablesResponse.class)))
  public Response lista(@Context HttpHeaders headers, @Context UriInfo uri) {
    var sok = Tabellsok.av(new Query(uri.getQueryParameters()));
    var traffar = sok.bland(tabeller.alla(), klocka.instant());
    var svar = sok.sida(traffar, Lankar.av(uri));
    return Svar.enStund(headers, List.of(svar), () -> svar);
  }

  /**
   * What a table is about.
   *
   * @throws ProblemException 404 if there is none, 410 if its release has been withdrawn
   */
  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @AnyCase("lang")
  @Operation(
      operationId = "hamtaOppenTabell",
      summary = "En öppen tabell",
      description =
          "What a table is about. deltagare är serien över alla år, deltagare-2023.1.0 den ur ett årsuttag, för alltid densamma.")
  @Parameter(name = "lang", in = ParameterIn.QUERY)
  @APIResponse(
      responseCode = "200",
      description = "Tabellen",
      content = @Content(schema = @Schema(implementation = TableResponse.class)))
  @APIResponse(responseCode = "410", description = "Årsuttaget är återkallat")
  public Response hamta(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    var svar =
        TableResponse.av(Lankar.SPRAK, Tabellsok.tabell(tabeller.tabell(id), Lankar.av(uri)));
    return Svar.enStund(headers, List.of(svar), () -> svar);
  }

  /**
   * The axes of a table with all their values, as JSON-stat without cells.
   *
   * @throws ProblemException 400 for a code list that a variable has not, 404 or 410 as for {@link
   *     #hamta}
   */
  @GET
  @Path("/{id}/metadata")
  @Produces(MediaType.APPLICATION_JSON)
  @AnyCase(
      value = {"lang", "defaultSelection", OUTPUT_FORMAT},
      bracketed = CODELIST)
  @Operation(
      operationId = "hamtaOppenMetadata",
      summary = "En öppen tabells metadata",
      description =
          "The axes of a table with all their values, as JSON-stat without cells. Där står vad tecknen för celler utan värde betyder, vilka variabler som kan utelämnas och vad som då menas, kodlistor, noter, källa och licens.")
  @Parameter(name = "lang", in = ParameterIn.QUERY)
  @Parameter(name = "defaultSelection", in = ParameterIn.QUERY)
  @Parameter(name = OUTPUT_FORMAT, in = ParameterIn.QUERY)
  @Parameter(
      name = CODELIST,
      in = ParameterIn.QUERY,
      style = ParameterStyle.DEEPOBJECT,
      explode = Explode.TRUE)
  @APIResponse(
      responseCode = "200",
      description = "Metadata",
      content = @Content(schema = @Schema(implementation = Dataset.class)))
  @APIResponse(responseCode = "410", description = "Årsuttaget är återkallat")
  public Response metadata(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    var tabell = tabeller.tabell(id);
    var query = new Query(uri.getQueryParameters());
    var faults = new Faults();
    boolean standard = Tabellsok.sant(query.one("defaultSelection"), "{defaultSelection}", faults);
    Utformat.baraJsonStat(query, faults);
    var ingen = new Fraga(List.of(), List.of(), List.of());
    var utsnitt =
        standard
            ? ingen.utsnitt(tabell, Integer.MAX_VALUE, faults)
            : ingen.allt(tabell, query.bracketed(CODELIST), faults);
    var form = new Utformat.Form(Utformat.JSON_STAT, null, ',', false);
    return Svar.av(
        tabell,
        headers,
        List.of("metadata", Svar.av(utsnitt, form)),
        () -> Datamangd.metadata(utsnitt, Lankar.av(uri)));
  }

  /**
   * What is answered when nothing is chosen.
   *
   * @throws ProblemException 404 or 410 as for {@link #hamta}
   */
  @GET
  @Path("/{id}/defaultselection")
  @Produces(MediaType.APPLICATION_JSON)
  @AnyCase("lang")
  @Operation(
      operationId = "hamtaOppetStandardurval",
      summary = "Det urval som gäller när inget anges",
      description =
          "What is answered when nothing is chosen: all values of the first variable, the measures and the times. Av övriga variabler det värde som menas när de utelämnas.")
  @Parameter(name = "lang", in = ParameterIn.QUERY)
  @APIResponse(
      responseCode = "200",
      description = "Urvalet",
      content = @Content(schema = @Schema(implementation = SelectionResponse.class)))
  @APIResponse(responseCode = "410", description = "Årsuttaget är återkallat")
  public Response standardurval(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    var tabell = tabeller.tabell(id);
    return Svar.av(
        tabell,
        headers,
        List.of("defaultselection"),
        () -> Tabellsok.standardurval(tabell, Lankar.av(uri)));
  }

  /**
   * Cells of a table.
   *
   * @throws ProblemException 400 for what the table has not, or a variable left out that cannot be;
   *     403 for too many cells; 404 or 410 as for {@link #hamta}
   */
  @GET
  @Path("/{id}/data")
  @Produces({
    MediaType.APPLICATION_JSON,
    "text/csv",
    XLSX,
    MediaType.TEXT_HTML,
    MediaType.APPLICATION_OCTET_STREAM,
    MediaType.WILDCARD
  })
  @AnyCase(
      value = {"lang", OUTPUT_FORMAT},
      repeated = {OUTPUT_FORMAT_PARAMS, "heading", "stub"},
      bracketed = {CODELIST, OUTPUTVALUES},
      bracketedLists = VALUECODES)
  @Operation(
      operationId = "hamtaOppnaData",
      summary = "Data ur en öppen tabell",
      description =
          "Cells of a table, in any of the formats. valuecodes[variabel] väljer koder, *, ?, top(n), bottom(n), range(a,b), from(a) och to(b); av tid är top de senaste. En utelämnad variabel menar sitt eliminationsvärde; inget summeras. Utan urval: /defaultselection. CSV har en rad per cell med koder, texter, value och status, eller rader och kolumner när heading eller stub anges. Celler utan värde: \"..\" skyddad, \"...\" ej redovisad, \".\" ej tillämplig; noll är 0.")
  @Parameter(name = "lang", in = ParameterIn.QUERY)
  @Parameter(
      name = VALUECODES,
      in = ParameterIn.QUERY,
      style = ParameterStyle.DEEPOBJECT,
      explode = Explode.TRUE)
  @Parameter(
      name = CODELIST,
      in = ParameterIn.QUERY,
      style = ParameterStyle.DEEPOBJECT,
      explode = Explode.TRUE)
  @Parameter(
      name = OUTPUTVALUES,
      in = ParameterIn.QUERY,
      style = ParameterStyle.DEEPOBJECT,
      explode = Explode.TRUE)
  @Parameter(name = OUTPUT_FORMAT, in = ParameterIn.QUERY)
  @Parameter(name = OUTPUT_FORMAT_PARAMS, in = ParameterIn.QUERY)
  @Parameter(name = "heading", in = ParameterIn.QUERY)
  @Parameter(name = "stub", in = ParameterIn.QUERY)
  @APIResponse(
      responseCode = "200",
      description = "Data",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Dataset.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MediaType.APPLICATION_OCTET_STREAM,
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "410", description = "Årsuttaget är återkallat")
  public Response data(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    var faults = new Faults();
    return svar(tabeller.tabell(id), query -> Fraga.av(query, faults), faults, headers, uri);
  }

  /**
   * Cells of a table, for selections that are longer than an address.
   *
   * @throws ProblemException as for {@link #data}
   */
  @POST
  @Path("/{id}/data")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({
    MediaType.APPLICATION_JSON,
    "text/csv",
    XLSX,
    MediaType.TEXT_HTML,
    MediaType.APPLICATION_OCTET_STREAM,
    MediaType.WILDCARD
  })
  @AnyCase(
      value = {"lang", OUTPUT_FORMAT},
      repeated = OUTPUT_FORMAT_PARAMS)
  @Operation(
      operationId = "fragaOppnaData",
      summary = "Data ur en öppen tabell, med urvalet i kroppen",
      description =
          "Cells of a table, for selections that are longer than an address: the same answer as GET with the same selection. POST används här i stället för GET, ändrar inget och kan sändas om.")
  @Parameter(name = "lang", in = ParameterIn.QUERY)
  @Parameter(name = OUTPUT_FORMAT, in = ParameterIn.QUERY)
  @Parameter(name = OUTPUT_FORMAT_PARAMS, in = ParameterIn.QUERY)
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VariablesSelection.class)))
  @APIResponse(
      responseCode = "200",
      description = "Data",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Dataset.class)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MediaType.APPLICATION_OCTET_STREAM,
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "410", description = "Årsuttaget är återkallat")
  public Response fraga(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    var tabell = tabeller.tabell(id);
    var read = json.read(body, VariablesSelection.class);
    read.faults().refuse();
    return svar(tabell, query -> Fraga.av(read.value()), read.faults(), headers, uri);
  }

  private Response svar(
      PxTabell tabell,
      Function<Query, Fraga> fraga,
      Faults faults,
      HttpHeaders headers,
      UriInfo uri) {
    var query = new Query(uri.getQueryParameters());
    var form = Utformat.av(query, faults);
    var utsnitt = fraga.apply(query).utsnitt(tabell, celler, faults);
    var lankar = Lankar.av(uri);
    var svar =
        Svar.av(
            tabell,
            headers,
            List.of("data", Svar.av(utsnitt, form)),
            () ->
                switch (form.format()) {
                  case JSON_STAT -> Datamangd.data(utsnitt, lankar);
                  case CSV -> Utskrifter.csv(utsnitt, form);
                  case XLSX -> Utskrifter.xlsx(utsnitt, form);
                  case HTML -> Tabellsida.av(utsnitt, form);
                  case PX -> PxFil.av(utsnitt);
                });
    return Response.fromResponse(svar)
        .type(form.format().contentType)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"" + tabell.id() + "." + form.format().andelse + "\"")
        .header(
            HttpHeaders.LINK,
            "<" + lankar.metadata(tabell) + ">; rel=\"describedby\"; type=\"application/json\"")
        .build();
  }
}
