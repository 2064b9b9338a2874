package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Option;

/** A command that lists what the server knows of one kind, or prints the JSON Schema of one of them. */
abstract class Catalogue extends RemoteCommand {

    private final String path;
    private final String member;
    private final String schemaField;
    private final List<String> heading;

    @Option(names = "--json", description = "Prints everything as JSON.")
    private boolean json;

    /**
     * @param member the name of the list within the server's answer
     * @param schemaField of each of the list's elements
     */
    Catalogue(String path, String member, String schemaField, List<String> heading) {
        this.path = path;
        this.member = member;
        this.schemaField = schemaField;
        this.heading = heading;
    }

    /** The name of the one whose schema is asked for. */
    abstract Optional<String> wanted();

    /** The cells of one of the server's answers. */
    abstract List<String> row(JsonNode known);

    /** @param known all names, in the server's order */
    abstract String unknown(String name, List<String> known);

    @Override
    public Integer call() {
        var answer = server().get(path);
        var all = StreamSupport.stream(answer.path(member).spliterator(), false).toList();
        if (json) {
            out().println(answer.toPrettyString());
        } else if (wanted().isPresent()) {
            out().println(find(all, wanted().get()).path(schemaField).toPrettyString());
        } else {
            Table.print(out(), heading, all.stream().map(this::row).toList());
        }
        return ExitCode.OK;
    }

    /** The last one of the name: of several versions, the server lists the latest last. */
    private JsonNode find(List<JsonNode> all, String name) {
        return all.stream()
                .filter(known -> name(known).equals(name))
                .reduce((_, later) -> later)
                .orElseThrow(() -> Refused.usage(
                        unknown(name, all.stream().map(Catalogue::name).toList())));
    }

    private static String name(JsonNode known) {
        return known.path("name").asText();
    }
}
