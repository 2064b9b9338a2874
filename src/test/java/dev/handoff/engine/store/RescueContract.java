package dev.handoff.engine.store;

import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import java.util.Optional;
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
