package se.finsam.uppfoljning.forbund;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Sida;

/**
 * The register of förbund, every version kept. Mergers and splits are dated facts; nothing is
 * moved.
 */
@Singleton
public class Forbunden {
  static final String KOD = "[a-z0-9-]{1,64}";
  private final Jdbi jdbi;
  private final Mottagningar mottagningar;

  Forbunden(Jdbi jdbi, Mottagningar mottagningar) {
    this.jdbi = jdbi;
    this.mottagningar = mottagningar;
  }

  private static final String MITT =
      "select nr from forbund where kod = :kod and (:alla or kod = any(:egna))";

  private static final String ENSAM = "select pg_advisory_xact_lock(2, :nr)";

  /**
   * The internal key of a förbund that the caller may see.
   *
   * @throws ProblemException 404 if there is none, or it is another's: the answer is the same
   */
  public int nr(Handle h, String kod, Caller caller) {
    return h.createQuery(MITT)
        .bind("kod", kod)
        .bind("alla", caller.everyForbund())
        .bind("egna", caller.forbundCodes())
        .mapTo(Integer.class)
        .findOne()
        .orElseThrow(ProblemException::notFound);
  }

  /**
   * The internal key, and the sole right to write the förbund's data until the transaction ends.
   *
   * @throws ProblemException 404 as above
   */
  public int ensam(Handle h, String kod, Caller caller) {
    int nr = nr(h, kod, caller);
    h.createQuery(ENSAM).bind("nr", nr).mapToMap().one();
    return nr;
  }

  private static final String SVAR =
      """
      select v.nr, f.kod, v.namn, left(v.organisationsnummer, 6) || '-' || right(v.organisationsnummer, 4) as organisationsnummer,
             v.lan, l.namn as lan_namn,
             array(select k.kommun from forbund_kommun k where k.forbund_version = v.nr order by k.kommun) as kommuner,
             v.giltig_fran, v.giltig_till, e.kod as efterfoljare, v.version, v.mottagen
        from gallande_forbund(:t) v
        join forbund f on f.nr = v.forbund
        join lan l on l.kod = v.lan
        left join forbund e on e.nr = v.efterfoljare
       where (:alla or f.kod = any(:egna))
      """;

  private static final String ANTAL =
      """
      select count(*) from gallande_forbund(:t) v join forbund f on f.nr = v.forbund
       where (:alla or f.kod = any(:egna))
      """;

