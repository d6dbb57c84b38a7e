package se.finsam.uppfoljning.arsrapport;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The page as PDF; what else would be of the moment (dates, ids) is of the extract. */
final class Pdf {
  private static final byte[] NORMAL = Arsrapport.resurs("LiberationSans-Regular.ttf");
  private static final byte[] FET = Arsrapport.resurs("LiberationSans-Bold.ttf");
  private static final String PROGRAM = "Uppföljning Finsam";
  private static final String UPPHOV = "Nationella rådet för finansiell samordning";

  private Pdf() {}

  static byte[] av(String html, Sida sida, Underlag u) {
    try (var pdf = new PDDocument();
        var ut = new ByteArrayOutputStream()) {
      var builder =
          new PdfRendererBuilder()
              .usePDDocument(pdf)
              .usePdfUaAccessibility(true)
              .usePdfVersion(1.7f)
              .withProducer(PROGRAM)
              .useFont(typsnitt(pdf, NORMAL), "Rapport", 400, FontStyle.NORMAL, true)
              .useFont(typsnitt(pdf, FET), "Rapport", 700, FontStyle.NORMAL, true)
              // nothing is fetched, whatever stands in the texts
              .useUriResolver((base, uri) -> null)
              .withHtmlContent(html, null);
      try (var renderer = builder.buildPdfRenderer()) {
        renderer.layout();
        renderer.createPDFWithoutClosing();
        marka(pdf, sida, u);
        pdf.save(ut);
      }
      return ut.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A font to embed, without ligatures: Swedish needs none, and they take most of the time. */
  private static PDFontSupplier typsnitt(PDDocument pdf, byte[] ttf) throws IOException {
    var typsnitt = new TTFParser().parse(new RandomAccessReadBuffer(ttf));
    typsnitt.setEnableGsub(false);
    return new PDFontSupplier(PDType0Font.load(pdf, typsnitt, true));
  }

  private static void marka(PDDocument pdf, Sida sida, Underlag u) throws IOException {
    // the number is told again where the document is: a later one of the same content is another
    pdf.setDocumentId((long) (u.nummer() + u.kontrollsumma() + u.lage()).hashCode());
    var tid = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    tid.setTimeInMillis(u.perTidpunkt().toEpochMilli());
    var info = pdf.getDocumentInformation();
    info.setTitle(sida.titel());
    info.setAuthor(UPPHOV);
    info.setSubject(sida.beskrivning());
    info.setCreator(PROGRAM);
    info.setCreationDate(tid);
    info.setModificationDate(tid);
    var katalog = pdf.getDocumentCatalog();
    katalog.setLanguage("sv-SE");
    katalog.setMetadata(
        new PDMetadata(
            pdf,
            new ByteArrayInputStream(
                xmp(sida, tid.toInstant().toString()).getBytes(StandardCharsets.UTF_8))));
  }

  private static String xmp(Sida sida, String tid) {
    return """
        <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
          xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
        <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%2$s</rdf:li></rdf:Alt></dc:description>
        <dc:creator><rdf:Seq><rdf:li>%3$s</rdf:li></rdf:Seq></dc:creator>
        <dc:language><rdf:Bag><rdf:li>sv-SE</rdf:li></rdf:Bag></dc:language>
        <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">%6$s</rdf:li></rdf:Alt></dc:rights>
        <xmp:CreateDate>%4$s</xmp:CreateDate>
        <xmp:ModifyDate>%4$s</xmp:ModifyDate>
        <xmp:MetadataDate>%4$s</xmp:MetadataDate>
        <xmp:CreatorTool>%5$s</xmp:CreatorTool>
        <pdf:Producer>%5$s</pdf:Producer>
        <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>
        """
        .formatted(
            Diagram.escaped(sida.titel()),
            Diagram.escaped(sida.beskrivning()),
            UPPHOV,
            tid,
            PROGRAM,
            sida.citat() == null ? "Inte för spridning" : "CC0 1.0");
  }
}
