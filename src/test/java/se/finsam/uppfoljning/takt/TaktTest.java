package se.finsam.uppfoljning.takt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static se.finsam.uppfoljning.Land.ROT;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Over HTTP, from an address that nobody else calls from. */
@QuarkusTest
class TaktTest {
  private static final String ADRESS = "127.0.0.77";

  @Inject Takter takter;

  @Test
  void a_call_too_many_is_429_and_says_when_there_is_room() throws IOException {
    while (takter.anropat(ADRESS).slappt()) {
      // all but the calls that come back meanwhile, one in four seconds
    }
    var svar = "";
    for (int i = 0; i < 20 && !svar.startsWith("HTTP/1.1 429"); i++) {
      svar = get(ROT + "/oppnadata/config");
    }
    assertThat(svar)
        .startsWith("HTTP/1.1 429")
        .containsIgnoringCase("\r\ncontent-type: application/problem+json")
        .containsPattern("(?i)\r\nretry-after: [1-5]\r\n")
        .containsPattern("(?i)\r\nratelimit: \"oppnadata\";r=0;t=[1-5]\r\n")
        .containsIgnoringCase("\r\nratelimit-policy: \"oppnadata\";q=20000;w=86400\r\n")
        .containsIgnoringCase("\r\naccess-control-allow-origin: *\r\n")
        .contains("urn:uppfoljning-finsam:problem:for-manga-anrop");
    assertThat(get(ROT + "/api-info")).startsWith("HTTP/1.1 200");
    assertThat(given().get(ROT + "/oppnadata/config").statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_refused_or_not_there_is_counted_too() {
    long kvar = kvar(ROT + "/oppnadata/config");
    assertThat(kvar(ROT + "/oppnadata/tables/finns-inte")).isLessThanOrEqualTo(kvar);
    assertThat(kvar(ROT + "/oppnadata/tables?x=1")).isLessThan(kvar);
  }

  private static long kvar(String path) {
    return Long.parseLong(
        given().get(path).header("RateLimit").replaceAll(".*;r=([0-9]+);.*", "$1"));
  }

  private static String get(String path) throws IOException {
    try (var socket = new Socket()) {
      try {
        socket.bind(new InetSocketAddress(InetAddress.getByName(ADRESS), 0));
      } catch (SocketException e) {
        assumeTrue(false, "this machine has no address " + ADRESS);
      }
      socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
