package dev.handoff.edge.http;

import dev.handoff.engine.run.Lifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Has an instance restarted that no longer takes tasks though it should. */
@Liveness
@ApplicationScoped
class InstanceLiveness implements HealthCheck {

    private final Lifecycle lifecycle;

    InstanceLiveness(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("takes tasks");
        var stuck = lifecycle.stuck();
        stuck.ifPresent(reason -> response.withData("reason", reason));
        return response.status(stuck.isEmpty()).build();
    }
}
