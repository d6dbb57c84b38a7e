/**
 * Disclosure control: which cells of a published table must be hidden, as pure functions without
 * database or HTTP.
 *
 * <p>Nothing is published yet, so nothing is here yet. It will protect what {@code arsuttag}
 * publishes. Imports no other room.
 */
package se.finsam.uppfoljning.rojandekontroll;
