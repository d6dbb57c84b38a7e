package se.finsam.uppfoljning.registrering;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.rattad;
import static se.finsam.uppfoljning.Land.registreringar;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Forbund;
import se.finsam.uppfoljning.Token;

/** What has changed since last, for who keeps a copy; and the receipts (contract section 5). */
@QuarkusTest
class SpegelTest {
  private static final String K3 = "2023K3";
  private static final String K4 = "2023K4";
  private static int number;
  private static boolean emptied;

  private Forbund a;

  @BeforeEach
  void a_forbund_with_an_insats_for_individuals_and_two_for_structure() {
    if (!emptied) {
      Land.tomt();
      emptied = true;
    }
    a = forbund("f" + ++number).medInsats("x").medSatsning("s").medSatsning("t");
  }

  @Nested
  class Uppdaterad_efter {
    @Test
    void lists_what_came_after_and_withdrawals_too() {
      var first = mottagen(a.registrerar(K4, rad("s", 1), rad("t", 1)));
      var second = mottagen(a.registrerar(K4, rad("s", 1), rattad(rad("t", 2))));
      var third = mottagen(a.registrerar(K3, rad("t", 5)));
      var fourth = mottagen(aterkalla(K4, "s"));
      forbund("f" + ++number).medSatsning("s").registrerar(K4, rad("s", 9));

      efter(first.minus(1, ChronoUnit.MICROS))
          .then()
          .body("registreringar.kvartal", contains(K3, K4, K4))
          .body("registreringar.insats", contains("t", "s", "t"))
          .body("registreringar.slag", contains("NY", "ATERKALLAD", "RATTAD"))
          .body("registreringar.version", contains(1, 2, 2))
          .body("registreringar[1].deltagare", nullValue())
          .body("registreringar[1].rattelseorsak", equalTo("Orsak"))
          .body("_meta.antal", equalTo(3));
      efter(first).then().body("registreringar.insats", contains("t", "s", "t"));
      efter(second).then().body("registreringar.insats", contains("t", "s"));
      efter(third).then().body("registreringar.slag", contains("ATERKALLAD"));
      efter(fourth).then().body("registreringar", empty()).body("_meta.antal", equalTo(0));
      lista("limit=20").then().body("registreringar.slag", contains("NY", "RATTAD"));
      lista("uppdateradEfter=" + first + "&kvartal=2023-Q4&insats=s")
          .then()
          .body("registreringar.slag", contains("ATERKALLAD"));
      lista("uppdateradEfter=" + first + "&limit=1&offset=1")
          .then()
          .body("registreringar.slag", contains("ATERKALLAD"))
          .body("_meta.antal", equalTo(3));
    }

    @Test
    void as_known_at_an_instant_between() {
      var first = mottagen(a.registrerar(K4, rad("s", 1)));
      var second = mottagen(a.registrerar(K4, rattad(rad("s", 2))));
      var third = mottagen(aterkalla(K4, "s"));
      var fourth = mottagen(a.registrerar(K4, rad("s", 2)));
      for (var t : List.of(second, third.minus(1, ChronoUnit.MICROS))) {
        lista("uppdateradEfter=" + first + "&perTidpunkt=" + t)
            .then()
            .body("registreringar.deltagare", contains(Map.of("totalt", 2)))
            .body("registreringar.slag", contains("RATTAD"))
            .body("_meta.perTidpunkt", equalTo(t.toString()));
      }
      lista("uppdateradEfter=" + second + "&perTidpunkt=" + third)
          .then()
          .body("registreringar.slag", contains("ATERKALLAD"));
      lista("uppdateradEfter=" + third + "&perTidpunkt=" + third)
          .then()
          .body("registreringar", empty());
      lista("uppdateradEfter=" + third + "&perTidpunkt=" + fourth)
          .then()
          .body("registreringar.slag", contains("NY"));
    }

