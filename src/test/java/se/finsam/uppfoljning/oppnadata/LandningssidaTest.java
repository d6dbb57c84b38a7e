package se.finsam.uppfoljning.oppnadata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.arsuttag.Lage.ERSATT;
import static se.finsam.uppfoljning.arsuttag.Lage.PUBLICERAT;
import static se.finsam.uppfoljning.oppnadata.Handgjort.ADRESS;
import static se.finsam.uppfoljning.oppnadata.Handgjort.deltagare;
import static se.finsam.uppfoljning.oppnadata.Handgjort.kvartal;
import static se.finsam.uppfoljning.oppnadata.Handgjort.utgava;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.Utgava;
import se.finsam.uppfoljning.arsuttag.Utgavor.Aterkallad;

/** The page about the open data, from releases made by hand; and both answers over HTTP. */
@QuarkusTest
class LandningssidaTest {
  private static final String ELAK = "<script>alert('x')</script> & \"y\" {sida.css}";

  private static final List<Utgava> TVA_AR =
      List.of(
          utgava("2024.1.0", PUBLICERAT, deltagare(2024)),
          utgava("2023.2.0", PUBLICERAT, deltagare(2023), kvartal(2023)),
          utgava("2023.1.0", ERSATT, deltagare(2023)));

  private static final List<Aterkallad> INDRAGNA =
      List.of(
          new Aterkallad("2024.2.0", 2024, ELAK, "2024.1.0"),
          new Aterkallad("2025.1.0", 2025, "Fel år.", null));

  private final Landningssida sida = new Landningssida();

  private String html(List<Utgava> utgavor, List<Aterkallad> aterkallade) {
    return sida.html(utgavor, aterkallade, ADRESS);
  }

