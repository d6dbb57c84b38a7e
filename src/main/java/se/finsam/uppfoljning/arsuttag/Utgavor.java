package se.finsam.uppfoljning.arsuttag;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What is open of the published extracts, for those who tell it further. */
@Singleton
public class Utgavor {

  /**
   * A withdrawn extract.
   *
   * @param orsak why
   * @param efterfoljare the number of the extract that holds instead, null if there is none yet
   */
  public record Aterkallad(String nummer, int ar, String orsak, String efterfoljare) {}

  /** Those that can be read, the newest year first, and of each year the newest first. */
  public List<Utgava> alla() {
    return List.of();
  }

  /** Those that have been published and withdrawn, in the same order. */
  public List<Aterkallad> aterkallade() {
    return List.of();
  }

  /** One that can be read. */
  public Optional<Utgava> utgava(String nummer) {
    return alla().stream().filter(u -> u.nummer().equals(nummer)).findFirst();
  }
}
