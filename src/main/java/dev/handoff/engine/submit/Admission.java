package dev.handoff.engine.submit;

import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.store.Added;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Hold;
import dev.handoff.engine.store.NewTask;
import dev.handoff.engine.store.NewTask.Origin;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.Ids;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes rows of submissions. A task that this process can begin with at once is claimed by the statement that stores it. */
@ApplicationScoped
class Admission {

    private final Ids ids = new Ids();
    private final TaskStore store;
    private final Dispatcher dispatcher;
    private final Instance instance;
    private final Tracing tracing;
    private final EngineConfig config;
    private final Event<TaskEvent> events;

    Admission(
            TaskStore store,
            Dispatcher dispatcher,
            Instance instance,
            Tracing tracing,
            EngineConfig config,
            Event<TaskEvent> events) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.instance = instance;
        this.tracing = tracing;
        this.config = config;
        this.events = events;
    }

    /** Looks for a slot in which a task could be run at once, before it is known whether it is new. */
    interface SlotSource {

        /** For tasks that are left to their doorbells. */
        SlotSource NONE = (route, type) -> Optional.empty();

        Optional<Slots.Slot> slot(String route, String type);
    }

    /**
     * A submission's row.
     *
     * @param begin of a task that this process holds and has to run; empty for one that waits or was there before
     */
    record Admitted(Added task, Optional<Begin> begin) {}

    /** What is to be run, and where. */
    record Begin(Claim claim, Slots.Slot slot) {}

    /**
     * Stores tasks, all or none, and claims those that are due now and have a slot.
     *
     * @param error why they can never work; they are stored as dead then
     * @throws dev.handoff.engine.dispatch.DispatchMisconfigured if the route that should take them can't; nothing was stored
     */
    List<Admitted> admit(List<Submission> submissions, SlotSource source, Optional<String> error) {
        var slots = new ArrayList<Optional<Slots.Slot>>(submissions.size());
        var tasks = newTasks(submissions, source, error, slots);
        var added = store.add(tasks);
        var admitted = new ArrayList<Admitted>(added.size());
        for (int i = 0; i < added.size(); i++) {
            var task = added.get(i);
            admitted.add(new Admitted(task, begin(task, tasks.get(i), slots.get(i))));
            if (!task.duplicate() && error.isEmpty()) {
                events.fire(new TaskEvent.Accepted(task.task(), task.group()));
            }
        }
        return admitted;
    }

    private List<NewTask> newTasks(
            List<Submission> submissions, SlotSource source, Optional<String> error, List<Optional<Slots.Slot>> slots) {
        var traceparent = tracing.traceparent();
        var tasks = new ArrayList<NewTask>(submissions.size());
        for (var submission : submissions) {
            var route = dispatcher.choose(submission.type());
            var slot = submission.runAt().isPresent() || error.isPresent()
                    ? Optional.<Slots.Slot>empty()
                    : source.slot(route, submission.type());
            slots.add(slot);
            tasks.add(newTask(submission, route, traceparent, error, slot.map(_ -> hold())));
        }
        return tasks;
    }

    private Hold hold() {
        return new Hold(instance.worker(), config.lease());
    }

    private NewTask newTask(
            Submission submission,
            String route,
            Optional<String> traceparent,
            Optional<String> error,
            Optional<Hold> hold) {
        // The members of a group are read in the order of their ids.
        var id = submission
                .id()
                .orElseGet(() -> new TaskId(submission.group().isPresent() ? ids.nextInOrder() : ids.next()));
        var task = new TaskRef(id, submission.type(), route, submission.priority(), 0);
        return NewTask.of(task, submission.input().toString(), dispatcher.patience(route))
                .at(submission.runAt())
                .keyed(submission.dedupeKey().map(DedupeKey::value))
                .partOf(submission.dedupeKey().flatMap(DedupeKey::request))
                .from(new Origin(submission.parent(), submission.group(), traceparent, submission.origin()))
                .dead(error)
                .heldBy(hold);
    }

    /** A task that had a slot waits all the same if its type is paused. */
    private static Optional<Begin> begin(Added added, NewTask task, Optional<Slots.Slot> slot) {
        boolean waits = added.duplicate() || added.state() != TaskState.RUNNING;
        return waits ? Optional.empty() : slot.map(it -> new Begin(claim(added, task), it));
    }

    private static Claim claim(Added added, NewTask task) {
        return new Claim(
                added.task(),
                task.inputJson(),
                0,
                Duration.ZERO,
                task.origin().traceparent(),
                task.origin().group(),
                false);
    }
}
