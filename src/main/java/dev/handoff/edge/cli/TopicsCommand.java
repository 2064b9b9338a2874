package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what can be published. */
@Command(name = "topics", description = "Shows what can be published and who listens, or the schema of one topic.")
final class TopicsCommand extends Catalogue {

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "Prints the JSON Schema of this topic's data.")
    private String topic;

    TopicsCommand() {
        super("/api/topics", "topics", "schema", List.of("TOPIC", "VERSION", "TELLS", "SUBSCRIBERS"));
    }

    @Override
    Optional<String> wanted() {
        return Optional.ofNullable(topic);
    }

    @Override
    List<String> row(JsonNode known) {
        return List.of(
                known.path("name").asText(),
                known.path("version").asText(),
                known.path("description").asText(),
                StreamSupport.stream(known.path("subscribers").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ")));
    }

    @Override
    String unknown(String name, List<String> known) {
        return "unknown topic " + name + "; `handoff topics` lists them";
    }
}
