package se.finsam.uppfoljning.matning;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.Land.ROT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.finsam.uppfoljning.database.Tjanst;
import se.finsam.uppfoljning.database.Utfardare;
import se.finsam.uppfoljning.matning.Rikstal.Storlek;

/**
 * How fast the national figures are, beside plain SQL on the same data in the same run: the built
 * service in a process of its own, asked through HTTP with tokens, at several sizes of the country.
 *
 * <p>{@code matning.skala} (1,100), {@code matning.ar} (1) and {@code matning.sekunder} (12) of
 * warm-up, a third of it for each of three rounds. Figures are asserted, times are not.
 */
class SammanstallningMatning {
  private static final int AR = 2023;
  private static final String RAPPORT = ROT + "/sammanstallningar/" + AR;
  private static final String INSATSER = RAPPORT + "/tabeller/insatser";
  private static final String STATISTIK =
      ROT + "/statistik?matt=antalInsatser,deltagare&gruppera=lan,preciseradInriktning&ar=" + AR;
  private static final String FORR = "?perTidpunkt=2024-01-22";

  private static final int KLIENTER = 8;
  private static final int OMGANGAR = 3;

  /** Calls a round that leave something behind: a small country is not to become another one. */
  private static final int SPAR = 60;

  private static final Duration UPPVARMNING =
      Duration.ofSeconds(Integer.getInteger("matning.sekunder", 12));
  private static final Duration OMGANG = UPPVARMNING.dividedBy(OMGANGAR);

  private static final List<Storlek> STORLEKAR =
      Arrays.stream(System.getProperty("matning.skala", "1,100").split(","))
          .map(s -> new Storlek(Integer.parseInt(s.strip()), Integer.getInteger("matning.ar", 1)))
          .toList();

  private final Utfardare utfardare = Utfardare.rsa();
  private final String token = utfardare.forsakringskassan();

  @Test
  void the_national_figures_beside_plain_SQL(@TempDir Path mapp) throws Exception {
    var protokoll =
        new Protokoll(
            "%d processors, Java %s; %d s of warm-up, then the median of %d rounds of %.1f s each. cpu ms: of the service and the database together, per call; where a write comes before what is timed, it is in it."
                .formatted(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"),
                    UPPVARMNING.toSeconds(),
                    OMGANGAR,
                    OMGANG.toMillis() / 1000.0),
            KLIENTER);
    try (var databas = new Databas(mapp.resolve("pg"))) {
      for (var storlek : STORLEKAR) {
        matt(databas, protokoll.ny(storlek), Files.createDirectories(mapp.resolve("" + storlek)));
      }
    } finally {
      System.out.println(protokoll.skriv()); // what there is, should a later size fail
    }
  }

  private void matt(Databas databas, Protokoll.Utfall utfall, Path mapp) throws Exception {
    var namn = "riket_" + utfall.storlek().skala();
    databas.skapa(namn);
    try (var db = databas.till(namn);
        var tjanst =
            Tjanst.somLitarPa(utfardare, mapp.resolve("data"))
                .med("QUARKUS_DATASOURCE_JDBC_URL", databas.url(namn))
                .med("QUARKUS_DATASOURCE_USERNAME", "postgres")
                .med("QUARKUS_DATASOURCE_PASSWORD", "postgres")) {
      tjanst.medTalamod(Duration.ofSeconds(120)).starta().svarar();
      sag(utfall, "generating");
      try (var generator = databas.till(namn)) {
        Rikstal.skapa(generator, utfall.storlek());
      }
      utfall.faktum("registrations kept", databas.fraga(namn, ANTAL));
      utfall.faktum("database, MB", databas.fraga(namn, MB));
      try (var ren = new RenSql(databas.till(namn))) {
        svararSomRenSql(tjanst, ren);
        startas(tjanst, utfall);
        var serier = serier(databas, namn, db, tjanst);
        for (var serie : serier) {
          sag(utfall, "warming up " + serie.namn());
          serie.varmUpp(UPPVARMNING);
          lever(tjanst, serie);
          utfall.serie(serie);
        }
        for (int i = 1; i <= OMGANGAR; i++) {
          sag(utfall, "round " + i);
          for (var serie : serier.stream().filter(s -> s.fel() == null).toList()) {
            serie.omgang(OMGANG, () -> Processortid.av(tjanst.process(), databas.process()));
            lever(tjanst, serie);
          }
        }
        utfall.faktum("memory after load, MB (heap at most 256)", minne(tjanst, "VmRSS"));
        utfall.faktum("memory at most, MB", minne(tjanst, "VmHWM"));
        svararSomRenSql(tjanst, ren);
      }
    }
    databas.slang(namn);
  }

  private static final String ANTAL = "select count(*) from registrering";
  private static final String MB = "select pg_database_size(current_database()) / 1000000";

