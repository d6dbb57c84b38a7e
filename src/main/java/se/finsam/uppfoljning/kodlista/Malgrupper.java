package se.finsam.uppfoljning.kodlista;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.security.Caller;

/** The målgrupper: a list that changes with the regleringsbrev, every version kept. */
@Singleton
public class Malgrupper {
  private final Jdbi jdbi;
  private final Mottagningar mottagningar;

  Malgrupper(Jdbi jdbi, Mottagningar mottagningar) {
    this.jdbi = jdbi;
    this.mottagningar = mottagningar;
  }

  /**
   * What other rooms need of a målgrupp.
   *
   * @param nr internal key
   * @param kod code
   * @param giltigFran first day of use; null: always
   * @param giltigTill last day of use, or null
   */
  public record Fakta(short nr, String kod, LocalDate giltigFran, LocalDate giltigTill) {}

  private static final String FAKTA =
      """
      select g.nr, g.kod, v.giltig_fran, v.giltig_till
        from malgrupp g join malgrupp_version v on v.malgrupp = g.nr and v.ersatt = 'infinity'
       where g.kod = any(:koder)
      """;

  /** Those of the codes that exist, by code. */
  public Map<String, Fakta> fakta(Handle h, Collection<String> koder) {
    return h
        .createQuery(FAKTA)
        .bind("koder", koder.toArray(String[]::new))
        .mapTo(Fakta.class)
        .stream()
        .collect(Collectors.toMap(Fakta::kod, f -> f));
  }

  private static final String ALLA =
      """
      select v.nr, g.kod, v.etikett, v.prioriterad, v.giltig_fran, v.giltig_till, v.version, v.mottagen
        from gallande_malgrupp(:t) v join malgrupp g on g.nr = v.malgrupp
       where :kod::text is null or g.kod = :kod
       order by g.nr
      """;

  List<MalgruppSvar> alla(Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(ALLA)
                .bind("t", t)
                .bind("kod", (String) null)
                .mapTo(MalgruppSvar.class)
                .list());
  }

  Optional<MalgruppSvar> en(String kod, Instant t) {
    return jdbi.withHandle(
        h -> h.createQuery(ALLA).bind("t", t).bind("kod", kod).mapTo(MalgruppSvar.class).findOne());
  }

  /** One writer at a time of the code lists. */
  private static final String ENSAM = "select pg_advisory_xact_lock(3, 0)";

  private static final String GALLANDE =
      """
      select v.nr, g.kod, v.etikett, v.prioriterad, v.giltig_fran, v.giltig_till, v.version, v.mottagen
        from malgrupp g join malgrupp_version v on v.malgrupp = g.nr and v.ersatt = 'infinity'
       where g.kod = :kod
      """;

  private static final String NY =
      "insert into malgrupp (kod) values (:kod) on conflict (kod) do nothing";

  private static final String ERSATT =
      "update malgrupp_version set ersatt = :mottagen where nr = :nr and ersatt = 'infinity'";

  private static final String NY_VERSION =
      """
      insert into malgrupp_version
             (malgrupp, version, etikett, prioriterad, giltig_fran, giltig_till, mottagning, mottagen)
      select nr, :version, :etikett, :prioriterad, :giltigFran, :giltigTill, :mottagning, :mottagen
        from malgrupp where kod = :kod
      """;

  /**
   * Adds a målgrupp or a version of it. The precondition is asked with the tag of what is there, in
   * the transaction.
   */
  Skrivet satt(String kod, NyMalgrupp ny, Caller caller, Consumer<Etag> precondition) {
    return jdbi.inTransaction(
        h -> {
          h.createQuery(ENSAM).mapToMap().one();
          var forr = h.createQuery(GALLANDE).bind("kod", kod).mapTo(MalgruppSvar.class).findOne();
          precondition.accept(forr.map(f -> Etag.version(f.nr())).orElse(Etag.MISSING));
          if (forr.isPresent() && samma(forr.get(), ny)) {
            return new Skrivet(false, forr.get().mottagen());
          }
          h.createUpdate(NY).bind("kod", kod).execute();
          var mottagning = mottagningar.spara(h, Mottagning.Slag.KODLISTA, caller, null);
          forr.ifPresent(
              f ->
                  h.createUpdate(ERSATT)
                      .bind("nr", f.nr())
                      .bind("mottagen", mottagning.mottagen())
                      .execute());
          h.createUpdate(NY_VERSION)
              .bind("kod", kod)
              .bind("version", forr.map(f -> f.version() + 1).orElse(1))
              .bindMethods(ny)
              .bind("mottagning", mottagning.nr())
              .bind("mottagen", mottagning.mottagen())
              .execute();
          return new Skrivet(forr.isEmpty(), mottagning.mottagen());
        });
  }

  private static boolean samma(MalgruppSvar f, NyMalgrupp ny) {
    return new NyMalgrupp(f.etikett(), f.prioriterad(), f.giltigFran(), f.giltigTill()).equals(ny);
  }
}
