package dev.handoff.kit.database;

import java.util.Optional;
import java.util.Set;

/** What must be stored under an id for a put to take effect. Of several puts that name the same version, one does. */
public sealed interface PutCondition {

    /** Anything, or nothing. */
    record Always() implements PutCondition {}

    /** Nothing: the put only creates. */
    record IfAbsent() implements PutCondition {}

    /**
     * A document: the put only replaces.
     *
     * @param versions the document must have one of them; empty for any
     */
    record IfVersion(Optional<Set<Long>> versions) implements PutCondition {

        /** The versions as an SQL parameter; null for any. */
        public static Long[] parameter(Optional<Set<Long>> versions) {
            return versions.map(some -> some.toArray(Long[]::new)).orElse(null);
        }
    }
}
