package se.finsam.uppfoljning.sammanstallning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;

/**
 * The förbund that were known at an instant, each with the version of its data: while that is the
 * same, so is every figure of the förbund.
 */
public final class Register {

  /**
   * A förbund.
   *
   * @param nr internal key
   * @param efterfoljare code of the förbund that took over, if one
   * @param dataversion its last effective write up to the instant
   */
  public record Medlem(
      int nr,
      String kod,
      String namn,
      String lan,
      LocalDate giltigFran,
      LocalDate giltigTill,
      String efterfoljare,
      Instant dataversion) {

    /** True if its life touches the quarter. */
    boolean finns(Kvartal kvartal) {
      return (giltigFran == null || !giltigFran.isAfter(kvartal.slut()))
          && (giltigTill == null || !giltigTill.isBefore(kvartal.start()));
    }
  }

  private static final String MEDLEMMAR =
      """
      select f.nr, f.kod, v.namn, v.lan, v.giltig_fran, v.giltig_till, e.kod as efterfoljare,
             (select m.mottagen from mottagning m
               where m.forbund = f.kod and m.andrade and m.mottagen <= :t
               order by m.mottagen desc limit 1) as dataversion
        from gallande_forbund(:t) v
        join forbund f on f.nr = v.forbund
        left join forbund e on e.nr = v.efterfoljare
       order by f.kod collate "C"
      """;

  private final Map<String, Medlem> medlemmar = new LinkedHashMap<>();
  private final LocalDate dag;

  private Register(LocalDate dag) {
    this.dag = dag;
  }

  /** The register as known at t, in the order of the codes. */
  public static Register vid(Handle h, Instant t) {
    var register = new Register(LocalDate.ofInstant(t, Ar.SVERIGE));
    h.createQuery(MEDLEMMAR)
        .bind("t", t)
        .mapTo(Medlem.class)
        .forEach(m -> register.medlemmar.put(m.kod(), m));
    return register;
  }

  public List<Medlem> alla() {
    return List.copyOf(medlemmar.values());
  }

  /** Null if no förbund has the code. */
  public Medlem med(String kod) {
    return medlemmar.get(kod);
  }

  /** The förbund as which this one is told. */
  public Medlem under(Struktur struktur, Medlem medlem) {
    return struktur == Struktur.DAVARANDE ? medlem : dagens(medlem);
  }

  /** Follows those that took over to the last. Where that leads in a circle, nobody is followed. */
  private Medlem dagens(Medlem medlem) {
    var sedda = new HashSet<Medlem>();
    var nu = medlem;
    while (nu.efterfoljare() != null && nu.giltigTill().isBefore(dag)) {
      if (!sedda.add(nu)) {
        return medlem;
      }
      nu = medlemmar.get(nu.efterfoljare());
    }
    return nu;
  }

  /**
   * Those that count, under the förbund as which they are told, in the order of its code.
   *
   * @return each förbund that is told, and the parts of which it is made
   */
  public Map<Medlem, List<Medlem>> delar(Urval urval) {
    var delar = new TreeMap<Medlem, List<Medlem>>(Comparator.comparing(Medlem::kod));
    for (var medlem : medlemmar.values()) {
      var som = under(urval.struktur(), medlem);
      if ((urval.forbund().isEmpty() || urval.forbund().contains(som.kod()))
          && (urval.lan().isEmpty() || urval.lan().contains(som.lan()))) {
        delar.computeIfAbsent(som, s -> new ArrayList<>()).add(medlem);
      }
    }
    return delar;
  }

  /** The parameter forbund: codes under which somebody is told; what is none of them is a fault. */
  public Set<String> valda(List<String> sant, Struktur struktur, Faults faults) {
    var koder = Koder.lista("forbund", sant, faults);
    for (var kod : koder) {
      var medlem = medlemmar.get(kod);
      if (medlem == null) {
        Koder.okand("forbund", kod, faults);
      } else if (!under(struktur, medlem).equals(medlem)) {
        faults.rule(
            "{forbund}",
            "SAMMANSLAGET",
            "forbund: %s har gått upp i %s; ange det"
                .formatted(kod, under(struktur, medlem).kod()));
      }
    }
    return koder;
  }

  /** The mergers that have come about: who took over, from whom, and from which day. */
  public List<Brott> sammanslagningar() {
    var per = new TreeMap<String, Map<LocalDate, List<String>>>();
    for (var m : medlemmar.values()) {
      if (m.efterfoljare() != null && m.giltigTill().isBefore(dag)) {
        per.computeIfAbsent(m.efterfoljare(), e -> new TreeMap<>())
            .computeIfAbsent(m.giltigTill().plusDays(1), d -> new ArrayList<>())
            .add(m.kod());
      }
    }
    var alla = new ArrayList<Brott>();
    per.forEach(
        (forbund, dagar) ->
            dagar.forEach((fran, fore) -> alla.add(Brott.sammanslagning(fran, forbund, fore))));
    return alla;
  }
}
