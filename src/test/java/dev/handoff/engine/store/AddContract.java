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
import java.util.stream.IntStream;
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

    @Test
    default void requestIsRepeatedAsAWhole() {
        var key = "key-" + UUID.randomUUID();
        var stored = store().add(request(key, "two", 2));

        var again = store().add(request(key, "two", 2));

        assertThat(stored).noneMatch(Added::duplicate);
        assertThat(again)
                .extracting(Added::id)
                .containsExactlyElementsOf(stored.stream().map(Added::id).toList());
        assertThat(again).allMatch(Added::duplicate).noneMatch(Added::otherRequest);
    }

    @Test
    default void ofAnotherRequestWithTheSameKeyNothingIsStored() {
        var key = "key-" + UUID.randomUUID();
        var first = store().add(request(key, "two", 2));
        var other = request(key, "three", 3);

        var again = store().add(other);

        assertThat(again).allMatch(Added::duplicate).allMatch(Added::otherRequest);
        assertThat(again.getLast().id()).isEqualTo(first.getFirst().id());
        assertThat(store().claim(other.getLast().id(), "w", LEASE)).isEmpty();
    }

    private static List<NewTask> request(String key, String digest, int tasks) {
        return IntStream.range(0, tasks)
                .mapToObj(place -> task(Optional.empty(), Optional.of(key + place))
                        .partOf(Optional.of(new NewTask.Request(key + 0, digest))))
                .toList();
    }
}
