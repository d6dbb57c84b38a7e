package se.finsam.uppfoljning.sida;

import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import se.finsam.uppfoljning.problem.Faults;

/**
 * Which part of a list is asked for.
 *
 * @param limit at most so many items, 1 to 500
 * @param offset so many are passed over first
 */
public record Sida(int limit, int offset) {
  private static final int DEFAULT = 20;
  private static final int MOST = 500;

  /** Reads the parameters limit and offset; what is wrong with them is added to the faults. */
  public static Sida of(String limit, String offset, Faults faults) {
    return new Sida(
        number("limit", limit, DEFAULT, 1, MOST, faults),
        number("offset", offset, 0, 0, 1_000_000, faults));
  }

  private static int number(
      String name, String text, int otherwise, int least, int most, Faults faults) {
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,7}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      faults.unreadable(
          "{" + name + "}", "FEL_FORM", name + " är ett heltal, " + least + " till " + most);
      return otherwise;
    }
    return Integer.parseInt(text);
  }

  /**
   * The links self, first, prev, next and last of a list of so many items, all pages of one
   * instant: nothing slips from a page that is yet to be read to one that has been.
   *
   * @param t the instant as of which the list is told
   */
  public Map<String, Lank> lankar(UriInfo uri, long antal, Instant t) {
    return lankar(uri, antal, Map.of("perTidpunkt", t));
  }

  /** The same where the instants are named by other parameters. */
  public Map<String, Lank> lankar(UriInfo uri, long antal, Map<String, Instant> tidpunkter) {
    var sidor = uri.getRequestUriBuilder();
    new TreeMap<>(tidpunkter).forEach((parameter, t) -> sidor.replaceQueryParam(parameter, t));
    return lankar(uri, sidor, antal);
  }

  /** The same for a list that is not told as of an instant. */
  public Map<String, Lank> lankar(UriInfo uri, long antal) {
    return lankar(uri, uri.getRequestUriBuilder(), antal);
  }

  private Map<String, Lank> lankar(UriInfo uri, UriBuilder sidor, long antal) {
    var links = new LinkedHashMap<String, Lank>();
    links.putAll(Lank.self(uri));
    long last = antal == 0 ? 0 : (antal - 1) / limit * limit;
    links.put("first", to("first", sidor, 0));
    if (offset > 0) {
      links.put("prev", to("prev", sidor, Math.max(0, offset - limit)));
    }
    if (offset + limit < antal) {
      links.put("next", to("next", sidor, offset + limit));
    }
    links.put("last", to("last", sidor, last));
    return links;
  }

  private Lank to(String rel, UriBuilder sidor, long offset) {
    return Lank.get(
        rel,
        sidor
            .replaceQueryParam("limit", limit)
            .replaceQueryParam("offset", offset)
            .build()
            .toString());
  }
}
