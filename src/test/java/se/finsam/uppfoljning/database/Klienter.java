package se.finsam.uppfoljning.database;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.registreringar;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Clients that write at the same time, until one of them gets no receipt, and remember what the
 * service acknowledged. They never run out of something to write, however fast the service is.
 * Every request has two rows, which are to be there both or not at all.
 */
final class Klienter {
  private static final int ANTAL = 4;
  private static final List<String> KVARTAL =
      IntStream.rangeClosed(2023, 2025)
          .boxed()
          .flatMap(ar -> IntStream.rangeClosed(1, 4).mapToObj(k -> ar + "K" + k))
          .toList();

  private final Tjanst tjanst;
  private final Utfardare utfardare;
  private final List<String> forbund;
  private final AtomicInteger nummer = new AtomicInteger();
  private final Queue<Kvitterad> kvitterade = new ConcurrentLinkedQueue<>();
  private final Queue<Sandning> okvitterade = new ConcurrentLinkedQueue<>();
  private final Queue<HttpResponse<String>> andraSvar = new ConcurrentLinkedQueue<>();
  private final List<Thread> tradar = new ArrayList<>();
  private volatile boolean avbrutna;

  /** A request: a client's two insatser of a förbund in one quarter, a number of its own. */
  private record Sandning(String forbund, String kvartal, String par, int nummer, String nyckel) {
    List<String> insatser() {
      return List.of("a-" + par, "b-" + par);
    }

    Map<String, Object> body() {
      return registreringar(
          kvartal,
          "DELAR",
          rad("a-" + par, kvinnor(nummer, 1, 0), man(0, 0, 0)),
          rad("b-" + par, kvinnor(0, nummer, 0), man(0, 0, 0)));
    }

    String path() {
      return ROT + "/forbund/" + forbund + "/registreringar";
    }
  }

  private record Kvitterad(Sandning sandning, String location, String kvittens) {}

  private Klienter(Tjanst tjanst, Utfardare utfardare, List<String> forbund) {
    this.tjanst = tjanst;
    this.utfardare = utfardare;
    this.forbund = forbund;
  }

  /** Clients of two förbund, which are added first. */
  static Klienter hos(Tjanst tjanst, Utfardare utfardare, String ett, String annat) {
    for (var kod : List.of(ett, annat)) {
      var ny = Map.of("namn", "Förbundet " + kod, "lan", "01");
      var svar = tjanst.put(ROT + "/forbund/" + kod, ny, utfardare.forsakringskassan());
      assertThat(svar.statusCode()).isEqualTo(201);
    }
    return new Klienter(tjanst, utfardare, List.of(ett, annat));
  }

  /** Begin to write, and are in the middle of it when this returns. */
  Klienter skriver() {
    for (int i = 0; i < ANTAL; i++) {
      int klient = i;
      var trad = new Thread(() -> skriverEnISander(klient), "klient-" + i);
      trad.start();
      tradar.add(trad);
    }
    Tjanst.tills("24 receipts", Duration.ofSeconds(30), () -> kvitterade.size() >= 24);
    return this;
  }

  private void skriverEnISander(int klient) {
    for (int i = 0; !avbrutna; i++) {
      int omgang = i / forbund.size();
      var sandning =
          new Sandning(
              forbund.get(i % forbund.size()),
              KVARTAL.get(omgang % KVARTAL.size()),
              klient + "-" + omgang / KVARTAL.size(),
              nummer.incrementAndGet(),
              UUID.randomUUID().toString());
      try {
        var svar = skicka(sandning);
        if (svar.statusCode() == 201) {
          kvitterade.add(new Kvitterad(sandning, location(svar), svar.body()));
          continue;
        }
        andraSvar.add(svar);
      } catch (UncheckedIOException e) {
        // no answer at all: it may or may not have been received
      }
      okvitterade.add(sandning);
      avbrutna = true;
    }
  }

