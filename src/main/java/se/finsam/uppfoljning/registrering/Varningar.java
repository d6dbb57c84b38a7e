package se.finsam.uppfoljning.registrering;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import se.finsam.uppfoljning.period.Kvartal;

/**
 * What looks odd in a registration, beside what the same insats has registered before and after it,
 * and beside its plan.
 */
@Singleton
class Varningar {
  private final BigDecimal faktor;
  private final long minst;
  private final BigDecimal planfaktor;

  Varningar(
      @ConfigProperty(name = "finsam.varningar.faktor") BigDecimal faktor,
      @ConfigProperty(name = "finsam.varningar.minst") long minst,
      @ConfigProperty(name = "finsam.varningar.planfaktor") BigDecimal planfaktor) {
    if (faktor.compareTo(BigDecimal.ONE) <= 0
        || planfaktor.compareTo(BigDecimal.ONE) < 0
        || minst < 1) {
      throw new IllegalStateException(
          "finsam.varningar.faktor is above 1, finsam.varningar.planfaktor 1 or more,"
              + " finsam.varningar.minst 1 or more");
    }
    this.faktor = faktor;
    this.minst = minst;
    this.planfaktor = planfaktor;
  }

  /**
   * An insats in its quarter.
   *
   * @param pointer where the row stands in the request
   * @param insats what is said of the insats
   * @param kvartal the quarter
   * @param deltagare the counts that are to be registered
   * @param kommenterad true if the row says why
   * @param ovriga what is registered for other quarters of the insats
   * @param planerat planned deltagare of the year, null if unknown
   */
  record Lage(
      String pointer,
      Registrering.Nuvarande insats,
      Kvartal kvartal,
      Deltagare deltagare,
      boolean kommenterad,
      Map<Kvartal, Deltagare> ovriga,
      Long planerat) {

    Varning varning(String at, Varning.Kod code, String detail, long observerat, long forvantat) {
      return new Varning(
          pointer + "/deltagare" + at,
          code,
          detail,
          observerat,
          forvantat,
          kommenterad,
          null,
          null);
    }

    /** Where the total of the quarter stands. */
    String antal() {
      return deltagare.totalt() == null ? "" : "/totalt";
    }
  }

  /** Everything that looks odd about it, in a fixed order. */
  List<Varning> av(Lage lage) {
    var varningar = new ArrayList<Varning>();
    bestand(lage, varningar);
    forandring(
        lage,
        lage.kvartal().fore(),
        Varning.Kod.FORANDRING_MOT_KVARTAL,
        "kvartalet före",
        varningar);
    forandring(
        lage,
        lage.kvartal().aretFore(),
        Varning.Kod.FORANDRING_MOT_AR,
        "samma kvartal året före",
        varningar);
    deltagare(lage, varningar);
    plan(lage, varningar);
    slut(lage, varningar);
    return varningar;
  }

  /** The stock continues: what one quarter leaves, the next begins with (dossier 4.2). */
  private static void bestand(Lage lage, List<Varning> varningar) {
    if (lage.deltagare().totalt() != null) {
      return;
    }
    var fore = lage.ovriga().get(lage.kvartal().fore());
    if (fore != null) {
      var start = lage.deltagare().pagaendeVidStart();
      var kvar = fore.kvar();
      var detail = "Kvartalet före slutade med ett annat antal pågående";
      bestand(lage, "/pagaendeVidStart", detail, start, kvar, varningar);
    }
    var efter = lage.ovriga().get(lage.kvartal().efter());
    if (efter != null) {
      var detail = "Kvartalet efter börjar med ett annat antal pågående än detta lämnar";
      bestand(
          lage, "/avslutade", detail, lage.deltagare().kvar(), efter.pagaendeVidStart(), varningar);
    }
  }

  private static void bestand(
      Lage lage,
      String at,
      String detail,
      AntalPerKon ar,
      AntalPerKon borde,
      List<Varning> varningar) {
    if (!Objects.equals(ar.kvinnor(), borde.kvinnor())) {
      varningar.add(
          lage.varning(
              at + "/kvinnor", Varning.Kod.BESTAND_BRYTER, detail, ar.kvinnor(), borde.kvinnor()));
    }
    if (!Objects.equals(ar.man(), borde.man())) {
      varningar.add(
          lage.varning(at + "/man", Varning.Kod.BESTAND_BRYTER, detail, ar.man(), borde.man()));
    }
  }

  private void forandring(
      Lage lage, Kvartal mot, Varning.Kod code, String vad, List<Varning> varningar) {
    var annat = lage.ovriga().get(mot);
    if (annat == null) {
      return;
    }
    long nu = lage.deltagare().alla();
    long da = annat.alla();
    if (Math.max(nu, da) >= minst && (over(nu, faktor, da) || over(da, faktor, nu))) {
      varningar.add(
          lage.varning(
              lage.antal(),
              code,
              "Antalet skiljer sig mer än " + faktor + " gånger från " + vad,
              nu,
              da));
    }
  }

  /** Exact: at the factor is not over it. */
  private static boolean over(long antal, BigDecimal faktor, long annat) {
    return BigDecimal.valueOf(antal).compareTo(faktor.multiply(BigDecimal.valueOf(annat))) > 0;
  }

  private void deltagare(Lage lage, List<Varning> varningar) {
    var d = lage.deltagare();
    if (d.alla() == 0) {
      varningar.add(
          lage.varning(
              lage.antal(),
              Varning.Kod.INGA_DELTAGARE,
              "Ingen deltog under kvartalet; noll är ett värde, utelämna raden om det inte är känt",
              0,
              1));
    } else if (d.totalt() == null && d.alla() >= minst && (d.kvinnor() == 0 || d.man() == 0)) {
      varningar.add(
          lage.varning(
              "",
              Varning.Kod.ETT_KON,
              d.kvinnor() == 0 ? "Inga kvinnor bland deltagarna" : "Inga män bland deltagarna",
              0,
              1));
    }
  }

  /** The year so far: the stock of its first registered quarter and all new ones. */
  private void plan(Lage lage, List<Varning> varningar) {
    if (lage.planerat() == null) {
      return;
    }
    long hittills = 0;
    boolean forsta = true;
    for (int nummer = 1; nummer <= 4; nummer++) {
      var kvartal = new Kvartal(lage.kvartal().ar(), nummer);
      var d = kvartal.equals(lage.kvartal()) ? lage.deltagare() : lage.ovriga().get(kvartal);
      if (d != null) {
        hittills += forsta || d.totalt() != null ? d.alla() : d.nya().kvinnor() + d.nya().man();
        forsta = false;
      }
    }
    if (over(hittills, planfaktor, lage.planerat())) {
      varningar.add(
          lage.varning(
              lage.antal(),
              Varning.Kod.PLAN_OVERSKRIDEN,
              "Årets deltagare är fler än " + planfaktor + " gånger det budgeterade antalet",
              hittills,
              lage.planerat()));
    }
  }

  private static void slut(Lage lage, List<Varning> varningar) {
    var slutdatum = lage.insats().slutdatum();
    if (lage.deltagare().totalt() != null
        || slutdatum == null
        || slutdatum.isAfter(lage.kvartal().slut())) {
      return;
    }
    var kvar = lage.deltagare().kvar();
    if (kvar.kvinnor() + kvar.man() > 0) {
      varningar.add(
          lage.varning(
              "/avslutade",
              Varning.Kod.EFTER_SLUTDATUM,
              "Insatsen är slut när kvartalet är det, men alla har inte avslutats",
              kvar.kvinnor() + kvar.man(),
              0));
    }
  }
}
