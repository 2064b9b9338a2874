package dev.handoff.engine.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.store.Due;
import dev.handoff.engine.store.NewTask;
import dev.handoff.engine.store.NewTask.Origin;
import dev.handoff.engine.store.ScheduleStore;
import dev.handoff.engine.sweep.Ringer;
import dev.handoff.kit.database.Ids;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Submits the task of one tick. */
@ApplicationScoped
public class TickSubmitter {

    private final Ids ids = new Ids();

    private final ScheduleStore store;
    private final Dispatcher dispatcher;
    private final Ringer ringer;
    private final Tracing tracing;
    private final Event<TaskEvent> events;

    TickSubmitter(ScheduleStore store, Dispatcher dispatcher, Ringer ringer, Tracing tracing, Event<TaskEvent> events) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.ringer = ringer;
        this.tracing = tracing;
        this.events = events;
    }

    /**
     * Stores the task of a tick and rings for it. Any number of callers may try, at any time and however often they die in
     * between: there is one task.
     *
     * @param input checked by the caller
     * @return empty if the tick isn't due by the database's clock, or the schedule is unknown or has come so far already
     * @throws dev.handoff.engine.dispatch.DispatchMisconfigured if the route that should take the task can't; nothing was stored
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL didn't answer; try again
     */
    public Optional<TaskId> submit(String schedule, Instant tick, String type, JsonNode input) {
        var route = dispatcher.choose(type);
        var task = newTask(type, input, route);
        if (!store.tick(schedule, tick, task)) {
            return Optional.empty();
        }
        events.fire(new TaskEvent.Accepted(task.task(), Optional.empty()));
        ringer.ringNowOrSoon(new Due(task.task(), Duration.ZERO));
        return Optional.of(task.id());
    }

    private NewTask newTask(String type, JsonNode input, String route) {
        var task = new TaskRef(new TaskId(ids.next()), type, route, 0, 0);
        return NewTask.of(task, input.toString(), dispatcher.patience(route)).from(Origin.of(tracing.traceparent()));
    }
}
