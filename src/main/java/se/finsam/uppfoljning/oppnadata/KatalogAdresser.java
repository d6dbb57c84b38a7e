package se.finsam.uppfoljning.oppnadata;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;

/** Under which address the world knows this service: the setting, else what was asked for. */
@Singleton
class KatalogAdresser {
  /** What a caller says of the host stands in commands to copy: nothing that a shell reads. */
  private static final Pattern ADRESS = Pattern.compile("https?://[A-Za-z0-9.:_\\[\\]/-]+");

  private final Optional<String> adress;

  KatalogAdresser(@ConfigProperty(name = "finsam.oppnadata.adress") Optional<String> adress) {
    adress
        .filter(a -> !ADRESS.matcher(a).matches())
        .ifPresent(
            a -> {
              throw new IllegalArgumentException(
                  "finsam.oppnadata.adress is not an address: https://api.example.se/finsam/v1");
            });
    this.adress = adress;
  }

  KatalogAdress adress(UriInfo uri) {
    var rot = adress.orElseGet(() -> uri.getBaseUri().toString());
    if (!ADRESS.matcher(rot).matches()) {
      throw new ProblemException(ProblemType.OLASLIG_BEGARAN, "Adressen kan inte läsas");
    }
    return new KatalogAdress(rot.replaceFirst("/+$", ""));
  }
}
