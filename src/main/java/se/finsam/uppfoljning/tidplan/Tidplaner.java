package se.finsam.uppfoljning.tidplan;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.Nested;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Sida;

/** The time plans of the quarters, every version kept. */
@Singleton
public class Tidplaner {
  /** Before anything was set: the defaults. */
  private static final Instant STANDARD = Instant.EPOCH;

  /** After everything received, whatever the clock says: what is set now. */
  private static final Instant NU = Instant.parse("9999-12-31T00:00:00Z");

  private final Jdbi jdbi;
  private final Mottagningar mottagningar;
  private final Clock clock;

  Tidplaner(Jdbi jdbi, Mottagningar mottagningar, Klocka clock) {
    this.jdbi = jdbi;
    this.mottagningar = mottagningar;
    this.clock = clock;
  }

  private static final String PLAN =
      "select forfaller, sen_efter, lases, version from tidplan(:ar, :kvartal, :t)";

  /**
   * The three dates of a quarter.
   *
   * @param forfaller last day on which a value may be changed without a reason
   * @param senEfter what comes after this day is late
   * @param lases last day on which anything is received
   * @param version null where the defaults hold
   */
  public record Plan(LocalDate forfaller, LocalDate senEfter, LocalDate lases, Integer version) {

    /** True once the due date has passed in Sweden. */
    public boolean forfallen(Instant vid) {
      return LocalDate.ofInstant(vid, Ar.SVERIGE).isAfter(forfaller);
    }

    /** True once what comes is late. */
    public boolean sen(Instant vid) {
      return LocalDate.ofInstant(vid, Ar.SVERIGE).isAfter(senEfter);
    }

    private TidplanSvar.Lage lage(Kvartal kvartal, Instant vid) {
      if (!kvartal.harBorjat(vid)) {
        return TidplanSvar.Lage.EJ_PABORJAT;
      }
      if (LocalDate.ofInstant(vid, Ar.SVERIGE).isAfter(lases)) {
        return TidplanSvar.Lage.LAST;
      }
      return sen(vid)
          ? TidplanSvar.Lage.SENT
          : forfallen(vid) ? TidplanSvar.Lage.FORFALLET : TidplanSvar.Lage.OPPET;
    }
  }

  /** The time plan of a quarter, as known at an instant. */
  public Plan plan(Handle h, Kvartal kvartal, Instant t) {
    return h.createQuery(PLAN)
        .bind("ar", kvartal.ar())
        .bind("kvartal", kvartal.nummer())
        .bind("t", t)
        .mapTo(Plan.class)
        .one();
  }

  /**
   * A plan is not set while a write that has found its quarter open is on its way in: its time of
   * receipt could be later than the plan's.
   */
  private static final String ORUBBAD = "select pg_advisory_xact_lock_shared(5, 0)";

  private static final String LAST = "select last_for(:forbund, :ar, :kvartal, :vid)";

  /**
   * Lets a write to a quarter pass while it is open for the förbund. Ask twice, in the write's
   * transaction and after {@code forbunden.ensam}: first with the clock's instant, then with the
   * time of receipt. Between the two no plan is set.
   *
   * @param pointer where the request names the quarter
   * @throws ProblemException 409 KVARTAL_LAST if it is locked
   */
  public void kontrolleraOppet(
      Handle h, int forbund, Kvartal kvartal, Instant vid, String pointer) {
    h.createQuery(ORUBBAD).mapToMap().one();
    boolean last =
        h.createQuery(LAST)
            .bind("forbund", forbund)
            .bind("ar", kvartal.ar())
            .bind("kvartal", kvartal.nummer())
            .bind("vid", vid)
            .mapTo(Boolean.class)
            .one();
    if (last) {
      var detail = "Kvartalet är låst; systemägaren kan låsa upp det för förbundet";
      throw new ProblemException(
          ProblemType.KVARTAL_LAST, detail, List.of(new Fault(pointer, "KVARTAL_LAST", detail)));
    }
  }

  /** A plan as SQL gives it, set or default. */
  public record Rad(int ar, int kvartal, @Nested Plan plan, Long nr, Instant mottagen) {

    TidplanSvar svar(Instant vid) {
      var av = new Kvartal(ar, kvartal);
      return new TidplanSvar(
          nr,
          av,
          plan.forfaller(),
          plan.senEfter(),
          plan.lases(),
          plan.lage(av, vid),
          nr == null,
          plan.version(),
          mottagen);
    }
  }

  /** Quarters are counted here: year times four and the quarter, from nought. */
  private static final String SVAR =
      """
      select n / 4 as ar, n % 4 + 1 as kvartal, p.forfaller, p.sen_efter, p.lases, p.version, v.nr, v.mottagen
        from generate_series(:sista, :forsta, -1) n
       cross join lateral tidplan(n / 4, n % 4 + 1, :t) p
        left join gallande_tidplan(:t) v on v.ar = n / 4 and v.kvartal = n % 4 + 1
       order by n desc limit :limit offset :offset
      """;

  private static int ordning(Kvartal kvartal) {
    return kvartal.ar() * 4 + kvartal.nummer() - 1;
  }

  private static List<Rad> rader(Handle h, int forsta, int sista, Instant t, Sida sida) {
    return h.createQuery(SVAR)
        .bind("forsta", forsta)
        .bind("sista", sista)
        .bind("t", t)
        .bind("limit", sida.limit())
        .bind("offset", sida.offset())
        .mapTo(Rad.class)
        .list();
  }

  private static Rad rad(Handle h, Kvartal kvartal, Instant t) {
    return rader(h, ordning(kvartal), ordning(kvartal), t, new Sida(1, 0)).get(0);
  }

