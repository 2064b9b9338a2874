package dev.handoff.engine;

import java.util.Collection;

/** No handler here serves this type. */
public final class UnknownTaskType extends RuntimeException {

    public UnknownTaskType(String type, Collection<String> known) {
        super("unknown task type " + type + "; known are " + String.join(", ", known));
    }
}
