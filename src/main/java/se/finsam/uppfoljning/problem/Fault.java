package se.finsam.uppfoljning.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON Pointer into the body, or the name of a parameter in braces
 * @param code what, for programs
 * @param detail what, for people; never repeats the value
 */
@Schema(name = "Fel", description = "Ett fel i begäran: var, vilket, och en förklaring")
public record Fault(
    @Schema(examples = "/registreringar/0/deltagare/nya/kvinnor") String pointer,
    @Schema(examples = "NEGATIVT") String code,
    @Schema(examples = "Antal kan inte vara negativt") String detail) {}
