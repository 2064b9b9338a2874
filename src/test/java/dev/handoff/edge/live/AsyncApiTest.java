package dev.handoff.edge.live;

import static dev.handoff.edge.http.Calls.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.handoff.engine.Blabber;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document says what is sent and told. */
@QuarkusTest
class AsyncApiTest {

    private static final Path KEPT = Path.of("docs/tasks/asyncapi.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUICK = "{\"type\": \"process-message\", \"input\": {\"text\": \"a\", \"steps\": 2}}";

    private JsonNode api;

    @BeforeEach
    void read() throws IOException {
        api = JSON.readTree(given().get("/api/live/asyncapi").asString());
    }

    /** With {@code -Ddocuments.write} it is written anew. */
    @Test
    void documentThatIsKeptIsTheOneThatIsServed() throws IOException {
        var text = withoutThatOfTests(api).toPrettyString() + "\n";

        if (System.getProperty("documents.write") != null) {
            Files.writeString(KEPT, text);
        } else {
            assertThat(Files.readString(KEPT)).isEqualTo(text);
        }
    }

    /** Types of the tests announce something as well. */
    private static JsonNode withoutThatOfTests(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(Blabber.SAID.name());
        }
        for (var each = node.elements(); each.hasNext(); ) {
            var inner = each.next();
            if (inner.path("$ref").asText().endsWith("/" + Blabber.SAID.name())) {
                each.remove();
            } else {
                withoutThatOfTests(inner);
            }
        }
        return node;
    }

    @Test
    void everyEventOfTheCatalogueIsInAllChannels() {
        List<String> names = given().get("/api/live/catalogue").path("events.name");

        for (var channel : List.of("socket", "events", "taskEvents")) {
            assertThat(api.at("/channels/" + channel + "/messages").fieldNames())
                    .toIterable()
                    .containsAll(names)
                    .contains("task.state", "group.state", "live.reset");
        }
    }

    @Test
    void everyReferenceLeadsToSomething() {
        assertThat(api.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        api.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void whatIsSentAndToldIsAsDescribed() throws Exception {
        String group =
                json("{\"completion\": " + QUICK + "}").post("/api/groups").path("group_id");
        var heard = new ArrayList<JsonNode>();

        try (var socket = Socket.open()) {
            heard.addAll(ask(socket, "subscribe", "\"groups\": [\"" + group + "\"], \"names\": [\"*\"]"));
            heard.addAll(ask(socket, "unsubscribe", "\"ref\": \"u\", \"subjects\": [\"x\"]"));
            heard.addAll(ask(socket, "subscribe", "\"names\": [\"x\"], \"after\": \"1\""));
            var member = QUICK.replace("{\"type\"", "{\"group\": \"" + group + "\", \"type\"");
            json(member).post("/api/tasks").then().statusCode(202);
            // Followed by its group alone; of one that is submitted here the state may be told instead.
            heard.addAll(socket.untilType("task.queued"));
            var ticket = ask(socket, "submit", "\"task\": " + member);
            heard.addAll(ticket);
            heard.addAll(socket.untilType("task.succeeded"));
            json("{\"expected\": 2}")
                    .post("/api/groups/" + group + "/seal")
                    .then()
                    .statusCode(200);
            heard.addAll(socket.untilType("group.completed"));
            var task = ticket.getLast().at("/ticket/task_id").asText();
            heard.addAll(ask(socket, "cancel", "\"task\": \"" + task + "\", \"reason\": \"late\""));
            heard.add(socket.send("{\"op\": \"submit\", \"task\": {\"type\": \"none\", \"input\": {}}}")
                    .answer());
        }

        assertThat(heard).allSatisfy(it -> assertThat(faults(it)).as("%s", it).isEmpty());
        assertThat(names(heard))
                .contains("subscribed", "unsubscribed", "submitted", "cancelled", "problem", "live.reset")
                .contains("task.state", "task.queued", "task.started", "task.progress", "task.succeeded")
                .contains("group.state", "group.completed", "message.step_done");
    }

    @Test
    void whatIsWrongIsNotAsDescribed() throws IOException {
        for (var wrong : List.of(
                "{\"op\": \"subscribe\", \"tusks\": []}",
                "{\"op\": \"cancel\"}",
                "{\"op\": \"submitted\"}",
                "{\"op\": \"submit\", \"task\": {\"type\": \"a\"}}",
                "{\"type\": \"task.queued\", \"id\": \"x\"}")) {
            assertThat(faults(JSON.readTree(wrong))).as(wrong).isNotEmpty();
        }
    }

    /** Asks for something that is as described, and hears all up to its answer. */
    private List<JsonNode> ask(Socket socket, String op, String fields) throws Exception {
        var request = "{\"op\": \"" + op + "\", " + fields + "}";
        assertThat(faults(JSON.readTree(request))).as(request).isEmpty();
        return socket.send(request).until(it -> it.has("op"));
    }

    private static Set<String> names(List<JsonNode> messages) {
        var names = new HashSet<String>();
        messages.forEach(it -> names.add(name(it)));
        return names;
    }

    private static String name(JsonNode message) {
        return message.path("op").asText(message.path("type").asText());
    }

    private Set<ValidationMessage> faults(JsonNode message) {
        return schema(name(message)).validate(message);
    }

    /** The payload's, within the document that it refers to. */
    private JsonSchema schema(String message) {
        assertThat(api.at("/components/messages").has(message)).as(message).isTrue();
        ObjectNode root = JSON.createObjectNode();
        root.set("components", api.path("components"));
        root.put("$ref", "#/components/messages/" + message + "/payload/schema");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    }
}
