package se.finsam.uppfoljning.sammanstallning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import se.finsam.uppfoljning.kodlista.Inriktning;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.sammanstallning.Grund.Tal;
import se.finsam.uppfoljning.sammanstallning.Register.Medlem;
import se.finsam.uppfoljning.sammanstallning.Tabeller.Innehall;

/** One answer: the sums of the förbund that count, added up into a table. */
final class Rakning {
  private static final String SAKNAS = "EJ_REDOVISAT";

  private final Handle h;
  private final Urval urval;
  private final Summor summor;
  private final Grunder grunder;
  private final Register register;
  private final List<Del> delar = new ArrayList<>();

  /**
   * A förbund as it is told, and the sums of its parts.
   *
   * @param som as which it is told
   * @param medlemmar of which it is made: itself, or those it has taken over too
   * @param grunder their sums, of those that exist in the year
   * @param ska how many quarters they have to attest by now
   * @param har how many of them they have attested, and not changed since
   */
  private record Del(Medlem som, List<Medlem> medlemmar, List<Grund> grunder, int ska, int har) {
    boolean paborjad() {
      return grunder.stream().anyMatch(Grund::paborjad);
    }

    /** Every quarter that has ended, and in which it existed: one at least. */
    boolean attesterad() {
      return ska > 0 && har == ska;
    }

    Stream<Grund.Cell> celler() {
      return grunder.stream().flatMap(g -> g.celler().stream());
    }

    String lage() {
      return attesterad() ? "ATTESTERAD" : paborjad() ? "PABORJAT" : "EJ_PABORJAT";
    }
  }

  Rakning(Handle h, Urval urval, Summor summor, Grunder grunder) {
    this.h = h;
    this.urval = urval;
    this.summor = summor;
    this.grunder = grunder;
    this.register = Register.vid(h, urval.t());
    var alla = register.delar(urval);
    var kanda = grunder.grunder(h, urval, alla.values().stream().flatMap(List::stream).toList());
    alla.forEach(
        (som, medlemmar) -> {
          var finns = medlemmar.stream().filter(m -> kanda.get(m).finns()).toList();
          if (!finns.isEmpty()) {
            delar.add(del(som, medlemmar, finns, kanda));
          }
        });
  }

  private Del del(
      Medlem som, List<Medlem> medlemmar, List<Medlem> finns, Map<Medlem, Grund> kanda) {
    int ska = 0;
    int har = 0;
    for (var medlem : finns) {
      for (int k = 1; k <= urval.avslutadeKvartal(); k++) {
        if (medlem.finns(new Kvartal(urval.ar().ar(), k))) {
          ska++;
          har += kanda.get(medlem).attesterat(k) ? 1 : 0;
        }
      }
    }
    return new Del(som, medlemmar, finns.stream().map(kanda::get).toList(), ska, har);
  }

  /** What stands beside every table. */
  Tabeller.Ram ram() {
    long paborjade = delar.stream().filter(Del::paborjad).count();
    return new Tabeller.Ram(
        new Tackning(
            delar.size(),
            paborjade,
            delar.size() - paborjade,
            delar.stream().filter(Del::attesterad).count()),
        register.sammanslagningar());
  }

  /**
   * The table of a name.
   *
   * @param hel true if every row is wanted, however many; else a long table is told without rows
   * @throws ProblemException 422 if it is wanted whole and has too many cells
   */
  Innehall tabell(String namn, boolean hel) {
    return switch (namn) {
      case "tackning" -> tackning();
      case "insatser" -> insatser();
      case "malgrupper" -> malgrupper();
      case "deltagare" -> deltagare();
      case "personal" -> personal();
      case "ekonomi" -> ekonomi();
      case "planering" -> planering(hel);
      case "rattelser" -> rattelser(hel);
      default -> throw new IllegalArgumentException(namn);
    };
  }

