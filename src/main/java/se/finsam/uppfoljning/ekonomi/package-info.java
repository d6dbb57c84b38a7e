/**
 * The money of a förbund and of an insats, year by year, and the planned number of deltagare.
 *
 * <p>Whole kronor. Unknown is null, never 0 (R17). Imports insats, forbund, kodlista, mottagning,
 * period, etag, sida, security, problem.
 */
package se.finsam.uppfoljning.ekonomi;
