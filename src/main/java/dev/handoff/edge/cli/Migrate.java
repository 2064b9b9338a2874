package dev.handoff.edge.cli;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the database's tables to this version. */
@Command(
        name = "migrate",
        description = "Brings the database's tables to what this version needs; to be run before a release.",
        footer = "%nIn dev and test the server does so by itself when it starts.")
final class Migrate extends LocalCommand {

    @Option(
            names = "--grant-to",
            paramLabel = "ROLE",
            description = "Lets servers work as this role, which owns nothing and can only add to the audit log.")
    private String role;

    @Override
    public Integer call() {
        var arguments = Stream.ofNullable(role).toArray(String[]::new);
        return inProcess().run(Application.class, both(InProcess.QUIET, InProcess.IDLE), arguments);
    }

    /** Applies what is missing. */
    @Singleton
    @Unremovable
    static final class Application implements QuarkusApplication {

        private final Flyway flyway;
        private final DataSource database;

        Application(Flyway flyway, DataSource database) {
            this.flyway = flyway;
            this.database = database;
        }

        @Override
        public int run(String... arguments) throws SQLException {
            var result = flyway.migrate();
            var current = flyway.info().current();
            System.out.println("the database is at version "
                    + (current == null ? "0" : current.getVersion()) + ", " + result.migrationsExecuted
                    + (result.migrationsExecuted == 1 ? " migration was applied" : " migrations were applied"));
            for (var role : arguments) {
                ServerRole.grant(database, role);
                System.out.println(role + " may read and write, and add to the audit log");
            }
            return ExitCode.OK;
        }
    }
}
