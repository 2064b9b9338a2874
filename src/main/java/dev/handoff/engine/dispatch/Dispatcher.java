package dev.handoff.engine.dispatch;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one way out: chooses a task's route when it is submitted, and rings over it from then on. */
@ApplicationScoped
public class Dispatcher {

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, String> chosen = new ConcurrentHashMap<>();
    private final Weights weights;
    private final boolean production;
    private final Mapping mapping;
    private final Event<DispatchEvent> events;

    Dispatcher(@All List<Route> routes, DispatchConfig config, Weights weights, Event<DispatchEvent> events) {
        var byName = routes.stream().collect(Collectors.toMap(Route::name, Function.identity()));
        RouteNames.ORDER.stream()
                .filter(byName::containsKey)
                .forEach(name -> this.routes.put(name, byName.remove(name)));
        if (!byName.isEmpty()) {
            throw new IllegalStateException(
                    byName.keySet() + " have no place in the order of routes " + RouteNames.ORDER);
        }
        this.weights = weights;
        this.production = config.production();
        var mappable = this.routes.keySet().stream()
                .filter(name -> !name.equals(RouteNames.DRY_RUN))
                .toList();
        this.mapping = new Mapping(config.routes().orElse(List.of()), mappable, weights);
        this.events = events;
    }

    /** Refuses to serve with settings that would fail every task. */
    void check(
            @Observes StartupEvent starting,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves) {
        if (!serves) {
            return;
        }
        var faults = faults();
        if (!faults.isEmpty()) {
            routes.values().forEach(route -> route.fault()
                    .ifPresent(reason ->
                            events.fire(new DispatchEvent.Misconfigured(route.name(), route.faultyStage(), reason))));
            throw new ConfigurationException(String.join("; ", faults));
        }
        var unasked = weights.types().stream()
                .filter(type -> production && mapping.of(type).isEmpty())
                .filter(type -> choose(type).equals(RouteNames.LOCAL))
                .toList();
        if (!unasked.isEmpty()) {
            events.fire(new DispatchEvent.LocalInProduction(unasked));
        }
    }

    /** What is wrong with the settings of routes that are asked for, each with its remedy. */
    public List<String> faults() {
        var ofRoutes = routes.values().stream().flatMap(route -> route.fault().stream());
        return Stream.of(mapping.faults().stream(), ofRoutes, cannot())
                .flatMap(Function.identity())
                .distinct()
                .toList();
    }

    /** Why types can't go where they are mapped to. */
    private Stream<String> cannot() {
        return weights.types().stream()
                .filter(type -> mapping.faults().isEmpty() && mapping.of(type).isPresent())
                .flatMap(type -> decision(type).stream())
                .flatMap(verdict ->
                        verdict instanceof Verdict.Broken broken ? Stream.of(broken.reason()) : Stream.empty());
    }

    private Optional<Verdict> decision(String type) {
        return routes.values().stream()
                .map(route -> verdict(route, type))
                .filter(verdict -> !(verdict instanceof Verdict.Passes))
                .findFirst();
    }

    /** What a route says. Of the routes of a mapped type only one is asked, unless this is a dry run. */
    private Verdict verdict(Route route, String type) {
        if (route.name().equals(RouteNames.DRY_RUN)) {
            return route.verdict(type);
        }
        if (!mapping.faults().isEmpty()) {
            return new Verdict.Broken(String.join("; ", mapping.faults()));
        }
        return mapping.of(type)
                .map(entry -> entry.route().equals(route.name())
                        ? entry.judge(route.asked(type), type)
                        : new Verdict.Passes("not asked, since HANDOFF_ROUTES says " + entry))
                .orElseGet(() -> route.verdict(type));
    }

    /**
     * The route of tasks of this type that are submitted now.
     *
     * @throws DispatchMisconfigured if the one that should take them can't
     */
    public String choose(String type) {
        // The configuration alone decides, and it doesn't change while the process lives.
        return chosen.computeIfAbsent(type, this::decide);
    }

    private String decide(String type) {
        for (var route : routes.values()) {
            switch (verdict(route, type)) {
                case Verdict.Takes _ -> {
                    return route.name();
                }
                case Verdict.Broken broken -> throw new DispatchMisconfigured(broken.reason());
                case Verdict.Passes _ -> {}
            }
        }
        throw new DispatchMisconfigured("no route takes tasks of type " + type);
    }