  Optional<ForbundSvar> ett(String kod, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(SVAR + " and f.kod = :kod")
                .bind("t", t)
                .bind("alla", caller.everyForbund())
                .bind("egna", caller.forbundCodes())
                .bind("kod", kod)
                .mapTo(ForbundSvar.class)
                .findOne());
  }

  List<ForbundSvar> flera(Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(
        h ->
            h.createQuery(SVAR + " order by f.kod limit :limit offset :offset")
                .bind("t", t)
                .bind("alla", caller.everyForbund())
                .bind("egna", caller.forbundCodes())
                .bind("limit", sida.limit())
                .bind("offset", sida.offset())
                .mapTo(ForbundSvar.class)
                .list());
  }

  long antal(Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(ANTAL)
                .bind("t", t)
                .bind("alla", caller.everyForbund())
                .bind("egna", caller.forbundCodes())
                .mapTo(Long.class)
                .one());
  }

  /** One writer of the register at a time. */
  private static final String REGISTRET = "select pg_advisory_xact_lock(4, 0)";

  private static final String LAN = "select kod from lan where :lan in (kod, namn)";
  private static final String KOMMUNER = "select kod from kommun where kod = any(:koder)";
  private static final String EFTERFOLJARE = "select nr from forbund where kod = :kod";

  private static final String GALLANDE =
      """
      select v.nr, v.forbund, v.version, v.namn, v.organisationsnummer, v.lan, v.giltig_fran, v.giltig_till, v.efterfoljare,
             v.mottagen,
             array(select k.kommun from forbund_kommun k where k.forbund_version = v.nr order by k.kommun) as kommuner
        from forbund f join forbund_version v on v.forbund = f.nr and v.ersatt = 'infinity'
       where f.kod = :kod
      """;

  public record Rad(
      long nr,
      int forbund,
      int version,
      String namn,
      String organisationsnummer,
      String lan,
      LocalDate giltigFran,
      LocalDate giltigTill,
      Integer efterfoljare,
      Instant mottagen,
      List<String> kommuner) {}

  private static final String NYTT = "insert into forbund (kod) values (:kod) returning nr";
  private static final String ERSATT =
      "update forbund_version set ersatt = :mottagen where nr = :nr and ersatt = 'infinity'";
  private static final String NY_VERSION =
      """
      insert into forbund_version (forbund, version, namn, organisationsnummer, lan, giltig_fran, giltig_till, efterfoljare,
                                   mottagning, mottagen)
      values (:forbund, :version, :namn, :organisationsnummer, :lan, :giltigFran, :giltigTill, :efterfoljare,
              :mottagning, :mottagen)
      returning nr
      """;
  private static final String MEDLEMMAR =
      "insert into forbund_kommun (forbund_version, kommun) select :version, unnest(:kommuner)";

  /**
   * Adds a förbund to the register, or a new version of it.
   *
   * @param precondition asked, in the transaction, with the tag of what is there
   * @throws ProblemException 422 with every broken rule
   */
  public Skrivet satt(
      String kod, NyttForbund ny, Faults faults, Caller caller, Consumer<Etag> precondition) {
    return jdbi.inTransaction(
        h -> {
          h.createQuery(REGISTRET).mapToMap().one();
          var forr = h.createQuery(GALLANDE).bind("kod", kod).mapTo(Rad.class).findOne();
          var blir = kontrollera(h, kod, ny, forr, faults);
          faults.refuse();
          precondition.accept(forr.map(f -> Etag.version(f.nr())).orElse(Etag.MISSING));
          if (forr.isPresent() && forr.get().equals(blir)) {
            return new Skrivet(false, forr.get().mottagen());
          }
          int nr =
              forr.map(Rad::forbund)
                  .orElseGet(() -> h.createQuery(NYTT).bind("kod", kod).mapTo(Integer.class).one());
          var mottagning = mottagningar.spara(h, Mottagning.Slag.FORBUND, caller, kod);
          forr.ifPresent(
              f ->
                  h.createUpdate(ERSATT)
                      .bind("nr", f.nr())
                      .bind("mottagen", mottagning.mottagen())
                      .execute());
          long version =
              h.createQuery(NY_VERSION)
                  .bind("forbund", nr)
                  .bind("version", forr.map(f -> f.version() + 1).orElse(1))
                  .bind("mottagning", mottagning.nr())
                  .bind("mottagen", mottagning.mottagen())
                  .bindMethods(blir)
                  .mapTo(Long.class)
                  .one();
          h.createUpdate(MEDLEMMAR)
              .bind("version", version)
              .bind("kommuner", blir.kommuner().toArray(String[]::new))
              .execute();
          return new Skrivet(forr.isEmpty(), mottagning.mottagen());
        });
  }

  /** The row as it will be; everything that is wrong goes to the faults. */
  private static Rad kontrollera(
      Handle h, String kod, NyttForbund ny, Optional<Rad> forr, Faults faults) {
    if (!kod.matches(KOD)) {
      faults.rule(
          "{forbund}", "FEL_FORM", "Koden skrivs med a-z, 0-9 och bindestreck, högst 64 tecken");
    }
    if (ny.kod() != null && !ny.kod().equals(kod)) {
      faults.rule("/kod", "ANNAN_KOD", "Koden är en annan än adressens");
    }
    var lan =
        ny.lan() == null
            ? null
            : h.createQuery(LAN).bind("lan", ny.lan()).mapTo(String.class).findOne().orElse(null);
    if (lan == null && !faults.at("/lan")) {
      faults.rule("/lan", "OKANT_LAN", "Länet finns inte i kodlistan lan");
    }
    if (ny.giltigFran() != null
        && ny.giltigTill() != null
        && ny.giltigTill().isBefore(ny.giltigFran())) {
      faults.rule("/giltigTill", "FORE_START", "giltigTill ligger före giltigFran");
    }
    var efterfoljare =
        ny.efterfoljare() == null
            ? null
            : h.createQuery(EFTERFOLJARE)
                .bind("kod", ny.efterfoljare())
                .mapTo(Integer.class)
                .findOne()
                .orElse(null);
    if (ny.efterfoljare() != null && (efterfoljare == null || ny.efterfoljare().equals(kod))) {
      faults.rule(
          "/efterfoljare", "OKANT_FORBUND", "Efterföljaren är inte ett annat förbund i registret");
    }
    if (ny.efterfoljare() != null && ny.giltigTill() == null) {
      faults.rule("/giltigTill", "SAKNAS", "Ett förbund med efterföljare har en sista dag");
    }
    return new Rad(
        forr.map(Rad::nr).orElse(0L),
        forr.map(Rad::forbund).orElse(0),
        forr.map(Rad::version).orElse(0),
        ny.namn(),
        organisationsnummer(ny, faults),
        lan,
        ny.giltigFran(),
        ny.giltigTill(),
        efterfoljare,
        forr.map(Rad::mottagen).orElse(null),
        kommuner(h, ny, faults));
  }

  private static String organisationsnummer(NyttForbund ny, Faults faults) {
    if (ny.organisationsnummer() == null || faults.at("/organisationsnummer")) {
      return null;
    }
    var digits = ny.organisationsnummer().replace("-", "");
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      int product = (digits.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    if (digits.charAt(2) < '2' || sum % 10 != 0) {
      faults.rule(
          "/organisationsnummer", "FEL_KONTROLLSIFFRA", "Det är inte ett organisationsnummer");
    }
    return digits;
  }

  private static List<String> kommuner(Handle h, NyttForbund ny, Faults faults) {
    if (ny.kommuner() == null) {
      return List.of();
    }
    Set<String> kanda =
        new HashSet<>(
            h.createQuery(KOMMUNER)
                .bind("koder", ny.kommuner().toArray(String[]::new))
                .mapTo(String.class)
                .list());
    var sedda = new HashSet<String>();
    for (int i = 0; i < ny.kommuner().size(); i++) {
      var kommun = ny.kommuner().get(i);
      var pointer = "/kommuner/" + i;
      if (kommun != null && !kanda.contains(kommun)) {
        faults.rule(pointer, "OKAND_KOMMUN", "Kommunkoden finns inte i kodlistan kommuner");
      } else if (kommun != null && !sedda.add(kommun)) {
        faults.rule(pointer, "DUBBLETT", "Kommunen finns två gånger");
      }
    }
    return sedda.stream().sorted().toList();
  }
}
