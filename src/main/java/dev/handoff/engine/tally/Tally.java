package dev.handoff.engine.tally;

import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Outcome;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Counts what this instance's tasks do, and writes the numbers down now and then. */
@ApplicationScoped
class Tally {

    /** Types in one period; more than any application has, since names of unknown ones come from outside. */
    private static final int MAX_TYPES = 500;

    /** After the last attempts have ended. */
    private static final int LAST = 1000;

    record Place(Period period, Instant began, String type) {}

    private final TallyStore store;
    private final Instance instance;
    private final Clock clock;
    private final Map<Place, Sums> sums = new HashMap<>();
    private final Set<Place> changed = new HashSet<>();

    Tally(TallyStore store, Instance instance, Clock clock) {
        this.store = store;
        this.instance = instance;
        this.clock = clock;
    }

    void on(@Observes TaskEvent event) {
        switch (event) {
            case TaskEvent.Accepted it -> count(it.task().type(), sums -> sums.submitted++);
            case TaskEvent.Buried it ->
                count(it.task().type(), sums -> {
                    sums.submitted++;
                    sums.dead++;
                });
            case TaskEvent.Started it ->
                count(
                        it.claim().task().type(),
                        sums -> sums.waited.add(it.claim().waited()));
            case TaskEvent.AttemptEnded it ->
                count(it.claim().task().type(), sums -> {
                    sums.ran.add(it.took());
                    // One that was given back has not failed.
                    if (!(it.outcome() instanceof Outcome.Released)) {
                        ended(sums, it.ended().state());
                    }
                });
            case TaskEvent.Rescued it ->
                count(it.ended().task().type(), sums -> ended(sums, it.ended().state()));
            case TaskEvent.CancelAsked it -> {
                if (it.ended().state() == TaskState.CANCELLED) {
                    count(it.ended().task().type(), sums -> sums.cancelled++);
                }
            }
            case TaskEvent.Spent it ->
                count(it.type(), sums -> {
                    sums.inputTokens += it.usage().inputTokens();
                    sums.outputTokens += it.usage().outputTokens();
                    sums.cost = it.usage().cost().map(sums.cost::add).orElse(sums.cost);
                });
            case TaskEvent.Superseded _,
                    TaskEvent.LeftOut _,
                    TaskEvent.LeftBehind _,
                    TaskEvent.CameBack _,
                    TaskEvent.Revived _,
                    TaskEvent.GroupEnded _,
                    TaskEvent.GroupCancelled _,
                    TaskEvent.Trouble _,
                    TaskEvent.Draining _ -> {}
        }
    }

    private static void ended(Sums sums, TaskState state) {
        switch (state) {
            case SUCCEEDED -> sums.succeeded++;
            case DEAD -> sums.dead++;
            case CANCELLED -> sums.cancelled++;
            case QUEUED -> sums.failed++;
            case RUNNING -> {}
        }
    }

    private synchronized void count(String type, Consumer<Sums> change) {
        var now = clock.instant();
        for (var period : Period.values()) {
            var place = new Place(period, period.point(now), type);
            var known = sums.get(place);
            if (known != null || sums.size() < MAX_TYPES) {
                change.accept(known == null ? begun(place) : known);
                changed.add(place);
            }
        }
    }

    private Sums begun(Place place) {
        var begun = new Sums();
        sums.put(place, begun);
        return begun;
    }

    @Scheduled(
            identity = "tally",
            every = "${handoff.tally.every:10s}",
            delayed = "5s",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void write() {
        instance.round(this::flush);
    }

    @Scheduled(identity = "tally-forgets", every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        instance.round(() -> {
            try {
                store.forget(clock.instant());
            } catch (StoreUnavailable silent) {
                // An hour later will do.
            }
        });
    }

    // After the engine has ended its attempts, which it does first.
    void last(@Observes @Priority(LAST) ShutdownEvent stopping) {
        flush();
    }

    /** Numbers that could not be written are written the next time. */
    void flush() {
        var taken = taken();
        try {
            store.write(instance.worker(), taken);
        } catch (StoreUnavailable silent) {
            // The sweep asks more often, and tells.
            putBack(taken);
        }
    }

    private synchronized List<TallyStore.Line> taken() {
        var lines = new ArrayList<TallyStore.Line>();
        changed.forEach(
                place -> lines.add(new TallyStore.Line(place, sums.get(place).copy())));
        changed.clear();
        var now = clock.instant();
        sums.keySet().removeIf(place -> !place.began().equals(place.period().point(now)));
        return lines;
    }

    // Of a period that is over the whole is in the line, and nobody adds to it.
    private synchronized void putBack(List<TallyStore.Line> lines) {
        for (var line : lines) {
            sums.putIfAbsent(line.place(), line.sums());
            changed.add(line.place());
        }
    }
}
