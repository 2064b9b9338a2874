package dev.handoff.engine.store;

import static dev.handoff.engine.store.StoreUnderTest.task;
import static dev.handoff.engine.store.StoreUnderTest.together;
import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tasks are added, each once. */
interface AddContract extends StoreUnderTest {

    @Test
    default void addedTaskIsQueued() {
        var task = add();

        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 0, 0, 0, Optional.empty(), 0));
    }

    @Test
    default void taskThatCanNeverWorkIsDeadFromTheStart() {
        var task = task(Optional.empty(), Optional.empty(), Optional.of("no such file"));

        var added = store().add(List.of(task)).getFirst();

        assertThat(added.state()).isEqualTo(DEAD);
        assertThat(look(task.id())).isEqualTo(new Seen(DEAD, 0, 0, 0, Optional.empty(), 0));
        assertThat(store().claim(task.id(), "w", LEASE)).isEmpty();
        assertThat(store().revive(task.id())).isPresent();
    }

    @Test
    default void sameDedupeKeyFindsTheEarlierTask() {
        var key = Optional.of("key-" + UUID.randomUUID());
        var first = add(Optional.empty(), key);

        var again = store().add(List.of(task(Optional.empty(), key))).getFirst();

        assertThat(again.id()).isEqualTo(first);
        assertThat(again.duplicate()).isTrue();
    }

    @Test
    default void sameDedupeKeyTwiceInABatchIsOneTask() {
        var key = Optional.of("key-" + UUID.randomUUID());

        var added = store().add(List.of(task(Optional.empty(), key), task(Optional.empty(), key)));

        assertThat(added.get(0).duplicate()).isFalse();
        assertThat(added.get(1).duplicate()).isTrue();
        assertThat(added.get(1).id()).isEqualTo(added.get(0).id());
    }

    @Test
    default void ofManyConcurrentAddsWithOneKeyOneIsStored() throws Exception {
        var key = Optional.of("key-" + UUID.randomUUID());

        var added = together(20, () -> store().add(List.of(task(Optional.empty(), key)))
                        .getFirst())
                .toList();

        assertThat(added).extracting(Added::id).containsOnly(added.getFirst().id());
        assertThat(added).filteredOn(it -> !it.duplicate()).hasSize(1);
    }
}
