package se.finsam.uppfoljning.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The folder of the embedded PostgreSQL: {@code pg} the data, {@code server} its programs, {@code
 * server.log} what it said since the last start, {@code lock} held by the instance that uses it.
 */
final class DataFolder {
  private static final Logger LOG = Logger.getLogger(DataFolder.class);

  private final Path folder;
  private final FileLock lock;

  private DataFolder(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder for this process. The operating system lets go of it when the process ends,
   * however it ends; but whoever takes it has to keep hold of this object, or the lock is collected
   * as garbage.
   *
   * @throws IOException if another instance has it
   */
  static DataFolder take(Path folder) throws IOException {
    Files.createDirectories(folder);
    var real = folder.toRealPath();
    var file =
        FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      file.close();
      throw new IOException("another instance of this service is using " + folder);
    }
    return new DataFolder(real, lock);
  }

  void release() throws IOException {
    lock.acquiredBy().close();
  }

  Path data() {
    return folder.resolve("pg");
  }

  /** Where the data are made ready the first time. */
  Path unfinishedData() {
    return folder.resolve("pg.unfinished");
  }

  /** The library lets everybody write to the folder that it unpacks into; its parent does not. */
  Path programs() throws IOException {
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return Files.createDirectories(folder.resolve("server"), mine).resolve("unpacked");
  }

  Path log() {
    return folder.resolve("server.log");
  }

  boolean isNew() {
    return Files.notExists(data().resolve("PG_VERSION"));
  }

  /** What a first start that was cut off has left is done again, not continued. */
  void removeUnfinished() throws IOException {
    remove(unfinishedData());
    if (Files.isDirectory(programs())) {
      List<Path> versions;
      try (var list = Files.list(programs())) {
        versions = list.filter(v -> Files.notExists(v.resolve(".exists"))).toList();
      }
      for (var version : versions) {
        remove(version);
      }
    }
  }

  private static void remove(Path tree) throws IOException {
    if (Files.notExists(tree)) {
      return;
    }
    List<Path> paths;
    try (var walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (var path : paths) {
      Files.delete(path);
    }
  }

  /**
   * After kill -9 of the service its server lives on, and after kill -9 of the server some of its
   * processes may. The folder is ours alone by now, so whatever works in it is such an orphan.
   */
  void endOrphans() throws IOException {
    var orphans = processes();
    if (!orphans.isEmpty()) {
      LOG.infof("ending the embedded PostgreSQL that was left behind: %s", orphans);
      // the server ends its own processes; those without a server have to be told
      orphans.stream()
          .filter(p -> p.parent().filter(orphans::contains).isEmpty())
          .forEach(ProcessHandle::destroy);
      if (!ended(orphans, 15)) {
        orphans.forEach(ProcessHandle::destroyForcibly);
        ended(orphans, 15);
      }
    }
    // the next server would not start while its number belongs to any process, whosever that is
    if (Files.isDirectory(Path.of("/proc/self")) && processes().isEmpty()) {
      Files.deleteIfExists(serversPidFile());
    }
  }

  private Path serversPidFile() {
    return data().resolve("postmaster.pid");
  }

  long serversPid() throws IOException {
    return Long.parseLong(Files.readAllLines(serversPidFile()).get(0).trim());
  }

  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().orElse("").contains("/postgres"))
        .filter(this::worksHere)
        .toList();
  }

  /** By its working folder or, where the system does not tell, by its arguments. */
  private boolean worksHere(ProcessHandle process) {
    try {
      var cwd = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
      return cwd.equals(data());
    } catch (IOException | UnsupportedOperationException e) {
      return List.of(process.info().arguments().orElse(new String[0])).contains(data().toString());
    }
  }

  private static boolean ended(List<ProcessHandle> processes, int seconds) {
    try {
      CompletableFuture.allOf(
              processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
