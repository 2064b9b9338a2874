package dev.handoff.engine;

import java.util.Collection;

/** Nothing here serves this type. */
public final class UnknownTaskType extends RuntimeException {

    public UnknownTaskType(String type, Collection<String> served) {
        super("unknown task type " + type + "; served here are " + String.join(", ", served));
    }
}
