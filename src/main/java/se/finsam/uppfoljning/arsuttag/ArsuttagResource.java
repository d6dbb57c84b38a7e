package se.finsam.uppfoljning.arsuttag;

import static se.finsam.uppfoljning.security.Roles.FORSAKRINGSKASSAN;
import static se.finsam.uppfoljning.security.Roles.NATIONELLA_RADET;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import se.finsam.uppfoljning.arsrapport.Arsrapport;
import se.finsam.uppfoljning.arsrapport.Underlag;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.format.Format;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Json;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.sammanstallning.Andringar;
import se.finsam.uppfoljning.sammanstallning.Jamforelser;
import se.finsam.uppfoljning.sammanstallning.Struktur;
import se.finsam.uppfoljning.sammanstallning.Tabeller;
import se.finsam.uppfoljning.sammanstallning.Utskrift;
import se.finsam.uppfoljning.security.Callers;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;
import se.finsam.uppfoljning.sida.Sida;
import se.finsam.uppfoljning.takt.Takt;

/**
 * The yearly extracts (årsuttag): the national report of a year as it was known at the end of a
 * day, frozen, numbered and provable.
 *
 * <p>National roles see the whole content, and drafts. Everybody else, with or without a token,
 * sees what has been published, disclosure-controlled: counts of persons below the threshold, and
 * what they could be worked out from, are null with the status UNDERTRYCKT.
 *
 * <p>Source: lag (2003:1210) 7 § on follow-up; dossier sections 10.4 and 13; contract section 8.
 */
@Path("/arsuttag")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Årsuttag")
class ArsuttagResource {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String PDF = "application/pdf";
  private static final String CSV = "text/csv";
  private static final Set<Format> AV_RAPPORTEN =
      EnumSet.of(Format.JSON, Format.XLSX, Format.HTML, Format.PDF);
  private static final Set<Format> AV_EN_TABELL =
      EnumSet.of(Format.JSON, Format.JSON_STAT, Format.CSV, Format.CSV_EXCEL, Format.XLSX);
  private static final String FOR_GOTT = "public, max-age=86400, immutable";
  private static final String TILLS_VIDARE = "public, max-age=300";
  private static final String SENASTE = "senaste";
  private static final TypeReference<Map<String, List<Map<String, String>>>> KODLISTOR =
      new TypeReference<>() {};

  private static final int KEPT = 20;

  private final Cache<String, byte[]> rapporter = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Arsuttagen arsuttagen;
  private final Jamforelser jamforelser;
  private final Mottagningar mottagningar;
  private final Callers callers;
  private final Json json;
  private final ObjectMapper mapper;

  ArsuttagResource(
      Arsuttagen arsuttagen,
      Jamforelser jamforelser,
      Mottagningar mottagningar,
      Callers callers,
      Json json,
      ObjectMapper mapper) {
    this.arsuttagen = arsuttagen;
    this.jamforelser = jamforelser;
    this.mottagningar = mottagningar;
    this.callers = callers;
    this.json = json;
    this.mapper = mapper;
  }

  /**
   * Takes the extract of a year as of the end of a day. It is a draft (UTKAST) until it is
   * published.
   *
   * @throws ProblemException 422 with every fault
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(NATIONELLA_RADET)
  @Operation(
      operationId = "taArsuttag",
      summary = "Gör ett årsuttag",
      description =
          "Takes the extract of a year as of the end of a day. It is a draft (UTKAST) until it is published. Numret är år, version och underversion: ny version när någon figur skiljer sig från uttaget före, annars ny underversion. Samma registreringar och samma dag ger alltid samma byte och samma kontrollsumma.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyttArsuttag.class)))
  @APIResponse(
      responseCode = "201",
      description = "Årsuttaget, ett utkast",
      content = @Content(schema = @Schema(implementation = ArsuttagSvar.class)))
  public Response ta(
      @HeaderParam("Idempotency-Key") String idempotencyKey, byte[] body, @Context UriInfo uri) {
    var caller = callers.radetCaller();
    var nyckel = Idempotens.Nyckel.of(idempotencyKey, caller.subject(), uri, body);
    var read = json.read(body, NyttArsuttag.class);
    return svar(
        arsuttagen.ta(
            read.value(),
            read.faults(),
            new Arsuttagen.Begaran(caller, nyckel, skrivet(Response.Status.CREATED, uri))));
  }

  /** The extracts, the newest year first; drafts for national roles alone. */
  @GET
  @PermitAll
  @Takt
  @Operation(
      operationId = "listaArsuttag",
      summary = "Årsuttagen",
      description =
          "The extracts, the newest year first; drafts for national roles alone. Även ersatta och återkallade; filtrera med ar.")
  @APIResponse(
      responseCode = "200",
      description = "En sida årsuttag",
      content = @Content(schema = @Schema(implementation = ArsuttagSvar.Lista.class)))
  public Response lista(
      @QueryParam("ar") String ar,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var year = Ar.parameter(ar, faults);
    faults.refuse();
    boolean nationell = callers.nationell();
    var alla =
        arsuttagen.alla().stream()
            .filter(a -> nationell || a.allmant())
            .filter(a -> year.isEmpty() || year.get().ar() == a.ar())
            .toList();
    var lista =
        new ArsuttagSvar.Lista(
            alla.stream()
                .skip(sida.offset())
                .limit(sida.limit())
                .map(a -> ArsuttagSvar.av(a, nationell, lankar(a, nationell, uri)))
                .toList(),
            new Meta(alla.size(), sida.limit(), sida.offset(), null),
            sida.lankar(uri, alla.size()));
    return cachad(Response.ok(lista), nationell, TILLS_VIDARE).build();
  }

