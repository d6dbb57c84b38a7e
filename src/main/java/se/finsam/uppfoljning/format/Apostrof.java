package se.finsam.uppfoljning.format;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from taking a text for a formula (conventions section 7): such a text is
 * written with an apostrophe before it. A text that already has one gets one more, so that taking
 * one away always gives back what was written.
 */
final class Apostrof {
  private static final Pattern WRITTEN = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
  private static final Pattern READ = Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private Apostrof() {}

  static String satt(String text) {
    return WRITTEN.matcher(text).matches() ? "'" + text : text;
  }

  static String utan(String text) {
    return READ.matcher(text).matches() ? text.substring(1) : text;
  }
}
