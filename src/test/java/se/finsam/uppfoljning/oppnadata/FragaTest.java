package se.finsam.uppfoljning.oppnadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.finsam.uppfoljning.oppnadata.Utsnitt.Axel;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.ProblemException;
import se.finsam.uppfoljning.problem.ProblemType;
import se.finsam.uppfoljning.problem.Query;

class FragaTest {
  private static final PxTabell TABELL = Provtabell.px(Provtabell.deltagare());
  private static final String RESTEN = "&valuecodes[matt]=deltagare&valuecodes[tid]=2023";

  private static Utsnitt utsnitt(String fraga) {
    var faults = new Faults();
    return Fraga.av(query(fraga), faults).utsnitt(TABELL, 1_000, faults);
  }

  static Query query(String fraga) {
    var sent = new MultivaluedHashMap<String, String>();
    for (var del : fraga.split("&")) {
      int lika = del.indexOf('=');
      if (lika > 0) {
        sent.add(
            del.substring(0, lika),
            URLDecoder.decode(del.substring(lika + 1), StandardCharsets.UTF_8));
      }
    }
    return new Query(sent);
  }

  private static String koder(Axel axel) {
    return String.join(
        " ", IntStream.range(0, axel.antal()).mapToObj(i -> axel.varde(i).kod()).toList());
  }

  private static List<String> namn(List<Axel> axlar) {
    return axlar.stream().map(a -> a.variabel().kod()).toList();
  }

