package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.sammanstallning.Brott;
import se.finsam.uppfoljning.security.Caller;

/** The yearly extracts: taken, published and withdrawn, each once; never changed. */
@Singleton
class Arsuttagen {
  /** The rules by which new extracts are made. */
  static final String REGELVERSION = "1";

  private final Jdbi jdbi;
  private final Mottagningar mottagningar;
  private final Idempotens idempotens;
  private final Klocka klocka;
  private final ObjectMapper mapper;
  private final Instance<Regelverk> regelverk;
  private final Oppet.Trosklar trosklar;

  Arsuttagen(
      Jdbi jdbi,
      Mottagningar mottagningar,
      Idempotens idempotens,
      Klocka klocka,
      ObjectMapper mapper,
      Instance<Regelverk> regelverk,
      @ConfigProperty(name = "finsam.rojandekontroll.troskel") int troskel,
      @ConfigProperty(name = "finsam.rojandekontroll.troskel-personal") int troskelPersonal) {
    this.jdbi = jdbi;
    this.mottagningar = mottagningar;
    this.idempotens = idempotens;
    this.klocka = klocka;
    this.mapper = mapper;
    this.regelverk = regelverk;
    this.trosklar = new Oppet.Trosklar(troskel, troskelPersonal);
  }

  /**
   * A write, its key, and how its answer is put together.
   *
   * @param svar the answer's body, of the extract as it then is
   */
  record Begaran(
      Caller caller,
      Optional<Idempotens.Nyckel> nyckel,
      Function<Arsuttag, Idempotens.Svar> svar) {}

  /** One write at a time, so that numbers and publications follow each other. */
  private static final String ENSAM = "select pg_advisory_xact_lock(2, :ar)";

  private static final String ALLA =
      """
      select u.nr, u.ar, u.huvudversion, u.underversion, u.nummer, u.uttagsdatum, u.per_tidpunkt, u.anteckning, u.regelversion,
             u.kontrollsumma, u.mottagen, p.mottagen as publicerad, p.troskel, p.troskel_personal,
             p.kontrollsumma as oppen_kontrollsumma,
             (select n.nummer from arsuttag_publicering s join arsuttag n on n.nr = s.arsuttag
               where n.ar = u.ar and s.nr > p.nr order by s.nr limit 1) as ersatt_av,
             a.mottagen as aterkallad, a.orsak,
             (select n.nummer
                from arsuttag_publicering s
                join arsuttag n on n.nr = s.arsuttag
                left join arsuttag_aterkallande b on b.arsuttag = n.nr
               where n.ar = u.ar and (p.nr is null or s.nr > p.nr) and b.arsuttag is null
               order by s.nr desc limit 1) as efterfoljare
        from arsuttag u
        left join arsuttag_publicering p on p.arsuttag = u.nr
        left join arsuttag_aterkallande a on a.arsuttag = u.nr
      """;

  private static final String NYAST_FORST =
      " order by u.ar desc, u.huvudversion desc, u.underversion desc";

  /** All there are, the newest year first, and of each year the newest first. */
  List<Arsuttag> alla() {
    return jdbi.withHandle(h -> h.createQuery(ALLA + NYAST_FORST).mapTo(Arsuttag.class).list());
  }

  private static List<Arsuttag> arets(Handle h, int ar) {
    return h.createQuery(ALLA + " where u.ar = :ar" + NYAST_FORST)
        .bind("ar", ar)
        .mapTo(Arsuttag.class)
        .list();
  }

