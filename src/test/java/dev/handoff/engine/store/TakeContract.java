package dev.handoff.engine.store;

import static dev.handoff.engine.store.StoreUnderTest.local;
import static dev.handoff.engine.store.StoreUnderTest.together;
import static dev.handoff.task.TaskState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Instances take waiting tasks from the table. */
interface TakeContract extends StoreUnderTest {

    @Test
    default void waitingTasksAreTakenByPriorityAndThenEachTypeInItsTurn() {
        var types = List.of(type(), type());
        var first = types.getFirst();
        var second = types.getLast();
        var low = addLocal(first, -5, Optional.empty());
        var one = addLocal(first, 0, Optional.empty());
        var two = addLocal(first, 0, Optional.empty());
        var three = addLocal(second, 0, Optional.empty());
        var high = addLocal(second, 7, Optional.empty());
        var rooms = Map.of(first, 10, second, 10);

        assertThat(take(rooms, 1)).containsExactly(high);
        assertThat(take(rooms, 2)).containsExactlyInAnyOrder(one, three);
        assertThat(take(rooms, 1)).containsExactly(two);
        assertThat(take(rooms, 10)).containsExactly(low);
        assertThat(take(rooms, 10)).isEmpty();
    }

    @Test
    default void noMoreOfATypeAreTakenThanThereIsRoomFor() {
        var type = type();
        addLocal(type, 1, Optional.empty());
        addLocal(type, 0, Optional.empty());
        addLocal(type, 0, Optional.empty());

        assertThat(take(Map.of(type, 2), 10)).hasSize(2);
        assertThat(take(Map.of(type, 2), 10)).hasSize(1);
    }

    @Test
    default void onlyWaitingTasksThatAreDueAreTaken() {
        var type = type();
        addLocal(type, 9, Optional.of(Instant.now().plusSeconds(3600)));
        var running = addLocal(type, 0, Optional.empty());
        claim(running);
        var ended = addLocal(type, 0, Optional.empty());
        store().cancel(ended, "no");
        var later = addLocal(type, 0, Optional.empty());
        finish(claim(later).task(), new Outcome.Retry(Duration.ofHours(1), "boom"));
        var waiting = addLocal(type, 0, Optional.empty());

        assertThat(take(Map.of(type, 10), 10)).containsExactly(waiting);
    }

    @Test
    default void tasksOfOtherRoutesAreNotTaken() {
        var task = add();

        assertThat(take(Map.of("t", 1000), 1000)).doesNotContain(task);
    }

    @Test
    default void waitingTasksNeedNoDoorbell() {
        var task = addLocal("t", 0, Optional.empty());
        makeDue(task);

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    default void takenTaskIsHandedOutWithItsInput() {
        var type = type();
        var task = addLocal(type, 3, Optional.empty());

        var claim = store().take(Map.of(type, 1), 1, HOLD).getFirst();

        assertThat(claim.task()).isEqualTo(new TaskRef(task, type, "local", 3, 1));
        assertThat(claim.inputJson()).isEqualTo("{\"n\": 1}");
        assertThat(look(task)).isEqualTo(new Seen(RUNNING, 1, 0, 0, Optional.empty(), 0));
    }

    @Test
    default void ofManyWhoTakeEachTaskGoesToOne() throws Exception {
        var type = type();
        for (int i = 0; i < 100; i++) {
            addLocal(type, 0, Optional.empty());
        }

        var taken = together(20, () -> take(Map.of(type, 10), 10))
                .flatMap(List::stream)
                .toList();

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken.size() + take(Map.of(type, 100), 100).size()).isEqualTo(100);
    }

    default TaskId addLocal(String type, int priority, Optional<Instant> runAt) {
        return store().add(List.of(local(type, priority, runAt))).getFirst().id();
    }

    /** One that no other test knows. */
    static String type() {
        return "type-" + UUID.randomUUID();
    }
}
