package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import se.finsam.uppfoljning.rojandekontroll.Axel;

/**
 * The counts of persons of an extract, laid out over all that is released of them. Nothing else of
 * them is open: these nodes, and no other selection (conventions section 8).
 */
final class Kuber {
  static final String RIKET = "RIKET";
  static final String TOTALT = "TOTALT";
  static final String KVINNA = "KVINNA";
  static final String MAN = "MAN";
  static final String INDIVIDINRIKTAD = "INDIVIDINRIKTAD";
  static final String STRUKTUROVERGRIPANDE = "STRUKTUROVERGRIPANDE";

  /** Årets deltagare are those there at the beginning and the new ones of each quarter. */
  static final String DELTAGARE = "DELTAGARE";

  static final String INGAENDE = "INGAENDE";
  static final String NYA = "NYA";
  static final String AR = "AR";
  static final List<String> KVARTAL = List.of("K1", "K2", "K3", "K4");

  private final JsonNode innehall;

  /** Förbund of the year, each with its län; in order. */
  final Map<String, String> lan = new LinkedHashMap<>();

  /** True where a förbund has no insats in the year and has not said that it has none. */
  private final Map<String, Boolean> tyst = new LinkedHashMap<>();

  Kuber(JsonNode innehall) {
    this.innehall = innehall;
    innehall
        .at("/tabeller/tackning/rader")
        .forEach(
            r -> {
              lan.put(r.path("forbund").asText(), r.path("lan").asText());
              tyst.put(r.path("forbund").asText(), r.path("lage").asText().equals("EJ_PABORJAT"));
            });
  }

  /** The finer orientations under an inriktning, in the order of the code list. */
  List<String> under(String inriktning) {
    return StreamSupport.stream(
            innehall.at("/kodlistor/preciserade-inriktningar").spliterator(), false)
        .filter(p -> p.path("inriktning").asText().equals(inriktning))
        .map(p -> p.path("kod").asText())
        .toList();
  }

  /** Länskoder with a förbund in the year, in order. */
  List<String> lanen() {
    return lan.values().stream().distinct().sorted().toList();
  }

  private Axel region() {
    var noder = new ArrayList<String>();
    var summor = new ArrayList<Axel.Summa>();
    noder.add(RIKET);
    for (var ett : lanen()) {
      var dess = lan.keySet().stream().filter(f -> lan.get(f).equals(ett)).toList();
      noder.add(ett);
      noder.addAll(dess);
      summor.add(new Axel.Summa(ett, dess));
    }
    if (!lan.isEmpty()) {
      summor.add(new Axel.Summa(RIKET, lanen()));
    }
    return new Axel("region", noder, summor, false);
  }

  private Axel inriktning(String inriktning) {
    var delar = under(inriktning);
    var noder = new ArrayList<String>();
    noder.add(inriktning);
    noder.addAll(delar);
    return new Axel("inriktning", noder, List.of(new Axel.Summa(inriktning, delar)), false);
  }

  /** region x inriktning x flode x kon. */
  Kub deltagare() {
    var flode = new ArrayList<>(List.of(DELTAGARE, INGAENDE, NYA));
    flode.addAll(KVARTAL);
    var kub =
        new Kub(
            List.of(
                region(),
                inriktning(INDIVIDINRIKTAD),
                new Axel(
                    "flode",
                    flode,
                    List.of(
                        new Axel.Summa(NYA, KVARTAL),
                        new Axel.Summa(DELTAGARE, List.of(INGAENDE, NYA))),
                    false),
                new Axel(
                    "kon",
                    List.of(TOTALT, KVINNA, MAN),
                    List.of(new Axel.Summa(TOTALT, List.of(KVINNA, MAN))),
                    true)));
    var delar = under(INDIVIDINRIKTAD);
    for (var rad : innehall.path("floden")) {
      var vilka = rad.path("preciseradInriktning").asText();
      if (!delar.contains(vilka)) {
        continue;
      }
      var forbund = rad.path("forbund").asText();
      var kvartal = "K" + rad.path("kvartal").asInt();
      if (rad.path("registrerade").asLong() == 0) {
        for (var kon : List.of(KVINNA, MAN)) {
          kub.saknas(forbund, vilka, kvartal, kon);
          kub.saknas(forbund, vilka, INGAENDE, kon);
        }
      } else {
        kub.registrerat(rad.path("nyaKvinnor").asLong(), forbund, vilka, kvartal, KVINNA);
        kub.registrerat(rad.path("nyaMan").asLong(), forbund, vilka, kvartal, MAN);
        kub.registrerat(rad.path("ingaendeKvinnor").asLong(), forbund, vilka, INGAENDE, KVINNA);
        kub.registrerat(rad.path("ingaendeMan").asLong(), forbund, vilka, INGAENDE, MAN);
      }
    }
    var minsta = new ArrayList<>(KVARTAL);
    minsta.add(INGAENDE);
    tysta()
        .forEach(
            f ->
                delar.forEach(
                    d ->
                        minsta.forEach(
                            m -> List.of(KVINNA, MAN).forEach(k -> kub.saknas(f, d, m, k)))));
    return kub;
  }

  /** region x inriktning x tid. */
  Kub personal() {
    var tid = new ArrayList<>(List.of(AR));
    tid.addAll(KVARTAL);
    var kub =
        new Kub(
            List.of(
                region(),
                inriktning(STRUKTUROVERGRIPANDE),
                new Axel("tid", tid, List.of(new Axel.Summa(AR, KVARTAL)), false)));
    var delar = under(STRUKTUROVERGRIPANDE);
    for (var rad : innehall.path("floden")) {
      var vilka = rad.path("preciseradInriktning").asText();
      if (!delar.contains(vilka)) {
        continue;
      }
      var forbund = rad.path("forbund").asText();
      var kvartal = "K" + rad.path("kvartal").asInt();
      if (rad.path("registrerade").asLong() == 0) {
        kub.saknas(forbund, vilka, kvartal);
      } else {
        kub.registrerat(rad.path("personal").asLong(), forbund, vilka, kvartal);
      }
    }
    tysta().forEach(f -> delar.forEach(d -> KVARTAL.forEach(k -> kub.saknas(f, d, k))));
    return kub;
  }

  private List<String> tysta() {
    return tyst.keySet().stream().filter(tyst::get).toList();
  }

  /** The quarters of a year, as they are written. */
  static List<String> kvartal(int ar) {
    return IntStream.rangeClosed(1, 4).mapToObj(k -> ar + "K" + k).toList();
  }
}
