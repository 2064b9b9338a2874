package dev.handoff.engine.store;

import dev.handoff.Settings;
import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.Notifications;
import dev.handoff.kit.database.StatementTracing;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance that has nothing but a waker, and notes how it is woken. */
final class TestWaker implements AutoCloseable {

    final List<Set<String>> woken = new CopyOnWriteArrayList<>();
    final Statements statements;
    final Waker waker;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private SqlConnection occupied;

    TestWaker(DatabaseUrl database, String name, int connections) {
        var options = PgConnectOptions.fromUri(database.reactive())
                .setUser(database.user())
                .setPassword(database.password().orElse(null))
                .addProperty("application_name", name);
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(options)
                .using(vertx)
                .build();
        var config = Settings.of(DatabaseConfig.class, Map.of("handoff.store.timeout", "3s"));
        statements = new Statements(io.vertx.mutiny.sqlclient.Pool.newInstance(pool), config, StatementTracing.NONE);
        waker = new Waker(new Notifications(statements, pool, connections, config));
    }

    void listen() {
        waker.listen(woken::add);
    }

    /** Once more: it is told so whenever it begins to listen. */
    boolean listens(int times) {
        return woken.stream().filter(Set::isEmpty).count() == times;
    }

    /** Takes a connection away from everybody else. */
    void occupy() {
        occupied =
                pool.getConnection().toCompletionStage().toCompletableFuture().join();
    }

    /** Gives it back. */
    void release() {
        occupied.close();
    }

    /** How many connections of the instance of this name have this as their latest statement. */
    long count(String name, String statement) {
        return statements
                .first(
                        "SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = $1 AND query LIKE $2",
                        Tuple.of(name, statement + "%"))
                .orElseThrow()
                .getLong("n");
    }

    @Override
    public void close() {
        waker.stopListening();
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
