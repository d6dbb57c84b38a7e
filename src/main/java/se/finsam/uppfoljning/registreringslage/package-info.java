/**
 * The coverage of a quarter: where every förbund stands, and which insatser lack a registration.
 *
 * <p>{@link se.finsam.uppfoljning.registreringslage.Registreringslagen} is the specification of the
 * states and of which goes before which. It reads other rooms' tables, and asks tidplan for the
 * quarter's days. The coverage of a year is in {@code sammanstallning}. Rules R16 and R17. Imports
 * tidplan, mottagning, period, etag, sida, security (the roles), problem.
 */
package se.finsam.uppfoljning.registreringslage;
