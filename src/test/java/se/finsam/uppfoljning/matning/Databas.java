package se.finsam.uppfoljning.matning;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL of the benchmark's own, set as the service sets the one it starts. */
final class Databas implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final ProcessHandle process;

  Databas(Path data) throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("max_connections", "100")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
    var pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
    process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  ProcessHandle process() {
    return process;
  }

  String url(String databas) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + databas;
  }

  Connection till(String databas) throws SQLException {
    return DriverManager.getConnection(url(databas), "postgres", "postgres");
  }

  void skapa(String databas) throws SQLException {
    utfor("postgres", "create database " + databas);
  }

  void slang(String databas) throws SQLException {
    utfor("postgres", "drop database " + databas + " with (force)");
  }

  private void utfor(String databas, String sql) throws SQLException {
    try (var db = till(databas);
        var s = db.createStatement()) {
      s.execute(sql);
    }
  }

  /** The first value of the answer. */
  String fraga(String databas, String sql) throws SQLException {
    try (var db = till(databas);
        var s = db.createStatement();
        var svar = s.executeQuery(sql)) {
      svar.next();
      return svar.getString(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
