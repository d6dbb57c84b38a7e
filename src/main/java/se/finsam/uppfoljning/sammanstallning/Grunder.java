package se.finsam.uppfoljning.sammanstallning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The sums of each förbund and year, kept under the version of the förbund's own data.
 *
 * <p>After a write only the insatser that it was written to are asked for again, however much the
 * förbund and the nation have registered. The sums as of a past instant are the same object as long
 * as the förbund had sent nothing more. The version is read from the database with every question,
 * under the order that {@code las_tid} gives to writes and questions: what is kept can be missing,
 * never wrong.
 */
@Singleton
class Grunder {
  /** Sums of every förbund for some hundred versions of the country. */
  private static final int MOST_CELLS = 200_000;

  private static final int MOST_ROWS = 100_000;

  /** More insatser than these are not told again one by one. */
  private static final int MOST_CHANGED = 1_000;

  /** What a förbund's sums follow from: its data, and what is common to all: the time plans. */
  private record Nyckel(int forbund, int ar, Instant allas, Instant dataversion) {
    private Nyckel utanVersion() {
      return new Nyckel(forbund, ar, allas, null);
    }
  }

  /** The newest sums that are kept. */
  private record Bas(Instant dataversion, Grund grund) {}

  private final Summor summor;

  private final Cache<Nyckel, Grund> grunder =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CELLS)
          .weigher((Nyckel n, Grund g) -> 10 + g.celler().size())
          .build();
  private final Cache<Nyckel, Bas> senaste =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CELLS)
          .weigher((Nyckel n, Bas b) -> 10 + b.grund().celler().size())
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
      "select coalesce(max(mottagen), 'epoch') from mottagning where andrade and forbund is null and mottagen <= :t and slag <> 'ARSUTTAG'";

  /** The last effective write up to t that concerns no single förbund: a time plan, a code list. */
  private static Instant allas(Handle h, Instant t) {
    return h.createQuery(ALLAS).bind("t", t).mapTo(Instant.class).one();
  }

  /** The sums of the förbund, in their order. */
  Map<Register.Medlem, Grund> grunder(
      Handle h, Urval urval, Collection<Register.Medlem> medlemmar) {
    var allas = allas(h, urval.t());
    var fraga =
        kanda(
            h,
            urval,
            medlemmar,
            grunder,
            saknade -> {
              var svar = new HashMap<Integer, Grund>();
              var hela = new ArrayList<Integer>();
              for (var medlem : saknade) {
                andrad(
                        h,
                        urval,
                        medlem,
                        senaste.getIfPresent(nyckel(urval, medlem, allas).utanVersion()))
                    .ifPresentOrElse(g -> svar.put(medlem.nr(), g), () -> hela.add(medlem.nr()));
              }
              if (!hela.isEmpty()) {
                svar.putAll(hela(h, urval, hela));
              }
              return svar;
            });
    fraga.forEach(
        (medlem, grund) ->
            senaste
                .asMap()
                .merge(
                    nyckel(urval, medlem, allas).utanVersion(),
                    new Bas(medlem.dataversion(), grund),
                    (a, b) -> a.dataversion().isAfter(b.dataversion()) ? a : b));
    return fraga;
  }

  private Map<Integer, Grund> hela(Handle h, Urval urval, List<Integer> nr) {
    var vilka = new Summor.Vilka(nr, null);
    var forbund = forbund(h, urval, nr);
    var celler =
        summor.celler(h, urval, vilka).stream().collect(Collectors.groupingBy(Grund.Cell::forbund));
    var rattelser = rattelser(h, urval, vilka);
    var senast =
        summor.senast(h, urval, vilka).stream()
            .collect(Collectors.groupingBy(Summor.Senast::forbund));
    var svar = new HashMap<Integer, Grund>();
    for (int n : nr) {
      svar.put(
          n,
          new Grund(
              forbund.get(n),
              celler.getOrDefault(n, List.of()),
              rattelser.get(n),
              senast(Collections.nCopies(4, null), senast.getOrDefault(n, List.of()))));
    }
    return svar;
  }

  private Map<Integer, Grund.Forbund> forbund(Handle h, Urval urval, List<Integer> nr) {
    return summor.forbund(h, urval, nr).stream()
        .collect(Collectors.toMap(Grund.Forbund::forbund, f -> f));
  }

  private Map<Integer, Summor.Rattelsesumma> rattelser(Handle h, Urval urval, Summor.Vilka vilka) {
    return summor.rattelsesummor(h, urval, vilka).stream()
        .collect(Collectors.toMap(Summor.Rattelsesumma::forbund, r -> r));
  }

  private static List<Instant> senast(List<Instant> forr, List<Summor.Senast> nya) {
    var senast = new ArrayList<>(forr);
    for (var ny : nya) {
      var gammal = senast.get(ny.kvartal() - 1);
      if (gammal == null || ny.mottagen().isAfter(gammal)) {
        senast.set(ny.kvartal() - 1, ny.mottagen());
      }
    }
    return senast;
  }

  /**
   * The sums as they are after some writes, however many insatser the förbund has: what the
   * insatser that were written to brought before is taken away, and what they bring now is added.
   * Nothing if that is not known, or is no less work than to begin anew.
   */
  private Optional<Grund> andrad(Handle h, Urval urval, Register.Medlem medlem, Bas bas) {
    if (bas == null
        || !bas.dataversion().isBefore(medlem.dataversion())
        || summor.andrat(h, urval, medlem.nr(), bas.dataversion())) {
      return Optional.empty();
    }
    var rorda = summor.rorda(h, urval, medlem.nr(), bas.dataversion());
    if (rorda.size() > MOST_CHANGED) {
      return Optional.empty();
    }
    var nr = List.of(medlem.nr());
    var grund = bas.grund();
    var forbund = forbund(h, urval, nr).get(medlem.nr());
    if (rorda.isEmpty()) {
      return Optional.of(new Grund(forbund, grund.celler(), grund.rattelser(), grund.senast()));
    }
    var vilka = new Summor.Vilka(nr, rorda);
    var fore = urval.vid(bas.dataversion());
    var ingen = new Summor.Rattelsesumma(medlem.nr(), 0, 0, 0, 0, 0, 0, 0);
    var rattelser =
        Objects.requireNonNullElse(grund.rattelser(), ingen)
            .plus(rattelser(h, fore, vilka).getOrDefault(medlem.nr(), ingen), -1)
            .plus(rattelser(h, urval, vilka).getOrDefault(medlem.nr(), ingen), 1);
    return Optional.of(
        new Grund(
            forbund,
            Grund.andrade(
                grund.celler(), summor.celler(h, fore, vilka), summor.celler(h, urval, vilka)),
            rattelser.antal() == 0 ? null : rattelser,
            senast(grund.senast(), summor.senast(h, urval, vilka))));
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
        saknade -> {
          var nr = saknade.stream().map(Register.Medlem::nr).toList();
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
      Function<List<Register.Medlem>, Map<Integer, T>> fraga) {
    var allas = allas(h, urval.t());
    var svar = new LinkedHashMap<Register.Medlem, T>();
    var saknas = new ArrayList<Register.Medlem>();
    for (var medlem : medlemmar) {
      var kand = cache.getIfPresent(nyckel(urval, medlem, allas));
      svar.put(medlem, kand);
      if (kand == null) {
        saknas.add(medlem);
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
    return new Nyckel(medlem.nr(), urval.ar().ar(), allas, medlem.dataversion());
  }
}
