package se.finsam.uppfoljning.oppnadata;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import se.finsam.uppfoljning.arsuttag.Lage;
import se.finsam.uppfoljning.arsuttag.OppenTabell;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Roll;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Status;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.arsuttag.Utgava;

/** Releases made by hand, small enough to see through. */
class Handgjort {
  static final KatalogAdress ADRESS = new KatalogAdress("https://api.example.se/finsam/v1");
  static final Katalog.Kontakt KONTAKT = new Katalog.Kontakt("Öppna data", "oppnadata@example.se");

  private Handgjort() {}

  static Utgava utgava(String nummer, Lage lage, OppenTabell... tabeller) {
    int ar = Integer.parseInt(nummer.substring(0, 4));
    int lopnummer = Integer.parseInt(nummer.substring(5, 6));
    return new Utgava(
        nummer,
        ar,
        lage,
        LocalDate.of(ar + 1, lopnummer, 22),
        Instant.parse("%d-%02d-22T22:59:59.999999Z".formatted(ar + 1, lopnummer)),
        // in Sweden it is the day after
        Instant.parse("%d-%02d-24T23:30:00Z".formatted(ar + 1, lopnummer)),
        "%064x".formatted(nummer.hashCode() & 0xffff),
        5,
        List.of(tabeller));
  }

  /** Two axes that can be left out, two that cannot; one cell of each kind. */
  static OppenTabell deltagare(int ar) {
    return new OppenTabell(
        "deltagare",
        "Deltagare i individinriktade insatser",
        List.of("Deltagare i insatser, inte unika personer."),
        List.of(
            new Variabel(
                "region",
                "Region",
                Roll.REGION,
                "RIKET",
                List.of(
                    new Varde("RIKET", "Riket", null, "RIKET", null, 0),
                    new Varde("01", "Stockholms län", "RIKET", "LAN", null, 0))),
            new Variabel(
                "kon",
                "Kön",
                Roll.ANNAN,
                "TOTALT",
                List.of(
                    new Varde("TOTALT", "Totalt", null, null, null, 0),
                    new Varde("KVINNA", "Kvinnor", "TOTALT", null, null, 0),
                    new Varde("MAN", "Män", "TOTALT", null, null, 0))),
            new Variabel(
                "matt",
                "Mått",
                Roll.MATT,
                null,
                List.of(new Varde("deltagare", "Deltagare", null, null, "antal", 0))),
            new Variabel(
                "tid",
                "År",
                Roll.TID,
                null,
                List.of(new Varde("" + ar, "" + ar, null, null, null, 0)))),
        Arrays.asList(
            BigDecimal.valueOf(20),
            BigDecimal.valueOf(11),
            BigDecimal.valueOf(9),
            null,
            null,
            null),
        Arrays.asList(
            null, null, null, Status.UNDERTRYCKT, Status.UNDERTRYCKT, Status.EJ_REDOVISAT));
  }

  static OppenTabell kvartal(int ar) {
    return new OppenTabell(
        "deltagare-kvartal",
        "Nya deltagare per kvartal",
        List.of(),
        List.of(
            new Variabel(
                "tid",
                "Kvartal",
                Roll.TID,
                null,
                List.of(new Varde(ar + "K1", ar + "K1", null, null, null, 0)))),
        List.of(BigDecimal.ONE),
        Arrays.asList((Status) null));
  }
}
