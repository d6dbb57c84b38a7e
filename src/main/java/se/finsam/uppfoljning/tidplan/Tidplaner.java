package se.finsam.uppfoljning.tidplan;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

/** The time plans of the quarters, every version kept. */
@Singleton
public class Tidplaner {
  private final Jdbi jdbi;
  private final Mottagningar mottagningar;

  Tidplaner(Jdbi jdbi, Mottagningar mottagningar) {
    this.jdbi = jdbi;
    this.mottagningar = mottagningar;
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

  private static final String LAST = "select last_for(:forbund, :ar, :kvartal, :vid)";

  /**
   * Lets a write to a quarter pass while it is open for the förbund.
   *
   * @param pointer where the request names the quarter
   * @throws ProblemException 409 KVARTAL_LAST if it is locked
   */
  public void kontrolleraOppet(
      Handle h, int forbund, Kvartal kvartal, Instant vid, String pointer) {
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
          ProblemType.KVARTAL_LAST,
          detail,
          java.util.List.of(new Fault(pointer, "KVARTAL_LAST", detail)));
    }
  }
}
