package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;
import se.finsam.uppfoljning.sida.Meta;

/**
 * A yearly extract, without its tables.
 *
 * @param nummer year, version and subversion: 2023.1.0. The version is new when a figure differs
 *     from the extract before, the subversion when none does
 * @param ar the year it tells of
 * @param lage where in its life it is
 * @param uttagsdatum the Swedish day as of whose end it tells
 * @param perTidpunkt the exact instant
 * @param anteckning note by the one who took it
 * @param regelversion the rules by which it was made, and is verified
 * @param kontrollsumma SHA-256, hexadecimal, of the document that the caller may read at {@code
 *     .../innehall}: the whole content, or, for those without a national role, the open document
 * @param oppenKontrollsumma SHA-256 of the open document; null until it is published
 * @param troskel counts of deltagare from 1 to just below this are hidden in the open document
 * @param troskelPersonal the same for staff
 * @param skapad when it was taken
 * @param publicerad when it was published; null if it has not been
 * @param ersattAv number of the extract that was published after it
 * @param aterkallad that it has been withdrawn, when and why
 * @param citat how to cite it
 */
@Schema(name = "Arsuttag", description = "Ett årsuttag, utan sina tabeller")
record ArsuttagSvar(
    @Schema(examples = "2023.1.0") String nummer,
    @Schema(examples = "2023") int ar,
    Lage lage,
    @Schema(examples = "2024-01-22") LocalDate uttagsdatum,
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant perTidpunkt,
    @Schema(examples = "Till regeringens helårsredovisning", nullable = true) String anteckning,
    @Schema(examples = "1") String regelversion,
    @Schema(
            description =
                "SHA-256 för det dokument som du får läsa på .../innehall: hela innehållet, eller utan nationell roll det öppna dokumentet")
        String kontrollsumma,
    @Schema(description = "SHA-256 för det öppna dokumentet", nullable = true)
        String oppenKontrollsumma,
    @Schema(examples = "5", nullable = true) Integer troskel,
    @Schema(examples = "5", nullable = true) Integer troskelPersonal,
    Instant skapad,
    @Schema(nullable = true) Instant publicerad,
    @Schema(examples = "2023.2.0", nullable = true) String ersattAv,
    @Schema(nullable = true) Aterkallad aterkallad,
    String citat,
    @JsonProperty("_links") Map<String, Lank> links) {

  /**
   * That an extract has been withdrawn.
   *
   * @param efterfoljare number of the extract of the year that holds instead; absent while none
   *     does
   */
  @Schema(name = "ArsuttagAterkallat", description = "Att ett årsuttag har återkallats, och varför")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Aterkallad(
      Instant tidpunkt,
      @Schema(examples = "Ett förbund redovisade fel år") String orsak,
      @Schema(examples = "2023.2.0") String efterfoljare) {}

  /**
   * A page of extracts.
   *
   * @param arsuttag the newest year first, and of each year the newest first
   */
  @Schema(name = "ArsuttagLista", description = "En sida årsuttag")
  record Lista(
      List<ArsuttagSvar> arsuttag,
      @JsonProperty("_meta") Meta meta,
      @JsonProperty("_links") Map<String, Lank> links) {}

  static ArsuttagSvar av(Arsuttag a, boolean nationell, Map<String, Lank> links) {
    return new ArsuttagSvar(
        a.nummer(),
        a.ar(),
        a.lage(),
        a.uttagsdatum(),
        a.perTidpunkt(),
        a.anteckning(),
        a.regelversion(),
        hex(nationell ? a.kontrollsumma() : a.oppenKontrollsumma()),
        hex(a.oppenKontrollsumma()),
        a.troskel(),
        a.troskelPersonal(),
        a.mottagen(),
        a.publicerad(),
        a.ersattAv(),
        a.aterkallad() == null ? null : new Aterkallad(a.aterkallad(), a.orsak(), a.efterfoljare()),
        a.citat(),
        links);
  }

  private static String hex(byte[] kontrollsumma) {
    return kontrollsumma == null ? null : Dokument.hex(kontrollsumma);
  }
}
