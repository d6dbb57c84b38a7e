package se.finsam.uppfoljning.sammanstallning;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import se.finsam.uppfoljning.problem.Faults;

/** Parameters that name codes, several by repetition or with commas between. */
public final class Koder {
  /** What a code can look like; anything else is not repeated. */
  private static final Pattern SKRIVBAR = Pattern.compile("[A-Za-z0-9_().-]{1,64}");

  private static final int MOST = 1_000;

  private Koder() {}

  /** The values of a parameter in the order they were sent, each once. */
  public static Set<String> lista(String parameter, List<String> sant, Faults faults) {
    var koder = new LinkedHashSet<String>();
    for (var ett : sant) {
      for (var kod : ett.split(",", -1)) {
        koder.add(kod.strip());
      }
    }
    if (koder.size() > MOST) {
      faults.rule("{" + parameter + "}", "FOR_MANGA", "Högst " + MOST + " värden anges");
      return Set.of();
    }
    return koder;
  }

  /** The values, of which each that is not known is a fault that names it. */
  public static Set<String> kanda(
      String parameter, List<String> sant, Collection<String> kanda, Faults faults) {
    var koder = lista(parameter, sant, faults);
    for (var kod : koder) {
      if (!kanda.contains(kod)) {
        okand(parameter, kod, faults);
      }
    }
    return koder;
  }

  /** Says that a code is not known, and which. */
  public static void okand(String parameter, String kod, Faults faults) {
    faults.rule(
        "{" + parameter + "}",
        "OKAND_KOD",
        SKRIVBAR.matcher(kod).matches()
            ? parameter + ": koden " + kod + " finns inte"
            : parameter + ": ett värde är ingen kod");
  }
}
