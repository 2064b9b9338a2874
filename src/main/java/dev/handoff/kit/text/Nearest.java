package dev.handoff.kit.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which name was meant by one that is misspelt. */
public final class Nearest {

    /** One mistake in so many characters still looks like the same name, and two do in any. */
    private static final int CHARACTERS_A_MISTAKE = 4;

    private static final int MIN_MISTAKES = 2;

    private Nearest() {}

    /**
     * The known name with the fewest characters to add, leave out or change.
     *
     * @return empty if none is near enough to have been meant
     */
    public static Optional<String> to(String given, Collection<String> known) {
        return known.stream()
                .filter(name -> isNear(given, name))
                .min(Comparator.comparingInt((String name) -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** What differs much in length isn't compared: a caller may have sent ten thousand long names. */
    private static boolean isNear(String given, String name) {
        int allowed = Math.max(MIN_MISTAKES, name.length() / CHARACTERS_A_MISTAKE);
        return Math.abs(given.length() - name.length()) <= allowed && distance(given, name) <= allowed;
    }

    /** A question to end a message with, such as {@code ; did you mean transcribe?}; empty if no name is near. */
    public static String question(String given, Collection<String> known) {
        return to(given, known).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** By Levenshtein. */
    private static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[other.length()];
    }
}
