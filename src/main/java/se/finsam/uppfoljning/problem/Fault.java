package se.finsam.uppfoljning.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON Pointer into the body, or the name of a parameter in braces
 * @param code what, for programs
 * @param detail what, for people; never repeats the value, but a code that is not known may be
 *     named
 * @param rad where the body is a table: the line, the header being 1
 * @param kolumn where the body is a table: the column's name
 */
@Schema(name = "Fel", description = "Ett fel i begäran: var, vilket, och en förklaring")
public record Fault(
    @Schema(examples = "/registreringar/0/deltagare/nya/kvinnor") String pointer,
    @Schema(examples = "NEGATIVT") String code,
    @Schema(examples = "Antal kan inte vara negativt") String detail,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "2", nullable = true) Integer rad,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "nya_kvinnor", nullable = true)
        String kolumn) {

  public Fault(String pointer, String code, String detail) {
    this(pointer, code, detail, null, null);
  }
}
