/**
 * Free cross tabulation of the national figures: any measure by any grouping, as known at any
 * instant.
 *
 * <p>{@link se.finsam.uppfoljning.statistik.Matt} says what each measure means and over what it may
 * be added, {@link se.finsam.uppfoljning.statistik.Tabulering} is the SQL. The fixed tables of the
 * yearly report are not here: see {@code sammanstallning}. Imports sammanstallning, format,
 * mottagning, period, etag, sida, security (the roles), problem.
 */
package se.finsam.uppfoljning.statistik;
