package se.finsam.uppfoljning.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * JSON-stat as its users read it: through jsonstat-toolkit, the JavaScript library of the format's
 * author, as published (src/test/resources, with its licence).
 */
public final class JsonStatKlient {
  private static final ObjectMapper JACKSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private static final Script LIBRARY = script(library());

  /** The cells are asked for by their codes: where they are is for the library to find. */
  private static final Script RADER =
      script(
          """
          (function () {
            var set = JSONstat(JSON.parse(json));
            var rader = [{}];
            set.id.forEach(function (id) {
              var koder = set.Dimension(id).id;
              var langre = [];
              rader.forEach(function (rad) {
                koder.forEach(function (kod) {
                  var en = Object.assign({}, rad);
                  en[id] = kod;
                  langre.push(en);
                });
              });
              rader = langre;
            });
            return JSON.stringify(rader.map(function (rad) {
              var data = set.Data(rad);
              return Object.assign({}, rad, {value: data.value, status: data.status});
            }));
          })()
          """);

  private static final Script TABELL =
      script(
          """
          JSON.stringify(JSONstat(JSON.parse(json)).toTable({
            type: 'arrobj', field: 'id', content: 'id', status: true}))
          """);

  private static final Script OM =
      script(
          """
          (function () {
            var set = JSONstat(JSON.parse(json));
            var dimension = {};
            set.id.forEach(function (id) {
              var en = set.Dimension(id);
              dimension[id] = {label: en.label, role: en.role, category: en.id.map(function (kod) {
                var kategori = en.Category(kod);
                return {id: kod, label: kategori.label, unit: kategori.unit};
              })};
            });
            return JSON.stringify({
              class: set.class, label: set.label, source: set.source, updated: set.updated,
              note: set.note, extension: set.extension, role: set.role, id: set.id,
              dimension: dimension});
          })()
          """);

  private JsonStatKlient() {}

  /**
   * Every cell that the dimensions span: each dimension's id with the code, "value" (Long or
   * BigDecimal; null if it is missing) and "status" (null if there is none). The last dimension
   * varies fastest.
   */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> rader(String json) {
    return las(RADER, json, List.class);
  }

  /** The same cells, as the library itself lays them out. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> tabell(String json) {
    return las(TABELL, json, List.class);
  }

  /**
   * What stands about the cells: class, label, source, updated, note, extension, role, id, and for
   * each dimension its label, role and category (a list of id, label and unit).
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> om(String json) {
    return las(OM, json, Map.class);
  }

  private static <T> T las(Script script, String json, Class<T> type) {
    try (var context = context()) {
      var scope = context.initSafeStandardObjects();
      ScriptableObject.putProperty(scope, "json", json);
      LIBRARY.exec(context, scope, scope);
      return JACKSON.readValue(Context.toString(script.exec(context, scope, scope)), type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Script script(String source) {
    try (var context = context()) {
      return context.compileString(source, "script", 1, null);
    }
  }

  private static Context context() {
    var context = Context.enter();
    context.setLanguageVersion(Context.VERSION_ES6);
    context.setInterpretedMode(true);
    return context;
  }

  private static String library() {
    try (var file = JsonStatKlient.class.getResourceAsStream("/jsonstat-toolkit-1.5.2/iife.js")) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
