package se.finsam.uppfoljning.oppnadata;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.arsuttag.Utgavor;
import se.finsam.uppfoljning.takt.Takt;

/** The catalogue that dataportal.se harvests from this one address. No login. */
@Path("/oppnadata/dcat")
@Tag(name = "Öppna data")
@PermitAll
@Takt
class KatalogResource {
  private static final String RDF_XML = "application/rdf+xml";

  private final Utgavor utgavor;
  private final KatalogAdresser adresser;
  private final Katalog.Kontakt kontakt;

  KatalogResource(
      Utgavor utgavor,
      KatalogAdresser adresser,
      @ConfigProperty(name = "finsam.oppnadata.kontakt.namn") String namn,
      @ConfigProperty(name = "finsam.oppnadata.kontakt.epost") String epost) {
    this.utgavor = utgavor;
    this.adresser = adresser;
    kontakt = new Katalog.Kontakt(namn, epost);
  }

  /**
   * Every open table, every published extract and the API that serves them, as DCAT-AP-SE 3.0.1 in
   * RDF/XML; a catalogue without tables where nothing is published.
   */
  @GET
  @Produces(RDF_XML)
  @Operation(
      operationId = "hamtaKatalog",
      summary = "Katalog över öppna data (DCAT-AP-SE)",
      description =
          "Every open table, every published extract and the API that serves them, as DCAT-AP-SE 3.0.1 in RDF/XML. Det som dataportal.se skördar. Återkallade årsuttag står kvar utan filer, med orsak och efterföljare.")
  @APIResponse(
      responseCode = "200",
      description = "Katalogen",
      content = @Content(mediaType = RDF_XML, schema = @Schema(type = SchemaType.STRING)))
  public Response hamta(@Context UriInfo uri, @Context HttpHeaders headers) {
    var rdf = Katalog.rdf(utgavor.alla(), utgavor.aterkallade(), adresser.adress(uri), kontakt);
    return KatalogSvar.av(rdf, RDF_XML + ";charset=UTF-8", headers);
  }
}
