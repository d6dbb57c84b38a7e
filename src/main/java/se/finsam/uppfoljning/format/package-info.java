/**
 * Tables as files: CSV and XLSX, read into rows that know their line and column, and written from
 * rows; JSON-stat, written from cells.
 *
 * <p>Start with {@link se.finsam.uppfoljning.format.Inlast}, which reads, {@link
 * se.finsam.uppfoljning.format.Filer} and {@link se.finsam.uppfoljning.format.JsonStat}, which
 * write, and {@link se.finsam.uppfoljning.format.Format}, which says in what form an answer is
 * wanted. Nothing here knows what the columns mean. Imports problem, sida.
 */
package se.finsam.uppfoljning.format;
