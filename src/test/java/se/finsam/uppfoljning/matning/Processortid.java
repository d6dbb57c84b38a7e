package se.finsam.uppfoljning.matning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processor time that the service and the database have used: unlike time on the clock it is
 * hardly longer when others use the machine too. Told by Linux only.
 */
final class Processortid {
  private static final double TICK = 0.01;
  private static final int UTIME = 11;
  private static final int CSTIME = 14;

  private Processortid() {}

  /** Seconds until now of the processes and of their children, those that have ended too. */
  static double av(ProcessHandle... processer) {
    if (Files.notExists(Path.of("/proc/self/stat"))) {
      return Double.NaN;
    }
    return TICK
        * Stream.of(processer)
            .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
            .mapToLong(Processortid::tickar)
            .sum();
  }

  private static long tickar(ProcessHandle process) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      var falt = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return IntStream.rangeClosed(UTIME, CSTIME).mapToLong(i -> Long.parseLong(falt[i])).sum();
    } catch (NoSuchFileException e) {
      return 0; // ended meanwhile: told by its parent
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
