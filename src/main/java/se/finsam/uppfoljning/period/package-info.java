/**
 * Valid time: years and quarters, as values that read and write themselves.
 *
 * <p>Transaction time, when something became known, is not here: see {@code mottagning}. Imports
 * problem.
 */
package se.finsam.uppfoljning.period;
