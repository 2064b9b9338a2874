package dev.handoff.edge.http;

import dev.handoff.engine.run.Lifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Keeps new requests away from an instance that is about to end. */
@Readiness
@ApplicationScoped
class InstanceReadiness implements HealthCheck {

    private final Lifecycle lifecycle;

    InstanceReadiness(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("takes requests")
                .status(!lifecycle.draining())
                .build();
    }
}
