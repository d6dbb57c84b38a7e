/**
 * The database connection: an embedded PostgreSQL when no other is configured, and the way SQL is
 * asked.
 *
 * <p>No SQL of the domain belongs here: each room keeps its own, above the method that asks.
 * Imports security only by order of start, no classes.
 */
package se.finsam.uppfoljning.database;
