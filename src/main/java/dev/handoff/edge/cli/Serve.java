package dev.handoff.edge.cli;

import dev.handoff.kit.config.AppEnv;
import dev.handoff.tool.emulator.EmulatorOptions;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server. */
@Command(
        name = "serve",
        description = "Runs the server: takes tasks over HTTP and runs them, until Ctrl-C or SIGTERM.",
        footer = "%nWithout DATABASE_URL it starts a PostgreSQL of its own, with its data in HANDOFF_DATA.")
final class Serve extends LocalCommand {

    @Option(
            names = "--emulator",
            description = "Sends tasks through a Cloud Tasks on this machine, which is started beside the server.")
    private boolean emulator;

    @Override
    public Integer call() {
        if (!emulator) {
            return serve();
        }
        try (var cloudTasks = OwnCloudTasks.start(EmulatorOptions.at("localhost", 0))) {
            OwnCloudTasks.variables(cloudTasks, environment()).forEach(System::setProperty);
            return serve();
        }
    }

    private int serve() {
        var here = inProcess();
        // In production a server waits for its database; a person wants to know at once.
        return AppEnv.of(environment().get("APP_ENV")) == AppEnv.PRODUCTION
                ? here.withDatabase(() -> here.quarkus(Application.class, Map.of()))
                : here.run(Application.class, Map.of());
    }

    /** Tells where the server is, and waits. */
    @Singleton
    @Unremovable
    static final class Application implements QuarkusApplication {

        private final int port;

        Application(@ConfigProperty(name = "quarkus.http.port") int port) {
            this.port = port;
        }

        @Override
        public int run(String... arguments) {
            var url = "http://localhost:" + port;
            System.out.println("Handoff is ready at " + url + ", open it in a browser (its API is explained at " + url
                    + "/q/swagger-ui); Ctrl-C ends it");
            Quarkus.waitForExit();
            return ExitCode.OK;
        }
    }
}
