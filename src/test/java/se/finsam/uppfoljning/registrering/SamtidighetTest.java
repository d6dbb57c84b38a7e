package se.finsam.uppfoljning.registrering;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;
import static se.finsam.uppfoljning.Land.registreringar;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.finsam.uppfoljning.Land;

/** Twenty at once, where one after the other would be well behaved. */
@QuarkusTest
class SamtidighetTest {
  private static final int ANTAL = 20;

  @Inject Jdbi jdbi;

  private final ExecutorService pool = Executors.newFixedThreadPool(ANTAL);
  private Land.Forbund forbund;

  @BeforeEach
  void a_forbund_in_an_empty_country() {
    Land.tomt();
    forbund = Land.forbund("a");
  }

  @AfterEach
  void nobody_is_left() throws InterruptedException {
    pool.shutdownNow();
    assertThat(pool.awaitTermination(30, SECONDS)).isTrue();
  }

  @Test
  void the_same_request_with_the_same_key_is_answered_twenty_times_with_one_receipt() {
    forbund.medInsats("x");

    var svar = tjugo(i -> skicka("samma-nyckel"));

    assertThat(svar).allMatch(s -> s.statusCode() == 201);
    assertThat(svar.stream().map(Response::asString).distinct()).hasSize(1);
    assertThat(svar.stream().map(s -> s.header("Location")).distinct()).hasSize(1);
    assertThat(svar.get(0).<Integer>path("antal.nya")).isEqualTo(1);
    enRegistreringEnVersion();
  }

  @Test
  void the_same_request_with_twenty_keys_is_one_registration_and_nineteen_repeats() {
    forbund.medInsats("x");

    enNyNittonOforandrade(
        tjugo(i -> skicka(UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString())));
  }

  @Test
  void the_same_request_without_a_key_is_one_registration_and_nineteen_repeats() {
    forbund.medInsats("x");

    enNyNittonOforandrade(tjugo(i -> skicka(null)));
  }

  @Test
  void different_values_at_once_are_as_many_versions_each_corrected_from_another() {
    forbund.medInsats("x");

    var svar =
        tjugo(
            i ->
                forbund.registrerar(
                    "2023K1", rattad(rad("x", kvinnor(0, i + 1, 0), man(0, 0, 0)))));

    assertThat(svar).allMatch(s -> s.statusCode() == 201);
    assertThat(svar.stream().mapToInt(s -> s.path("antal.nya")).sum()).isEqualTo(1);
    assertThat(svar.stream().mapToInt(s -> s.path("antal.rattade")).sum()).isEqualTo(ANTAL - 1);
    var versioner = versioner();
    assertThat(versioner).hasSize(ANTAL);
    assertThat(versioner.stream().map(v -> v.get("mottagen")).distinct()).hasSize(ANTAL);
    enKedja(svar);
  }

  @Test
  void an_insats_is_created_once() {
    var svar =
        tjugo(
            i ->
                forbund
                    .som()
                    .header("If-None-Match", "*")
                    .body(individinriktad("Insatsen"))
                    .put(forbund.path() + "/insatser/x"));

    ettOchNitton(svar, 201, 412);
    assertThat(insatsen().<Integer>path("version")).isEqualTo(1);
  }

  @Test
  void an_insats_is_changed_once_from_the_same_version() {
    forbund.medInsats("x");
    var etag = insatsen().header("ETag");

    var svar =
        tjugo(
            i ->
                forbund
                    .som()
                    .header("If-Match", etag)
                    .body(individinriktad("Insatsen enligt nummer " + i))
                    .put(forbund.path() + "/insatser/x"));

    var vinnare = ettOchNitton(svar, 200, 412);
    var nu = insatsen();
    assertThat(nu.<Integer>path("version")).isEqualTo(2);
    assertThat(nu.<String>path("namn")).isEqualTo(vinnare.path("namn"));
    assertThat(nu.header("ETag")).isEqualTo(vinnare.header("ETag")).isNotEqualTo(etag);
  }

  @Test
  void a_name_is_taken_once() {
    var svar =
        tjugo(
            i ->
                forbund
                    .som()
                    .body(individinriktad("Samma namn"))
                    .put(forbund.path() + "/insatser/x" + i));

    ettOchNitton(svar, 201, 422);
  }

  @Test
  void registrations_of_different_insatser_of_a_quarter_all_survive_and_form_a_chain() {
    for (int i = 0; i < ANTAL; i++) {
      forbund.medInsats("x" + i);
    }

    var svar =
        tjugo(
            i -> {
              int n = 1 << i % 10; // no two sums of different insatser are alike
              return forbund.registrerar(
                  "2023K1",
                  i < 10
                      ? rad("x" + i, kvinnor(n, 0, 0), man(0, 0, 0))
                      : rad("x" + i, kvinnor(0, 0, 0), man(0, n, 0)));
            });

    assertThat(svar).allMatch(s -> s.statusCode() == 201);
    assertThat(svar).allMatch(s -> s.<Integer>path("antal.nya") == 1);
    var sist = enKedja(svar);
    assertThat(sist).isEqualTo(Map.of("insatser", 20, "kvinnor", 1023, "man", 1023, "personal", 0));
    Land.tabell(2023, "deltagare")
        .then()
        .body("totalt.kvinnor", equalTo(1023))
        .body("totalt.man", equalTo(1023));
  }

