package se.finsam.uppfoljning.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The query parameters of an operation whose clients write their names in any case, and put a
 * variable in brackets after some of them: {@code valueCodes[tid]=2023}. They are read with {@link
 * Query}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AnyCase {
  /** Names that may stand once. */
  String[] value();

  /** Names that may stand several times. */
  String[] repeated() default {};

  /** Names that have a variable in brackets, and may stand once for each. */
  String[] bracketed() default {};

  /** Names that have a variable in brackets, and may stand several times for each. */
  String[] bracketedLists() default {};
}
