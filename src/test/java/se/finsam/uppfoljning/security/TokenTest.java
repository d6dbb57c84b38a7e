package se.finsam.uppfoljning.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.finsam.uppfoljning.Land.ROT;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.rad;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.util.KeyUtils;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.RawHttp;
import se.finsam.uppfoljning.Token;

/** Whose tokens are trusted, and who may do what (contract section 3, conventions section 4). */
@QuarkusTest
class TokenTest {
  private static final String FORBUND = ROT + "/forbund/a";
  private static final String RADER =
      """
      {"kvartal":"2023K4","registreringar":[{"insats":"s","deltagare":{"totalt":9}}]}""";
  private static final KeyPair OTHER = keyPair();
  private static boolean built;

  @BeforeEach
  void a_forbund_with_an_insats_and_a_registration() {
    if (!built) {
      Land.tomt();
      forbund("a").medSatsning("s").registrerar("2023K4", rad("s", 5)).then().statusCode(201);
      built = true;
    }
  }

  /** Every GET that needs a token. */
  static Stream<String> protectedGets() {
    return Stream.of(
        "/kodlistor",
        "/kodlistor/lan",
        "/kodlistor/malgrupper",
        "/kodlistor/malgrupper/LANGTIDSSJUKSKRIVNA",
        "/forbund",
        "/forbund/a",
        "/forbund/a/insatser",
        "/forbund/a/insatser/s",
        "/forbund/a/deltagaransvariga",
        "/forbund/a/insatser/s/deltagaransvariga",
        "/forbund/a/insatser/s/deltagaransvariga/p",
        "/forbund/a/insatser/s/deltagaransvariga/p/versioner",
        "/forbund/a/registreringar",
        "/forbund/a/registreringar/2023K4/s",
        "/forbund/a/registreringar/2023K4/s/versioner",
        "/forbund/a/kvittenser/00000000-0000-7000-8000-000000000000",
        "/handelser",
        "/handelser/00000000-0000-7000-8000-000000000000",
        "/sammanstallningar/2023",
        "/sammanstallningar/2023/tabeller/insatser",
        "/registreringslagen?kvartal=2023K4");
  }

  @Nested
  class Without_a_trusted_token {
    @ParameterizedTest
    @MethodSource("se.finsam.uppfoljning.security.TokenTest#protectedGets")
    void nothing_is_read(String path) {
      unauthenticated(RawHttp.get(ROT + path).send());
    }

    @ParameterizedTest
    @CsvSource({
      "PUT,    /kodlistor/malgrupper/NY",
      "PUT,    /forbund/a",
      "PUT,    /forbund/ny",
      "PUT,    /forbund/a/insatser/ny",
      "DELETE, /forbund/a/insatser/s",
      "POST,   /forbund/a/registreringar",
      "POST,   /forbund/a/registreringar?provkorning=true",
    })
    void nothing_is_written(String method, String path) {
      unauthenticated(RawHttp.request(method, ROT + path).json().body("{}").send());
    }

    @Test
    void the_api_tells_what_it_is() {
      assertThat(RawHttp.get(ROT + "/api-info").send().status()).isEqualTo(200);
    }

