package se.finsam.uppfoljning.oppnadata;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.problem.Faults;

/**
 * The values of an axis that codes and expressions choose, as PxWeb reads them: a code, {@code *}
 * first or last, {@code ?} for one character, {@code top(n,offset)}, {@code bottom(n,offset)},
 * {@code range(a,b)}, {@code from(a)} and {@code to(b)}, in any case.
 *
 * <p>Of time, top is the latest and bottom the earliest; of others the first and the last. What is
 * chosen keeps the order of the table.
 */
final class Uttryck {
  private static final Pattern FUNKTION =
      Pattern.compile("(top|bottom|range|from|to)\\((.*)\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ANTAL = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern FORSKJUTNING = Pattern.compile("[0-9]{1,9}");
  private static final Pattern STJARNA = Pattern.compile("\\*?[^*]*\\*?");

  private final Variabel variabel;
  private final int[] urval;
  private final String pointer;
  private final Faults faults;
  private final BitSet valda = new BitSet();
  private final Map<String, Integer> platser = new HashMap<>();

  /**
   * @param urval where the values stand that can be chosen: all, or those of a code list
   * @param pointer what the faults are told of
   */
  Uttryck(Variabel variabel, int[] urval, String pointer, Faults faults) {
    this.variabel = variabel;
    this.urval = urval;
    this.pointer = pointer;
    this.faults = faults;
    for (int i = 0; i < urval.length; i++) {
      platser.put(liten(variabel.varden().get(urval[i]).kod()), i);
    }
  }

  /** Where the values stand that one or more of the expressions choose, ascending. */
  int[] valj(List<String> uttryck) {
    uttryck.forEach(this::valj);
    return valda.stream().map(i -> urval[i]).toArray();
  }

  private void valj(String uttryck) {
    var kod = platser.get(liten(uttryck));
    var funktion = FUNKTION.matcher(uttryck);
    if (kod != null) {
      valda.set(kod);
    } else if (funktion.matches()) {
      funktion(liten(funktion.group(1)), delar(funktion.group(2)));
    } else if (uttryck.indexOf('*') >= 0 || uttryck.indexOf('?') >= 0) {
      monster(uttryck);
    } else {
      okant();
    }
  }

  private void funktion(String namn, List<String> delar) {
    switch (namn) {
      case "top", "bottom" -> antal(namn, delar);
      case "range" -> {
        if (delar.size() == 2) {
          mellan(platser.get(liten(delar.get(0))), platser.get(liten(delar.get(1))));
        } else {
          felForm();
        }
      }
      case "from" -> mellan(en(delar), Integer.valueOf(urval.length - 1));
      default -> mellan(Integer.valueOf(0), en(delar));
    }
  }

  private Integer en(List<String> delar) {
    return delar.size() == 1 ? platser.get(liten(delar.get(0))) : null;
  }

  private void antal(String namn, List<String> delar) {
    if (delar.isEmpty()
        || delar.size() > 2
        || !ANTAL.matcher(delar.get(0)).matches()
        || delar.size() == 2 && !FORSKJUTNING.matcher(delar.get(1)).matches()) {
      felForm();
      return;
    }
    int antal = Integer.parseInt(delar.get(0));
    int hoppa = delar.size() == 2 ? Integer.parseInt(delar.get(1)) : 0;
    boolean bakifran = namn.equals("top") == (variabel.roll() == Roll.TID);
    for (int n = hoppa; n < Math.min((long) hoppa + antal, urval.length); n++) {
      valda.set(bakifran ? urval.length - 1 - n : n);
    }
    if (hoppa >= urval.length) {
      okant();
    }
  }

  private void mellan(Integer forsta, Integer sista) {
    if (forsta == null || sista == null) {
      okant();
    } else {
      valda.set(Math.min(forsta, sista), Math.max(forsta, sista) + 1);
    }
  }

  private void monster(String uttryck) {
    if (!STJARNA.matcher(uttryck).matches()) {
      felForm();
      return;
    }
    var regex = new StringBuilder();
    for (char c : liten(uttryck).toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    var monster = Pattern.compile(regex.toString());
    var traffar =
        IntStream.range(0, urval.length)
            .filter(i -> monster.matcher(liten(variabel.varden().get(urval[i]).kod())).matches())
            .toArray();
    for (int i : traffar) {
      valda.set(i);
    }
    if (traffar.length == 0) {
      okant();
    }
  }

  private void felForm() {
    faults.unreadable(
        pointer,
        "FEL_FORM",
        "Uttrycket har inte rätt form; skriv koder, * först eller sist, ?, top(n), top(n,hoppa), bottom(n), range(a,b), from(a) eller to(b)");
  }

  private void okant() {
    faults.unreadable(
        pointer,
        "OKANT_VARDE",
        "Variabeln " + variabel.kod() + " har inget sådant värde; /metadata räknar upp dem");
  }

  private static String liten(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * What commas separate, but not those inside parentheses or brackets; brackets around a whole
   * part are taken away.
   */
  static List<String> delar(String text) {
    var delar = new ArrayList<String>();
    int djup = 0;
    int fran = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      if (i == text.length() || c == ',' && djup == 0) {
        var del = text.substring(fran, i).strip();
        boolean omgiven = del.startsWith("[") && del.endsWith("]");
        delar.add(omgiven ? del.substring(1, del.length() - 1) : del);
        fran = i + 1;
      }
      djup += c == '(' || c == '[' ? 1 : (c == ')' || c == ']') && djup > 0 ? -1 : 0;
    }
    return delar;
  }
}
