package se.finsam.uppfoljning.uppfoljning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.finsam.uppfoljning.format.Blad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.ForegaendeAr;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.InsatsRad;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.Totalt;

/**
 * The follow-up as tables: sheets of a workbook, and one long table for those who want one file.
 */
final class Arbetsbok {
  private static final List<String> AV_KVARTALET =
      List.of(
          "pagaende_vid_start_kvinnor",
          "pagaende_vid_start_man",
          "nya_kvinnor",
          "nya_man",
          "avslutade_kvinnor",
          "avslutade_man",
          "kvar_kvinnor",
          "kvar_man",
          "personal",
          "sen",
          "kommentar");

  private static final List<String> AV_ARET =
      List.of(
          "kvartal_registrerade",
          "ar_kvinnor",
          "ar_man",
          "ar_deltagare",
          "andel_kvinnor",
          "ar_nya_kvinnor",
          "ar_nya_man",
          "ar_avslutade_kvinnor",
          "ar_avslutade_man",
          "ar_personal",
          "budgeterat_antal_deltagare",
          "andel_av_plan",
          "budget_kr",
          "utfall_kr",
          "andel_av_budget",
          "kostnad_per_deltagare_kr",
          "foregaende_ar_deltagare",
          "foregaende_ar_personal",
          "foregaende_ar_utfall_kr");

  private static final List<String> AV_FORBUNDET =
      List.of(
          "antal_insatser",
          "individinriktade",
          "strukturovergripande",
          "insatser_med_budget",
          "insatser_med_utfall");

  private static final List<String> STATUS = List.of("status");

  private Arbetsbok() {}

  /**
   * One row for each insats and quarter, one for its year, and last one for the whole förbund's
   * year, which has no insats. What belongs to the year stands on the row of the year alone, and
   * what belongs to a quarter on the rows of quarters: so every column may be summed over the rows
   * that have an insats.
   */
  static Blad langt(Uppfoljning u) {
    var rader = new ArrayList<List<Object>>();
    for (var insats : u.insatser()) {
      var i = insats.figurer();
      var vem =
          List.of(u.forbund(), i.insats(), i.namn(), i.inriktning(), i.preciseradInriktning());
      u.registreringar().stream()
          .filter(r -> r.figurer().insats().equals(i.insats()))
          .forEach(
              r ->
                  rader.add(
                      rad(
                          vem,
                          List.of(r.figurer().kvartal()),
                          kvartal(r.figurer()),
                          tomma(AV_ARET.size()),
                          tomma(AV_FORBUNDET.size()),
                          status(r.status()))));
      rader.add(
          rad(
              vem,
              List.of(String.valueOf(u.ar())),
              tomma(AV_KVARTALET.size()),
              aret(insats),
              tomma(AV_FORBUNDET.size()),
              status(insats.status())));
    }
    rader.add(
        rad(
            Arrays.asList(u.forbund(), null, "Totalt", null, null),
            List.of(String.valueOf(u.ar())),
            tomma(AV_KVARTALET.size()),
            aret(u.totalt()),
            forbundet(u.totalt()),
            status(u.totalt().status())));
    return new Blad(
        "Uppföljning",
        namn(
            List.of("forbund", "insats", "namn", "inriktning", "preciserad_inriktning", "period"),
            AV_KVARTALET,
            AV_ARET,
            AV_FORBUNDET,
            STATUS),
        rader);
  }

  /** The sheets, in order; the last one explains the others. */
  static List<Blad> blad(Uppfoljning u) {
    return List.of(
        new Blad(
            "Insatser",
            namn(List.of("insats", "namn", "inriktning", "preciserad_inriktning"), AV_ARET, STATUS),
            u.insatser().stream()
                .map(
                    i ->
                        rad(
                            List.of(
                                i.figurer().insats(),
                                i.figurer().namn(),
                                i.figurer().inriktning(),
                                i.figurer().preciseradInriktning()),
                            aret(i),
                            status(i.status())))
                .toList()),
        new Blad(
            "Registreringar",
            namn(List.of("insats", "kvartal", "registrerad"), AV_KVARTALET, STATUS),
            u.registreringar().stream()
                .map(
                    rad -> {
                      var r = rad.figurer();
                      return rad(
                          List.of(r.insats(), r.kvartal(), r.registrerad()),
                          kvartal(r),
                          status(rad.status()));
                    })
                .toList()),
        kvartalen(u),
        totalt(u),
        jamforelse(u),
        atgarder(u),
        forklaringar(u));
  }

