package se.finsam.uppfoljning.registrering;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.period.Kvartal;

/** The rows as SQL gives them. */
final class Registrering {
  private Registrering() {}

  /** The counts of a row: six by kön, or one total, or none in a withdrawal. */
  public record Antal(
      Integer pagaendeVidStartKvinnor,
      Integer pagaendeVidStartMan,
      Integer nyaKvinnor,
      Integer nyaMan,
      Integer avslutadeKvinnor,
      Integer avslutadeMan,
      Integer totalt) {

    Deltagare deltagare() {
      if (totalt != null) {
        return Deltagare.personal(totalt);
      }
      return pagaendeVidStartKvinnor == null
          ? null
          : Deltagare.perKon(
              new AntalPerKon(pagaendeVidStartKvinnor, pagaendeVidStartMan),
              new AntalPerKon(nyaKvinnor, nyaMan),
              new AntalPerKon(avslutadeKvinnor, avslutadeMan));
    }
  }

  /**
   * An insats of the förbund, and what is registered on it for the quarter, if anything is or has
   * been; synlig if the caller may see it. The förbund's own life bounds that of its insatser.
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
      @Nested Antal antal,
      String kommentar,
      boolean synlig,
      LocalDate giltigFran,
      LocalDate giltigTill) {

    boolean registrerad() {
      return nr != null && !aterkallad;
    }

    /** R11: the quarter overlaps the insats's life, and its förbund's. */
    boolean levde(Kvartal kvartal) {
      return !startdatum.isAfter(kvartal.slut())
          && (slutdatum == null || !slutdatum.isBefore(kvartal.start()))
          && (giltigFran == null || !giltigFran.isAfter(kvartal.slut()))
          && (giltigTill == null || !giltigTill.isBefore(kvartal.start()));
    }

    Deltagare deltagare() {
      return antal.deltagare();
    }

    Etag etag() {
      return registrerad() ? Etag.version(nr) : Etag.MISSING;
    }
  }

  /** What is registered for another quarter of an insats. */
  public record Ovrig(long insats, int ar, int kvartal, @Nested Antal antal) {}

  /** Planned deltagare of an insats in the year. */
  public record Planerat(long insats, long antal) {}

  /** A version, with who sent it. */
  public record Version(
      long nr,
      String forbund,
      String insats,
      int ar,
      int kvartal,
      int version,
      boolean forsta,
      boolean aterkallad,
      @Nested Antal antal,
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
          antal.deltagare(),
          kommentar,
          rattelseorsak,
          mottagen,
          kvittens,
          avsandare,
          roll);
    }
  }
}
