package dev.handoff.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.edge.http.GroupView;
import dev.handoff.edge.http.TaskStatus;
import dev.handoff.engine.live.Catalogue;
import dev.handoff.kit.json.RecordSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes all that clients send and are sent as an AsyncAPI 3 document, for people and for programs that write clients. */
@ApplicationScoped
class AsyncApi {

    private static final String ABOUT =
            "What happens to tasks and groups, told as it happens: over a WebSocket, at which a "
                    + "client also follows, submits and cancels, and as server-sent events. Events are CloudEvents 1.0. This document "
                    + "is written from the point of view of the server: it receives requests, and sends answers and events.";

    /** Answers, and the field of each that no other has. */
    private static final Map<String, Optional<String>> ANSWERS = answers();

    private final Catalogue catalogue;
    private final ObjectMapper json;
    private Optional<JsonNode> document = Optional.empty();

    AsyncApi(Catalogue catalogue, ObjectMapper json) {
        this.catalogue = catalogue;
        this.json = json;
    }

    private static Map<String, Optional<String>> answers() {
        var answers = new LinkedHashMap<String, Optional<String>>();
        answers.put("subscribed", Optional.empty());
        answers.put("unsubscribed", Optional.empty());
        answers.put("submitted", Optional.of("ticket"));
        answers.put("cancelled", Optional.of("cancelled"));
        answers.put("problem", Optional.of("problem"));
        return answers;
    }

    /** Made once: what can be told doesn't change while the process runs. */
    synchronized JsonNode document() {
        if (document.isEmpty()) {
            document = Optional.of(describe());
        }
        return document.get();
    }

    private JsonNode describe() {
        var messages = new AsyncMessages(json);
        var requests = new ArrayList<String>();
        for (var request : RecordSchema.ofMessage(Request.class, json).asJson().path("oneOf")) {
            var op = request.at("/properties/op/const").asText();
            messages.add(op, "A client wants to " + op + ".", (ObjectNode) request);
            requests.add(op);
        }
        var answer = (ObjectNode) RecordSchema.ofMessage(Answer.class, json).asJson();
        ANSWERS.forEach(
                (op, field) -> messages.add(op, "The answer to what a client wanted.", answer(answer, op, field)));
        messages.event(
                Envelope.TASK_STATE,
                "How a task stands, with which following it begins.",
                RecordSchema.ofMessage(TaskStatus.class, json).asJson());
        messages.event(
                Envelope.GROUP_STATE,
                "How a group stands, with which following it begins.",
                RecordSchema.ofMessage(GroupView.class, json).asJson());
        messages.event(
                Envelope.RESET,
                "Something was missed; states follow.",
                json.createObjectNode().put("type", "object"));
        catalogue.all().forEach(kind -> messages.event(kind.name(), kind.description(), catalogue.schema(kind)));
        return document(messages, requests);
    }

    private JsonNode document(AsyncMessages messages, List<String> requests) {
        var answers = List.copyOf(ANSWERS.keySet());
        var events = messages.events();
        var document = json.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Handoff, live")
                .put("version", "1")
                .put("description", ABOUT);
        document.put("defaultContentType", "application/json");
        var channels = document.putObject("channels");
        channel(channels, "socket", "/api/live", messages, Stream.of(requests, answers, events))
                .putObject("bindings")
                .putObject("ws")
                .put("method", "GET")
                .put("bindingVersion", "0.1.0");
        channel(channels, "events", "/api/live/events", messages, Stream.of(events));
        channel(channels, "taskEvents", "/api/tasks/{id}/events", messages, Stream.of(events))
                .putObject("parameters")
                .putObject("id")
                .put("description", "Of the task");
        var operations = document.putObject("operations");
        operation(operations, "ask", "receive", "socket", requests)
                .set("reply", reference("socket", answers, json.createObjectNode()));
        operation(operations, "tell", "send", "socket", events);
        operation(operations, "streamEvents", "send", "events", events);
        operation(operations, "streamTaskEvents", "send", "taskEvents", events);
        document.set("components", messages.components());
        return document;
    }

    private ObjectNode channel(
            ObjectNode channels, String name, String address, AsyncMessages messages, Stream<List<String>> used) {
        var channel = channels.putObject(name).put("address", address);
        var named = channel.putObject("messages");
        used.flatMap(List::stream).forEach(it -> named.set(it, messages.reference(it)));
        return channel;
    }

    private ObjectNode operation(
            ObjectNode operations, String name, String action, String channel, List<String> messages) {
        return reference(channel, messages, operations.putObject(name).put("action", action));
    }

    private static ObjectNode reference(String channel, List<String> messages, ObjectNode into) {
        into.putObject("channel").put("$ref", "#/channels/" + channel);
        var named = into.putArray("messages");
        messages.forEach(it -> named.addObject().put("$ref", "#/channels/" + channel + "/messages/" + it));
        return into;
    }

    /** One kind of answer: it has its own field, and no other kind's. */
    private static ObjectNode answer(ObjectNode any, String op, Optional<String> field) {
        var answer = any.deepCopy();
        var properties = (ObjectNode) answer.path("properties");
        ANSWERS.values().stream()
                .flatMap(Optional::stream)
                .filter(other -> !Optional.of(other).equals(field))
                .forEach(properties::remove);
        properties.putObject("op").put("const", op);
        field.ifPresent(it -> answer.withArray("required").add(it));
        return answer;
    }
}
