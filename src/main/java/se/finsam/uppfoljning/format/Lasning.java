package se.finsam.uppfoljning.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.Json;
import se.finsam.uppfoljning.problem.PersonalNumber;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

/** What holds for every table, whatever file it came in. */
final class Lasning {
  /** As many as a request in JSON may have, and as long. */
  private static final int MOST_ROWS = 2_000;

  private static final int LONGEST_CELL = 20_000;

  private final Rutor rutor;
  private final Set<String> kanda;
  private final List<Rutor.Annan> personer = new ArrayList<>();

  /** The names in the header, null for what is not known or stands there twice. */
  private final List<String> kolumner = new ArrayList<>();

  /** True if something beside the table is too long to be asked for personal numbers. */
  private boolean forLang;

  Lasning(Rutor rutor, Set<String> kanda) {
    this.rutor = rutor;
    this.kanda = kanda;
  }

  Inlast inlast(Faults faults) {
    var rader = granskade();
    if (!rader.isEmpty()) {
      huvud(rader.get(0));
    }
    refusePersons();
    if (forLang) {
      throw Rutor.forStor("En text utanför tabellen är längre än " + LONGEST_CELL + " tecken");
    }
    var inlasta = rutor.bred ? List.<Inlast.Rad>of() : rader(rader.stream().skip(1).toList());
    if (rader.isEmpty() && rutor.fel.isEmpty()) {
      throw Rutor.avvisad("TOM_FIL", "Filen är tom");
    }
    rutor.fel.stream()
        .sorted(
            Comparator.comparingInt(Rutor.Fel::rad)
                .thenComparing(Rutor.Fel::kolumn, Comparator.nullsFirst(Comparator.naturalOrder())))
        .forEach(fel -> tell(fel, faults));
    if (kolumner.isEmpty()) {
      faults.refuse();
    }
    return new Inlast(kolumner.stream().filter(Objects::nonNull).toList(), inlasta);
  }

  /** The rows that are not blank, their texts as they are kept; what may not be kept is noted. */
  private List<Rutor.Rad> granskade() {
    var rader = new ArrayList<Rutor.Rad>();
    for (var rad : rutor.rader) {
      var celler = new ArrayList<String>(rad.celler().size());
      for (int k = 0; k < rad.celler().size(); k++) {
        celler.add(granskad(0, rad.rad(), k, rad.celler().get(k)));
      }
      if (celler.stream().anyMatch(Objects::nonNull)) {
        rader.add(new Rutor.Rad(rad.rad(), celler));
      }
    }
    for (var annan : rutor.andra) {
      granskad(annan.blad(), annan.rad(), annan.kolumn(), annan.text());
    }
    return rader;
  }

  /** The text of a cell as it is kept, null if it is blank or may not be kept. */
  private String granskad(int blad, int rad, int kolumn, String text) {
    if (text == null) {
      return null;
    }
    // before all else: what is asked of a text may make it much longer
    if (text.length() > LONGEST_CELL) {
      forLang |= blad > 0;
      fel(blad, rad, kolumn, "FEL_STORLEK", "Texten är längre än " + LONGEST_CELL + " tecken");
      return null;
    }
    if (!Json.storable(text)) {
      fel(blad, rad, kolumn, "OTILLATET_TECKEN", "Texten innehåller tecken som inte får förekomma");
      return null;
    }
    if (personer.size() <= Faults.MOST && PersonalNumber.in(text)) {
      personer.add(new Rutor.Annan(blad, rad, kolumn, null));
    }
    var plain = Json.plain(text);
    return plain.isEmpty() ? null : plain;
  }

  /** Of the other sheets nothing is read, so nothing else there is wrong. */
  private void fel(int blad, int rad, int kolumn, String code, String detail) {
    if (blad == 0) {
      rutor.olasligt(rad, kolumn, code, detail);
    }
  }

  private void huvud(Rutor.Rad rad) {
    int antal = rad.celler().size();
    while (rad.celler().get(antal - 1) == null) {
      antal--;
    }
    if (antal > Rutor.MOST_COLUMNS) {
      rutor.forMangaKolumner(rad.rad());
    }
    var felaktiga = felaktiga();
    for (int k = 0; k < Math.min(antal, Rutor.MOST_COLUMNS); k++) {
      var cell = rad.celler().get(k);
      var namn = cell == null ? "" : cell.toLowerCase(Locale.ROOT);
      boolean ny = kanda.contains(namn) && !kolumner.contains(namn);
      if (!ny && !felaktiga.contains(List.of(rad.rad(), k))) {
        if (namn.isEmpty()) {
          rutor.olasligt(rad.rad(), k, "SAKNAS", "Kolumnen saknar namn");
        } else if (kanda.contains(namn)) {
          rutor.olasligt(rad.rad(), k, "DUBBLERAD_KOLUMN", "Kolumnens namn finns två gånger");
        } else {
          rutor.olasligt(
              rad.rad(),
              k,
              "OKAND_KOLUMN",
              "Kolumnens namn är inte känt, kända är " + String.join(", ", kanda));
        }
      }
      kolumner.add(ny ? namn : null);
    }
  }

