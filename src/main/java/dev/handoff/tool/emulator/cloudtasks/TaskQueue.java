package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.Queue;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One queue: its tasks, and when each of them is dispatched. */
final class TaskQueue {

    /** "Another task with the same name can't be created for ~1hour", says {@code CreateTaskRequest.task}. */
    private static final Duration NAMES_KEPT = Duration.ofHours(1);

    private final QueueName name;
    private final Timeline timeline;
    private final Mischief mischief;
    private final Pusher pusher;
    private final NavigableMap<String, StoredTask> tasks = new TreeMap<>();
    private final Tombstones<String> ended = new Tombstones<>(NAMES_KEPT);
    private final Throttle throttle = new Throttle();
    private final Lineup lineup;

    private QueueSettings settings;
    private TokenBucket bucket;
    private boolean paused;
    private Optional<Instant> purgedAt = Optional.empty();
    private int running;
    private Timeline.Alarm alarm = () -> {};

    TaskQueue(QueueName name, QueueSettings settings, Timeline timeline, Mischief mischief, Pusher pusher) {
        this.name = name;
        this.timeline = timeline;
        this.mischief = mischief;
        this.pusher = pusher;
        lineup = new Lineup(mischief::place);
        configure(settings);
    }

    void configure(QueueSettings settings) {
        this.settings = settings;
        bucket = new TokenBucket(settings.rates().getMaxBurstSize(), timeline.now());
        dispatchDue();
    }

    /** @throws ApiError if the name is taken, or was until lately */
    void add(StoredTask task) {
        var id = task.name().id();
        if (tasks.containsKey(id) || ended.contains(id, timeline.now())) {
            throw new ApiError(
                    Status.Code.ALREADY_EXISTS, "Requested entity already exists. It was \"" + task.name() + "\".");
        }
        tasks.put(id, task);
        lineUp(task);
        dispatchDue();
    }

    Optional<StoredTask> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    boolean endedLately(String id) {
        return ended.contains(id, timeline.now());
    }

    /** In the order of their names; not to be changed. */
    NavigableMap<String, StoredTask> tasks() {
        return tasks;
    }

    /** An attempt that is on its way goes on; what comes of it no longer matters. */
    void remove(StoredTask task) {
        tasks.remove(task.name().id());
        task.unschedule();
        ended.add(task.name().id(), timeline.now());
    }

    void purge() {
        tasks.values().stream().toList().forEach(this::remove);
        purgedAt = Optional.of(timeline.now());
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        dispatchDue();
    }

    /** Dispatches the task at once, whatever state it and the queue are in. */
    void run(StoredTask task) {
        var now = timeline.now();
        task.schedule(now);
        dispatch(task, Optional.of(now));
    }

    private void lineUp(StoredTask task) {
        lineup.add(task, task.scheduledAt().plus(mischief.lateness()));
    }

    private void dispatchDue() {
        alarm.cancel();
        while (!paused && running < settings.rates().getMaxConcurrentDispatches()) {
            var now = timeline.now();
            var next = lineup.due(now);
            if (next.isEmpty()) {
                lineup.nextDue().ifPresent(this::wakeAt);
                return;
            }
            if (!bucket.take(now, ratePerSecond())) {
                wakeAt(now.plus(bucket.untilNext(now, ratePerSecond())));
                return;
            }
            dispatch(next.get(), Optional.empty());
        }
    }

    private void wakeAt(Instant time) {
        alarm = timeline.at(time, this::dispatchDue);
    }

    /** @param forcedAt when {@code RunTask} was called, from which the next attempt is reckoned then */
    private void dispatch(StoredTask task, Optional<Instant> forcedAt) {
        running++;
        pusher.push(task.dispatch(timeline.now()), answer -> {
            running--;
            throttle.note(answer);
            var next = conclude(task, answer, forcedAt);
            dispatchDue();
            return next;
        });
    }

    private Optional<Instant> conclude(StoredTask task, Answer answer, Optional<Instant> forcedAt) {
        // Deleted, or purged, or done by another attempt meanwhile.
        if (tasks.get(task.name().id()) != task) {
            return Optional.empty();
        }
        var now = timeline.now();
        task.note(answer, now);
        if (answer.succeeded() || settings.givesUp(task.attempts(), task.sinceFirstAttempt(now))) {
            remove(task);
            return Optional.empty();
        }
        task.schedule(retryAt(task, answer, forcedAt.orElse(now)));
        lineUp(task);
        return Optional.of(task.scheduledAt());
    }

    private Instant retryAt(StoredTask task, Answer answer, Instant from) {
        var backedOff = from.plus(settings.backoff().after(task.attempts()));
        return RetryAfter.of(answer, timeline.now())
                .filter(asked -> asked.isAfter(backedOff))
                .orElse(backedOff);
    }

    QueueName name() {
        return name;
    }

    int running() {
        return running;
    }

    /** What is left of the queue's rate while its targets are in trouble. */
    double ratePerSecond() {
        return settings.rates().getMaxDispatchesPerSecond() * throttle.factor();
    }

    Queue view() {
        var queue = Queue.newBuilder()
                .setName(name.toString())
                .setRateLimits(settings.rates())
                .setRetryConfig(settings.retries())
                .setState(paused ? Queue.State.PAUSED : Queue.State.RUNNING);
        purgedAt.map(Protos::timestamp).ifPresent(queue::setPurgeTime);
        settings.logging().ifPresent(queue::setStackdriverLoggingConfig);
        return queue.build();
    }
}
