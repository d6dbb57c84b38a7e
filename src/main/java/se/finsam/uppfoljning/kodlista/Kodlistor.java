package se.finsam.uppfoljning.kodlista;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * The fixed code lists. Those that the law or SCB settles are constants or reference tables;
 * målgrupper are a store of their own.
 */
@Singleton
public class Kodlistor {
  static final String MALGRUPPER = "malgrupper";
  private final Jdbi jdbi;

  Kodlistor(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  private static final String LAN =
      "select kod, namn as etikett, null as beskrivning, null as under from lan order by kod";
  private static final String KOMMUNER =
      "select kod, namn as etikett, null as beskrivning, lan as under from kommun order by kod";

  /** Every fixed list by name, in the order they are told. */
  private final Map<String, List<Kod>> fasta = fasta();

  private static Map<String, List<Kod>> fasta() {
    var listor = new LinkedHashMap<String, List<Kod>>();
    listor.put(
        "inriktningar",
        Arrays.stream(Inriktning.values())
            .map(i -> new Kod(i.name(), i.etikett, i.beskrivning, null))
            .toList());
    listor.put(
        "preciserade-inriktningar",
        Arrays.stream(PreciseradInriktning.values())
            .map(p -> new Kod(p.name(), p.etikett, p.beskrivning, p.inriktning.name()))
            .toList());
    listor.put(
        "uppfoljningsmetoder",
        Arrays.stream(Uppfoljningsmetod.values())
            .map(u -> new Kod(u.name(), u.etikett, null, u.inriktning.name()))
            .toList());
    listor.put(
        "parter", Arrays.stream(Part.values()).map(p -> Kod.of(p.name(), p.etikett)).toList());
    listor.put("kon", List.of(Kod.of("KVINNA", "Kvinnor"), Kod.of("MAN", "Män")));
    listor.put(
        "finansiarer",
        Arrays.stream(Finansiar.values()).map(f -> Kod.of(f.name(), f.etikett)).toList());
    // a local list (Lekeberg, dossier 5.4): no official one is known
    listor.put(
        "avslutsanledningar",
        List.of(
            Kod.of("JOBB_STUDIER", "Jobb/studier"),
            Kod.of("TILLBAKA_TILL_IFO", "Tillbaka till IFO"),
            Kod.of("OVRIGT", "Övrigt")));
    return listor;
  }

  /** The names of all lists. */
  List<String> namn() {
    var namn = new java.util.ArrayList<>(fasta.keySet());
    namn.add(2, MALGRUPPER);
    namn.addAll(List.of("lan", "kommuner"));
    return namn;
  }

  /** A fixed list, or null if there is none of the name. */
  List<Kod> lista(String namn) {
    return switch (namn) {
      case "lan" -> jdbi.withHandle(h -> h.createQuery(LAN).mapTo(Kod.class).list());
      case "kommuner" -> jdbi.withHandle(h -> h.createQuery(KOMMUNER).mapTo(Kod.class).list());
      default -> fasta.get(namn);
    };
  }
}
