package dev.handoff.engine.run;

import dev.handoff.engine.store.Beat;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.NewEvent;
import dev.handoff.event.Topic;
import dev.handoff.task.Announcement;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupMember;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskCancelled;
import dev.handoff.task.TaskGroup;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import dev.handoff.task.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A claimed task while its handler runs: what the handler sees of it, and the way to stop it. */
final class Attempt implements TaskRun {

    private final Claim claim;
    private final TaskHandler<?, ?> handler;
    private final Limit limit;
    private final Instant deadline;
    private final AttemptServices services;
    private final Steps steps;
    private final CompletableFuture<Stop> stopped = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Publications publications = new Publications();
    private Thread thread;
    private final LatestProgress progress;
    private final long begun = System.nanoTime();
    private volatile long heldSince = begun;

    Attempt(Claim claim, TaskHandler<?, ?> handler, Limit limit, Instant deadline, AttemptServices services) {
        this.claim = claim;
        this.handler = handler;
        this.limit = limit;
        this.deadline = deadline;
        this.services = services;
        this.progress = new LatestProgress(it -> services.announcer().progress(claim, it));
        this.steps = new Steps(claim, services.store(), this::isStopped);
    }

    @Override
    public TaskId taskId() {
        return claim.task().id();
    }

    @Override
    public int attempt() {
        return claim.task().attempt();
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public void progress(long done, long total) {
        unwindIfStopped();
        progress.set(done, total);
    }

    @Override
    public <D> void announce(Announcement<D> announcement, D data) {
        unwindIfStopped();
        services.announcer().announce(claim, handler.type(), announcement, () -> data);
    }

    @Override
    public <D> void announce(Announcement<D> announcement, long done, long total, Supplier<D> data) {
        unwindIfStopped();
        if (Announcement.isAnnounced(done, total)) {
            services.announcer().announce(claim, handler.type(), announcement, data);
        }
    }

    @Override
    public <T> T step(String name, Class<T> result, Callable<T> work) throws Exception {
        unwindIfStopped();
        var stored = steps.finishedBefore(name);
        if (stored.isEmpty()) {
            var step = new RunningStep();
            var made = services.json().writeValueAsString(step.run(work));
            if (!steps.save(name, made, step.usage())) {
                stop(Stop.LEASE_LOST);
                unwindIfStopped();
            }
            step.usage().ifPresent(usage -> services.spending().accept(claim, usage));
            stored = Optional.of(made);
        }
        return services.json().readValue(stored.get(), result);
    }

    @Override
    public void spent(Usage usage) {
        RunningStep.spent(usage);
    }

    @Override
    public <I> TaskId submit(String name, TaskType<I, ?> type, I input) {
        unwindIfStopped();
        return services.followUps().submit(taskId(), name, type, input);
    }

    @Override
    public <I> TaskId submitOnce(String key, TaskType<I, ?> type, I input) {
        unwindIfStopped();
        return services.followUps().submitOnce(taskId(), key, type, input);
    }

    @Override
    public <I> TaskGroup group(String name, TaskType<I, ?> completion, I input, OnFailure onFailure) {
        mayFanOut();
        var group = services.followUps().group(taskId(), name, completion, input, onFailure);
        return new FanOut(group, taskId(), services.followUps(), this::mayFanOut);
    }

    private void mayFanOut() {
        unwindIfStopped();
        if (RunningStep.isHere()) {
            throw new IllegalStateException(
                    "make groups and their members outside of steps: one that has finished isn't"
                            + " run again in a later attempt, which would seal the group without them");
        }
    }

    @Override
    public Optional<GroupId> completes() {
        unwindIfStopped();
        return services.followUps().completedBy(taskId());
    }

    @Override
    public <R> List<GroupMember<R>> members(Class<R> result) {
        unwindIfStopped();
        return services.followUps().members(taskId(), result);
    }

    @Override
    public <E> void publish(Topic<E> topic, E data) {
        unwindIfStopped();
        if (RunningStep.isHere()) {
            throw new IllegalStateException("publish outside of steps: one that has finished isn't run again in a later"
                    + " attempt, and what it published in this one would be lost");
        }
        publications.add(services.followUps().event(taskId(), topic, data));
    }

    /** What the handler has published so far; to be stored with its success. */
    List<NewEvent> events() {
        return publications.all();
    }

    private void unwindIfStopped() {
        if (isStopped()) {
            throw new TaskCancelled(stopped.join().reason());
        }
    }

    /** Lets the handler run on the current thread until {@link #left()}. */
    synchronized void entered() {
        thread = Thread.currentThread();
        if (isStopped()) {
            thread.interrupt();
        }
    }

    /** From here on the thread isn't interrupted any more, and forgets that it was. */
    synchronized void left() {
        thread = null;
        Thread.interrupted();
    }

    /** True for the first who asks: either the handler or the one who waited for it in vain ends the attempt. */
    boolean isFirstToEnd() {
        return ended.compareAndSet(false, true);
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Whether the task has come further by this attempt. */
    boolean finishedAStep() {
        return steps.finishedOne();
    }

    /** Interrupts the handler, unless it is being stopped already. */
    synchronized void stop(Stop why) {
        if (stopped.complete(why) && thread != null) {
            thread.interrupt();
        }
    }

    boolean isStopped() {
        return stopped.isDone();
    }

    /** Completes with the reason when the handler is to stop. */
    CompletableFuture<Stop> stopped() {
        return stopped;
    }

    Claim claim() {
        return claim;
    }

    TaskHandler<?, ?> handler() {
        return handler;
    }

    Limit limit() {
        return limit;
    }

    /** The sign of life to be stored now. */
    Beat beat() {
        return new Beat(claim.task(), progress.take());
    }

    boolean hasNewProgress() {
        return progress.isNew();
    }

    /** By this process's monotonic clock, since the last time that the store confirmed the lease. */
    long nanosSinceHeld() {
        return System.nanoTime() - heldSince;
    }

    void held() {
        heldSince = System.nanoTime();
        progress.stored();
    }
}
