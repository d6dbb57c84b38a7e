package se.finsam.uppfoljning.oppnadata;

import java.util.Map;
import java.util.TreeMap;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;

/**
 * The signs of cells without a value, the same in every form. They are those of PX files, in which
 * a dash is a true zero; a zero is a number here.
 */
final class Tecken {
  private Tecken() {}

  /** The sign of a status, null where there is a value. */
  static String av(Status status) {
    return status == null
        ? null
        : switch (status) {
          case DELVIS -> "d";
          case UNDERTRYCKT -> "..";
          case EJ_REDOVISAT -> "...";
          case EJ_TILLAMPLIGT -> ".";
        };
  }

  /** What a status means, for people. */
  static String forklaring(Status status) {
    return switch (status) {
      case DELVIS -> "Delvis: summan av det som är känt; en del är okänd";
      case UNDERTRYCKT ->
          "Skyddad: värdet visas inte, för att ingen liten grupp ska kunna räknas fram; det kan vara vilket som helst";
      case EJ_REDOVISAT -> "Ej redovisad: ingen har lämnat uppgiften; inte noll";
      case EJ_TILLAMPLIGT -> "Ej tillämplig: en sådan uppgift kan inte finnas";
    };
  }

  /** What each sign means. */
  static Map<String, String> forklaringar() {
    var forklaringar = new TreeMap<String, String>();
    for (var status : Status.values()) {
      forklaringar.put(av(status), forklaring(status));
    }
    return forklaringar;
  }

  /** The status that each sign stands for. */
  static Map<String, String> koder() {
    var koder = new TreeMap<String, String>();
    for (var status : Status.values()) {
      koder.put(av(status), status.name());
    }
    return koder;
  }
}
