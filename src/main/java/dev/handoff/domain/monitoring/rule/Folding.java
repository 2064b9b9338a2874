package dev.handoff.domain.monitoring.rule;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes texts alike that look alike. */
final class Folding {

    // Unicode's Default_Ignorable_Code_Point, which the JDK has no name for: nothing of it can be seen.
    // https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164"
                    + "\\uFE00-\\uFE0F\\uFFA0\\x{E0000}-\\x{E0FFF}]+");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private Folding() {}

    /** In the compatible form NFKC, without what can't be seen. */
    static String plain(String text) {
        return Normalizer.normalize(UNSEEN.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
    }

    /** Words without case, with one blank before, between and after them; one blank if there is none. */
    static String words(String text) {
        // Upper case first, where a letter has several small ones: of Σ or ß.
        var folded = plain(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        // Lower case can bring forth what NFKC had put together.
        return " "
                + BETWEEN_WORDS
                        .matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                        .replaceAll(" ")
                        .strip() + " ";
    }
}
