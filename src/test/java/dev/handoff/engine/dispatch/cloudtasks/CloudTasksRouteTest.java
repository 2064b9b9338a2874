package dev.handoff.engine.dispatch.cloudtasks;

import static dev.handoff.domain.podcast.assemble.Assemble.ASSEMBLE;
import static dev.handoff.domain.podcast.chunk.ProcessChunk.PROCESS_CHUNK;
import static dev.handoff.domain.transcribe.Transcribe.TRANSCRIBE;
import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static dev.handoff.engine.dispatch.RouteContract.bell;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tasks.v2.HttpMethod;
import dev.handoff.engine.dispatch.DispatchEvent.CloudTasksChecked;
import dev.handoff.engine.dispatch.DispatchEvent.Note;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to Google's API. */
class CloudTasksRouteTest extends RouteToGoogle {

    @Test
    void doorbellBecomesACloudTask() {
        var bell = bell("process-message", 0);

        var dispatched = route().ring(bell, INPUT);

        var created = api.created.getFirst();
        assertThat(api.parents).containsExactly("projects/radio/locations/us-west1/queues/handoff");
        assertThat(created.getName()).isEqualTo(dispatched.name());
        assertThat(dispatched.name())
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
    void traceOfWhoRingsTravelsInAHeader() {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        route().ring(bell("process-message", 0).rungIn(Optional.of(trace)), INPUT);
        route().ring(bell("process-message", 0), INPUT);

        assertThat(api.created.get(0).getHttpRequest().getHeadersMap()).containsEntry("traceparent", trace);
        assertThat(api.created.get(1).getHttpRequest().getHeadersMap()).doesNotContainKey("traceparent");
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

    /** What Cloud Tasks waits for an answer is told to it, within its limits of 15 seconds and 30 minutes. */
    @ParameterizedTest
    @CsvSource({"PT0.001S, 30", "PT1S, 31", "PT10M, 630", "PT29M30S, 1800", "PT30M, 1800", "PT4H, 1800"})
    void taskIsWaitedForUntilItsTimeoutAndAMomentMore(Duration timeout, long seconds) {
        var handlers = List.<TaskHandler<?, ?>>of(new Idle(timeout));

        CloudTasksRouteOf.route(variables, new GoogleClients(config()), handlers, heard)
                .ring(bell("idle", 0), INPUT);

        assertThat(api.created.getFirst().getDispatchDeadline())
                .isEqualTo(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(seconds)
                        .build());
    }

    static List<TaskType<?, ?>> longTypes() {
        return List.of(TRANSCRIBE, ASSEMBLE, PROCESS_CHUNK);
    }

    @ParameterizedTest
    @MethodSource("longTypes")
    void longTypesAreWaitedForAsLongAsCloudTasksCan(TaskType<?, ?> type) {
        var handlers = List.<TaskHandler<?, ?>>of(new Idle(type.timeout()));

        CloudTasksRouteOf.route(variables, new GoogleClients(config()), handlers, heard)
                .ring(bell("idle", 0), INPUT);

        assertThat(api.created.getFirst().getDispatchDeadline().getSeconds()).isEqualTo(1800);
    }

    @Test
    void taskOfATypeThatIsGoneIsWaitedForAsWell() {
        route().ring(bell("of-another-release", 0), INPUT);

        assertThat(api.created.getFirst().getDispatchDeadline().getSeconds()).isEqualTo(630);
    }

    @Test
    void nameIsTheSameForTheSameAttemptOnly() {
        var task = new TaskId(UUID.randomUUID());

        assertThat(Message.name(task, 1, 0))
                .isEqualTo(Message.name(task, 1, 0))
                .isNotEqualTo(Message.name(task, 2, 0))
                .isNotEqualTo(Message.name(task, 1, 1));
    }

    @Test
    void waitsLongerThanOtherRoutesBeforeItRingsAgain() {
        assertThat(route().patience()).isEqualTo(Duration.ofMinutes(2));
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

    private record Idle(Duration timeout) implements TaskHandler<String, String> {

        @Override
        public TaskType<String, String> type() {
            return TaskType.of("idle", String.class, String.class).timeout(timeout);
        }

        @Override
        public String handle(String input, TaskRun run) {
            return input;
        }
    }
}
