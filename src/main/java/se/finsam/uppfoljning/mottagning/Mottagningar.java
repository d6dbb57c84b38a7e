package se.finsam.uppfoljning.mottagning;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.PersonalNumber;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;

/**
 * Transaction time: when each accepted write became known, and as of which instant a question is
 * answered.
 *
 * <p>A writer does all its reading and checking first, then calls {@link #taEmot}, inserts, and
 * commits. From that call to its commit it holds a lock that a reader must pass before the reader
 * is given an instant. So every write up to an answered instant was visible when it was answered,
 * and none can slip in behind it afterwards.
 */
@Singleton
public class Mottagningar {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final Jdbi jdbi;
  private final Klocka klocka;

  Mottagningar(Jdbi jdbi, Klocka klocka) {
    this.jdbi = jdbi;
    this.klocka = klocka;
  }

  private static final String TA_EMOT = "select ta_emot_tid(:styrd)";

  private static final String SPARA =
      """
      insert into mottagning (id, mottagen, slag, avsandare, roll, andrade, forbund, kvittens, spar)
      values (:id, :mottagen, :slag, :avsandare, :roll, :andrade, :forbund, :kvittens, :spar)
      returning nr
      """;

  /** The time of receipt of the running transaction. After this: only inserts, then commit. */
  public Instant taEmot(Handle h) {
    return h.createQuery(TA_EMOT)
        .bind("styrd", klocka.styrd().orElse(null))
        .mapTo(Instant.class)
        .one();
  }

  /** An id that nobody has had, and that nobody can take for a personal number. */
  public static UUID nyttId() {
    var id = IDS.generate();
    while (PersonalNumber.in(id.toString())) {
      id = IDS.generate();
    }
    return id;
  }

  /** Keeps who sent what and when; the rows of the write refer to it. */
  public Mottagning spara(
      Handle h,
      UUID id,
      Instant mottagen,
      Mottagning.Slag slag,
      Caller caller,
      String forbund,
      boolean andrade,
      String kvittens) {
    long nr =
        h.createQuery(SPARA)
            .bind("id", id)
            .bind("mottagen", mottagen)
            .bind("slag", slag.name())
            .bind("avsandare", caller.subject())
            .bind("roll", caller.role())
            .bind("andrade", andrade)
            .bind("forbund", forbund)
            .bind("kvittens", kvittens)
            .bind("spar", MDC.get("traceId"))
            .mapTo(Long.class)
            .one();
    return new Mottagning(nr, id, mottagen);
  }

  /**
   * Takes the time and keeps a write that has no receipt of its own: an insats, a förbund, a code.
   */
  public Mottagning spara(Handle h, Mottagning.Slag slag, Caller caller, String forbund) {
    return spara(h, nyttId(), taEmot(h), slag, caller, forbund, true, null);
  }

  /** Before this nothing can be meant, and soon nothing can be asked of the database. */
  static final Instant TIDIGAST = Instant.parse("1900-01-01T00:00:00Z");

  private static final String LAS = "select las_tid()";

  /**
   * The latest instant that can be answered for: everything up to it is visible, and nothing more
   * can come before it.
   */
  public Instant lasTid() {
    return jdbi.withHandle(h -> h.createQuery(LAS).mapTo(Instant.class).one());
  }

  /**
   * The instant that a question with the parameter {@code perTidpunkt} is answered for. Inclusive.
   * A date means the end of that day in Sweden, or now while it is not over; without the parameter:
   * now.
   *
   * @throws ProblemException 400 if it is neither a date nor an instant, 422 if it lies in the
   *     future
   */
  public Instant tidpunkt(String perTidpunkt) {
    var nu = lasTid();
    return perTidpunkt == null ? nu : tidpunkt("perTidpunkt", perTidpunkt, nu);
  }

  /**
   * The instant that a parameter means: a date the end of that day in Sweden, or now while it is
   * not over.
   *
   * @param namn the parameter's name
   * @param nu the latest instant that can be answered for
   * @throws ProblemException 400 if it is neither a date nor an instant, 422 if it lies in the
   *     future
   */
  public Instant tidpunkt(String namn, String text, Instant nu) {
    var faults = new Faults();
    var t = tidpunkt(namn, text, nu, faults);
    faults.refuse();
    return t.orElseThrow();
  }

  /** The same where what is wrong with it is added to the faults; then it is empty. */
  public Optional<Instant> tidpunkt(String namn, String text, Instant nu, Faults faults) {
    var datum = datum(text);
    var asked =
        datum.map(Mottagningar::slutet).or(() -> instant(text)).filter(t -> !t.isBefore(TIDIGAST));
    if (asked.isEmpty()) {
      faults.unreadable(
          "{" + namn + "}",
          "FEL_FORM",
          namn + " är ett datum, 2024-01-22, eller en tidpunkt, 2024-01-22T12:00:00Z");
      return Optional.empty();
    }
    boolean today = datum.isPresent() && !datum.get().isAfter(LocalDate.ofInstant(nu, Ar.SVERIGE));
    if (asked.get().isAfter(nu) && !today) {
      faults.rule("{" + namn + "}", "FRAMTIDA", namn + " ligger i framtiden");
      return Optional.empty();
    }
    return asked.map(t -> t.isAfter(nu) ? nu : t);
  }

  /**
   * The end of a day in Sweden, or now while it is not over.
   *
   * @param pointer where the day stands in the request
   * @param nu the latest instant that can be answered for
   */
  public Optional<Instant> dag(String pointer, LocalDate dag, Instant nu, Faults faults) {
    if (dag.isAfter(LocalDate.ofInstant(nu, Ar.SVERIGE))) {
      faults.rule(pointer, "FRAMTIDA", "Dagen ligger i framtiden");
      return Optional.empty();
    }
    var slut = slutet(dag);
    return Optional.of(slut.isAfter(nu) ? nu : slut);
  }

  static Optional<LocalDate> datum(String text) {
    try {
      return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The last microsecond of the day. */
  static Instant slutet(LocalDate datum) {
    return datum.plusDays(1).atStartOfDay(Ar.SVERIGE).toInstant().minus(1, ChronoUnit.MICROS);
  }

  static Optional<Instant> instant(String text) {
    try {
      // a plus sign that nobody encoded arrives as a blank
      return Optional.of(
          OffsetDateTime.parse(text.replace(' ', '+')).toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static final String DATAVERSION =
      "select coalesce(max(mottagen), 'epoch') from mottagning where andrade and mottagen <= :t and slag <> 'ARSUTTAG'";

  /**
   * The instant of the last write up to t that can have moved a figure: while it is the same, so is
   * every figure as of t.
   */
  public Instant dataversion(Instant t) {
    return jdbi.withHandle(h -> h.createQuery(DATAVERSION).bind("t", t).mapTo(Instant.class).one());
  }
}
