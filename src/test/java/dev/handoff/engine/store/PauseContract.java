package dev.handoff.engine.store;

import static dev.handoff.engine.store.StoreUnderTest.local;
import static dev.handoff.task.TaskState.QUEUED;
import static dev.handoff.task.TaskState.RUNNING;
import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.audit.Actor;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Types are paused and go on. */
interface PauseContract extends StoreUnderTest {

    Actor ACTOR = new Actor("ada", Optional.of("the provider is down"));

    @Test
    default void nothingOfAPausedTypeIsClaimed() {
        var type = TakeContract.type();
        var rung = addRung(type);
        var waiting = store().add(List.of(local(type, 0, Optional.empty()))).getFirst();
        var suspect = addRung(type);
        crash(suspect);
        crash(suspect);

        store().pause(type, ACTOR);

        assertThat(store().claim(rung, "w", LEASE)).isEmpty();
        assertThat(store().claimUnlessSuspect(rung, "w", LEASE)).isEmpty();
        assertThat(take(Map.of(type, 9), 9)).isEmpty();
        assertThat(store().takeSuspect(Set.of(type), HOLD)).isEmpty();
        assertThat(look(waiting.id()).state()).isEqualTo(QUEUED);

        store().resume(type, ACTOR);

        assertThat(store().takeSuspect(Set.of(type), HOLD)).isPresent();
        assertThat(take(Map.of(type, 9), 9)).containsExactly(waiting.id());
        assertThat(store().claim(rung, "w", LEASE)).isPresent();
    }

    @Test
    default void submissionDoesNotBeginWithATaskOfAPausedType() {
        var type = TakeContract.type();
        store().pause(type, ACTOR);

        var plain = local(type, 0, Optional.empty(), Optional.of(HOLD));
        var keyed = local(type, 0, Optional.empty(), Optional.of(HOLD))
                .keyed(Optional.of(UUID.randomUUID().toString()));
        var other = local(TakeContract.type(), 0, Optional.empty(), Optional.of(HOLD));
        var added = List.of(
                store().add(List.of(plain, other)).getFirst(),
                store().add(List.of(keyed)).getFirst());

        assertThat(added).allMatch(it -> it.state() == QUEUED && it.task().attempt() == 0);
        assertThat(added)
                .allMatch(it -> look(it.id()).state() == QUEUED && look(it.id()).attempt() == 0);
        assertThat(look(other.id()).state()).isEqualTo(RUNNING);
        store().resume(type, ACTOR);
        assertThat(take(Map.of(type, 9), 9)).containsExactlyInAnyOrder(plain.id(), keyed.id());
    }

    @Test
    default void whatRunsGoesOnWhileItsTypeIsPaused() {
        var type = TakeContract.type();
        var task = claim(addRung(type)).task();

        store().pause(type, ACTOR);

        assertThat(finish(task, new Outcome.Succeeded("1", List.of()))
                        .orElseThrow()
                        .state())
                .isEqualTo(SUCCEEDED);
        store().resume(type, ACTOR);
    }

    @Test
    default void sweepLeavesPausedTypesAndTheResumeRingsForWhatIsDue() {
        var type = TakeContract.type();
        var due = addRung(type);
        makeDue(due);
        var rung = addRung(type);
        store().pause(type, ACTOR);

        assertThat(store().takeDue(1000, Set.of(type))).isEmpty();
        assertThat(store().takeDue(1000, Set.of(type))).isEmpty();

        assertThat(store().resume(type, ACTOR)).isTrue();
        assertThat(store().takeDue(1000, Set.of(type))).extracting(Due::id).containsExactlyInAnyOrder(due, rung);
    }

    @Test
    default void whatIsTurnedAwayIsRungForUnderAnotherName() {
        var type = TakeContract.type();
        var task = addRung(type);
        assertThat(store().turnAway(task, "w")).isFalse();
        store().pause(type, ACTOR);

        assertThat(store().turnAway(task, "w")).isTrue();

        assertThat(look(task).attempt()).isEqualTo(1);
        assertThat(look(task).noted()).isEqualTo(1);
        store().resume(type, ACTOR);
        assertThat(store().takeDue(1000, Set.of(type)))
                .singleElement()
                .satisfies(it -> assertThat(it.task().attempt()).isEqualTo(1));
    }

    @Test
    default void firstPauseStays() {
        var type = TakeContract.type();

        assertThat(store().pause(type, ACTOR)).isPresent();
        assertThat(store().pause(type, Actor.of("bob"))).isEmpty();

        assertThat(store().paused())
                .filteredOn(it -> it.type().equals(type))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.by()).isEqualTo("ada");
                    assertThat(it.reason()).contains("the provider is down");
                });
        assertThat(store().resume(type, ACTOR)).isTrue();
        assertThat(store().resume(type, ACTOR)).isFalse();
    }

    /** A task whose doorbell has been rung a moment ago. */
    private TaskId addRung(String type) {
        var ref = new TaskRef(new TaskId(UUID.randomUUID()), type, "rabbitmq", 0, 0);
        return store().add(List.of(NewTask.of(ref, "{\"n\": 1}", Duration.ofSeconds(15))))
                .getFirst()
                .id();
    }
}
