package dev.handoff.engine.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.sweep.GroupCanceller;
import dev.handoff.engine.sweep.GroupCloser;
import dev.handoff.engine.sweep.Ringer;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.Conflict;
import dev.handoff.task.GroupId;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Submits, cancels and revives tasks. */
@ApplicationScoped
public class Tasks {

    private final Inputs inputs;
    private final TaskStore store;
    private final TaskReader reader;
    private final Admission admission;
    private final Dispatcher dispatcher;
    private final Ringer ringer;
    private final Attempts attempts;
    private final GroupCloser groups;
    private final GroupCanceller canceller;
    private final Tracing tracing;
    private final ObjectMapper json;
    private final Event<TaskEvent> events;

    Tasks(
            Inputs inputs,
            TaskStore store,
            TaskReader reader,
            Admission admission,
            Dispatcher dispatcher,
            Ringer ringer,
            Attempts attempts,
            GroupCloser groups,
            GroupCanceller canceller,
            Tracing tracing,
            ObjectMapper json,
            Event<TaskEvent> events) {
        this.inputs = inputs;
        this.store = store;
        this.reader = reader;
        this.admission = admission;
        this.dispatcher = dispatcher;
        this.ringer = ringer;
        this.attempts = attempts;
        this.groups = groups;
        this.canceller = canceller;
        this.tracing = tracing;
        this.json = json;
        this.events = events;
    }

    /** {@link #submit(List)} for one task, whose broken rules are pointed to within its input. */
    public Submitted submit(Submission submission) {
        return bring(List.of(inputs.checked(submission))).getFirst();
    }

    /**
     * Stores tasks, all or none, and begins with them or rings for them. Once it returns, none of them is lost.
     *
     * @throws Invalid if inputs break their types' rules, with pointers such as {@code /3/input/text}; nothing was stored
     * @throws NotFound if there is no handler for a type here, no such group to be a member of, or no such origin; nothing
     *     was stored
     * @throws Conflict if that group isn't open; nothing was stored
     * @throws Reused if a dedupe key belongs to a different task; the others were stored and will be run
     * @throws dev.handoff.engine.dispatch.DispatchMisconfigured if the route that should take them can't; nothing was stored
     * @throws DispatchFailed if a route failed; the tasks are stored and will be run
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL didn't answer; with dedupe keys, submit again
     */
    public List<Submitted> submit(List<Submission> submissions) {
        return bring(inputs.checked(submissions));
    }

    /**
     * Stores one task without ringing, for callers that bring it to its attempt themselves.
     *
     * @param slot the caller's, if it has one for the task, which is claimed for this process then
     * @throws Reused if the dedupe key belongs to a different task
     */
    public Arrival accept(Submission submission, Optional<Slots.Slot> slot) {
        var checked = inputs.checked(submission);
        var admitted = admission
                .admit(List.of(checked), (route, type) -> slot, Optional.empty())
                .getFirst();
        var added = admitted.task();
        StoredInput.refuseReuse(json, added, checked);
        return new Arrival(added.id(), added.duplicate(), admitted.begin().map(it -> attempts.of(it.claim())));
    }

    /** A task, perhaps of an earlier call; claimed to be run by the caller, or to be claimed by its doorbell. */
    public record Arrival(TaskId id, boolean earlier, Optional<Claimed> claimed) {}

    /**
     * Cancels a task, and what it has handed on to groups. Once this answers that it did, no success of the task is ever
     * recorded; a running attempt stops within two seconds if its handler can be interrupted.
     *
     * @throws NotFound if there is no such task
     */
    public Cancellation cancel(TaskId task, String reason) {
        var ended = canceller.cancel(task, reason);
        var groups = canceller.cancelBelow(task, reason);
        var state = ended.isPresent() ? ended.get().state() : find(task).state();
        return new Cancellation(ended.isPresent() || !groups.isEmpty(), state, groups);
    }

