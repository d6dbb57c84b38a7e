/**
 * The yearly extract (årsuttag): what {@code sammanstallning} says of a year as of a date, frozen
 * with a checksum, published once, replaced or withdrawn, and proved again from the registrations.
 *
 * <p>What is open of it is made here too, protected by {@code rojandekontroll} when it is
 * published. How the open tables are asked for is not here: see {@code oppnadata}.
 */
package se.finsam.uppfoljning.arsuttag;
