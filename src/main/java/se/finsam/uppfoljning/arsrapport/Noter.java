package se.finsam.uppfoljning.arsrapport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The document's notes as people read them. They are written for those who read the figures as data
 * and name its members and statuses; here these are called what the report calls them.
 */
final class Noter {
  private static final Map<String, String> ORD = ord();
  private static final Pattern KODER =
      Pattern.compile(
          ORD.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"))
              + "|\\b-(?= )");

  private Noter() {}

  private static Map<String, String> ord() {
    var ord = new LinkedHashMap<String, String>();
    ord.put("DELVIS:", "Tal märkta d:");
    ord.put("EJ_REDOVISAT", "ej redovisat");
    ord.put("UNDERTRYCKT", "dolt (..)");
    ord.put("DELVIS", "märkt d");
    ord.put("SEN:", "Sen:");
    ord.put("tilldeladeMedelKr", "tilldelade medel");
    ord.put("insats...Kr", "insatsernas kostnader");
    ord.put("resultatKr", "resultat");
    ord.put("egetKapitalKr", "eget kapital");
    ord.put("admUtfallKr", "utfall för administration");
    ord.put("insatsUtfallKr", "utfall för insatser");
    ord.put("kostnadPerDeltagareKr", "kostnad per deltagare");
    ord.put("andring...", "ändring");
    ord.put(" - ", " − ");
    return ord;
  }

  static String lasbar(String not) {
    var text =
        KODER
            .matcher(not)
            .replaceAll(m -> Matcher.quoteReplacement(ORD.getOrDefault(m.group(), m.group())));
    text = Svenska.ren(text).strip();
    if (text.isEmpty()) {
      return text;
    }
    int forsta = text.offsetByCodePoints(0, 1);
    var slut = text.matches("(?s).*[.!?]") ? "" : ".";
    return text.substring(0, forsta).toUpperCase(java.util.Locale.ROOT)
        + text.substring(forsta)
        + slut;
  }
}
