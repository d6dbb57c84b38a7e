package se.finsam.uppfoljning.sammanstallning;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.strukturovergripande;
import static se.finsam.uppfoljning.sammanstallning.Fragat.lista;
import static se.finsam.uppfoljning.sammanstallning.Fragat.objekt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;
import se.finsam.uppfoljning.format.JsonStatKlient;

/**
 * One question in every form, read by libraries that have nothing to do with ours: the JSON answer
 * is what each of the others is held to.
 */
@QuarkusTest
class UtskriftTest {
  private static final String UNGA = "UNGA_AKTIVITETSERSATTNING";
  private static final String SJUKSKRIVNA = "LANGTIDSSJUKSKRIVNA";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final List<String> FILER = List.of("json-stat2", "csv", "csv-excel", "xlsx");
  private static final ObjectMapper EXAKT =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** What a spreadsheet would take for a formula, and texts that a CSV must quote. */
  private static final String FORMEL = "=1+1";

  private static final String SVAR_TEXT = "@\"Förbundet\"; b, och\ttabb";

  private static boolean byggt;

  /** The questions only read: one country does for all of them. */
  @BeforeEach
  void a_country() {
    if (byggt) {
      return;
    }
    Land.tomt();
    forbund("a", FORMEL, "01", null);
    forbund("b", SVAR_TEXT, "03", null);
    forbund("c", "-c", "03", null);
    var a = new Land.Forbund("a");
    var b = new Land.Forbund("b");
    a.medInsats("x", UNGA, SJUKSKRIVNA)
        .medInsats("utan-malgrupp")
        .medInsats("tyst", finare("Tyst", "FOREBYGGANDE_INSATS"))
        .medSatsning("s", UNGA);
    b.medInsats("noll", finare("Noll", "FORBEREDANDE_INSATS"))
        .medInsats("x", SJUKSKRIVNA)
        .medInsats("tyst-satsning", strukturovergripande("Tyst", UNGA));
    a.registrerar("2023K1", rad("x", kvinnor(3, 5, 0), man(7, 11, 0)), rad("s", 13));
    a.registrerar("2023K2", rad("x", kvinnor(17, 19, 1), man(23, 29, 2)), rad("s", 31));
    a.registrerar("2024K1", rad("x", kvinnor(37, 41, 3), man(43, 47, 4)), rad("s", 53));
    a.registrerar("2023K4", rad("utan-malgrupp", kvinnor(59, 61, 0), man(67, 71, 0)));
    b.registrerar("2023K1", rad("noll", kvinnor(0, 0, 0), man(0, 0, 0)));
    b.registrerar("2024K2", rad("x", kvinnor(0, 0, 0), man(73, 79, 0)));
    a.registrerar("2023K1", med("+46", rad("x", kvinnor(4, 5, 0), man(7, 12, 0))));
    a.registrerar("2023K2", med("=HYPERLINK(\"http://x\")", rad("s", 32)));
    b.registrerar("2024K2", med("\t'-1", rad("x", kvinnor(0, 1, 0), man(73, 79, 0))));
    b.skickar(
        Map.of(
            "kvartal", "2024K2",
            "omfattning", "HELA_KVARTALET",
            "rattelseorsak", "@återkallad",
            "registreringar", List.of()));
    b.registrerar("2024K2", rad("x", kvinnor(0, 2, 0), man(83, 89, 0)));
    a.medEkonomi(
            2023,
            Map.of(
                "tilldeladeMedel",
                List.of(Map.of("finansiar", "STAT", "tilldeladeMedelKr", 1_000)),
                "egetKapitalKr",
                -97,
                "admUtfallKr",
                0))
        .medEkonomi("x", 2023, Map.of("budgeteratAntalDeltagare", 101, "utfallKr", 103))
        .medEkonomi("s", 2023, Map.of("budgetKr", 0, "budgeteratAntalDeltagare", 107))
        .medEkonomi("x", 2024, Map.of("budgetKr", 2_000_000_000, "utfallKr", 109));
    forbund("a", FORMEL, "01", "2024-06-30");
    byggt = true;
  }

