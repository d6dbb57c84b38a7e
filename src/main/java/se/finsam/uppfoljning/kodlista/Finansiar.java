package se.finsam.uppfoljning.kodlista;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who pays: SUS's groups (dossier 5.4), landsting being regioner today. */
@Schema(description = "Den som tilldelar medel")
public enum Finansiar {
  STAT("Stat"),
  KOMMUNER("Kommuner"),
  REGIONER("Regioner"),
  SAMORDNINGSFORBUND("Samordningsförbund"),
  ESF("ESF-medel"),
  OVRIGA("Övriga");

  final String etikett;

  Finansiar(String etikett) {
    this.etikett = etikett;
  }
}
