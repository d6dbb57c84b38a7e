package se.finsam.uppfoljning.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import se.finsam.uppfoljning.ekonomi.NyForbundEkonomi;
import se.finsam.uppfoljning.ekonomi.NyInsatsEkonomi;
import se.finsam.uppfoljning.ekonomi.TilldeladeMedel;
import se.finsam.uppfoljning.kodlista.Finansiar;
import se.finsam.uppfoljning.registrering.Deltagare;

/**
 * Money for the demo year, all of it made up: half from the state and a quarter each from kommuner
 * and regioner, as 5 § of the law says, most of it spent on the insatser. Here and there something
 * is not told.
 */
final class Ekonomi2023 {
  private static final int TUSEN = 1_000;

  /** Of its own, so that the rest of the year is the same with money as without. */
  private final Random random = new Random(20230329);

  private final List<NyForbundEkonomi> forbund = new ArrayList<>();
  private final List<NyInsatsEkonomi> insatser = new ArrayList<>();

  Ekonomi2023(Ar2023 ar) {
    for (int i = 0; i < Ar2023.PABORJADE; i++) {
      int nummer = i;
      long deras = ar.insatser().stream().filter(p -> p.forbund() == nummer).count();
      forbund.add(forbund(deras));
    }
    for (var plan : ar.insatser()) {
      insatser.add(insats(plan));
    }
  }

  /** Of each förbund that has begun, in their order, as the year ended. */
  List<NyForbundEkonomi> forbund() {
    return forbund;
  }

  /** Of each insats, in their order, as the year ended. */
  List<NyInsatsEkonomi> insatser() {
    return insatser;
  }

  /** What a förbund knew when the year began. */
  static NyForbundEkonomi budget(NyForbundEkonomi e) {
    return new NyForbundEkonomi(e.tilldeladeMedel(), e.egetKapitalKr(), e.admBudgetKr(), null);
  }

  /** What was known of an insats when the year began. */
  static NyInsatsEkonomi budget(NyInsatsEkonomi e) {
    return new NyInsatsEkonomi(
        e.budgetKr(), null, e.esfBudgetKr(), null, e.budgeteratAntalDeltagare());
  }

  private NyForbundEkonomi forbund(long insatser) {
    long kvart = (150 + 120 * insatser + random.nextInt(300)) * TUSEN;
    var medel = new ArrayList<TilldeladeMedel>();
    medel.add(new TilldeladeMedel(Finansiar.STAT, 2 * kvart));
    medel.add(new TilldeladeMedel(Finansiar.KOMMUNER, kvart));
    medel.add(new TilldeladeMedel(Finansiar.REGIONER, kvart));
    if (random.nextInt(10) > 0) {
      medel.add(new TilldeladeMedel(Finansiar.SAMORDNINGSFORBUND, 0L));
      medel.add(new TilldeladeMedel(Finansiar.ESF, random.nextInt(8) == 0 ? kvart / 4 : 0L));
      medel.add(new TilldeladeMedel(Finansiar.OVRIGA, 0L));
    }
    long adm = (600L + random.nextInt(900)) * TUSEN;
    return new NyForbundEkonomi(
        medel,
        sagt(15, (random.nextInt(2_000) - 200L) * TUSEN),
        adm,
        sagt(12, adm * (85 + random.nextInt(25)) / 100));
  }

  private NyInsatsEkonomi insats(Ar2023.Plan plan) {
    long budget = (150L + random.nextInt(600)) * TUSEN;
    long utfall = budget * (70 + random.nextInt(40)) / 100;
    boolean esf = plan.insats().esfFinansiering();
    var esfBudget = esf ? Long.valueOf(budget / 2) : null;
    var esfUtfall = esf ? sagt(4, utfall / 2) : null;
    return new NyInsatsEkonomi(
        budget,
        sagt(20, utfall),
        esfBudget,
        esfUtfall,
        sagt(10, antal(plan.kvartal()) * (70 + random.nextInt(60)) / 100));
  }

  /** Clients or staff of the year, after which the plan is made up. */
  private static long antal(List<Deltagare> kvartal) {
    long antal = 0;
    for (int i = 0; i < kvartal.size(); i++) {
      var k = kvartal.get(i);
      antal +=
          k.totalt() != null
              ? k.totalt()
              : k.nya().kvinnor()
                  + k.nya().man()
                  + (i == 0 ? k.pagaendeVidStart().kvinnor() + k.pagaendeVidStart().man() : 0);
    }
    return antal;
  }

  /** The value, but unknown once in so many times. */
  private Long sagt(int ganger, long varde) {
    return random.nextInt(ganger) == 0 ? null : Long.valueOf(varde);
  }
}
