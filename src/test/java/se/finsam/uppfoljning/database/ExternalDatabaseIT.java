package se.finsam.uppfoljning.database;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.Land.ROT;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An own PostgreSQL, whose role owns its database and is nothing more; and tokens by ES256. */
class ExternalDatabaseIT {
  private static final Utfardare UTFARDARE = Utfardare.ec();

  @TempDir static Path mapp;
  private static EmbeddedPostgres server;
  private static Tjanst tjanst;

  @BeforeAll
  static void a_server_of_the_operators_own() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().start();
    fraga("postgres", "create role finsam login password 'hemligt'");
    fraga("postgres", "create database finsam owner finsam");
    tjanst =
        Tjanst.somLitarPa(UTFARDARE, mapp.resolve("data"))
            .med("MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", "ES256")
            .med(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://localhost:" + server.getPort() + "/finsam")
            .med("QUARKUS_DATASOURCE_USERNAME", "finsam")
            .med("QUARKUS_DATASOURCE_PASSWORD", "hemligt")
            .starta()
            .svarar();
  }

  @AfterAll
  static void ended() throws IOException {
    if (tjanst != null) {
      tjanst.close();
    }
    server.close();
  }

  @Test
  void no_server_is_started_and_its_role_makes_the_schema() throws SQLException {
    assertThat(mapp.resolve("data")).doesNotExist();
    assertThat(tjanst.logg()).doesNotContain("embedded PostgreSQL");
    assertThat(
            fraga(
                "finsam",
                "select string_agg(distinct installed_by, ',') from flyway_schema_history where success"))
        .isEqualTo("finsam");
    assertThat(
            fraga(
                "finsam",
                "select tableowner::text from pg_tables where schemaname = 'public' and tablename = 'registrering'"))
        .isEqualTo("finsam");
  }

  @Test
  void no_demo_data_are_loaded() {
    var forbund = Tjanst.json(tjanst.get(ROT + "/forbund/roslagen", UTFARDARE.forsakringskassan()));
    assertThat(forbund.get("status").asInt()).isEqualTo(404);
    assertThat(tjanst.logg()).doesNotContain("demo").doesNotContain("Tokens");
  }

  @Test
  void a_token_by_the_algorithm_that_is_set_is_trusted_and_one_by_another_is_not() {
    var path = ROT + "/forbund";
    assertThat(tjanst.get(path, UTFARDARE.forsakringskassan()).statusCode()).isEqualTo(200);
    assertThat(tjanst.get(path, Utfardare.rsa().forsakringskassan()).statusCode()).isEqualTo(401);
    assertThat(tjanst.get(path, Utfardare.ec().forsakringskassan()).statusCode()).isEqualTo(401);
  }

  @Test
  void when_the_server_has_dropped_every_connection_it_goes_on() throws SQLException {
    var path = ROT + "/forbund/kvar";
    var ny = Map.of("namn", "Kvar", "lan", "01");
    assertThat(tjanst.put(path, ny, UTFARDARE.forsakringskassan()).statusCode()).isEqualTo(201);
    fraga(
        "postgres",
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'finsam'");
    Tjanst.tills(
        "it answers again",
        Duration.ofSeconds(20),
        () -> {
          int status = tjanst.get(path, UTFARDARE.forsakringskassan()).statusCode();
          assertThat(status).isIn(200, 503);
          return status == 200;
        });
  }

  /** Asks as the superuser, and answers with the first value. */
  private static String fraga(String databas, String sql) throws SQLException {
    try (var connection = server.getDatabase("postgres", databas).getConnection();
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return null;
      }
      var svar = statement.getResultSet();
      return svar.next() ? svar.getString(1) : null;
    }
  }
}
