package dev.handoff.engine.sweep;

import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.Pruning;
import dev.handoff.engine.store.Pruning.Batch;
import dev.handoff.engine.store.Pruning.EventAges;
import dev.handoff.engine.store.Pruning.EventPlace;
import dev.handoff.engine.store.Pruning.TaskAges;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.Retention;
import dev.handoff.task.TaskId;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Deletes what has become too old. A run passes once over everything that is old enough by when it was stored, in many short
 * statements, and ends there, since nothing becomes older meanwhile than its beginning allows. Any number of instances may
 * try at a time; one of them prunes.
 */
@ApplicationScoped
class Pruner {

    /** How many rows a statement looks at: some ten milliseconds, in which their locks are held. */
    private static final int BATCH = 1_000;

    private final Pruning pruning;
    private final TaskTypes types;
    private final TaskAges tasks;
    private final EventAges events;
    private final List<Retention> others;
    private final Instance instance;
    private final Clock clock;
    private final Event<PruneEvent> told;

    Pruner(
            Pruning pruning,
            TaskTypes types,
            PruneConfig config,
            @All List<Retention> others,
            Instance instance,
            Clock clock,
            Event<PruneEvent> told) {
        this.pruning = pruning;
        this.types = types;
        this.tasks = new TaskAges(limit(config.succeeded()), limit(config.cancelled()), limit(config.dead()));
        this.events = new EventAges(limit(config.publishedEvents()), limit(config.deadEvents()));
        this.others = others;
        this.instance = instance;
        this.clock = clock;
        this.told = told;
    }

    private static Optional<Duration> limit(Duration age) {
        return age.isPositive() ? Optional.of(age) : Optional.empty();
    }

    // Not at the start, when there are more urgent things to do.
    @Scheduled(
            identity = "pruner",
            every = "{handoff.prune.every}",
            delayed = "{handoff.prune.every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void prune() {
        instance.round(this::pruneOnce);
    }

    private void pruneOnce() {
        try {
            // Events first: the tasks that they have set off are kept as long as they are.
            pruneEvents();
            endAbandonedGroups();
            pruneTasks();
            pruneGroups();
            others.forEach(this::pruneOther);
        } catch (StoreUnavailable silent) {
            // A shutdown that overtakes a run closes its connections, and there is nothing to tell.
            if (!instance.isDraining()) {
                told.fire(new PruneEvent.Trouble(silent));
            }
        }
    }

    private void pruneEvents() {
        var before = before(List.of(events.published(), events.dead()));
        if (before.isPresent()) {
            this.<EventPlace>pass("events", after -> pruning.events(after, before.get(), BATCH, events));
        }
    }

    private void pruneTasks() {
        var before = before(List.of(tasks.succeeded(), tasks.cancelled(), tasks.dead()));
        if (before.isPresent()) {
            this.<TaskId>pass("tasks", after -> pruning.tasks(after, before.get(), BATCH, tasks));
        }
    }

    private void pruneOther(Retention other) {
        limit(other.kept()).ifPresent(kept -> {
            var before = clock.instant().minus(kept);
            pass(other.what(), _ -> {
                int pruned = other.prune(before);
                return new Batch<>(pruned, pruned > 0 ? Optional.of(before) : Optional.empty());
            });
        });
    }

    /** A dead task may be retried for as long as it is kept, and so may somebody come back to a group. */
    private void endAbandonedGroups() {
        tasks.dead().ifPresent(kept -> {
            var before = clock.instant().minus(kept);
            this.<GroupId>pass("abandoned groups", after -> pruning.endAbandoned(after, before, BATCH, kept));
        });
    }

    /** By the shortest age of tasks: what they were for has been pruned when they are. */
    private void pruneGroups() {
        var age = Stream.of(tasks.succeeded(), tasks.cancelled(), tasks.dead())
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
        age.ifPresent(kept -> {
            var before = clock.instant().minus(kept);
            this.<GroupId>pass("groups", after -> pruneGroups(after, before, kept));
        });
    }

    private Batch<GroupId> pruneGroups(Optional<GroupId> after, Instant before, Duration age) {
        var ripe = pruning.ripeGroups(after, before, BATCH, age);
        var without = new ArrayList<GroupId>();
        for (int i = 0; i < ripe.groups().size(); i++) {
            if (deleteFiles(ripe.groups().get(i), ripe.types().get(i))) {
                without.add(ripe.groups().get(i));
            }
        }
        return new Batch<>(without.isEmpty() ? 0 : pruning.groups(without, age), ripe.next());
    }

    /** False if the group may still have files: those of a type that isn't run here may lie where only others reach them. */
    private boolean deleteFiles(GroupId group, String type) {
        var files = types.files(type);
        if (files.isEmpty()) {
            return true;
        }
        if (!types.served().contains(type)) {
            return false;
        }
        try {
            files.get().delete(group);
            return true;
        } catch (Exception left) {
            told.fire(new PruneEvent.Trouble(
                    new IOException("files of group " + group + ": " + left.getMessage(), left)));
            return false;
        }
    }

    /** When the youngest that may be pruned was stored; empty if all are kept for ever. */
    private Optional<Instant> before(List<Optional<Duration>> ages) {
        return ages.stream().flatMap(Optional::stream).min(Duration::compareTo).map(clock.instant()::minus);
    }

    private <P> void pass(String what, Function<Optional<P>, Batch<P>> next) {
        var begun = clock.instant();
        long pruned = 0;
        Optional<P> reached = Optional.empty();
        try {
            do {
                var batch = next.apply(reached);
                pruned += batch.pruned();
                reached = batch.next();
            } while (reached.isPresent() && !instance.isDraining());
        } finally {
            if (pruned > 0) {
                told.fire(new PruneEvent.Pruned(what, pruned, Duration.between(begun, clock.instant())));
            }
        }
    }
}
