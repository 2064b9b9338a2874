package dev.handoff.task;

import java.util.UUID;

/** Names one group of tasks for its whole life. */
public record GroupId(UUID value) {

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form of 36 characters
     */
    public static GroupId parse(String text) {
        return new GroupId(TaskId.parse(text).value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
