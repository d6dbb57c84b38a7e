package se.finsam.uppfoljning.rojandekontroll;

public final class Skyddad {
  private final boolean[] dolda;

  Skyddad(boolean[] dolda) {
    this.dolda = dolda;
  }

  public boolean dold(int cell) {
    return dolda[cell];
  }
}
