package dev.handoff.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may call what. Whoever adds an operation says here who may call it. */
@QuarkusTest
@TestProfile(Guarded.class)
class RolesTest {

    private static final Map<String, Set<String>> MAY = Map.of(
            "anybody",
            words("logIn logOut"),
            "viewer",
            words("""
                    countBulk countTasks describeLive getGroup getOverview getResource getScan getScanRule getSession getTask getTaskRelatives
                    getTaskStatus getTemplate getTemplateSchema getTopicSchema getTasksOfError listAuditEntries listErrors listFindings
                    listGroups listInstances listLiveEvents listQueues listResources listScanRules listSchedules listTaskTypes listTasks listTemplates
                    listTopics
                    """),
            "data",
            words("""
                    followEvents followTask getCircle getComment getFile getPost getUser headFile listComments listDeadLetters
                    listEvaluations listEvents listFeed listHotPosts listNotices listSpeakingSessions search
                    """),
            "operator",
            words("""
                    cancelGroup cancelTask cancelTasks checkUp cleanUpSessions countReplay createGroup createLiveToken deleteComment
                    deleteCommentVote deletePost deletePostVote follow joinCircle leaveCircle openSpeakingSession pauseSchedule
                    pauseTaskType processResource publishEvents putComment putCommentVote putFile putPost putPostVote putUser
                    readNotices recalculateRatings replayDeadLetters replayEvents resumeSchedule resumeTaskType retryTask retryTasks
                    runSchedule sealGroup storeAtoms storeMessages storeResource submitTasks syncImpressions unfollow
                    """),
            "admin",
            words("""
                    createTemplate deleteScanRule deleteTask deleteTasks deleteTemplate purgeDeadLetters putScanRule putTemplate
                    """),
            "invoker",
            words("runTask takeCloudEvent takePubSubMessage tickSchedule"));

    private record Operation(String method, String path, String name) {}

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toSet());
    }

    @Test
    void everyOperationIsOpenToItsRolesAlone() throws Exception {
        for (var operation : operations()) {
            var roles = MAY.entrySet().stream()
                    .filter(each -> each.getValue().contains(operation.name()))
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(roles).as("who may " + operation).hasSize(1);
            var role = roles.getFirst();
            boolean anybody = role.equals("anybody");
            assertThat(isLetIn(operation)).as("without a key: " + operation).isEqualTo(anybody);
            assertThat(isLetIn(operation, bearer(Guarded.VIEWER)))
                    .as("viewer: " + operation)
                    .isEqualTo(anybody || role.equals("viewer"));
            assertThat(isLetIn(operation, bearer(Guarded.OPERATOR)))
                    .as("operator: " + operation)
                    .isEqualTo(anybody || Set.of("viewer", "data", "operator").contains(role));
            assertThat(isLetIn(operation, bearer(Guarded.KEY)))
                    .as("admin: " + operation)
                    .isEqualTo(!role.equals("invoker"));
            assertThat(isLetIn(operation, "X-Tasks-Auth", Guarded.SECRET))
                    .as("invoker: " + operation)
                    .isEqualTo(anybody || role.equals("invoker"));
        }
    }

    /** With a body that changes nothing, of things that aren't there. Some answers never end. */
    private static boolean isLetIn(Operation operation, String... header) throws IOException, InterruptedException {
        var path = operation
                .path()
                .replace("{id}", "018f0000-0000-7000-8000-000000000000")
                .replace("{version}", "1")
                .replace("{fingerprint}", "0".repeat(16))
                .replaceAll("\\{[a-z_]+}", "nothing");
        var body = operation.name().equals("logIn") ? "{\"key\": \"" + Guarded.KEY + "\"}" : "{}";
        var reads = operation.method().equals("GET") || operation.method().equals("HEAD");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", "application/json")
                .method(operation.method(), reads ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (header.length > 0) {
            request.headers(header);
        }
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofInputStream());
            answer.body().close();
            client.shutdownNow();
            return answer.statusCode() != 401 && answer.statusCode() != 403;
        }
    }

    private static List<Operation> operations() throws IOException {
        var text = key(Guarded.KEY)
                .accept("application/json")
                .get("/q/openapi?format=json")
                .asString();
        var operations = new ArrayList<Operation>();
        for (var path : new ObjectMapper().readTree(text).path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().has("operationId")) {
                    var name = method.getValue().path("operationId").asText();
                    operations.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), name));
                }
            }
        }
        assertThat(operations).hasSizeGreaterThan(40);
        return operations;
    }

    @Test
    void viewersSeeNoInputsAndResults() {
        String task = key(Guarded.OPERATOR)
                .contentType("application/json")
                .body(Calls.task("{\"text\": \"private\"}"))
                .post(Calls.TASKS)
                .path("task_id");
        await().untilAsserted(() -> key(Guarded.OPERATOR)
                .get(Calls.TASKS + "/" + task)
                .then()
                .body("result.text", equalTo("private"))
                .body("input.text", equalTo("private")));

        key(Guarded.VIEWER)
                .get(Calls.TASKS + "/" + task)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUCCEEDED"))
                .body("input", nullValue())
                .body("result", nullValue());
        key(Guarded.VIEWER)
                .get(Calls.TASKS + "/" + task + "/status")
                .then()
                .body("status", equalTo("SUCCEEDED"))
                .body("result", nullValue());
        key(Guarded.VIEWER).get(Calls.TASKS + "?input=private").then().statusCode(403);
    }

    @Test
    void auditLogNamesTheKey() {
        String task = key(Guarded.OPERATOR)
                .contentType("application/json")
                .body(Calls.task("{\"text\": \"a\"}"))
                .post(Calls.TASKS)
                .path("task_id");
        key(Guarded.OPERATOR)
                .contentType("application/json")
                .body("{\"reason\": \"no more\"}")
                .post(Calls.TASKS + "/" + task + "/cancel")
                .then()
                .statusCode(200);

        key(Guarded.VIEWER)
                .get("/api/audit?limit=1&entity_id=" + task)
                .then()
                .body("entries[0].actor", equalTo("otto"))
                .body("entries[0].action", equalTo("task.cancel"))
                .body("entries[0].details.reason", equalTo("no more"))
                .body("entries[0].event_id", notNullValue());
    }

    private static String[] bearer(String key) {
        return new String[] {"Authorization", "Bearer " + key};
    }

    private static RequestSpecification key(String key) {
        return given().header("Authorization", "Bearer " + key);
    }
}
