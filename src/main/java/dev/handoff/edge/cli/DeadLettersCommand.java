package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows messages of RabbitMQ that could not be used, and what can be done about them. */
@Command(
        name = "dead-letters",
        description = "Shows messages of RabbitMQ that could not be used, or sends them back or forgets them.")
final class DeadLettersCommand extends RemoteCommand {

    @Option(names = "--queue", paramLabel = "QUEUE", defaultValue = "", description = "Only those of this queue.")
    private String queue;

    @Mixin
    private final Paging paging = new Paging();

    @Option(names = "--json", description = "Prints the server's answer as JSON.")
    private boolean json;

    @Option(names = "--reason", paramLabel = "TEXT", description = "With an action, why; kept in the audit log.")
    private String reason;

    @ArgGroup
    private final Action action = new Action();

    /** One of them or neither. */
    private static final class Action {

        @Option(names = "--replay", description = "Sends them back to their queues.")
        private boolean replay;

        @Option(names = "--purge", description = "Forgets them.")
        private boolean purge;
    }

    @Override
    public Integer call() {
        if (action.replay) {
            return change("replay", "sent back");
        }
        return action.purge ? change("purge", "forgotten") : list();
    }

    private int change(String path, String done) {
        var answer = server().post("/api/dead-letters/" + path, Map.of("queue", queue), Server.because(reason));
        out().println(answer.path("count").asInt() + " " + done);
        return ExitCode.OK;
    }

    private int list() {
        var answer = paging.read(server(), "/api/dead-letters", "dead_letters", Map.of("queue", queue));
        if (json) {
            out().println(answer.toPrettyString());
            return ExitCode.OK;
        }
        var rows = StreamSupport.stream(answer.path("dead_letters").spliterator(), false)
                .map(DeadLettersCommand::row)
                .toList();
        if (rows.isEmpty()) {
            err().println("no dead letters");
            return ExitCode.OK;
        }
        Table.print(out(), List.of("QUEUE", "MESSAGE", "REASON"), rows);
        Paging.tellMore(err(), answer);
        return ExitCode.OK;
    }

    private static List<String> row(JsonNode letter) {
        return List.of(
                letter.path("queue").asText(),
                letter.path("message_id").asText(),
                letter.path("reason").asText());
    }
}
