package se.finsam.uppfoljning.rojandekontroll;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An axis of a released table: its nodes, and which of them are sums of others. Nothing else can be
 * asked for along it.
 *
 * <p>The nodes form one or more trees: a node is part of at most one sum and the whole of at most
 * one.
 *
 * @param noder codes, in order
 * @param summor each tells a node and the nodes that make it up
 * @param tillsammans true if the parts of a sum are hidden all or none: kön
 */
public record Axel(String namn, List<String> noder, List<Summa> summor, boolean tillsammans) {

  /** A node that is the sum of others. */
  public record Summa(String hela, List<String> delar) {
    public Summa {
      delar = List.copyOf(delar);
      if (delar.isEmpty()) {
        throw new IllegalArgumentException("A sum without parts: " + hela);
      }
    }
  }

  public Axel {
    noder = List.copyOf(noder);
    summor = List.copyOf(summor);
    Set<String> kanda = new HashSet<>(noder);
    if (noder.isEmpty() || kanda.size() < noder.size()) {
      throw new IllegalArgumentException("The nodes of an axis have a code each: " + namn);
    }
    Set<String> hela = new HashSet<>();
    Set<String> delar = new HashSet<>();
    for (Summa summa : summor) {
      boolean ny = kanda.contains(summa.hela()) && hela.add(summa.hela());
      for (String del : summa.delar()) {
        ny = ny && kanda.contains(del) && delar.add(del);
      }
      if (!ny) {
        throw new IllegalArgumentException(
            "A node is the whole of one sum and part of one: " + summa);
      }
    }
    if (!summor.isEmpty() && delar.containsAll(noder)) {
      throw new IllegalArgumentException("Every node is part of another: " + namn);
    }
  }

  /** The node that each node is part of, by position; -1 for one that is part of none. */
  int[] overordnade() {
    int[] overordnade = new int[noder.size()];
    java.util.Arrays.fill(overordnade, -1);
    for (Summa summa : summor) {
      for (String del : summa.delar()) {
        overordnade[noder.indexOf(del)] = noder.indexOf(summa.hela());
      }
    }
    return overordnade;
  }
}
