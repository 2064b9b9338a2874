package dev.handoff.engine.dispatch;

import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static dev.handoff.engine.dispatch.RouteContract.bell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.edge.telemetry.LogCapture;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a running program writes about doorbells whose far ends are there. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(DispatcherTest.DryRun.class)
class DispatchLogTest {

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @Inject
    Dispatcher dispatcher;

    @BeforeEach
    void listenToEveryStep() {
        log.level(Level.FINE);
    }

    @Test
    void dryRunIsTold() {
        var bell = bell("process-message", 0);

        dispatcher.ring("dry-run", bell, INPUT);

        assertTold("INFO", "tasks.enqueue_http_task.start", bell);
        assertTold("INFO", "tasks.dry_run", bell);
    }

    @Test
    void everyStepToCloudTasksIsTold() {
        var bell = bell("process-message", 0);

        dispatcher.ring("cloud-tasks", bell, INPUT);

        assertTold("INFO", "tasks.enqueue_http_task.start", bell);
        assertTold("INFO", "tasks.enqueue_http_task.using_cloud_tasks", bell);
        assertTold("DEBUG", "tasks.enqueue_http_task.using_tasks_url", bell);
        assertTold("WARN", "tasks.enqueue_http_task.tasks_auth_missing", bell);
        assertTold("DEBUG", "tasks.enqueue_http_task.creating_task", bell);
        assertTold("INFO", "tasks.cloud.enqueued", bell);
    }

    @ParameterizedTest
    @CsvSource({
        "cloud-tasks, P40D, tasks.cloud.enqueued",
        "worker, PT1M, tasks.enqueue_http_task.rang",
        "loopback, PT1M, tasks.dev.dispatch",
        "local, PT1M, tasks.dev.dispatch"
    })
    void doorbellThatIsLeftToTheSweeperIsNotSaidToBeRung(String route, Duration ahead, String event) {
        var later = Instant.now().plus(ahead);
        var bell = new Doorbell(new TaskId(UUID.randomUUID()), "process-message", 1, 0, later);

        dispatcher.ring(route, bell, INPUT);

        assertTold("INFO", "tasks.enqueue_http_task.start", bell);
        assertThat(log.lines()).noneMatch(line -> line.contains("event=" + event + " task_id=" + bell.task()));
    }

    @Test
    void cloudTaskOfTheWorkerIsTold() {
        var bell = bell("assemble", 0);

        dispatcher.ring("cloud-tasks", bell, INPUT);

        assertTold("DEBUG", "tasks.enqueue_http_task.using_worker_url", bell);
    }

    @Test
    void queueThatIsNotThereIsTold() {
        var bell = bell("unheard-of", 0);

        assertThatThrownBy(() -> dispatcher.ring("cloud-tasks", bell, INPUT)).isInstanceOf(DispatchFailed.class);

        assertTold("ERROR", "tasks.enqueue_http_task.create_task_failed", bell);
    }

    @Test
    void inputThatIsGoneIsTold() {
        var bell = bell("assemble", 0);

        assertThatThrownBy(() -> dispatcher.ring("cloud-tasks", bell, () -> null))
                .isInstanceOf(DispatchFailed.class);

        assertTold("ERROR", "tasks.enqueue_http_task.http_request_build_failed", bell);
    }

    @Test
    void choiceOfTheWorkerIsTold() {
        dispatcher.explain("assemble");

        assertThat(log.lines())
                .contains("DEBUG event=tasks.dev.checking_worker_config type=assemble")
                .anyMatch(
                        line -> line.startsWith("INFO event=tasks.dev.worker_config_valid type=assemble detail=http"));
    }

    @ParameterizedTest
    @CsvSource({
        "accept, INFO, tasks.dev.worker_success",
        "refuse, WARN, tasks.dev.worker_error",
        "hang up, WARN, tasks.dev.worker_exception",
        "be silent, WARN, tasks.dev.worker_timeout"
    })
    void answerOfTheWorkerIsTold(String behaviour, String level, String event) {
        var bell = bell("assemble", 0);

        dispatcher.ring("worker", bell, () -> "\"" + behaviour + "\"");

        assertTold("INFO", "tasks.dev.using_worker_server", bell);
        assertTold("INFO", "tasks.enqueue_http_task.rang", bell);
        await().untilAsserted(() -> assertTold(level, event, bell));
    }

    private void assertTold(String level, String event, Doorbell bell) {
        assertThat(log.lines())
                .anyMatch(line -> line.startsWith(
                        level + " event=" + event + " task_id=" + bell.task() + " type=" + bell.type()));
    }
}
