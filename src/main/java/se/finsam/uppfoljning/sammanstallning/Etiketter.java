package se.finsam.uppfoljning.sammanstallning;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import se.finsam.uppfoljning.kodlista.Inriktning;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;

/** What codes are called, as known at an instant. */
public final class Etiketter {
  /** The value of the grouping malgrupp that no målgrupp can have: insatser without. */
  public static final String INGEN_MALGRUPP = "ingen";

  private static final String KODER =
      """
      select dimension, kod, etikett
        from (select 'malgrupp' as dimension, g.kod, v.etikett, g.nr
                from gallande_malgrupp(:t) v join malgrupp g on g.nr = v.malgrupp
              union all
              select 'forbund', f.kod, v.namn, 0 from gallande_forbund(:t) v join forbund f on f.nr = v.forbund
              union all
              select 'lan', kod, namn, 0 from lan) koder
       order by nr, kod collate "C"
      """;

  /** By dimension, each list in its order. */
  private final Map<String, Map<String, String>> koder = new HashMap<>();

  public record Kod(String dimension, String kod, String etikett) {}

  private Etiketter() {}

  public static Etiketter vid(Handle h, Instant t) {
    var etiketter = new Etiketter();
    h.createQuery(KODER)
        .bind("t", t)
        .mapTo(Kod.class)
        .forEach(k -> etiketter.satt(k.dimension(), k.kod(), k.etikett()));
    for (var i : Inriktning.values()) {
      etiketter.satt("inriktning", i.name(), i.etikett());
    }
    for (var p : PreciseradInriktning.values()) {
      etiketter.satt("preciseradInriktning", p.name(), p.etikett());
    }
    etiketter.satt("malgrupp", INGEN_MALGRUPP, "Ingen målgrupp angiven");
    etiketter.satt("kon", "KVINNA", "Kvinnor");
    etiketter.satt("kon", "MAN", "Män");
    return etiketter;
  }

  /** The same from code lists that were kept: by dimension, what each code is called. */
  public static Etiketter av(Map<String, Map<String, String>> koder) {
    var etiketter = new Etiketter();
    koder.forEach(
        (dimension, dess) -> dess.forEach((kod, text) -> etiketter.satt(dimension, kod, text)));
    return etiketter;
  }

  private void satt(String dimension, String kod, String etikett) {
    koder.computeIfAbsent(dimension, d -> new LinkedHashMap<>()).put(kod, etikett);
  }

  /** The known codes of a list, in its order. */
  public List<String> koder(String dimension) {
    return List.copyOf(koder.getOrDefault(dimension, Map.of()).keySet());
  }

  /** What a code is called; the code itself where it has no other name. */
  public String av(String dimension, String kod) {
    return koder.getOrDefault(dimension, Map.of()).getOrDefault(kod, kod);
  }
}
