package se.finsam.uppfoljning.openapi;

import org.eclipse.microprofile.openapi.annotations.ExternalDocumentation;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Contact;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The head of the OpenAPI document. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Uppföljning Finsam",
            version = "1.0.0",
            description =
                """
                Syfte: samordningsförbunden rapporterar hur många kvinnor och män som deltar i deras insatser, kvartal för kvartal, och landet läser sina Finsamuppgifter härifrån: nu, och så som de var kända vid varje tidpunkt. Inga uppgifter om personer tas emot. Varje rättelse är en ny version; inget skrivs över.

                Begränsningar: högst 1 MB och 2 000 rader i en begäran, högst 500 poster på en sida, kvartal tidigast 2023K1. Okända fält och parametrar vägras. Deltagare är deltagare i insatser, inte unika personer.

                In English: the samordningsförbund report how many women and men take part in their insatser, and the nation reads its Finsam figures from here, live or as known at any instant. No data about individuals are accepted. Domain words are Swedish, as in the law.""",
            termsOfService = "https://api.example.se/villkor",
            contact =
                @Contact(
                    name = "Uppföljning Finsam",
                    url = "https://api.example.se/finsam",
                    email = "uppfoljning-finsam@example.se"),
            license = @License(name = "EUPL-1.2", url = "https://eupl.eu/1.2/sv")),
    externalDocs =
        @ExternalDocumentation(
            description =
                "Så används tjänsten: README för förbund, Försäkringskassan, forskare och utvecklare",
            url = "https://api.example.se/finsam/dokumentation"),
    tags = {
      @Tag(
          name = "Registreringar",
          description = "Det som förbunden registrerar för varje kvartal"),
      @Tag(name = "Insatser", description = "Förbundens insatser"),
      @Tag(name = "Ekonomi", description = "Förbundens och insatsernas pengar, år för år"),
      @Tag(name = "Förbund", description = "Registret över samordningsförbund"),
      @Tag(name = "Kodlistor", description = "Koder och etiketter"),
      @Tag(name = "Sammanställningar", description = "Nationella uppgifter för ett år"),
      @Tag(
          name = "Uppföljning",
          description = "Förbundets egen uppföljning av ett år, bredvid andras medianer"),
      @Tag(
          name = "Öppna data",
          description =
              "Röjandekontrollerade tabeller ur publicerade årsuttag, utan inloggning, som PxWebApi 2"),
      @Tag(name = "Om API:et", description = "Version och status")
    })
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description =
        "Token med claims iss, aud, sub, exp, iat, groups (roller) och forbund (förbundskoder)")
public class Application extends jakarta.ws.rs.core.Application {}
