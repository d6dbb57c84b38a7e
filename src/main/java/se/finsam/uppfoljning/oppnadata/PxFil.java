package se.finsam.uppfoljning.oppnadata;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.oppnadata.Utsnitt.Axel;

/** A part of a table as a PX file (AXIS-VERSION 2013), in UTF-8. */
final class PxFil {
  private static final DateTimeFormatter DATUM =
      DateTimeFormatter.ofPattern("yyyyMMdd HH:mm").withZone(ZoneOffset.UTC);
  private static final int LANGSTA_TEXT = 240;

  private final Utsnitt utsnitt;
  private final StringBuilder fil = new StringBuilder();

  private PxFil(Utsnitt utsnitt) {
    this.utsnitt = utsnitt;
  }

  static String av(Utsnitt utsnitt) {
    var fil = new PxFil(utsnitt);
    fil.skriv();
    return fil.fil.toString();
  }

  private void skriv() {
    var tabell = utsnitt.tabell();
    ord("CHARSET", "\"ANSI\"");
    ord("AXIS-VERSION", "\"2013\"");
    ord("CODEPAGE", "\"utf-8\"");
    ord("LANGUAGE", "\"" + Lankar.SPRAK + "\"");
    ord("CREATION-DATE", "\"" + DATUM.format(tabell.uppdaterad()) + "\"");
    ord("DECIMALS", String.valueOf(tabell.decimaler()));
    ord("SHOWDECIMALS", "0");
    ord("MATRIX", text(tabell.id()));
    ord("AGGREGALLOWED", "NO");
    ord("COPYRIGHT", "NO");
    ord("SUBJECT-CODE", "\"FINSAM\"");
    ord("SUBJECT-AREA", "\"Uppföljning Finsam\"");
    ord("TITLE", text(tabell.etikett()));
    ord("CONTENTS", text(tabell.tabell().titel()));
    ord("UNITS", "\"Varierar\""); // each measure says its own
    if (!utsnitt.stub().isEmpty()) {
      ord("STUB", namn(utsnitt.stub()));
    }
    if (!utsnitt.heading().isEmpty()) {
      ord("HEADING", namn(utsnitt.heading()));
    }
    utsnitt.axlar().forEach(this::axel);
    ord("LAST-UPDATED", "\"" + DATUM.format(tabell.uppdaterad()) + "\"");
    ord("SOURCE", text(PxTabell.KALLA));
    ord("NOTEX", text(String.join("#", tabell.noter())));
    // how a reader is to show a cell that holds one, two or three dots
    ord("DATASYMBOL1", text(Tecken.av(Status.EJ_TILLAMPLIGT)));
    ord("DATASYMBOL2", text(Tecken.av(Status.UNDERTRYCKT)));
    ord("DATASYMBOL3", text(Tecken.av(Status.EJ_REDOVISAT)));
    ord("TABLEID", text(tabell.id()));
    celler();
  }

  private void axel(Axel axel) {
    var namn = "(" + text(axel.variabel().etikett()) + ")";
    var varden = IntStream.range(0, axel.antal()).mapToObj(axel::varde).toList();
    ord("VARIABLECODE" + namn, text(axel.variabel().kod()));
    ord("VALUES" + namn, lista(etiketter(varden)));
    if (axel.variabel().roll() == Roll.TID) {
      tid(namn, varden);
    }
    ord("CODES" + namn, lista(varden.stream().map(Varde::kod).toList()));
    if (axel.variabel().roll() == Roll.MATT) {
      ord("CONTVARIABLE", text(axel.variabel().etikett()));
      for (int i = 0; i < varden.size(); i++) {
        var varde = varden.get(i);
        var ett = "(" + text(etiketter(varden).get(i)) + ")";
        ord("UNITS" + ett, text(varde.enhet() == null ? "" : varde.enhet()));
        ord("LAST-UPDATED" + ett, "\"" + DATUM.format(utsnitt.tabell().uppdaterad()) + "\"");
        if (varde.decimaler() > 0) {
          ord(
              "PRECISION("
                  + text(axel.variabel().etikett())
                  + ","
                  + text(etiketter(varden).get(i))
                  + ")",
              String.valueOf(varde.decimaler()));
        }
      }
    }
  }

  /** Only where all are years or all are quarters: the format knows no axis of both. */
  private void tid(String namn, List<Varde> varden) {
    if (varden.stream().allMatch(v -> v.kod().matches("[0-9]{4}"))) {
      ord("TIMEVAL" + namn, "TLIST(A1)," + lista(varden.stream().map(Varde::kod).toList()));
    } else if (varden.stream().allMatch(v -> v.kod().matches("[0-9]{4}K[1-4]"))) {
      ord(
          "TIMEVAL" + namn,
          "TLIST(Q1)," + lista(varden.stream().map(v -> v.kod().replace("K", "")).toList()));
    }
  }

  /** A label must be the only one of its kind in a PX file. */
  private static List<String> etiketter(List<Varde> varden) {
    var sedda = new HashSet<String>();
    var etiketter = new ArrayList<String>();
    for (var varde : varden) {
      etiketter.add(
          sedda.add(varde.etikett())
              ? varde.etikett()
              : varde.etikett() + " (" + varde.kod() + ")");
    }
    return etiketter;
  }

  private void celler() {
    fil.append("DATA=\n");
    int bredd = Utsnitt.antal(utsnitt.heading());
    int[] platser = utsnitt.platser();
    for (int n = 0; n < platser.length; n++) {
      var varde = utsnitt.varde(platser[n]);
      fil.append(varde == null ? "\"" + utsnitt.tecken(platser[n]) + "\"" : varde.toPlainString())
          .append((n + 1) % bredd == 0 ? '\n' : ' ');
    }
    fil.append(";\n");
  }

  private void ord(String nyckelord, String varde) {
    fil.append(nyckelord).append('=').append(varde).append(";\n");
  }

  private static String namn(List<Axel> axlar) {
    return lista(axlar.stream().map(a -> a.variabel().etikett()).toList());
  }

  private static String lista(List<String> texter) {
    return texter.stream().map(PxFil::text).collect(Collectors.joining(",\n"));
  }

  /** A text has no quotation marks in it, and long ones are written in parts. */
  private static String text(String text) {
    var ren = text.replace('"', '\'').replaceAll("[\\r\\n\\t]+", " ");
    var delar = new ArrayList<String>();
    for (int i = 0; i < ren.length(); i += LANGSTA_TEXT) {
      delar.add("\"" + ren.substring(i, Math.min(ren.length(), i + LANGSTA_TEXT)) + "\"");
    }
    return delar.isEmpty() ? "\"\"" : String.join("\n", delar);
  }
}
