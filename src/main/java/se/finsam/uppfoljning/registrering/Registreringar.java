package se.finsam.uppfoljning.registrering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.forbund.Turordning;
import se.finsam.uppfoljning.mottagning.Idempotens;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.mottagning.Mottagning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.tidplan.Tidplaner;

/**
 * Receives what the förbund register, every version kept. Whatever the way in (many rows, one row,
 * a withdrawal; JSON or a file), it is the same path with the same rules.
 */
@Singleton
public class Registreringar {
  /** Why, when a request that tells the whole quarter leaves an insats out and does not say why. */
  private static final String UTELAMNAD = "Utelämnad när hela kvartalet registrerades";

  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Turordning turordning;
  private final Tidplaner tidplaner;
  private final Mottagningar mottagningar;
  private final Idempotens idempotens;
  private final Varningar varningar;
  private final Clock clock;
  private final ObjectMapper mapper;

  Registreringar(
      Jdbi jdbi,
      Forbunden forbunden,
      Turordning turordning,
      Tidplaner tidplaner,
      Mottagningar mottagningar,
      Idempotens idempotens,
      Varningar varningar,
      Klocka clock,
      ObjectMapper mapper) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.turordning = turordning;
    this.tidplaner = tidplaner;
    this.mottagningar = mottagningar;
    this.idempotens = idempotens;
    this.varningar = varningar;
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
   * @param told how a warning is told to this client: in a file by line and column too
   */
  public record Begaran(
      String forbund,
      NyaRegistreringar ny,
      Faults faults,
      Caller caller,
      Optional<Idempotens.Nyckel> nyckel,
      boolean provkorning,
      String base,
      UnaryOperator<Varning> told) {}

  private <T> T iTur(Begaran begaran, HandleCallback<T, RuntimeException> arbete) {
    return turordning.iTur(begaran.forbund(), () -> jdbi.inTransaction(arbete));
  }

  /**
   * Receives a förbund's registrations for a quarter, all or nothing.
   *
   * @return the answer: 201 with the receipt if something was new, 200 if nothing was, the earlier
   *     answer to a repeated key
   * @throws ProblemException 404 if the förbund is not the caller's, 409 if the quarter is locked,
   *     422 with every broken rule
   */
  public Idempotens.Svar taEmot(Begaran begaran) {
    return iTur(
        begaran,
        h -> {
          var tidigare =
              begaran.provkorning()
                  ? Optional.<Idempotens.Svar>empty()
                  : begaran.nyckel().flatMap(n -> idempotens.tidigare(h, n));
          if (tidigare.isPresent()) {
            forbunden.nr(h, begaran.forbund(), begaran.caller());
            return tidigare.get();
          }
          var arende = new Arende(h, begaran, i -> "/registreringar/" + i);
          arende.kontrolleraKvartal();
          if (begaran.ny().registreringar() != null
              && begaran.ny().registreringar().isEmpty()
              && !begaran.ny().helaKvartalet()) {
            begaran.faults().rule("/registreringar", "TOM", "Listan är tom");
          }
          arende.kontrolleraRader();
          begaran.faults().refuse();
          var svar = arende.skriv(arende.andringar());
          if (!begaran.provkorning()) {
            begaran.nyckel().ifPresent(n -> idempotens.spara(h, n, svar));
          }
          return svar;
        });
  }

  /**
   * What became of a single row.
   *
   * @param nytt true if nothing was registered before
   * @param mottagen an instant as of which the row is as this request left it
   * @param varningar what looks odd in it
   */
  record Satt(boolean nytt, Instant mottagen, List<Varning> varningar) {}

  /**
   * Receives the registration of one insats.
   *
   * @param precondition asked, in the transaction, with the tag of what is there
   * @throws ProblemException 404 if the insats is not the caller's, 409 if the quarter is locked,
   *     422 with every broken rule
   */
  Satt satt(Begaran begaran, Consumer<Etag> precondition) {
    return iTur(
        begaran,
        h -> {
          var arende = new Arende(h, begaran, i -> "");
          var fore = arende.insats();
          arende.kontrolleraKvartal();
          arende.kontrolleraRader();
          begaran.faults().refuse();
          precondition.accept(fore.etag());
          arende.skriv(arende.andringar());
          return new Satt(!fore.registrerad(), arende.mottagen, arende.varnas);
        });
  }

  /**
   * Withdraws the registration of one insats. It stays in the history.
   *
   * @param precondition asked, in the transaction, with the tag of what is there
   * @throws ProblemException 404 if nothing is registered on it, 409 if the quarter is locked, 422
   *     without a reason
   */
  Idempotens.Svar aterkalla(Begaran begaran, String insats, Consumer<Etag> precondition) {
    return iTur(
        begaran,
        h -> {
          var arende = new Arende(h, begaran, i -> "");
          var fore = arende.nuvarande.get(insats);
          if (fore == null || !fore.registrerad()) {
            throw ProblemException.notFound();
          }
          arende.kontrolleraKvartal();
          if (begaran.ny().rattelseorsak() == null && begaran.faults().isEmpty()) {
            begaran
                .faults()
                .rule("{rattelseorsak}", "SAKNAS", "Ange varför registreringen återkallas");
          }
          begaran.faults().refuse();
          precondition.accept(fore.etag());
          return arende.skriv(
              Map.of(insats, new Andring.Aterkallad(fore, begaran.ny().rattelseorsak())));
        });
  }

