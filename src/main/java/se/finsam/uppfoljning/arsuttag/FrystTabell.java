package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sammanstallning.Brott;
import se.finsam.uppfoljning.sammanstallning.Etiketter;
import se.finsam.uppfoljning.sammanstallning.Struktur;
import se.finsam.uppfoljning.sammanstallning.Tackning;
import se.finsam.uppfoljning.sammanstallning.Utskrift;
import se.finsam.uppfoljning.sida.Lank;

/**
 * A table of a yearly extract, with the members that it has in the national report. In the open
 * view a hidden figure is null, and UNDERTRYCKT in the row's status.
 *
 * @param tabell its name
 * @param ar the year
 * @param perTidpunkt the instant of the extract
 * @param struktur förbund as they were
 * @param summerbar true if adding up the rows gives the total
 * @param noter what a reader must know
 * @param brott breaks in the series
 * @param rader one member per grouping and one per figure
 * @param totalt the total, computed on its own
 * @param tackning how much of the country it covers
 */
@Schema(name = "FrystTabell", description = "En tabell i ett årsuttag, så som den frystes")
record FrystTabell(
    @Schema(examples = "insatser") String tabell,
    @Schema(examples = "2023") int ar,
    Instant perTidpunkt,
    Struktur struktur,
    boolean summerbar,
    List<String> noter,
    List<Brott> brott,
    @Schema(description = "Rader, med medlemmar som i den nationella sammanställningen")
        List<Map<String, Object>> rader,
    @Schema(description = "Totalen, räknad för sig") Map<String, Object> totalt,
    Tackning tackning,
    @JsonProperty("_links") Map<String, Lank> links) {

  /** The table of that name in a document. */
  static FrystTabell av(
      String namn, JsonNode dokument, Map<String, Lank> links, ObjectMapper mapper) {
    var tabell = dokument.path("tabeller").path(namn);
    return new FrystTabell(
        namn,
        dokument.path("ar").asInt(),
        Instant.parse(dokument.path("perTidpunkt").asText()),
        Struktur.DAVARANDE,
        tabell.path("summerbar").asBoolean(),
        texter(tabell.path("noter")),
        mapper.convertValue(
            dokument.path("brott"),
            mapper.getTypeFactory().constructCollectionType(List.class, Brott.class)),
        rader(namn, tabell.path("rader")),
        rad(namn, tabell.path("totalt")),
        mapper.convertValue(dokument.path("tackning"), Tackning.class),
        links);
  }

  private static List<String> texter(JsonNode lista) {
    var texter = new ArrayList<String>();
    lista.forEach(t -> texter.add(t.asText()));
    return texter;
  }

  private static List<Map<String, Object>> rader(String namn, JsonNode lista) {
    var rader = new ArrayList<Map<String, Object>>();
    lista.forEach(r -> rader.add(rad(namn, r)));
    return rader;
  }

  /** In the document members stand in the order of their names; a reader wants keys first. */
  private static Map<String, Object> rad(String namn, JsonNode rad) {
    var medlemmar = new LinkedHashMap<String, Object>();
    for (var kolumn : Utskrift.kolumner(namn)) {
      if (rad.has(kolumn)) {
        medlemmar.put(kolumn, varde(rad.path(kolumn)));
      }
    }
    rad.properties().forEach(m -> medlemmar.putIfAbsent(m.getKey(), varde(m.getValue())));
    return medlemmar;
  }

  private static Object varde(JsonNode varde) {
    if (varde.isNull()) {
      return null;
    }
    if (varde.isObject()) {
      var alla = new LinkedHashMap<String, Object>();
      varde.properties().forEach(m -> alla.put(m.getKey(), varde(m.getValue())));
      return alla;
    }
    if (varde.isNumber()) {
      return varde.isIntegralNumber() ? (Object) varde.longValue() : new BigDecimal(varde.asText());
    }
    return varde.isBoolean() ? (Object) varde.booleanValue() : varde.asText();
  }

  /**
   * As a file.
   *
   * @param harkomst notes on what it is taken from
   */
  Utskrift utskrift(JsonNode dokument, List<String> harkomst) {
    var alla = new ArrayList<>(harkomst);
    alla.addAll(noter);
    return Utskrift.fryst(
        tabell,
        perTidpunkt,
        new Utskrift.Del(ar, rader, totalt, tackning),
        alla,
        brott,
        etiketter(dokument.path("kodlistor")));
  }

  private static Etiketter etiketter(JsonNode kodlistor) {
    var koder = new HashMap<String, Map<String, String>>();
    Map.of(
            "inriktningar", "inriktning",
            "preciserade-inriktningar", "preciseradInriktning",
            "malgrupper", "malgrupp",
            "lan", "lan",
            "forbund", "forbund")
        .forEach(
            (lista, dimension) -> {
              var dess = new LinkedHashMap<String, String>();
              kodlistor
                  .path(lista)
                  .forEach(k -> dess.put(k.path("kod").asText(), k.path("etikett").asText()));
              koder.put(dimension, dess);
            });
    return Etiketter.av(koder);
  }
}
