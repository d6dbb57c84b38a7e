package se.finsam.uppfoljning.uppfoljning;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.InsatsFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.InsatsRad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.KvartalFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.KvartalRad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.RegistreringRad;

/**
 * The follow-up as a page to read and print: Swedish, without scripts, and with nothing fetched
 * from anywhere.
 *
 * <p>Every text is escaped by the template engine; names and notes are what users have written.
 * Numbers are those of the answer in JSON, formatted as Swedes write them.
 */
@Singleton
class Webbsida {
  /** What was not reported, and what cannot be there, as SCB writes it. */
  private static final String SAKNAS = "..";

  private static final String FINNS_INTE = ".";

  /** More bars than this cannot be read on a page. */
  private static final int FLEST = 25;

  private static final DateTimeFormatter TID =
      DateTimeFormatter.ofPattern("d MMMM yyyy 'klockan' HH.mm", Locale.forLanguageTag("sv-SE"))
          .withZone(Ar.SVERIGE);

  private final Template template;
  private final String css;
  private final String policy;

  Webbsida() {
    css = resurs("uppfoljning.css");
    policy =
        "default-src 'none'; style-src 'sha256-"
            + sha256(css)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    template =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build()
            .parse(resurs("uppfoljning.html"), Variant.forContentType(Variant.TEXT_HTML));
  }

  /** What a browser may do with the page: use the style that stands in it, and nothing else. */
  String policy() {
    return policy;
  }

  /** The page. */
  String html(Uppfoljning u) {
    return template.data("sida", sida(u)).render();
  }

  /** All that the template shows. */
  public record Sida(
      String rubrik, String tidpunkt, String tidpunktText, RawString css, List<Avsnitt> avsnitt) {}

  /** A part of the page under a heading of its own. */
  public record Avsnitt(
      String id,
      String rubrik,
      boolean nySida,
      List<String> texter,
      List<Figur> figurer,
      List<Tabell> tabeller) {}

  /** A chart; its numbers are also in a table of the same part. */
  public record Figur(String bildtext, RawString svg) {}

  /** A table. */
  public record Tabell(String rubrik, List<Kolumn> kolumner, List<List<Cell>> rader) {}

  /** A column: slag is the CSS class of its cells. */
  public record Kolumn(String namn, String slag) {}

  /** A cell: the first of a row is its heading. */
  public record Cell(String text, String slag, boolean rubrik) {}

  private Sida sida(Uppfoljning u) {
    return new Sida(
        "Uppföljning " + u.ar() + ": " + u.namn(),
        u.perTidpunkt().toString(),
        TID.format(u.perTidpunkt()),
        new RawString(css),
        List.of(
            atgarder(u),
            aret(u),
            kvartal(u),
            plan(u),
            pengar(u),
            personal(u),
            jamforelse(u),
            registreringar(u),
            noter(u)));
  }

  private static Avsnitt atgarder(Uppfoljning u) {
    return avsnitt(
        "atgarder",
        "Att göra",
        u.atgarder().isEmpty() ? List.of("Inget saknas och inget är sent.") : List.of(),
        List.of(),
        u.atgarder().isEmpty()
            ? List.of()
            : List.of(
                tabell(
                    "Det som saknas eller är sent",
                    List.of(text("Åtgärd"), datum("Kvartal"), datum("Slag"), datum("Förfaller")),
                    u.atgarder(),
                    a ->
                        List.of(
                            a.detalj(),
                            a.kvartal() == null ? "Hela året" : a.kvartal(),
                            Texter.atgard(a.kod()),
                            a.forfaller() == null ? "" : a.forfaller().toString()))));
  }

  private static Avsnitt aret(Uppfoljning u) {
    var t = u.totalt().figurer();
    var f = u.totalt().foregaendeAr();
    var kolumner = new ArrayList<>(List.of(text("Uppgift"), siffra(String.valueOf(u.ar()))));
    if (f != null) {
      kolumner.add(siffra(String.valueOf(f.ar())));
    }
    var rader =
        List.of(
            List.of("Insatser", tal(t.antalInsatser()), ""),
            List.of(
                "Deltagare",
                total(u, t.deltagare(), "deltagare"),
                f == null ? "" : tal(f.deltagare())),
            List.of("varav kvinnor", total(u, t.kvinnor(), "kvinnor"), ""),
            List.of("varav män", total(u, t.man(), "man"), ""),
            List.of("andel kvinnor", procent(t.andelKvinnor()), ""),
            List.of(
                "Budgeterat antal deltagare",
                total(u, t.budgeteratAntalDeltagare(), "budgeteratAntalDeltagare"),
                ""),
            List.of(
                "Personal som nåtts av strukturövergripande insatser",
                total(u, t.personal(), "personal"),
                f == null ? "" : tal(f.personal())),
            List.of("Budget, kr", total(u, t.budgetKr(), "budgetKr"), ""),
            List.of(
                "Utfall, kr",
                total(u, t.utfallKr(), "utfallKr"),
                f == null ? "" : tal(f.utfallKr())));
    return avsnitt(
        "aret",
        "Året i korthet",
        List.of(),
        List.of(),
        List.of(tabell("Hela förbundet, " + u.ar(), kolumner, rader, r -> r)));
  }

