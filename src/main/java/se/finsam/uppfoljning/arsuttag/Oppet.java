package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.rojandekontroll.Raknetabell;
import se.finsam.uppfoljning.rojandekontroll.Regler;
import se.finsam.uppfoljning.rojandekontroll.Rojandekontroll;
import se.finsam.uppfoljning.rojandekontroll.Skyddad;
import se.finsam.uppfoljning.rojandekontroll.Tidigare;

/**
 * The open document of an extract: what everybody may see of it. It is made once, when the extract
 * is published, of the extract's content and of what was hidden in the earlier releases of the same
 * year, and of nothing else.
 *
 * <p>Counts of persons are told for the nodes of {@link Kuber} alone. What is of single insatser
 * (planering, rättelser) is not open, nor is any figure that follows from a hidden one, or that is
 * a count of persons in a part of the insatser that has no node: whoever took it away from the
 * whole would have a small group left.
 */
final class Oppet {

  /**
   * From which counts on persons are told.
   *
   * @param deltagare of deltagare
   * @param personal of staff reached
   */
  record Trosklar(int deltagare, int personal) {}

  /** Another release of the same year: its content, and what was made open of it. */
  record Forut(JsonNode innehall, JsonNode oppet) {}

  /** The rules by which it is protected. */
  static final String REGELVERSION = Regler.VERSION;

  private final JsonNode innehall;
  private final ObjectMapper mapper;
  private final int ar;
  private final Kuber kuber;
  private final Kub deltagarkub;
  private final Kub personalkub;
  private final Raknetabell deltagare;
  private final Raknetabell personal;
  private final Skyddad skyddadeDeltagare;
  private final Skyddad skyddadPersonal;
  private final List<OppenTabell> tabeller = new ArrayList<>();

  private Oppet(JsonNode innehall, Trosklar trosklar, List<Forut> forut, ObjectMapper mapper) {
    this.innehall = innehall;
    this.mapper = mapper;
    ar = innehall.path("ar").asInt();
    kuber = new Kuber(innehall);
    deltagarkub = kuber.deltagare();
    personalkub = kuber.personal();
    deltagare = deltagarkub.summerad();
    personal = personalkub.summerad();
    skyddadeDeltagare =
        skyddad(
            deltagare, trosklar.deltagare(), forut.stream().map(Oppet::tidigareDeltagare).toList());
    skyddadPersonal =
        skyddad(
            personal, trosklar.personal(), forut.stream().map(Oppet::tidigarePersonal).toList());
  }

  /**
   * What is hidden. Where earlier releases have told so much that a correction cannot be told
   * safely beside them, nothing new is told: only what was shown before and is the same.
   */
  private static Skyddad skyddad(Raknetabell tabell, int troskel, List<Tidigare> tidigare) {
    var skyddad = Rojandekontroll.skydda(tabell, new Regler(troskel), tidigare);
    if (skyddad.oskyddade().isEmpty()) {
      return skyddad;
    }
    var dolda =
        IntStream.range(0, tabell.celler().size())
            .filter(
                i -> skyddad.dold(i) || !tidigare.stream().allMatch(t -> sammaVisad(tabell, i, t)))
            .boxed()
            .toList();
    return new Skyddad(tabell, dolda, skyddad.primara(), List.of());
  }

  private static boolean sammaVisad(Raknetabell tabell, int cell, Tidigare tidigare) {
    var noder = tabell.noder(cell);
    if (!tidigare.tabell().har(noder)) {
      return false;
    }
    int da = tidigare.tabell().index(noder);
    return !tidigare.dolda().contains(da)
        && Objects.equals(tidigare.tabell().celler().get(da), tabell.celler().get(cell));
  }

  /** The open document. The same content, thresholds and earlier releases give the same bytes. */
  static Dokument av(JsonNode innehall, Trosklar trosklar, List<Forut> forut, ObjectMapper mapper) {
    return new Oppet(innehall, trosklar, forut, mapper).dokument(trosklar);
  }

  /** The open tables of a document. */
  static List<OppenTabell> tabeller(JsonNode oppet, ObjectMapper mapper) {
    var tabeller = new ArrayList<OppenTabell>();
    oppet
        .path("oppnaTabeller")
        .forEach(t -> tabeller.add(Dokument.som(t, OppenTabell.class, mapper)));
    return tabeller;
  }

