package se.finsam.uppfoljning.deltagaransvarig;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Sida;

/** Who is coupled to which insats, every coupling and uncoupling kept. */
@Singleton
public class Deltagaransvariga {
  private static final int LANGST = 255;

  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Mottagningar mottagningar;

  Deltagaransvariga(Jdbi jdbi, Forbunden forbunden, Mottagningar mottagningar) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.mottagningar = mottagningar;
  }

  /** Only of insatser that were there at the instant: a deleted one has no couplings. */
  private static final String SVAR =
      """
      select d.nr, f.kod as forbund, v.kod as insats, d.sub, d.kopplad, d.version, d.mottagen, m.avsandare, m.roll
        from %s d
        join gallande_insats(:t) v on v.insats = d.insats
        join forbund f on f.nr = v.forbund
        join mottagning m on m.nr = d.mottagning
       where v.forbund = :forbund and (:insats::text is null or v.kod = :insats) and (:sub::text is null or d.sub = :sub)
      """;

  private static final String GALLANDE = SVAR.formatted("gallande_deltagaransvarig(:t)");

  private static final String VERSIONER =
      SVAR.formatted("deltagaransvarig_version") + " and d.mottagen <= :t order by d.version";

  private static final String INSATSEN_FINNS =
      "select exists (select from gallande_insats(:t) where forbund = :forbund and kod = :insats)";

  Optional<DeltagaransvarigSvar> en(
      String forbund, String insats, String sub, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(GALLANDE)
                .bind("t", t)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("insats", insats)
                .bind("sub", sub)
                .mapTo(DeltagaransvarigSvar.class)
                .findOne());
  }

  /** A page of the list, and how long the whole is. */
  record Lista(List<DeltagaransvarigSvar> deltagaransvariga, long antal) {}

  /** The couplings of an insats. */
  Lista iInsats(String forbund, String insats, Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(
        h -> {
          int nr = forbunden.nr(h, forbund, caller);
          if (!h.createQuery(INSATSEN_FINNS)
              .bind("t", t)
              .bind("forbund", nr)
              .bind("insats", insats)
              .mapTo(Boolean.class)
              .one()) {
            throw ProblemException.notFound();
          }
          return flera(h, nr, insats, null, t, sida);
        });
  }

  /** The couplings of a förbund, of one insats or all, one person or all. */
  Lista iForbund(String forbund, String insats, String sub, Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(h -> flera(h, forbunden.nr(h, forbund, caller), insats, sub, t, sida));
  }

  private static Lista flera(
      Handle h, int forbund, String insats, String sub, Instant t, Sida sida) {
    var fraga =
        h.createQuery(GALLANDE + " order by v.kod, d.sub limit :limit offset :offset")
            .bind("limit", sida.limit())
            .bind("offset", sida.offset());
    var antal = h.createQuery("select count(*) from (" + GALLANDE + ") alla");
    for (var q : List.of(fraga, antal)) {
      q.bind("t", t).bind("forbund", forbund).bind("insats", insats).bind("sub", sub);
    }
    return new Lista(fraga.mapTo(DeltagaransvarigSvar.class).list(), antal.mapTo(Long.class).one());
  }

  /** Every coupling and uncoupling that was known at t, the oldest first. */
  List<DeltagaransvarigSvar> versioner(
      String forbund, String insats, String sub, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(VERSIONER)
                .bind("t", t)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("insats", insats)
                .bind("sub", sub)
                .mapTo(DeltagaransvarigSvar.class)
                .list());
  }

  /** An insats, and the latest that was said of a person in it: nulls if nothing was. */
  public record Rad(
      long insats,
      boolean individinriktad,
      Long nr,
      Integer version,
      boolean kopplad,
      Instant mottagen) {
    private Etag etag() {
      return kopplad ? Etag.version(nr) : Etag.MISSING;
    }
  }

  private static final String NUVARANDE =
      """
      select v.insats, v.inriktning = 'INDIVIDINRIKTAD' as individinriktad,
             d.nr, d.version, coalesce(d.kopplad, false) as kopplad, d.mottagen
        from insats_version v
        left join deltagaransvarig_version d on d.insats = v.insats and d.sub = :sub and d.ersatt = 'infinity'
       where v.forbund = :forbund and v.kod = :insats and v.ersatt = 'infinity'
      """;

  private static Rad nuvarande(Handle h, int forbund, String insats, String sub) {
    return h.createQuery(NUVARANDE)
        .bind("forbund", forbund)
        .bind("insats", insats)
        .bind("sub", sub)
        .mapTo(Rad.class)
        .findOne()
        .orElseThrow(ProblemException::notFound);
  }

  /**
   * Couples a person to an insats.
   *
   * @param precondition asked, in the transaction, with the tag of what is there
   * @throws ProblemException 404 if the förbund is not the caller's or has no such insats, 422 with
   *     every broken rule
   */
  Skrivet koppla(
      String forbund, String insats, String sub, Caller caller, Consumer<Etag> precondition) {
    return jdbi.inTransaction(
        h -> {
          var rad = nuvarande(h, forbunden.ensam(h, forbund, caller), insats, sub);
          kontrollera(sub, rad, caller);
          precondition.accept(rad.etag());
          if (rad.kopplad()) {
            return new Skrivet(false, rad.mottagen());
          }
          return new Skrivet(true, skriv(h, forbund, sub, true, rad, caller));
        });
  }

  /**
   * Uncouples a person from an insats.
   *
   * @throws ProblemException 404 if the person is not coupled to it
   */
  void kopplaLoss(
      String forbund, String insats, String sub, Caller caller, Consumer<Etag> precondition) {
    jdbi.useTransaction(
        h -> {
          var rad = nuvarande(h, forbunden.ensam(h, forbund, caller), insats, sub);
          if (!rad.kopplad()) {
            throw ProblemException.notFound();
          }
          precondition.accept(rad.etag());
          skriv(h, forbund, sub, false, rad, caller);
        });
  }

  /** Dossier section 6: individinriktade insatser alone, and nobody of the förbund itself. */
  private static void kontrollera(String sub, Rad rad, Caller caller) {
    var faults = new Faults();
    if (sub.isBlank()
        || sub.length() > LANGST
        || sub.chars().anyMatch(c -> Character.isISOControl(c) || c == '\ufffd')) {
      faults.rule(
          "{sub}", "FEL_FORM", "Personens sub är 1-255 tecken, i UTF-8 och utan styrtecken");
    }
    if (sub.equals(caller.subject())) {
      faults.rule(
          "{sub}",
          "EGEN_KOPPLING",
          "Förbundets egna kan inte vara deltagaransvariga: det är din egen sub");
    }
    if (!rad.individinriktad()) {
      faults.rule(
          "{insats}", "EJ_INDIVIDINRIKTAD", "Bara individinriktade insatser har deltagaransvariga");
    }
    faults.refuse();
  }

  private static final String ERSATT =
      "update deltagaransvarig_version set ersatt = :mottagen where nr = :nr and ersatt = 'infinity'";

  private static final String NY_VERSION =
      """
      insert into deltagaransvarig_version (insats, sub, version, kopplad, mottagning, mottagen)
      values (:insats, :sub, :version, :kopplad, :mottagning, :mottagen)
      """;

  private Instant skriv(
      Handle h, String forbund, String sub, boolean kopplad, Rad rad, Caller caller) {
    var mottagning = mottagningar.spara(h, Mottagning.Slag.DELTAGARANSVARIG, caller, forbund);
    if (rad.nr() != null) {
      h.createUpdate(ERSATT).bind("nr", rad.nr()).bind("mottagen", mottagning.mottagen()).execute();
    }
    h.createUpdate(NY_VERSION)
        .bind("insats", rad.insats())
        .bind("sub", sub)
        .bind("version", rad.nr() == null ? 1 : rad.version() + 1)
        .bind("kopplad", kopplad)
        .bind("mottagning", mottagning.nr())
        .bind("mottagen", mottagning.mottagen())
        .execute();
    return mottagning.mottagen();
  }
}
