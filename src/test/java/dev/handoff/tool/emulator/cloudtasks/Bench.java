package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.Queue;
import com.google.cloud.tasks.v2.RateLimits;
import com.google.cloud.tasks.v2.RetryConfig;
import com.google.cloud.tasks.v2.Task;
import dev.handoff.tool.emulator.Faults;
import dev.handoff.tool.emulator.PushResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A queue whose time and whose targets a test has in its hands. */
final class Bench {

    static final QueueName QUEUE = QueueName.parse("projects/p/locations/l/queues/q");

    final ManualTimeline timeline = new ManualTimeline();
    final Mischief mischief = new Mischief(Faults.NONE);
    final List<Pushed> pushes = new ArrayList<>();
    final TaskQueue queue;
    private final Ledger ledger = new Ledger();

    /** A push that waits for the answer that the test gives. */
    record Pushed(Push push, Instant at, Consumer<Answer> end) {

        void answer(int status) {
            end.accept(new Answer.Answered(status, Optional.empty()));
        }

        void answer(int status, String retryAfter) {
            end.accept(new Answer.Answered(status, Optional.of(retryAfter)));
        }
    }

    Bench() {
        this(RateLimits.getDefaultInstance(), RetryConfig.getDefaultInstance());
    }

    Bench(RateLimits rates, RetryConfig retries) {
        var pusher = new Pusher(
                (push, end) -> pushes.add(new Pushed(push, timeline.now(), end)), mischief, ledger, timeline);
        queue = new TaskQueue(QUEUE, settings(rates, retries), timeline, mischief, pusher);
    }

    static QueueSettings settings(RateLimits rates, RetryConfig retries) {
        return QueueSettings.of(
                Queue.newBuilder().setRateLimits(rates).setRetryConfig(retries).build());
    }

    StoredTask add(String id) {
        return add(id, timeline.now());
    }

    StoredTask add(String id, Instant scheduled) {
        var task = TaskRules.admit(
                Task.newBuilder()
                        .setName(QUEUE + "/tasks/" + id)
                        .setScheduleTime(Protos.timestamp(scheduled))
                        .setHttpRequest(HttpRequest.newBuilder().setUrl("http://localhost/"))
                        .build(),
                QUEUE,
                timeline.now());
        queue.add(task);
        return task;
    }

    void add(int tasks) {
        for (int i = 0; i < tasks; i++) {
            add("t%05d".formatted(i));
        }
    }

    void advance(Duration duration) {
        timeline.advance(duration);
    }

    Pushed last() {
        return pushes.getLast();
    }

    /** The ids of the pushed tasks in order. */
    List<String> pushed() {
        return pushes.stream().map(pushed -> pushed.push().task().id()).toList();
    }

    List<PushResult> deliveries() {
        return ledger.deliveries();
    }
}
