package se.finsam.uppfoljning.kodlista;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A code of a fixed list.
 *
 * @param kod the code, as in requests and answers
 * @param etikett the official label
 * @param beskrivning our paraphrase of the meaning, where the label does not say it
 * @param under the code it belongs to in a coarser list
 */
@Schema(name = "Kod", description = "Kod i en fast kodlista")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Kod(
    @Schema(examples = "BEHOVSANALYS") String kod,
    @Schema(examples = "Behovsanalys") String etikett,
    String beskrivning,
    @Schema(examples = "STRUKTUROVERGRIPANDE") String under) {

  static Kod of(String kod, String etikett) {
    return new Kod(kod, etikett, null, null);
  }
}
