package se.finsam.uppfoljning.sammanstallning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static se.finsam.uppfoljning.sammanstallning.Fragat.las;
import static se.finsam.uppfoljning.sammanstallning.Fragat.lista;
import static se.finsam.uppfoljning.sammanstallning.Fragat.objekt;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.sammanstallning.Facit.Urval;

/**
 * Every figure of the national report, live and as of any instant, as förbund were and in today's
 * structure, of the country and of some of it, against the same figures counted in plain loops from
 * what was sent ({@link Facit}) and by plain SQL ({@link Specifikation}), over random histories
 * ({@link Historia}).
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
          "tackning",
          "insatser",
          "malgrupper",
          "deltagare",
          "personal",
          "ekonomi",
          "planering",
          "rattelser");

  @Inject Jdbi jdbi;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 3));
  }

  /**
   * What was asked, and answered before later writes.
   *
   * @param ar the year
   * @param urval how the country was seen
   * @param t the instant asked for
   */
  private record Fraga(int ar, Urval urval, Instant t) {
    Response svar() {
      return Fragat.av("/sammanstallningar/" + ar, Fragat.parametrar(urval, t));
    }

    Response tabell(String namn) {
      return Fragat.av(
          "/sammanstallningar/" + ar + "/tabeller/" + namn, Fragat.parametrar(urval, t));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_figure_at_every_instant_is_what_had_been_received_by_then(long seed) {
    Land.tomt();
    var random = new Random(seed);
    var historia = new Historia(seed);
    historia.borja();
    var givna = new HashMap<Fraga, byte[]>();
    for (int steg = 1; steg <= STEG; steg++) {
      historia.steg();
      var fall = "seed " + seed + ", steg " + steg + ", live";
      for (int ar : AREN) {
        var urval = steg % 2 == 0 ? Urval.ALLA : nagot(random);
        var svar = new Fraga(ar, urval, null).svar();
        var live = stammer(fall, historia, new Fraga(ar, urval, null), svar);
        var senast = historia.handelser.get(historia.handelser.size() - 1).mottagen();
        assertThat(live).as(fall).isAfterOrEqualTo(senast);
        var igen = new Fraga(ar, urval, steg % VAR_NIONDE == 0 ? live : senast);
        var igenSvar = igen.svar();
        if (igenSvar.statusCode() == 200) {
          givna.put(igen, igenSvar.asByteArray());
        }
      }
    }
    assertThat(historia.vagrade).as("refused, seed " + seed).isLessThan(historia.sanda / 2);

    var fall = "seed " + seed;
    givna.forEach(
        (fraga, forr) -> {
          var svar = fraga.svar();
          stammer(fall, historia, fraga, svar);
          assertThat(svar.asByteArray())
              .as("%s, %s, as answered before the later writes", fall, fraga)
              .isEqualTo(forr);
        });
    var tidpunkter = new TreeSet<>(historia.tidpunkter());
    tidpunkter.addAll(historia.nagraTidpunkter(10));
    int i = 0;
    for (var t : tidpunkter) {
      int ar = AREN.get(i % 2);
      var urval = i % 4 < 2 ? Urval.ALLA : nagot(random);
      var fraga = new Fraga(ar, urval, t);
      var svar = fraga.svar();
      assertThat(stammer(fall, historia, fraga, svar)).isEqualTo(t);
      if (++i % VAR_NIONDE == 0 && svar.statusCode() == 200) {
        delarna(fall, historia, fraga, las(svar));
        sammaSummor(fall, ar, t);
        for (int aret : AREN) {
          var rapport = las(new Fraga(aret, Urval.ALLA, t).svar());
          jdbi.useHandle(
              h -> Specifikation.av(h, aret, t).stammer(fall + ", " + aret + " per " + t, rapport));
        }
      }
    }
  }

  /** Today's structure, or only some of the country, or both. */
  private static Urval nagot(Random random) {
    var forbund = new TreeSet<String>();
    var lan = new TreeSet<String>();
    if (random.nextInt(3) == 0) {
      forbund.add("angeln");
      forbund.add(List.of("bergen", "dalen", "holmen").get(random.nextInt(3)));
    }
    if (random.nextInt(3) == 0) {
      lan.add(List.of("01", "14").get(random.nextInt(2)));
      lan.add(List.of("14", "25").get(random.nextInt(2)));
    }
    return new Urval(random.nextInt(3) > 0, forbund, lan);
  }

  /** Compares a report with the loops; answers with the instant that it tells. */
  private static Instant stammer(String fall, Historia historia, Fraga fraga, Response svar) {
    if (svar.statusCode()
        == 422) { // a förbund that has been taken over cannot be asked for by its old name
      var t = fraga.t() == null ? Instant.now() : fraga.t();
      var okanda = Facit.vid(t, historia.handelser, fraga.urval()).okanda();
      assertThat(svar.<List<String>>path("errors.code"))
          .as(fall)
          .hasSameSizeAs(okanda)
          .isNotEmpty();
      return fraga.t() == null
          ? historia.handelser.get(historia.handelser.size() - 1).mottagen()
          : t;
    }
    var rapport = las(svar);
    var t = Instant.parse((String) rapport.get("perTidpunkt"));
    var facit = Facit.vid(t, historia.handelser, fraga.urval());
    int ar = fraga.ar();
    var om = fall + ", " + fraga + ", told per " + t;
    assertThat(rapport.get("ar")).as(om).isEqualTo((long) ar);
    assertThat(rapport.get("struktur")).as(om).isEqualTo(struktur(fraga));
    assertThat(rapport.get("tackning")).as(om).isEqualTo(facit.tackning(ar));
    var tabeller = objekt(rapport.get("tabeller"));
    assertThat(tabeller.keySet()).as(om).containsExactlyElementsOf(TABELLER);
    for (var namn : TABELLER) {
      var tabell = objekt(tabeller.get(namn));
      var omTabellen = om + ", " + namn;
      assertThat(tabell.get("tabell")).as(omTabellen).isEqualTo(namn);
      assertThat(tabell.get("perTidpunkt")).as(omTabellen).isEqualTo(rapport.get("perTidpunkt"));
      assertThat(tabell.get("struktur")).as(omTabellen).isEqualTo(struktur(fraga));
      innehall(omTabellen, facit, namn, ar, tabell);
      assertThat(utanDetalj(tabell)).as(omTabellen).isEqualTo(facit.brott(ar == 2023));
    }
    return t;
  }

  private static String struktur(Fraga fraga) {
    return fraga.urval().dagens() ? "DAGENS" : "DAVARANDE";
  }

  /** Every break is explained, in words that are not compared. */
  private static List<Map<String, Object>> utanDetalj(Map<String, Object> tabell) {
    var brott = lista(tabell.get("brott"));
    for (var b : brott) {
      assertThat((String) b.remove("detail")).isNotBlank();
    }
    return brott;
  }

  /** The year, the figures and the coverage of a table, or of the year before beside it. */
  private static void innehall(
      String om, Facit facit, String namn, int ar, Map<String, Object> tabell) {
    var ratt = facit.tabell(namn, ar);
    assertThat(tabell.get("ar")).as(om).isEqualTo((long) ar);
    assertThat(tabell.get("rader")).as(om).isEqualTo(ratt.rader());
    assertThat(tabell.get("totalt")).as(om).isEqualTo(ratt.totalt());
    assertThat(tabell.get("tackning")).as(om).isEqualTo(facit.tackning(ar));
    assertThat(tabell.get("summerbar")).as(om).isEqualTo(!namn.equals("malgrupper"));
    if (tabell.get("summerbar").equals(true)) {
      summerar(om, tabell);
    }
  }

  /**
   * Adding up the rows gives the total, in every figure that both have; shares are not added. What
   * nobody has corrected is no change, and not unknown.
   */
  private static void summerar(String om, Map<String, Object> tabell) {
    var rader = lista(tabell.get("rader"));
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
              Long summa = namn.startsWith("andring") ? 0L : null;
              for (var rad : rader) {
                if (rad.get(namn) instanceof Long n) {
                  summa = summa == null ? n : Long.valueOf(summa + n);
                }
              }
              assertThat(totalt).as(om + ", " + namn).isEqualTo(summa);
            });
  }

  /**
   * Each table asked for on its own is the one in the report; and the year before, where it may be
   * compared, stands beside it.
   */
  private static void delarna(
      String fall, Historia historia, Fraga fraga, Map<String, Object> rapport) {
    var tabeller = objekt(rapport.get("tabeller"));
    for (var namn : TABELLER) {
      var om = fall + ", " + fraga + ", " + namn;
      assertThat(las(fraga.tabell(namn))).as(om).isEqualTo(tabeller.get(namn));

      var parametrar = Fragat.parametrar(fraga.urval(), fraga.t());
      parametrar.put("foregaendeAr", true);
      var med = las(Fragat.av("/sammanstallningar/2024/tabeller/" + namn, parametrar));
      var facit = Facit.vid(fraga.t(), historia.handelser, fraga.urval());
      innehall(om, facit, namn, 2024, med);
      innehall(om + ", foregaendeAr", facit, namn, 2023, objekt(med.get("foregaendeAr")));
      assertThat(utanDetalj(med)).as(om).isEqualTo(facit.brott(true));
    }
  }

  /** A merger moves figures between förbund, and never between sums. */
  private static void sammaSummor(String fall, int ar, Instant t) {
    var da = objekt(las(new Fraga(ar, Urval.ALLA, t).svar()).get("tabeller"));
    var nu = objekt(las(new Fraga(ar, Urval.DAGENS, t).svar()).get("tabeller"));
    for (var namn : TABELLER) {
      var om = fall + ", " + ar + " per " + t + ", " + namn;
      if (!namn.equals("tackning")) {
        assertThat(utanForbund(objekt(objekt(nu.get(namn)).get("totalt"))))
            .as(om)
            .isEqualTo(utanForbund(objekt(objekt(da.get(namn)).get("totalt"))));
      }
      if (!namn.equals("tackning") && !namn.equals("ekonomi")) {
        assertThat(lista(objekt(nu.get(namn)).get("rader")).stream().map(r -> davarande(r)))
            .as(om)
            .containsExactlyInAnyOrderElementsOf(
                lista(objekt(da.get(namn)).get("rader")).stream()
                    .map(r -> utanForbund(r))
                    .toList());
      }
    }
  }

  /** A row of today's structure as it was reported. */
  private static Map<String, Object> davarande(Map<String, Object> rad) {
    var davarande = utanForbund(rad);
    davarande.computeIfPresent("forbund", (f, kod) -> rad.get("davarandeForbund"));
    davarande.remove("davarandeForbund");
    return davarande;
  }

  private static Map<String, Object> utanForbund(Map<String, Object> rad) {
    var utan = new HashMap<>(rad);
    utan.remove("antalForbund");
    return utan;
  }

  @Test
  void no_year_is_compared_with_one_before_the_system() {
    Land.tomt();
    for (var namn : TABELLER) {
      Fragat.av("/sammanstallningar/2023/tabeller/" + namn, Map.of("foregaendeAr", true))
          .then()
          .statusCode(422)
          .body("errors.pointer", equalTo(List.of("{foregaendeAr}")))
          .body("errors.code", equalTo(List.of("TIDSSERIEBROTT")));
    }
  }

  @Test
  void a_chain_of_mergers_is_followed_to_its_end_and_a_circle_not_at_all() {
    var t = Instant.parse("2026-01-01T00:00:00Z");
    var handelser = new ArrayList<Facit.Handelse>();
    for (var par : List.of("a b", "b c", "d e", "e d", "f d", "g -", "c -", "h g")) {
      var kod = par.substring(0, 1);
      var efter = par.substring(2).equals("-") ? null : par.substring(2);
      var till = efter == null ? null : LocalDate.of(kod.equals("h") ? 2190 : 2023, 6, 30);
      handelser.add(new Facit.ForbundSatt(t, kod, kod, "01", null, till, efter));
    }
    var facit = Facit.vid(t, handelser, new Urval(true, Set.of(), Set.of()));
    assertThat(List.of("a", "b", "c", "d", "e", "f", "g", "h").stream().map(facit::som))
        .containsExactly("c", "c", "c", "d", "e", "f", "g", "h");
  }
}
