package se.finsam.uppfoljning.arsuttag;

import java.time.Instant;
import java.time.LocalDate;
import se.finsam.uppfoljning.period.Ar;

/**
 * The rules by which the content of an extract is made: what is counted, and how it is written.
 *
 * <p>When a rule changes, so that the same registrations would give other bytes, it becomes a new
 * set of rules with a new version, and the old one stays: an extract is verified by the rules it
 * was made with.
 */
interface Regelverk {

  /** The version, kept with every extract; never used for other rules. */
  String version();

  /** The content of the extract of a year, as of an instant. The same registrations, the same. */
  Dokument innehall(Ar ar, LocalDate uttagsdatum, Instant t);
}
