package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts events into the outbox in the statement of the change that they tell of. */
@ApplicationScoped
public class ChangeStore {

    /** An event, and the occasion that it is for. */
    public record Occasional(String occasion, NewEvent event) {}

    /**
     * A change that was made.
     *
     * @param row what it returned
     * @param told the ids of the events that were stored with it
     */
    public record Changed(Row row, Set<UUID> told) {}

    private final Statements statements;

    public ChangeStore(Statements statements) {
        this.statements = statements;
    }

    /**
     * Makes a change and stores the events of its occasion.
     *
     * @param change as {@link dev.handoff.kit.database.Outbox} wants it
     * @return empty if nothing was changed; no event was stored then
     * @throws StoreUnavailable if PostgreSQL didn't answer; it isn't known whether the change was made
     */
    public Optional<Changed> change(String change, Tuple parameters, List<Occasional> events) {
        var sql = EventSql.change(change, parameters.size());
        var all = EventStore.columns(
                        parameters, events.stream().map(Occasional::event).toList())
                .addArrayOfString(events.stream().map(Occasional::occasion).toArray(String[]::new));
        return statements.first(sql, all).map(row -> new Changed(row, Set.of(row.getArrayOfUUIDs("told"))));
    }
}
