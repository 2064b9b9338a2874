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
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Runs single statements on the reactive pool and waits for them, for callers on virtual threads. */
@ApplicationScoped
public class Statements {

    /** PostgreSQL has rolled one of two statements back that waited for each other; it can be sent again at once. */
    private static final String DEADLOCK = "40P01";

    /** One outside of quotes: as many of them follow as there are to be opened and closed. */
    private static final Pattern COMMA = Pattern.compile(", (?=(?:[^']*'[^']*')*[^']*$)");

    /** How long a refusal counts after it was met. What lasts is met again. */
    private static final Duration REMEMBERED = Duration.ofSeconds(15);

    private final Pool pool;
    private final Duration timeout;
    private final StatementTracing tracing;
    private volatile Refused last;

    private record Refused(String message, long at) {}

    public Statements(Pool pool, DatabaseConfig config, StatementTracing tracing) {
        this.pool = pool;
        this.timeout = config.timeout();
        this.tracing = tracing;
    }

    /** For statements that are sent on another thread than that of who asks for them. */
    public StatementTracing tracing() {
        return tracing;
    }

    /** A statement in one line: the client prepares it once only if it has less than 2048 characters. */
    public static String compact(String text) {
        return COMMA.matcher(text.replaceAll("\\s+", " ")).replaceAll(",");
    }

    public Optional<Row> first(String sql, Tuple parameters) {
        return run(sql, parameters).stream().findFirst();
    }

    public List<Row> run(String sql, Tuple parameters) {
        return tracing.trace(sql, () -> send(sql, parameters));
    }

    private List<Row> send(String sql, Tuple parameters) {
        while (true) {
            try {
                var rows = pool.preparedQuery(sql).execute(parameters).await().atMost(timeout);
                return StreamSupport.stream(rows.spliterator(), false).toList();
            } catch (PgException refused) {
                remember(refused);
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

    /** Why PostgreSQL has refused to work of late, such as a full disk; empty while all is well. */
    public Optional<String> refusal() {
        var refused = last;
        return refused != null && System.nanoTime() - refused.at() < REMEMBERED.toNanos()
                ? Optional.of("PostgreSQL refuses: " + refused.message())
                : Optional.empty();
    }

    // SQLSTATE classes 53 (out of disk or memory) but for too many connections, and 58 (a file can't be read or
    // written), and the state 25006 (read-only).
    private void remember(PgException refused) {
        var state = String.valueOf(refused.getSqlState());
        if (state.startsWith("53") && !state.equals("53300") || state.startsWith("58") || state.equals("25006")) {
            last = new Refused(refused.getMessage(), System.nanoTime());
        }
    }

    // SQLSTATE classes 22 (bad data), 23 (constraint), 42 (syntax) and 54 (too long) don't pass by themselves; all
    // others may.
    private static boolean isOurFault(PgException refused) {
        var state = String.valueOf(refused.getSqlState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("42") || state.startsWith("54");
    }
}
