package se.finsam.uppfoljning.sammanstallning;

import static org.assertj.core.api.Assertions.assertThat;
import static se.finsam.uppfoljning.Land.ROT;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Token;
import se.finsam.uppfoljning.sammanstallning.Facit.Aterkallat;
import se.finsam.uppfoljning.sammanstallning.Facit.Attesterat;
import se.finsam.uppfoljning.sammanstallning.Facit.ForbundEkonomi;
import se.finsam.uppfoljning.sammanstallning.Facit.ForbundSatt;
import se.finsam.uppfoljning.sammanstallning.Facit.Handelse;
import se.finsam.uppfoljning.sammanstallning.Facit.InsatsBorttagen;
import se.finsam.uppfoljning.sammanstallning.Facit.InsatsEkonomi;
import se.finsam.uppfoljning.sammanstallning.Facit.InsatsSatt;
import se.finsam.uppfoljning.sammanstallning.Facit.MalgruppSatt;
import se.finsam.uppfoljning.sammanstallning.Facit.Plats;
import se.finsam.uppfoljning.sammanstallning.Facit.Rad;
import se.finsam.uppfoljning.sammanstallning.Facit.Registrerat;
import se.finsam.uppfoljning.sammanstallning.Facit.TidplanSatt;

/**
 * A country that lives at random: each step sends one write through the API, and remembers what was
 * accepted and when. What the service refused is remembered as nothing.
 */
public final class Historia {
  /** When the code lists of the system's start were received. */
  static final Instant SYSTEMSTART = Instant.parse("2022-12-31T23:00:00Z");

  private static final List<String> FRAN =
      List.of(
          "2021-05-01",
          "2022-12-31",
          "2023-01-01",
          "2023-01-01",
          "2023-04-01",
          "2023-12-31",
          "2024-01-01",
          "2024-07-15",
          "2025-01-01");
  private static final List<String> TILL =
      List.of(
          "2022-12-31",
          "2023-01-01",
          "2023-06-30",
          "2023-12-31",
          "2024-01-01",
          "2024-03-31",
          "2024-12-31",
          "2025-06-30");

  /**
   * A deletion tells no instant: it lies after the one and not after the other of these live
   * instants.
   */
  record Borttagning(Instant fore, Instant senast) {}

  public final List<Handelse> handelser = new ArrayList<>();
  final List<Borttagning> borttagningar = new ArrayList<>();
  public int sanda;
  public int vagrade;

  private final Random random;
  private final Map<String, String> etag = new HashMap<>();

  /** Insatser that have registrations or money, and cannot be removed. */
  private final Set<String> fast = new HashSet<>();

  private final Set<String> borttagna = new TreeSet<>();
  private int lopnummer;

  public Historia(long seed) {
    random = new Random(seed);
    for (var kod :
        List.of("UNGA_AKTIVITETSERSATTNING", "LANGTIDSSJUKSKRIVNA", "UNGA_FUNKTIONSNEDSATTNING")) {
      handelser.add(new MalgruppSatt(SYSTEMSTART, kod, true, LocalDate.parse("2023-01-01"), null));
    }
  }

  /** The country's förbund, some of which began or ceased in or around the years. */
  public void borja() {
    for (var kod : List.of("angeln", "bergen", "dalen", "holmen", "skogen")) {
      sattForbund(kod);
    }
  }

  /** One write; the instant from which it was known, if it was accepted. */
  public void steg() {
    int n = random.nextInt(100);
    if (n < 14 || nu().insatser.size() < 4) {
      nyInsats();
    } else if (n < 24) {
      andraInsats();
    } else if (n < 28) {
      taBortInsats();
    } else if (n < 54) {
      registrera();
    } else if (n < 59) {
      aterkalla();
    } else if (n < 64) {
      sattTidplan();
    } else if (n < 67) {
      sattMalgrupp("MALGRUPP_" + (++lopnummer));
    } else if (n < 71) {
      sattMalgrupp(nagon(List.copyOf(nu().malgrupper.keySet())));
    } else if (n < 75) {
      sattForbund(nagon(List.copyOf(nu().forbund.keySet())));
    } else if (n < 80) {
      slasSamman();
    } else if (n < 86) {
      sattForbundEkonomi();
    } else if (n < 95) {
      sattInsatsEkonomi();
    } else {
      attestera();
    }
  }