    @ParameterizedTest
    @CsvSource({
      "2023-01-01,                                          200",
      "2023-01-01T12:00:00%2B01:00,                         200",
      "2023-02-30,                                          400",
      "i går,                                               400",
      "'',                                                  400",
      "2199-01-01,                                          422",
      "2199-01-01T00:00:00Z,                                422",
      "2024-01-23&perTidpunkt=2024-01-22,                   422",
      "2024-01-22&perTidpunkt=2024-01-22,                   200",
      "2024-01-22&perTidpunkt=2024-01-22T10:00:00Z,         200",
    })
    void is_a_date_or_an_instant_not_after_what_is_asked(String efter, int status) {
      var svar =
          a.som()
              .urlEncodingEnabled(false)
              .get(
                  a.path()
                      + "/registreringar?uppdateradEfter="
                      + efter.replace(" ", "%20").replace("å", "%C3%A5"));
      svar.then().statusCode(status);
      if (status != 200) {
        svar.then().body("errors.pointer", contains("{uppdateradEfter}"));
      }
    }

    static LongStream seeds() {
      return LongStream.rangeClosed(1, Integer.getInteger("finsam.seeds", 2));
    }

    /** Whoever applies each page of changes has the whole list, whatever comes between pages. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keeps_a_mirror_equal_to_the_list(long seed) {
      var slump = new Random(seed);
      var spegel = new TreeMap<String, Object>();
      var senast = "2023-01-01";
      for (int i = 0; i < 10; i++) {
        for (int n = slump.nextInt(4); n >= 0; n--) {
          andra(slump);
        }
        String t = null;
        for (int offset = 0, antal = 1; offset < antal; offset += 3) {
          var sida =
              lista(
                  "limit=3&offset="
                      + offset
                      + "&uppdateradEfter="
                      + senast
                      + (t == null ? "" : "&perTidpunkt=" + t));
          t = sida.path("_meta.perTidpunkt");
          antal = sida.path("_meta.antal");
          for (var rad : sida.<List<Map<String, Object>>>path("registreringar")) {
            var nyckel = rad.get("kvartal") + " " + rad.get("insats");
            if (rad.get("slag").equals("ATERKALLAD")) {
              spegel.remove(nyckel);
            } else {
              spegel.put(nyckel, rad);
            }
          }
          andra(slump);
        }
        senast = t;
        List<Map<String, Object>> hela = lista("limit=500&perTidpunkt=" + t).path("registreringar");
        assertThat(new ArrayList<>(spegel.values()))
            .as("seed %d, turn %d", seed, i)
            .isEqualTo(hela);
      }
    }

    private void andra(Random slump) {
      var kvartal = List.of(K3, K4, "2024K1").get(slump.nextInt(3));
      var rader = new ArrayList<Map<String, Object>>();
      for (var insats : List.of("s", "t")) {
        if (slump.nextBoolean()) {
          rader.add(rattad(rad(insats, slump.nextInt(3))));
        }
      }
      if (slump.nextBoolean()) {
        rader.add(rattad(rad("x", kvinnor(slump.nextInt(3), 1, 0), man(1, 0, 0))));
      }
      switch (slump.nextInt(4)) {
        case 0 -> aterkalla(kvartal, List.of("s", "t", "x").get(slump.nextInt(3)));
        case 1 -> skicka(registreringar(kvartal, "HELA_KVARTALET"), rader);
        default -> skicka(registreringar(kvartal, "DELAR"), rader);
      }
    }

    private void skicka(Map<String, Object> body, List<Map<String, Object>> rader) {
      body.put("registreringar", rader);
      assertThat(a.skickar(body).statusCode()).isIn(200, 201, 422);
    }
  }

  @Nested
  class Kvittenser {
    @Test
    void are_listed_the_latest_first_whatever_the_way_in() {
      var ny = a.registrerar(K4, rad("s", 0), rad("x", kvinnor(1, 0, 0), man(1, 0, 0)));
      var igen = a.registrerar(K4, rad("s", 0));
      a.som()
          .body(registreringar(K4, "DELAR", rad("t", 2)))
          .post(a.path() + "/registreringar?provkorning=true");
      a.registrerar(K4, rad("t", -1)).then().statusCode(422);
      var put =
          a.som()
              .body(Map.of("deltagare", Map.of("totalt", 2)))
              .put(a.path() + "/registreringar/2023K3/s");
      var delete = aterkalla(K4, "s");
      a.som()
          .body(Map.of("ingetAttRapportera", false))
          .put(a.path() + "/attester/2023K3")
          .then()
          .statusCode(201);
      var b = forbund("f" + ++number).medSatsning("s");
      b.registrerar(K4, rad("s", 1));

      var lista = kvittenser("").then().statusCode(200);
      lista
          .body(
              "kvittenser.id",
              contains(
                  delete.<String>path("id"),
                  put.<String>path("kvittens"),
                  igen.<String>path("id"),
                  ny.<String>path("id")))
          .body("kvittenser.kvartal", contains(K4, K3, K4, K4))
          .body("kvittenser.andrade", contains(true, true, false, true))
          .body("kvittenser.nya", contains(0, 1, 0, 2))
          .body("kvittenser.rattade", contains(0, 0, 0, 0))
          .body("kvittenser.oforandrade", contains(0, 0, 1, 0))
          .body("kvittenser.aterkallade", contains(1, 0, 0, 0))
          .body("kvittenser.varningar", contains(0, 0, 1, 1))
          .body("kvittenser[3].mottagen", equalTo(ny.path("mottagen")))
          .body("kvittenser[3].avsandare", equalTo("test-" + a.kod()))
          .body("kvittenser[3].roll", equalTo("forbundssystem"))
          .body("_meta.antal", equalTo(4));
      for (var id : lista.extract().<List<String>>path("kvittenser.id")) {
        a.som().get(a.path() + "/kvittenser/" + id).then().statusCode(200);
        b.som().get(a.path() + "/kvittenser/" + id).then().statusCode(404);
        b.som().get(b.path() + "/kvittenser/" + id).then().statusCode(404);
      }
    }

    @Test
    void are_of_a_quarter_in_pages_and_as_known_then() {
      var first = a.registrerar(K4, rad("s", 1));
      a.registrerar(K3, rad("s", 1));
      var third = a.registrerar(K4, rattad(rad("s", 2)));
      for (var kvartal : List.of(K4, "2023-Q4")) {
        kvittenser("?kvartal=" + kvartal)
            .then()
            .body("kvittenser.id", contains(third.<String>path("id"), first.<String>path("id")))
            .body("_meta.antal", equalTo(2));
      }
      kvittenser("?kvartal=2023K1").then().body("kvittenser", empty());
      kvittenser("?limit=1&offset=2")
          .then()
          .body("kvittenser.id", contains(first.<String>path("id")))
          .body("_meta.antal", equalTo(3))
          .body("_links", hasKey("prev"))
          .body("_links", not(hasKey("next")));
      kvittenser("?perTidpunkt=" + mottagen(third).minus(1, ChronoUnit.MICROS))
          .then()
          .body("_meta.antal", equalTo(2));
      kvittenser("?perTidpunkt=" + mottagen(third)).then().body("_meta.antal", equalTo(3));
      kvittenser("?kvartal=2023K5").then().statusCode(400);
      kvittenser("?limit=0").then().statusCode(400);
    }

    @Test
    void are_the_forbunds_own_and_the_system_owners_to_read() {
      a.registrerar(K4, rad("s", 1));
      var b = forbund("f" + ++number);
      b.som().get(a.path() + "/kvittenser").then().statusCode(404);
      b.som().get(Land.ROT + "/forbund/finns-inte/kvittenser").then().statusCode(404);
      b.som().get(b.path() + "/kvittenser").then().body("kvittenser", empty());
      given().get(a.path() + "/kvittenser").then().statusCode(401);
      Land.som(Token.nationellaRadet()).get(a.path() + "/kvittenser").then().statusCode(403);
      Land.som(Token.forsakringskassan())
          .get(a.path() + "/kvittenser")
          .then()
          .body("_meta.antal", equalTo(1));
    }

    private Response kvittenser(String fraga) {
      return a.som().get(a.path() + "/kvittenser" + fraga);
    }
  }

  private Response efter(Instant t) {
    return lista("uppdateradEfter=" + t);
  }

  private Response lista(String fraga) {
    return a.som().get(a.path() + "/registreringar?" + fraga);
  }

  private Response aterkalla(String kvartal, String insats) {
    return a.som()
        .delete(a.path() + "/registreringar/" + kvartal + "/" + insats + "?rattelseorsak=Orsak");
  }

  private static Instant mottagen(Response kvittens) {
    return Instant.parse(kvittens.path("mottagen"));
  }
}
