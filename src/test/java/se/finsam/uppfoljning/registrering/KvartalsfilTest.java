package se.finsam.uppfoljning.registrering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static se.finsam.uppfoljning.Land.forbund;
import static se.finsam.uppfoljning.Land.kvinnor;
import static se.finsam.uppfoljning.Land.man;
import static se.finsam.uppfoljning.Land.rad;
import static se.finsam.uppfoljning.Land.registreringar;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.Land;
import se.finsam.uppfoljning.Land.Forbund;

/** A quarter sent as a table, and the template it is filled in on (contract section 5). */
@QuarkusTest
class KvartalsfilTest {
  private static final String CSV = "text/csv; charset=UTF-8";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String HUVUD =
      "kvartal,insats,pagaende_vid_start_kvinnor,pagaende_vid_start_man,nya_kvinnor,nya_man,avslutade_kvinnor,avslutade_man,totalt,kommentar,rattelseorsak\r\n";

  private Forbund a;

  @BeforeEach
  void a_forbund_with_two_insatser_for_individuals_and_one_for_structure() {
    Land.tomt();
    a = forbund("a").medInsats("x").medInsats("y").medSatsning("s");
  }

  private static Response skickar(Forbund forbund, String typ, byte[] fil, String fraga) {
    return forbund
        .som()
        .contentType(typ)
        .body(fil)
        .post(forbund.path() + "/registreringar" + fraga);
  }

  private Response csv(String text, String... fraga) {
    return skickar(
        a, CSV, text.getBytes(StandardCharsets.UTF_8), fraga.length == 0 ? "" : fraga[0]);
  }

  private byte[] mall(String kvartal, String format) {
    return a.som()
        .get(a.path() + "/registreringar/mall?kvartal=" + kvartal + "&format=" + format)
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  @Nested
  class En_fil {
    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void is_received_as_the_same_request_in_json_is(String skiljetecken) {
      var text =
          (HUVUD + "2023K4,x,12,9,3,4,2,1,,Två grupper,\r\n" + "2023K4,s,,,,,,,120,,\r\n")
              .replace(",", skiljetecken);
      for (var bom : List.of("", "\uFEFF")) {
        var torr = csv(bom + text, "?provkorning=true").then().statusCode(200);
        var json =
            a.som()
                .body(
                    registreringar(
                        "2023K4",
                        "DELAR",
                        kommenterad(rad("x", kvinnor(12, 3, 2), man(9, 4, 1)), "Två grupper"),
                        rad("s", 120)))
                .post(a.path() + "/registreringar?provkorning=true")
                .then()
                .statusCode(200);
        for (var del : List.of("antal", "summor", "ejRegistrerade")) {
          assertThat(torr.extract().<Object>path(del)).isEqualTo(json.extract().path(del));
        }
      }
      csv(text).then().statusCode(201).header("Location", notNullValue());
      csv(text).then().statusCode(200).body("antal.oforandrade", equalTo(2));
      a.som()
          .get(a.path() + "/registreringar/2023K4/x")
          .then()
          .body("kommentar", equalTo("Två grupper"))
          .body("deltagare.nya", equalTo(Map.of("kvinnor", 3, "man", 4)));
    }

    @Test
    void tells_every_fault_at_once_by_line_and_column_and_stores_nothing() {
      csv(HUVUD
              + "2023K4,x,12,9,3,4,16,1,,,\r\n" // ends more than there were
              + "2023K4,y,1.5,nio,-1,,,,,,\r\n"
              + "\r\n"
              + "2023K4,s,1,,,,,,120,,\r\n"
              + "2023K4,finns-inte,0,0,0,0,0,0,,,\r\n"
              + "2023K3,x,0,0,0,0,0,0,,,\r\n"
              + "2023K4,,0,0,0,0,0,0,,,\r\n")
          .then()
          .statusCode(400)
          .body("errors.findAll { it.rad == 2 }.kolumn", contains("avslutade_kvinnor"))
          .body(
              "errors.findAll { it.rad == 3 }.kolumn",
              hasItems("pagaende_vid_start_kvinnor", "pagaende_vid_start_man", "nya_kvinnor"))
          .body(
              "errors.findAll { it.rad == 5 }.pointer",
              hasItems("/5/pagaende_vid_start_kvinnor", "/5/pagaende_vid_start_man"))
          .body("errors.findAll { it.rad == 6 }.code", contains("OKAND_INSATS"))
          .body("errors.findAll { it.rad == 7 }.code", hasItems("ANNAT_KVARTAL", "DUBBLETT"))
          .body("errors.findAll { it.rad == 8 }.kolumn", contains("insats"));
      a.som().get(a.path() + "/registreringar").then().body("_meta.antal", equalTo(0));
      a.som().get(a.path() + "/kvittenser").then().body("_meta.antal", equalTo(0));
    }

    @Test
    void of_the_whole_quarter_withdraws_what_has_no_line() {
      csv(HUVUD + "2023K4,x,1,0,0,0,0,0,,,\r\n2023K4,s,,,,,,,7,,\r\n").then().statusCode(201);
      csv(HUVUD + "2023K4,x,1,0,0,0,0,0,,,\r\n", "?omfattning=HELA_KVARTALET")
          .then()
          .statusCode(201)
          .body("antal.aterkallade", equalTo(1))
          .body("antal.oforandrade", equalTo(1));
      csv(HUVUD + "2023K4,x,1,0,0,0,0,0,,,\r\n", "?omfattning=ALLT")
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("{omfattning}"));
    }

    @Test
    void tells_warnings_by_line_and_column_too() {
      a.registrerar("2023K3", rad("x", kvinnor(4, 0, 0), man(5, 0, 0)));
      csv(HUVUD + "2023K4,x,3,5,0,0,0,0,,,\r\n")
          .then()
          .statusCode(201)
          .body("varningar.code", contains("BESTAND_BRYTER"))
          .body("varningar.rad", contains(2))
          .body("varningar.kolumn", contains("pagaende_vid_start_kvinnor"));
    }

    @Test
    void with_a_personal_number_anywhere_is_refused_before_all_else() {
      csv(HUVUD + "2023K4,x,fel,0,0,0,0,0,,Anna 811218-9876,\r\n")
          .then()
          .statusCode(422)
          .body("type", equalTo("urn:uppfoljning-finsam:problem:personnummer"))
          .body("errors.rad", contains(2))
          .body("errors.kolumn", contains("kommentar"));
    }

    @Test
    void of_2000_lines_with_a_fault_in_each_is_answered_once_with_all_of_them() {
      var fil = new StringBuilder(HUVUD);
      for (int i = 0; i < 2_000; i++) {
        fil.append("2023K4,okand-").append(i).append(",1,0,0,0,2,0,,,\r\n");
      }
      var fel = csv(fil.toString()).then().statusCode(422).extract().jsonPath().getList("errors");
      assertThat(fel).hasSize(4_000);
    }

    @Test
    void in_json_says_its_extent_itself() {
      a.som()
          .body(registreringar("2023K4", "DELAR", rad("s", 1)))
          .post(a.path() + "/registreringar?omfattning=DELAR")
          .then()
          .statusCode(400)
          .body("errors.pointer", contains("{omfattning}"));
    }
  }

