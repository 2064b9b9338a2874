package dev.handoff.edge.trigger.taskiq;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.edge.trigger.UnusableEvent;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.task.Invalid;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task as TaskIQ's producer describes it: https://github.com/taskiq-python/taskiq/blob/master/taskiq/message.py.
 *
 * @param name such as {@code app.tasks:score_message}, the module and the function, unless the producer has set another
 * @param labels their values are texts; older releases leave numbers as they are
 */
record TaskIqMessage(String id, String name, JsonNode labels, JsonNode args, ObjectNode kwargs) {

    /** What is set by TaskIQ's middleware for retries, and when a worker puts a task back. */
    private static final List<String> COUNTERS = List.of("_retries", "X-Taskiq-requeue");

    private static final Duration MAX_DELAY = Duration.ofDays(365);
    private static final int MAX_PRIORITY = 100;

    /** @throws UnusableEvent if it is none, with the reason */
    static TaskIqMessage of(byte[] body, ObjectMapper json) {
        var message = parsed(body, json);
        if (!message.path("task_id").isTextual() || !message.path("task_name").isTextual()) {
            throw new UnusableEvent("a message of TaskIQ has the texts task_id and task_name");
        }
        if (!message.path("args").isArray() || !(message.path("kwargs") instanceof ObjectNode kwargs)) {
            throw new UnusableEvent("a message of TaskIQ has an array args and an object kwargs");
        }
        return new TaskIqMessage(
                message.get("task_id").textValue(),
                message.get("task_name").textValue(),
                message.path("labels"),
                message.get("args"),
                kwargs);
    }

    private static JsonNode parsed(byte[] body, ObjectMapper json) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException garbage) {
            throw new UnusableEvent("only messages of TaskIQ's JSON serializer are read, and this is no JSON: "
                    + JsonFault.reason(garbage));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What it is recognised by when it comes again. */
    String key() {
        var counts = COUNTERS.stream()
                .map(counter -> labels.path(counter).asText())
                .filter(count -> !count.isEmpty() && !count.equals("0"))
                .toList();
        return counts.isEmpty() ? id : id + "/" + String.join("/", counts);
    }

    /** What a type may be called here: the whole name, or that of the function alone. */
    Stream<String> names() {
        return Stream.of(name, name.substring(name.lastIndexOf(':') + 1), name.replaceFirst(".*[:.]", ""));
    }

    /**
     * The label {@code delay}, in seconds.
     *
     * @throws Invalid if it is no such number
     */
    Optional<Duration> delay() {
        return number("delay").filter(seconds -> seconds > 0).map(seconds -> {
            if (seconds > MAX_DELAY.toSeconds()) {
                throw Invalid.task("/labels/delay", "must be at most " + MAX_DELAY.toSeconds() + ", was " + seconds);
            }
            return Duration.ofMillis(Math.round(seconds * 1000));
        });
    }

    /**
     * The label {@code priority}; more than 100 is as much as 100.
     *
     * @throws Invalid if it is no number
     */
    int priority() {
        return number("priority")
                .map(priority -> (int) Math.clamp(Math.round(priority), -MAX_PRIORITY, MAX_PRIORITY))
                .orElse(0);
    }

    private Optional<Double> number(String label) {
        var value = labels.path(label);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        try {
            var number = Double.parseDouble(value.asText());
            if (Double.isFinite(number)) {
                return Optional.of(number);
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        throw Invalid.task("/labels/" + label, "must be a number, was " + value);
    }
}
