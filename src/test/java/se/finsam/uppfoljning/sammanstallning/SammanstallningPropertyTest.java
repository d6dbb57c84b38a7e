package se.finsam.uppfoljning.sammanstallning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.Land;

/**
 * Every figure of the national report, live and as of any instant, against the same figures counted
 * in plain loops from what was sent ({@link Facit}), over random histories ({@link Historia}).
 *
 * <p>{@code -Dfinsam.seeds=50} tries more of them.
 */
@QuarkusTest
class SammanstallningPropertyTest {
  private static final int STEG = 32;

  /** How often what costs many questions is asked. */
  private static final int VAR_NIONDE = 9;

  private static final List<Integer> AREN = List.of(2023, 2024);
  private static final List<String> TABELLER =
      List.of(
          "tackning", "insatser", "malgrupper", "deltagare", "personal", "ekonomi", "planering");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 3));
  }

  /**
   * What was asked, and answered before later writes.
   *
   * @param ar the year
   * @param t the instant asked for
   */
  private record Fraga(int ar, Instant t) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_figure_at_every_instant_is_what_had_been_received_by_then(long seed) {
    Land.tomt();
    var historia = new Historia(seed);
    historia.borja();
    var givna = new HashMap<Fraga, byte[]>();
    for (int steg = 1; steg <= STEG; steg++) {
      historia.steg();
      var fall = "seed " + seed + ", steg " + steg + ", live";
      for (int ar : AREN) {
        var svar = Land.sammanstallning(ar);
        var live = stammer(fall, historia, ar, svar);
        var senast = historia.handelser.get(historia.handelser.size() - 1).mottagen();
        assertThat(live).as(fall).isAfterOrEqualTo(senast);
        var t = steg % VAR_NIONDE == 0 ? live : senast;
        var igen = Land.sammanstallning(ar, t.toString());
        givna.put(new Fraga(ar, t), igen.asByteArray());
      }
    }
    assertThat(historia.vagrade).as("refused, seed " + seed).isLessThan(historia.sanda / 2);

    var tidpunkter = new TreeSet<>(historia.tidpunkter());
    tidpunkter.addAll(historia.nagraTidpunkter(10));
    givna.keySet().forEach(fraga -> tidpunkter.add(fraga.t()));
    for (int ar : AREN) {
      int i = 0;
      for (var t : tidpunkter) {
        var fall = "seed " + seed;
        var svar = Land.sammanstallning(ar, t.toString());
        assertThat(stammer(fall, historia, ar, svar)).isEqualTo(t);
        var forr = givna.get(new Fraga(ar, t));
        if (forr != null) {
          assertThat(svar.asByteArray())
              .as("%s, %d per %s, as answered before the later writes", fall, ar, t)
              .isEqualTo(forr);
        }
        if (++i % VAR_NIONDE == 0) {
          delarna(fall, ar, t, svar);
        }
      }
    }
  }

  /** Compares a report with the loops; answers with the instant that it tells. */
  private static Instant stammer(String fall, Historia historia, int ar, Response svar) {
    var rapport = las(svar);
    var t = Instant.parse((String) rapport.get("perTidpunkt"));
    var facit = Facit.vid(t, historia.handelser);
    var om = fall + ", " + ar + " per " + t;
    assertThat(rapport.get("ar")).as(om).isEqualTo((long) ar);
    assertThat(rapport.get("tackning")).as(om).isEqualTo(facit.tackning(ar));
    var tabeller = objekt(rapport.get("tabeller"));
    assertThat(tabeller.keySet()).as(om).containsExactlyElementsOf(TABELLER);
    for (var namn : TABELLER) {
      var tabell = objekt(tabeller.get(namn));
      var ratt = facit.tabell(namn, ar);
      var omTabellen = om + ", " + namn;
      assertThat(tabell.get("rader")).as(omTabellen).isEqualTo(ratt.rader());
      assertThat(tabell.get("totalt")).as(omTabellen).isEqualTo(ratt.totalt());
      assertThat(tabell.get("tackning")).as(omTabellen).isEqualTo(facit.tackning(ar));
      assertThat(tabell.get("tabell")).as(omTabellen).isEqualTo(namn);
      assertThat(tabell.get("ar")).as(omTabellen).isEqualTo((long) ar);
      assertThat(tabell.get("perTidpunkt")).as(omTabellen).isEqualTo(rapport.get("perTidpunkt"));
      assertThat(tabell.get("summerbar")).as(omTabellen).isEqualTo(!namn.equals("malgrupper"));
      if (tabell.get("summerbar").equals(true)) {
        summerar(omTabellen, tabell);
      }
    }
    return t;
  }

  /** Adding up the rows gives the total, in every figure that both have; shares are not added. */
  private static void summerar(String fall, Map<String, Object> tabell) {
    var rader = ((List<?>) tabell.get("rader")).stream().map(r -> objekt(r)).toList();
    objekt(tabell.get("totalt"))
        .forEach(
            (namn, totalt) -> {
              boolean antal = totalt == null || totalt instanceof Long;
              if (!antal
                  || namn.equals("andel")
                  || namn.equals("kostnadPerDeltagareKr")
                  || rader.stream().noneMatch(r -> r.containsKey(namn))) { // no rows, no sum
                return;
              }
              Long summa = null;
              for (var rad : rader) {
                if (rad.get(namn) instanceof Long n) {
                  summa = summa == null ? n : Long.valueOf(summa + n);
                }
              }
              assertThat(totalt).as(fall + ", " + namn).isEqualTo(summa);
            });
  }

  /** Each table asked for on its own is the one in the report. */
  private static void delarna(String fall, int ar, Instant t, Response svar) {
    var tabeller = objekt(las(svar).get("tabeller"));
    for (var namn : TABELLER) {
      assertThat(las(Land.tabell(ar, namn, t.toString())))
          .as(fall + ", " + ar + " per " + t + ", " + namn)
          .isEqualTo(tabeller.get(namn));
    }
  }

  private static Map<String, Object> las(Response svar) {
    try {
      return JSON.readValue(svar.asString(), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(svar.asString(), e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> objekt(Object json) {
    return (Map<String, Object>) json;
  }
}
