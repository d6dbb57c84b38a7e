package se.finsam.uppfoljning.oppnadata;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import se.finsam.uppfoljning.oppnadata.PxWeb.Link;

/**
 * The addresses of the open data, as PxWeb links to them.
 *
 * @param bas with a slash at its end
 */
record Lankar(String bas) {
  /** The only language of the data; another that is asked for is answered in it. */
  static final String SPRAK = "sv";

  static Lankar av(UriInfo uri) {
    return new Lankar(uri.getBaseUri().toString().replaceFirst("/*$", "/") + "oppnadata/");
  }

  String adress(String till) {
    return bas + till;
  }

  Link till(String rel, String till) {
    return new Link(rel, SPRAK, bas + till + (till.indexOf('?') < 0 ? "?" : "&") + "lang=" + SPRAK);
  }

  /** The machine-readable description of a table. */
  URI metadata(PxTabell tabell) {
    return URI.create(bas + "tables/" + tabell.id() + "/metadata");
  }
}
