package se.finsam.uppfoljning.oppnadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.format.JsonStatKlient;
import se.finsam.uppfoljning.oppnadata.PxWeb.Dataset;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;

class UtformatTest {
  private static final ObjectMapper JACKSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final PxTabell TABELL = Provtabell.px(Provtabell.deltagare());
  private static final Lankar LANKAR = new Lankar("https://x.example/finsam/v1/oppnadata/");

  /** A förbund and a län, of which the last has not been reported the second year. */
  private static final String FRAGA =
      "valuecodes[region]=sodertalje,03&valuecodes[matt]=deltagare&valuecodes[tid]=2023,2024";

  private static Utsnitt utsnitt(String fraga) {
    var faults = new Faults();
    return Fraga.av(FragaTest.query(fraga), faults).utsnitt(TABELL, 1_000, faults);
  }

  private static Utformat.Form form(String fraga) {
    var faults = new Faults();
    var form = Utformat.av(FragaTest.query(fraga), faults);
    faults.refuse();
    return form;
  }

  private static String csv(String fraga) {
    return new String(Utskrifter.csv(utsnitt(fraga), form(fraga)), UTF_8);
  }

  private static JsonNode json(Dataset set) {
    return JACKSON.valueToTree(set);
  }

  @Test
  void metadata_tell_axes_what_can_be_left_out_and_what_the_signs_mean() throws IOException {
    var alla = new Fraga(List.of(), List.of(), List.of()).allt(TABELL, Map.of(), new Faults());
    var set = Datamangd.metadata(alla, LANKAR);
    var json = json(set);
    assertThat(json.path("value")).isEmpty();
    assertThat(json.path("value").isArray()).isTrue();
    assertThat(json.has("status")).isFalse();
    assertThat(json.path("size").toString()).isEqualTo("[6,3,2,3]");
    assertThat(json.path("role").toString())
        .isEqualTo("{\"geo\":[\"region\"],\"metric\":[\"matt\"],\"time\":[\"tid\"]}");
    var region = json.path("dimension").path("region");
    assertThat(region.path("category").path("index").path("haninge").asInt()).isEqualTo(2);
    assertThat(region.path("category").path("child").path("01").toString())
        .isEqualTo("[\"haninge\",\"sodertalje\"]");
    assertThat(region.path("extension").path("elimination").asBoolean()).isTrue();
    assertThat(region.path("extension").path("eliminationValueCode").asText()).isEqualTo("RIKET");
    assertThat(region.path("extension").path("codelists").findValuesAsText("id"))
        .containsExactly("vs_region_riket", "vs_region_lan", "vs_region_forbund");
    assertThat(json.path("dimension").path("matt").path("category").path("unit").toString())
        .isEqualTo(
            "{\"deltagare\":{\"base\":\"antal\",\"decimals\":0},\"andel\":{\"base\":\"andel\",\"decimals\":2}}");
    var tillagg = json.path("extension");
    assertThat(tillagg.path("px").path("aggregallowed").asBoolean(true)).isFalse();
    assertThat(tillagg.path("px").path("heading").toString()).isEqualTo("[\"matt\",\"tid\"]");
    assertThat(tillagg.path("status").path("code").toString())
        .isEqualTo(
            "{\".\":\"EJ_TILLAMPLIGT\",\"..\":\"UNDERTRYCKT\",\"...\":\"EJ_REDOVISAT\",\"d\":\"DELVIS\"}");
    assertThat(tillagg.path("arsuttag").get(0).path("kontrollsumma").asText()).hasSize(64);
    assertThat(json.path("updated").asText()).isEqualTo("2024-02-01T08:00:00Z");

    var last = JsonStatKlient.om(JACKSON.writeValueAsString(set));
    assertThat(last.get("label")).isEqualTo("Deltagare i insatser, årsuttag 2023.1.0");
    assertThat(last.get("id")).isEqualTo(List.of("region", "kon", "matt", "tid"));
  }

