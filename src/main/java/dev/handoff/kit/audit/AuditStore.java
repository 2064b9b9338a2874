package dev.handoff.kit.audit;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Audit entries in PostgreSQL, which refuses to change or delete them. Every method is one statement and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer; repeating one does no harm.
 */
@ApplicationScoped
public class AuditStore {

    private static final String ADD = """
            INSERT INTO audit_entry (id, occurred_at, actor, action, entity_type, entity_id, details)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """;

    private final Statements statements;

    public AuditStore(Statements statements) {
        this.statements = statements;
    }

    /** An entry, and when it was stored. */
    public record Recorded(AuditEntry entry, Instant recordedAt) {}

    /**
     * Which entries to list.
     *
     * @param from inclusive
     * @param before exclusive
     * @param after the last entry of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public record Filter(
            Optional<String> actor,
            Optional<String> action,
            Optional<String> entityType,
            Optional<String> entityId,
            Optional<Instant> from,
            Optional<Instant> before,
            Optional<Place> after,
            int limit) {

        /** Where an entry stands in the list. */
        public record Place(Instant occurredAt, UUID id) {}
    }

    /** @return false if there is an entry of this id; nothing was stored then */
    public boolean add(AuditEntry entry) {
        return statements.first(ADD, entry.addTo(Tuple.tuple())).isPresent();
    }

    public Optional<Recorded> find(UUID id) {
        return statements
                .first("SELECT * FROM audit_entry WHERE id = $1", Tuple.of(id))
                .map(AuditStore::entry);
    }

    /**
     * Deletes entries about what was done before a moment, if they were stored before it, and more than 30 days ago.
     *
     * @param most how many
     * @return how many were deleted
     */
    int prune(Instant before, int most) {
        return statements
                .first("SELECT prune_audit($1, $2)", Tuple.of(before.atOffset(ZoneOffset.UTC), most))
                .orElseThrow()
                .getInteger(0);
    }

    /** Newest first. */
    // Only the wanted conditions are in the statement, so that PostgreSQL plans each combination for itself.
    public List<Recorded> list(Filter filter) {
        var conditions = new ArrayList<String>(List.of("true"));
        var parameters = Tuple.tuple();
        filter.actor().ifPresent(it -> conditions.add("actor = $" + place(parameters.addString(it))));
        filter.action().ifPresent(it -> conditions.add("action = $" + place(parameters.addString(it))));
        filter.entityType().ifPresent(it -> conditions.add("entity_type = $" + place(parameters.addString(it))));
        filter.entityId().ifPresent(it -> conditions.add("entity_id = $" + place(parameters.addString(it))));
        filter.from().ifPresent(it -> conditions.add("occurred_at >= $" + place(add(parameters, it))));
        filter.before().ifPresent(it -> conditions.add("occurred_at < $" + place(add(parameters, it))));
        filter.after().ifPresent(it -> {
            int time = place(add(parameters, it.occurredAt()));
            conditions.add("(occurred_at, id) < ($" + time + ", $" + place(parameters.addUUID(it.id())) + ")");
        });
        var query = "SELECT * FROM audit_entry WHERE " + String.join(" AND ", conditions)
                + " ORDER BY occurred_at DESC, id DESC LIMIT $" + place(parameters.addInteger(filter.limit()));
        return statements.run(query, parameters).stream().map(AuditStore::entry).toList();
    }

    private static Tuple add(Tuple parameters, Instant moment) {
        return parameters.addOffsetDateTime(moment.atOffset(ZoneOffset.UTC));
    }

    private static int place(Tuple parameters) {
        return parameters.size();
    }

    private static Recorded entry(Row row) {
        return new Recorded(
                new AuditEntry(
                        row.getUUID("id"),
                        row.getOffsetDateTime("occurred_at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("entity_type"),
                        row.getString("entity_id"),
                        row.getString("details")),
                row.getOffsetDateTime("recorded_at").toInstant());
    }
}
