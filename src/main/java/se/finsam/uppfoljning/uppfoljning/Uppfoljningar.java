package se.finsam.uppfoljning.uppfoljning;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.Atgard;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.AtgardKod;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.Attest;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.ForegaendeAr;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.InsatsFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.InsatsRad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.JamforelseFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.JamforelseRad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.KvartalFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.KvartalRad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.Lage;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.RegistreringFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.RegistreringRad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.TotalFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.Totalt;

/** A förbund's follow-up, laid out from its figures. */
@Singleton
class Uppfoljningar {
  private final Jdbi jdbi;
  private final Forbunden forbunden;
  private final Figurer figurer;

  Uppfoljningar(Jdbi jdbi, Forbunden forbunden, Figurer figurer) {
    this.jdbi = jdbi;
    this.forbunden = forbunden;
    this.figurer = figurer;
  }

  /**
   * A follow-up that can be computed.
   *
   * @param forbund code
   * @param fraga whose year, and as of when
   * @param laget what follows from the instant alone, beside the data
   */
  record Grund(String forbund, Figurer.Fraga fraga, String laget) {}

  /**
   * What must be known before anything is computed.
   *
   * @throws ProblemException 404 if the förbund is not the caller's
   */
  Grund grund(String forbund, Ar ar, Caller caller, Instant t) {
    return jdbi.withHandle(
        h -> {
          var fraga = new Figurer.Fraga(forbunden.nr(h, forbund, caller), ar, t);
          return new Grund(forbund, fraga, figurer.laget(h, fraga));
        });
  }

  /**
   * The follow-up. All of it is of one instant, and nothing known at it can change: no transaction
   * is needed.
   *
   * @throws ProblemException 404 if the förbund was not known at the instant
   */
  Uppfoljning uppfoljning(Grund grund, Map<String, Lank> links) {
    return jdbi.withHandle(h -> uppfoljning(h, grund, links));
  }

  private Uppfoljning uppfoljning(Handle h, Grund grund, Map<String, Lank> links) {
    var fraga = grund.fraga();
    var namn = figurer.namn(h, fraga).orElseThrow(ProblemException::notFound);
    var kvartal = figurer.kvartal(h, fraga);
    var insatser = insatser(h, fraga);
    var registreringar = registreringar(h, fraga, insatser);
    return new Uppfoljning(
        grund.forbund(),
        namn,
        fraga.ar().ar(),
        fraga.t(),
        noter(fraga.ar()),
        totalt(h, fraga, insatser),
        kvartal.stream()
            .map(k -> new KvartalRad(k, kvartalStatus(k, insatser, registreringar)))
            .toList(),
        insatser,
        registreringar,
        figurer.jamforelse(h, fraga).stream()
            .map(j -> new JamforelseRad(j, jamforelseStatus(j)))
            .toList(),
        atgarder(kvartal, insatser),
        links);
  }

  private List<InsatsRad> insatser(Handle h, Figurer.Fraga fraga) {
    Map<String, InsatsFigurer> fore =
        jamforbart(fraga)
            ? figurer.insatser(h, fraga.aretFore()).stream()
                .collect(Collectors.toMap(InsatsFigurer::insats, i -> i))
            : Map.of();
    return figurer.insatser(h, fraga).stream()
        .map(
            i ->
                new InsatsRad(
                    i,
                    Optional.ofNullable(fore.get(i.insats()))
                        .map(
                            f ->
                                new ForegaendeAr(
                                    fraga.ar().ar() - 1, f.deltagare(), f.personal(), f.utfallKr()))
                        .orElse(null),
                    insatsStatus(i)))
        .toList();
  }

  private Totalt totalt(Handle h, Figurer.Fraga fraga, List<InsatsRad> insatser) {
    var i = figurer.totalt(h, fraga);
    ForegaendeAr fore = null;
    if (jamforbart(fraga)) {
      TotalFigurer f = figurer.totalt(h, fraga.aretFore());
      fore = new ForegaendeAr(fraga.ar().ar() - 1, f.deltagare(), f.personal(), f.utfallKr());
    }
    var figurer = new LinkedHashMap<String, Long>();
    figurer.put("kvinnor", i.kvinnor());
    figurer.put("man", i.man());
    figurer.put("deltagare", i.deltagare());
    figurer.put("nyaKvinnor", i.nyaKvinnor());
    figurer.put("nyaMan", i.nyaMan());
    figurer.put("avslutadeKvinnor", i.avslutadeKvinnor());
    figurer.put("avslutadeMan", i.avslutadeMan());
    figurer.put("budgeteratAntalDeltagare", i.budgeteratAntalDeltagare());
    figurer.put("personal", i.personal());
    figurer.put("budgetKr", i.budgetKr());
    figurer.put("utfallKr", i.utfallKr());
    var status = new Status();
    figurer.forEach((namn, summa) -> status.om(summa, namn, Tackning.aret(insatser, namn)));
    return new Totalt(i, fore, status.status);
  }

