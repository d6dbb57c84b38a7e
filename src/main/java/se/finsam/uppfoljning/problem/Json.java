package se.finsam.uppfoljning.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads request bodies strictly, and tells every fault at once.
 *
 * <p>What frameworks let pass and what would silently become a wrong count is refused here: unknown
 * and duplicate members, text after the document, 1.5 or "12" or null for a count, other encodings
 * than UTF-8, control characters, and anything that looks like a personal number. Values are never
 * repeated in messages.
 */
@ApplicationScoped
public class Json {
  private static final String FAULTS = "faults";

  /**
   * No list is longer: 2 000 rows in a request. What checks rows may cost more than their number.
   */
  private static final int MOST_ROWS = 2_000;

  private static final int MOST_MARKS = 30;

  /** More than the longest list of the fullest rows needs. */
  private static final int MOST_TOKENS = 100_000;

  /** What Bean Validation found, in the words of this service. */
  private static final Map<String, String[]> RULES =
      Map.of(
          "NotNull", new String[] {"SAKNAS", "Uppgiften saknas"},
          "NotBlank", new String[] {"SAKNAS", "Uppgiften saknas eller är tom"},
          "Size", new String[] {"FEL_STORLEK", "Längden eller antalet ligger utanför {min}-{max}"},
          "Pattern", new String[] {"FEL_FORM", "Uppgiften har inte rätt form"},
          "PositiveOrZero", new String[] {"NEGATIVT", "Antal kan inte vara negativt"},
          "Max", new String[] {"FOR_STORT", "Uppgiften är större än {value}"},
          "Min", new String[] {"FOR_LITET", "Uppgiften är mindre än {value}"});

  private final Validator validator;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .addModule(
              new SimpleModule()
                  .addDeserializer(Integer.class, new Count())
                  .addDeserializer(Long.class, new Amount())
                  .addDeserializer(Boolean.class, new Bool())
                  .addDeserializer(String.class, new Text())
                  .addDeserializer(LocalDate.class, new Date())
                  .setDeserializerModifier(new Shapes()))
          .addHandler(new GoOn())
          .build();

