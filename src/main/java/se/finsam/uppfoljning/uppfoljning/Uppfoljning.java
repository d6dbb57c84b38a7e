package se.finsam.uppfoljning.uppfoljning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import se.finsam.uppfoljning.sida.Lank;

/**
 * A förbund's year, as the förbund itself follows it up.
 *
 * <p>A figure that has not been reported is null and named in the row's {@code status}, never 0; a
 * figure that the kind of insats does not have (kön of staff) is null without a status.
 *
 * @param forbund code
 * @param namn name, as known then
 * @param ar the year
 * @param perTidpunkt the instant as of which it is told
 * @param noter what a reader must know
 * @param totalt the year's sums, computed on their own
 * @param kvartal the four quarters, in order
 * @param insatser the insatser whose life overlaps the year (R15), in the order of their ids
 * @param registreringar one row for each insats and begun quarter of its life
 * @param jamforelse the förbund's own figures beside medians of others
 * @param atgarder what is missing or late
 */
@Schema(name = "Uppfoljning", description = "Förbundets egen uppföljning av ett år")
record Uppfoljning(
    @Schema(examples = "ostra-sodertorn") String forbund,
    @Schema(examples = "Samordningsförbundet Östra Södertörn") String namn,
    @Schema(examples = "2023") int ar,
    @Schema(examples = "2024-01-22T22:59:59.999999Z") Instant perTidpunkt,
    List<String> noter,
    Totalt totalt,
    List<KvartalRad> kvartal,
    List<InsatsRad> insatser,
    List<RegistreringRad> registreringar,
    List<JamforelseRad> jamforelse,
    List<Atgard> atgarder,
    @JsonProperty("_links") Map<String, Lank> links) {

  /** How far a quarter has come in the time plan, as known then. */
  @Schema(
      name = "UppfoljningLage",
      description =
          "EJ_PABORJAT: kvartalet har inte börjat. OPPET: förfallodagen har inte passerat. FORFALLET: rättelser kräver orsak. SENT: det som kommer är sent. LAST: inget tas emot")
  enum Lage {
    EJ_PABORJAT,
    OPPET,
    FORFALLET,
    SENT,
    LAST
  }

  /** Whether the förbund has said that a quarter is complete, and whether it still is. */
  @Schema(
      name = "UppfoljningAttest",
      description =
          "ANDRAD_EFTER_ATTEST: något har registrerats eller återkallats efter attesten, som därför inte längre gäller")
  enum Attest {
    EJ_ATTESTERAD,
    ATTESTERAD,
    ANDRAD_EFTER_ATTEST
  }

  /**
   * One quarter.
   *
   * @param status EJ_REDOVISAT for each sum that has nothing to sum, DELVIS for each that lacks an
   *     insats alive in the quarter
   */
  @Schema(name = "UppfoljningKvartal", description = "Ett kvartal av året")
  record KvartalRad(
      @JsonUnwrapped KvartalFigurer figurer,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> status) {}

  /**
   * What is known of one quarter.
   *
   * @param kvartal the quarter
   * @param lage how far it has come
   * @param avslutat true once its last day has passed
   * @param forfaller last day on which a value may be changed without a reason
   * @param senEfter what comes after this day is late
   * @param lases last day on which anything is received
   * @param oppenTill last instant of the reopening that holds, of a quarter that is locked by its
   *     time plan; null otherwise
   * @param antalInsatser insatser alive in the quarter (antal)
   * @param antalRegistrerade of which registered
   * @param saknas ids of those that are alive and not registered; none while a nil report holds
   * @param sena ids of those whose first registration came after senEfter
   * @param attest whether it has been attested
   * @param ingetAttRapportera true: a nil report; null without an attest
   * @param attesterad when the latest attest was given
   * @param kvinnor women who took part: pagaendeVidStart and nya (antal deltagare i insatser)
   * @param man men
   * @param nyaKvinnor women who began
   * @param nyaMan men who began
   * @param avslutadeKvinnor women who ended
   * @param avslutadeMan men who ended
   * @param personal staff reached by strukturövergripande insatser (antal), never among deltagare
   */
  public record KvartalFigurer(
      @Schema(examples = "2023K4") String kvartal,
      Lage lage,
      boolean avslutat,
      @Schema(examples = "2024-01-15") LocalDate forfaller,
      @Schema(examples = "2024-01-15") LocalDate senEfter,
      @Schema(examples = "2030-12-31") LocalDate lases,
      @Schema(examples = "2030-12-31T22:59:59.999999Z", nullable = true) Instant oppenTill,
      @Schema(examples = "5") long antalInsatser,
      @Schema(examples = "4") long antalRegistrerade,
      List<String> saknas,
      List<String> sena,
      Attest attest,
      @Schema(nullable = true) Boolean ingetAttRapportera,
      @Schema(examples = "2024-01-15T09:12:01.123456Z", nullable = true) Instant attesterad,
      @Schema(nullable = true) Long kvinnor,
      @Schema(nullable = true) Long man,
      @Schema(nullable = true) Long nyaKvinnor,
      @Schema(nullable = true) Long nyaMan,
      @Schema(nullable = true) Long avslutadeKvinnor,
      @Schema(nullable = true) Long avslutadeMan,
      @Schema(nullable = true) Long personal) {}

  /**
   * The year before, of the same insats or of the whole förbund; a figure that was not reported is
   * null.
   *
   * @param ar the year before
   * @param deltagare deltagare of that year (antal)
   * @param personal staff reached (antal)
   * @param utfallKr actual cost (kronor)
   */
  @Schema(name = "UppfoljningForegaendeAr", description = "Samma uppgifter året före")
  record ForegaendeAr(
      @Schema(examples = "2023") int ar,
      @Schema(nullable = true) Long deltagare,
      @Schema(nullable = true) Long personal,
      @Schema(nullable = true) Long utfallKr) {}

  /**
   * One insats and its year.
   *
   * @param foregaendeAr null for 2023 (nothing before it is comparable), and where the insats had
   *     no life in the year before
   * @param status EJ_REDOVISAT for each figure that has not been reported
   */
  @Schema(name = "UppfoljningInsats", description = "En insats och dess år")
  record InsatsRad(
      @JsonUnwrapped InsatsFigurer figurer,
      @Schema(nullable = true) ForegaendeAr foregaendeAr,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> status) {}

  /**
   * The year's figures of one insats.
   *
   * @param insats the förbund's own id
   * @param namn name
   * @param inriktning what it is directed to
   * @param preciseradInriktning the finer orientation
   * @param kvartalRegistrerade quarters of the year that are registered (antal)
   * @param kvinnor women: pagaendeVidStart of the first registered quarter and all nya (antal)
   * @param man men
   * @param deltagare both
   * @param andelKvinnor share of women
   * @param taljare numerator of andelKvinnor
   * @param namnare denominator of andelKvinnor
   * @param nyaKvinnor women who began during the year
   * @param nyaMan men who began
   * @param avslutadeKvinnor women who ended
   * @param avslutadeMan men who ended
   * @param personal staff reached, summed over the quarters (antal)
   * @param budgeteratAntalDeltagare planned number of the year; of staff, if strukturövergripande
   * @param andelAvPlan deltagare (or personal) through budgeteratAntalDeltagare; may exceed 1
   * @param budgetKr budgeted cost without ESF (kronor)
   * @param utfallKr actual cost without ESF (kronor)
   * @param andelAvBudget utfallKr through budgetKr; may exceed 1
   * @param kostnadPerDeltagareKr utfallKr through deltagare, whole kronor; not comparable between
   *     insatser of different kinds
   */
  public record InsatsFigurer(
      @Schema(examples = "ungdomsteamet") String insats,
      @Schema(examples = "Ungdomsteamet") String namn,
      @Schema(examples = "INDIVIDINRIKTAD") String inriktning,
      @Schema(examples = "ARBETSLIVSINRIKTAD_INSATS") String preciseradInriktning,
      @Schema(examples = "4") long kvartalRegistrerade,
      @Schema(nullable = true) Long kvinnor,
      @Schema(nullable = true) Long man,
      @Schema(nullable = true) Long deltagare,
      @Schema(nullable = true) BigDecimal andelKvinnor,
      @Schema(nullable = true) Long taljare,
      @Schema(nullable = true) Long namnare,
      @Schema(nullable = true) Long nyaKvinnor,
      @Schema(nullable = true) Long nyaMan,
      @Schema(nullable = true) Long avslutadeKvinnor,
      @Schema(nullable = true) Long avslutadeMan,
      @Schema(nullable = true) Long personal,
      @Schema(nullable = true) Long budgeteratAntalDeltagare,
      @Schema(nullable = true) BigDecimal andelAvPlan,
      @Schema(nullable = true) Long budgetKr,
      @Schema(nullable = true) Long utfallKr,
      @Schema(nullable = true) BigDecimal andelAvBudget,
      @Schema(nullable = true) Long kostnadPerDeltagareKr) {

    boolean individinriktad() {
      return inriktning.equals("INDIVIDINRIKTAD");
    }
  }

  /**
   * The whole förbund's year.
   *
   * @param foregaendeAr null for 2023
   * @param status EJ_REDOVISAT for each sum that has nothing to sum, DELVIS for each that lacks an
   *     insats that should have the figure
   */
  @Schema(name = "UppfoljningTotalt", description = "Förbundets år, räknat för sig")
  record Totalt(
      @JsonUnwrapped TotalFigurer figurer,
      @Schema(nullable = true) ForegaendeAr foregaendeAr,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> status) {}

  /**
   * The year's figures of the förbund. Money and plans are sums over the insatser that have told
   * them, which are counted beside.
   *
   * @param antalInsatser insatser of the year
   * @param individinriktade of which aimed at individuals
   * @param strukturovergripande of which aimed at structure
   * @param kvinnor women (antal deltagare i insatser)
   * @param man men
   * @param deltagare both
   * @param andelKvinnor share of women
   * @param taljare numerator of andelKvinnor
   * @param namnare denominator of andelKvinnor
   * @param nyaKvinnor women who began during the year
   * @param nyaMan men who began
   * @param avslutadeKvinnor women who ended
   * @param avslutadeMan men who ended
   * @param personal staff reached (antal)
   * @param budgeteratAntalDeltagare planned deltagare of the individinriktade insatser
   * @param budgetKr budgeted cost without ESF (kronor)
   * @param insatserMedBudget insatser that have told a budget
   * @param utfallKr actual cost without ESF (kronor)
   * @param insatserMedUtfall insatser that have told an outcome
   */
  public record TotalFigurer(
      @Schema(examples = "5") long antalInsatser,
      @Schema(examples = "4") long individinriktade,
      @Schema(examples = "1") long strukturovergripande,
      @Schema(nullable = true) Long kvinnor,
      @Schema(nullable = true) Long man,
      @Schema(nullable = true) Long deltagare,
      @Schema(nullable = true) BigDecimal andelKvinnor,
      @Schema(nullable = true) Long taljare,
      @Schema(nullable = true) Long namnare,
      @Schema(nullable = true) Long nyaKvinnor,
      @Schema(nullable = true) Long nyaMan,
      @Schema(nullable = true) Long avslutadeKvinnor,
      @Schema(nullable = true) Long avslutadeMan,
      @Schema(nullable = true) Long personal,
      @Schema(nullable = true) Long budgeteratAntalDeltagare,
      @Schema(nullable = true) Long budgetKr,
      @Schema(examples = "4") long insatserMedBudget,
      @Schema(nullable = true) Long utfallKr,
      @Schema(examples = "4") long insatserMedUtfall) {}

  /**
   * What is registered for one insats and one quarter of its life.
   *
   * @param status EJ_REDOVISAT for each count of a quarter that is not registered
   */
  @Schema(name = "UppfoljningRegistrering", description = "En insats och ett kvartal")
  record RegistreringRad(
      @JsonUnwrapped RegistreringFigurer figurer,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> status) {}

  /**
   * The counts of one insats and one quarter.
   *
   * @param insats the förbund's own id
   * @param kvartal the quarter
   * @param registrerad false: nothing is registered, and the counts are null
   * @param sen true if its first registration came after senEfter
   * @param pagaendeVidStartKvinnor women there when the quarter began (antal)
   * @param pagaendeVidStartMan men
   * @param nyaKvinnor women who began
   * @param nyaMan men who began
   * @param avslutadeKvinnor women who ended
   * @param avslutadeMan men who ended
   * @param kvarKvinnor women still there when it ended
   * @param kvarMan men
   * @param personal staff reached, in a strukturövergripande insats (antal)
   * @param kommentar the note that follows the figures
   */
  public record RegistreringFigurer(
      @Schema(examples = "ungdomsteamet") String insats,
      @Schema(examples = "2023K4") String kvartal,
      boolean registrerad,
      boolean sen,
      @Schema(nullable = true) Integer pagaendeVidStartKvinnor,
      @Schema(nullable = true) Integer pagaendeVidStartMan,
      @Schema(nullable = true) Integer nyaKvinnor,
      @Schema(nullable = true) Integer nyaMan,
      @Schema(nullable = true) Integer avslutadeKvinnor,
      @Schema(nullable = true) Integer avslutadeMan,
      @Schema(nullable = true) Integer kvarKvinnor,
      @Schema(nullable = true) Integer kvarMan,
      @Schema(nullable = true) Integer personal,
      @Schema(nullable = true) String kommentar) {}

  /** A figure that förbund can be compared by. */
  @Schema(
      name = "UppfoljningMatt",
      description =
          "ANDEL_KVINNOR: kvinnor av deltagare. ANDEL_AV_PLAN: deltagare (personal) av budgeterat antal. ANDEL_AV_BUDGET: utfall av budget. DELTAGARE_PER_INSATS, PERSONAL_PER_INSATS: per insats som har registrerat. KOSTNAD_PER_DELTAGARE_KR: utfall per deltagare")
  enum Matt {
    ANDEL_KVINNOR,
    ANDEL_AV_PLAN,
    ANDEL_AV_BUDGET,
    DELTAGARE_PER_INSATS,
    PERSONAL_PER_INSATS,
    KOSTNAD_PER_DELTAGARE_KR
  }

  /**
   * One figure of the förbund beside the median of the others.
   *
   * @param status EJ_REDOVISAT if the förbund has no figure of its own, FOR_FA_FORBUND if fewer
   *     than five others have one
   */
  @Schema(name = "UppfoljningJamforelse", description = "Ett eget mått bredvid andras median")
  record JamforelseRad(
      @JsonUnwrapped JamforelseFigurer figurer,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> status) {}

  /**
   * A figure per förbund and preciserad inriktning, and its median over the other förbund.
   *
   * @param preciseradInriktning the finer orientation, one that the förbund has
   * @param matt which figure
   * @param eget the förbund's own: taljare through namnare, two decimals, or whole kronor
   * @param taljare its numerator
   * @param namnare its denominator
   * @param median over at least five other förbund that have the figure, two decimals, or whole
   *     hundreds of kronor
   */
  public record JamforelseFigurer(
      @Schema(examples = "ARBETSLIVSINRIKTAD_INSATS") String preciseradInriktning,
      Matt matt,
      @Schema(examples = "0.56", nullable = true) BigDecimal eget,
      @Schema(nullable = true) Long taljare,
      @Schema(nullable = true) Long namnare,
      @Schema(examples = "0.53", nullable = true) BigDecimal median) {}

  /** What can be missing or late. */
  @Schema(name = "UppfoljningAtgardKod", description = "Vad som saknas eller är sent")
  enum AtgardKod {
    SAKNAR_REGISTRERING,
    SENT,
    EJ_ATTESTERAD,
    ATTEST_BRUTEN,
    BUDGET_SAKNAS,
    UTFALL_SAKNAS
  }

  /**
   * Something to do.
   *
   * @param kod what is missing or late
   * @param kvartal the quarter; null if it concerns the year
   * @param insats the insats; null if it concerns the whole förbund
   * @param detalj what to do, in Swedish
   * @param forfaller last day to do it in time; null where there is none
   */
  @Schema(name = "UppfoljningAtgard", description = "Något att göra")
  record Atgard(
      AtgardKod kod,
      @Schema(examples = "2023K4", nullable = true) String kvartal,
      @Schema(examples = "ungdomsteamet", nullable = true) String insats,
      @Schema(examples = "Registrera Ungdomsteamet för 2023K4, senast 2024-01-15") String detalj,
      @Schema(examples = "2024-01-15", nullable = true) LocalDate forfaller) {}
}