  /** One of them has met the failure, and all have stopped. */
  Klienter harBlivitAvbrutna() {
    try {
      for (var trad : tradar) {
        trad.join(TimeUnit.SECONDS.toMillis(40));
        assertThat(trad.isAlive()).isFalse();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(okvitterade).as("requests without a receipt").isNotEmpty();
    return this;
  }

  /** What they were answered when it was not a receipt. */
  List<HttpResponse<String>> andraSvar() {
    return List.copyOf(andraSvar);
  }

  /** Everything acknowledged is there, once; nothing is there by half; figures are equal. */
  void hittarAlltKvitteratEnGang() {
    for (var kvitterad : kvitterade) {
      var kvittens = las(kvitterad.location(), kvitterad.sandning().forbund());
      assertThat(kvittens.statusCode()).as(kvitterad.location()).isEqualTo(200);
      assertThat(kvittens.body()).isEqualTo(kvitterad.kvittens());
      finnsEnGang(kvitterad.sandning(), Tjanst.json(kvittens).get("id").asText());
    }
    for (var sandning : okvitterade) {
      var versioner = sandning.insatser().stream().map(i -> versioner(sandning, i).size()).toList();
      assertThat(versioner).as("all or nothing").isIn(List.of(0, 0), List.of(1, 1));
    }
  }

  /**
   * What had no receipt is sent again and is then there once; what had one is sent again and gets
   * the same.
   */
  void farSammaSvarNarDeSanderIgen() {
    for (var sandning : okvitterade) {
      var svar = skicka(sandning);
      assertThat(svar.statusCode()).isEqualTo(201);
      finnsEnGang(sandning, Tjanst.json(svar).get("id").asText());
    }
    for (var kvitterad : kvitterade.stream().limit(10).toList()) {
      var svar = skicka(kvitterad.sandning());
      assertThat(svar.statusCode()).isEqualTo(201);
      assertThat(location(svar)).isEqualTo(kvitterad.location());
      assertThat(svar.body()).isEqualTo(kvitterad.kvittens());
    }
    for (var kod : forbund) {
      var sanda = new ArrayList<>(okvitterade);
      kvitterade.forEach(k -> sanda.add(k.sandning()));
      sanda.removeIf(s -> !s.forbund().equals(kod));
      int kvinnor = 0;
      for (int offset = 0; offset < 2 * sanda.size(); offset += 500) {
        var sida = ROT + "/forbund/" + kod + "/registreringar?limit=500&offset=" + offset;
        var lista = Tjanst.json(las(sida, kod));
        assertThat(lista.at("/_meta/antal").asInt()).isEqualTo(2 * sanda.size());
        for (var rad : lista.get("registreringar")) {
          kvinnor += rad.at("/deltagare/pagaendeVidStart/kvinnor").asInt();
          kvinnor += rad.at("/deltagare/nya/kvinnor").asInt();
        }
      }
      assertThat(kvinnor).isEqualTo(sanda.stream().mapToInt(s -> 2 * s.nummer() + 1).sum());
    }
  }

  /** Sends it; its insatser first, if there are none yet. */
  private HttpResponse<String> skicka(Sandning sandning) {
    if (sandning.kvartal().equals(KVARTAL.get(0))) {
      for (var insats : sandning.insatser()) {
        var path = ROT + "/forbund/" + sandning.forbund() + "/insatser/" + insats;
        var svar = tjanst.put(path, individinriktad(insats), utfardare.forbund(sandning.forbund()));
        if (svar.statusCode() != 201 && svar.statusCode() != 428) {
          return svar;
        }
      }
    }
    return tjanst.post(
        sandning.path(), sandning.body(), sandning.nyckel(), utfardare.forbund(sandning.forbund()));
  }

  /** Reads, and comes back after a 503 as it says. */
  private HttpResponse<String> las(String path, String kod) {
    var svar = new AtomicReference<HttpResponse<String>>();
    Tjanst.tills(
        "an answer of " + path,
        Duration.ofSeconds(20),
        () -> {
          svar.set(tjanst.get(path, utfardare.forbund(kod)));
          return svar.get().statusCode() != 503;
        });
    return svar.get();
  }

  private static String location(HttpResponse<String> svar) {
    return URI.create(svar.headers().firstValue("Location").orElseThrow()).getPath();
  }

  private void finnsEnGang(Sandning sandning, String kvittens) {
    for (var insats : sandning.insatser()) {
      var versioner = versioner(sandning, insats);
      assertThat(versioner).as("%s of %s", insats, sandning).hasSize(1);
      assertThat(versioner.get(0).get("kvittens").asText()).isEqualTo(kvittens);
    }
  }

  private List<JsonNode> versioner(Sandning sandning, String insats) {
    var svar =
        las(
            sandning.path() + "/" + sandning.kvartal() + "/" + insats + "/versioner",
            sandning.forbund());
    assertThat(svar.statusCode()).isIn(200, 404);
    var versioner = new ArrayList<JsonNode>();
    if (svar.statusCode() == 200) {
      Tjanst.json(svar).get("versioner").forEach(versioner::add);
    }
    return versioner;
  }
}
