/**
 * When a quarter is due, late and locked, and for whom it has been reopened (R16).
 *
 * <p>Three dates of a quarter, all of them Swedish days and inclusive; the defaults and the one
 * definition of "locked" are SQL functions (R__tidplan). What is refused after them is for the
 * rooms that receive: they ask {@link se.finsam.uppfoljning.tidplan.Tidplaner#kontrolleraOppet}.
 * Imports forbund, mottagning, period, etag, sida, security, problem.
 */
package se.finsam.uppfoljning.tidplan;
