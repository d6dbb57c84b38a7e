/**
 * Insatser: what the förbund finance, aimed at individuals or at structure.
 *
 * <p>Rules R1, R2, R3, R4, R5, R7, R10, R11 and R14 live here. What is registered on an insats does
 * not: see {@code registrering}; nor who is coupled to it: {@code far_se_insats} in the database
 * tells. Imports forbund, kodlista, mottagning, period, etag, sida, security, problem.
 */
package se.finsam.uppfoljning.insats;
