package se.finsam.uppfoljning.oppnadata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.finsam.uppfoljning.Land;

/**
 * The calls on the page about the open data, run as they stand against the service that told them.
 *
 * <p>Where a language or one of its packages is not to be had, its calls are left out.
 */
@QuarkusTest
class LandningssidaAnropTest {
  private static final Pattern ANROP =
      Pattern.compile("<pre[^>]*><code data-sprak=\"([a-z]+)\">(.*?)</code></pre>", Pattern.DOTALL);
  private static final Pattern PAKET =
      Pattern.compile("^(?:library\\((\\w+)\\)|import (\\w+))", Pattern.MULTILINE);

  private static boolean publicerat;

  @TempDir Path mapp;

  @BeforeEach
  void an_extract_is_published() {
    if (!publicerat) {
      Land.tomt();
      Land.forbund("a")
          .medInsats("x")
          .registrerar("2023K1", Land.rad("x", Land.kvinnor(30, 4, 0), Land.man(20, 9, 0)));
      Land.publicerat(2023);
      publicerat = true;
    }
  }

  private record Anrop(String sprak, String kod) {
    /** The program, and the arguments that make it run a text. */
    List<String> kommando(String text) {
      return switch (sprak) {
        case "curl" -> List.of("bash", "-c", text);
        case "r" -> List.of("Rscript", "-e", text);
        case "python" -> List.of("python3", "-c", text);
        default -> throw new IllegalStateException(sprak);
      };
    }

    /** Whether the language and the packages that are named can be had here. */
    String prov() {
      var paket = PAKET.matcher(kod).results().map(m -> m.group()).toList();
      return sprak.equals("curl") ? "curl --version" : String.join("\n", paket) + "\nprint(1)";
    }
  }

  private record Utfall(int kod, String ut, String fel) {}

  private static List<Anrop> anrop() {
    var html = given().get("/finsam/v1/oppnadata").asString();
    return ANROP
        .matcher(html)
        .results()
        .map(m -> new Anrop(m.group(1), oskyddad(m.group(2))))
        .toList();
  }

  private static String oskyddad(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Test
  void the_page_has_calls() {
    assertThat(anrop()).isNotEmpty();
  }

  @Test
  void curl_runs_as_it_stands() throws IOException, InterruptedException {
    kor("curl");
  }

  @Test
  void r_runs_as_it_stands() throws IOException, InterruptedException {
    kor("r");
  }

  @Test
  void python_runs_as_it_stands() throws IOException, InterruptedException {
    kor("python");
  }

  private void kor(String sprak) throws IOException, InterruptedException {
    var alla = anrop();
    assertThat(alla).hasSizeGreaterThan(1);
    int korda = 0;
    for (var anrop : alla) {
      if (anrop.sprak().equals(sprak) && finns(anrop)) {
        korda++;
        var utfall = kor(anrop.kommando(anrop.kod()));
        assertThat(utfall.kod()).as(anrop.kod() + "\n" + utfall.fel()).isZero();
        assertThat(utfall.ut())
            .as(anrop.kod())
            .containsPattern(anrop.kod().contains("/data") ? "KVINNA|Kvinnor" : "deltagare");
      }
    }
    assumeTrue(korda > 0, sprak + " is not to be had, or none of its packages");
  }

  private boolean finns(Anrop anrop) throws InterruptedException {
    try {
      return kor(anrop.kommando(anrop.prov())).kod() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  private Utfall kor(List<String> kommando) throws IOException, InterruptedException {
    var ut = mapp.resolve("ut");
    var fel = mapp.resolve("fel");
    var process =
        new ProcessBuilder(kommando)
            .directory(mapp.toFile())
            .redirectOutput(ut.toFile())
            .redirectError(fel.toFile())
            .start();
    try {
      boolean klar = process.waitFor(60, TimeUnit.SECONDS);
      assertThat(klar).as("done within a minute").isTrue();
      return new Utfall(
          process.exitValue(),
          Files.readString(ut, StandardCharsets.UTF_8),
          Files.readString(fel, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