  private static List<String> fel(String fraga) {
    var refused = catchThrowableOfType(ProblemException.class, () -> utsnitt(fraga));
    assertThat(refused).as(fraga).isNotNull();
    assertThat(refused.type()).isEqualTo(ProblemType.OLASLIG_BEGARAN);
    return refused.faults().stream().map(f -> f.pointer() + " " + f.code()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01                  | 01",
        "03,01               | 01 03",
        "HANINGE,riket       | RIKET haninge",
        "*                   | RIKET 01 haninge sodertalje 03 uppsala",
        "0*                  | 01 03",
        "*a                  | uppsala",
        "*e*                 | RIKET haninge sodertalje",
        "0?                  | 01 03",
        "?????               | RIKET",
        "top(2)              | RIKET 01",
        "TOP(2,1)            | 01 haninge",
        "bottom(2)           | 03 uppsala",
        "bottom(1,1)         | 03",
        "range(01,03)        | 01 haninge sodertalje 03",
        "range(03,01)        | 01 haninge sodertalje 03",
        "[range(01,haninge)] | 01 haninge",
        "from(03)            | 03 uppsala",
        "to(01)              | RIKET 01",
        "01,0*,top(1)        | RIKET 01 03",
      })
  void an_expression_chooses_values_in_the_order_of_the_table(String uttryck, String valda) {
    assertThat(koder(utsnitt("valuecodes[region]=" + uttryck + RESTEN).stub().get(0)))
        .isEqualTo(valda);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "top(1)      | 2025",
        "top(2)      | 2024 2025",
        "top(1,1)    | 2024",
        "bottom(1)   | 2023",
        "bottom(2,1) | 2024 2025",
        "from(2024)  | 2024 2025",
        "to(2024)    | 2023 2024",
      })
  void the_top_of_time_is_the_latest(String uttryck, String valda) {
    for (var tid : List.of("tid", "Tid", "TIME")) {
      var utsnitt = utsnitt("valueCodes[" + tid + "]=" + uttryck + "&valuecodes[ContentsCode]=*");
      assertThat(koder(utsnitt.heading().get(1))).isEqualTo(valda);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99",
        "x*",
        "*x*",
        "top(1,9)",
        "range(01,99)",
        "from(99)",
        "to(1,2)",
        "from()",
        "summa(01)"
      })
  void a_value_that_is_not_there_is_named_by_its_variable(String uttryck) {
    assertThat(fel("valuecodes[region]=" + uttryck + RESTEN))
        .containsExactly("{valuecodes[region]} OKANT_VARDE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "top(0)",
        "top(x)",
        "top()",
        "top(1,2,3)",
        "bottom(-1)",
        "range(01)",
        "0*1",
        "*0*1*"
      })
  void an_expression_of_another_form_is_refused(String uttryck) {
    assertThat(fel("valuecodes[region]=" + uttryck + RESTEN))
        .containsExactly("{valuecodes[region]} FEL_FORM");
  }

  @Test
  void a_variable_that_is_left_out_means_its_elimination_value_and_is_not_told() {
    for (var utan : List.of("", "&valuecodes[kon]=")) {
      var utsnitt = utsnitt("valuecodes[region]=03" + RESTEN + utan);
      assertThat(namn(utsnitt.axlar())).containsExactly("region", "matt", "tid");
      // region 03, kön TOTALT, deltagare, 2023
      assertThat(utsnitt.platser()).containsExactly(4 * 3 * 2 * 3);
    }
    var kvinnor = utsnitt("valuecodes[kon]=KVINNA" + RESTEN);
    assertThat(kvinnor.platser()).containsExactly(2 * 3);
  }

  @Test
  void a_variable_that_cannot_be_left_out_is_named() {
    assertThat(fel("valuecodes[region]=01"))
        .containsExactly("{valuecodes[matt]} SAKNAS", "{valuecodes[tid]} SAKNAS");
    assertThat(fel("valuecodes[matt]=&valuecodes[tid]=2023"))
        .containsExactly("{valuecodes[matt]} SAKNAS");
  }

  /** The client that is generated from the specification sends each value by itself. */
  @Test
  void values_are_chosen_with_commas_or_one_by_one() {
    assertThat(koder(utsnitt("valuecodes[region]=01&valuecodes[region]=03" + RESTEN).stub().get(0)))
        .isEqualTo("01 03");
  }

  @Test
  void an_unknown_variable_is_refused_wherever_it_stands() {
    assertThat(fel("valuecodes[lan]=01" + RESTEN)).containsExactly("{valuecodes[]} OKAND_VARIABEL");
    assertThat(fel("valuecodes[region]=01&heading=lan" + RESTEN))
        .containsExactly("{heading} OKAND_VARIABEL");
    assertThat(fel("valuecodes[tid]=2023&valuecodes[time]=2024&valuecodes[matt]=*"))
        .containsExactly("{valuecodes[]} DUBBLETT");
  }

  @Test
  void a_code_list_is_a_subset_of_the_axis_and_never_a_sum() {
    var utsnitt = utsnitt("valuecodes[region]=*&codelist[Region]=vs_region_lan" + RESTEN);
    assertThat(koder(utsnitt.stub().get(0))).isEqualTo("01 03");
    assertThat(
            koder(
                utsnitt("valuecodes[region]=bottom(1)&codelist[region]=vs_region_lan" + RESTEN)
                    .stub()
                    .get(0)))
        .isEqualTo("03");
    assertThat(fel("valuecodes[region]=haninge&codelist[region]=vs_region_lan" + RESTEN))
        .containsExactly("{valuecodes[region]} OKANT_VARDE");
    assertThat(fel("valuecodes[region]=*&codelist[region]=vs_kon_lan" + RESTEN))
        .containsExactly("{codelist[region]} OKAND_KODLISTA");
    assertThat(fel("codelist[region]=vs_region_lan" + RESTEN))
        .containsExactly("{codelist[]} SAKNAS");
    assertThat(fel("valuecodes[region]=*&outputvalues[region]=summed" + RESTEN))
        .containsExactly("{outputvalues[]} OKANT_VARDE");
  }

  @Test
  void without_a_selection_the_standard_choice_is_answered() {
    var utsnitt = utsnitt("");
    assertThat(namn(utsnitt.stub())).containsExactly("region");
    assertThat(namn(utsnitt.heading())).containsExactly("matt", "tid");
    assertThat(utsnitt.platser()).hasSize(6 * 2 * 3);
  }

  @Test
  void the_client_says_what_stands_in_rows_and_columns() {
    var val = "valuecodes[region]=*&valuecodes[kon]=*&valuecodes[matt]=*&valuecodes[tid]=*";
    assertThat(namn(utsnitt(val).axlar())).containsExactly("region", "kon", "matt", "tid");
    assertThat(namn(utsnitt(val + "&heading=kon").axlar()))
        .containsExactly("region", "matt", "tid", "kon");
    assertThat(namn(utsnitt(val + "&stub=tid,kon").axlar()))
        .containsExactly("tid", "kon", "region", "matt");
    assertThat(namn(utsnitt(val + "&stub=Time,kon&heading=matt,region").axlar()))
        .containsExactly("tid", "kon", "matt", "region");
    assertThat(fel(val + "&stub=tid&heading=kon")).containsExactly("{stub} SAKNAS");
    assertThat(fel(val + "&stub=tid&heading=tid"))
        .containsExactly("{heading} DUBBLETT", "{stub} SAKNAS");
    assertThat(fel("valuecodes[region]=01&stub=kon" + RESTEN)).containsExactly("{stub} UTELAMNAD");
  }

  @Test
  void all_faults_are_told_at_once() {
    assertThat(fel("valuecodes[lan]=1&valuecodes[region]=99&valuecodes[matt]=top(x)"))
        .containsExactlyInAnyOrder(
            "{valuecodes[]} OKAND_VARIABEL",
            "{valuecodes[region]} OKANT_VARDE",
            "{valuecodes[matt]} FEL_FORM",
            "{valuecodes[tid]} SAKNAS");
  }

  @Test
  void more_cells_than_allowed_are_refused_as_such() {
    var faults = new Faults();
    var fraga =
        Fraga.av(query("valuecodes[region]=*&valuecodes[matt]=*&valuecodes[tid]=*"), faults);
    assertThat(fraga.utsnitt(TABELL, 36, faults).platser()).hasSize(36);
    assertThatThrownBy(() -> fraga.utsnitt(TABELL, 35, faults))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.FOR_MANGA_CELLER));
  }

  @Test
  void a_body_says_the_same_as_an_address() {
    var body =
        new PxWeb.VariablesSelection(
            List.of(
                new PxWeb.VariableSelection("Region", "vs_region_lan", List.of("*"), null),
                new PxWeb.VariableSelection("kon", null, List.of(), null),
                new PxWeb.VariableSelection("matt", null, List.of("deltagare"), null),
                new PxWeb.VariableSelection("time", null, List.of("top(1)"), null)),
            new PxWeb.VariablePlacement(List.of("tid"), List.of("region", "matt")));
    var faults = new Faults();
    assertThat(Fraga.av(body).utsnitt(TABELL, 100, faults))
        .usingRecursiveComparison()
        .isEqualTo(
            utsnitt(
                "valuecodes[region]=*&codelist[region]=vs_region_lan&valuecodes[matt]=deltagare&valuecodes[tid]=2025&heading=tid&stub=region,matt"));
    var fel =
        new PxWeb.VariablesSelection(
            List.of(new PxWeb.VariableSelection("region", null, List.of("99"), null)), null);
    assertThatThrownBy(() -> Fraga.av(fel).utsnitt(TABELL, 100, new Faults()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.faults().get(0).pointer()).isEqualTo("/selection/0/valueCodes"));
  }
}
