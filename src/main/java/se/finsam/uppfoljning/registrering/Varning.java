package se.finsam.uppfoljning.registrering;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that looks odd in a registration and may yet be right. It never stops the registration;
 * a {@code kommentar} on the row settles it.
 *
 * @param pointer where: a JSON Pointer into the request
 * @param code what, for programs
 * @param detail what, for people
 * @param observerat what the request says (antal)
 * @param forvantat what was expected (antal)
 * @param kommenterad true if the row says why
 * @param rad where the request is a table: the line, the header being 1
 * @param kolumn where the request is a table: the column's name
 */
@Schema(
    name = "Varning",
    description = "Något som ser konstigt ut; hindrar inget, och förklaras med en kommentar")
public record Varning(
    @Schema(examples = "/registreringar/0/deltagare/pagaendeVidStart/kvinnor") String pointer,
    Kod code,
    String detail,
    @Schema(examples = "12") long observerat,
    @Schema(examples = "11") long forvantat,
    boolean kommenterad,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "2", nullable = true) Integer rad,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(examples = "pagaende_vid_start_kvinnor", nullable = true)
        String kolumn) {

  /** What looks odd. */
  @Schema(name = "VarningKod", description = "Vad som ser konstigt ut")
  public enum Kod {
    /** The stock at the start is not what the quarter before left, or the next began with. */
    BESTAND_BRYTER,
    /** Many more or many fewer than the quarter before. */
    FORANDRING_MOT_KVARTAL,
    /** Many more or many fewer than the same quarter last year. */
    FORANDRING_MOT_AR,
    /** Nobody at all. */
    INGA_DELTAGARE,
    /** Only women, or only men. */
    ETT_KON,
    /** Far more deltagare this year than planned. */
    PLAN_OVERSKRIDEN,
    /** The insats has ended, and somebody is still in it. */
    EFTER_SLUTDATUM
  }
}
