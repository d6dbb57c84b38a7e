package se.finsam.uppfoljning.rojandekontroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

/** Random tables, and what must hold for those that are released. */
final class Provtabeller {
  private Provtabeller() {}

  /** A small cube of shape and counts that depend on the seed alone. */
  static Kub slumpadKub(long fro) {
    Random slump = new Random(fro * 7919);
    Axel rader =
        switch ((int) (fro % 3)) {
          case 0 -> Kub.axel("r", false, "S", "A", "B", "C");
          case 1 -> Kub.region(2, 1);
          default -> Kub.region(1, 2, 2);
        };
    Axel grupper =
        fro % 2 == 0
            ? Kub.axel("g", false, "G", "G1", "G2")
            : new Axel(
                "g",
                List.of("G", "G1", "G2", "G21", "G22"),
                List.of(
                    new Axel.Summa("G", List.of("G1", "G2")),
                    new Axel.Summa("G2", List.of("G21", "G22"))),
                false);
    Kub kub = new Kub(rader, grupper, Kub.KON);
    for (String rad : blad(rader)) {
      if (slump.nextInt(8) == 0) {
        continue;
      }
      for (String grupp : blad(grupper)) {
        for (String kon : List.of("KVINNA", "MAN")) {
          kub.med(tal(slump), rad, grupp, kon);
        }
      }
    }
    return kub;
  }

  static Raknetabell slumpad(long fro) {
    return slumpadKub(fro).tabell();
  }

  /** The same with a few counts changed. */
  static Raknetabell rattad(Kub kub, long fro) {
    Random slump = new Random(fro * 104729);
    Kub rattad = new Kub(kub.axlar.toArray(Axel[]::new));
    kub.blad.forEach(
        (noder, varde) ->
            rattad.med(
                slump.nextInt(5) > 0 ? varde : Math.max(0, varde + slump.nextInt(17) - 8),
                noder.toArray(String[]::new)));
    return rattad.tabell();
  }

  static long tal(Random slump) {
    return switch (slump.nextInt(5)) {
      case 0 -> 0;
      case 1, 2 -> 1 + slump.nextInt(4);
      case 3 -> 5 + slump.nextInt(10);
      default -> slump.nextInt(60);
    };
  }

  private static List<String> blad(Axel axel) {
    return axel.noder().stream()
        .filter(nod -> axel.summor().stream().noneMatch(summa -> summa.hela().equals(nod)))
        .toList();
  }

  /**
   * No hidden cell of any release is bounded tighter than the rules say, by one who has them all.
   */
  static void sakert(List<Skyddad> utgavor, int troskel) {
    Angripare angripare = new Angripare(utgavor, true);
    for (int u = 0; u < utgavor.size(); u++) {
      Skyddad utgava = utgavor.get(u);
      Raknetabell tabell = utgava.tabell();
      for (int cell = 0; cell < tabell.celler().size(); cell++) {
        if (tabell.tal(cell) > 0 && tabell.tal(cell) < troskel) {
          assertThat(utgava.dold(cell)).as(tabell.noder(cell).toString()).isTrue();
        }
      }
      for (List<String> noder : angripare.okanda(u)) {
        int cell = tabell.index(noder);
        if (utgava.oskyddade().contains(cell)) {
          continue;
        }
        long varde = tabell.tal(cell);
        long[] granser = angripare.granser(u, noder);
        assertThat(granser[0]).as(noder.toString()).isLessThanOrEqualTo(varde);
        assertThat(granser[1])
            .as(noder.toString())
            .isGreaterThanOrEqualTo(Math.max(varde, troskel));
        assertThat(granser[1] - granser[0])
            .as(noder.toString())
            .isGreaterThanOrEqualTo(troskel - 1);
      }
    }
  }
}