  /**
   * A sum of the year, with how many insatser it is over when some that should be in it are not.
   */
  private static String total(Uppfoljning u, Long summa, String figur) {
    var tackning = Tackning.aret(u.insatser(), figur);
    return tackning.delvis()
        ? "%s (%d av %d insatser)".formatted(tal(summa), tackning.med(), tackning.av())
        : tal(summa);
  }

  /** How many of the insatser alive in the quarter that are in its sums. */
  private static String medraknade(Uppfoljning u, KvartalFigurer kvartal, String figur) {
    var tackning = Tackning.kvartalet(kvartal, u.insatser(), u.registreringar(), figur);
    return tackning.av() == 0 ? FINNS_INTE : "%d av %d".formatted(tackning.med(), tackning.av());
  }

  private static String lage(KvartalFigurer kvartal) {
    return Texter.lage(kvartal.lage())
        + (kvartal.oppenTill() == null ? "" : ", upplåst till " + TID.format(kvartal.oppenTill()));
  }

  private static Avsnitt kvartal(Uppfoljning u) {
    var k = u.kvartal().stream().map(KvartalRad::figurer).toList();
    var namn = k.stream().map(KvartalFigurer::kvartal).toList();
    var figurer =
        Stream.of(
                figur(
                    "Deltagare per kvartal",
                    Diagram::staende,
                    new Diagram.Innehall(
                        "deltagare-per-kvartal",
                        "Deltagare per kvartal, kvinnor och män",
                        "Stapeldiagram. Samma tal står i tabellen Kvartal.",
                        "antal deltagare",
                        namn,
                        serie("Kvinnor", k, KvartalFigurer::kvinnor),
                        serie("Män", k, KvartalFigurer::man))),
                figur(
                    "Nya och avslutade per kvartal",
                    Diagram::staende,
                    new Diagram.Innehall(
                        "nya-och-avslutade",
                        "Nya och avslutade deltagare per kvartal, kvinnor och män tillsammans",
                        "Stapeldiagram. Samma tal står i tabellen Kvartal.",
                        "antal deltagare",
                        namn,
                        serie("Nya", k, r -> summa(r.nyaKvinnor(), r.nyaMan())),
                        serie("Avslutade", k, r -> summa(r.avslutadeKvinnor(), r.avslutadeMan())))))
            .flatMap(List::stream)
            .toList();
    return new Avsnitt(
        "kvartal",
        "Kvartal",
        true,
        List.of(
            "Deltagare är de som pågick när kvartalet började och de nya; den som pågår flera kvartal räknas i vart och ett.",
            "Summorna omfattar de insatser som är registrerade: 4 av 5 betyder att en insats saknas i dem."),
        figurer,
        List.of(
            tabell(
                "Kvartal",
                List.of(
                    datum("Kvartal"),
                    siffra("Kvinnor"),
                    siffra("Män"),
                    siffra("Nya kvinnor"),
                    siffra("Nya män"),
                    siffra("Nya"),
                    siffra("Avslutade kvinnor"),
                    siffra("Avslutade män"),
                    siffra("Avslutade"),
                    siffra("Insatser med deltagare"),
                    siffra("Personal"),
                    siffra("Insatser med personal")),
                k,
                r ->
                    List.of(
                        r.kvartal(),
                        tal(r.kvinnor()),
                        tal(r.man()),
                        tal(r.nyaKvinnor()),
                        tal(r.nyaMan()),
                        tal(summa(r.nyaKvinnor(), r.nyaMan())),
                        tal(r.avslutadeKvinnor()),
                        tal(r.avslutadeMan()),
                        tal(summa(r.avslutadeKvinnor(), r.avslutadeMan())),
                        medraknade(u, r, "deltagare"),
                        tal(r.personal()),
                        medraknade(u, r, "personal"))),
            tabell(
                "Inrapportering",
                List.of(
                    datum("Kvartal"),
                    text("Läge"),
                    datum("Förfaller"),
                    datum("Låses"),
                    siffra("Insatser"),
                    siffra("Registrerade"),
                    siffra("Sena"),
                    text("Attest")),
                k,
                r ->
                    List.of(
                        r.kvartal(),
                        lage(r),
                        r.forfaller().toString(),
                        r.lases().toString(),
                        tal(r.antalInsatser()),
                        tal(r.antalRegistrerade()),
                        tal((long) r.sena().size()),
                        Texter.attest(r)))));
  }

