package dev.handoff.domain.speaking;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a text. */
final class Words {

    // Letters and numbers, with apostrophes between them. Some write a hyphen where others write two words.
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’ʼ][\\p{L}\\p{M}\\p{N}]+)*");

    private Words() {}

    /** As they are written. */
    static List<String> of(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    /** As they are compared: whatever their case, their accents' spelling and the form of their apostrophes. */
    static List<String> comparable(List<String> words) {
        return words.stream().map(Words::comparable).toList();
    }

    private static String comparable(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[’ʼ]", "'");
    }
}
