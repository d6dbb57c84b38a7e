package se.finsam.uppfoljning.ekonomi;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Sida;

/** The insatser's money and planned deltagare, year by year, every version kept. */
@Singleton
public class Insatsekonomier {
  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Mottagningar mottagningar;
  private final Klocka klocka;

  Insatsekonomier(Jdbi jdbi, Forbunden forbunden, Mottagningar mottagningar, Klocka klocka) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.mottagningar = mottagningar;
    this.klocka = klocka;
  }

  /** The insats under the id, as known at the instant that is asked for. */
  private static final String INSATS =
      "select insats from gallande_insats(:t) where forbund = :forbund and kod = :insats";

  private long insats(Handle h, String forbund, String insats, Caller caller, Instant t) {
    return h.createQuery(INSATS)
        .bind("t", t)
        .bind("forbund", forbunden.nr(h, forbund, caller))
        .bind("insats", insats)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(ProblemException::notFound);
  }

  private static final String RADER =
      """
      select e.nr, f.kod as forbund, i.kod as insats, e.ar, e.version, e.budget_kr, e.utfall_kr, e.esf_budget_kr,
             e.esf_utfall_kr, e.budgeterat_antal_deltagare, e.mottagen, t.avsandare, t.roll
        from %s e
        join insats i on i.nr = e.insats
        join forbund f on f.nr = i.forbund
        join mottagning t on t.nr = e.mottagning
       where e.insats = :insats
      """;

  private static final String GALLANDE = RADER.formatted("gallande_insats_ekonomi(:t)");

  private static final String ANTAL =
      "select count(*) from gallande_insats_ekonomi(:t) e where e.insats = :insats";

  Optional<InsatsEkonomiSvar> ett(String forbund, String insats, Ar ar, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(GALLANDE + " and e.ar = :ar")
                .bind("t", t)
                .bind("insats", insats(h, forbund, insats, caller, t))
                .bind("ar", ar.ar())
                .mapTo(InsatsEkonomiSvar.class)
                .findOne());
  }

  /** A page of the list, and how long the whole is. */
  record Lista(List<InsatsEkonomiSvar> ekonomi, long antal) {}

  Lista flera(String forbund, String insats, Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(
        h -> {
          long nr = insats(h, forbund, insats, caller, t);
          return new Lista(
              h.createQuery(GALLANDE + " order by e.ar limit :limit offset :offset")
                  .bind("t", t)
                  .bind("insats", nr)
                  .bind("limit", sida.limit())
                  .bind("offset", sida.offset())
                  .mapTo(InsatsEkonomiSvar.class)
                  .list(),
              h.createQuery(ANTAL).bind("t", t).bind("insats", nr).mapTo(Long.class).one());
        });
  }

  private static final String VERSIONER =
      RADER.formatted("insats_ekonomi_version")
          + " and e.ar = :ar and e.mottagen <= :t order by e.version";

  /** Every version that was known at t, the oldest first. */
  List<InsatsEkonomiSvar> versioner(
      String forbund, String insats, Ar ar, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(VERSIONER)
                .bind("insats", insats(h, forbund, insats, caller, t))
                .bind("ar", ar.ar())
                .bind("t", t)
                .mapTo(InsatsEkonomiSvar.class)
                .list());
  }

  private static final String LEVANDE =
      """
      select v.insats, i.esf_finansiering, v.startdatum, v.slutdatum
        from insats_version v join insats i on i.nr = v.insats
       where v.forbund = :forbund and v.kod = :kod and v.ersatt = 'infinity'
      """;

  /** What the rules must know of the insats. */
  public record Insats(
      long insats, boolean esfFinansiering, LocalDate startdatum, LocalDate slutdatum) {}

  private static final String NU =
      RADER.formatted("insats_ekonomi_version") + " and e.ar = :ar and e.ersatt = 'infinity'";

  private static final String ERSATT =
      "update insats_ekonomi_version set ersatt = :mottagen where nr = :nr and ersatt = 'infinity'";

  private static final String NY_VERSION =
      """
      insert into insats_ekonomi_version (insats, ar, version, budget_kr, utfall_kr, esf_budget_kr, esf_utfall_kr,
                                          budgeterat_antal_deltagare, mottagning, mottagen)
      values (:insats, :ar, :version, :budgetKr, :utfallKr, :esfBudgetKr, :esfUtfallKr,
              :budgeteratAntalDeltagare, :mottagning, :mottagen)
      """;

  /**
   * Tells an insats's money and plan of a year, or tells them otherwise.
   *
   * @param precondition asked, in the transaction, with the tag of what is there
   * @throws ProblemException 404 if the förbund is not the caller's or has no such insats, 422 with
   *     every broken rule
   */
  public Skrivet satt(
      String forbund,
      String kod,
      Ar ar,
      NyInsatsEkonomi ny,
      Faults faults,
      Caller caller,
      Consumer<Etag> precondition) {
    return jdbi.inTransaction(
        h -> {
          int nr = forbunden.ensam(h, forbund, caller);
          var insats =
              h.createQuery(LEVANDE)
                  .bind("forbund", nr)
                  .bind("kod", kod)
                  .mapTo(Insats.class)
                  .findOne()
                  .orElseThrow(ProblemException::notFound);
          var forr =
              h.createQuery(NU)
                  .bind("insats", insats.insats())
                  .bind("ar", ar.ar())
                  .mapTo(InsatsEkonomiSvar.class)
                  .findOne();
          Ekonomiar.kontrollera(ar, klocka.instant(), faults);
          kontrollera(insats, ar, ny, faults);
          faults.refuse();
          precondition.accept(forr.map(f -> Etag.version(f.nr())).orElse(Etag.MISSING));
          if (forr.isPresent() && samma(forr.get(), ny)) {
            return new Skrivet(false, forr.get().mottagen());
          }
          var mottagning = mottagningar.spara(h, Mottagning.Slag.EKONOMI, caller, forbund);
          forr.ifPresent(
              f ->
                  h.createUpdate(ERSATT)
                      .bind("nr", f.nr())
                      .bind("mottagen", mottagning.mottagen())
                      .execute());
          h.createUpdate(NY_VERSION)
              .bind("insats", insats.insats())
              .bind("ar", ar.ar())
              .bind("version", forr.map(f -> f.version() + 1).orElse(1))
              .bind("mottagning", mottagning.nr())
              .bind("mottagen", mottagning.mottagen())
              .bindMethods(ny)
              .execute();
          return new Skrivet(forr.isEmpty(), mottagning.mottagen());
        });
  }

  /** The year is one of the insats's, and ESF money only where ESF finances it. */
  private static void kontrollera(Insats insats, Ar ar, NyInsatsEkonomi ny, Faults faults) {
    if (!faults.at("{ar}")
        && (insats.startdatum().isAfter(ar.slut())
            || insats.slutdatum() != null && insats.slutdatum().isBefore(ar.start()))) {
      faults.rule("{ar}", "UTANFOR_INSATSENS_TID", "Insatsen pågår inte under året");
    }
    var detail = "Insatsen har inte ESF-finansiering";
    if (!insats.esfFinansiering() && ny.esfBudgetKr() != null) {
      faults.rule("/esfBudgetKr", "EJ_ESF", detail);
    }
    if (!insats.esfFinansiering() && ny.esfUtfallKr() != null) {
      faults.rule("/esfUtfallKr", "EJ_ESF", detail);
    }
  }

  private static boolean samma(InsatsEkonomiSvar forr, NyInsatsEkonomi ny) {
    return Objects.equals(forr.budgetKr(), ny.budgetKr())
        && Objects.equals(forr.utfallKr(), ny.utfallKr())
        && Objects.equals(forr.esfBudgetKr(), ny.esfBudgetKr())
        && Objects.equals(forr.esfUtfallKr(), ny.esfUtfallKr())
        && Objects.equals(forr.budgeteratAntalDeltagare(), ny.budgeteratAntalDeltagare());
  }
}