  private static Avsnitt plan(Uppfoljning u) {
    var rader = u.insatser().stream().filter(i -> i.figurer().individinriktad()).toList();
    if (rader.isEmpty()) {
      return tomt(
          "plan", "Deltagare mot plan", "Förbundet har inga individinriktade insatser under året.");
    }
    return new Avsnitt(
        "plan",
        "Deltagare mot plan",
        true,
        urvalet(rader),
        liggande(
            "Planerat och faktiskt antal deltagare per insats",
            "plan-per-insats",
            "antal deltagare",
            rader,
            "Planerat",
            InsatsFigurer::budgeteratAntalDeltagare,
            "Faktiskt",
            InsatsFigurer::deltagare),
        List.of(
            tabell(
                "Individinriktade insatser: deltagare under året",
                List.of(
                    namn("Insats"),
                    namn("Preciserad inriktning"),
                    siffra("Kvinnor"),
                    siffra("Män"),
                    siffra("Deltagare"),
                    siffra("Andel kvinnor"),
                    siffra("Nya"),
                    siffra("Avslutade"),
                    siffra("Planerat"),
                    siffra("Andel av plan"),
                    siffra("Deltagare " + (u.ar() - 1))),
                rader,
                r -> {
                  var i = r.figurer();
                  return List.of(
                      i.namn(),
                      Texter.preciserad(i.preciseradInriktning()),
                      tal(i.kvinnor()),
                      tal(i.man()),
                      tal(i.deltagare()),
                      procent(i.andelKvinnor()),
                      tal(summa(i.nyaKvinnor(), i.nyaMan())),
                      tal(summa(i.avslutadeKvinnor(), i.avslutadeMan())),
                      tal(i.budgeteratAntalDeltagare()),
                      procent(i.andelAvPlan()),
                      r.foregaendeAr() == null ? FINNS_INTE : tal(r.foregaendeAr().deltagare()));
                })));
  }

  private static Avsnitt pengar(Uppfoljning u) {
    var rader = u.insatser();
    if (rader.isEmpty()) {
      return tomt("pengar", "Budget och utfall", "Förbundet har inga insatser under året.");
    }
    return new Avsnitt(
        "pengar",
        "Budget och utfall",
        true,
        urvalet(rader),
        liggande(
            "Budget och utfall per insats",
            "budget-per-insats",
            "kronor",
            rader,
            "Budget",
            InsatsFigurer::budgetKr,
            "Utfall",
            InsatsFigurer::utfallKr),
        List.of(
            tabell(
                "Budget och utfall per insats, kronor utan ESF-medel",
                List.of(
                    namn("Insats"),
                    siffra("Budget, kr"),
                    siffra("Utfall, kr"),
                    siffra("Andel av budget"),
                    siffra("Kr per deltagare"),
                    siffra("Utfall %s, kr".formatted(u.ar() - 1))),
                rader,
                r -> {
                  var i = r.figurer();
                  return List.of(
                      i.namn(),
                      tal(i.budgetKr()),
                      tal(i.utfallKr()),
                      procent(i.andelAvBudget()),
                      i.individinriktad() ? tal(i.kostnadPerDeltagareKr()) : FINNS_INTE,
                      r.foregaendeAr() == null ? FINNS_INTE : tal(r.foregaendeAr().utfallKr()));
                })));
  }

