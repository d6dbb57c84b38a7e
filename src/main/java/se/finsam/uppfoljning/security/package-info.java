/**
 * Who may do what: the caller, the roles, and the key that tokens are verified with (contract
 * section 3).
 *
 * <p>What a caller may see of the domain is decided in the query of the room that owns it: bind
 * {@link se.finsam.uppfoljning.security.Caller}'s förbund codes there. Imports problem.
 */
package se.finsam.uppfoljning.security;
