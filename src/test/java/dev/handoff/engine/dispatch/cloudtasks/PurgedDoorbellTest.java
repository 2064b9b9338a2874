package dev.handoff.engine.dispatch.cloudtasks;

import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.Task;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.DispatcherOf;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.task.TaskId;
import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of doorbells that nobody came for, in an emulated queue that stands still. */
class PurgedDoorbellTest {

    private static final String LOCATION = "projects/local/locations/here";
    private static final String QUEUE = LOCATION + "/queues/handoff";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Emulator emulator = Live.start(EmulatorOptions.at("localhost", 0));
    private final CloudTasksClient queues = Live.grpc(emulator);
    private final Dispatcher dispatcher = DispatcherOf.route(CloudTasksRouteOf.variables(Map.of(
            "CLOUD_TASKS_EMULATOR_HOST", "localhost:" + emulator.port(),
            "GOOGLE_CLOUD_PROJECT", "local",
            "TASKS_LOCATION", "here",
            "TASKS_QUEUE", "handoff",
            "TASKS_URL_BASE", "http://localhost:1")));

    @BeforeEach
    void pause() {
        queues.createQueue(LOCATION, Queue.newBuilder().setName(QUEUE).build());
        queues.pauseQueue(QUEUE);
    }

    @AfterEach
    void close() {
        queues.close();
        emulator.close();
    }

    @Test
    void doorbellThatIsInTheQueueIsLeft() {
        var bell = overdue();
        dispatcher.ring("cloud-tasks", bell, INPUT);
        var rung = names();

        dispatcher.ringAgain("cloud-tasks", bell, INPUT);

        assertThat(names()).isEqualTo(rung).hasSize(1);
    }

    @Test
    void doorbellThatWasNeverRungIsRung() {
        dispatcher.ringAgain("cloud-tasks", overdue(), INPUT);

        assertThat(names()).hasSize(1);
    }

    @Test
    void purgedDoorbellIsRungAgainAndThenLeft() {
        var bell = overdue();
        dispatcher.ring("cloud-tasks", bell, INPUT);
        var first = names();
        queues.purgeQueue(QUEUE);

        dispatcher.ringAgain("cloud-tasks", bell, INPUT);
        var second = names();
        dispatcher.ringAgain("cloud-tasks", bell, INPUT);

        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(names()).isEqualTo(second);
    }

    @Test
    void doorbellThatIsDeletedAgainAndAgainIsRungUntilItsNamesAreUsedUp() {
        var bell = overdue();
        dispatcher.ring("cloud-tasks", bell, INPUT);

        for (int names = 1; names < 4; names++) {
            queues.deleteTask(names().getFirst());
            dispatcher.ringAgain("cloud-tasks", bell, INPUT);
            assertThat(names()).hasSize(1);
        }
        queues.deleteTask(names().getFirst());
        dispatcher.ringAgain("cloud-tasks", bell, INPUT);

        assertThat(names()).isEmpty();
    }

    @Test
    void followingAttemptHasADoorbellOfItsOwn() {
        var bell = overdue();
        dispatcher.ring("cloud-tasks", bell, INPUT);

        dispatcher.ringAgain("cloud-tasks", new Doorbell(bell.task(), bell.type(), 2, 0, bell.due()), INPUT);

        assertThat(names()).hasSize(2);
    }

    static Doorbell overdue() {
        return bell(Instant.now().minus(PATIENCE));
    }

    static Doorbell bell(Instant due) {
        return new Doorbell(new TaskId(UUID.randomUUID()), "process-message", 1, 0, due);
    }

    private List<String> names() {
        return StreamSupport.stream(queues.listTasks(QUEUE).iterateAll().spliterator(), false)
                .map(Task::getName)
                .toList();
    }
}
