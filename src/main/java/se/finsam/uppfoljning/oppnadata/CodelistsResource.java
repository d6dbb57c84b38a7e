package se.finsam.uppfoljning.oppnadata;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.oppnadata.PxWeb.CodelistResponse;
import se.finsam.uppfoljning.problem.AnyCase;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.Query;
import se.finsam.uppfoljning.takt.Takt;

/** Parts of the axes of open tables, by kind: all län, all förbund. */
@Path("/oppnadata/codelists")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Öppna data")
@PermitAll
@Takt
class CodelistsResource {
  private final PxTabeller tabeller;

  CodelistsResource(PxTabeller tabeller) {
    this.tabeller = tabeller;
  }

  /**
   * The values of a code list.
   *
   * @throws ProblemException 400 for a form other than JSON, 404 if no open table has it
   */
  @GET
  @Path("/{id}")
  @AnyCase({"lang", "outputFormat"})
  @Operation(
      operationId = "hamtaOppenKodlista",
      summary = "En kodlista till öppna tabeller",
      description =
          "The values of a code list: some of the values of a variable. Inget i den är summerat; varje värde står för sig självt.")
  @Parameter(name = "lang", in = ParameterIn.QUERY)
  @Parameter(name = "outputFormat", in = ParameterIn.QUERY)
  @APIResponse(
      responseCode = "200",
      description = "Kodlistan",
      content = @Content(schema = @Schema(implementation = CodelistResponse.class)))
  public Response hamta(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    var faults = new Faults();
    Utformat.baraJsonStat(new Query(uri.getQueryParameters()), faults);
    faults.refuse();
    var kodlistan = tabeller.kodlista(id);
    var lista = kodlistan.lista();
    return Svar.enStund(
        headers,
        List.of(kodlistan),
        () ->
            new CodelistResponse(
                lista.id(),
                lista.etikett(),
                Lankar.SPRAK,
                List.of(Lankar.SPRAK),
                false,
                "Valueset",
                kodlistan.varden().stream()
                    .map(v -> new PxWeb.ValueMap(v.kod(), v.etikett(), List.of(v.kod())))
                    .toList(),
                List.of(Lankar.av(uri).till("self", "codelists/" + lista.id()))));
  }
}
