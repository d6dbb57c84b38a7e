package se.finsam.uppfoljning.oppnadata;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.arsuttag.Utgavor;
import se.finsam.uppfoljning.takt.Takt;

/** The page about the open data, for people. No login. */
@Path("/oppnadata")
@Tag(name = "Öppna data")
@PermitAll
@Takt
class LandningssidaResource {
  private final Utgavor utgavor;
  private final KatalogAdresser adresser;
  private final Landningssida sida;

  LandningssidaResource(Utgavor utgavor, KatalogAdresser adresser, Landningssida sida) {
    this.utgavor = utgavor;
    this.adresser = adresser;
    this.sida = sida;
  }

  /** What open tables there are, what they mean, how to fetch and how to cite them. */
  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(
      operationId = "hamtaLandningssida",
      summary = "Sidan om öppna data",
      description =
          "What open tables there are, what they mean, how to fetch and how to cite them. En sida att läsa (HTML), med anrop i curl, R och Python som går att köra som de står.")
  @APIResponse(
      responseCode = "200",
      description = "Sidan",
      content =
          @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
  public Response hamta(@Context UriInfo uri, @Context HttpHeaders headers) {
    var html = sida.html(utgavor.alla(), utgavor.aterkallade(), adresser.adress(uri));
    var svar =
        KatalogSvar.av(
            html.getBytes(StandardCharsets.UTF_8), MediaType.TEXT_HTML + ";charset=UTF-8", headers);
    return Response.fromResponse(svar).header("Content-Security-Policy", sida.policy()).build();
  }
}