  /** The totals of T2 and T4. */
  private void svararSomRenSql(Tjanst tjanst, RenSql ren) {
    var insatser = Tjanst.json(tjanst.get(INSATSER, token)).get("totalt");
    var deltagare = Tjanst.json(tjanst.get(RAPPORT + "/tabeller/deltagare", token)).get("totalt");
    var t2 = ren.tabell("insatser", AR, ren.nu());
    var t4 = ren.tabell("deltagare", AR, ren.nu());
    assertThat(insatser.get("antalInsatser").asLong()).isPositive().isEqualTo(t2.get(0));
    assertThat(insatser.get("antalForbund").asLong()).isEqualTo(t2.get(1));
    assertThat(deltagare.get("kvinnor").asLong()).isPositive().isEqualTo(t4.get(1));
    assertThat(deltagare.get("man").asLong()).isEqualTo(t4.get(2));
  }

  /** The first report after a start, and what the start takes: the median of three. */
  private void startas(Tjanst tjanst, Protokoll.Utfall utfall) throws IOException {
    var redo = new double[OMGANGAR];
    var rapport = new double[OMGANGAR];
    for (int i = 0; i < OMGANGAR; i++) {
      tjanst.dodas();
      long fran = System.nanoTime();
      tjanst.starta().svarar();
      redo[i] = (System.nanoTime() - fran) / 1e6;
      try (var till = new Uppkoppling(tjanst.port())) {
        fran = System.nanoTime();
        var svar = till.skicka(Uppkoppling.get(RAPPORT, token));
        rapport[i] = (System.nanoTime() - fran) / 1e6;
        assertThat(svar.status()).isEqualTo(200);
        utfall.faktum("size of the report, kB", Long.toString(svar.langd() / 1000));
      } catch (IOException | AssertionError e) {
        rapport[i] = Double.NaN;
        sag(utfall, "the first report after start failed: " + e.getMessage());
      }
    }
    Arrays.sort(redo);
    Arrays.sort(rapport);
    utfall.faktum("ready after start, ms", Markdown.tal(redo[1]));
    utfall.faktum("first report after start, ms", Markdown.tal(rapport[1]));
    utfall.faktum("memory after the first report, MB", minne(tjanst, "VmRSS"));
  }

  /** Where the system tells it. */
  private static String minne(Tjanst tjanst, String slag) throws IOException {
    var status = Path.of("/proc", Long.toString(tjanst.process().pid()), "status");
    if (!Files.isReadable(status)) {
      return "-";
    }
    return Files.readAllLines(status).stream()
        .filter(rad -> rad.startsWith(slag + ":"))
        .map(rad -> Integer.toString(Integer.parseInt(rad.replaceAll("\\D", "")) / 1000))
        .findFirst()
        .orElse("-");
  }

  /** A service that could not bear it is started again for what comes next. */
  private static void lever(Tjanst tjanst, Serie serie) {
    if (serie.fel() == null) {
      return;
    }
    boolean slutPaMinne = tjanst.logg().contains("OutOfMemoryError");
    if (slutPaMinne) {
      serie.misslyckades("out of memory");
    }
    if (slutPaMinne || !tjanst.lever() || !tjanst.redo()) {
      System.out.println("  the service is started again after " + serie.namn());
      if (tjanst.lever()) {
        tjanst.dodas();
      }
      tjanst.starta().svarar();
    }
  }

  /** What changes the data comes last. */
  private List<Serie> serier(Databas databas, String namn, Connection db, Tjanst tjanst)
      throws SQLException {
    var serier = new ArrayList<Serie>();
    for (int klienter : List.of(1, KLIENTER)) {
      serier.add(
          Serie.flera(
              klienter,
              "plain SQL: insatser",
              () -> {
                var ren = new RenSql(databas.till(namn));
                return tid(() -> ren.tabell("insatser", AR, ren.nu()));
              }));
      serier.add(
          Serie.flera(
              klienter,
              "plain SQL: report",
              () -> {
                var ren = new RenSql(databas.till(namn));
                return tid(() -> ren.rapport(AR, ren.nu()));
              }));
    }
    for (var tabell : RenSql.TABELLER.keySet()) {
      serier.add(
          Serie.hogst(
              10,
              "plain SQL: of which " + tabell,
              () -> {
                var ren = new RenSql(databas.till(namn));
                var t = ren.nu();
                return tid(() -> ren.tabell(tabell, AR, t));
              }));
    }
    var lasningar = new LinkedHashMap<String, String>();
    lasningar.put("report", RAPPORT);
    lasningar.put("report as of a date", RAPPORT + FORR);
    lasningar.put("T2", INSATSER);
    if (tjanst.get(STATISTIK, token).statusCode() == 404) {
      System.out.println("  there is no /statistik: left out");
    } else {
      lasningar.put("statistik", STATISTIK);
    }
    for (int klienter : List.of(1, KLIENTER)) {
      lasningar.forEach(
          (vad, path) -> serier.add(Serie.flera(klienter, vad, () -> last(tjanst, path))));
      serier.add(
          Serie.flera(klienter, "report, If-None-Match: 304", () -> ofandrad(tjanst, RAPPORT)));
    }
    var tidpunkter = tidpunkter(db);
    serier.add(
        Serie.hogst(
            SPAR, "report as of another instant each time", () -> vidOlika(tjanst, tidpunkter)));
    var skrivare = new Skrivare(db, utfardare);
    lasningar.remove("report as of a date");
    lasningar.forEach(
        (vad, path) ->
            serier.add(
                Serie.hogst(
                    SPAR, vad + " after a write", () -> efterSkrivning(tjanst, skrivare, path))));
    serier.add(Serie.hogst(SPAR, "POST of 1", () -> skriven(tjanst, skrivare::en)));
    serier.add(Serie.hogst(SPAR, "POST of 50", () -> skriven(tjanst, skrivare::femtio)));
    return serier;
  }

