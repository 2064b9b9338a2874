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
    private static final Pattern UNSEEN_IN_LINKS =
            Pattern.compile("[" + INVISIBLE + "&&[^\\u200C\\u200D]]+|(?<![^\\x00-\\x7F])[\\u200C\\u200D]+");

    // Marks that any script may bear: strokes, frames, stress, and the dot that İ leaves behind. Marks of one script
    // are parts of its letters, but for vowel signs that readers do without and what only stretches a word. The marks
    // that make か to が are left alone.
    private static final String MARKS =
            "\\p{Me}\\u0483-\\u0487\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7"
                    + "\\u0610-\\u061A\\u0656-\\u065F\\u06D6-\\u06DC\\u06DF-\\u06E4\\u06E7\\u06E8\\u06EA-\\u06ED\\u0730-\\u074A"
                    + "[\\p{IsInherited}&&\\p{M}&&[^\\u3099\\u309A]]";

    private static final Pattern DECORATION = Pattern.compile("[\\u0640\\u07FA\\u0883-\\u0885" + MARKS + "]+");
    private static final Pattern PILE =
            Pattern.compile("([\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}])[" + MARKS + "]{2,}");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private Folding() {}

    /** The text in the form NFKC, without what links never show. Beyond ASCII, the two joiners are part of some names. */
    static String link(String text) {
        return Normalizer.normalize(UNSEEN_IN_LINKS.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
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
        var letters = undecorated(Normalizer.normalize(folded, Normalizer.Form.NFKC));
        return " " + BETWEEN_WORDS.matcher(letters).replaceAll(" ").strip() + " ";
    }

    /**
     * The text without marks that are no part of a letter. Where one has been composed with its letter, as in é, it is. One
     * beneath a pile of others isn't.
     */
    private static String undecorated(String composed) {
        var bare = PILE.matcher(composed).replaceAll(pile -> DECORATION
                .matcher(Normalizer.normalize(pile.group(1), Normalizer.Form.NFD))
                .replaceAll(""));
        return DECORATION.matcher(bare).replaceAll("");
    }
}