  private Innehall tackning() {
    var rader =
        delar.stream()
            .map(
                d ->
                    new Tabell.TackningRad(
                        d.som().kod(),
                        d.som().namn(),
                        d.som().lan(),
                        d.lage(),
                        Integer.bitCount(
                            d.grunder().stream()
                                .mapToInt(Grund::kvartal)
                                .reduce(0, (a, b) -> a | b))))
            .toList();
    return new Innehall(
        true,
        List.of(
            "Ett förbund är påbörjat när det har en insats under året",
            "Ett förbund är attesterat när varje kvartal som har avslutats, och då det fanns, är attesterat och inget har ändrats därefter; även den som inte har något att rapportera kan attestera"),
        rader,
        null,
        new Tabell.TackningRad(
            null,
            null,
            null,
            null,
            rader.stream().mapToLong(Tabell.TackningRad::kvartalRegistrerade).sum()));
  }

  static boolean individinriktad(Grund.Cell cell) {
    return PreciseradInriktning.valueOf(cell.preciseradInriktning()).inriktning()
        == Inriktning.INDIVIDINRIKTAD;
  }

  static Predicate<Grund.Cell> preciserad(PreciseradInriktning preciserad) {
    return cell -> cell.preciseradInriktning().equals(preciserad.name());
  }

  private static Predicate<Grund.Cell> alla() {
    return cell -> true;
  }

  private Stream<Grund.Cell> celler() {
    return delar.stream().flatMap(Del::celler);
  }

  /** Distinct insatser: each is in one cell of one förbund. */
  private long insatser(Predicate<Grund.Cell> vilka) {
    return celler().filter(vilka).mapToLong(c -> c.antal(Tal.insatser)).sum();
  }

  /** Distinct förbund that have such an insats. */
  private long forbund(Predicate<Grund.Cell> vilka) {
    return delar.stream().filter(d -> d.celler().anyMatch(vilka)).count();
  }

  private Innehall insatser() {
    long alla = insatser(alla());
    var rader =
        Stream.of(PreciseradInriktning.values())
            .map(
                p -> {
                  long antal = insatser(preciserad(p));
                  return new Tabell.InsatserRad(
                      p.inriktning().name(), p.name(), antal, Andel.av(antal, alla), antal, alla);
                })
            .toList();
    return new Innehall(
        true,
        List.of(
            "En insats räknas till året om den, och dess förbund, pågår någon del av det",
            "andel är insatsernas andel av årets alla insatser"),
        rader,
        null,
        new Tabell.InsatserTotalt(
            alla,
            forbund(alla()),
            insatser(Rakning::individinriktad),
            insatser(cell -> !individinriktad(cell))));
  }

  private Innehall malgrupper() {
    var kodlista = summor.malgrupper(h, urval);
    var prioriterade =
        kodlista.stream().filter(Summor.Malgrupp::prioriterad).map(Summor.Malgrupp::nr).toList();
    var rader = new ArrayList<Tabell.MalgrupperRad>();
    for (var malgrupp : kodlista) {
      Predicate<Grund.Cell> dess = cell -> cell.malgrupper().contains(malgrupp.nr());
      long antal = insatser(dess);
      if (antal == 0 && !malgrupp.giltig()) {
        continue;
      }
      PreciseradInriktning vanligast = null;
      long antalVanligaste = 0;
      for (var p : PreciseradInriktning.values()) {
        long dar = insatser(dess.and(preciserad(p)));
        if (dar > antalVanligaste) {
          vanligast = p;
          antalVanligaste = dar;
        }
      }
      rader.add(
          new Tabell.MalgrupperRad(
              malgrupp.kod(),
              malgrupp.prioriterad(),
              antal,
              forbund(dess),
              insatser(dess.and(Rakning::individinriktad)),
              vanligast == null ? null : vanligast.name(),
              antalVanligaste,
              Andel.av(antalVanligaste, antal),
              antalVanligaste,
              antal));
    }
    Predicate<Grund.Cell> nagon = cell -> !cell.malgrupper().isEmpty();
    long alla = insatser(alla());
    long medPrioriterad =
        insatser(cell -> cell.malgrupper().stream().anyMatch(prioriterade::contains));
    return new Innehall(
        false,
        List.of(
            "En insats kan ha flera målgrupper, och ett förbund finnas i flera rader: raderna summerar inte till totalen",
            "andel är den vanligaste preciserade inriktningens andel av målgruppens alla insatser; i totalen andelen av årets insatser som har en prioriterad målgrupp",
            "Målgruppen är insatsens, inte deltagarens"),
        rader,
        null,
        new Tabell.MalgrupperTotalt(
            insatser(nagon),
            forbund(nagon),
            insatser(nagon.and(Rakning::individinriktad)),
            medPrioriterad,
            Andel.av(medPrioriterad, alla),
            medPrioriterad,
            alla));
  }

