package se.finsam.uppfoljning.oppnadata;

import io.quarkus.qute.HtmlEscaper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.oppnadata.Utformat.Form;
import se.finsam.uppfoljning.oppnadata.Utsnitt.Axel;

/** A part of a table as a page: rows and columns as they were asked for, signs explained below. */
final class Tabellsida {
  private static final HtmlEscaper HTML = new HtmlEscaper(List.of("text/html"));

  private final Utsnitt utsnitt;
  private final Form form;
  private final StringBuilder sida = new StringBuilder();

  private Tabellsida(Utsnitt utsnitt, Form form) {
    this.utsnitt = utsnitt;
    this.form = form;
  }

  static String av(Utsnitt utsnitt, Form form) {
    var sida = new Tabellsida(utsnitt, form);
    sida.skriv();
    return sida.sida.toString();
  }

  private void skriv() {
    var titel = html(utsnitt.tabell().etikett());
    sida.append("<!DOCTYPE html>\n<html lang=\"sv\">\n<head><meta charset=\"utf-8\"><title>")
        .append(titel)
        .append("</title></head>\n<body>\n<table border=\"1\">\n");
    if (form.titel()) {
      sida.append("<caption>").append(titel).append("</caption>\n");
    }
    rubriker();
    rader();
    sida.append("</table>\n<ul>\n");
    utsnitt.tabell().noter().forEach(n -> sida.append("<li>").append(html(n)).append("</li>\n"));
    sida.append("</ul>\n</body>\n</html>\n");
  }

  private void rubriker() {
    var stub = utsnitt.stub();
    sida.append("<thead>\n<tr>");
    for (var axel : stub) {
      sida.append("<th scope=\"col\">")
          .append(html(Utskrifter.rubrik(axel, form.visning())))
          .append("</th>");
    }
    for (int k = 0; k < Utsnitt.antal(utsnitt.heading()); k++) {
      sida.append("<th scope=\"col\">").append(html(texter(utsnitt.heading(), k))).append("</th>");
    }
    sida.append("</tr>\n</thead>\n");
  }

  private String texter(List<Axel> axlar, int nummer) {
    return Stream.of(Utsnitt.varden(axlar, nummer))
        .map(Utskrifter.text(form.visning()))
        .collect(Collectors.joining(", "));
  }

  private void rader() {
    int bredd = Utsnitt.antal(utsnitt.heading());
    int[] platser = utsnitt.platser();
    sida.append("<tbody>\n");
    for (int r = 0; r < platser.length / bredd; r++) {
      sida.append("<tr>");
      for (Varde varde : Utsnitt.varden(utsnitt.stub(), r)) {
        sida.append("<th scope=\"row\">")
            .append(html(Utskrifter.text(form.visning()).apply(varde)))
            .append("</th>");
      }
      for (int k = 0; k < bredd; k++) {
        cell(platser[r * bredd + k]);
      }
      sida.append("</tr>\n");
    }
    sida.append("</tbody>\n");
  }

  private void cell(int plats) {
    var varde = utsnitt.varde(plats);
    sida.append("<td>")
        .append(varde == null ? utsnitt.tecken(plats) : varde.toPlainString())
        .append(varde != null && utsnitt.tecken(plats) != null ? " " + utsnitt.tecken(plats) : "")
        .append("</td>");
  }

  private static String html(String text) {
    return HTML.map(text, null);
  }
}
