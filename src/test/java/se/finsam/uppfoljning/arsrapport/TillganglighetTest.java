package se.finsam.uppfoljning.arsrapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report by axe-core in a browser, as wide as a screen and as narrow as WCAG asks for (320
 * pixels, which is also 1280 at 400 %). Skipped where no Chromium or Chrome is on the PATH.
 */
class TillganglighetTest {
  @BeforeEach
  void a_browser() {
    assumeTrue(Tillganglighet.finns(), "no Chromium or Chrome on the PATH");
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 320})
  void the_open_report_has_no_violations(int bredd) throws Exception {
    assertThat(Tillganglighet.fel(Arsrapport.html(Exempel.oppet()), bredd)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = 320)
  void the_whole_report_has_no_violations(int bredd) throws Exception {
    assertThat(
            Tillganglighet.fel(
                Arsrapport.html(Exempel.underlag(Exempel.innehall(), "UTKAST", false)), bredd))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 320})
  void what_is_wrong_is_told(int bredd) throws Exception {
    var sida =
        """
        <!DOCTYPE html>
        <html><head><title>Fel</title></head>
        <body><p style="color:#bbb;background:#fff;width:1500px">Ljusgrått</p><img src="data:,"></body></html>
        """;
    assertThat(Tillganglighet.fel(sida.getBytes(StandardCharsets.UTF_8), bredd))
        .anyMatch(f -> f.startsWith("color-contrast"))
        .anyMatch(f -> f.startsWith("image-alt"))
        .anyMatch(f -> f.startsWith("html-has-lang"))
        .anyMatch(f -> f.startsWith("page is"));
  }
}
