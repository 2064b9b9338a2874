package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what can be published. */
@Command(name = "topics", description = "Shows what can be published and who listens, or the schema of one topic.")
final class TopicsCommand extends RemoteCommand {

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "Prints the JSON Schema of this topic's data.")
    private String topic;

    @Option(names = "--json", description = "Prints everything as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var topics = server().get("/api/topics");
        if (json) {
            out().println(topics.toPrettyString());
            return ExitCode.OK;
        }
        return topic == null ? table(topics) : schema(topics);
    }

    private int table(JsonNode topics) {
        var rows = new ArrayList<List<String>>();
        for (var known : topics) {
            rows.add(List.of(
                    known.path("name").asText(),
                    known.path("version").asText(),
                    known.path("description").asText(),
                    StreamSupport.stream(known.path("subscribers").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(", "))));
        }
        Table.print(out(), List.of("TOPIC", "VERSION", "TELLS", "SUBSCRIBERS"), rows);
        return ExitCode.OK;
    }

    /** Of the latest version, which the server lists last. */
    private int schema(JsonNode topics) {
        var latest = StreamSupport.stream(topics.spliterator(), false)
                .filter(known -> known.path("name").asText().equals(topic))
                .reduce((_, later) -> later)
                .orElseThrow(() -> Refused.usage("unknown topic " + topic + "; `handoff topics` lists them"));
        out().println(latest.path("schema").toPrettyString());
        return ExitCode.OK;
    }
}
