/**
 * Registrations: what a förbund reports for one insats and one quarter, every version kept.
 *
 * <p>Rules R5, R11, R12, R13, R17 and R18 live here, and what looks odd without breaking one. When
 * a quarter is due and locked is said by {@code tidplan}; sums over förbund are {@code
 * sammanstallning}'s. Imports tidplan, forbund, mottagning, format, period, etag, sida, security,
 * problem.
 */
package se.finsam.uppfoljning.registrering;
