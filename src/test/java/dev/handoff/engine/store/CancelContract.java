package dev.handoff.engine.store;

import static dev.handoff.task.TaskState.CANCELLED;
import static dev.handoff.task.TaskState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task that is cancelled never succeeds. */
interface CancelContract extends StoreUnderTest {

    @Test
    default void queuedTaskIsCancelledAtOnce() {
        var task = add();

        assertThat(store().cancel(task, "no").orElseThrow().state()).isEqualTo(CANCELLED);
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    default void successAfterACancelIsNotRecorded() {
        var task = add();
        var fence = claim(task).task();

        assertThat(store().cancel(task, "no").orElseThrow().state()).isEqualTo(RUNNING);
        finish(fence, new Outcome.Succeeded("1"));

        assertThat(look(task)).isEqualTo(new Seen(CANCELLED, 1, 0, 0, Optional.empty(), 1));
    }

    @Test
    default void retryAfterACancelIsNotQueued() {
        var task = add();
        var fence = claim(task).task();
        store().cancel(task, "no");

        var ended = finish(fence, new Outcome.Retry(Duration.ZERO, "boom")).orElseThrow();

        assertThat(ended.state()).isEqualTo(CANCELLED);
        assertThat(ended.due()).isEmpty();
    }

    @Test
    default void lapsedTaskThatWasCancelledEndsCancelled() {
        var task = add();
        claim(task);
        store().cancel(task, "no");
        lapse(task);
        store().rescue(10, 3);

        assertThat(look(task).state()).isEqualTo(CANCELLED);
    }

    @Test
    default void secondCancelChangesNothing() {
        var queued = add();
        var running = add();
        claim(running);
        store().cancel(queued, "no");
        store().cancel(running, "no");

        assertThat(store().cancel(queued, "no")).isEmpty();
        assertThat(store().cancel(running, "no")).isEmpty();
    }

    @Test
    default void cancelRequestsAreSeenByTheOneWhoRunsTheTask() {
        var wanted = add();
        var other = add();
        claim(wanted);
        claim(other);
        store().cancel(wanted, "no");

        assertThat(store().cancelled(List.of(wanted, other))).containsExactly(wanted);
    }
}
