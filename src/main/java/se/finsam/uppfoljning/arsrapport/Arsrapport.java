package se.finsam.uppfoljning.arsrapport;

public final class Arsrapport {
  private Arsrapport() {}

  public static byte[] html(Underlag u) {
    return new byte[0];
  }

  public static byte[] pdf(Underlag u) {
    return new byte[0];
  }
}
