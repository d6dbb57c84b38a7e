package se.finsam.uppfoljning.sammanstallning;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A share, always told with its numerator and denominator beside it. */
final class Andel {
  private static final int DECIMALS = 6;

  private Andel() {}

  /** Numerator through denominator, 0 to 1, rounded half up; null if there is nothing to share. */
  static BigDecimal av(Long taljare, Long namnare) {
    return taljare == null || namnare == null || namnare == 0
        ? null
        : BigDecimal.valueOf(taljare)
            .divide(BigDecimal.valueOf(namnare), DECIMALS, RoundingMode.HALF_UP);
  }
}
