package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What has happened. */
@Command(
        name = "events",
        description = "Publishes, shows or replays events.",
        synopsisSubcommandLabel = "(publish|list|replay)",
        footer = "%nExample: handoff events publish circle.joined --data '{\"circle_id\":\"c1\",\"user_id\":\"jane\"}'")
final class EventsCommand extends RemoteCommand {

    private static final String PATH = "/api/events";

    /** As the server calls them. */
    enum State {
        PENDING,
        PUBLISHED,
        DEAD
    }

    @Command(name = "publish", description = "Publishes an event and prints its id.", mixinStandardHelpOptions = true)
    int publish(
            @Parameters(paramLabel = "TOPIC", description = "What it is about; `handoff topics` lists them.")
                    String topic,
            @Option(names = "--data", paramLabel = "JSON", required = true, description = "What has happened.")
                    String data,
            @Option(
                            names = "--id",
                            paramLabel = "UUID",
                            description = "Makes it happen once, however often it is published.")
                    String id) {
        var body = JsonNodeFactory.instance.objectNode().put("topic", topic);
        body.set("data", Input.parse(data, "--data"));
        if (id != null) {
            body.put("id", id);
        }
        out().println(server().post(PATH, body).path("event_id").asText());
        return ExitCode.OK;
    }

    @Command(name = "list", description = "Shows events, newest first.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of this topic.") String topic,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only in this state: ${COMPLETION-CANDIDATES}.")
                    State state,
            @Mixin Paging paging,
            @Option(names = "--json", description = "Prints the server's answer as JSON.") boolean json) {
        var query = new HashMap<String, String>();
        query.put("topic", Optional.ofNullable(topic).orElse(""));
        query.put("state", state == null ? "" : state.name().toLowerCase(Locale.ROOT));
        return show(paging, query, json);
    }

    @Command(
            name = "replay",
            description = "Brings published and dead events of a topic to their subscribers once more.",
            mixinStandardHelpOptions = true)
    int replay(
            @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "Of this topic.")
                    String topic,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            required = true,
                            converter = TimeConverters.At.class,
                            description = "Published at this time or later: 2026-11-22T10:00, or with Z or an offset.")
                    Instant from,
            @Option(
                            names = "--to",
                            paramLabel = "TIME",
                            required = true,
                            converter = TimeConverters.At.class,
                            description = "Published before this time.")
                    Instant to,
            @Option(
                            names = "--again",
                            description = "Also to subscribers that have handled them, which then do it all once more.")
                    boolean again,
            @Option(names = "--subscriber", paramLabel = "NAME", description = "Only to this one.") String subscriber,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
                    String reason) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("from", from.toString())
                .put("to", to.toString())
                .put("again", again);
        Optional.ofNullable(subscriber).ifPresent(name -> body.put("subscriber", name));
        Optional.ofNullable(reason).ifPresent(why -> body.put("reason", why));
        var replayed = server().post(PATH + "/replay", body);
        int events = replayed.path("events").asInt();
        var task = replayed.path("task_id").asText();
        out().println((events == 1 ? "1 event is on its way" : events + " events are on their way")
                + "; ./handoff watch " + task + " follows the task that brings them");
        return ExitCode.OK;
    }

    @Override
    public Integer call() {
        return show(new Paging(), Map.of(), false);
    }

    private int show(Paging paging, Map<String, String> query, boolean json) {
        var answer = paging.read(server(), PATH, "events", query);
        var rows = StreamSupport.stream(answer.path("events").spliterator(), false)
                .map(EventsCommand::row)
                .toList();
        if (json) {
            out().println(answer.toPrettyString());
        } else if (rows.isEmpty()) {
            err().println("no such events");
        } else {
            Table.print(out(), List.of("ID", "TOPIC", "STATE", "FAILURES", "CREATED", "ERROR"), rows);
            Paging.tellMore(err(), answer);
        }
        return ExitCode.OK;
    }

    private static List<String> row(JsonNode event) {
        return List.of(
                event.path("event_id").asText(),
                event.path("topic").asText(),
                event.path("state").asText(),
                event.path("failures").asText(),
                event.path("created_at").asText(),
                event.path("error").asText(""));
    }
}
