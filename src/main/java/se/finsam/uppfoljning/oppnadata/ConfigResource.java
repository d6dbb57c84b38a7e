package se.finsam.uppfoljning.oppnadata;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.oppnadata.PxWeb.ConfigResponse;
import se.finsam.uppfoljning.problem.AnyCase;
import se.finsam.uppfoljning.takt.Takt;
import se.finsam.uppfoljning.takt.Takter;

/**
 * What the open data's API can do and what it allows, which clients of PxWebApi 2 ask for first.
 */
@Path("/oppnadata/config")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Öppna data")
@PermitAll
@Takt
class ConfigResource {
  /** The version of PxWebApi's specification that is followed. */
  private static final String PXWEBAPI = "2.0.0";

  private final String version;
  private final int celler;
  private final Takter takter;

  ConfigResource(
      @ConfigProperty(name = "quarkus.application.version") String version,
      @ConfigProperty(name = "finsam.oppnadata.celler") int celler,
      Takter takter) {
    this.version = version;
    this.celler = celler;
    this.takter = takter;
  }

  /** Versions, languages, limits, licence and formats. */
  @GET
  @AnyCase("lang")
  @Operation(
      operationId = "hamtaOppenConfig",
      summary = "Vad API:et för öppna data kan och tillåter",
      description =
          "Versions, languages, limits, licence and formats. Som PxWebApi 2: högst maxDataCells celler i ett svar, högst maxCallsPerTimeWindow anrop på timeWindow sekunder.")
  @Parameter(name = "lang", in = ParameterIn.QUERY)
  @APIResponse(
      responseCode = "200",
      description = "Vad API:et kan och tillåter",
      content = @Content(schema = @Schema(implementation = ConfigResponse.class)))
  public Response hamta(@Context HttpHeaders headers) {
    var config =
        new ConfigResponse(
            PXWEBAPI,
            version,
            List.of(new PxWeb.Language(Lankar.SPRAK, "Svenska")),
            Lankar.SPRAK,
            celler,
            takter.anrop(),
            (int) takter.tidsfonster().toSeconds(),
            PxTabell.LICENS,
            List.of(
                new PxWeb.SourceReference(
                    Lankar.SPRAK, "Källa: " + PxTabell.KALLA + ", Uppföljning Finsam")),
            Utformat.JSON_STAT.kod,
            Utformat.koder(),
            List.of(
                new PxWeb.ApiFeature("CORS", List.of(new PxWeb.KeyValuePair("enabled", "True"))),
                new PxWeb.ApiFeature(
                    "status",
                    Tecken.koder().entrySet().stream()
                        .map(e -> new PxWeb.KeyValuePair(e.getKey(), e.getValue()))
                        .toList())));
    return Svar.enStund(headers, List.of(config), () -> config);
  }
}
