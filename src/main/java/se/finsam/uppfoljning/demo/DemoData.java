package se.finsam.uppfoljning.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.attest.Attester;
import se.finsam.uppfoljning.attest.NyAttest;
import se.finsam.uppfoljning.ekonomi.Forbundsekonomier;
import se.finsam.uppfoljning.ekonomi.Insatsekonomier;
import se.finsam.uppfoljning.ekonomi.NyForbundEkonomi;
import se.finsam.uppfoljning.ekonomi.NyInsatsEkonomi;
import se.finsam.uppfoljning.forbund.Forbunden;
import se.finsam.uppfoljning.insats.Insatser;
import se.finsam.uppfoljning.mottagning.Klocka;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.period.Kvartal;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.registrering.NyRegistrering;
import se.finsam.uppfoljning.registrering.NyaRegistreringar;
import se.finsam.uppfoljning.registrering.Omfattning;
import se.finsam.uppfoljning.registrering.Registreringar;
import se.finsam.uppfoljning.security.Caller;
import se.finsam.uppfoljning.security.Roles;

/**
 * Sends the demo year through the service's own write path, as the förbund would have sent it, and
 * when: insatser and budgets in March 2023, each quarter after its end, what it all cost in January
 * 2024, and one förbund's first insats on 2024-01-23, a day too late for the extract.
 */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
class DemoData {
  private static final Ar ARET = new Ar(2023);
  private static final Instant REGISTRET = Instant.parse("2023-01-02T08:00:00Z");
  private static final Instant INSATSERNA = Instant.parse("2023-03-27T07:00:00Z");
  private static final Instant BUDGETARNA = Instant.parse("2023-03-29T07:00:00Z");
  private static final List<Instant> KVARTALEN =
      List.of(
          Instant.parse("2023-04-11T07:00:00Z"),
          Instant.parse("2023-07-10T07:00:00Z"),
          Instant.parse("2023-10-10T07:00:00Z"),
          Instant.parse("2024-01-10T08:00:00Z"));
  private static final Instant UTFALLEN = Instant.parse("2024-01-17T08:00:00Z");
  private static final Instant FOR_SENT = Instant.parse("2024-01-23T09:30:00Z");

  private final Jdbi jdbi;
  private final Klocka klocka;
  private final Forbunden forbunden;
  private final Insatser insatser;
  private final Registreringar registreringar;
  private final Forbundsekonomier forbundsekonomier;
  private final Insatsekonomier insatsekonomier;
  private final Attester attester;

  DemoData(
      Jdbi jdbi,
      Klocka klocka,
      Forbunden forbunden,
      Insatser insatser,
      Registreringar registreringar,
      Forbundsekonomier forbundsekonomier,
      Insatsekonomier insatsekonomier,
      Attester attester) {
    this.jdbi = jdbi;
    this.klocka = klocka;
    this.forbunden = forbunden;
    this.insatser = insatser;
    this.registreringar = registreringar;
    this.forbundsekonomier = forbundsekonomier;
    this.insatsekonomier = insatsekonomier;
    this.attester = attester;
  }

  boolean databasenTom() {
    return jdbi.withHandle(
        h -> h.createQuery("select not exists (select from forbund)").mapTo(Boolean.class).one());
  }

