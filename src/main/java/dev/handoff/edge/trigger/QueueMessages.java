package dev.handoff.edge.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskTypes;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.kit.rabbitmq.AmqpMessage;
import dev.handoff.kit.rabbitmq.Delivery;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads messages of queues. A CloudEvent is what it says. Otherwise the property or the header {@code type} names the task
 * type, or the message is an envelope {@code {"type": …, "input": …}}, or the routing key names the type.
 */
@Singleton
final class QueueMessages implements QueueReader {

    private static final String TYPE = "type";

    /** Section 3.1 of the binding for AMQP, which is for AMQP 1.0; and what gateways from HTTP leave of it. */
    private static final List<String> PREFIXES = List.of("cloudEvents_", "cloudEvents:", "ce-");

    private final TriggerQueues queues;
    private final RabbitMq broker;
    private final CloudEvents events;
    private final Triggers triggers;
    private final Messages messages;
    private final TaskTypes types;
    private final ObjectMapper json;

    QueueMessages(
            TriggerQueues queues,
            RabbitMq broker,
            CloudEvents events,
            Triggers triggers,
            Messages messages,
            TaskTypes types,
            ObjectMapper json) {
        this.queues = queues;
        this.broker = broker;
        this.events = events;
        this.triggers = triggers;
        this.messages = messages;
        this.types = types;
        this.json = json;
    }

    @Override
    public List<Queue> queues() {
        var all = queues.all();
        if (!all.isEmpty() && !broker.isConfigured()) {
            throw new ConfigurationException(
                    "HANDOFF_TRIGGER_QUEUES is set but MQ_HOST is not; set it to RabbitMQ's host");
        }
        return all;
    }

    @Override
    public RabbitMq broker() {
        return broker;
    }

    @Override
    public void take(Delivery delivery) {
        var message = delivery.message();
        try {
            event(message).ifPresentOrElse(triggers::take, () -> triggers.take(occasion(delivery), _ -> ask(delivery)));
        } catch (MalformedEvent malformed) {
            throw new UnusableEvent(
                    malformed.attribute().map(it -> "the event's " + it + " ").orElse("it ") + malformed.getMessage(),
                    malformed);
        }
    }

    private Optional<CloudEvent> event(AmqpMessage message) {
        if (CloudEvents.isStructured(message.contentType())) {
            return Optional.of(structured(message.body()));
        }
        var type = Optional.of(message.contentType()).filter(it -> !it.isEmpty());
        return PREFIXES.stream()
                .filter(prefix -> message.headers().containsKey(prefix + "specversion"))
                .findFirst()
                .map(prefix -> CloudEvents.binary(name -> attribute(message, prefix + name), type, message.body()));
    }

    private CloudEvent structured(byte[] body) {
        try {
            return events.structured(json.readTree(body));
        } catch (JsonProcessingException garbage) {
            throw new UnusableEvent("a CloudEvent is not JSON: " + JsonFault.reason(garbage), garbage);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String attribute(AmqpMessage message, String header) {
        var value = message.headers().getOrDefault(header, "");
        if (value.isEmpty()) {
            throw new UnusableEvent("a CloudEvent needs the header " + header);
        }
        return value;
    }

    private Ask ask(Delivery delivery) {
        var message = delivery.message();
        var named = Stream.of(message.type(), message.headers().getOrDefault(TYPE, ""))
                .filter(types::isKnown)
                .findFirst();
        if (named.isPresent()) {
            return messages.input(named.get(), message.body());
        }
        try {
            return messages.envelope(message.body());
        } catch (UnusableEvent untold) {
            if (types.isKnown(delivery.routingKey())) {
                return messages.input(delivery.routingKey(), message.body());
            }
            throw untold;
        }
    }

    /** Who brings it, and what it is recognised by when it comes again: without an id it can't be. */
    private static CloudEvent occasion(Delivery delivery) {
        var id = delivery.message().id();
        return CloudEventBuilder.v1()
                .withSource(source(delivery.queue().name()))
                .withId(id.isEmpty() ? UUID.randomUUID().toString() : id)
                .withType("message")
                .build();
    }

    private static URI source(String queue) {
        try {
            return new URI(null, null, "/queues/" + queue, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