  private static Avsnitt personal(Uppfoljning u) {
    var rader = u.insatser().stream().filter(i -> !i.figurer().individinriktad()).toList();
    if (rader.isEmpty()) {
      return tomt(
          "personal",
          "Strukturövergripande insatser",
          "Förbundet har inga strukturövergripande insatser under året.");
    }
    return avsnitt(
        "personal",
        "Strukturövergripande insatser",
        List.of("Personal som nåtts, summerad över kvartalen; läggs aldrig ihop med deltagare."),
        List.of(),
        List.of(
            tabell(
                "Strukturövergripande insatser: personal under året",
                List.of(
                    namn("Insats"),
                    namn("Preciserad inriktning"),
                    siffra("Personal"),
                    siffra("Planerat"),
                    siffra("Andel av plan"),
                    siffra("Personal " + (u.ar() - 1))),
                rader,
                r -> {
                  var i = r.figurer();
                  return List.of(
                      i.namn(),
                      Texter.preciserad(i.preciseradInriktning()),
                      tal(i.personal()),
                      tal(i.budgeteratAntalDeltagare()),
                      procent(i.andelAvPlan()),
                      r.foregaendeAr() == null ? FINNS_INTE : tal(r.foregaendeAr().personal()));
                })));
  }

  private static Avsnitt jamforelse(Uppfoljning u) {
    if (u.jamforelse().isEmpty()) {
      return tomt(
          "jamforelse", "Jämförelse med andra förbund", "Förbundet har inga insatser under året.");
    }
    return avsnitt(
        "jamforelse",
        "Jämförelse med andra förbund",
        List.of(
            "Medianen av andra förbunds värden, ett värde per förbund. Den visas när minst "
                + Figurer.MINST_ANDRA
                + " andra förbund har uppgiften."),
        List.of(),
        List.of(
            tabell(
                "Eget värde och andra förbunds median",
                List.of(
                    namn("Preciserad inriktning"), namn("Mått"), siffra("Eget"), siffra("Median")),
                u.jamforelse(),
                r -> {
                  var j = r.figurer();
                  boolean andel = j.matt().name().startsWith("ANDEL");
                  return List.of(
                      Texter.preciserad(j.preciseradInriktning()),
                      Texter.matt(j.matt()),
                      andel ? procent(j.eget()) : decimal(j.eget()),
                      andel ? procent(j.median()) : decimal(j.median()));
                })));
  }

  private static Avsnitt registreringar(Uppfoljning u) {
    var namn =
        u.insatser().stream()
            .map(InsatsRad::figurer)
            .collect(Collectors.toMap(InsatsFigurer::insats, Function.identity()));
    if (u.registreringar().isEmpty()) {
      return tomt("registreringar", "Registreringar", "Inget har registrerats för året.");
    }
    return new Avsnitt(
        "registreringar",
        "Registreringar",
        true,
        List.of(),
        List.of(),
        List.of(
            tabell(
                "Insatser och kvartal",
                List.of(
                    namn("Insats"),
                    datum("Kvartal"),
                    siffra("Pågående kvinnor"),
                    siffra("Pågående män"),
                    siffra("Nya kvinnor"),
                    siffra("Nya män"),
                    siffra("Avslutade kvinnor"),
                    siffra("Avslutade män"),
                    siffra("Kvar kvinnor"),
                    siffra("Kvar män"),
                    siffra("Personal"),
                    new Kolumn("Kommentar", "not")),
                u.registreringar(),
                r -> registrering(r, namn.get(r.figurer().insats())))));
  }

  private static List<String> registrering(RegistreringRad rad, InsatsFigurer insats) {
    var r = rad.figurer();
    boolean deltagare = insats.individinriktad();
    var antal =
        Arrays.asList(
            r.pagaendeVidStartKvinnor(),
            r.pagaendeVidStartMan(),
            r.nyaKvinnor(),
            r.nyaMan(),
            r.avslutadeKvinnor(),
            r.avslutadeMan(),
            r.kvarKvinnor(),
            r.kvarMan());
    var celler = new ArrayList<String>();
    celler.add(insats.namn());
    celler.add(r.kvartal());
    antal.forEach(a -> celler.add(deltagare ? tal(a) : FINNS_INTE));
    celler.add(deltagare ? FINNS_INTE : tal(r.personal()));
    celler.add(r.kommentar() == null ? "" : r.kommentar());
    return celler;
  }

  private static Avsnitt noter(Uppfoljning u) {
    var texter = new ArrayList<>(u.noter());
    texter.add(
        "Två punkter (..) betyder att uppgiften inte är redovisad eller inte kan visas, en punkt (.) att den inte finns.");
    return avsnitt("forklaringar", "Förklaringar", texter, List.of(), List.of());
  }

