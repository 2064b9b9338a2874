package dev.handoff.engine.dispatch.http;

import dev.handoff.engine.dispatch.DispatchEvent;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.engine.dispatch.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/** Brings doorbells to this very instance by way of its HTTP server. */
@ApplicationScoped
class LoopbackRoute implements Route {

    private final WorkerConfig config;
    private final FunctionClient client;
    private final Clock clock;
    private final Event<DispatchEvent> events;

    LoopbackRoute(WorkerConfig config, FunctionClient client, Clock clock, Event<DispatchEvent> events) {
        this.config = config;
        this.client = client;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public String name() {
        return RouteNames.LOOPBACK;
    }

    @Override
    public Verdict verdict(String type) {
        return config.loopback()
                ? new Verdict.Takes("TASKS_FORCE_HTTP_LOOPBACK is on")
                : new Verdict.Passes("TASKS_FORCE_HTTP_LOOPBACK is off");
    }

    @Override
    public String probe(String type) {
        return "this process, over HTTP";
    }

    /** What is due later is left to the sweeper. */
    @Override
    public Dispatched ring(Doorbell bell, Supplier<String> input) {
        if (!bell.isDueAt(clock.instant())) {
            return Dispatched.later(Dispatched.DIRECT.name());
        }
        client.call("http://localhost:" + port(), bell, input.get(), new Told(bell));
        return Dispatched.DIRECT;
    }

    /** Known only once the server listens, if it was told to take any free one. */
    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    private final class Told implements FunctionClient.Listener {

        private final Doorbell bell;

        private Told(Doorbell bell) {
            this.bell = bell;
        }

        @Override
        public void answered(int status) {
            if (status / 100 != 2) {
                fail(new DispatchFailed("this instance answered itself " + status));
            }
        }

        @Override
        public void failed(Exception reason) {
            fail(new DispatchFailed("this instance doesn't reach itself: " + reason, reason));
        }

        private void fail(DispatchFailed failure) {
            events.fire(new DispatchEvent.Failed(bell, RouteNames.LOOPBACK, failure));
        }
    }
}
