package se.finsam.uppfoljning.oppnadata;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import se.finsam.uppfoljning.etag.Etag;
import se.finsam.uppfoljning.oppnadata.Utformat.Form;

/**
 * Answers that anybody may keep: for a day if they are of one release, which is never altered, else
 * for a few minutes. Their tags are made from what is open, and from nothing else.
 */
final class Svar {
  private static final String EN_STUND = "public, max-age=300";
  private static final String ETT_DYGN = "public, max-age=86400, immutable";
  private static final int TECKEN_I_TAGG = 32;

  private Svar() {}

  /** An answer of which the parts tell when it is another. */
  static Response enStund(HttpHeaders headers, List<?> delar, Supplier<?> svar) {
    return svar(headers, EN_STUND, delar, svar);
  }

  /** An answer of one table: the parts tell what of it. */
  static Response av(PxTabell tabell, HttpHeaders headers, List<?> delar, Supplier<?> svar) {
    var alla =
        List.of(
            tabell.id(),
            tabell.utgavor().stream()
                .map(u -> u.nummer() + " " + u.kontrollsumma())
                .collect(Collectors.joining(" ")),
            delar);
    return svar(headers, tabell.serie() ? EN_STUND : ETT_DYGN, alla, svar);
  }

  /** What is asked for, as text: the same for every way to ask for it. */
  static String av(Utsnitt utsnitt, Form form) {
    return utsnitt.stub().stream().map(Svar::av).toList()
        + " "
        + utsnitt.heading().stream().map(Svar::av).toList()
        + " "
        + utsnitt.bas()
        + " "
        + utsnitt.placerad()
        + " "
        + form;
  }

  private static String av(Utsnitt.Axel axel) {
    return axel.variabel().kod() + Arrays.toString(axel.val());
  }

  private static Response svar(HttpHeaders headers, String cache, List<?> delar, Supplier<?> svar) {
    return Response.fromResponse(Etag.weak(summa(delar.toString())).get(headers, svar))
        .header(HttpHeaders.CACHE_CONTROL, cache)
        .build();
  }

  private static String summa(String text) {
    try {
      var summa =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(summa).substring(0, TECKEN_I_TAGG);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
