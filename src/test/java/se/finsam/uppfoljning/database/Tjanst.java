package se.finsam.uppfoljning.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The built service, run as its users run it: a process of its own, its settings in the
 * environment. Ended with the database that it started, whatever the test did to it.
 */
public final class Tjanst implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  private static final Duration SVARAR_INOM = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient klient =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1) // every client on a connection of its own
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, String> installningar = new HashMap<>();
  private final Path data;
  private final int port = ledigPort();
  private File arbetsmapp = new File(".");
  private File logg;
  private Process process;
  private Duration talamod = Duration.ofSeconds(30);

  private Tjanst(Path data) {
    this.data = data;
    med("FINSAM_DATA_DIR", data.toString());
    med("QUARKUS_HTTP_PORT", Integer.toString(port));
  }

  /** A service that keeps its data in the folder; nothing is said of tokens. */
  static Tjanst utanNyckel(Path data) {
    return new Tjanst(data);
  }

  /** A service that keeps its data in the folder and trusts the issuer. */
  public static Tjanst somLitarPa(Utfardare utfardare, Path data) {
    return new Tjanst(data)
        .med(
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION", utfardare.publikNyckel(data.getParent()).toString())
        .med("MP_JWT_VERIFY_ISSUER", Utfardare.NAMN)
        .med("MP_JWT_VERIFY_AUDIENCES", Utfardare.PUBLIK);
  }

  public Tjanst med(String namn, String varde) {
    installningar.put(namn, varde);
    return this;
  }

  /** How long an answer is waited for. */
  public Tjanst medTalamod(Duration talamod) {
    this.talamod = talamod;
    return this;
  }

  Tjanst utan(String namn) {
    installningar.remove(namn);
    return this;
  }

  Tjanst i(Path arbetsmapp) {
    this.arbetsmapp = arbetsmapp.toFile();
    return this;
  }

  /** Starts it, and waits for nothing. */
  public Tjanst starta() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var start = new ProcessBuilder(java, "-Xmx256m", "-jar", JAR.toString());
    start
        .environment()
        .keySet()
        .removeIf(n -> n.startsWith("QUARKUS_") || n.startsWith("FINSAM_") || n.startsWith("MP_"));
    start.environment().putAll(installningar);
    try {
      logg = File.createTempFile("tjanst", ".log");
      logg.deleteOnExit();
      process = start.directory(arbetsmapp).redirectErrorStream(true).redirectOutput(logg).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Waits until it is ready for requests. */
  public Tjanst svarar() {
    tills("the service is ready", SVARAR_INOM, () -> !process.isAlive() || redo());
    if (!process.isAlive()) {
      fail("the service ended:%n%s", logg());
    }
    return this;
  }

  public boolean redo() {
    try {
      return get("/q/health/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  public boolean lever() {
    return process != null && process.isAlive();
  }

  /** Waits until it has ended by itself. */
  int slutkod() {
    try {
      if (!process.waitFor(SVARAR_INOM.toSeconds(), TimeUnit.SECONDS)) {
        fail("the service did not end:%n%s", logg());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public String logg() {
    try {
      return Files.readString(logg.toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As an operator stops it. */
  Tjanst stoppas() {
    process.destroy();
    slutkod();
    return this;
  }

  /** kill -9. */
  public Tjanst dodas() {
    process.destroyForcibly();
    slutkod();
    return this;
  }

  public int port() {
    return port;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Collects the garbage of the running service. */
  void stadas() {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var gc =
          new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(gc.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(gc.exitValue()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The embedded PostgreSQL that works on the folder, if one does. */
  Optional<ProcessHandle> databas() {
    try {
      var pid = Files.readAllLines(data.resolve("pg").resolve("postmaster.pid")).get(0);
      return ProcessHandle.of(Long.parseLong(pid.trim()))
          .filter(p -> p.info().commandLine().orElse("").contains(data.toString()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public HttpResponse<String> get(String path, String... token) {
    return skicka("GET", path, null, null, token);
  }

  HttpResponse<String> put(String path, Object body, String token) {
    return skicka("PUT", path, body, null, token);
  }

  HttpResponse<String> post(String path, Object body, String idempotencyKey, String token) {
    return skicka("POST", path, body, idempotencyKey, token);
  }

  private HttpResponse<String> skicka(
      String metod, String path, Object body, String idempotencyKey, String... token) {
    try {
      var begaran =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(talamod)
              .method(
                  metod,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
      if (body != null) {
        begaran.header("Content-Type", "application/json");
      }
      if (idempotencyKey != null) {
        begaran.header("Idempotency-Key", idempotencyKey);
      }
      if (token.length > 0) {
        begaran.header("Authorization", "Bearer " + token[0]);
      }
      return klient.send(begaran.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<String> svar) {
    try {
      return JSON.readTree(svar.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Polls until it holds, and fails when it has not within the time. */
  static void tills(String vad, Duration inom, BooleanSupplier galler) {
    long sist = System.nanoTime() + inom.toNanos();
    while (!galler.getAsBoolean()) {
      if (System.nanoTime() > sist) {
        fail("not within %s: %s", inom, vad);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static int ledigPort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** kill -9 of its database, alone or with every process of it. */
  void databasenDodas(boolean medAllaProcesser) {
    var server = databas().orElseThrow();
    var alla = medAllaProcesser ? server.descendants().toList() : List.<ProcessHandle>of();
    server.destroyForcibly();
    alla.forEach(ProcessHandle::destroyForcibly);
    tills("the database is dead", Duration.ofSeconds(10), () -> !server.isAlive());
  }

  @Override
  public void close() {
    if (lever()) {
      process.destroy();
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
      }
    }
    databas()
        .ifPresent(
            orphan -> {
              var alla = orphan.descendants().toList();
              orphan.destroyForcibly();
              alla.forEach(ProcessHandle::destroyForcibly);
            });
  }
}
