package se.finsam.uppfoljning.oppnadata;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The addresses that the catalogue and the page tell, all absolute.
 *
 * @param rot of the API, without a slash at its end: https://api.example.se/finsam/v1
 */
record KatalogAdress(String rot) {

  /** Of the open data: their page, and what PxWebApi 2 calls its base. */
  String oppnadata() {
    return rot + "/oppnadata";
  }

  /** What the catalogue tells of, under a name that leads back to the catalogue. */
  String sak(String namn) {
    return oppnadata() + "/dcat#" + namn;
  }

  String openapi() {
    return rot + "/openapi.json";
  }

  /** The whole of an extract, as one document. */
  String dokument(String nummer) {
    return "%s/arsuttag/%s/%s/innehall".formatted(rot, nummer.split("\\.")[0], nummer);
  }

  String tabell(String id) {
    return oppnadata() + "/tables/" + id;
  }

  String metadata(String id) {
    return tabell(id) + "/metadata?lang=sv";
  }

  /** Cells of a table; the brackets are encoded, since few tools can do without. */
  String data(String id, Map<String, String> fraga) {
    return tabell(id)
        + "/data?"
        + fraga.entrySet().stream()
            .map(p -> kodad(p.getKey()) + "=" + kodad(p.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String kodad(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
