package se.finsam.uppfoljning.openapi;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this API is, in the form of the national REST profile (VER.06, VER.07). No login. */
@Path("/api-info")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Om API:et")
@PermitAll
class ApiInfoResource {
  private final String version;
  private final LocalDate released;

  ApiInfoResource(
      @ConfigProperty(name = "quarkus.application.version") String version,
      @ConfigProperty(name = "finsam.api-released") LocalDate released) {
    this.version = version;
    this.released = released;
  }

  @Schema(name = "ApiInfo", description = "Om API:et, enligt den nationella REST-profilen")
  record ApiInfo(
      @Schema(examples = "uppfoljning-finsam") String apiName,
      @Schema(examples = "1.0.0") String apiVersion,
      @Schema(examples = "2026-11-22") LocalDate apiReleased,
      @Schema(examples = "https://api.example.se/finsam/v1/openapi.json") String apiDocumentation,
      @Schema(examples = "active") String apiStatus) {}

  /** Name, version, release date, documentation and status of the API. */
  @GET
  @Operation(
      operationId = "hamtaApiInfo",
      summary = "Om API:et",
      description =
          "Name, version, release date, documentation and status of the API. Enligt nationella REST-profilen.")
  @APIResponse(
      responseCode = "200",
      description = "Om API:et",
      content = @Content(schema = @Schema(implementation = ApiInfo.class)))
  public ApiInfo hamta(@Context UriInfo uri) {
    return new ApiInfo(
        "uppfoljning-finsam",
        version,
        released,
        uri.getBaseUriBuilder().path("openapi.json").build().toString(),
        "active");
  }
}
