package se.finsam.uppfoljning.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.format.JsonStat.Dimension;
import se.finsam.uppfoljning.format.JsonStat.Enhet;
import se.finsam.uppfoljning.format.JsonStat.Kategori;
import se.finsam.uppfoljning.format.JsonStat.Kub;
import se.finsam.uppfoljning.format.JsonStat.Roll;

/** What a client library reads is what was told. */
class JsonStatKlientTest {
  private static final Dimension MATT =
      new Dimension(
          "matt",
          "Mått",
          Roll.METRIC,
          List.of(
              new Kategori("deltagare", "Deltagare", new Enhet("deltagare", 0)),
              new Kategori("andelKvinnor", "Andel kvinnor", new Enhet("procent", 1)),
              new Kategori("brutet", "Bröt \"av\"")));
  private static final Dimension LAN =
      new Dimension(
          "lan",
          "Län",
          Roll.GEO,
          List.of(
              new Kategori("25", "Norrbottens län"),
              new Kategori("01", "Stockholms län"),
              new Kategori("4", "Fyra")));
  private static final Dimension KON =
      new Dimension(
          "kon",
          "Kön",
          null,
          List.of(new Kategori("KVINNA", "Kvinnor"), new Kategori("MAN", "Män")));
  private static final Dimension AR =
      new Dimension(
          "ar",
          "År",
          Roll.TIME,
          List.of(new Kategori("2023", "2023"), new Kategori("2022", "2022")));