  /**
   * One extract.
   *
   * @param version {@code 2023.1.0}, {@code 1.0}, or {@code senaste}: the published one that holds,
   *     or, for those who may see drafts, the newest draft while none has been published
   * @param nationell true if drafts may be seen
   * @throws ProblemException 404 if there is none that may be seen
   */
  Arsuttag ett(String ar, String version, boolean nationell) {
    var year = Ar.of(ar).orElseThrow(ProblemException::notFound);
    var synliga =
        jdbi.withHandle(h -> arets(h, year.ar())).stream()
            .filter(a -> nationell || a.allmant())
            .toList();
    if (!version.equals("senaste")) {
      return synliga.stream()
          .filter(a -> a.nummer().equals(version) || a.nummer().equals(ar + "." + version))
          .findFirst()
          .orElseThrow(ProblemException::notFound);
    }
    return synliga.stream()
        .filter(Arsuttag::allmant)
        .max(Comparator.comparing(Arsuttag::publicerad))
        .or(() -> synliga.stream().filter(a -> a.lage() == Lage.UTKAST).findFirst())
        .or(() -> synliga.stream().findFirst())
        .orElseThrow(ProblemException::notFound);
  }

  private static final String INNEHALL = "select innehall from arsuttag where nr = :nr";
  private static final String OPPET =
      "select innehall from arsuttag_publicering where arsuttag = :nr";

  /** The whole content, or what is open of it. */
  Dokument dokument(Arsuttag a, boolean nationell) {
    return jdbi.withHandle(h -> dokument(h, nationell ? INNEHALL : OPPET, a));
  }

  private static Dokument dokument(Handle h, String sql, Arsuttag a) {
    return new Dokument(h.createQuery(sql).bind("nr", a.nr()).mapTo(byte[].class).one());
  }

  private Regelverk regler(String version) {
    return regelverk.stream()
        .filter(r -> r.version().equals(version))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no rules of version " + version));
  }

  private static final String TA =
      """
      insert into arsuttag (ar, huvudversion, underversion, uttagsdatum, per_tidpunkt, anteckning, regelversion, innehall,
                            kontrollsumma, mottagning, mottagen)
      values (:ar, :huvudversion, :underversion, :uttagsdatum, :perTidpunkt, :anteckning, :regelversion, :innehall,
              :kontrollsumma, :mottagning, :mottagen)
      """;

  /**
   * Takes an extract: everything is computed as of the end of its day, and kept.
   *
   * @throws ProblemException 422 with every broken rule
   */
  Idempotens.Svar ta(NyttArsuttag nytt, Faults faults, Begaran begaran) {
    var nu = mottagningar.lasTid();
    var ar = nytt.ar() == null ? null : new Ar(nytt.ar());
    if (ar != null && !faults.at("/ar")) {
      kontrollera(ar, nytt, faults);
    }
    var t =
        nytt.uttagsdatum() == null
            ? nu
            : mottagningar.dag("/uttagsdatum", nytt.uttagsdatum(), nu, faults).orElse(nu);
    faults.refuse();
    var innehall = regler(REGELVERSION).innehall(ar, nytt.uttagsdatum(), t);
    return skriv(
        ar.ar(),
        begaran,
        h -> {
          var senast = arets(h, ar.ar()).stream().findFirst();
          boolean samma =
              senast.isPresent()
                  && figurer(dokument(h, INNEHALL, senast.get())).equals(figurer(innehall));
          int huvud = senast.map(Arsuttag::huvudversion).orElse(0) + (samma ? 0 : 1);
          int under = samma ? senast.get().underversion() + 1 : 0;
          var mottagning = mottagningar.spara(h, Mottagning.Slag.ARSUTTAG, begaran.caller(), null);
          h.createUpdate(TA)
              .bind("ar", ar.ar())
              .bind("huvudversion", huvud)
              .bind("underversion", under)
              .bind("uttagsdatum", nytt.uttagsdatum())
              .bind("perTidpunkt", t)
              .bind("anteckning", nytt.anteckning())
              .bind("regelversion", REGELVERSION)
              .bind("innehall", innehall.bytes())
              .bind("kontrollsumma", innehall.kontrollsumma())
              .bind("mottagning", mottagning.nr())
              .bind("mottagen", mottagning.mottagen())
              .execute();
          return "%d.%d.%d".formatted(ar.ar(), huvud, under);
        });
  }

