package se.finsam.uppfoljning.sammanstallning;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the members of rows are called and counted in, where they become columns of a file. */
public final class Kolumner {
  private static final Pattern HUMP = Pattern.compile("([A-Z])");
  private static final Map<String, Kolumn> KANDA = new HashMap<>();

  /**
   * A column.
   *
   * @param etikett what it is called
   * @param enhet what it is counted in; empty for a text
   */
  public record Kolumn(String etikett, String enhet) {}

  static {
    text("ar", "År");
    text("kvartal", "Kvartal");
    text("lan", "Län");
    text("forbund", "Förbund");
    text("davarandeForbund", "Förbund som redovisade");
    text("namn", "Namn");
    text("insats", "Insats");
    text("inriktning", "Inriktning");
    text("preciseradInriktning", "Preciserad inriktning");
    text("malgrupp", "Målgrupp");
    text("kon", "Kön");
    text("prioriterad", "Prioriterad av regeringen");
    text("vanligastePreciseradInriktning", "Vanligaste preciserade inriktning");
    text("lage", "Läge");
    text("version", "Version");
    text("slag", "Slag");
    text("mottagen", "Mottagen");
    text("orsak", "Orsak");
    antal("kvartalRegistrerade", "Kvartal med registrering");
    antal("antalInsatser", "Antal insatser");
    antal("antalForbund", "Antal förbund");
    antal("individinriktade", "Individinriktade insatser");
    antal("strukturovergripande", "Strukturövergripande insatser");
    antal("antalVanligaste", "Insatser av den vanligaste");
    antal("prioriterade", "Insatser med prioriterad målgrupp");
    antal("kvinnor", "Kvinnor");
    antal("man", "Män");
    antal("totalt", "Totalt");
    antal("deltagare", "Deltagare i insatser");
    antal("nya", "Nya deltagare");
    antal("avslutade", "Avslutade deltagare");
    antal("personal", "Personal som nåtts");
    antal("budgeteratAntalDeltagare", "Budgeterat antal deltagare");
    antal("budgeteradPersonal", "Budgeterat antal personal");
    antal("taljare", "Andelens täljare");
    antal("namnare", "Andelens nämnare");
    antal("antal", "Antal");
    antal("sena", "Sena");
    antal("rattade", "Rättade");
    antal("aterkallade", "Återkallade");
    antal("andringKvinnor", "Ändring, kvinnor");
    antal("andringMan", "Ändring, män");
    antal("andringPersonal", "Ändring, personal");
    KANDA.put("andel", new Kolumn("Andel", "andel"));
    kronor("budgetKr", "Budget utan ESF-medel");
    kronor("utfallKr", "Utfall utan ESF-medel");
    kronor("kostnadPerDeltagareKr", "Kostnad per deltagare");
    kronor("medelStatKr", "Tilldelade medel, staten");
    kronor("medelKommunerKr", "Tilldelade medel, kommuner");
    kronor("medelRegionerKr", "Tilldelade medel, regioner");
    kronor("medelSamordningsforbundKr", "Tilldelade medel, samordningsförbund");
    kronor("medelEsfKr", "Tilldelade medel, ESF");
    kronor("medelOvrigaKr", "Tilldelade medel, övriga");
    kronor("tilldeladeMedelKr", "Tilldelade medel");
    kronor("egetKapitalKr", "Eget kapital");
    kronor("admBudgetKr", "Administration, budget");
    kronor("admUtfallKr", "Administration, utfall");
    kronor("insatsBudgetKr", "Insatser, budget");
    kronor("insatsUtfallKr", "Insatser, utfall");
    kronor("insatsEsfBudgetKr", "Insatser, ESF, budget");
    kronor("insatsEsfUtfallKr", "Insatser, ESF, utfall");
    kronor("resultatKr", "Resultat");
  }

  private Kolumner() {}

  private static void text(String namn, String etikett) {
    KANDA.put(namn, new Kolumn(etikett, ""));
  }

  private static void antal(String namn, String etikett) {
    KANDA.put(namn, new Kolumn(etikett, "antal"));
  }

  private static void kronor(String namn, String etikett) {
    KANDA.put(namn, new Kolumn(etikett, "kronor"));
  }

  /** The column of a member; every member of every row has one. */
  static Kolumn av(String medlem) {
    var kolumn = KANDA.get(medlem);
    if (kolumn == null) {
      throw new IllegalArgumentException("no column is said of " + medlem);
    }
    return kolumn;
  }

  static boolean figur(String medlem) {
    return !av(medlem).enhet().isEmpty();
  }

  /** The name of a member as files write it: preciserad_inriktning. */
  static String ifil(String medlem) {
    return HUMP.matcher(medlem).replaceAll("_$1").toLowerCase(Locale.ROOT);
  }
}
