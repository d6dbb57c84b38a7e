package se.finsam.uppfoljning.arsrapport;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import se.finsam.uppfoljning.arsrapport.Diagram.Stapel;
import se.finsam.uppfoljning.arsrapport.Sida.Avsnitt;
import se.finsam.uppfoljning.arsrapport.Sida.Cell;
import se.finsam.uppfoljning.arsrapport.Sida.Grupp;
import se.finsam.uppfoljning.arsrapport.Sida.Kolumn;
import se.finsam.uppfoljning.arsrapport.Sida.Tabell;
import se.finsam.uppfoljning.arsrapport.Sida.Term;

/** What stands in the report, part by part, read from the document and never computed. */
final class Rapport {
  /** More bars than this cannot be read on a page; the table tells all. */
  private static final int FLEST_STAPLAR = 25;

  private static final Map<String, String> FINANSIARER = new LinkedHashMap<>();

  static {
    FINANSIARER.put("medelStatKr", "Staten");
    FINANSIARER.put("medelKommunerKr", "Kommuner");
    FINANSIARER.put("medelRegionerKr", "Regioner");
    FINANSIARER.put("medelSamordningsforbundKr", "Samordningsförbund");
    FINANSIARER.put("medelEsfKr", "Europeiska socialfonden (ESF)");
    FINANSIARER.put("medelOvrigaKr", "Övriga");
  }

  private final Underlag u;
  private final Rad tackning;

  Rapport(Underlag u) {
    this.u = u;
    tackning = new Rad(u.innehall().path("tackning"));
  }

  Sida sida(boolean pdf, RawString css) {
    var titel = "Årsrapport " + u.ar() + ": finansiell samordning";
    return new Sida(
        pdf,
        css,
        titel,
        u.ar(),
        u.nummer(),
        "Årsuttag %s ur Uppföljning Finsam: uppgifter för %s så som de var kända %s."
            .formatted(u.nummer(), u.ar(), Svenska.dag(u.uttagsdatum())),
        varning(),
        nyckeltal(),
        sammanfattning(),
        om(),
        u.adress(),
        u.adress().matches("https?://.*"),
        u.skyddad() ? u.citat() : null,
        Stream.of(
                avsnittTackning(),
                avsnittInsatser(),
                avsnittMalgrupper(),
                avsnittDeltagare(),
                avsnittPersonal(),
                avsnittEkonomi(),
                avsnittPlanering(),
                avsnittRattelser(),
                avsnittDefinitioner(),
                avsnittBrott(),
                avsnittTecken(),
                bilagaTackning(),
                bilagaMedel(),
                bilagaKostnader(),
                bilagaPlanering(),
                bilagaRattelser())
            .filter(a -> !a.id().startsWith("bilaga") || !a.tabeller().isEmpty())
            .toList(),
        kalla(u));
  }

  static String kalla(Underlag u) {
    return "%sKälla: Nationella rådet för finansiell samordning, Uppföljning Finsam, årsuttag %s."
        .formatted(u.skyddad() ? "" : "Inte för spridning. ", u.nummer());
  }

  // what it is

  private String lage() {
    return switch (u.lage()) {
      case "UTKAST" -> "Utkast, inte publicerat";
      case "PUBLICERAT" -> "Publicerat: det som gäller för året";
      case "ERSATT" -> "Ersatt av ett senare årsuttag";
      case "ATERKALLAT" -> "Återkallat";
      default -> u.lage();
    };
  }

  /** What must be known before any figure is read, null if nothing. */
  private String varning() {
    var varningar = new ArrayList<String>();
    if (!u.skyddad()) {
      varningar.add("Inte för spridning. Rapporten är inte röjandekontrollerad: små antal visas.");
    }
    switch (u.lage()) {
      case "UTKAST" -> varningar.add("Utkast. Årsuttaget är inte publicerat; citera det inte.");
      case "ERSATT" ->
          varningar.add("Ersatt. Ett senare årsuttag för %s har publicerats.".formatted(u.ar()));
      case "ATERKALLAT" -> varningar.add("Återkallat. Använd inte uppgifterna.");
      default -> {
        // the one that holds
      }
    }
    return varningar.isEmpty() ? null : String.join(" ", varningar);
  }

  private List<Term> om() {
    var om = new ArrayList<Term>();
    om.add(new Term("Årsuttag", u.nummer()));
    om.add(new Term("Läge", lage()));
    om.add(new Term("Uppgifter för", String.valueOf(u.ar())));
    om.add(new Term("Så som de var kända", "Till och med " + Svenska.dag(u.uttagsdatum())));
    om.add(new Term("Exakt tidpunkt", u.perTidpunkt().toString()));
    om.add(new Term("Publicerat", u.publicerad() == null ? "Nej" : Svenska.tid(u.publicerad())));
    om.add(
        new Term(
            "Röjandekontroll",
            u.skyddad()
                ? "Ja: uppgifter om färre än %s personer är dolda".formatted(u.troskel())
                : "Nej: för Nationella rådet och Försäkringskassan"));
    if (u.anteckning() != null && !u.anteckning().isBlank()) {
      om.add(new Term("Anteckning", u.anteckning()));
    }
    om.add(new Term("Kontrollsumma (SHA-256)", u.kontrollsumma()));
    om.add(
        new Term(
            "Licens",
            u.skyddad()
                ? "CC0 1.0: fri att använda för alla ändamål; ange gärna källan"
                : "Ingen: får inte spridas"));
    return om.stream().map(t -> new Term(t.namn(), Svenska.ren(t.text()))).toList();
  }

