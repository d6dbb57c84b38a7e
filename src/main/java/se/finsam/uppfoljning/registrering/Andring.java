package se.finsam.uppfoljning.registrering;

/**
 * What becomes of one insats in the quarter: a row to add, or none. A repeat of the same values is
 * not a new version.
 *
 * <p>Sealed, so that a fifth outcome cannot be forgotten: whoever counts them says so for each.
 */
sealed interface Andring {
  /** Nothing was registered before. */
  record Ny(Registrering.Nuvarande fore, NyRegistrering efter) implements Andring {}

  /** Other values than before: a new version. */
  record Rattad(Registrering.Nuvarande fore, NyRegistrering efter) implements Andring {}

  /** The same values: nothing is written. */
  record Oforandrad(Registrering.Nuvarande fore) implements Andring {}

  /** Withdrawn, by itself or by not being mentioned in a request that tells the whole quarter. */
  record Aterkallad(Registrering.Nuvarande fore, String orsak) implements Andring {}

  Registrering.Nuvarande fore();

  /** The counts after; null if nothing is registered then. */
  default Deltagare efterat() {
    if (this instanceof Ny ny) {
      return ny.efter().deltagare();
    }
    if (this instanceof Rattad rattad) {
      return rattad.efter().deltagare();
    }
    return this instanceof Oforandrad ? fore().deltagare() : null;
  }

  /** The registration that is to be written; null if nothing is, or a withdrawal. */
  default NyRegistrering skrivs() {
    return this instanceof Ny ny
        ? ny.efter()
        : this instanceof Rattad rattad ? rattad.efter() : null;
  }

  /** Why, as far as it was said. */
  default String orsak() {
    return skrivs() == null ? null : skrivs().rattelseorsak();
  }

  /** The note that follows the figure after. */
  default String kommentar() {
    return skrivs() == null ? fore().kommentar() : skrivs().kommentar();
  }

  static Andring av(Registrering.Nuvarande fore, NyRegistrering efter) {
    if (!fore.registrerad()) {
      return new Ny(fore, efter);
    }
    boolean samma =
        fore.deltagare().equals(efter.deltagare())
            && (efter.kommentar() == null || efter.kommentar().equals(fore.kommentar()));
    return samma ? new Oforandrad(fore) : new Rattad(fore, efter);
  }
}
