package dev.handoff.engine.store;

import dev.handoff.kit.text.Text;

/** What is kept of an error's text, which may come from anywhere. */
final class ErrorText {

    /** In code points. */
    private static final int MAX_LENGTH = 4_000;

    private ErrorText() {}

    /** Shortened, and without NUL, which PostgreSQL's text can't hold. */
    static String storable(String text) {
        return Text.shortened(text, MAX_LENGTH).replace('\0', '\uFFFD');
    }
}
