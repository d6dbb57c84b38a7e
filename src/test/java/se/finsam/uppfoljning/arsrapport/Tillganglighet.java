package se.finsam.uppfoljning.arsrapport;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What axe-core finds wrong with a page in a real browser, by WCAG 2.1 A and AA and by best
 * practice. It needs Chromium or Chrome on the PATH: a test that uses it assumes {@link #finns}.
 */
public final class Tillganglighet {
  private static final List<String> WEBBLASARE =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** No window is narrower: a narrower page is shown in a frame. */
  private static final int SMALAST = 500;

  private static final Pattern SVAR =
      Pattern.compile("<script id=\"axe-svar\" type=\"text/plain\">(.*?)</script>", Pattern.DOTALL);

  /** Runs in the page: axe's answer becomes part of the document that the browser dumps. */
  private static final String KOR =
      """
      axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
        resultTypes: ['violations']
      }).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 5).join(' | ')),
              e => ['axe failed: ' + e])
        .then(fel => {
          // what sticks out past the page would have to be scrolled sideways (WCAG 1.4.10)
          const sida = document.documentElement;
          if (sida.scrollWidth > sida.clientWidth) {
            fel.push('page is ' + sida.scrollWidth + ' wide in ' + sida.clientWidth);
          }
          const svar = document.createElement('script');
          svar.id = 'axe-svar';
          svar.type = 'text/plain';
          svar.textContent = encodeURIComponent(JSON.stringify(fel));
          top.document.body.append(svar);
        });
      """;

  private Tillganglighet() {}

  /** True where a browser is to be had. */
  public static boolean finns() {
    return webblasare().isPresent();
  }

  /**
   * What is wrong with the page, empty if nothing is.
   *
   * @param bredd of the page in CSS pixels
   */
  public static List<String> fel(byte[] html, int bredd) throws IOException, InterruptedException {
    var mapp = Files.createTempDirectory("tillganglighet");
    try {
      var text = new String(html, StandardCharsets.UTF_8);
      var slut = text.lastIndexOf("</body>");
      var sida =
          text.substring(0, slut)
              + "<script>"
              + resurs("axe.min.js")
              + "</script><script>"
              + KOR
              + "</script>"
              + text.substring(slut);
      var fil =
          Files.writeString(mapp.resolve("sida.html"), bredd < SMALAST ? ram(sida, bredd) : sida);
      return svar(dump(fil, mapp, bredd));
    } finally {
      try (var filer = Files.walk(mapp)) {
        for (var fil : filer.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(fil);
        }
      }
    }
  }

  private static String ram(String sida, int bredd) {
    return "<!DOCTYPE html><html lang=\"sv\"><title>Ram</title><body><iframe width=\"%d\" height=\"900\" srcdoc=\"%s\"></iframe></body></html>"
        .formatted(bredd, sida.replace("&", "&amp;").replace("\"", "&quot;"));
  }

  private static String dump(Path fil, Path mapp, int bredd)
      throws IOException, InterruptedException {
    var ut = mapp.resolve("dom.html");
    var process =
        new ProcessBuilder(
                webblasare().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-sync",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--user-data-dir=" + mapp.resolve("profil"),
                "--window-size=" + bredd + ",1000",
                "--virtual-time-budget=60000",
                "--dump-dom",
                fil.toUri().toString())
            .redirectOutput(ut.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the browser did not end in two minutes");
      }
    } finally {
      var barn = process.descendants().toList();
      process.destroyForcibly();
      barn.forEach(ProcessHandle::destroyForcibly);
      process.waitFor(10, TimeUnit.SECONDS);
    }
    return Files.readString(ut);
  }

  private static List<String> svar(String dom) throws IOException {
    var svar = SVAR.matcher(dom);
    if (!svar.find()) {
      throw new IllegalStateException("axe has not answered");
    }
    var json = URLDecoder.decode(svar.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    var fel = new ArrayList<String>();
    new ObjectMapper().readTree(json).forEach(f -> fel.add(f.asText()));
    return fel;
  }

  private static Optional<Path> webblasare() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(mapp -> !mapp.isEmpty())
        .flatMap(mapp -> WEBBLASARE.stream().map(namn -> Path.of(mapp, namn)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String resurs(String namn) throws IOException {
    try (var in = Tillganglighet.class.getResourceAsStream("/tillganglighet/" + namn)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
