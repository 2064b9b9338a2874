package dev.handoff.kit.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shortens text for people, and reads what others wrote. Lengths are code points. */
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

    /**
     * Reads what a program or a person wrote, as UTF-8. What is none becomes U+FFFD: programs quote files in any encoding, and
     * cut long texts in the middle of a character.
     */
    public static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The text, or as much of its beginning as leaves room for an ellipsis within {@code max} bytes of UTF-8. */
    public static String fittedToBytes(String text, int max) {
        if (bytes(text) <= max) {
            return text;
        }
        int room = max - bytes(MORE);
        var kept = new StringBuilder();
        var characters = text.codePoints().mapToObj(Character::toString).iterator();
        for (var next = characters.next(); bytes(next) <= room; next = characters.next()) {
            kept.append(next);
            room -= bytes(next);
        }
        return kept + MORE;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isLongerThan(int max, String text) {
        // Counting is left out where the answer is known without: no text has more code points than Java characters.
        return text.length() > max && text.codePointCount(0, text.length()) > max;
    }
}
