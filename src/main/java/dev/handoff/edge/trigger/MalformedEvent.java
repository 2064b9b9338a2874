package dev.handoff.edge.trigger;

import java.util.Optional;

/** What claims to be a CloudEvent and is none. The message says what it, or the attribute, must be. */
public final class MalformedEvent extends RuntimeException {

    private final transient Optional<String> attribute;

    private MalformedEvent(Optional<String> attribute, String remedy) {
        super(remedy);
        this.attribute = attribute;
    }

    static MalformedEvent of(String remedy) {
        return new MalformedEvent(Optional.empty(), remedy);
    }

    static MalformedEvent of(String attribute, String remedy) {
        return new MalformedEvent(Optional.of(attribute), remedy);
    }

    /** The one that is wrong; empty if it is the whole. */
    public Optional<String> attribute() {
        return attribute;
    }
}