  Json(Validator validator) {
    this.validator = validator;
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(10)
                .maxNumberLength(30)
                .maxStringLength(20_000)
                .maxNameLength(64)
                .maxTokenCount(MOST_TOKENS)
                .build());
  }

  /** What was read, as far as it could be, and what is wrong with it so far. */
  public record Read<T>(T value, Faults faults) {}

  /**
   * Reads a body.
   *
   * @param body the bytes as they came
   * @param type a record with Bean Validation on its components
   * @return the record, and its faults; where a fault is, the component is null. Add the faults of
   *     rules that need more than the body, then call {@link Faults#refuse()}
   * @throws ProblemException 400 if nothing can be read, 422 if something looks like a personal
   *     number
   */
  public <T> Read<T> read(byte[] body, Class<T> type) {
    var faults = new Faults();
    var text = decode(body, faults);
    inspect(text, faults);
    T value = null;
    try {
      value = mapper.readerFor(type).withAttribute(FAULTS, faults).readValue(text);
    } catch (JsonMappingException e) {
      faults.unreadable(pointer(e), "FEL_TYP", "Uppgiften har fel typ");
    } catch (IOException e) {
      faults.unreadable("", "TRASIG_JSON", "Begäran är inte giltig JSON");
    }
    if (value == null) {
      if (faults.isEmpty()) {
        faults.unreadable("", "FEL_TYP", "Ett JSON-objekt väntades");
      }
      faults.refuse();
    }
    validate(value, faults);
    return new Read<>(value, faults);
  }

  /** Adds what Bean Validation finds, where nothing is known to be wrong yet. */
  public <T> void validate(T value, Faults faults) {
    for (ConstraintViolation<T> violation : validator.validate(value)) {
      var pointer = pointer(violation.getPropertyPath());
      if (!faults.at(pointer)) {
        addViolation(faults, pointer, violation);
      }
    }
  }

  private static void addViolation(
      Faults faults, String pointer, ConstraintViolation<?> violation) {
    var descriptor = violation.getConstraintDescriptor();
    var rule = RULES.get(descriptor.getAnnotation().annotationType().getSimpleName());
    var detail = rule[1];
    for (var attribute : descriptor.getAttributes().entrySet()) {
      detail = detail.replace("{" + attribute.getKey() + "}", String.valueOf(attribute.getValue()));
    }
    faults.rule(pointer, rule[0], detail);
  }

  private static String decode(byte[] body, Faults faults) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      faults.unreadable("", "FEL_TECKENKODNING", "Begäran är inte UTF-8");
      faults.refuse();
      return null;
    }
  }

  /**
   * Every token once: broken JSON, characters that cannot be stored, and personal numbers, before
   * anything else is said.
   */
  private void inspect(String text, Faults faults) {
    var persons = new Faults();
    JsonParser parser = null;
    try {
      parser = mapper.getFactory().createParser(text);
      int depth = 0;
      boolean ended = false;
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (ended) {
          faults.unreadable("", "TEXT_EFTER", "Text följer efter JSON-dokumentet");
          break;
        }
        var context = parser.getParsingContext();
        var list = token.isStructStart() ? context.getParent() : context;
        if (list.inArray() && list.getCurrentIndex() == MOST_ROWS) {
          faults.rule(
              list.getParent().pathAsPointer().toString(),
              "FEL_STORLEK",
              "Listan har fler än " + MOST_ROWS + " rader");
          break;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        ended = depth == 0;
        if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
          var value = parser.getText();
          if (!storable(value)) {
            faults.unreadable(
                place(parser),
                "OTILLATET_TECKEN",
                "Texten innehåller tecken som inte får förekomma");
          } else if (PersonalNumber.in(value)) {
            persons.rule(place(parser), "PERSONNUMMER", "Uppgiften ser ut som ett personnummer");
          }
        }
      }
      if (!ended && faults.isEmpty()) {
        faults.unreadable("", "TRASIG_JSON", "Begäran är tom");
      }
    } catch (StreamConstraintsException e) {
      faults.unreadable(
          place(parser),
          "FOR_STOR_JSON",
          "JSON-dokumentet är för djupt, eller har för långa tal eller texter");
    } catch (JsonParseException e) {
      var duplicate = e.getOriginalMessage().startsWith("Duplicate field");
      var where =
          "rad " + e.getLocation().getLineNr() + ", kolumn " + e.getLocation().getColumnNr();
      faults.unreadable(
          duplicate ? parser.getParsingContext().pathAsPointer().toString() : place(parser),
          duplicate ? "DUBBLERAT_FALT" : "TRASIG_JSON",
          (duplicate ? "Samma fält finns två gånger, " : "Begäran är inte giltig JSON, ") + where);
    } catch (IOException e) {
      faults.unreadable("", "TRASIG_JSON", "Begäran är inte giltig JSON");
    }
    if (!persons.isEmpty()) {
      throw new ProblemException(
          ProblemType.PERSONNUMMER,
          "Tjänsten får inte ta emot uppgifter om personer; inget har sparats",
          persons.list());
    }
    faults.refuse();
  }

  /**
   * Where the parser is: the object itself for a name, which may be what must not be repeated; and
   * nowhere if names that stand after each other make up a personal number.
   */
  private static String place(JsonParser parser) {
    var context = parser.getParsingContext();
    var parent = context.getParent();
    var place =
        (parser.hasToken(JsonToken.FIELD_NAME) && parent != null ? parent : context)
            .pathAsPointer()
            .toString();
    return PersonalNumber.in(place) ? "" : place;
  }

  /**
   * What every text is before it is kept: in one form of several that look alike (NFC), and without
   * blanks around it. Ask {@link #storable} first.
   */
  public static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
  }

  /**
   * False for control characters, half characters, and more marks on one letter than any script has
   * (UAX 15, stream-safe text): those take time to put in order that grows with their square.
   */
  public static boolean storable(String text) {
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int type = Character.getType(c);
      marks = isMark(c, type) ? marks + 1 : 0;
      if (marks > MOST_MARKS
          || c < ' ' && c != '\n' && c != '\t' && c != '\r'
          || c == 0x7f
          || type == Character.SURROGATE) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  /**
   * The voiced marks of half width are letters, but are put in order as the marks they stand for.
   */
  private static boolean isMark(int c, int type) {
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || c == 0xFF9E
        || c == 0xFF9F;
  }

  private static String pointer(JsonMappingException e) {
    var pointer = new StringBuilder();
    for (var step : e.getPath()) {
      pointer
          .append('/')
          .append(step.getFieldName() != null ? step.getFieldName() : step.getIndex());
    }
    return pointer.toString();
  }

  private static String pointer(Path path) {
    var pointer = new StringBuilder();
    for (var node : path) {
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (node.getName() != null && !node.getName().startsWith("<")) {
        pointer.append('/').append(node.getName());
      }
    }
    return pointer.toString();
  }

  private static void unreadable(
      JsonParser p, DeserializationContext context, String code, String detail) {
    var faults = (Faults) context.getAttribute(FAULTS);
    var pointer = pointer(p);
    if (!faults.at(pointer)) {
      faults.unreadable(pointer, code, detail);
    }
  }

  /**
   * Where the parser is: the value itself, also when it is an object or a list that has just begun.
   */
  private static String pointer(JsonParser p) {
    var place = p.getParsingContext();
    boolean begun = p.hasToken(JsonToken.START_OBJECT) || p.hasToken(JsonToken.START_ARRAY);
    return (begun && place.getParent() != null ? place.getParent() : place)
        .pathAsPointer()
        .toString();
  }

  /** Notes a wrong type and goes on reading, so that the next fault is found too. */
  private abstract static class Strict<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final String expected;

    Strict(Class<T> type, String expected) {
      super(type);
      this.expected = expected;
    }

    /** The value, or null if the token is not one. */
    abstract T value(JsonParser p) throws IOException;

    @Override
    public T deserialize(JsonParser p, DeserializationContext context) throws IOException {
      var value = value(p);
      if (value == null) {
        unreadable(p, context, "FEL_TYP", expected + " väntades");
        p.skipChildren();
      }
      return value;
    }
  }

  private static final class Count extends Strict<Integer> {
    private static final long serialVersionUID = 1L;

    Count() {
      super(Integer.class, "Ett heltal");
    }

    @Override
    Integer value(JsonParser p) throws IOException {
      if (!p.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        return null;
      }
      // beyond int: the nearest end, which the range rule then refuses
      var value = p.getBigIntegerValue();
      if (value.signum() == 0 && p.getText().startsWith("-")) {
        return null;
      }
      return value.bitLength() < 32
          ? Integer.valueOf(value.intValue())
          : Integer.valueOf(value.signum() > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE);
    }

    @Override
    public Integer getNullValue(DeserializationContext context) {
      unreadable(context.getParser(), context, "FEL_TYP", "Ett heltal väntades, inte null");
      return null;
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return null; // whether it may be absent is for @NotNull to say
    }
  }

  /** Kronor, and what else may be unknown: a whole number, or null, which is not zero (R17). */
  private static final class Amount extends Strict<Long> {
    private static final long serialVersionUID = 1L;

    Amount() {
      super(Long.class, "Ett heltal eller null");
    }

    @Override
    Long value(JsonParser p) throws IOException {
      if (!p.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        return null;
      }
      // beyond long: the nearest end, which the range rule then refuses
      var value = p.getBigIntegerValue();
      if (value.signum() == 0 && p.getText().startsWith("-")) {
        return null;
      }
      return value.bitLength() < 64
          ? Long.valueOf(value.longValue())
          : Long.valueOf(value.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
    }
  }

  private static final class Bool extends Strict<Boolean> {
    private static final long serialVersionUID = 1L;

    Bool() {
      super(Boolean.class, "true eller false");
    }

    @Override
    Boolean value(JsonParser p) {
      return p.hasToken(JsonToken.VALUE_TRUE)
          ? Boolean.TRUE
          : p.hasToken(JsonToken.VALUE_FALSE) ? Boolean.FALSE : null;
    }
  }

  private static final class Text extends Strict<String> {
    private static final long serialVersionUID = 1L;

    Text() {
      super(String.class, "En text");
    }

    @Override
    String value(JsonParser p) throws IOException {
      return p.hasToken(JsonToken.VALUE_STRING) ? plain(p.getText()) : null;
    }
  }

  private static final class Date extends Strict<LocalDate> {
    private static final long serialVersionUID = 1L;

    Date() {
      super(LocalDate.class, "Ett datum, ÅÅÅÅ-MM-DD mellan 1900 och 2200,");
    }

    @Override
    LocalDate value(JsonParser p) throws IOException {
      if (!p.hasToken(JsonToken.VALUE_STRING) || p.getTextLength() != 10) {
        return null;
      }
      try {
        var date = LocalDate.parse(p.getText());
        return date.getYear() >= 1900 && date.getYear() <= 2200 ? date : null;
      } catch (DateTimeParseException e) {
        return null;
      }
    }
  }

  /**
   * Jackson takes a blank text for a missing object or enum, or stops reading, and would read what
   * is written as a text by its parts too; here both are wrong.
   */
  private static final class Shapes extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      if (!bean.getBeanClass().isRecord()) {
        return deserializer;
      }
      return bean.getFactoryMethods().stream().anyMatch(m -> m.hasAnnotation(JsonCreator.class))
          ? new Shape(deserializer, p -> p.hasToken(JsonToken.VALUE_STRING), "En text väntades")
          : new Shape(deserializer, Shapes::notBlank, "Uppgiften är en tom text");
    }

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription bean,
        JsonDeserializer<?> deserializer) {
      var allowed = Arrays.toString(type.getRawClass().getEnumConstants());
      return new Shape(deserializer, Shapes::notBlank, "Värdet är tomt, tillåtna är " + allowed);
    }

    private static boolean notBlank(JsonParser p) throws IOException {
      return !p.hasToken(JsonToken.VALUE_STRING) || !p.getText().isBlank();
    }
  }

  private interface Test {
    boolean passes(JsonParser p) throws IOException;
  }

  private static final class Shape extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;
    private final transient Test test;
    private final String detail;

    Shape(JsonDeserializer<?> delegatee, Test test, String detail) {
      super(delegatee);
      this.test = test;
      this.detail = detail;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegatee) {
      return new Shape(delegatee, test, detail);
    }

    @Override
    public Object deserialize(JsonParser p, DeserializationContext context) throws IOException {
      if (!test.passes(p)) {
        unreadable(p, context, "FEL_TYP", detail);
        p.skipChildren();
        return null;
      }
      return super.deserialize(p, context);
    }
  }

  /** Notes what Jackson itself would stop at, and goes on. */
  private static final class GoOn extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser p,
        JsonDeserializer<?> deserializer,
        Object target,
        String name)
        throws IOException {
      var pointer = p == context.getParser() ? pointer(p) : member(context.getParser(), name);
      ((Faults) context.getAttribute(FAULTS))
          .unreadable(pointer, "OKANT_FALT", "Fältet är inte känt");
      p.skipChildren();
      return true;
    }

    /** A member that was put aside until its object, which the parser has now read, was made. */
    private static String member(JsonParser p, String name) {
      var place = p.getParsingContext();
      return (p.hasToken(JsonToken.END_OBJECT) ? place : place.getParent()).pathAsPointer()
          + "/"
          + name.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public Object handleWeirdStringValue(
        DeserializationContext context, Class<?> type, String value, String message) {
      var allowed =
          type.isEnum() ? ", tillåtna är " + Arrays.toString(type.getEnumConstants()) : "";
      ((Faults) context.getAttribute(FAULTS))
          .rule(pointer(context.getParser()), "OKANT_VARDE", "Värdet är inte känt" + allowed);
      return null;
    }

    @Override
    public Object handleWeirdNumberValue(
        DeserializationContext context, Class<?> type, Number value, String message) {
      unreadable(context.getParser(), context, "FEL_TYP", "En text väntades");
      return null;
    }

    @Override
    public Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType type,
        JsonToken token,
        JsonParser p,
        String message)
        throws IOException {
      unreadable(
          p,
          context,
          "FEL_TYP",
          type.isCollectionLikeType() ? "En lista väntades" : "Ett objekt eller en text väntades");
      p.skipChildren();
      return null;
    }

    @Override
    public Object handleInstantiationProblem(
        DeserializationContext context, Class<?> type, Object argument, Throwable cause) {
      var own = cause instanceof JsonMappingException ? cause.getCause() : cause;
      var wrong =
          own instanceof IllegalArgumentException ? own.getMessage() : "Värdet har inte rätt form";
      var faults = (Faults) context.getAttribute(FAULTS);
      var pointer = pointer(context.getParser());
      if (!faults.at(pointer)) {
        faults.rule(pointer, "FEL_FORM", wrong);
      }
      return null;
    }

    @Override
    public Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> type,
        com.fasterxml.jackson.databind.deser.ValueInstantiator instantiator,
        JsonParser p,
        String message)
        throws IOException {
      unreadable(p, context, "FEL_TYP", "Ett objekt väntades");
      p.skipChildren();
      return null;
    }
  }
}
