package dev.handoff.engine.store;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A task store, what tests see of it, and what they do to it over and over. */
interface StoreUnderTest {

    Duration LEASE = Duration.ofSeconds(30);
    Hold HOLD = new Hold("w", LEASE);

    TaskStore store();

    Seen look(TaskId task);

    void lapse(TaskId task);

    void makeDue(TaskId task);

    /** A success with events whose source is the task, by which they are counted. */
    static Outcome publishing(TaskId task, int events) {
        return new Outcome.Succeeded(
                "1",
                IntStream.range(0, events)
                        .mapToObj(_ -> new NewEvent(
                                UUID.randomUUID(), "post.published", 1, "{}", task.toString(), Optional.empty()))
                        .toList());
    }

    default List<TaskId> take(Map<String, Integer> rooms, int most) {
        return store().take(rooms, most, HOLD).stream()
                .map(claim -> claim.task().id())
                .toList();
    }

    default TaskId add() {
        return add(Optional.empty(), Optional.empty());
    }

    default TaskId add(Optional<Instant> runAt, Optional<String> key) {
        return store().add(List.of(task(runAt, key))).getFirst().id();
    }

    static NewTask task(Optional<Instant> runAt, Optional<String> key) {
        return task(runAt, key, Optional.empty());
    }

    static NewTask task(Optional<Instant> runAt, Optional<String> key, Optional<String> error) {
        return NewTask.of(
                        new TaskRef(new TaskId(UUID.randomUUID()), "t", "rabbitmq", 0, 0),
                        "{\"n\": 1}",
                        Duration.ofSeconds(15))
                .at(runAt)
                .keyed(key)
                .dead(error);
    }

    /** A task that waits in the table. */
    static NewTask local(String type, int priority, Optional<Instant> runAt) {
        return local(type, priority, runAt, Optional.empty());
    }

    static NewTask local(String type, int priority, Optional<Instant> runAt, Optional<Hold> hold) {
        return NewTask.of(
                        new TaskRef(new TaskId(UUID.randomUUID()), type, "local", priority, 0),
                        "{\"n\": 1}",
                        Duration.ZERO)
                .at(runAt)
                .heldBy(hold);
    }

    default Claim claim(TaskId task) {
        return store().claim(task, "w", LEASE).orElseThrow();
    }

    default Optional<Ended> finish(TaskRef task, Outcome outcome) {
        return store().finish(new Beat(task, Optional.empty()), outcome);
    }

    /** In a process that runs nothing else. */
    default void crash(TaskId task) {
        store().claim(task, "process " + UUID.randomUUID(), LEASE).orElseThrow();
        lapse(task);
        store().rescue(1000, 3);
    }

    static <T> Stream<T> together(int times, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = threads.invokeAll(Collections.nCopies(times, call));
            return futures.stream().map(Future::resultNow);
        }
    }
}