  private Dokument dokument(Trosklar trosklar) {
    tackning();
    insatser();
    malgrupper();
    deltagare();
    personal();
    ekonomi();
    planering();
    rattelser();
    var ut = mapper.createObjectNode();
    for (var namn :
        List.of(
            "ar",
            "uttagsdatum",
            "perTidpunkt",
            "regelversion",
            "struktur",
            "brott",
            "tackning",
            "kodlistor")) {
      ut.set(namn, innehall.path(namn));
    }
    var kontroll = ut.putObject("rojandekontroll");
    kontroll.put("version", REGELVERSION);
    kontroll.put("troskel", trosklar.deltagare());
    kontroll.put("troskelPersonal", trosklar.personal());
    ut.set("tabeller", rapport());
    ut.set("oppnaTabeller", mapper.valueToTree(tabeller));
    return Dokument.av(ut);
  }

  // the report: the tables of the content, with what is hidden taken out

  private ObjectNode rapport() {
    ObjectNode rapport = innehall.path("tabeller").deepCopy();
    var deltagarna = (ObjectNode) rapport.path("deltagare");
    deltagarna.path("rader").forEach(r -> skyddaDeltagare((ObjectNode) r));
    skyddaDeltagare((ObjectNode) deltagarna.path("totalt"));
    var personalen = (ObjectNode) rapport.path("personal");
    personalen.path("rader").forEach(r -> skyddaPersonal((ObjectNode) r));
    skyddaPersonal((ObjectNode) personalen.path("totalt"));

    var planering = (ObjectNode) rapport.path("planering");
    planering.putArray("rader");
    not(planering, "Planering av enskilda insatser lämnas inte ut öppet");
    var plan = (ObjectNode) planering.path("totalt");
    if (dold(RIKETS_DELTAGARE)) {
      dolj(plan, "deltagare");
    }
    if (doldPersonal(Kuber.RIKET, Kuber.STRUKTUROVERGRIPANDE, Kuber.AR)) {
      dolj(plan, "personal");
    }
    for (var medlem : List.of("kostnadPerDeltagareKr", "andel", "taljare", "namnare")) {
      dolj(plan, medlem);
    }

    var rattelser = (ObjectNode) rapport.path("rattelser");
    rattelser.putArray("rader");
    not(rattelser, "Enskilda rättelser, och vad de flyttade, lämnas inte ut öppet");
    for (var medlem : List.of("andringKvinnor", "andringMan", "andringPersonal")) {
      dolj((ObjectNode) rattelser.path("totalt"), medlem);
    }
    return rapport;
  }

  private static final String[] RIKETS_DELTAGARE = {
    Kuber.RIKET, Kuber.INDIVIDINRIKTAD, Kuber.DELTAGARE, Kuber.TOTALT
  };

  private static void not(ObjectNode tabell, String text) {
    tabell.withArray("noter").add(text);
  }

  private void skyddaDeltagare(ObjectNode rad) {
    var vilka = rad.path("preciseradInriktning").asText(Kuber.INDIVIDINRIKTAD);
    boolean kvinnor = dold(Kuber.RIKET, vilka, Kuber.DELTAGARE, Kuber.KVINNA);
    boolean man = dold(Kuber.RIKET, vilka, Kuber.DELTAGARE, Kuber.MAN);
    boolean totalt = dold(Kuber.RIKET, vilka, Kuber.DELTAGARE, Kuber.TOTALT);
    if (kvinnor) {
      dolj(rad, "kvinnor");
      dolj(rad, "taljare");
    }
    if (man) {
      dolj(rad, "man");
    }
    if (totalt) {
      dolj(rad, "totalt");
      dolj(rad, "namnare");
    }
    if (kvinnor || totalt) {
      dolj(rad, "andel");
    }
  }

  private void skyddaPersonal(ObjectNode rad) {
    if (doldPersonal(
        Kuber.RIKET,
        rad.path("preciseradInriktning").asText(Kuber.STRUKTUROVERGRIPANDE),
        Kuber.AR)) {
      dolj(rad, "personal");
    }
  }

