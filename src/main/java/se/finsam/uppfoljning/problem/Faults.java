package se.finsam.uppfoljning.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All that is wrong with one request, gathered before it is refused. */
public final class Faults {
  /** As many as 2 000 rows of 12 columns can have; of more, only that there are more is told. */
  public static final int MOST = 25_000;

  private static final Fault MORE =
      new Fault("", "FLER_FEL", "Det finns fler fel; bara " + MOST + " räknas upp");

  private final List<Fault> faults = new ArrayList<>();
  private final NavigableSet<String> pointers = new TreeSet<>();
  private boolean unreadable;
  private boolean more;
  private UnaryOperator<Fault> told = UnaryOperator.identity();

  /** Adds a broken rule: what was sent could be read, but may not be. */
  public void rule(String pointer, String code, String detail) {
    rule(new Fault(pointer, code, detail));
  }

  /** Adds something that could not be read as what it must be. */
  public void unreadable(String pointer, String code, String detail) {
    unreadable = true;
    rule(pointer, code, detail);
  }

  /** Adds something in a table that could not be read: its fault has a row and a column. */
  public void unreadable(Fault fault) {
    unreadable = true;
    rule(fault);
  }

  /** Adds a broken rule of a table. */
  public void rule(Fault fault) {
    pointers.add(fault.pointer());
    if (faults.size() < MOST) {
      faults.add(fault);
    } else {
      more = true;
    }
  }

  /** Marks a place as known to be wrong, where the fault is told of another. */
  public void known(String pointer) {
    pointers.add(pointer);
  }

  /** True if something at or below the pointer is already known to be wrong. */
  public boolean at(String pointer) {
    var below = pointers.ceiling(pointer + "/");
    return pointers.contains(pointer) || below != null && below.startsWith(pointer + "/");
  }

  /** In the order in which they were found. */
  public List<Fault> list() {
    return list(faults.stream());
  }

  private List<Fault> list(Stream<Fault> found) {
    return Stream.concat(found, more ? Stream.of(MORE) : Stream.of()).toList();
  }

  /** From here on each fault is told as this says: where it is in a table, and not only in rows. */
  public void told(UnaryOperator<Fault> told) {
    this.told = told;
  }

  /** A refusal that was found elsewhere, told of the same places as these. */
  public ProblemException told(ProblemException refused) {
    return new ProblemException(
        refused.type(), refused.getMessage(), refused.faults().stream().map(told).toList());
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /**
   * Refuses the request if anything was found.
   *
   * @throws ProblemException 400 if something could not be read, else 422; lists every fault, up to
   *     {@link #MOST}
   */
  public void refuse() {
    if (!faults.isEmpty()) {
      var type = unreadable ? ProblemType.OLASLIG_BEGARAN : ProblemType.REGELBROTT;
      var detail =
          faults.size() == 1
              ? faults.get(0).detail()
              : (more ? "Fler än " : "") + faults.size() + " fel, se errors";
      throw new ProblemException(type, detail, told());
    }
  }

  /** Of a table row by row, whatever found them. */
  private List<Fault> told() {
    return list(
        faults.stream()
            .map(told)
            .sorted(
                Comparator.comparing(
                    Fault::rad, Comparator.nullsFirst(Comparator.naturalOrder()))));
  }
}
