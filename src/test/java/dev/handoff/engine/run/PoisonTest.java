package dev.handoff.engine.run;

import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.store.Added;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.NewTask;
import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task of which processes die, beside others; with processes that die of it. */
@Timeout(300)
class PoisonTest {

    private static final int MAX_CRASHES = 3;

    private final DatabaseUrl database = TestDatabase.fresh();
    private final TestStore postgres = new TestStore(database, TestDatabase::drop);

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void poisonIsGivenUpAndItsNeighboursSucceed() throws Exception {
        var innocents = add(MortalProcess.INNOCENT, 12);
        var poison = add(MortalProcess.POISON, 1).getFirst();
        var rescued = new ArrayList<List<Ended>>();

        while (unfinished() > 0) {
            var ending = MortalProcess.run(database);
            assertThat(ending.status()).as(ending.errors()).isEqualTo(MortalProcess.DIED);
            rescued.add(rescue());
        }

        assertThat(rescued).hasSize(4);
        // Twice they die together; then each runs apart, and who dies again is known by it.
        assertThat(rescued.get(0)).hasSize(13).allMatch(it -> it.state() == QUEUED);
        assertThat(rescued.get(1)).hasSize(13).allMatch(it -> it.state() == QUEUED);
        assertThat(rescued.get(2)).singleElement().extracting(Ended::state).isEqualTo(QUEUED);
        assertThat(rescued.get(3)).singleElement().satisfies(it -> {
            assertThat(it.task().id()).isEqualTo(poison);
            assertThat(it.state()).isEqualTo(DEAD);
            assertThat(it.error()).hasValueSatisfying(why -> assertThat(why)
                    .matches("the process \\S+ stopped answering during attempt 4; given up after 4 crashes"));
        });
        assertThat(succeeded()).containsExactlyInAnyOrderElementsOf(innocents);
    }

    private List<TaskId> add(String input, int many) {
        var tasks = IntStream.range(0, many)
                .mapToObj(_ -> new TaskRef(new TaskId(UUID.randomUUID()), MortalProcess.TYPE, "local", 0, 0))
                .map(task -> NewTask.of(task, input, Route.SHORT_PATIENCE))
                .toList();
        return postgres.store.add(tasks).stream().map(Added::id).toList();
    }

    /** What the sweep of another instance does once the leases of the dead one are over. */
    private List<Ended> rescue() {
        postgres.statements.run(
                "UPDATE task SET lease_until = now() - interval '1 s' WHERE state = 'RUNNING'", Tuple.tuple());
        return postgres.store.rescue(1000, MAX_CRASHES);
    }

    private long unfinished() {
        return MortalProcess.unfinished(postgres);
    }

    private List<TaskId> succeeded() {
        return postgres.statements.run("SELECT id FROM task WHERE state = 'SUCCEEDED'", Tuple.tuple()).stream()
                .map(row -> new TaskId(row.getUUID("id")))
                .toList();
    }
}
