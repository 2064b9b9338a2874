package dev.handoff.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In the PostgreSQL that the program brings along, which has no pgvector. */
class PostgresEmbeddingStoreTest extends EmbeddingStoreContract {

    private static TestStore postgres;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Override
    protected TestStore postgres() {
        return postgres;
    }

    @Test
    void thereIsNoIndexAndNoComplaint() {
        assertThat(postgres.statements
                        .first("SELECT index_embeddings() AS made", Tuple.tuple())
                        .orElseThrow()
                        .getBoolean("made"))
                .isFalse();
    }
}
