package se.finsam.uppfoljning.problem;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises what looks like a personnummer or samordningsnummer in any text.
 *
 * <p>The service may hold no data about individuals (dossier section 12), and free text, names and
 * ids are where such data leaks in. A well-formed number is refused, and so is a number written as
 * one whose check digit is wrong: a typing error is still a person. An organisationsnummer has 20
 * or more in the place of the month and passes.
 */
public final class PersonalNumber {
  // ten or twelve digits with at most one separator between any two, not part of a longer run
  private static final Pattern RUN =
      Pattern.compile(
          "(?<![0-9])(?<![0-9][-+./ ])[0-9](?:[-+./ ]?[0-9]){9}(?:(?:[-+./ ]?[0-9]){2})?(?![-+./ ]?[0-9])");
  private static final Pattern WRITTEN_AS_ONE =
      Pattern.compile("(?:[0-9]{2})?[0-9]{6}[-+][0-9]{4}");
  // what stands between blanks is a number of its own, whatever digits stand beside it
  private static final Pattern ALONE =
      Pattern.compile(
          "(?<![0-9])(?<![0-9][-+./])(?:[0-9]{2})?[0-9]{6}[-+]?[0-9]{4}(?![-+./]?[0-9])");
  // six or eight digits and then four are a number of their own, whatever stands beside or between
  private static final Pattern PARTED =
      Pattern.compile(
          "(?<![0-9])(?:[0-9]{2})?[0-9]{6}[-+_:;,./()\\[\\]'\"|=*~\\\\\u00b7 ]{0,4}[0-9]{4}(?![0-9])");
  private static final Pattern SHORT = Pattern.compile("[1-9][0-9]{7,8}");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?([Zz]|[-+ ][0-9]{2}:?[0-9]{2}(?![0-9]))?");

  /** The longest that one character stands for and that has a digit in it: U+33AF. */
  private static final int LONGEST_NUMBER = 6;

  private PersonalNumber() {}

  /** True if the text holds something that looks like a personal number, however it is written. */
  public static boolean in(String text) {
    if (text == null) {
      return false;
    }
    var plain = TIMESTAMP.matcher(plain(text)).replaceAll("T");
    return Stream.of(RUN, ALONE, PARTED)
        .flatMap(form -> form.matcher(plain).results())
        .anyMatch(found -> isOne(found.group()));
  }

  /**
   * True if a whole number looks like a personal number that has lost the zeros it began with, as
   * in a spreadsheet. Nobody is born as number 000 of a day, but sums are often even thousands.
   */
  public static boolean withoutZeros(String number) {
    var ten = "0".repeat(Math.max(0, 10 - number.length())) + number;
    return SHORT.matcher(number).matches() && !ten.startsWith("000", 6) && isOne(ten);
  }

  private static boolean isOne(String written) {
    var digits = written.replaceAll("[^0-9]", "");
    if (digits.length() == 12) {
      var century = digits.substring(0, 2);
      if (!century.equals("18") && !century.equals("19") && !century.equals("20")) {
        return false;
      }
    }
    var ten = digits.substring(digits.length() - 10);
    return isDate(digits, ten) && (luhn(ten) || WRITTEN_AS_ONE.matcher(written).matches());
  }

  private static boolean isDate(String digits, String ten) {
    int year = Integer.parseInt(ten.substring(0, 2));
    int month = Integer.parseInt(ten.substring(2, 4));
    int day = Integer.parseInt(ten.substring(4, 6));
    if (day > 60) {
      day -= 60; // samordningsnummer
    }
    // without a century both could be meant; 2000 and 1900 differ only in the leap day
    int century = digits.length() == 12 ? Integer.parseInt(digits.substring(0, 2)) : 20;
    try {
      LocalDate.of(century * 100 + year, month, day);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean luhn(String ten) {
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      int product = (ten.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    return sum % 10 == 0;
  }

  /** Direction marks, joiners, and marks that are drawn on the digit before them. */
  private static boolean invisible(int type) {
    return type == Character.FORMAT
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /**
   * Compatibility forms, invisible characters, dashes, blanks and foreign digits made plain.
   *
   * <p>One character at a time: to put marks in order in a whole text takes time that grows with
   * the square of their number, and they are left out anyway.
   */
  private static String plain(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                append(c, plain);
              } else if (!invisible(Character.getType(c))) {
                compatible(c).codePoints().forEach(part -> append(part, plain));
              }
            });
    return plain.toString();
  }

  /** What is longer than any way to write a number is a word, of which one letter is enough. */
  private static String compatible(int c) {
    var parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
    return parts.length() > LONGEST_NUMBER ? parts.substring(0, 1) : parts;
  }

  private static void append(int c, StringBuilder plain) {
    if (invisible(Character.getType(c))) {
      return;
    }
    if (Character.isDigit(c)) {
      plain.append(Character.digit(c, 10));
    } else if (c >= 0x2010 && c <= 0x2015 || c == 0x2212) {
      plain.append('-');
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      plain.append(' ');
    } else {
      plain.appendCodePoint(c);
    }
  }
}
