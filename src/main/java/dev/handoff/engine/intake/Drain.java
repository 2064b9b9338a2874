package dev.handoff.engine.intake;

import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.IntakeStore;
import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.thread.Parallel;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Makes tasks and events of what waits. Any number of instances may do so at a time; each takes rows that no other has. */
@ApplicationScoped
public class Drain {

    private static final int BATCH = 1000;
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** A rollout may take so long to bring an instance that knows a name. */
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);

    private static final Set<String> TOPICS =
            Topics.all().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());

    private final IntakeStore store;
    private final Conversion conversion;
    private final TaskTypes types;
    private final Instance instance;
    private final Event<IntakeEvent> events;

    Drain(IntakeStore store, Conversion conversion, TaskTypes types, Instance instance, Event<IntakeEvent> events) {
        this.store = store;
        this.conversion = conversion;
        this.types = types;
        this.instance = instance;
        this.events = events;
    }

    @Scheduled(every = "{handoff.engine.sweep}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        instance.round(this::takeAll);
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tell() {
        try {
            unknown().forEach(it -> events.fire(new IntakeEvent.Unknown(it)));
        } catch (StoreUnavailable silent) {
            // Who takes tells of it.
        }
    }

    /** What has waited for a minute because nobody here knows its name. */
    public List<IntakeStore.Unknown> unknown() {
        return store.unknown(UNKNOWN_FOR, types.names(), TOPICS);
    }

    private void takeAll() {
        try {
            boolean more = true;
            while (more && !instance.isDraining()) {
                more = take(store.take(BATCH, LEASE, types.names(), TOPICS));
            }
        } catch (RuntimeException broken) {
            trouble(broken);
        }
    }

    /** False if there is nothing more to do for now. What could not be stored waits for the end of its lease. */
    private boolean take(List<IntakeStore.Asked> batch) {
        var done = new ConcurrentLinkedQueue<UUID>();
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        var tasks = batch.stream().filter(asked -> !asked.event()).toList();
        boolean together = !tasks.isEmpty() && conversion.takeTogether(tasks);
        Parallel.map(batch, asked -> {
            try {
                if (!together || asked.event()) {
                    conversion.take(asked);
                }
                return done.add(asked.id());
            } catch (RuntimeException failed) {
                return failures.add(failed);
            }
        });
        if (!done.isEmpty()) {
            store.remove(done);
        }
        failures.stream().findFirst().ifPresent(this::trouble);
        return batch.size() == BATCH && failures.isEmpty();
    }

    /** A shutdown that overtakes a round closes its connections, which is no trouble. */
    private void trouble(RuntimeException cause) {
        if (!instance.isDraining()) {
            events.fire(new IntakeEvent.Trouble(cause));
        }
    }
}
