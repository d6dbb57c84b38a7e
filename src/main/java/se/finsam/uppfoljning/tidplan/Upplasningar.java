package se.finsam.uppfoljning.tidplan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.PerTidpunkt;
import se.finsam.uppfoljning.sida.Sida;

/** The reopenings of quarters, each for one förbund; given once, never changed. */
@Singleton
class Upplasningar {
  private static final int SENAST = 2200;
  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Mottagningar mottagningar;
  private final Idempotens idempotens;
  private final Clock clock;
  private final ObjectMapper mapper;

  Upplasningar(
      Jdbi jdbi,
      Forbunden forbunden,
      Mottagningar mottagningar,
      Idempotens idempotens,
      Klocka clock,
      ObjectMapper mapper) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.mottagningar = mottagningar;
    this.idempotens = idempotens;
    this.clock = clock;
    this.mapper = mapper;
  }

  /**
   * A request as it is to be received.
   *
   * @param forbund code of the förbund
   * @param ny what is to be reopened
   * @param faults what is already known to be wrong with it
   * @param caller who sends it
   * @param nyckel its idempotency key, if it has one
   * @param base address under which the förbund's reopenings are found, ending in a slash
   */
  record Begaran(
      String forbund,
      NyUpplasning ny,
      Faults faults,
      Caller caller,
      Optional<Idempotens.Nyckel> nyckel,
      String base) {}

  /**
   * Reopens a quarter for a förbund.
   *
   * @return the answer: 201, or the earlier answer to a repeated key
   * @throws ProblemException 404 if there is no such förbund, 422 with every broken rule
   */
  Idempotens.Svar lasUpp(Begaran begaran) {
    return jdbi.inTransaction(
        h -> {
          var tidigare = begaran.nyckel().flatMap(n -> idempotens.tidigare(h, n));
          if (tidigare.isPresent()) {
            forbunden.nr(h, begaran.forbund(), begaran.caller());
            return tidigare.get();
          }
          return lasUpp(h, begaran);
        });
  }

  private static final String NY =
      """
      insert into upplasning (id, forbund, ar, kvartal, till, dag, orsak, mottagning, mottagen)
      values (:id, :forbund, :ar, :kvartal, :till, :dag, :orsak, :mottagning, :mottagen)
      """;

  private Idempotens.Svar lasUpp(Handle h, Begaran begaran) {
    int forbund = forbunden.ensam(h, begaran.forbund(), begaran.caller());
    var ny = begaran.ny();
    var faults = begaran.faults();
    if (ny.kvartal() != null && !ny.kvartal().harBorjat(clock.instant())) {
      faults.rule("/kvartal", "EJ_PABORJAT", "Kvartalet har inte börjat");
    }
    var till = till(ny.till(), faults);
    till.ifPresent(t -> kontrolleraKommande(t, clock.instant(), faults));
    faults.refuse();

    var mottagen = mottagningar.taEmot(h);
    kontrolleraKommande(till.orElseThrow(), mottagen, faults);
    faults.refuse();
    var id = Mottagningar.nyttId();
    var mottagning =
        mottagningar.spara(
            h,
            id,
            mottagen,
            Mottagning.Slag.UPPLASNING,
            begaran.caller(),
            begaran.forbund(),
            true,
            null);
    h.createUpdate(NY)
        .bind("id", id)
        .bind("forbund", forbund)
        .bind("ar", ny.kvartal().ar())
        .bind("kvartal", ny.kvartal().nummer())
        .bind("till", till.get().oppenTill())
        .bind("dag", till.get().dag())
        .bind("orsak", ny.orsak())
        .bind("mottagning", mottagning.nr())
        .bind("mottagen", mottagen)
        .execute();
    var given =
        rader(h, forbund, Optional.empty(), id, mottagen, new Sida(1, 0)).get(0).svar(mottagen);
    var svar =
        new Idempotens.Svar(201, begaran.base() + id, json(new PerTidpunkt<>(given, mottagen)));
    begaran.nyckel().ifPresent(n -> idempotens.spara(h, n, svar));
    return svar;
  }

  /** Until when a quarter is open: the last instant, and the day it is the end of, if given so. */
  private record Till(Instant oppenTill, LocalDate dag) {}

  private static Optional<Till> till(String text, Faults faults) {
    if (text == null || faults.at("/till")) {
      return Optional.empty();
    }
    try {
      boolean helDag = text.length() == 10;
      var tid = helDag ? null : OffsetDateTime.parse(text);
      var dag = helDag ? LocalDate.parse(text) : tid.toLocalDate();
      if (dag.getYear() >= 1900 && dag.getYear() <= SENAST) {
        return Optional.of(
            helDag
                ? new Till(
                    dag.plusDays(1)
                        .atStartOfDay(Ar.SVERIGE)
                        .toInstant()
                        .minus(1, ChronoUnit.MICROS),
                    dag)
                : new Till(tid.toInstant().truncatedTo(ChronoUnit.MICROS), null));
      }
    } catch (DateTimeException e) {
      // told below, as what cannot be meant is
    }
    faults.unreadable(
        "/till",
        "FEL_FORM",
        "till är ett datum, 2026-12-18, eller en tidpunkt, 2026-12-18T12:00:00Z, senast " + SENAST);
    return Optional.empty();
  }

  private static void kontrolleraKommande(Till till, Instant nu, Faults faults) {
    if (!till.oppenTill().isAfter(nu)) {
      faults.rule("/till", "PASSERAT", "Tidpunkten har passerat");
    }
  }

  private String json(PerTidpunkt<UpplasningSvar> svar) {
    try {
      return mapper.writeValueAsString(svar);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A reopening as SQL gives it. */
  public record Rad(
      UUID id,
      String forbund,
      int ar,
      int kvartal,
      Instant till,
      LocalDate dag,
      String orsak,
      Instant mottagen,
      String avsandare) {

    UpplasningSvar svar(Instant vid) {
      return new UpplasningSvar(
          id,
          forbund,
          new Kvartal(ar, kvartal),
          dag == null ? till.toString() : dag.toString(),
          till,
          orsak,
          !vid.isAfter(till),
          mottagen,
          avsandare);
    }
  }

  private static final String KANDA =
      """
      select u.nr, u.id, f.kod as forbund, u.ar, u.kvartal, u.till, u.dag, u.orsak, u.mottagen, m.avsandare
        from upplasning u
        join forbund f on f.nr = u.forbund
        join mottagning m on m.nr = u.mottagning
       where u.forbund = :forbund and u.mottagen <= :t
         and (:ar::int is null or (u.ar = :ar and u.kvartal = :kvartal))
         and (:id::uuid is null or u.id = :id)
      """;

  private static List<Rad> rader(
      Handle h, int forbund, Optional<Kvartal> kvartal, UUID id, Instant t, Sida sida) {
    return h.createQuery(KANDA + " order by u.nr desc limit :limit offset :offset")
        .bind("forbund", forbund)
        .bind("t", t)
        .bind("ar", kvartal.map(Kvartal::ar).orElse(null))
        .bind("kvartal", kvartal.map(Kvartal::nummer).orElse(null))
        .bind("id", id)
        .bind("limit", sida.limit())
        .bind("offset", sida.offset())
        .mapTo(Rad.class)
        .list();
  }

  Optional<UpplasningSvar> en(String forbund, UUID id, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            rader(h, forbunden.nr(h, forbund, caller), Optional.empty(), id, t, new Sida(1, 0))
                .stream()
                .map(r -> r.svar(t))
                .findFirst());
  }

  /** A page of the list, and how long the whole is. */
  record Lista(List<UpplasningSvar> upplasningar, long antal) {}

  /** Those that were known at t, of one quarter or all, the newest first. */
  Lista flera(String forbund, Optional<Kvartal> kvartal, Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(
        h -> {
          int nr = forbunden.nr(h, forbund, caller);
          return new Lista(
              rader(h, nr, kvartal, null, t, sida).stream().map(r -> r.svar(t)).toList(),
              h.createQuery("select count(*) from (" + KANDA + ") alla")
                  .bind("forbund", nr)
                  .bind("t", t)
                  .bind("ar", kvartal.map(Kvartal::ar).orElse(null))
                  .bind("kvartal", kvartal.map(Kvartal::nummer).orElse(null))
                  .bind("id", (UUID) null)
                  .mapTo(Long.class)
                  .one());
        });
  }
}
