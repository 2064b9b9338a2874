package dev.handoff.engine.store;

import dev.handoff.domain.search.ItemStore;
import dev.handoff.domain.search.PostgresEmbeddingStore;
import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.Notifications;
import dev.handoff.kit.database.StatementTracing;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.smallrye.config.PropertiesConfigSource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/** The real store on a database of its own, without Quarkus around it, and what a test needs to look behind it. */
public final class TestStore implements AutoCloseable {

    static final int CONNECTIONS = 10;

    private final DatabaseUrl database;
    private final Consumer<DatabaseUrl> drop;
    private final DatabaseConfig config = new DatabaseConfig() {
        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }
    };
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    public final Statements statements;
    public final PostgresTaskStore store;

    /** Its lists and counts. What Hibernate reads needs Quarkus. */
    public final TaskReader reader;

    public final GroupStore groups;
    public final Notifications notifications;
    final Roster roster;
    final EventStore events;
    final PostgresScheduleStore schedules;
    public final ItemStore items;
    public final PostgresEmbeddingStore embeddings;

    public TestStore() {
        this(TestDatabase.fresh(), TestDatabase::drop);
    }

    /**
     * @param database an empty one, which is migrated
     * @param drop what becomes of it at the end
     */
    public TestStore(DatabaseUrl database, Consumer<DatabaseUrl> drop) {
        this.database = database;
        this.drop = drop;
        Flyway.configure()
                .dataSource(
                        database.jdbc(), database.user(), database.password().orElse(null))
                .load()
                .migrate();
        var options = PgConnectOptions.fromUri(database.reactive())
                .setUser(database.user())
                .setPassword(database.password().orElse(null))
                .setCachePreparedStatements(true);
        sessionSettings().forEach(options::addProperty);
        pool = Pool.newInstance(io.vertx.pgclient.PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
        statements = new Statements(pool, config, StatementTracing.NONE);
        // The first statement sets up context propagation, which fails if two threads do it at a time.
        statements.first("SELECT 1", Tuple.tuple());
        notifications = moreNotifications();
        store = new PostgresTaskStore(statements, config, new LostAnswers());
        reader = new PanacheTaskReader(statements, config);
        groups = new GroupStore(statements, config);
        roster = new Roster(statements);
        events = new EventStore(statements);
        schedules = new PostgresScheduleStore(statements);
        items = new ItemStore(statements);
        embeddings = new PostgresEmbeddingStore(statements);
    }

    /** Those of another instance. */
    public Notifications moreNotifications() {
        return new Notifications(statements, pool.getDelegate(), CONNECTIONS, config);
    }

    /** What the application's own connections ask of PostgreSQL. */
    private static Map<String, String> sessionSettings() {
        var prefix = "quarkus.datasource.reactive.additional-properties.";
        var file = Thread.currentThread().getContextClassLoader().getResource("application.properties");
        try {
            return new PropertiesConfigSource(file)
                    .getProperties().entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(prefix))
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey()
                                            .substring(prefix.length())
                                            .replace("\"", ""),
                                    Map.Entry::getValue));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The plan that PostgreSQL keeps for a prepared statement. */
    JsonObject plan(String sql) {
        var plans = (JsonArray) pool.query("EXPLAIN (GENERIC_PLAN, FORMAT JSON) " + sql)
                .executeAndAwait()
                .iterator()
                .next()
                .getValue(0);
        return plans.getJsonObject(0).getJsonObject("Plan");
    }

    /** Does something while a statement has been done and isn't committed yet. */
    public void beforeCommit(String sql, Tuple parameters, Runnable meanwhile) {
        var connection = pool.getConnectionAndAwait();
        var transaction = connection.beginAndAwait();
        connection.preparedQuery(sql).executeAndAwait(parameters);
        meanwhile.run();
        transaction.commitAndAwait();
        connection.closeAndAwait();
    }

    /** As if the lease had run out. */
    void lapse(TaskId task) {
        statements.run(
                "UPDATE task SET lease_until = now() - interval '1 s' WHERE id = $1 AND state = 'RUNNING'",
                Tuple.of(task.value()));
    }

    /** As if its time had come. */
    void makeDue(TaskId task) {
        statements.run(
                "UPDATE task SET run_at = now(), ring_at = now() WHERE id = $1 AND state = 'QUEUED'",
                Tuple.of(task.value()));
    }

    Optional<Seen> look(TaskId task) {
        return statements
                .first(
                        "SELECT *, (SELECT count(*) FROM task_attempt a WHERE a.task_id = task.id) AS noted,"
                                + " (SELECT count(*) FROM event e WHERE e.source = task.id::text) AS events"
                                + " FROM task WHERE id = $1",
                        Tuple.of(task.value()))
                .map(row -> new Seen(
                        TaskState.valueOf(row.getString("state")),
                        row.getInteger("attempt"),
                        row.getInteger("failures"),
                        row.getInteger("crashes"),
                        Optional.ofNullable(row.getString("result")),
                        row.getLong("noted").intValue(),
                        row.getLong("events").intValue()));
    }

    /**
     * What a test compares.
     *
     * @param noted how many attempts that did not succeed are kept
     * @param events how many events were published with it
     */
    record Seen(
            TaskState state, int attempt, int failures, int crashes, Optional<String> result, int noted, int events) {

        Seen(TaskState state, int attempt, int failures, int crashes, Optional<String> result, int noted) {
            this(state, attempt, failures, crashes, result, noted, 0);
        }
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        drop.accept(database);
    }
}
