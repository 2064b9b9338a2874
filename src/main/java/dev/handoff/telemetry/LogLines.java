package dev.handoff.telemetry;

import dev.handoff.dispatch.DispatchEvent;
import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.FunctionCall;
import dev.handoff.engine.TaskEvent;
import dev.handoff.store.Claim;
import dev.handoff.store.Ended;
import dev.handoff.store.Fence;
import dev.handoff.store.Outcome;
import dev.handoff.store.StoreUnavailable;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Writes one line for each thing that happens to a task, its doorbell or this instance. */
@ApplicationScoped
public class LogLines {

    private static final Logger DISPATCH = Logger.getLogger("dev.handoff.dispatch");
    private static final Logger TASKS = Logger.getLogger("dev.handoff.tasks");
    private static final Logger INSTANCE = Logger.getLogger("dev.handoff.instance");

    void on(@Observes DispatchEvent event) {
        switch (event) {
            case DispatchEvent.Started it -> {
                write(DISPATCH, Level.INFO, bell("tasks.enqueue_http_task.start", it.bell(), it.route()));
                DispatchNames.using(it.route())
                        .ifPresent(name -> write(DISPATCH, Level.INFO, bell(name, it.bell(), it.route())));
            }
            case DispatchEvent.Rang it ->
                write(
                        DISPATCH,
                        Level.INFO,
                        bell(DispatchNames.rang(it.route()), it.bell(), it.route())
                                .with("name", it.name()));
            case DispatchEvent.Failed it ->
                write(
                        DISPATCH,
                        Level.ERROR,
                        bell(DispatchNames.failed(it.failure().stage()), it.bell(), it.route())
                                .with("error", told(it.failure())),
                        Optional.of(it.failure()));
            case DispatchEvent.Noted it -> noted(it);
            case DispatchEvent.CloudTasksChecked it ->
                write(
                        DISPATCH,
                        Level.INFO,
                        LogLine.of(it.enabled() ? "tasks.cloud.enabled" : "tasks.cloud.disabled")
                                .with("reason", it.reason()));
        }
    }

    void on(@Observes TaskEvent event) {
        switch (event) {
            case TaskEvent.Accepted it ->
                write(
                        TASKS,
                        Level.INFO,
                        LogLine.of("task.accepted")
                                .with("task_id", it.task())
                                .with("type", it.type())
                                .with("route", it.route()));
            case TaskEvent.Buried it ->
                write(
                        TASKS,
                        Level.ERROR,
                        LogLine.of("task.dead")
                                .with("task_id", it.task())
                                .with("type", it.type())
                                .with("error", it.error()));
            case TaskEvent.Started it ->
                write(
                        TASKS,
                        Level.INFO,
                        attempt("task.started", it.claim())
                                .with("waited", Duration.ofMillis(it.claim().waitedMillis())));
            case TaskEvent.AttemptEnded it -> ended(it);
            case TaskEvent.Superseded it -> write(TASKS, Level.WARN, attempt("task.superseded", it.claim()));
            case TaskEvent.Rescued it -> rescued(it.ended());
            case TaskEvent.CancelAsked it ->
                write(
                        TASKS,
                        Level.INFO,
                        LogLine.of(it.state() == TaskState.CANCELLED ? "task.cancelled" : "task.cancel_asked")
                                .with("task_id", it.task()));
            case TaskEvent.Revived it ->
                write(
                        TASKS,
                        Level.INFO,
                        LogLine.of("task.revived").with("task_id", it.task()).with("type", it.type()));
            case TaskEvent.Trouble it -> trouble(it);
            case TaskEvent.Draining it ->
                write(
                        INSTANCE,
                        Level.INFO,
                        LogLine.of("instance.draining")
                                .with("running", it.running())
                                .with("longest", it.longest()));
        }
    }

