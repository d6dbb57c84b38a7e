package se.finsam.uppfoljning.oppnadata;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;

/**
 * What is asked for of a table: some values of each axis, laid out in rows (stub) and columns
 * (heading). Every cell is one of the table's, found by index arithmetic.
 *
 * @param bas the place of the first cell: what axes that are left out add
 * @param placerad the client said what is to be in rows and what in columns
 */
record Utsnitt(PxTabell tabell, List<Axel> stub, List<Axel> heading, int bas, boolean placerad) {

  /**
   * An axis that is told.
   *
   * @param val where the chosen values stand in it, ascending
   * @param steg how far apart in the table two neighbours of it are
   */
  record Axel(Variabel variabel, int[] val, int steg) {
    Varde varde(int i) {
      return variabel.varden().get(val[i]);
    }

    int antal() {
      return val.length;
    }
  }

  /** The rows' first, then the columns'; the last varies fastest. */
  List<Axel> axlar() {
    return Stream.concat(stub.stream(), heading.stream()).toList();
  }

  /** Where each cell stands in the table, in the order of the axes. */
  int[] platser() {
    int[] platser = {bas};
    for (var axel : axlar()) {
      int[] langre = new int[platser.length * axel.antal()];
      int n = 0;
      for (int plats : platser) {
        for (int val : axel.val()) {
          langre[n++] = plats + val * axel.steg();
        }
      }
      platser = langre;
    }
    return platser;
  }

  /** The value of a cell; one that has a status has none, but for the sum of what is known. */
  BigDecimal varde(int plats) {
    var status = status(plats);
    return status == null || status == Status.DELVIS ? oppen().varden().get(plats) : null;
  }

  /** What stands in the cell where there is room for one of them: its value, or else its sign. */
  Object synligt(int plats) {
    var varde = varde(plats);
    return varde == null ? tecken(plats) : varde;
  }

  /** The sign of what there is to say of a cell, null if nothing. */
  String tecken(int plats) {
    return Tecken.av(status(plats));
  }

  private Status status(int plats) {
    var status = oppen().status().get(plats);
    return status == null && oppen().varden().get(plats) == null ? Status.EJ_REDOVISAT : status;
  }

  private OppenTabell oppen() {
    return tabell.tabell();
  }

  /** How many cells some axes span. */
  static int antal(List<Axel> axlar) {
    return axlar.stream().mapToInt(Axel::antal).reduce(1, Math::multiplyExact);
  }

  /** The values of the axes at one of the places that they span, the last varying fastest. */
  static Varde[] varden(List<Axel> axlar, int nummer) {
    var varden = new Varde[axlar.size()];
    int rest = nummer;
    for (int a = axlar.size() - 1; a >= 0; a--) {
      var axel = axlar.get(a);
      varden[a] = axel.varde(rest % axel.antal());
      rest /= axel.antal();
    }
    return varden;
  }
}
