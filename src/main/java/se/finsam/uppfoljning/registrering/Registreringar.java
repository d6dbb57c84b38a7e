package se.finsam.uppfoljning.registrering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Sida;

/** What the förbund have registered, every version kept. */
@Singleton
public class Registreringar {
  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Mottagningar mottagningar;
  private final Idempotens idempotens;
  private final Clock clock;
  private final ObjectMapper mapper;

  Registreringar(
      Jdbi jdbi,
      Forbunden forbunden,
      Mottagningar mottagningar,
      Idempotens idempotens,
      Klocka clock,
      ObjectMapper mapper) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.mottagningar = mottagningar;
    this.idempotens = idempotens;
    this.clock = clock;
    this.mapper = mapper;
  }

  /**
   * A request as it is to be received.
   *
   * @param forbund code of the förbund
   * @param ny what it registers
   * @param faults what is already known to be wrong with it
   * @param caller who sends it
   * @param nyckel its idempotency key, if it has one
   * @param provkorning true: tell the effect, store nothing
   * @param base address under which the förbund's resources are found, ending in a slash
   */
  public record Begaran(
      String forbund,
      NyaRegistreringar ny,
      Faults faults,
      Caller caller,
      Optional<Idempotens.Nyckel> nyckel,
      boolean provkorning,
      String base) {}

  /**
   * Receives a förbund's registrations for a quarter, all or nothing.
   *
   * @return the answer: 201 with the receipt if something was new, 200 if nothing was, the earlier
   *     answer to a repeated key
   * @throws ProblemException 404 if the förbund is not the caller's, 422 with every broken rule
   */
  public Idempotens.Svar taEmot(Begaran begaran) {
    return jdbi.inTransaction(
        h -> {
          var tidigare =
              begaran.provkorning()
                  ? Optional.<Idempotens.Svar>empty()
                  : begaran.nyckel().flatMap(n -> idempotens.tidigare(h, n));
          if (tidigare.isPresent()) {
            forbunden.nr(h, begaran.forbund(), begaran.caller());
            return tidigare.get();
          }
          return taEmot(h, begaran);
        });
  }

  private Idempotens.Svar taEmot(Handle h, Begaran begaran) {
    int forbund = forbunden.ensam(h, begaran.forbund(), begaran.caller());
    var ny = begaran.ny();
    var faults = begaran.faults();
    var nuvarande =
        ny.kvartal() == null
            ? Map.<String, Registrering.Nuvarande>of()
            : nuvarande(h, forbund, ny.kvartal());
    kontrolleraKvartal(ny, faults);
    kontrolleraRader(ny, nuvarande, faults);
    faults.refuse();

    var andringar = andringar(ny, nuvarande);
    var antal = antal(andringar.values());
    var mottagen = begaran.provkorning() ? clock.instant() : mottagningar.taEmot(h);
    var kvittens = kvittens(begaran, nuvarande, andringar, antal, mottagen);
    var svar =
        new Idempotens.Svar(
            antal.nagot() && !begaran.provkorning() ? 201 : 200,
            location(kvittens),
            json(kvittens));
    if (!begaran.provkorning()) {
      var mottagning =
          mottagningar.spara(
              h,
              kvittens.id(),
              mottagen,
              Mottagning.Slag.REGISTRERING,
              begaran.caller(),
              begaran.forbund(),
              antal.nagot(),
              svar.svar());
      skriv(h, ny.kvartal(), andringar.values(), mottagning);
      begaran.nyckel().ifPresent(n -> idempotens.spara(h, n, svar));
    }
    return svar;
  }

  private static final String NUVARANDE =
      """
      select i.insats, i.kod, i.inriktning = 'INDIVIDINRIKTAD' as individinriktad, i.startdatum, i.slutdatum,
             r.nr, r.version, r.aterkallad,
             r.pagaende_vid_start_kvinnor, r.pagaende_vid_start_man, r.nya_kvinnor, r.nya_man,
             r.avslutade_kvinnor, r.avslutade_man, r.totalt, r.kommentar
        from insats_version i
        left join registrering r
          on r.insats = i.insats and r.ar = :ar and r.kvartal = :kvartal and r.ersatt = 'infinity'
       where i.forbund = :forbund and i.ersatt = 'infinity'
       order by i.kod
      """;

  /** The förbund's insatser by id, each with what is registered on it for the quarter. */
  private static Map<String, Registrering.Nuvarande> nuvarande(
      Handle h, int forbund, Kvartal kvartal) {
    return h
        .createQuery(NUVARANDE)
        .bind("forbund", forbund)
        .bind("ar", kvartal.ar())
        .bind("kvartal", kvartal.nummer())
        .mapTo(Registrering.Nuvarande.class)
        .stream()
        .collect(
            Collectors.toMap(
                Registrering.Nuvarande::kod, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  /** A quarter that has not begun has nothing to tell. */
  private void kontrolleraKvartal(NyaRegistreringar ny, Faults faults) {
    if (ny.kvartal() != null && !ny.kvartal().harBorjat(clock.instant())) {
      faults.rule("/kvartal", "EJ_PABORJAT", "Kvartalet har inte börjat");
    }
    if (ny.registreringar() != null && ny.registreringar().isEmpty() && !ny.helaKvartalet()) {
      faults.rule("/registreringar", "TOM", "Listan är tom");
    }
  }

  private static void kontrolleraRader(
      NyaRegistreringar ny, Map<String, Registrering.Nuvarande> nuvarande, Faults faults) {
    if (ny.registreringar() == null) {
      return;
    }
    var sedda = new HashSet<String>();
    for (int i = 0; i < ny.registreringar().size(); i++) {
      var rad = ny.registreringar().get(i);
      if (rad == null) {
        continue;
      }
      var pointer = "/registreringar/" + i;
      if (rad.insats() != null && !rad.insats().isBlank() && !sedda.add(rad.insats())) {
        faults.rule(pointer + "/insats", "DUBBLETT", "Insatsen finns två gånger i begäran");
      }
      kontrolleraBalans(rad, pointer, faults);
      var insats = rad.insats() == null ? null : nuvarande.get(rad.insats());
      if (insats != null) {
        kontrolleraInsats(ny.kvartal(), rad, insats, pointer, faults);
      } else if (ny.kvartal() != null && !faults.at(pointer + "/insats")) {
        faults.rule(pointer + "/insats", "OKAND_INSATS", "Förbundet har ingen sådan insats");
      }
    }
  }

  /** R5 and R11: the right kind of counts, in a quarter of the insats's life. */
  private static void kontrolleraInsats(
      Kvartal kvartal,
      NyRegistrering rad,
      Registrering.Nuvarande insats,
      String pointer,
      Faults faults) {
    if (!insats.levde(kvartal)) {
      faults.rule(
          pointer + "/insats",
          "UTANFOR_INSATSENS_TID",
          "Insatsen pågår inte under kvartalet (R11)");
    }
    var d = rad.deltagare();
    if (d == null) {
      return;
    }
    var perKon = new LinkedHashMap<String, AntalPerKon>();
    perKon.put("pagaendeVidStart", d.pagaendeVidStart());
    perKon.put("nya", d.nya());
    perKon.put("avslutade", d.avslutade());
    perKon.forEach(
        (namn, antal) -> {
          var at = pointer + "/deltagare/" + namn;
          if (insats.individinriktad() && antal == null && !faults.at(at)) {
            faults.rule(at, "SAKNAS", "Uppgiften saknas för en individinriktad insats");
          } else if (!insats.individinriktad() && antal != null) {
            faults.rule(
                at,
                "FEL_SLAG",
                "En strukturövergripande insats räknas bara totalt, aldrig per kön (R5)");
          }
        });
    var at = pointer + "/deltagare/totalt";
    if (insats.individinriktad() && d.totalt() != null) {
      faults.rule(at, "FEL_SLAG", "En individinriktad insats räknas per kön (R5)");
    } else if (!insats.individinriktad() && d.totalt() == null && !faults.at(at)) {
      faults.rule(at, "SAKNAS", "Uppgiften saknas för en strukturövergripande insats");
    }
  }

  /** R12: no more can end than there were. */
  private static void kontrolleraBalans(NyRegistrering rad, String pointer, Faults faults) {
    var d = rad.deltagare();
    if (d == null || d.pagaendeVidStart() == null || d.nya() == null || d.avslutade() == null) {
      return;
    }
    var at = pointer + "/deltagare/avslutade";
    var detail = "Fler avslutade än pågående vid start och nya tillsammans (R12)";
    if (brister(d.pagaendeVidStart().kvinnor(), d.nya().kvinnor(), d.avslutade().kvinnor())) {
      faults.rule(at + "/kvinnor", "FLER_AVSLUTADE", detail);
    }
    if (brister(d.pagaendeVidStart().man(), d.nya().man(), d.avslutade().man())) {
      faults.rule(at + "/man", "FLER_AVSLUTADE", detail);
    }
  }

  private static boolean brister(Integer pagaende, Integer nya, Integer avslutade) {
    return pagaende != null
        && nya != null
        && avslutade != null
        && Math.min(pagaende, nya) >= 0
        && avslutade > (long) pagaende + nya;
  }

  /** What becomes of each insats that the request touches. */
  private static Map<String, Andring> andringar(
      NyaRegistreringar ny, Map<String, Registrering.Nuvarande> nuvarande) {
    var andringar = new LinkedHashMap<String, Andring>();
    for (var rad : ny.registreringar()) {
      andringar.put(rad.insats(), Andring.av(nuvarande.get(rad.insats()), rad));
    }
    if (ny.helaKvartalet()) {
      nuvarande.values().stream()
          .filter(n -> n.registrerad() && !andringar.containsKey(n.kod()))
          .forEach(n -> andringar.put(n.kod(), new Andring.Aterkallad(n)));
    }
    return andringar;
  }

  private static Kvittens.Antal antal(Iterable<Andring> andringar) {
    int nya = 0;
    int rattade = 0;
    int oforandrade = 0;
    int aterkallade = 0;
    for (var andring : andringar) {
      nya += andring instanceof Andring.Ny ? 1 : 0;
      rattade += andring instanceof Andring.Rattad ? 1 : 0;
      oforandrade += andring instanceof Andring.Oforandrad ? 1 : 0;
      aterkallade += andring instanceof Andring.Aterkallad ? 1 : 0;
    }
    return new Kvittens.Antal(nya, rattade, oforandrade, aterkallade);
  }

  private static Kvittens kvittens(
      Begaran begaran,
      Map<String, Registrering.Nuvarande> nuvarande,
      Map<String, Andring> andringar,
      Kvittens.Antal antal,
      Instant mottagen) {
    var fore = new ArrayList<Deltagare>();
    var efter = new ArrayList<Deltagare>();
    var saknas = new ArrayList<String>();
    var kvartal = begaran.ny().kvartal();
    for (var insats : nuvarande.values()) {
      var andring = andringar.get(insats.kod());
      var forr = insats.registrerad() ? insats.deltagare() : null;
      var sedan = andring == null ? forr : andring.efterat();
      if (forr != null) {
        fore.add(forr);
      }
      if (sedan != null) {
        efter.add(sedan);
      } else if (insats.levde(kvartal)) {
        saknas.add(insats.kod());
      }
    }
    var id = begaran.provkorning() ? null : Mottagningar.nyttId();
    var links = new LinkedHashMap<String, Lank>();
    if (id != null) {
      links.put("self", Lank.get("self", begaran.base() + "kvittenser/" + id));
    }
    links.put("related", Lank.get("related", begaran.base() + "registreringar?kvartal=" + kvartal));
    return new Kvittens(
        id,
        begaran.forbund(),
        kvartal,
        mottagen,
        begaran.provkorning(),
        antal,
        new Kvittens.ForeEfter(summa(fore), summa(efter)),
        saknas,
        links);
  }

  private static Kvittens.Summa summa(List<Deltagare> rader) {
    return new Kvittens.Summa(
        rader.size(),
        rader.stream().mapToLong(Deltagare::kvinnor).sum(),
        rader.stream().mapToLong(Deltagare::man).sum(),
        rader.stream().mapToLong(Deltagare::personal).sum());
  }

  private static String location(Kvittens kvittens) {
    return kvittens.provkorning() ? null : kvittens.links().get("self").href();
  }

  private String json(Kvittens kvittens) {
    try {
      return mapper.writeValueAsString(kvittens);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String ERSATT =
      "update registrering set ersatt = :mottagen where nr = any(:nr) and ersatt = 'infinity'";

  private static final String NYA =
      """
      insert into registrering (insats, individinriktad, ar, kvartal, version, aterkallad,
                                pagaende_vid_start_kvinnor, pagaende_vid_start_man, nya_kvinnor, nya_man,
                                avslutade_kvinnor, avslutade_man, totalt, kommentar, rattelseorsak, mottagning, mottagen)
      select n.insats, n.individinriktad, :ar, :kvartal, n.version, n.aterkallad,
             n.pagaende_vid_start_kvinnor, n.pagaende_vid_start_man, n.nya_kvinnor, n.nya_man,
             n.avslutade_kvinnor, n.avslutade_man, n.totalt, n.kommentar, n.rattelseorsak, :mottagning, :mottagen
        from unnest(:insats, :individinriktad, :version, :aterkallad,
                    :pagaendeVidStartKvinnor, :pagaendeVidStartMan, :nyaKvinnor, :nyaMan,
                    :avslutadeKvinnor, :avslutadeMan, :totalt, :kommentar, :rattelseorsak)
          as n (insats, individinriktad, version, aterkallad,
                pagaende_vid_start_kvinnor, pagaende_vid_start_man, nya_kvinnor, nya_man,
                avslutade_kvinnor, avslutade_man, totalt, kommentar, rattelseorsak)
      """;

  /**
   * Closes the versions that are replaced and adds the new ones, in two statements whatever their
   * number.
   */
  private static void skriv(
      Handle h, Kvartal kvartal, Iterable<Andring> andringar, Mottagning mottagning) {
    var skrivs = new ArrayList<Andring>();
    for (var andring : andringar) {
      if (!(andring instanceof Andring.Oforandrad)) {
        skrivs.add(andring);
      }
    }
    if (skrivs.isEmpty()) {
      return;
    }
    var ersatta =
        skrivs.stream().map(a -> a.fore().nr()).filter(nr -> nr != null).toArray(Long[]::new);
    if (ersatta.length > 0) {
      h.createUpdate(ERSATT).bind("nr", ersatta).bind("mottagen", mottagning.mottagen()).execute();
    }
    var nya = skrivs.stream().map(Andring::skrivs).map(Optional::ofNullable).toList();
    var deltagare = nya.stream().map(n -> n.map(NyRegistrering::deltagare)).toList();
    h.createUpdate(NYA)
        .bind("ar", kvartal.ar())
        .bind("kvartal", kvartal.nummer())
        .bind("mottagning", mottagning.nr())
        .bind("mottagen", mottagning.mottagen())
        .bind("insats", skrivs.stream().map(a -> a.fore().insats()).toArray(Long[]::new))
        .bind(
            "individinriktad",
            skrivs.stream().map(a -> a.fore().individinriktad()).toArray(Boolean[]::new))
        .bind(
            "version",
            skrivs.stream()
                .map(a -> a.fore().nr() == null ? 1 : a.fore().version() + 1)
                .toArray(Integer[]::new))
        .bind(
            "aterkallad",
            skrivs.stream().map(a -> a instanceof Andring.Aterkallad).toArray(Boolean[]::new))
        .bind("pagaendeVidStartKvinnor", antal(deltagare, d -> kvinnor(d.pagaendeVidStart())))
        .bind("pagaendeVidStartMan", antal(deltagare, d -> man(d.pagaendeVidStart())))
        .bind("nyaKvinnor", antal(deltagare, d -> kvinnor(d.nya())))
        .bind("nyaMan", antal(deltagare, d -> man(d.nya())))
        .bind("avslutadeKvinnor", antal(deltagare, d -> kvinnor(d.avslutade())))
        .bind("avslutadeMan", antal(deltagare, d -> man(d.avslutade())))
        .bind("totalt", antal(deltagare, Deltagare::totalt))
        .bind(
            "kommentar",
            nya.stream()
                .map(n -> n.map(NyRegistrering::kommentar).orElse(null))
                .toArray(String[]::new))
        .bind(
            "rattelseorsak",
            nya.stream()
                .map(n -> n.map(NyRegistrering::rattelseorsak).orElse(null))
                .toArray(String[]::new))
        .execute();
  }

  private static Integer[] antal(
      List<Optional<Deltagare>> deltagare, Function<Deltagare, Integer> del) {
    return deltagare.stream().map(d -> d.map(del).orElse(null)).toArray(Integer[]::new);
  }

  private static Integer kvinnor(AntalPerKon antal) {
    return antal == null ? null : antal.kvinnor();
  }

  private static Integer man(AntalPerKon antal) {
    return antal == null ? null : antal.man();
  }

  private static final String RADER =
      """
      select r.nr, f.kod as forbund, i.kod as insats, r.ar, r.kvartal, r.version, r.aterkallad,
             r.version = 1 or (select p.aterkallad from registrering p
                                where p.insats = r.insats and p.ar = r.ar and p.kvartal = r.kvartal
                                  and p.version = r.version - 1) as forsta,
             r.pagaende_vid_start_kvinnor, r.pagaende_vid_start_man, r.nya_kvinnor, r.nya_man,
             r.avslutade_kvinnor, r.avslutade_man, r.totalt, r.kommentar, r.rattelseorsak,
             r.mottagen, m.id as kvittens, m.avsandare, m.roll
        from %s r
        join insats i on i.nr = r.insats
        join forbund f on f.nr = i.forbund
        join mottagning m on m.nr = r.mottagning
       where i.forbund = :forbund
      """;

  private static final String GALLANDE =
      RADER.formatted("gallande_registrering(:t)")
          + """
             and (:ar::int is null or (r.ar = :ar and r.kvartal = :kvartal))
             and (:insats::text is null or i.kod = :insats)
          """;

  private static final String VERSIONER =
      RADER.formatted("registrering")
          + """
             and r.mottagen <= :t and r.ar = :ar and r.kvartal = :kvartal
             and i.nr = (select nr from insats where forbund = :forbund and kod = :insats order by nr desc limit 1)
           order by r.version
          """;

  /** A page of the list, and how long the whole is. */
  record Lista(List<RegistreringSvar> rader, long antal) {}

  /** What was valid as known at t, of one quarter or all, one insats or all. */
  Lista gallande(
      String forbund,
      Optional<Kvartal> kvartal,
      String insats,
      Caller caller,
      Instant t,
      Sida sida) {
    return jdbi.withHandle(
        h -> {
          int nr = forbunden.nr(h, forbund, caller);
          var fraga =
              h.createQuery(
                      GALLANDE + " order by r.ar, r.kvartal, i.kod limit :limit offset :offset")
                  .bind("limit", sida.limit())
                  .bind("offset", sida.offset());
          var antal = h.createQuery("select count(*) from (" + GALLANDE + ") alla");
          for (var q : List.of(fraga, antal)) {
            q.bind("t", t)
                .bind("forbund", nr)
                .bind("ar", kvartal.map(Kvartal::ar).orElse(null))
                .bind("kvartal", kvartal.map(Kvartal::nummer).orElse(null))
                .bind("insats", insats);
          }
          return new Lista(
              fraga.mapTo(Registrering.Version.class).stream()
                  .map(Registrering.Version::svar)
                  .toList(),
              antal.mapTo(Long.class).one());
        });
  }

  /** Every version that was known at t, the oldest first, withdrawals too. */
  List<RegistreringSvar> versioner(
      String forbund, Kvartal kvartal, String insats, Caller caller, Instant t) {
    return jdbi.withHandle(
        h ->
            h
                .createQuery(VERSIONER)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("ar", kvartal.ar())
                .bind("kvartal", kvartal.nummer())
                .bind("insats", insats)
                .bind("t", t)
                .mapTo(Registrering.Version.class)
                .stream()
                .map(Registrering.Version::svar)
                .toList());
  }

  private static final String KVITTENS =
      """
      select m.kvittens
        from mottagning m join forbund f on f.kod = m.forbund
       where m.id = :id and f.nr = :forbund and m.kvittens is not null
      """;

  /** A receipt, exactly as it was answered. */
  Optional<String> kvittens(String forbund, UUID id, Caller caller) {
    return jdbi.withHandle(
        h ->
            h.createQuery(KVITTENS)
                .bind("forbund", forbunden.nr(h, forbund, caller))
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
  }
}
