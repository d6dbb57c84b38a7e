/**
 * Who may send the counts of which insats: the persons that a förbund has coupled (dossier section
 * 6).
 *
 * <p>Imports insats, forbund, mottagning, etag, sida, security, problem.
 */
package se.finsam.uppfoljning.deltagaransvarig;
