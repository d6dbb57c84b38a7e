package se.finsam.uppfoljning.sida;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * About a list.
 *
 * @param antal items in all
 * @param limit items asked for
 * @param offset items passed over
 * @param perTidpunkt the instant as of which the list is told
 */
@Schema(
    name = "Meta",
    description = "Om listan: antal i allt, limit och offset, och den tidpunkt som svaret avser")
public record Meta(
    @Schema(examples = "137") long antal,
    @Schema(examples = "20") int limit,
    @Schema(examples = "0") int offset,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "2024-01-22T22:59:59.999999Z")
        Instant perTidpunkt) {

  /** Of a list that is told whole. */
  public static Meta hela(int antal, Instant perTidpunkt) {
    return new Meta(antal, antal, 0, perTidpunkt);
  }
}
