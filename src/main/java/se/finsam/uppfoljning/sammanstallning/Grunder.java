package se.finsam.uppfoljning.sammanstallning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The sums of each förbund and year, kept under the version of the förbund's own data.
 *
 * <p>After a write only its förbund's sums are asked for again, however much the nation has
 * registered; and those as of a past instant are the same object as long as the förbund had sent
 * nothing more. The version is read from the database with every question, under the order that
 * {@code las_tid} gives to writes and questions: what is kept can be missing, never wrong.
 */
@Singleton
class Grunder {
  /** Sums of every förbund for some hundred versions of the country. */
  private static final int MOST_CELLS = 200_000;

  private static final int MOST_ROWS = 100_000;

  /** What a förbund's sums follow from: its data, the time plans, and which quarters are over. */
  private record Nyckel(
      int forbund, int ar, Instant dataversion, Instant allas, int avslutadeKvartal) {}

  private final Summor summor;

  private final Cache<Nyckel, Grund> grunder =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CELLS)
          .weigher((Nyckel n, Grund g) -> 10 + g.celler().size())
          .build();
  private final Cache<Nyckel, List<Summor.Planerad>> planerade = rader();
  private final Cache<Nyckel, List<Summor.Rattad>> rattade = rader();

  Grunder(Summor summor) {
    this.summor = summor;
  }

  private static <T> Cache<Nyckel, List<T>> rader() {
    return Caffeine.newBuilder()
        .maximumWeight(MOST_ROWS)
        .weigher((Nyckel n, List<T> rader) -> 1 + rader.size())
        .build();
  }

  private static final String ALLAS =
      "select coalesce(max(mottagen), 'epoch') from mottagning where andrade and forbund is null and mottagen <= :t";

  /** The last effective write up to t that concerns no single förbund: a time plan, a code list. */
  private static Instant allas(Handle h, Instant t) {
    return h.createQuery(ALLAS).bind("t", t).mapTo(Instant.class).one();
  }

  /** The sums of the förbund, in their order. */
  Map<Register.Medlem, Grund> grunder(
      Handle h, Urval urval, Collection<Register.Medlem> medlemmar) {
    return kanda(
        h,
        urval,
        medlemmar,
        grunder,
        nr -> {
          var forbund =
              summor.forbund(h, urval, nr).stream()
                  .collect(Collectors.toMap(Grund.Forbund::forbund, f -> f));
          var celler =
              summor.celler(h, urval, nr).stream()
                  .collect(Collectors.groupingBy(Grund.Cell::forbund));
          var rattelser =
              summor.rattelsesummor(h, urval, nr).stream()
                  .collect(Collectors.toMap(Summor.Rattelsesumma::forbund, r -> r));
          var svar = new HashMap<Integer, Grund>();
          for (int n : nr) {
            svar.put(
                n, new Grund(forbund.get(n), celler.getOrDefault(n, List.of()), rattelser.get(n)));
          }
          return svar;
        });
  }

  /** Plan and outcome of the year's insatser, förbund by förbund. */
  Map<Register.Medlem, List<Summor.Planerad>> planerade(
      Handle h, Urval urval, Collection<Register.Medlem> medlemmar) {
    return rader(
        h,
        urval,
        medlemmar,
        planerade,
        nr -> summor.planering(h, urval, nr),
        Summor.Planerad::forbund);
  }

  /** The year's late and corrected registrations, förbund by förbund. */
  Map<Register.Medlem, List<Summor.Rattad>> rattade(
      Handle h, Urval urval, Collection<Register.Medlem> medlemmar) {
    return rader(
        h, urval, medlemmar, rattade, nr -> summor.rattelser(h, urval, nr), Summor.Rattad::forbund);
  }

  private static <T> Map<Register.Medlem, List<T>> rader(
      Handle h,
      Urval urval,
      Collection<Register.Medlem> medlemmar,
      Cache<Nyckel, List<T>> cache,
      Function<List<Integer>, List<T>> fraga,
      Function<T, String> forbund) {
    var nummer =
        medlemmar.stream().collect(Collectors.toMap(Register.Medlem::kod, Register.Medlem::nr));
    return kanda(
        h,
        urval,
        medlemmar,
        cache,
        nr -> {
          var svar = new HashMap<Integer, List<T>>();
          nr.forEach(n -> svar.put(n, new ArrayList<>()));
          fraga.apply(nr).forEach(rad -> svar.get(nummer.get(forbund.apply(rad))).add(rad));
          return svar;
        });
  }

  /** What is kept, and what the question gives for the rest, which is kept too. */
  private static <T> Map<Register.Medlem, T> kanda(
      Handle h,
      Urval urval,
      Collection<Register.Medlem> medlemmar,
      Cache<Nyckel, T> cache,
      Function<List<Integer>, Map<Integer, T>> fraga) {
    var allas = allas(h, urval.t());
    var svar = new LinkedHashMap<Register.Medlem, T>();
    var saknas = new ArrayList<Integer>();
    for (var medlem : medlemmar) {
      var kand = cache.getIfPresent(nyckel(urval, medlem, allas));
      svar.put(medlem, kand);
      if (kand == null) {
        saknas.add(medlem.nr());
      }
    }
    if (!saknas.isEmpty()) {
      var nya = fraga.apply(saknas);
      svar.replaceAll(
          (medlem, kand) -> {
            if (kand != null) {
              return kand;
            }
            var ny = nya.get(medlem.nr());
            cache.put(nyckel(urval, medlem, allas), ny);
            return ny;
          });
    }
    return svar;
  }

  private static Nyckel nyckel(Urval urval, Register.Medlem medlem, Instant allas) {
    return new Nyckel(
        medlem.nr(), urval.ar().ar(), medlem.dataversion(), allas, urval.avslutadeKvartal());
  }
}
