package se.finsam.uppfoljning.statistik;

import java.util.Optional;
import java.util.stream.Stream;

/** What figures can be grouped by, in the URL and in the rows. */
enum Grupp {
  ar,
  kvartal,
  lan,
  forbund,
  inriktning,
  preciseradInriktning,
  malgrupp,
  kon;

  static Optional<Grupp> av(String namn) {
    return Stream.of(values()).filter(g -> g.name().equals(namn)).findFirst();
  }
}
