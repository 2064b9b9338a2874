package dev.handoff.engine.dispatch.cloudtasks;

import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static dev.handoff.engine.dispatch.RouteContract.bell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchFailed.Stage;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.DispatchUnavailable;
import dev.handoff.engine.dispatch.WorkerConfig;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of doorbells that Google's API doesn't take. */
class CloudTasksRefusalTest extends RouteToGoogle {

    @Test
    void taskThatExistsWasRungBefore() {
        api.answer(Status.ALREADY_EXISTS);

        assertThat(route().ring(bell("process-message", 0), INPUT).name()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAVAILABLE", "DEADLINE_EXCEEDED"})
    void callThatGotLostIsMadeAgainByTheSameName(Status.Code code) {
        api.answer(code.toStatus(), Status.ALREADY_EXISTS);

        route().ring(bell("process-message", 0), INPUT);

        assertThat(api.asked).hasSize(2);
        assertThat(api.asked.get(0).getName()).isEqualTo(api.asked.get(1).getName());
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, create the queue",
        "PERMISSION_DENIED, roles/cloudtasks.enqueuer",
        "RESOURCE_EXHAUSTED, quota",
        "UNAUTHENTICATED, GOOGLE_APPLICATION_CREDENTIALS",
        "INVALID_ARGUMENT, settings",
        "FAILED_PRECONDITION, disabled",
        "INTERNAL, INTERNAL"
    })
    void refusalIsAFailureWithItsRemedy(Status.Code code, String remedy) {
        api.answer(code.toStatus());

        var failure = failure(DispatchFailed.class, route(), "process-message");

        assertThat(failure.stage()).isEqualTo(Stage.SENDING);
        assertThat(failure).hasMessageContaining(remedy).hasMessageContaining("queues/handoff");
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void apiThatIsAwayIsAFailureInTime() {
        variables.put("handoff.cloud-tasks.timeout", "2s");
        api.answer(Collections.nCopies(100, Status.UNAVAILABLE).toArray(Status[]::new));

        failure(DispatchFailed.class, route(), "process-message");

        assertThat(api.asked).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GOOGLE_CLOUD_PROJECT", "TASKS_LOCATION", "TASKS_QUEUE"})
    void missingVariableIsNamed(String variable) {
        variables.remove(variable);

        var failure = failure(DispatchMisconfigured.class, route(), "process-message");

        assertThat(failure.stage()).isEqualTo(Stage.SETTINGS);
        assertThat(failure).hasMessageStartingWith(variable);
        assertThat(route().fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith(variable));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "api.example.com", "ftp://api.example.com", "https://", "https://a b", "https://a/?x=1"})
    void baseUrlIsNeeded(String url) {
        variables.put("TASKS_URL_BASE", url);

        var failure = failure(DispatchMisconfigured.class, route(), "process-message");

        assertThat(failure.stage()).isEqualTo(Stage.BASE_URL);
        assertThat(failure).hasMessageContaining("TASKS_URL_BASE").hasMessageContaining(url);
    }

    @ParameterizedTest
    @CsvSource({
        "GOOGLE_CLOUD_PROJECT, my project",
        "TASKS_LOCATION, us/west1",
        "TASKS_QUEUE, über",
        "TASKS_QUEUE, projects/radio/locations/us-west1/queues/handoff"
    })
    void malformedQueueIsNamed(String variable, String value) {
        variables.put(variable, value);

        var failure = failure(DispatchMisconfigured.class, route(), "process-message");

        assertThat(failure.stage()).isEqualTo(Stage.QUEUE_PATH);
        assertThat(failure).hasMessageContaining(variable).hasMessageContaining(value);
    }

    @Test
    void inputThatCanNotBeReadIsAFailureOfTheRequest() {
        var failure =
                catchThrowableOfType(DispatchFailed.class, () -> route().ring(bell("process-message", 0), () -> null));

        assertThat(failure.stage()).isEqualTo(Stage.REQUEST);
    }

    @Test
    void timeThatCanNotBeSaidIsAFailureOfTheTask() {
        var stage = catchThrowableOfType(
                        DispatchFailed.class,
                        () -> Message.task(
                                Target.of("process-message", config(), Settings.of(WorkerConfig.class, variables)),
                                null,
                                bell("process-message", 0),
                                Duration.ofMinutes(1),
                                Instant.now()))
                .stage();

        assertThat(stage).isEqualTo(Stage.MESSAGE);
    }

    @Test
    void libraryThatIsNotThereIsUnavailable() {
        var failure = failure(
                DispatchUnavailable.class,
                route(() -> {
                    throw new NoClassDefFoundError("com/google/cloud/tasks/v2/CloudTasksClient");
                }),
                "process-message");

        assertThat(failure.stage()).isEqualTo(Stage.LIBRARY);
    }

    @Test
    void clientThatCanNotBeMadeIsAFailureWithItsRemedy() {
        var failure = failure(
                DispatchFailed.class,
                route(() -> {
                    throw new IOException("no credentials");
                }),
                "process-message");

        assertThat(failure.stage()).isEqualTo(Stage.CLIENT);
        assertThat(failure)
                .hasMessageContaining("no credentials")
                .hasMessageContaining("GOOGLE_APPLICATION_CREDENTIALS");
    }

    private <T extends Throwable> T failure(Class<T> kind, CloudTasksRoute route, String type) {
        return catchThrowableOfType(kind, () -> route.ring(bell(type, 0), INPUT));
    }
}
