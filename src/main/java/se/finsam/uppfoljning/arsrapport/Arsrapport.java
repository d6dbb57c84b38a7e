package se.finsam.uppfoljning.arsrapport;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The report that a person reads of a yearly extract, as a page and as PDF: one file, in Swedish,
 * without scripts and with nothing fetched from anywhere.
 *
 * <p>It says what the document says and nothing else: a figure that is hidden or not reported is
 * told as such, and nothing is added up. The same extract gives the same bytes.
 */
public final class Arsrapport {
  private static final String CSS = text("rapport.css");
  private static final String PDF_CSS = text("pdf.css");
  private static final Template MALL =
      Engine.builder()
          .addDefaults()
          .addValueResolver(new ReflectionValueResolver())
          .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
          .build()
          .parse(text("rapport.html"), Variant.forContentType(Variant.TEXT_HTML));

  private Arsrapport() {}

  /** As a page, in UTF-8. */
  public static byte[] html(Underlag u) {
    return render(new Rapport(u).sida(false, new RawString(CSS))).getBytes(StandardCharsets.UTF_8);
  }

  /** As PDF, tagged for those who listen to it. */
  public static byte[] pdf(Underlag u) {
    var sida = new Rapport(u).sida(true, new RawString(PDF_CSS.replace("KALLA", fot(u))));
    return Pdf.av(render(sida), sida, u);
  }

  /** What a browser may do with the page: use the style that stands in it, and nothing else. */
  public static String policy() {
    return "default-src 'none'; style-src 'sha256-"
        + sha256(CSS)
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** At the foot of every page, where only CSS can write. */
  private static String fot(Underlag u) {
    return Rapport.kalla(u).replaceAll("[^\\p{L}\\p{N} ,.:-]", "");
  }

  private static String render(Sida sida) {
    return MALL.data("sida", sida).render();
  }

  static byte[] resurs(String namn) {
    try (var in = Arsrapport.class.getResourceAsStream("/arsrapport/" + namn)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String namn) {
    return new String(resurs(namn), StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
