/**
 * Registrations: what a förbund reports for one insats and one quarter, every version kept.
 *
 * <p>Rules R5, R11, R12, R13, R17 and R18 live here. Sums over förbund do not: see {@code
 * sammanstallning}. Warnings, the time plan (R16), attest, and other ways in than JSON will live
 * here. Imports forbund, mottagning, period, etag, sida, security, problem.
 */
package se.finsam.uppfoljning.registrering;
