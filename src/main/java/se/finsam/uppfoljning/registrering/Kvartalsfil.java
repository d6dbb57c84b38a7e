package se.finsam.uppfoljning.registrering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import se.finsam.uppfoljning.format.Blad;
import se.finsam.uppfoljning.format.Inlast;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.Faults;

/**
 * A quarter as a table, one row for each insats: what a person fills in and sends back. It becomes
 * the same request as in JSON, under the same rules; only the places of faults and warnings are
 * told by line and column.
 */
final class Kvartalsfil {
  /** Column of each count, by its place in a row of the request. */
  private static final Map<String, String> ANTAL = new LinkedHashMap<>();

  static {
    ANTAL.put("/deltagare/pagaendeVidStart/kvinnor", "pagaende_vid_start_kvinnor");
    ANTAL.put("/deltagare/pagaendeVidStart/man", "pagaende_vid_start_man");
    ANTAL.put("/deltagare/nya/kvinnor", "nya_kvinnor");
    ANTAL.put("/deltagare/nya/man", "nya_man");
    ANTAL.put("/deltagare/avslutade/kvinnor", "avslutade_kvinnor");
    ANTAL.put("/deltagare/avslutade/man", "avslutade_man");
    ANTAL.put("/deltagare/totalt", "totalt");
  }

  /** Every column, in the order of the template; {@code namn} is for the reader and not read. */
  private static final Set<String> KOLUMNER = kolumner();

  private static Set<String> kolumner() {
    var kolumner = new LinkedHashSet<>(List.of("kvartal", "insats", "namn"));
    kolumner.addAll(ANTAL.values());
    kolumner.addAll(List.of("kommentar", "rattelseorsak"));
    return kolumner;
  }

  private static final Pattern HELTAL = Pattern.compile("-?[0-9]{1,9}");

  private final Inlast tabell;
  private final Faults faults;
  private Kvartal kvartal;

  private Kvartalsfil(Inlast tabell, Faults faults) {
    this.tabell = tabell;
    this.faults = faults;
    faults.told(this::told);
  }

  static Kvartalsfil csv(byte[] body, Faults faults) {
    return new Kvartalsfil(Inlast.csv(body, KOLUMNER, faults), faults);
  }

  static Kvartalsfil xlsx(byte[] body, Faults faults) {
    return new Kvartalsfil(Inlast.xlsx(body, KOLUMNER, faults), faults);
  }

  /** The request that the table makes; what cannot be read is null, and a fault. */
  NyaRegistreringar registreringar(Omfattning omfattning) {
    for (var kolumn : List.of("kvartal", "insats")) {
      if (!tabell.kolumner().contains(kolumn)) {
        faults.unreadable(
            new Fault(
                "", "SAKNAS", "Kolumnen " + kolumn + " saknas i tabellens första rad", 1, kolumn));
      }
    }
    var rader = new ArrayList<NyRegistrering>();
    for (int i = 0; i < tabell.rader().size(); i++) {
      rader.add(registrering("/registreringar/" + i, tabell.rader().get(i)));
    }
    if (kvartal == null) {
      faults.known("/kvartal");
      if (faults.isEmpty()) {
        faults.unreadable("", "TOM", "Tabellen har inga rader");
      }
    }
    return new NyaRegistreringar(kvartal, omfattning, null, rader);
  }

  private NyRegistrering registrering(String at, Inlast.Rad rad) {
    kvartal(at, rad);
    for (var kolumn : List.of("insats", "kommentar", "rattelseorsak")) {
      if (faults.at(rad.pointer(kolumn))) {
        faults.known(at + "/" + kolumn);
      }
    }
    var antal = new LinkedHashMap<String, Integer>();
    ANTAL.forEach((pointer, kolumn) -> antal.put(kolumn, antal(at + pointer, rad, kolumn)));
    boolean tom = antal.values().stream().allMatch(Objects::isNull);
    if (tom && !faults.at(at + "/deltagare")) {
      faults.rule(
          at + "/deltagare", "SAKNAS", "Raden har inga antal; fyll i dem, eller ta bort raden");
    }
    // with a total, what was left blank is not missing
    boolean perKon = antal.get("totalt") == null && !faults.at(at + "/deltagare/totalt");
    return new NyRegistrering(
        rad.cell("insats"),
        tom
            ? null
            : new Deltagare(
                perKon(antal, "pagaende_vid_start", perKon),
                perKon(antal, "nya", perKon),
                perKon(antal, "avslutade", perKon),
                antal.get("totalt")),
        rad.cell("kommentar"),
        rad.cell("rattelseorsak"));
  }

  private void kvartal(String at, Inlast.Rad rad) {
    var text = rad.cell("kvartal");
    if (faults.at(rad.pointer("kvartal")) || !tabell.kolumner().contains("kvartal")) {
      return;
    }
    var denna = text == null ? null : Kvartal.of(text).orElse(null);
    if (text == null) {
      faults.rule(at + "/kvartal", "SAKNAS", "Uppgiften saknas eller är tom");
    } else if (denna == null) {
      faults.rule(at + "/kvartal", "FEL_FORM", Kvartal.FEL_FORM);
    } else if (kvartal == null) {
      kvartal = denna;
    } else if (!kvartal.equals(denna)) {
      faults.rule(
          at + "/kvartal", "ANNAT_KVARTAL", "En fil är av ett enda kvartal, den första radens");
    }
  }