  @Test
  void whole_quarters_at_once_leave_one_of_them_whole() {
    for (int i = 0; i < ANTAL; i++) {
      forbund.medInsats("x" + i);
    }

    var svar =
        tjugo(
            i ->
                forbund.registrerarHela(
                    "2023K1",
                    rattad(rad("x" + i, kvinnor(i, 1, 0), man(0, 0, 0))),
                    rattad(rad("x" + (i + 1) % ANTAL, kvinnor(100 + i, 0, 0), man(0, 0, 0)))));

    assertThat(svar).allMatch(s -> s.statusCode() == 201);
    enKedja(svar);
    List<Map<String, Object>> kvar =
        forbund.som().get(forbund.path() + "/registreringar?kvartal=2023K1").path("registreringar");
    assertThat(kvar).hasSize(2);
    assertThat(kvar.stream().map(r -> r.get("kvittens")).distinct()).hasSize(1);
  }

  @Test
  @Timeout(60)
  void who_waits_for_a_forbund_leaves_the_connections_to_the_others() {
    forbund.medInsats("x");
    var annat = Land.forbund("b").medSatsning("s");
    var sandningar = new ArrayList<Future<Response>>();
    jdbi.useTransaction(
        h -> {
          h.createQuery("select pg_advisory_xact_lock(2, nr) from forbund where kod = 'a'")
              .mapToMap()
              .one();
          for (int i = 0; i < ANTAL; i++) {
            sandningar.add(pool.submit(() -> skicka(null)));
          }
          while (h.createQuery(
                  "select not exists (select from pg_locks where locktype = 'advisory' and not granted)")
              .mapTo(Boolean.class)
              .one()) {
            Thread.onSpinWait();
          }
          annat.registrerar("2023K1", rad("s", 7)).then().statusCode(201);
        });
    enNyNittonOforandrade(sandningar.stream().map(SamtidighetTest::get).toList());
  }

  private Response skicka(String nyckel) {
    var request = forbund.som();
    if (nyckel != null) {
      request.header("Idempotency-Key", nyckel);
    }
    return request
        .body(registreringar("2023K1", "DELAR", rad("x", kvinnor(1, 2, 3), man(4, 5, 6))))
        .post(forbund.path() + "/registreringar");
  }

  private void enNyNittonOforandrade(List<Response> svar) {
    var forsta = ettOchNitton(svar, 201, 200);
    assertThat(forsta.<Integer>path("antal.nya")).isEqualTo(1);
    assertThat(svar.stream().mapToInt(s -> s.path("antal.nya")).sum()).isEqualTo(1);
    assertThat(svar.stream().mapToInt(s -> s.path("antal.oforandrade")).sum()).isEqualTo(ANTAL - 1);
    assertThat(svar.stream().map(s -> s.path("id")).distinct()).hasSize(ANTAL);
    enRegistreringEnVersion();
  }

  /** Answers with the only one that has the first status; all others have the second. */
  private static Response ettOchNitton(List<Response> svar, int ett, int nitton) {
    var vinnare = svar.stream().filter(s -> s.statusCode() == ett).toList();
    assertThat(svar.stream().map(Response::statusCode))
        .containsOnly(ett, nitton)
        .filteredOn(status -> status == ett)
        .hasSize(1);
    return vinnare.get(0);
  }

  private void enRegistreringEnVersion() {
    assertThat(versioner()).hasSize(1);
    List<Object> alla =
        forbund.som().get(forbund.path() + "/registreringar").path("registreringar");
    assertThat(alla).hasSize(1);
    Land.tabell(2023, "deltagare")
        .then()
        .body("totalt.kvinnor", equalTo(3))
        .body("totalt.man", equalTo(9));
  }

  private List<Map<String, Object>> versioner() {
    return forbund
        .som()
        .get(forbund.path() + "/registreringar/2023K1/x/versioner")
        .path("versioner");
  }

  /**
   * In the order of their instants each receipt begins where the one before it ended, the first
   * with nothing. Answers with the last sums.
   */
  private static Map<String, Object> enKedja(List<Response> svar) {
    var iOrdning = new ArrayList<>(svar);
    Collections.sort(
        iOrdning,
        (a, b) -> Instant.parse(a.path("mottagen")).compareTo(Instant.parse(b.path("mottagen"))));
    Map<String, Object> senast = Map.of("insatser", 0, "kvinnor", 0, "man", 0, "personal", 0);
    for (var s : iOrdning) {
      assertThat(s.<Map<String, Object>>path("summor.fore")).isEqualTo(senast);
      senast = s.path("summor.efter");
    }
    return senast;
  }

  private Response insatsen() {
    return forbund.som().get(forbund.path() + "/insatser/x");
  }

  /** Does twenty things at once, each when all are ready, and answers in the order of i. */
  private List<Response> tjugo(IntFunction<Response> work) {
    var alla = new CyclicBarrier(ANTAL);
    var futures = new ArrayList<Future<Response>>();
    for (int i = 0; i < ANTAL; i++) {
      int nummer = i;
      futures.add(
          pool.submit(
              () -> {
                alla.await(30, SECONDS);
                return work.apply(nummer);
              }));
    }
    return futures.stream().map(SamtidighetTest::get).toList();
  }

  private static Response get(Future<Response> future) {
    try {
      return future.get(60, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
