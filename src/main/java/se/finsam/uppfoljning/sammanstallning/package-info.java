/**
 * National rollups: what the registrations of all förbund say together, live and as known at any
 * instant.
 *
 * <p>{@link se.finsam.uppfoljning.sammanstallning.Summor} is the specification of every figure; it
 * reads other rooms' tables and imports none of their classes. Rules R9, R15 and R17 live here.
 * Free cross tabulation, regional and dagens structure, other formats and explanations will live
 * here too. Imports mottagning, period, etag, sida, security (the roles), problem.
 */
package se.finsam.uppfoljning.sammanstallning;
