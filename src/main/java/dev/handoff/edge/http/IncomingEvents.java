package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.edge.trigger.CloudEvents;
import dev.handoff.edge.trigger.MalformedEvent;
import dev.handoff.edge.trigger.Triggers;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the events in a request: a CloudEvent 1.0, structured as JSON or binary, a batch of them, or a push message of Pub/Sub. Attributes
 * that have no reader here are not looked at.
 */
@Singleton
class IncomingEvents {

    private static final String BATCH = "application/cloudevents-batch+json";
    private static final int MAX_EVENTS = 1000;

    /** https://cloud.google.com/pubsub/docs/payload-unwrapping. */
    private static final String MESSAGE_ID = "x-goog-pubsub-message-id";

    private static final String SUBSCRIPTION = "x-goog-pubsub-subscription-name";

    private final ObjectMapper json;
    private final CloudEvents events;

    IncomingEvents(ObjectMapper json, CloudEvents events) {
        this.json = json;
        this.events = events;
    }

    /**
     * The CloudEvents in a request: one, or those of a batch.
     *
     * @throws BadRequest if there is none, or one is malformed
     * @throws JsonProcessingException if structured ones are not JSON
     */
    List<CloudEvent> read(HttpHeaders headers, byte[] body) throws IOException {
        if (isBatch(headers)) {
            return batch(tree(body));
        }
        var type = contentType(headers);
        return List.of(
                type.filter(CloudEvents::isStructured).isPresent()
                        ? structured(tree(body), "")
                        : binary(new EventHeaders(headers), type, body));
    }

    static boolean isBatch(HttpHeaders headers) {
        return contentType(headers)
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(BATCH))
                .isPresent();
    }

    private static Optional<String> contentType(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    }

    private List<CloudEvent> batch(JsonNode tree) {
        if (!tree.isArray() || tree.isEmpty() || tree.size() > MAX_EVENTS) {
            throw new BadRequest("body", "must be a list of 1 to " + MAX_EVENTS + " CloudEvents");
        }
        return IntStream.range(0, tree.size())
                .mapToObj(i -> structured(tree.get(i), "/" + i))
                .toList();
    }

    /** @param tree was read as any other JSON that comes in, with all its bounds */
    private CloudEvent structured(JsonNode tree, String place) {
        try {
            return events.structured(tree);
        } catch (MalformedEvent malformed) {
            var field = malformed.attribute().map(it -> place + "/" + it);
            throw new BadRequest(field.orElse(place.isEmpty() ? "body" : place), malformed.getMessage());
        }
    }

    private static CloudEvent binary(EventHeaders headers, Optional<String> type, byte[] body) {
        try {
            return CloudEvents.binary(headers::require, type, body);
        } catch (MalformedEvent malformed) {
            throw new BadRequest(EventHeaders.PREFIX + malformed.attribute().orElseThrow(), malformed.getMessage());
        }
    }

    /**
     * The message in a request of Pub/Sub, in the form in which Eventarc would bring it. A subscription without a wrapper
     * brings the data alone, and the rest in headers.
     *
     * @throws BadRequest if there is none
     * @throws JsonProcessingException if it is not JSON
     */
    CloudEvent pushed(HttpHeaders headers, byte[] body) throws IOException {
        var id = headers.getHeaderString(MESSAGE_ID);
        var subscription = headers.getHeaderString(SUBSCRIPTION);
        return id == null || subscription == null
                ? pushed(tree(body))
                : pushed(wrapped(id, subscription, headers, body));
    }

    private JsonNode wrapped(String id, String subscription, HttpHeaders headers, byte[] body) {
        var push = json.createObjectNode().put("subscription", subscription);
        var message = push.putObject("message")
                .put("messageId", id)
                .put("data", Base64.getEncoder().encodeToString(body));
        var attributes = message.putObject("attributes");
        for (var name : Triggers.MESSAGE_ATTRIBUTES) {
            Optional.ofNullable(headers.getHeaderString(name)).ifPresent(value -> attributes.put(name, value));
        }
        return push;
    }

    private static CloudEvent pushed(JsonNode push) {
        var id = push.at("/message/messageId").textValue();
        var subscription = push.path("subscription").textValue();
        if (id == null || subscription == null) {
            throw new BadRequest(
                    "body",
                    "must have the texts subscription and message/messageId, as Pub/Sub pushes them, or the headers "
                            + SUBSCRIPTION + " and " + MESSAGE_ID + ", as it does without a wrapper and with metadata");
        }
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(source(subscription))
                .withType(Triggers.MESSAGE)
                .withData("application/json", JsonCloudEventData.wrap(push))
                .build();
    }

    private JsonNode tree(byte[] body) throws IOException {
        if (body.length == 0) {
            throw new BadRequest("body", "must be a JSON object, was empty");
        }
        return json.readTree(body);
    }

    private static URI source(String subscription) {
        var text = "//pubsub.googleapis.com/" + subscription;
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new BadRequest("/subscription", "must be a URI", text);
        }
    }
}
