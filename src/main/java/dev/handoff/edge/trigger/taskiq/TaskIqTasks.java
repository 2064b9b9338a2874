package dev.handoff.edge.trigger.taskiq;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.edge.trigger.Ask;
import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.Triggers;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.task.Invalid;
import io.cloudevents.core.builder.CloudEventBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;

/** Makes tasks of TaskIQ's messages. */
@Singleton
final class TaskIqTasks {

    private static final URI SOURCE = URI.create("/taskiq");

    private final Triggers triggers;
    private final TaskTypes types;
    private final Arguments arguments;
    private final ObjectMapper json;

    TaskIqTasks(Triggers triggers, TaskTypes types, Arguments arguments, ObjectMapper json) {
        this.triggers = triggers;
        this.types = types;
        this.arguments = arguments;
        this.json = json;
    }

    /**
     * Stores the task that a message asks for, as {@link Triggers#take} does.
     *
     * @param sentAt a delay begins then
     */
    Taken take(byte[] body, Instant sentAt) {
        var message = TaskIqMessage.of(body, json);
        var occasion = CloudEventBuilder.v1()
                .withSource(SOURCE)
                .withId(message.key())
                .withType(message.name().isEmpty() ? "message" : message.name())
                .build();
        return triggers.take(occasion, _ -> ask(message, sentAt));
    }

    private Ask ask(TaskIqMessage message, Instant sentAt) {
        var type = message.names().filter(types::isKnown).findFirst().orElse(message.name());
        try {
            return new Ask.Run(
                    type,
                    arguments.input(type, message.args(), message.kwargs()),
                    message.delay().map(sentAt::plus),
                    message.priority());
        } catch (Invalid wrong) {
            var sent = json.createObjectNode();
            sent.set("args", message.args());
            sent.set("kwargs", message.kwargs());
            return new Ask.Broken(type, sent, wrong.getMessage());
        }
    }
}
