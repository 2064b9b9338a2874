package dev.handoff.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The messages of an AsyncAPI document. */
final class AsyncMessages {

    private static final String DEFINITIONS = "$defs";

    private final ObjectNode messages;
    private final ObjectNode schemas;
    private final List<String> events = new ArrayList<>();

    AsyncMessages(ObjectMapper json) {
        this.messages = json.createObjectNode();
        this.schemas = json.createObjectNode();
    }

    /** @param payload a JSON Schema, draft 2020-12 */
    void add(String name, String summary, ObjectNode payload) {
        messages.putObject(key(name))
                .put("name", name)
                .put("summary", summary)
                .putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-2020-12")
                .set("schema", part(key(name), payload));
    }

    /** Adds an event in its envelope. */
    void event(String name, String summary, JsonNode data) {
        var envelope = messages.objectNode().put("type", "object");
        envelope.putArray("required")
                .add("specversion")
                .add("id")
                .add("source")
                .add("type")
                .add("time")
                .add("datacontenttype")
                .add("data");
        var attributes = envelope.putObject("properties");
        attributes.putObject("specversion").put("const", "1.0");
        attributes
                .putObject("id")
                .put("type", "string")
                .put("pattern", "^[0-9]+$")
                .put("description", "Where to resume");
        attributes.putObject("source").put("type", "string").put("format", "uri-reference");
        attributes.putObject("type").put("const", name);
        attributes.putObject("subject").put("type", "string").put("description", "The id of what it is about");
        attributes.putObject("time").put("type", "string").put("format", "date-time");
        attributes.putObject("datacontenttype").put("const", "application/json");
        attributes.putObject("taskid").put("type", "string").put("format", "uuid");
        attributes.putObject("tasktype").put("type", "string");
        attributes.set("data", part(key(name), data));
        envelope.put("additionalProperties", false);
        add(name, summary, envelope);
        events.add(key(name));
    }

    /** The keys of those that are events, in their order. */
    List<String> events() {
        return events;
    }

    ObjectNode reference(String key) {
        return messages.objectNode().put("$ref", "#/components/messages/" + key);
    }

    ObjectNode components() {
        var components = messages.objectNode();
        components.set("messages", messages);
        components.set("schemas", schemas);
        return components;
    }

    /** A schema as a part of the document, which has its definitions in a place of their own. */
    private JsonNode part(String owner, JsonNode schema) {
        var part = (ObjectNode) schema.deepCopy();
        part.remove("$schema");
        part.findParents("$ref").forEach(it -> move((ObjectNode) it, owner));
        var definitions = part.remove(DEFINITIONS);
        if (definitions != null) {
            definitions.properties().forEach(it -> schemas.set(owner + "." + it.getKey(), it.getValue()));
        }
        return part;
    }

    private static void move(ObjectNode reference, String owner) {
        var to = reference.path("$ref").asText();
        if (to.startsWith("#/" + DEFINITIONS + "/")) {
            reference.put("$ref", "#/components/schemas/" + owner + "." + to.substring(DEFINITIONS.length() + 3));
        }
    }

    private static String key(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
