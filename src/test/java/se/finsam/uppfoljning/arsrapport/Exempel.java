package se.finsam.uppfoljning.arsrapport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;

/** The extract of 2023 as of 22 January 2024, whole and as it could be open. */
public final class Exempel {
  private Exempel() {}

  /** The whole document, to change as a test needs. */
  public static ObjectNode innehall() {
    try (var in = Exempel.class.getResourceAsStream("/arsrapport/innehall-2023.json")) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document with hidden figures and without rows of single insatser. */
  public static ObjectNode skyddat() {
    var innehall = innehall();
    for (var tabell : new String[] {"planering", "rattelser"}) {
      tabell(innehall, tabell).putArray("rader");
    }
    for (int nr = 2; nr < 4; nr++) {
      for (var figur : new String[] {"kvinnor", "man", "andel", "taljare"}) {
        dolj(rad(innehall, "deltagare", nr), figur);
      }
    }
    dolj(rad(innehall, "personal", 0), "personal");
    dolj(rad(innehall, "personal", 1), "personal");
    return innehall;
  }

  static ObjectNode tabell(ObjectNode innehall, String namn) {
    return (ObjectNode) innehall.path("tabeller").path(namn);
  }

  static ObjectNode rad(ObjectNode innehall, String tabell, int nr) {
    return (ObjectNode) tabell(innehall, tabell).path("rader").get(nr);
  }

  static ObjectNode totalt(ObjectNode innehall, String tabell) {
    return (ObjectNode) tabell(innehall, tabell).path("totalt");
  }

  static void dolj(ObjectNode rad, String figur) {
    rad.putNull(figur);
    rad.withObjectProperty("status").put(figur, "UNDERTRYCKT");
  }

  public static Underlag helt() {
    return underlag(innehall(), "PUBLICERAT", false);
  }

  public static Underlag oppet() {
    return underlag(skyddat(), "PUBLICERAT", true);
  }

  static Underlag underlag(ObjectNode innehall, String lage, boolean skyddad) {
    return new Underlag(
        "2023.1.0",
        2023,
        lage,
        LocalDate.parse("2024-01-22"),
        Instant.parse("2024-01-22T22:59:59.999999Z"),
        lage.equals("UTKAST") ? null : Instant.parse("2024-02-01T08:00:00Z"),
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "https://finsam.example/finsam/v1/arsuttag/2023/2023.1.0",
        "Nationella rådet för finansiell samordning: Uppföljning Finsam 2023, årsuttag 2023.1.0, uttaget 2024-01-22",
        null,
        skyddad,
        5,
        innehall);
  }
}
