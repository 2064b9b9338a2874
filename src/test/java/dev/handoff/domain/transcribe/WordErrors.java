package dev.handoff.domain.transcribe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The usual measure of a transcript: words wrong, missing or too many, as a part of those that were said. */
public final class WordErrors {

    private WordErrors() {}

    public static double rate(String said, String recognised) {
        var reference = words(said);
        var found = words(recognised);
        var previous = new int[found.size() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 0; i < reference.size(); i++) {
            var current = new int[found.size() + 1];
            current[0] = i + 1;
            for (int j = 0; j < found.size(); j++) {
                int replaced = previous[j] + (reference.get(i).equals(found.get(j)) ? 0 : 1);
                current[j + 1] = Math.min(replaced, 1 + Math.min(previous[j + 1], current[j]));
            }
            previous = current;
        }
        return previous[found.size()] / (double) reference.size();
    }

    private static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z' ]", " ")
                .strip()
                .split(" +"));
    }
}
