package se.finsam.uppfoljning;

import static io.restassured.RestAssured.given;

import io.quarkus.arc.Arc;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import se.finsam.uppfoljning.period.Ar;

/**
 * A country to test in, built through the API as its users would build it.
 *
 * <p>{@code Land.tomt()} starts from nothing; then {@code
 * forbund("a").medInsats("x").registrerar("2023K4", rad("x", kvinnor(4, 1, 0), man(9, 0, 2)))}.
 */
public final class Land {
  public static final String ROT = "/finsam/v1";

  private Land() {}

  /** An empty database, only the code lists of the system's start in it. */
  public static void tomt() {
    var flyway = Arc.container().instance(Flyway.class).get();
    flyway.clean();
    flyway.migrate();
  }

  /** A förbund in Stockholms län that has always been there. */
  public static Forbund forbund(String kod) {
    som(Token.forsakringskassan())
        .body(Map.of("namn", "Förbundet " + kod, "lan", "01"))
        .put(ROT + "/forbund/" + kod)
        .then()
        .statusCode(201);
    return new Forbund(kod);
  }

  /**
   * Takes the extract of a year as it is known now, and publishes it.
   *
   * @return its number
   */
  public static String publicerat(int ar) {
    return publicerat(ar, LocalDate.now(Ar.SVERIGE));
  }

  /** The same as of the end of a day. */
  public static String publicerat(int ar, LocalDate uttagsdatum) {
    String nummer =
        som(Token.nationellaRadet())
            .body(Map.of("ar", ar, "uttagsdatum", uttagsdatum.toString()))
            .post(ROT + "/arsuttag")
            .then()
            .statusCode(201)
            .extract()
            .path("nummer");
    given()
        .auth()
        .oauth2(Token.nationellaRadet())
        .post(ROT + "/arsuttag/" + ar + "/" + nummer + "/publicering")
        .then()
        .statusCode(200);
    return nummer;
  }

