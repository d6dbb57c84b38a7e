package se.finsam.uppfoljning.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import se.finsam.uppfoljning.problem.Faults;
import se.finsam.uppfoljning.problem.PersonalNumber;
import se.finsam.uppfoljning.problem.ProblemException;

/** What the tests of both kinds of file share: refusals told in lines, and random tables. */
final class Provfall {
  static final Set<String> KANDA = new LinkedHashSet<>(List.of("kod", "antal", "text", "dag"));
  static final int SEEDS = Integer.getInteger("finsam.seeds", 100);

  private static final String[] BITS = {
    "a",
    "Å",
    "o\u0308",
    "\uD83D\uDE00",
    " ",
    "\u00a0",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\"",
    "\"\"",
    ",",
    ";",
    "'",
    "''",
    "=",
    "+",
    "-",
    "@",
    "&",
    "<",
    "]]>",
    "_x0041_",
    "_x005F_",
    "_x000D_",
    "0",
    "7",
    "1e5",
    "true",
    "#",
    "sep=;",
    "\uFEFF",
    "\u2028",
    "\\",
    "NULL"
  };

  private Provfall() {}

  /** Every fault as code, row, column and pointer; after what kind of refusal it is. */
  static List<String> refused(ThrowingCallable call) {
    var refusal = catchThrowableOfType(ProblemException.class, call);
    assertThat(refusal).as("refused").isNotNull();
    var lines = new ArrayList<String>();
    lines.add(refusal.type().name());
    refusal
        .faults()
        .forEach(
            f ->
                lines.add(
                    f.code()
                        + (f.rad() == null ? "" : " " + f.rad())
                        + (f.kolumn() == null ? "" : " " + f.kolumn())
                        + (f.pointer().isEmpty() ? "" : " " + f.pointer())));
    return lines;
  }

  /** Reads, and refuses if anything was found. */
  static ThrowingCallable reading(Consumer<Faults> read) {
    return () -> {
      var faults = new Faults();
      read.accept(faults);
      faults.refuse();
    };
  }

  /** A text as it would be kept, of everything that files trip over; null if it became blank. */
  static String text(Random random) {
    String text;
    do {
      var made = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        made.append(BITS[random.nextInt(BITS.length)]);
      }
      text = Normalizer.normalize(made, Normalizer.Form.NFC).strip();
    } while (PersonalNumber.in(text));
    return text.isEmpty() ? null : text;
  }

  /** A table of the four known columns in any order, with cells of every kind. */
  static Blad blad(Random random) {
    var kolumner = new ArrayList<>(KANDA);
    Collections.shuffle(kolumner, random);
    var rader = new ArrayList<List<Object>>();
    for (int r = random.nextInt(6); r >= 0; r--) {
      var rad = new ArrayList<Object>();
      kolumner.forEach(k -> rad.add(random.nextInt(5) == 0 ? null : cell(random)));
      rader.add(rad);
    }
    return new Blad("Blad", kolumner, rader);
  }

  private static Object cell(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(2_000) - 1_000;
      case 1 -> sum(random);
      case 2 -> BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(4));
      case 3 -> LocalDate.of(1900, 3, 1).plusDays(random.nextInt(100_000));
      case 4 -> random.nextBoolean();
      default -> text(random);
    };
  }

  private static long sum(Random random) {
    long sum;
    do {
      sum = random.nextLong(100_000_000L) - 50_000_000L;
    } while (PersonalNumber.withoutZeros(Long.toString(sum)));
    return sum;
  }

  /** The text that a cell is read as, said without the code that is tested. */
  static String lasesSom(Object cell) {
    return cell instanceof BigDecimal n && n.signum() == 0
        ? "0"
        : cell instanceof BigDecimal n
            ? n.stripTrailingZeros().toPlainString()
            : cell == null ? null : cell.toString();
  }

  /** What must be read of a table: no blank rows, no blank cells, and the row each stood in. */
  static List<Inlast.Rad> inlasta(Blad blad, int[] radnummer) {
    var inlasta = new ArrayList<Inlast.Rad>();
    for (int r = 0; r < blad.rader().size(); r++) {
      var celler = new LinkedHashMap<String, String>();
      for (int k = 0; k < blad.kolumner().size(); k++) {
        var text = lasesSom(blad.rader().get(r).get(k));
        if (text != null) {
          celler.put(blad.kolumner().get(k), text);
        }
      }
      if (!celler.isEmpty()) {
        inlasta.add(new Inlast.Rad(radnummer[r], celler));
      }
    }
    return inlasta;
  }

  static Inlast csv(byte[] body) {
    var faults = new Faults();
    var inlast = Inlast.csv(body, KANDA, faults);
    faults.refuse();
    return inlast;
  }

  static Inlast xlsx(byte[] body) {
    var faults = new Faults();
    var inlast = Inlast.xlsx(body, KANDA, faults);
    faults.refuse();
    return inlast;
  }

  static int[] fran(int forsta, int antal) {
    return IntStream.range(forsta, forsta + antal).toArray();
  }

  static List<Object> rad(Object... celler) {
    return Arrays.asList(celler);
  }
}
