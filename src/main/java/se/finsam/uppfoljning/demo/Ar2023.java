package se.finsam.uppfoljning.demo;

import static se.finsam.uppfoljning.kodlista.PreciseradInriktning.ARBETSLIVSINRIKTAD_INSATS;
import static se.finsam.uppfoljning.kodlista.PreciseradInriktning.BEHOVSANALYS;
import static se.finsam.uppfoljning.kodlista.PreciseradInriktning.FORBEREDANDE_INSATS;
import static se.finsam.uppfoljning.kodlista.PreciseradInriktning.FOREBYGGANDE_INSATS;
import static se.finsam.uppfoljning.kodlista.PreciseradInriktning.IDENTIFIERA_INDIVIDENS_BEHOV;
import static se.finsam.uppfoljning.kodlista.PreciseradInriktning.KOMPETENSHOJANDE_INSATS;
import static se.finsam.uppfoljning.kodlista.PreciseradInriktning.UTVECKLA_SAMVERKAN;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import se.finsam.uppfoljning.insats.NyInsats;
import se.finsam.uppfoljning.kodlista.Inriktning;
import se.finsam.uppfoljning.kodlista.Part;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.kodlista.Uppfoljningsmetod;
import se.finsam.uppfoljning.registrering.AntalPerKon;
import se.finsam.uppfoljning.registrering.Deltagare;

/**
 * A year 2023 that agrees with everything published of it: 571 insatser, 254 of them aimed at
 * prioritised groups, by 65 of 72 förbund (published-figures 1 and 1c: one of many such years).
 * Which förbund has what, and every count of people, is made up.
 */
final class Ar2023 {
  private static final String AE = "UNGA_AKTIVITETSERSATTNING";
  private static final String LS = "LANGTIDSSJUKSKRIVNA";
  private static final String UF = "UNGA_FUNKTIONSNEDSATTNING";

  /** Förbund that have begun by the extract; the rest have registered nothing. */
  static final int PABORJADE = 65;

  /** Of those, förbund that say of every quarter that it is complete (contract section 7). */
  static final int ATTESTERADE = 61;

  private final Random random = new Random(2023);
  private final List<Plan> insatser = new ArrayList<>();
  private final Map<Integer, Integer> perForbund = new LinkedHashMap<>();
  private int nasta;

  /**
   * An insats of the year.
   *
   * @param forbund index of the förbund
   * @param kod its id
   * @param insats what is said of it
   * @param kvartal its counts, quarter by quarter
   */
  record Plan(int forbund, String kod, NyInsats insats, List<Deltagare> kvartal) {}

  Ar2023() {
    // förbund that finance something for the group: 33, 34 and 39, overlapping
    malgrupp(List.of(AE), 0, 33, 45, 15, 4, 6, 8);
    malgrupp(List.of(LS), 15, 34, 47, 16, 6, 8, 8);
    malgrupp(List.of(UF), 26, 39, 50, 17, 5, 6, 9);
    malgrupp(List.of(AE, UF), 26, 7, 4, 0, 0, 0, 0);
    var ingen = List.<String>of();
    flera(20, ARBETSLIVSINRIKTAD_INSATS, ingen, 0, PABORJADE);
    flera(25, FORBEREDANDE_INSATS, ingen, 0, PABORJADE);
    flera(10, FOREBYGGANDE_INSATS, ingen, 0, PABORJADE);
    flera(12, IDENTIFIERA_INDIVIDENS_BEHOV, ingen, 0, PABORJADE);
    flera(130, UTVECKLA_SAMVERKAN, ingen, 0, PABORJADE);
    flera(80, KOMPETENSHOJANDE_INSATS, ingen, 0, PABORJADE);
    flera(40, BEHOVSANALYS, ingen, 0, PABORJADE);
  }

  List<Plan> insatser() {
    return insatser;
  }

  /** The one that came too late for the extract of 2024-01-22. */
  Plan sen() {
    var plan = plan(PABORJADE, ARBETSLIVSINRIKTAD_INSATS, List.of(AE));
    return new Plan(plan.forbund(), plan.kod(), plan.insats(), plan.kvartal().subList(3, 4));
  }

  private void malgrupp(
      List<String> malgrupper,
      int fran,
      int forbund,
      int arbete,
      int forbereda,
      int forebygga,
      int identifiera,
      int utveckla) {
    flera(arbete, ARBETSLIVSINRIKTAD_INSATS, malgrupper, fran, forbund);
    flera(forbereda, FORBEREDANDE_INSATS, malgrupper, fran, forbund);
    flera(forebygga, FOREBYGGANDE_INSATS, malgrupper, fran, forbund);
    flera(identifiera, IDENTIFIERA_INDIVIDENS_BEHOV, malgrupper, fran, forbund);
    flera(utveckla, UTVECKLA_SAMVERKAN, malgrupper, fran, forbund);
  }

  /** So many insatser of a kind, dealt out in turn among so many förbund. */
  private void flera(
      int antal, PreciseradInriktning inriktning, List<String> malgrupper, int fran, int forbund) {
    for (int i = 0; i < antal; i++) {
      insatser.add(plan(fran + nasta++ % forbund, inriktning, malgrupper));
    }
  }

  private Plan plan(int forbund, PreciseradInriktning preciserad, List<String> malgrupper) {
    int nummer = perForbund.merge(forbund, 1, Integer::sum);
    boolean individ = preciserad.inriktning() == Inriktning.INDIVIDINRIKTAD;
    var namn = (individ ? "Demoinsats " : "Demosatsning ") + nummer;
    return new Plan(
        forbund,
        "insats-" + nummer,
        new NyInsats(
            namn,
            preciserad.inriktning(),
            preciserad,
            malgrupper,
            individ ? Uppfoljningsmetod.ANTAL_PER_KON : Uppfoljningsmetod.ANTAL_TOTALT,
            random.nextInt(20) == 0,
            Part.values()[random.nextInt(Part.values().length)],
            null,
            LocalDate.of(2023, 1, 1),
            null),
        individ ? deltagare() : personal());
  }

  /** Four quarters whose stock continues from one to the next. */
  private List<Deltagare> deltagare() {
    var kvartal = new ArrayList<Deltagare>();
    int kvinnor = random.nextInt(25);
    int man = random.nextInt(20);
    for (int i = 0; i < 4; i++) {
      var start = new AntalPerKon(kvinnor, man);
      var nya = new AntalPerKon(random.nextInt(9), random.nextInt(8));
      var avslutade =
          new AntalPerKon(
              random.nextInt((kvinnor + nya.kvinnor()) / 2 + 1),
              random.nextInt((man + nya.man()) / 2 + 1));
      kvartal.add(Deltagare.perKon(start, nya, avslutade));
      kvinnor += nya.kvinnor() - avslutade.kvinnor();
      man += nya.man() - avslutade.man();
    }
    return kvartal;
  }

  private List<Deltagare> personal() {
    return List.of(
        Deltagare.personal(random.nextInt(40)),
        Deltagare.personal(random.nextInt(40)),
        Deltagare.personal(random.nextInt(40)),
        Deltagare.personal(random.nextInt(40)));
  }
}
