package se.finsam.uppfoljning.sida;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * One resource, and the instant as of which it is told.
 *
 * @param resurs the resource; its members stand beside perTidpunkt
 * @param perTidpunkt the instant
 */
public record PerTidpunkt<T>(@JsonUnwrapped T resurs, Instant perTidpunkt) {}
