package dev.handoff.edge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what kinds of tasks the server runs. */
@Command(name = "types", description = "Shows what kinds of tasks the server runs, or the input's schema of one.")
final class Types extends RemoteCommand {

    @Parameters(paramLabel = "TYPE", arity = "0..1", description = "Prints the JSON Schema of this type's input.")
    private String type;

    @Option(names = "--json", description = "Prints everything as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var types = server().get("/api/task-types");
        if (json) {
            out().println(types.toPrettyString());
            return ExitCode.OK;
        }
        var rows = new ArrayList<List<String>>();
        for (var known : types) {
            if (known.path("name").asText().equals(type)) {
                out().println(known.path("input_schema").toPrettyString());
                return ExitCode.OK;
            }
            rows.add(List.of(
                    known.path("name").asText(),
                    known.path("weight").asText().toLowerCase(Locale.ROOT),
                    known.at("/labels/component").asText(),
                    known.at("/labels/task_type").asText(),
                    known.path("description").asText()));
        }
        if (type != null) {
            throw Refused.usage("unknown task type " + type + "; known are "
                    + String.join(", ", rows.stream().map(List::getFirst).toList()));
        }
        Table.print(out(), List.of("TYPE", "WEIGHT", "COMPONENT", "TASK TYPE", "DOES"), rows);
        return ExitCode.OK;
    }
}