  /** A JSON request with a token. */
  public static RequestSpecification som(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  /** A national table, read by Försäkringskassan; as of an instant or date, or live. */
  public static Response tabell(int ar, String tabell, String... perTidpunkt) {
    return las(ROT + "/sammanstallningar/" + ar + "/tabeller/" + tabell, perTidpunkt);
  }

  /** The national report, read by Försäkringskassan. */
  public static Response sammanstallning(int ar, String... perTidpunkt) {
    return las(ROT + "/sammanstallningar/" + ar, perTidpunkt);
  }

  private static Response las(String path, String... perTidpunkt) {
    var request = given().auth().oauth2(Token.forsakringskassan());
    if (perTidpunkt.length > 0) {
      request.queryParam("perTidpunkt", perTidpunkt[0]);
    }
    var response = request.get(path);
    response.then().statusCode(200);
    return response;
  }

  /**
   * What is said of an individinriktad insats when nothing else matters; change members of the map
   * to say more.
   */
  public static Map<String, Object> individinriktad(String namn, String... malgrupper) {
    var insats = new LinkedHashMap<String, Object>();
    insats.put("namn", namn);
    insats.put("inriktning", "INDIVIDINRIKTAD");
    insats.put("preciseradInriktning", "ARBETSLIVSINRIKTAD_INSATS");
    insats.put("malgrupper", List.of(malgrupper));
    insats.put("uppfoljningsmetod", "ANTAL_PER_KON");
    insats.put("esfFinansiering", false);
    insats.put("insatsagare", "KOMMUN");
    insats.put("startdatum", "2023-01-01");
    insats.put("slutdatum", null);
    return insats;
  }

  /** What is said of a strukturövergripande insats when nothing else matters. */
  public static Map<String, Object> strukturovergripande(String namn, String... malgrupper) {
    var insats = individinriktad(namn, malgrupper);
    insats.put("inriktning", "STRUKTUROVERGRIPANDE");
    insats.put("preciseradInriktning", "UTVECKLA_SAMVERKAN");
    insats.put("uppfoljningsmetod", "ANTAL_TOTALT");
    return insats;
  }

  /** Three counts of one kön: there at the start, new, ended. */
  public record Antal(int pagaendeVidStart, int nya, int avslutade) {}

  public static Antal kvinnor(int pagaendeVidStart, int nya, int avslutade) {
    return new Antal(pagaendeVidStart, nya, avslutade);
  }

  public static Antal man(int pagaendeVidStart, int nya, int avslutade) {
    return new Antal(pagaendeVidStart, nya, avslutade);
  }

  /** A row of clients. */
  public static Map<String, Object> rad(String insats, Antal kvinnor, Antal man) {
    var deltagare = new LinkedHashMap<String, Object>();
    deltagare.put("pagaendeVidStart", perKon(kvinnor.pagaendeVidStart(), man.pagaendeVidStart()));
    deltagare.put("nya", perKon(kvinnor.nya(), man.nya()));
    deltagare.put("avslutade", perKon(kvinnor.avslutade(), man.avslutade()));
    return rad(insats, deltagare);
  }

  /** A row of staff. */
  public static Map<String, Object> rad(String insats, int totalt) {
    return rad(insats, Map.of("totalt", totalt));
  }

  private static Map<String, Object> rad(String insats, Map<String, Object> deltagare) {
    var rad = new LinkedHashMap<String, Object>();
    rad.put("insats", insats);
    rad.put("deltagare", deltagare);
    return rad;
  }

  /** The row again with other values, and the reason that a quarter past its due date asks for. */
  public static Map<String, Object> rattad(Map<String, Object> rad) {
    rad.put("rattelseorsak", "Räknat på nytt");
    return rad;
  }

  private static Map<String, Object> perKon(int kvinnor, int man) {
    var antal = new LinkedHashMap<String, Object>();
    antal.put("kvinnor", kvinnor);
    antal.put("man", man);
    return antal;
  }

  /** A request body of registrations. */
  @SafeVarargs
  public static Map<String, Object> registreringar(
      String kvartal, String omfattning, Map<String, Object>... rader) {
    var body = new LinkedHashMap<String, Object>();
    body.put("kvartal", kvartal);
    body.put("omfattning", omfattning);
    var lista = new ArrayList<Map<String, Object>>();
    for (var rad : rader) {
      lista.add(rad);
    }
    body.put("registreringar", lista);
    return body;
  }

  /**
   * A förbund of the country.
   *
   * @param kod its code
   */
  public record Forbund(String kod) {
    public String path() {
      return ROT + "/forbund/" + kod;
    }

    public RequestSpecification som() {
      return Land.som(Token.med(Set.of("forbundssystem"), kod));
    }

    /** Adds an insats aimed at individuals. */
    public Forbund medInsats(String insats, String... malgrupper) {
      return medInsats(insats, individinriktad("Insatsen " + insats, malgrupper));
    }

    /** Adds an insats aimed at structure. */
    public Forbund medSatsning(String insats, String... malgrupper) {
      return medInsats(insats, strukturovergripande("Satsningen " + insats, malgrupper));
    }

    public Forbund medInsats(String insats, Map<String, Object> body) {
      som().body(body).put(path() + "/insatser/" + insats).then().statusCode(201);
      return this;
    }

    /** Couples a person to an insats, as is done: without a body. */
    public Forbund medDeltagaransvarig(String insats, String sub) {
      given()
          .auth()
          .oauth2(Token.forbund(kod))
          .put(path() + "/insatser/" + insats + "/deltagaransvariga/{sub}", sub)
          .then()
          .statusCode(201);
      return this;
    }

    /** Tells the förbund's money of a year; again, and otherwise, if it is told already. */
    public Forbund medEkonomi(int ar, Map<String, ?> body) {
      return satt(path() + "/ekonomi/" + ar, body);
    }

    /** Tells an insats's money and plan of a year; again, and otherwise, if it is told already. */
    public Forbund medEkonomi(String insats, int ar, Map<String, ?> body) {
      return satt(path() + "/insatser/" + insats + "/ekonomi/" + ar, body);
    }

    private Forbund satt(String path, Map<String, ?> body) {
      var etag = som().get(path).header("ETag");
      var request = etag == null ? som() : som().header("If-Match", etag);
      request.body(body).put(path).then().statusCode(etag == null ? 201 : 200);
      return this;
    }

    /** Sends parts of a quarter, and answers with whatever the service said. */
    @SafeVarargs
    public final Response registrerar(String kvartal, Map<String, Object>... rader) {
      return skickar(registreringar(kvartal, "DELAR", rader));
    }

    /** Sends the whole quarter. */
    @SafeVarargs
    public final Response registrerarHela(String kvartal, Map<String, Object>... rader) {
      return skickar(registreringar(kvartal, "HELA_KVARTALET", rader));
    }

    public Response skickar(Object body) {
      return som().body(body).post(path() + "/registreringar");
    }
  }
}
