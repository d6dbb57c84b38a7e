package se.finsam.uppfoljning.oppnadata;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of PxWebApi 2, under the names that its specification (PxTools/PxApiSpecs) gives them,
 * for clients that are made for it.
 */
final class PxWeb {
  private PxWeb() {}

  @Schema(name = "Link", description = "En länk")
  record Link(String rel, String hreflang, String href) {}

  @Schema(name = "ConfigResponse", description = "Vad API:et för öppna data kan och tillåter")
  record ConfigResponse(
      String apiVersion,
      String appVersion,
      List<Language> languages,
      String defaultLanguage,
      int maxDataCells,
      int maxCallsPerTimeWindow,
      int timeWindow,
      String license,
      List<SourceReference> sourceReferences,
      String defaultDataFormat,
      List<String> dataFormats,
      List<ApiFeature> features) {}

  @Schema(name = "Language", description = "Ett språk")
  record Language(String id, String label) {}

  @Schema(name = "SourceReference", description = "Hur uppgifterna citeras")
  record SourceReference(String language, String text) {}

  @Schema(name = "ApiFeature", description = "Något som API:et har")
  record ApiFeature(String id, List<KeyValuePair> params) {}

  @Schema(name = "KeyValuePair", description = "En egenskap")
  record KeyValuePair(String key, String value) {}

  @Schema(name = "TablesResponse", description = "Öppna tabeller, en sida")
  record TablesResponse(String language, List<Table> tables, PageInfo page, List<Link> links) {}

  @Schema(name = "PageInfo", description = "Vilken sida det är")
  record PageInfo(
      int pageNumber, int pageSize, int totalElements, int totalPages, List<Link> links) {}

  @Schema(name = "Table", description = "En öppen tabell")
  record Table(
      String id,
      String label,
      String description,
      String sortCode,
      @Schema(examples = "2024-02-01T08:00:00Z") Instant updated,
      String firstPeriod,
      String lastPeriod,
      String category,
      List<String> variableNames,
      boolean discontinued,
      String source,
      String subjectCode,
      String timeUnit,
      List<List<PathElement>> paths,
      List<Link> links) {}

  @Schema(name = "PathElement", description = "Var en tabell finns")
  record PathElement(String id, String label, String sortCode) {}

  @Schema(name = "TableResponse", description = "En öppen tabell")
  record TableResponse(
      String language,
      String id,
      String label,
      String description,
      String sortCode,
      @Schema(examples = "2024-02-01T08:00:00Z") Instant updated,
      String firstPeriod,
      String lastPeriod,
      String category,
      List<String> variableNames,
      boolean discontinued,
      String source,
      String subjectCode,
      String timeUnit,
      List<List<PathElement>> paths,
      List<Link> links) {

    static TableResponse av(String language, Table t) {
      return new TableResponse(
          language,
          t.id(),
          t.label(),
          t.description(),
          t.sortCode(),
          t.updated(),
          t.firstPeriod(),
          t.lastPeriod(),
          t.category(),
          t.variableNames(),
          t.discontinued(),
          t.source(),
          t.subjectCode(),
          t.timeUnit(),
          t.paths(),
          t.links());
    }
  }

  /**
   * JSON-stat 2.0.
   *
   * @param value in the order of id, the last varying fastest; none in metadata
   * @param status the sign of each cell without a value, by its index
   */
  @Schema(name = "Dataset", description = "JSON-stat 2.0; i metadata utan värden")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Dataset(
      String version,
      @JsonProperty("class") @Schema(name = "class") String klass,
      String href,
      String label,
      String source,
      @Schema(examples = "2024-02-01T08:00:00Z") Instant updated,
      List<String> note,
      Map<String, List<String>> role,
      List<String> id,
      List<Integer> size,
      Map<String, Dimension> dimension,
      Map<String, Object> extension,
      List<BigDecimal> value,
      Map<String, String> status) {}

  @Schema(name = "Dimension", description = "En variabel")
  record Dimension(String label, Category category, Map<String, Object> extension) {}

  @Schema(name = "Category", description = "En variabels värden")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Category(
      Map<String, Integer> index,
      Map<String, String> label,
      Map<String, List<String>> child,
      Map<String, Unit> unit) {}

  @Schema(name = "Unit", description = "Vad ett mått räknas i")
  record Unit(String base, int decimals) {}

  @Schema(name = "CodelistInformation", description = "En kodlista som en variabel har")
  record CodelistInformation(String id, String label, String type, List<Link> links) {}

  @Schema(name = "CodelistResponse", description = "En kodlista: några av en variabels värden")
  record CodelistResponse(
      String id,
      String label,
      String language,
      List<String> languages,
      boolean elimination,
      String type,
      List<ValueMap> values,
      List<Link> links) {}

  @Schema(name = "ValueMap", description = "Ett värde i en kodlista; det står för sig självt")
  record ValueMap(String code, String label, List<String> valueMap) {}

  @Schema(name = "SelectionResponse", description = "Det urval som gäller när inget anges")
  record SelectionResponse(
      String language,
      List<ValdVariabel> selection,
      VariablePlacement placement,
      List<Link> links) {}

  @Schema(name = "SelectedVariable", description = "Valda värden av en variabel")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ValdVariabel(String variableCode, String codelist, List<String> valueCodes) {}

  /** A selection that is sent; members that only an answer has are passed over. */
  @Schema(name = "VariablesSelection", description = "Ett urval ur en tabell")
  @JsonIgnoreProperties({"language", "links"})
  record VariablesSelection(
      List<@NotNull @Valid VariableSelection> selection, @Valid VariablePlacement placement) {}

  @Schema(name = "VariableSelection", description = "Vad som väljs av en variabel")
  record VariableSelection(
      @NotNull @JsonAlias({"VariableCode", "variablecode"}) String variableCode,
      @JsonAlias({"CodeList", "codeList"}) @Schema(nullable = true) String codelist,
      @JsonAlias({"ValueCodes", "valuecodes"}) List<@NotNull String> valueCodes,
      @JsonAlias("outputvalues") @Schema(nullable = true) String outputValues) {}

  @Schema(name = "VariablePlacement", description = "Vad som ska stå i kolumner och i rader")
  record VariablePlacement(List<@NotNull String> heading, List<@NotNull String> stub) {}
}
