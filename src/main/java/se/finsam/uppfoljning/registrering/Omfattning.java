package se.finsam.uppfoljning.registrering;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much of the quarter a request tells. */
@Schema(description = "DELAR lämnar det som inte nämns; HELA_KVARTALET återkallar det")
public enum Omfattning {
  /** What is not mentioned stays as it is. */
  DELAR,
  /**
   * The list is complete: what was registered before and is not mentioned is withdrawn, and kept in
   * history.
   */
  HELA_KVARTALET
}
