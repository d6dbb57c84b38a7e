package se.finsam.uppfoljning.oppnadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.format.Blad;
import se.finsam.uppfoljning.format.Filer;
import se.finsam.uppfoljning.oppnadata.Utformat.Form;
import se.finsam.uppfoljning.oppnadata.Utformat.Visning;
import se.finsam.uppfoljning.oppnadata.Utsnitt.Axel;

/**
 * A part of a table as CSV and XLSX: one row a cell, with codes, labels, value and status. CSV is
 * also laid out in rows and columns, as PxWeb does it, when the client says what is to be in the
 * columns; then a cell without a value holds its sign.
 */
final class Utskrifter {
  private Utskrifter() {}

  static byte[] csv(Utsnitt utsnitt, Form form) {
    var blad =
        utsnitt.placerad() && !utsnitt.heading().isEmpty()
            ? korstabell(utsnitt, form.visning())
            : langform(utsnitt, form.visning());
    var csv = Filer.csv(blad, form.skiljetecken());
    if (!form.titel()) {
      return csv;
    }
    var med = new ByteArrayOutputStream();
    med.writeBytes(
        Filer.csv(
            new Blad("titel", List.of(utsnitt.tabell().etikett()), List.of()),
            form.skiljetecken()));
    med.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    med.writeBytes(csv);
    return med.toByteArray();
  }

  static byte[] xlsx(Utsnitt utsnitt, Form form) {
    var bok = new ByteArrayOutputStream();
    try {
      Filer.xlsx(List.of(langform(utsnitt, form.visning()), definitioner(utsnitt)), bok);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bok.toByteArray();
  }

  /** One row a cell, in the order of the axes. */
  static Blad langform(Utsnitt utsnitt, Visning visning) {
    var axlar = utsnitt.axlar();
    var kolumner = new ArrayList<String>();
    for (var axel : axlar) {
      if (visning != Visning.TEXTER) {
        kolumner.add(axel.variabel().kod());
      }
      if (visning != Visning.KODER) {
        kolumner.add(axel.variabel().kod() + "_text");
      }
    }
    kolumner.add("value");
    kolumner.add("status");
    var rader = new ArrayList<List<Object>>();
    int[] platser = utsnitt.platser();
    for (int n = 0; n < platser.length; n++) {
      var rad = new ArrayList<Object>(kolumner.size());
      for (var varde : Utsnitt.varden(axlar, n)) {
        if (visning != Visning.TEXTER) {
          rad.add(varde.kod());
        }
        if (visning != Visning.KODER) {
          rad.add(varde.etikett());
        }
      }
      rad.add(utsnitt.varde(platser[n]));
      rad.add(utsnitt.tecken(platser[n]));
      rader.add(rad);
    }
    return new Blad("Data", kolumner, rader);
  }

  private static Blad korstabell(Utsnitt utsnitt, Visning visning) {
    var text = text(visning);
    int bredd = Utsnitt.antal(utsnitt.heading());
    var kolumner = new ArrayList<String>();
    utsnitt.stub().forEach(a -> kolumner.add(rubrik(a, visning)));
    for (int k = 0; k < bredd; k++) {
      kolumner.add(
          Stream.of(Utsnitt.varden(utsnitt.heading(), k))
              .map(text)
              .collect(Collectors.joining(" ")));
    }
    var rader = new ArrayList<List<Object>>();
    int[] platser = utsnitt.platser();
    for (int r = 0; r < platser.length / bredd; r++) {
      var rad = new ArrayList<Object>(kolumner.size());
      Stream.of(Utsnitt.varden(utsnitt.stub(), r)).map(text).forEach(rad::add);
      for (int k = 0; k < bredd; k++) {
        rad.add(utsnitt.synligt(platser[r * bredd + k]));
      }
      rader.add(rad);
    }
    return new Blad("Data", kolumner, rader);
  }

  static String rubrik(Axel axel, Visning visning) {
    return visning == Visning.KODER ? axel.variabel().kod() : axel.variabel().etikett();
  }

  /** How a value is written where it has one cell: as its label, unless the client says other. */
  static Function<Varde, String> text(Visning visning) {
    if (visning == Visning.KODER) {
      return Varde::kod;
    }
    return visning == Visning.BADA ? v -> v.kod() + " " + v.etikett() : Varde::etikett;
  }

  private static Blad definitioner(Utsnitt utsnitt) {
    var tabell = utsnitt.tabell();
    var rader = new ArrayList<List<Object>>();
    rader.add(List.of("Titel", tabell.etikett()));
    rader.add(List.of("Tabell", tabell.id()));
    rader.add(List.of("Källa", PxTabell.KALLA));
    rader.add(List.of("Licens", PxTabell.LICENS));
    for (var utgava : tabell.utgavor()) {
      rader.add(List.of("Årsuttag", utgava.nummer()));
      rader.add(List.of("Uttagsdatum", utgava.uttagsdatum()));
      rader.add(List.of("Publicerat", utgava.publicerad().toString()));
      rader.add(List.of("Kontrollsumma (SHA-256)", utgava.kontrollsumma()));
      rader.add(List.of("Tröskel", utgava.troskel()));
      rader.add(List.of("Citera så här", utgava.citat()));
    }
    for (var status : Status.values()) {
      rader.add(List.of("Status " + Tecken.av(status), Tecken.forklaring(status)));
    }
    for (var variabel : tabell.tabell().variabler()) {
      if (utsnitt.axlar().stream().noneMatch(a -> a.variabel().equals(variabel))) {
        rader.add(List.of(variabel.etikett(), utelamnad(variabel)));
      }
    }
    tabell.tabell().noter().forEach(not -> rader.add(List.of("Not", not)));
    return new Blad("Definitioner", List.of("Uppgift", "Innehåll"), rader);
  }

  /** The label of the value that is meant when the variable is left out. */
  private static String utelamnad(Variabel variabel) {
    return variabel.varden().stream()
        .filter(v -> v.kod().equals(variabel.eliminering()))
        .map(Varde::etikett)
        .findFirst()
        .orElse("");
  }
}
