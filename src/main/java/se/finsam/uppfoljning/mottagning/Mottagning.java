package se.finsam.uppfoljning.mottagning;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An accepted write: its number, its public id, and the instant from which it is known.
 *
 * @param nr internal key, to which the rows of the write refer
 * @param id public id
 * @param mottagen time of receipt, microseconds
 */
public record Mottagning(long nr, UUID id, Instant mottagen) {

  /** What was written. */
  @Schema(name = "HandelseSlag", description = "Vad som skrevs")
  public enum Slag {
    KODLISTA,
    FORBUND,
    INSATS,
    REGISTRERING,
    TIDPLAN,
    UPPLASNING,
    ATTEST,
    EKONOMI,
    DELTAGARANSVARIG,
    ARSUTTAG
  }
}
