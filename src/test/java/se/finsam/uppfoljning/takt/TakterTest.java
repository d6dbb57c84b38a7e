package se.finsam.uppfoljning.takt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TakterTest {
  private final Visare visare = new Visare();
  private final Takter takter = new Takter(3, Duration.ofSeconds(10), visare);

  /** A clock that is moved by hand. */
  private static final class Visare extends Clock {
    private Instant nu = Instant.parse("2024-02-01T08:00:00Z");

    void fram(Duration tid) {
      nu = nu.plus(tid);
    }

    @Override
    public Instant instant() {
      return nu;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void so_many_calls_are_let_through_and_then_one_at_a_time() {
    assertThat(takter.anropat("192.0.2.1").kvar()).isEqualTo(2);
    assertThat(takter.anropat("192.0.2.1").kvar()).isEqualTo(1);
    assertThat(takter.anropat("192.0.2.1").slappt()).isTrue();
    var avvisat = takter.anropat("192.0.2.1");
    assertThat(avvisat.slappt()).isFalse();
    assertThat(avvisat.sekunder()).isEqualTo(4);
    visare.fram(Duration.ofSeconds(4));
    assertThat(takter.anropat("192.0.2.1").slappt()).isTrue();
    assertThat(takter.anropat("192.0.2.1").slappt()).isFalse();
  }

  @Test
  void each_address_has_calls_of_its_own_but_not_each_of_a_household() {
    for (int i = 0; i < 3; i++) {
      assertThat(takter.anropat("192.0.2.1").slappt()).isTrue();
      assertThat(takter.anropat("2001:db8:0:1:0:0:0:" + i).slappt()).isTrue();
    }
    assertThat(takter.anropat("192.0.2.1").slappt()).isFalse();
    assertThat(takter.anropat("192.0.2.2").slappt()).isTrue();
    assertThat(takter.anropat("2001:db8:0:1:0:0:0:9").slappt()).isFalse();
    assertThat(takter.anropat("2001:db8:0:2:0:0:0:1").slappt()).isTrue();
  }

  @Test
  void who_keeps_to_the_limit_in_every_window_is_never_refused() {
    var slump = new Random(1);
    var nyss = new ArrayDeque<Instant>();
    for (int i = 0; i < 5_000; i++) {
      visare.fram(Duration.ofMillis(slump.nextInt(6_000)));
      nyss.removeIf(d -> !d.isAfter(visare.instant().minusSeconds(10)));
      if (nyss.size() < 3) {
        nyss.add(visare.instant());
        assertThat(takter.anropat("192.0.2.1").slappt()).isTrue();
      }
    }
  }
}
