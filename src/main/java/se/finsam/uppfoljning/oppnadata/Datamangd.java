package se.finsam.uppfoljning.oppnadata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.arsuttag.Utgava;
import se.finsam.uppfoljning.oppnadata.PxWeb.Category;
import se.finsam.uppfoljning.oppnadata.PxWeb.Dataset;
import se.finsam.uppfoljning.oppnadata.PxWeb.Dimension;
import se.finsam.uppfoljning.oppnadata.PxWeb.Unit;
import se.finsam.uppfoljning.oppnadata.Utsnitt.Axel;

/** A part of a table as JSON-stat 2.0 with PxWeb's extensions, with or without its cells. */
final class Datamangd {
  private Datamangd() {}

  /** What a client needs to know before it asks: every axis, and no cell. */
  static Dataset metadata(Utsnitt utsnitt, Lankar lankar) {
    return av(utsnitt, lankar, "/metadata", List.of(), null);
  }

  static Dataset data(Utsnitt utsnitt, Lankar lankar) {
    var varden = new ArrayList<BigDecimal>();
    var status = new LinkedHashMap<String, String>();
    for (int plats : utsnitt.platser()) {
      var tecken = utsnitt.tecken(plats);
      if (tecken != null) {
        status.put(String.valueOf(varden.size()), tecken);
      }
      varden.add(utsnitt.varde(plats));
    }
    return av(utsnitt, lankar, "/data", varden, status.isEmpty() ? null : status);
  }

  private static Dataset av(
      Utsnitt utsnitt,
      Lankar lankar,
      String vad,
      List<BigDecimal> varden,
      Map<String, String> status) {
    var tabell = utsnitt.tabell();
    var axlar = utsnitt.axlar();
    var dimensioner = new LinkedHashMap<String, Dimension>();
    axlar.forEach(a -> dimensioner.put(a.variabel().kod(), dimension(a, lankar)));
    return new Dataset(
        "2.0",
        "dataset",
        lankar.adress("tables/" + tabell.id() + vad),
        tabell.etikett(),
        PxTabell.KALLA,
        tabell.uppdaterad(),
        tabell.noter(),
        roller(axlar),
        axlar.stream().map(a -> a.variabel().kod()).toList(),
        axlar.stream().map(Axel::antal).toList(),
        dimensioner,
        tillagg(utsnitt),
        varden,
        status);
  }

  private static Map<String, List<String>> roller(List<Axel> axlar) {
    var roller = new LinkedHashMap<String, List<String>>();
    for (var axel : axlar) {
      var roll =
          switch (axel.variabel().roll()) {
            case TID -> "time";
            case REGION -> "geo";
            case MATT -> "metric";
            case ANNAN -> null;
          };
      if (roll != null) {
        roller.computeIfAbsent(roll, r -> new ArrayList<>()).add(axel.variabel().kod());
      }
    }
    return roller.isEmpty() ? null : roller;
  }

  private static Dimension dimension(Axel axel, Lankar lankar) {
    var varden = IntStream.range(0, axel.antal()).mapToObj(axel::varde).toList();
    var index = new LinkedHashMap<String, Integer>();
    var etiketter = new LinkedHashMap<String, String>();
    for (var varde : varden) {
      index.put(varde.kod(), index.size());
      etiketter.put(varde.kod(), varde.etikett());
    }
    return new Dimension(
        axel.variabel().etikett(),
        new Category(index, etiketter, delar(varden, index.keySet()), enheter(axel, varden)),
        tillagg(axel.variabel(), lankar));
  }

  /** Which of the values are parts of which, as far as both are there. */
  private static Map<String, List<String>> delar(List<Varde> varden, Set<String> koder) {
    var delar = new LinkedHashMap<String, List<String>>();
    for (var varde : varden) {
      if (varde.foralder() != null && koder.contains(varde.foralder())) {
        delar.computeIfAbsent(varde.foralder(), f -> new ArrayList<>()).add(varde.kod());
      }
    }
    return delar.isEmpty() ? null : delar;
  }

  private static Map<String, Unit> enheter(Axel axel, List<Varde> varden) {
    if (axel.variabel().roll() != Roll.MATT) {
      return null;
    }
    var enheter = new LinkedHashMap<String, Unit>();
    for (var varde : varden) {
      enheter.put(
          varde.kod(), new Unit(Objects.requireNonNullElse(varde.enhet(), ""), varde.decimaler()));
    }
    return enheter;
  }

  private static Map<String, Object> tillagg(Variabel variabel, Lankar lankar) {
    var tillagg = new LinkedHashMap<String, Object>();
    tillagg.put("elimination", variabel.eliminering() != null);
    if (variabel.eliminering() != null) {
      tillagg.put("eliminationValueCode", variabel.eliminering());
    }
    tillagg.put("show", "value");
    tillagg.put(
        "codelists",
        Kodlista.av(variabel).stream()
            .map(
                k ->
                    new PxWeb.CodelistInformation(
                        k.id(),
                        k.etikett(),
                        "Valueset",
                        List.of(lankar.till("metadata", "codelists/" + k.id()))))
            .toList());
    return tillagg;
  }

  private static Map<String, Object> tillagg(Utsnitt utsnitt) {
    var tabell = utsnitt.tabell();
    var px = new LinkedHashMap<String, Object>();
    px.put("tableid", tabell.id());
    px.put("decimals", tabell.decimaler());
    px.put("official-statistics", false);
    px.put("aggregallowed", false);
    px.put("copyright", false);
    px.put("language", Lankar.SPRAK);
    px.put("contents", tabell.tabell().titel());
    px.put("descriptiondefault", false);
    px.put("heading", koder(utsnitt.heading()));
    px.put("stub", koder(utsnitt.stub()));
    px.put("matrix", tabell.id());
    px.put("subject-code", "FINSAM");
    px.put("subject-area", "Uppföljning Finsam");
    var viktiga = new LinkedHashMap<String, Boolean>();
    IntStream.range(0, tabell.noter().size()).forEach(n -> viktiga.put(String.valueOf(n), true));
    var tillagg = new LinkedHashMap<String, Object>();
    tillagg.put("noteMandatory", viktiga);
    tillagg.put("px", px);
    var tider = tabell.tider();
    if (!tider.isEmpty()) {
      tillagg.put("firstPeriod", tider.get(0).kod());
      tillagg.put("lastPeriod", tider.get(tider.size() - 1).kod());
    }
    tillagg.put(
        "status", new TreeMap<>(Map.of("code", Tecken.koder(), "label", Tecken.forklaringar())));
    tillagg.put("license", PxTabell.LICENS);
    tillagg.put("citation", tabell.citat());
    tillagg.put("arsuttag", tabell.utgavor().stream().map(Datamangd::arsuttag).toList());
    return tillagg;
  }

  /** What a reader needs to find the very same figures again. */
  private static Map<String, Object> arsuttag(Utgava utgava) {
    var arsuttag = new LinkedHashMap<String, Object>();
    arsuttag.put("nummer", utgava.nummer());
    arsuttag.put("ar", utgava.ar());
    arsuttag.put("uttagsdatum", utgava.uttagsdatum());
    arsuttag.put("perTidpunkt", utgava.perTidpunkt());
    arsuttag.put("publicerad", utgava.publicerad());
    arsuttag.put("kontrollsumma", utgava.kontrollsumma());
    arsuttag.put("troskel", utgava.troskel());
    return arsuttag;
  }

  private static List<String> koder(List<Axel> axlar) {
    return axlar.stream().map(a -> a.variabel().kod()).toList();
  }
}
