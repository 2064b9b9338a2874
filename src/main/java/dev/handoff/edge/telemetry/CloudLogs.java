package dev.handoff.edge.telemetry;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;

/**
 * Puts {@link CloudFormatter}, or {@link EcsFormatter} if {@code quarkus.log.console.json.log-format} says {@code ecs},
 * wherever {@code quarkus.log.*.json.enabled} asks for JSON.
 */
@ApplicationScoped
public class CloudLogs {

    private final Optional<String> project;
    private final boolean ecs;

    CloudLogs(
            @ConfigProperty(name = "GOOGLE_CLOUD_PROJECT") Optional<String> project,
            @ConfigProperty(name = "quarkus.log.console.json.log-format", defaultValue = "default") String format) {
        this.project = project;
        this.ecs = format.equalsIgnoreCase("ecs");
    }

    // Only an extension could set a formatter any earlier; the few lines before this are in the gcp format of Quarkus.
    void install(@Observes @Priority(1) StartupEvent started) {
        install(Logger.getLogger("").getHandlers());
    }

    private void install(Handler[] handlers) {
        for (var handler : handlers) {
            if (handler.getFormatter() instanceof JsonFormatter) {
                handler.setFormatter(ecs ? new EcsFormatter() : new CloudFormatter(project));
            }
            if (handler instanceof ExtHandler outer) {
                install(outer.getHandlers());
            }
        }
    }
}