  @Test
  void metadata_of_a_code_list_or_the_standard_choice_tell_less() {
    var ingen = new Fraga(List.of(), List.of(), List.of());
    var listor = Map.of("Region", List.of("vs_region_lan"));
    assertThat(Datamangd.metadata(ingen.allt(TABELL, listor, new Faults()), LANKAR).size())
        .containsExactly(2, 3, 2, 3);
    assertThat(Datamangd.metadata(ingen.utsnitt(TABELL, 1_000, new Faults()), LANKAR).size())
        .containsExactly(6, 2, 3);
    assertThatThrownBy(() -> ingen.allt(TABELL, Map.of("region", List.of("vs_x")), new Faults()))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void data_are_one_list_of_values_and_the_signs_of_those_that_have_none() {
    var set = json(Datamangd.data(utsnitt(FRAGA), LANKAR));
    assertThat(set.path("id").toString()).isEqualTo("[\"region\",\"matt\",\"tid\"]");
    assertThat(set.path("value").toString()).isEqualTo("[54,55,72,null]");
    assertThat(set.path("status").toString()).isEqualTo("{\"3\":\"...\"}");
    assertThat(set.path("dimension").path("region").path("category").has("child")).isFalse();
    assertThat(set.path("href").asText()).endsWith("/tables/deltagare-2023.1.0/data");
  }

  @Test
  void the_standard_choice_can_be_sent_back_as_a_body() {
    var val = Tabellsok.standardurval(TABELL, LANKAR);
    var body =
        new PxWeb.VariablesSelection(
            val.selection().stream()
                .map(
                    v ->
                        new PxWeb.VariableSelection(
                            v.variableCode(), v.codelist(), v.valueCodes(), null))
                .toList(),
            val.placement());
    assertThat(Fraga.av(body).utsnitt(TABELL, 1_000, new Faults()).platser())
        .isEqualTo(utsnitt("").platser());
  }

  @Test
  void csv_has_a_row_for_each_cell_and_no_value_where_it_is_hidden() {
    assertThat(csv(FRAGA))
        .isEqualTo(
            """
            region,region_text,matt,matt_text,tid,tid_text,value,status
            sodertalje,'=Södertälje,deltagare,Deltagare,2023,2023,54,
            sodertalje,'=Södertälje,deltagare,Deltagare,2024,2024,55,
            03,Uppsala län,deltagare,Deltagare,2023,2023,72,
            03,Uppsala län,deltagare,Deltagare,2024,2024,,...
            """
                .replace("\n", "\r\n"));
    assertThat(csv(FRAGA + "&outputFormatParams=UseCodes,SeparatorSemicolon"))
        .startsWith("region;matt;tid;value;status\r\nsodertalje;deltagare;2023;54;\r\n");
    assertThat(csv(FRAGA + "&outputFormatParams=usetexts&outputformatparams=separatortab"))
        .startsWith("region_text\tmatt_text\ttid_text\tvalue\tstatus\r\n");
    assertThat(csv(FRAGA + "&outputFormatParams=IncludeTitle,UseCodes"))
        .startsWith("\"Deltagare i insatser, årsuttag 2023.1.0\"\r\n\r\nregion,matt,tid,value");
  }

  @Test
  void csv_is_laid_out_in_columns_when_the_client_says_which() {
    assertThat(csv(FRAGA + "&heading=tid"))
        .isEqualTo(
            """
            Region,Mått,2023,2024
            '=Södertälje,Deltagare,54,55
            Uppsala län,Deltagare,72,...
            """
                .replace("\n", "\r\n"));
    assertThat(csv(FRAGA + "&stub=region&outputFormatParams=UseCodes"))
        .startsWith("region,deltagare 2023,deltagare 2024\r\nsodertalje,54,55\r\n");
  }

  @Test
  void a_workbook_says_where_it_comes_from() throws IOException {
    var bytes = Utskrifter.xlsx(utsnitt(FRAGA), form("outputFormat=XLSX"));
    try (var bok = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      var definitioner = new HashMap<String, String>();
      bok.getSheet("Definitioner")
          .forEach(
              rad ->
                  definitioner.put(
                      rad.getCell(0).getStringCellValue(),
                      new DataFormatter().formatCellValue(rad.getCell(1))));
      assertThat(definitioner)
          .containsEntry("Tabell", "deltagare-2023.1.0")
          .containsEntry("Årsuttag", "2023.1.0")
          .containsEntry("Uttagsdatum", "2024-01-22")
          .containsEntry("Kontrollsumma (SHA-256)", "ab".repeat(32))
          .containsEntry("Licens", PxTabell.LICENS)
          .containsEntry("Kön", "Totalt")
          .containsKeys("Status ..", "Status ...", "Status .", "Citera så här");
      var data = bok.getSheet("Data");
      assertThat(data.getRow(4).getCell(6)).isNull();
      assertThat(data.getRow(4).getCell(7).getStringCellValue()).isEqualTo("...");
    }
  }

  @Test
  void a_page_escapes_what_it_shows_and_explains_the_signs() {
    var sida =
        Tabellsida.av(
            utsnitt("valuecodes[region]=haninge&valuecodes[matt]=*&valuecodes[tid]=*"),
            form("outputFormatParams=IncludeTitle"));
    assertThat(sida)
        .contains("Haninge &lt;&amp;&gt; &quot;Nynäs&quot;")
        .contains("<caption>Deltagare i insatser, årsuttag 2023.1.0</caption>")
        .contains("Skyddad: värdet visas inte");
  }

  @Test
  void a_px_file_names_its_axes_and_its_signs() {
    var px = PxFil.av(utsnitt(FRAGA));
    assertThat(px)
        .startsWith("CHARSET=\"ANSI\";\nAXIS-VERSION=\"2013\";\nCODEPAGE=\"utf-8\";\n")
        .contains("AGGREGALLOWED=NO;\n")
        .contains("STUB=\"Region\";\nHEADING=\"Mått\",\n\"År\";\n")
        .contains("VARIABLECODE(\"Region\")=\"region\";\n")
        .contains("VALUES(\"Region\")=\"=Södertälje\",\n\"Uppsala län\";\n")
        .contains("CODES(\"Region\")=\"sodertalje\",\n\"03\";\n")
        .contains("TIMEVAL(\"År\")=TLIST(A1),\"2023\",\n\"2024\";\n")
        .contains("CONTVARIABLE=\"Mått\";\n")
        .endsWith("DATA=\n54 55\n72 \"...\"\n;\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "outputFormat=parquet",
        "outputFormat=json-px",
        "outputFormatParams=UseCodes,UseTexts",
        "outputFormatParams=SeparatorTab&outputFormatParams=SeparatorSpace",
        "outputFormatParams=Fint",
      })
  void a_form_that_is_not_known_or_contradicts_itself_is_refused(String fraga) {
    assertThatThrownBy(() -> form(fraga)).isInstanceOf(ProblemException.class);
  }
}
