package se.finsam.uppfoljning.arsuttag;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A yearly extract as it is kept, without its documents.
 *
 * @param publicerad when it was published, null if it has not been
 * @param ersattAv number of the extract that was published after it, null if none
 * @param aterkallad when it was withdrawn, null if it has not been
 * @param orsak why
 * @param efterfoljare number of the extract of its year that holds now, null if none does
 */
public record Arsuttag(
    long nr,
    int ar,
    int huvudversion,
    int underversion,
    String nummer,
    LocalDate uttagsdatum,
    Instant perTidpunkt,
    String anteckning,
    String regelversion,
    byte[] kontrollsumma,
    Instant mottagen,
    Instant publicerad,
    Integer troskel,
    Integer troskelPersonal,
    byte[] oppenKontrollsumma,
    String ersattAv,
    Instant aterkallad,
    String orsak,
    String efterfoljare) {

  Lage lage() {
    if (aterkallad != null) {
      return Lage.ATERKALLAT;
    }
    if (publicerad == null) {
      return Lage.UTKAST;
    }
    return ersattAv == null ? Lage.PUBLICERAT : Lage.ERSATT;
  }

  /** True if everybody may know that it is there. */
  boolean allmant() {
    return publicerad != null;
  }

  /** How to cite it. */
  String citat() {
    return Utgava.citat(ar, nummer, uttagsdatum);
  }
}