  private static void dolj(ObjectNode rad, String medlem) {
    rad.putNull(medlem);
    rad.withObject("/status").put(medlem, Status.UNDERTRYCKT.name());
  }

  private boolean dold(String... noder) {
    return skyddadeDeltagare.dold(deltagarkub.plats(noder));
  }

  private boolean doldPersonal(String... noder) {
    return skyddadPersonal.dold(personalkub.plats(noder));
  }

  // the open tables

  private Celler tabell(String namn, String titel, Variabel... variabler) {
    var noter = new ArrayList<String>();
    for (var not : innehall.at("/tabeller/" + namn + "/noter")) {
      // the open tables of deltagare and målgrupper have no shares to explain
      if (namn.equals("insatser") || !not.asText().startsWith("andel ")) {
        noter.add(not.asText());
      }
    }
    return new Celler(namn, titel, noter, List.of(variabler));
  }

  private Variabel tid() {
    return Celler.variabel("tid", "Tid", Roll.TID, null)
        .med(String.valueOf(ar), String.valueOf(ar), null, null)
        .klar();
  }

  private Variabel region(boolean medLan) {
    var region =
        Celler.variabel("region", "Region", Roll.REGION, Kuber.RIKET)
            .med(Kuber.RIKET, "Riket", null, "RIKET");
    for (var lan : kuber.lanen()) {
      if (medLan) {
        region.med(lan, etikett("lan", lan), Kuber.RIKET, "LAN");
      }
      kuber.lan.forEach(
          (forbund, dess) -> {
            if (dess.equals(lan)) {
              region.med(
                  forbund, etikett("forbund", forbund), medLan ? lan : Kuber.RIKET, "FORBUND");
            }
          });
    }
    return region.klar();
  }

  private String etikett(String lista, String kod) {
    for (var rad : innehall.path("kodlistor").path(lista)) {
      if (rad.path("kod").asText().equals(kod)) {
        return rad.path("etikett").asText();
      }
    }
    return kod;
  }

  private Celler.Bygge inriktning(String eliminering) {
    return Celler.variabel("inriktning", "Inriktning", Roll.ANNAN, eliminering);
  }

  private void preciserade(Celler.Bygge variabel, String inriktning, String foralder) {
    variabel.med(inriktning, etikett("inriktningar", inriktning), foralder, "INRIKTNING");
    kuber
        .under(inriktning)
        .forEach(
            p -> variabel.med(p, etikett("preciserade-inriktningar", p), inriktning, "PRECISERAD"));
  }

  private void tackning() {
    var celler =
        tabell(
            "tackning",
            "Samordningsförbundens täckning",
            region(true),
            Celler.variabel("matt", "Mått", Roll.MATT, null)
                .matt("antalForbund", "Antal förbund", "antal", 0)
                .matt("paborjade", "Påbörjade förbund", "antal", 0)
                .matt("attesterade", "Attesterade förbund", "antal", 0)
                .matt("kvartalRegistrerade", "Kvartal med registrering", "antal", 0)
                .klar(),
            tid());
    var summor = new LinkedHashMap<List<String>, Long>();
    for (var rad : innehall.at("/tabeller/tackning/rader")) {
      var lage = rad.path("lage").asText();
      for (var region :
          List.of(Kuber.RIKET, rad.path("lan").asText(), rad.path("forbund").asText())) {
        summor.merge(List.of(region, "antalForbund"), 1L, Long::sum);
        summor.merge(
            List.of(region, "attesterade"), lage.equals("ATTESTERAD") ? 1L : 0L, Long::sum);
        summor.merge(
            List.of(region, "kvartalRegistrerade"),
            rad.path("kvartalRegistrerade").asLong(),
            Long::sum);
        // a förbund that has attested may have nothing to report
        summor.merge(
            List.of(region, "paborjade"),
            paborjade().contains(rad.path("forbund").asText()) ? 1L : 0L,
            Long::sum);
      }
    }
    summor.forEach((vilka, antal) -> celler.cell(antal, vilka.get(0), vilka.get(1), ett()));
    tabeller.add(celler.klar());
  }

  /** Förbund with an insats in the year. */
  private Set<String> paborjade() {
    var alla = new TreeSet<String>();
    innehall.at("/tabeller/planering/rader").forEach(r -> alla.add(r.path("forbund").asText()));
    return alla;
  }

