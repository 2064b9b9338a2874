package dev.handoff.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.BulkOrder;
import dev.handoff.engine.store.BulkOrders;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.NewId;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An order is carried out once, however often the process that does so is killed. Its tasks are of a type that nobody serves. */
@QuarkusTest
class BulkTaskTest {

    /** More than two legs. */
    private static final int TASKS = 2_300;

    private final String type = "bulk-" + UUID.randomUUID().toString().substring(0, 8);

    /** What was revived in this process. */
    @ApplicationScoped
    public static class Revivals {
        private final ConcurrentLinkedQueue<TaskId> all = new ConcurrentLinkedQueue<>();

        void hear(@Observes TaskEvent.Revived event) {
            all.add(event.task().id());
        }

        List<TaskId> of(Set<TaskId> tasks) {
            return all.stream().filter(tasks::contains).toList();
        }
    }

    @Inject
    BulkOrders orders;

    @Inject
    ObjectMapper json;

    @Inject
    BulkTask handler;

    @Inject
    Revivals revivals;

    @Inject
    Statements statements;

    @AfterEach
    void forget() {
        statements.run("DELETE FROM task WHERE type = $1", Tuple.of(type));
    }

    @Test
    void killedAnywhereItRetriesEachTaskOnce() throws Exception {
        add(TASKS);
        var input = given(BulkAction.RETRY);
        var run = new MortalRun(json, Duration.ofMinutes(30));
        var meant = ids();

        while (!run.comesToItsEnd(handler, input)) {
            // What was revived dies once more before the next attempt. It isn't meant again.
            statements.run(
                    "UPDATE task SET state = 'DEAD', error = 'again', ring_at = NULL, ended_at = now()"
                            + " WHERE type = $1 AND state = 'QUEUED'",
                    Tuple.of(type));
        }

        assertThat(run.deaths()).isGreaterThan(10);
        assertThat(revivals.of(meant)).hasSize(TASKS).doesNotHaveDuplicates();
    }

    @Test
    void killedAnywhereItDeletesAll() throws Exception {
        add(TASKS);
        var input = given(BulkAction.DELETE);
        var run = new MortalRun(json, Duration.ofMinutes(30));

        while (!run.comesToItsEnd(handler, input)) {
            assertThat(ids()).hasSizeLessThan(TASKS);
        }

        assertThat(ids()).isEmpty();
    }

    @Test
    void taskOfTheRestGoesOnWhenTimeIsShort() throws Exception {
        add(TASKS);
        var run = new MortalRun(json, Duration.ofMinutes(1));

        var done = handler.handle(given(BulkAction.DELETE), run);

        assertThat(done.continuedBy()).contains(MortalRun.NEXT);
        var rest = (BulkTask.Input) run.submitted();
        assertThat(handler.handle(rest, new MortalRun(json, Duration.ofMinutes(30)))
                        .changed())
                .isEqualTo(TASKS);
    }

    @Test
    void laterTasksAreNotMeant() throws Exception {
        add(TASKS);
        var input = given(BulkAction.DELETE);
        add(1);

        handler.handle(input, new MortalRun(json, Duration.ofMinutes(30)));

        assertThat(ids()).hasSize(1);
    }

    private BulkTask.Input given(BulkAction action) throws JsonProcessingException {
        var order = UUID.randomUUID();
        var actor = Actor.of("a test");
        var selection = Selection.of(
                new TaskFilter(
                        Optional.of(type),
                        Optional.of(TaskState.DEAD),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1),
                Optional.empty());
        orders.add(
                new BulkOrder(order, action.name(), json.writeValueAsString(selection), Optional.empty(), actor),
                actor.entry("bulk." + action.word(), "bulk", order.toString()));
        return new BulkTask.Input(order, action, selection, null);
    }

    private void add(int dead) {
        statements.run("""
                INSERT INTO task (id, type, route, input, run_at, state, error, ended_at)
                SELECT %s, $1, 'local', '{}', now(), 'DEAD', 'x', now() FROM generate_series(1, $2) n""".formatted(NewId.SQL), Tuple.of(type, dead));
    }

    private Set<TaskId> ids() {
        return statements.run("SELECT id FROM task WHERE type = $1", Tuple.of(type)).stream()
                .map(row -> new TaskId(row.getUUID("id")))
                .collect(Collectors.toSet());
    }
}
