package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.text.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what kinds of tasks the server runs. */
@Command(name = "types", description = "Shows what kinds of tasks the server runs, or the input's schema of one.")
final class Types extends Catalogue {

    @Parameters(paramLabel = "TYPE", arity = "0..1", description = "Prints the JSON Schema of this type's input.")
    private String type;

    Types() {
        super(
                "/api/task-types",
                "task_types",
                "input_schema",
                List.of("TYPE", "WEIGHT", "COMPONENT", "TASK TYPE", "PAUSED SINCE", "DOES"));
    }

    @Override
    Optional<String> wanted() {
        return Optional.ofNullable(type);
    }

    @Override
    List<String> row(JsonNode known) {
        return List.of(
                known.path("name").asText(),
                known.path("weight").asText().toLowerCase(Locale.ROOT),
                known.at("/labels/component").asText(),
                known.at("/labels/task_type").asText(),
                known.at("/paused/paused_at").asText(),
                known.path("description").asText());
    }

    @Override
    String unknown(String name, List<String> known) {
        return "unknown task type " + name + "; known are " + String.join(", ", known) + Nearest.question(name, known);
    }
}
