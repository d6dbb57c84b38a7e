package se.finsam.uppfoljning.uppfoljning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.uppfoljning.Handinlagt.attest;
import static se.finsam.uppfoljning.uppfoljning.Handinlagt.ekonomi;
import static se.finsam.uppfoljning.uppfoljning.Handinlagt.tidplan;
import static se.finsam.uppfoljning.uppfoljning.Handinlagt.upplasning;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/** The page and the files: what they must have, and that they tell the numbers of the JSON. */
@QuarkusTest
class WebbsidaTest {
  private static final String ELAK = "<script>alert('x')</script> & \"y\" {sida.css} =1+1";

  private static boolean there;
  private static final Land.Forbund A = new Land.Forbund("a");

  @BeforeEach
  void a_forbund_that_has_told_most_but_not_all() {
    if (there) {
      return; // no test here changes anything
    }
    there = true;
    Land.tomt();
    Land.forbund("a");
    A.medInsats("x")
        .medInsats("y", individinriktad(ELAK))
        .medInsats("z", individinriktad("Å " + "lång ".repeat(30) + "å"))
        .medSatsning("s");
    for (int k = 1; k <= 4; k++) {
      tidplan("2024K" + k, "2199-12-31", "2199-12-31", "2199-12-31");
    }
    var rad = rad("x", kvinnor(1001, 41, 17), man(1103, 29, 13));
    rad.put("kommentar", "Se " + ELAK);
    A.registrerar("2024K1", rad, rad("s", 1217), rad("y", kvinnor(53, 0, 0), man(59, 0, 0)));
    A.registrerar("2024K2", rad("x", kvinnor(1021, 71, 19), man(1117, 37, 11)));
    A.registrerar("2023K4", rad("x", kvinnor(611, 2, 0), man(700, 0, 0)));
    attest(A, "2024K1", false);
    ekonomi(A, "x", 2024, 3001, 1_300_021, 1_250_003);
    ekonomi(A, "s", 2024, null, 77_003, null);
    for (int i = 0; i < 5; i++) {
      Land.forbund("f" + i)
          .medInsats("i")
          .registrerar("2024K1", rad("i", kvinnor(i, 0, 0), man(10 - i, 0, 0)));
    }
  }

  private static Response las(Land.Forbund forbund, String form, String... perTidpunkt) {
    var request = given().auth().oauth2(Token.forbund(forbund.kod())).queryParam("format", form);
    if (perTidpunkt.length > 0) {
      request.queryParam("perTidpunkt", perTidpunkt[0]);
    }
    var svar = request.get(forbund.path() + "/uppfoljning/2024");
    svar.then().statusCode(200);
    return svar;
  }

  /** Only what is well-formed can be read. */
  private static Document sida(String html) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> alla(Document sida, String namn) {
    return lista(sida.getElementsByTagName(namn));
  }

  private static List<Element> alla(Element element, String namn) {
    return lista(element.getElementsByTagName(namn));
  }

  private static List<Element> lista(NodeList noder) {
    return IntStream.range(0, noder.getLength()).mapToObj(i -> (Element) noder.item(i)).toList();
  }

  /** The rows of the table with the caption, by the text of their first cell. */
  private static Map<String, List<String>> tabell(Document sida, String rubrik) {
    var tabell =
        alla(sida, "table").stream()
            .filter(t -> alla(t, "caption").get(0).getTextContent().equals(rubrik))
            .findFirst()
            .orElseThrow();
    var rader = new TreeMap<String, List<String>>();
    for (var rad : alla((Element) tabell.getElementsByTagName("tbody").item(0), "tr")) {
      var celler = alla(rad, "td").stream().map(Element::getTextContent).toList();
      rader.put(alla(rad, "th").get(0).getTextContent(), celler);
    }
    return rader;
  }

  private static String utanHardaBlanksteg(List<String> celler) {
    return String.join("|", celler).replace('\u00a0', ' ');
  }

