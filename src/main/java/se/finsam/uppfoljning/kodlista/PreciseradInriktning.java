package se.finsam.uppfoljning.kodlista;

import static se.finsam.uppfoljning.kodlista.Inriktning.INDIVIDINRIKTAD;
import static se.finsam.uppfoljning.kodlista.Inriktning.STRUKTUROVERGRIPANDE;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The finer orientation, each under its inriktning (R3; joint report on 2023, Bilaga 1). */
@Schema(description = "Finare inriktning, hör till en inriktning")
public enum PreciseradInriktning {
  ARBETSLIVSINRIKTAD_INSATS(
      INDIVIDINRIKTAD,
      "Arbetslivsinriktad insats",
      "Arbetsträning, så att deltagaren börjar arbeta, studera eller söka arbete"),
  FORBEREDANDE_INSATS(
      INDIVIDINRIKTAD,
      "Förberedande insats",
      "Vägledning, hälsa eller social aktivitet; gör redo för en arbetslivsinriktad insats"),
  FOREBYGGANDE_INSATS(
      INDIVIDINRIKTAD,
      "Förebyggande insats",
      "Till exempel självhjälpsgrupper och råd, för att offentlig försörjning inte ska behövas"),
  IDENTIFIERA_INDIVIDENS_BEHOV(
      INDIVIDINRIKTAD,
      "Identifiera individens behov",
      "Kartläggning av arbetsmässiga, sociala eller medicinska behov"),
  KOMPETENSHOJANDE_INSATS(
      STRUKTUROVERGRIPANDE,
      "Kompetenshöjande insats",
      "Utbildning eller föreläsningar för parternas personal"),
  BEHOVSANALYS(
      STRUKTUROVERGRIPANDE, "Behovsanalys", "Kartläggning av målgruppers eller personalens behov"),
  UTVECKLA_SAMVERKAN(
      STRUKTUROVERGRIPANDE,
      "Utveckla samverkan",
      "Stärker samverkan mellan parterna: dialoger, verkstäder");

  final Inriktning inriktning;
  final String etikett;
  final String beskrivning;

  PreciseradInriktning(Inriktning inriktning, String etikett, String beskrivning) {
    this.inriktning = inriktning;
    this.etikett = etikett;
    this.beskrivning = beskrivning;
  }

  /** The official label. */
  public String etikett() {
    return etikett;
  }

  public Inriktning inriktning() {
    return inriktning;
  }
}
