package se.finsam.uppfoljning.database;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ExecutionMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/**
 * Starts a private PostgreSQL when, and only when, no {@code quarkus.datasource.jdbc.url} is
 * configured.
 *
 * <p>Its data are kept in {@code finsam.data-dir} (empty in dev and test: a temporary folder, wiped
 * at the end) and survive restarts and kill -9. One instance at a time may use a folder. A server
 * whose service has died is ended before a new one starts. If the server dies under its service,
 * requests are answered 503 until the service is restarted.
 */
public final class EmbeddedDatabase implements ConfigSourceFactory {
  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
  private static final String RUNNING =
      "finsam.embedded-database.url"; // outlives dev mode's class loaders
  private static final int STARTS = 2;
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(20);

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    if (ExecutionMode.current() == ExecutionMode.UNSET
        || System.getProperty("quarkus.appcds.generate") != null) {
      return List.of(); // at build time
    }
    if (value(context, "quarkus.datasource.jdbc.url") != null) {
      return List.of();
    }
    synchronized (System.class) {
      if (System.getProperty(RUNNING) == null) {
        boolean throwaway =
            context.getProfiles().contains("dev") || context.getProfiles().contains("test");
        System.setProperty(RUNNING, start(value(context, "finsam.data-dir"), throwaway));
      }
    }
    return List.of(
        new PropertiesConfigSource(
            Map.of(
                "quarkus.datasource.jdbc.url", System.getProperty(RUNNING),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres"),
            "embedded-database",
            50));
  }

  private static String start(String dataDir, boolean throwaway) {
    if (dataDir == null && !throwaway) {
      throw new IllegalStateException(
          "finsam.data-dir (FINSAM_DATA_DIR) is empty: the data would be lost at the end");
    }
    try {
      var server = dataDir == null ? builder().start() : keeping(Path.of(dataDir).toAbsolutePath());
      LOG.infof(
          "embedded PostgreSQL on port %d, data in %s",
          server.getPort(), dataDir == null ? "a temporary folder" : dataDir);
      return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    } catch (IOException e) {
      throw new IllegalStateException(
          "The embedded PostgreSQL did not start ("
              + e.getMessage()
              + "). Use another folder (finsam.data-dir), or your own server (quarkus.datasource.jdbc.url)",
          e);
    }
  }

  private static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder().setServerConfig("max_connections", "100");
  }

  private static EmbeddedPostgres keeping(Path path) throws IOException {
    var folder = DataFolder.take(path);
    var running = new AtomicReference<EmbeddedPostgres>();
    endWithService(running, folder);
    folder.endOrphans();
    folder.removeUnfinished();
    Files.deleteIfExists(folder.log());
    if (folder.isNew()) {
      start(folder, folder.unfinishedData()).close();
      Files.move(folder.unfinishedData(), folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }
    var server = start(folder, folder.data());
    running.set(server);
    watch(running, folder);
    return server;
  }

  /** Tries again once: the port that was free may have been taken by another. */
  private static EmbeddedPostgres start(DataFolder folder, Path data) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(folder, data);
      } catch (IOException | IllegalStateException e) {
        if (attempt == STARTS) {
          throw new IOException(e.getMessage() + ", see " + folder.log(), e);
        }
        LOG.infof("embedded PostgreSQL did not start (%s), trying again", e.getMessage());
        folder.endOrphans();
      }
    }
  }

  /**
   * The library's defaults are for tests that throw their data away. Its programs are not left in
   * the system's temporary folder, which others may write to and which is swept of old files under
   * a running server. Errors of statements are not in the server's log: they repeat values.
   */
  private static EmbeddedPostgres startOnce(DataFolder folder, Path data) throws IOException {
    Files.deleteIfExists(data.resolve("epg-lock")); // of an attempt that failed
    var log = ProcessBuilder.Redirect.appendTo(folder.log().toFile());
    var server =
        builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(folder.programs().toFile())
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("log_min_messages", "log")
            .setServerConfig("log_checkpoints", "off")
            .setOutputRedirector(log)
            .setErrorRedirector(log)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(RECOVERY)
            .start();
    checkOwn(server, data);
    return server;
  }

  /** Two servers that start at once may be after the same port, and both clients find the first. */
  private static void checkOwn(EmbeddedPostgres server, Path data) throws IOException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery("show data_directory")) {
      answer.next();
      if (!data.equals(Path.of(answer.getString(1)))) {
        throw new IOException("another server answers on port " + server.getPort());
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Says so if the server ends before the service. It is not started again under the service. */
  private static void watch(AtomicReference<EmbeddedPostgres> running, DataFolder folder)
      throws IOException {
    ProcessHandle.of(folder.serversPid())
        .ifPresent(
            p ->
                p.onExit()
                    .thenRun(
                        () -> {
                          if (running.get() != null) {
                            LOG.errorf(
                                "the embedded PostgreSQL has ended (process %d, see %s): restart the service",
                                p.pid(), folder.log());
                          }
                        }));
  }

  /**
   * Ends the server after the service has answered its last request, for which the library's own
   * hook would not wait; holds the folder until then. Set up before the server starts: the service
   * may be told to end while it waits for that.
   */
  private static void endWithService(AtomicReference<EmbeddedPostgres> running, DataFolder folder) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  awaitLastRequests();
                  try {
                    var server = running.getAndSet(null);
                    if (server != null) {
                      server.close();
                    }
                    folder.endOrphans();
                    folder.release();
                  } catch (IOException e) {
                    LOG.warn("the embedded PostgreSQL did not end as it should", e);
                  }
                },
                "embedded-database-end"));
  }

  private static void awaitLastRequests() {
    var service = Application.currentApplication();
    if (service == null) {
      return;
    }
    try {
      CompletableFuture.runAsync(service::awaitShutdown)
          .get(LAST_REQUESTS.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warnf("the service did not end within %s", LAST_REQUESTS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String value(ConfigSourceContext context, String name) {
    var value = context.getValue(name);
    return value == null || value.getValue() == null || value.getValue().isBlank()
        ? null
        : value.getValue();
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(100); // after the token settings have been checked, which come higher
  }
}
