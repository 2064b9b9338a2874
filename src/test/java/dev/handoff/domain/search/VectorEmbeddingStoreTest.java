package dev.handoff.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.VectorPostgres;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In a PostgreSQL with pgvector. */
class VectorEmbeddingStoreTest extends EmbeddingStoreContract {

    private static VectorPostgres server;
    private static TestStore postgres;

    @BeforeAll
    static void open() {
        server = new VectorPostgres();
        postgres = new TestStore(server.database(), _ -> {});
    }

    @AfterAll
    static void close() {
        if (postgres != null) {
            postgres.close();
            server.close();
        }
    }

    @Override
    protected TestStore postgres() {
        return postgres;
    }

    @Test
    void theIndexIsAskedAndFindsWhatAComparisonOfAllFinds() throws Exception {
        run("""
                INSERT INTO message (id, content) SELECT n, 'message ' || n FROM generate_series(1, 2000) n""");
        // So many at a time that no statement takes too long.
        for (int part = 0; part < 10; part++) {
            run("""
                    INSERT INTO embedding
                        (kind, item_id, provider, model, part, revision, dimensions, coordinates, task_id)
                    SELECT 'message', m.id, 'minilm', 'm', 0, m.revision, 384,
                           ARRAY(SELECT (random() - 0.5) / 5.66 FROM generate_series(1, 384) WHERE m.id > 0)::real[],
                           gen_random_uuid()
                    FROM message m WHERE m.id % 10 =\s""" + part);
        }
        run("ANALYZE");
        var byIndex = filled(EmbeddingSql.nearestByIndex(384));

        assertThat(asIfTheTableWereLarge("EXPLAIN " + byIndex, 1))
                .anyMatch(line -> line.contains("embedding_near_384"))
                .noneMatch(line -> line.contains("Seq Scan"));
        assertThat(asIfTheTableWereLarge(byIndex, 2))
                .hasSize(20)
                .containsAll(asIfTheTableWereLarge(filled(EmbeddingSql.NEAREST_OF_ALL), 2)
                        .subList(0, 10));
    }

    /** To sort so few rows is quicker than the index. */
    private static List<String> asIfTheTableWereLarge(String sql, int column) throws SQLException {
        try (var connection = server.database().connect();
                var call = connection.createStatement()) {
            call.execute(
                    "SET enable_sort = off; SET enable_seqscan = off; SET hnsw.ef_search = 200; SET hnsw.iterative_scan = strict_order");
            var found = new ArrayList<String>();
            for (var rows = call.executeQuery(sql); rows.next(); ) {
                found.add(rows.getString(column));
            }
            return found;
        }
    }

    private static String filled(String sql) {
        return sql.replace("$1", "(SELECT coordinates FROM embedding WHERE item_id = 7)")
                .replace("$2", "'minilm'")
                .replace("$3", "'m'")
                .replace("$4", "NULL")
                .replace("$5", "20");
    }

    private static void run(String sql) {
        postgres.statements.run(sql, Tuple.tuple());
    }

    @Test
    void connectionsLookFurtherThanByDefault() {
        assertThat(setting("hnsw.ef_search")).isEqualTo("200");
        assertThat(setting("hnsw.iterative_scan")).isEqualTo("strict_order");
    }

    /** Managed servers often let only administrators do it. */
    @Test
    void aRoleThatMayNotMakeExtensionsMigratesWithoutAnIndex() throws Exception {
        run(server.database(), "CREATE ROLE app LOGIN");
        run(server.database(), "CREATE DATABASE theirs OWNER app");
        var administrator = server.database().withDatabase("theirs");
        var app = DatabaseUrl.parse(administrator.full().replace("postgres:", "app:"));

        Flyway.configure().dataSource(app.jdbc(), app.user(), "").load().migrate();

        assertThat(run(app, "DO $$ BEGIN IF index_embeddings() THEN RAISE 'made'; END IF; END $$"))
                .contains("no index for searches");
        run(administrator, "CREATE EXTENSION vector");
        run(app, "DO $$ BEGIN IF NOT index_embeddings() THEN RAISE 'not made'; END IF; END $$");
    }

    /** @return what the server warned of */
    private static String run(DatabaseUrl database, String statement) throws SQLException {
        try (var connection = database.connect();
                var call = connection.createStatement()) {
            call.execute(statement);
            return String.valueOf(call.getWarnings());
        }
    }

    private static String setting(String name) {
        postgres.statements.run("SELECT '[1]'::vector", Tuple.tuple());
        return postgres.statements
                .first("SELECT current_setting($1) AS value", Tuple.of(name))
                .orElseThrow()
                .getString("value");
    }
}
