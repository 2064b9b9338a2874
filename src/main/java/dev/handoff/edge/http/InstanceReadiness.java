package dev.handoff.edge.http;

import dev.handoff.engine.Instance;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.host.HostHealth;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Keeps new requests away from an instance that is about to end, or that can't do its work for now. */
@Readiness
@ApplicationScoped
class InstanceReadiness implements HealthCheck {

    private final Instance instance;
    private final HostHealth host;
    private final Statements statements;

    InstanceReadiness(Instance instance, HostHealth host, Statements statements) {
        this.instance = instance;
        this.host = host;
        this.statements = statements;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("takes requests");
        var reason = reason();
        reason.ifPresent(it -> response.withData("reason", it));
        return response.status(reason.isEmpty()).build();
    }

    private Optional<String> reason() {
        return instance.isDraining()
                ? Optional.of("the instance shuts down")
                : host.lacking().map("this machine lacks something: "::concat).or(statements::refusal);
    }
}
