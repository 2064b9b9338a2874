package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All tasks that match, in place of one that is named. What is to be done to them, a task of the server does. */
final class ManyTasks {

    private static final String PATH = "/api/bulk/";

    @Mixin
    private final TaskChoice choice = new TaskChoice();

    @Option(
            names = "--yes",
            description = "Does it to all tasks that match. Without it, only tells how many there are.")
    private boolean yes;

    @Option(names = "--rate", paramLabel = "N", description = "To so many tasks each second.")
    private Integer rate;

    /**
     * Whether they are meant, and not the named one.
     *
     * @param id null if none is named
     */
    boolean areMeant(String id) {
        boolean chosen = !choice.parameters().isEmpty();
        if (chosen == (id != null)) {
            throw Refused.usage("name one task by its id, or choose many by --type, --state, --error and others"
                    + (chosen ? ", not both" : ""));
        }
        return chosen;
    }

    /**
     * Tells how many there are, and has it done if that was asked for.
     *
     * @param action cancel, retry or delete
     * @param reason null if none was given
     * @return the task that does it
     */
    Optional<String> order(String action, String reason, RemoteCommand command) {
        var filter = choice.parameters();
        var count = command.server().get(PATH + action, filter);
        command.out().println(told(count) + (yes ? "" : "; add --yes to " + action + " all of them"));
        if (!yes || count.path("tasks").asLong() == 0) {
            return Optional.empty();
        }
        var task = command.server()
                .post(PATH + action, body(filter, reason))
                .path("task_id")
                .asText();
        command.out().println("task " + task + " does it; ./handoff watch " + task + " follows it");
        return Optional.of(task);
    }

    private static String told(JsonNode count) {
        long tasks = count.path("tasks").asLong();
        return (count.path("is_more").asBoolean() ? "more than " : "")
                + tasks
                + (tasks == 1 ? " task matches" : " tasks match");
    }

    private JsonNode body(Map<String, String> filter, String reason) {
        var body = JsonNodeFactory.instance.objectNode();
        filter.forEach(body.putObject("filter")::put);
        if (reason != null) {
            body.put("reason", reason);
        }
        return rate == null ? body : body.put("rate", rate);
    }
}
