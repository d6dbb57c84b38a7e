package se.finsam.uppfoljning.sammanstallning;

import java.time.Instant;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;

/**
 * What a rollup is asked for.
 *
 * @param ar the year
 * @param t the instant as of which it is told
 */
public record Urval(Ar ar, Instant t) {

  /**
   * How many of the year's quarters have ended at t. Besides what has been received, this is all
   * that time itself does to the figures.
   */
  int avslutadeKvartal() {
    return (int)
        IntStream.rangeClosed(1, 4)
            .mapToObj(nummer -> new Kvartal(ar.ar(), nummer).slut().plusDays(1))
            .filter(efter -> !efter.atStartOfDay(Ar.SVERIGE).toInstant().isAfter(t))
            .count();
  }
}