  private List<Term> nyckeltal() {
    return List.of(
        new Term("insatser", totalt("insatser").tal("antalInsatser")),
        new Term("deltagare i insatser", totalt("deltagare").tal("totalt")),
        new Term(
            "av %s förbund har påbörjat uppföljningen".formatted(tackning.tal("forbund")),
            tackning.tal("paborjade")),
        new Term("kr i tilldelade medel", totalt("ekonomi").tal("tilldeladeMedelKr")));
  }

  private List<String> sammanfattning() {
    var i = totalt("insatser");
    var m = totalt("malgrupper");
    var d = totalt("deltagare");
    var e = totalt("ekonomi");
    var p = totalt("planering");
    var meningar =
        new ArrayList<>(
            List.of(
                "Under %s pågick %s insatser: %s individinriktade och %s strukturövergripande. De bedrevs av %s förbund."
                    .formatted(
                        u.ar(),
                        i.iMening("antalInsatser"),
                        i.iMening("individinriktade"),
                        i.iMening("strukturovergripande"),
                        i.iMening("antalForbund")),
                "Minst en prioriterad målgrupp hade %s insatser, %s av årets alla insatser."
                    .formatted(m.iMening("prioriterade"), m.andelIMening()),
                "Av landets %s samordningsförbund har %s påbörjat uppföljningen av året och %s inte. %s förbund har attesterat alla kvartal som avslutats."
                    .formatted(
                        tackning.iMening("forbund"),
                        tackning.iMening("paborjade"),
                        tackning.iMening("ejPaborjade"),
                        tackning.iMening("attesterade")),
                "De individinriktade insatserna hade %s deltagare: %s kvinnor och %s män. Kvinnornas andel var %s. Den som deltar i två insatser räknas två gånger."
                    .formatted(
                        d.iMening("totalt"),
                        d.iMening("kvinnor"),
                        d.iMening("man"),
                        d.andelIMening("kvinnor", "man", "totalt")),
                "Antalet personal som de strukturövergripande insatserna nådde var %s, summerat över kvartalen. Det läggs aldrig ihop med deltagarna."
                    .formatted(totalt("personal").iMening("personal")),
                "Förbunden tilldelades %s, varav %s från staten. Årets insatser kostade %s av budgeterade %s, medel från ESF inte medräknade.%s"
                    .formatted(
                        e.kronor("tilldeladeMedelKr"),
                        e.kronor("medelStatKr"),
                        e.kronor("insatsUtfallKr"),
                        e.kronor("insatsBudgetKr"),
                        nagotDelvis(e)
                            ? " Inte alla delar av beloppen är kända: se avsnittet Ekonomi."
                            : "")));
    if (p.lage("andel") != Rad.Lage.DOLD) {
      meningar.add(
          "I de insatser där både plan och utfall är kända var deltagarna %s av de planerade."
              .formatted(p.andelIMening("deltagare", "budgeteratAntalDeltagare")));
    }
    return meningar;
  }

  private static boolean nagotDelvis(Rad e) {
    return Stream.of("tilldeladeMedelKr", "medelStatKr", "insatsUtfallKr", "insatsBudgetKr")
        .anyMatch(e::delvis);
  }

  // the eight tables

  private Avsnitt avsnittTackning() {
    var ejPaborjade =
        rader("tackning").stream().filter(r -> r.text("lage").equals("EJ_PABORJAT")).toList();
    var texter = new ArrayList<String>();
    texter.add(
        "Täckningen säger hur mycket av landet som siffrorna bygger på. Ett förbund som inte har rapporterat bidrar inte med några tal.");
    if (!ejPaborjade.isEmpty()) {
      texter.add(
          "Inte påbörjade: "
              + String.join(
                  ", ", ejPaborjade.stream().map(r -> namn(r.text("forbund"), r)).toList())
              + ".");
    }
    if (!rader("tackning").isEmpty()) {
      texter.add("Varje förbunds läge står i bilagan Täckning per förbund.");
    }
    var t = totalt("tackning");
    return avsnitt(
        "tackning",
        "Täckning",
        texter,
        List.of(),
        List.of(
            tabell(
                "tabell-tackning",
                "Tabell 1. Täckning, antal",
                List.of(text("Läge"), siffra("Antal")),
                List.of(
                    post("Förbund i landet", tackning, "forbund"),
                    post("varav påbörjade", tackning, "paborjade"),
                    post("varav inte påbörjade", tackning, "ejPaborjade"),
                    post("Förbund som attesterat alla avslutade kvartal", tackning, "attesterade"),
                    post(
                        "Registrerade kvartal, summerat över förbunden", t, "kvartalRegistrerade")),
                null)),
        noter("tackning"));
  }

