package dev.handoff.engine.dispatch.http;

import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static dev.handoff.engine.dispatch.RouteContract.bell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.edge.telemetry.LogCapture;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a running program writes about doorbells that its settings keep it from bringing; and about one to itself. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(LoopbackRouteTest.Loopback.class)
class FaultyRoutesLogTest {

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @Inject
    Dispatcher dispatcher;

    @BeforeEach
    void listenToEveryStep() {
        log.level(Level.FINE);
    }

    @Test
    void callOfItselfIsTold() {
        var bell = bell("process-message", 0);

        dispatcher.ring("loopback", bell, () -> "{\"text\":\"x\"}");

        assertThat(log.lines())
                .anyMatch(line -> line.startsWith(
                        "INFO event=tasks.enqueue_http_task.using_local_dispatch task_id=" + bell.task()))
                .anyMatch(line -> line.startsWith("INFO event=tasks.dev.dispatch task_id=" + bell.task()));
    }

    @Test
    void workerWithoutAnAddressIsTold() {
        dispatcher.explain("assemble");

        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("WARN event=tasks.dev.worker_config_invalid type=assemble")
                        && line.contains("WORKER_URL_BASE is not set"));
    }

    @ParameterizedTest
    @CsvSource({
        "no_queue, tasks.enqueue_http_task.queue_path_failed",
        "process-message, tasks.enqueue_http_task.cloud_tasks_client_failed"
    })
    void cloudTaskThatCanNotBeMadeIsTold(String type, String event) {
        var bell = bell(type, 0);

        assertThatThrownBy(() -> dispatcher.ring("cloud-tasks", bell, INPUT)).isInstanceOf(DispatchFailed.class);

        assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR event=" + event + " task_id=" + bell.task()));
    }

    @Test
    void secretThatIsSentIsToldAndNotShown() {
        var bell = bell("index-post", 0);

        assertThatThrownBy(() -> dispatcher.ring("cloud-tasks", bell, INPUT)).isInstanceOf(DispatchFailed.class);

        assertThat(log.lines())
                .anyMatch(line ->
                        line.startsWith("DEBUG event=tasks.enqueue_http_task.tasks_auth_set task_id=" + bell.task()))
                .noneMatch(line -> line.contains("a-secure-local-secret"));
    }
}
