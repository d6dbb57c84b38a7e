package se.finsam.uppfoljning.rojandekontroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Over random tables: one who has kept every release cannot bound what is hidden.
 *
 * <p>{@code -Dfinsam.seeds=50} tries more of them.
 */
class RojandekontrollPropertyTest {
  static LongStream fron() {
    return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 3));
  }

  @ParameterizedTest
  @MethodSource("fron")
  void a_release_is_safe(long fro) {
    Raknetabell tabell = Provtabeller.slumpad(fro);
    Skyddad skyddad = Rojandekontroll.skydda(tabell, Regler.STANDARD, List.of());
    assertThat(skyddad.oskyddade()).isEmpty();
    Provtabeller.sakert(List.of(skyddad), 5);
  }

  @ParameterizedTest
  @MethodSource("fron")
  void another_threshold_is_kept_as_well(long fro) {
    Skyddad skyddad = Rojandekontroll.skydda(Provtabeller.slumpad(fro), new Regler(3), List.of());
    Provtabeller.sakert(List.of(skyddad), 3);
  }

  @ParameterizedTest
  @MethodSource("fron")
  void a_corrected_release_is_safe_beside_the_first(long fro) {
    Kub kub = Provtabeller.slumpadKub(fro);
    Skyddad forst = Rojandekontroll.skydda(kub.tabell(), Regler.STANDARD, List.of());
    Skyddad sedan =
        Rojandekontroll.skydda(
            Provtabeller.rattad(kub, fro), Regler.STANDARD, List.of(forst.somTidigare()));
    assertThat(sedan.dolda()).containsAll(forst.dolda());
    Provtabeller.sakert(List.of(forst, sedan), 5);
  }

  @Test
  void a_year_of_the_whole_country_is_safe() {
    Raknetabell tabell = Kub.riket(2023);
    assertThat(tabell.tal(tabell.index("RIKET", "ALLA", "DELTAGARE", "KVINNA"))).isEqualTo(8153);
    assertThat(tabell.tal(tabell.index("RIKET", "ALLA", "DELTAGARE", "MAN"))).isEqualTo(7193);
    Skyddad skyddad = Rojandekontroll.skydda(tabell, Regler.STANDARD, List.of());
    assertThat(skyddad.oskyddade()).isEmpty();
    assertThat(skyddad.andelDolda()).isLessThan(0.8);
    for (int cell = 0; cell < tabell.celler().size(); cell++) {
      if (tabell.noder(cell).get(0).equals("RIKET")) {
        assertThat(skyddad.dold(cell)).as(tabell.noder(cell).toString()).isFalse();
      }
    }
    long[][] granser = Intervall.granser(skyddad);
    for (int cell : skyddad.dolda()) {
      String noder = tabell.noder(cell).toString();
      assertThat(granser[1][cell]).as(noder).isGreaterThanOrEqualTo(5);
      assertThat(granser[1][cell] - granser[0][cell]).as(noder).isGreaterThanOrEqualTo(4);
    }
  }
}