  private Set<List<Integer>> felaktiga() {
    var felaktiga = new HashSet<List<Integer>>();
    for (var fel : rutor.fel) {
      if (fel.kolumn() != null) {
        felaktiga.add(List.of(fel.rad(), fel.kolumn()));
      }
    }
    return felaktiga;
  }

  private void refusePersons() {
    if (!personer.isEmpty()) {
      var faults = new Faults();
      personer.forEach(cell -> faults.rule(person(cell)));
      throw new ProblemException(
          ProblemType.PERSONNUMMER,
          "Tjänsten får inte ta emot uppgifter om personer; inget har sparats",
          faults.list());
    }
  }

  private Fault person(Rutor.Annan cell) {
    var detail = "Uppgiften ser ut som ett personnummer";
    if (cell.rad() == 0) {
      return new Fault(
          "", "PERSONNUMMER", "Namnet på blad " + cell.blad() + " ser ut som ett personnummer");
    }
    return cell.blad() > 1
        ? new Fault(
            "",
            "PERSONNUMMER",
            detail + ", på blad " + cell.blad(),
            cell.rad(),
            Rutor.bokstav(cell.kolumn()))
        : new Fault(
            pointer(cell.rad(), cell.kolumn()),
            "PERSONNUMMER",
            detail,
            cell.rad(),
            kolumn(cell.kolumn()));
  }

  private List<Inlast.Rad> rader(List<Rutor.Rad> rader) {
    var inlasta = new ArrayList<Inlast.Rad>();
    var felaktiga = felaktiga();
    for (var rad : rader) {
      if (inlasta.size() == MOST_ROWS) {
        rutor.fel.add(
            new Rutor.Fel(
                rad.rad(),
                null,
                false,
                "FEL_STORLEK",
                "Tabellen har fler än " + MOST_ROWS + " rader"));
        break;
      }
      langd(rad);
      var celler = new LinkedHashMap<String, String>();
      for (int k = 0; k < Math.min(kolumner.size(), rad.celler().size()); k++) {
        var text = rad.celler().get(k);
        if (kolumner.get(k) != null && text != null && !felaktiga.contains(List.of(rad.rad(), k))) {
          celler.put(kolumner.get(k), text);
        }
      }
      inlasta.add(new Inlast.Rad(rad.rad(), celler));
    }
    return inlasta;
  }

  /** Cells after the last column may be there if they are blank. */
  private void langd(Rutor.Rad rad) {
    var over =
        rad.celler().subList(Math.min(kolumner.size(), rad.celler().size()), rad.celler().size());
    if (over.stream().anyMatch(Objects::nonNull)) {
      rutor.olasligt(
          rad.rad(), null, "FEL_ANTAL_CELLER", "Raden har fler celler än det finns kolumner");
    } else if (rutor.helaRader && rad.celler().size() < kolumner.size()) {
      rutor.olasligt(
          rad.rad(), null, "FEL_ANTAL_CELLER", "Raden har färre celler än det finns kolumner");
    }
  }

  private void tell(Rutor.Fel fel, Faults faults) {
    var fault =
        fel.kolumn() == null
            ? new Fault("/" + fel.rad(), fel.code(), fel.detail(), fel.rad(), null)
            : new Fault(
                pointer(fel.rad(), fel.kolumn()),
                fel.code(),
                fel.detail(),
                fel.rad(),
                kolumn(fel.kolumn()));
    if (fel.olaslig()) {
      faults.unreadable(fault);
    } else {
      faults.rule(fault);
    }
  }

  private String pointer(int rad, int kolumn) {
    return kolumn < kolumner.size() && kolumner.get(kolumn) != null
        ? "/" + rad + "/" + kolumner.get(kolumn)
        : "";
  }

  /**
   * The name if it is one that is known, else the letter: what else stands there may be a value.
   */
  private String kolumn(int kolumn) {
    return kolumn < kolumner.size() && kolumner.get(kolumn) != null
        ? kolumner.get(kolumn)
        : Rutor.bokstav(kolumn);
  }
}