  /** The page is XML too, but for its doctype: that finds what is not closed or not escaped. */
  private static Document las(String html) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html.replaceFirst("<!DOCTYPE html>\\s*", ""))));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(html, e);
    }
  }

  private static List<Element> alla(Document sida, String namn) {
    var alla = new ArrayList<Element>();
    var lista = sida.getElementsByTagName(namn);
    for (int i = 0; i < lista.getLength(); i++) {
      alla.add((Element) lista.item(i));
    }
    return alla;
  }

  private static String text(Document sida, String id) {
    return alla(sida, "section").stream()
        .filter(s -> s.getAttribute("aria-labelledby").equals(id))
        .map(s -> s.getTextContent().replaceAll("\\s+", " "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_page_with_nothing_published_says_so_and_how_to_see_what_comes() {
    var tom = las(html(List.of(), List.of()));
    assertThat(text(tom, "uttag")).contains("Inget årsuttag är publicerat ännu.");
    assertThat(alla(tom, "code").stream().filter(c -> c.hasAttribute("data-sprak")))
        .singleElement()
        .satisfies(
            c ->
                assertThat(c.getTextContent())
                    .isEqualTo(
                        "curl -sS --fail \"https://api.example.se/finsam/v1/oppnadata/tables?lang=sv\""));
  }

  @Test
  void a_release_tells_its_tables_how_to_cite_it_and_what_is_hidden() {
    var html = las(html(TVA_AR, List.of()));
    var uttag = text(html, "uttag-2024.1.0");
    assertThat(uttag)
        .contains("Gäller för 2024", "2025-01-22", "2025-01-25", "från 1 till 4")
        .contains("https://api.example.se/finsam/v1/arsuttag/2024/2024.1.0/innehall")
        .contains(TVA_AR.get(0).kontrollsumma(), "deltagare-2024.1.0")
        .contains("Deltagare i insatser, inte unika personer.");
    assertThat(text(html, "citera")).contains(TVA_AR.get(0).citat(), TVA_AR.get(2).citat());
    assertThat(alla(html, "a").stream().map(a -> a.getAttribute("href")))
        .contains(
            ADRESS.tabell("deltagare-2024.1.0") + "/metadata?lang=sv",
            ADRESS.data("deltagare-2024.1.0", KatalogFraga.allt(deltagare(2024), "csv")),
            ADRESS.data("deltagare-2024.1.0", KatalogFraga.allt(deltagare(2024), "xlsx")),
            ADRESS.data("deltagare-2024.1.0", KatalogFraga.allt(deltagare(2024), "json-stat2")),
            ADRESS.data("deltagare-kvartal", KatalogFraga.allt(kvartal(2023), "csv")),
            ADRESS.oppnadata() + "/config",
            ADRESS.oppnadata() + "/dcat",
            ADRESS.openapi());
  }

  @Test
  void a_replaced_release_leads_to_the_one_that_holds() {
    var uttag = text(las(html(TVA_AR, List.of())), "uttag-2023.1.0");
    assertThat(uttag).contains("Ersatt: ett senare uttag av samma år gäller, 2023.2.0.");
  }

  @Test
  void a_withdrawn_release_has_its_reason_and_successor_and_no_table() {
    var html = las(html(TVA_AR, INDRAGNA));
    assertThat(text(html, "uttag-2024.2.0"))
        .contains(ELAK + ". I dess ställe gäller 2024.1.0.")
        .doesNotContain("CSV");
    assertThat(text(html, "uttag-2025.1.0"))
        .contains("Orsak: Fel år. Inget annat gäller ännu i dess ställe.");
    assertThat(text(html, "andringar")).contains("2025.1.0Återkallat");
    assertThat(alla(html, "script")).isEmpty();
  }

  @Test
  void what_a_table_is_called_cannot_become_a_part_of_the_page() {
    var elak =
        new OppenTabell("t", ELAK, List.of(ELAK), kvartal(2023).variabler(), List.of(), List.of());
    var html = las(html(List.of(utgava("2023.1.0", PUBLICERAT, elak)), List.of()));
    assertThat(alla(html, "script")).isEmpty();
    assertThat(text(html, "uttag-2023.1.0")).contains(ELAK);
  }

  @Test
  void every_table_can_be_read_aloud_and_every_link_leads_somewhere() {
    var html = las(html(TVA_AR, INDRAGNA));
    var ids = new HashSet<String>();
    alla(html, "*").stream()
        .filter(e -> e.hasAttribute("id"))
        .forEach(e -> assertThat(ids.add(e.getAttribute("id"))).as(e.getAttribute("id")).isTrue());
    alla(html, "section").forEach(s -> assertThat(ids).contains(s.getAttribute("aria-labelledby")));
    alla(html, "a")
        .forEach(
            a -> {
              var href = a.getAttribute("href");
              assertThat(href.startsWith("https://") || ids.contains(href.substring(1)))
                  .as(href)
                  .isTrue();
            });
    alla(html, "table")
        .forEach(t -> assertThat(t.getElementsByTagName("caption").getLength()).isEqualTo(1));
    alla(html, "th").forEach(th -> assertThat(th.getAttribute("scope")).isIn("col", "row"));
    int niva = 0;
    for (var e : alla(html, "*")) {
      if (e.getTagName().matches("h[1-6]")) {
        int denna = e.getTagName().charAt(1) - '0';
        assertThat(denna).as(e.getTextContent()).isLessThanOrEqualTo(niva + 1);
        niva = denna;
      }
    }
    assertThat(html.getDocumentElement().getAttribute("lang")).isEqualTo("sv");
    assertThat(alla(html, "main")).hasSize(1);
    assertThat(alla(html, "h1")).hasSize(1);
    assertThat(alla(html, "a").get(0).getAttribute("href")).isEqualTo("#innehall");
  }

  @Test
  void nothing_is_fetched_from_anywhere() {
    var html = html(TVA_AR, INDRAGNA);
    assertThat(html).doesNotContainPattern("(?i)src=|@import|url\\(|<img|<script");
    assertThat(alla(las(html), "link")).allMatch(l -> l.getAttribute("rel").equals("alternate"));
  }

  @Test
  void the_calls_ask_for_a_table_whose_figures_never_change() {
    var kod =
        alla(las(html(TVA_AR, INDRAGNA)), "code").stream()
            .filter(c -> c.hasAttribute("data-sprak"))
            .toList();
    assertThat(kod.stream().map(c -> c.getAttribute("data-sprak")))
        .containsExactly("curl", "curl", "r", "r", "python", "python");
    assertThat(kod.subList(1, 6))
        .allMatch(c -> c.getTextContent().contains("/tables/deltagare-2024.1.0/data"))
        .allMatch(c -> c.getTextContent().matches("(?s).*valuecodes(\\[|%5B)kon(]|%5D).*"))
        .noneMatch(c -> c.getTextContent().matches("(?s).*valuecodes(\\[|%5B)region.*"));
  }

  @Test
  void the_page_is_served_to_anybody_with_a_tag_and_a_policy_of_its_own() {
    var svar = given().get("/finsam/v1/oppnadata");
    assertThat(svar.statusCode()).isEqualTo(200);
    assertThat(svar.contentType()).isEqualToIgnoringCase("text/html;charset=UTF-8");
    assertThat(svar.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(svar.header("Content-Security-Policy")).isEqualTo(sida.policy());
    las(svar.asString());
    oforandrad("/finsam/v1/oppnadata", svar.header("ETag"));
    assertThat(given().accept("application/json").get("/finsam/v1/oppnadata").statusCode())
        .isEqualTo(406);
  }

  @Test
  void the_catalogue_is_served_to_anybody_with_a_tag() {
    var svar = given().get("/finsam/v1/oppnadata/dcat");
    assertThat(svar.statusCode()).isEqualTo(200);
    assertThat(svar.contentType()).isEqualToIgnoringCase("application/rdf+xml;charset=UTF-8");
    assertThat(svar.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(svar.asString())
        .contains("/finsam/v1/oppnadata/dcat#katalog")
        .contains("<vcard:fn>Uppföljning Finsam</vcard:fn>")
        .contains("mailto:uppfoljning-finsam@example.se");
    oforandrad("/finsam/v1/oppnadata/dcat", svar.header("ETag"));
  }

  private static void oforandrad(String adress, String etag) {
    var svar = given().header("If-None-Match", etag).get(adress);
    assertThat(svar.statusCode()).isEqualTo(304);
    assertThat(svar.header("Cache-Control")).isEqualTo("public, max-age=300");
  }

  @Test
  void a_host_that_could_be_a_command_is_refused() {
    for (var adress : List.of("/finsam/v1/oppnadata", "/finsam/v1/oppnadata/dcat")) {
      assertThat(given().header("Host", "a.example$(id)").get(adress).statusCode()).isEqualTo(400);
    }
  }
}
