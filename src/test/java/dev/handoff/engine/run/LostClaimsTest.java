package dev.handoff.engine.run;

import static dev.handoff.engine.TestHandlers.Counter.COUNTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.store.DeafStore;
import dev.handoff.engine.store.Hold;
import dev.handoff.engine.store.LostAnswers;
import dev.handoff.engine.store.NewTask;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of tasks that this process has claimed by a statement whose answer got lost. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LostClaimsTest {

    @Inject
    TaskStore store;

    @Inject
    TaskReader reader;

    @Inject
    LostAnswers lost;

    @Inject
    Instance instance;

    @Inject
    EngineConfig config;

    @Inject
    DatabaseConfig database;

    @Inject
    Pool pool;

    private Hold hold;
    private TaskStore deaf;

    @BeforeEach
    void loseAnswers() {
        hold = new Hold(instance.worker(), config.lease());
        deaf = DeafStore.on(pool, database, lost);
    }

    @Test
    void submittedTaskRunsLongBeforeItsLeaseIsOver() {
        var task = task("local");

        assertThatThrownBy(() -> deaf.add(List.of(task.heldBy(Optional.of(hold)))))
                .isInstanceOf(StoreUnavailable.class);

        await().atMost(config.lease().dividedBy(2)).until(() -> find(task.id()).state() == TaskState.SUCCEEDED);
        assertThat(find(task.id()).attempt()).isEqualTo(2);
        assertThat(find(task.id()).failures()).isZero();
    }

    @Test
    void taskOfADoorbellIsBackInTheQueueLongBeforeItsLeaseIsOver() {
        var task = task("rabbitmq");
        store.add(List.of(task));

        assertThatThrownBy(() -> deaf.claim(task.id(), hold.worker(), hold.lease()))
                .isInstanceOf(StoreUnavailable.class);

        await().atMost(config.lease().dividedBy(2)).until(() -> find(task.id()).state() == TaskState.QUEUED);
        assertThat(find(task.id()).attempts()).singleElement().satisfies(it -> {
            assertThat(it.outcome()).isEqualTo("RELEASED");
            assertThat(it.error()).contains("got lost");
        });
    }

    private TaskRecord find(TaskId task) {
        return reader.find(task).orElseThrow();
    }

    private static NewTask task(String route) {
        var ref = new TaskRef(new TaskId(UUID.randomUUID()), COUNTER.name(), route, 0, 0);
        return NewTask.of(ref, "{\"name\":\"" + ref.id() + "\"}", Route.SHORT_PATIENCE);
    }
}
