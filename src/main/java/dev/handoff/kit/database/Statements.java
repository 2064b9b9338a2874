package dev.handoff.kit.database;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Runs single statements on the reactive pool and waits for them, for callers on virtual threads. */
@ApplicationScoped
public class Statements {

    /** PostgreSQL has rolled one of two statements back that waited for each other; it can be sent again at once. */
    private static final String DEADLOCK = "40P01";

    private final Pool pool;
    private final Duration timeout;

    public Statements(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = config.timeout();
    }

    /** A statement in one line: the client prepares it once only if it has less than 2048 characters. */
    public static String compact(String text) {
        return text.replaceAll("\\s+", " ");
    }

    public Optional<Row> first(String sql, Tuple parameters) {
        return run(sql, parameters).stream().findFirst();
    }

    public List<Row> run(String sql, Tuple parameters) {
        while (true) {
            try {
                var rows = pool.preparedQuery(sql).execute(parameters).await().atMost(timeout);
                return StreamSupport.stream(rows.spliterator(), false).toList();
            } catch (PgException refused) {
                if (!DEADLOCK.equals(refused.getSqlState())) {
                    throw isOurFault(refused) ? new IllegalStateException(refused) : new StoreUnavailable(refused);
                }
            } catch (TimeoutException silent) {
                throw new StoreUnavailable(new IllegalStateException("no answer within " + timeout, silent));
            } catch (RuntimeException broken) {
                throw new StoreUnavailable(broken);
            }
        }
    }

    // SQLSTATE classes 22 (bad data), 23 (constraint), 42 (syntax) and 54 (too long) don't pass by themselves; all
    // others may.
    private static boolean isOurFault(PgException refused) {
        var state = String.valueOf(refused.getSqlState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("42") || state.startsWith("54");
    }
}