  private static Avsnitt avsnitt(
      String id, String rubrik, List<String> texter, List<Figur> figurer, List<Tabell> tabeller) {
    return new Avsnitt(id, rubrik, false, texter, figurer, tabeller);
  }

  private static Avsnitt tomt(String id, String rubrik, String text) {
    return avsnitt(id, rubrik, List.of(text), List.of(), List.of());
  }

  private static <T> Tabell tabell(
      String rubrik, List<Kolumn> kolumner, List<T> rader, Function<T, List<String>> celler) {
    return new Tabell(
        rubrik,
        kolumner,
        rader.stream()
            .map(
                r -> {
                  var texter = celler.apply(r);
                  var rad = new ArrayList<Cell>();
                  for (int i = 0; i < kolumner.size(); i++) {
                    rad.add(new Cell(texter.get(i), kolumner.get(i).slag(), i == 0));
                  }
                  return (List<Cell>) rad;
                })
            .toList());
  }

  private static Kolumn text(String namn) {
    return new Kolumn(namn, "text");
  }

  private static Kolumn datum(String namn) {
    return new Kolumn(namn, "datum");
  }

  private static Kolumn namn(String namn) {
    return new Kolumn(namn, "namn");
  }

  private static Kolumn siffra(String namn) {
    return new Kolumn(namn, "tal");
  }

  /** A chart, or none where there is nothing to draw. */
  private static List<Figur> figur(
      String bildtext, Function<Diagram.Innehall, String> rita, Diagram.Innehall innehall) {
    boolean tom =
        Stream.of(innehall.mork(), innehall.ljus())
            .flatMap(s -> s.varden().stream())
            .allMatch(Objects::isNull);
    return tom ? List.of() : List.of(new Figur(bildtext, new RawString(rita.apply(innehall))));
  }

  private static <T> Diagram.Serie serie(String namn, List<T> rader, Function<T, Long> varde) {
    return new Diagram.Serie(namn, rader.stream().map(varde).toList());
  }

  /** The largest insatser, in the order of the table, by the greater of the two figures. */
  private static List<Figur> liggande(
      String bildtext,
      String id,
      String enhet,
      List<InsatsRad> rader,
      String mork,
      Function<InsatsFigurer, Long> morka,
      String ljus,
      Function<InsatsFigurer, Long> ljusa) {
    Comparator<InsatsFigurer> storst =
        Comparator.comparingLong(i -> Math.max(noll(morka.apply(i)), noll(ljusa.apply(i))));
    var visas =
        rader.stream()
            .map(InsatsRad::figurer)
            .sorted(storst.reversed().thenComparing(InsatsFigurer::insats))
            .limit(FLEST)
            .toList();
    return figur(
        bildtext,
        Diagram::liggande,
        new Diagram.Innehall(
            id,
            bildtext,
            "Stapeldiagram, de största först. Samma tal står i tabellen efter diagrammet.",
            enhet,
            visas.stream().map(InsatsFigurer::namn).toList(),
            serie(mork, visas, morka),
            serie(ljus, visas, ljusa)));
  }

  private static List<String> urvalet(List<InsatsRad> rader) {
    return rader.size() <= FLEST
        ? List.of()
        : List.of(
            "Diagrammet visar de %d största av %d insatser; tabellen visar alla."
                .formatted(FLEST, rader.size()));
  }

  private static long noll(Long tal) {
    return tal == null ? 0 : tal;
  }

  private static Long summa(Long kvinnor, Long man) {
    return kvinnor == null || man == null ? null : Long.valueOf(kvinnor + man);
  }

  private static String tal(Number tal) {
    return tal == null ? SAKNAS : format("#,##0").format(tal);
  }

  private static String decimal(BigDecimal tal) {
    return tal == null ? SAKNAS : format("#,##0.##").format(tal);
  }

  private static String procent(BigDecimal andel) {
    return andel == null
        ? SAKNAS
        : format("#,##0.#").format(andel.movePointRight(2).setScale(1, RoundingMode.HALF_UP))
            + "\u00a0%";
  }

  private static DecimalFormat format(String monster) {
    var tecken = DecimalFormatSymbols.getInstance(Locale.ROOT);
    tecken.setDecimalSeparator(',');
    tecken.setGroupingSeparator('\u00a0');
    var format = new DecimalFormat(monster, tecken);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }

  private static String resurs(String namn) {
    try (var in = Webbsida.class.getResourceAsStream("/uppfoljning/" + namn)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