    static Stream<Arguments> headers() {
      var good = Token.forbund("a");
      var other = Token.forsakringskassan();
      return Stream.of(
          arguments("another scheme", "Basic YTpi"),
          arguments("digest", "Digest username=\"a\""),
          arguments("no scheme", good),
          arguments("no token", "Bearer"),
          arguments("a blank token", "Bearer  "),
          arguments("garbage", "Bearer garbage"),
          arguments("dots", "Bearer .."),
          arguments("three parts of garbage", "Bearer a.b.c"),
          arguments("five parts", "Bearer a.b.c.d.e"),
          arguments("a cut token", "Bearer " + good.substring(0, good.length() - 20)),
          arguments("no signature", "Bearer " + unsigned(good)),
          arguments("another's signature", "Bearer " + unsigned(good) + signature(other)),
          arguments("a very long token", "Bearer " + "x".repeat(10_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void a_header_that_holds_no_token_is_401(String what, String header) {
      unauthenticated(RawHttp.get(FORBUND).header("Authorization", header).send());
    }

    @Test
    void a_token_anywhere_else_is_not_looked_for() {
      var good = Token.forbund("a");
      unauthenticated(RawHttp.get(FORBUND).header("Cookie", "Bearer=" + good).send());
      unauthenticated(RawHttp.get(FORBUND).header("X-Authorization", "Bearer " + good).send());
      unauthenticated(RawHttp.get(FORBUND + "?access_token=" + good).send());
    }

    private static String unsigned(String token) {
      return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static String signature(String token) {
      return token.substring(token.lastIndexOf('.') + 1);
    }
  }

  @Nested
  class A_token {
    @Test
    void of_the_issuer_is_trusted() {
      var audiences = List.of("other", setting("mp.jwt.verify.audiences"));
      for (var token : List.of(new Made(), new Made().claim("aud", audiences))) {
        assertThat(RawHttp.get(FORBUND).token(token.signed()).send().status()).isEqualTo(200);
      }
    }

    static Stream<Arguments> tokens() {
      var now = Instant.now().getEpochSecond();
      var issuer = setting("mp.jwt.verify.issuer");
      return Stream.of(
          arguments("of alg none", new Made().header("alg", "none").unsigned()),
          arguments("of alg None", new Made().header("alg", "None").unsigned()),
          arguments("of alg none, signed", new Made().header("alg", "none").signed()),
          arguments("without an alg", new Made().header("alg", null).signed()),
          arguments("with an unknown alg", new Made().header("alg", "RS257").signed()),
          arguments("with the public key as a secret", new Made().hmac("HmacSHA256", "HS256")),
          arguments("with it as a longer secret", new Made().hmac("HmacSHA512", "HS512")),
          arguments("of RS512", new Made().header("alg", "RS512").signed("SHA512withRSA")),
          arguments("of RS256 in name only", new Made().signed("SHA512withRSA")),
          arguments("signed by another", new Made().forged()),
          arguments("that brings its key", new Made().header("jwk", jwk()).forged()),
          arguments("that points to its key", new Made().header("jku", "http://[::1]:1/").forged()),
          arguments("that names a file", new Made().header("kid", "../../dev/null").forged()),
          arguments(
              "with a critical header",
              new Made().header("crit", List.of("x")).header("x", 1).signed()),
          arguments("that has expired", new Made().claim("exp", now - 60).signed()),
          arguments("that expired long ago", new Made().claim("exp", 0).signed()),
          arguments("without exp", new Made().claim("exp", null).signed()),
          arguments("with exp as text", new Made().claim("exp", "igår").signed()),
          arguments("that is not yet valid", new Made().claim("nbf", now + 600).signed()),
          arguments("of another issuer", new Made().claim("iss", "https://example.org").signed()),
          arguments("of an issuer with a slash", new Made().claim("iss", issuer + "/").signed()),
          arguments("without an issuer", new Made().claim("iss", null).signed()),
          arguments("for another audience", new Made().claim("aud", "other").signed()),
          arguments("for no audience", new Made().claim("aud", null).signed()),
          arguments("for an empty audience", new Made().claim("aud", List.of()).signed()),
          arguments("without a subject", new Made().claim("sub", null).signed()),
          arguments("with upn for it", new Made().claim("sub", null).claim("upn", "x").signed()),
          arguments(
              "with preferred_username for it",
              new Made().claim("sub", null).claim("preferred_username", "x").signed()),
          arguments("with an empty subject", new Made().claim("sub", "").signed()),
          arguments("with a blank subject", new Made().claim("sub", " ").signed()),
          arguments("with a number for a subject", new Made().claim("sub", 5).signed()),
          arguments("whose content is no JSON", new Made().text("garbage").signed()),
          arguments("whose content is a list", new Made().text("[]").signed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void is_refused(String what, String token) {
      unauthenticated(RawHttp.get(FORBUND).token(token).send());
      var write = RawHttp.post(FORBUND + "/registreringar").token(token).json();
      unauthenticated(write.header("Idempotency-Key", "k").body(RADER).send());
    }

    static Stream<Arguments> powerless() {
      return Stream.of(
          arguments("without roles", new Made().claim("groups", null), 403),
          arguments("with no role", new Made().claim("groups", List.of()), 403),
          arguments("with an unknown role", new Made().claim("groups", List.of("admin")), 403),
          arguments("in capitals", new Made().claim("groups", List.of("FORBUNDSSYSTEM")), 403),
          arguments("in one text", new Made().claim("groups", List.of("x forbundssystem")), 403),
          arguments(
              "elsewhere",
              new Made().claim("groups", null).claim("roles", List.of("forbundssystem")),
              403),
          arguments("without a förbund", new Made().claim("forbund", null), 404),
          arguments("with no förbund", new Made().claim("forbund", List.of()), 404),
          arguments("with another förbund", new Made().claim("forbund", List.of("b")), 404),
          arguments("with it in capitals", new Made().claim("forbund", List.of("A")), 404),
          arguments("with a wildcard", new Made().claim("forbund", List.of("*", "%")), 404),
          arguments("in a list", new Made().claim("forbund", List.of(List.of("a"))), 404));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("powerless")
    void has_no_more_rights_than_it_says(String what, Made token, int status) {
      problem(RawHttp.get(FORBUND).token(token.signed()).send(), status);
    }
  }

  @Nested
  class A_role {
    private static final Map<String, String> TOKENS =
        Map.of(
            "system", Token.med("forbundssystem", "a"),
            "admin", Token.med("forbundsadministrator", "a"),
            "ansvarig", Token.med("deltagaransvarig", "a"),
            "fk", Token.forsakringskassan(),
            "nr", Token.nationellaRadet(),
            "forskare", Token.forskare());

    /** Writes have an empty body, so that who may write is told what is missing. */
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        useHeadersInDisplayName = true,
        textBlock =
            """
            method | path                                                       | system | admin | ansvarig | fk  | nr  | forskare
            GET    | /api-info                                                  | 200    | 200   | 200      | 200 | 200 | 200
            GET    | /kodlistor                                                 | 200    | 200   | 200      | 200 | 200 | 403
            GET    | /kodlistor/lan                                             | 200    | 200   | 200      | 200 | 200 | 403
            GET    | /kodlistor/malgrupper                                      | 200    | 200   | 200      | 200 | 200 | 403
            GET    | /kodlistor/malgrupper/LANGTIDSSJUKSKRIVNA                  | 200    | 200   | 200      | 200 | 200 | 403
            PUT    | /kodlistor/malgrupper/NY                                   | 403    | 403   | 403      | 422 | 403 | 403
            GET    | /forbund                                                   | 200    | 200   | 403      | 200 | 200 | 403
            GET    | /forbund/a                                                 | 200    | 200   | 403      | 200 | 200 | 403
            PUT    | /forbund/a                                                 | 403    | 403   | 403      | 422 | 403 | 403
            GET    | /forbund/a/insatser                                        | 200    | 200   | 200      | 200 | 403 | 403
            GET    | /forbund/a/insatser/s                                      | 200    | 200   | 404      | 200 | 403 | 403
            PUT    | /forbund/a/insatser/ny                                     | 422    | 422   | 403      | 403 | 403 | 403
            DELETE | /forbund/a/insatser/s                                      | 409    | 409   | 403      | 403 | 403 | 403
            GET    | /forbund/a/deltagaransvariga                               | 200    | 200   | 403      | 200 | 403 | 403
            GET    | /forbund/a/insatser/s/deltagaransvariga                    | 200    | 200   | 403      | 200 | 403 | 403
            GET    | /forbund/a/insatser/s/deltagaransvariga/p                  | 404    | 404   | 403      | 404 | 403 | 403
            GET    | /forbund/a/insatser/s/deltagaransvariga/p/versioner        | 404    | 404   | 403      | 404 | 403 | 403
            PUT    | /forbund/a/insatser/s/deltagaransvariga/p                  | 422    | 422   | 403      | 403 | 403 | 403
            DELETE | /forbund/a/insatser/s/deltagaransvariga/p                  | 404    | 404   | 403      | 403 | 403 | 403
            POST   | /forbund/a/registreringar                                  | 422    | 422   | 403      | 403 | 403 | 403
            POST   | /forbund/a/registreringar?provkorning=true                 | 422    | 422   | 403      | 403 | 403 | 403
            GET    | /forbund/a/registreringar                                  | 200    | 200   | 200      | 200 | 403 | 403
            GET    | /forbund/a/registreringar/2023K4/s                         | 200    | 200   | 404      | 200 | 403 | 403
            GET    | /forbund/a/registreringar/2023K4/s/versioner               | 200    | 200   | 404      | 200 | 403 | 403
            PUT    | /forbund/a/registreringar/2023K4/s                         | 422    | 422   | 404      | 403 | 403 | 403
            DELETE | /forbund/a/registreringar/2023K4/s                         | 422    | 422   | 403      | 403 | 403 | 403
            GET    | /forbund/a/kvittenser                                      | 200    | 200   | 403      | 200 | 403 | 403
            GET    | /forbund/a/kvittenser/00000000-0000-7000-8000-000000000000 | 404    | 404   | 403      | 404 | 403 | 403
            GET    | /handelser                                                 | 403    | 403   | 403      | 200 | 403 | 403
            GET    | /handelser/00000000-0000-7000-8000-000000000000            | 403    | 403   | 403      | 404 | 403 | 403
            GET    | /sammanstallningar/2023                                    | 403    | 403   | 403      | 200 | 200 | 403
            GET    | /sammanstallningar/2023/tabeller/insatser                  | 403    | 403   | 403      | 200 | 200 | 403
            GET    | /registreringslagen?kvartal=2023K4                         | 403    | 403   | 403      | 200 | 200 | 403
            """)
    void may_do_what_the_contract_says(
        String method,
        String path,
        int system,
        int admin,
        int ansvarig,
        int fk,
        int nr,
        int forskare) {
      var expected = new LinkedHashMap<String, Integer>();
      expected.put("system", system);
      expected.put("admin", admin);
      expected.put("ansvarig", ansvarig);
      expected.put("fk", fk);
      expected.put("nr", nr);
      expected.put("forskare", forskare);
      expected.forEach(
          (role, status) -> {
            var request = RawHttp.request(method, ROT + path).token(TOKENS.get(role));
            var answer = (method.startsWith("P") ? request.json().body("{}") : request).send();
            assertThat(answer.status()).as(role + ": " + answer.body()).isEqualTo(status);
            if (status >= 400) {
              problem(answer, status);
            }
            if (status == 403) {
              assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
            }
          });
    }

    @ParameterizedTest
    @ValueSource(strings = {"forbundssystem", "forbundsadministrator"})
    void of_a_deltagaransvarig_beside_one_of_a_forbund_takes_all_rights_away(String role) {
      var token = Token.med(Set.of("deltagaransvarig", role), "a");
      protectedGets().forEach(p -> problem(RawHttp.get(ROT + p).token(token).send(), 403));
      var write = RawHttp.post(FORBUND + "/registreringar").token(token).json().body(RADER);
      problem(write.send(), 403);
    }

    @Test
    void beside_a_national_one_writes_only_for_the_forbund_in_the_claim() {
      var token = Token.med(Set.of("forsakringskassan", "forbundssystem"), "b");
      assertThat(RawHttp.get(FORBUND).token(token).send().status()).isEqualTo(200);
      var write = RawHttp.post(FORBUND + "/registreringar").token(token).json().body(RADER);
      problem(write.send(), 404);
      problem(RawHttp.request("DELETE", FORBUND + "/insatser/s").token(token).send(), 404);
    }
  }

  private static void unauthenticated(RawHttp.Answer answer) {
    problem(answer, 401);
    assertThat(answer.headers())
        .filteredOn(h -> h.toLowerCase(Locale.ROOT).startsWith("www-authenticate: bearer"))
        .hasSize(1);
  }

  private static void problem(RawHttp.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    var problem = answer.json();
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("type")).startsWith("urn:uppfoljning-finsam:problem:");
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getString("instance")).startsWith("urn:uuid:");
  }

  /** A token made by hand, right in all that is not said otherwise. */
  static final class Made {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private String text;

    Made() {
      var now = Instant.now().getEpochSecond();
      header.put("alg", "RS256");
      header.put("typ", "JWT");
      claims.put("iss", setting("mp.jwt.verify.issuer"));
      claims.put("aud", setting("mp.jwt.verify.audiences"));
      claims.put("sub", "a-system");
      claims.put("iat", now);
      claims.put("exp", now + 300);
      claims.put("groups", List.of("forbundssystem"));
      claims.put("forbund", List.of("a"));
    }

    Made header(String name, Object value) {
      header.put(name, value);
      header.values().remove(null);
      return this;
    }

    Made claim(String name, Object value) {
      claims.put(name, value);
      claims.values().remove(null);
      return this;
    }

    Made text(String payload) {
      text = payload;
      return this;
    }

    String signed() {
      return signed("SHA256withRSA");
    }

    String signed(String algorithm) {
      return signed(algorithm, key());
    }

    /** Signed with a key that is not the issuer's. */
    String forged() {
      return signed("SHA256withRSA", OTHER.getPrivate());
    }

    private String signed(String algorithm, PrivateKey key) {
      try {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(content().getBytes(UTF_8));
        return content() + "." + base64(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    /** Signed with the public key, as if it were a secret that both know. */
    String hmac(String algorithm, String alg) {
      header("alg", alg);
      try {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(setting("mp.jwt.verify.publickey").getBytes(UTF_8), algorithm));
        return content() + "." + base64(mac.doFinal(content().getBytes(UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    String unsigned() {
      return content() + ".";
    }

    private String content() {
      try {
        return base64(JSON.writeValueAsBytes(header))
            + "."
            + base64(text == null ? JSON.writeValueAsBytes(claims) : text.getBytes(UTF_8));
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    static String base64(byte[] bytes) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  private static PrivateKey key() {
    try {
      return KeyUtils.decodePrivateKey(setting("smallrye.jwt.sign.key"));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> jwk() {
    var key = (RSAPublicKey) OTHER.getPublic();
    return Map.of(
        "kty", "RSA",
        "n", Made.base64(key.getModulus().toByteArray()),
        "e", Made.base64(key.getPublicExponent().toByteArray()));
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
