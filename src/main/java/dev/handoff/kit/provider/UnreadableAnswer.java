package dev.handoff.kit.provider;

import java.io.IOException;

/** An answer that came whole and can't be read. */
public final class UnreadableAnswer extends IOException {

    public UnreadableAnswer(String message) {
        super(message);
    }
}
