package dev.handoff.engine.store;

import static dev.handoff.task.TaskState.CANCELLED;
import static dev.handoff.task.TaskState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Doorbells that nobody answers are rung again. */
interface RingContract extends StoreUnderTest {

    @Test
    default void dueTasksAreTakenOnceWithinThePatience() {
        var task = add();
        makeDue(task);

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).contains(task);
        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    default void dueTasksOfOtherTypesAreLeft() {
        var task = add();
        makeDue(task);

        assertThat(store().takeDue(1000, Set.of("other"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    default void freshTaskIsLeftToItsOwnDoorbell() {
        var task = add();

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    default void hastenedTaskIsTakenBeforeItsPatienceIsOver() {
        var hastened = add();
        var other = add();

        store().ringSoon(List.of(hastened), Duration.ZERO);

        assertThat(store().takeDue(1000, Set.of("t")))
                .extracting(Due::id)
                .contains(hastened)
                .doesNotContain(other);
    }

    @Test
    default void hastenedTaskHasTheTimeThatItIsGiven() {
        var task = add();

        store().ringSoon(List.of(task), Duration.ofSeconds(5));

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    default void hastenedTaskIsNotTakenBeforeItIsDue() {
        var task = add(Optional.of(Instant.now().plusSeconds(3600)), Optional.empty());

        store().ringSoon(List.of(task), Duration.ZERO);

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    default void onlyQueuedTasksAreHastened() {
        var running = add();
        claim(running);
        var ended = add();
        store().cancel(ended, "no");

        store().ringSoon(List.of(running, ended), Duration.ZERO);

        assertThat(look(running)).isEqualTo(new Seen(RUNNING, 1, 0, 0, Optional.empty(), 0));
        assertThat(look(ended)).isEqualTo(new Seen(CANCELLED, 0, 0, 0, Optional.empty(), 0));
    }
}