  private List<RegistreringRad> registreringar(
      Handle h, Figurer.Fraga fraga, List<InsatsRad> insatser) {
    var individinriktade =
        insatser.stream()
            .map(InsatsRad::figurer)
            .collect(Collectors.toMap(InsatsFigurer::insats, InsatsFigurer::individinriktad));
    return figurer.registreringar(h, fraga).stream()
        .map(r -> new RegistreringRad(r, registreringStatus(r, individinriktade.get(r.insats()))))
        .toList();
  }

  /** Nothing before the system's first year is comparable (dossier section 11). */
  private static boolean jamforbart(Figurer.Fraga fraga) {
    return fraga.ar().ar() > Ar.FORSTA;
  }

  private static List<String> noter(Ar ar) {
    var noter = new ArrayList<String>();
    noter.add(
        "Deltagare i individinriktade insatser, inte unika personer: den som deltar i två insatser räknas två gånger");
    noter.add(
        "Årets deltagare är de som pågick när det första registrerade kvartalet började, och alla nya därefter");
    noter.add(
        "Personal som nåtts av strukturövergripande insatser summeras över kvartalen och läggs aldrig ihop med deltagare");
    noter.add(
        "Pengar är hela kronor utan ESF-medel; summor omfattar de insatser som har redovisat uppgiften");
    noter.add(
        "Kostnad per deltagare jämförs med försiktighet: insatser är olika långa och olika till innehållet");
    noter.add(
        "Medianen är det mittersta värdet bland andra förbund (mellan de två mittersta när de är jämnt antal), ett värde per förbund, ditt eget inte med; den anges bara när minst "
            + Figurer.MINST_ANDRA
            + " andra förbund har uppgiften och är avrundad till två decimaler, kronor till hela hundra");
    noter.add(
        "Uppgift som saknas är tom (null, EJ_REDOVISAT), inte noll; tom utan status betyder att den inte finns för insatsens inriktning");
    noter.add(
        "DELVIS: summan av det som är känt, där minst en insats som ska ha uppgiften inte har redovisat den");
    if (ar.ar() == Ar.FORSTA) {
      noter.add("Året före " + Ar.FORSTA + " redovisas inte: uppgifter ur SUS kan inte jämföras");
    }
    return noter;
  }

  /** Names each figure that is missing; those that cannot be there are not asked about. */
  private static final class Status {
    final Map<String, String> status = new LinkedHashMap<>();

    Status om(Object figur, String namn) {
      return om(figur, namn, "EJ_REDOVISAT");
    }

    Status om(Object figur, String namn, String varfor) {
      if (figur == null) {
        status.put(namn, varfor);
      }
      return this;
    }

    /** A sum that lacks an insats is not the whole of it. */
    void om(Object summa, String namn, Tackning tackning) {
      if (tackning.av() > 0) {
        om(summa, namn);
        if (tackning.delvis()) {
          status.put(namn, "DELVIS");
        }
      }
    }
  }

  private static Map<String, String> kvartalStatus(
      KvartalFigurer k, List<InsatsRad> insatser, List<RegistreringRad> registreringar) {
    var figurer = new LinkedHashMap<String, Long>();
    figurer.put("kvinnor", k.kvinnor());
    figurer.put("man", k.man());
    figurer.put("nyaKvinnor", k.nyaKvinnor());
    figurer.put("nyaMan", k.nyaMan());
    figurer.put("avslutadeKvinnor", k.avslutadeKvinnor());
    figurer.put("avslutadeMan", k.avslutadeMan());
    figurer.put("personal", k.personal());
    var status = new Status();
    figurer.forEach(
        (namn, summa) ->
            status.om(summa, namn, Tackning.kvartalet(k, insatser, registreringar, namn)));
    return status.status;
  }

  private static Map<String, String> insatsStatus(InsatsFigurer i) {
    var status = new Status();
    if (i.individinriktad()) {
      status
          .om(i.kvinnor(), "kvinnor")
          .om(i.man(), "man")
          .om(i.deltagare(), "deltagare")
          .om(i.nyaKvinnor(), "nyaKvinnor")
          .om(i.nyaMan(), "nyaMan")
          .om(i.avslutadeKvinnor(), "avslutadeKvinnor")
          .om(i.avslutadeMan(), "avslutadeMan");
    } else {
      status.om(i.personal(), "personal");
    }
    return status
        .om(i.budgeteratAntalDeltagare(), "budgeteratAntalDeltagare")
        .om(i.budgetKr(), "budgetKr")
        .om(i.utfallKr(), "utfallKr")
        .status;
  }

