/**
 * National rollups: what the registrations of all förbund say together, live and as known at any
 * instant; what a figure is made of, and what has moved.
 *
 * <p>{@link se.finsam.uppfoljning.sammanstallning.Summor} is the SQL of every figure of a förbund,
 * {@link se.finsam.uppfoljning.sammanstallning.Grunder} keeps them, and {@code Rakning} adds them
 * up to tables. {@link se.finsam.uppfoljning.sammanstallning.Utskrift} makes files of these. It
 * reads other rooms' tables and imports none of their classes. Rules R9, R15 and R17 live here.
 * Free cross tabulation is not here: see {@code statistik}. Imports mottagning, kodlista, format,
 * period, etag, sida, security (the roles), problem.
 */
package se.finsam.uppfoljning.sammanstallning;