  @Test
  void the_page_is_swedish_well_formed_and_has_its_headings_in_order() throws Exception {
    var svar = las(A, "html");
    assertThat(svar.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(svar.header("Content-Disposition")).isNull();
    var sida = sida(svar.asString());
    assertThat(sida.getDocumentElement().getAttribute("lang")).isEqualTo("sv");
    assertThat(alla(sida, "title").get(0).getTextContent())
        .isEqualTo("Uppföljning 2024: Förbundet a");
    assertThat(alla(sida, "h1")).hasSize(1);
    assertThat(alla(sida, "h2").stream().map(Element::getTextContent))
        .containsExactly(
            "Att göra",
            "Året i korthet",
            "Kvartal",
            "Deltagare mot plan",
            "Budget och utfall",
            "Strukturövergripande insatser",
            "Jämförelse med andra förbund",
            "Registreringar",
            "Förklaringar");
    var ider = alla(sida, "*").stream().map(e -> e.getAttribute("id")).filter(i -> !i.isEmpty());
    assertThat(ider.toList()).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void a_browser_that_asks_for_a_page_gets_one() {
    var path = A.path() + "/uppfoljning/2024";
    var accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    given()
        .auth()
        .oauth2(Token.forbund("a"))
        .accept(accept)
        .get(path)
        .then()
        .contentType("text/html");
    given().auth().oauth2(Token.forbund("a")).get(path).then().contentType("application/json");
  }

  @Test
  void every_table_has_a_caption_and_every_heading_a_scope() throws Exception {
    var sida = sida(las(A, "html").asString());
    assertThat(alla(sida, "table")).hasSizeGreaterThan(6);
    for (var tabell : alla(sida, "table")) {
      assertThat(alla(tabell, "caption")).hasSize(1);
      int kolumner = alla((Element) tabell.getElementsByTagName("thead").item(0), "th").size();
      for (var rad : alla((Element) tabell.getElementsByTagName("tbody").item(0), "tr")) {
        assertThat(alla(rad, "th")).hasSize(1);
        assertThat(alla(rad, "td")).hasSize(kolumner - 1);
      }
    }
    assertThat(alla(sida, "th")).allMatch(th -> th.getAttribute("scope").matches("col|row"));
  }

  @Test
  void every_chart_tells_what_it_is_and_has_its_numbers_in_it_and_in_a_table() throws Exception {
    var sida = sida(las(A, "html").asString());
    var diagram = alla(sida, "svg");
    assertThat(diagram).hasSize(4);
    var ider = new HashSet<String>();
    for (var svg : diagram) {
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(alla(svg, "title").get(0).getTextContent()).isNotBlank();
      assertThat(alla(svg, "desc").get(0).getTextContent()).contains("tabellen");
      for (var id : svg.getAttribute("aria-labelledby").split(" ")) {
        assertThat(ider.add(id)).isTrue();
        assertThat(alla(svg, "*")).anyMatch(e -> e.getAttribute("id").equals(id));
      }
    }
    var per = texter(diagram.get(0));
    assertThat(per).contains("1 095", "1 191", "2024K1", "2024K4", "Kvinnor", "Män");
    assertThat(texter(diagram.get(1))).contains("70", "30", "Nya", "Avslutade");
    assertThat(texter(diagram.get(2))).contains("3 001", "2 282", "Planerat", "Faktiskt");
    assertThat(texter(diagram.get(3))).contains("1 300 021", "1 250 003", "77 003");
  }

  private static List<String> texter(Element svg) {
    return alla(svg, "text").stream().map(t -> t.getTextContent().replace('\u00a0', ' ')).toList();
  }

  @Test
  void the_page_tells_the_numbers_of_the_json() throws Exception {
    var json = las(A, "json").jsonPath();
    var sida = sida(las(A, "html").asString());
    var x = "insatser.find { it.insats == 'x' }.";
    assertThat(json.getInt(x + "kvinnor")).isEqualTo(1113);
    assertThat(json.getInt(x + "man")).isEqualTo(1169);
    assertThat(json.getFloat(x + "andelAvPlan")).isEqualTo(0.760413f);
    var plan = tabell(sida, "Individinriktade insatser: deltagare under året");
    assertThat(utanHardaBlanksteg(plan.get("Insatsen x")))
        .isEqualTo("Arbetslivsinriktad insats|1 113|1 169|2 282|48,8 %|178|60|3 001|76 %|1 313");
    assertThat(utanHardaBlanksteg(plan.get(ELAK)))
        .isEqualTo("Arbetslivsinriktad insats|53|59|112|47,3 %|0|0|..|..|..");
    var pengar = tabell(sida, "Budget och utfall per insats, kronor utan ESF-medel");
    assertThat(utanHardaBlanksteg(pengar.get("Insatsen x")))
        .isEqualTo("1 300 021|1 250 003|96,2 %|548|..");
    assertThat(utanHardaBlanksteg(pengar.get("Satsningen s"))).isEqualTo("77 003|..|..|.|..");
    var kvartal = tabell(sida, "Kvartal");
    assertThat(utanHardaBlanksteg(kvartal.get("2024K1")))
        .isEqualTo("1 095|1 191|41|29|70|17|13|30|2 av 3|1 217|1 av 1");
    assertThat(utanHardaBlanksteg(kvartal.get("2024K3")))
        .isEqualTo("..|..|..|..|..|..|..|..|0 av 3|..|0 av 1");
    for (var k : List.of("2024K1", "2024K2", "2024K3", "2024K4")) {
      Integer kvinnor = json.get("kvartal.find { it.kvartal == '" + k + "' }.kvinnor");
      assertThat(kvartal.get(k).get(0).replace("\u00a0", ""))
          .isEqualTo(kvinnor == null ? ".." : kvinnor.toString());
    }
    var median = json.getFloat("jamforelse.find { it.matt == 'ANDEL_KVINNOR' }.median");
    assertThat(median).isEqualTo(0.2f);
    assertThat(sida.getDocumentElement().getTextContent()).contains("20\u00a0%");
    var atgarder = tabell(sida, "Det som saknas eller är sent");
    assertThat(atgarder.keySet())
        .containsExactlyInAnyOrderElementsOf(json.getList("atgarder.detalj"));
  }

  @Test
  void the_page_tells_how_many_insatser_a_sum_is_over() throws Exception {
    var aret = tabell(sida(las(A, "html").asString()), "Hela förbundet, 2024");
    assertThat(utanHardaBlanksteg(aret.get("Deltagare")))
        .isEqualTo("2 394 (2 av 3 insatser)|1 313");
    assertThat(utanHardaBlanksteg(aret.get("Budgeterat antal deltagare")))
        .isEqualTo("3 001 (1 av 3 insatser)|");
    assertThat(utanHardaBlanksteg(aret.get("Budget, kr")))
        .isEqualTo("1 377 024 (2 av 4 insatser)|");
    assertThat(utanHardaBlanksteg(aret.get("Personal som nåtts av strukturövergripande insatser")))
        .isEqualTo("1 217|..");
  }

  @Test
  void the_page_and_the_files_tell_that_a_locked_quarter_is_open() throws Exception {
    var l = Land.forbund("l").medInsats("x");
    tidplan("2023K4", "2024-01-15", "2024-01-15", "2024-01-31");
    upplasning(l, "2023K4", "2198-06-30T21:59:59.999999Z");
    try {
      var path = l.path() + "/uppfoljning/2023";
      var html = given().auth().oauth2(Token.forbund("l")).queryParam("format", "html").get(path);
      var rader = tabell(sida(html.asString()), "Inrapportering");
      assertThat(rader.get("2023K4").get(0))
          .isEqualTo("Sent, upplåst till 30 juni 2198 klockan 23.59");
      assertThat(rader.get("2023K3").get(0)).isEqualTo("Sent");
      var xlsx = given().auth().oauth2(Token.forbund("l")).queryParam("format", "xlsx").get(path);
      try (var bok = bok(xlsx)) {
        var blad = rutor(bok.getSheet("Kvartal"));
        int kolumn = blad.get(0).indexOf("oppen_till");
        assertThat(blad.stream().skip(1).map(r -> r.get(kolumn)))
            .containsExactly("", "", "", "2198-06-30T21:59:59.999999Z");
      }
    } finally {
      there = false; // the country is another now
    }
  }

  @Test
  void what_users_have_written_is_shown_and_never_obeyed() throws Exception {
    var html = las(A, "html").asString();
    assertThat(html).doesNotContain("<script", "alert('x')<");
    var sida = sida(html);
    assertThat(alla(sida, "script")).isEmpty();
    assertThat(alla(sida, "th").stream().map(Element::getTextContent)).contains(ELAK);
    assertThat(alla(sida, "td").stream().map(Element::getTextContent)).contains("Se " + ELAK);
    // in the chart the long name is cut, and shown as it was written
    assertThat(texter(alla(sida, "svg").get(2))).anyMatch(t -> t.startsWith("<script>alert('x')"));
  }

  @Test
  void the_page_needs_nothing_but_its_own_style() throws Exception {
    var svar = las(A, "html");
    var html = svar.asString();
    var sida = sida(html);
    for (var element : alla(sida, "*")) {
      assertThat(element.hasAttribute("style")).as(element.getTagName()).isFalse();
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        var attribut = element.getAttributes().item(i);
        assertThat(attribut.getNodeName()).doesNotStartWith("on").isNotEqualTo("src");
        if (attribut.getNodeName().endsWith("href")) {
          assertThat(attribut.getNodeValue()).startsWith("#");
        }
      }
    }
    assertThat(html.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "url(//", "@import");
    assertThat(alla(sida, "*").stream().map(Element::getTagName))
        .doesNotContain("link", "img", "image", "iframe", "object", "foreignObject", "use");
    var css = alla(sida, "style").get(0).getTextContent();
    assertThat(css).contains("@media print", "size: A4");
    var hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8)));
    assertThat(svar.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-"
                + hash
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(las(A, "json").header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void the_same_year_is_the_same_bytes_in_every_form() {
    String t = las(A, "json").path("perTidpunkt");
    for (var form : List.of("json", "csv", "csv-excel", "xlsx", "html")) {
      assertThat(las(A, form, t).asByteArray()).as(form).isEqualTo(las(A, form, t).asByteArray());
    }
  }

  @Test
  void a_forbund_with_nothing_has_a_page_without_charts() throws Exception {
    var sida = sida(las(Land.forbund("tomt"), "html").asString());
    assertThat(alla(sida, "svg")).isEmpty();
    assertThat(alla(sida, "h2")).hasSize(9);
  }

  @Test
  void long_lists_are_drawn_in_part_and_told_in_full() throws Exception {
    var stort = Land.forbund("stort");
    for (int i = 10; i < 40; i++) {
      stort.medInsats("i" + i);
    }
    ekonomi(stort, "i39", 2024, 500, 501, 502);
    var sida = sida(las(stort, "html").asString());
    assertThat(tabell(sida, "Individinriktade insatser: deltagare under året")).hasSize(30);
    assertThat(texter(alla(sida, "svg").get(0)))
        .contains("Insatsen i39", "Insatsen i10", "Insatsen i33")
        .doesNotContain("Insatsen i34");
    assertThat(sida.getDocumentElement().getTextContent())
        .contains("Diagrammet visar de 25 största av 30 insatser; tabellen visar alla.");
  }

  /** The long table by its columns, quotes and all. */
  private static List<List<String>> csv(String text, char skilje) {
    var rader = new ArrayList<List<String>>();
    try (var csv =
        de.siegmar.fastcsv.reader.CsvReader.builder().fieldSeparator(skilje).ofCsvRecord(text)) {
      csv.forEach(r -> rader.add(r.getFields()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return rader;
  }

  @Test
  void csv_has_a_row_for_each_insats_and_quarter_and_one_for_its_year() {
    var svar = las(A, "csv");
    assertThat(svar.contentType()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(svar.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"uppfoljning-a-2024.csv\"");
    var rader = csv(svar.asString(), ',');
    var namn = rader.get(0);
    assertThat(rader).hasSize(1 + 4 * 5 + 1);
    assertThat(cell(rader, "x", "2024K1", "kvar_man")).isEqualTo("1119");
    assertThat(cell(rader, "x", "2024K1", "kommentar")).isEqualTo("Se " + ELAK);
    assertThat(cell(rader, "x", "2024K1", "status")).isEmpty();
    assertThat(cell(rader, "x", "2024K1", "utfall_kr")).isEmpty();
    assertThat(cell(rader, "x", "2024K3", "status")).contains("nyaMan=EJ_REDOVISAT");
    assertThat(cell(rader, "s", "2024K3", "status")).isEqualTo("personal=EJ_REDOVISAT");
    assertThat(cell(rader, "x", "2024K3", "nya_man")).isEmpty();
    assertThat(cell(rader, "y", "2024K1", "nya_man")).isEqualTo("0");
    assertThat(cell(rader, "s", "2024K1", "personal")).isEqualTo("1217");
    // what belongs to the year stands once
    assertThat(cell(rader, "x", "2024", "ar_deltagare")).isEqualTo("2282");
    assertThat(cell(rader, "x", "2024", "andel_av_plan")).isEqualTo("0.760413");
    assertThat(cell(rader, "x", "2024", "foregaende_ar_deltagare")).isEqualTo("1313");
    assertThat(cell(rader, "x", "2024", "nya_man")).isEmpty();
    int utfall = namn.indexOf("utfall_kr");
    assertThat(rader.stream().skip(1).filter(r -> !r.get(utfall).isEmpty())).hasSize(2);

    var excel = las(A, "csv-excel").asByteArray();
    assertThat(Arrays.copyOf(excel, 3))
        .isEqualTo(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    var igen = csv(new String(excel, 3, excel.length - 3, StandardCharsets.UTF_8), ';');
    assertThat(igen).hasSameSizeAs(rader);
    assertThat(cell(igen, "x", "2024", "utfall_kr")).isEqualTo("1250003");
  }

  /** As the files tell it; the JSON says nothing where nothing is missing. */
  private static String status(Map<String, Object> rad) {
    var status = (Map<?, ?>) rad.getOrDefault("status", Map.of());
    return status.entrySet().stream()
        .map(s -> s.getKey() + "=" + s.getValue())
        .collect(Collectors.joining("; "));
  }

  @Test
  void every_row_of_csv_tells_the_status_of_the_json() {
    var json = las(A, "json").jsonPath();
    var rader = csv(las(A, "csv").asString(), ',');
    for (var rad : json.<Map<String, Object>>getList("insatser")) {
      assertThat(cell(rader, (String) rad.get("insats"), "2024", "status")).isEqualTo(status(rad));
    }
    for (var rad : json.<Map<String, Object>>getList("registreringar")) {
      assertThat(cell(rader, (String) rad.get("insats"), (String) rad.get("kvartal"), "status"))
          .isEqualTo(status(rad));
    }
    assertThat(cell(rader, "x", "2024", "status")).isEmpty();
    // unknown has a name there, what a strukturövergripande insats does not have has none
    assertThat(cell(rader, "s", "2024", "status"))
        .isEqualTo("budgeteratAntalDeltagare=EJ_REDOVISAT; utfallKr=EJ_REDOVISAT");
    assertThat(cell(rader, "s", "2024", "ar_kvinnor")).isEmpty();
    assertThat(cell(rader, "", "2024", "status")).isEqualTo(status(json.getMap("totalt")));
  }

  /** The total's columns in the files, by their names in the JSON. */
  private static final Map<String, String> TOTALEN =
      Map.ofEntries(
          Map.entry("antalInsatser", "antal_insatser"),
          Map.entry("individinriktade", "individinriktade"),
          Map.entry("strukturovergripande", "strukturovergripande"),
          Map.entry("kvinnor", "ar_kvinnor"),
          Map.entry("man", "ar_man"),
          Map.entry("deltagare", "ar_deltagare"),
          Map.entry("andelKvinnor", "andel_kvinnor"),
          Map.entry("nyaKvinnor", "ar_nya_kvinnor"),
          Map.entry("nyaMan", "ar_nya_man"),
          Map.entry("avslutadeKvinnor", "ar_avslutade_kvinnor"),
          Map.entry("avslutadeMan", "ar_avslutade_man"),
          Map.entry("personal", "ar_personal"),
          Map.entry("budgeteratAntalDeltagare", "budgeterat_antal_deltagare"),
          Map.entry("budgetKr", "budget_kr"),
          Map.entry("insatserMedBudget", "insatser_med_budget"),
          Map.entry("utfallKr", "utfall_kr"),
          Map.entry("insatserMedUtfall", "insatser_med_utfall"),
          Map.entry("foregaendeAr.deltagare", "foregaende_ar_deltagare"),
          Map.entry("foregaendeAr.personal", "foregaende_ar_personal"),
          Map.entry("foregaendeAr.utfallKr", "foregaende_ar_utfall_kr"));

  @Test
  void the_year_of_the_forbund_has_a_row_in_csv_and_a_sheet_of_its_own() throws Exception {
    var json = las(A, "json").jsonPath();
    var rader = csv(las(A, "csv").asString(), ',');
    assertThat(cell(rader, "", "2024", "namn")).isEqualTo("Totalt");
    try (var bok = bok(las(A, "xlsx"))) {
      var blad = rutor(bok.getSheet("Totalt"));
      assertThat(blad).hasSize(2);
      TOTALEN.forEach(
          (namn, kolumn) -> {
            Number tal = json.get("totalt." + namn);
            var text = cell(rader, "", "2024", kolumn);
            var ruta = blad.get(1).get(blad.get(0).indexOf(kolumn));
            if (tal == null) {
              assertThat(text).as(kolumn).isEmpty();
              assertThat(ruta).as(kolumn).isEmpty();
            } else {
              assertThat(Float.parseFloat(text)).as(kolumn).isEqualTo(tal.floatValue());
              assertThat(Float.parseFloat(ruta)).as(kolumn).isEqualTo(tal.floatValue());
            }
          });
    }
    assertThat(cell(rader, "", "2024", "ar_deltagare")).isEqualTo("2394");
    assertThat(cell(rader, "", "2024", "insatser_med_budget")).isEqualTo("2");
  }

  private static XSSFWorkbook bok(Response svar) throws Exception {
    return new XSSFWorkbook(new ByteArrayInputStream(svar.asByteArray()));
  }

  /** The cells of a sheet as texts, an empty one as an empty text. */
  private static List<List<String>> rutor(Sheet blad) {
    int bredd = blad.getRow(0).getLastCellNum();
    var rader = new ArrayList<List<String>>();
    for (var rad : blad) {
      rader.add(
          IntStream.range(0, bredd)
              .mapToObj(i -> rad.getCell(i) == null ? "" : rad.getCell(i).toString())
              .toList());
    }
    return rader;
  }

  @Test
  void every_row_of_the_workbook_tells_the_status_of_the_json() throws Exception {
    var json = las(A, "json").jsonPath();
    try (var bok = bok(las(A, "xlsx"))) {
      var listor =
          Map.of(
              "Insatser", "insatser",
              "Registreringar", "registreringar",
              "Kvartal", "kvartal",
              "Jämförelse", "jamforelse",
              "Totalt", "totalt");
      listor.forEach(
          (namn, lista) -> {
            var blad = rutor(bok.getSheet(namn));
            int status = blad.get(0).indexOf("status");
            assertThat(status).as(namn).isNotNegative();
            List<Map<String, Object>> rader =
                lista.equals("totalt") ? List.of(json.getMap(lista)) : json.getList(lista);
            assertThat(blad.stream().skip(1).map(r -> r.get(status)).toList())
                .as(namn)
                .isEqualTo(rader.stream().map(WebbsidaTest::status).toList());
          });
      var forklaringar = rutor(bok.getSheet("Förklaringar")).toString();
      assertThat(forklaringar).contains("status EJ_REDOVISAT", "status DELVIS");
    }
  }

  private static String cell(
      List<List<String>> rader, String insats, String period, String kolumn) {
    var namn = rader.get(0);
    return rader.stream()
        .filter(r -> r.get(namn.indexOf("insats")).equals(insats))
        .filter(r -> r.get(namn.indexOf("period")).equals(period))
        .findFirst()
        .orElseThrow()
        .get(namn.indexOf(kolumn));
  }

  @Test
  void the_workbook_has_a_sheet_for_each_list_and_one_that_explains() throws Exception {
    var svar = las(A, "xlsx");
    assertThat(svar.contentType())
        .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertThat(svar.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"uppfoljning-a-2024.xlsx\"");
    var json = las(A, "json").jsonPath();
    try (var bok = new XSSFWorkbook(new ByteArrayInputStream(svar.asByteArray()))) {
      var blad = new ArrayList<String>();
      bok.forEach(b -> blad.add(b.getSheetName()));
      assertThat(blad)
          .containsExactly(
              "Insatser",
              "Registreringar",
              "Kvartal",
              "Totalt",
              "Jämförelse",
              "Åtgärder",
              "Förklaringar");
      for (var lista :
          Map.of(
                  "Insatser", "insatser",
                  "Registreringar", "registreringar",
                  "Kvartal", "kvartal",
                  "Jämförelse", "jamforelse",
                  "Åtgärder", "atgarder")
              .entrySet()) {
        assertThat(bok.getSheet(lista.getKey()).getLastRowNum())
            .as(lista.getKey())
            .isEqualTo(json.getList(lista.getValue()).size());
      }
      var insatser = bok.getSheet("Insatser");
      var namn = new ArrayList<String>();
      insatser.getRow(0).forEach(c -> namn.add(c.getStringCellValue()));
      var x = insatser.getRow(2);
      assertThat(x.getCell(0).getStringCellValue()).isEqualTo("x");
      assertThat(x.getCell(namn.indexOf("ar_deltagare")).getNumericCellValue()).isEqualTo(2282);
      assertThat(x.getCell(namn.indexOf("utfall_kr")).getNumericCellValue()).isEqualTo(1_250_003);
      assertThat(x.getCell(namn.indexOf("ar_personal"))).isNull();
      var forklaringar = new StringBuilder();
      bok.getSheet("Förklaringar")
          .forEach(r -> r.forEach(c -> forklaringar.append(c).append('\n')));
      assertThat(forklaringar)
          .contains("Uppföljning Finsam", "perTidpunkt", "Medianen är", "kod SENT");
    }
  }
}
