/**
 * A förbund's word that a quarter is complete, and whether it still is.
 *
 * <p>A registration received after it breaks it, visibly. A nil report is an attest, not silence
 * (R17). Imports tidplan, forbund, mottagning, period, etag, sida, security, problem.
 */
package se.finsam.uppfoljning.attest;
