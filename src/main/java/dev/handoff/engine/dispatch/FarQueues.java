package dev.handoff.engine.dispatch;

import dev.handoff.kit.thread.Parallel;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Looks at the queues at the far ends of all routes. */
@ApplicationScoped
public class FarQueues {

    private final List<Route> routes;

    FarQueues(@All List<Route> routes) {
        this.routes = routes.stream()
                .sorted(Comparator.comparing(route -> RouteNames.ORDER.indexOf(route.name())))
                .toList();
    }

    /** The queues of one route. */
    public record OfRoute(String route, List<FarQueue> queues) {}

    /** Those to which doorbells of these types go, as {@link Route#queues} tells. All routes are asked at a time. */
    public List<OfRoute> of(Set<String> types) {
        return Parallel.map(routes, route -> new OfRoute(route.name(), route.queues(types)));
    }
}