  private String ett() {
    return String.valueOf(ar);
  }

  private void insatser() {
    var inriktning = inriktning("ALLA").med("ALLA", "Alla inriktningar", null, "ALLA");
    preciserade(inriktning, Kuber.INDIVIDINRIKTAD, "ALLA");
    preciserade(inriktning, Kuber.STRUKTUROVERGRIPANDE, "ALLA");
    var celler =
        tabell(
            "insatser",
            "Insatser efter inriktning",
            inriktning.klar(),
            Celler.variabel("matt", "Mått", Roll.MATT, null)
                .matt("antalInsatser", "Antal insatser", "antal", 0)
                .matt("andel", "Andel av årets insatser", "andel", 6)
                .klar(),
            tid());
    var totalt = innehall.at("/tabeller/insatser/totalt");
    celler.cell(totalt.path("antalInsatser"), "ALLA", "antalInsatser", ett());
    celler.saknas(Status.EJ_TILLAMPLIGT, "ALLA", "andel", ett());
    for (var grupp :
        Map.of(
                Kuber.INDIVIDINRIKTAD, "individinriktade",
                Kuber.STRUKTUROVERGRIPANDE, "strukturovergripande")
            .entrySet()) {
      celler.cell(totalt.path(grupp.getValue()), grupp.getKey(), "antalInsatser", ett());
      celler.saknas(Status.EJ_TILLAMPLIGT, grupp.getKey(), "andel", ett());
    }
    for (var rad : innehall.at("/tabeller/insatser/rader")) {
      var vilka = rad.path("preciseradInriktning").asText();
      celler.cell(rad.path("antalInsatser"), vilka, "antalInsatser", ett());
      celler.cell(rad.path("andel"), vilka, "andel", ett());
    }
    tabeller.add(celler.klar());
  }

  private void malgrupper() {
    var rader = innehall.at("/tabeller/malgrupper/rader");
    var malgrupp =
        Celler.variabel("malgrupp", "Målgrupp", Roll.ANNAN, Kuber.TOTALT)
            .med(Kuber.TOTALT, "Insatser med någon målgrupp", null, "TOTALT")
            .med("PRIORITERADE", "Insatser med prioriterad målgrupp", null, "TOTALT");
    rader.forEach(
        r ->
            malgrupp.med(
                r.path("malgrupp").asText(),
                etikett("malgrupper", r.path("malgrupp").asText()),
                null,
                "MALGRUPP"));
    var matt = List.of("antalInsatser", "antalForbund", "individinriktade", "antalVanligaste");
    var celler =
        tabell(
            "malgrupper",
            "Insatser efter målgrupp",
            malgrupp.klar(),
            Celler.variabel("matt", "Mått", Roll.MATT, null)
                .matt(matt.get(0), "Antal insatser", "antal", 0)
                .matt(matt.get(1), "Antal förbund", "antal", 0)
                .matt(matt.get(2), "Individinriktade insatser", "antal", 0)
                .matt(matt.get(3), "Insatser av den vanligaste inriktningen", "antal", 0)
                .klar(),
            tid());
    for (var rad : rader) {
      var kod = rad.path("malgrupp").asText();
      matt.forEach(m -> celler.cell(rad.path(m), kod, m, ett()));
      var vanligast = rad.path("vanligastePreciseradInriktning");
      if (!vanligast.isNull()) {
        celler.not(
            "%s: vanligast är %s"
                .formatted(
                    etikett("malgrupper", kod),
                    etikett("preciserade-inriktningar", vanligast.asText())));
      }
    }
    var totalt = innehall.at("/tabeller/malgrupper/totalt");
    matt.subList(0, 3).forEach(m -> celler.cell(totalt.path(m), Kuber.TOTALT, m, ett()));
    celler.saknas(Status.EJ_TILLAMPLIGT, Kuber.TOTALT, "antalVanligaste", ett());
    celler.cell(totalt.path("prioriterade"), "PRIORITERADE", "antalInsatser", ett());
    matt.subList(1, 4).forEach(m -> celler.saknas(Status.EJ_TILLAMPLIGT, "PRIORITERADE", m, ett()));
    tabeller.add(celler.klar());
  }

