package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.audit.AuditEntry;
import dev.handoff.kit.audit.AuditSql;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders of people. Only those who may give one write here, so a task that carries one out needs no rights of its own. Every
 * method is one statement and throws {@link StoreUnavailable} when PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class BulkOrders {

    private static final String ADD = AuditSql.noted("""
        INSERT INTO bulk_order (id, action, filter, rate, ordered_by, reason)
        VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
        """, 7);

    // One at a low rate may be carried out for months, each task of it handing on to another.
    private static final String PRUNE = Statements.compact("""
        DELETE FROM bulk_order o
        WHERE ordered_at < $1
            AND NOT EXISTS (SELECT FROM task t
                            WHERE t.type = $2 AND t.state IN ('QUEUED', 'RUNNING', 'DEAD')
                                AND position(o.id::text IN t.input) > 0)
        RETURNING id
        """);

    private final Statements statements;

    BulkOrders(Statements statements) {
        this.statements = statements;
    }

    /** @param orderedAt by the database's clock */
    public record Given(BulkOrder order, Instant orderedAt) {}

    /** Stores an order together with its entry in the audit log. */
    public void add(BulkOrder order, AuditEntry entry) {
        var parameters = Tuple.of(order.id(), order.action(), order.filterJson())
                .addInteger(order.rate().orElse(null))
                .addString(order.actor().name())
                .addString(order.actor().reason().orElse(null));
        statements.run(ADD, entry.addTo(parameters));
    }

    public Optional<Given> find(UUID id) {
        return statements
                .first("SELECT * FROM bulk_order WHERE id = $1", Tuple.of(id))
                .map(BulkOrders::given);
    }

    /**
     * Deletes the orders that were given before a moment.
     *
     * @param type of the tasks that carry them out; an order that one may still need is kept
     * @return how many were deleted
     */
    public int prune(Instant before, String type) {
        return statements
                .run(PRUNE, Tuple.of(before.atOffset(ZoneOffset.UTC), type))
                .size();
    }

    private static Given given(Row row) {
        var actor = new Actor(row.getString("ordered_by"), Optional.ofNullable(row.getString("reason")));
        var order = new BulkOrder(
                row.getUUID("id"),
                row.getString("action"),
                row.getString("filter"),
                Optional.ofNullable(row.getInteger("rate")),
                actor);
        return new Given(order, row.getOffsetDateTime("ordered_at").toInstant());
    }
}
