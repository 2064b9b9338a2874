package dev.handoff.engine.dispatch.cloudtasks;

import dev.handoff.LocalServer;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteContract;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Live;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** What every route has to keep, over an emulated queue and HTTP. */
class CloudTasksRouteContractTest extends RouteContract {

    private final Map<String, Doorbell> rung = new ConcurrentHashMap<>();
    private final Emulator emulator = Live.start(EmulatorOptions.at("localhost", 0));
    private final LocalServer function = new LocalServer(call -> {
        heard.receive(rung.get(call.headers().get("X-handoff-task").getFirst()), Optional.empty(), () -> {});
        return LocalServer.Answer.json(200, "{}");
    });

    @AfterEach
    void close() {
        function.close();
        emulator.close();
    }

    @Override
    protected Route route() {
        var route = CloudTasksRouteOf.variables(Map.of(
                "CLOUD_TASKS_EMULATOR_HOST", "localhost:" + emulator.port(),
                "GOOGLE_CLOUD_PROJECT", "local",
                "TASKS_LOCATION", "here",
                "TASKS_QUEUE", "handoff",
                "TASKS_URL_BASE", function.address()));
        return new Remembering(route);
    }

    /** Keeps the doorbells, of which only the ids come out at the other end. */
    private final class Remembering implements Route {

        private final Route route;

        private Remembering(Route route) {
            this.route = route;
        }

        @Override
        public String name() {
            return route.name();
        }

        @Override
        public Verdict verdict(String type) {
            return route.verdict(type);
        }

        @Override
        public Dispatched ring(Doorbell bell, Supplier<String> input) {
            rung.put(bell.task().toString(), bell);
            return route.ring(bell, input);
        }

        @Override
        public String probe(String type) {
            return route.probe(type);
        }
    }
}
