package se.finsam.uppfoljning.oppnadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.oppnadata.PxWeb.VariableSelection;
import se.finsam.uppfoljning.oppnadata.PxWeb.VariablesSelection;
import se.finsam.uppfoljning.oppnadata.Utsnitt.Axel;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.problem.Query;

/**
 * What a client asks for of a table, as it was written in the address or in a body.
 *
 * @param val one for each variable that is mentioned
 */
record Fraga(List<Val> val, List<Namn> heading, List<Namn> stub) {

  /**
   * What is chosen of a variable.
   *
   * @param variabel as the client wrote it
   * @param kodlista null if none
   * @param uttryck none: the variable is left out
   * @param pointer what faults of the variable's name are told of
   * @param koder what faults of the values are told of
   * @param lista what faults of the code list are told of
   */
  record Val(
      String variabel,
      String kodlista,
      List<String> uttryck,
      String pointer,
      String koder,
      String lista) {}

  /** A variable that is to be in rows or in columns, and what faults are told of. */
  record Namn(String variabel, String pointer) {}

  /** As valuecodes[..], codelist[..], heading and stub of an address say. */
  static Fraga av(Query query, Faults faults) {
    var koder = query.bracketed("valuecodes");
    var listor = query.bracketed("codelist");
    var val = new ArrayList<Val>();
    koder.forEach(
        (variabel, uttryck) ->
            val.add(
                new Val(
                    variabel,
                    listor.entrySet().stream()
                        .filter(l -> l.getKey().equalsIgnoreCase(variabel))
                        .map(l -> l.getValue().get(0))
                        .findFirst()
                        .orElse(null),
                    uttryck.stream()
                        .filter(u -> !u.isBlank())
                        .flatMap(u -> Uttryck.delar(u).stream())
                        .toList(),
                    "{valuecodes[]}",
                    "{valuecodes[" + variabel + "]}",
                    "{codelist[" + variabel + "]}")));
    for (var lista : listor.keySet()) {
      if (koder.keySet().stream().noneMatch(lista::equalsIgnoreCase)) {
        faults.unreadable(
            "{codelist[]}", "SAKNAS", "En kodlista anges tillsammans med valuecodes för variabeln");
      }
    }
    for (var varde : query.bracketed("outputvalues").values()) {
      if (!List.of("aggregated", "single").contains(varde.get(0).toLowerCase(Locale.ROOT))) {
        faults.unreadable(
            "{outputvalues[]}", "OKANT_VARDE", "Värdet är inte känt; aggregated eller single");
      }
    }
    return new Fraga(val, namn(query, "heading"), namn(query, "stub"));
  }

  /** As a body says. */
  static Fraga av(VariablesSelection urval) {
    var val = new ArrayList<Val>();
    var valda = urval.selection() == null ? List.<VariableSelection>of() : urval.selection();
    for (int i = 0; i < valda.size(); i++) {
      var ett = valda.get(i);
      var plats = "/selection/" + i;
      val.add(
          new Val(
              ett.variableCode(),
              ett.codelist(),
              ett.valueCodes() == null ? List.of() : ett.valueCodes(),
              plats + "/variableCode",
              plats + "/valueCodes",
              plats + "/codelist"));
    }
    var placering = urval.placement();
    return new Fraga(
        val,
        namn(placering == null ? null : placering.heading(), "/placement/heading"),
        namn(placering == null ? null : placering.stub(), "/placement/stub"));
  }

  private static List<Namn> namn(List<String> koder, String plats) {
    return koder == null
        ? List.of()
        : IntStream.range(0, koder.size())
            .mapToObj(i -> new Namn(koder.get(i), plats + "/" + i))
            .toList();
  }

  private static List<Namn> namn(Query query, String parameter) {
    return query.all(parameter).stream()
        .flatMap(alla -> Uttryck.delar(alla).stream())
        .map(en -> new Namn(en, "{" + parameter + "}"))
        .toList();
  }

  /**
   * Nothing is chosen: then the standard choice is meant.
   *
   * @see #standard
   */
  boolean utanVal() {
    return val.isEmpty();
  }

  /**
   * The standard choice: all values of the first axis, the measures and the times; of the others
   * the value that is meant where they are left out, or else the first.
   */
  static Map<Variabel, int[]> standard(List<Variabel> variabler) {
    var val = new LinkedHashMap<Variabel, int[]>();
    for (int v = 0; v < variabler.size(); v++) {
      var variabel = variabler.get(v);
      boolean alla = v == 0 || variabel.roll() == Roll.MATT || variabel.roll() == Roll.TID;
      if (alla) {
        val.put(variabel, alla(variabel));
      } else if (variabel.eliminering() == null) {
        val.put(variabel, new int[] {0});
      }
    }
    return val;
  }

