package se.finsam.uppfoljning.mottagning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.security.Roles;

/** What was answered for an instant stays true, however the writers crowd around it. */
@QuarkusTest
class TransaktionstidTest {
  private static final int SKRIVARE = 8;
  private static final int LASARE = 2;
  private static final int SANDNINGAR = 8;
  private static final Caller SYSTEM =
      new Caller("langsam", Roles.FORBUNDSSYSTEM, false, Set.of("a"));

  @Inject Jdbi jdbi;
  @Inject Mottagningar mottagningar;

  private final AtomicBoolean klart = new AtomicBoolean();
  private final ExecutorService pool = Executors.newFixedThreadPool(SKRIVARE + LASARE);

  @BeforeEach
  void an_empty_country() {
    Land.tomt();
  }

  @AfterEach
  void nobody_is_left() throws InterruptedException {
    klart.set(true);
    pool.shutdownNow();
    assertThat(pool.awaitTermination(30, SECONDS)).isTrue();
  }

  /**
   * A live answer.
   *
   * @param t the instant that it told
   * @param tabeller its figures
   */
  private record Svar(String t, Map<String, Object> tabeller) {
    static Svar live() {
      var svar = Land.sammanstallning(2023).jsonPath();
      return new Svar(svar.getString("perTidpunkt"), svar.getMap("tabeller"));
    }
  }

  @Test
  void live_figures_under_concurrent_writers_are_the_same_when_asked_for_again_afterwards()
      throws Exception {
    var forbund = new ArrayList<Land.Forbund>();
    for (int i = 0; i < SKRIVARE; i++) {
      forbund.add(Land.forbund("forbund-" + i).medInsats("x").medSatsning("s"));
    }
    var sanda = new AtomicLong();
    var kvitterade = new AtomicLong();
    var start = new CountDownLatch(1);
    var skrivare =
        forbund.stream()
            .map(f -> pool.submit(vid(start, () -> skriv(f, sanda, kvitterade))))
            .toList();
    var lasare = new ArrayList<Future<List<Svar>>>();
    for (int i = 0; i < LASARE; i++) {
      lasare.add(pool.submit(vid(start, this::las)));
    }
    start.countDown();
    alla(skrivare);
    klart.set(true);

    var lasta = new ArrayList<Svar>();
    alla(lasare).forEach(lasta::addAll);
    assertThat(lasta.stream().map(Svar::tabeller).map(TransaktionstidTest::deltagare).distinct())
        .as("readers saw the figures grow")
        .hasSizeGreaterThan(2);
    for (var svar : lasta) {
      assertThat(Land.sammanstallning(2023, svar.t()).jsonPath().getMap("tabeller"))
          .as("answered live at " + svar.t())
          .isEqualTo(svar.tabeller());
    }
  }

  @Test
  void every_acknowledged_registration_is_in_a_live_report_asked_for_afterwards() throws Exception {
    var forbund = new ArrayList<Land.Forbund>();
    for (int i = 0; i < SKRIVARE; i++) {
      forbund.add(Land.forbund("forbund-" + i).medInsats("x").medSatsning("s"));
    }
    var sanda = new AtomicLong();
    var kvitterade = new AtomicLong();
    var start = new CountDownLatch(1);
    var skrivare =
        forbund.stream()
            .map(f -> pool.submit(vid(start, () -> skriv(f, sanda, kvitterade))))
            .toList();
    start.countDown();
    alla(skrivare);

    assertThat(deltagare(Svar.live().tabeller())).isEqualTo((long) SKRIVARE * SANDNINGAR);
  }

  /**
   * One more woman with each request; after its receipt a live report has at least all that was
   * acknowledged before it was asked for, and at most all that had been sent when it answered.
   */
  private static Void skriv(Land.Forbund forbund, AtomicLong sanda, AtomicLong kvitterade) {
    for (int i = 1; i <= SANDNINGAR; i++) {
      sanda.incrementAndGet();
      forbund
          .registrerar(
              "2023K" + (1 + i % 2), rattad(rad("x", kvinnor(0, (i + 1) / 2, 0), man(0, 0, 0))))
          .then()
          .statusCode(201);
      long minst = kvitterade.incrementAndGet();
      long live = deltagare(Svar.live().tabeller());
      assertThat(live).isBetween(minst, sanda.get());
    }
    return null;
  }

  private List<Svar> las() {
    var svar = new ArrayList<Svar>();
    while (!klart.get()) {
      svar.add(Svar.live());
    }
    return svar;
  }

  private static long deltagare(Map<String, Object> tabeller) {
    var totalt = (Map<?, ?>) ((Map<?, ?>) tabeller.get("deltagare")).get("totalt");
    return totalt.get("kvinnor") instanceof Number n ? n.longValue() : 0;
  }

