package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.handoff.tool.emulator.Live;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plain HTTP gets. */
class FrontDoorTest {

    private final Live live = new Live(Live::ok);

    @AfterEach
    void close() {
        live.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/", "/"})
    void taskIsMadeOfJson(String start) {
        var body = "{\"task\":{\"httpRequest\":{\"url\":\"%s/work\",\"body\":\"aGVsbG8=\"}},\"responseView\":\"FULL\"}"
                .formatted(live.target.address());

        var answer = new JsonObject(
                live.http("POST", start + Live.QUEUE + "/tasks", body).body());
        await().until(() -> live.target.requests.size() == 1);

        assertThat(answer.getString("view")).isEqualTo("FULL");
        assertThat(answer.getJsonObject("httpRequest").getString("httpMethod")).isEqualTo("POST");
        assertThat(live.target.requests.getFirst().text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v2/projects/p/locations/l/queues/none       |            | 404 | NOT_FOUND",
                "DELETE | /projects/p/locations/l/queues/q/tasks/none  |            | 404 | NOT_FOUND",
                "GET    | /v3/projects/p/locations/l/queues/none       |            | 501 | UNIMPLEMENTED",
                "POST   | /v2/projects/p/locations/l/queues            | {\"x\":1}  | 400 | INVALID_ARGUMENT",
                "POST   | /v2/projects/p/locations/l/queues            | {          | 400 | INVALID_ARGUMENT",
                "GET    | /v2/projects/p/locations/l/queues?pageSize=x |            | 400 | INVALID_ARGUMENT",
                "GET    | /v2/projects/p/locations/l/queues?filter=x   |            | 501 | UNIMPLEMENTED",
                "PUT    | /v2/projects/p/locations/l/queues/q          |            | 501 | UNIMPLEMENTED",
                "POST   | /v2/projects/p/locations/l/queues/q:getIamPolicy |        | 501 | UNIMPLEMENTED",
                "POST   | /v2/projects/p/locations/l/queues/q/tasks:buffer |        | 501 | UNIMPLEMENTED",
                "PATCH  | /v2/projects/p/locations/l/queues/q | {\"httpTarget\":{}} | 501 | UNIMPLEMENTED",
                "GET    | /elsewhere                                   |            | 501 | UNIMPLEMENTED"
            })
    void errorsAreToldAsGoogleDoes(String method, String path, String body, int status, String name) {
        var answer = live.http(method, path, body == null ? "" : body);

        var error = new JsonObject(answer.body()).getJsonObject("error");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error.getInteger("code")).isEqualTo(status);
        assertThat(error.getString("status")).isEqualTo(name);
        assertThat(error.getString("message")).isNotEmpty();
    }

    @Test
    void queueIsCreatedByItsFirstTask() {
        live.client.createTask(Live.QUEUE, live.task().build());

        assertThat(live.client.getQueue(Live.QUEUE).getName()).isEqualTo(Live.QUEUE);
    }

    @Test
    void overviewTellsWhatIsThere() {
        live.client.createTask(Live.QUEUE, live.task().build());
        await().until(() -> live.emulator.deliveries().size() == 1);
        live.client.pauseQueue(Live.QUEUE);
        live.client.createTask(Live.QUEUE, live.task().build());

        var overview = new JsonObject(live.http("GET", "/emulator", "").body());

        assertThat(overview.getLong("deliveries")).isEqualTo(1);
        assertThat(overview.getJsonObject("faults")).isEmpty();
        assertThat(overview.getJsonArray("queues"))
                .containsExactly(new JsonObject()
                        .put("name", Live.QUEUE)
                        .put("state", "PAUSED")
                        .put("tasks", 1)
                        .put("running", 0)
                        .put("maxDispatchesPerSecond", 500.0)
                        .put("effectiveDispatchesPerSecond", 500.0));
    }

    @Test
    void megabyteGoesThrough() {
        live.client.createTask(
                Live.QUEUE,
                live.task()
                        .setHttpRequest(
                                live.request().setBody(ByteString.copyFrom(new byte[TaskRules.MAX_BYTES - 300])))
                        .build());

        await().until(() -> live.target.requests.size() == 1);

        assertThat(live.target.requests.getFirst().body()).hasSize(TaskRules.MAX_BYTES - 300);
    }
}