  /** Loads everything, in the order of receipt. */
  void ladda() {
    var alla = DemoForbund.alla();
    var koder =
        alla.entrySet().stream()
            .filter(f -> DemoForbund.fanns2023(f.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    var ar = new Ar2023();
    var owner = new Caller("demo-forsakringskassan", Roles.FORSAKRINGSKASSAN, true, Set.of());
    var tid = REGISTRET;
    for (var kod : alla.keySet()) {
      vid(tid, () -> forbunden.satt(kod, alla.get(kod), new Faults(), owner, etag -> {}));
      tid = tid.plus(Duration.ofSeconds(30));
    }
    tid = INSATSERNA;
    for (var plan : ar.insatser()) {
      skapa(tid, koder.get(plan.forbund()), plan);
      tid = tid.plus(Duration.ofSeconds(30));
    }
    var ekonomi = new Ekonomi2023(ar);
    var budgetar = ekonomi.forbund().stream().map(Ekonomi2023::budget).toList();
    forbundens(BUDGETARNA, koder, budgetar);
    insatsernas(
        BUDGETARNA, koder, ar, ekonomi.insatser().stream().map(Ekonomi2023::budget).toList());
    for (int kvartal = 1; kvartal <= 4; kvartal++) {
      tid = KVARTALEN.get(kvartal - 1);
      for (int i = 0; i < Ar2023.PABORJADE; i++) {
        registrera(tid, koder.get(i), kvartal, delar(ar, i, kvartal));
        if (i < Ar2023.ATTESTERADE) {
          attestera(tid.plus(Duration.ofMinutes(3)), koder.get(i), kvartal);
        }
        tid = tid.plus(Duration.ofMinutes(7));
      }
    }
    forbundens(UTFALLEN, koder, ekonomi.forbund());
    insatsernas(UTFALLEN, koder, ar, ekonomi.insatser());
    var sen = ar.sen();
    skapa(FOR_SENT, koder.get(sen.forbund()), sen);
    registrera(
        FOR_SENT.plus(Duration.ofMinutes(5)),
        koder.get(sen.forbund()),
        4,
        List.of(new NyRegistrering(sen.kod(), sen.kvartal().get(0), null, null)));
  }

  private static List<NyRegistrering> delar(Ar2023 ar, int forbund, int kvartal) {
    return ar.insatser().stream()
        .filter(p -> p.forbund() == forbund)
        .map(p -> new NyRegistrering(p.kod(), p.kvartal().get(kvartal - 1), null, null))
        .toList();
  }

  private void skapa(Instant tid, String forbund, Ar2023.Plan plan) {
    vid(
        tid,
        () ->
            insatser.satt(
                forbund, plan.kod(), plan.insats(), new Faults(), system(forbund), etag -> {}));
  }

  private void registrera(Instant tid, String forbund, int kvartal, List<NyRegistrering> rader) {
    var ny =
        new NyaRegistreringar(new Kvartal(2023, kvartal), Omfattning.HELA_KVARTALET, null, rader);
    vid(
        tid,
        () ->
            registreringar.taEmot(
                new Registreringar.Begaran(
                    forbund,
                    ny,
                    new Faults(),
                    system(forbund),
                    Optional.empty(),
                    false,
                    "/finsam/v1/forbund/" + forbund + "/",
                    UnaryOperator.identity())));
  }

  private void attestera(Instant tid, String forbund, int kvartal) {
    vid(
        tid,
        () ->
            attester.satt(
                forbund,
                new Kvartal(2023, kvartal),
                new NyAttest(false),
                new Faults(),
                system(forbund),
                etag -> {}));
  }

  /** Each half a minute after the one before. */
  private void forbundens(Instant fran, List<String> koder, List<NyForbundEkonomi> ekonomi) {
    for (int i = 0; i < ekonomi.size(); i++) {
      var forbund = koder.get(i);
      var ny = ekonomi.get(i);
      vid(
          fran.plus(Duration.ofSeconds(30L * i)),
          () ->
              forbundsekonomier.satt(forbund, ARET, ny, new Faults(), system(forbund), etag -> {}));
    }
  }

  /** From an hour later, each half a minute after the one before. */
  private void insatsernas(
      Instant fran, List<String> koder, Ar2023 ar, List<NyInsatsEkonomi> ekonomi) {
    for (int i = 0; i < ekonomi.size(); i++) {
      var plan = ar.insatser().get(i);
      var forbund = koder.get(plan.forbund());
      var ny = ekonomi.get(i);
      vid(
          fran.plus(Duration.ofHours(1)).plus(Duration.ofSeconds(30L * i)),
          () ->
              insatsekonomier.satt(
                  forbund, plan.kod(), ARET, ny, new Faults(), system(forbund), etag -> {}));
    }
  }

  private static Caller system(String forbund) {
    return new Caller("demo-" + forbund, Roles.FORBUNDSSYSTEM, false, Set.of(forbund));
  }

  private <T> T vid(Instant tid, Supplier<T> write) {
    return klocka.vid(tid, write);
  }
}
