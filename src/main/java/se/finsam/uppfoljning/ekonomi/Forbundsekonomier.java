package se.finsam.uppfoljning.ekonomi;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.kodlista.Finansiar;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Sida;

/** The förbunds' money, year by year, every version kept. */
@Singleton
public class Forbundsekonomier {
  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Mottagningar mottagningar;
  private final Klocka klocka;

  Forbundsekonomier(Jdbi jdbi, Forbunden forbunden, Mottagningar mottagningar, Klocka klocka) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.mottagningar = mottagningar;
    this.klocka = klocka;
  }

  /**
   * A version as the tables have it: the financiers that are known, and beside them their money.
   */
  public record Rad(
      long nr,
      String forbund,
      int ar,
      int version,
      List<Finansiar> finansiarer,
      List<Long> medelKr,
      Long egetKapitalKr,
      Long admBudgetKr,
      Long admUtfallKr,
      Instant mottagen,
      String avsandare,
      String roll) {

    Map<Finansiar, Long> medel() {
      var medel = new EnumMap<Finansiar, Long>(Finansiar.class);
      for (int i = 0; i < finansiarer.size(); i++) {
        medel.put(finansiarer.get(i), medelKr.get(i));
      }
      return medel;
    }

    ForbundEkonomiSvar svar() {
      return new ForbundEkonomiSvar(
          nr,
          forbund,
          ar,
          version,
          medel().entrySet().stream()
              .map(m -> new TilldeladeMedel(m.getKey(), m.getValue()))
              .toList(),
          egetKapitalKr,
          admBudgetKr,
          admUtfallKr,
          mottagen,
          avsandare,
          roll);
    }
  }

  private static final String RADER =
      """
      select e.nr, f.kod as forbund, e.ar, e.version,
             array(select m.finansiar from forbund_medel m
                    where m.forbund_ekonomi_version = e.nr order by m.finansiar) as finansiarer,
             array(select m.tilldelade_medel_kr from forbund_medel m
                    where m.forbund_ekonomi_version = e.nr order by m.finansiar) as medel_kr,
             e.eget_kapital_kr, e.adm_budget_kr, e.adm_utfall_kr, e.mottagen, t.avsandare, t.roll
        from %s e
        join forbund f on f.nr = e.forbund
        join mottagning t on t.nr = e.mottagning
       where e.forbund = :forbund
      """;

  private static final String GALLANDE = RADER.formatted("gallande_forbund_ekonomi(:t)");

  private static final String ANTAL =
      "select count(*) from gallande_forbund_ekonomi(:t) e where e.forbund = :forbund";

  Optional<ForbundEkonomiSvar> ett(String forbund, Ar ar, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(GALLANDE + " and e.ar = :ar")
                .bind("t", t)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("ar", ar.ar())
                .mapTo(Rad.class)
                .findOne()
                .map(Rad::svar));
  }

  /** A page of the list, and how long the whole is. */
  record Lista(List<ForbundEkonomiSvar> ekonomi, long antal) {}

  Lista flera(String forbund, Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(
        h -> {
          int nr = forbunden.nr(h, forbund, caller);
          return new Lista(
              h
                  .createQuery(GALLANDE + " order by e.ar limit :limit offset :offset")
                  .bind("t", t)
                  .bind("forbund", nr)
                  .bind("limit", sida.limit())
                  .bind("offset", sida.offset())
                  .mapTo(Rad.class)
                  .stream()
                  .map(Rad::svar)
                  .toList(),
              h.createQuery(ANTAL).bind("t", t).bind("forbund", nr).mapTo(Long.class).one());
        });
  }

  private static final String VERSIONER =
      RADER.formatted("forbund_ekonomi_version")
          + " and e.ar = :ar and e.mottagen <= :t order by e.version";

  /** Every version that was known at t, the oldest first. */
  List<ForbundEkonomiSvar> versioner(String forbund, Ar ar, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h
                .createQuery(VERSIONER)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("ar", ar.ar())
                .bind("t", t)
                .mapTo(Rad.class)
                .stream()
                .map(Rad::svar)
                .toList());
  }

  private static final String NU =
      RADER.formatted("forbund_ekonomi_version") + " and e.ar = :ar and e.ersatt = 'infinity'";

  private static final String ERSATT =
      "update forbund_ekonomi_version set ersatt = :mottagen where nr = :nr and ersatt = 'infinity'";

  private static final String NY_VERSION =
      """
      insert into forbund_ekonomi_version (forbund, ar, version, eget_kapital_kr, adm_budget_kr, adm_utfall_kr,
                                           mottagning, mottagen)
      values (:forbund, :ar, :version, :egetKapitalKr, :admBudgetKr, :admUtfallKr, :mottagning, :mottagen)
      returning nr
      """;

  private static final String MED_MEDEL =
      """
      insert into forbund_medel (forbund_ekonomi_version, finansiar, tilldelade_medel_kr)
      select :version, unnest(:finansiarer), unnest(:medelKr)
      """;

  /**
   * Tells a förbund's money of a year, or tells it otherwise.
   *
   * @param precondition asked, in the transaction, with the tag of what is there
   * @throws ProblemException 404 if the förbund is not the caller's, 422 with every broken rule
   */
  public Skrivet satt(
      String forbund,
      Ar ar,
      NyForbundEkonomi ny,
      Faults faults,
      Caller caller,
      Consumer<Etag> precondition) {
    return jdbi.inTransaction(
        h -> {
          int nr = forbunden.ensam(h, forbund, caller);
          var forr =
              h.createQuery(NU).bind("forbund", nr).bind("ar", ar.ar()).mapTo(Rad.class).findOne();
          Ekonomiar.kontrollera(ar, klocka.instant(), faults);
          kontrolleraFinansiarer(ny, faults);
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
          long version =
              h.createQuery(NY_VERSION)
                  .bind("forbund", nr)
                  .bind("ar", ar.ar())
                  .bind("version", forr.map(f -> f.version() + 1).orElse(1))
                  .bind("mottagning", mottagning.nr())
                  .bind("mottagen", mottagning.mottagen())
                  .bindMethods(ny)
                  .mapTo(Long.class)
                  .one();
          sparaMedel(h, version, ny.medel());
          return new Skrivet(forr.isEmpty(), mottagning.mottagen());
        });
  }

  private static void sparaMedel(Handle h, long version, Map<Finansiar, Long> medel) {
    h.createUpdate(MED_MEDEL)
        .bind("version", version)
        .bind("finansiarer", medel.keySet().stream().map(Finansiar::name).toArray(String[]::new))
        .bind("medelKr", medel.values().toArray(Long[]::new))
        .execute();
  }

  private static void kontrolleraFinansiarer(NyForbundEkonomi ny, Faults faults) {
    if (ny.tilldeladeMedel() == null) {
      return;
    }
    var sedda = EnumSet.noneOf(Finansiar.class);
    for (int i = 0; i < ny.tilldeladeMedel().size(); i++) {
      var medel = ny.tilldeladeMedel().get(i);
      if (medel != null && medel.finansiar() != null && !sedda.add(medel.finansiar())) {
        faults.rule(
            "/tilldeladeMedel/" + i + "/finansiar", "DUBBLETT", "Finansiären finns två gånger");
      }
    }
  }

  private static boolean samma(Rad forr, NyForbundEkonomi ny) {
    return forr.medel().equals(ny.medel())
        && Objects.equals(forr.egetKapitalKr(), ny.egetKapitalKr())
        && Objects.equals(forr.admBudgetKr(), ny.admBudgetKr())
        && Objects.equals(forr.admUtfallKr(), ny.admUtfallKr());
  }
}
