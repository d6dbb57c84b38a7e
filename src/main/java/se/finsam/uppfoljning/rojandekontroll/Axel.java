package se.finsam.uppfoljning.rojandekontroll;

import java.util.List;

/**
 * An axis of a released table: its nodes, and which of them are sums of others. Nothing else can be
 * asked for along it.
 *
 * @param noder codes, in order
 * @param summor each tells a node and the nodes that make it up
 * @param tillsammans true if the parts of a sum are hidden all or none: kön
 */
public record Axel(String namn, List<String> noder, List<Summa> summor, boolean tillsammans) {

  /** A node that is the sum of others. */
  public record Summa(String hela, List<String> delar) {}
}
