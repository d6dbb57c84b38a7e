package se.finsam.uppfoljning.database;

import io.quarkus.runtime.ExecutionMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/**
 * Starts a private PostgreSQL when, and only when, no {@code quarkus.datasource.jdbc.url} is
 * configured.
 *
 * <p>Its data are kept in {@code finsam.data-dir} (empty: a temporary folder, wiped at the end) and
 * survive restarts and kill -9. One instance at a time may use a folder. A server whose service has
 * died is ended before a new one starts.
 */
public final class EmbeddedDatabase implements ConfigSourceFactory {
  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
  private static final String RUNNING =
      "finsam.embedded-database.url"; // outlives dev mode's class loaders
  private static final int STARTS = 4;

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
        System.setProperty(RUNNING, start(value(context, "finsam.data-dir")));
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

  private static String start(String dataDir) {
    try {
      var builder = EmbeddedPostgres.builder().setServerConfig("max_connections", "100");
      if (dataDir != null) {
        var folder = Path.of(dataDir).toAbsolutePath().normalize();
        Files.createDirectories(folder);
        keepToOurselves(folder);
        var data = folder.resolve("pg");
        endOrphan(data);
        // the library's defaults are for tests that throw their data away
        builder
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on");
      }
      var server = start(builder);
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

  /**
   * The last backends of a killed server may need a moment to let go of its shared memory: try
   * again.
   */
  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return builder.start();
      } catch (IOException | IllegalStateException e) {
        if (attempt == STARTS) {
          throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
        LOG.infof(
            "embedded PostgreSQL did not start, trying again (%d of %d)", attempt, STARTS - 1);
        pause(attempt);
      }
    }
  }

  private static void pause(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Held until the process ends, however it ends: the operating system lets go of it. */
  @SuppressWarnings("resource")
  private static void keepToOurselves(Path folder) throws IOException {
    FileLock lock;
    try {
      lock =
          FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
              .tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException("another instance of this service is using " + folder);
    }
  }

  /**
   * After kill -9 of the service its server lives on. The folder is ours alone by now, so it can
   * only be such an orphan.
   */
  private static void endOrphan(Path data) throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
    var orphan =
        ProcessHandle.of(pid).filter(p -> p.info().command().orElse("").endsWith("postgres"));
    if (orphan.isPresent()) {
      LOG.infof("ending the embedded PostgreSQL that an earlier run left behind (process %d)", pid);
      var children = orphan.get().children().toList();
      orphan.get().destroy();
      if (!ended(orphan.get())) {
        orphan.get().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        ended(orphan.get());
      }
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(15, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
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
