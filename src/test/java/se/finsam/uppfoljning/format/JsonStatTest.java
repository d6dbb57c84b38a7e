package se.finsam.uppfoljning.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.finsam.uppfoljning.format.JsonStat.Dimension;
import se.finsam.uppfoljning.format.JsonStat.Enhet;
import se.finsam.uppfoljning.format.JsonStat.Kategori;
import se.finsam.uppfoljning.format.JsonStat.Kub;
import se.finsam.uppfoljning.format.JsonStat.Roll;

class JsonStatTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static final Dimension AR = dim("ar", "2022", "2023");
  private static final Dimension KON =
      new Dimension(
          "kon",
          "Kön",
          null,
          List.of(new Kategori("KVINNA", "Kvinnor"), new Kategori("MAN", "Män")));

  private static Dimension dim(String id, String... koder) {
    return new Dimension(
        id, id, null, Arrays.stream(koder).map(kod -> new Kategori(kod, kod)).toList());
  }

  private static Kub kub(Dimension... dimensioner) {
    return new Kub("Deltagare", List.of(dimensioner));
  }

  private static String json(Kub kub) {
    try {
      return JACKSON.writeValueAsString(kub.klar());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The member alone; null if it is not there. */
  private static String del(String member, Kub kub) {
    try {
      var node = JACKSON.readTree(json(kub)).get(member);
      return node == null ? null : node.toString().replace('"', '\'');
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void all_of_it_is_written_in_a_fixed_order() {
    var ar = new Dimension("ar", "År", Roll.TIME, List.of(new Kategori("2023", "2023")));
    var lan = new Dimension("lan", "Län", Roll.GEO, List.of(new Kategori("01", "Stockholms län")));
    var matt =
        new Dimension(
            "matt",
            "Mått",
            Roll.METRIC,
            List.of(
                new Kategori("kr", "Budget", new Enhet("kronor", 0)),
                new Kategori("antal", "Antal"),
                new Kategori("andel", "Andel", new Enhet("procent", 1))));
    var kub =
        kub(matt, lan, ar)
            .kalla("Uppföljning Finsam")
            .uppdaterad(Instant.parse("2024-01-22T22:59:59.999999Z"))
            .not("En \"not\"")
            .not("<två>")
            .tillagg("tackning", Map.of("forbund", 72))
            .tillagg("struktur", null)
            .cell(List.of("andel", "01", "2023"), new BigDecimal("12.5"), "d")
            .cell(List.of("antal", "01", "2023"), null, "..")
            .cell(List.of("kr", "01", "2023"), 1_000L, null);
    assertThat(json(kub).replace('"', '\''))
        .isEqualTo(
            "{'version':'2.0','class':'dataset','label':'Deltagare','source':'Uppföljning Finsam',"
                + "'updated':'2024-01-22T22:59:59.999999Z','note':['En \\'not\\'','<två>'],"
                + "'id':['matt','lan','ar'],'size':[3,1,1],"
                + "'role':{'time':['ar'],'geo':['lan'],'metric':['matt']},"
                + "'dimension':{'matt':{'label':'Mått','category':{'index':['kr','antal','andel'],"
                + "'label':{'kr':'Budget','antal':'Antal','andel':'Andel'},"
                + "'unit':{'kr':{'label':'kronor','decimals':0},'andel':{'label':'procent','decimals':1}}}},"
                + "'lan':{'label':'Län','category':{'index':['01'],'label':{'01':'Stockholms län'}}},"
                + "'ar':{'label':'År','category':{'index':['2023'],'label':{'2023':'2023'}}}},"
                + "'value':{'0':1000,'2':12.5},'status':{'1':'..','2':'d'},"
                + "'extension':{'tackning':{'forbund':72},'struktur':null}}");
  }

  @Test
  void what_is_not_told_is_not_written() {
    assertThat(json(kub(KON)).replace('"', '\''))
        .isEqualTo(
            "{'version':'2.0','class':'dataset','label':'Deltagare','id':['kon'],'size':[2],"
                + "'dimension':{'kon':{'label':'Kön','category':{'index':['KVINNA','MAN'],"
                + "'label':{'KVINNA':'Kvinnor','MAN':'Män'}}}},'value':{'0':null}}");
  }

  @ParameterizedTest
  @CsvSource({
    "2022,KVINNA,a,0", "2022,KVINNA,b,1", "2022,KVINNA,c,2", "2022,MAN,a,3", "2022,MAN,c,5",
    "2023,KVINNA,a,6", "2023,KVINNA,c,8", "2023,MAN,a,9", "2023,MAN,b,10", "2023,MAN,c,11"
  })
  void the_last_dimension_varies_fastest(String ar, String kon, String bokstav, String plats) {
    var kub = kub(AR, KON, dim("b", "a", "b", "c")).cell(List.of(ar, kon, bokstav), 7, "d");
    assertThat(del("value", kub)).isEqualTo("{'" + plats + "':7}");
    assertThat(del("status", kub)).isEqualTo("{'" + plats + "':'d'}");
  }

  @Test
  void the_order_in_which_cells_are_told_does_not_show() {
    var ett =
        kub(AR, KON).cell(List.of("2023", "MAN"), 4, null).cell(List.of("2022", "MAN"), 2, null);
    var annat =
        kub(AR, KON).cell(List.of("2022", "MAN"), 2, null).cell(List.of("2023", "MAN"), 4, null);
    assertThat(json(ett)).isEqualTo(json(annat)).contains("{\"1\":2,\"3\":4}");
  }

  @Test
  void zero_is_a_value_and_missing_is_none() {
    var kub =
        kub(AR, KON)
            .cell(List.of("2022", "KVINNA"), 0L, null)
            .cell(List.of("2022", "MAN"), null, null)
            .cell(List.of("2023", "KVINNA"), null, "..");
    assertThat(del("value", kub)).isEqualTo("{'0':0}");
    assertThat(del("status", kub)).isEqualTo("{'2':'..'}");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0.00,0.00",
    "-1.50,-1.50",
    "1E+3,1000",
    "1E-9,0.000000001",
    "-0.0000000,0.0000000",
    "12345678901234567890.123456789,12345678901234567890.123456789"
  })
  void decimals_are_written_exactly_and_without_an_exponent(BigDecimal decimal, String written) {
    assertThat(json(kub(KON).cell(List.of("MAN"), decimal, null)))
        .contains("\"value\":{\"1\":" + written + "}");
  }

  @Test
  void whole_numbers_are_written_exactly() {
    var kub = kub(KON).cell(List.of("KVINNA"), Long.MIN_VALUE, null).cell(List.of("MAN"), -1, null);
    assertThat(del("value", kub)).isEqualTo("{'0':-9223372036854775808,'1':-1}");
  }

  @Test
  void a_dimension_without_categories_has_no_cells() {
    var kub = kub(AR, dim("insats"), KON);
    assertThat(kub.rymd()).isZero();
    assertThat(del("size", kub)).isEqualTo("[2,0,2]");
    assertThat(del("value", kub)).isEqualTo("{}");
    assertThat(json(kub))
        .contains("{\"label\":\"insats\",\"category\":{\"index\":[],\"label\":{}}}");
  }

  @Test
  void dimensions_may_span_more_than_is_told_and_more_than_an_int_can_count() {
    var koder = IntStream.range(0, 50_000).mapToObj(Integer::toString).toArray(String[]::new);
    var kub = kub(dim("a", koder), dim("b", koder)).cell(List.of("49999", "49999"), 1, null);
    assertThat(kub.rymd()).isEqualTo(2_500_000_000L);
    assertThat(del("value", kub)).isEqualTo("{'2499999999':1}");
    assertThatThrownBy(
            () -> kub(dim("a", koder), dim("b", koder), dim("c", koder), dim("d", koder), KON, AR))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void a_cell_that_is_not_there_or_told_twice_is_refused() {
    var kub = kub(AR, KON).cell(List.of("2022", "MAN"), null, null);
    for (var koder :
        List.of(
            List.<String>of(),
            List.of("2022"),
            List.of("2022", "MAN", "MAN"),
            List.of("MAN", "2022"),
            List.of("2024", "MAN"),
            List.of("2022", "man"),
            List.of("2022", "MAN"))) {
      assertThatThrownBy(() -> kub.cell(koder, 1, null))
          .as(koder.toString())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_value_of_another_kind_is_refused() {
    for (var varde : List.<Number>of(1.5, 1.5f, (short) 1)) {
      assertThatThrownBy(() -> kub(KON).cell(List.of("MAN"), varde, null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_dimension_or_a_category_twice_or_no_dimension_is_refused() {
    assertThatThrownBy(() -> kub(AR, KON, AR)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> dim("a", "x", "y", "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kub()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_note_is_told_once() {
    assertThat(del("note", kub(KON).not("b").not("a").not("b"))).isEqualTo("['b','a']");
  }

  @Test
  void what_is_told_afterwards_does_not_change_what_was_finished() throws Exception {
    var kub = kub(KON).cell(List.of("MAN"), 1, null);
    var klar = kub.klar();
    var before = JACKSON.writeValueAsString(klar);
    kub.cell(List.of("KVINNA"), 2, "d").not("n").tillagg("a", 1).kalla("x");
    assertThat(JACKSON.writeValueAsString(klar)).isEqualTo(before);
  }
}
