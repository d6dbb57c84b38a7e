/**
 * Code lists: the words that everybody must spell alike (dossier section 5).
 *
 * <p>What the law settles is an enum, what SCB settles a reference table, and målgrupper, which
 * change with the regleringsbrev, a versioned table. R3 begins here. Imports mottagning, etag,
 * sida, security, problem.
 */
package se.finsam.uppfoljning.kodlista;
