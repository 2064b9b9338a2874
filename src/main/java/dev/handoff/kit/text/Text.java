package dev.handoff.kit.text;

/** Shortens text for people. Lengths are code points. */
public final class Text {

    private static final String MORE = "…";

    private Text() {}

    /** The text, or its first {@code kept} characters and an ellipsis. */
    public static String shortened(String text, int kept) {
        return isLongerThan(kept, text) ? text.substring(0, text.offsetByCodePoints(0, kept)) + MORE : text;
    }

    /** The text, or as much of its beginning as leaves room for an ellipsis within {@code max} characters. */
    public static String fitted(String text, int max) {
        return isLongerThan(max, text) ? shortened(text, max - 1) : text;
    }

    private static boolean isLongerThan(int max, String text) {
        // Counting is left out where the answer is known without: no text has more code points than Java characters.
        return text.length() > max && text.codePointCount(0, text.length()) > max;
    }
}
