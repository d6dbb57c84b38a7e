package se.finsam.uppfoljning.kodlista;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The parties of a samordningsförbund (3 § lag 2003:1210); several kommuner, or several regioner,
 * are one party (R7).
 */
@Schema(description = "Part i samverkan")
public enum Part {
  ARBETSFORMEDLINGEN("Arbetsförmedlingen"),
  FORSAKRINGSKASSAN("Försäkringskassan"),
  KOMMUN("Kommun"),
  REGION("Region");

  final String etikett;

  Part(String etikett) {
    this.etikett = etikett;
  }
}
