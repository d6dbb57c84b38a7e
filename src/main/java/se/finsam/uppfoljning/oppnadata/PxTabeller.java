package se.finsam.uppfoljning.oppnadata;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import se.finsam.uppfoljning.arsuttag.Lage;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.Utgava;
import se.finsam.uppfoljning.arsuttag.Utgavor;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

/** The open tables: the series first, then those of each release, the newest first. */
@Singleton
class PxTabeller {
  private static final Pattern UTGAVAS = Pattern.compile("([a-z-]+)-([0-9]{4}\\.[0-9]+\\.[0-9]+)");

  private final Utgavor utgavor;
  private volatile Kanda kanda = new Kanda(List.of(), Map.of());

  PxTabeller(Utgavor utgavor) {
    this.utgavor = utgavor;
  }

  /** What was there when it was last asked for: a release is never altered. */
  private record Kanda(List<String> nyckel, Map<String, PxTabell> tabeller) {}

  List<PxTabell> alla() {
    return List.copyOf(tabeller().values());
  }

  /**
   * A table, by its id in any case.
   *
   * @throws ProblemException 404 if there is none, 410 if its release has been withdrawn
   */
  PxTabell tabell(String id) {
    return tabell(id, tabeller(), utgavor.aterkallade());
  }

  static PxTabell tabell(
      String id, Map<String, PxTabell> tabeller, List<Utgavor.Aterkallad> aterkallade) {
    var sokt = id.toLowerCase(Locale.ROOT);
    var tabell = tabeller.get(sokt);
    if (tabell != null) {
      return tabell;
    }
    var utgavas = UTGAVAS.matcher(sokt);
    if (utgavas.matches() && Utgavor.NAMN.contains(utgavas.group(1))) {
      for (var aterkallad : aterkallade) {
        if (aterkallad.nummer().equals(utgavas.group(2))) {
          throw aterkallad(utgavas.group(1), aterkallad);
        }
      }
    }
    throw new ProblemException(ProblemType.FINNS_INTE, "Tabellen finns inte");
  }

  private static ProblemException aterkallad(String namn, Utgavor.Aterkallad aterkallad) {
    return new ProblemException(
        ProblemType.ATERKALLAT,
        "Årsuttag %s är återkallat: %s. %s"
            .formatted(
                aterkallad.nummer(),
                aterkallad.orsak(),
                aterkallad.efterfoljare() == null
                    ? "Inget annat gäller ännu"
                    : "I stället gäller " + namn + "-" + aterkallad.efterfoljare()));
  }

  private Map<String, PxTabell> tabeller() {
    var nu = utgavor.alla();
    var nyckel =
        nu.stream().map(u -> u.nummer() + " " + u.lage() + " " + u.kontrollsumma()).toList();
    var redan = kanda;
    if (!redan.nyckel().equals(nyckel)) {
      redan = new Kanda(nyckel, tabeller(nu));
      kanda = redan;
    }
    return redan.tabeller();
  }

  /**
   * Every table by its id.
   *
   * @param utgavor the newest year first, and of each year the newest first
   */
  static Map<String, PxTabell> tabeller(List<Utgava> utgavor) {
    var tabeller = new LinkedHashMap<String, PxTabell>();
    var galler = utgavor.stream().filter(u -> u.lage() == Lage.PUBLICERAT).toList();
    var namn = new LinkedHashSet<String>();
    galler.forEach(u -> u.tabeller().forEach(t -> namn.add(t.namn())));
    for (var en : namn) {
      var med =
          galler.stream().filter(u -> u.tabeller().stream().anyMatch(t -> har(t, en))).toList();
      var ars =
          med.stream()
              .map(u -> u.tabeller().stream().filter(t -> har(t, en)).findFirst().orElseThrow())
              .toList();
      tabeller.put(en, new PxTabell(en, true, med, Serie.av(ars)));
    }
    for (var utgava : utgavor) {
      for (var tabell : utgava.tabeller()) {
        var px = PxTabell.utgavas(utgava, tabell);
        tabeller.put(px.id(), px);
      }
    }
    return tabeller;
  }

  private static boolean har(OppenTabell tabell, String namn) {
    return tabell.namn().equals(namn);
  }

  /**
   * A code list with the values that it has in any table, as the newest tells them.
   *
   * @throws ProblemException 404 if no table has it
   */
  Kodlistan kodlista(String id) {
    return kodlista(alla(), id);
  }

  /** A code list and its values. */
  record Kodlistan(Kodlista lista, List<Varde> varden) {}

  static Kodlistan kodlista(List<PxTabell> tabeller, String id) {
    Kodlista lista = null;
    var varden = new LinkedHashMap<String, Varde>();
    for (var tabell : tabeller) {
      for (var variabel : tabell.tabell().variabler()) {
        for (var en : Kodlista.av(variabel)) {
          if (en.id().equalsIgnoreCase(id)) {
            lista = lista == null ? en : lista;
            for (int i : en.i(variabel)) {
              varden.putIfAbsent(variabel.varden().get(i).kod(), variabel.varden().get(i));
            }
          }
        }
      }
    }
    if (lista == null) {
      throw new ProblemException(ProblemType.FINNS_INTE, "Kodlistan finns inte");
    }
    return new Kodlistan(lista, new ArrayList<>(varden.values()));
  }
}