  private static List<Object> kvartal(Uppfoljning.RegistreringFigurer r) {
    return Arrays.asList(
        r.pagaendeVidStartKvinnor(),
        r.pagaendeVidStartMan(),
        r.nyaKvinnor(),
        r.nyaMan(),
        r.avslutadeKvinnor(),
        r.avslutadeMan(),
        r.kvarKvinnor(),
        r.kvarMan(),
        r.personal(),
        r.registrerad() ? Boolean.valueOf(r.sen()) : null,
        r.kommentar());
  }

  private static List<Object> aret(InsatsRad insats) {
    var i = insats.figurer();
    var f =
        insats.foregaendeAr() == null
            ? new ForegaendeAr(0, null, null, null)
            : insats.foregaendeAr();
    return Arrays.asList(
        i.kvartalRegistrerade(),
        i.kvinnor(),
        i.man(),
        i.deltagare(),
        i.andelKvinnor(),
        i.nyaKvinnor(),
        i.nyaMan(),
        i.avslutadeKvinnor(),
        i.avslutadeMan(),
        i.personal(),
        i.budgeteratAntalDeltagare(),
        i.andelAvPlan(),
        i.budgetKr(),
        i.utfallKr(),
        i.andelAvBudget(),
        i.kostnadPerDeltagareKr(),
        f.deltagare(),
        f.personal(),
        f.utfallKr());
  }

  private static List<Object> aret(Totalt totalt) {
    var t = totalt.figurer();
    var f =
        totalt.foregaendeAr() == null
            ? new ForegaendeAr(0, null, null, null)
            : totalt.foregaendeAr();
    return Arrays.asList(
        null,
        t.kvinnor(),
        t.man(),
        t.deltagare(),
        t.andelKvinnor(),
        t.nyaKvinnor(),
        t.nyaMan(),
        t.avslutadeKvinnor(),
        t.avslutadeMan(),
        t.personal(),
        t.budgeteratAntalDeltagare(),
        null,
        t.budgetKr(),
        t.utfallKr(),
        null,
        null,
        f.deltagare(),
        f.personal(),
        f.utfallKr());
  }

  private static List<Object> forbundet(Totalt totalt) {
    var t = totalt.figurer();
    return List.of(
        t.antalInsatser(),
        t.individinriktade(),
        t.strukturovergripande(),
        t.insatserMedBudget(),
        t.insatserMedUtfall());
  }

  /** The status of a row, as in the JSON; empty when all is reported. */
  private static List<Object> status(Map<String, String> status) {
    return Collections.singletonList(
        status.isEmpty()
            ? null
            : status.entrySet().stream()
                .map(s -> s.getKey() + "=" + s.getValue())
                .collect(Collectors.joining("; ")));
  }

  private static Blad kvartalen(Uppfoljning u) {
    return new Blad(
        "Kvartal",
        List.of(
            "kvartal",
            "lage",
            "forfaller",
            "sen_efter",
            "lases",
            "oppen_till",
            "antal_insatser",
            "antal_registrerade",
            "saknas",
            "sena",
            "attest",
            "inget_att_rapportera",
            "attesterad",
            "kvinnor",
            "man",
            "nya_kvinnor",
            "nya_man",
            "avslutade_kvinnor",
            "avslutade_man",
            "personal",
            "status"),
        u.kvartal().stream()
            .map(
                rad -> {
                  var k = rad.figurer();
                  return Arrays.<Object>asList(
                      k.kvartal(),
                      k.lage().name(),
                      k.forfaller(),
                      k.senEfter(),
                      k.lases(),
                      k.oppenTill() == null ? null : k.oppenTill().toString(),
                      k.antalInsatser(),
                      k.antalRegistrerade(),
                      String.join(" ", k.saknas()),
                      String.join(" ", k.sena()),
                      k.attest().name(),
                      k.ingetAttRapportera(),
                      k.attesterad() == null ? null : k.attesterad().toString(),
                      k.kvinnor(),
                      k.man(),
                      k.nyaKvinnor(),
                      k.nyaMan(),
                      k.avslutadeKvinnor(),
                      k.avslutadeMan(),
                      k.personal(),
                      status(rad.status()).get(0));
                })
            .toList());
  }

