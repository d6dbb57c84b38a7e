package se.finsam.uppfoljning.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A data set of JSON-stat 2.0 (json-stat.org/full), to be answered as it is: Jackson writes it, the
 * same set with the same bytes.
 *
 * <p>It is filled cell by cell, and a cell is told by the codes of its categories, never by a
 * counted position:
 *
 * <pre>{@code
 * new JsonStat.Kub("Deltagare", List.of(
 *         new JsonStat.Dimension("ar", "År", JsonStat.Roll.TIME, List.of(new JsonStat.Kategori("2023", "2023"))),
 *         new JsonStat.Dimension("kon", "Kön", null, List.of(new JsonStat.Kategori("KVINNA", "Kvinnor"), new JsonStat.Kategori("MAN", "Män")))))
 *     .cell(List.of("2023", "KVINNA"), 31L, null)
 *     .cell(List.of("2023", "MAN"), null, "..")
 *     .klar();
 * }</pre>
 *
 * <p>Only what was told is written: a cell without a value is missing, which is not zero. Clients
 * lay out every cell that the dimensions span, see {@link Kub#rymd()}: join keys that go together
 * into one dimension.
 */
@JsonSerialize(using = JsonStat.Skrivare.class)
public final class JsonStat {

  /** What a dimension is, to a client that draws maps or time series. */
  public enum Roll {
    TIME,
    GEO,
    METRIC
  }

  /**
   * What a measure is counted in.
   *
   * @param decimaler how many the values are to be shown with
   */
  public record Enhet(String etikett, int decimaler) {}

  /**
   * One value of a dimension.
   *
   * @param enhet of a measure, null if there is none to tell
   */
  public record Kategori(String kod, String etikett, Enhet enhet) {
    public Kategori {
      Objects.requireNonNull(kod);
      Objects.requireNonNull(etikett);
    }

    public Kategori(String kod, String etikett) {
      this(kod, etikett, null);
    }
  }

  /**
   * One axis.
   *
   * @param roll null if none
   * @param kategorier in order; a code stands there once
   */
  public record Dimension(String id, String etikett, Roll roll, List<Kategori> kategorier) {
    public Dimension {
      Objects.requireNonNull(id);
      Objects.requireNonNull(etikett);
      kategorier = List.copyOf(kategorier);
      if (kategorier.stream().map(Kategori::kod).distinct().count() < kategorier.size()) {
        throw new IllegalArgumentException("a category twice in " + id);
      }
    }
  }

  private record Cell(Number varde, String status) {}

  private final String etikett;
  private final List<Dimension> dimensioner;
  private final String kalla;
  private final Instant uppdaterad;
  private final List<String> noter;
  private final Map<String, Object> tillagg;
  private final SortedMap<Long, Cell> celler;

  private JsonStat(Kub kub) {
    etikett = kub.etikett;
    dimensioner = kub.dimensioner;
    kalla = kub.kalla;
    uppdaterad = kub.uppdaterad;
    noter = List.copyOf(kub.noter);
    tillagg = Collections.unmodifiableMap(new LinkedHashMap<>(kub.tillagg));
    celler = Collections.unmodifiableSortedMap(new TreeMap<>(kub.celler));
  }

  /** A data set that is being filled. What is not told of it is not written. */
  public static final class Kub {
    private final String etikett;
    private final List<Dimension> dimensioner;
    private final List<Map<String, Integer>> platser = new ArrayList<>();
    private final SortedMap<Long, Cell> celler = new TreeMap<>();
    private final Set<String> noter = new LinkedHashSet<>();
    private final Map<String, Object> tillagg = new LinkedHashMap<>();
    private String kalla;
    private Instant uppdaterad;

    /**
     * @param dimensioner in order, the one that varies fastest last
     * @throws ArithmeticException if they span more cells than can be counted
     */
    public Kub(String etikett, List<Dimension> dimensioner) {
      this.etikett = Objects.requireNonNull(etikett);
      this.dimensioner = List.copyOf(dimensioner);
      if (dimensioner.isEmpty()
          || dimensioner.stream().map(Dimension::id).distinct().count() < dimensioner.size()) {
        throw new IllegalArgumentException("no dimension, or one twice");
      }
      for (var dimension : dimensioner) {
        var plats = new HashMap<String, Integer>();
        dimension.kategorier().forEach(k -> plats.put(k.kod(), plats.size()));
        platser.add(plats);
      }
      rymd();
    }

    /** How many cells the dimensions span, told or not; clients may lay out as many. */
    public long rymd() {
      return dimensioner.stream()
          .mapToLong(d -> d.kategorier().size())
          .reduce(1, Math::multiplyExact);
    }

    /**
     * Tells one cell.
     *
     * @param koder one category of each dimension, in the order of the dimensions
     * @param varde Integer, Long or BigDecimal; null if the value is missing
     * @param status null if there is nothing to say of the value
     * @throws IllegalArgumentException if a code is not of its dimension, or the cell is told twice
     */
    public Kub cell(List<String> koder, Number varde, String status) {
      if (varde != null
          && !(varde instanceof Integer || varde instanceof Long || varde instanceof BigDecimal)) {
        throw new IllegalArgumentException("no value can be a " + varde.getClass().getName());
      }
      if (celler.put(plats(koder), new Cell(varde, status)) != null) {
        throw new IllegalArgumentException("told twice: " + koder);
      }
      return this;
    }

    private long plats(List<String> koder) {
      if (koder.size() != dimensioner.size()) {
        throw new IllegalArgumentException(koder + " in " + dimensioner.size() + " dimensions");
      }
      long plats = 0;
      for (int d = 0; d < koder.size(); d++) {
        var egen = platser.get(d).get(koder.get(d));
        if (egen == null) {
          throw new IllegalArgumentException(
              dimensioner.get(d).id() + " has no category " + koder.get(d));
        }
        plats = plats * platser.get(d).size() + egen;
      }
      return plats;
    }

    /** Who the figures are from. */
    public Kub kalla(String kalla) {
      this.kalla = kalla;
      return this;
    }

    public Kub uppdaterad(Instant uppdaterad) {
      this.uppdaterad = uppdaterad;
      return this;
    }

    /** Something to know of the whole set; each is written once, in the order of telling. */
    public Kub not(String not) {
      noter.add(Objects.requireNonNull(not));
      return this;
    }

    /**
     * Something that JSON-stat has no place for; written as Jackson writes it.
     *
     * @param varde null is written as null
     */
    public Kub tillagg(String namn, Object varde) {
      tillagg.put(Objects.requireNonNull(namn), varde);
      return this;
    }

    public JsonStat klar() {
      return new JsonStat(this);
    }
  }

  /** Writes the members in the order of the standard's own examples. */
  static final class Skrivare extends JsonSerializer<JsonStat> {

    @Override
    public void serialize(JsonStat set, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("version", "2.0");
      json.writeStringField("class", "dataset");
      json.writeStringField("label", set.etikett);
      if (set.kalla != null) {
        json.writeStringField("source", set.kalla);
      }
      if (set.uppdaterad != null) {
        json.writeStringField("updated", set.uppdaterad.toString());
      }
      texts(json, "note", set.noter);
      dimensions(json, set.dimensioner);
      json.writeObjectFieldStart("value");
      boolean empty = true;
      for (var cell : set.celler.entrySet()) {
        if (cell.getValue().varde() != null) {
          json.writeFieldName(cell.getKey().toString());
          number(json, cell.getValue().varde());
          empty = false;
        }
      }
      if (empty && set.dimensioner.stream().noneMatch(d -> d.kategorier().isEmpty())) {
        // clients take an object without members for a set that came without its cells
        json.writeNullField("0");
      }
      json.writeEndObject();
      if (set.celler.values().stream().anyMatch(cell -> cell.status() != null)) {
        json.writeObjectFieldStart("status");
        for (var cell : set.celler.entrySet()) {
          if (cell.getValue().status() != null) {
            json.writeStringField(cell.getKey().toString(), cell.getValue().status());
          }
        }
        json.writeEndObject();
      }
      if (!set.tillagg.isEmpty()) {
        provider.defaultSerializeField("extension", set.tillagg, json);
      }
      json.writeEndObject();
    }

    private static void dimensions(JsonGenerator json, List<Dimension> dimensioner)
        throws IOException {
      json.writeArrayFieldStart("id");
      for (var dimension : dimensioner) {
        json.writeString(dimension.id());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("size");
      for (var dimension : dimensioner) {
        json.writeNumber(dimension.kategorier().size());
      }
      json.writeEndArray();
      if (dimensioner.stream().anyMatch(d -> d.roll() != null)) {
        json.writeObjectFieldStart("role");
        for (var roll : Roll.values()) {
          texts(
              json,
              roll.name().toLowerCase(Locale.ROOT),
              dimensioner.stream().filter(d -> d.roll() == roll).map(Dimension::id).toList());
        }
        json.writeEndObject();
      }
      json.writeObjectFieldStart("dimension");
      for (var dimension : dimensioner) {
        json.writeObjectFieldStart(dimension.id());
        json.writeStringField("label", dimension.etikett());
        categories(json, dimension.kategorier());
        json.writeEndObject();
      }
      json.writeEndObject();
    }

    private static void categories(JsonGenerator json, List<Kategori> kategorier)
        throws IOException {
      json.writeObjectFieldStart("category");
      json.writeArrayFieldStart("index");
      for (var kategori : kategorier) {
        json.writeString(kategori.kod());
      }
      json.writeEndArray();
      json.writeObjectFieldStart("label");
      for (var kategori : kategorier) {
        json.writeStringField(kategori.kod(), kategori.etikett());
      }
      json.writeEndObject();
      if (kategorier.stream().anyMatch(k -> k.enhet() != null)) {
        json.writeObjectFieldStart("unit");
        for (var kategori : kategorier) {
          if (kategori.enhet() != null) {
            json.writeObjectFieldStart(kategori.kod());
            json.writeStringField("label", kategori.enhet().etikett());
            json.writeNumberField("decimals", kategori.enhet().decimaler());
            json.writeEndObject();
          }
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts)
        throws IOException {
      if (!texts.isEmpty()) {
        json.writeArrayFieldStart(name);
        for (var text : texts) {
          json.writeString(text);
        }
        json.writeEndArray();
      }
    }

    /** Jackson would write some decimals with an exponent. */
    private static void number(JsonGenerator json, Number number) throws IOException {
      json.writeNumber(
          number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString());
    }
  }
}
