package se.finsam.uppfoljning.rojandekontroll;

import java.util.List;

public final class Rojandekontroll {
  public static final String VERSION = "1";

  private Rojandekontroll() {}

  public static Skyddad skydda(Raknetabell t, Regler r, List<Tidigare> tidigare) {
    var d = new boolean[t.celler().size()];
    for (int i = 0; i < d.length; i++) {
      var c = t.celler().get(i);
      d[i] = c != null && c > 0 && c < r.troskel();
    }
    return new Skyddad(d);
  }
}