  private Avsnitt avsnittInsatser() {
    var t = totalt("insatser");
    var grupper = new ArrayList<Grupp>();
    for (var inriktning : inriktningar()) {
      var rader =
          rader("insatser").stream()
              .filter(r -> r.text("inriktning").equals(inriktning))
              .map(
                  r ->
                      List.of(
                          rubrik(
                              etikett("preciserade-inriktningar", r.text("preciseradInriktning"))),
                          tal(r, "antalInsatser"),
                          cell(r.andel(), "tal")))
              .toList();
      if (!rader.isEmpty()) {
        grupper.add(new Grupp(etikett("inriktningar", inriktning), rader));
      }
    }
    return avsnitt(
        "insatser",
        "Insatser",
        List.of(
            "Av årets %s insatser är %s individinriktade: de riktas till personer som behöver samordnad rehabilitering. %s är strukturövergripande: de riktas till parternas personal."
                .formatted(
                    t.iMening("antalInsatser"),
                    t.iMening("individinriktade"),
                    t.iMening("strukturovergripande"))),
        diagram(
            "diagram-insatser",
            "Diagram 1. Insatser efter preciserad inriktning, antal",
            "tabell 2",
            rader("insatser"),
            r -> etikett("preciserade-inriktningar", r.text("preciseradInriktning")),
            r -> List.of(stapel(r, "antalInsatser", "", false))),
        List.of(
            new Tabell(
                "tabell-insatser",
                "Tabell 2. Insatser efter preciserad inriktning",
                List.of(
                    text("Preciserad inriktning"),
                    siffra("Insatser, antal"),
                    siffra("Andel av årets insatser")),
                grupper,
                List.of(rubrik("Totalt"), tal(t, "antalInsatser"), cell("", "tal")))),
        noter("insatser"));
  }

  private Avsnitt avsnittMalgrupper() {
    var t = totalt("malgrupper");
    return avsnitt(
        "malgrupper",
        "Målgrupper",
        List.of(
            "%s insatser har minst en målgrupp, och %s har minst en som regeringen har prioriterat: %s av årets alla insatser."
                .formatted(
                    t.iMening("antalInsatser"), t.iMening("prioriterade"), t.andelIMening())),
        diagram(
            "diagram-malgrupper",
            "Diagram 2. Insatser efter målgrupp, antal",
            "tabell 3",
            rader("malgrupper"),
            r -> etikett("malgrupper", r.text("malgrupp")),
            r -> List.of(stapel(r, "antalInsatser", "", false))),
        List.of(
            tabell(
                "tabell-malgrupper",
                "Tabell 3. Insatser efter målgrupp",
                List.of(
                    text("Målgrupp"),
                    kort("Prioriterad"),
                    siffra("Insatser, antal"),
                    siffra("varav individ\u00adinriktade"),
                    siffra("Förbund, antal"),
                    text("Vanligaste preciserade inriktning"),
                    siffra("Andel")),
                rader("malgrupper").stream()
                    .map(
                        r ->
                            List.of(
                                rubrik(etikett("malgrupper", r.text("malgrupp"))),
                                cell(
                                    r.json().path("prioriterad").asBoolean() ? "Ja" : "Nej",
                                    "text"),
                                tal(r, "antalInsatser"),
                                tal(r, "individinriktade"),
                                tal(r, "antalForbund"),
                                cell(
                                    r.json().path("vanligastePreciseradInriktning").isTextual()
                                        ? etikett(
                                            "preciserade-inriktningar",
                                            r.text("vanligastePreciseradInriktning"))
                                        : Rad.FINNS_INTE,
                                    "text"),
                                cell(r.andel("antalVanligaste"), "tal")))
                    .toList(),
                List.of(
                    rubrik("Minst en målgrupp"),
                    cell("", "text"),
                    tal(t, "antalInsatser"),
                    tal(t, "individinriktade"),
                    tal(t, "antalForbund"),
                    cell("", "text"),
                    cell(t.andel("prioriterade"), "tal")))),
        noter("malgrupper"));
  }

