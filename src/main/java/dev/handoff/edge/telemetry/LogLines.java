package dev.handoff.edge.telemetry;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.Outcome;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger.Level;

/** Writes one line for each thing that happens to a task or this instance. */
@ApplicationScoped
public class LogLines {

    private static final Log TASKS = Log.of("dev.handoff.tasks");
    private static final Log INSTANCE = Log.of("dev.handoff.instance");

    private final Correlation correlation;

    LogLines(TaskTypes types) {
        this.correlation = new Correlation(types);
    }

    void on(@Observes TaskEvent event) {
        switch (event) {
            case TaskEvent.Accepted it ->
                TASKS.write(
                        // What rings in this process says the same in the next line.
                        it.task().route().equals(RouteNames.LOCAL) ? Level.DEBUG : Level.INFO,
                        () -> LogLine.of("task.accepted")
                                .with("task_id", it.task().id())
                                .with("type", it.task().type())
                                .with("route", it.task().route()));
            case TaskEvent.Buried it ->
                TASKS.write(Level.ERROR, () -> LogLine.of("task.dead")
                        .with("task_id", it.task().id())
                        .with("type", it.task().type())
                        .with("error", it.error()));
            case TaskEvent.LeftOut it ->
                TASKS.write(Level.WARN, () -> LogLine.of("input.left_out")
                        .with("type", it.type())
                        .with("fields", String.join(",", it.fields()))
                        .with("reason", "connections are configured here; leave them out of inputs"));
            case TaskEvent.Started it ->
                TASKS.write(Level.INFO, () -> attempt("task.started", it.claim())
                        .with("waited", it.claim().waited()));
            case TaskEvent.AttemptEnded it -> ended(it);
            case TaskEvent.Superseded it -> TASKS.write(Level.WARN, () -> attempt("task.superseded", it.claim()));
            case TaskEvent.LeftBehind it -> TASKS.write(Level.WARN, () -> attempt("task.left_behind", it.claim()));
            case TaskEvent.CameBack it ->
                TASKS.write(
                        Level.WARN, () -> attempt("task.came_back", it.claim()).with("duration", it.took()));
            case TaskEvent.Rescued it -> rescued(it.ended());
            case TaskEvent.CancelAsked it ->
                TASKS.write(Level.INFO, () -> LogLine.of(
                                it.ended().state() == TaskState.CANCELLED ? "task.cancelled" : "task.cancel_asked")
                        .with("task_id", it.ended().task().id()));
            case TaskEvent.Revived it ->
                TASKS.write(Level.INFO, () -> LogLine.of("task.revived")
                        .with("task_id", it.task().id())
                        .with("type", it.task().type()));
            case TaskEvent.GroupEnded it -> ended(it.group());
            case TaskEvent.GroupCancelled it ->
                TASKS.write(Level.INFO, () -> LogLine.of("group.cancelled").with("group_id", it.group()));
            case TaskEvent.Trouble it -> trouble(it);
            // Metrics count it, and the task's record says it.
            case TaskEvent.Spent _ -> {}
            case TaskEvent.Draining it ->
                INSTANCE.write(Level.INFO, () -> LogLine.of("instance.draining")
                        .with("running", it.running())
                        .with("longest", it.longest()));
        }
    }

    private void ended(TaskEvent.AttemptEnded it) {
        var claim = it.claim();
        switch (it.outcome()) {
            case Outcome.Succeeded _ ->
                TASKS.write(Level.INFO, () -> attempt("task.succeeded", claim).with("duration", it.took()));
            case Outcome.Retry retry ->
                TASKS.write(
                        Level.WARN,
                        () -> attempt("task.retrying", claim)
                                .with("duration", it.took())
                                .with("delay", retry.delay())
                                .with("error", retry.error()),
                        unexpected(it.cause()));
            case Outcome.Dead dead ->
                TASKS.write(
                        Level.ERROR,
                        () -> attempt("task.dead", claim)
                                .with("duration", it.took())
                                .with("error", dead.error()),
                        unexpected(it.cause()));
            case Outcome.Cancelled cancelled ->
                TASKS.write(Level.INFO, () -> attempt("task.cancelled", claim)
                        .with("duration", it.took())
                        .with("reason", cancelled.reason()));
            case Outcome.Released released ->
                TASKS.write(Level.INFO, () -> attempt("task.released", claim)
                        .with("duration", it.took())
                        .with("reason", released.reason()));
        }
    }

    /** Where a handler has decided to fail is of no interest: its message says why. */
    private static Optional<Throwable> unexpected(Optional<Throwable> cause) {
        return cause.filter(it -> !(it instanceof TaskFailure));
    }

    private static void ended(GroupStore.Settled group) {
        TASKS.write(group.completion().isPresent() ? Level.INFO : Level.WARN, () -> group.completion()
                .map(due -> LogLine.of("group.completed")
                        .with("task_id", due.id())
                        .with("type", due.task().type()))
                .orElseGet(() -> LogLine.of("group.failed"))
                .with("group_id", group.id())
                .with("duration", group.took()));
    }

    /** Named for what became of the task, so that one search finds all the dead ones. */
    private static void rescued(Ended ended) {
        var error = ended.error().orElse("its lease ran out");
        switch (ended.state()) {
            case QUEUED, RUNNING, SUCCEEDED ->
                TASKS.write(Level.WARN, () -> attempt("task.rescued", ended).with("error", error));
            case DEAD ->
                TASKS.write(Level.ERROR, () -> attempt("task.dead", ended).with("error", error));
            case CANCELLED ->
                TASKS.write(Level.INFO, () -> attempt("task.cancelled", ended).with("reason", error));
        }
    }

    private static void trouble(TaskEvent.Trouble it) {
        // A database that is away fails everything every few seconds, and where we noticed it is of no interest.
        var known = it.cause() instanceof StoreUnavailable;
        INSTANCE.write(
                Level.WARN,
                () -> LogLine.of("task.trouble").with("doing", it.doing()).with("error", told(it.cause())),
                known ? Optional.empty() : Optional.of(it.cause()));
    }

    private LogLine attempt(String event, Claim claim) {
        var line = attempt(event, claim.task());
        correlation.of(claim).ifPresent(it -> line.with(it.field(), it.value()));
        return line;
    }

    private static LogLine attempt(String event, Ended ended) {
        return attempt(event, ended.task());
    }

    private static LogLine attempt(String event, TaskRef task) {
        return LogLine.of(event)
                .with("task_id", task.id())
                .with("type", task.type())
                .with("attempt", task.attempt());
    }

    private static String told(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
