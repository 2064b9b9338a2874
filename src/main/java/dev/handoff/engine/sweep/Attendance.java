package dev.handoff.engine.sweep;

import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.live.Hints;
import dev.handoff.engine.live.Live;
import dev.handoff.engine.store.Backlog;
import dev.handoff.engine.store.Roster;
import dev.handoff.kit.database.StoreUnavailable;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs for this instance, and tells which tasks nobody serves. Costs two statements now and then, and none for a task. */
@ApplicationScoped
public class Attendance {

    /** How long a task is due before its type counts as served nowhere: instances that are started anew are away for less. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration AGAIN = Duration.ofMinutes(10);

    private record Kind(String type, String route) {}

    private final Instance instance;
    private final TaskTypes types;
    private final Slots slots;
    private final Roster roster;
    private final Live live;
    private final Hints hints;
    private final Clock clock;
    private final Event<Unserved> events;
    private final String version;
    private final Map<Kind, Instant> told = new HashMap<>();

    Attendance(
            Instance instance,
            TaskTypes types,
            Slots slots,
            Roster roster,
            Live live,
            Hints hints,
            Clock clock,
            Event<Unserved> events,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.instance = instance;
        this.types = types;
        this.slots = slots;
        this.roster = roster;
        this.live = live;
        this.hints = hints;
        this.clock = clock;
        this.events = events;
        this.version = version;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sign() {
        instance.round(this::write);
    }

    private void write() {
        try {
            var condition = new Roster.Condition(version, slots.capacity(), slots.running(), instance.isDraining());
            hints.signed(roster.sign(instance.worker(), types.served(), live.isListening(), condition));
        } catch (StoreUnavailable silent) {
            // The sweep asks more often, and tells.
        }
    }

    @Scheduled(every = "1m", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        try {
            roster.backlogs().stream().filter(Attendance::isInVain).forEach(this::tell);
        } catch (StoreUnavailable silent) {
            // As above.
        }
    }

    /** Whether tasks wait that no instance will take. */
    public static boolean isInVain(Backlog backlog) {
        return !backlog.served() && backlog.oldest().compareTo(PATIENCE) > 0;
    }

    private void tell(Backlog backlog) {
        var kind = new Kind(backlog.type(), backlog.route());
        var now = clock.instant();
        if (told.getOrDefault(kind, Instant.MIN).isBefore(now.minus(AGAIN))) {
            told.put(kind, now);
            events.fire(new Unserved(backlog));
        }
    }
}