  /** Its columns are named as those of the insatser; what only an insats has is left empty. */
  private static Blad totalt(Uppfoljning u) {
    return new Blad(
        "Totalt",
        namn(AV_FORBUNDET, AV_ARET, STATUS),
        List.of(rad(forbundet(u.totalt()), aret(u.totalt()), status(u.totalt().status()))));
  }

  private static Blad jamforelse(Uppfoljning u) {
    return new Blad(
        "Jämförelse",
        List.of("preciserad_inriktning", "matt", "eget", "taljare", "namnare", "median", "status"),
        u.jamforelse().stream()
            .map(
                r -> {
                  var j = r.figurer();
                  return Arrays.<Object>asList(
                      j.preciseradInriktning(),
                      j.matt().name(),
                      j.eget(),
                      j.taljare(),
                      j.namnare(),
                      j.median(),
                      status(r.status()).get(0));
                })
            .toList());
  }

  private static Blad atgarder(Uppfoljning u) {
    return new Blad(
        "Åtgärder",
        List.of("kod", "kvartal", "insats", "detalj", "forfaller"),
        u.atgarder().stream()
            .map(
                a ->
                    Arrays.<Object>asList(
                        a.kod().name(), a.kvartal(), a.insats(), a.detalj(), a.forfaller()))
            .toList());
  }

  private static Blad forklaringar(Uppfoljning u) {
    var rader = new ArrayList<List<Object>>();
    rader.add(List.of("Källa", "Uppföljning Finsam"));
    rader.add(List.of("Förbund", u.namn() + " (" + u.forbund() + ")"));
    rader.add(List.of("År", u.ar()));
    rader.add(List.of("Så som det var känt (perTidpunkt)", u.perTidpunkt().toString()));
    rader.add(
        List.of(
            "Användning",
            "Uppgifterna är inte röjandekontrollerade och är till för förbundet självt"));
    u.noter().forEach(n -> rader.add(List.of("Not", n)));
    for (var lage : Uppfoljning.Lage.values()) {
      rader.add(List.of("lage " + lage, Texter.lage(lage)));
    }
    for (var matt : Uppfoljning.Matt.values()) {
      rader.add(List.of("matt " + matt, Texter.matt(matt)));
    }
    for (var kod : Uppfoljning.AtgardKod.values()) {
      rader.add(List.of("kod " + kod, Texter.atgard(kod)));
    }
    rader.add(
        List.of(
            "status",
            "De uppgifter på raden som saknas, med samma namn och ord som i JSON (utfallKr är kolumnen utfall_kr, kvinnor årets ar_kvinnor); tom när allt är redovisat. En tom cell som inte nämns finns inte för insatsens inriktning"));
    rader.add(List.of("status EJ_REDOVISAT", "Uppgiften är inte redovisad; den är inte noll"));
    rader.add(
        List.of(
            "status DELVIS",
            "Summan av det som är känt: minst en insats som ska ha uppgiften har inte redovisat den"));
    rader.add(
        List.of(
            "status FOR_FA_FORBUND",
            "Färre än " + Figurer.MINST_ANDRA + " andra förbund har uppgiften"));
    rader.add(
        List.of(
            "oppen_till",
            "Kvartalet är låst men upplåst för förbundet till och med den tiden (UTC)"));
    rader.add(List.of("sen", "TRUE: den första registreringen för kvartalet kom efter sen_efter"));
    rader.add(
        List.of(
            "kvar", "pagaende_vid_start och nya, minus avslutade: kvar när kvartalet var slut"));
    return new Blad("Förklaringar", List.of("uppgift", "förklaring"), rader);
  }

  private static List<Object> tomma(int antal) {
    return Collections.nCopies(antal, null);
  }

  private static List<Object> rad(List<?>... delar) {
    var rad = new ArrayList<Object>();
    Arrays.stream(delar).forEach(del -> rad.addAll(del));
    return rad;
  }

  private static List<String> namn(List<?>... delar) {
    return Arrays.stream(delar).flatMap(List::stream).map(String.class::cast).toList();
  }
}