  private void kontrollera(Ar ar, NyttArsuttag nytt, Faults faults) {
    if (ar.ar() < Ar.FORSTA) {
      faults.rule("/ar", "FORE_SYSTEMET", Brott.SUS);
    } else if (ar.start().isAfter(java.time.LocalDate.ofInstant(klocka.instant(), Ar.SVERIGE))) {
      faults.rule("/ar", "EJ_PABORJAT", "Året har inte börjat");
    } else if (nytt.uttagsdatum() != null && nytt.uttagsdatum().isBefore(ar.start())) {
      faults.rule("/uttagsdatum", "FORE_START", "Då hade året inte börjat");
    }
  }

  /** What the figures are, apart from the day as of which they were told. */
  private static JsonNode figurer(Dokument dokument) {
    var figurer = (ObjectNode) dokument.innehall();
    figurer.remove(List.of("uttagsdatum", "perTidpunkt", "regelversion"));
    figurer.path("tabeller").forEach(t -> ((ObjectNode) t).remove("noter"));
    return figurer;
  }

  private static final String PUBLICERA =
      """
      insert into arsuttag_publicering (arsuttag, troskel, troskel_personal, regelversion, innehall, kontrollsumma, mottagning, mottagen)
      values (:arsuttag, :troskel, :troskelPersonal, :regelversion, :innehall, :kontrollsumma, :mottagning, :mottagen)
      """;

  /**
   * Makes an extract public: what is open of it is protected now, and never changed. One that is
   * public already stays as it is.
   *
   * @throws ProblemException 409 if it has been withdrawn, or a later one of its year has been
   *     published
   */
  Idempotens.Svar publicera(Arsuttag vilket, Begaran begaran) {
    var fore = jdbi.withHandle(h -> arets(h, vilket.ar()));
    // this takes a while, and no transaction may wait for it: what it is made of is looked at again
    var oppet = vilket.lage() == Lage.UTKAST ? oppet(vilket, fore) : null;
    return skriv(
        vilket.ar(),
        begaran,
        h -> {
          var arets = arets(h, vilket.ar());
          var a = arets.stream().filter(u -> u.nr() == vilket.nr()).findFirst().orElseThrow();
          if (a.lage() == Lage.ATERKALLAT) {
            throw ProblemException.conflict("", "ATERKALLAT", "Årsuttaget har återkallats");
          }
          if (a.allmant()) {
            return a.nummer();
          }
          if (arets.stream().anyMatch(u -> u.allmant() && u.nr() > a.nr())) {
            throw ProblemException.conflict(
                "", "SENARE_PUBLICERAT", "Ett senare årsuttag för året har publicerats");
          }
          if (!allmanna(arets).equals(allmanna(fore))) {
            throw ProblemException.conflict(
                "", "SAMTIDIGT", "Ett annat årsuttag för året publicerades just nu; försök igen");
          }
          var mottagning = mottagningar.spara(h, Mottagning.Slag.ARSUTTAG, begaran.caller(), null);
          h.createUpdate(PUBLICERA)
              .bind("arsuttag", a.nr())
              .bind("troskel", trosklar.deltagare())
              .bind("troskelPersonal", trosklar.personal())
              .bind("regelversion", Oppet.REGELVERSION)
              .bind("innehall", oppet.bytes())
              .bind("kontrollsumma", oppet.kontrollsumma())
              .bind("mottagning", mottagning.nr())
              .bind("mottagen", mottagning.mottagen())
              .execute();
          return a.nummer();
        });
  }

  private Dokument oppet(Arsuttag a, List<Arsuttag> arets) {
    var innehall = dokument(a, true).innehall();
    return Oppet.av(innehall, trosklar, jdbi.withHandle(h -> forut(h, arets)), mapper);
  }

  private static List<Long> allmanna(List<Arsuttag> arets) {
    return arets.stream().filter(Arsuttag::allmant).map(Arsuttag::nr).toList();
  }