  @Test
  void a_reader_waits_for_a_writer_that_has_its_instant_and_has_not_committed() throws Exception {
    var forbund = Land.forbund("a").medInsats("x");
    forbund.registrerar("2023K1", rad("x", kvinnor(1, 2, 0), man(4, 8, 0)));
    var harTid = new CountDownLatch(1);
    var farSluta = new CountDownLatch(1);

    var skrivare =
        pool.submit(
            () ->
                jdbi.inTransaction(
                    h -> {
                      var mottagen = registrera(h, 16, 32);
                      harTid.countDown();
                      assertThat(farSluta.await(8, SECONDS)).isTrue();
                      return mottagen;
                    }));
    assertThat(harTid.await(8, SECONDS)).isTrue();
    var lasare = pool.submit(Svar::live);
    untilSomebodyWaitsForTheTime();
    assertThat(lasare).isNotDone();
    farSluta.countDown();

    var mottagen = skrivare.get(8, SECONDS);
    var svar = lasare.get(8, SECONDS);
    assertThat(Instant.parse(svar.t())).isAfterOrEqualTo(mottagen);
    assertThat(deltagare(svar.tabeller())).isEqualTo(3 + 16);
    var strax = mottagen.minusNanos(1000).toString();
    Land.tabell(2023, "deltagare", strax).then().body("totalt.kvinnor", equalTo(3));
  }

  @Test
  void a_write_that_is_rolled_back_was_never_known_and_keeps_no_reader_waiting() throws Exception {
    var forbund = Land.forbund("a").medInsats("x");
    forbund.registrerar("2023K1", rad("x", kvinnor(1, 2, 0), man(4, 8, 0)));

    var angrad =
        jdbi.inTransaction(
            h -> {
              var mottagen = registrera(h, 16, 32);
              h.rollback();
              return mottagen;
            });

    var svar = pool.submit(Svar::live).get(8, SECONDS);
    assertThat(Instant.parse(svar.t())).isAfter(angrad);
    assertThat(deltagare(svar.tabeller())).isEqualTo(3);
  }

  @Test
  void a_writer_gets_a_later_instant_than_every_reader_before_it_and_than_every_write()
      throws Exception {
    var forbund = Land.forbund("a").medInsats("x");
    var senast = mottagningar.lasTid();
    for (int i = 0; i < 20; i++) {
      var mottagen =
          Instant.parse(
              forbund
                  .registrerar("2023K1", rattad(rad("x", kvinnor(0, i, 0), man(0, 0, 0))))
                  .path("mottagen"));
      var last = mottagningar.lasTid();
      assertThat(mottagen).isAfter(senast);
      assertThat(last).isAfterOrEqualTo(mottagen);
      senast = last;
    }
  }

  @Test
  void a_clock_that_has_gone_back_gives_no_instant_that_has_been_given() {
    Land.forbund("a").medInsats("x");
    var fore = mottagningar.lasTid();
    var framtiden = fore.plusSeconds(60);
    var forst = jdbi.inTransaction(h -> spara(h, framtiden));
    assertThat(forst).isEqualTo(framtiden);

    assertThat(mottagningar.lasTid()).isEqualTo(framtiden);
    var sedan = jdbi.inTransaction(h -> spara(h, null));
    assertThat(sedan).isEqualTo(framtiden.plusNanos(1000));
    assertThat(mottagningar.lasTid()).isEqualTo(sedan);
  }

  /** A write at an instant that is not the clock's, as after the clock has been put right. */
  private Instant spara(Handle h, Instant styrd) {
    var mottagen =
        h.createQuery("select ta_emot_tid(:styrd)").bind("styrd", styrd).mapTo(Instant.class).one();
    mottagningar.spara(
        h, Mottagningar.nyttId(), mottagen, Mottagning.Slag.REGISTRERING, SYSTEM, "a", true, "{}");
    return mottagen;
  }

  /** What the service does when it receives a registration, in the midst of a transaction. */
  private Instant registrera(Handle h, int nyaKvinnor, int nyaMan) {
    var mottagning =
        mottagningar.spara(
            h,
            Mottagningar.nyttId(),
            mottagningar.taEmot(h),
            Mottagning.Slag.REGISTRERING,
            SYSTEM,
            "a",
            true,
            "{}");
    h.createUpdate(
            """
            insert into registrering (insats, individinriktad, ar, kvartal, version,
                                      pagaende_vid_start_kvinnor, pagaende_vid_start_man, nya_kvinnor, nya_man,
                                      avslutade_kvinnor, avslutade_man, mottagning, mottagen)
            select nr, true, 2023, 2, 1, 0, 0, :kvinnor, :man, 0, 0, :mottagning, :mottagen from insats where kod = 'x'
            """)
        .bind("kvinnor", nyaKvinnor)
        .bind("man", nyaMan)
        .bind("mottagning", mottagning.nr())
        .bind("mottagen", mottagning.mottagen())
        .execute();
    return mottagning.mottagen();
  }

  /** The lock (1,0) is asked for and not granted. */
  private void untilSomebodyWaitsForTheTime() {
    var vantar =
        """
        select exists (select from pg_locks
                        where locktype = 'advisory' and classid = 1 and objid = 0 and not granted)
        """;
    var senast = Instant.now().plusSeconds(8);
    while (!jdbi.withHandle(h -> h.createQuery(vantar).mapTo(Boolean.class).one())) {
      assertThat(Instant.now()).as("no reader waits for the writer").isBefore(senast);
      Thread.onSpinWait();
    }
  }

  private static <T> Callable<T> vid(CountDownLatch start, Callable<T> work) {
    return () -> {
      assertThat(start.await(30, SECONDS)).isTrue();
      return work.call();
    };
  }

  private static <T> List<T> alla(List<Future<T>> futures) throws Exception {
    var alla = new ArrayList<T>();
    for (var future : futures) {
      alla.add(future.get(60, SECONDS));
    }
    return alla;
  }
}
