package se.finsam.uppfoljning.kodlista;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an insats is directed to (joint report on 2023, Bilaga 1). Never changed after creation
 * (R1), never both (R2).
 */
@Schema(description = "Vad insatsen riktas till")
public enum Inriktning {
  INDIVIDINRIKTAD(
      "Individinriktad insats", "Riktas till personer som behöver samordnad rehabilitering"),
  STRUKTUROVERGRIPANDE(
      "Strukturövergripande insats",
      "Riktas till parternas personal; utvecklar samverkan eller kunskap om gruppers behov");

  final String etikett;
  final String beskrivning;

  Inriktning(String etikett, String beskrivning) {
    this.etikett = etikett;
    this.beskrivning = beskrivning;
  }

  /** The official label. */
  public String etikett() {
    return etikett;
  }
}
