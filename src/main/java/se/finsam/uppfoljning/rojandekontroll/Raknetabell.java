package se.finsam.uppfoljning.rojandekontroll;

import java.util.List;

/**
 * Counts of persons over every combination of the nodes of some axes, as they are known to the one
 * who releases them.
 *
 * @param celler row by row, the last axis varies fastest; null where nobody has reported, which
 *     everybody may know and which adds nothing to a sum
 */
public record Raknetabell(List<Axel> axlar, List<Long> celler) {}
