package se.finsam.uppfoljning.ekonomi;

import java.time.Instant;
import java.time.LocalDate;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;

/** The years of which money may be told. */
final class Ekonomiar {
  private Ekonomiar() {}

  /**
   * From 2023 up to next year: the board decides a budget the autumn before (dossier section 8).
   */
  static void kontrollera(Ar ar, Instant nu, Faults faults) {
    if (ar.ar() < Ar.FORSTA) {
      faults.rule("{ar}", "FORE_SYSTEMET", "Uppföljning Finsam börjar " + Ar.FORSTA);
    } else if (ar.ar() > LocalDate.ofInstant(nu, Ar.SVERIGE).getYear() + 1) {
      faults.rule("{ar}", "FRAMTIDA", "Ekonomi kan lämnas för åren till och med nästa år");
    }
  }
}
