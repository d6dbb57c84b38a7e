package se.finsam.uppfoljning.registrering;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import se.finsam.uppfoljning.period.Kvartal;

/** The rows as SQL gives them. */
final class Registrering {
  private Registrering() {}

  /**
   * An insats of the förbund, and what is registered on it for the quarter, if anything is or has
   * been.
   */
  public record Nuvarande(
      long insats,
      String kod,
      boolean individinriktad,
      LocalDate startdatum,
      LocalDate slutdatum,
      Long nr,
      Integer version,
      Boolean aterkallad,
      Integer pagaendeVidStartKvinnor,
      Integer pagaendeVidStartMan,
      Integer nyaKvinnor,
      Integer nyaMan,
      Integer avslutadeKvinnor,
      Integer avslutadeMan,
      Integer totalt,
      String kommentar) {

    boolean registrerad() {
      return nr != null && !aterkallad;
    }

    /** R11: the quarter overlaps the insats's life. */
    boolean levde(Kvartal kvartal) {
      return !startdatum.isAfter(kvartal.slut())
          && (slutdatum == null || !slutdatum.isBefore(kvartal.start()));
    }

    Deltagare deltagare() {
      return individinriktad
          ? Deltagare.perKon(
              new AntalPerKon(pagaendeVidStartKvinnor, pagaendeVidStartMan),
              new AntalPerKon(nyaKvinnor, nyaMan),
              new AntalPerKon(avslutadeKvinnor, avslutadeMan))
          : Deltagare.personal(totalt);
    }
  }

  /** A version, with who sent it. */
  public record Version(
      long nr,
      String forbund,
      String insats,
      boolean individinriktad,
      int ar,
      int kvartal,
      int version,
      boolean forsta,
      boolean aterkallad,
      Integer pagaendeVidStartKvinnor,
      Integer pagaendeVidStartMan,
      Integer nyaKvinnor,
      Integer nyaMan,
      Integer avslutadeKvinnor,
      Integer avslutadeMan,
      Integer totalt,
      String kommentar,
      String rattelseorsak,
      Instant mottagen,
      UUID kvittens,
      String avsandare,
      String roll) {

    RegistreringSvar svar() {
      return new RegistreringSvar(
          nr,
          forbund,
          insats,
          new Kvartal(ar, kvartal),
          version,
          aterkallad
              ? RegistreringSvar.Slag.ATERKALLAD
              : forsta ? RegistreringSvar.Slag.NY : RegistreringSvar.Slag.RATTAD,
          aterkallad ? null : deltagare(),
          kommentar,
          rattelseorsak,
          mottagen,
          kvittens,
          avsandare,
          roll);
    }

    private Deltagare deltagare() {
      return individinriktad
          ? Deltagare.perKon(
              new AntalPerKon(pagaendeVidStartKvinnor, pagaendeVidStartMan),
              new AntalPerKon(nyaKvinnor, nyaMan),
              new AntalPerKon(avslutadeKvinnor, avslutadeMan))
          : Deltagare.personal(totalt);
    }
  }
}