  /** Set or default, every quarter has one. */
  TidplanSvar en(Kvartal kvartal, Instant t) {
    return jdbi.withHandle(h -> rad(h, kvartal, t).svar(t));
  }

  /** A page of the list, and how long the whole is. */
  record Lista(List<TidplanSvar> tidplaner, long antal) {}

  /** The quarters of a year, or all up to the one that is under way at t; the newest first. */
  Lista flera(Optional<Ar> ar, Instant t, Sida sida) {
    var idag = LocalDate.ofInstant(t, Ar.SVERIGE);
    int forsta = ar.map(Ar::ar).orElse(Ar.FORSTA) * 4;
    int sista =
        ar.map(a -> a.ar() * 4 + 3).orElse(idag.getYear() * 4 + (idag.getMonthValue() - 1) / 3);
    return jdbi.withHandle(
        h ->
            new Lista(
                rader(h, forsta, sista, t, sida).stream().map(r -> r.svar(t)).toList(),
                Math.max(0, sista - forsta + 1)));
  }

  private static final String VERSIONER =
      """
      select v.version, v.forfaller, v.sen_efter, v.lases, v.mottagen, m.avsandare, m.roll
        from tidplan_version v join mottagning m on m.nr = v.mottagning
       where v.ar = :ar and v.kvartal = :kvartal and v.mottagen <= :t
       order by v.version
      """;

  /** Every version that was known at t, the oldest first. */
  List<TidplanSvar.Version> versioner(Kvartal kvartal, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(VERSIONER)
                .bind("ar", kvartal.ar())
                .bind("kvartal", kvartal.nummer())
                .bind("t", t)
                .mapTo(TidplanSvar.Version.class)
                .list());
  }

  /** One plan at a time, and none while a write is on its way in: see {@link #ORUBBAD}. */
  private static final String ENSAM = "select pg_advisory_xact_lock(5, 0)";

  private static final String ERSATT =
      "update tidplan_version set ersatt = :mottagen where nr = :nr and ersatt = 'infinity'";

  private static final String NY_VERSION =
      """
      insert into tidplan_version (ar, kvartal, version, forfaller, sen_efter, lases, mottagning, mottagen)
      values (:ar, :kvartal, :version, :forfaller, :senEfter, :lases, :mottagning, :mottagen)
      """;

  /**
   * Sets the time plan of a quarter.
   *
   * @param precondition asked, in the transaction, with what is there, set or default
   * @return nytt if the defaults held until now
   * @throws ProblemException 422 with every broken rule
   */
  Skrivet satt(
      Kvartal kvartal,
      NyTidplan ny,
      Faults faults,
      Caller caller,
      Consumer<TidplanSvar> precondition) {
    return jdbi.inTransaction(
        h -> {
          h.createQuery(ENSAM).mapToMap().one();
          var forr = rad(h, kvartal, NU);
          var blir = blir(ny, plan(h, kvartal, STANDARD).lases());
          kontrollera(kvartal, blir, faults);
          faults.refuse();
          precondition.accept(forr.svar(clock.instant()));
          if (forr.nr() != null && samma(forr.plan(), blir)) {
            return new Skrivet(false, mottagningar.taEmot(h));
          }
          var mottagning = mottagningar.spara(h, Mottagning.Slag.TIDPLAN, caller, null);
          if (forr.nr() != null) {
            h.createUpdate(ERSATT)
                .bind("nr", forr.nr())
                .bind("mottagen", mottagning.mottagen())
                .execute();
          }
          h.createUpdate(NY_VERSION)
              .bind("ar", kvartal.ar())
              .bind("kvartal", kvartal.nummer())
              .bind("version", forr.nr() == null ? 1 : forr.plan().version() + 1)
              .bind("forfaller", blir.forfaller())
              .bind("senEfter", blir.senEfter())
              .bind("lases", blir.lases())
              .bind("mottagning", mottagning.nr())
              .bind("mottagen", mottagning.mottagen())
              .execute();
          return new Skrivet(forr.nr() == null, mottagning.mottagen());
        });
  }

  /** What is not said is late when due, and locked as by default. */
  private static Plan blir(NyTidplan ny, LocalDate standard) {
    return new Plan(
        ny.forfaller(),
        ny.senEfter() == null ? ny.forfaller() : ny.senEfter(),
        ny.lases() == null ? standard : ny.lases(),
        null);
  }

  private static void kontrollera(Kvartal kvartal, Plan blir, Faults faults) {
    if (blir.forfaller() != null && !blir.forfaller().isAfter(kvartal.start())) {
      faults.rule(
          "/forfaller", "FORE_KVARTALET", "Förfallodagen kommer efter kvartalets första dag");
    }
    if (blir.forfaller() != null && blir.senEfter().isBefore(blir.forfaller())) {
      faults.rule("/senEfter", "FORE_FORFALLER", "senEfter ligger före forfaller");
    }
    var minst =
        blir.senEfter() == null
                || blir.forfaller() != null && blir.senEfter().isBefore(blir.forfaller())
            ? blir.forfaller()
            : blir.senEfter();
    if (minst != null && !faults.at("/lases") && blir.lases().isBefore(minst)) {
      faults.rule(
          "/lases", "FORE_SEN_EFTER", "Kvartalet låses, " + blir.lases() + ", före senEfter");
    }
  }

  private static boolean samma(Plan forr, Plan blir) {
    return forr.forfaller().equals(blir.forfaller())
        && forr.senEfter().equals(blir.senEfter())
        && forr.lases().equals(blir.lases());
  }
}
