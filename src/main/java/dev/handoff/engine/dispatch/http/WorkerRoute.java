package dev.handoff.engine.dispatch.http;

import dev.handoff.engine.dispatch.BaseUrl;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.DispatchEvent;
import dev.handoff.engine.dispatch.DispatchEvent.Note;
import dev.handoff.engine.dispatch.DispatchEvent.Noted;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.engine.dispatch.WorkerConfig;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** Brings doorbells of some types to a worker server, in development. */
@ApplicationScoped
class WorkerRoute implements Route {

    private final WorkerConfig config;
    private final DispatchConfig dispatch;
    private final FunctionClient client;
    private final Clock clock;
    private final Event<DispatchEvent> events;

    WorkerRoute(
            WorkerConfig config,
            DispatchConfig dispatch,
            FunctionClient client,
            Clock clock,
            Event<DispatchEvent> events) {
        this.config = config;
        this.dispatch = dispatch;
        this.client = client;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public String name() {
        return RouteNames.WORKER;
    }

    @Override
    public Verdict verdict(String type) {
        if (!config.types().contains(type)) {
            return new Verdict.Passes("it is for "
                    + String.join(", ", config.types().stream().sorted().toList()));
        }
        if (!config.useInDev()) {
            return new Verdict.Passes("USE_WORKER_IN_DEV is off");
        }
        note(Note.CHECKING_WORKER_CONFIG, type, "");
        if (fault().isPresent()) {
            return new Verdict.Broken(fault().get());
        }
        try {
            var base = BaseUrl.of("WORKER_URL_BASE", config.urlBase());
            note(Note.WORKER_CONFIG_VALID, type, base);
            return new Verdict.Takes("USE_WORKER_IN_DEV is on, and WORKER_URL_BASE is " + base);
        } catch (DispatchMisconfigured wrong) {
            note(Note.WORKER_CONFIG_INVALID, type, wrong.getMessage());
            return new Verdict.Passes(wrong.getMessage());
        }
    }

    @Override
    public Optional<String> fault() {
        return config.useInDev() && dispatch.production()
                ? Optional.of("USE_WORKER_IN_DEV is on, but APP_ENV is production; switch it off, and let Cloud Tasks "
                        + "bring tasks to WORKER_URL_BASE")
                : Optional.empty();
    }

    @Override
    public String probe(String type) {
        return client.probe("WORKER_URL_BASE", BaseUrl.of("WORKER_URL_BASE", config.urlBase()));
    }

    /** What is due later is left to the sweeper. */
    @Override
    public Dispatched ring(Doorbell bell, Supplier<String> input) {
        var base = BaseUrl.of("WORKER_URL_BASE", config.urlBase());
        var now = clock.instant();
        var name = "dev-worker-dispatch-" + now.truncatedTo(ChronoUnit.MILLIS);
        if (!bell.isDueAt(now)) {
            return Dispatched.later(name);
        }
        events.fire(Noted.of(Note.USING_WORKER_SERVER, bell, base));
        client.call(base, bell, input.get(), new Told(bell));
        return new Dispatched(name, TaskState.QUEUED);
    }

    private void note(Note note, String type, String detail) {
        events.fire(new Noted(note, type, Optional.empty(), detail));
    }

    /** Tells what the worker said. */
    private final class Told implements FunctionClient.Listener {

        private final Doorbell bell;

        private Told(Doorbell bell) {
            this.bell = bell;
        }

        @Override
        public void answered(int status) {
            var note = status / 100 == 2 ? Note.WORKER_SUCCESS : Note.WORKER_ERROR;
            events.fire(Noted.of(note, bell, "status " + status));
        }

        @Override
        public void failed(Exception reason) {
            var note = reason instanceof HttpTimeoutException ? Note.WORKER_TIMEOUT : Note.WORKER_EXCEPTION;
            events.fire(Noted.of(note, bell, reason.toString()));
        }
    }
}
