package dev.handoff.engine.dispatch.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tasks.v2.Queue.State;
import dev.handoff.engine.dispatch.DispatchFailed;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What doctor finds out about a queue and about the permission to use it. */
class QueueProbeTest extends RouteToGoogle {

    private static final String QUEUE = "projects/radio/locations/us-west1/queues/handoff";

    @BeforeEach
    void permit() {
        api.permissions.addAll(List.of("cloudtasks.tasks.create", "cloudtasks.tasks.get"));
    }

    @Test
    void queueThatRunsIsFineAndSaysWhereItBringsTasks() {
        assertThat(probe())
                .isEqualTo(QUEUE + " runs and brings tasks to https://api.example.com/api/tasks/process-message");
    }

    @Test
    void accountThatMayNotAskAfterTasksIsFineWithAWord() {
        api.permissions.remove("cloudtasks.tasks.get");

        assertThat(probe())
                .startsWith(QUEUE + " runs")
                .contains("lacks cloudtasks.tasks.get", "roles/cloudtasks.viewer");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            mode = Mode.INCLUDE,
            names = {"PAUSED", "DISABLED"})
    void queueThatStandsStillIsAFinding(State state) {
        api.state = state;

        assertThatThrownBy(this::probe)
                .isInstanceOf(DispatchFailed.class)
                .hasMessage(
                        QUEUE + " is " + state + ", so nothing is brought; gcloud tasks queues resume puts it to work");
    }

    @Test
    void accountThatMayNotCreateTasksIsAFinding() {
        api.permissions.clear();

        assertThatThrownBy(this::probe)
                .isInstanceOf(DispatchFailed.class)
                .hasMessage("this program's account lacks cloudtasks.tasks.create on " + QUEUE
                        + "; grant it roles/cloudtasks.enqueuer there");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, create the queue",
        "PERMISSION_DENIED, roles/cloudtasks.enqueuer",
        "UNAUTHENTICATED, GOOGLE_APPLICATION_CREDENTIALS"
    })
    void refusalIsAFindingWithItsRemedy(Status.Code code, String remedy) {
        api.answer(code.toStatus());

        assertThatThrownBy(this::probe)
                .isInstanceOf(DispatchFailed.class)
                .hasMessageStartingWith(QUEUE)
                .hasMessageContaining(remedy);
    }

    @Test
    void permissionThatMayNotBeAskedForIsAFinding() {
        // The queue is shown, and then the question is refused.
        api.answerSecond(Status.PERMISSION_DENIED);

        assertThatThrownBy(this::probe)
                .isInstanceOf(DispatchFailed.class)
                .hasMessageContaining("roles/cloudtasks.enqueuer");
    }

    @Test
    void emulatorThatKnowsNoPermissionsIsFine() {
        api.permissions.clear();
        api.answerSecond(Status.UNIMPLEMENTED);

        assertThat(probe()).contains("runs and brings tasks");
    }

    private String probe() {
        return route().probe("process-message");
    }
}
