package se.finsam.uppfoljning.sammanstallning;

import java.time.Instant;
import se.finsam.uppfoljning.period.Ar;

/**
 * What a rollup is asked for.
 *
 * @param ar the year
 * @param t the instant as of which it is told
 */
public record Urval(Ar ar, Instant t) {}
