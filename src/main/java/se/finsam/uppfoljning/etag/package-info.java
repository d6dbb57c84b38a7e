/** Conditional requests: who may overwrite what, and who has it already. Imports problem. */
package se.finsam.uppfoljning.etag;