    /** What each route says about a type, in the order in which they are asked. */
    public Map<String, Verdict> explain(String type) {
        var verdicts = new LinkedHashMap<String, Verdict>();
        routes.forEach((name, route) -> verdicts.put(name, verdict(route, type)));
        return verdicts;
    }

    /** How long a doorbell on this route may stay unanswered before it is rung again. */
    public Duration patience(String route) {
        return Optional.ofNullable(routes.get(route)).map(Route::patience).orElse(Route.SHORT_PATIENCE);
    }

    /**
     * Rings over the route that was chosen for the task.
     *
     * @param input the task's input as JSON, asked for only by routes that send it along
     * @throws DispatchFailed if it could not be brought
     */
    public Dispatched ring(String routeName, Doorbell bell, Supplier<String> input) {
        events.fire(new DispatchEvent.Started(bell, routeName));
        try {
            var route = routes.get(routeName);
            if (route == null) {
                throw new DispatchFailed("there is no route " + routeName + " here; known are " + routes.keySet());
            }
            var dispatched = route.ring(bell, input);
            if (dispatched.ring() == Dispatched.Ring.RUNG) {
                events.fire(new DispatchEvent.Rang(bell, routeName, dispatched.name()));
            }
            return dispatched;
        } catch (DispatchFailed failure) {
            events.fire(new DispatchEvent.Failed(bell, routeName, failure));
            throw failure;
        }
    }

    /**
     * Rings for a task that nobody came for, unless its doorbell is under way.
     *
     * @throws DispatchFailed if it could not be brought
     */
    public void ringAgain(String routeName, Doorbell bell, Supplier<String> input) {
        if (!routes.containsKey(routeName) || !routes.get(routeName).isUnderWay(bell)) {
            ring(routeName, bell, input);
        }
    }

    /** As {@link Route#isNear}; false if there is no such route here. */
    public boolean isNear(String route) {
        return routes.containsKey(route) && routes.get(route).isNear();
    }

    /** As {@link Route#slot}. */
    public Optional<Slots.Slot> slot(String route, String type) {
        return Optional.ofNullable(routes.get(route)).flatMap(it -> it.slot(type));
    }

    /** Begins with a task in the slot that its route had for it, which is told as ringing is. */
    public Dispatched begin(String routeName, Doorbell bell, Slots.Slot slot, Claimed task) {
        events.fire(new DispatchEvent.Started(bell, routeName));
        slot.begin(task);
        events.fire(new DispatchEvent.Rang(bell, routeName, Dispatched.DIRECT.name()));
        return Dispatched.DIRECT;
    }

    /** About how many tasks wait for a slot of this process, over all routes. */
    public int waiting() {
        return routes.values().stream().mapToInt(Route::waiting).sum();
    }

    /** Has all routes look for what waits. */
    public void sweep() {
        routes.values().forEach(Route::sweep);
    }

    /** Why a route can't bring tasks of a type that were stored for it, as it is set up now; empty if it can. */
    public Optional<String> obstacle(String routeName, String type) {
        var route = routes.get(routeName);
        if (route == null) {
            return Optional.of("there is no such route here; known are " + String.join(", ", routes.keySet()));
        }
        return switch (route.asked(type)) {
            case Verdict.Takes _ -> Optional.empty();
            case Verdict.Passes passes -> Optional.of(passes.reason());
            case Verdict.Broken broken -> Optional.of(broken.reason());
        };
    }

    /**
     * Asks the far end of a route whether it would take doorbells of this type.
     *
     * @return what is there
     * @throws DispatchFailed with what is wrong and the remedy
     */
    public String probe(String route, String type) {
        return routes.get(route).probe(type);
    }

    /** Begins to take in doorbells of these types, whichever route brings them. */
    public void listen(Set<String> types) {
        routes.values().forEach(route -> route.listen(types));
    }

    /** Takes in no more doorbells; ringing is still possible. */
    public void stopListening() {
        routes.values().forEach(Route::stopListening);
    }

    /** Why some route doesn't take tasks although it could; empty while all is well. */
    public Optional<String> stuck() {
        return routes.values().stream().flatMap(route -> route.stuck().stream()).findFirst();
    }
}
