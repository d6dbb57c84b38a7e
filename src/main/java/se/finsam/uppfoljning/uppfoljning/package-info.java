/**
 * A förbund's own follow-up of a year: its insatser quarter by quarter, plan against outcome, what
 * is missing or late, itself a year before, and the nation's medians.
 *
 * <p>The SQL reads other rooms' tables. Imports format, forbund, tidplan, mottagning, period, etag,
 * sida, security, problem.
 */
package se.finsam.uppfoljning.uppfoljning;
