package se.finsam.uppfoljning.sammanstallning;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.problem.Faults;

/** Whether a förbund that has been merged is told as it was, or as the one that took over. */
@Schema(name = "Struktur", description = "Förbunden som de var, eller i dagens indelning")
public enum Struktur {
  /** As it was reported. */
  DAVARANDE,
  /** Each förbund that has ended counts as its efterföljare, followed to the last. */
  DAGENS;

  /** Reads the parameter struktur; what is wrong with it is added to the faults. */
  public static Struktur parameter(String text, Faults faults) {
    if (text == null || text.equals("davarande")) {
      return DAVARANDE;
    }
    if (!text.equals("dagens")) {
      faults.rule("{struktur}", "OKANT_VARDE", "struktur är davarande eller dagens");
    }
    return DAGENS;
  }
}
