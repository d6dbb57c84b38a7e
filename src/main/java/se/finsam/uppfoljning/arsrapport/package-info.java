/**
 * The report that a person reads of a yearly extract: HTML with charts, and the same as PDF. It is
 * made of the extract's content alone, with no database, so that it says what was frozen.
 */
package se.finsam.uppfoljning.arsrapport;
