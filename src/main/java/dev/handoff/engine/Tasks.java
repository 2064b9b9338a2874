package dev.handoff.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.store.Added;
import dev.handoff.store.NewTask;
import dev.handoff.store.TaskReader;
import dev.handoff.store.TaskRecord;
import dev.handoff.store.TaskStore;
import dev.handoff.task.InvalidTask;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Submits, cancels and revives tasks. */
@ApplicationScoped
public class Tasks {

    /** Version 7 UUIDs grow with time, so that new rows stay together in the index. */
    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

    private final TaskTypes types;
    private final TaskStore store;
    private final TaskReader reader;
    private final Dispatcher dispatcher;
    private final Ringer ringer;
    private final Tracing tracing;
    private final ObjectMapper json;
    private final Event<TaskEvent> events;

    Tasks(
            TaskTypes types,
            TaskStore store,
            TaskReader reader,
            Dispatcher dispatcher,
            Ringer ringer,
            Tracing tracing,
            ObjectMapper json,
            Event<TaskEvent> events) {
        this.types = types;
        this.store = store;
        this.reader = reader;
        this.dispatcher = dispatcher;
        this.ringer = ringer;
        this.tracing = tracing;
        this.json = json;
        this.events = events;
    }

    /** {@link #submit(List)} for one task, whose broken rules are pointed to within its input. */
    public Submitted submit(Submission submission) {
        check(submission);
        return ring(store(List.of(submission)).getFirst());
    }

    /**
     * Stores tasks, all or none, and rings for them. Once it returns, none of them is lost.
     *
     * @throws InvalidTask if inputs break their types' rules, with pointers such as {@code /3/input/text}; nothing was
     *     stored
     * @throws UnknownTaskType if there is no handler for a type here; nothing was stored
     * @throws KeyReused if a dedupe key belongs to a different task; the others were stored and will be run
     * @throws dev.handoff.dispatch.DispatchMisconfigured if the route that should take them can't; nothing was stored
     * @throws dev.handoff.dispatch.DispatchFailed if a route failed; the tasks are stored and will be run
     * @throws dev.handoff.store.StoreUnavailable if PostgreSQL didn't answer; with dedupe keys, submit again
     */
    public List<Submitted> submit(List<Submission> submissions) {
        checkAll(submissions);
        return Together.each(store(submissions), tracing.carried(this::ring));
    }

    /** Stores one task without ringing, for callers that bring its doorbell to the receiver themselves. */
    public Submitted accept(Submission submission) {
        check(submission);
        var task = store(List.of(submission)).getFirst();
        return new Submitted(task.id(), Optional.empty(), task.state(), task.route(), task.earlier());
    }

    /**
     * Cancels a task. Once this answers that it did, no success of the task is ever recorded; a running attempt stops
     * within two seconds if its handler can be interrupted.
     *
     * @throws TaskNotFound if there is no such task
     */
    public Cancellation cancel(TaskId task, String reason) {
        var ended = store.cancel(task, reason);
        ended.ifPresent(it -> events.fire(new TaskEvent.CancelAsked(task, it.type(), it.state())));
        var state = ended.isPresent() ? ended.get().state() : find(task).state();
        return new Cancellation(ended.isPresent(), state);
    }

    /**
     * What a cancel request did.
     *
     * @param changed false if the task had ended before, or was to be cancelled already
     * @param state RUNNING if an attempt is still about to stop
     */
    public record Cancellation(boolean changed, TaskState state) {}

    /**
     * Puts a dead task back into the queue, with all its attempts to come and its finished steps kept.
     *
     * @throws TaskNotFound if there is no such task
     * @throws WrongState if it isn't dead
     */
    public Submitted retry(TaskId task) {
        var due = store.revive(task)
                .orElseThrow(() -> new WrongState(task, find(task).state(), "only a DEAD task can be retried"));
        events.fire(new TaskEvent.Revived(task, due.type()));
        var rung = ringer.ring(due);
        return new Submitted(task, Optional.of(rung.name()), rung.state(), due.route(), false);
    }

    private TaskRecord find(TaskId task) {
        return reader.find(task).orElseThrow(() -> new TaskNotFound(task));
    }

    /**
     * Stores a task that can never work as dead, for bringers that must not bring it again and can't be told why.
     *
     * @param error why it can't
     * @throws KeyReused if the dedupe key belongs to a different task
     */
    public Submitted bury(Submission submission, String error) {
        var task = store(List.of(submission), Optional.of(error)).getFirst();
        if (!task.earlier()) {
            events.fire(new TaskEvent.Buried(task.id(), task.type(), error));
        }
        return new Submitted(task.id(), Optional.empty(), task.state(), task.route(), task.earlier());
    }

    private List<Added> store(List<Submission> submissions) {
        return store(submissions, Optional.empty());
    }

    private List<Added> store(List<Submission> submissions, Optional<String> error) {
        var traceparent = tracing.traceparent();
        var routes = new HashMap<String, String>();
        submissions.forEach(submission -> routes.computeIfAbsent(submission.type(), dispatcher::choose));
        var added = store.add(submissions.stream()
                .map(submission -> newTask(submission, routes.get(submission.type()), traceparent, error))
                .toList());
        for (int i = 0; i < added.size(); i++) {
            var task = added.get(i);
            if (!task.earlier()) {
                events.fire(new TaskEvent.Accepted(task.id(), task.type(), task.route()));
            } else if (!isSame(task, submissions.get(i))) {
                throw new KeyReused(task.id());
            }
        }
        return added;
    }

    private NewTask newTask(Submission submission, String route, Optional<String> traceparent, Optional<String> error) {
        return new NewTask(
                new TaskId(ids.generate()),
                submission.type(),
                submission.input().toString(),
                route,
                dispatcher.patience(route),
                submission.priority(),
                submission.runAt(),
                submission.dedupeKey().map(DedupeKey::value),
                submission.parent(),
                traceparent,
                error);
    }

    private void check(Submission submission) {
        types.check(types.get(submission.type()), submission.input());
    }

    private void checkAll(List<Submission> submissions) {
        var violations = new ArrayList<InvalidTask.Violation>();
        for (int i = 0; i < submissions.size(); i++) {
            try {
                check(submissions.get(i));
            } catch (InvalidTask invalid) {
                violations.addAll(invalid.within("/" + i + "/input").violations());
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidTask(violations.size() + " fields are not valid; nothing was stored", violations);
        }
    }

    private boolean isSame(Added earlier, Submission submission) {
        return earlier.type().equals(submission.type())
                && (earlier.inputJson().equals(submission.input().toString())
                        || parse(earlier.inputJson()).equals(submission.input()));
    }

    private JsonNode parse(String stored) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored input is not JSON", impossible);
        }
    }

    /** An earlier task that is still queued is rung for again: perhaps its first ring was lost with its process. */
    private Submitted ring(Added task) {
        if (task.state() != TaskState.QUEUED) {
            return new Submitted(task.id(), Optional.empty(), task.state(), task.route(), task.earlier());
        }
        var rung = ringer.ring(task.due(), task::inputJson);
        return new Submitted(task.id(), Optional.of(rung.name()), rung.state(), task.route(), task.earlier());
    }
}
