package se.finsam.uppfoljning.database;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.Land.ROT;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is killed, and whenever: what was acknowledged is there, once and whole, after the next
 * start. The tests share a data folder, and each has its own förbund in it.
 */
class EmbeddedDatabaseIT {
  private static final Utfardare UTFARDARE = Utfardare.rsa();

  @TempDir static Path mapp;
  private static Tjanst tjanst;

  @BeforeAll
  static void a_data_folder() {
    tjanst = Tjanst.somLitarPa(UTFARDARE, mapp.resolve("data"));
  }

  @BeforeEach
  void the_service_runs() {
    if (tjanst.lever() && !tjanst.redo()) {
      tjanst.stoppas();
    }
    if (!tjanst.lever()) {
      tjanst.starta().svarar();
    }
  }

  @AfterAll
  static void ended() {
    tjanst.close();
  }

  @Test
  void
      stopped_in_the_middle_of_writes_it_has_everything_acknowledged_and_goes_on_from_another_folder() {
    var klienter = Klienter.hos(tjanst, UTFARDARE, "stoppad-a", "stoppad-b").skriver();
    tjanst.stoppas();
    klienter.harBlivitAvbrutna();
    assertThat(tjanst.databas()).as("its database has ended with it").isEmpty();
    tjanst.i(mapp).starta().svarar();
    klienter.hittarAlltKvitteratEnGang();
    klienter.farSammaSvarNarDeSanderIgen();
  }

  @Test
  void killed_in_the_middle_of_writes_it_has_everything_acknowledged_and_ends_its_orphan() {
    var klienter = Klienter.hos(tjanst, UTFARDARE, "dodad-a", "dodad-b").skriver();
    var orphan = tjanst.databas().orElseThrow();
    tjanst.dodas();
    klienter.harBlivitAvbrutna();
    assertThat(orphan.isAlive()).isTrue();
    tjanst.starta().svarar();
    assertThat(orphan.isAlive()).isFalse();
    klienter.hittarAlltKvitteratEnGang();
    klienter.farSammaSvarNarDeSanderIgen();
  }

  @Test
  void without_its_server_it_answers_503_and_has_everything_acknowledged_after_a_restart() {
    var klienter = without_its_database(false, "server-a", "server-b");
    tjanst.stoppas().starta().svarar();
    klienter.hittarAlltKvitteratEnGang();
    klienter.farSammaSvarNarDeSanderIgen();
  }

  @Test
  void everything_dead_and_its_number_given_to_another_process_it_starts_and_spares_that_one()
      throws IOException {
    var klienter = without_its_database(true, "processer-a", "processer-b");
    tjanst.dodas();
    var pidfil = mapp.resolve("data/pg/postmaster.pid");
    var rader = Files.readAllLines(pidfil);
    rader.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(pidfil, rader);
    tjanst.starta().svarar();
    klienter.hittarAlltKvitteratEnGang();
    klienter.farSammaSvarNarDeSanderIgen();
  }

  private static Klienter without_its_database(boolean allaProcesser, String ett, String annat) {
    var klienter = Klienter.hos(tjanst, UTFARDARE, ett, annat).skriver();
    tjanst.databasenDodas(allaProcesser);
    klienter.harBlivitAvbrutna();
    assertThat(klienter.andraSvar()).isNotEmpty().allSatisfy(EmbeddedDatabaseIT::otillganglig);
    otillganglig(tjanst.get(ROT + "/forbund", UTFARDARE.forsakringskassan()));
    assertThat(tjanst.redo()).isFalse();
    assertThat(tjanst.get("/q/health/live").statusCode()).isEqualTo(200);
    Tjanst.tills(
        "it has said so",
        Duration.ofSeconds(20),
        () -> tjanst.logg().contains("the embedded PostgreSQL has ended"));
    return klienter;
  }

  private static void otillganglig(HttpResponse<String> svar) {
    assertThat(svar.statusCode()).as(svar.body()).isEqualTo(503);
    assertThat(svar.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(svar.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void when_the_server_lives_and_its_processes_are_killed_it_recovers_without_a_restart() {
    var klienter = Klienter.hos(tjanst, UTFARDARE, "kvar-a", "kvar-b").skriver();
    tjanst.databas().orElseThrow().children().forEach(ProcessHandle::destroyForcibly);
    klienter.harBlivitAvbrutna();
    assertThat(klienter.andraSvar()).isNotEmpty().allSatisfy(EmbeddedDatabaseIT::otillganglig);
    Tjanst.tills("it has recovered", Duration.ofSeconds(30), tjanst::redo);
    klienter.hittarAlltKvitteratEnGang();
    klienter.farSammaSvarNarDeSanderIgen();
  }

  @Test
  void a_second_instance_on_the_folder_is_refused_and_the_first_is_unharmed() {
    tjanst.stadas(); // what holds the folder is not garbage
    var databas = tjanst.databas();
    try (var andra = Tjanst.somLitarPa(UTFARDARE, mapp.resolve("data")).starta()) {
      assertThat(andra.slutkod()).isNotZero();
      assertThat(andra.logg())
          .contains("another instance of this service is using " + mapp.resolve("data"));
      assertThat(tjanst.databas()).isPresent().isEqualTo(databas);
      assertThat(tjanst.redo()).isTrue();
    } finally {
      assertThat(tjanst.lever()).isTrue();
    }
  }

  @Test
  void a_token_signed_by_somebody_else_is_refused() {
    var path = ROT + "/forbund";
    assertThat(tjanst.get(path, UTFARDARE.forsakringskassan()).statusCode()).isEqualTo(200);
    var svar = tjanst.get(path, Utfardare.rsa().forsakringskassan());
    assertThat(svar.statusCode()).isEqualTo(401);
    assertThat(svar.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    var ny = Map.of("namn", "Förfalskat", "lan", "01");
    assertThat(
            tjanst.put(path + "/forfalskat", ny, Utfardare.rsa().forsakringskassan()).statusCode())
        .isEqualTo(401);
    assertThat(tjanst.get(path + "/forfalskat", UTFARDARE.forsakringskassan()).statusCode())
        .isEqualTo(404);
  }
}