    private static void ended(TaskEvent.AttemptEnded it) {
        var claim = it.claim();
        switch (it.outcome()) {
            case Outcome.Succeeded _ ->
                write(TASKS, Level.INFO, attempt("task.succeeded", claim).with("duration", it.took()));
            case Outcome.Retry retry ->
                write(
                        TASKS,
                        Level.WARN,
                        attempt("task.retrying", claim)
                                .with("duration", it.took())
                                .with("delay", it.ended().delay())
                                .with("error", retry.error()),
                        it.cause());
            case Outcome.Dead dead ->
                write(
                        TASKS,
                        Level.ERROR,
                        attempt("task.dead", claim).with("duration", it.took()).with("error", dead.error()),
                        it.cause());
            case Outcome.Cancelled cancelled ->
                write(
                        TASKS,
                        Level.INFO,
                        attempt("task.cancelled", claim)
                                .with("duration", it.took())
                                .with("reason", cancelled.reason()));
            case Outcome.Released released ->
                write(
                        TASKS,
                        Level.INFO,
                        attempt("task.released", claim)
                                .with("duration", it.took())
                                .with("reason", released.reason()));
        }
    }

    /** Named for what became of the task, so that one search finds all the dead ones. */
    private static void rescued(Ended ended) {
        var error = ended.error().orElse("its lease ran out");
        switch (ended.state()) {
            case QUEUED, RUNNING, SUCCEEDED ->
                write(TASKS, Level.WARN, attempt("task.rescued", ended).with("error", error));
            case DEAD -> write(TASKS, Level.ERROR, attempt("task.dead", ended).with("error", error));
            case CANCELLED ->
                write(TASKS, Level.INFO, attempt("task.cancelled", ended).with("reason", error));
        }
    }

    private static void trouble(TaskEvent.Trouble it) {
        var line = LogLine.of("task.trouble").with("doing", it.doing()).with("error", told(it.cause()));
        // A database that is away fails everything every few seconds, and where we noticed it is of no interest.
        var known = it.cause() instanceof StoreUnavailable;
        write(INSTANCE, Level.WARN, line, known ? Optional.empty() : Optional.of(it.cause()));
    }

    private static void noted(DispatchEvent.Noted it) {
        var line = LogLine.of(DispatchNames.noted(it.note()));
        it.task().ifPresent(task -> line.with("task_id", task));
        line.with("type", it.type());
        write(DISPATCH, level(it.note()), it.detail().isEmpty() ? line : line.with("detail", it.detail()));
    }

    /** Steps that only those want to see who look for the place where it went wrong are not worth a line otherwise. */
    private static Level level(DispatchEvent.Note note) {
        return switch (note) {
            case TASKS_AUTH_MISSING, WORKER_CONFIG_INVALID, WORKER_TIMEOUT, WORKER_ERROR, WORKER_EXCEPTION ->
                Level.WARN;
            case WORKER_CONFIG_VALID, USING_WORKER_SERVER, WORKER_SUCCESS -> Level.INFO;
            case USING_WORKER_URL, USING_TASKS_URL, TASKS_AUTH_SET, CREATING_TASK, CHECKING_WORKER_CONFIG ->
                Level.DEBUG;
        };
    }

    private static LogLine bell(String event, Doorbell bell, String route) {
        return LogLine.of(event)
                .with("task_id", bell.task())
                .with("type", bell.type())
                .with("path", FunctionCall.path(bell.type()))
                .with("route", route);
    }

    private static LogLine attempt(String event, Claim claim) {
        return attempt(event, claim.fence(), claim.type());
    }

    private static LogLine attempt(String event, Ended ended) {
        return attempt(event, ended.fence(), ended.type());
    }

    private static LogLine attempt(String event, Fence fence, String type) {
        return LogLine.of(event)
                .with("task_id", fence.task())
                .with("type", type)
                .with("attempt", fence.attempt());
    }

    private static String told(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static void write(Logger logger, Level level, LogLine line) {
        write(logger, level, line, Optional.empty());
    }

    private static void write(Logger logger, Level level, LogLine line, Optional<Throwable> cause) {
        // The line travels as a parameter, so that the formatter finds its values and not only their text.
        logger.logf(level, cause.map(LoggedThrowable::of).orElse(null), "%s", line);
    }
}
