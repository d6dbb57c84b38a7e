package se.finsam.uppfoljning.sammanstallning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.sida.Lank;

/** The tables of the national report, laid out from the figures (dossier section 10.4). */
@Singleton
class Tabeller {
  /** T1 to T7, in order. */
  static final List<String> NAMN =
      List.of(
          "tackning", "insatser", "malgrupper", "deltagare", "personal", "ekonomi", "planering");

  private static final Map<String, String> EJ_REDOVISAT_PERSONAL =
      Map.of("personal", "EJ_REDOVISAT");

  private final Cache<Version, Innehall> kanda = Caffeine.newBuilder().maximumSize(1_000).build();
  private final Jdbi jdbi;
  private final Summor summor;

  Tabeller(Jdbi jdbi, Summor summor) {
    this.jdbi = jdbi;
    this.summor = summor;
  }

  /**
   * The tables asked for, by name. All are of the same instant, and nothing known at it can change:
   * no transaction is needed, and what has been computed for a version of the data is kept.
   *
   * @param dataversion the last effective write up to the instant
   */
  Map<String, Tabell> tabeller(
      Urval urval,
      Instant dataversion,
      List<String> namn,
      Function<String, Map<String, Lank>> links) {
    var tackning = innehall(urval, dataversion, "tackning");
    var tabeller = new LinkedHashMap<String, Tabell>();
    for (var n : namn) {
      var innehall = innehall(urval, dataversion, n);
      tabeller.put(
          n,
          new Tabell(
              n,
              urval.ar().ar(),
              urval.t(),
              innehall.summerbar(),
              innehall.noter(),
              innehall.rader(),
              innehall.totalt(),
              tackning(tackning.rader()),
              links.apply(n)));
    }
    return tabeller;
  }

  private record Innehall(
      boolean summerbar, List<String> noter, List<? extends Tabell.Rad> rader, Tabell.Rad totalt) {}

  /** While no effective write has come in, and no quarter has ended, the figures are the same. */
  private record Version(int ar, Instant dataversion, int avslutadeKvartal, String tabell) {}

  private Innehall innehall(Urval urval, Instant dataversion, String namn) {
    return kanda.get(
        new Version(urval.ar().ar(), dataversion, urval.avslutadeKvartal(), namn),
        v -> jdbi.withHandle(h -> innehall(h, urval, namn)));
  }

  private Innehall innehall(Handle h, Urval urval, String namn) {
    return switch (namn) {
      case "tackning" -> tackningen(summor.tackning(h, urval));
      case "insatser" -> insatser(h, urval);
      case "malgrupper" -> malgrupper(h, urval);
      case "deltagare" -> deltagare(h, urval);
      case "personal" -> personal(h, urval);
      case "ekonomi" -> ekonomi(summor.ekonomi(h, urval));
      case "planering" -> planering(summor.planering(h, urval));
      default -> throw new IllegalArgumentException(namn);
    };
  }

  private static Tackning tackning(List<? extends Tabell.Rad> forbund) {
    var rader = forbund.stream().map(Tabell.TackningRad.class::cast).toList();
    long paborjade = rader.stream().filter(Tabell.TackningRad::paborjat).count();
    long attesterade = rader.stream().filter(f -> f.lage().equals("ATTESTERAD")).count();
    return new Tackning(rader.size(), paborjade, rader.size() - paborjade, attesterade);
  }

  private static Innehall tackningen(List<Tabell.TackningRad> forbund) {
    long kvartal = forbund.stream().mapToLong(Tabell.TackningRad::kvartalRegistrerade).sum();
    return new Innehall(
        true,
        List.of(
            "Ett förbund är påbörjat när det har en insats under året",
            "Ett förbund är attesterat när varje kvartal som har avslutats, och då det fanns, är attesterat och inget har ändrats därefter; även den som inte har något att rapportera kan attestera"),
        forbund,
        new Tabell.TackningRad(null, null, null, null, kvartal, false));
  }

  private Innehall insatser(Handle h, Urval urval) {
    var totalt = summor.insatserTotalt(h, urval);
    long alla = totalt.antalInsatser();
    var rader =
        summor.insatser(h, urval).stream()
            .map(
                r ->
                    new Tabell.InsatserRad(
                        r.inriktning(),
                        r.preciseradInriktning(),
                        r.antalInsatser(),
                        Andel.av(r.antalInsatser(), alla),
                        r.antalInsatser(),
                        alla))
            .toList();
    return new Innehall(
        true,
        List.of(
            "En insats räknas till året om den, och dess förbund, pågår någon del av det",
            "andel är insatsernas andel av årets alla insatser"),
        rader,
        totalt);
  }

