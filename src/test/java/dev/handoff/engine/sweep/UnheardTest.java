package dev.handoff.engine.sweep;

import static dev.handoff.engine.TestHandlers.Counter.COUNTER;
import static dev.handoff.engine.TestHandlers.Thrower.THROWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.edge.telemetry.LogCapture;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.TaskReceiver;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of tasks whose far queue has a patience of minutes and can't be reached. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(UnheardTest.NobodyThere.class)
class UnheardTest {

    public static class NobodyThere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "GOOGLE_CLOUD_PROJECT", "radio",
                    "TASKS_LOCATION", "here",
                    "TASKS_QUEUE", "handoff",
                    "TASKS_URL_BASE", "http://localhost:1",
                    "CLOUD_TASKS_EMULATOR_HOST", "localhost:1",
                    "handoff.cloud-tasks.timeout", "300ms",
                    // Sweeps come when the test wants them.
                    "handoff.engine.sweep", "10m");
        }
    }

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @Inject
    Tasks tasks;

    @Inject
    Sweeper sweeper;

    @Inject
    TaskReceiver receiver;

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @Test
    void submittedTasksAreRungAgainSoon() throws Exception {
        var name = "unheard-" + UUID.randomUUID();
        var submission = submission(COUNTER, name);

        assertThatThrownBy(() -> tasks.submit(submission)).isInstanceOf(DispatchFailed.class);
        assertThatThrownBy(() -> tasks.submit(List.of(submission, submission))).isInstanceOf(DispatchFailed.class);

        assertThat(secondsToRing("input LIKE '%" + name + "%'")).hasSize(3).allSatisfy(seconds -> assertThat(seconds)
                .isBetween(5.0, 15.0));
    }

    @Test
    void retriedTaskIsRungAgainSoon() throws Exception {
        var task = tasks.bury(submission(COUNTER, "retried"), "broken").id();

        assertThatThrownBy(() -> tasks.retry(task)).isInstanceOf(DispatchFailed.class);

        assertThat(secondsToRing(task)).isBetween(5.0, 15.0);
    }

    @Test
    void followingAttemptIsRungSoon() throws Exception {
        var task =
                tasks.accept(submission(THROWER, "at once"), Optional.empty()).id();

        receiver.receive(new Doorbell(task, THROWER.name(), 1, 0, Instant.now()), Optional.empty(), () -> {});

        assertThat(secondsToRing(task)).isBetween(5.0, 15.0);
    }

    @Test
    void sweptTasksAreRungAgainSoon() throws Exception {
        var lost = tasks.accept(submission(COUNTER, "lost"), Optional.empty()).id();
        var crashed =
                tasks.accept(submission(COUNTER, "crashed"), Optional.empty()).id();
        update("ring_at = now()", lost);
        update(
                "state = 'RUNNING', attempt = 1, worker = 'w', started_at = now(), ring_at = NULL,"
                        + " lease_until = now() - interval '1 s'",
                crashed);

        sweeper.sweep();

        // The program's first sweep, at its start, may have been the one to take them.
        await().untilAsserted(() -> {
            assertThat(secondsToRing(lost)).isBetween(5.0, 15.0);
            assertThat(secondsToRing(crashed)).isBetween(5.0, 15.0);
        });
    }

    @Test
    void taskThatNobodyCameForIsRungThoughCloudTasksDoesNotTellAboutItsDoorbell() throws Exception {
        var overdue =
                tasks.accept(submission(COUNTER, "overdue"), Optional.empty()).id();
        update("ring_at = now(), run_at = now() - interval '3 min'", overdue);

        sweeper.sweep();

        await().untilAsserted(() ->
                assertThat(log.lines()).anyMatch(line -> line.startsWith("WARN event=tasks.cloud.not_told")));
        await().untilAsserted(() -> assertThat(secondsToRing(overdue)).isBetween(5.0, 15.0));
    }

    /** Cloud Tasks keeps none so long, so there is nothing to be patient with. */
    @Test
    void taskThatIsDueBeyondThirtyDaysIsRungOnTime() throws Exception {
        var task = tasks.submit(submission(COUNTER, "far").at(Instant.now().plus(Duration.ofDays(40))))
                .id();

        assertThat(secondsToRing(task))
                .isCloseTo(secondsTo("run_at", "id = '" + task + "'").getFirst(), within(5.0));
    }

    private Submission submission(TaskType<?, ?> type, String name) throws Exception {
        return Submission.of(type.name(), json.readTree("{\"name\":\"" + name + "\"}"));
    }

    private void update(String change, TaskId task) {
        pool.preparedQuery("UPDATE task SET " + change + " WHERE id = $1")
                .execute(Tuple.of(task.value()))
                .await()
                .indefinitely();
    }

    private double secondsToRing(TaskId task) {
        return secondsToRing("id = '" + task + "'").getFirst();
    }

    private List<Double> secondsToRing(String which) {
        return secondsTo("ring_at", which);
    }

    private List<Double> secondsTo(String moment, String which) {
        var rows = pool.query(
                        "SELECT extract(epoch FROM " + moment + " - now())::float8 AS seconds FROM task WHERE " + which)
                .execute()
                .await()
                .indefinitely();
        return StreamSupport.stream(rows.spliterator(), false)
                .map((Row row) -> row.getDouble("seconds"))
                .toList();
    }
}
