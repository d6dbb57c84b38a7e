package se.finsam.uppfoljning.uppfoljning;

import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.AtgardKod;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.KvartalFigurer;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.Lage;
import se.finsam.uppfoljning.uppfoljning.Uppfoljning.Matt;

/** The codes of the follow-up in words, for those who read it on paper. */
final class Texter {
  private Texter() {}

  static String preciserad(String kod) {
    return PreciseradInriktning.valueOf(kod).etikett();
  }

  static String lage(Lage lage) {
    return switch (lage) {
      case EJ_PABORJAT -> "Inte påbörjat";
      case OPPET -> "Öppet";
      case FORFALLET -> "Förfallet";
      case SENT -> "Sent";
      case LAST -> "Låst";
    };
  }

  static String attest(KvartalFigurer kvartal) {
    return switch (kvartal.attest()) {
      case EJ_ATTESTERAD -> "Inte attesterat";
      case ATTESTERAD ->
          kvartal.ingetAttRapportera() ? "Attesterat: inget att rapportera" : "Attesterat";
      case ANDRAD_EFTER_ATTEST -> "Ändrat efter attest";
    };
  }

  static String matt(Matt matt) {
    return switch (matt) {
      case ANDEL_KVINNOR -> "Andel kvinnor";
      case ANDEL_AV_PLAN -> "Andel av plan";
      case ANDEL_AV_BUDGET -> "Andel av budget";
      case DELTAGARE_PER_INSATS -> "Deltagare per insats";
      case PERSONAL_PER_INSATS -> "Personal per insats";
      case KOSTNAD_PER_DELTAGARE_KR -> "Kostnad per deltagare, kr";
    };
  }

  static String atgard(AtgardKod kod) {
    return switch (kod) {
      case SAKNAR_REGISTRERING -> "Saknar registrering";
      case SENT -> "Sent";
      case EJ_ATTESTERAD -> "Inte attesterat";
      case ATTEST_BRUTEN -> "Attesten bruten";
      case BUDGET_SAKNAS -> "Budget saknas";
      case UTFALL_SAKNAS -> "Utfall saknas";
    };
  }
}