  private Innehall malgrupper(Handle h, Urval urval) {
    var rader =
        summor.malgrupper(h, urval).stream()
            .map(
                r ->
                    new Tabell.MalgrupperRad(
                        r.malgrupp(),
                        r.prioriterad(),
                        r.antalInsatser(),
                        r.antalForbund(),
                        r.individinriktade(),
                        r.vanligastePreciseradInriktning(),
                        r.antalVanligaste(),
                        Andel.av(r.antalVanligaste(), r.antalInsatser()),
                        r.antalVanligaste(),
                        r.antalInsatser()))
            .toList();
    var totalt = summor.malgrupperTotalt(h, urval);
    return new Innehall(
        false,
        List.of(
            "En insats kan ha flera målgrupper, och ett förbund finnas i flera rader: raderna summerar inte till totalen",
            "andel är den vanligaste preciserade inriktningens andel av målgruppens alla insatser; i totalen andelen av årets insatser som har en prioriterad målgrupp",
            "Målgruppen är insatsens, inte deltagarens"),
        rader,
        new Tabell.MalgrupperTotalt(
            totalt.antalInsatser(),
            totalt.antalForbund(),
            totalt.individinriktade(),
            totalt.prioriterade(),
            Andel.av(totalt.prioriterade(), totalt.alla()),
            totalt.prioriterade(),
            totalt.alla()));
  }

  private Innehall deltagare(Handle h, Urval urval) {
    var alla = summor.deltagare(h, urval).stream().map(Tabeller::deltagareRad).toList();
    return new Innehall(
        true,
        List.of(
            "Deltagare i individinriktade insatser, inte unika personer: den som deltar i två insatser räknas två gånger",
            "Årets deltagare är de som pågick när det första registrerade kvartalet började, och alla nya därefter",
            "andel är kvinnornas andel"),
        alla.subList(0, alla.size() - 1),
        alla.get(alla.size() - 1));
  }

  private static Tabell.DeltagareRad deltagareRad(Summor.Deltagare d) {
    var totalt = d.kvinnor() == null ? null : Long.valueOf(d.kvinnor() + d.man());
    return new Tabell.DeltagareRad(
        d.preciseradInriktning(),
        d.kvinnor(),
        d.man(),
        totalt,
        Andel.av(d.kvinnor(), totalt),
        d.kvinnor(),
        totalt,
        totalt == null ? ejRedovisat("kvinnor", "man", "totalt") : null);
  }

  /** The same status for each figure, in their order. */
  private static Map<String, String> ejRedovisat(String... figures) {
    var status = new LinkedHashMap<String, String>();
    for (var figure : figures) {
      status.put(figure, "EJ_REDOVISAT");
    }
    return status;
  }

  private Innehall personal(Handle h, Urval urval) {
    var alla =
        summor.personal(h, urval).stream()
            .map(
                p ->
                    new Tabell.PersonalRad(
                        p.preciseradInriktning(),
                        p.personal(),
                        Objects.isNull(p.personal()) ? EJ_REDOVISAT_PERSONAL : null))
            .toList();
    return new Innehall(
        true,
        List.of(
            "Personal som nåtts av strukturövergripande insatser, summerad över kvartalen; läggs aldrig ihop med deltagare"),
        alla.subList(0, alla.size() - 1),
        alla.get(alla.size() - 1));
  }

  private static Innehall ekonomi(List<Summor.Ekonomi> figurer) {
    var per = new LinkedHashMap<String, List<Summor.Ekonomi>>();
    for (var figur : figurer) {
      per.computeIfAbsent(figur.forbund(), forbund -> new ArrayList<>()).add(figur);
    }
    var totalt = per.remove(null);
    return new Innehall(
        true,
        List.of(
            "Hela kronor. DELVIS: summan av det som är känt, där någon del är okänd; det som ingen har redovisat är EJ_REDOVISAT, aldrig 0",
            "tilldeladeMedelKr är summan över finansiärerna och insats...Kr summor över årets insatser; kostnader som ESF betalar redovisas för sig",
            "resultatKr = tilldeladeMedelKr + egetKapitalKr - admUtfallKr - insatsUtfallKr, EJ_REDOVISAT tills alla fyra är kända åtminstone till en del, DELVIS när en del av någon är okänd; totalen är summan av de kända"),
        per.values().stream().map(Tabeller::ekonomiRad).toList(),
        ekonomiRad(totalt == null ? List.of() : totalt));
  }

