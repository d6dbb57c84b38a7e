/**
 * The money of a förbund and of an insats, year by year, and the planned number of deltagare.
 *
 * <p>Whole kronor. Unknown is null, never 0 (R17). What the money says of a year together is in
 * {@code sammanstallning}. Imports forbund, kodlista, mottagning, period, etag, sida, security,
 * problem; of insats only the tables.
 */
package se.finsam.uppfoljning.ekonomi;
