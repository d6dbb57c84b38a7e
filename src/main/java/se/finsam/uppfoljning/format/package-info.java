/**
 * Tables as files: CSV and XLSX, read into rows that know their line and column, and written from
 * rows.
 *
 * <p>Nothing here knows what the columns mean. Imports problem.
 */
package se.finsam.uppfoljning.format;
