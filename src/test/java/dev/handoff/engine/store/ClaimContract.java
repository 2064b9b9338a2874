package dev.handoff.engine.store;

import static dev.handoff.engine.store.StoreUnderTest.local;
import static dev.handoff.engine.store.StoreUnderTest.together;
import static dev.handoff.task.TaskState.QUEUED;
import static dev.handoff.task.TaskState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A task is claimed by one, when it is due. */
interface ClaimContract extends StoreUnderTest {

    @Test
    default void doorbellIsNamedByTheAttemptsSoFar() {
        var task = add();
        claim(task);

        lapse(task);

        assertThat(store().rescue(1000, 3).stream()
                        .flatMap(ended -> ended.due().stream())
                        .filter(due -> due.id().equals(task)))
                .extracting(due -> due.task().attempt())
                .containsExactly(1);
    }

    @Test
    default void claimHandsOutTheInput() {
        var task = add();

        var claim = claim(task);

        assertThat(claim.inputJson()).isEqualTo("{\"n\": 1}");
        assertThat(claim.task().attempt()).isEqualTo(1);
    }

    @Test
    default void workerHoldsWhatItHasClaimedAndNotEnded() {
        var worker = "worker " + UUID.randomUUID();
        var held = store().claim(add(), worker, LEASE).orElseThrow().task();
        var ended = store().claim(add(), worker, LEASE).orElseThrow().task();
        finish(ended, new Outcome.Succeeded("1", List.of()));
        claim(add());

        assertThat(store().held(worker)).extracting(Held::task).containsExactly(held);
    }

    @Test
    default void secondClaimFindsNothing() {
        var task = add();
        claim(task);

        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    default void unknownTaskCannotBeClaimed() {
        assertThat(store().claim(new TaskId(UUID.randomUUID()), "w", LEASE)).isEmpty();
    }

    @Test
    default void taskThatIsNotDueCannotBeClaimed() {
        var task = add(Optional.of(Instant.now().plusSeconds(3600)), Optional.empty());

        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    default void ofManyConcurrentClaimsOneGetsTheTask() throws Exception {
        var task = add();

        var got = together(40, () -> store().claim(task, "w", LEASE).isPresent());

        assertThat(got.filter(Boolean::booleanValue)).hasSize(1);
    }

    @Test
    default void taskWithAHoldIsClaimedFromTheStart() {
        var task = local("t", 0, Optional.empty(), Optional.of(HOLD));

        var added = store().add(List.of(task)).getFirst();

        assertThat(added.state()).isEqualTo(RUNNING);
        assertThat(added.task().attempt()).isEqualTo(1);
        assertThat(look(task.id())).isEqualTo(new Seen(RUNNING, 1, 0, 0, Optional.empty(), 0));
        assertThat(store().claim(task.id(), "w", LEASE)).isEmpty();
        assertThat(finish(added.task(), new Outcome.Succeeded("1"))).isPresent();
    }

    @Test
    default void heldTaskWhoseProcessDiedIsRescued() {
        var task = local("t", 0, Optional.empty(), Optional.of(HOLD));
        store().add(List.of(task));
        lapse(task.id());

        store().rescue(1000, 3);

        assertThat(look(task.id())).isEqualTo(new Seen(QUEUED, 1, 0, 1, Optional.empty(), 1));
        assertThat(take(Map.of("t", 1000), 1000)).contains(task.id());
    }
}
