package dev.handoff.edge.trigger.celery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.handoff.edge.trigger.Ask;
import dev.handoff.edge.trigger.QueueReader;
import dev.handoff.edge.trigger.Taken;
import dev.handoff.edge.trigger.Triggers;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskState;
import io.cloudevents.core.builder.CloudEventBuilder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes tasks of the calls in Celery's queues. */
@Singleton
final class CeleryCalls implements QueueReader {

    private static final URI SOURCE = URI.create("/celery");

    /** What the dedupe keys of calls begin with; Celery's id follows. */
    static final String KEY = DedupeKey.ofCloudEvent(SOURCE.toString(), "").value();

    /** For what must not begin: until it is cancelled, which comes next. */
    private static final Duration NEVER = Duration.ofDays(365);

    private static final int MAX_PRIORITY = 100;

    private final CeleryBroker broker;
    private final CeleryConfig config;
    private final CeleryStore store;
    private final CeleryAnswers answers;
    private final Triggers triggers;
    private final Tasks tasks;
    private final Arguments arguments;
    private final ObjectMapper json;

    CeleryCalls(
            CeleryBroker broker,
            CeleryConfig config,
            CeleryStore store,
            CeleryAnswers answers,
            Triggers triggers,
            Tasks tasks,
            Arguments arguments,
            ObjectMapper json) {
        this.broker = broker;
        this.config = config;
        this.store = store;
        this.answers = answers;
        this.triggers = triggers;
        this.tasks = tasks;
        this.arguments = arguments;
        this.json = json;
    }

    @Override
    public List<Queue> queues() {
        return broker.isConfigured()
                ? config.taskQueues().stream()
                        .map(name -> Queue.foreign(name.strip(), List.of()))
                        .toList()
                : List.of();
    }

    @Override
    public RabbitMq broker() {
        return broker.get();
    }

    @Override
    public void take(Delivery delivery) {
        var call = CeleryMessage.of(
                delivery::header,
                delivery.replyTo(),
                Math.min(delivery.priority(), MAX_PRIORITY),
                delivery.message().contentType());
        var late = late(call, store.expect(call.id(), broker.backend().address(call), call.expires()));
        var occasion = CloudEventBuilder.v1()
                .withSource(SOURCE)
                .withId(call.id())
                .withType(call.task())
                .build();
        try {
            var taken =
                    triggers.take(occasion, _ -> ask(call, delivery.message().body(), late.isPresent()));
            late.ifPresent(reason -> cancel(taken, reason));
        } catch (NotFound unknown) {
            answers.refuse(call, unknown.getMessage());
            throw unknown;
        }
    }

    /** Why it must not begin any more; empty if it may. */
    private static Optional<String> late(CeleryMessage call, boolean revoked) {
        if (revoked) {
            return Optional.of(CeleryAnswers.REVOKED);
        }
        return call.isExpired(Instant.now()) ? Optional.of(CeleryAnswers.EXPIRED) : Optional.empty();
    }

    private void cancel(Taken taken, String reason) {
        if (taken instanceof Taken.Stored stored && stored.state() == TaskState.QUEUED) {
            tasks.cancel(stored.task(), reason);
        }
    }

    private Ask ask(CeleryMessage call, byte[] bytes, boolean late) {
        var unreadable = call.unreadable();
        if (unreadable.isPresent()) {
            return new Ask.Broken(call.task(), TextNode.valueOf(call.contentType()), unreadable.get());
        }
        try {
            return ask(call, json.readTree(bytes), late);
        } catch (JsonProcessingException garbage) {
            return new Ask.Broken(
                    call.task(), TextNode.valueOf(""), "its arguments are no JSON: " + JsonFault.reason(garbage));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Ask ask(CeleryMessage call, JsonNode body, boolean late) {
        if (!CeleryMessage.isBody(body)) {
            return new Ask.Broken(call.task(), body, "its body is not [args, kwargs, embed]");
        }
        var callbacks = CeleryMessage.callbacks(body).collect(Collectors.joining(", "));
        if (!callbacks.isEmpty()) {
            return new Ask.Broken(
                    call.task(),
                    body,
                    "it asks for " + callbacks + " of Celery's canvas, which Handoff doesn't do; submit what follows"
                            + " in its handler, or send independent calls");
        }
        try {
            var input = arguments.input(call.task(), CeleryMessage.args(body), CeleryMessage.kwargs(body));
            var at = late ? Optional.of(Instant.now().plus(NEVER)) : call.eta();
            return new Ask.Run(call.task(), input, at, call.priority());
        } catch (Invalid wrong) {
            return new Ask.Broken(call.task(), body, wrong.getMessage());
        }
    }
}