  private Variabel kon() {
    return Celler.variabel("kon", "Kön", Roll.ANNAN, Kuber.TOTALT)
        .med(Kuber.TOTALT, "Totalt", null, null)
        .med(Kuber.KVINNA, "Kvinnor", Kuber.TOTALT, null)
        .med(Kuber.MAN, "Män", Kuber.TOTALT, null)
        .klar();
  }

  private void deltagare() {
    var individ = inriktning(Kuber.INDIVIDINRIKTAD);
    preciserade(individ, Kuber.INDIVIDINRIKTAD, null);
    var matt = Map.of("deltagare", Kuber.DELTAGARE, "ingaende", Kuber.INGAENDE, "nya", Kuber.NYA);
    var arets =
        tabell(
            "deltagare",
            "Deltagare i individinriktade insatser",
            region(true),
            individ.klar(),
            kon(),
            Celler.variabel("matt", "Mått", Roll.MATT, null)
                .matt("deltagare", "Deltagare under året", "antal", 0)
                .matt("ingaende", "Pågående när årets redovisning började", "antal", 0)
                .matt("nya", "Nya deltagare under året", "antal", 0)
                .klar(),
            tid());
    arets.varje(
        (koder) ->
            deltagarna(
                arets, koder, koder.get(0), koder.get(1), matt.get(koder.get(3)), koder.get(2)));
    tabeller.add(arets.klar());

    var kvartal = Celler.variabel("tid", "Tid", Roll.TID, null);
    Kuber.kvartal(ar).forEach(k -> kvartal.med(k, k, null, null));
    var kvartalens =
        new Celler(
            "deltagare-kvartal",
            "Nya deltagare i individinriktade insatser, kvartal",
            List.of(
                "Nya deltagare i insatser, inte unika personer",
                "Årets deltagare är de pågående när årets redovisning började och de nya i varje kvartal, se tabellen deltagare"),
            List.of(
                region(true),
                individ.klar(),
                kon(),
                Celler.variabel("matt", "Mått", Roll.MATT, null)
                    .matt("nya", "Nya deltagare", "antal", 0)
                    .klar(),
                kvartal.klar()));
    kvartalens.varje(
        koder ->
            deltagarna(
                kvartalens,
                koder,
                koder.get(0),
                koder.get(1),
                koder.get(4).substring(4),
                koder.get(2)));
    tabeller.add(kvartalens.klar());
  }

  private void deltagarna(Celler celler, List<String> koder, String... noder) {
    cell(celler, koder, deltagare, skyddadeDeltagare, deltagarkub.plats(noder));
  }

  private static void cell(
      Celler celler, List<String> koder, Raknetabell tal, Skyddad skydd, int plats) {
    var vilka = koder.toArray(String[]::new);
    if (skydd.dold(plats)) {
      celler.saknas(Status.UNDERTRYCKT, vilka);
    } else if (tal.celler().get(plats) == null) {
      celler.saknas(Status.EJ_REDOVISAT, vilka);
    } else {
      celler.cell(tal.celler().get(plats), vilka);
    }
  }

  private void personal() {
    var struktur = inriktning(Kuber.STRUKTUROVERGRIPANDE);
    preciserade(struktur, Kuber.STRUKTUROVERGRIPANDE, null);
    var tid = Celler.variabel("tid", "Tid", Roll.TID, null).med(ett(), ett(), null, "AR");
    Kuber.kvartal(ar).forEach(k -> tid.med(k, k, ett(), "KVARTAL"));
    var celler =
        tabell(
            "personal",
            "Personal som nåtts av strukturövergripande insatser",
            region(true),
            struktur.klar(),
            Celler.variabel("matt", "Mått", Roll.MATT, null)
                .matt("personal", "Personal som nåtts", "antal", 0)
                .klar(),
            tid.klar());
    celler.varje(
        koder ->
            cell(
                celler,
                koder,
                personal,
                skyddadPersonal,
                personalkub.plats(
                    koder.get(0),
                    koder.get(1),
                    koder.get(3).equals(ett()) ? Kuber.AR : koder.get(3).substring(4))));
    tabeller.add(celler.klar());
  }

  private static final Map<String, String> KRONOR = new LinkedHashMap<>();

