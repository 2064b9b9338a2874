package dev.handoff.event;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A kind of event: its name and the shape of its data. A constant that publishers and subscribers share.
 *
 * @param name what it is about and what happened to it, in the past tense: {@code post.published}; at most 100 characters
 * @param version from 1; the next one when the data changes in a way that subscribers of this one can't read
 * @param data a record; its first component names what the event is about
 * @param description one sentence that says when it is published
 */
public record Topic<E>(String name, int version, Class<E> data, String description) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)+");
    private static final int MAX_NAME_LENGTH = 100;

    public Topic {
        if (!NAME.matcher(name).matches() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("topic name must match " + NAME + ", was " + name);
        }
        if (version < 1) {
            throw new IllegalArgumentException("version of " + name + " must be at least 1, was " + version);
        }
        Objects.requireNonNull(data);
        Objects.requireNonNull(description);
    }
}
