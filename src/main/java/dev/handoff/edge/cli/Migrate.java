package dev.handoff.edge.cli;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;

/** Brings the database's tables to this version. */
@Command(
        name = "migrate",
        description = "Brings the database's tables to what this version needs; to be run before a release.",
        footer = "%nIn dev and test the server does so by itself when it starts.")
final class Migrate extends LocalCommand {

    @Override
    public Integer call() {
        return inProcess().run(Application.class, both(InProcess.QUIET, InProcess.IDLE));
    }

    /** Applies what is missing. */
    @Singleton
    @Unremovable
    static final class Application implements QuarkusApplication {

        private final Flyway flyway;

        Application(Flyway flyway) {
            this.flyway = flyway;
        }

        @Override
        public int run(String... arguments) {
            var result = flyway.migrate();
            var current = flyway.info().current();
            System.out.println("the database is at version "
                    + (current == null ? "0" : current.getVersion()) + ", " + result.migrationsExecuted
                    + (result.migrationsExecuted == 1 ? " migration was applied" : " migrations were applied"));
            return ExitCode.OK;
        }
    }
}