  private static int[] alla(Variabel variabel) {
    return IntStream.range(0, variabel.varden().size()).toArray();
  }

  /**
   * What is asked for.
   *
   * @param flest more cells than these are not answered
   * @throws ProblemException 400 for what is not of the table, twice, or left out without a value
   *     that is meant then; 403 for too many cells
   */
  Utsnitt utsnitt(PxTabell tabell, int flest, Faults faults) {
    var variabler = tabell.tabell().variabler();
    var valda = utanVal() ? standard(variabler) : valda(variabler, faults);
    var kvar = variabler.stream().filter(valda::containsKey).toList();
    var uppdelning = uppdelning(kvar, variabler, faults);
    faults.refuse();
    long celler = valda.values().stream().mapToLong(v -> v.length).reduce(1, Math::multiplyExact);
    if (celler > flest) {
      throw new ProblemException(
          ProblemType.FOR_MANGA_CELLER,
          "Frågan ger %d celler; högst %d ges i ett svar, fråga om en del i taget"
              .formatted(celler, flest));
    }
    return lagg(tabell, valda, uppdelning);
  }

  /** All values of every axis, or of code lists those that they hold. */
  Utsnitt allt(PxTabell tabell, Map<String, List<String>> kodlistor, Faults faults) {
    var valda = new LinkedHashMap<Variabel, int[]>();
    tabell.tabell().variabler().forEach(v -> valda.put(v, alla(v)));
    kodlistor.forEach(
        (namn, id) -> {
          var variabel = variabel(namn, tabell.tabell().variabler(), "{codelist[]}", faults);
          if (variabel != null) {
            valda.put(
                variabel, urval(variabel, id.get(0), "{codelist[" + variabel.kod() + "]}", faults));
          }
        });
    faults.refuse();
    var variabler = tabell.tabell().variabler();
    return lagg(tabell, valda, uppdelning(variabler, variabler, faults));
  }

  private Map<Variabel, int[]> valda(List<Variabel> variabler, Faults faults) {
    var valda = new LinkedHashMap<Variabel, int[]>();
    var namnda = new HashSet<Variabel>();
    for (var ett : val) {
      var variabel = variabel(ett.variabel(), variabler, ett.pointer(), faults);
      if (variabel != null && !namnda.add(variabel)) {
        faults.unreadable(
            ett.pointer(), "DUBBLETT", "Variabeln " + variabel.kod() + " står två gånger");
      } else if (variabel != null && !ett.uttryck().isEmpty()) {
        var urval = urval(variabel, ett.kodlista(), ett.lista(), faults);
        valda.put(variabel, new Uttryck(variabel, urval, ett.koder(), faults).valj(ett.uttryck()));
      }
    }
    for (var variabel : variabler) {
      if (!valda.containsKey(variabel) && variabel.eliminering() == null) {
        faults.unreadable(
            "{valuecodes[" + variabel.kod() + "]}",
            "SAKNAS",
            "Variabeln " + variabel.kod() + " kan inte utelämnas; ange vilka värden");
      }
    }
    if (valda.isEmpty() && faults.isEmpty()) { // a table with no axis at all is none
      var sista = variabler.get(variabler.size() - 1);
      valda.put(sista, new int[] {utelamnad(sista)});
    }
    return valda;
  }

  private static int[] urval(Variabel variabel, String kodlista, String pointer, Faults faults) {
    if (kodlista == null || kodlista.isBlank()) {
      return alla(variabel);
    }
    var lista =
        Kodlista.av(variabel).stream().filter(k -> k.id().equalsIgnoreCase(kodlista)).findFirst();
    if (lista.isEmpty()) {
      faults.unreadable(
          pointer, "OKAND_KODLISTA", "Variabeln " + variabel.kod() + " har ingen sådan kodlista");
      return alla(variabel);
    }
    return lista.get().i(variabel);
  }

