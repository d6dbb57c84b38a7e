package se.finsam.uppfoljning.sammanstallning;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;

/** What the parameters of a question mean; everything that is wrong with them is told at once. */
@Singleton
class Fragor {
  private final Mottagningar mottagningar;
  private final Klocka klocka;
  private final Jdbi jdbi;

  Fragor(Mottagningar mottagningar, Klocka klocka, Jdbi jdbi) {
    this.mottagningar = mottagningar;
    this.klocka = klocka;
    this.jdbi = jdbi;
  }

  /**
   * A question.
   *
   * @param foregaendeAr true if the year before is wanted beside
   */
  record Fraga(Urval urval, boolean foregaendeAr) {

    /** What asks it again, of the same instant. */
    Map<String, Collection<String>> parametrar() {
      var parametrar = new LinkedHashMap<String, Collection<String>>();
      parametrar.put("perTidpunkt", List.of(urval.t().toString()));
      if (urval.struktur() == Struktur.DAGENS) {
        parametrar.put("struktur", List.of("dagens"));
      }
      if (!urval.forbund().isEmpty()) {
        parametrar.put("forbund", urval.forbund());
      }
      if (!urval.lan().isEmpty()) {
        parametrar.put("lan", urval.lan());
      }
      if (foregaendeAr) {
        parametrar.put("foregaendeAr", List.of("true"));
      }
      return parametrar;
    }
  }

  /**
   * Reads a question.
   *
   * @throws ProblemException 404 if the year is none, 422 if it cannot be told
   */
  Fraga fraga(
      String ar,
      String perTidpunkt,
      String struktur,
      List<String> forbund,
      List<String> lan,
      String foregaendeAr) {
    return fraga(ar, perTidpunkt, struktur, forbund, lan, foregaendeAr, new Faults());
  }

  /**
   * The same of a question that has parameters of its own: what is already known to be wrong with
   * those is told together with the rest.
   */
  Fraga fraga(
      String ar,
      String perTidpunkt,
      String struktur,
      List<String> forbund,
      List<String> lan,
      String foregaendeAr,
      Faults faults) {
    var nu = mottagningar.lasTid();
    var t =
        perTidpunkt == null
            ? nu
            : mottagningar.tidpunkt("perTidpunkt", perTidpunkt, nu, faults).orElse(nu);
    var year = Ar.of(ar).orElseThrow(ProblemException::notFound);
    kontrollera(year, "ar", klocka.instant(), faults);
    boolean fore = "true".equals(foregaendeAr);
    if (foregaendeAr != null && !fore && !foregaendeAr.equals("false")) {
      faults.unreadable("{foregaendeAr}", "FEL_FORM", "foregaendeAr är true eller false");
    } else if (fore && year.ar() == Ar.FORSTA) {
      faults.rule("{foregaendeAr}", "TIDSSERIEBROTT", Brott.SUS);
    }
    var som = Struktur.parameter(struktur, faults);
    var urval =
        forbund.isEmpty() && lan.isEmpty()
            ? new Urval(year, t, som, Set.of(), Set.of())
            : jdbi.withHandle(
                h -> {
                  var register = Register.vid(h, t);
                  return new Urval(
                      year,
                      t,
                      som,
                      register.valda(forbund, som, faults),
                      Koder.kanda("lan", lan, Etiketter.vid(h, t).koder("lan"), faults));
                });
    faults.refuse();
    return new Fraga(urval, fore);
  }

  /** A year of the system, that has begun. */
  static void kontrollera(Ar ar, String parameter, Instant nu, Faults faults) {
    if (ar.ar() < Ar.FORSTA) {
      faults.rule("{" + parameter + "}", "FORE_SYSTEMET", Brott.SUS);
    } else if (ar.start().isAfter(LocalDate.ofInstant(nu, Ar.SVERIGE))) {
      faults.rule("{" + parameter + "}", "EJ_PABORJAT", "Året har inte börjat");
    }
  }
}