  private static Stream<PreciseradInriktning> under(Inriktning inriktning) {
    return Stream.of(PreciseradInriktning.values()).filter(p -> p.inriktning() == inriktning);
  }

  private Innehall deltagare() {
    return new Innehall(
        true,
        List.of(
            "Deltagare i individinriktade insatser, inte unika personer: den som deltar i två insatser räknas två gånger",
            "Årets deltagare är de som pågick när det första registrerade kvartalet började, och alla nya därefter",
            "andel är kvinnornas andel"),
        under(Inriktning.INDIVIDINRIKTAD).map(p -> deltagare(p.name(), preciserad(p))).toList(),
        null,
        deltagare(null, Rakning::individinriktad));
  }

  private Tabell.DeltagareRad deltagare(String preciserad, Predicate<Grund.Cell> vilka) {
    var kvinnor = summa(vilka, Tal.kvinnor, Tal.registrerade).kant();
    var man = summa(vilka, Tal.man, Tal.registrerade).kant();
    var totalt = kvinnor == null ? null : Long.valueOf(kvinnor + man);
    var status = new LinkedHashMap<String, String>();
    if (totalt == null) {
      status.put("kvinnor", SAKNAS);
      status.put("man", SAKNAS);
      status.put("totalt", SAKNAS);
    }
    return new Tabell.DeltagareRad(
        preciserad,
        kvinnor,
        man,
        totalt,
        Andel.av(kvinnor, totalt),
        kvinnor,
        totalt,
        status.isEmpty() ? null : status);
  }

  private Innehall personal() {
    return new Innehall(
        true,
        List.of(
            "Personal som nåtts av strukturövergripande insatser, summerad över kvartalen; läggs aldrig ihop med deltagare"),
        under(Inriktning.STRUKTUROVERGRIPANDE).map(p -> personal(p.name(), preciserad(p))).toList(),
        null,
        personal(null, cell -> !individinriktad(cell)));
  }

  private Tabell.PersonalRad personal(String preciserad, Predicate<Grund.Cell> vilka) {
    var personal = summa(vilka, Tal.personal, Tal.registrerade).kant();
    return new Tabell.PersonalRad(
        preciserad, personal, personal == null ? Map.of("personal", SAKNAS) : null);
  }

  private Summa summa(Predicate<Grund.Cell> vilka, Tal vad, Tal med) {
    return summa(celler().filter(vilka), vad, med, Tal.insatser);
  }

  static Summa summa(Stream<Grund.Cell> celler, Tal vad, Tal med, Tal av) {
    return celler.map(c -> c.summa(vad, med, av)).reduce(Summa.INGET, Summa::plus);
  }

