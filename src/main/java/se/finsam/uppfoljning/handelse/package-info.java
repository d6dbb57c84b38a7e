/**
 * The audit log: who did what and when, told from the versions themselves, so that no log can
 * disagree with them.
 *
 * <p>It reads other rooms' tables and imports none of their classes. Imports mottagning, etag,
 * sida, security (the roles), problem.
 */
package se.finsam.uppfoljning.handelse;
