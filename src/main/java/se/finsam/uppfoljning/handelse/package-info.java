/**
 * The audit log: who did what and when, told from the versions themselves, so that no log can
 * disagree with them.
 *
 * <p>Imports mottagning, sida, security, problem.
 */
package se.finsam.uppfoljning.handelse;