  public Facit nu() {
    return Facit.vid(Instant.MAX, handelser);
  }

  private void sattForbund(String kod) {
    boolean nytt = !etag.containsKey(kod);
    var fran = random.nextInt(3) == 0 ? datum(FRAN) : null;
    var till = random.nextInt(3) == 0 ? datum(TILL) : null;
    var efterfoljare = till != null && random.nextBoolean() ? annat(kod) : null;
    var namn = "Förbundet " + kod + (nytt ? "" : " " + ++lopnummer);
    var lan = nagon(List.of("01", "14", "25"));
    sattForbund(new ForbundSatt(null, kod, namn, lan, fran, till, efterfoljare), nytt);
  }

  /** One ends and another takes over; who has ended may itself have taken over, or do so again. */
  private void slasSamman() {
    var f = nu().forbund.get(nagon(List.copyOf(nu().forbund.keySet())));
    var idag = LocalDate.now(Facit.SVERIGE);
    var till =
        switch (random.nextInt(8)) {
          case 0 -> idag; // its last day
          case 1 -> idag.minusDays(1);
          case 2 -> LocalDate.parse("2190-12-31");
          default -> datum(TILL);
        };
    var efterfoljare = annat(f.kod());
    sattForbund(
        new ForbundSatt(null, f.kod(), f.namn(), f.lan(), f.fran(), till, efterfoljare), false);
  }

  /** The code of another förbund in the register; null while there is none. */
  private String annat(String kod) {
    var andra = nu().forbund.keySet().stream().filter(k -> !k.equals(kod)).toList();
    return andra.isEmpty() ? null : nagon(andra);
  }

  private void sattForbund(ForbundSatt f, boolean nytt) {
    var body = new LinkedHashMap<String, Object>();
    body.put("namn", f.namn());
    body.put("lan", f.lan());
    body.put("giltigFran", text(f.fran()));
    body.put("giltigTill", text(f.till()));
    body.put("efterfoljare", f.efterfoljare());
    var kod = f.kod();
    var svar = put(Land.som(Token.forsakringskassan()), ROT + "/forbund/" + kod, kod, body, nytt);
    if (accepterat(svar, nytt)) {
      handelser.add(
          new ForbundSatt(
              mottagen(svar), kod, f.namn(), f.lan(), f.fran(), f.till(), f.efterfoljare()));
    }
  }