  /**
   * One extract with all its tables: as data, as a workbook, or as the report that a person reads.
   *
   * @throws ProblemException 404 if there is none that the caller may see, 410 with the reason and
   *     what holds instead if it has been withdrawn
   */
  @GET
  @Path("/{ar}/{version}")
  @PermitAll
  @Takt
  @Produces({MediaType.APPLICATION_JSON, XLSX, MediaType.TEXT_HTML, PDF})
  @Operation(
      operationId = "hamtaArsuttag",
      summary = "Ett årsuttag med sina tabeller",
      description =
          "One extract with all its tables: as data, as a workbook, or as the report that a person reads. version är numret (2023.1.0) eller senaste: det publicerade som gäller, för nationella roller annars det senaste utkastet. Utan nationell roll är små antal dolda (UNDERTRYCKT). Rapporten fås med Accept eller format=html, format=pdf.")
  @APIResponse(
      responseCode = "200",
      description = "Årsuttaget",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = FrystRapport.class)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  public Response hamta(
      @PathParam("ar") String ar,
      @PathParam("version") String version,
      @QueryParam("format") String format,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    var form = Format.of(format, headers, AV_RAPPORTEN);
    boolean nationell = callers.nationell();
    var a = lasbart(ar, version, nationell);
    return fryst(
        a,
        version,
        form,
        "arsuttag-" + a.nummer(),
        nationell,
        headers,
        () -> rapport(a, form, nationell, uri));
  }

  private Object rapport(Arsuttag a, Format form, boolean nationell, UriInfo uri) {
    var dokument = arsuttagen.dokument(a, nationell).innehall();
    if (form == Format.HTML || form == Format.PDF) {
      var underlag = underlag(a, nationell, dokument, uri);
      // setting a report takes seconds, and it is the same until the extract's state is another
      return rapporter.get(
          underlag.kontrollsumma() + a.lage() + underlag.adress() + form,
          u -> form == Format.HTML ? Arsrapport.html(underlag) : Arsrapport.pdf(underlag));
    }
    var tabeller = new LinkedHashMap<String, FrystTabell>();
    for (var namn : Tabeller.NAMN) {
      tabeller.put(
          namn,
          FrystTabell.av(
              namn,
              dokument,
              Format.lankar(adress(a, uri, "tabeller", namn), AV_EN_TABELL),
              mapper));
    }
    if (form == Format.XLSX) {
      return Utskrift.xlsx(
          tabeller.values().stream()
              .map(t -> t.utskrift(dokument, harkomst(a, nationell)))
              .toList());
    }
    var forsta = tabeller.get("tackning");
    return new FrystRapport(
        ArsuttagSvar.av(a, nationell, lankar(a, nationell, uri)),
        Struktur.DAVARANDE,
        forsta.brott(),
        forsta.tackning(),
        tabeller,
        mapper.convertValue(dokument.path("kodlistor"), KODLISTOR));
  }

  /** What a file says of itself: of which extract it is, and what may be done with it. */
  private static List<String> harkomst(Arsuttag a, boolean nationell) {
    return nationell
        ? List.of(
            "Årsuttag %s, uttaget %s, SHA-256 %s"
                .formatted(a.nummer(), a.uttagsdatum(), Dokument.hex(a.kontrollsumma())),
            "Inte för spridning: inte röjandekontrollerat")
        : List.of(
            a.citat() + ", SHA-256 " + Dokument.hex(a.oppenKontrollsumma()),
            "Licens: CC0 1.0",
            "Röjandekontrollerat: antal personer under %d, och det som skulle avslöja dem, är dolda"
                .formatted(a.troskel()));
  }

