package se.finsam.uppfoljning.oppnadata;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import se.finsam.uppfoljning.etag.Etag;

/** An answer that anybody may keep for a while, and then ask whether it still holds. */
class KatalogSvar {
  private static final String FEM_MINUTER = "public, max-age=300";

  private KatalogSvar() {}

  static Response av(byte[] bytes, String contentType, HttpHeaders headers) {
    var svar = new Etag("\"" + sha256(bytes) + "\"").get(headers, () -> bytes);
    return Response.fromResponse(svar)
        .type(contentType)
        .header(HttpHeaders.CACHE_CONTROL, FEM_MINUTER)
        .build();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