  private Avsnitt avsnittDeltagare() {
    var t = totalt("deltagare");
    Function<Rad, List<Cell>> celler =
        r ->
            List.of(
                tal(r, "kvinnor"),
                tal(r, "man"),
                tal(r, "totalt"),
                cell(r.andel("kvinnor", "man", "totalt"), "tal"));
    return avsnitt(
        "deltagare",
        "Deltagare",
        List.of(
            "De individinriktade insatserna hade %s deltagare under %s. Det är deltagare i insatser, inte unika personer: den som deltar i två insatser räknas i båda."
                .formatted(t.iMening("totalt"), u.ar())),
        diagram(
            "diagram-deltagare",
            "Diagram 3. Deltagare efter preciserad inriktning och kön, antal",
            "tabell 4",
            rader("deltagare"),
            r -> etikett("preciserade-inriktningar", r.text("preciseradInriktning")),
            r -> List.of(stapel(r, "kvinnor", "kvinnor", false), stapel(r, "man", "män", true))),
        List.of(
            tabell(
                "tabell-deltagare",
                "Tabell 4. Deltagare efter preciserad inriktning och kön, antal",
                List.of(
                    text("Preciserad inriktning"),
                    siffra("Kvinnor"),
                    siffra("Män"),
                    siffra("Totalt"),
                    siffra("Andel kvinnor")),
                rader("deltagare").stream()
                    .map(
                        r ->
                            med(
                                rubrik(
                                    etikett(
                                        "preciserade-inriktningar",
                                        r.text("preciseradInriktning"))),
                                celler.apply(r)))
                    .toList(),
                med(rubrik("Totalt"), celler.apply(t)))),
        noter("deltagare"));
  }

  private Avsnitt avsnittPersonal() {
    var t = totalt("personal");
    return avsnitt(
        "personal",
        "Personal",
        List.of(
            "De strukturövergripande insatserna vänder sig till parternas personal. Här räknas de som nåtts, kvartal för kvartal."),
        diagram(
            "diagram-personal",
            "Diagram 4. Personal som nåtts, efter preciserad inriktning, antal",
            "tabell 5",
            rader("personal"),
            r -> etikett("preciserade-inriktningar", r.text("preciseradInriktning")),
            r -> List.of(stapel(r, "personal", "", false))),
        List.of(
            tabell(
                "tabell-personal",
                "Tabell 5. Personal som nåtts, efter preciserad inriktning, antal",
                List.of(text("Preciserad inriktning"), siffra("Personal")),
                rader("personal").stream()
                    .map(
                        r ->
                            List.of(
                                rubrik(
                                    etikett(
                                        "preciserade-inriktningar",
                                        r.text("preciseradInriktning"))),
                                tal(r, "personal")))
                    .toList(),
                List.of(rubrik("Totalt"), tal(t, "personal")))),
        noter("personal"));
  }

  private Avsnitt avsnittEkonomi() {
    var t = totalt("ekonomi");
    var medel = new ArrayList<List<Cell>>();
    FINANSIARER.forEach((medlem, namn) -> medel.add(post(namn, t, medlem)));
    medel.add(post("Tilldelade medel, summa", t, "tilldeladeMedelKr"));
    return avsnitt(
        "ekonomi",
        "Ekonomi",
        List.of(
            "Alla belopp är hela kronor. Ett d efter ett belopp betyder att det är känt bara till en del: något förbund har inte redovisat sin.",
            "Varje förbunds medel och kostnader står i bilagorna."),
        List.of(
                new Diagram(
                    "diagram-ekonomi",
                    "Diagram 5. Tilldelade medel efter finansiär, kronor",
                    forklaring("tabell 6", Stream.of(t), FINANSIARER.keySet()),
                    FINANSIARER.entrySet().stream()
                        .map(
                            f ->
                                new Diagram.Grupp(
                                    f.getValue(), List.of(stapel(t, f.getKey(), "kr", false))))
                        .toList()))
            .stream()
            .filter(Diagram::finns)
            .toList(),
        List.of(
            new Tabell(
                "tabell-ekonomi",
                "Tabell 6. Förbundens ekonomi, hela landet, kronor",
                List.of(text("Post"), siffra("Kronor")),
                List.of(
                    new Grupp("Tilldelade medel, efter finansiär", medel),
                    new Grupp(
                        "Sparat överskott",
                        List.of(post("Eget kapital vid årets början", t, "egetKapitalKr"))),
                    new Grupp(
                        "Administration",
                        List.of(
                            post("Budget", t, "admBudgetKr"), post("Utfall", t, "admUtfallKr"))),
                    new Grupp(
                        "Insatser, utan medel från ESF",
                        List.of(
                            post("Budget", t, "insatsBudgetKr"),
                            post("Utfall", t, "insatsUtfallKr"))),
                    new Grupp(
                        "Insatser, det som ESF betalar",
                        List.of(
                            post("Budget", t, "insatsEsfBudgetKr"),
                            post("Utfall", t, "insatsEsfUtfallKr")))),
                post("Resultat", t, "resultatKr"))),
        noter("ekonomi"));
  }