  private static final String NUVARANDE =
      """
      select i.insats, i.kod, i.inriktning = 'INDIVIDINRIKTAD' as individinriktad, i.startdatum, i.slutdatum,
             r.nr, r.version, r.aterkallad,
             r.pagaende_vid_start_kvinnor, r.pagaende_vid_start_man, r.nya_kvinnor, r.nya_man,
             r.avslutade_kvinnor, r.avslutade_man, r.totalt, r.kommentar,
             far_se_insats(i.insats, :kopplad) as synlig, f.giltig_fran, f.giltig_till
        from insats_version i
        join forbund_version f on f.forbund = i.forbund and f.ersatt = 'infinity'
        left join registrering r
          on r.insats = i.insats and r.ar = :ar and r.kvartal = :kvartal and r.ersatt = 'infinity'
       where i.forbund = :forbund and i.ersatt = 'infinity'
       order by i.kod
      """;

  private static final String OVRIGA =
      """
      select r.insats, r.ar, r.kvartal,
             r.pagaende_vid_start_kvinnor, r.pagaende_vid_start_man, r.nya_kvinnor, r.nya_man,
             r.avslutade_kvinnor, r.avslutade_man, r.totalt
        from registrering r
       where r.insats = any(:insatser) and r.ersatt = 'infinity' and not r.aterkallad
         and r.ar between :ar - 1 and :ar + 1 and (r.ar, r.kvartal) <> (:ar, :kvartal)
      """;

  private static final String PLANERAT =
      """
      select insats, budgeterat_antal_deltagare as antal
        from insats_ekonomi_version
       where insats = any(:insatser) and ar = :ar and ersatt = 'infinity' and budgeterat_antal_deltagare is not null
      """;

  /** One request on its way, in its transaction, alone with the förbund. */
  private final class Arende {
    private final Handle h;
    private final Begaran begaran;
    private final IntFunction<String> pointer;
    private final Kvartal kvartal;
    private final int forbund;
    private final Map<String, Registrering.Nuvarande> nuvarande;
    private final Instant nu;
    private Instant mottagen;
    private List<Varning> varnas;

    Arende(Handle h, Begaran begaran, IntFunction<String> pointer) {
      this.h = h;
      this.begaran = begaran;
      this.pointer = pointer;
      this.kvartal = begaran.ny().kvartal();
      this.forbund = forbunden.ensam(h, begaran.forbund(), begaran.caller());
      this.nu = clock.instant();
      this.nuvarande = kvartal == null ? Map.of() : nuvarande();
    }

    /**
     * The förbund's insatser by id, each with what is registered on it for the quarter; all of
     * them, whoever asks, since the receipt tells the förbund's sums.
     */
    private Map<String, Registrering.Nuvarande> nuvarande() {
      return h
          .createQuery(NUVARANDE)
          .bind("forbund", forbund)
          .bind("kopplad", begaran.caller().kopplad())
          .bind("ar", kvartal.ar())
          .bind("kvartal", kvartal.nummer())
          .mapTo(Registrering.Nuvarande.class)
          .stream()
          .collect(
              Collectors.toMap(
                  Registrering.Nuvarande::kod,
                  Function.identity(),
                  (a, b) -> a,
                  LinkedHashMap::new));
    }

    /** The insats of a request that has one row. */
    Registrering.Nuvarande insats() {
      var insats = nuvarande.get(begaran.ny().registreringar().get(0).insats());
      if (insats == null || !insats.synlig()) {
        throw ProblemException.notFound();
      }
      return insats;
    }

    void kontrolleraKvartal() {
      Regler.kontrolleraKvartal(kvartal, nu, "/kvartal", begaran.faults());
      if (kvartal != null) {
        kontrolleraOppet(nu);
      }
    }

    private void kontrolleraOppet(Instant vid) {
      try {
        tidplaner.kontrolleraOppet(h, forbund, kvartal, vid, "/kvartal");
      } catch (ProblemException last) {
        throw begaran.faults().told(last);
      }
    }

    void kontrolleraRader() {
      var rader = begaran.ny().registreringar();
      if (rader == null) {
        return;
      }
      var regler = new Regler(kvartal, nuvarande, pointer, begaran.faults());
      regler.kontrolleraRader(rader);
      if (kvartal != null && tidplaner.plan(h, kvartal, nu).forfallen(nu)) {
        regler.kontrolleraOrsaker(rader, begaran.ny().rattelseorsak());
      }
    }

