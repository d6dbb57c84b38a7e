package se.finsam.uppfoljning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Requests that well-behaved clients cannot send, byte for byte: no Content-Type, broken encodings,
 * chunks without end.
 *
 * <p>{@code RawHttp.post(path).token(token).body(bytes).send()}. Nothing is added that was not
 * asked for but Host, Connection and, with a body, Content-Length.
 */
public final class RawHttp {
  private static final int CHUNK = 8192;

  private final String method;
  private final String target;
  private final List<String> headers = new ArrayList<>();
  private byte[] body;
  private boolean chunked;

  private RawHttp(String method, String target) {
    this.method = method;
    this.target = target;
  }

  public static RawHttp request(String method, String target) {
    return new RawHttp(method, target);
  }

  public static RawHttp get(String target) {
    return request("GET", target);
  }

  public static RawHttp post(String target) {
    return request("POST", target);
  }

  public static RawHttp put(String target) {
    return request("PUT", target);
  }

  public RawHttp token(String token) {
    return header("Authorization", "Bearer " + token);
  }

  public RawHttp header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  public RawHttp json() {
    return header("Content-Type", "application/json");
  }

  public RawHttp body(byte[] bytes) {
    body = bytes;
    return this;
  }

  public RawHttp body(String text) {
    return body(text.getBytes(UTF_8));
  }

  /** Sends the body in chunks, without telling its length beforehand. */
  public RawHttp chunked() {
    chunked = true;
    return this;
  }

  /** What came back. */
  public record Answer(int status, List<String> headers, String body) {

    /** The first header of the name, or null. */
    public String header(String name) {
      var prefix = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(h -> h.substring(prefix.length()).strip())
          .findFirst()
          .orElse(null);
    }

    public JsonPath json() {
      return JsonPath.from(body);
    }
  }

  public Answer send() {
    try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.setSoTimeout(30_000);
      write(socket);
      return answer(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Socket socket) throws IOException {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\n");
    headers.forEach(h -> head.append(h).append("\r\n"));
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (body != null) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    var out = socket.getOutputStream();
    out.write(head.append("\r\n").toString().getBytes(UTF_8));
    try {
      if (chunked) {
        for (int at = 0; at < body.length; at += CHUNK) {
          int length = Math.min(CHUNK, body.length - at);
          out.write((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
          out.write(body, at, length);
          out.write("\r\n".getBytes(UTF_8));
        }
        out.write("0\r\n\r\n".getBytes(UTF_8));
      } else if (body != null) {
        out.write(body);
      }
      out.flush();
    } catch (IOException e) {
      // the service may answer and close before it has read everything
    }
  }

  private static Answer answer(byte[] bytes) throws IOException {
    var text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer, only " + bytes.length + " bytes");
    }
    var head = List.of(text.substring(0, end).split("\r\n"));
    int status = Integer.parseInt(head.get(0).split(" ")[1]);
    var answer = new Answer(status, head.subList(1, head.size()), "");
    var rest = text.substring(end + 4);
    boolean inChunks = "chunked".equals(answer.header("Transfer-Encoding"));
    return new Answer(
        status,
        answer.headers(),
        new String((inChunks ? joined(rest) : rest).getBytes(ISO_8859_1), UTF_8));
  }

  private static String joined(String chunks) {
    var body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      int length = Integer.parseInt(chunks.substring(at, line).strip(), 16);
      if (length == 0) {
        return body.toString(ISO_8859_1);
      }
      body.writeBytes(chunks.substring(line + 2, line + 2 + length).getBytes(ISO_8859_1));
      at = line + 2 + length + 2;
    }
  }
}
