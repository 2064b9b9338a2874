package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.FUNCTION;
import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.Calls.json;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.DispatchUnavailable;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.TaskReceiver;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers are told when it is not their fault. */
@QuarkusTest
@TestProfile(FailureTest.Broken.class)
class FailureTest {

    private static final String SECRET = "jdbc:postgresql://db.internal/?password=hunter2";

    public static class Broken implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(BrokenReader.class, BusyReceiver.class);
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
        public List<TaskRecord> list(TaskFilter filter) {
            throw switch (filter.limit()) {
                case 1 -> new DispatchFailed(SECRET);
                case 2 -> new DispatchMisconfigured(SECRET);
                case 3 -> new DispatchUnavailable(SECRET, new NoClassDefFoundError(SECRET));
                default -> new IllegalStateException(SECRET);
            };
        }

        @Override
        public Optional<String> input(TaskId task) {
            return Optional.empty();
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
        public void decline(Doorbell bell, String reason) {}
    }

    @Test
    void databaseThatDoesNotAnswerIsToBeTriedLater() {
        problem(json().get(TASKS + "/018f0000-0000-7000-8000-000000000000").then(), 503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/store-unavailable"));
    }

    @Test
    void doorbellThatFailedIsNoReasonToSubmitAgain() {
        problem(json().get(TASKS + "?limit=1").then(), 503)
                .body("type", equalTo("/problems/dispatch-failed"))
                .body("detail", containsString("is stored"));
    }

    @ParameterizedTest
    @CsvSource({"2, misconfigured", "3, unavailable"})
    void transportThatCanNotWorkIsAFaultOfTheServer(int limit, String kind) {
        problem(json().get(TASKS + "?limit=" + limit).then(), 500).body("type", equalTo("/problems/dispatch-" + kind));
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

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("detail", not(containsString("hunter2")))
                .body("detail", not(containsString("Exception")));
    }
}
