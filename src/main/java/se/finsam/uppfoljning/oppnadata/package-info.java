/**
 * Open data, without login: the open tables of published yearly extracts, spoken as PxWebApi 2, and
 * told to dataportal.se as DCAT-AP-SE. It reads what was protected when it was published, never a
 * registration.
 */
package se.finsam.uppfoljning.oppnadata;
