/**
 * How often one client address may ask for what is open without login. An operation is marked with
 * {@link se.finsam.uppfoljning.takt.Takt}; what it answers is not here. Imports problem and
 * mottagning (the clock).
 */
package se.finsam.uppfoljning.takt;
