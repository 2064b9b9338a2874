package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.task.TaskState;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * How a task ended.
 *
 * @param result there if it succeeded
 * @param error there if it didn't
 */
record TaskEnd(String id, TaskState state, int attempt, Optional<JsonNode> result, Optional<String> error) {

    private static final int WIDTH = 100;

    /** From what a server says of a task that has ended. */
    static TaskEnd of(JsonNode task) {
        return new TaskEnd(
                task.path("task_id").asText(),
                TaskState.valueOf(task.path("state").asText()),
                task.path("attempt").asInt(),
                Optional.of(task.path("result")).filter(node -> !node.isMissingNode() && !node.isNull()),
                Optional.ofNullable(task.path("error").asText(null)));
    }

    /**
     * Tells the result on {@code out} or the error on {@code err}.
     *
     * @param raw the result's JSON in one line; otherwise its text, if it has one, for people
     * @return the command's exit code
     */
    int print(PrintWriter out, PrintWriter err, boolean raw) {
        switch (state) {
            case SUCCEEDED -> result.ifPresent(value -> out.println(raw ? value.toString() : readable(value)));
            case DEAD ->
                err.println("task " + id + " is dead after " + attempt + (attempt == 1 ? " attempt: " : " attempts: ")
                        + error.orElse("no reason is known"));
            case CANCELLED -> err.println("task " + id + " was cancelled");
            case QUEUED, RUNNING -> err.println("task " + id + " has not ended");
        }
        out.flush();
        err.flush();
        return ExitCode.of(state);
    }

    private static String readable(JsonNode result) {
        return result.path("text").isTextual() ? wrapped(result.path("text").asText()) : result.toPrettyString();
    }

    /** Broken between words; line breaks of the text's own stay. Picocli's table would break long words as well. */
    static String wrapped(String text) {
        var lines = new StringBuilder();
        int column = 0;
        for (var word : text.split("(?<=\\n)|[ \\t]+")) {
            if (column > 0 && column + 1 + word.stripTrailing().length() > WIDTH) {
                lines.append('\n');
                column = 0;
            }
            lines.append(column > 0 ? " " : "").append(word);
            column = word.endsWith("\n") ? 0 : column + (column > 0 ? 1 : 0) + word.length();
        }
        return lines.toString();
    }
}
