package se.finsam.uppfoljning.database;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whom the service is told to trust: a key pair of its own, and the tokens signed with it, which
 * last for the longest measurement.
 */
public final class Utfardare {
  static final String NAMN = "https://utfardare.example";
  static final String PUBLIK = "uppfoljning-finsam";

  private final SignatureAlgorithm algoritm;
  private final KeyPair nycklar;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private Utfardare(String slag, int bitar, SignatureAlgorithm algoritm) {
    try {
      var generator = KeyPairGenerator.getInstance(slag);
      generator.initialize(bitar);
      this.nycklar = generator.generateKeyPair();
      this.algoritm = algoritm;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Utfardare rsa() {
    return new Utfardare("RSA", 2048, SignatureAlgorithm.RS256);
  }

  static Utfardare ec() {
    return new Utfardare("EC", 256, SignatureAlgorithm.ES256);
  }

  /** Writes the public key where the service can read it. */
  Path publikNyckel(Path mapp) {
    var pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(nycklar.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    try {
      return Files.writeString(mapp.resolve(algoritm + ".pem"), pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String forsakringskassan() {
    return tokens.computeIfAbsent("", k -> token("forsakringskassan"));
  }

  public String forbund(String kod) {
    return tokens.computeIfAbsent(kod, k -> token("forbundssystem", k));
  }

  private String token(String roll, String... forbund) {
    return Jwt.issuer(NAMN)
        .audience(PUBLIK)
        .subject("system-" + String.join("-", forbund))
        .groups(roll)
        .claim("forbund", List.of(forbund))
        .expiresIn(Duration.ofHours(12))
        .jws()
        .algorithm(algoritm)
        .sign(nycklar.getPrivate());
  }
}