  private static Tabell.EkonomiRad ekonomiRad(List<Summor.Ekonomi> figurer) {
    var forsta = figurer.stream().findFirst();
    var figur = new HashMap<String, Summor.Ekonomi>();
    figurer.forEach(f -> figur.put(f.figur(), f));
    var status = new LinkedHashMap<String, String>();
    Function<String, Long> kr =
        namn -> {
          var f = figur.get(namn);
          var varde = f == null ? null : f.kr();
          status(status, namn, varde, f != null && f.ofullstandig());
          return varde;
        };
    return new Tabell.EkonomiRad(
        forsta.map(Summor.Ekonomi::forbund).orElse(null),
        forsta.map(Summor.Ekonomi::namn).orElse(null),
        kr.apply("medelStatKr"),
        kr.apply("medelKommunerKr"),
        kr.apply("medelRegionerKr"),
        kr.apply("medelSamordningsforbundKr"),
        kr.apply("medelEsfKr"),
        kr.apply("medelOvrigaKr"),
        kr.apply("tilldeladeMedelKr"),
        kr.apply("egetKapitalKr"),
        kr.apply("admBudgetKr"),
        kr.apply("admUtfallKr"),
        kr.apply("insatsBudgetKr"),
        kr.apply("insatsUtfallKr"),
        kr.apply("insatsEsfBudgetKr"),
        kr.apply("insatsEsfUtfallKr"),
        kr.apply("resultatKr"),
        status.isEmpty() ? null : status);
  }

  /** Names a figure that nobody has reported, or of which some part is unknown. */
  private static void status(
      Map<String, String> status, String figur, Long varde, boolean ofullstandig) {
    if (varde == null) {
      status.put(figur, "EJ_REDOVISAT");
    } else if (ofullstandig) {
      status.put(figur, "DELVIS");
    }
  }

  private static Innehall planering(List<Summor.Planering> insatser) {
    var alla = insatser.stream().map(Tabeller::planeringRad).toList();
    return new Innehall(
        true,
        List.of(
            "Kostnad per deltagare kan inte jämföras mellan insatser: de är olika långa, olika täta och för olika behov",
            "Deltagare i individinriktade insatser, inte unika personer; personal i strukturövergripande insatser redovisas för sig och läggs aldrig ihop med deltagare",
            "Antal och kronor summerar till totalen, kostnadPerDeltagareKr och andel gör det inte: i totalen räknas de över de insatser där båda talen är kända",
            "Kostnader är utan ESF-medel. andel är deltagarnas andel av de budgeterade och kan vara större än 1",
            "DELVIS: summan av det som är känt, där någon del är okänd; det som ingen har redovisat är EJ_REDOVISAT, aldrig 0"),
        alla.subList(0, alla.size() - 1),
        alla.get(alla.size() - 1));
  }

  /**
   * An individinriktad insats has no staff and a strukturövergripande no clients: those figures are
   * null and nobody owes them. In the total every null is one that nobody has reported.
   */
  private static Tabell.PlaneringRad planeringRad(Summor.Planering p) {
    var status = new LinkedHashMap<String, String>();
    var figurer = new LinkedHashMap<String, Long>();
    figurer.put("budgeteratAntalDeltagare", p.budgeteratAntalDeltagare());
    figurer.put("deltagare", p.deltagare());
    figurer.put("budgeteradPersonal", p.budgeteradPersonal());
    figurer.put("personal", p.personal());
    figurer.put("budgetKr", p.budgetKr());
    figurer.put("utfallKr", p.utfallKr());
    figurer.forEach(
        (namn, varde) -> {
          boolean ofullstandig = p.ofullstandiga().contains(namn);
          if (ofullstandig || p.insats() == null) {
            status(status, namn, varde, ofullstandig);
          }
        });
    return new Tabell.PlaneringRad(
        p.forbund(),
        p.insats(),
        p.budgeteratAntalDeltagare(),
        p.deltagare(),
        p.budgeteradPersonal(),
        p.personal(),
        p.budgetKr(),
        p.utfallKr(),
        p.kostnadPerDeltagareKr(),
        Andel.av(p.taljare(), p.namnare()),
        p.taljare(),
        p.namnare(),
        status.isEmpty() ? null : status);
  }
}
