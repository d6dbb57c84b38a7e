package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;

/** An open table being filled, cell by cell; a cell is told by the codes of its values. */
final class Celler {
  private final String namn;
  private final String titel;
  private final List<String> noter;
  private final List<Variabel> variabler;
  private final List<Map<String, Integer>> platser = new ArrayList<>();
  private final BigDecimal[] varden;
  private final Status[] status;

  Celler(String namn, String titel, List<String> noter, List<Variabel> variabler) {
    this.namn = namn;
    this.titel = titel;
    this.noter = new ArrayList<>(noter);
    this.variabler = variabler;
    int antal = 1;
    for (var variabel : variabler) {
      var plats = new HashMap<String, Integer>();
      variabel.varden().forEach(v -> plats.put(v.kod(), plats.size()));
      platser.add(plats);
      antal = Math.multiplyExact(antal, plats.size());
    }
    varden = new BigDecimal[antal];
    status = new Status[antal];
    Arrays.fill(status, Status.EJ_REDOVISAT);
  }

  /** An axis being filled. */
  static final class Bygge {
    private final String kod;
    private final String etikett;
    private final Roll roll;
    private final String eliminering;
    private final List<Varde> varden = new ArrayList<>();

    private Bygge(String kod, String etikett, Roll roll, String eliminering) {
      this.kod = kod;
      this.etikett = etikett;
      this.roll = roll;
      this.eliminering = eliminering;
    }

    Bygge med(String varde, String text, String foralder, String slag) {
      varden.add(new Varde(varde, text, foralder, slag, null, 0));
      return this;
    }

    Bygge matt(String varde, String text, String enhet, int decimaler) {
      varden.add(new Varde(varde, text, null, null, enhet, decimaler));
      return this;
    }

    Variabel klar() {
      return new Variabel(kod, etikett, roll, eliminering, List.copyOf(varden));
    }
  }

  static Bygge variabel(String kod, String etikett, Roll roll, String eliminering) {
    return new Bygge(kod, etikett, roll, eliminering);
  }

  private int plats(String... koder) {
    int plats = 0;
    for (int i = 0; i < koder.length; i++) {
      plats = plats * platser.get(i).size() + platser.get(i).get(koder[i]);
    }
    return plats;
  }

  void cell(long antal, String... koder) {
    varden[plats(koder)] = BigDecimal.valueOf(antal);
    status[plats(koder)] = null;
  }

  /** A figure of the content; one that is null nobody has reported. */
  void cell(JsonNode figur, String... koder) {
    boolean finns = figur.isNumber();
    varden[plats(koder)] = finns ? figur.decimalValue() : null;
    status[plats(koder)] = finns ? null : Status.EJ_REDOVISAT;
  }

  /** A member of a row of the content, with the status that the row tells of it. */
  void figur(JsonNode rad, String medlem, String... koder) {
    cell(rad.path(medlem), koder);
    if (rad.path("status").has(medlem)) {
      status[plats(koder)] = Status.valueOf(rad.path("status").path(medlem).asText());
    }
  }

  /** Says of a cell that it is a sum of which a part is unknown. */
  void delvis(String... koder) {
    status[plats(koder)] = Status.DELVIS;
  }

  void saknas(Status varfor, String... koder) {
    varden[plats(koder)] = null;
    status[plats(koder)] = varfor;
  }

  void not(String text) {
    noter.add(text);
  }

  /** Every combination of values, in the order of the cells. */
  void varje(Consumer<List<String>> gor) {
    kombinationer(
            variabler.stream().map(v -> v.varden().stream().map(Varde::kod).toList()).toList())
        .forEach(gor);
  }

  static List<List<String>> kombinationer(List<List<String>> axlar) {
    List<List<String>> alla = List.of(List.of());
    for (var axel : axlar) {
      var nasta = new ArrayList<List<String>>(alla.size() * axel.size());
      for (var hittills : alla) {
        for (var kod : axel) {
          var en = new ArrayList<>(hittills);
          en.add(kod);
          nasta.add(en);
        }
      }
      alla = nasta;
    }
    return alla;
  }

  OppenTabell klar() {
    return new OppenTabell(
        namn, titel, noter, variabler, Arrays.asList(varden), Arrays.asList(status));
  }
}
