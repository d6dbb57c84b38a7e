package se.finsam.uppfoljning.oppnadata;

import jakarta.ws.rs.core.UriBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Varde;
import se.finsam.uppfoljning.arsuttag.OppenTabell.Variabel;
import se.finsam.uppfoljning.oppnadata.PxWeb.Link;
import se.finsam.uppfoljning.oppnadata.PxWeb.PageInfo;
import se.finsam.uppfoljning.oppnadata.PxWeb.PathElement;
import se.finsam.uppfoljning.oppnadata.PxWeb.SelectionResponse;
import se.finsam.uppfoljning.oppnadata.PxWeb.Table;
import se.finsam.uppfoljning.oppnadata.PxWeb.TablesResponse;
import se.finsam.uppfoljning.oppnadata.PxWeb.ValdVariabel;
import se.finsam.uppfoljning.oppnadata.PxWeb.VariablePlacement;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.problem.Query;

/**
 * Which tables are asked for, and which page of them.
 *
 * @param ord words that a table must have all of, null for all tables
 * @param dagar only those published in so many days, null for all
 * @param ersatta those of releases that have been replaced too
 */
record Tabellsok(String ord, Integer dagar, boolean ersatta, int sida, int storlek) {
  private static final int STORLEK = 100;
  private static final int STORST = 10_000;

  /**
   * As the parameters say. A page or a size below 1 is not told, as in PxWeb: clients send the
   * number of tables, which may be none.
   */
  static Tabellsok av(Query query) {
    var faults = new Faults();
    var dagar = heltal(query.one("pastDays"), "{pastDays}", faults);
    if (dagar != null && dagar < 1) {
      faults.unreadable("{pastDays}", "FEL_FORM", "Ett heltal från 1 väntades");
    }
    var sida = heltal(query.one("pageNumber"), "{pageNumber}", faults);
    var storlek = heltal(query.one("pageSize"), "{pageSize}", faults);
    boolean ersatta = sant(query.one("includeDiscontinued"), "{includeDiscontinued}", faults);
    faults.refuse();
    return new Tabellsok(
        query.one("query"),
        dagar,
        ersatta,
        sida == null || sida < 1 ? 1 : sida,
        storlek == null || storlek < 1 ? STORLEK : Math.min(storlek, STORST));
  }

  private static Integer heltal(String text, String pointer, Faults faults) {
    if (text == null) {
      return null;
    }
    if (!text.matches("-?[0-9]{1,9}")) {
      faults.unreadable(pointer, "FEL_FORM", "Ett heltal väntades");
      return null;
    }
    return Integer.valueOf(text);
  }

  static boolean sant(String text, String pointer, Faults faults) {
    if (text != null && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      faults.unreadable(pointer, "FEL_FORM", "true eller false väntades");
    }
    return "true".equalsIgnoreCase(text);
  }

  /** Those that are asked for, in order. */
  List<PxTabell> bland(List<PxTabell> tabeller, Instant nu) {
    return tabeller.stream()
        .filter(t -> ersatta || !t.ersatt())
        .filter(t -> dagar == null || t.uppdaterad().isAfter(nu.minus(Duration.ofDays(dagar))))
        .filter(this::harOrden)
        .toList();
  }

  private boolean harOrden(PxTabell tabell) {
    if (ord == null) {
      return true;
    }
    var text =
        Stream.concat(
                Stream.of(tabell.id(), tabell.etikett()),
                tabell.tabell().variabler().stream().map(Variabel::etikett))
            .collect(Collectors.joining(" "))
            .toLowerCase(Locale.ROOT);
    return Stream.of(ord.toLowerCase(Locale.ROOT).split("[\\s*]+")).allMatch(text::contains);
  }

  /**
   * The page that is asked for.
   *
   * @throws ProblemException 404 if it is beyond the last
   */
  TablesResponse sida(List<PxTabell> traffar, Lankar lankar) {
    int sidor = Math.max(1, (traffar.size() + storlek - 1) / storlek);
    if (sida > sidor) {
      throw new ProblemException(ProblemType.FINNS_INTE, "Sidan finns inte; den sista är " + sidor);
    }
    var grannar = new ArrayList<Link>();
    if (sida < sidor) {
      grannar.add(lank("next", sida + 1, lankar));
    }
    if (sida > 1) {
      grannar.add(lank("previous", sida - 1, lankar));
    }
    if (sidor > 1) {
      grannar.add(lank("last", sidor, lankar));
    }
    return new TablesResponse(
        Lankar.SPRAK,
        traffar.stream()
            .skip((long) (sida - 1) * storlek)
            .limit(storlek)
            .map(t -> tabell(t, lankar))
            .toList(),
        new PageInfo(sida, storlek, traffar.size(), sidor, grannar),
        List.of(lank("self", sida, lankar)));
  }

  private Link lank(String rel, int nummer, Lankar lankar) {
    var adress = UriBuilder.fromPath("tables");
    if (ord != null) {
      adress.queryParam("query", "{ord}");
    }
    if (dagar != null) {
      adress.queryParam("pastDays", dagar);
    }
    if (ersatta) {
      adress.queryParam("includeDiscontinued", true);
    }
    adress.queryParam("pageSize", storlek).queryParam("pageNumber", nummer);
    return lankar.till(rel, (ord == null ? adress.build() : adress.build(ord)).toString());
  }

  static Table tabell(PxTabell tabell, Lankar lankar) {
    var id = tabell.id();
    var tider = tabell.tider();
    var plats = tabell.serie() ? "SERIER" : tabell.utgavor().get(0).nummer();
    return new Table(
        id,
        tabell.etikett(),
        tabell.citat(),
        id,
        tabell.uppdaterad(),
        tider.isEmpty() ? null : tider.get(0).kod(),
        tider.isEmpty() ? null : tider.get(tider.size() - 1).kod(),
        "public",
        tabell.tabell().variabler().stream().map(Variabel::etikett).toList(),
        tabell.ersatt(),
        PxTabell.KALLA,
        "FINSAM",
        tabell.tidsenhet(),
        List.of(
            List.of(
                new PathElement("FINSAM", "Uppföljning Finsam", "FINSAM"),
                new PathElement(
                    plats, tabell.serie() ? "Serier över alla år" : "Årsuttag " + plats, plats))),
        List.of(
            lankar.till("self", "tables/" + id),
            lankar.till("metadata", "tables/" + id + "/metadata"),
            lankar.till("data", "tables/" + id + "/data?outputFormat=" + Utformat.JSON_STAT.kod)));
  }

  /** What is answered when nothing is chosen, in the words of a selection. */
  static SelectionResponse standardurval(PxTabell tabell, Lankar lankar) {
    var variabler = tabell.tabell().variabler();
    var val = Fraga.standard(variabler);
    var utsnitt =
        new Fraga(List.of(), List.of(), List.of()).utsnitt(tabell, Integer.MAX_VALUE, new Faults());
    return new SelectionResponse(
        Lankar.SPRAK,
        variabler.stream()
            .map(
                v ->
                    new ValdVariabel(
                        v.kod(),
                        null,
                        val.containsKey(v)
                            ? IntStream.of(val.get(v))
                                .mapToObj(i -> v.varden().get(i))
                                .map(Varde::kod)
                                .toList()
                            : List.of()))
            .toList(),
        new VariablePlacement(
            utsnitt.heading().stream().map(a -> a.variabel().kod()).toList(),
            utsnitt.stub().stream().map(a -> a.variabel().kod()).toList()),
        List.of(
            lankar.till("self", "tables/" + tabell.id() + "/defaultselection"),
            lankar.till("data", "tables/" + tabell.id() + "/data")));
  }
}
