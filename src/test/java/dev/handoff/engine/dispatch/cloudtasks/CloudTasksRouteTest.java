package dev.handoff.engine.dispatch.cloudtasks;

import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static dev.handoff.engine.dispatch.RouteContract.bell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.cloud.tasks.v2.CloudTasksGrpc.CloudTasksImplBase;
import com.google.cloud.tasks.v2.CreateTaskRequest;
import com.google.cloud.tasks.v2.HttpMethod;
import com.google.cloud.tasks.v2.Task;
import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchEvent.CloudTasksChecked;
import dev.handoff.engine.dispatch.DispatchEvent.Note;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchFailed.Stage;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.DispatchUnavailable;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Heard;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.engine.dispatch.WorkerConfig;
import dev.handoff.task.TaskId;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to Google's API, and what becomes of its answers. The API is a gRPC server of the test. */
class CloudTasksRouteTest {

    private final Api api = new Api();
    private final Heard heard = new Heard();
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "GOOGLE_CLOUD_PROJECT", "radio",
            "TASKS_LOCATION", "us-west1",
            "TASKS_QUEUE", "handoff",
            "TASKS_URL_BASE", "https://api.example.com/",
            "TASKS_SERVICE_ACCOUNT", "queue@radio.iam.gserviceaccount.com",
            "tasks.auth", "known to the queue",
            "handoff.cloud-tasks.timeout", "3s",
            "handoff.dispatch.production", "true"));

    @BeforeEach
    void start() throws IOException {
        variables.put("CLOUD_TASKS_EMULATOR_HOST", "localhost:" + api.start());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void doorbellBecomesACloudTask() {
        var bell = bell("process-message", 0);

        var rung = route().ring(bell, INPUT);

        var created = api.created.getFirst();
        assertThat(api.parents).containsExactly("projects/radio/locations/us-west1/queues/handoff");
        assertThat(created.getName()).isEqualTo(rung.name());
        assertThat(rung.name())
                .matches("projects/radio/locations/us-west1/queues/handoff/tasks/[0-9a-f]{8}-" + bell.task() + "-1");
        var request = created.getHttpRequest();
        assertThat(request.getUrl()).isEqualTo("https://api.example.com/api/tasks/process-message");
        assertThat(request.getHttpMethod()).isEqualTo(HttpMethod.POST);
        assertThat(request.getBody().toStringUtf8()).isEqualTo(INPUT.get());
        assertThat(request.getHeadersMap())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("X-Handoff-Task", bell.task().toString())
                .containsEntry("X-Handoff-Budget", "1740")
                .containsEntry("X-Tasks-Auth", "known to the queue");
        assertThat(request.getOidcToken().getServiceAccountEmail()).isEqualTo("queue@radio.iam.gserviceaccount.com");
        assertThat(request.getOidcToken().getAudience()).isEqualTo("https://api.example.com/");
        assertThat(created.hasScheduleTime()).isFalse();
    }

    @Test
    void everyStepIsNoted() {
        route().ring(bell("process-message", 0), INPUT);

        assertThat(heard.notes()).containsExactly(Note.USING_TASKS_URL, Note.TASKS_AUTH_SET, Note.CREATING_TASK);
    }

    @Test
    void absentSecretIsNotedAndNotSent() {
        variables.remove("tasks.auth");
        variables.remove("TASKS_SERVICE_ACCOUNT");

        route().ring(bell("process-message", 0), INPUT);

        assertThat(heard.notes()).contains(Note.TASKS_AUTH_MISSING);
        assertThat(api.created.getFirst().getHttpRequest().getHeadersMap()).doesNotContainKey("X-Tasks-Auth");
    }

    @Test
    void tokenMakesTheSecretUnnecessary() {
        variables.remove("tasks.auth");

        route().ring(bell("process-message", 0), INPUT);

        assertThat(heard.notes()).containsExactly(Note.USING_TASKS_URL, Note.CREATING_TASK);
    }

    @Test
    void inputThatIsTooLargeForAQueueStaysInTheRow() {
        route().ring(bell("process-message", 0), () -> "x".repeat(1_000_000));

        assertThat(api.created.getFirst().getHttpRequest().getBody().toStringUtf8())
                .isEqualTo("{}");
    }

    @Test
    void typesOfTheWorkerAreBroughtThere() {
        variables.put("WORKER_URL_BASE", "https://worker.example.com");

        route().ring(bell("assemble", 0), INPUT);

        assertThat(api.created.getFirst().getHttpRequest().getUrl())
                .isEqualTo("https://worker.example.com/api/tasks/assemble");
        assertThat(heard.notes()).contains(Note.USING_WORKER_URL);
    }

    @Test
    void queueThatEndsInAHyphenIsAPrefix() {
        variables.put("TASKS_QUEUE", "handoff-");

        route().ring(bell("process-message", 0), INPUT);

        assertThat(api.parents).containsExactly("projects/radio/locations/us-west1/queues/handoff-process-message");
    }

    @Test
    void audienceCanBeChosen() {
        variables.put("TASKS_AUDIENCE", "https://audience.example.com");

        route().ring(bell("process-message", 0), INPUT);

        assertThat(api.created.getFirst().getHttpRequest().getOidcToken().getAudience())
                .isEqualTo("https://audience.example.com");
    }

    @Test
    void laterTaskIsScheduled() {
        var due = Instant.now().plus(Duration.ofDays(2));

        route().ring(new Doorbell(new TaskId(UUID.randomUUID()), "process-message", 1, 0, due), INPUT);

        var scheduled = api.created.getFirst().getScheduleTime();
        assertThat(Instant.ofEpochSecond(scheduled.getSeconds(), scheduled.getNanos()))
                .isEqualTo(due.plusMillis(500));
    }

    @Test
    void taskThatIsDueSoonIsScheduledAsWell() {
        var due = Instant.now().plusMillis(400);

        route().ring(new Doorbell(new TaskId(UUID.randomUUID()), "process-message", 1, 0, due), INPUT);

        assertThat(api.created.getFirst().hasScheduleTime()).isTrue();
    }

    @Test
    void taskThatIsDueBeyondThirtyDaysIsLeftToTheSweeper() {
        var due = Instant.now().plus(Duration.ofDays(31));

        route().ring(new Doorbell(new TaskId(UUID.randomUUID()), "process-message", 1, 0, due), INPUT);

        assertThat(api.created).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT31S", "PT0.001S, PT30.001S", "PT10M, PT10M30S", "PT30M, PT30M", "PT4H, PT30M"})
    void deadlineLeavesTimeToAnswer(Duration timeout, Duration deadline) {
        assertThat(Message.deadline(timeout)).isEqualTo(deadline);
    }

    @Test
    void nameIsTheSameForTheSameAttemptOnly() {
        var task = new TaskId(UUID.randomUUID());

        assertThat(Message.name(task, 1)).isEqualTo(Message.name(task, 1)).isNotEqualTo(Message.name(task, 2));
    }

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
                                Target.of("process-message", config(), workers()),
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

    @Test
    void waitsLongerThanOtherRoutesBeforeItRingsAgain() {
        assertThat(route().patience()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void tellsAtStartWhetherItIsInUse() {
        route().check(null);
        variables.remove("TASKS_QUEUE");
        route().check(null);

        assertThat(heard.events)
                .satisfiesExactly(
                        on -> assertThat(((CloudTasksChecked) on).enabled()).isTrue(), off -> {
                            assertThat(((CloudTasksChecked) off).enabled()).isFalse();
                            assertThat(((CloudTasksChecked) off).reason()).contains("TASKS_QUEUE");
                        });
    }

    @Test
    void dryRunNeedsNoSettings() {
        variables.put("TASKS_DRY_RUN", "true");
        variables.remove("TASKS_QUEUE");

        assertThat(route().fault()).isEmpty();
    }

    @Test
    void queueThatHasNoRoomForATypeIsFoundAtStart() {
        variables.put("TASKS_QUEUE", "x".repeat(95) + "-");

        assertThat(route().verdict("")).isInstanceOf(Verdict.Broken.class);
    }

    private <T extends Throwable> T failure(Class<T> kind, CloudTasksRoute route, String type) {
        return catchThrowableOfType(kind, () -> route.ring(bell(type, 0), INPUT));
    }

    private CloudTasksRoute route() {
        return route(new GoogleClients(config()));
    }

    private CloudTasksRoute route(Clients clients) {
        return CloudTasksRouteOf.route(variables, clients, heard);
    }

    private CloudTasksConfig config() {
        return Settings.of(CloudTasksConfig.class, variables);
    }

    private WorkerConfig workers() {
        return Settings.of(WorkerConfig.class, variables);
    }

    /** Google's side: answers calls in turn as it is told, and then with what was created. */
    private static final class Api extends CloudTasksImplBase implements AutoCloseable {

        final List<Task> asked = Collections.synchronizedList(new ArrayList<>());
        final List<Task> created = Collections.synchronizedList(new ArrayList<>());
        final List<String> parents = Collections.synchronizedList(new ArrayList<>());
        private final ConcurrentLinkedQueue<Status> answers = new ConcurrentLinkedQueue<>();
        private Server server;

        int start() throws IOException {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                    .addService(this)
                    .build()
                    .start();
            return server.getPort();
        }

        void answer(Status... statuses) {
            answers.addAll(List.of(statuses));
        }

        @Override
        public void createTask(CreateTaskRequest request, StreamObserver<Task> caller) {
            asked.add(request.getTask());
            var refusal = Optional.ofNullable(answers.poll());
            if (refusal.isPresent()) {
                caller.onError(refusal.get().asRuntimeException());
                return;
            }
            created.add(request.getTask());
            parents.add(request.getParent());
            caller.onNext(request.getTask());
            caller.onCompleted();
        }

        @Override
        public void close() {
            server.shutdownNow();
        }
    }
}
