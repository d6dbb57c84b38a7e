package se.finsam.uppfoljning.rojandekontroll;

import java.util.List;
import java.util.TreeSet;

/**
 * Tells which cells of a table to hide, so that nobody can work out a small count.
 *
 * <p>Who reads is taken to know every count that is shown, zeros among them, how the nodes sum,
 * that what is hidden is at least one (a zero is hidden only together with the other sex or because
 * it was hidden before), and every earlier release of the period. What he has not seen to change he
 * takes to be unchanged. Still, for every hidden cell:
 *
 * <ul>
 *   <li>it may be as large as the threshold or larger,
 *   <li>its least and greatest possible value are at least one less than the threshold apart.
 * </ul>
 *
 * <p>This is proved, not estimated: for each hidden cell there is another table of whole numbers
 * (or two) that agrees with all that is shown and differs that much in the cell. What has no such
 * table makes more cells hidden, in the end totals. Whether fewer would do is not proved.
 *
 * <p>The same input gives the same answer on every machine: one thread, no clock, no chance.
 */
public final class Rojandekontroll {
  private Rojandekontroll() {}

  /**
   * Tells which cells to hide.
   *
   * @param tidigare every earlier release of the same period, the oldest first
   * @throws IllegalArgumentException if an earlier one has other axes; their nodes may differ
   */
  public static Skyddad skydda(Raknetabell tabell, Regler regler, List<Tidigare> tidigare) {
    List<String> axlar = tabell.axlar().stream().map(Axel::namn).toList();
    for (Tidigare en : tidigare) {
      if (!en.tabell().axlar().stream().map(Axel::namn).toList().equals(axlar)) {
        throw new IllegalArgumentException("An earlier release has other axes than " + axlar);
      }
    }
    for (Tidigare en : tidigare) {
      if (en.tabell().equals(tabell)) {
        return oforandrad(tabell, regler, tidigare);
      }
    }
    return new Skydd(tabell, regler, tidigare).skydda();
  }

  /**
   * The counts have been released before. Then what any release has hidden is hidden, and nothing
   * more: all that is shown was shown before.
   */
  private static Skyddad oforandrad(Raknetabell tabell, Regler regler, List<Tidigare> tidigare) {
    TreeSet<Integer> dolda = new TreeSet<>();
    for (Tidigare en : tidigare) {
      for (int cell : en.dolda()) {
        List<String> noder = en.tabell().noder(cell);
        if (tabell.har(noder)) {
          dolda.add(tabell.index(noder));
        }
      }
    }
    int primara = (int) dolda.stream().filter(cell -> regler.liten(tabell.tal(cell))).count();
    return new Skyddad(tabell, List.copyOf(dolda), primara, List.of());
  }
}
