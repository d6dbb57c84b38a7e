package se.finsam.uppfoljning.takt;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Counts the calls of each client address, and refuses with 429 those that are more than {@code
 * finsam.oppnadata.anrop} in {@code finsam.oppnadata.tidsfonster} seconds.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Takt {}
