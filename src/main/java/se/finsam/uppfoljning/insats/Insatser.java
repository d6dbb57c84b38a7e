package se.finsam.uppfoljning.insats;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.kodlista.Inriktning;
import se.finsam.uppfoljning.kodlista.Malgrupper;
import se.finsam.uppfoljning.kodlista.Part;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.kodlista.Uppfoljningsmetod;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.mottagning.Skrivet;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Sida;

/** A förbund's insatser, every version kept. */
@Singleton
public class Insatser {
  private static final String KOD = "[a-z0-9-]{1,64}";
  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Malgrupper malgrupper;
  private final Mottagningar mottagningar;

  Insatser(Jdbi jdbi, Forbunden forbunden, Malgrupper malgrupper, Mottagningar mottagningar) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.malgrupper = malgrupper;
    this.mottagningar = mottagningar;
  }

  private static final String SVAR =
      """
      select v.nr, v.kod as insats, f.kod as forbund, v.namn, v.inriktning, v.preciserad_inriktning,
             array(select g.kod from insats_malgrupp m join malgrupp g on g.nr = m.malgrupp
                    where m.insats_version = v.nr order by g.nr) as malgrupper,
             i.uppfoljningsmetod, i.esf_finansiering, v.insatsagare,
             array(select p.part from insats_part p where p.insats_version = v.nr order by p.part) as parter,
             v.startdatum, v.slutdatum, v.version, v.mottagen
        from gallande_insats(:t) v
        join insats i on i.nr = v.insats
        join forbund f on f.nr = v.forbund
       where v.forbund = :forbund and far_se_insats(v.insats, :kopplad)
      """;

  private static final String ANTAL =
      """
      select count(*) from gallande_insats(:t) v
       where v.forbund = :forbund and far_se_insats(v.insats, :kopplad)
      """;

  Optional<InsatsSvar> en(String forbund, String kod, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h.createQuery(SVAR + " and v.kod = :kod")
                .bind("t", t)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("kopplad", caller.kopplad())
                .bind("kod", kod)
                .mapTo(InsatsSvar.class)
                .findOne());
  }

  /** A page of the list, and how long the whole is. */
  record Lista(List<InsatsSvar> insatser, long antal) {}

  Lista flera(String forbund, Caller caller, Instant t, Sida sida) {
    return jdbi.withHandle(
        h -> {
          int nr = forbunden.nr(h, forbund, caller);
          return new Lista(
              h.createQuery(SVAR + " order by v.kod limit :limit offset :offset")
                  .bind("t", t)
                  .bind("forbund", nr)
                  .bind("kopplad", caller.kopplad())
                  .bind("limit", sida.limit())
                  .bind("offset", sida.offset())
                  .mapTo(InsatsSvar.class)
                  .list(),
              h.createQuery(ANTAL)
                  .bind("t", t)
                  .bind("forbund", nr)
                  .bind("kopplad", caller.kopplad())
                  .mapTo(Long.class)
                  .one());
        });
  }

  /** The valid version of an insats, with what must not change. */
  public record Rad(
      long nr,
      long insats,
      int version,
      Inriktning inriktning,
      Uppfoljningsmetod uppfoljningsmetod,
      boolean esfFinansiering,
      String namn,
      PreciseradInriktning preciseradInriktning,
      Part insatsagare,
      LocalDate startdatum,
      LocalDate slutdatum,
      List<String> malgrupper,
      List<Part> parter,
      Instant mottagen) {}

  private static final String GALLANDE =
      """
      select v.nr, v.insats, v.version, v.inriktning, i.uppfoljningsmetod, i.esf_finansiering, v.namn,
             v.preciserad_inriktning, v.insatsagare, v.startdatum, v.slutdatum,
             array(select g.kod from insats_malgrupp m join malgrupp g on g.nr = m.malgrupp
                    where m.insats_version = v.nr order by g.kod) as malgrupper,
             array(select p.part from insats_part p where p.insats_version = v.nr order by p.part) as parter,
             v.mottagen
        from insats_version v join insats i on i.nr = v.insats
       where v.forbund = :forbund and v.kod = :kod and v.ersatt = 'infinity'
      """;

  private static final String NAMNET_UPPTAGET =
      """
      select exists (select from insats_version
                      where forbund = :forbund and lower(namn) = lower(:namn) and kod <> :kod and ersatt = 'infinity')
      """;

  private static final String UTANFOR_LIVET =
      """
      select ar || 'K' || kvartal
        from registrering
       where insats = :insats and ersatt = 'infinity' and not aterkallad
         and (make_date(ar, 3 * kvartal - 2, 1) > :slutdatum
              or make_date(ar, 3 * kvartal - 2, 1) + interval '3 months' <= :startdatum::date)
       order by 1
      """;

  private static final String NY =
      """
      insert into insats (forbund, kod, inriktning, uppfoljningsmetod, esf_finansiering)
      values (:forbund, :kod, :inriktning, :uppfoljningsmetod, :esfFinansiering)
      returning nr
      """;

  private static final String ERSATT =
      "update insats_version set ersatt = :mottagen where nr = :nr and ersatt = 'infinity'";

  private static final String NY_VERSION =
      """
      insert into insats_version (insats, forbund, kod, inriktning, version, namn, preciserad_inriktning, insatsagare,
                                  startdatum, slutdatum, mottagning, mottagen)
      values (:insats, :forbund, :kod, :inriktning, :version, :namn, :preciseradInriktning, :insatsagare,
              :startdatum, :slutdatum, :mottagning, :mottagen)
      returning nr
      """;

  private static final String MED_MALGRUPPER =
      "insert into insats_malgrupp (insats_version, malgrupp) select :version, nr from malgrupp where kod = any(:koder)";

  private static final String MED_PARTER =
      "insert into insats_part (insats_version, part) select :version, unnest(:parter)";

  /**
   * Adds an insats, or a new version of it.
   *
   * @param precondition asked, in the transaction, with the tag of what is there
   * @throws ProblemException 404 if the förbund is not the caller's, 422 with every broken rule
   */
  public Skrivet satt(
      String forbund,
      String kod,
      NyInsats ny,
      Faults faults,
      Caller caller,
      Consumer<Etag> precondition) {
    return jdbi.inTransaction(
        h -> {
          int nr = forbunden.ensam(h, forbund, caller);
          var forr =
              h.createQuery(GALLANDE)
                  .bind("forbund", nr)
                  .bind("kod", kod)
                  .mapTo(Rad.class)
                  .findOne();
          kontrolleraForm(kod, ny, faults);
          kontrolleraMalgrupper(h, ny, faults);
          kontrolleraParter(ny, faults);
          kontrolleraNamn(h, nr, kod, ny, faults);
          forr.ifPresent(f -> kontrolleraOforandrat(f, ny, faults));
          forr.ifPresent(f -> kontrolleraLivet(h, f, ny, faults));
          faults.refuse();
          precondition.accept(forr.map(f -> Etag.version(f.nr())).orElse(Etag.MISSING));
          if (forr.isPresent() && samma(forr.get(), ny)) {
            return new Skrivet(false, forr.get().mottagen());
          }
          long insats = forr.map(Rad::insats).orElseGet(() -> skapa(h, nr, kod, ny));
          var mottagning = mottagningar.spara(h, Mottagning.Slag.INSATS, caller, forbund);
          forr.ifPresent(
              f ->
                  h.createUpdate(ERSATT)
                      .bind("nr", f.nr())
                      .bind("mottagen", mottagning.mottagen())
                      .execute());
          long version =
              h.createQuery(NY_VERSION)
                  .bind("insats", insats)
                  .bind("forbund", nr)
                  .bind("kod", kod)
                  .bind("version", forr.map(f -> f.version() + 1).orElse(1))
                  .bind("mottagning", mottagning.nr())
                  .bind("mottagen", mottagning.mottagen())
                  .bindMethods(ny)
                  .mapTo(Long.class)
                  .one();
          h.createUpdate(MED_MALGRUPPER)
              .bind("version", version)
              .bind("koder", sorted(ny.malgrupper()).toArray(String[]::new))
              .execute();
          h.createUpdate(MED_PARTER)
              .bind("version", version)
              .bind("parter", sorted(ny.parter()).stream().map(Part::name).toArray(String[]::new))
              .execute();
          return new Skrivet(forr.isEmpty(), mottagning.mottagen());
        });
  }

  private static long skapa(Handle h, int forbund, String kod, NyInsats ny) {
    return h.createQuery(NY)
        .bind("forbund", forbund)
        .bind("kod", kod)
        .bind("inriktning", ny.inriktning())
        .bind("uppfoljningsmetod", ny.uppfoljningsmetod())
        .bind("esfFinansiering", ny.esfFinansiering())
        .mapTo(Long.class)
        .one();
  }

  /** R3, R5, R11: what the body alone tells. */
  private static void kontrolleraForm(String kod, NyInsats ny, Faults faults) {
    if (!kod.matches(KOD)) {
      faults.rule(
          "{insats}",
          "FEL_FORM",
          "Insatsens id skrivs med a-z, 0-9 och bindestreck, högst 64 tecken");
    }
    if (ny.inriktning() != null
        && ny.preciseradInriktning() != null
        && ny.preciseradInriktning().inriktning() != ny.inriktning()) {
      faults.rule(
          "/preciseradInriktning",
          "FEL_INRIKTNING",
          "Den preciserade inriktningen hör inte till inriktningen (R3)");
    }
    if (ny.inriktning() != null
        && ny.uppfoljningsmetod() != null
        && ny.uppfoljningsmetod().inriktning() != ny.inriktning()) {
      faults.rule(
          "/uppfoljningsmetod",
          "FEL_INRIKTNING",
          "Kön räknas i individinriktade insatser, totalt i strukturövergripande (R5)");
    }
    if (ny.startdatum() != null
        && ny.slutdatum() != null
        && ny.slutdatum().isBefore(ny.startdatum())) {
      faults.rule("/slutdatum", "FORE_START", "Slutdatum ligger före startdatum (R11)");
    }
  }

  /** R4: every målgrupp exists, once, and may be used at some time of the insats's life. */
  private void kontrolleraMalgrupper(Handle h, NyInsats ny, Faults faults) {
    var koder = ny.malgrupper() == null ? List.<String>of() : ny.malgrupper();
    Map<String, Malgrupper.Fakta> fakta =
        malgrupper.fakta(h, koder.stream().filter(Objects::nonNull).toList());
    var sedda = new HashSet<String>();
    for (int i = 0; i < koder.size(); i++) {
      var kod = koder.get(i);
      if (kod == null) {
        continue;
      }
      var malgrupp = fakta.get(kod);
      if (malgrupp == null) {
        faults.rule(
            "/malgrupper/" + i, "OKAND_MALGRUPP", "Målgruppen finns inte i kodlistan malgrupper");
      } else if (!sedda.add(kod)) {
        faults.rule("/malgrupper/" + i, "DUBBLETT", "Målgruppen finns två gånger");
      } else if (ny.startdatum() != null
          && (malgrupp.giltigTill() != null && malgrupp.giltigTill().isBefore(ny.startdatum())
              || malgrupp.giltigFran() != null
                  && ny.slutdatum() != null
                  && malgrupp.giltigFran().isAfter(ny.slutdatum()))) {
        faults.rule(
            "/malgrupper/" + i, "MALGRUPP_EJ_GILTIG", "Målgruppen gäller inte under insatsens tid");
      }
    }
  }

  /** R7: at least two parties, and the one that runs it among them. */
  private static void kontrolleraParter(NyInsats ny, Faults faults) {
    if (ny.parter() == null || ny.parter().isEmpty() || faults.at("/parter")) {
      return;
    }
    if (new HashSet<>(ny.parter()).size() != ny.parter().size()) {
      faults.rule(
          "/parter",
          "DUBBLETT",
          "En part finns två gånger; flera kommuner är en part, flera regioner likaså (R7)");
    } else if (ny.parter().size() < 2) {
      faults.rule("/parter", "FOR_FA_PARTER", "Minst två parter deltar i en insats (R7)");
    } else if (ny.insatsagare() != null && !ny.parter().contains(ny.insatsagare())) {
      faults.rule("/parter", "INSATSAGARE_SAKNAS", "Insatsägaren är en av parterna (R7)");
    }
  }

  /** R10: names are unique among the förbund's insatser. */
  private static void kontrolleraNamn(
      Handle h, int forbund, String kod, NyInsats ny, Faults faults) {
    if (ny.namn() != null
        && h.createQuery(NAMNET_UPPTAGET)
            .bind("forbund", forbund)
            .bind("namn", ny.namn())
            .bind("kod", kod)
            .mapTo(Boolean.class)
            .one()) {
      faults.rule("/namn", "NAMN_UPPTAGET", "En annan av förbundets insatser har samma namn (R10)");
    }
  }

  /** R1: inriktning, uppföljningsmetod and ESF-finansiering are chosen once. */
  private static void kontrolleraOforandrat(Rad forr, NyInsats ny, Faults faults) {
    var detail = "Kan inte ändras; avsluta insatsen och skapa en ny (R1)";
    if (ny.inriktning() != null && ny.inriktning() != forr.inriktning()) {
      faults.rule("/inriktning", "OFORANDERLIG", detail);
    }
    if (ny.uppfoljningsmetod() != null && ny.uppfoljningsmetod() != forr.uppfoljningsmetod()) {
      faults.rule("/uppfoljningsmetod", "OFORANDERLIG", detail);
    }
    if (ny.esfFinansiering() != null && ny.esfFinansiering() != forr.esfFinansiering()) {
      faults.rule("/esfFinansiering", "OFORANDERLIG", detail);
    }
  }

  /** R11 from the other side: what has been registered stays within the insats's life. */
  private static void kontrolleraLivet(Handle h, Rad forr, NyInsats ny, Faults faults) {
    if (ny.startdatum() == null) {
      return;
    }
    List<String> utanfor =
        h.createQuery(UTANFOR_LIVET)
            .bind("insats", forr.insats())
            .bind("startdatum", ny.startdatum())
            .bind("slutdatum", ny.slutdatum())
            .mapTo(String.class)
            .list();
    if (!utanfor.isEmpty()) {
      faults.rule(
          Kvartal.parse(utanfor.get(0)).slut().isBefore(ny.startdatum())
              ? "/startdatum"
              : "/slutdatum",
          "REGISTRERING_UTANFOR",
          "Det finns registreringar utanför insatsens tid: " + utanfor + " (R11)");
    }
  }

  private static boolean samma(Rad forr, NyInsats ny) {
    return forr.namn().equals(ny.namn())
        && forr.preciseradInriktning() == ny.preciseradInriktning()
        && forr.insatsagare() == ny.insatsagare()
        && forr.startdatum().equals(ny.startdatum())
        && Objects.equals(forr.slutdatum(), ny.slutdatum())
        && sorted(forr.malgrupper()).equals(sorted(ny.malgrupper()))
        && sorted(forr.parter()).equals(sorted(ny.parter()));
  }

  private static <T extends Comparable<? super T>> List<T> sorted(List<T> list) {
    return list == null ? List.of() : new ArrayList<>(list).stream().sorted().toList();
  }

  private static final String HAR_REGISTRERINGAR =
      "select exists (select from registrering where insats = :insats)";

  private static final String HAR_EKONOMI =
      "select exists (select from insats_ekonomi_version where insats = :insats)";

  /**
   * Removes an insats on which nothing has ever been registered, nor any money told. What was known
   * before is still known as of then.
   *
   * @throws ProblemException 404 if there is none, 409 if something has been registered or told
   */
  void taBort(String forbund, String kod, Caller caller, Consumer<Etag> precondition) {
    jdbi.useTransaction(
        h -> {
          int nr = forbunden.ensam(h, forbund, caller);
          var forr =
              h.createQuery(GALLANDE)
                  .bind("forbund", nr)
                  .bind("kod", kod)
                  .mapTo(Rad.class)
                  .findOne()
                  .orElseThrow(ProblemException::notFound);
          precondition.accept(Etag.version(forr.nr()));
          if (h.createQuery(HAR_REGISTRERINGAR)
              .bind("insats", forr.insats())
              .mapTo(Boolean.class)
              .one()) {
            throw ProblemException.conflict(
                "{insats}",
                "HAR_REGISTRERINGAR",
                "Insatsen har registreringar och kan inte tas bort; avsluta den med slutdatum");
          }
          if (h.createQuery(HAR_EKONOMI).bind("insats", forr.insats()).mapTo(Boolean.class).one()) {
            throw ProblemException.conflict(
                "{insats}",
                "HAR_EKONOMI",
                "Insatsen har ekonomi och kan inte tas bort; avsluta den med slutdatum");
          }
          var mottagning = mottagningar.spara(h, Mottagning.Slag.INSATS, caller, forbund);
          h.createUpdate(ERSATT)
              .bind("nr", forr.nr())
              .bind("mottagen", mottagning.mottagen())
              .execute();
        });
  }
}
