package dev.handoff.engine.run;

import static dev.handoff.task.TaskState.DEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Submitted;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** That work gives back the database connections that it takes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConnectionsTest {

    private static final int TASKS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Tasks tasks;

    @Inject
    Pool pool;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int poolSize;

    @Test
    void thousandFailingTasksLeakNoConnection() throws Exception {
        var name = UUID.randomUUID().toString();
        var input = json.createObjectNode().put("text", name).put("fail_permanently", true);

        var submitted = tasks.submit(Collections.nCopies(TASKS, Submission.of("process-message", input)));

        assertThat(submitted).extracting(Submitted::id).doesNotHaveDuplicates().hasSize(TASKS);
        await().atMost(PATIENCE).until(() -> dead(name) == TASKS);
        assertThat(pool.size()).isLessThanOrEqualTo(poolSize);
        takeAll();
    }

    /** All at the same time, but for the one that listens for other instances; one that leaked would never come. */
    private void takeAll() {
        var taken = new ArrayList<SqlConnection>();
        try {
            for (int i = 1; i < poolSize; i++) {
                taken.add(pool.getConnection().await().atMost(Duration.ofSeconds(10)));
            }
        } finally {
            taken.forEach(connection -> connection.close().await().atMost(PATIENCE));
        }
    }

    private int dead(String name) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("SELECT count(*) FROM task WHERE state = ? AND input LIKE ?")) {
            statement.setString(1, DEAD.name());
            statement.setString(2, "%" + name + "%");
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
