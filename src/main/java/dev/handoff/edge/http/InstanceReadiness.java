package dev.handoff.edge.http;

import dev.handoff.engine.Instance;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Keeps new requests away from an instance that is about to end. */
@Readiness
@ApplicationScoped
class InstanceReadiness implements HealthCheck {

    private final Instance instance;

    InstanceReadiness(Instance instance) {
        this.instance = instance;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("takes requests")
                .status(!instance.isDraining())
                .build();
    }
}
