package se.finsam.uppfoljning.matning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * One thing that is measured, in rounds that take turns with those of other things; what is told of
 * it is the median of its rounds.
 */
final class Serie {
  private static final int UPPVARMNING_ANROP = 3_000;

  /** A call. It answers how long the part of it took that counts, in nanoseconds. */
  interface Steg {
    long gor() throws Exception;
  }

  /** A whole call that counts. */
  interface Anrop {
    void gor() throws Exception;

    default Steg tidtaget() {
      return () -> {
        long fran = System.nanoTime();
        gor();
        return System.nanoTime() - fran;
      };
    }
  }

  /** Makes what a client does; each client gets its own. */
  interface Klient {
    Steg ny() throws Exception;
  }

  private record Omgang(long[] nanos, double sekunder, double processorsekunder) {}

  private final String namn;
  private final int klienter;
  private final int hogst;
  private final Klient klient;
  private final List<Steg> steg = new ArrayList<>();
  private final List<Omgang> omgangar = new ArrayList<>();
  private String fel;

  private Serie(String namn, int klienter, int hogst, Klient klient) {
    this.namn = namn;
    this.klienter = klienter;
    this.hogst = hogst;
    this.klient = klient;
  }

  /** One client, as many calls as there is time for. */
  static Serie en(String namn, Klient klient) {
    return new Serie(namn, 1, Integer.MAX_VALUE, klient);
  }

  /** One client, and so many calls a round at most: they leave something behind. */
  static Serie hogst(int anrop, String namn, Klient klient) {
    return new Serie(namn, 1, anrop, klient);
  }

  /** Clients at the same time. */
  static Serie flera(int klienter, String namn, Klient klient) {
    return new Serie(namn, klienter, Integer.MAX_VALUE, klient);
  }

  String namn() {
    return namn;
  }

  int klienter() {
    return klienter;
  }

  /** Why it could not be measured, or null. */
  String fel() {
    return fel;
  }

  void varmUpp(Duration tid) {
    forsok(
        () -> {
          for (int i = 0; i < klienter; i++) {
            steg.add(klient.ny());
          }
          kor(tid, Math.min(hogst, UPPVARMNING_ANROP), () -> 0);
        });
  }

  /** The first call of each round is not counted: others may have had their turn since. */
  void omgang(Duration tid, DoubleSupplier processortid) {
    forsok(
        () -> {
          kor(Duration.ZERO, 1, () -> 0);
          omgangar.add(kor(tid, hogst, processortid));
        });
  }

  private void forsok(Anrop anrop) {
    if (fel != null) {
      return;
    }
    try {
      anrop.gor();
    } catch (Exception e) {
      var orsak = e.getCause() == null ? e : e.getCause();
      misslyckades(orsak.getClass().getSimpleName() + ": " + orsak.getMessage());
    }
  }

  void misslyckades(String varfor) {
    fel = fel == null ? varfor : fel + ", " + varfor;
  }

  private Omgang kor(Duration tid, int hogst, DoubleSupplier processortid) throws Exception {
    double forut = processortid.getAsDouble();
    long fran = System.nanoTime();
    long[] nanos;
    if (klienter == 1) {
      nanos = upprepa(steg.get(0), fran + tid.toNanos(), hogst);
    } else {
      ExecutorService tradar = Executors.newFixedThreadPool(klienter);
      try {
        var svar = new ArrayList<Future<long[]>>();
        for (var s : steg) {
          svar.add(tradar.submit(() -> upprepa(s, fran + tid.toNanos(), hogst)));
        }
        nanos = new long[0];
        for (var s : svar) {
          var nya = s.get();
          nanos = Arrays.copyOf(nanos, nanos.length + nya.length);
          System.arraycopy(nya, 0, nanos, nanos.length - nya.length, nya.length);
        }
      } finally {
        tradar.shutdownNow();
      }
    }
    double sekunder = (System.nanoTime() - fran) / 1e9;
    Arrays.sort(nanos);
    return new Omgang(nanos, sekunder, processortid.getAsDouble() - forut);
  }

  private static long[] upprepa(Steg steg, long tills, int hogst) throws Exception {
    var nanos = new long[64];
    int antal = 0;
    do {
      if (antal == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * antal);
      }
      nanos[antal++] = steg.gor();
    } while (antal < hogst && System.nanoTime() < tills);
    return Arrays.copyOf(nanos, antal);
  }

  long anrop() {
    return omgangar.stream().mapToLong(o -> o.nanos().length).sum();
  }

  /** Milliseconds; NaN if it was not measured. */
  double median() {
    return medianAv(o -> o.nanos()[o.nanos().length / 2] / 1e6);
  }

  double p99() {
    return medianAv(o -> o.nanos()[(int) Math.ceil(o.nanos().length * 0.99) - 1] / 1e6);
  }

  /** Calls a second of all clients together, whatever part of each call counts. */
  double perSekund() {
    return medianAv(o -> o.nanos().length / o.sekunder());
  }

  /** Milliseconds of the processors for one whole call. */
  double processortid() {
    return medianAv(o -> o.processorsekunder() * 1e3 / o.nanos().length);
  }

  private double medianAv(ToDoubleFunction<Omgang> varde) {
    var sorterade = omgangar.stream().mapToDouble(varde).sorted().toArray();
    return fel != null || sorterade.length == 0 ? Double.NaN : sorterade[sorterade.length / 2];
  }
}
