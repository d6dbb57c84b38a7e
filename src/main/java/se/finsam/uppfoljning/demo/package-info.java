/**
 * Demo data: the published year 2023, sent through the ordinary write path. Only in the dev profile
 * and in tests; the built service has no class of this room that runs. Imports attest,
 * registrering, ekonomi, insats, forbund, format, kodlista, mottagning, period, security, problem.
 */
package se.finsam.uppfoljning.demo;
