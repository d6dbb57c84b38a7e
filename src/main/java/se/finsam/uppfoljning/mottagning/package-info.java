/**
 * Transaction time: every accepted write is received once, at an instant that decides what was
 * known when.
 *
 * <p>{@link se.finsam.uppfoljning.mottagning.Mottagningar} gives writers their instant and readers
 * theirs, {@link se.finsam.uppfoljning.mottagning.Tidsrymd} the time between two, {@link
 * se.finsam.uppfoljning.mottagning.Idempotens} makes a repeated POST one. What was written is not
 * here: each room keeps its own versions. Imports period, sida, etag, security, problem.
 */
package se.finsam.uppfoljning.mottagning;
