package se.finsam.uppfoljning.registrering;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;

/** What a registration must hold to, row by row; whatever does not is added to the faults. */
final class Regler {
  private final Kvartal kvartal;
  private final Map<String, Registrering.Nuvarande> nuvarande;
  private final IntFunction<String> pointer;
  private final Faults faults;

  /**
   * The rules of a request.
   *
   * @param kvartal the quarter, null if it could not be read
   * @param nuvarande the förbund's insatser by id, with what is registered for the quarter
   * @param pointer where the rows stand in the request
   * @param faults where broken rules go
   */
  Regler(
      Kvartal kvartal,
      Map<String, Registrering.Nuvarande> nuvarande,
      IntFunction<String> pointer,
      Faults faults) {
    this.kvartal = kvartal;
    this.nuvarande = nuvarande;
    this.pointer = pointer;
    this.faults = faults;
  }

  /** A quarter that has not begun has nothing to tell. */
  static void kontrolleraKvartal(Kvartal kvartal, Instant nu, String pointer, Faults faults) {
    if (kvartal != null && !kvartal.harBorjat(nu)) {
      faults.rule(pointer, "EJ_PABORJAT", "Kvartalet har inte börjat");
    }
  }

  void kontrolleraRader(List<NyRegistrering> rader) {
    var sedda = new HashSet<String>();
    for (int i = 0; i < rader.size(); i++) {
      var rad = rader.get(i);
      if (rad == null) {
        continue;
      }
      var at = pointer.apply(i);
      if (rad.insats() != null && !rad.insats().isBlank() && !sedda.add(rad.insats())) {
        faults.rule(at + "/insats", "DUBBLETT", "Insatsen finns två gånger i begäran");
      }
      kontrolleraBalans(rad, at);
      var insats = rad.insats() == null ? null : nuvarande.get(rad.insats());
      if (insats != null) {
        kontrolleraInsats(rad, insats, at);
      } else if (kvartal != null && !faults.at(at + "/insats")) {
        faults.rule(at + "/insats", "OKAND_INSATS", "Förbundet har ingen sådan insats");
      }
    }
  }

  /** R13: once the quarter is due, a changed value says why. */
  void kontrolleraOrsaker(List<NyRegistrering> rader, String gemensam) {
    for (int i = 0; i < rader.size(); i++) {
      var rad = rader.get(i);
      var fore = rad == null || rad.insats() == null ? null : nuvarande.get(rad.insats());
      if (fore != null
          && fore.registrerad()
          && rad.deltagare() != null
          && !faults.at(pointer.apply(i))
          && !fore.deltagare().equals(rad.deltagare())
          && rad.rattelseorsak() == null
          && gemensam == null) {
        faults.rule(
            pointer.apply(i) + "/rattelseorsak",
            "SAKNAS",
            "Kvartalet har förfallit: ange varför värdet rättas (R13)");
      }
    }
  }

  /** R5 and R11: the right kind of counts, in a quarter of the insats's life. */
  private void kontrolleraInsats(NyRegistrering rad, Registrering.Nuvarande insats, String at) {
    if (!insats.levde(kvartal)) {
      faults.rule(
          at + "/insats",
          "UTANFOR_INSATSENS_TID",
          "Insatsen, eller förbundet, pågår inte under kvartalet (R11)");
    }
    var d = rad.deltagare();
    if (d == null) {
      return;
    }
    var perKon = new LinkedHashMap<String, AntalPerKon>();
    perKon.put("pagaendeVidStart", d.pagaendeVidStart());
    perKon.put("nya", d.nya());
    perKon.put("avslutade", d.avslutade());
    perKon.forEach(
        (namn, antal) -> {
          var del = at + "/deltagare/" + namn;
          if (insats.individinriktad() && antal == null && !faults.at(del)) {
            faults.rule(del, "SAKNAS", "Uppgiften saknas för en individinriktad insats");
          } else if (!insats.individinriktad() && antal != null) {
            faults.rule(
                del,
                "FEL_SLAG",
                "En strukturövergripande insats räknas bara totalt, aldrig per kön (R5)");
          }
        });
    var totalt = at + "/deltagare/totalt";
    if (insats.individinriktad() && d.totalt() != null) {
      faults.rule(totalt, "FEL_SLAG", "En individinriktad insats räknas per kön (R5)");
    } else if (!insats.individinriktad() && d.totalt() == null && !faults.at(totalt)) {
      faults.rule(totalt, "SAKNAS", "Uppgiften saknas för en strukturövergripande insats");
    }
  }

  /** R12: no more can end than there were. */
  private void kontrolleraBalans(NyRegistrering rad, String at) {
    var d = rad.deltagare();
    if (d == null || d.pagaendeVidStart() == null || d.nya() == null || d.avslutade() == null) {
      return;
    }
    var avslutade = at + "/deltagare/avslutade";
    var detail = "Fler avslutade än pågående vid start och nya tillsammans (R12)";
    if (brister(d.pagaendeVidStart().kvinnor(), d.nya().kvinnor(), d.avslutade().kvinnor())) {
      faults.rule(avslutade + "/kvinnor", "FLER_AVSLUTADE", detail);
    }
    if (brister(d.pagaendeVidStart().man(), d.nya().man(), d.avslutade().man())) {
      faults.rule(avslutade + "/man", "FLER_AVSLUTADE", detail);
    }
  }

  private static boolean brister(Integer pagaende, Integer nya, Integer avslutade) {
    return pagaende != null
        && nya != null
        && avslutade != null
        && Math.min(pagaende, nya) >= 0
        && avslutade > (long) pagaende + nya;
  }
}
