package dev.handoff.engine.store;

import static dev.handoff.engine.store.StoreUnderTest.publishing;
import static dev.handoff.task.TaskState.CANCELLED;
import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.QUEUED;
import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An attempt ends once, and only by the hand that holds it. */
interface FinishContract extends StoreUnderTest {

    @Test
    default void successKeepsTheResult() {
        var task = add();

        finish(claim(task).task(), new Outcome.Succeeded("{\"r\": 2}"));

        assertThat(look(task)).isEqualTo(new Seen(SUCCEEDED, 1, 0, 0, Optional.of("{\"r\": 2}"), 0));
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    default void releaseWithADelayCountsNoFailureAndWaits() {
        var task = add();

        finish(claim(task).task(), new Outcome.Released(Duration.ofHours(1), "no space left"));

        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 0, 0, Optional.empty(), 1));
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    default void successPublishesItsEvents() {
        var task = add();

        finish(claim(task).task(), publishing(task, 2));

        assertThat(look(task)).isEqualTo(new Seen(SUCCEEDED, 1, 0, 0, Optional.of("1"), 0, 2));
    }

    @Test
    default void cancelledTaskPublishesNothingThoughItSucceeded() {
        var task = add();
        var claim = claim(task);
        store().cancel(task, "no");

        finish(claim.task(), publishing(task, 2));

        assertThat(look(task).state()).isEqualTo(CANCELLED);
        assertThat(look(task).events()).isZero();
    }

    @Test
    default void supersededAttemptPublishesNothing() {
        var task = add();
        var claim = claim(task);
        finish(claim.task(), new Outcome.Released("shutdown"));
        claim(task);

        assertThat(finish(claim.task(), publishing(task, 2))).isEmpty();

        assertThat(look(task).events()).isZero();
    }

    @Test
    default void retryQueuesTheTaskForLaterAndCountsTheFailure() {
        var task = add();

        var ended = finish(claim(task).task(), new Outcome.Retry(Duration.ofHours(1), "boom"));

        assertThat(ended.orElseThrow().due()).isPresent();
        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 1, 0, Optional.empty(), 1));
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    default void releasedTaskIsDueAtOnceAndCountsNoFailure() {
        var task = add();

        finish(claim(task).task(), new Outcome.Released("shutdown"));

        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 0, 0, Optional.empty(), 1));
        assertThat(claim(task).task().attempt()).isEqualTo(2);
    }

    @Test
    default void deadTaskStaysDead() {
        var task = add();

        finish(claim(task).task(), new Outcome.Dead("never"));

        assertThat(look(task)).isEqualTo(new Seen(DEAD, 1, 1, 0, Optional.empty(), 1));
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    default void finishedAttemptCannotFinishAgain() {
        var fence = claim(add()).task();
        finish(fence, new Outcome.Succeeded("1"));

        assertThat(finish(fence, new Outcome.Succeeded("2"))).isEmpty();
    }

    @Test
    default void lapsedWorkerCannotOverwriteItsSuccessor() {
        var task = add();
        var first = claim(task).task();
        lapse(task);
        store().rescue(10, 3);
        var second = claim(task).task();

        assertThat(finish(first, new Outcome.Succeeded("1"))).isEmpty();
        assertThat(store().saveStep(first, "s", "1", Optional.empty())).isFalse();
        assertThat(store().beat(List.of(new Beat(first, Optional.empty())), LEASE))
                .isEmpty();
        assertThat(finish(second, new Outcome.Succeeded("2"))).isPresent();
        assertThat(look(task).result()).contains("2");
    }

    @Test
    default void stepsAreRememberedOverAttempts() {
        var task = add();
        store().saveStep(claim(task).task(), "one", "{\"a\":1}", Optional.empty());
        lapse(task);
        store().rescue(10, 3);
        store().saveStep(claim(task).task(), "two", "2", Optional.empty());

        assertThat(store().steps(task)).containsOnly(Map.entry("one", "{\"a\":1}"), Map.entry("two", "2"));
    }

    @Test
    default void revivedTaskStartsWithFreshCounters() {
        var task = add();
        finish(claim(task).task(), new Outcome.Dead("never"));

        assertThat(store().revive(task).flatMap(Ended::due)).isPresent();

        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 0, 0, Optional.empty(), 1));
    }

    @Test
    default void onlyDeadTasksAreRevived() {
        assertThat(store().revive(add())).isEmpty();
    }

    @Test
    default void beatOfAHeldTaskIsConfirmed() {
        var task = add();
        var beat = new Beat(claim(task).task(), Optional.of(new Progress(1, 2)));

        assertThat(store().beat(List.of(beat), LEASE)).containsExactly(task);
    }

    @Test
    default void errorWithControlCharactersIsStored() {
        var task = add();

        finish(claim(task).task(), new Outcome.Dead("bad \0 byte"));

        assertThat(look(task).state()).isEqualTo(DEAD);
    }

    @Test
    default void releasesForOneReasonAreCounted() {
        var task = add();
        for (var reason : List.of("no memory: 1", "no memory: 2", "no room")) {
            finish(claim(task).task(), new Outcome.Released(reason));
        }
        finish(claim(task).task(), new Outcome.Retry(Duration.ZERO, "no memory: a failure"));

        assertThat(store().releases(task, "no memory")).isEqualTo(2);
    }
}
