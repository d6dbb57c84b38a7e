package se.finsam.uppfoljning.arsrapport;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A row of a table, or its total, read so that a hidden figure cannot be had: what the row's status
 * names is never read, even where a value should stand beside it by mistake.
 */
record Rad(JsonNode json) {
  static final String DOLD = "..";
  static final String EJ_REDOVISAT = "ej redovisat";
  static final String FINNS_INTE = ".";

  /**
   * They follow from others: where one of the row is hidden and they are not there, so are they.
   */
  private static final Set<String> FOLJER =
      Set.of("totalt", "andel", "taljare", "namnare", "kostnadPerDeltagareKr");

  /** How a figure stands. */
  enum Lage {
    KAND,
    DELVIS,
    DOLD,
    EJ_REDOVISAT,
    FINNS_INTE
  }

  String text(String namn) {
    return json.path(namn).asText("");
  }

  Lage lage(String namn) {
    var varde = json.path(namn);
    return switch (json.path("status").path(namn).asText("")) {
      case "UNDERTRYCKT" -> Lage.DOLD;
      case "EJ_REDOVISAT" -> Lage.EJ_REDOVISAT;
      case "DELVIS" -> varde.isNumber() ? Lage.DELVIS : Lage.EJ_REDOVISAT;
      default -> varde.isNumber() ? Lage.KAND : utan(namn);
    };
  }

  private Lage utan(String namn) {
    return FOLJER.contains(namn) && nagotDolt() ? Lage.DOLD : Lage.FINNS_INTE;
  }

  private boolean nagotDolt() {
    for (var status : json.path("status")) {
      if (status.asText().equals("UNDERTRYCKT")) {
        return true;
      }
    }
    return false;
  }

  boolean delvis(String namn) {
    return lage(namn) == Lage.DELVIS;
  }

  /** The value, null where there is none to show. */
  BigDecimal varde(String namn) {
    return switch (lage(namn)) {
      case KAND, DELVIS -> json.path(namn).decimalValue();
      case DOLD, EJ_REDOVISAT, FINNS_INTE -> null;
    };
  }

  /** The figure as it stands in a table. */
  String tal(String namn) {
    return visa(namn, Svenska.tal(varde(namn)));
  }

  /** Money in a sentence: the unit always beside it. */
  String kronor(String namn) {
    var varde = varde(namn);
    return varde == null ? iMening(namn) : Svenska.tal(varde) + Svenska.FAST + "kr";
  }

  /** The figure as it stands in a sentence, where a mark alone would not be understood. */
  String iMening(String namn) {
    return switch (lage(namn)) {
      case KAND, DELVIS -> Svenska.tal(varde(namn));
      case DOLD -> ".." + Svenska.FAST + "(dolt)";
      case EJ_REDOVISAT -> "ej redovisat antal";
      case FINNS_INTE -> "inget tal för";
    };
  }

  /**
   * A share beside what it is a share of. It tells its parts, so that it is hidden as soon as any
   * of them is.
   *
   * @param delar the figures that it could give away, besides its own parts
   */
  String andel(String... delar) {
    return andel(false, delar);
  }

  String andelIMening(String... delar) {
    return andel(true, delar);
  }

  private String andel(boolean mening, String... delar) {
    boolean dold =
        Stream.concat(Stream.of("andel", "taljare", "namnare"), Stream.of(delar))
            .anyMatch(d -> lage(d) == Lage.DOLD);
    if (dold) {
      return mening ? DOLD + Svenska.FAST + "(dolt)" : DOLD;
    }
    var andel = varde("andel");
    if (andel == null) {
      return mening ? iMening("andel") : visa("andel", null);
    }
    return "%s (%s av %s)"
        .formatted(
            Svenska.procent(andel), tal("taljare"), tal("namnare").replace(' ', Svenska.FAST));
  }

  /** A change, with its sign. */
  String andring(String namn) {
    return visa(namn, Svenska.andring(varde(namn)));
  }

  private String visa(String namn, String tal) {
    return switch (lage(namn)) {
      case KAND, DELVIS -> tal;
      case DOLD -> DOLD;
      case EJ_REDOVISAT -> EJ_REDOVISAT;
      case FINNS_INTE -> FINNS_INTE;
    };
  }
}
