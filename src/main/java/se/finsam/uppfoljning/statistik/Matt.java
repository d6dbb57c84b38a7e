package se.finsam.uppfoljning.statistik;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The measures, and over which groupings each may be added up: elsewhere the rows overlap, and the
 * total is counted on its own.
 */
enum Matt {
  /** Distinct insatser: one that lives in two quarters is in the rows of both. */
  antalInsatser(Galler.ALLA, EnumSet.of(Grupp.ar, Grupp.kvartal), null),
  /** Distinct förbund that have them: only a förbund itself, or its län, parts them. */
  antalForbund(Galler.ALLA, EnumSet.complementOf(EnumSet.of(Grupp.forbund, Grupp.lan)), null),
  /** Those there when the first registered quarter began, and all new ones: not unique persons. */
  deltagare(
      Galler.INDIVIDINRIKTADE,
      EnumSet.of(Grupp.ar, Grupp.kvartal),
      "deltagare är deltagare i insatser, inte unika personer: de som pågick när radens första registrerade kvartal började, och alla nya därefter"),
  nya(Galler.INDIVIDINRIKTADE, EnumSet.noneOf(Grupp.class), null),
  avslutade(Galler.INDIVIDINRIKTADE, EnumSet.noneOf(Grupp.class), null),
  /** Never among deltagare, and without kön. */
  personal(
      Galler.STRUKTUROVERGRIPANDE,
      EnumSet.noneOf(Grupp.class),
      "personal är personal som nåtts av strukturövergripande insatser; läggs aldrig ihop med deltagare"),
  budgetKr(Galler.ALLA, EnumSet.noneOf(Grupp.class), Matt.KRONOR),
  utfallKr(Galler.ALLA, EnumSet.noneOf(Grupp.class), Matt.KRONOR),
  budgeteratAntalDeltagare(
      Galler.INDIVIDINRIKTADE,
      EnumSet.noneOf(Grupp.class),
      "budgeteratAntalDeltagare är individinriktade insatsers; DELVIS där någon insats och år saknas");

  private static final String KRONOR =
      "Kronor är hela, utan ESF-medel, och per år; DELVIS där någon insats och år saknas";

  /** Which insatser have the figure at all. */
  enum Galler {
    ALLA,
    INDIVIDINRIKTADE,
    STRUKTUROVERGRIPANDE
  }

  final Galler galler;
  final String not;
  private final Set<Grupp> overlappar;

  /**
   * @param overlappar groupings with more than one group over which it may not be added; målgrupp
   *     is one for every measure
   */
  Matt(Galler galler, Set<Grupp> overlappar, String not) {
    this.galler = galler;
    this.overlappar = EnumSet.copyOf(overlappar);
    this.overlappar.add(Grupp.malgrupp);
    this.not = not;
  }

  static Optional<Matt> av(String namn) {
    return Stream.of(values()).filter(m -> m.name().equals(namn)).findFirst();
  }

  /**
   * True if adding up the rows gives the total.
   *
   * @param delande the groupings that part the selection into more than one group
   */
  boolean summerbar(Set<Grupp> delande) {
    return delande.stream().noneMatch(overlappar::contains);
  }

  /** True for what is told by the year alone. */
  boolean arsvis() {
    return this == budgetKr || this == utfallKr || this == budgeteratAntalDeltagare;
  }

  /** True for what is told by kön. */
  boolean perKon() {
    return this == deltagare || this == nya || this == avslutade;
  }

  /** True for what comes from registrations. */
  boolean registrerat() {
    return perKon() || this == personal;
  }
}
