package se.finsam.uppfoljning.sammanstallning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;

/** What Försäkringskassan asks of the nation, and how an answer is read. */
public final class Fragat {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private Fragat() {}

  /** An address under the root, with parameters, each one value or several. */
  public static Response av(String path, Map<String, ?> parametrar) {
    var request = given().auth().oauth2(Token.forsakringskassan());
    parametrar.forEach(
        (namn, varde) -> {
          if (varde instanceof Iterable<?> flera) {
            flera.forEach(v -> request.queryParam(namn, v));
          } else {
            request.queryParam(namn, varde);
          }
        });
    return request.get(Land.ROT + path);
  }

  /** The parameters that ask for a view of the country as of an instant, or live if it is null. */
  public static Map<String, Object> parametrar(Facit.Urval urval, Instant t) {
    var parametrar = new LinkedHashMap<String, Object>();
    if (t != null) {
      parametrar.put("perTidpunkt", t.toString());
    }
    if (urval.dagens()) {
      parametrar.put("struktur", "dagens");
    }
    parametrar.put("forbund", urval.forbund());
    parametrar.put("lan", urval.lan());
    parametrar.values().removeIf(v -> v instanceof Set<?> s && s.isEmpty());
    return parametrar;
  }

  /** Every item of a list, page by page, as its links lead. */
  public static List<Map<String, Object>> sidor(
      String path, Map<String, ?> parametrar, String lista) {
    var alla = new ArrayList<Map<String, Object>>();
    var sida = las(av(path, parametrar));
    while (true) {
      alla.addAll(lista(sida.get(lista)));
      var next = objekt(sida.get("_links")).get("next");
      if (next == null) {
        assertThat(objekt(sida.get("_meta")).get("antal")).isEqualTo((long) alla.size());
        return alla;
      }
      sida = las(folj((String) objekt(next).get("href")));
    }
  }

  /** Where a link leads. */
  public static Response folj(String href) {
    return given().auth().oauth2(Token.forsakringskassan()).urlEncodingEnabled(false).get(href);
  }

  /** Integers are long, members keep their order. */
  public static Map<String, Object> las(Response svar) {
    if (svar.statusCode() != 200) {
      throw new AssertionError(svar.statusCode() + " " + svar.asString());
    }
    try {
      return JSON.readValue(svar.asString(), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(svar.asString(), e);
    }
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> objekt(Object json) {
    return (Map<String, Object>) json;
  }

  public static List<Map<String, Object>> lista(Object json) {
    return ((List<?>) json).stream().map(Fragat::objekt).toList();
  }
}
