package dev.handoff.engine.dispatch;

import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static dev.handoff.engine.dispatch.RouteContract.bell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.edge.telemetry.LogCapture;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a running program without settings writes about tasks that one with settings took in. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UnconfiguredRoutesLogTest {

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @Inject
    Dispatcher dispatcher;

    @Test
    void missingSettingsAreToldByTheirNames() {
        var bell = bell("process-message", 0);

        assertThatThrownBy(() -> dispatcher.ring("cloud-tasks", bell, INPUT)).isInstanceOf(DispatchMisconfigured.class);

        assertThat(log.lines())
                .anyMatch(line ->
                        line.startsWith("ERROR event=tasks.enqueue_http_task.config_missing task_id=" + bell.task())
                                && line.contains("GOOGLE_CLOUD_PROJECT, TASKS_LOCATION, TASKS_QUEUE not set"));
    }
}