  private static void forbund(String kod, String namn, String lan, String giltigTill) {
    var body = new HashMap<String, Object>(Map.of("namn", namn, "lan", lan));
    if (giltigTill != null) {
      body.put("giltigTill", giltigTill);
      body.put("efterfoljare", "b");
    }
    var path = Land.ROT + "/forbund/" + kod;
    var fk = Token.forsakringskassan();
    var etag = Land.som(fk).get(path).header("ETag");
    var request = etag == null ? Land.som(fk) : Land.som(fk).header("If-Match", etag);
    request.body(body).put(path).then().statusCode(etag == null ? 201 : 200);
  }

  private static Map<String, Object> finare(String namn, String preciserad) {
    var insats = individinriktad(namn, SJUKSKRIVNA);
    insats.put("preciseradInriktning", preciserad);
    return insats;
  }

  private static Map<String, Object> med(String orsak, Map<String, Object> rad) {
    rad.put("rattelseorsak", orsak);
    return rad;
  }

  /**
   * A question.
   *
   * @param nycklar the members that tell a row from the others
   */
  private record Fraga(String path, Map<String, String> parametrar, List<String> nycklar) {
    Fraga med(String namn, String varde) {
      var fler = new LinkedHashMap<>(parametrar);
      fler.put(namn, varde);
      return new Fraga(path, fler, nycklar);
    }

    @Override
    public String toString() {
      return path + " " + parametrar;
    }
  }

  private static Fraga tabell(int ar, String tabell, String... nycklar) {
    return new Fraga(
        "/sammanstallningar/" + ar + "/tabeller/" + tabell, Map.of(), List.of(nycklar));
  }

  private static Fraga statistik(String matt, String... gruppera) {
    var parametrar = new LinkedHashMap<String, String>();
    parametrar.put("matt", matt);
    if (gruppera.length > 0) {
      parametrar.put("gruppera", String.join(",", gruppera));
    }
    return new Fraga("/statistik", parametrar, List.of(gruppera));
  }

  static Stream<Fraga> fragor() {
    var alla = new ArrayList<Fraga>();
    for (int ar : List.of(2023, 2024)) {
      for (var en :
          List.of(
              tabell(ar, "tackning", "forbund"),
              tabell(ar, "insatser", "preciseradInriktning"),
              tabell(ar, "malgrupper", "malgrupp"),
              tabell(ar, "deltagare", "preciseradInriktning"),
              tabell(ar, "personal", "preciseradInriktning"),
              tabell(ar, "ekonomi", "forbund"),
              tabell(ar, "planering", "forbund", "davarandeForbund", "insats"),
              tabell(
                  ar,
                  "rattelser",
                  "forbund",
                  "davarandeForbund",
                  "insats",
                  "kvartal",
                  "version"))) {
        alla.add(ar == 2023 ? en : en.med("foregaendeAr", "true"));
        alla.add(en.med("struktur", "dagens"));
      }
    }
    alla.add(tabell(2024, "planering", "forbund", "insats").med("forbund", "c"));
    alla.add(statistik("antalInsatser,antalForbund,deltagare,personal", "malgrupp", "inriktning"));
    alla.add(
        statistik("budgetKr,utfallKr,budgeteratAntalDeltagare", "ar", "forbund")
            .med("struktur", "dagens"));
    alla.add(statistik("avslutade,deltagare,nya", "kvartal", "kon").med("kvartal", "till(2024K2)"));
    alla.add(statistik("antalForbund,personal"));
    alla.add(
        statistik(
            "antalInsatser,antalForbund,deltagare,nya,avslutade,personal,budgetKr,utfallKr,budgeteratAntalDeltagare",
            "lan"));
    alla.add(
        statistik("personal", "preciseradInriktning")
            .med("inriktning", "INDIVIDINRIKTAD")
            .med("ar", "2023"));
    alla.add(statistik("deltagare", "kvartal", "forbund").med("forbund", "c"));
    return alla.stream();
  }

  private static Response fraga(Fraga fraga) {
    return Fragat.av(fraga.path(), fraga.parametrar());
  }

  private static Map<String, Object> exakt(Response svar) {
    assertThat(svar.statusCode()).as(svar.asString()).isEqualTo(200);
    return exakt(svar.asString());
  }