  static {
    KRONOR.put("medelStatKr", "Tilldelade medel, staten");
    KRONOR.put("medelKommunerKr", "Tilldelade medel, kommuner");
    KRONOR.put("medelRegionerKr", "Tilldelade medel, regioner");
    KRONOR.put("medelSamordningsforbundKr", "Tilldelade medel, samordningsförbund");
    KRONOR.put("medelEsfKr", "Tilldelade medel, ESF");
    KRONOR.put("medelOvrigaKr", "Tilldelade medel, övriga");
    KRONOR.put("tilldeladeMedelKr", "Tilldelade medel");
    KRONOR.put("egetKapitalKr", "Eget kapital");
    KRONOR.put("admBudgetKr", "Administration, budget");
    KRONOR.put("admUtfallKr", "Administration, utfall");
    KRONOR.put("insatsBudgetKr", "Insatser, budget");
    KRONOR.put("insatsUtfallKr", "Insatser, utfall");
    KRONOR.put("insatsEsfBudgetKr", "Insatser, ESF, budget");
    KRONOR.put("insatsEsfUtfallKr", "Insatser, ESF, utfall");
    KRONOR.put("resultatKr", "Resultat");
  }

  private void ekonomi() {
    var matt = Celler.variabel("matt", "Mått", Roll.MATT, null);
    KRONOR.forEach((kod, etikett) -> matt.matt(kod, etikett, "kronor", 0));
    var celler =
        tabell("ekonomi", "Samordningsförbundens ekonomi", region(false), matt.klar(), tid());
    KRONOR
        .keySet()
        .forEach(
            m -> celler.figur(innehall.at("/tabeller/ekonomi/totalt"), m, Kuber.RIKET, m, ett()));
    for (var rad : innehall.at("/tabeller/ekonomi/rader")) {
      KRONOR.keySet().forEach(m -> celler.figur(rad, m, rad.path("forbund").asText(), m, ett()));
    }
    tabeller.add(celler.klar());
  }

  private void planering() {
    var planer = new HashMap<List<String>, Long>();
    var utan = new HashSet<List<String>>();
    for (var rad : innehall.at("/tabeller/planering/rader")) {
      for (var m : List.of("budgeteratAntalDeltagare", "budgeteradPersonal")) {
        if (rad.path("status").has(m)) {
          utan.add(List.of(rad.path("forbund").asText(), m));
          utan.add(List.of(Kuber.RIKET, m));
        }
        if (rad.path(m).isNumber()) {
          planer.merge(List.of(rad.path("forbund").asText(), m), rad.path(m).asLong(), Long::sum);
          planer.merge(List.of(Kuber.RIKET, m), rad.path(m).asLong(), Long::sum);
        }
      }
    }
    var celler =
        new Celler(
            "planering",
            "Planerat och redovisat antal",
            List.of(
                "Planerat antal är summan av de planer som har redovisats; redovisat antal är av alla insatser",
                "Deltagare och personal läggs aldrig ihop"),
            List.of(
                region(false),
                Celler.variabel("matt", "Mått", Roll.MATT, null)
                    .matt("budgeteratAntalDeltagare", "Budgeterat antal deltagare", "antal", 0)
                    .matt("deltagare", "Deltagare i insatser", "antal", 0)
                    .matt("budgeteradPersonal", "Budgeterat antal personal", "antal", 0)
                    .matt("personal", "Personal som nåtts", "antal", 0)
                    .klar(),
                tid()));
    celler.varje(
        koder -> {
          var region = koder.get(0);
          var vilka = koder.toArray(String[]::new);
          switch (koder.get(1)) {
            case "deltagare" ->
                deltagarna(
                    celler, koder, region, Kuber.INDIVIDINRIKTAD, Kuber.DELTAGARE, Kuber.TOTALT);
            case "personal" ->
                cell(
                    celler,
                    koder,
                    personal,
                    skyddadPersonal,
                    personalkub.plats(region, Kuber.STRUKTUROVERGRIPANDE, Kuber.AR));
            default -> {
              var plan = planer.get(List.of(region, koder.get(1)));
              if (plan == null) {
                celler.saknas(Status.EJ_REDOVISAT, vilka);
              } else {
                celler.cell(plan, vilka);
                if (utan.contains(List.of(region, koder.get(1)))) {
                  celler.delvis(vilka);
                }
              }
            }
          }
        });
    tabeller.add(celler.klar());
  }

