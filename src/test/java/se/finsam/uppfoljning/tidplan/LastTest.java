package se.finsam.uppfoljning.tidplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.forbund.NyttForbund;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.security.Roles;
import se.finsam.uppfoljning.sida.Sida;

/**
 * When a quarter is locked, against a computation of its own with {@code java.time}: around
 * midnight, on the days that summer time begins and ends, with plans that change and reopenings
 * that end (R16).
 *
 * <p>{@code -Dfinsam.seeds=50} tries more random histories.
 */
@QuarkusTest
class LastTest {
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  private static final Instant BORJAN = Instant.parse("2023-11-01T08:00:00Z");
  private static final Duration MIKRO = Duration.of(1, ChronoUnit.MICROS);
  private static final Kvartal K4 = new Kvartal(2023, 4);
  private static final List<Kvartal> KVARTALEN =
      List.of(new Kvartal(2023, 1), K4, new Kvartal(2024, 3));
  private static final List<String> FORBUNDEN = List.of("a", "b");
  private static final Caller FK = new Caller("fk", Roles.FORSAKRINGSKASSAN, true, Set.of());

  /** The days on which summer time begins and ends. */
  private static final List<LocalDate> SKIFTEN =
      List.of(
          LocalDate.of(2024, 3, 31),
          LocalDate.of(2024, 10, 27),
          LocalDate.of(2025, 3, 30),
          LocalDate.of(2025, 10, 26),
          LocalDate.of(2026, 3, 29),
          LocalDate.of(2026, 10, 25));

  @Inject Jdbi jdbi;
  @Inject Klocka klocka;
  @Inject Forbunden forbunden;
  @Inject Tidplaner tidplaner;
  @Inject Upplasningar upplasningar;

  @BeforeEach
  void two_forbund_since_2023() {
    Land.tomt();
    for (var kod : FORBUNDEN) {
      var nytt = new NyttForbund(null, "Förbundet " + kod, null, "01", null, null, null, null);
      klocka.vid(BORJAN, () -> forbunden.satt(kod, nytt, new Faults(), FK, etag -> {}));
    }
  }

