package dev.handoff.domain.monitoring.rule;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Gives texts that look alike the same form. */
final class Folding {

    // Unicode's Default_Ignorable_Code_Point: invisible characters. The JDK has no name for the class.
    // https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
    private static final String INVISIBLE = "\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164"
            + "\\uFE00-\\uFE0F\\uFFA0\\x{E0000}-\\x{E0FFF}";

    private static final Pattern UNSEEN = Pattern.compile("[" + INVISIBLE + "]+");
    private static final Pattern IGNORED = Pattern.compile("[" + INVISIBLE + "&&[^\\u200C\\u200D]]+");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private Folding() {}

    /** The text without what names of hosts never show. The two joiners are part of some names. */
    static String withoutIgnored(String text) {
        return IGNORED.matcher(text).replaceAll("");
    }

    /** The text in the form NFKC, without invisible characters. */
    static String plain(String text) {
        return Normalizer.normalize(UNSEEN.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
    }

    /** The words in lower case, with one blank before, between and after them; one blank if there are none. */
    static String words(String text) {
        // Upper case first, because some letters have several small forms, such as Σ.
        var folded = plain(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        // Lower case can undo what NFKC has composed.
        return " "
                + BETWEEN_WORDS
                        .matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                        .replaceAll(" ")
                        .strip() + " ";
    }
}
