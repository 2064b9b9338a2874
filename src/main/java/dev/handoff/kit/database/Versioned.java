package dev.handoff.kit.database;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * A stored document and its version.
 *
 * @param version that no document of its kind had before; it grows with every change
 */
public record Versioned<T>(T document, long version, Instant createdAt, Instant updatedAt) {

    /**
     * A document that has just been stored.
     *
     * @param created whether there was none of its id before
     */
    public record Put<T>(Versioned<T> stored, boolean created) {}

    /** With what the columns {@code version}, {@code created_at} and {@code updated_at} hold. */
    public static <T> Versioned<T> of(T document, Row row) {
        return new Versioned<>(
                document,
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