  @Test
  void the_end_of_every_swedish_day_is_the_beginning_of_the_next() {
    var dagar =
        LocalDate.of(2022, 12, 31)
            .datesUntil(LocalDate.of(2027, 1, 2))
            .map(LocalDate::toString)
            .toArray(String[]::new);
    Map<String, Instant> sql =
        jdbi.withHandle(
            h ->
                h.createQuery(
                        "select dag, dagens_slut(dag::date) as slut from unnest(:dagar::text[]) dag")
                    .bind("dagar", dagar)
                    .reduceRows(
                        new LinkedHashMap<>(),
                        (alla, rad) -> {
                          alla.put(
                              rad.getColumn("dag", String.class),
                              rad.getColumn("slut", Instant.class));
                          return alla;
                        }));
    assertThat(sql).hasSize(dagar.length);
    sql.forEach(
        (dag, slut) ->
            assertThat(slut).as(dag).isEqualTo(midnatt(LocalDate.parse(dag).plusDays(1))));
    assertThat(SKIFTEN)
        .allMatch(
            dag ->
                Math.abs(Duration.between(midnatt(dag), midnatt(dag.plusDays(1))).toHours() - 24)
                    == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-15, 2024-01-15T22:59:59.999999Z",
    "2024-03-30, 2024-03-30T22:59:59.999999Z",
    "2024-03-31, 2024-03-31T21:59:59.999999Z",
    "2024-10-26, 2024-10-26T21:59:59.999999Z",
    "2024-10-27, 2024-10-27T22:59:59.999999Z",
    "2025-03-30, 2025-03-30T21:59:59.999999Z",
    "2025-10-26, 2025-10-26T22:59:59.999999Z",
    "2026-03-29, 2026-03-29T21:59:59.999999Z",
    "2026-10-25, 2026-10-25T22:59:59.999999Z",
    "2024-10-27T02:30:00+02:00, 2024-10-27T00:30:00Z",
    "2024-10-27T02:30:00+01:00, 2024-10-27T01:30:00Z",
  })
  void a_quarter_is_open_through_its_last_instant(String till, Instant sista) {
    if (till.length() == 10) {
      plan(BORJAN, K4, LocalDate.parse(till));
      assertThat(last("a", K4, sista)).isFalse();
      assertThat(last("a", K4, sista.plus(MIKRO))).isTrue();
    }
    plan(BORJAN.plusSeconds(1), K4, LocalDate.of(2024, 1, 1));
    lasUpp(BORJAN.plusSeconds(2), "b", K4, till);
    assertThat(last("b", K4, sista)).isFalse();
    assertThat(last("b", K4, sista.plus(MIKRO))).isTrue();
    assertThat(last("a", K4, sista)).isTrue();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 3));
  }

  /** A plan that was set, or an end that was given, and from when it was known. */
  private record Satt(Instant mottagen, Instant slut) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void is_as_computed_at_every_instant_whatever_was_decided_later(long seed) {
    var slump = new Random(seed);
    Map<Kvartal, List<Satt>> planer = new LinkedHashMap<>();
    Map<String, List<Satt>> upplasta = new LinkedHashMap<>();
    var tid = BORJAN;
    for (int i = 0; i < 40; i++) {
      tid = tid.plus(Duration.ofMinutes(1 + slump.nextInt(60 * 24 * 50)));
      var kvartal = KVARTALEN.get(slump.nextInt(KVARTALEN.size()));
      if (slump.nextInt(3) < 2) {
        var lases = kvartal.start().plusDays(1 + slump.nextInt(900));
        if (slump.nextInt(3) == 0) {
          var skifte = SKIFTEN.get(slump.nextInt(SKIFTEN.size())).plusDays(slump.nextInt(3) - 1L);
          lases = skifte.isAfter(kvartal.start()) ? skifte : lases;
        }
        var mottagen = plan(tid, kvartal, lases).mottagen();
        planer
            .computeIfAbsent(kvartal, k -> new ArrayList<>())
            .add(new Satt(mottagen, midnatt(lases.plusDays(1))));
      } else if (kvartal.harBorjat(tid)) {
        var forbund = FORBUNDEN.get(slump.nextInt(FORBUNDEN.size()));
        var dag = LocalDate.ofInstant(tid, STOCKHOLM).plusDays(1 + slump.nextInt(200));
        var exakt = tid.plusSeconds(60 + slump.nextInt(10_000_000));
        boolean helDag = slump.nextBoolean();
        var svar = lasUpp(tid, forbund, kvartal, helDag ? dag.toString() : exakt.toString());
        upplasta
            .computeIfAbsent(forbund + kvartal, k -> new ArrayList<>())
            .add(new Satt(svar.mottagen(), helDag ? midnatt(dag.plusDays(1)).minus(MIKRO) : exakt));
      }
    }
    var instants = instants(planer, upplasta);
    assertThat(instants).hasSizeGreaterThan(400);
    var lasta = new TreeSet<Boolean>();
    for (var forbund : FORBUNDEN) {
      for (var kvartal : KVARTALEN) {
        var sql = last(forbund, kvartal, instants);
        for (var t : instants) {
          boolean vantat =
              !t.isBefore(lases(planer, kvartal, t))
                  && upplasta.getOrDefault(forbund + kvartal, List.of()).stream()
                      .noneMatch(u -> !t.isBefore(u.mottagen()) && !t.isAfter(u.slut()));
          assertThat(sql.get(t)).as(forbund + " " + kvartal + " at " + t).isEqualTo(vantat);
          lasta.add(vantat);
        }
      }
    }
    assertThat(lasta).hasSize(2);
  }

  /** From when the quarter is locked, by the plan that was known at t. */
  private static Instant lases(Map<Kvartal, List<Satt>> planer, Kvartal kvartal, Instant t) {
    return planer.getOrDefault(kvartal, List.of()).stream()
        .filter(p -> !p.mottagen().isAfter(t))
        .max(Comparator.comparing(Satt::mottagen))
        .map(Satt::slut)
        .orElse(midnatt(LocalDate.of(kvartal.ar() + 8, 1, 1)));
  }

  /** Every border and a microsecond either side, and the hours around the changes of the clock. */
  private static TreeSet<Instant> instants(
      Map<Kvartal, List<Satt>> planer, Map<String, List<Satt>> upplasta) {
    var borders = new TreeSet<Instant>();
    for (var alla : List.of(planer.values(), upplasta.values())) {
      alla.forEach(
          satta ->
              satta.forEach(
                  s -> {
                    borders.add(s.mottagen());
                    borders.add(s.slut());
                  }));
    }
    for (var dag : SKIFTEN) {
      for (int timme = -26; timme <= 50; timme++) {
        borders.add(midnatt(dag).plus(Duration.ofHours(timme)));
      }
    }
    KVARTALEN.forEach(k -> borders.add(midnatt(LocalDate.of(k.ar() + 8, 1, 1))));
    var instants = new TreeSet<Instant>();
    borders.forEach(t -> instants.addAll(List.of(t.minus(MIKRO), t, t.plus(MIKRO))));
    return instants;
  }

  @Test
  void a_plan_that_is_changed_later_does_not_change_what_was_known() {
    plan(BORJAN.plusSeconds(60), K4, LocalDate.of(2024, 4, 30));
    var maj = Instant.parse("2024-05-02T10:00:00Z");
    plan(maj, K4, LocalDate.of(2024, 6, 30));
    assertThat(last("a", K4, Instant.parse("2024-04-30T21:59:59.999999Z"))).isFalse();
    assertThat(last("a", K4, Instant.parse("2024-04-30T22:00:00Z"))).isTrue();
    assertThat(last("a", K4, maj.minus(MIKRO))).isTrue();
    assertThat(last("a", K4, maj)).isFalse();
    assertThat(last("a", K4, Instant.parse("2024-06-30T22:00:00Z"))).isTrue();
    assertThat(tidplaner.en(K4, maj.minus(MIKRO)).lases()).isEqualTo("2024-04-30");
    assertThat(tidplaner.en(K4, maj).lases()).isEqualTo("2024-06-30");
    assertThat(tidplaner.en(K4, BORJAN).standard()).isTrue();
  }

  @Test
  void a_reopening_given_before_the_lock_holds_when_the_lock_comes() {
    plan(BORJAN.plusSeconds(60), K4, LocalDate.of(2024, 4, 30));
    lasUpp(Instant.parse("2024-04-02T10:00:00Z"), "a", K4, "2024-05-02");
    var maj = Instant.parse("2024-05-01T10:00:00Z");
    assertThat(last("a", K4, maj)).isFalse();
    assertThat(last("b", K4, maj)).isTrue();
    assertThat(last("a", new Kvartal(2023, 3), maj)).isFalse();
    assertThat(last("a", K4, Instant.parse("2024-05-02T22:00:00Z"))).isTrue();
  }

  @Test
  void the_longest_of_two_reopenings_holds() {
    plan(BORJAN.plusSeconds(60), K4, LocalDate.of(2024, 4, 30));
    lasUpp(Instant.parse("2024-05-02T10:00:00Z"), "a", K4, "2024-06-30");
    lasUpp(Instant.parse("2024-05-03T10:00:00Z"), "a", K4, "2024-05-10");
    assertThat(last("a", K4, Instant.parse("2024-05-02T09:59:59Z"))).isTrue();
    assertThat(last("a", K4, Instant.parse("2024-06-30T21:59:59Z"))).isFalse();
    assertThat(last("a", K4, Instant.parse("2024-06-30T22:00:00Z"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2023-12-31T22:59:59.999999Z, OPPET",
    "2024-01-15T22:59:59.999999Z, OPPET",
    "2024-01-15T23:00:00Z,        FORFALLET",
    "2024-03-31T21:59:59.999999Z, FORFALLET",
    "2024-03-31T22:00:00Z,        SENT",
    "2024-10-27T22:59:59.999999Z, SENT",
    "2024-10-27T23:00:00Z,        LAST",
  })
  void where_a_quarter_stands_is_swedish_time(Instant vid, TidplanSvar.Lage lage) {
    var ny =
        new NyTidplan(
            LocalDate.of(2024, 1, 15), LocalDate.of(2024, 3, 31), LocalDate.of(2024, 10, 27));
    klocka.vid(BORJAN, () -> tidplaner.satt(K4, ny, new Faults(), FK, forr -> {}));
    assertThat(tidplaner.en(K4, vid).lage()).isEqualTo(lage);
    var plan = jdbi.withHandle(h -> tidplaner.plan(h, K4, vid));
    assertThat(plan.forfallen(vid)).isEqualTo(lage != TidplanSvar.Lage.OPPET);
    assertThat(plan.sen(vid))
        .isEqualTo(lage == TidplanSvar.Lage.SENT || lage == TidplanSvar.Lage.LAST);
  }

  @ParameterizedTest
  @CsvSource({
    "2023K1, 2023-04-15, 2030-12-31",
    "2023K3, 2023-10-15, 2030-12-31",
    "2023K4, 2024-01-15, 2030-12-31",
    "2024K4, 2025-01-15, 2031-12-31",
  })
  void without_a_plan_the_defaults_hold(String kvartal, LocalDate forfaller, LocalDate lases) {
    var av = Kvartal.parse(kvartal);
    var plan = jdbi.withHandle(h -> tidplaner.plan(h, av, BORJAN));
    assertThat(plan).isEqualTo(new Tidplaner.Plan(forfaller, forfaller, lases, null));
    assertThat(last("a", av, midnatt(lases.plusDays(1)).minus(MIKRO))).isFalse();
    assertThat(last("a", av, midnatt(lases.plusDays(1)))).isTrue();
  }

  @Test
  void a_write_is_refused_with_where_and_why() {
    plan(BORJAN.plusSeconds(60), K4, LocalDate.of(2024, 4, 30));
    var fore = Instant.parse("2024-04-30T21:59:59.999999Z");
    jdbi.useTransaction(
        h -> tidplaner.kontrolleraOppet(h, nr("a"), K4, fore, "/kvartal")); // passes
    assertThatThrownBy(
            () ->
                jdbi.useTransaction(
                    h -> tidplaner.kontrolleraOppet(h, nr("a"), K4, fore.plus(MIKRO), "/kvartal")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.type()).isEqualTo(ProblemType.KVARTAL_LAST));
  }

  @Test
  void a_plan_waits_for_a_write_that_has_found_its_quarter_open() throws Exception {
    var pool = Executors.newSingleThreadExecutor();
    try {
      var vid = Instant.parse("2024-05-01T10:00:00Z");
      var planen =
          jdbi.inTransaction(
              h -> {
                tidplaner.kontrolleraOppet(h, nr("a"), K4, vid, "/kvartal");
                var later =
                    pool.submit(() -> plan(vid.minusSeconds(5), K4, LocalDate.of(2024, 4, 30)));
                untilThePlanWaits();
                assertThat(later).isNotDone();
                tidplaner.kontrolleraOppet(h, nr("a"), K4, vid, "/kvartal"); // still open
                return later;
              });
      assertThat(planen.get(8, TimeUnit.SECONDS).nytt()).isTrue();
      assertThat(last("a", K4, vid)).isTrue();
    } finally {
      pool.shutdownNow();
      assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void untilThePlanWaits() {
    var sql =
        "select exists (select from pg_locks where locktype = 'advisory' and classid = 5 and not granted)";
    var senast = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    while (!jdbi.withHandle(h -> h.createQuery(sql).mapTo(Boolean.class).one())) {
      assertThat(System.nanoTime()).as("the plan waits").isLessThan(senast);
      Thread.onSpinWait();
    }
  }

  @Test
  void an_end_that_passes_before_the_receipt_is_refused() {
    // received after this, whatever the clock says
    lasUpp(Instant.parse("2024-05-02T10:00:00Z"), "b", K4, "2024-05-10");
    assertThatThrownBy(
            () -> lasUpp(Instant.parse("2024-05-01T10:00:00Z"), "a", K4, "2024-05-02T09:00:00Z"))
        .isInstanceOf(ProblemException.class);
    assertThat(
            upplasningar
                .flera("a", Optional.empty(), FK, Instant.parse("2024-06-01T00:00:00Z"), ALLT)
                .antal())
        .isZero();
  }

  private static final Sida ALLT = new Sida(500, 0);

  private static Instant midnatt(LocalDate dag) {
    return ZonedDateTime.of(dag, LocalTime.MIDNIGHT, STOCKHOLM).toInstant();
  }

  /** Locked after a day, and due and late somewhere before it. */
  private Skrivet plan(Instant vid, Kvartal kvartal, LocalDate lases) {
    var ny = new NyTidplan(kvartal.start().plusDays(1), null, lases);
    return klocka.vid(vid, () -> tidplaner.satt(kvartal, ny, new Faults(), FK, forr -> {}));
  }

  private UpplasningSvar lasUpp(Instant vid, String forbund, Kvartal kvartal, String till) {
    var begaran =
        new Upplasningar.Begaran(
            forbund,
            new NyUpplasning(kvartal, till, "Orsaken"),
            new Faults(),
            FK,
            Optional.empty(),
            "/");
    klocka.vid(vid, () -> upplasningar.lasUpp(begaran));
    return upplasningar
        .flera(forbund, Optional.of(kvartal), FK, Instant.parse("2999-01-01T00:00:00Z"), ALLT)
        .upplasningar()
        .get(0);
  }

  private int nr(String forbund) {
    return jdbi.withHandle(h -> forbunden.nr(h, forbund, FK));
  }

  private boolean last(String forbund, Kvartal kvartal, Instant t) {
    return last(forbund, kvartal, new TreeSet<>(Set.of(t))).get(t);
  }

  private Map<Instant, Boolean> last(String forbund, Kvartal kvartal, TreeSet<Instant> instants) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select t::timestamptz as t, last_for(:forbund, :ar, :kvartal, t::timestamptz) as last from unnest(:t::text[]) t")
                .bind("forbund", forbunden.nr(h, forbund, FK))
                .bind("ar", kvartal.ar())
                .bind("kvartal", kvartal.nummer())
                .bind("t", instants.stream().map(Instant::toString).toArray(String[]::new))
                .reduceRows(
                    new LinkedHashMap<>(),
                    (alla, rad) -> {
                      alla.put(
                          rad.getColumn("t", Instant.class), rad.getColumn("last", Boolean.class));
                      return alla;
                    }));
  }
}
