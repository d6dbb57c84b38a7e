package se.finsam.uppfoljning.attest;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Sida;
import se.finsam.uppfoljning.tidplan.Tidplaner;

/** The förbund's attests of their quarters, every version kept. */
@Singleton
public class Attester {
  /** After everything received, whatever the clock says: what is valid now. */
  private static final Instant NU = Instant.parse("9999-12-31T00:00:00Z");

  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Tidplaner tidplaner;
  private final Mottagningar mottagningar;
  private final Clock clock;

  Attester(
      Jdbi jdbi,
      Forbunden forbunden,
      Tidplaner tidplaner,
      Mottagningar mottagningar,
      Klocka clock) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.tidplaner = tidplaner;
    this.mottagningar = mottagningar;
    this.clock = clock;
  }

  /** An attest as SQL gives it, with what has been received after it. */
  public record Rad(
      long nr,
      Long senaste,
      String forbund,
      int ar,
      int kvartal,
      boolean ingetAttRapportera,
      Instant attesterad,
      Instant andrad,
      List<String> ejRegistrerade,
      int version,
      String avsandare,
      String roll) {

    AttestSvar svar() {
      return new AttestSvar(
          nr,
          senaste,
          forbund,
          new Kvartal(ar, kvartal),
          AttestSvar.Lage.av(andrad),
          ingetAttRapportera,
          attesterad,
          andrad,
          ejRegistrerade,
          version,
          avsandare,
          roll);
    }

    AttestSvar.Version somVersion() {
      return new AttestSvar.Version(
          version,
          AttestSvar.Lage.av(andrad),
          ingetAttRapportera,
          attesterad,
          andrad,
          avsandare,
          roll);
    }
  }

  /**
   * What was received of the same förbund and quarter after the attest, before the next one, and by
   * t. A withdrawal is a version too. The same förbund's writes are one at a time, so their keys
   * are in the order of their receipt.
   */
  private static final String RADER =
      """
      select v.nr, efter.senaste, f.kod as forbund, v.ar, v.kvartal, v.inget_att_rapportera,
             v.mottagen as attesterad, efter.andrad, %s as ej_registrerade, v.version, m.avsandare, m.roll
        from %s v
        join forbund f on f.nr = v.forbund
        join mottagning m on m.nr = v.mottagning
       cross join lateral (
             select min(r.mottagen) as andrad, max(r.nr) as senaste
               from registrering r join insats i on i.nr = r.insats
              where i.forbund = v.forbund and r.ar = v.ar and r.kvartal = v.kvartal
                and r.mottagen > v.mottagen and r.mottagen < v.ersatt and r.mottagen <= :t) efter
       where v.forbund = :forbund
      """;

  private static final String EJ_REGISTRERADE =
      """
      array(select i.kod
              from levande_insats(:t, make_date(v.ar, 3 * v.kvartal - 2, 1),
                                  (make_date(v.ar, 3 * v.kvartal - 2, 1) + interval '3 months - 1 day')::date) i
             where i.forbund = v.forbund
               and not exists (select from gallande_registrering(:t) r
                                where r.insats = i.insats and r.ar = v.ar and r.kvartal = v.kvartal)
             order by i.kod)""";

  private static final String GALLANDE =
      RADER.formatted(EJ_REGISTRERADE, "gallande_attest(:t)")
          + """
             and (:ar::int is null or v.ar = :ar) and (:kvartal::int is null or v.kvartal = :kvartal)
           order by v.ar, v.kvartal
          """;

  private static final String ANTAL =
      "select count(*) from gallande_attest(:t) v where v.forbund = :forbund and (:ar::int is null or v.ar = :ar)";

  private static final String VERSIONER =
      RADER.formatted("array[]::text[]", "attest_version")
          + """
             and v.ar = :ar and v.kvartal = :kvartal and v.mottagen <= :t
           order by v.version
          """;

  private static Optional<AttestSvar> en(Handle h, int forbund, Kvartal kvartal, Instant t) {
    return fraga(h, GALLANDE, forbund, kvartal, t).mapTo(Rad.class).findOne().map(Rad::svar);
  }

  private static Query fraga(Handle h, String sql, int forbund, Kvartal kvartal, Instant t) {
    return h.createQuery(sql)
        .bind("forbund", forbund)
        .bind("ar", kvartal.ar())
        .bind("kvartal", kvartal.nummer())
        .bind("t", t);
  }

  Optional<AttestSvar> en(String forbund, Kvartal kvartal, Caller caller, Instant t) {
    return jdbi.withHandle(h -> en(h, forbunden.nr(h, forbund, caller), kvartal, t));
  }

  /** A page of the list, and how long the whole is. */
  record Lista(List<AttestSvar> attester, long antal) {}

  /** The attests of a year, or all, that were known at t, in the order of the quarters. */
  Lista flera(String forbund, Optional<Ar> ar, Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(
        h -> {
          int nr = forbunden.nr(h, forbund, caller);
          return new Lista(
              h
                  .createQuery(GALLANDE + " limit :limit offset :offset")
                  .bind("forbund", nr)
                  .bind("ar", ar.map(Ar::ar).orElse(null))
                  .bind("kvartal", (Integer) null)
                  .bind("t", t)
                  .bind("limit", sida.limit())
                  .bind("offset", sida.offset())
                  .mapTo(Rad.class)
                  .stream()
                  .map(Rad::svar)
                  .toList(),
              h.createQuery(ANTAL)
                  .bind("forbund", nr)
                  .bind("ar", ar.map(Ar::ar).orElse(null))
                  .bind("t", t)
                  .mapTo(Long.class)
                  .one());
        });
  }

  /** Every attest of a quarter that was known at t, the oldest first. */
  List<AttestSvar.Version> versioner(String forbund, Kvartal kvartal, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            fraga(h, VERSIONER, forbunden.nr(h, forbund, caller), kvartal, t)
                .mapTo(Rad.class)
                .stream()
                .map(Rad::somVersion)
                .toList());
  }

  private static final String HAR_REGISTRERINGAR =
      """
      select exists (select from gallande_registrering(:t) r join insats i on i.nr = r.insats
                      where i.forbund = :forbund and r.ar = :ar and r.kvartal = :kvartal)
      """;

  private static final String ERSATT =
      "update attest_version set ersatt = :mottagen where nr = :nr and ersatt = 'infinity'";

  private static final String NY_VERSION =
      """
      insert into attest_version (forbund, ar, kvartal, version, inget_att_rapportera, mottagning, mottagen)
      values (:forbund, :ar, :kvartal, :version, :ingetAttRapportera, :mottagning, :mottagen)
      """;

  /**
   * Attests a quarter.
   *
   * @param precondition asked, in the transaction, with the tag of what is there
   * @throws ProblemException 404 if the förbund is not the caller's, 409 if the quarter is locked,
   *     422 with every broken rule
   */
  public Skrivet satt(
      String forbund,
      Kvartal kvartal,
      NyAttest ny,
      Faults faults,
      Caller caller,
      Consumer<Etag> precondition) {
    return jdbi.inTransaction(
        h -> {
          int nr = forbunden.ensam(h, forbund, caller);
          kontrollera(h, nr, kvartal, ny, faults);
          faults.refuse();
          tidplaner.kontrolleraOppet(h, nr, kvartal, clock.instant(), "{kvartal}");
          var forr = en(h, nr, kvartal, NU);
          precondition.accept(forr.map(AttestSvar::etag).orElse(Etag.MISSING));
          if (forr.isPresent()
              && forr.get().andrad() == null
              && forr.get().ingetAttRapportera() == ny.ingetAttRapportera()) {
            return new Skrivet(false, mottagningar.taEmot(h));
          }
          var mottagning = mottagningar.spara(h, Mottagning.Slag.ATTEST, caller, forbund);
          // the lock may have come since the clock was read
          tidplaner.kontrolleraOppet(h, nr, kvartal, mottagning.mottagen(), "{kvartal}");
          forr.ifPresent(
              f ->
                  h.createUpdate(ERSATT)
                      .bind("nr", f.nr())
                      .bind("mottagen", mottagning.mottagen())
                      .execute());
          h.createUpdate(NY_VERSION)
              .bind("forbund", nr)
              .bind("ar", kvartal.ar())
              .bind("kvartal", kvartal.nummer())
              .bind("version", forr.map(f -> f.version() + 1).orElse(1))
              .bind("ingetAttRapportera", ny.ingetAttRapportera())
              .bind("mottagning", mottagning.nr())
              .bind("mottagen", mottagning.mottagen())
              .execute();
          return new Skrivet(forr.isEmpty(), mottagning.mottagen());
        });
  }

  /** R17: a quarter that is over, and a nil report only of what is nil. */
  private void kontrollera(Handle h, int forbund, Kvartal kvartal, NyAttest ny, Faults faults) {
    if (!kvartal.harBorjat(clock.instant())) {
      faults.rule("{kvartal}", "EJ_PABORJAT", "Kvartalet har inte börjat");
    } else if (!kvartal.efter().harBorjat(clock.instant())) {
      faults.rule("{kvartal}", "EJ_AVSLUTAT", "Kvartalet är inte slut");
    }
    if (Boolean.TRUE.equals(ny.ingetAttRapportera())
        && fraga(h, HAR_REGISTRERINGAR, forbund, kvartal, NU).mapTo(Boolean.class).one()) {
      faults.rule(
          "/ingetAttRapportera",
          "HAR_REGISTRERINGAR",
          "Kvartalet har registreringar; återkalla dem, eller attestera med false");
    }
  }
}