  private Integer antal(String pointer, Inlast.Rad rad, String kolumn) {
    var text = rad.cell(kolumn);
    if (faults.at(rad.pointer(kolumn))) {
      faults.known(pointer);
    } else if (text != null && !HELTAL.matcher(text).matches()) {
      faults.unreadable(pointer, "FEL_TYP", "Ett heltal väntades");
    } else if (text != null) {
      return Integer.valueOf(text);
    }
    return null;
  }

  private static AntalPerKon perKon(Map<String, Integer> antal, String del, boolean vantat) {
    var kvinnor = antal.get(del + "_kvinnor");
    var man = antal.get(del + "_man");
    return kvinnor == null && man == null && !vantat ? null : new AntalPerKon(kvinnor, man);
  }

  /** Line and column of a place in the request. */
  private record Plats(Integer rad, String kolumn) {}

  private Plats plats(String pointer) {
    if (pointer.equals("/kvartal") && !tabell.rader().isEmpty()) {
      return new Plats(tabell.rader().get(0).rad(), "kvartal");
    }
    var delar = pointer.split("/", 4);
    if (delar.length < 3 || !delar[1].equals("registreringar")) {
      return new Plats(null, null);
    }
    int rad = tabell.rader().get(Integer.parseInt(delar[2])).rad();
    if (delar.length == 3) {
      return new Plats(rad, null);
    }
    var kolumn =
        ANTAL.entrySet().stream()
            .filter(a -> (a.getKey() + "/").startsWith("/" + delar[3] + "/"))
            .map(Map.Entry::getValue)
            .findFirst();
    return new Plats(rad, delar[3].equals("deltagare") ? null : kolumn.orElse(delar[3]));
  }

  private static String pointer(Plats plats) {
    return plats.rad() == null
        ? ""
        : "/" + plats.rad() + (plats.kolumn() == null ? "" : "/" + plats.kolumn());
  }

  private Fault told(Fault fault) {
    if (fault.rad() != null || fault.pointer().startsWith("{")) {
      return fault;
    }
    var plats = plats(fault.pointer());
    return new Fault(pointer(plats), fault.code(), fault.detail(), plats.rad(), plats.kolumn());
  }

  Varning told(Varning varning) {
    var plats = plats(varning.pointer());
    return new Varning(
        pointer(plats),
        varning.code(),
        varning.detail(),
        varning.observerat(),
        varning.forvantat(),
        varning.kommenterad(),
        plats.rad(),
        plats.kolumn());
  }

  /**
   * The template of a quarter: its insatser, each with the stock that the quarter before left, and
   * nothing else filled in.
   */
  static Blad mall(Kvartal kvartal, List<Historik.Mallrad> insatser) {
    var rader = new ArrayList<List<Object>>();
    for (var insats : insatser) {
      var rad = new ArrayList<Object>();
      rad.add(kvartal.toString());
      rad.add(insats.insats());
      rad.add(insats.namn());
      rad.add(insats.kvarKvinnor());
      rad.add(insats.kvarMan());
      for (int i = rad.size(); i < KOLUMNER.size(); i++) {
        rad.add(null);
      }
      rader.add(rad);
    }
    return new Blad("Registrering", List.copyOf(KOLUMNER), rader);
  }

  /** What each column is, for whoever fills it in. */
  static Blad forklaringar() {
    var rader =
        List.<List<Object>>of(
            List.of("kvartal", "Kvartalet, samma på alla rader"),
            List.of("insats", "Insatsens id; ändra inte"),
            List.of("namn", "Insatsens namn; läses inte"),
            List.of(
                "pagaende_vid_start_kvinnor",
                "Kvinnor som deltog när kvartalet började; ifyllt med dem som var kvar efter kvartalet före"),
            List.of("pagaende_vid_start_man", "Män, på samma sätt"),
            List.of("nya_kvinnor", "Kvinnor som började under kvartalet"),
            List.of("nya_man", "Män, på samma sätt"),
            List.of(
                "avslutade_kvinnor",
                "Kvinnor som slutade under kvartalet, högst de som pågick vid start och de nya"),
            List.of("avslutade_man", "Män, på samma sätt"),
            List.of(
                "totalt",
                "Bara för strukturövergripande insatser: personal som nåtts; lämna då de sex antalen tomma"),
            List.of("kommentar", "Förklaring till det som ser ovanligt ut; aldrig om en person"),
            List.of("rattelseorsak", "Varför ett värde rättas, när kvartalet har förfallit"),
            List.of(
                "",
                "Noll är ett värde: skriv 0. Ta bort raden om inget ska registreras för insatsen."));
    return new Blad("Förklaringar", List.of("kolumn", "forklaring"), rader);
  }
}
