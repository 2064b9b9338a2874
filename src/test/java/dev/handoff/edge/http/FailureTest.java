package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.FUNCTION;
import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.CloudEventCalls.event;
import static dev.handoff.edge.http.CloudEventCalls.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.handoff.edge.telemetry.LogCapture;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.TaskReceiver;
import dev.handoff.engine.dispatch.cloudtasks.AbsentLibrary;
import dev.handoff.engine.store.Depth;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers are told when it is not their fault. */
@QuarkusTest
@TestProfile(FailureTest.Broken.class)
public class FailureTest {

    private static final String SECRET = "jdbc:postgresql://db.internal/?password=hunter2";

    public static class Broken implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(BrokenReader.class, BusyReceiver.class, AbsentLibrary.class);
        }

        /** A broker that is away and brings no events; and a Cloud Tasks that earlier tasks belong to, but no new one. */
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("HANDOFF_ROUTES", "index-post:rabbitmq"),
                    Map.entry("MQ_HOST", "localhost"),
                    Map.entry("MQ_PORT", "1"),
                    Map.entry("handoff.bus.relay", "false"),
                    Map.entry("handoff.cloud-tasks.enabled", "false"),
                    Map.entry("GOOGLE_CLOUD_PROJECT", "radio"),
                    Map.entry("TASKS_LOCATION", "us-west1"),
                    Map.entry("TASKS_QUEUE", "handoff"),
                    Map.entry("TASKS_URL_BASE", "https://api.example.com"),
                    Map.entry("WORKER_URL_BASE", "nowhere?password=hunter2"));
        }
    }

    @Alternative
    @ApplicationScoped
    static class BrokenReader implements TaskReader {

        @Override
        public Optional<TaskRecord> find(TaskId task) {
            throw new StoreUnavailable(new IllegalStateException(SECRET));
        }

        @Override
        public Optional<TaskId> horizon(TaskFilter filter) {
            return Optional.empty();
        }

        @Override
        public List<TaskRecord> list(TaskFilter filter) {
            throw new IllegalStateException(SECRET);
        }

        @Override
        public List<TaskRecord> lost(String type, String text, int most) {
            throw new IllegalStateException(SECRET);
        }

        @Override
        public Optional<String> input(TaskId task) {
            return Optional.of("{}");
        }

        @Override
        public List<Depth> depth() {
            return List.of();
        }
    }

    @Alternative
    @ApplicationScoped
    static class BusyReceiver implements TaskReceiver {

        @Override
        public Disposition receive(Doorbell bell, Optional<Duration> budget, Runnable claimed) {
            return Disposition.REQUEUE;
        }

        @Override
        public boolean putOff(TaskId task) {
            return false;
        }

        @Override
        public void decline(Doorbell bell, String reason) {}
    }

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @Inject
    DataSource database;

    @Test
    void databaseThatDoesNotAnswerIsToBeTriedLater() {
        problem(json().get(TASKS + "/018f0000-0000-7000-8000-000000000000").then(), 503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/store-unavailable"));
    }

    @Test
    void brokerThatIsAwayIsNoReasonToSubmitAgain() throws Exception {
        var post = UUID.randomUUID();
        var task = "{\"type\": \"index-post\", \"input\": {\"post_id\": \"" + post + "\", \"title\": \"Emma\"}}";

        problem(json(task).post(TASKS).then(), 503)
                .body("type", equalTo("/problems/dispatch-failed"))
                .body("detail", containsString("is stored"))
                .body("task_id", notNullValue());

        assertThat(count("route = 'rabbitmq' AND state = 'QUEUED' AND input LIKE '%" + post + "%'"))
                .isOne();
    }

    @Test
    void allTasksOfAnArrayAreNamedThatAreStored() throws Exception {
        var task = "{\"type\": \"index-post\", \"input\": {\"post_id\": \"" + UUID.randomUUID()
                + "\", \"title\": \"Emma\"}}";

        List<String> stored = problem(
                        json("[" + task + "," + task + "]").post(TASKS).then(), 503)
                .body("type", equalTo("/problems/dispatch-failed"))
                .body("task_ids", hasSize(2))
                .extract()
                .path("task_ids");

        assertThat(count("id IN ('" + String.join("', '", stored) + "')")).isEqualTo(2);
    }

    /** Tasks of a worker's types go to an address that is none; for the others there is no client. */
    @ParameterizedTest
    @CsvSource({
        "assemble, misconfigured, tasks.enqueue_http_task.base_url_missing",
        "process-message, unavailable, tasks.enqueue_http_task.cloud_tasks_unavailable"
    })
    void transportThatCanNotWorkIsAFaultOfTheServer(String type, String kind, String event) throws Exception {
        var task = task(event("dev.handoff.task." + type).body("garbage").post("/api/cloudevents"));
        assertThat(update("UPDATE task SET route = 'cloud-tasks' WHERE state = 'DEAD' AND id = '" + task + "'"))
                .isOne();

        problem(json().post(TASKS + "/" + task + "/retry").then(), 500)
                .body("type", equalTo("/problems/dispatch-" + kind));

        assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR event=" + event + " task_id=" + task));
    }

    @Test
    void unexpectedFailureTellsOnlyWhereToLook() {
        problem(json().get(TASKS).then(), 500).body("detail", containsString("incident"));
    }

    @Test
    void busyInstanceIsToBeAskedLater() {
        var id = "018f0000-0000-7000-8000-000000000000";

        problem(invoker().header("X-Handoff-Task", id).post(FUNCTION).then(), 429)
                .header("Retry-After", notNullValue())
                .body("task_id", equalTo(id));
    }

    private int count(String condition) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM task WHERE " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private int update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("detail", not(containsString("hunter2")))
                .body("detail", not(containsString("Exception")));
    }
}
