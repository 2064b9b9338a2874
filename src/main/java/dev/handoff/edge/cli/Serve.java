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

    @Option(
            names = "--demo",
            description = "Submits some tasks to look at: a transcription, and others that move, wait, fail and die.")
    private boolean demo;

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
        if (AppEnv.of(environment().get("APP_ENV")) == AppEnv.PRODUCTION) {
            if (demo) {
                throw Refused.usage("--demo is not for production, and APP_ENV is production");
            }
            // In production a server waits for its database; a person wants to know at once.
            return here.withDatabase(() -> here.quarkus(Application.class, Map.of(), order()));
        }
        return here.run(Application.class, Map.of(), order());
    }

    private String order() {
        return Order.write(new Wanted(demo));
    }

    /** @param demo whether tasks to look at are submitted */
    record Wanted(boolean demo) {}

    /** Tells where the server is, and waits. */
    @Singleton
    @Unremovable
    static final class Application implements QuarkusApplication {

        private final int port;
        private final Demo demo;

        Application(@ConfigProperty(name = "quarkus.http.port") int port, Demo demo) {
            this.port = port;
            this.demo = demo;
        }

        @Override
        public int run(String... arguments) throws InterruptedException {
            var url = "http://localhost:" + port;
            System.out.println("Handoff is ready at " + url + ", open it in a browser (its API is explained at " + url
                    + "/q/swagger-ui); Ctrl-C ends it");
            if (Order.read(arguments, Wanted.class).demo()) {
                demo.submit(System.out::println);
            }
            Quarkus.waitForExit();
            return ExitCode.OK;
        }
    }
}