  private static Map<String, String> registreringStatus(
      RegistreringFigurer r, boolean individinriktad) {
    if (!individinriktad) {
      return new Status().om(r.personal(), "personal").status;
    }
    return new Status()
        .om(r.pagaendeVidStartKvinnor(), "pagaendeVidStartKvinnor")
        .om(r.pagaendeVidStartMan(), "pagaendeVidStartMan")
        .om(r.nyaKvinnor(), "nyaKvinnor")
        .om(r.nyaMan(), "nyaMan")
        .om(r.avslutadeKvinnor(), "avslutadeKvinnor")
        .om(r.avslutadeMan(), "avslutadeMan")
        .om(r.kvarKvinnor(), "kvarKvinnor")
        .om(r.kvarMan(), "kvarMan")
        .status;
  }

  private static Map<String, String> jamforelseStatus(JamforelseFigurer j) {
    return new Status().om(j.eget(), "eget").om(j.median(), "median", "FOR_FA_FORBUND").status;
  }

  private static List<Atgard> atgarder(List<KvartalFigurer> kvartal, List<InsatsRad> insatser) {
    var atgarder = new ArrayList<Atgard>();
    var namn =
        insatser.stream()
            .map(InsatsRad::figurer)
            .collect(Collectors.toMap(InsatsFigurer::insats, InsatsFigurer::namn));
    kvartal.stream()
        .filter(KvartalFigurer::avslutat)
        .forEach(
            k -> {
              saknadeRegistreringar(k, namn, atgarder);
              attest(k, atgarder);
            });
    boolean aretSlut = kvartal.get(kvartal.size() - 1).avslutat();
    insatser.forEach(i -> pengar(i.figurer(), aretSlut, atgarder));
    return atgarder;
  }

  private static void saknadeRegistreringar(
      KvartalFigurer k, Map<String, String> namn, List<Atgard> atgarder) {
    boolean sent = k.lage() == Lage.SENT || k.lage() == Lage.LAST;
    for (var insats : k.saknas()) {
      atgarder.add(
          new Atgard(
              sent ? AtgardKod.SENT : AtgardKod.SAKNAR_REGISTRERING,
              k.kvartal(),
              insats,
              "Registrera "
                  + namn.get(insats)
                  + " för "
                  + k.kvartal()
                  + (sent ? "; sent efter " : ", senast ")
                  + k.senEfter()
                  + last(k),
              k.forfaller()));
    }
  }

  private static void attest(KvartalFigurer k, List<Atgard> atgarder) {
    if (k.attest() == Attest.ATTESTERAD) {
      return;
    }
    boolean bruten = k.attest() == Attest.ANDRAD_EFTER_ATTEST;
    atgarder.add(
        new Atgard(
            bruten ? AtgardKod.ATTEST_BRUTEN : AtgardKod.EJ_ATTESTERAD,
            k.kvartal(),
            null,
            (bruten
                    ? "Attestera " + k.kvartal() + " igen: något har ändrats efter attesten"
                    : "Attestera " + k.kvartal() + " när allt är registrerat")
                + last(k),
            k.forfaller()));
  }

  private static String last(KvartalFigurer k) {
    return k.lage() == Lage.LAST ? ". Kvartalet är låst: be Försäkringskassan låsa upp det" : "";
  }

  private static void pengar(InsatsFigurer i, boolean aretSlut, List<Atgard> atgarder) {
    var saknas = new ArrayList<String>();
    if (i.budgetKr() == null) {
      saknas.add("budget");
    }
    if (i.individinriktad() && i.budgeteratAntalDeltagare() == null) {
      saknas.add("budgeterat antal deltagare");
    }
    if (!saknas.isEmpty()) {
      atgarder.add(
          new Atgard(
              AtgardKod.BUDGET_SAKNAS,
              null,
              i.insats(),
              "Ange " + String.join(" och ", saknas) + " för " + i.namn(),
              null));
    }
    if (aretSlut && i.utfallKr() == null) {
      atgarder.add(
          new Atgard(
              AtgardKod.UTFALL_SAKNAS,
              null,
              i.insats(),
              "Ange utfall för " + i.namn() + " när bokföringen är klar",
              null));
    }
  }
}
