/**
 * The register of samordningsförbund, and the key with which every other room asks for a förbund's
 * data.
 *
 * <p>R8 lives here. {@link se.finsam.uppfoljning.forbund.Forbunden#nr} and {@link
 * se.finsam.uppfoljning.forbund.Forbunden#ensam} hold the rule that another's förbund does not
 * exist. A förbund's money per year will live here too. Imports mottagning, etag, sida, security,
 * problem.
 */
package se.finsam.uppfoljning.forbund;
