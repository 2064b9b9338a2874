package dev.handoff.engine.store;

import static dev.handoff.engine.store.StoreUnderTest.local;
import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What its holder has lost is given to another. */
interface RescueContract extends StoreUnderTest {

    @Test
    default void lapsedTaskIsQueuedAgainWithoutAFailure() {
        var task = add();
        claim(task);
        lapse(task);

        var rescued = store().rescue(10, 3);

        assertThat(rescued).singleElement().extracting(Ended::state).isEqualTo(QUEUED);
        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 0, 1, Optional.empty(), 1));
    }

    @Test
    default void heldTaskIsNotRescued() {
        claim(add());

        assertThat(store().rescue(10, 3)).isEmpty();
    }

    @Test
    default void thirdCrashBuriesTheTask() {
        var task = add();
        crash(task);
        crash(task);
        crash(task);

        assertThat(look(task)).isEqualTo(new Seen(DEAD, 3, 0, 3, Optional.empty(), 3));
    }

    @Test
    default void taskThatCrashedBesideOthersIsASuspectAndNotBuried() {
        var task = add();
        crashInCompany(task);
        crashInCompany(task);
        assertThat(store().claimUnlessSuspect(task, "w", LEASE)).isEmpty();

        crashAs(task, "alone 1");
        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 3, 0, 3, Optional.empty(), 3));
        crashAs(task, "alone 2");

        assertThat(look(task)).isEqualTo(new Seen(DEAD, 4, 0, 4, Optional.empty(), 4));
    }

    /** Their leases run out one after the other. */
    @Test
    default void lastOneOfAProcessToBeRescuedWasNotAloneEither() {
        var tasks = List.of(add(), add());
        for (var crash : List.of("first", "second", "third")) {
            tasks.forEach(task -> store().claim(task, crash, LEASE).orElseThrow());
            tasks.forEach(task -> {
                lapse(task);
                store().rescue(1000, 3);
            });
        }

        assertThat(tasks).allSatisfy(task -> assertThat(look(task).state()).isEqualTo(QUEUED));
    }

    @Test
    default void suspectsOfTheTableAreTakenOneByOneTheLeastSuspiciousFirst() {
        var tasks = store().add(List.of(local("s", 0, Optional.empty()), local("s", 0, Optional.empty()))).stream()
                .map(Added::id)
                .toList();
        tasks.forEach(this::crashInCompany);
        tasks.forEach(this::crashInCompany);
        crashAs(tasks.getFirst(), "alone");

        assertThat(take(Map.of("s", 10), 10)).isEmpty();
        assertThat(store().takeSuspect(Set.of("other"), HOLD)).isEmpty();
        var taken = store().takeSuspect(Set.of("s"), HOLD).orElseThrow();

        assertThat(taken.task().id()).isEqualTo(tasks.getLast());
        assertThat(taken.suspect()).isTrue();
        finish(taken.task(), new Outcome.Succeeded("1"));
        assertThat(store().takeSuspect(Set.of("s"), HOLD).map(it -> it.task().id()))
                .contains(tasks.getFirst());
        assertThat(store().takeSuspect(Set.of("s"), HOLD)).isEmpty();
    }

    @Test
    default void suspectThatIsReleasedIsNoneAnyMore() {
        var task = add();
        crashInCompany(task);
        crashInCompany(task);

        finish(claim(task).task(), new Outcome.Released("shutdown"));

        assertThat(store().claimUnlessSuspect(task, "w", LEASE)).isPresent();
    }

    private void crashInCompany(TaskId task) {
        var worker = "company " + UUID.randomUUID();
        var other = add();
        store().claim(other, worker, LEASE).orElseThrow();
        crashAs(task, worker);
    }

    private void crashAs(TaskId task, String worker) {
        store().claim(task, worker, LEASE).orElseThrow();
        lapse(task);
        store().rescue(1000, 3);
    }

    @Test
    default void finishedStepForgivesCrashes() {
        var task = add();
        crash(task);
        crash(task);
        store().saveStep(claim(task).task(), "s", "1", Optional.empty());
        lapse(task);
        store().rescue(10, 3);

        assertThat(look(task).state()).isEqualTo(QUEUED);
        assertThat(look(task).crashes()).isEqualTo(1);
    }
}
