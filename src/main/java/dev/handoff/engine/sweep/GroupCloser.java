package dev.handoff.engine.sweep;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;

/**
 * Ends groups after their last member has ended or they are sealed, whichever is later. Always in a statement after that one;
 * a process that dies in between leaves it to the sweep.
 */
@ApplicationScoped
public class GroupCloser {

    private static final int BATCH = 500;

    private final GroupStore store;
    private final Ringer ringer;
    private final Event<TaskEvent> events;

    GroupCloser(GroupStore store, Ringer ringer, Event<TaskEvent> events) {
        this.store = store;
        this.ringer = ringer;
        this.events = events;
    }

    /** Settles the group of a task, if it has one and the task has ended. */
    public void settleAfter(Ended ended) {
        if (ended.state().isFinal()) {
            ended.group().ifPresent(this::trySettle);
        }
    }

    /** Settles the group, or leaves it to a sweep. */
    public void trySettle(GroupId group) {
        try {
            settle(group);
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("settling group " + group, silent));
        }
    }

    /** Cancels what has not ended of a stopped group, or leaves it to a sweep. */
    public void tryStop(GroupId group) {
        try {
            stop(group);
        } catch (StoreUnavailable silent) {
            events.fire(new TaskEvent.Trouble("stopping group " + group, silent));
        }
    }

    /** Does what processes that have died left undone. */
    void sweep() {
        for (var group : store.neglected(BATCH)) {
            settle(group);
            stop(group);
        }
    }

    private void settle(GroupId group) {
        store.settle(group).ifPresent(this::followUp);
    }

    private void followUp(GroupStore.Settled settled) {
        events.fire(new TaskEvent.GroupEnded(settled));
        settled.completion().ifPresent(ringer::ringNowOrSoon);
        if (settled.completion().isEmpty()) {
            stop(settled.id());
        }
    }

    private void stop(GroupId group) {
        List<Ended> stopped;
        do {
            stopped = store.stop(group, BATCH);
            stopped.forEach(it -> events.fire(new TaskEvent.CancelAsked(it)));
        } while (!stopped.isEmpty());
    }
}
