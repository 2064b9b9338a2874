package dev.handoff.tool.bench;

import dev.handoff.tool.bench.Report.Machine;
import dev.handoff.tool.bench.Report.Postgres;
import io.quarkus.runtime.ImageMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the figures depend on. */
@ApplicationScoped
class Surroundings {

    private final Connections connections;
    private final Optional<String> version;

    Surroundings(
            Connections connections, @ConfigProperty(name = "quarkus.application.version") Optional<String> version) {
        this.connections = connections;
        this.version = version;
    }

    Machine machine() {
        return new Machine(
                version.orElse(""),
                ImageMode.current().isNativeImage() ? "native" : "jar",
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }

    Postgres postgres() {
        return new Postgres(
                connections.ask("SHOW server_version"),
                connections.ask("SHOW fsync"),
                connections.ask("SHOW synchronous_commit"),
                connections.ask("SHOW shared_buffers"));
    }
}
