package se.finsam.uppfoljning.mottagning;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import se.finsam.uppfoljning.problem.Fault;
import se.finsam.uppfoljning.problem.PersonalNumber;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

/**
 * Idempotency-Key: the same request with the same key has one effect and one answer, for 30 days.
 *
 * <p>Key, request and answer are stored in the transaction of the effect. A second request with the
 * key waits until the first is done, and then gets its answer.
 */
@Singleton
public class Idempotens {

  /**
   * A key as it came with a request.
   *
   * @param avsandare the caller's subject: keys of different callers never meet
   * @param nyckel SHA-256 of the key
   * @param begaran SHA-256 of path, query and body
   */
  public record Nyckel(String avsandare, byte[] nyckel, byte[] begaran) {

    /**
     * Reads the header.
     *
     * @return nothing if no key was sent
     * @throws ProblemException 400 if it is empty or longer than 255 characters, 422 if it looks
     *     like a personal number
     */
    public static Optional<Nyckel> of(String header, String avsandare, UriInfo uri, byte[] body) {
      if (header == null) {
        return Optional.empty();
      }
      var key = header.strip();
      if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
        key = key.substring(1, key.length() - 1);
      }
      if (key.isEmpty() || key.length() > 255) {
        throw refused(
            ProblemType.OLASLIG_BEGARAN, "FEL_FORM", "Idempotency-Key har 1 till 255 tecken");
      }
      if (!UUID_FORM.matcher(key).matches() && PersonalNumber.in(key)) {
        throw refused(
            ProblemType.PERSONNUMMER,
            "PERSONNUMMER",
            "Idempotency-Key ser ut som ett personnummer");
      }
      var request = uri.getRequestUri();
      return Optional.of(
          new Nyckel(
              avsandare,
              sha256(key.getBytes(StandardCharsets.UTF_8)),
              sha256(
                  (request.getRawPath() + "?" + request.getRawQuery())
                      .getBytes(StandardCharsets.UTF_8),
                  body)));
    }

    private static final java.util.regex.Pattern UUID_FORM =
        java.util.regex.Pattern.compile(
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
  }

  /**
   * An answer that was given.
   *
   * @param status HTTP status
   * @param location address of what was made
   * @param svar the body, JSON
   */
  public record Svar(int status, String location, String svar) {}

  private static ProblemException refused(ProblemType type, String code, String detail) {
    return new ProblemException(
        type, detail, java.util.List.of(new Fault("{Idempotency-Key}", code, detail)));
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String ENSAM = "select pg_advisory_xact_lock(:nyckel)";

  private static final String TIDIGARE =
      """
      select status, location, svar, begaran = :begaran as samma
        from idempotens
       where avsandare = :avsandare and nyckel = :nyckel and skapad > now() - interval '30 days'
      """;

  public record Tidigare(int status, String location, String svar, boolean samma) {}

  /**
   * The answer that was given before, if the key has been used. First thing in the transaction.
   *
   * @throws ProblemException 422 if the key was used for another request
   */
  public Optional<Svar> tidigare(Handle h, Nyckel nyckel) {
    h.createQuery(ENSAM)
        .bind(
            "nyckel",
            ByteBuffer.wrap(
                    sha256(nyckel.avsandare().getBytes(StandardCharsets.UTF_8), nyckel.nyckel()))
                .getLong())
        .mapToMap()
        .one();
    var svar =
        h.createQuery(TIDIGARE)
            .bind("avsandare", nyckel.avsandare())
            .bind("nyckel", nyckel.nyckel())
            .bind("begaran", nyckel.begaran())
            .mapTo(Tidigare.class)
            .findOne();
    if (svar.isPresent() && !svar.get().samma()) {
      throw refused(
          ProblemType.IDEMPOTENSNYCKEL_UPPTAGEN,
          "ANNAN_BEGARAN",
          "Nyckeln har använts för en annan begäran; ta en ny");
    }
    return svar.map(s -> new Svar(s.status(), s.location(), s.svar()));
  }

  private static final String SPARA =
      """
      with gamla as (
        delete from idempotens
         where (avsandare, nyckel) in (
           select avsandare, nyckel from idempotens
            where skapad <= now() - interval '30 days' and (avsandare, nyckel) <> (:avsandare, :nyckel)
            limit 20 for update skip locked))
      insert into idempotens (avsandare, nyckel, begaran, status, location, svar, skapad)
      values (:avsandare, :nyckel, :begaran, :status, :location, :svar, now())
      on conflict (avsandare, nyckel) do update
        set begaran = excluded.begaran, status = excluded.status, location = excluded.location,
            svar = excluded.svar, skapad = excluded.skapad
      """;

  /** Keeps the answer, in the transaction of its effect, and forgets some that are too old. */
  public void spara(Handle h, Nyckel nyckel, Svar svar) {
    h.createUpdate(SPARA)
        .bind("avsandare", nyckel.avsandare())
        .bind("nyckel", nyckel.nyckel())
        .bind("begaran", nyckel.begaran())
        .bind("status", svar.status())
        .bind("location", svar.location())
        .bind("svar", svar.svar())
        .execute();
  }
}
