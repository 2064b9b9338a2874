package dev.handoff.engine.store;

import dev.handoff.kit.text.Text;
import java.util.regex.Pattern;

/** What is kept of an error's text, which may come from anywhere. */
final class ErrorText {

    /** In code points. */
    private static final int MAX_LENGTH = 4_000;

    private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private ErrorText() {}

    /**
     * Shortened, without NUL, which PostgreSQL's text can't hold, and with what switches the direction of text as an escape,
     * so that a file's name can't make the rest of the message look like another.
     */
    static String storable(String text) {
        var plain = Text.shortened(text, MAX_LENGTH).replace('\0', '\uFFFD');
        return TURNS.matcher(plain)
                .replaceAll(turn -> "\\\\u{%x}".formatted((int) turn.group().charAt(0)));
    }
}
