package se.finsam.uppfoljning.mottagning;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The service's clock. It follows the machine, except inside {@link #vid}, where demo data are
 * received at instants of the past through the ordinary write path.
 */
@Singleton
public class Klocka extends Clock {
  private final ThreadLocal<Instant> styrd = new ThreadLocal<>();

  /** Does something as if it were another instant, in this thread only. */
  public <T> T vid(Instant instant, Supplier<T> work) {
    styrd.set(instant);
    try {
      return work.get();
    } finally {
      styrd.remove();
    }
  }

  /** The instant that is to be used in place of the database's clock, if one is. */
  Optional<Instant> styrd() {
    return Optional.ofNullable(styrd.get());
  }

  @Override
  public Instant instant() {
    return styrd().orElseGet(Instant::now);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.system(zone);
  }
}