  private Avsnitt avsnittPlanering() {
    var t = totalt("planering");
    var texter = new ArrayList<String>();
    texter.add(
        "Planen jämförs med utfallet bara över de insatser där båda är kända: %s av de planerade deltagarna."
            .formatted(t.andelIMening("deltagare", "budgeteratAntalDeltagare")));
    if (u.skyddad()) {
      texter.add(
          "Uppgifter om enskilda insatser är inte öppna: rapporten innehåller bara hela landet.");
    } else {
      texter.add("Varje insats plan och utfall står i bilagan Plan och utfall per insats.");
    }
    return avsnitt(
        "planering",
        "Plan och utfall",
        texter,
        List.of(),
        List.of(
            new Tabell(
                "tabell-planering",
                "Tabell 7. Plan och utfall, hela landet",
                List.of(text("Uppgift"), siffra("Värde")),
                List.of(
                    new Grupp(
                        "Individinriktade insatser",
                        List.of(
                            post("Planerat antal deltagare", t, "budgeteratAntalDeltagare"),
                            post("Deltagare, antal", t, "deltagare"),
                            List.of(
                                rubrik("Deltagarnas andel av de planerade"),
                                cell(t.andel("deltagare", "budgeteratAntalDeltagare"), "tal")),
                            post("Kostnad per deltagare, kr", t, "kostnadPerDeltagareKr"))),
                    new Grupp(
                        "Strukturövergripande insatser",
                        List.of(
                            post("Planerat antal personal", t, "budgeteradPersonal"),
                            post("Personal som nåtts, antal", t, "personal"))),
                    new Grupp(
                        "Alla insatser",
                        List.of(
                            post("Budget, kr", t, "budgetKr"), post("Utfall, kr", t, "utfallKr")))),
                null)),
        noter("planering"));
  }

  private Avsnitt avsnittRattelser() {
    var t = totalt("rattelser");
    var texter = new ArrayList<String>();
    texter.add(
        t.lage("antal") == Rad.Lage.KAND && t.varde("antal").signum() == 0
            ? "När årsuttaget togs hade inga registreringar kommit sent, rättats eller återkallats."
            : "När årsuttaget togs hade %s registreringar kommit sent, rättats eller återkallats, av %s förbund."
                .formatted(t.iMening("antal"), t.iMening("antalForbund")));
    if (!rader("rattelser").isEmpty()) {
      texter.add("De står en för en i bilagan Sena, rättade och återkallade registreringar.");
    }
    return avsnitt(
        "rattelser",
        "Sena, rättade och återkallade registreringar",
        texter,
        List.of(),
        List.of(
            tabell(
                "tabell-rattelser",
                "Tabell 8. Sena, rättade och återkallade registreringar, hela landet",
                List.of(text("Uppgift"), siffra("Antal")),
                List.of(
                    post("Sena", t, "sena"),
                    post("Rättade", t, "rattade"),
                    post("Återkallade", t, "aterkallade"),
                    post("Förbund som sänt dem", t, "antalForbund"),
                    andring("Ändring, kvinnor", t, "andringKvinnor"),
                    andring("Ändring, män", t, "andringMan"),
                    andring("Ändring, personal", t, "andringPersonal")),
                post("Totalt antal", t, "antal"))),
        noter("rattelser"));
  }

  // how to read them