  /** By its code in any case; or time and measures by the names that PxWeb's clients give them. */
  private static Variabel variabel(
      String namn, List<Variabel> variabler, String pointer, Faults faults) {
    for (var variabel : variabler) {
      if (variabel.kod().equalsIgnoreCase(namn)) {
        return variabel;
      }
    }
    for (var variabel : variabler) {
      if (variabel.roll() == Roll.TID && "time".equalsIgnoreCase(namn)
          || variabel.roll() == Roll.MATT && "ContentsCode".equalsIgnoreCase(namn)) {
        return variabel;
      }
    }
    faults.unreadable(
        pointer,
        "OKAND_VARIABEL",
        "Tabellen har ingen sådan variabel; den har "
            + variabler.stream().map(Variabel::kod).collect(Collectors.joining(", ")));
    return null;
  }

  /** What is in rows, and what in columns. */
  private record Uppdelning(List<Variabel> stub, List<Variabel> heading, boolean placerad) {}

  /**
   * Only one of the two told: the rest is in the other. None: measures and times are in columns.
   */
  private Uppdelning uppdelning(List<Variabel> kvar, List<Variabel> variabler, Faults faults) {
    var rader = placerade(stub, kvar, variabler, faults);
    var kolumner = placerade(heading, kvar, variabler, faults);
    if (stub.isEmpty() && heading.isEmpty()) {
      return new Uppdelning(
          kvar.stream().filter(v -> !iKolumn(v)).toList(),
          kvar.stream().filter(Fraga::iKolumn).toList(),
          false);
    }
    var resten = new ArrayList<>(kvar);
    resten.removeAll(rader);
    resten.removeAll(kolumner);
    if (stub.isEmpty()) {
      rader.addAll(resten);
    } else if (heading.isEmpty()) {
      kolumner.addAll(resten);
    } else if (!resten.isEmpty()) {
      faults.unreadable(
          "{stub}",
          "SAKNAS",
          "Varje variabel i svaret ska stå i stub eller heading, när båda anges; här saknas "
              + resten.stream().map(Variabel::kod).collect(Collectors.joining(", ")));
    }
    return new Uppdelning(List.copyOf(rader), List.copyOf(kolumner), true);
  }

  private static boolean iKolumn(Variabel variabel) {
    return variabel.roll() == Roll.MATT || variabel.roll() == Roll.TID;
  }

  private LinkedHashSet<Variabel> placerade(
      List<Namn> namn, List<Variabel> kvar, List<Variabel> variabler, Faults faults) {
    var placerade = new LinkedHashSet<Variabel>();
    for (var en : namn) {
      var variabel = variabel(en.variabel(), variabler, en.pointer(), faults);
      if (variabel == null) {
        continue;
      }
      boolean ocksaRad =
          namn == heading
              && stub.stream().anyMatch(s -> s.variabel().equalsIgnoreCase(en.variabel()));
      if (!kvar.contains(variabel)) {
        faults.unreadable(
            en.pointer(), "UTELAMNAD", "Variabeln " + variabel.kod() + " är inte med i svaret");
      } else if (!placerade.add(variabel) || ocksaRad) {
        faults.unreadable(
            en.pointer(), "DUBBLETT", "Variabeln " + variabel.kod() + " står två gånger");
      }
    }
    return placerade;
  }

  private static Utsnitt lagg(PxTabell tabell, Map<Variabel, int[]> valda, Uppdelning uppdelning) {
    var variabler = tabell.tabell().variabler();
    var steg = new LinkedHashMap<Variabel, Integer>();
    int ett = 1;
    int bas = 0;
    for (int v = variabler.size() - 1; v >= 0; v--) {
      var variabel = variabler.get(v);
      steg.put(variabel, ett);
      if (!valda.containsKey(variabel)) {
        bas += utelamnad(variabel) * ett;
      }
      ett *= variabel.varden().size();
    }
    return new Utsnitt(
        tabell,
        axlar(uppdelning.stub(), valda, steg),
        axlar(uppdelning.heading(), valda, steg),
        bas,
        uppdelning.placerad());
  }

  private static List<Axel> axlar(
      List<Variabel> variabler, Map<Variabel, int[]> valda, Map<Variabel, Integer> steg) {
    return variabler.stream().map(v -> new Axel(v, valda.get(v), steg.get(v))).toList();
  }

  /** Where the value stands that is meant when a variable is left out. */
  private static int utelamnad(Variabel variabel) {
    for (int i = 0; i < variabel.varden().size(); i++) {
      if (variabel.varden().get(i).kod().equals(variabel.eliminering())) {
        return i;
      }
    }
    throw new IllegalStateException(
        variabel.kod() + " is left out, and has no value " + variabel.eliminering());
  }
}