  private static Map<String, Object> exakt(String json) {
    try {
      return EXAKT.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  /** As a client follows a link: as it stands, without encoding it once more. */
  private static Response folj(Map<String, Object> json, String lank) {
    var href = (String) objekt(objekt(json.get("_links")).get(lank)).get("href");
    return given()
        .auth()
        .oauth2(Token.forsakringskassan())
        .urlEncodingEnabled(false)
        .get(href)
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  /** One year's rows, total and coverage, or those of a selection. */
  private record Del(
      Object ar,
      List<Map<String, Object>> rader,
      Map<String, Object> totalt,
      Map<String, Object> tackning) {
    static Del av(Map<String, Object> json) {
      return new Del(
          json.get("ar"),
          lista(json.get("rader")),
          objekt(json.get("totalt")),
          objekt(json.get("tackning")));
    }

    String tackningen() {
      return Stream.of("forbund", "paborjade", "ejPaborjade", "attesterade")
          .map(n -> n + "=" + tackning.get(n))
          .collect(Collectors.joining("; "));
    }
  }

  private static List<Del> delar(Map<String, Object> json) {
    var delar = new ArrayList<>(List.of(Del.av(json)));
    if (json.get("foregaendeAr") != null) {
      delar.add(Del.av(objekt(json.get("foregaendeAr"))));
    }
    return delar;
  }

  private static List<String> noterna(Map<String, Object> json) {
    var noter = new ArrayList<String>();
    ((List<?>) json.get("noter")).forEach(n -> noter.add(n.toString()));
    for (var b : lista(json.get("brott"))) {
      noter.add("Brott " + b.get("fran") + ": " + b.get("detail"));
    }
    return noter;
  }

  private static String ifil(String medlem) {
    return medlem.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> statusar(Map<String, Object> rad) {
    return rad.get("status") == null ? Map.of() : objekt(rad.get("status"));
  }

  private static String status(Map<String, Object> rad) {
    return statusar(rad).entrySet().stream()
        .map(s -> ifil(s.getKey()) + "=" + s.getValue())
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @MethodSource("fragor")
  void every_form_tells_the_same(Fraga fraga) {
    var json = exakt(fraga(fraga));
    csv(json, folj(json, "csv").asByteArray(), ',');
    csv(json, folj(json, "csv-excel").asByteArray(), ';');
    xlsx(json, folj(json, "xlsx").asByteArray());
    jsonStat(json, folj(json, "json-stat2").asString(), fraga.nycklar());
  }

  @ParameterizedTest
  @MethodSource("fragor")
  void the_same_question_twice_gives_the_same_bytes(Fraga fraga) {
    var json = exakt(fraga(fraga));
    for (var lank : Stream.concat(Stream.of("self"), FILER.stream()).toList()) {
      var en = folj(json, lank);
      var annan = folj(json, lank);
      assertThat(annan.asByteArray()).as(fraga + " " + lank).isEqualTo(en.asByteArray());
      assertThat(annan.header("ETag")).as(fraga + " " + lank).isEqualTo(en.header("ETag"));
    }
    assertThat(exakt(folj(json, "self"))).as(fraga.toString()).isEqualTo(json);
  }

  // ---- CSV

  private static List<List<String>> las(byte[] bytes, char separator) {
    var text = new String(bytes, UTF_8);
    assertThat(text.startsWith("\uFEFF")).isEqualTo(separator == ';');
    var csv = separator == ';' ? text.substring(1) : text;
    assertThat(csv.replace("\r\n", "")).doesNotContain("\n");
    var rader = new ArrayList<List<String>>();
    CsvReader.builder()
        .fieldSeparator(separator)
        .ofCsvRecord(csv)
        .forEach(r -> rader.add(r.getFields()));
    return rader;
  }

  private static void csv(Map<String, Object> json, byte[] bytes, char separator) {
    var rader = las(bytes, separator);
    var kolumner = rader.remove(0);
    assertThat(kolumner).startsWith("rad").endsWith("status", "per_tidpunkt", "not");
    assertThat(kolumner).doesNotHaveDuplicates();
    var lasta = new ArrayList<Map<String, String>>();
    for (var rad : rader) {
      assertThat(rad).hasSameSizeAs(kolumner);
      var en = new LinkedHashMap<String, String>();
      for (int k = 0; k < kolumner.size(); k++) {
        en.put(kolumner.get(k), rad.get(k));
      }
      assertThat(en.remove("per_tidpunkt")).isEqualTo(json.get("perTidpunkt"));
      en.values().removeIf(String::isEmpty);
      lasta.add(en);
    }

    var ratt = new ArrayList<Map<String, String>>();
    for (var del : delar(json)) {
      del.rader().forEach(r -> ratt.add(csvRad("RAD", del, r, separator)));
    }
    for (var del : delar(json)) {
      ratt.add(csvRad("TOTALT", del, del.totalt(), separator));
      var tackning = csvRad("TACKNING", del, Map.of(), separator);
      tackning.put("not", del.tackningen());
      ratt.add(tackning);
    }
    for (var not : noterna(json)) {
      ratt.add(new LinkedHashMap<>(Map.of("rad", "NOT", "not", not)));
    }
    assertThat(lasta).isEqualTo(ratt);
  }

  private static Map<String, String> csvRad(
      String slag, Del del, Map<String, Object> medlemmar, char separator) {
    var rad = new LinkedHashMap<String, String>();
    rad.put("rad", slag);
    if (del.ar() != null) {
      rad.put("ar", del.ar().toString());
    }
    medlemmar.forEach(
        (namn, varde) -> {
          if (varde != null && !namn.equals("status")) {
            rad.put(ifil(namn), text(varde, separator));
          }
        });
    rad.put("status", status(medlemmar));
    rad.values().removeIf(String::isEmpty);
    return rad;
  }

  private static String text(Object varde, char separator) {
    if (varde instanceof BigDecimal andel) {
      return separator == ';' ? andel.toPlainString().replace('.', ',') : andel.toPlainString();
    }
    var text = varde.toString();
    return varde instanceof String && "=+-@\t\r'".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  // ---- XLSX

  private static <T> T bok(byte[] bytes, Function<XSSFWorkbook, T> las) {
    try (var bok = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      return las.apply(bok);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a sheet under its header, without what is empty. */
  private static List<Map<String, Object>> rader(Sheet sheet) {
    var rader = new ArrayList<Map<String, Object>>();
    var kolumner = sheet.getRow(0);
    for (int r = 1; r <= sheet.getLastRowNum(); r++) {
      var rad = new LinkedHashMap<String, Object>();
      for (Cell cell : sheet.getRow(r)) {
        assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
        rad.put(
            kolumner.getCell(cell.getColumnIndex()).getStringCellValue(),
            switch (cell.getCellType()) {
              case NUMERIC -> BigDecimal.valueOf(cell.getNumericCellValue()).stripTrailingZeros();
              case BOOLEAN -> cell.getBooleanCellValue();
              default -> cell.getStringCellValue();
            });
      }
      rader.add(rad);
    }
    return rader;
  }

  private static Object cell(Object varde) {
    return varde instanceof Long heltal
        ? BigDecimal.valueOf(heltal).stripTrailingZeros()
        : varde instanceof BigDecimal andel
            ? andel.stripTrailingZeros()
            : varde instanceof String ? text(varde, ',') : varde;
  }

  private static void xlsx(Map<String, Object> json, byte[] bytes) {
    var namn = (String) json.get("tabell");
    bok(
        bytes,
        bok -> {
          assertThat(bok.getNumberOfSheets()).isEqualTo(3);
          blad(json, bok);
          assertThat(bok.getSheetAt(0).getSheetName()).isEqualTo(namn);
          return null;
        });
  }

  /** The sheet of a table, and what the sheets of totals and definitions say of it. */
  private static void blad(Map<String, Object> json, XSSFWorkbook bok) {
    var namn = (String) json.get("tabell");
    var ratt = new ArrayList<Map<String, Object>>();
    var totaler = new ArrayList<Map<String, Object>>();
    for (var del : delar(json)) {
      for (var rad : del.rader()) {
        var en = new LinkedHashMap<String, Object>();
        en.put("ar", cell(del.ar()));
        rad.forEach((n, v) -> en.put(ifil(n), cell(v)));
        en.put("status", status(rad).isEmpty() ? null : status(rad));
        en.values().removeIf(v -> v == null);
        ratt.add(en);
      }
      del.totalt()
          .forEach(
              (n, v) -> {
                if (!n.equals("status")) {
                  var en = new LinkedHashMap<String, Object>();
                  en.put("tabell", namn);
                  en.put("ar", cell(del.ar()));
                  en.put("figur", ifil(n));
                  en.put("varde", cell(v));
                  en.put("status", statusar(del.totalt()).get(n));
                  en.values().removeIf(x -> x == null);
                  totaler.add(en);
                }
              });
    }
    assertThat(rader(bok.getSheet(namn))).isEqualTo(ratt);
    assertThat(rader(bok.getSheet("Totalt")))
        .filteredOn(r -> r.get("tabell").equals(namn))
        .isEqualTo(totaler);

    var definitioner =
        rader(bok.getSheet("Definitioner")).stream()
            .filter(r -> r.get("tabell").equals(namn))
            .toList();
    Function<String, List<Object>> om =
        uppgift ->
            definitioner.stream()
                .filter(r -> r.get("uppgift").equals(uppgift))
                .map(r -> r.get("innehall"))
                .toList();
    assertThat(om.apply("perTidpunkt")).containsExactly(json.get("perTidpunkt"));
    assertThat(om.apply("struktur")).containsExactly(json.get("struktur"));
    assertThat(om.apply("tackning"))
        .containsExactlyElementsOf(delar(json).stream().map(Del::tackningen).toList());
    assertThat(om.apply("not")).containsExactlyElementsOf(noterna(json));
    var kolumner = new HashSet<String>();
    bok.getSheet(namn).getRow(0).forEach(c -> kolumner.add(c.getStringCellValue()));
    kolumner.removeAll(List.of("status"));
    if (delar(json).get(0).ar() != null) {
      kolumner.remove("ar");
    }
    assertThat(
            definitioner.stream()
                .filter(r -> r.get("uppgift").equals("kolumn"))
                .map(r -> r.get("namn").toString()))
        .containsAll(kolumner);
  }

  // ---- JSON-stat

  private static final Map<Object, String> TECKEN =
      Map.of("EJ_REDOVISAT", "...", "UNDERTRYCKT", "..", "EJ_TILLAMPLIGT", ".", "DELVIS", "d");

  private static String tecken(Object status) {
    return status == null ? null : TECKEN.get(status);
  }

  private static void jsonStat(Map<String, Object> json, String text, List<String> nycklar) {
    var om = JsonStatKlient.om(text);
    var extension = objekt(om.get("extension"));
    assertThat(om.get("class")).isEqualTo("dataset");
    assertThat(om.get("label")).isEqualTo(json.get("tabell"));
    assertThat(om.get("updated")).isEqualTo(json.get("perTidpunkt"));
    assertThat(om.get("note")).isEqualTo(noterna(json));
    assertThat(extension.get("perTidpunkt")).isEqualTo(json.get("perTidpunkt"));
    assertThat(extension.get("struktur")).isEqualTo(json.get("struktur"));
    assertThat(extension.get("brott")).isEqualTo(json.get("brott"));
    var delar = delar(json);
    var sagda = lista(extension.get("delar"));
    assertThat(sagda).hasSameSizeAs(delar);
    for (int i = 0; i < delar.size(); i++) {
      assertThat(sagda.get(i).get("ar")).isEqualTo(delar.get(i).ar());
      assertThat(sagda.get(i).get("totalt")).isEqualTo(delar.get(i).totalt());
      assertThat(sagda.get(i).get("tackning")).isEqualTo(delar.get(i).tackning());
    }

    var dimensioner = (List<?>) om.get("id");
    assertThat(dimensioner).last().isEqualTo("matt");
    boolean ihop = dimensioner.contains("rad");
    var matten =
        lista(objekt(objekt(om.get("dimension")).get("matt")).get("category")).stream()
            .map(k -> (String) k.get("id"))
            .toList();
    var vantade = new LinkedHashMap<Map<String, Object>, List<Object>>();
    var texter = new ArrayList<Map<String, Object>>();
    for (var del : delar) {
      for (var rad : del.rader()) {
        var plats = new TreeMap<String, Object>();
        if (del.ar() != null) {
          plats.put("ar", del.ar().toString());
        }
        var funna = nycklar.stream().filter(rad::containsKey).toList();
        if (ihop) {
          plats.put(
              "rad",
              funna.stream().map(n -> rad.get(n).toString()).collect(Collectors.joining("/")));
        } else {
          funna.forEach(n -> plats.put(n, rad.get(n).toString()));
        }
        var resten = new TreeMap<String, Object>(rad);
        resten.remove("status");
        matten.forEach(resten.keySet()::remove);
        resten.put("ar", rad.getOrDefault("ar", del.ar()));
        texter.add(resten);
        for (var m : matten) {
          assertThat(rad).containsKey(m);
          var cellen = new TreeMap<>(plats);
          cellen.put("matt", m);
          var status = tecken(statusar(rad).get(m));
          vantade.put(
              cellen,
              Arrays.asList(cell(rad.get(m)), status == null && rad.get(m) == null ? "." : status));
        }
      }
    }
    for (var cell : JsonStatKlient.rader(text)) {
      var plats = new TreeMap<>(cell);
      var sagd = Arrays.asList(cell(plats.remove("value")), plats.remove("status"));
      var vantad = vantade.remove(plats);
      assertThat(sagd)
          .as("%s", plats)
          .isEqualTo(vantad == null ? Arrays.asList(null, null) : vantad);
    }
    assertThat(vantade).as("cells that are not told").isEmpty();
    if (texter.stream().anyMatch(t -> t.size() > nycklar.size() + 1)) {
      assertThat(lista(extension.get("texter")).stream().map(TreeMap::new)).isEqualTo(texter);
    }
  }

  // ---- what the forms are for

  @Test
  void nothing_reported_and_nothing_to_report_and_nought_are_told_apart_in_every_form() {
    var deltagare = exakt(fraga(tabell(2023, "deltagare")));
    var noll = lista(deltagare.get("rader")).get(1);
    var tyst = lista(deltagare.get("rader")).get(2);
    assertThat(noll.get("kvinnor")).isEqualTo(0L);
    assertThat(tyst.get("kvinnor")).isNull();
    assertThat(statusar(tyst)).containsEntry("kvinnor", "EJ_REDOVISAT");

    assertThat(new String(folj(deltagare, "csv").asByteArray(), UTF_8))
        .contains("RAD,2023,FORBEREDANDE_INSATS,0,0,0,,0,0,,")
        .contains(
            "RAD,2023,FOREBYGGANDE_INSATS,,,,,,,kvinnor=EJ_REDOVISAT; man=EJ_REDOVISAT; totalt=EJ_REDOVISAT,");
    var stat = exakt(folj(deltagare, "json-stat2"));
    assertThat(objekt(stat.get("value"))).containsEntry("6", 0L).doesNotContainKey("12");
    assertThat(objekt(stat.get("status"))).containsEntry("12", "...").doesNotContainKey("6");

    var fri = statistik("deltagare,personal", "inriktning");
    var svar = exakt(fraga(fri));
    assertThat(statusar(lista(svar.get("rader")).get(0)))
        .isEqualTo(Map.of("personal", "EJ_TILLAMPLIGT"));
    assertThat(objekt(exakt(folj(svar, "json-stat2")).get("status")))
        .isEqualTo(Map.of("1", ".", "2", "."));
    assertThat(new String(folj(svar, "csv").asByteArray(), UTF_8))
        .contains("RAD,INDIVIDINRIKTAD,")
        .contains(",,personal=EJ_TILLAMPLIGT,");
  }

  @Test
  void a_text_that_looks_like_a_formula_is_one_in_no_form() {
    var tackning = exakt(fraga(tabell(2023, "tackning")));
    assertThat(lista(tackning.get("rader")).get(0)).containsEntry("namn", FORMEL);
    var csv = las(folj(tackning, "csv").asByteArray(), ',');
    assertThat(csv.get(1)).contains("'" + FORMEL);
    assertThat(csv.get(2)).contains("'" + SVAR_TEXT);

    var rattelser = exakt(fraga(tabell(2023, "rattelser")));
    assertThat(lista(rattelser.get("rader")).stream().map(r -> r.get("orsak")))
        .contains("+46", "=HYPERLINK(\"http://x\")");
    for (var lank : List.of("csv", "csv-excel")) {
      var rader = las(folj(rattelser, lank).asByteArray(), lank.equals("csv") ? ',' : ';');
      assertThat(rader.stream().flatMap(List::stream))
          .contains("'+46", "'=HYPERLINK(\"http://x\")")
          .noneMatch(c -> c.startsWith("=") || c.startsWith("+") || c.startsWith("@"));
    }
  }

  @Test
  void the_whole_report_is_a_workbook_with_a_sheet_for_each_table() {
    for (var struktur : List.of("davarande", "dagens")) {
      for (int ar : List.of(2023, 2024)) {
        var fraga =
            new Fraga("/sammanstallningar/" + ar, Map.of(), List.of())
                .med("struktur", struktur)
                .med("foregaendeAr", String.valueOf(ar == 2024));
        var json = exakt(fraga(fraga));
        var fil =
            fraga(fraga.med("perTidpunkt", (String) json.get("perTidpunkt")).med("format", "xlsx"));
        fil.then()
            .statusCode(200)
            .contentType(XLSX)
            .header(
                "Content-Disposition", "attachment; filename=\"sammanstallning-" + ar + ".xlsx\"");
        bok(
            fil.asByteArray(),
            bok -> {
              assertThat(bok.getNumberOfSheets()).isEqualTo(10);
              objekt(json.get("tabeller"))
                  .forEach(
                      (namn, tabell) -> {
                        var alla = new LinkedHashMap<>(objekt(tabell));
                        blad(alla, bok);
                      });
              return null;
            });
        assertThat(
                fraga(
                        fraga
                            .med("perTidpunkt", (String) json.get("perTidpunkt"))
                            .med("format", "xlsx"))
                    .asByteArray())
            .isEqualTo(fil.asByteArray());
      }
    }
  }

  private static final Set<String> MED_FILER = Set.of("csv", "csv-excel", "xlsx");

  @ParameterizedTest
  @CsvSource({
    "json, application/json, ",
    "json-stat2, application/json, ",
    "csv, text/csv;charset=UTF-8, csv",
    "csv-excel, text/csv;charset=UTF-8, csv",
    "xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, xlsx"
  })
  void a_form_has_its_type_and_its_file_name(String form, String typ, String andelse) {
    for (var fraga : List.of(tabell(2024, "planering"), statistik("antalInsatser", "lan"))) {
      var svar = fraga(fraga.med("format", form));
      svar.then().statusCode(200).header("Content-Type", equalTo(typ));
      var namn = fraga.path().equals("/statistik") ? "statistik" : "planering-2024";
      assertThat(svar.header("Content-Disposition"))
          .isEqualTo(
              MED_FILER.contains(form)
                  ? "attachment; filename=\"" + namn + "." + andelse + "\""
                  : null);
      assertThat(svar.header("Vary")).contains("Accept");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/csv, csv",
    "'text/csv;q=0.9, application/json;q=0.5', csv",
    "'text/*', csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, xlsx",
    "'application/json, text/csv', json",
    "'*/*', json",
    "'text/html,application/xhtml+xml,*/*;q=0.8', json",
    "'application/json;q=0, */*', csv"
  })
  void the_header_accept_asks_as_well(String accept, String form) {
    for (var fraga : List.of(tabell(2024, "personal"), statistik("antalInsatser", "lan"))) {
      var t = exakt(fraga(fraga)).get("perTidpunkt").toString();
      var request = given().auth().oauth2(Token.forsakringskassan()).accept(accept);
      fraga.med("perTidpunkt", t).parametrar().forEach(request::queryParam);
      var svar = request.get(Land.ROT + fraga.path());
      assertThat(svar.statusCode()).as(svar.asString()).isEqualTo(200);
      assertThat(svar.asByteArray())
          .isEqualTo(fraga(fraga.med("perTidpunkt", t).med("format", form)).asByteArray());
    }
  }

  @Test
  void the_parameter_wins_over_the_header() {
    given()
        .auth()
        .oauth2(Token.forsakringskassan())
        .accept("application/json")
        .queryParam("format", "xlsx")
        .get(Land.ROT + "/sammanstallningar/2023/tabeller/personal")
        .then()
        .statusCode(200)
        .contentType(XLSX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "CSV", "json-stat", "parquet"})
  void a_form_that_there_is_not_is_refused_with_those_that_there_are(String form) {
    for (var fraga : List.of(tabell(2023, "personal"), statistik("antalInsatser"))) {
      fraga(fraga.med("format", form))
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors[0].detail", containsString("json, json-stat2, csv, csv-excel, xlsx"));
    }
    fraga(new Fraga("/sammanstallningar/2023", Map.of("format", "csv"), List.of()))
        .then()
        .statusCode(400)
        .body("errors[0].detail", containsString("json, xlsx"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/pdf", "application/json;q=0", "image/*"})
  void a_header_that_takes_none_of_the_forms_is_answered_406(String accept) {
    for (var path :
        List.of(
            "/sammanstallningar/2023/tabeller/personal",
            "/sammanstallningar/2023",
            "/statistik?matt=antalInsatser")) {
      given()
          .auth()
          .oauth2(Token.forsakringskassan())
          .accept(accept)
          .get(Land.ROT + path)
          .then()
          .statusCode(406)
          .contentType(startsWith("application/problem+json"));
    }
  }
}
