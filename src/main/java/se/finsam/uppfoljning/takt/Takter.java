package se.finsam.uppfoljning.takt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import se.finsam.uppfoljning.mottagning.Klocka;

/**
 * The calls that each client address has left. A client that never makes more calls in any window
 * than are allowed is never refused.
 */
@Singleton
public class Takter {
  /** More addresses than these at a time, and those seen longest ago begin anew. */
  private static final int FLEST = 100_000;

  private final int anrop;
  private final Duration tidsfonster;
  private final TimeMeter klocka;
  private final Cache<String, Bucket> hinkar;

  @Inject
  Takter(
      @ConfigProperty(name = "finsam.oppnadata.anrop") int anrop,
      @ConfigProperty(name = "finsam.oppnadata.tidsfonster") int tidsfonster,
      Klocka klocka) {
    this(anrop, Duration.ofSeconds(tidsfonster), klocka);
  }

  Takter(int anrop, Duration tidsfonster, Clock klocka) {
    this.anrop = anrop;
    this.tidsfonster = tidsfonster;
    this.klocka = nanos(klocka);
    this.hinkar = Caffeine.newBuilder().maximumSize(FLEST).build();
  }

  /** How many calls a window has room for. */
  public int anrop() {
    return anrop;
  }

  public Duration tidsfonster() {
    return tidsfonster;
  }

  /**
   * What came of a call.
   *
   * @param kvar how many more may be made at once
   * @param sekunder until there is room for one more if it was refused, else until all are back
   */
  record Utfall(boolean slappt, long kvar, long sekunder) {}

  Utfall anropat(String adress) {
    var probe = hinkar.get(hink(adress), a -> ny()).tryConsumeAndReturnRemaining(1);
    return new Utfall(probe.isConsumed(), probe.getRemainingTokens(), sekunder(probe));
  }

  private Bucket ny() {
    return Bucket.builder()
        .withCustomTimePrecision(klocka)
        .addLimit(limit -> limit.capacity(anrop).refillGreedy(anrop, tidsfonster))
        .build();
  }

  private static long sekunder(ConsumptionProbe probe) {
    long nanos =
        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
    long second = TimeUnit.SECONDS.toNanos(1);
    return Math.max(1, (nanos + second - 1) / second);
  }

  /** A household has as many IPv6 addresses as it likes, of one and the same first half. */
  private static String hink(String adress) {
    if (adress.indexOf(':') < 0) {
      return adress;
    }
    var delar = adress.split("%", -1)[0].split(":", -1);
    return delar.length == 8 ? String.join(":", delar[0], delar[1], delar[2], delar[3]) : adress;
  }

  private static TimeMeter nanos(Clock klocka) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        var nu = klocka.instant();
        return TimeUnit.SECONDS.toNanos(nu.getEpochSecond()) + nu.getNano();
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }
}
