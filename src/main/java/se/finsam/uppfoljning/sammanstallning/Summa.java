package se.finsam.uppfoljning.sammanstallning;

import java.util.Map;

/**
 * A sum of what is known, that remembers what is not: unknown is never 0 (R17).
 *
 * @param kant the sum of the known parts, null if none is
 * @param saknas how many parts are unknown
 */
record Summa(Long kant, long saknas) {
  /** The sum of no parts. */
  static final Summa INGET = new Summa(null, 0);

  /** One part that somebody ought to have told, and has or has not. */
  static Summa del(Long varde) {
    return new Summa(varde, varde == null ? 1 : 0);
  }

  Summa plus(Summa annan) {
    var summa =
        kant == null
            ? annan.kant
            : annan.kant == null ? kant : Long.valueOf(Math.addExact(kant, annan.kant));
    return new Summa(summa, saknas + annan.saknas);
  }

  Summa minus() {
    return new Summa(kant == null ? null : Long.valueOf(-kant), saknas);
  }

  /** The value; what is missing in it is named in the status. */
  Long skriv(String figur, Map<String, String> status) {
    if (kant == null) {
      status.put(figur, "EJ_REDOVISAT");
    } else if (saknas > 0) {
      status.put(figur, "DELVIS");
    }
    return kant;
  }
}
