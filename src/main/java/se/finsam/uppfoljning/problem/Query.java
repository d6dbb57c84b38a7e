package se.finsam.uppfoljning.problem;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The query parameters of an address, whose names are the same in any case: see {@link AnyCase}.
 */
public final class Query {
  private static final Pattern BRACKETED = Pattern.compile("([^\\[\\]]+)\\[([^\\[\\]]+)]");

  private final Map<String, List<String>> sent;

  public Query(MultivaluedMap<String, String> sent) {
    this.sent = sent;
  }

  /** The value of a parameter, null if it was not sent. */
  public String one(String name) {
    var values = all(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** All values of a parameter, in order. */
  public List<String> all(String name) {
    return sent.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .flatMap(e -> e.getValue().stream())
        .toList();
  }

  /** What was sent for each variable in brackets, as the client wrote the variable. */
  public Map<String, List<String>> bracketed(String name) {
    var found = new LinkedHashMap<String, List<String>>();
    sent.forEach(
        (key, values) -> {
          var match = BRACKETED.matcher(key);
          if (match.matches() && match.group(1).equalsIgnoreCase(name)) {
            found.put(match.group(2), List.copyOf(values));
          }
        });
    return found;
  }

  /** Adds what is not known, stands twice, or has no value; the last is for brackets to judge. */
  void refuseUnknown(AnyCase known, Faults faults) {
    var seen = new HashSet<String>();
    sent.forEach(
        (name, values) -> {
          var match = BRACKETED.matcher(name);
          boolean brackets = match.matches();
          var first = brackets ? match.group(1) : name;
          var one = among(first, brackets ? known.bracketed() : known.value());
          var many = among(first, brackets ? known.bracketedLists() : known.repeated());
          var pointer = "{" + (one == null ? many : one) + (brackets ? "[]}" : "}");
          if (one == null && many == null) {
            faults.unreadable(
                "{query}", "OKAND_PARAMETER", "Okänd parameter i frågan; kända är " + names(known));
          } else if (!seen.add(name.toLowerCase(Locale.ROOT)) || one != null && values.size() > 1) {
            faults.unreadable(pointer, "DUBBLERAD_PARAMETER", "Parametern får anges en gång");
          } else if (!brackets && values.stream().anyMatch(String::isEmpty)) {
            faults.unreadable(pointer, "FEL_FORM", "Parametern saknar värde");
          }
        });
  }

  private static String among(String name, String[] known) {
    return Stream.of(known).filter(name::equalsIgnoreCase).findFirst().orElse(null);
  }

  private static List<String> names(AnyCase known) {
    var names = new TreeSet<String>();
    names.addAll(List.of(known.value()));
    names.addAll(List.of(known.repeated()));
    Stream.of(known.bracketed(), known.bracketedLists())
        .flatMap(Stream::of)
        .map(b -> b + "[variabel]")
        .forEach(names::add);
    return new ArrayList<>(names);
  }
}
