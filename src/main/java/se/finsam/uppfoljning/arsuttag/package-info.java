/**
 * The yearly extract: what {@code sammanstallning} says as of a date, frozen with a checksum.
 *
 * <p>Not built yet. Until it is, {@code perTidpunkt} on the rollups gives the same figures.
 */
package se.finsam.uppfoljning.arsuttag;
