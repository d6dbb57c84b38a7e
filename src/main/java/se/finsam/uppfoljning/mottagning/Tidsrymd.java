package se.finsam.uppfoljning.mottagning;

import java.time.Instant;
import java.util.Optional;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;

/**
 * Between which instants is asked, both inclusive; an end that nobody named lies beyond everything.
 *
 * @param fran the first instant; of a date its first in Sweden
 * @param till the last instant; of a date its last in Sweden
 */
public record Tidsrymd(Instant fran, Instant till) {
  /** Far beyond everything, and still an instant that the database knows. */
  private static final Instant SENAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** Reads the parameters fran and till; what is wrong with them is added to the faults. */
  public static Tidsrymd of(String fran, String till, Faults faults) {
    var start =
        fran == null
            ? Optional.of(Mottagningar.TIDIGAST)
            : Mottagningar.datum(fran)
                .map(datum -> datum.atStartOfDay(Ar.SVERIGE).toInstant())
                .or(() -> Mottagningar.instant(fran));
    var slut =
        till == null
            ? Optional.of(SENAST)
            : Mottagningar.datum(till)
                .map(Mottagningar::slutet)
                .or(() -> Mottagningar.instant(till));
    check("fran", start, faults);
    check("till", slut, faults);
    if (start.isPresent() && slut.isPresent() && start.get().isAfter(slut.get())) {
      faults.rule("{till}", "FORE_START", "till ligger före fran");
    }
    return new Tidsrymd(start.orElse(Mottagningar.TIDIGAST), slut.orElse(SENAST));
  }

  private static void check(String name, Optional<Instant> instant, Faults faults) {
    if (instant.isEmpty()
        || instant.get().isBefore(Mottagningar.TIDIGAST)
        || instant.get().isAfter(SENAST)) {
      faults.unreadable(
          "{" + name + "}",
          "FEL_FORM",
          name + " är ett datum, 2024-01-22, eller en tidpunkt, 2024-01-22T12:00:00Z");
    }
  }
}