  private static Underlag underlag(Arsuttag a, boolean nationell, JsonNode dokument, UriInfo uri) {
    return new Underlag(
        a.nummer(),
        a.ar(),
        a.lage().name(),
        a.uttagsdatum(),
        a.perTidpunkt(),
        a.publicerad(),
        Dokument.hex(nationell ? a.kontrollsumma() : a.oppenKontrollsumma()),
        adress(a, uri).build().toString(),
        a.citat(),
        a.anteckning(),
        !nationell,
        nationell ? 0 : a.troskel(),
        dokument);
  }

  /**
   * One table of an extract.
   *
   * @throws ProblemException 404 if there is no such table or extract, 410 if it has been withdrawn
   */
  @GET
  @Path("/{ar}/{version}/tabeller/{tabell}")
  @PermitAll
  @Takt
  @Produces({MediaType.APPLICATION_JSON, CSV, XLSX})
  @Operation(
      operationId = "hamtaFrystTabell",
      summary = "En tabell i ett årsuttag",
      description =
          "One table of an extract. Som JSON, JSON-stat 2.0 (format=json-stat2), CSV eller XLSX; alla säger samma celler, och döljer samma.")
  @APIResponse(
      responseCode = "200",
      description = "Tabellen",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = FrystTabell.class)),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  public Response tabell(
      @PathParam("ar") String ar,
      @PathParam("version") String version,
      @PathParam("tabell") String tabell,
      @QueryParam("format") String format,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    if (!Tabeller.NAMN.contains(tabell)) {
      throw ProblemException.notFound();
    }
    var form = Format.of(format, headers, AV_EN_TABELL);
    boolean nationell = callers.nationell();
    var a = lasbart(ar, version, nationell);
    return fryst(
        a,
        version,
        form,
        tabell + "-" + a.nummer(),
        nationell,
        headers,
        () -> {
          var dokument = arsuttagen.dokument(a, nationell).innehall();
          var svar =
              FrystTabell.av(
                  tabell,
                  dokument,
                  Format.lankar(adress(a, uri, "tabeller", tabell), AV_EN_TABELL),
                  mapper);
          return form == Format.JSON
              ? svar
              : svar.utskrift(dokument, harkomst(a, nationell)).som(form);
        });
  }

  /**
   * The document itself, byte for byte: what the checksum is of.
   *
   * @throws ProblemException 404 if there is none that the caller may see, 410 if it has been
   *     withdrawn
   */
  @GET
  @Path("/{ar}/{version}/innehall")
  @PermitAll
  @Takt
  @Operation(
      operationId = "hamtaArsuttagInnehall",
      summary = "Årsuttagets dokument, byte för byte",
      description =
          "The document itself, byte for byte: what the checksum is of. Kanonisk JSON (RFC 8785): sha256sum på svaret ger kontrollsumma. Utan nationell roll det öppna dokumentet.")
  @APIResponse(
      responseCode = "200",
      description = "Dokumentet",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT)))
  public Response innehall(
      @PathParam("ar") String ar,
      @PathParam("version") String version,
      @Context HttpHeaders headers) {
    boolean nationell = callers.nationell();
    var a = lasbart(ar, version, nationell);
    var svar =
        fryst(
            a,
            version,
            Format.JSON,
            "innehall",
            nationell,
            headers,
            () -> arsuttagen.dokument(a, nationell).bytes());
    var summa = nationell ? a.kontrollsumma() : a.oppenKontrollsumma();
    return Response.fromResponse(svar)
        .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(summa) + ":")
        .build();
  }

  /**
   * Whether the extract can still be made of the registrations, byte for byte.
   *
   * @throws ProblemException 404 if there is no such extract
   */
  @GET
  @Path("/{ar}/{version}/verifiering")
  @RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
  @Operation(
      operationId = "verifieraArsuttag",
      summary = "Om årsuttaget stämmer med registreringarna",
      description =
          "Whether the extract can still be made of the registrations, byte for byte. Innehållet räknas om som det var känt vid uttagets tidpunkt, med de regler det gjordes med, och det öppna dokumentet skyddas på nytt. Även för ett återkallat årsuttag.")
  @APIResponse(
      responseCode = "200",
      description = "Provet",
      content = @Content(schema = @Schema(implementation = Verifiering.class)))
  public Verifiering verifiering(
      @PathParam("ar") String ar, @PathParam("version") String version, @Context UriInfo uri) {
    var a = arsuttagen.ett(ar, version, true);
    return Verifiering.av(a, arsuttagen.prova(a), mottagningar.lasTid(), Lank.self(uri));
  }

  /**
   * What has moved since the extract was taken, or between it and another of its year: per figure
   * and förbund, late, corrected and withdrawn registrations told apart.
   *
   * @throws ProblemException 404 if there is no such extract, 422 if mot is none of the same year
   */
  @GET
  @Path("/{ar}/{version}/andringar")
  @RolesAllowed({FORSAKRINGSKASSAN, NATIONELLA_RADET})
  @Operation(
      operationId = "hamtaArsuttagAndringar",
      summary = "Vad som har ändrats sedan årsuttaget",
      description =
          "What has moved since the extract was taken, or between it and another of its year: per figure and förbund, late, corrected and withdrawn registrations told apart. mot är live (utan mot samma sak) eller numret på ett annat årsuttag för året; fran är det som är taget först.")
  @APIResponse(
      responseCode = "200",
      description = "Ändringarna, en sida",
      content = @Content(schema = @Schema(implementation = Andringar.class)))
  public Andringar andringar(
      @PathParam("ar") String ar,
      @PathParam("version") String version,
      @QueryParam("mot") String mot,
      @QueryParam("limit") String limit,
      @QueryParam("offset") String offset,
      @Context UriInfo uri) {
    var faults = new Faults();
    var sida = Sida.of(limit, offset, faults);
    var a = arsuttagen.ett(ar, version, true);
    var andra = mottagningar.lasTid();
    if (mot != null && !mot.equals("live")) {
      try {
        andra = arsuttagen.ett(ar, mot, true).perTidpunkt();
      } catch (ProblemException e) {
        faults.rule("{mot}", "OKANT_VARDE", "mot är live eller ett annat årsuttag för samma år");
      }
    }
    faults.refuse();
    var fran = a.perTidpunkt().isBefore(andra) ? a.perTidpunkt() : andra;
    var till = a.perTidpunkt().isBefore(andra) ? andra : a.perTidpunkt();
    return jamforelser.mellan(
        List.of(new Ar(a.ar())), fran, till, Set.of(), sida, antal -> sida.lankar(uri, antal));
  }

  /**
   * Makes an extract public: what is open of it is disclosure-controlled now, with the thresholds
   * of now, and the one that was public before becomes ERSATT. Again on one that is public:
   * nothing.
   *
   * @throws ProblemException 404 if there is no such extract, 409 if it has been withdrawn or a
   *     later one of its year is public
   */
  @POST
  @Path("/{ar}/{version}/publicering")
  @RolesAllowed(NATIONELLA_RADET)
  @Operation(
      operationId = "publiceraArsuttag",
      summary = "Publicera ett årsuttag",
      description =
          "Makes an extract public: what is open of it is disclosure-controlled now, with the thresholds of now, and the one that was public before becomes ERSATT. Again on one that is public: nothing.")
  @APIResponse(
      responseCode = "200",
      description = "Årsuttaget, publicerat",
      content = @Content(schema = @Schema(implementation = ArsuttagSvar.class)))
  public Response publicera(
      @PathParam("ar") String ar,
      @PathParam("version") String version,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      @Context UriInfo uri) {
    var caller = callers.radetCaller();
    var nyckel = Idempotens.Nyckel.of(idempotencyKey, caller.subject(), uri, new byte[0]);
    var a = arsuttagen.ett(ar, version, true);
    return svar(
        arsuttagen.publicera(
            a, new Arsuttagen.Begaran(caller, nyckel, skrivet(Response.Status.OK, uri))));
  }

  /**
   * Withdraws an extract: from now on its figures are not told, and whoever asks is told why.
   *
   * @throws ProblemException 404 if there is no such extract, 409 if it has been withdrawn for
   *     another reason, 422 without a reason
   */
  @POST
  @Path("/{ar}/{version}/aterkallande")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(NATIONELLA_RADET)
  @Operation(
      operationId = "aterkallaArsuttag",
      summary = "Återkalla ett årsuttag",
      description =
          "Withdraws an extract: from now on its figures are not told, and whoever asks is told why. Frågor om det besvaras 410 med orsaken och det årsuttag som gäller i stället.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NyttAterkallande.class)))
  @APIResponse(
      responseCode = "200",
      description = "Årsuttaget, återkallat",
      content = @Content(schema = @Schema(implementation = ArsuttagSvar.class)))
  public Response aterkalla(
      @PathParam("ar") String ar,
      @PathParam("version") String version,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      byte[] body,
      @Context UriInfo uri) {
    var caller = callers.radetCaller();
    var nyckel = Idempotens.Nyckel.of(idempotencyKey, caller.subject(), uri, body);
    var a = arsuttagen.ett(ar, version, true);
    var read = json.read(body, NyttAterkallande.class);
    read.faults().refuse();
    return svar(
        arsuttagen.aterkalla(
            a,
            read.value().orsak(),
            new Arsuttagen.Begaran(caller, nyckel, skrivet(Response.Status.OK, uri))));
  }

  /** One whose figures may be told to the caller. */
  private Arsuttag lasbart(String ar, String version, boolean nationell) {
    var a = arsuttagen.ett(ar, version, nationell);
    if (a.lage() == Lage.ATERKALLAT) {
      throw aterkallat(a.nummer(), a.orsak(), a.efterfoljare());
    }
    return a;
  }

  /** That it was there, why it is not any more, and what holds instead. */
  static ProblemException aterkallat(String nummer, String orsak, String efterfoljare) {
    var faults = new ArrayList<Fault>();
    faults.add(new Fault("", "ATERKALLAT", orsak));
    if (efterfoljare != null) {
      faults.add(new Fault("", "EFTERFOLJARE", efterfoljare));
    }
    return new ProblemException(
        ProblemType.ATERKALLAT,
        "Årsuttaget %s har återkallats: %s. %s"
            .formatted(
                nummer,
                orsak.replaceAll("\\.$", ""),
                efterfoljare == null
                    ? "Det har ännu ingen efterföljare"
                    : efterfoljare + " gäller i stället"),
        faults);
  }

  /** The answer about something frozen: it never changes, but in the state it is in. */
  private Response fryst(
      Arsuttag a,
      String version,
      Format form,
      String namn,
      boolean nationell,
      HttpHeaders headers,
      Supplier<?> innehall) {
    var summa = nationell ? a.kontrollsumma() : a.oppenKontrollsumma();
    var tag =
        Etag.weak(
            "%s-%s-%s-%s"
                .formatted(Dokument.hex(summa).substring(0, 16), a.nummer(), a.lage(), form.kod));
    var svar = tag.get(headers, innehall);
    if (svar.getStatus() == Response.Status.OK.getStatusCode()) {
      svar = form.svar(svar, namn);
    }
    var blev =
        cachad(
            Response.fromResponse(svar),
            nationell,
            version.equals(SENASTE) ? TILLS_VIDARE : FOR_GOTT);
    if (form == Format.HTML) {
      blev.header("Content-Security-Policy", Arsrapport.policy());
    }
    return blev.build();
  }

  /** What a national role is told is nobody else's: no cache may keep it. */
  private static Response.ResponseBuilder cachad(
      Response.ResponseBuilder svar, boolean nationell, String hurLange) {
    if (!nationell) {
      svar.header(HttpHeaders.CACHE_CONTROL, hurLange);
    }
    return svar;
  }

  private Function<Arsuttag, Idempotens.Svar> skrivet(Response.Status status, UriInfo uri) {
    return a -> {
      try {
        return new Idempotens.Svar(
            status.getStatusCode(),
            adress(a, uri).build().toString(),
            mapper.writeValueAsString(ArsuttagSvar.av(a, true, lankar(a, true, uri))));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static Response svar(Idempotens.Svar svar) {
    return Response.status(svar.status())
        .entity(svar.svar())
        .location(Optional.ofNullable(svar.location()).map(URI::create).orElse(null))
        .build();
  }

  private static UriBuilder adress(Arsuttag a, UriInfo uri, String... delar) {
    var adress =
        uri.getBaseUriBuilder().path("arsuttag").path(String.valueOf(a.ar())).path(a.nummer());
    for (var del : delar) {
      adress.path(del);
    }
    return adress;
  }

  private static Map<String, Lank> lankar(Arsuttag a, boolean nationell, UriInfo uri) {
    var links = new LinkedHashMap<String, Lank>();
    if (a.lage() == Lage.ATERKALLAT) {
      links.put("self", Lank.get("self", adress(a, uri).build().toString()));
    } else {
      links.putAll(Format.lankar(adress(a, uri), AV_RAPPORTEN));
      links.put("innehall", Lank.get("related", adress(a, uri, "innehall").build().toString()));
    }
    if (nationell) {
      links.put(
          "verifiering", Lank.get("related", adress(a, uri, "verifiering").build().toString()));
      links.put("andringar", Lank.get("related", adress(a, uri, "andringar").build().toString()));
    }
    return links;
  }
}