    /**
     * What a cancel request did.
     *
     * @param changed false if the task and all that it has handed on had ended before, or was to be cancelled already
     * @param state RUNNING if an attempt is still about to stop; SUCCEEDED if only what it has handed on was cancelled
     * @param groups that were cancelled with it, or whose completion was
     */
    public record Cancellation(boolean changed, TaskState state, List<GroupId> groups) {}

    /**
     * Puts a dead task back into the queue, with all its attempts to come and its finished steps kept.
     *
     * @throws NotFound if there is no such task
     * @throws Conflict if it isn't dead
     */
    public Submitted retry(TaskId task) {
        var revived = store.revive(task).orElseThrow(() -> notDead(find(task)));
        events.fire(new TaskEvent.Revived(revived.task(), revived.group()));
        try {
            return Submitted.dispatched(
                    revived.task(), ringer.ring(revived.due().orElseThrow()), false);
        } catch (DispatchFailed failure) {
            ringer.ringSoon(List.of(task));
            throw failure;
        }
    }

    private static Conflict notDead(TaskRecord task) {
        var handedOn = task.groups().isEmpty()
                ? ""
                : ", such as those of group " + task.groups().getLast();
        return Conflict.state(task.id(), task.state(), "only a DEAD task can be retried" + handedOn);
    }

    private TaskRecord find(TaskId task) {
        return reader.find(task).orElseThrow(() -> NotFound.task(task));
    }

    /**
     * Stores a task that can never work as dead, for bringers that must not bring it again and can't be told why.
     *
     * @param error why it can't
     * @throws Reused if the dedupe key belongs to a different task
     */
    public Submitted bury(Submission submission, String error) {
        var told = inputs.told(submission, error);
        var task = admission
                .admit(List.of(submission), Admission.SlotSource.NONE, Optional.of(told))
                .getFirst()
                .task();
        StoredInput.refuseReuse(json, task, submission);
        if (!task.duplicate()) {
            events.fire(new TaskEvent.Buried(task.task(), submission.group(), told));
            submission.group().ifPresent(groups::trySettle);
        }
        return Submitted.undispatched(task);
    }

    private List<Submitted> bring(List<Submission> submissions) {
        try (var slots = new HeldSlots(dispatcher)) {
            var admitted = admission.admit(submissions, slots::take, Optional.empty());
            var submitted = bringAll(admitted);
            for (int i = 0; i < submissions.size(); i++) {
                StoredInput.refuseReuse(json, admitted.get(i).task(), submissions.get(i));
            }
            return submitted;
        }
    }

    private List<Submitted> bringAll(List<Admission.Admitted> admitted) {
        var undelivered = new ConcurrentLinkedQueue<TaskId>();
        try {
            Function<Admission.Admitted, Submitted> bring = it -> {
                try {
                    return bring(it);
                } catch (DispatchFailed failure) {
                    undelivered.add(it.task().id());
                    throw failure;
                }
            };
            return admitted.stream()
                            .allMatch(it -> dispatcher.isNear(it.task().task().route()))
                    ? Parallel.mapInTurn(admitted, bring)
                    : Parallel.map(admitted, tracing.carried(bring));
        } catch (DispatchFailed failure) {
            throw failure.stored(admitted.stream().map(it -> it.task().id()).toList());
        } finally {
            ringer.ringSoon(undelivered);
        }
    }

    /** An earlier task that is still queued is rung for again: perhaps its first ring was lost with its process. */
    private Submitted bring(Admission.Admitted admitted) {
        var task = admitted.task();
        if (admitted.begin().isEmpty() && task.state() != TaskState.QUEUED) {
            return Submitted.undispatched(task);
        }
        var dispatched = admitted.begin()
                .map(it -> ringer.begin(task.due(), it.slot(), attempts.of(it.claim())))
                .orElseGet(() -> ringer.ring(task.due(), task::inputJson));
        return Submitted.dispatched(task.task(), dispatched, task.duplicate());
    }
}
