package se.finsam.uppfoljning.problem;

import java.util.List;

/** A refusal on its way to the client. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ProblemType type;
  private final transient List<Fault> faults;

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  public ProblemException(ProblemType type, String detail, List<Fault> faults) {
    super(detail, null, false, false);
    this.type = type;
    this.faults = List.copyOf(faults);
  }

  /** Not there, or not the caller's to know of. */
  public static ProblemException notFound() {
    return new ProblemException(
        ProblemType.FINNS_INTE, "Det finns inget här, eller inget som är ditt");
  }

  /** A state that forbids what was asked, at one place. */
  public static ProblemException conflict(String pointer, String code, String detail) {
    return new ProblemException(
        ProblemType.KONFLIKT, detail, List.of(new Fault(pointer, code, detail)));
  }

  public ProblemType type() {
    return type;
  }

  public List<Fault> faults() {
    return faults;
  }
}
