package se.finsam.uppfoljning.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * What holds for every operation, written into the OpenAPI document once: the trace header, the
 * problems, the preconditions, the shared parameters, and the examples, which are files named after
 * the schema.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Document implements OASFilter {
  private static final String PREFIX = "/finsam/v1";
  private static final String PROBLEM = "application/problem+json";
  private static final String ID = "org.eclipse.microprofile.openapi.annotations.Operation";

  /** Status, title and a detail of each problem, as an example. */
  private static final Map<String, String[]> PROBLEMS = problems();

  private static Map<String, String[]> problems() {
    var problems = new LinkedHashMap<String, String[]>();
    problems.put(
        "400", new String[] {"olaslig-begaran", "Begäran kan inte läsas", "Ett heltal väntades"});
    problems.put(
        "401",
        new String[] {"inloggning-kravs", "Inloggning krävs", "Anropet saknar giltig token"});
    problems.put(
        "403",
        new String[] {"saknar-behorighet", "Behörighet saknas", "Token ger inte rätt till detta"});
    problems.put(
        "404",
        new String[] {"finns-inte", "Finns inte", "Det finns inget här, eller inget som är ditt"});
    problems.put(
        "405", new String[] {"metod-stods-inte", "Metoden stöds inte", "Metoden stöds inte"});
    problems.put(
        "406",
        new String[] {
          "format-stods-inte", "Formatet stöds inte", "Svaret ges som application/json"
        });
    problems.put(
        "409",
        new String[] {
          "konflikt",
          "Konflikt med nuläget",
          "Insatsen har registreringar och kan inte tas bort; avsluta den med slutdatum"
        });
    problems.put(
        "410",
        new String[] {
          "aterkallat",
          "Återkallat",
          "Årsuttag 2023.1.0 är återkallat: Fel i underlaget. I stället gäller deltagare-2023.1.1"
        });
    problems.put(
        "412",
        new String[] {
          "forhandsvillkor-brutet",
          "Förhandsvillkoret är inte uppfyllt",
          "Resursen är inte som förhandsvillkoret säger; hämta den på nytt"
        });
    problems.put(
        "413",
        new String[] {
          "for-stor-begaran", "Begäran är för stor; högst 1 MB", "Begäran är för stor; högst 1 MB"
        });
    problems.put(
        "414", new String[] {"for-lang-adress", "Adressen är för lång", "Adressen är för lång"});
    problems.put(
        "415",
        new String[] {
          "medietyp-stods-inte",
          "Medietypen stöds inte; sänd application/json i UTF-8, registreringar även text/csv och xlsx",
          "Content-Type ska vara application/json i UTF-8; registreringar även text/csv och xlsx"
        });
    problems.put(
        "422",
        new String[] {"regelbrott", "Begäran bryter mot regler", "Antal kan inte vara negativt"});
    problems.put(
        "428",
        new String[] {
          "forhandsvillkor-kravs",
          "Förhandsvillkor krävs",
          "Resursen finns; ändra den med If-Match och dess ETag"
        });
    problems.put(
        "429",
        new String[] {
          "for-manga-anrop",
          "För många anrop",
          "Högst 30 anrop på 10 sekunder; försök igen om 3 sekunder"
        });
    problems.put(
        "500",
        new String[] {"ovantat-fel", "Oväntat fel", "Felet är noterat; ange instance vid kontakt"});
    problems.put(
        "503",
        new String[] {
          "otillganglig", "Tjänsten är tillfälligt otillgänglig", "Databasen svarar inte just nu"
        });
    return problems;
  }

  /** The 409 of a write to a quarter. */
  private static final String[] KVARTAL_LAST = {
    "kvartal-last",
    "Kvartalet är låst",
    "Kvartalet är låst; systemägaren kan låsa upp det för förbundet"
  };

  /** The 403 of what is open to everybody. */
  private static final String[] FOR_MANGA_CELLER = {
    "for-manga-celler",
    "Svaret har för många celler",
    "Frågan ger 212400 celler; högst 150000 ges i ett svar, fråga om en del i taget"
  };

  private static final Set<String> WITHOUT_TAG = Set.of("hamtaApiInfo", "hamtaKodlista");

  private final Set<String> open;

  /** What anybody may call is read off the classes, so that the document cannot say otherwise. */
  public Document(IndexView index) {
    open =
        index.getAnnotations(PermitAll.class).stream()
            .map(AnnotationInstance::target)
            .flatMap(
                target ->
                    target.kind() == AnnotationTarget.Kind.CLASS
                        ? target.asClass().methods().stream()
                        : Stream.of(target.asMethod()))
            .map(method -> method.annotation(DotName.createSimple(ID)))
            .filter(Objects::nonNull)
            .map(id -> id.value("operationId").asString())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.setServers(
        List.of(
            OASFactory.createServer()
                .url("https://api.example.se" + PREFIX)
                .description("Ersätt med den egna installationens adress")));
    document
        .getInfo()
        .addExtension(
            "x-limitations",
            "Högst 1 MB och 2 000 rader i en begäran; kvartal tidigast 2023K1; inga uppgifter om personer");
    var paths = OASFactory.createPaths();
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              item.getOperations()
                  .forEach((method, operation) -> complete(path, method, operation));
              paths.addPathItem(
                  path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path, item);
            });
    document.setPaths(paths);
    // beside the members of a single resource, see PerTidpunkt
    for (var resurs :
        List.of(
            "Deltagaransvarig",
            "Forbund",
            "Insats",
            "Malgrupp",
            "Registrering",
            "Tidplan",
            "Upplasning",
            "Attest",
            "ForbundEkonomi",
            "InsatsEkonomi")) {
      document
          .getComponents()
          .getSchemas()
          .get(resurs)
          .addProperty(
              "perTidpunkt",
              OASFactory.createSchema()
                  .addType(Schema.SchemaType.STRING)
                  .format("date-time")
                  .description("I svar om en enda resurs: den tidpunkt som svaret avser")
                  .examples(List.of("2024-01-22T22:59:59.999999Z")));
    }
  }

  private void complete(String path, PathItem.HttpMethod method, Operation operation) {
    var id = operation.getOperationId();
    boolean open = this.open.contains(id);
    boolean openData = path.startsWith(PREFIX + "/oppnadata");
    if (operation.getRequestBody() != null
        && operation.getRequestBody().getContent().getMediaTypes().values().stream()
            .noneMatch(type -> type.getSchema().getRef() != null)) {
      operation.setRequestBody(null); // nothing says what to send: nothing need be
    }
    boolean writes = operation.getRequestBody() != null;
    operation.setSecurity(
        open ? List.of() : List.of(OASFactory.createSecurityRequirement().addScheme("bearer")));
    parameters(openData, method, operation);
    if (openData) {
      openData(path, operation);
    }
    if (path.startsWith(PREFIX + "/arsuttag")) {
      arsuttag(path, operation, open);
    }
    for (var status : statuses(method, operation, open, writes)) {
      var response = operation.getResponses().getAPIResponse(status);
      if (response == null) {
        operation.getResponses().addAPIResponse(status, problem(status));
      }
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.matches("4.[^9]") && response.getContent() == null) {
                response.setContent(problem(status).getContent());
              }
            });
    var conflict = operation.getResponses().getAPIResponse("409");
    if (conflict != null && conflict.getContent() == null) {
      conflict.setContent(problem("409", KVARTAL_LAST).getContent());
    }
    if (method == PathItem.HttpMethod.GET && hasTag(id)) {
      operation
          .getResponses()
          .addAPIResponse(
              "304",
              OASFactory.createAPIResponse().description("Oförändrat sedan den ETag som sändes"));
    }
    if (writes) {
      example(operation.getRequestBody().getContent(), id);
      operation.getRequestBody().setRequired(method != PathItem.HttpMethod.DELETE);
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2")) {
                example(response.getContent(), id);
              }
              response.addHeader(
                  "traceparent",
                  OASFactory.createHeader().description("W3C Trace Context").schema(string()));
              if (status.startsWith("2") && hasTag(id)) {
                response.addHeader(
                    "ETag",
                    OASFactory.createHeader().description("Resursens version").schema(string()));
              }
              if (status.equals("201")) {
                response.addHeader(
                    "Location", OASFactory.createHeader().description("Adressen").schema(string()));
              }
            });
  }

  /** What holds for extracts: they may be gone, and those that are open may be asked too often. */
  private static void arsuttag(String path, Operation operation, boolean open) {
    var responses = operation.getResponses();
    if (path.contains("{version}")) {
      responses.addAPIResponse("404", problem("404"));
    }
    if (open) {
      ofta(responses);
      if (path.contains("{version}")) {
        responses.addAPIResponse("410", problem("410"));
      }
    } else if (path.endsWith("/publicering") || path.endsWith("/aterkallande")) {
      responses.addAPIResponse("409", problem("409"));
    }
  }

  /** What holds for everything that is open: how it is refused, and how often it may be asked. */
  private static void openData(String path, Operation operation) {
    var responses = operation.getResponses();
    responses.addAPIResponse("400", problem("400"));
    responses.addAPIResponse("422", problem("422"));
    if (path.contains("{")) {
      responses.addAPIResponse("404", problem("404"));
    }
    if (path.endsWith("/data")) {
      responses.addAPIResponse("403", problem("403", FOR_MANGA_CELLER));
    }
    ofta(responses);
  }

  private static void ofta(APIResponses responses) {
    var often = problem("429");
    often.addHeader(
        "Retry-After",
        OASFactory.createHeader().description("Sekunder tills det finns plats").schema(string()));
    responses.addAPIResponse("429", often);
  }

  private static boolean hasTag(String id) {
    return (id.startsWith("hamta") || id.startsWith("satt")) && !WITHOUT_TAG.contains(id);
  }

  private static List<String> statuses(
      PathItem.HttpMethod method, Operation operation, boolean open, boolean writes) {
    var statuses = new ArrayList<String>();
    if (open) {
      statuses.add("400"); // parameters that are not known
    } else {
      statuses.addAll(List.of("400", "401", "403", "404", "422"));
    }
    if (writes || method == PathItem.HttpMethod.PUT) {
      statuses.addAll(List.of("413", "415"));
    }
    if (method == PathItem.HttpMethod.PUT) {
      statuses.add("412");
    }
    if (method == PathItem.HttpMethod.PUT && writes) {
      statuses.add("428"); // without a body there is nothing that could overwrite
    }
    if (method == PathItem.HttpMethod.DELETE) {
      statuses.addAll(List.of("409", "412"));
    }
    statuses.addAll(List.of("405", "406", "414", "500", "503"));
    return statuses;
  }

  private static APIResponse problem(String status) {
    return problem(status, PROBLEMS.get(status));
  }

  private static APIResponse problem(String status, String[] text) {
    var example = new LinkedHashMap<String, Object>();
    example.put("type", "urn:uppfoljning-finsam:problem:" + text[0]);
    example.put("title", text[1]);
    example.put("status", Integer.valueOf(status));
    example.put("detail", text[2]);
    example.put("instance", "urn:uuid:0b6f3c1e-5d2a-4f7b-9c3e-8a1d2b4c6e8f");
    if (status.equals("422")) {
      var error = new LinkedHashMap<String, Object>(); // in this order, in every build
      error.put("pointer", "/registreringar/0/deltagare/nya/kvinnor");
      error.put("code", "NEGATIVT");
      error.put("detail", text[2]);
      example.put("errors", List.of(error));
    }
    return OASFactory.createAPIResponse()
        .description(text[1])
        .content(
            OASFactory.createContent()
                .addMediaType(
                    PROBLEM,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                        .example(example)));
  }

  private static void parameters(
      boolean openData, PathItem.HttpMethod method, Operation operation) {
    if (operation.getParameters() != null) {
      operation
          .getParameters()
          .forEach(
              parameter -> {
                boolean many = many(parameter);
                describe(parameter);
                if (openData && parameter.getName().equals("id")) {
                  parameter
                      .description("Id, som i listan; i vilka bokstäver som helst")
                      .example(
                          operation.getOperationId().equals("hamtaOppenKodlista")
                              ? "vs_region_lan"
                              : "deltagare-2023.1.0");
                }
                if (operation.getOperationId().equals("hamtaAndringar")) {
                  ofTwoInstants(parameter);
                }
                if (many && !many(parameter)) {
                  parameter
                      .description(
                          parameter.getDescription() + "; flera med komma eller upprepning")
                      .schema(strings())
                      .example(List.of(parameter.getExample()));
                }
              });
    }
    if (method == PathItem.HttpMethod.PUT || method == PathItem.HttpMethod.DELETE) {
      boolean demanded = method == PathItem.HttpMethod.PUT && operation.getRequestBody() != null;
      operation.addParameter(
          header(
              "If-Match",
              "Den ETag som ändringen gäller" + (demanded ? "; krävs när resursen finns" : "")));
    }
    if (method == PathItem.HttpMethod.PUT) {
      operation.addParameter(header("If-None-Match", "* skapar bara"));
    }
    if (method == PathItem.HttpMethod.GET && hasTag(operation.getOperationId())) {
      operation.addParameter(
          header("If-None-Match", "ETag från ett tidigare svar: 304 om inget har ändrats"));
    }
    operation.addParameter(header("traceparent", "W3C Trace Context; förs vidare"));
  }

  /** Here both are instants as of which is told, and a day means its end. */
  private static void ofTwoInstants(Parameter parameter) {
    if (parameter.getName().equals("fran")) {
      parameter
          .description(
              "Så som det var känt då: ett datum (dagens slut i Sverige) eller en tidpunkt")
          .required(true);
    } else if (parameter.getName().equals("till")) {
      parameter.description(
          "Mot så som det var känt då: ett datum (dagens slut i Sverige) eller en tidpunkt. Utan: nu");
    }
  }

  private static boolean many(Parameter parameter) {
    var types = parameter.getSchema() == null ? null : parameter.getSchema().getType();
    return types != null && types.contains(Schema.SchemaType.ARRAY);
  }

  private static void describe(Parameter parameter) {
    switch (parameter.getName()) {
      case "perTidpunkt" ->
          parameter
              .description(
                  "Så som det var känt: ett datum (dagens slut i Sverige) eller en tidpunkt. Utan: nu")
              .schema(string())
              .example("2024-01-22");
      case "limit" ->
          parameter
              .description("Högst så många poster")
              .schema(integer("1", "500", 20))
              .example(20);
      case "offset" ->
          parameter
              .description("Så många poster hoppas över")
              .schema(integer("0", "1000000", 0))
              .example(0);
      case "kvartal" -> parameter.description("Kvartal, 2023K4").schema(string()).example("2023K4");
      case "ar" -> parameter.description("År, tidigast 2023").schema(string()).example("2023");
      case "forbund" -> parameter.description("Förbundets kod").example("ostra-sodertorn");
      case "version" ->
          parameter
              .description("Årsuttagets nummer, 2023.1.0, eller senaste")
              .schema(string())
              .example("2023.1.0");
      case "mot" ->
          parameter
              .description("live, eller numret på ett annat årsuttag för samma år")
              .schema(string())
              .example("live");
      case "insats" -> parameter.description("Insatsens id").example("ungdomsteamet");
      case "tabell" -> parameter.description("Tabellens namn").example("insatser");
      case "lista" -> parameter.description("Kodlistans namn").example("malgrupper");
      case "kod" -> parameter.description("Målgruppens kod").example("LANGTIDSARBETSLOSA");
      case "sub" ->
          parameter
              .description("Personens sub, som den står i hens token; en pseudonym")
              .schema(string())
              .example("person-7f3a");
      case "id" ->
          parameter
              .description("Id, som i svarets Location")
              .example("01932f6e-7a1b-7c3d-8e4f-5a6b7c8d9e0f");
      case "omfattning" ->
          parameter
              .description(
                  "För CSV och XLSX: DELAR lämnar det som inte nämns, HELA_KVARTALET återkallar det")
              .schema(string())
              .example("DELAR");
      case "format" ->
          parameter.description("Svarets form, går före Accept").schema(string()).example("csv");
      case "uppdateradEfter" ->
          parameter
              .description(
                  "Bara det som har mottagits efter ett datum (dagens slut i Sverige) eller en tidpunkt, även återkallade")
              .schema(string())
              .example("2023-12-31");
      case "rattelseorsak" ->
          parameter.description("Varför").schema(string()).example("Insatsen startade inte");
      case "avsandare" ->
          parameter.description("Avsändarens sub").schema(string()).example("person-7f3a");
      case "slag" ->
          parameter.description("Vad som skrevs").schema(string()).example("REGISTRERING");
      case "lage" ->
          parameter
              .description("Bara förbunden i det läget; antal räknar dem alla")
              .schema(string())
              .example("SEN");
      case "fran" ->
          parameter
              .description("Från och med: ett datum (dagens början i Sverige) eller en tidpunkt")
              .schema(string())
              .example("2024-01-01");
      case "till" ->
          parameter
              .description("Till och med: ett datum (dagens slut i Sverige) eller en tidpunkt")
              .schema(string())
              .example("2024-01-22");
      case "rad" ->
          parameter
              .description(
                  "Radens nyckel: preciserad inriktning, målgrupp, förbund, eller för planering förbund/insats. Utan: totalen")
              .schema(string())
              .example("ARBETSLIVSINRIKTAD_INSATS");
      case "struktur" ->
          parameter
              .description(
                  "davarande: förbunden som de var; dagens: den som har upphört räknas som sin efterföljare. Utan: davarande")
              .schema(string())
              .example("davarande");
      case "lan" ->
          parameter.description("Bara förbund i länet, länskod").schema(string()).example("01");
      case "matt" ->
          parameter
              .description(
                  "Ett eller flera mått: antalInsatser, antalForbund, deltagare, nya, avslutade, personal, budgetKr, utfallKr, budgeteratAntalDeltagare")
              .required(true)
              .schema(strings())
              .example(List.of("antalInsatser", "deltagare"));
      case "gruppera" ->
          parameter
              .description(
                  "Efter vad, i ordning: ar, kvartal, lan, forbund, inriktning, preciseradInriktning, malgrupp, kon. Utan: bara totalen")
              .schema(strings())
              .example(List.of("ar", "preciseradInriktning"));
      case "inriktning" ->
          parameter
              .description("Bara dessa inriktningar")
              .schema(strings())
              .example(List.of("INDIVIDINRIKTAD"));
      case "preciseradInriktning" ->
          parameter
              .description("Bara dessa preciserade inriktningar")
              .schema(strings())
              .example(List.of("FORBEREDANDE_INSATS"));
      case "malgrupp" ->
          parameter
              .description("Bara insatser med någon av dessa målgrupper; ingen är de som saknar")
              .schema(strings())
              .example(List.of("LANGTIDSSJUKSKRIVNA"));
      case "kon" ->
          parameter.description("Bara detta kön").schema(strings()).example(List.of("KVINNA"));
      case "foregaendeAr" ->
          parameter
              .description(
                  "true: samma tabell för året före bredvid; från 2024, då 2022 kommer från SUS")
              .schema(
                  OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN).defaultValue(false));
      case "provkorning" ->
          parameter
              .description("true: samma svar, inget sparas")
              .schema(
                  OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN).defaultValue(false));
      case "lang" ->
          parameter
              .description("Språk; svaret är på svenska vilket som än anges")
              .schema(string())
              .example("sv");
      case "query" ->
          parameter
              .description("Bara tabeller med alla dessa ord i id, titel eller variabler")
              .schema(string())
              .example("deltagare");
      case "pastDays" ->
          parameter
              .description("Bara tabeller som har publicerats under så många dagar")
              .schema(
                  OASFactory.createSchema()
                      .addType(Schema.SchemaType.INTEGER)
                      .minimum(java.math.BigDecimal.ONE))
              .example(30);
      case "includeDiscontinued" ->
          parameter
              .description("true: även tabeller ur årsuttag som har ersatts")
              .schema(
                  OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN).defaultValue(false));
      case "pageNumber" ->
          parameter.description("Sidans nummer").schema(integer("1", "10000", 1)).example(1);
      case "pageSize" ->
          parameter
              .description("Högst så många tabeller på en sida")
              .schema(integer("1", "10000", 100))
              .example(100);
      case "defaultSelection" ->
          parameter
              .description("true: bara de värden som /defaultselection väljer")
              .schema(
                  OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN).defaultValue(false));
      case "valuecodes" ->
          parameter
              .description(
                  "valuecodes[variabel]=koder med komma, *, ?, top(n), top(n,hoppa), bottom(n), range(a,b), from(a), to(b). Tomt: variabeln utelämnas")
              .schema(perVariabel())
              .example(Map.of("tid", "top(1)"));
      case "codelist" ->
          parameter
              .description("codelist[variabel]=en kodlista som variabeln har; då väljs ur den")
              .schema(perVariabel())
              .example(Map.of("region", "vs_region_lan"));
      case "outputvalues" ->
          parameter
              .description(
                  "outputvalues[variabel]=aggregated eller single; ändrar inget, då kodlistor inte summerar")
              .schema(perVariabel())
              .example(Map.of("region", "single"));
      case "outputFormat" ->
          parameter
              .description("json-stat2, csv, xlsx, html eller px")
              .schema(string())
              .example("json-stat2");
      case "outputFormatParams" ->
          parameter
              .description(
                  "För csv, html och xlsx: UseCodes, UseTexts eller UseCodesAndTexts; IncludeTitle; för csv SeparatorTab, SeparatorSpace eller SeparatorSemicolon")
              .schema(strings())
              .example(List.of("UseCodes"));
      case "heading" ->
          parameter
              .description("Variabler i kolumner, med komma")
              .schema(strings())
              .example(List.of("tid"));
      case "stub" ->
          parameter
              .description("Variabler i rader, med komma")
              .schema(strings())
              .example(List.of("region", "matt"));
      case "Idempotency-Key" ->
          parameter
              .description("Samma nyckel och samma begäran ger samma svar, i 30 dagar")
              .example("\"0b6f3c1e-5d2a\"");
      default ->
          throw new IllegalStateException(
              "a parameter without description: " + parameter.getName());
    }
  }

  private static Schema string() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }

  /** One text for each variable that is named in brackets. */
  private static Schema perVariabel() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .additionalPropertiesSchema(string());
  }

  private static Schema strings() {
    return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(string());
  }

  private static Schema integer(String least, String most, int otherwise) {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.INTEGER)
        .minimum(new java.math.BigDecimal(least))
        .maximum(new java.math.BigDecimal(most))
        .defaultValue(otherwise);
  }

  private static Parameter header(String name, String description) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.HEADER)
        .required(false)
        .description(description)
        .schema(string());
  }

  /**
   * The example is a file named after the schema, or after the operation where the schema has no
   * name.
   */
  private static void example(Content content, String operationId) {
    if (content == null) {
      return;
    }
    for (var entry : content.getMediaTypes().entrySet()) {
      if (!entry.getKey().equals("application/json")) {
        continue; // a file or a page: its example would be longer than the document
      }
      var type = entry.getValue();
      var ref = type.getSchema() == null ? null : type.getSchema().getRef();
      var name = ref == null ? operationId : ref.substring(ref.lastIndexOf('/') + 1);
      try (var file = Document.class.getResourceAsStream("/openapi-examples/" + name + ".json")) {
        type.setExample(new ObjectMapper().readValue(file, Object.class));
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalStateException("no readable example " + name + ".json", e);
      }
    }
  }
}
