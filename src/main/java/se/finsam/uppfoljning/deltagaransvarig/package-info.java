/**
 * Who may send the counts of which insats: the persons that a förbund has coupled (dossier section
 * 6).
 *
 * <p>What a coupling lets a person see and send is decided by {@code far_se_insats} in the
 * database, in the rooms that ask it. Imports forbund, mottagning, etag, sida, security, problem.
 */
package se.finsam.uppfoljning.deltagaransvarig;
