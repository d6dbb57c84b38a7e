package se.finsam.uppfoljning.kodlista;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How participants are counted: by kön for individinriktade, in total for strukturövergripande (R1,
 * R5; dossier 5.4).
 */
@Schema(description = "Hur deltagare räknas")
public enum Uppfoljningsmetod {
  ANTAL_PER_KON(Inriktning.INDIVIDINRIKTAD, "Antal per kön"),
  ANTAL_TOTALT(Inriktning.STRUKTUROVERGRIPANDE, "Antal totalt");

  final Inriktning inriktning;
  final String etikett;

  Uppfoljningsmetod(Inriktning inriktning, String etikett) {
    this.inriktning = inriktning;
    this.etikett = etikett;
  }

  /** The inriktning whose insatser are counted this way. */
  public Inriktning inriktning() {
    return inriktning;
  }
}
