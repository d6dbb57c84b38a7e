/**
 * Disclosure control: which cells of a released table must be hidden so that nobody can work out a
 * small group from those that are shown. Pure functions without database or HTTP; imports no other
 * room.
 */
package se.finsam.uppfoljning.rojandekontroll;
