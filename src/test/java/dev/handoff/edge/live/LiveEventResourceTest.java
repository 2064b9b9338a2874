package dev.handoff.edge.live;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LiveEventResourceTest {

    private static final String SLOW = "{\"text\": \"a\", \"steps\": 3, \"sleep_ms\": 600}";

    @Inject
    ScopedTokens tokens;

    @Test
    void taskIsFollowedFromItsStateToItsEnd() throws Exception {
        var task = submit(SLOW);

        try (var stream = new EventStream("/api/tasks/" + task + "/events")) {
            var heard = stream.until(it -> it.name().equals("task.succeeded"));

            assertThat(heard.getFirst().name()).isEqualTo("task.state");
            assertThat(heard.getFirst().data().path("task_id").asText()).isEqualTo(task);
            assertThat(heard)
                    .allSatisfy(it ->
                            assertThat(it.event().path("subject").asText()).isEqualTo(task));
            assertThat(heard.stream().map(it -> Long.parseLong(it.id()))).isSorted();
        }
    }

    @Test
    void eventIsACloudEvent() throws Exception {
        try (var stream = new EventStream("/api/live/events?type=process-message&name=task.queued")) {
            var task = submit("{\"text\": \"a\"}");
            var heard = stream.until(it -> it.event().path("subject").asText().equals(task))
                    .getLast();

            assertThat(heard.event().path("specversion").asText()).isEqualTo("1.0");
            assertThat(heard.event().path("id").asText()).isEqualTo(heard.id());
            assertThat(heard.event().path("source").asText()).isEqualTo("/api/live");
            assertThat(heard.event().path("type").asText()).isEqualTo(heard.name());
            assertThat(heard.event().path("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(heard.event().path("taskid").asText()).isEqualTo(task);
            assertThat(heard.event().path("tasktype").asText()).isEqualTo("process-message");
            assertThat(Instant.parse(heard.event().path("time").asText()))
                    .isBefore(Instant.now().plusSeconds(5));
        }
    }

    @Test
    void streamGoesOnWhereItWasLeft() throws Exception {
        try (var _ = new EventStream("/api/live/events?name=none")) {
            var task = submit(SLOW);
            String last;
            try (var stream = new EventStream("/api/tasks/" + task + "/events")) {
                last = stream.until(it -> it.name().equals("task.started")
                                || it.data().path("status").asText().equals("RUNNING"))
                        .getLast()
                        .id();
            }
            awaitState(task, "SUCCEEDED");

            try (var stream = new EventStream("/api/tasks/" + task + "/events", "Last-Event-ID", last)) {
                var heard = stream.until(it -> it.name().equals("task.succeeded"));

                assertThat(EventStream.names(heard)).doesNotContain("task.state", "live.reset");
                assertThat(heard.stream().map(it -> Long.parseLong(it.id())))
                        .doesNotHaveDuplicates()
                        .allMatch(id -> id > Long.parseLong(last));
            }
        }
    }

    @Test
    void idThatIsTooOldIsAnsweredWithTheState() throws Exception {
        var task = submit("{\"text\": \"a\"}");
        awaitState(task, "SUCCEEDED");

        try (var stream = new EventStream("/api/tasks/" + task + "/events", "Last-Event-ID", "1")) {
            assertThat(stream.next().name()).isEqualTo("live.reset");
            var state = stream.next();
            assertThat(state.name()).isEqualTo("task.state");
            assertThat(state.data().path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(state.data().path("result").isObject()).isTrue();
        }
    }

    @Test
    void groupIsFollowedWithItsMembers() throws Exception {
        String group = json("{\"completion\": {\"type\": \"process-message\", \"input\": {\"text\": \"end\"}}}")
                .post("/api/groups")
                .then()
                .extract()
                .path("group_id");

        try (var stream = new EventStream("/api/live/events?group=" + group)) {
            assertThat(stream.next().name()).isEqualTo("group.state");
            var member = submitBody(
                    "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}, \"group\": \"" + group + "\"}");

            var heard = stream.until(it -> it.name().equals("task.succeeded"));
            assertThat(heard).allMatch(it -> it.event().path("subject").asText().equals(member));
        }
    }

    @Test
    void tokenOpensItsTaskAndNoOther() throws Exception {
        var mine = submit("{\"text\": \"a\"}");
        var other = submit("{\"text\": \"a\"}");
        var token = token(mine);

        try (var stream = new EventStream("/api/tasks/" + mine + "/events?token=" + token)) {
            assertThat(stream.next().name()).isEqualTo("task.state");
        }
        try (var stream = new EventStream("/api/live/events?token=" + token)) {
            assertThat(stream.next().event().path("subject").asText()).isEqualTo(mine);
        }
        given().header("Authorization", "Bearer " + token)
                .get("/api/tasks/" + mine + "/status?wait=5s")
                .then()
                .statusCode(200)
                .body("status", equalTo("SUCCEEDED"));
        // The same for one that exists and one that doesn't.
        for (var id : new String[] {other, UUID.randomUUID().toString()}) {
            for (var path : new String[] {
                "/api/tasks/" + id + "/events", "/api/live/events?task=" + id, "/api/tasks/" + id + "/status"
            }) {
                given().queryParam("token", token)
                        .get(path)
                        .then()
                        .statusCode(403)
                        .body("type", equalTo("/problems/forbidden"));
            }
        }
        given().queryParam("token", token)
                .get("/api/live/events?type=process-message")
                .then()
                .statusCode(403);
        given().queryParam("token", token).get("/api/live/events?name=*").then().statusCode(403);
    }

    @Test
    void tokenThatIsNoneOfOursOpensNothing() {
        var task = submit("{\"text\": \"a\"}");
        var expired =
                tokens.sign(new Scope(Set.of(TaskId.parse(task)), Set.<GroupId>of(), Set.of()), Duration.ofSeconds(-1));
        var good = token(task);
        var changed = good.substring(0, good.length() - 10) + "AAAAAAAAAA";

        for (var token : new String[] {expired.token(), changed, "x", ""}) {
            given().queryParam("token", token)
                    .get("/api/tasks/" + task + "/events")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void tokenOpensNothingElse() {
        var token = token(submit("{\"text\": \"a\"}"));

        // Without a key of the API everybody may do the rest; a token makes its holder nobody.
        given().queryParam("token", token).post("/api/live/tokens").then().statusCode(not(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task=x",
                "group=1",
                "type=A%20B",
                "name=a*b",
                "name=",
                "subject=",
                "tasks=018f0000-0000-7000-8000-000000000000",
                "limit=3"
            })
    void queryThatIsNotUnderstoodIsRefused(String query) {
        given().get("/api/live/events?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/bad-request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999"})
    void idThatIsNoneOfOursIsRefused(String id) {
        given().header("Last-Event-ID", id).get("/api/live/events").then().statusCode(400);
    }

    @Test
    void catalogueHasEveryEventWithItsSchema() {
        given().get("/api/live/catalogue")
                .then()
                .statusCode(200)
                .body("events.name", hasItems("task.queued", "task.succeeded", "group.completed"))
                .body("events.find { it.name == 'task.progress' }.data_schema.properties.state", notNullValue());
    }

    @Test
    void whatIsNotThereIsNotFollowed() {
        var id = UUID.randomUUID();

        given().get("/api/tasks/" + id + "/events").then().statusCode(404);
        given().get("/api/live/events?group=" + id).then().statusCode(404);
    }

    @Test
    void statusWaitsForTheEnd() {
        var task = submit(SLOW);

        var began = System.nanoTime();
        given().get("/api/tasks/" + task + "/status?wait=20s")
                .then()
                .statusCode(200)
                .body("status", equalTo("SUCCEEDED"));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void statusAnswersWithThePresentStateWhenTheTimeIsOver() {
        var task = submit("{\"text\": \"a\", \"steps\": 10, \"sleep_ms\": 20000}");

        given().get("/api/tasks/" + task + "/status?wait=300ms")
                .then()
                .statusCode(200)
                .body("status", not(equalTo("SUCCEEDED")));

        json().post("/api/tasks/" + task + "/cancel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"61s", "-1s", "soon", "1h", "99999999999999999999s"})
    void waitThatIsTooLongIsRefused(String wait) {
        var task = submit("{\"text\": \"a\"}");

        given().queryParam("wait", wait)
                .get("/api/tasks/" + task + "/status")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("wait"));
    }

    private String token(String task) {
        return tokens.sign(new Scope(Set.of(TaskId.parse(task)), Set.<GroupId>of(), Set.of()), Duration.ofMinutes(1))
                .token();
    }
}
