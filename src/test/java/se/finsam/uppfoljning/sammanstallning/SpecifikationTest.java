package se.finsam.uppfoljning.sammanstallning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.Land.individinriktad;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.finsam.uppfoljning.Land;

/**
 * While many write at once, each live report is exactly what the plain SQL says of the instant that
 * the report tells: no write is there by half, and none comes in behind it.
 */
@QuarkusTest
class SpecifikationTest {
  private static final List<String> FORBUND = List.of("a", "b", "c");

  /** For each förbund there are two, so that some write for the same one and some do not. */
  private static final int SKRIVARE = 2 * FORBUND.size();

  private static final int LASARE = 2;
  private static final int SANDNINGAR = 15;
  private static final int LASNINGAR = 40;

  @Inject Jdbi jdbi;

  private final ExecutorService pool = Executors.newFixedThreadPool(SKRIVARE + LASARE);

  /**
   * What was read of the report of 2023, by the instant told; the same instant, the same report.
   */
  private final Map<Instant, Map<String, Object>> lasta = new ConcurrentHashMap<>();

  @AfterEach
  void nobody_is_left() throws InterruptedException {
    pool.shutdownNow();
    assertThat(pool.awaitTermination(30, SECONDS)).isTrue();
  }

  @Test
  @Timeout(300)
  void every_report_read_while_others_write_is_the_plain_sum_as_of_its_instant() {
    Land.tomt();
    for (var kod : FORBUND) {
      Land.forbund(kod).medInsats("x").medInsats("y").medSatsning("s");
    }

    var kvar = new AtomicInteger(SKRIVARE);
    var alla = new CyclicBarrier(SKRIVARE + LASARE);
    var uppgifter = new ArrayList<Callable<Void>>();
    for (int i = 0; i < SKRIVARE; i++) {
      int skrivare = i;
      uppgifter.add(
          () -> {
            try {
              skriv(skrivare);
            } finally {
              kvar.decrementAndGet();
            }
            return null;
          });
    }
    for (int i = 0; i < LASARE; i++) {
      uppgifter.add(
          () -> {
            for (int n = 0; n < LASNINGAR && kvar.get() > 0; n++) {
              las();
            }
            return null;
          });
    }
    var klara = new ArrayList<Future<Void>>();
    for (var uppgift : uppgifter) {
      klara.add(
          pool.submit(
              () -> {
                alla.await(30, SECONDS);
                return uppgift.call();
              }));
    }
    klara.forEach(SpecifikationTest::get);
    las();

    assertThat(lasta).hasSizeGreaterThan(LASARE);
    lasta.forEach(
        (t, rapport) -> {
          jdbi.useHandle(h -> Specifikation.av(h, 2023, t).stammerAntal("2023 per " + t, rapport));
          var igen = Fragat.las(Land.sammanstallning(2023, t.toString()));
          igen.put("_links", rapport.get("_links")); // to what was asked: now, and then
          assertThat(igen).as("2023 per %s, asked again", t).isEqualTo(rapport);
        });
  }

  private void las() {
    var rapport = Fragat.las(Land.sammanstallning(2023));
    var forr = lasta.put(Instant.parse((String) rapport.get("perTidpunkt")), rapport);
    assertThat(forr).isIn(null, rapport);
  }

  /** Numbers that no two writes share, so that none can stand in for another. */
  private static void skriv(int skrivare) {
    var forbund = new Land.Forbund(FORBUND.get(skrivare % FORBUND.size()));
    for (int i = 0; i < SANDNINGAR; i++) {
      int n = 1 + skrivare * SANDNINGAR + i;
      var kvartal = "2023K" + (1 + i % 4);
      var x = rattad(rad("x", kvinnor(n, 2 * n, 0), man(3 * n, n, n)));
      var s = rattad(rad("s", 1_000 * n));
      switch (i % 5) {
        case 0 ->
            forbund
                .registrerarHela(kvartal, x, s, rattad(rad("y", kvinnor(0, n, 0), man(n, 0, 0))))
                .then()
                .statusCode(201);
        case 1 -> {
          var insats = individinriktad("Insatsen " + n);
          insats.put("preciseradInriktning", Facit.INDIVIDINRIKTADE.get(i % 4));
          forbund.medInsats("i" + n, insats);
        }
        case 2 -> forbund.registrerarHela(kvartal, x).then().statusCode(201);
        default -> forbund.registrerar(kvartal, x, s).then().statusCode(201);
      }
    }
  }

  private static void get(Future<Void> future) {
    try {
      future.get(240, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
