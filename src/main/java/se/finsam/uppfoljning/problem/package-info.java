/**
 * Refusals: every 4xx and 5xx as problem+json (RFC 9457), and the strict reading that finds all
 * faults of a request at once.
 *
 * <p>Start with {@link se.finsam.uppfoljning.problem.Json}, which reads bodies, and {@link
 * se.finsam.uppfoljning.problem.ProblemType}, the list of kinds. Personal numbers are recognised
 * here. Rules of the domain are not: they live in their rooms and add to {@link
 * se.finsam.uppfoljning.problem.Faults}. Imports no other room.
 */
package se.finsam.uppfoljning.problem;