  @Nested
  class En_mall {
    @Test
    void has_the_insatser_that_live_and_the_stock_that_the_quarter_before_left() {
      a.registrerar("2023K3", rad("x", kvinnor(12, 3, 2), man(9, 4, 1)), rad("s", 7));
      var slut = Land.individinriktad("Insatsen slut");
      slut.put("slutdatum", "2023-09-30");
      a.medInsats("slut", slut);
      assertThat(new String(mall("2023K4", "csv"), StandardCharsets.UTF_8).split("\r\n"))
          .containsExactly(
              "kvartal,insats,namn,pagaende_vid_start_kvinnor,pagaende_vid_start_man,nya_kvinnor,nya_man,avslutade_kvinnor,avslutade_man,totalt,kommentar,rattelseorsak",
              "2023K4,x,Insatsen x,13,12,,,,,,,",
              "2023K4,y,Insatsen y,,,,,,,,,",
              "2023K4,s,Satsningen s,,,,,,,,,");
    }

    @Test
    void as_it_is_lacks_what_is_to_be_filled_in() {
      csv(new String(mall("2023K1", "csv-excel"), StandardCharsets.UTF_8))
          .then()
          .statusCode(422)
          .body("errors.rad", contains(2, 3, 4))
          .body("errors.code", contains("SAKNAS", "SAKNAS", "SAKNAS"));
    }

