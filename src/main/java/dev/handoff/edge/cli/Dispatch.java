package dev.handoff.edge.cli;

import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.engine.dispatch.Weights;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** How tasks are dispatched. */
@Command(
        name = "dispatch",
        description = "Tells how tasks of a type would be dispatched here.",
        synopsisSubcommandLabel = "explain TYPE")
final class Dispatch extends LocalCommand {

    @Command(
            name = "explain",
            description = "Prints the type's weight and the decision table: the first route that takes it gets it.",
            mixinStandardHelpOptions = true)
    int explain(@Parameters(paramLabel = "TYPE", description = "For example transcribe.") String type) {
        var here = inProcess();
        return here.withDatabase(() -> here.quarkus(Explain.class, both(InProcess.QUIET, InProcess.IDLE), type));
    }

    @Override
    public Integer call() {
        throw new ParameterException(commandLine(), "Missing required subcommand: explain TYPE");
    }

    /** Prints the table. */
    @Singleton
    @Unremovable
    static final class Explain implements QuarkusApplication {

        private final Dispatcher dispatcher;
        private final Weights weights;
        private final PrintWriter out = new PrintWriter(System.out, true);

        Explain(Dispatcher dispatcher, Weights weights) {
            this.dispatcher = dispatcher;
            this.weights = weights;
        }

        @Override
        public int run(String... arguments) {
            var rows = new ArrayList<List<String>>();
            boolean decided = false;
            boolean broken = false;
            for (var entry : dispatcher.explain(arguments[0]).entrySet()) {
                rows.add(List.of(
                        entry.getKey(),
                        decided ? "-" : word(entry.getValue()),
                        entry.getValue().reason()));
                broken |= !decided && entry.getValue() instanceof Verdict.Broken;
                decided |= !(entry.getValue() instanceof Verdict.Passes);
            }
            out.println(arguments[0] + " is " + weights.of(arguments[0]).name().toLowerCase(Locale.ROOT));
            Table.print(out, List.of("ROUTE", "TAKES " + arguments[0], "BECAUSE"), rows);
            return broken ? ExitCode.DEAD : ExitCode.OK;
        }

        private static String word(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Takes _ -> "yes";
                case Verdict.Passes _ -> "no";
                case Verdict.Broken _ -> "should, but can't";
            };
        }
    }
}