  private Innehall ekonomi() {
    var totalt = new LinkedHashMap<String, Summa>();
    var rader = new ArrayList<Tabell.EkonomiRad>();
    for (var del : delar) {
      var figurer = new LinkedHashMap<String, Summa>();
      for (var grund : del.grunder()) {
        ekonomi(grund).forEach((figur, kr) -> figurer.merge(figur, kr, Summa::plus));
      }
      figurer.forEach((figur, kr) -> totalt.merge(figur, kr, Summa::plus));
      rader.add(ekonomi(del.som().kod(), del.som().namn(), figurer));
    }
    return new Innehall(
        true,
        List.of(
            "Hela kronor. DELVIS: summan av det som är känt, där någon del är okänd; det som ingen har redovisat är EJ_REDOVISAT, aldrig 0",
            "tilldeladeMedelKr är summan över finansiärerna och insats...Kr summor över årets insatser; kostnader som ESF betalar redovisas för sig",
            "resultatKr = tilldeladeMedelKr + egetKapitalKr - admUtfallKr - insatsUtfallKr, EJ_REDOVISAT tills alla fyra är kända åtminstone till en del, DELVIS när en del av någon är okänd; i totalen, och i en rad av flera förbund, är den summan av förbundens kända resultat"),
        rader,
        null,
        ekonomi(null, null, totalt));
  }

  /** The result is what was there and came in less what it cost, unknown as soon as one is. */
  static Map<String, Summa> ekonomi(Grund grund) {
    var f = grund.forbund();
    var medel = new LinkedHashMap<String, Summa>();
    medel.put("medelStatKr", Summa.del(f.stat()));
    medel.put("medelKommunerKr", Summa.del(f.kommuner()));
    medel.put("medelRegionerKr", Summa.del(f.regioner()));
    medel.put("medelSamordningsforbundKr", Summa.del(f.samordningsforbund()));
    medel.put("medelEsfKr", Summa.del(f.esf()));
    medel.put("medelOvrigaKr", Summa.del(f.ovriga()));
    var alla = new LinkedHashMap<>(medel);
    alla.put("tilldeladeMedelKr", medel.values().stream().reduce(Summa.INGET, Summa::plus));
    alla.put("egetKapitalKr", Summa.del(f.egetKapital()));
    alla.put("admBudgetKr", Summa.del(f.admBudget()));
    alla.put("admUtfallKr", Summa.del(f.admUtfall()));
    var celler = grund.celler();
    alla.put("insatsBudgetKr", summa(celler.stream(), Tal.budget, Tal.med_budget, Tal.insatser));
    alla.put("insatsUtfallKr", summa(celler.stream(), Tal.utfall, Tal.med_utfall, Tal.insatser));
    alla.put(
        "insatsEsfBudgetKr", summa(celler.stream(), Tal.esf_budget, Tal.med_esf_budget, Tal.esf));
    alla.put(
        "insatsEsfUtfallKr", summa(celler.stream(), Tal.esf_utfall, Tal.med_esf_utfall, Tal.esf));
    var delar =
        List.of(
            alla.get("tilldeladeMedelKr"),
            alla.get("egetKapitalKr"),
            alla.get("admUtfallKr").minus(),
            alla.get("insatsUtfallKr").minus());
    var summa = delar.stream().reduce(Summa.INGET, Summa::plus);
    alla.put(
        "resultatKr",
        delar.stream().anyMatch(d -> d.kant() == null)
            ? new Summa(null, summa.saknas() + 1)
            : summa);
    return alla;
  }

