package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is open of the published extracts, for those who tell it further. It is read from what was
 * protected when they were published, and from nothing else.
 */
@Singleton
public class Utgavor {
  /** What the open tables are called, in every extract. */
  public static final Set<String> NAMN =
      Set.of(
          "tackning",
          "insatser",
          "malgrupper",
          "deltagare",
          "deltagare-kvartal",
          "personal",
          "ekonomi",
          "planering",
          "rattelser");

  private static final int KEPT = 50;

  private final Arsuttagen arsuttagen;
  private final ObjectMapper mapper;

  /** By checksum: what has been read of a document is kept. */
  private final Cache<String, List<OppenTabell>> kanda =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  Utgavor(Arsuttagen arsuttagen, ObjectMapper mapper) {
    this.arsuttagen = arsuttagen;
    this.mapper = mapper;
  }

  /**
   * A withdrawn extract.
   *
   * @param orsak why
   * @param efterfoljare the number of the extract that holds instead, null if there is none yet
   */
  public record Aterkallad(String nummer, int ar, String orsak, String efterfoljare) {}

  /** Those that can be read, the newest year first, and of each year the newest first. */
  public List<Utgava> alla() {
    return arsuttagen.alla().stream()
        .filter(a -> a.lage() == Lage.PUBLICERAT || a.lage() == Lage.ERSATT)
        .map(this::utgava)
        .toList();
  }

  private Utgava utgava(Arsuttag a) {
    var summa = Dokument.hex(a.oppenKontrollsumma());
    return new Utgava(
        a.nummer(),
        a.ar(),
        a.lage(),
        a.uttagsdatum(),
        a.perTidpunkt(),
        a.publicerad(),
        summa,
        a.troskel(),
        kanda.get(summa, s -> Oppet.tabeller(arsuttagen.dokument(a, false).innehall(), mapper)));
  }

  /** Those that have been published and withdrawn, in the same order. */
  public List<Aterkallad> aterkallade() {
    return arsuttagen.alla().stream()
        .filter(a -> a.lage() == Lage.ATERKALLAT && a.allmant())
        .map(a -> new Aterkallad(a.nummer(), a.ar(), a.orsak(), a.efterfoljare()))
        .toList();
  }

  /** One that can be read. */
  public Optional<Utgava> utgava(String nummer) {
    return alla().stream().filter(u -> u.nummer().equals(nummer)).findFirst();
  }
}
