package se.finsam.uppfoljning.sammanstallning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;

/**
 * What a rollup is asked for.
 *
 * @param ar the year
 * @param t the instant as of which it is told
 * @param struktur förbund as they were, or as they are today
 * @param forbund codes of the förbund that count, after the structure; empty for all
 * @param lan länskoder of the förbund that count, likewise
 */
public record Urval(Ar ar, Instant t, Struktur struktur, Set<String> forbund, Set<String> lan) {

  /** The whole country, as it was. */
  public Urval(Ar ar, Instant t) {
    this(ar, t, Struktur.DAVARANDE, Set.of(), Set.of());
  }

  /**
   * How many of the year's quarters have ended at t. Besides what has been received, this is all
   * that time itself does to the figures of förbund as they were.
   */
  int avslutadeKvartal() {
    return (int)
        IntStream.rangeClosed(1, 4)
            .mapToObj(nummer -> new Kvartal(ar.ar(), nummer).slut().plusDays(1))
            .filter(efter -> !efter.atStartOfDay(Ar.SVERIGE).toInstant().isAfter(t))
            .count();
  }

  /** The Swedish day of t. */
  LocalDate dag() {
    return LocalDate.ofInstant(t, Ar.SVERIGE);
  }

  /** The same of the year before. */
  Urval aretFore() {
    return new Urval(new Ar(ar.ar() - 1), t, struktur, forbund, lan);
  }

  /** The same of the same year at another instant. */
  Urval vid(Instant annan) {
    return new Urval(ar, annan, struktur, forbund, lan);
  }

  /**
   * What follows from the question and from time alone. With the version of the data it says which
   * figures these are.
   */
  String laget() {
    return ar
        + "-"
        + avslutadeKvartal()
        + (struktur == Struktur.DAGENS ? "-" + dag() : "")
        + (forbund.isEmpty() && lan.isEmpty()
            ? ""
            : "-" + String.join(".", forbund) + "-" + String.join(".", lan));
  }

  /** The same of all that stands in an answer: a merger comes about when its day has come. */
  String dagslaget() {
    return laget() + "-" + dag();
  }
}
