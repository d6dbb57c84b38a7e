package se.finsam.uppfoljning.oppnadata;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.finsam.uppfoljning.arsuttag.Lage;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.arsuttag.Utgava;

/** Open tables made by hand, and random ones. */
final class Provtabell {
  static final Variabel REGION =
      new Variabel(
          "region",
          "Region",
          Roll.REGION,
          "RIKET",
          List.of(
              varde("RIKET", "Riket", null, "RIKET"),
              varde("01", "Stockholms län", "RIKET", "LAN"),
              varde("haninge", "Haninge <&> \"Nynäs\"", "01", "FORBUND"),
              varde("sodertalje", "=Södertälje", "01", "FORBUND"),
              varde("03", "Uppsala län", "RIKET", "LAN"),
              varde("uppsala", "Uppsala", "03", "FORBUND")));
  static final Variabel KON =
      new Variabel(
          "kon",
          "Kön",
          Roll.ANNAN,
          "TOTALT",
          List.of(
              varde("TOTALT", "Totalt", null, null),
              varde("KVINNA", "Kvinnor", "TOTALT", null),
              varde("MAN", "Män", "TOTALT", null)));
  static final Variabel MATT =
      new Variabel(
          "matt",
          "Mått",
          Roll.MATT,
          null,
          List.of(
              new Varde("deltagare", "Deltagare", null, null, "antal", 0),
              new Varde("andel", "Andel", null, null, "andel", 2)));

  private Provtabell() {}

  static Varde varde(String kod, String etikett, String foralder, String slag) {
    return new Varde(kod, etikett, foralder, slag, null, 0);
  }

  static Variabel tid(String... koder) {
    return new Variabel(
        "tid",
        "År",
        Roll.TID,
        null,
        List.of(koder).stream().map(k -> varde(k, k, null, null)).toList());
  }

  /**
   * Region, kön, mått and three years: a cell's value is its place, and every seventh is hidden.
   */
  static OppenTabell deltagare() {
    return numrerad("deltagare", List.of(REGION, KON, MATT, tid("2023", "2024", "2025")));
  }

  static OppenTabell numrerad(String namn, List<Variabel> variabler) {
    int celler = celler(variabler);
    var varden = new ArrayList<BigDecimal>();
    var status = new ArrayList<Status>();
    for (int i = 0; i < celler; i++) {
      var utan = i % 7 == 3 ? Status.values()[i / 7 % 3] : null;
      varden.add(utan == null ? BigDecimal.valueOf(i) : null);
      status.add(utan);
    }
    return new OppenTabell(
        namn, "Deltagare i insatser", List.of("Inte unika personer"), variabler, varden, status);
  }

  /** Two to four axes, of which the last two are measures and time, and any cells. */
  static OppenTabell slumpad(Random slump) {
    var variabler = new ArrayList<Variabel>();
    if (slump.nextBoolean()) {
      variabler.add(REGION);
    }
    if (slump.nextBoolean()) {
      variabler.add(KON);
    }
    variabler.add(MATT);
    variabler.add(
        tid(
            IntStream.range(0, 1 + slump.nextInt(4))
                .mapToObj(i -> String.valueOf(2023 + i))
                .toArray(String[]::new)));
    var varden = new ArrayList<BigDecimal>();
    var status = new ArrayList<Status>();
    for (int i = 0; i < celler(variabler); i++) {
      var utan = slump.nextInt(3) == 0 ? Status.values()[slump.nextInt(3)] : null;
      status.add(utan);
      varden.add(
          utan != null
              ? null
              : slump.nextInt(3) == 0
                  ? BigDecimal.ZERO
                  : BigDecimal.valueOf(slump.nextInt(100_000), slump.nextInt(3)));
    }
    return new OppenTabell("prov", "Prov", List.of("En not"), variabler, varden, status);
  }

  static int celler(List<Variabel> variabler) {
    return variabler.stream().mapToInt(v -> v.varden().size()).reduce(1, Math::multiplyExact);
  }

  static Utgava utgava(String nummer, Lage lage, OppenTabell... tabeller) {
    int ar = Integer.parseInt(nummer.substring(0, 4));
    return new Utgava(
        nummer,
        ar,
        lage,
        LocalDate.of(ar + 1, 1, 22),
        Instant.parse((ar + 1) + "-01-22T22:59:59.999999Z"),
        Instant.parse((ar + 1) + "-02-01T08:00:00.123Z"),
        "ab".repeat(32),
        5,
        List.of(tabeller));
  }

  static PxTabell px(OppenTabell tabell) {
    return PxTabell.utgavas(utgava("2023.1.0", Lage.PUBLICERAT, tabell), tabell);
  }

  /** The codes of the values at a place in the table, found by counting up to it. */
  static List<List<String>> koder(OppenTabell tabell) {
    var koder = List.of(List.<String>of());
    for (var variabel : tabell.variabler()) {
      koder =
          koder.stream()
              .flatMap(
                  k ->
                      variabel.varden().stream()
                          .map(
                              v -> {
                                var langre = new ArrayList<>(k);
                                langre.add(v.kod());
                                return List.copyOf(langre);
                              }))
              .collect(Collectors.toList());
    }
    return koder;
  }
}