  private Avsnitt avsnittDefinitioner() {
    return new Avsnitt(
        "definitioner",
        "Så räknas det",
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Term(
                "Samordningsförbund",
                "Ett förbund där Försäkringskassan, Arbetsförmedlingen, region och kommuner samordnar sina resurser för rehabilitering (finansiell samordning, Finsam)."),
            new Term(
                "Insats",
                "Det som ett förbund finansierar. En insats räknas till året om den, och dess förbund, pågår någon del av det."),
            new Term(
                "Deltagare",
                "Deltagare i individinriktade insatser, inte unika personer. Årets deltagare är de som pågick när det första registrerade kvartalet började, och alla nya därefter."),
            new Term(
                "Personal",
                "Personal hos parterna som nåtts av strukturövergripande insatser, summerad över kvartalen. Personal och deltagare läggs aldrig ihop."),
            new Term(
                "Målgrupp",
                "Den grupp som insatsen riktas till. Målgruppen är insatsens, inte deltagarens; en insats kan ha flera."),
            new Term(
                "Kronor",
                "Alla belopp är hela kronor. Kostnader är utan medel från Europeiska socialfonden (ESF) där inte annat sägs."),
            new Term(
                "Andel",
                "Andelar skrivs med en decimal, och inom parentes de två tal som de är räknade av."),
            new Term(
                "Totalt",
                "Varje total är räknad för sig ur registreringarna. Den är inte alltid summan av raderna: det sägs då under tabellen.")),
        List.of());
  }

  private Avsnitt avsnittBrott() {
    var termer = new ArrayList<Term>();
    boolean sus = false;
    for (var b : u.innehall().path("brott")) {
      sus |= b.path("slag").asText("").equals("TIDSSERIEBROTT");
      termer.add(new Term(dag(b.path("fran").asText("")), brott(b) + "."));
    }
    var texter = new ArrayList<String>();
    if (!termer.isEmpty()) {
      texter.add("Från och med varje dag här nedan är uppgifterna inte jämförbara med dem före.");
    }
    if (!sus) {
      texter.add(
          "Uppföljning Finsam börjar 2023. Jämför inte med äldre uppgifter: de kommer från SUS.");
    }
    return new Avsnitt(
        "brott", "Brott i tidsserien", false, texter, List.of(), List.of(), termer, List.of());
  }

  private String brott(JsonNode b) {
    return b.path("slag").asText("").equals("SAMMANSLAGNING")
        ? "%s har tagit över efter %s"
            .formatted(
                namn(b.path("forbund").asText("")),
                String.join(
                    " och ", strom(b.path("foregangare")).map(f -> namn(f.asText(""))).toList()))
        : Svenska.ren(b.path("detail").asText(""));
  }

  private Avsnitt avsnittTecken() {
    var termer = new ArrayList<Term>();
    if (u.skyddad()) {
      termer.add(
          new Term(
              "..  (två punkter)",
              "Talet är dolt, så att inget kan räknas ut om få personer. Det kan vara vilket tal som helst."));
    }
    termer.add(new Term("ej redovisat", "Ingen har redovisat talet. Det är inte noll."));
    termer.add(new Term("0", "Talet är redovisat, och är noll."));
    termer.add(
        new Term(
            ".  (en punkt)",
            "Det finns inget sådant tal, eller det kan inte räknas därför att ett tal som behövs saknas."));
    termer.add(
        new Term(
            "d  (efter ett tal)",
            "Delvis känt: summan av det som är känt, där någon del är okänd."));
    return new Avsnitt(
        "tecken",
        u.skyddad() ? "Röjandekontroll och tecken" : "Tecken i tabellerna",
        false,
        u.skyddad()
            ? List.of(
                "Uppgifterna gäller människor, och små antal kan röja vem det är. Antal personer från 1 till och med %s är därför dolda."
                    .formatted(u.troskel() - 1),
                "Även större tal kan vara dolda, där ett litet annars kunde räknas ut med hjälp av summorna. Inget tal, ingen andel och ingen stapel i rapporten är räknad av ett dolt tal.")
            : List.of(
                "Rapporten är inte röjandekontrollerad: den visar också små antal, och är till för Nationella rådet och Försäkringskassan."),
        List.of(),
        List.of(),
        termer,
        List.of());
  }

  // the long tables

  private Avsnitt bilagaTackning() {
    return bilaga(
        "bilaga-tackning",
        "Täckning per förbund",
        false,
        rader("tackning").isEmpty()
            ? List.of()
            : List.of(
                tabell(
                    "tabell-forbund-tackning",
                    "Läge och registrerade kvartal per förbund",
                    List.of(
                        text("Förbund"), kort("Län"), kort("Läge"), siffra("Registrerade kvartal")),
                    rader("tackning").stream()
                        .map(
                            r ->
                                List.of(
                                    rubrik(namn(r.text("forbund"), r)),
                                    cell(etikett("lan", r.text("lan")), "kort"),
                                    cell(forbundetsLage(r.text("lage")), "kort"),
                                    tal(r, "kvartalRegistrerade")))
                        .toList(),
                    null)));
  }

  private Avsnitt bilagaMedel() {
    var medlemmar = new ArrayList<>(FINANSIARER.keySet());
    medlemmar.addAll(List.of("tilldeladeMedelKr", "egetKapitalKr"));
    return bilaga(
        "bilaga-medel",
        "Tilldelade medel per förbund",
        true,
        perForbund(
            "tabell-forbund-medel",
            "Tilldelade medel och eget kapital per förbund, kronor",
            List.of(
                "Staten",
                "Kommuner",
                "Regioner",
                "Samordnings\u00adförbund",
                "ESF",
                "Övriga",
                "Tilldelade medel, summa",
                "Eget kapital"),
            medlemmar));
  }

  private Avsnitt bilagaKostnader() {
    return bilaga(
        "bilaga-kostnader",
        "Kostnader och resultat per förbund",
        true,
        perForbund(
            "tabell-forbund-kostnader",
            "Kostnader och resultat per förbund, kronor",
            List.of(
                "Admini\u00adstration, budget",
                "Admini\u00adstration, utfall",
                "Insatser, budget",
                "Insatser, utfall",
                "Insatser ESF, budget",
                "Insatser ESF, utfall",
                "Resultat"),
            List.of(
                "admBudgetKr",
                "admUtfallKr",
                "insatsBudgetKr",
                "insatsUtfallKr",
                "insatsEsfBudgetKr",
                "insatsEsfUtfallKr",
                "resultatKr")));
  }

  private List<Tabell> perForbund(
      String id, String rubrik, List<String> kolumner, List<String> medlemmar) {
    var rader = rader("ekonomi");
    Function<Rad, List<Cell>> celler =
        r -> medlemmar.stream().map(medlem -> tal(r, medlem)).toList();
    return rader.isEmpty()
        ? List.of()
        : List.of(
            tabell(
                id,
                rubrik,
                Stream.concat(Stream.of(text("Förbund")), kolumner.stream().map(Rapport::siffra))
                    .toList(),
                rader.stream()
                    .map(r -> med(rubrik(namn(r.text("forbund"), r)), celler.apply(r)))
                    .toList(),
                med(rubrik("Hela landet"), celler.apply(totalt("ekonomi")))));
  }

  private Avsnitt bilagaPlanering() {
    var perForbund = new LinkedHashMap<String, List<List<Cell>>>();
    for (var r : rader("planering")) {
      perForbund
          .computeIfAbsent(r.text("forbund"), f -> new ArrayList<>())
          .add(
              List.of(
                  rubrik(Svenska.ren(r.text("insats"))),
                  tal(r, "budgeteratAntalDeltagare"),
                  tal(r, "deltagare"),
                  cell(r.andel("deltagare", "budgeteratAntalDeltagare"), "tal"),
                  tal(r, "budgeteradPersonal"),
                  tal(r, "personal"),
                  tal(r, "budgetKr"),
                  tal(r, "utfallKr"),
                  tal(r, "kostnadPerDeltagareKr")));
    }
    return bilaga(
        "bilaga-planering",
        "Plan och utfall per insats",
        false,
        perForbund.isEmpty()
            ? List.of()
            : List.of(
                new Tabell(
                    "tabell-insats-planering",
                    "Plan och utfall per insats, grupperade efter förbund",
                    List.of(
                        text("Insats"),
                        siffra("Planerat antal deltagare"),
                        siffra("Deltagare"),
                        siffra("Andel av plan"),
                        siffra("Planerat antal personal"),
                        siffra("Personal"),
                        siffra("Budget, kr"),
                        siffra("Utfall, kr"),
                        siffra("Kostnad per deltagare, kr")),
                    perForbund.entrySet().stream()
                        .map(f -> new Grupp(namn(f.getKey()), f.getValue()))
                        .toList(),
                    null)));
  }

  private Avsnitt bilagaRattelser() {
    var rader = rader("rattelser");
    return bilaga(
        "bilaga-rattelser",
        "Sena, rättade och återkallade registreringar",
        true,
        rader.isEmpty()
            ? List.of()
            : List.of(
                tabell(
                    "tabell-registrering-rattelser",
                    "Registreringarna i den ordning de mottogs",
                    List.of(
                        text("Insats"),
                        text("Förbund"),
                        kort("Kvartal"),
                        siffra("Version"),
                        text("Slag"),
                        text("Mottagen"),
                        text("Orsak"),
                        siffra("Kvinnor"),
                        siffra("Män"),
                        siffra("Personal")),
                    rader.stream()
                        .map(
                            r ->
                                List.of(
                                    rubrik(Svenska.ren(r.text("insats"))),
                                    cell(namn(r.text("forbund")), "text"),
                                    cell(r.text("kvartal"), "kort"),
                                    tal(r, "version"),
                                    cell(slag(r.text("slag")), "text"),
                                    cell(tid(r.text("mottagen")), "text"),
                                    cell(
                                        r.json().path("orsak").isTextual()
                                            ? Svenska.ren(r.text("orsak"))
                                            : "ingen angiven",
                                        "text"),
                                    cell(r.andring("andringKvinnor"), "tal"),
                                    cell(r.andring("andringMan"), "tal"),
                                    cell(r.andring("andringPersonal"), "tal")))
                        .toList(),
                    null)));
  }

  // from the document

  private JsonNode tabellen(String namn) {
    return u.innehall().path("tabeller").path(namn);
  }

  private Rad totalt(String tabell) {
    return new Rad(tabellen(tabell).path("totalt"));
  }

  private List<Rad> rader(String tabell) {
    return strom(tabellen(tabell).path("rader")).map(Rad::new).toList();
  }

  private List<String> noter(String tabell) {
    var noter =
        new ArrayList<>(
            strom(tabellen(tabell).path("noter")).map(n -> Noter.lasbar(n.asText(""))).toList());
    if (!tabellen(tabell).path("summerbar").asBoolean(true)) {
      noter.add("Raderna kan inte läggas ihop till totalen.");
    }
    return noter;
  }

  private List<String> inriktningar() {
    return Stream.concat(
            strom(u.innehall().path("kodlistor").path("inriktningar"))
                .map(k -> k.path("kod").asText("")),
            rader("insatser").stream().map(r -> r.text("inriktning")))
        .distinct()
        .toList();
  }

  /** What a code is called; the code itself where it has no other name. */
  private String etikett(String lista, String kod) {
    return Svenska.ren(
        strom(u.innehall().path("kodlistor").path(lista))
            .filter(k -> k.path("kod").asText("").equals(kod))
            .map(k -> k.path("etikett").asText(kod))
            .findFirst()
            .orElse(kod));
  }

  private String namn(String forbund) {
    return etikett("forbund", forbund);
  }

  private String namn(String forbund, Rad rad) {
    return rad.text("namn").isEmpty() ? namn(forbund) : Svenska.ren(rad.text("namn"));
  }

  private static String forbundetsLage(String lage) {
    return switch (lage) {
      case "EJ_PABORJAT" -> "Inte påbörjat";
      case "PABORJAT" -> "Påbörjat";
      case "ATTESTERAD" -> "Attesterat";
      default -> Svenska.ren(lage);
    };
  }

  private static String slag(String slag) {
    return switch (slag) {
      case "SEN" -> "Sen";
      case "RATTAD" -> "Rättad";
      case "ATERKALLAD" -> "Återkallad";
      default -> Svenska.ren(slag);
    };
  }

  private static String dag(String dag) {
    return dag.isEmpty() ? "Okänd dag" : Svenska.dag(LocalDate.parse(dag));
  }

  private static String tid(String tid) {
    return tid.isEmpty() ? "" : Svenska.tid(Instant.parse(tid));
  }

  private static Stream<JsonNode> strom(JsonNode lista) {
    return StreamSupport.stream(lista.spliterator(), false);
  }

  // charts

  private List<Diagram> diagram(
      String id,
      String bildtext,
      String tabell,
      List<Rad> rader,
      Function<Rad, String> namn,
      Function<Rad, List<Stapel>> staplar) {
    var grupper =
        rader.stream().map(r -> new Diagram.Grupp(namn.apply(r), staplar.apply(r))).toList();
    var diagram =
        new Diagram(
            id,
            bildtext,
            forklaring(
                tabell, rader.stream(), List.of("antalInsatser", "kvinnor", "man", "personal")),
            grupper);
    return diagram.finns()
            && grupper.stream().mapToLong(g -> g.staplar().size()).sum() <= FLEST_STAPLAR
        ? List.of(diagram)
        : List.of();
  }

  private static String forklaring(String tabell, Stream<Rad> rader, Iterable<String> medlemmar) {
    boolean dolt = false;
    boolean ejRedovisat = false;
    boolean delvis = false;
    for (var rad : rader.toList()) {
      for (var medlem : medlemmar) {
        dolt |= rad.lage(medlem) == Rad.Lage.DOLD;
        delvis |= rad.delvis(medlem);
        ejRedovisat |= rad.lage(medlem) == Rad.Lage.EJ_REDOVISAT;
      }
    }
    return "Samma tal står i %s.".formatted(tabell)
        + (dolt
            ? " Dolda tal (..) har ingen stapel: de kan vara större eller mindre än de som visas."
            : "")
        + (ejRedovisat ? " Det som inte är redovisat har ingen stapel." : "")
        + (delvis ? " Tal märkta (d) är delvis kända." : "");
  }

  private static Stapel stapel(Rad rad, String medlem, String enhet, boolean ljus) {
    var text =
        switch (rad.lage(medlem)) {
          case KAND -> rad.tal(medlem) + (enhet.isEmpty() ? "" : Svenska.FAST + enhet);
          case DELVIS ->
              rad.tal(medlem)
                  + (enhet.isEmpty() ? "" : Svenska.FAST + enhet)
                  + Svenska.FAST
                  + "(d)";
          case DOLD -> ".. (dolt)" + (enhet.isEmpty() ? "" : " " + enhet);
          case EJ_REDOVISAT -> "ej redovisat" + (enhet.isEmpty() ? "" : ", " + enhet);
          case FINNS_INTE -> Rad.FINNS_INTE;
        };
    return new Stapel(rad.varde(medlem), text, ljus);
  }

  // tables

  private static Avsnitt avsnitt(
      String id,
      String rubrik,
      List<String> texter,
      List<Diagram> figurer,
      List<Tabell> tabeller,
      List<String> noter) {
    return new Avsnitt(id, rubrik, false, texter, figurer, tabeller, List.of(), noter);
  }

  private static Avsnitt bilaga(String id, String rubrik, boolean bred, List<Tabell> tabeller) {
    return new Avsnitt(
        id, "Bilaga: " + rubrik, bred, List.of(), List.of(), tabeller, List.of(), List.of());
  }

  private static Tabell tabell(
      String id, String rubrik, List<Kolumn> kolumner, List<List<Cell>> rader, List<Cell> totalt) {
    return new Tabell(id, rubrik, kolumner, List.of(new Grupp(null, rader)), totalt);
  }

  private static List<Cell> post(String namn, Rad rad, String medlem) {
    return List.of(rubrik(namn), tal(rad, medlem));
  }

  private static List<Cell> andring(String namn, Rad rad, String medlem) {
    return List.of(rubrik(namn), cell(rad.andring(medlem), "tal"));
  }

  private static List<Cell> med(Cell rubrik, List<Cell> celler) {
    return Stream.concat(Stream.of(rubrik), celler.stream()).toList();
  }

  private static Cell rubrik(String text) {
    return new Cell(text, "text", true, false);
  }

  private static Cell tal(Rad rad, String medlem) {
    return new Cell(rad.tal(medlem), "tal", false, rad.delvis(medlem));
  }

  private static Cell cell(String text, String slag) {
    return new Cell(text, slag, false, false);
  }

  private static Kolumn text(String namn) {
    return new Kolumn(namn, "text");
  }

  private static Kolumn kort(String namn) {
    return new Kolumn(namn, "kort");
  }

  private static Kolumn siffra(String namn) {
    return new Kolumn(namn, "tal");
  }
}
