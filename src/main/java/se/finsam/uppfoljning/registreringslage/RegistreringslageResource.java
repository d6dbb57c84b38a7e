package se.finsam.uppfoljning.registreringslage;

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
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.registreringslage.RegistreringslageSvar.Lage;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.Sida;

/**
 * Who has reported a quarter and who has not, live and as it was known at any instant: what
 * Nationella rådet reminds the förbund from.
 *
 * <p>It names förbund and insatser, and no counts of people. Source: contract section 7; R16, R17.
 */
@Path("/registreringslagen")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Registreringslägen")
@RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
class RegistreringslageResource {
  private static final String KOD = "[a-z0-9-]{1,64}";

  private final Registreringslagen registreringslagen;
  private final Mottagningar mottagningar;

  RegistreringslageResource(Registreringslagen registreringslagen, Mottagningar mottagningar) {
    this.registreringslagen = registreringslagen;
    this.mottagningar = mottagningar;
  }

  /**
   * Where every förbund that exists in a quarter stands in it, and which of its insatser lack a
   * registration.
   *
   * @throws ProblemException 400 or 422 with everything that is wrong with the question
   */
  @GET
  @Operation(
      operationId = "hamtaRegistreringslagen",
      summary = "Registreringsläget för ett kvartal",
      description =
          "Where every förbund that exists in a quarter stands in it, and which of its insatser lack a registration. Nu, eller så som det var känt vid perTidpunkt. antal räknar förbunden i varje läge, hela urvalet och inte bara sidan; filtrera med lage och forbund. Ett förbund har ett enda läge, det första av ATTESTERAD (en nollrapport räknas; inget har kommit efter attesten), LAST, SEN, PABORJAT och EJ_PABORJAT som stämmer: det som då inte syns står bredvid.")
  @APIResponse(
      responseCode = "200",
      description = "En sida förbund, i kodordning",
      content = @Content(schema = @Schema(implementation = RegistreringslageSvar.class)))
  public Response hamta(
      @Parameter(required = true) @QueryParam("kvartal") String kvartal,
      @QueryParam("lage") String lage,
      @QueryParam("forbund") String forbund,
      @QueryParam("perTidpunkt") String perTidpunkt,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var urval = urval(kvartal, lage, forbund, perTidpunkt, faults);
    faults.refuse();
    return etag(urval.orElseThrow(), sida).get(headers, () -> svar(urval.orElseThrow(), sida, uri));
  }

  private RegistreringslageSvar svar(Registreringslagen.Urval urval, Sida sida, UriInfo uri) {
    var lista = registreringslagen.lista(urval, sida);
    return new RegistreringslageSvar(
        urval.kvartal(),
        urval.t(),
        lista.plan().forfaller(),
        lista.plan().senEfter(),
        lista.plan().lases(),
        lista.antal(),
        lista.rader(),
        new Meta(lista.langd(), sida.limit(), sida.offset(), urval.t()),
        sida.lankar(uri, lista.langd(), urval.t()));
  }

  /** Weak: a live answer tells a later instant, though nothing else in it has changed. */
  private Etag etag(Registreringslagen.Urval urval, Sida sida) {
    return Etag.weak(
        String.join(
            "-",
            urval.kvartal().toString(),
            mottagningar.dataversion(urval.t()).toString(),
            registreringslagen.tiden(urval),
            Objects.toString(urval.lage(), ""),
            Objects.toString(urval.forbund(), ""),
            String.valueOf(sida.limit()),
            String.valueOf(sida.offset())));
  }

  /** The question, if nothing is wrong with it. */
  private Optional<Registreringslagen.Urval> urval(
      String kvartal, String lage, String forbund, String perTidpunkt, Faults faults) {
    var av = Kvartal.parameter(kvartal, faults);
    if (kvartal == null) {
      faults.unreadable("{kvartal}", "SAKNAS", "Ange kvartalet, 2023K4");
    }
    var i = lage(lage, faults);
    var t = tidpunkt(perTidpunkt, faults);
    if (av.isPresent() && t.isPresent() && !av.get().harBorjat(t.get())) {
      faults.rule("{kvartal}", "EJ_PABORJAT", "Kvartalet har inte börjat vid den tidpunkten");
    }
    if (forbund != null && t.isPresent() && !registreringslagen.kant(forbund, t.get())) {
      faults.rule(
          "{forbund}",
          "OKAND_KOD",
          "Förbundet fanns inte i registret vid den tidpunkten"
              + (forbund.matches(KOD) ? ": " + forbund : ""));
    }
    return av.flatMap(k -> t.map(vid -> new Registreringslagen.Urval(k, vid, forbund, i)));
  }

  private static Lage lage(String text, Faults faults) {
    var lage = Arrays.stream(Lage.values()).filter(l -> l.name().equals(text)).findFirst();
    if (text != null && lage.isEmpty()) {
      faults.rule(
          "{lage}",
          "OKANT_VARDE",
          "Värdet är inte känt, tillåtna är " + Arrays.toString(Lage.values()));
    }
    return lage.orElse(null);
  }

  /** What is wrong with the instant is told with all else that is wrong. */
  private Optional<Instant> tidpunkt(String perTidpunkt, Faults faults) {
    try {
      return Optional.of(mottagningar.tidpunkt(perTidpunkt));
    } catch (ProblemException refused) {
      for (var fault : refused.faults()) {
        if (refused.type() == ProblemType.OLASLIG_BEGARAN) {
          faults.unreadable(fault);
        } else {
          faults.rule(fault);
        }
      }
      return Optional.empty();
    }
  }
}