  private static String json(Kub kub) {
    try {
      return new ObjectMapper().writeValueAsString(kub.klar());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** As the client tells it: numbers of JavaScript have no zeros after the last decimal. */
  private static Object varde(Number varde) {
    return varde instanceof BigDecimal decimal && decimal.stripTrailingZeros().scale() > 0
        ? decimal.stripTrailingZeros()
        : varde == null ? null : (Object) varde.longValue();
  }

  private static Map<String, Object> rad(
      List<Dimension> dimensioner, List<String> koder, Number varde, String status) {
    var rad = new HashMap<String, Object>();
    for (int d = 0; d < dimensioner.size(); d++) {
      rad.put(dimensioner.get(d).id(), koder.get(d));
    }
    rad.put("value", varde(varde));
    rad.put("status", status);
    return rad;
  }

  @Test
  void cells_are_read_as_they_were_told() {
    var dimensioner = List.of(MATT, KON);
    var kub =
        new Kub("Deltagare", dimensioner)
            .cell(List.of("brutet", "MAN"), 7L, "d")
            .cell(List.of("deltagare", "KVINNA"), 0L, null)
            .cell(List.of("deltagare", "MAN"), null, "..")
            .cell(List.of("andelKvinnor", "KVINNA"), new BigDecimal("12.50"), null)
            .cell(List.of("andelKvinnor", "MAN"), new BigDecimal("-1E+3"), "d");
    var expected =
        List.of(
            rad(dimensioner, List.of("deltagare", "KVINNA"), 0, null),
            rad(dimensioner, List.of("deltagare", "MAN"), null, ".."),
            rad(dimensioner, List.of("andelKvinnor", "KVINNA"), new BigDecimal("12.5"), null),
            rad(dimensioner, List.of("andelKvinnor", "MAN"), -1_000, "d"),
            rad(dimensioner, List.of("brutet", "KVINNA"), null, null),
            rad(dimensioner, List.of("brutet", "MAN"), 7, "d"));
    assertThat(JsonStatKlient.rader(json(kub))).isEqualTo(expected);
    assertThat(JsonStatKlient.tabell(json(kub))).isEqualTo(expected);
  }

  @Test
  void labels_roles_units_notes_and_the_rest_are_read_as_they_were_told() {
    var kub =
        new Kub("Deltagare \"2023\" åäö <&>", List.of(LAN, MATT, KON, AR))
            .kalla("Uppföljning Finsam")
            .uppdaterad(Instant.parse("2024-01-22T22:59:59.999999Z"))
            .not("Deltagare i insatser, inte unika personer")
            .not("Två\nrader \u2028 \uD83D\uDE00")
            .tillagg("summerbar", true)
            .tillagg("tackning", Map.of("forbund", 72))
            .cell(List.of("01", "deltagare", "MAN", "2023"), 1, null);
    var om = JsonStatKlient.om(json(kub));
    var roller = new HashMap<String, Object>();
    roller.put("time", List.of("ar"));
    roller.put("geo", List.of("lan"));
    roller.put("metric", List.of("matt"));
    roller.put("classification", List.of("kon"));
    assertThat(om)
        .containsEntry("class", "dataset")
        .containsEntry("label", "Deltagare \"2023\" åäö <&>")
        .containsEntry("source", "Uppföljning Finsam")
        .containsEntry("updated", "2024-01-22T22:59:59.999999Z")
        .containsEntry(
            "note",
            List.of("Deltagare i insatser, inte unika personer", "Två\nrader \u2028 \uD83D\uDE00"))
        .containsEntry("extension", Map.of("summerbar", true, "tackning", Map.of("forbund", 72L)))
        .containsEntry("role", roller)
        .containsEntry("id", List.of("lan", "matt", "kon", "ar"))
        .containsEntry(
            "dimension",
            Map.of(
                "lan", dimension(LAN, "geo"),
                "matt", dimension(MATT, "metric"),
                "kon", dimension(KON, "classification"),
                "ar", dimension(AR, "time")));
  }

  private static Map<String, Object> dimension(Dimension dimension, String roll) {
    var kategorier = new ArrayList<Map<String, Object>>();
    for (var kategori : dimension.kategorier()) {
      var en = new HashMap<String, Object>();
      en.put("id", kategori.kod());
      en.put("label", kategori.etikett());
      en.put(
          "unit",
          kategori.enhet() == null
              ? null
              : Map.of(
                  "label",
                  kategori.enhet().etikett(),
                  "decimals",
                  (long) kategori.enhet().decimaler()));
      kategorier.add(en);
    }
    return Map.of("label", dimension.etikett(), "role", roll, "category", kategorier);
  }

  @Test
  void a_set_without_any_value_is_read_with_its_statuses() {
    var dimensioner = List.of(KON, AR);
    var kub = new Kub("Tom", dimensioner).cell(List.of("MAN", "2022"), null, "..");
    assertThat(JsonStatKlient.rader(json(kub)))
        .containsExactly(
            rad(dimensioner, List.of("KVINNA", "2023"), null, null),
            rad(dimensioner, List.of("KVINNA", "2022"), null, null),
            rad(dimensioner, List.of("MAN", "2023"), null, null),
            rad(dimensioner, List.of("MAN", "2022"), null, ".."))
        .isEqualTo(JsonStatKlient.tabell(json(kub)));
  }

  @Test
  void a_set_without_cells_is_read_as_one() {
    var tom = new Dimension("insats", "Insats", null, List.of());
    var json = json(new Kub("Tom", List.of(tom, MATT, AR)).not("Ingen insats"));
    assertThat(JsonStatKlient.rader(json)).isEmpty();
    assertThat(JsonStatKlient.om(json))
        .containsEntry("label", "Tom")
        .containsEntry("note", List.of("Ingen insats"))
        .containsEntry("id", List.of("insats", "matt", "ar"))
        .extractingByKey("dimension")
        .hasFieldOrPropertyWithValue("insats", dimension(tom, "classification"));
  }

  @Test
  void random_sets_are_read_as_they_were_told() {
    for (int seed = 0; seed < Provfall.SEEDS; seed++) {
      var random = new Random(seed);
      var dimensioner = new ArrayList<>(List.of(MATT, LAN, KON, AR));
      Collections.shuffle(dimensioner, random);
      dimensioner.subList(1 + random.nextInt(4), 4).replaceAll(JsonStatKlientTest::enda);
      var koder = List.of(List.<String>of());
      for (var dimension : dimensioner) {
        koder =
            koder.stream()
                .flatMap(
                    k -> dimension.kategorier().stream().map(kategori -> med(k, kategori.kod())))
                .toList();
      }
      var kub = new Kub("Slump", dimensioner);
      var rader = new ArrayList<Map<String, Object>>();
      var celler = new ArrayList<Runnable>();
      for (var k : koder) {
        var varde =
            Arrays.<Number>asList(
                    null,
                    0,
                    random.nextLong() >> 12,
                    new BigDecimal(random.nextInt()).movePointLeft(2))
                .get(random.nextInt(4));
        var status = Arrays.asList(null, "..", ".", "d").get(random.nextInt(4));
        rader.add(rad(dimensioner, k, varde, status));
        if (varde != null || status != null || random.nextBoolean()) {
          celler.add(() -> kub.cell(k, varde, status));
        }
      }
      Collections.shuffle(celler, random);
      celler.forEach(Runnable::run);
      assertThat(JsonStatKlient.rader(json(kub))).as("seed " + seed).isEqualTo(rader);
      assertThat(JsonStatKlient.tabell(json(kub))).as("seed " + seed).isEqualTo(rader);
    }
  }

  private static Dimension enda(Dimension dimension) {
    return new Dimension(
        dimension.id(),
        dimension.etikett(),
        dimension.roll(),
        dimension.kategorier().subList(1, 2));
  }

  private static List<String> med(List<String> koder, String kod) {
    var langre = new ArrayList<>(koder);
    langre.add(kod);
    return List.copyOf(langre);
  }
}
