package se.finsam.uppfoljning.matning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Locale;

/**
 * One connection to the service, kept open. It reads answers and keeps nothing of them, so that on
 * a machine with few cores the service is measured and not its client.
 */
final class Uppkoppling implements AutoCloseable {
  private static final Duration TALAMOD = Duration.ofSeconds(120);

  private final int port;
  private final byte[] buffert = new byte[1 << 16];
  private int fran;
  private int till;
  private Socket socket;
  private InputStream in;

  Uppkoppling(int port) {
    this.port = port;
  }

  /**
   * @param etag as it was told, or null
   * @param langd of the body, bytes
   */
  record Svar(int status, String etag, long langd) {}

  /** A whole request, ready to be sent any number of times. */
  static byte[] get(String path, String token, String... headers) {
    return begaran("GET", path, token, "", headers);
  }

  static byte[] post(String path, String token, String json) {
    return begaran("POST", path, token, json, "Content-Type: application/json");
  }

  private static byte[] begaran(
      String metod, String path, String token, String body, String... headers) {
    var text = new StringBuilder(metod + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    text.append("Authorization: Bearer ").append(token).append("\r\n");
    for (var header : headers) {
      text.append(header).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
    }
    return text.append("\r\n").append(body).toString().getBytes(UTF_8);
  }

  /**
   * Sends it and reads the whole answer. A connection that the service has left since its last
   * answer, as when it was started again, is made anew.
   */
  Svar skicka(byte[] begaran) throws IOException {
    if (socket != null) {
      try {
        return utbyt(begaran);
      } catch (EOFException | SocketException e) {
        close();
      }
    }
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) TALAMOD.toMillis());
    in = socket.getInputStream();
    fran = till;
    return utbyt(begaran);
  }

  private Svar utbyt(byte[] begaran) throws IOException {
    try {
      socket.getOutputStream().write(begaran);
      return svar();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Svar svar() throws IOException {
    int status = Integer.parseInt(rad().split(" ")[1]);
    String etag = null;
    long langd = 0;
    boolean chunked = false;
    for (var header = rad(); !header.isEmpty(); header = rad()) {
      var namn = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      var varde = header.substring(namn.length() + 1).strip();
      switch (namn) {
        case "etag" -> etag = varde;
        case "content-length" -> langd = Long.parseLong(varde);
        case "transfer-encoding" -> chunked = true;
        default -> {}
      }
    }
    if (status == 304) {
      return new Svar(status, etag, 0);
    }
    if (!chunked) {
      hoppa(langd);
      return new Svar(status, etag, langd);
    }
    for (long bit = Long.parseLong(rad(), 16); bit > 0; bit = Long.parseLong(rad(), 16)) {
      hoppa(bit);
      langd += bit;
      rad();
    }
    rad();
    return new Svar(status, etag, langd);
  }

  private void fyll() throws IOException {
    fran = 0;
    till = Math.max(0, in.read(buffert));
    if (till == 0) {
      throw new EOFException("the service closed the connection");
    }
  }

  private String rad() throws IOException {
    var rad = new StringBuilder();
    while (true) {
      if (fran == till) {
        fyll();
      }
      int start = fran;
      while (fran < till && buffert[fran] != '\n') {
        fran++;
      }
      rad.append(new String(buffert, start, fran - start, ISO_8859_1));
      if (fran < till) {
        fran++;
        return rad.toString().strip();
      }
    }
  }

  private void hoppa(long antal) throws IOException {
    for (long kvar = antal; kvar > 0; ) {
      if (fran == till) {
        fyll();
      }
      int steg = (int) Math.min(kvar, till - fran);
      fran += steg;
      kvar -= steg;
    }
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // it is gone, as it should be
    }
    socket = null;
  }
}
