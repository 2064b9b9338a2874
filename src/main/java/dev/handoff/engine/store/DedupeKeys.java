package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Frees dedupe keys whose origin gives them away again. Throws {@link StoreUnavailable} when PostgreSQL doesn't answer. */
@ApplicationScoped
public class DedupeKeys {

    private static final String RELEASE = """
        UPDATE task SET dedupe_key = NULL
        WHERE dedupe_key = $1 AND ended_at < now() - $2 * interval '1 millisecond'
        RETURNING id
        """;

    private final Statements statements;

    DedupeKeys(Statements statements) {
        this.statements = statements;
    }

    /**
     * Takes a key from the task that has it, if that ended long enough ago: the next submission by the key is another task.
     *
     * @return whether there was such a task
     */
    public boolean release(String key, Duration age) {
        return statements.run(RELEASE, Tuple.of(key, age.toMillis())).size() > 0;
    }
}
