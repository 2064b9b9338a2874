package dev.handoff.engine.run;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.dispatch.TaskSource;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Hold;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.store.Waker;
import dev.handoff.engine.submit.Attempts;
import dev.handoff.kit.database.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The tasks that wait in the table, for whichever instance has room for them. */
@ApplicationScoped
class WaitingTasks implements TaskSource {

    private final TaskStore store;
    private final Waker waker;
    private final Instance instance;
    private final Attempts attempts;
    private final Quarantine quarantine;
    private final EngineConfig config;
    private final Event<TaskEvent> events;

    WaitingTasks(
            TaskStore store,
            Waker waker,
            Instance instance,
            Attempts attempts,
            Quarantine quarantine,
            EngineConfig config,
            Event<TaskEvent> events) {
        this.store = store;
        this.waker = waker;
        this.instance = instance;
        this.attempts = attempts;
        this.quarantine = quarantine;
        this.config = config;
        this.events = events;
    }

    @Override
    public List<Claimed> take(Map<String, Integer> limits, int most) {
        try {
            return store.take(limits, most, new Hold(instance.worker(), config.lease())).stream()
                    .map(attempts::of)
                    .toList();
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("taking waiting tasks", silent));
            return List.of();
        }
    }

    @Override
    public boolean hasRoomApart() {
        return quarantine.isFree();
    }

    @Override
    public Optional<Claimed> takeApart(Set<String> types) {
        if (!quarantine.enter()) {
            return Optional.empty();
        }
        Optional<Claim> suspect = Optional.empty();
        try {
            suspect = store.takeSuspect(types, new Hold(instance.worker(), config.lease()));
            return suspect.map(it -> quarantine.attempt(it, attempts));
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("taking a suspect", silent));
            return Optional.empty();
        } finally {
            if (suspect.isEmpty()) {
                quarantine.leave();
            }
        }
    }

    @Override
    public void tellOthers(String type) {
        waker.wake(type);
    }

    @Override
    public void listen(Consumer<Set<String>> waiting) {
        waker.listen(waiting);
    }

    @Override
    public void stopListening() {
        waker.stopListening();
    }
}
