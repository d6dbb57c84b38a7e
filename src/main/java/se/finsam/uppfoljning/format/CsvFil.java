package se.finsam.uppfoljning.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Reads RFC 4180, with a comma or a semicolon, and CRLF, LF or CR.
 *
 * <p>No library: FastCSV 4.1.0 takes a quote that is never closed as it is, joins two records where
 * a cell holds a CR alone, and stops at the first fault; each would register something else than
 * was sent, or tell only a part of what is wrong.
 */
final class CsvFil {
  private final Rutor rutor = new Rutor(true);
  private final String text;
  private final char separator;
  private int at;
  private int line = 1;

  private CsvFil(String text) {
    this.text = text;
    this.separator = separator(text);
  }

  static Rutor las(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Rutor.avvisad(
          "FEL_TECKENKODNING", "Filen är inte UTF-8; spara den som \"CSV UTF-8\" i Excel");
    }
    var fil = new CsvFil(text.startsWith("\uFEFF") ? text.substring(1) : text);
    while (fil.at < fil.text.length()) {
      fil.record();
    }
    return fil.rutor;
  }

  /** What there is more of in the first line that has anything, outside quotes. */
  private static char separator(String text) {
    int commas = 0;
    int semicolons = 0;
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!quoted && begun && newline(c)) {
        break;
      }
      begun |= !newline(c);
      quoted ^= c == '"';
      commas += !quoted && c == ',' ? 1 : 0;
      semicolons += !quoted && c == ';' ? 1 : 0;
    }
    return semicolons > commas ? ';' : ',';
  }

  private static boolean newline(char c) {
    return c == '\n' || c == '\r';
  }

  private void record() {
    int rad = line;
    var celler = new ArrayList<String>();
    boolean more = true;
    while (more) {
      celler.add(rutor.raknad(Apostrof.utan(cell(rad, celler.size()))));
      more = at < text.length() && text.charAt(at) == separator;
      at += more ? 1 : 0;
    }
    if (at < text.length()) {
      newline();
    }
    rutor.rader.add(new Rutor.Rad(rad, celler));
  }

  private String cell(int rad, int kolumn) {
    var cell = new StringBuilder();
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    if (quoted) {
      quoted(rad, kolumn, cell);
    }
    int from = at;
    while (at < text.length() && text.charAt(at) != separator && !newline(text.charAt(at))) {
      at++;
    }
    var plain = text.substring(from, at);
    if (quoted && !plain.isEmpty() || plain.indexOf('"') >= 0) {
      rutor.olasligt(
          rad,
          kolumn,
          "FEL_CITATTECKEN",
          "En cell med citattecken omges av citattecken, och varje citattecken inuti dubbleras");
    }
    return cell.append(plain).toString();
  }

  private void quoted(int rad, int kolumn, StringBuilder cell) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        if (at == text.length() || text.charAt(at) != '"') {
          return;
        }
        cell.append('"');
        at++;
      } else if (newline(c)) {
        int from = at;
        newline();
        cell.append(text, from, at);
      } else {
        cell.append(c);
        at++;
      }
    }
    rutor.olasligt(
        rad, kolumn, "OAVSLUTAT_CITAT", "Citattecknet som cellen börjar med avslutas aldrig");
  }

  private void newline() {
    boolean two = text.startsWith("\r\n", at);
    at += two ? 2 : 1;
    line++;
  }
}
