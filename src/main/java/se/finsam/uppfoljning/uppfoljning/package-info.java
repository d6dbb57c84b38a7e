/**
 * A förbund's own follow-up of a year: its insatser quarter by quarter, plan against outcome, what
 * is missing or late, itself a year before, and the nation's medians.
 *
 * <p>{@link se.finsam.uppfoljning.uppfoljning.Figurer} is the specification of every figure; it
 * reads other rooms' tables and imports none of their classes. Of other förbund nothing but a
 * median over at least five leaves it. Imports format, forbund (the key), kodlista (the labels),
 * mottagning, period, etag, sida, security, problem.
 */
package se.finsam.uppfoljning.uppfoljning;
