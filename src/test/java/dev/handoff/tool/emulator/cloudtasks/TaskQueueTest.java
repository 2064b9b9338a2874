package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.RateLimits;
import com.google.cloud.tasks.v2.RetryConfig;
import com.google.cloud.tasks.v2.Task;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When tasks are dispatched, and when they are gone. */
class TaskQueueTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    void taskGoesAtOnce() {
        var bench = new Bench();

        bench.add("a");

        assertThat(bench.pushed()).containsExactly("a");
    }

    @Test
    void scheduledTaskGoesAtItsTimeAndNotBefore() {
        var bench = new Bench();
        bench.add("a", bench.timeline.now().plusSeconds(60));

        bench.advance(Duration.ofSeconds(60).minus(MOMENT));
        assertThat(bench.pushes).isEmpty();

        bench.advance(MOMENT);
        assertThat(bench.pushed()).containsExactly("a");
    }

    @Test
    void successEndsTheTask() {
        var bench = new Bench();
        bench.add("a");

        bench.last().answer(204);

        assertThat(bench.queue.find("a")).isEmpty();
        assertThat(bench.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.status()).hasValue(204);
            assertThat(delivery.nextAttempt()).isEmpty();
        });
    }

    @Test
    void nameIsTakenForAnHourAfterTheEnd() {
        var bench = new Bench();
        bench.add("a");
        assertRefused(bench, "a");
        bench.last().answer(200);

        bench.advance(Duration.ofHours(1).minus(MOMENT));
        assertRefused(bench, "a");

        bench.advance(MOMENT);
        assertThat(bench.add("a").name().id()).isEqualTo("a");
    }

    @Test
    void noMoreRunTogetherThanAllowed() {
        var bench = new Bench(
                RateLimits.newBuilder().setMaxConcurrentDispatches(2).build(), RetryConfig.getDefaultInstance());

        bench.add(3);
        assertThat(bench.pushed()).containsExactly("t00000", "t00001");

        bench.pushes.getFirst().answer(200);
        assertThat(bench.pushed()).containsExactly("t00000", "t00001", "t00002");
    }

    @Test
    void afterTheBurstTheRateHolds() {
        var bench = new Bench(
                RateLimits.newBuilder().setMaxDispatchesPerSecond(20).build(), RetryConfig.getDefaultInstance());
        int burst = bench.queue.view().getRateLimits().getMaxBurstSize();

        bench.add(100);
        assertThat(bench.pushes).hasSize(burst);

        bench.advance(Duration.ofSeconds(1));
        assertThat(bench.pushes).hasSizeBetween(burst + 19, burst + 20);
    }

    @Test
    void pausedQueueTakesTasksAndKeepsThem() {
        var bench = new Bench();

        bench.queue.pause();
        bench.add("a");
        bench.advance(Duration.ofHours(1));

        assertThat(bench.pushes).isEmpty();
        assertThat(bench.queue.view().getState()).isEqualTo(Queue.State.PAUSED);
    }

    @Test
    void resumedQueueGoesOn() {
        var bench = new Bench();
        bench.queue.pause();
        bench.add("a");

        bench.queue.resume();

        assertThat(bench.pushed()).containsExactly("a");
    }

    @Test
    void purgedTasksAreGone() {
        var bench = new Bench();
        bench.add("soon", bench.timeline.now().plusSeconds(1));

        bench.queue.purge();
        bench.advance(Duration.ofSeconds(2));

        assertThat(bench.pushes).isEmpty();
        assertThat(bench.queue.tasks()).isEmpty();
        assertThat(bench.queue.view().hasPurgeTime()).isTrue();
    }

    @Test
    void deletedTaskIsNotTriedAgain() {
        var bench = new Bench();
        var task = bench.add("a");

        bench.queue.remove(task);
        bench.last().answer(500);
        bench.advance(Duration.ofHours(2));

        assertThat(bench.pushes).hasSize(1);
        assertThat(bench.deliveries().getFirst().nextAttempt()).isEmpty();
    }

    @Test
    void taskIsRunThoughTheQueueIsPaused() {
        var bench = new Bench();
        bench.queue.pause();
        var task = bench.add("a", bench.timeline.now().plusSeconds(3600));

        bench.queue.run(task);

        assertThat(bench.pushed()).containsExactly("a");
        assertThat(task.view(Task.View.BASIC).getDispatchCount()).isEqualTo(1);
    }

    @Test
    void failedRunIsReckonedFromTheCall() {
        var bench = new Bench(
                RateLimits.getDefaultInstance(),
                RetryConfig.newBuilder()
                        .setMinBackoff(Protos.duration(Duration.ofSeconds(60)))
                        .build());
        var task = bench.add("a", bench.timeline.now().plusSeconds(3600));
        var called = bench.timeline.now();

        bench.queue.run(task);
        bench.advance(Duration.ofSeconds(10));
        bench.last().answer(500);

        assertThat(task.scheduledAt()).isEqualTo(called.plusSeconds(60));
    }

    @Test
    void newLimitsHoldAtOnce() {
        var bench = new Bench(
                RateLimits.newBuilder().setMaxConcurrentDispatches(1).build(), RetryConfig.getDefaultInstance());
        bench.add(2);
        assertThat(bench.pushes).hasSize(1);

        bench.queue.configure(Bench.settings(
                RateLimits.newBuilder().setMaxConcurrentDispatches(2).build(), RetryConfig.getDefaultInstance()));

        assertThat(bench.pushes).hasSize(2);
    }

    private static void assertRefused(Bench bench, String id) {
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> bench.add(id))
                .withMessage("Requested entity already exists. It was \"" + Bench.QUEUE + "/tasks/" + id + "\".")
                .extracting(ApiError::code)
                .isEqualTo(Status.Code.ALREADY_EXISTS);
    }
}
