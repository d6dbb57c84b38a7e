package se.finsam.uppfoljning.arsuttag;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import se.finsam.uppfoljning.kodlista.Inriktning;
import se.finsam.uppfoljning.kodlista.PreciseradInriktning;
import se.finsam.uppfoljning.mottagning.Mottagningar;
import se.finsam.uppfoljning.period.Ar;
import se.finsam.uppfoljning.sammanstallning.Etiketter;
import se.finsam.uppfoljning.sammanstallning.Register;
import se.finsam.uppfoljning.sammanstallning.Struktur;
import se.finsam.uppfoljning.sammanstallning.Tabeller;
import se.finsam.uppfoljning.sammanstallning.Urval;

/**
 * The first rules: the eight tables of the national report as they are told of that instant, what
 * deltagare and personal are sums of, and what the codes were called.
 */
@Singleton
class Regelverk1 implements Regelverk {
  private final Tabeller tabeller;
  private final Mottagningar mottagningar;
  private final Jdbi jdbi;
  private final ObjectMapper mapper;

  Regelverk1(Tabeller tabeller, Mottagningar mottagningar, Jdbi jdbi, ObjectMapper mapper) {
    this.tabeller = tabeller;
    this.mottagningar = mottagningar;
    this.jdbi = jdbi;
    this.mapper = mapper;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Dokument innehall(Ar ar, LocalDate uttagsdatum, Instant t) {
    var urval = new Urval(ar, t);
    var alla =
        tabeller.tabeller(
            urval,
            mottagningar.dataversion(t),
            new Tabeller.Onskan(Tabeller.NAMN, true, false),
            namn -> Map.of());
    var innehall = mapper.createObjectNode();
    innehall.put("ar", ar.ar());
    innehall.put("uttagsdatum", uttagsdatum.toString());
    innehall.put("perTidpunkt", t.toString());
    innehall.put("regelversion", version());
    innehall.put("struktur", Struktur.DAVARANDE.name());
    innehall.set("brott", mapper.valueToTree(alla.get("tackning").brott()));
    innehall.set("tackning", mapper.valueToTree(alla.get("tackning").tackning()));
    var tabellerna = innehall.putObject("tabeller");
    alla.forEach(
        (namn, tabell) -> {
          var en = tabellerna.putObject(namn);
          en.put("summerbar", tabell.summerbar());
          en.set("noter", mapper.valueToTree(tabell.noter()));
          en.set("rader", mapper.valueToTree(tabell.rader()));
          en.set("totalt", mapper.valueToTree(tabell.totalt()));
        });
    innehall.set("floden", mapper.valueToTree(tabeller.floden(urval)));
    innehall.set("kodlistor", kodlistor(t));
    return Dokument.av(innehall);
  }

  private ObjectNode kodlistor(Instant t) {
    return jdbi.withHandle(
        h -> {
          var etiketter = Etiketter.vid(h, t);
          var listor = mapper.createObjectNode();
          var inriktningar = listor.putArray("inriktningar");
          for (var i : Inriktning.values()) {
            kod(inriktningar, i.name(), i.etikett());
          }
          var preciserade = listor.putArray("preciserade-inriktningar");
          for (var p : PreciseradInriktning.values()) {
            kod(preciserade, p.name(), p.etikett()).put("inriktning", p.inriktning().name());
          }
          var malgrupper = listor.putArray("malgrupper");
          etiketter.koder("malgrupp").stream()
              .filter(kod -> !kod.equals(Etiketter.INGEN_MALGRUPP))
              .forEach(kod -> kod(malgrupper, kod, etiketter.av("malgrupp", kod)));
          var lan = listor.putArray("lan");
          etiketter.koder("lan").forEach(kod -> kod(lan, kod, etiketter.av("lan", kod)));
          var forbund = listor.putArray("forbund");
          Register.vid(h, t)
              .alla()
              .forEach(m -> kod(forbund, m.kod(), m.namn()).put("lan", m.lan()));
          return listor;
        });
  }

  private static ObjectNode kod(ArrayNode lista, String kod, String etikett) {
    return lista.addObject().put("kod", kod).put("etikett", etikett);
  }
}
