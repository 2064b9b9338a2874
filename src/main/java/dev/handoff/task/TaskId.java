package dev.handoff.task;

import java.util.UUID;

/** Names one task for its whole life. */
public record TaskId(UUID value) {

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form of 36 characters
     */
    public static TaskId parse(String text) {
        var value = UUID.fromString(text);
        // UUID.fromString also takes shortened groups such as "1-2-3-4-5", which no answer of ours ever contains.
        if (text.length() != 36) {
            throw new IllegalArgumentException("task id must have 36 characters, had " + text.length());
        }
        return new TaskId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