  private static Serie.Steg tid(Serie.Anrop anrop) {
    return anrop.tidtaget();
  }

  private Serie.Steg last(Tjanst tjanst, String path) {
    var till = new Uppkoppling(tjanst.port());
    var begaran = Uppkoppling.get(path, token);
    return tid(() -> skicka(till, begaran, 200));
  }

  /** The tag is asked for again when the figures have become others since. */
  private Serie.Steg ofandrad(Tjanst tjanst, String path) {
    var till = new Uppkoppling(tjanst.port());
    var begaran = new byte[][] {Uppkoppling.get(path, token)};
    return () -> {
      long fran = System.nanoTime();
      var svar = till.skicka(begaran[0]);
      long nanos = System.nanoTime() - fran;
      if (svar.status() != 304) {
        assertThat(svar.status()).isEqualTo(200);
        begaran[0] = Uppkoppling.get(path, token, "If-None-Match: " + svar.etag());
      }
      return nanos;
    };
  }

  private Serie.Steg vidOlika(Tjanst tjanst, List<Instant> tidpunkter) {
    var till = new Uppkoppling(tjanst.port());
    var nasta = new int[1];
    return tid(
        () -> {
          var t = tidpunkter.get(nasta[0]++ % tidpunkter.size());
          skicka(till, Uppkoppling.get(RAPPORT + "?perTidpunkt=" + t, token), 200);
        });
  }

  private static final String TIDPUNKTER =
      """
      select mottagen from mottagning
       where slag in ('REGISTRERING', 'ATTEST') and mottagen > '2023-07-01'
       order by md5(nr::text) limit 2000
      """;

  /** Instants at which something became known, in no order: at each the figures are others. */
  private static List<Instant> tidpunkter(Connection db) throws SQLException {
    var tidpunkter = new ArrayList<Instant>();
    try (var s = db.createStatement();
        var svar = s.executeQuery(TIDPUNKTER)) {
      while (svar.next()) {
        tidpunkter.add(svar.getTimestamp(1).toInstant());
      }
    }
    return tidpunkter;
  }

  /** Only the question counts. The report has to be answered otherwise than the one before. */
  private Serie.Steg efterSkrivning(Tjanst tjanst, Skrivare skrivare, String path) {
    var till = new Uppkoppling(tjanst.port());
    var begaran = Uppkoppling.get(path, token);
    var fore = new String[1];
    return () -> {
      skicka(till, skrivare.en(), 201);
      long fran = System.nanoTime();
      var svar = skicka(till, begaran, 200);
      long nanos = System.nanoTime() - fran;
      if (path.equals(RAPPORT)) {
        assertThat(svar.etag()).isNotEqualTo(fore[0]);
      }
      fore[0] = svar.etag();
      return nanos;
    };
  }

  private interface Begaran {
    byte[] nasta() throws IOException;
  }

  private static Serie.Steg skriven(Tjanst tjanst, Begaran begaran) {
    var till = new Uppkoppling(tjanst.port());
    return () -> {
      var nasta = begaran.nasta();
      long fran = System.nanoTime();
      skicka(till, nasta, 201);
      return System.nanoTime() - fran;
    };
  }

  private static Uppkoppling.Svar skicka(Uppkoppling till, byte[] begaran, int status)
      throws IOException {
    var svar = till.skicka(begaran);
    if (svar.status() != status) {
      throw new IOException("status " + svar.status() + " for " + status);
    }
    return svar;
  }

  private static void sag(Protokoll.Utfall utfall, String vad) {
    System.out.printf("  [%tT] %s: %s%n", System.currentTimeMillis(), utfall.storlek(), vad);
  }
}
