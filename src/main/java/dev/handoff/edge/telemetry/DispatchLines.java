package dev.handoff.edge.telemetry;

import dev.handoff.engine.dispatch.DispatchEvent;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.FunctionCall;
import dev.handoff.engine.dispatch.RouteNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger.Level;

/** Writes one line for each thing that happens to a doorbell on its way out. */
@ApplicationScoped
public class DispatchLines {

    private static final Log DISPATCH = Log.of("dev.handoff.dispatch");

    /** A transport that is away fails every doorbell of every sweep for the same reason. */
    private final Faults faults;

    DispatchLines(Clock clock) {
        this.faults = new Faults(clock);
    }

    void on(@Observes DispatchEvent event) {
        switch (event) {
            case DispatchEvent.Started it -> started(it);
            case DispatchEvent.Rang it -> {
                faults.forget(subject(it.route(), it.bell()));
                DISPATCH.write(step(it.route()), () -> bell(DispatchNames.rang(it.route()), it.bell(), it.route())
                        .with("name", it.name()));
            }
            case DispatchEvent.Failed it -> failed(it);
            case DispatchEvent.Noted it -> DISPATCH.write(level(it.note()), () -> noted(it));
            case DispatchEvent.Misconfigured it ->
                DISPATCH.write(Level.ERROR, () -> LogLine.of(DispatchNames.failed(it.stage()))
                        .with("route", it.route())
                        .with("error", it.reason()));
            case DispatchEvent.LocalInProduction it ->
                DISPATCH.write(Level.WARN, () -> LogLine.of("tasks.local.in_production")
                        .with("types", String.join(", ", it.types()))
                        .with(
                                "remedy",
                                "set TASKS_LOCATION, TASKS_QUEUE and TASKS_URL_BASE, or MQ_HOST; if tasks are to run in "
                                        + "the instances themselves, set HANDOFF_ROUTES=heavy:local,light:local"));
            case DispatchEvent.CloudTasksChecked it ->
                DISPATCH.write(
                        Level.INFO, () -> LogLine.of(it.enabled() ? "tasks.cloud.enabled" : "tasks.cloud.disabled")
                                .with("reason", it.reason()));
        }
    }

    private void started(DispatchEvent.Started it) {
        // What a far route took in has been told when it was accepted.
        var faulty = !it.route().equals(RouteNames.LOCAL) && faults.isFaulty(subject(it.route(), it.bell()));
        DISPATCH.write(
                faulty ? Level.DEBUG : Level.INFO, () -> bell("tasks.enqueue_http_task.start", it.bell(), it.route()));
        DispatchNames.using(it.route())
                .ifPresent(name -> DISPATCH.write(
                        faulty ? Level.DEBUG : step(it.route()), () -> bell(name, it.bell(), it.route())));
    }

    private void failed(DispatchEvent.Failed it) {
        var name = DispatchNames.failed(it.failure().stage());
        var error = it.failure().getMessage();
        DISPATCH.write(
                faults.isNew(subject(it.route(), it.bell()), name + error) ? Level.ERROR : Level.DEBUG,
                () -> bell(name, it.bell(), it.route()).with("error", error),
                traced(it.failure()));
    }

    private static String subject(String route, Doorbell bell) {
        return route + " " + bell.type();
    }

    /** Within this process nothing gets lost on the way, and it is enough to say that a ring starts. */
    private static Level step(String route) {
        return route.equals(RouteNames.LOCAL) ? Level.DEBUG : Level.INFO;
    }

    /** A transport that is away fails everything, and where we noticed it is of no interest. */
    private static Optional<Throwable> traced(DispatchFailed failure) {
        return switch (failure.stage()) {
            case SENDING, SETTINGS, QUEUE_PATH, BASE_URL -> Optional.empty();
            case LIBRARY, CLIENT, REQUEST, MESSAGE -> Optional.of(failure);
        };
    }

    private static LogLine noted(DispatchEvent.Noted it) {
        var line = LogLine.of(DispatchNames.noted(it.note()));
        it.task().ifPresent(task -> line.with("task_id", task));
        line.with("type", it.type());
        return it.detail().isEmpty() ? line : line.with("detail", it.detail());
    }

    /** Steps that only those want to see who look for the place where it went wrong are not worth a line otherwise. */
    private static Level level(DispatchEvent.Note note) {
        return switch (note) {
            case TASKS_AUTH_MISSING, NOT_TOLD, WORKER_CONFIG_INVALID, WORKER_TIMEOUT, WORKER_ERROR, WORKER_EXCEPTION ->
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
}