    @Test
    void filled_in_with_a_spreadsheet_program_is_received() throws IOException {
      a.registrerar("2023K3", rad("x", kvinnor(4, 0, 0), man(5, 0, 0)));
      try (var bok = new XSSFWorkbook(new ByteArrayInputStream(mall("2023K4", "xlsx")))) {
        var blad = bok.getSheetAt(0);
        assertThat(blad.getRow(1).getCell(3).getCellType()).isEqualTo(CellType.NUMERIC);
        assertThat(blad.getRow(1).getCell(3).getNumericCellValue()).isEqualTo(4);
        for (int kolumn = 5; kolumn <= 8; kolumn++) {
          blad.getRow(1).createCell(kolumn).setCellValue(kolumn - 5);
        }
        blad.removeRow(blad.getRow(2));
        blad.getRow(3).createCell(9).setCellValue(120);
        var fil = new ByteArrayOutputStream();
        bok.write(fil);
        skickar(a, XLSX, fil.toByteArray(), "")
            .then()
            .statusCode(201)
            .body("antal.nya", equalTo(2))
            .body("ejRegistrerade", contains("y"))
            .body(
                "summor.efter",
                equalTo(Map.of("insatser", 2, "kvinnor", 4, "man", 6, "personal", 120)));
        blad.getRow(1).getCell(7).setCellFormula("1+1");
        fil.reset();
        bok.write(fil);
        skickar(a, XLSX, fil.toByteArray(), "")
            .then()
            .statusCode(400)
            .body("errors.rad", contains(2))
            .body("errors.kolumn", contains("avslutade_kvinnor"));
      }
    }

    @Test
    void is_had_by_accept_or_format_and_only_by_those_who_may() {
      a.som()
          .accept(XLSX)
          .get(a.path() + "/registreringar/mall?kvartal=2023K4")
          .then()
          .statusCode(200)
          .contentType(XLSX)
          .header("Content-Disposition", equalTo("attachment; filename=\"a-2023K4.xlsx\""));
      a.som().get(a.path() + "/registreringar/mall").then().statusCode(400);
      a.som()
          .get(a.path() + "/registreringar/mall?kvartal=2023K4&format=pdf")
          .then()
          .statusCode(400);
      forbund("b")
          .som()
          .get(a.path() + "/registreringar/mall?kvartal=2023K4")
          .then()
          .statusCode(404);
    }
  }

  /** Four quarters of random counts, told once in each way: the figures are the same bytes. */
  @Test
  void a_whole_year_sent_as_csv_on_the_template_gives_the_same_figures_as_sent_as_json() {
    var random = new Random(2023);
    var ar = new ArrayList<Map<String, int[]>>();
    for (int kvartal = 1; kvartal <= 4; kvartal++) {
      var rader = new LinkedHashMap<String, int[]>();
      for (var insats : List.of("x", "y")) {
        rader.put(insats, random.ints(6, 0, 30).map(n -> n).toArray());
        rader.get(insats)[4] %= rader.get(insats)[0] + rader.get(insats)[2] + 1;
        rader.get(insats)[5] %= rader.get(insats)[1] + rader.get(insats)[3] + 1;
      }
      rader.put("s", new int[] {random.nextInt(100)});
      ar.add(rader);
    }
    for (int kvartal = 1; kvartal <= 4; kvartal++) {
      var rader = ar.get(kvartal - 1);
      a.registrerarHela(
              "2023K" + kvartal,
              rad("x", antalK(rader.get("x")), antalM(rader.get("x"))),
              rad("y", antalK(rader.get("y")), antalM(rader.get("y"))),
              rad("s", rader.get("s")[0]))
          .then()
          .statusCode(201);
    }
    var somJson = siffror();
    Land.tomt();
    a = forbund("a").medInsats("x").medInsats("y").medSatsning("s");
    for (int kvartal = 1; kvartal <= 4; kvartal++) {
      var rader = ar.get(kvartal - 1);
      var ifylld = new StringBuilder();
      for (var rad :
          new String(mall("2023K" + kvartal, "csv"), StandardCharsets.UTF_8).split("\r\n")) {
        var celler = rad.split(",", -1);
        var antal = rader.get(celler[1]);
        if (antal != null && antal.length == 6) {
          for (int i = 0; i < 6; i++) {
            celler[3 + i] = String.valueOf(antal[i]);
          }
        } else if (antal != null) {
          celler[9] = String.valueOf(antal[0]);
        }
        ifylld.append(String.join(",", celler)).append("\r\n");
      }
      csv(ifylld.toString(), "?omfattning=HELA_KVARTALET")
          .then()
          .statusCode(201)
          .body("antal.nya", equalTo(3));
    }
    assertThat(siffror()).isEqualTo(somJson).contains("\"kvinnor\"");
  }

  private static String siffror() {
    return Land.sammanstallning(2023)
        .asString()
        .replaceAll("[?]perTidpunkt=[^\"]*", "")
        .replaceAll("\"(perTidpunkt|mottagen)\":\"[^\"]*\"", "");
  }

  private static Land.Antal antalK(int[] antal) {
    return kvinnor(antal[0], antal[2], antal[4]);
  }

  private static Land.Antal antalM(int[] antal) {
    return man(antal[1], antal[3], antal[5]);
  }

  private static Map<String, Object> kommenterad(Map<String, Object> rad, String kommentar) {
    rad.put("kommentar", kommentar);
    return rad;
  }
}
