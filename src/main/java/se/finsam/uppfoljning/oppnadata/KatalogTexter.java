package se.finsam.uppfoljning.oppnadata;

import java.util.LinkedHashMap;
import java.util.Map;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;

/** What the catalogue says in English, where the tables themselves are in Swedish. */
class KatalogTexter {
  /** Words to search for, Swedish and English, in order. */
  static final Map<String, String> NYCKELORD = nyckelord();

  /** Of a table. */
  record Engelsk(String titel, String beskrivning) {}

  private static final Map<String, Engelsk> TABELLER =
      Map.of(
          "tackning",
          new Engelsk(
              "Coverage",
              "How many of the coordination associations (förbund) have begun and attested their quarters, and how many quarters are registered, by county and förbund."),
          "insatser",
          new Engelsk(
              "Activities by kind",
              "Number and share of activities (insatser), by whether they are for individuals or structural, and by kind."),
          "malgrupper",
          new Engelsk(
              "Activities by target group",
              "Number of activities (insatser) and of förbund that have them, by target group. A target group belongs to the activity, not to its participants."),
          "deltagare",
          new Engelsk(
              "Participants",
              "Participants in activities, not unique persons, by region, kind of activity and sex: of the year, those under way when it began, and the new. Small counts are hidden."),
          "deltagare-kvartal",
          new Engelsk(
              "New participants by quarter",
              "New participants in activities, not unique persons, quarter by quarter, by region, kind of activity and sex. Small counts are hidden."),
          "personal",
          new Engelsk(
              "Staff reached",
              "Staff reached by structural activities, by region and kind, of the year and its quarters; never to be added to participants. Small counts are hidden."),
          "ekonomi",
          new Engelsk("Money", "Contributions, budget and outcome of the förbund, whole kronor."),
          "planering",
          new Engelsk(
              "Plan and outcome",
              "Planned and actual participants, outcome in kronor and cost per participant, by förbund. Costs cannot be compared between activities."),
          "rattelser",
          new Engelsk(
              "Late, corrected and withdrawn registrations",
              "How many registrations came late, were corrected or withdrawn, by förbund."));

  private KatalogTexter() {}

  /** A table that has no English yet is told by its own title, so that nothing is left out. */
  static Engelsk engelsk(OppenTabell tabell) {
    return TABELLER.getOrDefault(
        tabell.namn(), new Engelsk(tabell.titel(), tabell.titel() + " (in Swedish)."));
  }

  /** Whether its time goes by quarters. */
  static boolean kvartalsvis(OppenTabell tabell) {
    return tabell.variabler().stream()
        .filter(v -> v.roll() == Roll.TID)
        .flatMap(v -> v.varden().stream())
        .anyMatch(v -> v.kod().contains("K"));
  }

  private static Map<String, String> nyckelord() {
    var ord = new LinkedHashMap<String, String>();
    ord.put("finsam", "financial coordination");
    ord.put("samordningsförbund", "coordination associations");
    ord.put("rehabilitering", "rehabilitation");
    ord.put("insatser", "activities");
    ord.put("deltagare", "participants");
    return ord;
  }
}
