package dev.handoff.engine.dispatch.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tasks.v2.Queue.State;
import com.google.cloud.tasks.v2.Task;
import dev.handoff.engine.dispatch.FarQueue;
import io.grpc.Status;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people are shown of the queues of Cloud Tasks. */
class QueueLookTest extends RouteToGoogle {

    private static final String QUEUE = "projects/radio/locations/us-west1/queues/handoff";

    @Test
    void queueTellsHowManyTasksItHas() {
        api.created.addAll(Collections.nCopies(3, Task.getDefaultInstance()));

        assertThat(look()).isEqualTo(FarQueue.of(QUEUE, List.of("embed", "transcribe"), content(3, false)));
    }

    @Test
    void moreTasksThanAreListedAtATimeAreNotCounted() {
        api.created.addAll(Collections.nCopies(1001, Task.getDefaultInstance()));

        assertThat(look().content()).contains(content(1000, true));
    }

    @Test
    void queueThatStandsStillSaysSo() {
        api.state = State.PAUSED;

        assertThat(look().trouble())
                .contains(QUEUE + " is PAUSED, so nothing is brought; gcloud tasks queues resume puts it to work");
        assertThat(look().content()).contains(content(0, false));
    }

    @Test
    void accountThatMayNotLookGetsTheRemedy() {
        api.answerSecond(Status.PERMISSION_DENIED);

        var queue = look();

        assertThat(queue.content()).isEmpty();
        assertThat(queue.trouble().orElseThrow())
                .contains("cloudtasks.tasks.list on " + QUEUE, "roles/cloudtasks.viewer");
    }

    @Test
    void queueThatIsNotThereSaysSo() {
        api.answer(Status.NOT_FOUND);

        assertThat(look().trouble().orElseThrow()).startsWith(QUEUE).contains("create the queue");
    }

    @Test
    void eachTypeHasAQueueIfTheNameLeavesRoomForIt() {
        variables.put("TASKS_QUEUE", "handoff-");

        assertThat(route().queues(Set.of("transcribe", "embed")))
                .extracting(FarQueue::name)
                .containsExactly(QUEUE + "-embed", QUEUE + "-transcribe");
    }

    private FarQueue look() {
        var queues = route().queues(Set.of("transcribe", "embed"));
        assertThat(queues).hasSize(1);
        return queues.getFirst();
    }

    private static FarQueue.Content content(long waiting, boolean isMore) {
        return new FarQueue.Content(waiting, isMore, OptionalInt.empty(), OptionalInt.empty());
    }
}
