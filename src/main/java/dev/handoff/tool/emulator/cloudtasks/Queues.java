package dev.handoff.tool.emulator.cloudtasks;

import io.grpc.Status;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All queues, in the order of their names. */
final class Queues {

    /** "If you delete a queue, a queue with the same name can't be created for 7 days", {@code DeleteQueue}. */
    private static final Duration NAMES_KEPT = Duration.ofDays(7);

    private final NavigableMap<QueueName, TaskQueue> queues = new TreeMap<>();
    private final Tombstones<QueueName> deleted = new Tombstones<>(NAMES_KEPT);
    private final Timeline timeline;
    private final Mischief mischief;
    private final Pusher pusher;
    private final boolean createUnknown;

    /** @param createUnknown whether {@link #forNewTask} creates queues */
    Queues(Timeline timeline, Mischief mischief, Pusher pusher, boolean createUnknown) {
        this.timeline = timeline;
        this.mischief = mischief;
        this.pusher = pusher;
        this.createUnknown = createUnknown;
    }

    /** @throws ApiError if there is such a queue, or was until lately */
    TaskQueue create(QueueName name, QueueSettings settings) {
        if (queues.containsKey(name)) {
            throw new ApiError(Status.Code.ALREADY_EXISTS, "Queue already exists. It was \"" + name + "\".");
        }
        if (deleted.contains(name, timeline.now())) {
            throw new ApiError(
                    Status.Code.FAILED_PRECONDITION,
                    "The queue cannot be created because a queue with this name existed too recently. It was \"" + name
                            + "\".");
        }
        var queue = new TaskQueue(name, settings, timeline, mischief, pusher);
        queues.put(name, queue);
        return queue;
    }

    Optional<TaskQueue> find(QueueName name) {
        return Optional.ofNullable(queues.get(name));
    }

    /** @throws ApiError if there is none */
    TaskQueue get(QueueName name) {
        return find(name)
                .orElseThrow(() -> ApiError.notFound("Queue does not exist. If you just created the queue, wait at "
                        + "least a minute for the queue to initialize. It was \"" + name + "\"."));
    }

    /**
     * The queue for a task that is about to be created.
     *
     * @throws ApiError if there is none and it may not be created
     */
    TaskQueue forNewTask(QueueName name) {
        return createUnknown && !queues.containsKey(name) && !deleted.contains(name, timeline.now())
                ? create(name, QueueSettings.usual())
                : get(name);
    }

    /** With all its tasks. */
    void delete(TaskQueue queue) {
        queue.pause();
        queue.purge();
        queues.remove(queue.name());
        deleted.add(queue.name(), timeline.now());
    }

    NavigableMap<QueueName, TaskQueue> all() {
        return queues;
    }
}
