package se.finsam.uppfoljning.forbund;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

/**
 * Where the writers of one förbund wait for each other: here, with empty hands, and not each with a
 * database connection that others then lack. What keeps them apart is still the database ({@link
 * Forbunden#ensam}); this only spares it the queue.
 */
@Singleton
public class Turordning {
  /** So many that two förbund seldom share one; those that do wait for each other too. */
  private static final int KOER = 1_024;

  private static final int SEKUNDER = 10;

  private final ReentrantLock[] koer =
      Stream.generate(() -> new ReentrantLock(true)).limit(KOER).toArray(ReentrantLock[]::new);

  /**
   * Does the work when it is the förbund's turn.
   *
   * @throws ProblemException 503 if that takes longer than anyone should wait
   */
  public <T> T iTur(String forbund, Supplier<T> arbete) {
    var ko = koer[Math.floorMod(forbund.hashCode(), KOER)];
    boolean tur = false;
    try {
      tur = ko.tryLock(SEKUNDER, TimeUnit.SECONDS);
      if (tur) {
        return arbete.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (tur) {
        ko.unlock();
      }
    }
    throw new ProblemException(
        ProblemType.OTILLGANGLIG, "Många skriver för förbundet just nu; försök igen");
  }
}
