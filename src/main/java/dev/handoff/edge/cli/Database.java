package dev.handoff.edge.cli;

import dev.handoff.kit.config.DatabaseUrlSource;
import dev.handoff.kit.config.PlainConfig;
import dev.handoff.kit.database.embedded.OwnPostgres;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Runs the PostgreSQL that Handoff brings along, by itself. */
@Command(
        name = "database",
        description = "Runs the PostgreSQL that Handoff brings along and prints how to reach it, until Ctrl-C.",
        footer = "%nIts data is in HANDOFF_DATA. It goes on while any other command here uses it.")
final class Database extends LocalCommand {

    private static final String NAME = "handoff";

    @Override
    public Integer call() throws InterruptedException {
        var data = PlainConfig.data(PlainConfig.of(environment()));
        var postgres = OwnPostgres.start(data, err()::println);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        out().println("export " + DatabaseUrlSource.VARIABLE + "="
                + postgres.database(NAME).full());
        out().flush();
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }
}