  /**
   * When a quarter is due, and from when it is late: long ago, yesterday, after today, or not in
   * our time. It is never locked.
   */
  private void sattTidplan() {
    int ar = 2023 + random.nextInt(2);
    int kvartal = 1 + random.nextInt(4);
    var idag = LocalDate.now(Facit.SVERIGE);
    var forfaller = LocalDate.of(ar, 3 * kvartal, 20);
    var senEfter =
        switch (random.nextInt(4)) {
          case 0 -> forfaller.plusDays(random.nextInt(20));
          case 1 -> idag.minusDays(1);
          case 2 -> idag; // its last day
          default -> LocalDate.parse("2190-01-01");
        };
    if (random.nextInt(3) == 0) {
      forfaller = senEfter;
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("forfaller", text(forfaller));
    body.put("senEfter", text(senEfter));
    body.put("lases", "2199-12-31");
    var path = ROT + "/tidplaner/" + ar + "K" + kvartal;
    boolean nytt = !etag.containsKey(path);
    var svar = put(Land.som(Token.forsakringskassan()), path, path, body, nytt);
    if (accepterat(svar, nytt)) {
      handelser.add(new TidplanSatt(mottagen(svar), ar, kvartal, forfaller, senEfter));
    }
  }

  private void sattMalgrupp(String kod) {
    boolean ny = !nu().malgrupper.containsKey(kod);
    var path = ROT + "/kodlistor/malgrupper/" + kod;
    if (!ny && !etag.containsKey(kod)) {
      etag.put(kod, Land.som(Token.forsakringskassan()).get(path).header("ETag"));
    }
    boolean prioriterad = random.nextBoolean();
    var fran = random.nextInt(3) == 0 ? datum(FRAN) : null;
    var till = random.nextInt(3) == 0 ? datum(TILL) : null;
    var body = new LinkedHashMap<String, Object>();
    body.put("etikett", "Målgruppen " + kod);
    body.put("prioriterad", prioriterad);
    body.put("giltigFran", text(fran));
    body.put("giltigTill", text(till));
    var svar = put(Land.som(Token.forsakringskassan()), path, kod, body, ny);
    if (accepterat(svar, ny)) {
      handelser.add(new MalgruppSatt(mottagen(svar), kod, prioriterad, fran, till));
    }
  }

  private void nyInsats() {
    var forbund = nagon(List.copyOf(nu().forbund.keySet()));
    boolean individinriktad = random.nextInt(3) > 0;
    var kod = "insats-" + ++lopnummer;
    var egna = borttagna.stream().filter(b -> b.startsWith(forbund + "/")).toList();
    if (!egna.isEmpty() && random.nextBoolean()) {
      kod = nagon(egna).substring(forbund.length() + 1); // the id of one that was removed is free
    }
    sattInsats(
        new InsatsSatt(
            null,
            forbund,
            kod,
            preciserad(individinriktad),
            random.nextInt(3) == 0,
            malgrupper(),
            datum(FRAN),
            slut()),
        true);
  }

  /** Another name; and perhaps other målgrupper, another finer orientation, other dates. */
  private void andraInsats() {
    var insats = nagonInsats();
    sattInsats(
        new InsatsSatt(
            null,
            insats.forbund(),
            insats.kod(),
            random.nextBoolean() ? insats.preciserad() : preciserad(insats.individinriktad()),
            insats.esf(),
            random.nextBoolean() ? insats.malgrupper() : malgrupper(),
            random.nextInt(3) > 0 ? insats.start() : datum(FRAN),
            random.nextInt(3) > 0 ? insats.slut() : slut()),
        false);
  }

  private void sattInsats(InsatsSatt insats, boolean ny) {
    var id = insats.forbund() + "/" + insats.kod();
    var namn = "Insatsen " + insats.kod() + (random.nextBoolean() ? "" : " " + ++lopnummer);
    var malgrupper = insats.malgrupper().toArray(String[]::new);
    var body =
        insats.individinriktad()
            ? Land.individinriktad(namn, malgrupper)
            : Land.strukturovergripande(namn, malgrupper);
    body.put("preciseradInriktning", insats.preciserad());
    body.put("esfFinansiering", insats.esf());
    body.put("startdatum", text(insats.start()));
    body.put("slutdatum", text(insats.slut()));
    var forbund = new Land.Forbund(insats.forbund());
    var svar = put(forbund.som(), forbund.path() + "/insatser/" + insats.kod(), id, body, ny);
    if (accepterat(svar, ny)) {
      borttagna.remove(id);
      handelser.add(
          new InsatsSatt(
              mottagen(svar),
              insats.forbund(),
              insats.kod(),
              insats.preciserad(),
              insats.esf(),
              insats.malgrupper(),
              insats.start(),
              insats.slut()));
    }
  }

  private void taBortInsats() {
    var insats = nagonInsats();
    var id = insats.forbund() + "/" + insats.kod();
    var forbund = new Land.Forbund(insats.forbund());
    var fore = live();
    var svar = forbund.som().delete(forbund.path() + "/insatser/" + insats.kod());
    assertThat(svar.statusCode()).isEqualTo(fast.contains(id) ? 409 : 204);
    if (svar.statusCode() == 204) {
      var senast = live();
      etag.remove(id);
      borttagna.add(id);
      borttagningar.add(new Borttagning(fore, senast));
      handelser.add(new InsatsBorttagen(senast, insats.forbund(), insats.kod()));
    }
  }

  /** One quarter of a förbund, or two or three in a row. */
  private void registrera() {
    var forbund = nagonInsats().forbund();
    int forsta = random.nextInt(8);
    int sista = Math.min(7, forsta + random.nextInt(3));
    for (int i = forsta; i <= sista; i++) {
      registrera(forbund, 2023 + i / 4, 1 + i % 4);
    }
  }

  /** Some insatser of a förbund in a quarter: first told, told again, or told otherwise. */
  private void registrera(String forbund, int ar, int kvartal) {
    var nu = nu();
    var forsta = LocalDate.of(ar, 3 * kvartal - 2, 1);
    var gemensam = random.nextInt(3) == 0 ? orsak() : null;
    boolean orsakFrivillig =
        gemensam != null || nu.utanOrsak(ar, kvartal, LocalDate.now(Facit.SVERIGE));
    var rader = new ArrayList<Map<String, Object>>();
    var registrerat = new LinkedHashMap<String, Rad>();
    for (var insats : iOrdning(nu)) {
      boolean lever = nu.lever(insats, forsta, forsta.plusMonths(3).minusDays(1));
      if (insats.forbund().equals(forbund) && lever && random.nextInt(4) > 0) {
        var forr = nu.registrerat(insats, ar, kvartal);
        var antal = forr != null && random.nextBoolean() ? forr : antal(insats.individinriktad());
        var kommentar =
            random.nextInt(3) == 0 ? nagon(List.of("En grupp till", "En grupp färre")) : null;
        boolean kravs = forr != null && !forr.equals(antal) && !orsakFrivillig;
        var rad = new Rad(antal, kommentar, kravs || random.nextInt(3) == 0 ? orsak() : null);
        rader.add(rad(insats, rad));
        registrerat.put(insats.kod(), rad);
      }
    }
    boolean hela = random.nextInt(3) == 0;
    if (rader.isEmpty() && !hela) {
      return;
    }
    var body = Land.registreringar(ar + "K" + kvartal, hela ? "HELA_KVARTALET" : "DELAR");
    body.put("registreringar", rader);
    if (gemensam != null) {
      body.put("rattelseorsak", gemensam);
    }
    var svar = new Land.Forbund(forbund).skickar(body);
    assertThat(svar.statusCode()).as(svar.asString()).isIn(200, 201);
    sanda++;
    registrerat.keySet().forEach(insats -> fast.add(forbund + "/" + insats));
    handelser.add(
        new Registrerat(mottagen(svar), forbund, ar, kvartal, hela, gemensam, registrerat));
  }

  /** Withdraws one that is registered, also where the insats no longer lives. */
  private void aterkalla() {
    var registrerade =
        nu().registreringar.keySet().stream()
            .sorted(
                Comparator.comparing(Plats::forbund)
                    .thenComparing(Plats::insats)
                    .thenComparing(Plats::ar)
                    .thenComparing(Plats::kvartal))
            .toList();
    if (registrerade.isEmpty()) {
      return;
    }
    var plats = nagon(registrerade);
    var orsak = orsak();
    var forbund = new Land.Forbund(plats.forbund());
    var svar =
        forbund
            .som()
            .queryParam("rattelseorsak", orsak)
            .delete(
                forbund.path()
                    + "/registreringar/"
                    + plats.ar()
                    + "K"
                    + plats.kvartal()
                    + "/"
                    + plats.insats());
    assertThat(svar.statusCode()).as(svar.asString()).isEqualTo(200);
    sanda++;
    handelser.add(new Aterkallat(mottagen(svar), plats, orsak));
  }

  private String orsak() {
    return nagon(List.of("Räknat på nytt", "En grupp var dubbelt räknad", "Fel insats"));
  }

  private void sattForbundEkonomi() {
    var kod = nagon(List.copyOf(nu().forbund.keySet()));
    int ar = 2023 + random.nextInt(2);
    var medel = new LinkedHashMap<String, Long>();
    var lista = new ArrayList<Map<String, Object>>();
    for (var finansiar :
        List.of("STAT", "OVRIGA", "KOMMUNER", "ESF", "REGIONER", "SAMORDNINGSFORBUND")) {
      var kr = kr();
      if (kr != null) {
        medel.put(finansiar, kr);
        lista.add(Map.of("finansiar", finansiar, "tilldeladeMedelKr", kr));
      }
    }
    var egetKapital = kr();
    egetKapital =
        egetKapital == null || random.nextInt(3) > 0 ? egetKapital : Long.valueOf(-egetKapital);
    var body = new LinkedHashMap<String, Object>();
    body.put("tilldeladeMedel", lista);
    body.put("egetKapitalKr", egetKapital);
    body.put("admBudgetKr", kr());
    body.put("admUtfallKr", kr());
    var forbund = new Land.Forbund(kod);
    var path = forbund.path() + "/ekonomi/" + ar;
    boolean nytt = !etag.containsKey(path);
    var svar = put(forbund.som(), path, path, body, nytt);
    if (accepterat(svar, nytt)) {
      handelser.add(
          new ForbundEkonomi(
              mottagen(svar),
              kod,
              ar,
              medel,
              egetKapital,
              (Long) body.get("admBudgetKr"),
              (Long) body.get("admUtfallKr")));
    }
  }

  /** Of a year in which the insats lives, or sometimes of one in which it does not. */
  private void sattInsatsEkonomi() {
    var insats = nagonInsats();
    int ar = 2023 + random.nextInt(2);
    var e =
        new InsatsEkonomi(
            null,
            insats.forbund(),
            insats.kod(),
            ar,
            kr(),
            kr(),
            insats.esf() ? kr() : null,
            insats.esf() ? kr() : null,
            random.nextInt(4) == 0 ? null : Long.valueOf(random.nextInt(60)));
    var body = new LinkedHashMap<String, Object>();
    body.put("budgetKr", e.budget());
    body.put("utfallKr", e.utfall());
    body.put("esfBudgetKr", e.esfBudget());
    body.put("esfUtfallKr", e.esfUtfall());
    body.put("budgeteratAntalDeltagare", e.planerade());
    var forbund = new Land.Forbund(insats.forbund());
    var path = forbund.path() + "/insatser/" + insats.kod() + "/ekonomi/" + ar;
    boolean nytt = !etag.containsKey(path);
    var svar = put(forbund.som(), path, path, body, nytt);
    if (accepterat(svar, nytt)) {
      fast.add(insats.forbund() + "/" + insats.kod());
      handelser.add(
          new InsatsEkonomi(
              mottagen(svar),
              e.forbund(),
              e.insats(),
              e.ar(),
              e.budget(),
              e.utfall(),
              e.esfBudget(),
              e.esfUtfall(),
              e.planerade()));
    }
  }

  /** Often unknown, sometimes zero. */
  private Long kr() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> 0L;
      default -> Long.valueOf(random.nextInt(1_000_000));
    };
  }

  /** Mostly a whole year, since one quarter alone attests little. */
  private void attestera() {
    var forbund = nagon(List.copyOf(nu().forbund.keySet()));
    int ar = 2023 + random.nextInt(2);
    int sista = random.nextInt(4) > 0 ? 4 : 1 + random.nextInt(4);
    for (int kvartal = 1; kvartal <= sista; kvartal++) {
      handelser.add(new Attesterat(Attest.av(forbund, ar + "K" + kvartal), forbund, ar, kvartal));
    }
  }

  private static Map<String, Object> rad(InsatsSatt insats, Rad registrerad) {
    var antal = registrerad.antal();
    var rad =
        insats.individinriktad()
            ? Land.rad(
                insats.kod(),
                Land.kvinnor(antal.get(0), antal.get(2), antal.get(4)),
                Land.man(antal.get(1), antal.get(3), antal.get(5)))
            : Land.rad(insats.kod(), antal.get(0));
    if (registrerad.orsak() != null) {
      rad.put("rattelseorsak", registrerad.orsak());
    }
    if (registrerad.kommentar() != null) {
      rad.put("kommentar", registrerad.kommentar());
    }
    return rad;
  }

  /**
   * Staff, or clients: there at the start, new, ended, kvinnor before män. Often nothing at all.
   */
  private List<Integer> antal(boolean individinriktad) {
    int hogst = random.nextInt(6) == 0 ? 1 : 40;
    if (!individinriktad) {
      return List.of(random.nextInt(hogst));
    }
    int kvinnor = random.nextInt(hogst);
    int man = random.nextInt(hogst);
    int nyaKvinnor = random.nextInt(hogst);
    int nyaMan = random.nextInt(hogst);
    return List.of(
        kvinnor,
        man,
        nyaKvinnor,
        nyaMan,
        random.nextInt(kvinnor + nyaKvinnor + 1),
        random.nextInt(man + nyaMan + 1));
  }

  private Response put(
      RequestSpecification som, String path, String id, Map<String, Object> body, boolean nytt) {
    sanda++;
    var request = nytt ? som : som.header("If-Match", etag.get(id));
    var svar = request.body(body).put(path);
    if (svar.statusCode() < 300) {
      etag.put(id, svar.header("ETag"));
    }
    return svar;
  }

  /** A refused write, here because of dates that do not go together, must leave no trace. */
  private boolean accepterat(Response svar, boolean nytt) {
    assertThat(svar.statusCode()).as(svar.asString()).isIn(nytt ? 201 : 200, 422);
    vagrade += svar.statusCode() == 422 ? 1 : 0;
    return svar.statusCode() != 422;
  }

  private static Instant mottagen(Response svar) {
    return Instant.parse(svar.path("mottagen"));
  }

  private static Instant live() {
    return Instant.parse(Land.tabell(2023, "tackning").path("perTidpunkt"));
  }

  /** An instant that may be asked for: not between the bounds of a deletion. */
  public boolean kand(Instant t) {
    return borttagningar.stream().noneMatch(b -> t.isAfter(b.fore()) && t.isBefore(b.senast()));
  }

  /** Each write's instant, and the last moment before it. */
  public List<Instant> tidpunkter() {
    var tidpunkter = new TreeSet<Instant>();
    for (var handelse : handelser) {
      tidpunkter.add(handelse.mottagen());
      tidpunkter.add(handelse.mottagen().minus(1, ChronoUnit.MICROS));
    }
    borttagningar.forEach(b -> tidpunkter.add(b.fore()));
    return tidpunkter.stream().filter(this::kand).toList();
  }

  /** Some instants between the first and the last write through the API. */
  public List<Instant> nagraTidpunkter(int antal) {
    var forsta = handelser.get(3).mottagen();
    var tid = ChronoUnit.MICROS.between(forsta, handelser.get(handelser.size() - 1).mottagen());
    var tidpunkter = new ArrayList<Instant>();
    for (int i = 0; i < antal; i++) {
      tidpunkter.add(forsta.plus((long) (random.nextDouble() * tid), ChronoUnit.MICROS));
    }
    return tidpunkter.stream().filter(this::kand).toList();
  }

  private InsatsSatt nagonInsats() {
    return nagon(iOrdning(nu()));
  }

  /** In an order that is the same for the same seed. */
  private static List<InsatsSatt> iOrdning(Facit facit) {
    return facit.insatser.values().stream()
        .sorted(Comparator.comparing(InsatsSatt::forbund).thenComparing(InsatsSatt::kod))
        .toList();
  }

  private String preciserad(boolean individinriktad) {
    return nagon(individinriktad ? Facit.INDIVIDINRIKTADE : Facit.STRUKTUROVERGRIPANDE);
  }

  private Set<String> malgrupper() {
    var malgrupper = new TreeSet<String>();
    for (var kod : nu().malgrupper.keySet()) {
      if (random.nextInt(3) == 0) {
        malgrupper.add(kod);
      }
    }
    return malgrupper;
  }

  private LocalDate slut() {
    return random.nextBoolean() ? null : datum(TILL);
  }

  private static String text(LocalDate datum) {
    return datum == null ? null : datum.toString();
  }

  private LocalDate datum(List<String> datum) {
    return LocalDate.parse(nagon(datum));
  }

  private <T> T nagon(List<T> lista) {
    return lista.get(random.nextInt(lista.size()));
  }
}
