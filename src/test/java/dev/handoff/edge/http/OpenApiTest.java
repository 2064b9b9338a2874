package dev.handoff.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What programs are made of that call the API. */
@QuarkusTest
class OpenApiTest {

    private JsonNode api;

    private record Operation(String method, String path, JsonNode is) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void read() throws IOException {
        var text =
                given().accept("application/json").get("/q/openapi?format=json").asString();
        api = new ObjectMapper().readTree(text);
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        var names = operations().stream()
                .map(operation -> operation.is().path("operationId").asText())
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    }

    @Test
    void refusalsAreProblemDocuments() {
        for (var operation : operations()) {
            var responses = operation.is().path("responses");
            assertThat(responses.properties().stream().map(Map.Entry::getKey))
                    .as("%s", operation)
                    .contains("default", "401", "500", "503");
            responses.properties().stream()
                    .filter(response -> response.getKey().matches("[45].*|default"))
                    .forEach(response -> assertThat(
                                    response.getValue().path("$ref").asText())
                            .as("%s %s", operation, response.getKey())
                            .isEqualTo("#/components/responses/problem"));
        }
        assertThat(api.at("/components/responses/problem/content").has("application/problem+json"))
                .isTrue();
    }

    @Test
    void listsAreObjectsWithOneArrayAndPerhapsACursor() {
        var paged = new ArrayList<String>();
        var whole = new ArrayList<String>();
        for (var operation : operations()) {
            var name = operation.is().path("operationId").asText();
            var answer = answer(operation);
            assertThat(answer.path("type").asText()).as("%s", operation).isNotEqualTo("array");
            if (!name.startsWith("list")) {
                continue;
            }
            var members = names(answer.path("properties"));
            var parameters = operation.is().path("parameters").findValuesAsText("$ref");
            if (members.contains("next_cursor")) {
                assertThat(parameters)
                        .as("%s", operation)
                        .contains("#/components/parameters/limit", "#/components/parameters/cursor");
                paged.add(name);
            } else {
                assertThat(operation.is().path("parameters"))
                        .as("%s", operation)
                        .isEmpty();
                whole.add(name);
            }
            assertThat(answer.path("properties").findValuesAsText("type"))
                    .as("%s", operation)
                    .containsOnlyOnce("array");
        }
        assertThat(paged)
                .containsExactlyInAnyOrder(
                        "listTasks",
                        "listGroups",
                        "listEvents",
                        "listDeadLetters",
                        "listTemplates",
                        "listAuditEntries",
                        "listResources",
                        "listEvaluations",
                        "listSpeakingSessions",
                        "listComments",
                        "listFeed",
                        "listHotPosts",
                        "listNotices");
        assertThat(whole)
                .containsExactlyInAnyOrder(
                        "listTaskTypes",
                        "listTopics",
                        "listSchedules",
                        "listScanRules",
                        "listErrors",
                        "listFindings",
                        "listInstances",
                        "listQueues",
                        "listLiveEvents");
    }

    @Test
    void timesAreNamedAlike() {
        for (var schema : api.at("/components/schemas").properties()) {
            for (var property : schema.getValue().path("properties").properties()) {
                if (isTime(property.getValue()) && !isRequest(schema.getKey())) {
                    assertThat(property.getKey()).as(schema.getKey()).endsWith("_at");
                }
            }
        }
        for (var operation : operations()) {
            for (var parameter : operation.is().path("parameters")) {
                if (isTime(parameter.path("schema"))) {
                    assertThat(parameter.path("name").asText())
                            .as("%s", operation)
                            .matches("[a-z]+_(from|before)");
                }
            }
        }
    }

    private static boolean isRequest(String schema) {
        return schema.equals("ReplayRequest") || schema.equals("BulkFilter");
    }

    private boolean isTime(JsonNode schema) {
        return resolved(schema).path("format").asText().equals("date-time");
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? api.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private JsonNode answer(Operation operation) {
        return resolved(operation.is().at("/responses/200/content/application~1json/schema"));
    }

    private static List<String> names(JsonNode properties) {
        return properties.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void schemasShowNothingOfTheLibraryThatReadsJson() {
        assertThat(api.at("/components/schemas").properties().stream().map(Map.Entry::getKey))
                .doesNotContain("RawValue", "JsonNode", "JsonNodeType", "ObjectNode")
                .noneMatch(name -> name.matches(".*[0-9]"));
    }

    @Test
    void answersSayWhatIsAlwaysThere() {
        assertThat(required("Ticket")).containsExactlyInAnyOrder("task_id", "state", "route");
        assertThat(required("TaskPage")).containsExactly("tasks");
        assertThat(required("TaskRecord"))
                .contains("task_id", "state", "created_at")
                .doesNotContain("input", "result", "ended_at", "labels", "attempts");
        assertThat(required("Problem")).containsExactlyInAnyOrder("type", "title", "status", "detail");
        assertThat(api.at("/components/schemas/TaskRecord").toString()).doesNotContain("\"null\"");
    }

    @Test
    void requestsAskForNothingThatHasADefault() {
        assertThat(required("Task")).as("each word has another in its place").isEmpty();
        assertThat(required("Group")).containsExactly("completion");
        assertThat(api.at("/components/schemas/Task").findValues("default")).isEmpty();
        assertThat(api.at("/components/schemas/Task/properties/priority/description")
                        .asText())
                .isEqualTo("Higher goes first; if absent, 0");
    }

    private List<String> required(String schema) {
        var names = new ArrayList<String>();
        api.at("/components/schemas/" + schema + "/required").forEach(name -> names.add(name.asText()));
        return names;
    }

    @Test
    void bodiesHaveATypeAndAnExample() {
        for (var operation : operations()) {
            for (var content : operation.is().at("/requestBody/content").properties()) {
                if (content.getKey().contains("json")) {
                    assertThat(content.getValue().has("example"))
                            .as("%s", operation)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void examplesSucceedAsTheyAre() {
        var invoker = Set.of("takeCloudEvent", "takePubSubMessage", "runTask");
        var sent = new ArrayList<String>();
        for (var operation : operations()) {
            var name = operation.is().path("operationId").asText();
            var path = operation.path().replace("{type}", "process-message");
            for (var content : operation.is().at("/requestBody/content").properties()) {
                if (!content.getValue().has("example")
                        || path.contains("{")
                        || !content.getKey().contains("json")) {
                    continue;
                }
                var request = given().contentType(content.getKey())
                        .body(content.getValue().path("example").toString());
                var answer = (invoker.contains(name) ? request.header("X-Tasks-Auth", Calls.SECRET) : request)
                        .request(operation.method(), path);
                assertThat(answer.statusCode())
                        .as("%s: %s", operation, answer.asString())
                        .isBetween(200, 299);
                sent.add(name);
            }
        }
        assertThat(sent)
                .contains("submitTasks", "createGroup", "publishEvents", "storeAtoms", "runTask", "createTemplate");
    }

    private List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : api.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().has("responses")) {
                    operations.add(
                            new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
                }
            }
        }
        return operations;
    }
}
