package se.finsam.uppfoljning.sammanstallning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
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
  /** T1 to T5, in order. */
  static final List<String> NAMN =
      List.of("tackning", "insatser", "malgrupper", "deltagare", "personal");

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

  /** While no effective write has come in, the figures are the same. */
  private record Version(int ar, Instant dataversion, String tabell) {}

  private Innehall innehall(Urval urval, Instant dataversion, String namn) {
    return kanda.get(
        new Version(urval.ar().ar(), dataversion, namn),
        v -> jdbi.withHandle(h -> innehall(h, urval, namn)));
  }

  private Innehall innehall(Handle h, Urval urval, String namn) {
    return switch (namn) {
      case "tackning" -> tackningen(summor.tackning(h, urval));
      case "insatser" -> insatser(h, urval);
      case "malgrupper" -> malgrupper(h, urval);
      case "deltagare" -> deltagare(h, urval);
      case "personal" -> personal(h, urval);
      default -> throw new IllegalArgumentException(namn);
    };
  }

  private static Tackning tackning(List<? extends Tabell.Rad> forbund) {
    long paborjade =
        forbund.stream()
            .filter(f -> f instanceof Tabell.TackningRad rad && rad.lage().equals("PABORJAT"))
            .count();
    return new Tackning(forbund.size(), paborjade, forbund.size() - paborjade);
  }

  private static Innehall tackningen(List<Tabell.TackningRad> forbund) {
    long kvartal = forbund.stream().mapToLong(Tabell.TackningRad::kvartalRegistrerade).sum();
    return new Innehall(
        true,
        List.of("Ett förbund är påbörjat när det har en insats under året"),
        forbund,
        new Tabell.TackningRad(null, null, null, null, kvartal));
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
            "En insats räknas till året om den pågår någon del av det; den som inte har avslutats räknas även när förbundet har upphört",
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
}
