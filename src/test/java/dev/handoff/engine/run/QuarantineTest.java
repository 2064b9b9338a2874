package dev.handoff.engine.run;

import static dev.handoff.engine.TestHandlers.Counter.COUNTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that were there when processes died. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class QuarantineTest {

    private static final String CRASHED_TWICE = """
            UPDATE task
            SET state = 'RUNNING', attempt = 2, crashes = 1, worker = $2, started_at = now(), ring_at = NULL,
                lease_until = now() - interval '1 second', run_at = now()
            WHERE id = ANY($1)
            """;

    @Inject
    Tasks tasks;

    @Inject
    TaskReader reader;

    @Inject
    Statements statements;

    @Inject
    ObjectMapper json;

    @Test
    void suspectsRunOneAtATimeAndAreGivenUpByNoCrashThatTheyHadNoPartIn() {
        var innocents = IntStream.range(0, 30).mapToObj(_ -> accepted()).toList();
        crashTogether(innocents);

        await().atMost(Duration.ofSeconds(60)).until(() -> innocents.stream().allMatch(this::succeeded));

        var ended = new ArrayList<TaskRecord>();
        innocents.forEach(task -> ended.add(reader.find(task).orElseThrow()));
        ended.sort(Comparator.comparing(task -> task.startedAt().orElseThrow()));
        for (int i = 1; i < ended.size(); i++) {
            assertThat(ended.get(i).startedAt().orElseThrow())
                    .isAfterOrEqualTo(ended.get(i - 1).endedAt().orElseThrow());
        }
    }

    /** Not due before it is set to have crashed, so that nobody takes it. */
    private TaskId accepted() {
        var input = json.createObjectNode().put("name", "quarantine");
        return tasks.submit(
                        Submission.of(COUNTER.name(), input).at(Instant.now().plusSeconds(3600)))
                .id();
    }

    /** For the second time, in one process. */
    private void crashTogether(List<TaskId> crashed) {
        statements.run(
                CRASHED_TWICE,
                Tuple.tuple()
                        .addArrayOfUUID(crashed.stream().map(TaskId::value).toArray(UUID[]::new))
                        .addString("process " + UUID.randomUUID()));
    }

    private boolean succeeded(TaskId task) {
        return reader.find(task).orElseThrow().state() == TaskState.SUCCEEDED;
    }
}
