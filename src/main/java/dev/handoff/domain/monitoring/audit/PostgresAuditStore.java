package dev.handoff.domain.monitoring.audit;

import dev.handoff.kit.database.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link AuditStore} in PostgreSQL, by the reactive client. */
@ApplicationScoped
class PostgresAuditStore implements AuditStore {

    private static final String ADD = """
            INSERT INTO audit_entry (id, occurred_at, actor, action, entity_type, entity_id, details)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """;

    private final Statements statements;

    PostgresAuditStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public boolean add(NewAudit entry) {
        return statements.first(ADD, entry.addTo(Tuple.tuple())).isPresent();
    }

    @Override
    public Optional<AuditRecord> find(UUID id) {
        return statements
                .first("SELECT * FROM audit_entry WHERE id = $1", Tuple.of(id))
                .map(PostgresAuditStore::entry);
    }

    // Only the conditions that are asked for, so that each combination is planned for itself.
    @Override
    public List<AuditRecord> list(AuditFilter filter) {
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
        return statements.run(query, parameters).stream()
                .map(PostgresAuditStore::entry)
                .toList();
    }

    private static Tuple add(Tuple parameters, Instant moment) {
        return parameters.addOffsetDateTime(moment.atOffset(ZoneOffset.UTC));
    }

    private static int place(Tuple parameters) {
        return parameters.size();
    }

    private static AuditRecord entry(Row row) {
        return new AuditRecord(
                new NewAudit(
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
