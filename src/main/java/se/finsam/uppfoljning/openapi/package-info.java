/**
 * The API as a whole: its document, its version, and the headers of every answer. Knows nothing of
 * the domain.
 */
package se.finsam.uppfoljning.openapi;
