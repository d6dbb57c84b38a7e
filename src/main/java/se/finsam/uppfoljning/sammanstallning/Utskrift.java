package se.finsam.uppfoljning.sammanstallning;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.finsam.uppfoljning.format.Blad;
import se.finsam.uppfoljning.format.Filer;
import se.finsam.uppfoljning.format.Format;
import se.finsam.uppfoljning.format.JsonStat;

/**
 * A table as a file. It is made from the rows of the JSON answer, member by member: so every form
 * tells the same cells, notes, coverage and instant.
 *
 * @param namn of the table
 * @param nycklar the members that tell a row from the others
 * @param sarskilda true if each of them is a dimension of its own
 * @param kolumner the members of a row, in order
 * @param perTidpunkt the instant as of which it is told
 * @param delar the year, and perhaps the year before
 * @param noter what a reader must know
 * @param brott breaks in the series
 * @param etiketter what codes are called
 */
public record Utskrift(
    String namn,
    List<String> nycklar,
    boolean sarskilda,
    List<String> kolumner,
    Instant perTidpunkt,
    Struktur struktur,
    List<Del> delar,
    List<String> noter,
    List<Brott> brott,
    Etiketter etiketter) {

  /** Said of every file. */
  static final String KALLA = "Uppföljning Finsam";

  /** Clients lay out all that the dimensions span. */
  private static final long MOST_SPANNED = 500_000;

  private static final String STATUS = "status";
  private static final String MATT = "matt";

  /** What the signs of JSON-stat mean, and the words of the other forms. */
  private static final Map<String, String> TECKEN =
      Map.of("EJ_REDOVISAT", "...", "UNDERTRYCKT", "..", "EJ_TILLAMPLIGT", ".", "DELVIS", "d");

  /**
   * Rows of one year, or of a selection of quarters.
   *
   * @param ar the year, null if the rows are not of one
   */
  public record Del(
      Integer ar, List<Map<String, Object>> rader, Map<String, Object> totalt, Tackning tackning) {}

  private static final Map<String, Class<?>> RADER =
      Map.of(
          "tackning", Tabell.TackningRad.class,
          "insatser", Tabell.InsatserRad.class,
          "malgrupper", Tabell.MalgrupperRad.class,
          "deltagare", Tabell.DeltagareRad.class,
          "personal", Tabell.PersonalRad.class,
          "ekonomi", Tabell.EkonomiRad.class,
          "planering", Tabell.PlaneringRad.class,
          "rattelser", Tabell.RattelserRad.class);

  private static final Map<String, List<String>> NYCKLAR =
      Map.of(
          "tackning", List.of("forbund"),
          "insatser", List.of("preciseradInriktning"),
          "malgrupper", List.of("malgrupp"),
          "deltagare", List.of("preciseradInriktning"),
          "personal", List.of("preciseradInriktning"),
          "ekonomi", List.of("forbund"),
          "planering", List.of("forbund", "davarandeForbund", "insats"),
          "rattelser", List.of("forbund", "davarandeForbund", "insats", "kvartal", "version"));

  /** A table of the national report. */
  public static Utskrift av(Tabell tabell, Etiketter etiketter, ObjectMapper mapper) {
    boolean dagens = tabell.struktur() == Struktur.DAGENS;
    var delar = new ArrayList<Del>();
    delar.add(del(tabell.ar(), tabell.rader(), tabell.totalt(), tabell.tackning(), mapper));
    var noter = new ArrayList<>(tabell.noter());
    utelamnade(tabell.ar(), tabell.utelamnadeRader()).ifPresent(noter::add);
    var fore = tabell.foregaendeAr();
    if (fore != null) {
      utelamnade(fore.ar(), fore.utelamnadeRader()).ifPresent(noter::add);
      delar.add(del(fore.ar(), fore.rader(), fore.totalt(), fore.tackning(), mapper));
    }
    return new Utskrift(
        tabell.tabell(),
        NYCKLAR.get(tabell.tabell()).stream()
            .filter(n -> dagens || !n.equals("davarandeForbund"))
            .toList(),
        NYCKLAR.get(tabell.tabell()).size() == 1,
        Arrays.stream(RADER.get(tabell.tabell()).getRecordComponents())
            .map(c -> c.getName())
            .filter(n -> !n.equals(STATUS) && (dagens || !n.equals("davarandeForbund")))
            .toList(),
        tabell.perTidpunkt(),
        tabell.struktur(),
        delar,
        noter,
        tabell.brott(),
        etiketter);
  }

  /** The members of a table's rows, in order. */
  public static List<String> kolumner(String namn) {
    return Arrays.stream(RADER.get(namn).getRecordComponents()).map(c -> c.getName()).toList();
  }

  /** A table that was kept as JSON: its rows as they were told then. */
  public static Utskrift fryst(
      String namn,
      Instant perTidpunkt,
      Del del,
      List<String> noter,
      List<Brott> brott,
      Etiketter etiketter) {
    return new Utskrift(
        namn,
        NYCKLAR.get(namn).stream().filter(n -> !n.equals("davarandeForbund")).toList(),
        NYCKLAR.get(namn).size() == 1,
        Arrays.stream(RADER.get(namn).getRecordComponents())
            .map(c -> c.getName())
            .filter(n -> !n.equals(STATUS) && !n.equals("davarandeForbund"))
            .toList(),
        perTidpunkt,
        Struktur.DAVARANDE,
        List.of(del),
        noter,
        brott,
        etiketter);
  }

  /** An empty sheet must not be taken for a table without rows. */
  private static Optional<String> utelamnade(int ar, Integer rader) {
    return Optional.ofNullable(rader)
        .map(
            antal -> "%d: %d rader är utelämnade här; hämta tabellen för sig".formatted(ar, antal));
  }

  private static Del del(
      int ar,
      List<? extends Tabell.Rad> rader,
      Tabell.Rad totalt,
      Tackning tackning,
      ObjectMapper mapper) {
    return new Del(
        ar,
        rader.stream().map(r -> medlemmar(r, mapper)).toList(),
        medlemmar(totalt, mapper),
        tackning);
  }

  private static Map<String, Object> medlemmar(Object rad, ObjectMapper mapper) {
    return mapper.convertValue(rad, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /** The members of rows and totals that the rows have not, in order. */
  private List<String> baraITotalen() {
    var namn = new LinkedHashSet<String>();
    delar.forEach(d -> namn.addAll(d.totalt().keySet()));
    namn.removeAll(kolumner);
    namn.remove(STATUS);
    return List.copyOf(namn);
  }

  private boolean medAr() {
    return delar.stream().anyMatch(d -> d.ar() != null);
  }

  private static Map<?, ?> statusar(Map<String, Object> rad) {
    return rad.get(STATUS) instanceof Map<?, ?> status ? status : Map.of();
  }

  private static String status(Map<String, Object> rad) {
    var status = statusar(rad);
    return status.isEmpty()
        ? null
        : status.entrySet().stream()
            .map(s -> Kolumner.ifil(s.getKey().toString()) + "=" + s.getValue())
            .collect(Collectors.joining("; "));
  }

  private static String text(Tackning t) {
    return "forbund=%d; paborjade=%d; ejPaborjade=%d; attesterade=%d"
        .formatted(t.forbund(), t.paborjade(), t.ejPaborjade(), t.attesterade());
  }

  private Stream<String> noterna() {
    return Stream.concat(
        noter.stream(), brott.stream().map(b -> "Brott %s: %s".formatted(b.fran(), b.detail())));
  }

  /**
   * One file with all: rows, the total of each year, the coverage, and the notes, told apart by the
   * first column.
   */
  Blad somEttBlad() {
    var medlemmar = Stream.concat(kolumner.stream(), baraITotalen().stream()).toList();
    var namnen = new ArrayList<>(List.of("rad"));
    if (medAr()) {
      namnen.add("ar");
    }
    medlemmar.forEach(m -> namnen.add(Kolumner.ifil(m)));
    namnen.addAll(List.of(STATUS, "per_tidpunkt", "not"));
    var rader = new ArrayList<List<Object>>();
    for (var del : delar) {
      del.rader().forEach(r -> rader.add(rad("RAD", del, medlemmar, r, null)));
    }
    for (var del : delar) {
      rader.add(rad("TOTALT", del, medlemmar, del.totalt(), null));
      rader.add(rad("TACKNING", del, medlemmar, Map.of(), text(del.tackning())));
    }
    noterna()
        .forEach(
            n -> rader.add(rad("NOT", new Del(null, null, null, null), medlemmar, Map.of(), n)));
    return new Blad(namn, namnen, rader);
  }

  private List<Object> rad(
      String slag, Del del, List<String> medlemmar, Map<String, Object> rad, String not) {
    var celler = new ArrayList<Object>();
    celler.add(slag);
    if (medAr()) {
      celler.add(del.ar());
    }
    medlemmar.forEach(m -> celler.add(rad.get(m)));
    celler.add(status(rad));
    celler.add(perTidpunkt.toString());
    celler.add(not);
    return celler;
  }

  /** The file of a form, or the data set; JSON itself is answered as it is. */
  public Object som(Format form) {
    return switch (form) {
      case JSON_STAT -> jsonStat();
      case CSV -> Filer.csv(somEttBlad());
      case CSV_EXCEL -> Filer.csvExcel(somEttBlad());
      case XLSX -> xlsx(List.of(this));
      case JSON, HTML, PDF -> throw new IllegalArgumentException(form.kod);
    };
  }

  /** A workbook: a sheet of rows for each table, one of totals, and one that explains. */
  public static byte[] xlsx(List<Utskrift> tabeller) {
    var blad = new ArrayList<Blad>();
    tabeller.forEach(t -> blad.add(t.radblad()));
    blad.add(
        new Blad(
            "Totalt",
            List.of("tabell", "ar", "figur", "varde", STATUS),
            tabeller.stream().flatMap(Utskrift::totaler).toList()));
    blad.add(
        new Blad(
            "Definitioner",
            List.of("tabell", "uppgift", "namn", "innehall", "enhet"),
            tabeller.stream().flatMap(Utskrift::definitioner).toList()));
    var bytes = new ByteArrayOutputStream();
    try {
      Filer.xlsx(blad, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Blad radblad() {
    var namnen = new ArrayList<String>();
    if (medAr()) {
      namnen.add("ar");
    }
    kolumner.forEach(k -> namnen.add(Kolumner.ifil(k)));
    namnen.add(STATUS);
    var rader = new ArrayList<List<Object>>();
    for (var del : delar) {
      for (var rad : del.rader()) {
        var celler = new ArrayList<Object>();
        if (medAr()) {
          celler.add(del.ar());
        }
        kolumner.forEach(k -> celler.add(rad.get(k)));
        celler.add(status(rad));
        rader.add(celler);
      }
    }
    return new Blad(namn, namnen, rader);
  }

  private Stream<List<Object>> totaler() {
    return delar.stream()
        .flatMap(
            d ->
                d.totalt().entrySet().stream()
                    .filter(f -> !f.getKey().equals(STATUS))
                    .map(
                        f ->
                            Arrays.asList(
                                namn,
                                d.ar(),
                                Kolumner.ifil(f.getKey()),
                                f.getValue(),
                                statusar(d.totalt()).get(f.getKey()))));
  }

  private Stream<List<Object>> definitioner() {
    var rader = new ArrayList<List<Object>>();
    rader.add(Arrays.asList(namn, "källa", null, KALLA, null));
    rader.add(Arrays.asList(namn, "perTidpunkt", null, perTidpunkt.toString(), null));
    rader.add(Arrays.asList(namn, "struktur", null, struktur.name(), null));
    delar.forEach(
        d ->
            rader.add(
                Arrays.asList(
                    namn,
                    "tackning",
                    d.ar() == null ? null : d.ar().toString(),
                    text(d.tackning()),
                    null)));
    noterna().forEach(n -> rader.add(Arrays.asList(namn, "not", null, n, null)));
    Stream.concat(kolumner.stream(), baraITotalen().stream())
        .forEach(
            k ->
                rader.add(
                    Arrays.asList(
                        namn,
                        "kolumn",
                        Kolumner.ifil(k),
                        Kolumner.av(k).etikett(),
                        Kolumner.av(k).enhet())));
    rader.add(
        Arrays.asList(namn, STATUS, "EJ_REDOVISAT", "Ingen har redovisat det; inte noll", null));
    rader.add(
        Arrays.asList(namn, STATUS, "DELVIS", "Summan av det som är känt; en del är okänd", null));
    rader.add(
        Arrays.asList(
            namn, STATUS, "UNDERTRYCKT", "Dolt, så att ingen liten grupp kan räknas ut", null));
    rader.add(Arrays.asList(namn, STATUS, "EJ_TILLAMPLIGT", "Uppgiften finns inte här", null));
    return rader.stream();
  }

  /**
   * A data set: one dimension for each key, or, where they would span mostly nothing, one for all
   * of them; the year; and what is measured. Texts that are no keys, the total and the coverage are
   * in its extension.
   */
  private JsonStat jsonStat() {
    boolean sarskilda = this.sarskilda && rymd() <= MOST_SPANNED;
    var matt = kolumner.stream().filter(Kolumner::figur).toList();
    var axlar = new ArrayList<JsonStat.Dimension>();
    if (medAr()) {
      axlar.add(
          new JsonStat.Dimension(
              "ar",
              Kolumner.av("ar").etikett(),
              JsonStat.Roll.TIME,
              delar.stream()
                  .map(d -> new JsonStat.Kategori(d.ar().toString(), d.ar().toString()))
                  .toList()));
    }
    if (sarskilda) {
      nycklar.forEach(n -> axlar.add(axel(n)));
    } else {
      axlar.add(
          new JsonStat.Dimension(
              "rad",
              nycklar.stream().map(n -> Kolumner.av(n).etikett()).collect(Collectors.joining("/")),
              null,
              alla().map(this::nyckel).distinct().map(n -> new JsonStat.Kategori(n, n)).toList()));
    }
    axlar.add(
        new JsonStat.Dimension(
            MATT,
            "Mått",
            JsonStat.Roll.METRIC,
            matt.stream()
                .map(
                    m ->
                        new JsonStat.Kategori(
                            m,
                            Kolumner.av(m).etikett(),
                            new JsonStat.Enhet(
                                Kolumner.av(m).enhet(),
                                Kolumner.av(m).enhet().equals("andel") ? 6 : 0)))
                .toList()));
    var kub = new JsonStat.Kub(namn, axlar).kalla(KALLA).uppdaterad(perTidpunkt);
    noterna().forEach(kub::not);
    for (var del : delar) {
      for (var rad : del.rader()) {
        for (var m : matt) {
          var koder = new ArrayList<String>();
          if (medAr()) {
            koder.add(del.ar().toString());
          }
          if (sarskilda) {
            nycklar.forEach(n -> koder.add(rad.get(n).toString()));
          } else {
            koder.add(nyckel(rad));
          }
          koder.add(m);
          var varde = (Number) rad.get(m);
          kub.cell(koder, varde, tecken(varde, statusar(rad).get(m)));
        }
      }
    }
    tillagg(matt).forEach(kub::tillagg);
    return kub.klar();
  }

  private long rymd() {
    return nycklar.stream()
        .mapToLong(n -> alla().map(r -> r.get(n)).distinct().count())
        .reduce(kolumner.size(), Math::multiplyExact);
  }

  private Stream<Map<String, Object>> alla() {
    return delar.stream().flatMap(d -> d.rader().stream());
  }

  /** What tells a row from the others, with slashes between where it is several members. */
  String nyckel(Map<String, Object> rad) {
    return nycklar.stream().map(n -> rad.get(n).toString()).collect(Collectors.joining("/"));
  }

  private JsonStat.Dimension axel(String nyckel) {
    var kodlista = etiketter.koder(nyckel);
    return new JsonStat.Dimension(
        nyckel,
        Kolumner.av(nyckel).etikett(),
        switch (nyckel) {
          case "ar", "kvartal" -> JsonStat.Roll.TIME;
          case "lan", "forbund" -> JsonStat.Roll.GEO;
          default -> null;
        },
        alla()
            .map(r -> r.get(nyckel).toString())
            .distinct()
            .sorted(
                Comparator.comparingInt((String k) -> kodlista.indexOf(k))
                    .thenComparing(Comparator.naturalOrder()))
            .map(k -> new JsonStat.Kategori(k, etiketter.av(nyckel, k)))
            .toList());
  }

  /** A value that is missing and owed by nobody cannot occur. */
  private static String tecken(Number varde, Object status) {
    return status != null ? TECKEN.get(status.toString()) : varde == null ? "." : null;
  }

  private Map<String, Object> tillagg(List<String> matt) {
    var tillagg = new LinkedHashMap<String, Object>();
    tillagg.put("perTidpunkt", perTidpunkt.toString());
    tillagg.put("struktur", struktur.name());
    tillagg.put(
        "delar",
        delar.stream()
            .map(
                d -> {
                  var del = new LinkedHashMap<String, Object>();
                  del.put("ar", d.ar());
                  del.put("totalt", d.totalt());
                  del.put("tackning", d.tackning());
                  return del;
                })
            .toList());
    var texter = kolumner.stream().filter(k -> !matt.contains(k) && !nycklar.contains(k)).toList();
    if (!texter.isEmpty()) {
      tillagg.put(
          "texter",
          delar.stream()
              .flatMap(
                  d ->
                      d.rader().stream()
                          .map(
                              r -> {
                                var rad = new LinkedHashMap<String, Object>();
                                rad.put("ar", d.ar());
                                nycklar.forEach(n -> rad.put(n, r.get(n)));
                                texter.forEach(n -> rad.put(n, r.get(n)));
                                return rad;
                              }))
              .toList());
    }
    tillagg.put("brott", brott);
    var tecken = new TreeMap<String, String>();
    TECKEN.forEach((ord, ett) -> tecken.put(ett, ord));
    tillagg.put("status", Map.of("label", tecken));
    return tillagg;
  }
}