    /** What becomes of each insats that the request touches. */
    Map<String, Andring> andringar() {
      var ny = begaran.ny();
      var andringar = new LinkedHashMap<String, Andring>();
      for (var rad : ny.registreringar()) {
        andringar.put(
            rad.insats(),
            Andring.av(nuvarande.get(rad.insats()), rad.medOrsak(ny.rattelseorsak())));
      }
      if (ny.helaKvartalet()) {
        var orsak = Objects.requireNonNullElse(ny.rattelseorsak(), UTELAMNAD);
        nuvarande.values().stream()
            .filter(n -> n.registrerad() && !andringar.containsKey(n.kod()))
            .forEach(n -> andringar.put(n.kod(), new Andring.Aterkallad(n, orsak)));
      }
      return andringar;
    }

    /** Writes the changes with their receipt, or in a dry run only tells it. */
    Idempotens.Svar skriv(Map<String, Andring> andringar) {
      var antal = antal(andringar.values());
      varnas = varningar(andringar);
      if (begaran.provkorning()) {
        mottagen = nu.truncatedTo(ChronoUnit.MICROS);
        return new Idempotens.Svar(200, null, json(kvittens(null, andringar, antal)));
      }
      mottagen = mottagningar.taEmot(h);
      kontrolleraOppet(mottagen);
      var kvittens = kvittens(Mottagningar.nyttId(), andringar, antal);
      var svar =
          new Idempotens.Svar(
              antal.nagot() ? 201 : 200,
              begaran.base() + "kvittenser/" + kvittens.id(),
              json(kvittens));
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
      Registreringar.skriv(h, kvartal, andringar.values(), mottagning);
      return svar;
    }

    /** What looks odd in the rows of the request, in their order. */
    List<Varning> varningar(Map<String, Andring> andringar) {
      var insatser = andringar.values().stream().map(a -> a.fore().insats()).toArray(Long[]::new);
      var ovriga = ovriga(insatser);
      var planerat = planerat(insatser);
      var alla = new ArrayList<Varning>();
      var rader = begaran.ny().registreringar();
      for (int i = 0; rader != null && i < rader.size(); i++) {
        var andring = andringar.get(rader.get(i).insats());
        if (andring == null || andring.efterat() == null) {
          continue;
        }
        var nr = andring.fore().insats();
        varningar
            .av(
                new Varningar.Lage(
                    pointer.apply(i),
                    andring.fore(),
                    kvartal,
                    andring.efterat(),
                    andring.kommentar() != null,
                    ovriga.getOrDefault(nr, Collections.emptyMap()),
                    planerat.get(nr)))
            .forEach(v -> alla.add(begaran.told().apply(v)));
      }
      return alla;
    }

    private Map<Long, Map<Kvartal, Deltagare>> ovriga(Long[] insatser) {
      var ovriga = new HashMap<Long, Map<Kvartal, Deltagare>>();
      h.createQuery(OVRIGA)
          .bind("insatser", insatser)
          .bind("ar", kvartal.ar())
          .bind("kvartal", kvartal.nummer())
          .mapTo(Registrering.Ovrig.class)
          .forEach(
              o ->
                  ovriga
                      .computeIfAbsent(o.insats(), i -> new HashMap<>())
                      .put(new Kvartal(o.ar(), o.kvartal()), o.antal().deltagare()));
      return ovriga;
    }

    /** By insats; nothing for a deltagaransvarig, to whom the plan is not told. */
    private Map<Long, Long> planerat(Long[] insatser) {
      if (begaran.caller().kopplad() != null) {
        return Map.of();
      }
      return h
          .createQuery(PLANERAT)
          .bind("insatser", insatser)
          .bind("ar", kvartal.ar())
          .mapTo(Registrering.Planerat.class)
          .stream()
          .collect(Collectors.toMap(Registrering.Planerat::insats, Registrering.Planerat::antal));
    }

    private Kvittens kvittens(UUID id, Map<String, Andring> andringar, Kvittens.Antal antal) {
      var fore = new ArrayList<Deltagare>();
      var efter = new ArrayList<Deltagare>();
      var saknas = new ArrayList<String>();
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
      return new Kvittens(
          id,
          begaran.forbund(),
          kvartal,
          mottagen,
          begaran.provkorning(),
          antal,
          new Kvittens.ForeEfter(summa(fore), summa(efter)),
          varnas,
          saknas,
          Map.of(
              "related",
              Lank.get("related", begaran.base() + "registreringar?kvartal=" + kvartal)));
    }
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

  private static Kvittens.Summa summa(List<Deltagare> rader) {
    return new Kvittens.Summa(
        rader.size(),
        rader.stream().mapToLong(Deltagare::kvinnor).sum(),
        rader.stream().mapToLong(Deltagare::man).sum(),
        rader.stream().mapToLong(Deltagare::personal).sum());
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
        .bind("rattelseorsak", skrivs.stream().map(Andring::orsak).toArray(String[]::new))
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
}
