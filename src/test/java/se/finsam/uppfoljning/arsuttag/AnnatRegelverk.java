package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import se.finsam.uppfoljning.period.Ar;

/** Rules as there may be others some day: they write a member more. */
@Singleton
class AnnatRegelverk implements Regelverk {
  static final String VERSION = "prov";
  private final Regelverk1 forsta;

  AnnatRegelverk(Regelverk1 forsta) {
    this.forsta = forsta;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Dokument innehall(Ar ar, LocalDate uttagsdatum, Instant t) {
    var innehall = (ObjectNode) forsta.innehall(ar, uttagsdatum, t).innehall();
    return Dokument.av(innehall.put("regelversion", VERSION).put("mer", 1));
  }
}
