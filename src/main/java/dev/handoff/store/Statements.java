package dev.handoff.store;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Runs single statements on the reactive pool and waits for them, for callers on virtual threads. */
@ApplicationScoped
class Statements {

    private final Pool pool;
    private final Duration timeout;

    Statements(Pool pool, StoreConfig config) {
        this.pool = pool;
        this.timeout = config.timeout();
    }

    Optional<Row> first(String sql, Tuple parameters) {
        return run(sql, parameters).stream().findFirst();
    }

    List<Row> run(String sql, Tuple parameters) {
        RowSet<Row> rows;
        try {
            rows = pool.preparedQuery(sql).execute(parameters).await().atMost(timeout);
        } catch (PgException refused) {
            throw isOurFault(refused) ? new IllegalStateException(refused) : new StoreUnavailable(refused);
        } catch (TimeoutException silent) {
            throw new StoreUnavailable(new IllegalStateException("no answer within " + timeout, silent));
        } catch (RuntimeException broken) {
            throw new StoreUnavailable(broken);
        }
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    // SQLSTATE classes 22 (bad data), 23 (constraint) and 42 (syntax) don't pass by themselves; all others may.
    private static boolean isOurFault(PgException refused) {
        var state = String.valueOf(refused.getSqlState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("42");
    }
}