  private void rattelser() {
    var slagen = Map.of("SEN", "Sena", "RATTAD", "Rättade", "ATERKALLAD", "Återkallade");
    var slag =
        Celler.variabel("slag", "Slag", Roll.ANNAN, Kuber.TOTALT)
            .med(Kuber.TOTALT, "Alla", null, null);
    for (var s : List.of("SEN", "RATTAD", "ATERKALLAD")) {
      slag.med(s, slagen.get(s), Kuber.TOTALT, null);
    }
    var celler =
        new Celler(
            "rattelser",
            "Sena, rättade och återkallade registreringar",
            List.of(
                "En version av en registrering som var sen, ändrade ett registrerat antal eller återkallade det"),
            List.of(
                region(false),
                slag.klar(),
                Celler.variabel("matt", "Mått", Roll.MATT, null)
                    .matt("antal", "Antal versioner", "antal", 0)
                    .klar(),
                tid()));
    var antal = new HashMap<List<String>, Long>();
    for (var rad : innehall.at("/tabeller/rattelser/rader")) {
      for (var region : List.of(Kuber.RIKET, rad.path("forbund").asText())) {
        for (var s : List.of(Kuber.TOTALT, rad.path("slag").asText())) {
          antal.merge(List.of(region, s), 1L, Long::sum);
        }
      }
    }
    celler.varje(
        koder ->
            celler.cell(antal.getOrDefault(koder.subList(0, 2), 0L), koder.toArray(String[]::new)));
    tabeller.add(celler.klar());
  }

  // what was hidden before

  private static Tidigare tidigareDeltagare(Forut forut) {
    var kub = new Kuber(forut.innehall()).deltagare();
    var tabell = kub.summerad();
    var arets = new Forr(forut.oppet(), "deltagare");
    var kvartalens = new Forr(forut.oppet(), "deltagare-kvartal");
    int ar = forut.innehall().path("ar").asInt();
    var tid = String.valueOf(ar);
    return tidigare(
        tabell,
        noder -> {
          var flode = noder.get(2);
          return Kuber.KVARTAL.contains(flode)
              ? kvartalens.dold(noder.get(0), noder.get(1), noder.get(3), "nya", ar + flode)
              : arets.dold(
                  noder.get(0), noder.get(1), noder.get(3), flode.toLowerCase(Locale.ROOT), tid);
        });
  }

  private static Tidigare tidigarePersonal(Forut forut) {
    var tabell = new Kuber(forut.innehall()).personal().summerad();
    var forr = new Forr(forut.oppet(), "personal");
    int ar = forut.innehall().path("ar").asInt();
    return tidigare(
        tabell,
        noder ->
            forr.dold(
                noder.get(0),
                noder.get(1),
                "personal",
                noder.get(2).equals(Kuber.AR) ? String.valueOf(ar) : ar + noder.get(2)));
  }

  private static Tidigare tidigare(Raknetabell tabell, Predicate<List<String>> dold) {
    var noder = Celler.kombinationer(tabell.axlar().stream().map(a -> a.noder()).toList());
    return new Tidigare(
        tabell,
        IntStream.range(0, noder.size()).filter(i -> dold.test(noder.get(i))).boxed().toList());
  }

  /** Which cells of an open table are hidden. */
  private static final class Forr {
    private final List<Map<String, Integer>> platser = new ArrayList<>();
    private final JsonNode status;

    Forr(JsonNode oppet, String namn) {
      JsonNode tabell = null;
      for (var en : oppet.path("oppnaTabeller")) {
        if (en.path("namn").asText().equals(namn)) {
          tabell = en;
        }
      }
      status = tabell.path("status");
      for (var variabel : tabell.path("variabler")) {
        var plats = new HashMap<String, Integer>();
        variabel.path("varden").forEach(v -> plats.put(v.path("kod").asText(), plats.size()));
        platser.add(plats);
      }
    }

    boolean dold(String... koder) {
      int plats = 0;
      for (int i = 0; i < koder.length; i++) {
        plats = plats * platser.get(i).size() + platser.get(i).get(koder[i]);
      }
      return status.path(plats).asText().equals(Status.UNDERTRYCKT.name());
    }
  }
}
