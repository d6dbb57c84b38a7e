package se.finsam.uppfoljning.arsrapport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.TimeZone;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class ArsrapportTest {
  private static final String FAST = "\u00a0";

  @Test
  void the_summary_says_the_figures_of_the_document() {
    assertThat(text(Exempel.helt()))
        .contains(
            "571 insatser: 296 individinriktade och 275 strukturövergripande",
            "254 insatser, 44,5 % (254 av 571) av årets alla insatser",
            "Av landets 72 samordningsförbund har 65 påbörjat uppföljningen av året och 7 inte",
            "15 346 deltagare: 8 153 kvinnor och 7 193 män",
            "53,1 % (8 153 av 15 346)",
            "356 722 750 kr, varav 177 040 000 kr från staten");
  }

  @Test
  void a_changed_document_is_told_as_it_is() {
    var innehall = Exempel.innehall();
    Exempel.totalt(innehall, "insatser").put("individinriktade", 123_456);
    ((ObjectNode) innehall.path("tackning")).put("ejPaborjade", 41);
    assertThat(text(Exempel.underlag(innehall, "PUBLICERAT", false)))
        .contains("123 456 individinriktade", "påbörjat uppföljningen av året och 41 inte");
  }

  @Test
  void every_row_of_the_document_is_there_in_its_order() {
    var text = text(Exempel.helt());
    assertThat(text)
        .containsSubsequence(
            "Arbetslivsinriktad insats", "Förberedande insats", "Förebyggande insats");
    assertThat(text.split("insats-\\d+</th>", -1)).hasSize(571 + 1);
    assertThat(text)
        .containsSubsequence(
            "Bilaga: Kostnader och resultat per förbund</h2>",
            "Samordningsförbundet Älv &amp; Kust",
            "Samordningsförbund Ånge",
            "Bilaga: Plan och utfall per insats</h2>",
            "114,3 % (64 av 56)");
  }

  @Test
  void women_stand_before_men() {
    assertThat(text(Exempel.helt()))
        .contains(
            "<th scope=\"col\" class=\"tal\">Kvinnor</th><th scope=\"col\" class=\"tal\">Män</th>")
        .containsSubsequence("4 430 kvinnor", "3 898 män");
  }

  @Test
  void hidden_not_reported_zero_and_nothing_are_told_apart() {
    var innehall = Exempel.skyddat();
    var rad = Exempel.rad(innehall, "deltagare", 0);
    rad.put("man", 0);
    rad.putNull("kvinnor");
    rad.putObject("status").put("kvinnor", "EJ_REDOVISAT");
    rad.putNull("andel").putNull("taljare").putNull("namnare");
    var text = text(Exempel.underlag(innehall, "PUBLICERAT", true));
    assertThat(text)
        .contains(
            "Arbetslivsinriktad insats</th><td class=\"tal\">ej redovisat</td><td class=\"tal\">0</td>",
            "Förebyggande insats</th><td class=\"tal\">..</td><td class=\"tal\">..</td><td class=\"tal\">1 372</td><td class=\"tal\">..</td>",
            ">.. (dolt) kvinnor<",
            ">ej redovisat, kvinnor<",
            ">0 män<",
            "Dolda tal (..) har ingen stapel",
            "<dt>ej redovisat</dt>",
            "Antal personer från 1 till och med 4 är därför dolda");
  }

  @Test
  void a_hidden_figure_is_never_shown_nor_used() throws IOException {
    var innehall = Exempel.skyddat();
    // values that should not be there: the status alone must be enough
    for (var namn : new String[] {"kvinnor", "man", "taljare"}) {
      Exempel.rad(innehall, "deltagare", 2).put(namn, 987_654);
    }
    Exempel.rad(innehall, "deltagare", 2).put("andel", 0.987654);
    var planering = Exempel.totalt(innehall, "planering");
    planering.put("deltagare", 987_654).put("taljare", 987_654).put("andel", 71.105);
    planering.withObjectProperty("status").put("deltagare", "UNDERTRYCKT");
    planering.putNull("kostnadPerDeltagareKr");
    var u = Exempel.underlag(innehall, "PUBLICERAT", true);
    assertThat(text(u))
        .doesNotContain("987 654", "987654", "98,8", "7 110,5")
        .contains(
            "Kostnad per deltagare, kr</th><td class=\"tal\">..</td>",
            "var deltagarna .. (dolt) av de planerade");
    assertThat(pdfText(u)).doesNotContain("987 654", "987654", "98,8", "7 110,5");
    // a bar of it would have made the others shorter
    assertThat(text(u)).contains(stapel(text(Exempel.oppet())));
  }

  @Test
  void the_open_report_has_no_rows_of_insatser() throws IOException {
    assertThat(text(Exempel.oppet()))
        .doesNotContain("insats-1<", "bilaga-planering", "bilaga-rattelser")
        .contains("Uppgifter om enskilda insatser är inte öppna");
    assertThat(pdfText(Exempel.oppet())).doesNotContain("insats-1\n", "Bilaga: Plan");
  }

  @Test
  void a_draft_and_what_is_not_protected_say_so_before_any_figure() {
    assertThat(text(Exempel.underlag(Exempel.innehall(), "UTKAST", false)))
        .containsSubsequence("inte röjandekontrollerad", "inte publicerat", "Sammanfattning</h2>")
        .doesNotContain("Så citerar du", "CC0");
    assertThat(text(Exempel.helt()))
        .containsSubsequence("inte röjandekontrollerad", "Sammanfattning</h2>");
    assertThat(text(Exempel.oppet())).doesNotContain("class=\"varning\"");
  }

  @Test
  void what_users_have_written_is_text_and_nothing_else() throws Exception {
    var skadligt = "<script>alert('x')</script>&\"\u0000\u0007\u202e]]>";
    var innehall = Exempel.innehall();
    var insats = Exempel.rad(innehall, "planering", 0).put("insats", skadligt);
    Exempel.tabell(innehall, "planering").putArray("rader").add(insats);
    Exempel.rad(innehall, "ekonomi", 0).put("namn", skadligt);
    Exempel.rad(innehall, "tackning", 0).put("namn", skadligt);
    ((ObjectNode) innehall.path("kodlistor").path("preciserade-inriktningar").get(0))
        .put("etikett", skadligt);
    Exempel.tabell(innehall, "insatser").putArray("noter").add(skadligt);
    var html = text(Exempel.underlag(innehall, "PUBLICERAT", false));
    assertThat(html).doesNotContain("<script", "\u0000").contains("&lt;script&gt;");
    xml(html);
    assertThat(pdfText(Exempel.underlag(innehall, "PUBLICERAT", false)))
        .contains("<script>alert('x')</script>");
  }

  @Test
  void the_page_is_complete_in_itself() throws Exception {
    var html = text(Exempel.oppet());
    assertThat(html).doesNotContain("<script", " src=", "@import", "url(", " style=\"", "<link");
    assertThat(Arsrapport.policy()).contains("default-src 'none'", "style-src 'sha256-");
    xml(html);
  }

  @Test
  void the_same_extract_gives_the_same_bytes_wherever_it_is_made() {
    var locale = Locale.getDefault();
    var zon = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("sv-SE"));
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Stockholm"));
      var html = Arsrapport.html(Exempel.oppet());
      var pdf = Arsrapport.pdf(Exempel.oppet());
      for (var sprak : new String[] {"tr-TR", "ar-EG-u-nu-arab"}) {
        Locale.setDefault(Locale.forLanguageTag(sprak));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        assertThat(Arrays.equals(Arsrapport.html(Exempel.oppet()), html)).as(sprak).isTrue();
        assertThat(Arrays.equals(Arsrapport.pdf(Exempel.oppet()), pdf)).as(sprak).isTrue();
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zon);
    }
  }

  @Test
  void the_pdf_is_tagged_named_and_in_swedish() throws IOException {
    try (var pdf = Loader.loadPDF(Arsrapport.pdf(Exempel.oppet()))) {
      var katalog = pdf.getDocumentCatalog();
      assertThat(katalog.getLanguage()).isEqualTo("sv-SE");
      assertThat(katalog.getMarkInfo().isMarked()).isTrue();
      assertThat(katalog.getStructureTreeRoot()).isNotNull();
      assertThat(katalog.getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(new String(katalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
          .contains("<pdfuaid:part>1", "2024-01-22T22:59:59");
      assertThat(pdf.getDocumentInformation().getTitle())
          .isEqualTo("Årsrapport 2023: finansiell samordning");
      var kapitel = new ArrayList<String>();
      katalog.getDocumentOutline().children().forEach(k -> kapitel.add(k.getTitle()));
      assertThat(kapitel)
          .startsWith("Sammanfattning", "Om årsuttaget", "Täckning", "Insatser")
          .endsWith("Bilaga: Kostnader och resultat per förbund");
      for (var sida : pdf.getPages()) {
        for (var namn : sida.getResources().getFontNames()) {
          assertThat(sida.getResources().getFont(namn)).matches(PDFont::isEmbedded);
        }
      }
    }
    assertThat(pdfText(Exempel.oppet()))
        .contains("Sida 1 av ", "årsuttag 2023.1.0", "15 346 deltagare: 8 153 kvinnor");
  }

  @Test
  void a_document_with_little_in_it_is_still_a_report() throws Exception {
    var tomt = Exempel.innehall();
    tomt.putObject("tabeller");
    tomt.putObject("tackning");
    tomt.putArray("brott");
    tomt.putObject("kodlistor");
    var u = Exempel.underlag(tomt, "PUBLICERAT", true);
    xml(text(u));
    assertThat(pdfText(u)).contains("Sammanfattning");
  }

  /** The first bar's length in the third chart. */
  private static String stapel(String html) {
    var diagram = html.substring(html.indexOf("diagram-deltagare-text"));
    int start = diagram.indexOf("<rect");
    return diagram.substring(start, diagram.indexOf("/>", start));
  }

  private static String text(Underlag u) {
    return new String(Arsrapport.html(u), StandardCharsets.UTF_8).replace(FAST, " ");
  }

  private static String pdfText(Underlag u) throws IOException {
    try (var pdf = Loader.loadPDF(Arsrapport.pdf(u))) {
      return new PDFTextStripper().getText(pdf).replace(FAST, " ");
    }
  }

  /** It is well-formed XML, which the PDF is made of, without its document type. */
  private static void xml(String html) throws Exception {
    var fabrik = DocumentBuilderFactory.newInstance();
    fabrik.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    fabrik
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
  }
}
