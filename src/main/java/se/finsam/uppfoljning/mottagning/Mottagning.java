package se.finsam.uppfoljning.mottagning;

import java.time.Instant;
import java.util.UUID;

/**
 * An accepted write: its number, its public id, and the instant from which it is known.
 *
 * @param nr internal key, to which the rows of the write refer
 * @param id public id
 * @param mottagen time of receipt, microseconds
 */
public record Mottagning(long nr, UUID id, Instant mottagen) {

  /** What was written. */
  public enum Slag {
    KODLISTA,
    FORBUND,
    INSATS,
    REGISTRERING,
    TIDPLAN,
    UPPLASNING,
    ATTEST,
    EKONOMI,
    DELTAGARANSVARIG
  }
}
