package dev.handoff.engine.store;

import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.StatementTracing;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.util.List;

/** Lets tests of other packages make a store whose statements PostgreSQL carries out, and whose answers get lost. */
public final class DeafStore {

    private DeafStore() {}

    public static TaskStore on(Pool pool, DatabaseConfig config, LostAnswers lost) {
        var deaf = new Statements(pool, config, StatementTracing.NONE) {
            @Override
            public List<Row> run(String sql, Tuple parameters) {
                super.run(sql, parameters);
                throw new StoreUnavailable(new IOException("connection reset"));
            }
        };
        return new PostgresTaskStore(deaf, config, lost);
    }
}
