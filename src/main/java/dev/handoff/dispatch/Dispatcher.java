package dev.handoff.dispatch;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The one way out: chooses a task's route when it is submitted, and rings over it from then on. */
@ApplicationScoped
public class Dispatcher {

    private final Map<String, Route> routes;
    private final DispatchConfig config;
    private final Event<DispatchEvent> events;

    Dispatcher(@All List<Route> routes, DispatchConfig config, Event<DispatchEvent> events) {
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(Route::name, Function.identity()));
        this.config = config;
        this.events = events;
    }

    /** The route of a task that is submitted now: {@code dry-run} if that is on, otherwise {@code local}. */
    public String choose() {
        return config.dryRun() ? "dry-run" : "local";
    }

    /**
     * Rings over the route that was chosen for the task.
     *
     * @throws DispatchFailed if it could not be brought
     */
    public Rung ring(String routeName, Doorbell bell) {
        events.fire(new DispatchEvent.Started(bell, routeName));
        try {
            var route = routes.get(routeName);
            if (route == null) {
                throw new DispatchFailed("there is no route " + routeName + " here; known are " + routes.keySet());
            }
            var rung = route.ring(bell);
            events.fire(new DispatchEvent.Rang(bell, routeName, rung.name()));
            return rung;
        } catch (DispatchFailed failure) {
            events.fire(new DispatchEvent.Failed(bell, routeName, failure));
            throw failure;
        }
    }

    /** Why some route doesn't take tasks although it could; empty while all is well. */
    public Optional<String> stuck() {
        return routes.values().stream().flatMap(route -> route.stuck().stream()).findFirst();
    }
}