  /** The releases of the year so far, withdrawn ones too: what was told cannot be untold. */
  private static List<Oppet.Forut> forut(Handle h, List<Arsuttag> tidigare) {
    var forut = new ArrayList<Oppet.Forut>();
    tidigare.stream()
        .filter(Arsuttag::allmant)
        .sorted(Comparator.comparing(Arsuttag::publicerad))
        .forEach(
            a ->
                forut.add(
                    new Oppet.Forut(
                        dokument(h, INNEHALL, a).innehall(), dokument(h, OPPET, a).innehall())));
    return forut;
  }

  private static final String ATERKALLA =
      """
      insert into arsuttag_aterkallande (arsuttag, orsak, mottagning, mottagen)
      values (:arsuttag, :orsak, :mottagning, :mottagen)
      """;

  /**
   * Withdraws an extract: none of its figures is told any more.
   *
   * @throws ProblemException 409 if it has been withdrawn already, for another reason
   */
  Idempotens.Svar aterkalla(Arsuttag vilket, String orsak, Begaran begaran) {
    return skriv(
        vilket.ar(),
        begaran,
        h -> {
          var a =
              arets(h, vilket.ar()).stream()
                  .filter(u -> u.nr() == vilket.nr())
                  .findFirst()
                  .orElseThrow();
          if (a.aterkallad() != null) {
            if (a.orsak().equals(orsak)) {
              return a.nummer();
            }
            throw ProblemException.conflict("", "ATERKALLAT", "Årsuttaget är redan återkallat");
          }
          var mottagning = mottagningar.spara(h, Mottagning.Slag.ARSUTTAG, begaran.caller(), null);
          h.createUpdate(ATERKALLA)
              .bind("arsuttag", a.nr())
              .bind("orsak", orsak)
              .bind("mottagning", mottagning.nr())
              .bind("mottagen", mottagning.mottagen())
              .execute();
          return a.nummer();
        });
  }

  /** One transaction: an earlier answer to the same key, or the write and its answer. */
  private Idempotens.Svar skriv(int ar, Begaran begaran, Function<Handle, String> gor) {
    return jdbi.inTransaction(
        h -> {
          var tidigare = begaran.nyckel().flatMap(n -> idempotens.tidigare(h, n));
          if (tidigare.isPresent()) {
            return tidigare.get();
          }
          h.createQuery(ENSAM).bind("ar", ar).mapToMap().one();
          var nummer = gor.apply(h);
          var blev =
              arets(h, ar).stream()
                  .filter(a -> a.nummer().equals(nummer))
                  .findFirst()
                  .orElseThrow();
          var svar = begaran.svar().apply(blev);
          begaran.nyckel().ifPresent(n -> idempotens.spara(h, n, svar));
          return svar;
        });
  }

  /**
   * Whether an extract can still be made of the registrations, byte for byte.
   *
   * @param innehall the content as it is kept
   * @param beraknat the content as it is made again, by the rules that it was made by
   * @param oppet the open document as it is kept, null if it has not been published
   * @param beraknatOppet the same as it is made again
   */
  record Prov(Dokument innehall, Dokument beraknat, Dokument oppet, Dokument beraknatOppet) {}

  Prov prova(Arsuttag a) {
    var beraknat =
        regler(a.regelversion()).innehall(new Ar(a.ar()), a.uttagsdatum(), a.perTidpunkt());
    var innehall = dokument(a, true);
    if (!a.allmant()) {
      return new Prov(innehall, beraknat, null, null);
    }
    var forut =
        jdbi.withHandle(
            h ->
                forut(
                    h,
                    arets(h, a.ar()).stream()
                        .filter(u -> u.allmant() && u.publicerad().isBefore(a.publicerad()))
                        .toList()));
    return new Prov(
        innehall,
        beraknat,
        dokument(a, false),
        Oppet.av(
            beraknat.innehall(),
            new Oppet.Trosklar(a.troskel(), a.troskelPersonal()),
            forut,
            mapper));
  }
}