  private static Tabell.EkonomiRad ekonomi(
      String forbund, String namn, Map<String, Summa> figurer) {
    var status = new LinkedHashMap<String, String>();
    Function<String, Long> kr =
        figur -> figurer.getOrDefault(figur, Summa.INGET).skriv(figur, status);
    return new Tabell.EkonomiRad(
        forbund,
        namn,
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

  private Innehall planering(boolean hel) {
    long antal = insatser(alla());
    boolean med = medRader("planering", antal, PLANERING_KOLUMNER, hel);
    return new Innehall(
        true,
        List.of(
            "Kostnad per deltagare kan inte jämföras mellan insatser: de är olika långa, olika täta och för olika behov",
            "Deltagare i individinriktade insatser, inte unika personer; personal i strukturövergripande insatser redovisas för sig och läggs aldrig ihop med deltagare",
            "Antal och kronor summerar till totalen, kostnadPerDeltagareKr och andel gör det inte: i totalen räknas de över de insatser där båda talen är kända",
            "Kostnader är utan ESF-medel. andel är deltagarnas andel av de budgeterade och kan vara större än 1",
            "DELVIS: summan av det som är känt, där någon del är okänd; det som ingen har redovisat är EJ_REDOVISAT, aldrig 0"),
        med ? planerade() : List.of(),
        med ? null : Integer.valueOf((int) antal),
        planeringTotalt());
  }

  private static final int PLANERING_KOLUMNER = 13;
  private static final int RATTELSER_KOLUMNER = 11;

  /** True if the rows are told: never more than are allowed, and in the whole report only some. */
  private static boolean medRader(String tabell, long rader, int kolumner, boolean hel) {
    if (hel && rader * kolumner > Tabeller.MOST_CELLS) {
      var detail =
          "Tabellen %s har %d rader, %d celler; högst %d celler ges: begränsa med forbund eller lan"
              .formatted(tabell, rader, rader * kolumner, Tabeller.MOST_CELLS);
      throw new ProblemException(
          ProblemType.REGELBROTT, detail, List.of(new Fault("{tabell}", "FOR_STORT_SVAR", detail)));
    }
    return hel || rader <= Tabeller.MOST_ROWS_IN_REPORT;
  }

  private List<Tabell.PlaneringRad> planerade() {
    var planerade = grunder.planerade(h, urval, medlemmar());
    var rader = new ArrayList<Tabell.PlaneringRad>();
    for (var del : delar) {
      del.medlemmar().stream()
          .flatMap(m -> planerade.get(m).stream())
          .sorted(
              Comparator.comparing(Summor.Planerad::insats).thenComparing(Summor.Planerad::forbund))
          .map(p -> planerad(del.som(), p))
          .forEach(rader::add);
    }
    return rader;
  }

  private List<Medlem> medlemmar() {
    return delar.stream().flatMap(d -> d.medlemmar().stream()).toList();
  }

  /** In the structure of today: by whom it was reported. */
  private String davarande(String forbund) {
    return urval.struktur() == Struktur.DAGENS ? forbund : null;
  }

  /**
   * An individinriktad insats has no staff and a strukturövergripande no clients: those figures are
   * null and nobody owes them.
   */
  private Tabell.PlaneringRad planerad(Medlem som, Summor.Planerad p) {
    var status = new LinkedHashMap<String, String>();
    var planerat = Summa.del(p.planerat());
    var individ = p.individinriktad();
    var deltagare = p.deltagare();
    boolean bada = deltagare != null && p.planerat() != null;
    return new Tabell.PlaneringRad(
        som.kod(),
        davarande(p.forbund()),
        p.insats(),
        individ ? planerat.skriv("budgeteratAntalDeltagare", status) : null,
        individ ? Summa.del(deltagare).skriv("deltagare", status) : null,
        individ ? null : planerat.skriv("budgeteradPersonal", status),
        individ ? null : Summa.del(p.personal()).skriv("personal", status),
        Summa.del(p.budget()).skriv("budgetKr", status),
        Summa.del(p.utfall()).skriv("utfallKr", status),
        genom(deltagare == null ? null : p.utfall(), deltagare),
        bada ? Andel.av(deltagare, p.planerat()) : null,
        bada ? deltagare : null,
        bada ? p.planerat() : null,
        status.isEmpty() ? null : status);
  }

  /** Whole kronor, half a krona up; null if either is unknown, or there is nobody to share it. */
  private static Long genom(Long kronor, Long deltagare) {
    return kronor == null || deltagare == null || deltagare == 0
        ? null
        : BigDecimal.valueOf(kronor)
            .divide(BigDecimal.valueOf(deltagare), 0, RoundingMode.HALF_UP)
            .longValueExact();
  }

  private Tabell.PlaneringRad planeringTotalt() {
    var status = new LinkedHashMap<String, String>();
    Predicate<Grund.Cell> individ = Rakning::individinriktad;
    Predicate<Grund.Cell> struktur = individ.negate();
    var man = summa(individ, Tal.man, Tal.registrerade).kant();
    var deltagare = summa(individ, Tal.kvinnor, Tal.registrerade).plus(new Summa(man, 0));
    var taljare = summa(individ, Tal.planens_deltagare, Tal.med_plan_och_deltagare).kant();
    var namnare = summa(individ, Tal.deltagarnas_plan, Tal.med_plan_och_deltagare).kant();
    return new Tabell.PlaneringRad(
        null,
        null,
        null,
        summa(individ, Tal.planerat, Tal.med_plan).skriv("budgeteratAntalDeltagare", status),
        deltagare.skriv("deltagare", status),
        summa(struktur, Tal.planerat, Tal.med_plan).skriv("budgeteradPersonal", status),
        summa(struktur, Tal.personal, Tal.registrerade).skriv("personal", status),
        summa(alla(), Tal.budget, Tal.med_budget).skriv("budgetKr", status),
        summa(alla(), Tal.utfall, Tal.med_utfall).skriv("utfallKr", status),
        genom(
            summa(individ, Tal.kostnad, Tal.med_kostnad).kant(),
            summa(individ, Tal.kostnadens_deltagare, Tal.med_kostnad).kant()),
        Andel.av(taljare, namnare),
        taljare,
        namnare,
        status.isEmpty() ? null : status);
  }

  private Innehall rattelser(boolean hel) {
    var summor =
        delar.stream()
            .flatMap(d -> d.grunder().stream())
            .map(Grund::rattelser)
            .filter(r -> r != null)
            .toList();
    long antal = summor.stream().mapToLong(Summor.Rattelsesumma::antal).sum();
    boolean med = medRader("rattelser", antal, RATTELSER_KOLUMNER, hel);
    return new Innehall(
        true,
        List.of(
            "En rad för varje version som var sen, ändrade ett registrerat antal eller återkallade det; raderna är i den ordning de mottogs",
            "SEN: först registrerad, eller på nytt efter ett återkallande, när kvartalet var sent enligt tidplanen. andring... är vad versionen flyttade i kvartalets antal: de som pågick när det började och nya",
            "Personal läggs aldrig ihop med deltagare"),
        med ? rattade() : List.of(),
        med ? null : Integer.valueOf((int) antal),
        new Tabell.RattelserTotalt(
            antal,
            summor.stream().mapToLong(Summor.Rattelsesumma::sena).sum(),
            summor.stream().mapToLong(Summor.Rattelsesumma::rattade).sum(),
            summor.stream().mapToLong(Summor.Rattelsesumma::aterkallade).sum(),
            delar.stream()
                .filter(d -> d.grunder().stream().anyMatch(g -> g.rattelser() != null))
                .count(),
            summor.stream().mapToLong(Summor.Rattelsesumma::andringKvinnor).sum(),
            summor.stream().mapToLong(Summor.Rattelsesumma::andringMan).sum(),
            summor.stream().mapToLong(Summor.Rattelsesumma::andringPersonal).sum()));
  }

  private List<Tabell.RattelserRad> rattade() {
    var rattade = grunder.rattade(h, urval, medlemmar());
    return delar.stream()
        .flatMap(
            d ->
                d.medlemmar().stream()
                    .flatMap(m -> rattade.get(m).stream())
                    .map(r -> rattad(d.som(), r)))
        .sorted(Tabell.RattelserRad.ORDNING)
        .toList();
  }

  private Tabell.RattelserRad rattad(Medlem som, Summor.Rattad r) {
    return new Tabell.RattelserRad(
        som.kod(),
        davarande(r.forbund()),
        r.insats(),
        r.kvartal(),
        r.version(),
        r.slag(),
        r.mottagen(),
        r.orsak(),
        r.andringKvinnor(),
        r.andringMan(),
        r.andringPersonal());
  }
}
