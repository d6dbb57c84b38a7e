package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * A JSON document that is kept as bytes. The bytes are its canonical form (RFC 8785): members in
 * the order of their names, no white space, one way to write a number and a text. So the same data
 * give the same bytes in any language, and anybody can compute their checksum.
 *
 * @param bytes UTF-8
 */
record Dokument(byte[] bytes) {
  private static final ObjectMapper LASARE = new ObjectMapper();

  /** Writes a document in its canonical form. */
  static Dokument av(JsonNode innehall) {
    try {
      return new Dokument(
          new JsonCanonicalizer(LASARE.writeValueAsBytes(innehall)).getEncodedUTF8());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode innehall() {
    try {
      return LASARE.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of the bytes. */
  byte[] kontrollsumma() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A checksum as it is told: hexadecimal, lower case. */
  static String hex(byte[] kontrollsumma) {
    return HexFormat.of().formatHex(kontrollsumma);
  }

  /** Reads a part of a document into a record. */
  static <T> T som(JsonNode del, Class<T> typ, ObjectMapper mapper) {
    try {
      return mapper.treeToValue(del, typ);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
