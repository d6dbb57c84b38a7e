package se.finsam.uppfoljning.problem;

import java.util.Locale;

/** The kinds of refusal. Clients key on {@link #uri()}, never on text. */
public enum ProblemType {
  /** The request cannot be read: broken JSON, wrong types, unknown members or parameters. */
  OLASLIG_BEGARAN(400, "Begäran kan inte läsas"),
  /** No token, or one that cannot be trusted. */
  INLOGGNING_KRAVS(401, "Inloggning krävs"),
  /** A good token without the right. */
  SAKNAR_BEHORIGHET(403, "Behörighet saknas"),
  /** More cells in one answer than is allowed; the data are open, in smaller parts. */
  FOR_MANGA_CELLER(403, "Svaret har för många celler"),
  /** Not there, or another förbund's: the answer is the same. */
  FINNS_INTE(404, "Finns inte"),
  /** The path exists, the method does not. */
  METOD_STODS_INTE(405, "Metoden stöds inte"),
  /** None of the media types asked for can be given. */
  FORMAT_STODS_INTE(406, "Formatet stöds inte"),
  /** The state of the resource forbids it. */
  KONFLIKT(409, "Konflikt med nuläget"),
  /** The quarter is locked (R16): nothing more is received, unless it is reopened. */
  KVARTAL_LAST(409, "Kvartalet är låst"),
  /** It was public and has been withdrawn; the detail says why, and what holds instead. */
  ATERKALLAT(410, "Återkallat"),
  /** If-Match or If-None-Match did not hold: somebody else was first. */
  FORHANDSVILLKOR_BRUTET(412, "Förhandsvillkoret är inte uppfyllt"),
  /** More than 1 MB. */
  FOR_STOR_BEGARAN(413, "Begäran är för stor; högst 1 MB"),
  /** An address longer than anything here. */
  FOR_LANG_ADRESS(414, "Adressen är för lång"),
  /** The body is not of a media type (or encoding) that is read here. */
  MEDIETYP_STODS_INTE(
      415,
      "Medietypen stöds inte; sänd application/json i UTF-8, registreringar även text/csv och xlsx"),
  /** Readable, but breaks rules: all of them are listed. */
  REGELBROTT(422, "Begäran bryter mot regler"),
  /** Something in it looks like a personal number. The value is not repeated, stored or logged. */
  PERSONNUMMER(422, "Begäran innehåller något som ser ut som ett personnummer"),
  /** The Idempotency-Key has been used for another request. */
  IDEMPOTENSNYCKEL_UPPTAGEN(422, "Idempotensnyckeln är redan använd"),
  /** An update without If-Match. */
  FORHANDSVILLKOR_KRAVS(428, "Förhandsvillkor krävs"),
  /** More calls than are allowed in a while; Retry-After says when there is room again. */
  FOR_MANGA_ANROP(429, "För många anrop"),
  /** Our fault. */
  OVANTAT_FEL(500, "Oväntat fel"),
  /** The database cannot be reached just now; try again. */
  OTILLGANGLIG(503, "Tjänsten är tillfälligt otillgänglig");

  public final int status;
  public final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The stable identifier of the kind, a URN. */
  public String uri() {
    return "urn:uppfoljning-finsam:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind that a bare HTTP status stands for. */
  static ProblemType ofStatus(int status) {
    for (ProblemType type : values()) {
      if (type.status == status) {
        return type;
      }
    }
    return status < 500 ? OLASLIG_BEGARAN : OVANTAT_FEL;
  }
}
