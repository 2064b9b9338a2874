package dev.handoff.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.dispatch.DispatchEvent;
import dev.handoff.dispatch.DispatchFailed;
import dev.handoff.engine.TaskEvent;
import dev.handoff.store.Outcome;
import dev.handoff.store.StoreUnavailable;
import dev.handoff.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {

    private static final String TASK = " task_id=" + Facts.ID + " type=transcribe";

    private final Logger handoff = Logger.getLogger("dev.handoff");
    private final List<ExtLogRecord> records = new ArrayList<>();
    private final ExtHandler recorder = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord entry) {
            records.add(entry);
        }
    };
    private final LogLines lines = new LogLines();

    @BeforeEach
    void listen() {
        handoff.addHandler(recorder);
    }

    @AfterEach
    void stopListening() {
        handoff.removeHandler(recorder);
        handoff.setLevel(null);
    }

    @Test
    void dispatchStarts() {
        lines.on(new DispatchEvent.Started(Facts.bell(), "dry-run"));

        assertThat(written("INFO"))
                .isEqualTo("event=tasks.enqueue_http_task.start" + TASK + " path=/api/tasks/transcribe route=dry-run");
    }

    @ParameterizedTest
    @CsvSource({
        "local, tasks.enqueue_http_task.using_local_dispatch",
        "loopback, tasks.enqueue_http_task.using_local_dispatch",
        "cloud-tasks, tasks.enqueue_http_task.using_cloud_tasks"
    })
    void routeSaysThatItIsUsed(String route, String event) {
        lines.on(new DispatchEvent.Started(Facts.bell(), route));

        assertThat(records).extracting(LogLinesTest::text).element(1).asString().startsWith("event=" + event + TASK);
    }

    @ParameterizedTest
    @CsvSource({
        "local, tasks.dev.dispatch",
        "loopback, tasks.dev.dispatch",
        "dry-run, tasks.dry_run",
        "cloud-tasks, tasks.cloud.enqueued",
        "carrier-pigeon, tasks.enqueue_http_task.rang"
    })
    void routeNamesTheRing(String route, String event) {
        lines.on(Facts.rang(route));

        assertThat(written("INFO"))
                .isEqualTo("event=" + event + TASK + " path=/api/tasks/transcribe route=" + route + " name=bell-7");
    }

    @ParameterizedTest
    @CsvSource({
        "LIBRARY, tasks.enqueue_http_task.cloud_tasks_unavailable",
        "CLIENT, tasks.enqueue_http_task.cloud_tasks_client_failed",
        "SETTINGS, tasks.enqueue_http_task.config_missing",
        "QUEUE_PATH, tasks.enqueue_http_task.queue_path_failed",
        "BASE_URL, tasks.enqueue_http_task.base_url_missing",
        "REQUEST, tasks.enqueue_http_task.http_request_build_failed",
        "MESSAGE, tasks.enqueue_http_task.task_build_failed",
        "SENDING, tasks.enqueue_http_task.create_task_failed"
    })
    void failureIsNamedForItsStage(DispatchFailed.Stage stage, String event) {
        lines.on(new DispatchEvent.Failed(Facts.bell(), "cloud-tasks", new DispatchFailed(stage, "no", null)));

        assertThat(written("ERROR")).startsWith("event=" + event + TASK).endsWith(" error=no");
    }

    @ParameterizedTest
    @CsvSource({
        "USING_WORKER_URL, DEBUG, tasks.enqueue_http_task.using_worker_url",
        "USING_TASKS_URL, DEBUG, tasks.enqueue_http_task.using_tasks_url",
        "TASKS_AUTH_MISSING, WARN, tasks.enqueue_http_task.tasks_auth_missing",
        "TASKS_AUTH_SET, DEBUG, tasks.enqueue_http_task.tasks_auth_set",
        "CREATING_TASK, DEBUG, tasks.enqueue_http_task.creating_task",
        "CHECKING_WORKER_CONFIG, DEBUG, tasks.dev.checking_worker_config",
        "WORKER_CONFIG_VALID, INFO, tasks.dev.worker_config_valid",
        "WORKER_CONFIG_INVALID, WARN, tasks.dev.worker_config_invalid",
        "USING_WORKER_SERVER, INFO, tasks.dev.using_worker_server",
        "WORKER_SUCCESS, INFO, tasks.dev.worker_success",
        "WORKER_TIMEOUT, WARN, tasks.dev.worker_timeout",
        "WORKER_ERROR, WARN, tasks.dev.worker_error",
        "WORKER_EXCEPTION, WARN, tasks.dev.worker_exception"
    })
    void stepIsNoted(DispatchEvent.Note note, String level, String event) {
        handoff.setLevel(Level.FINE);

        lines.on(DispatchEvent.Noted.of(note, Facts.bell(), "there"));

        assertThat(written(level)).isEqualTo("event=" + event + TASK + " detail=there");
    }

    @Test
    void everyNoteHasATestAbove() {
        assertThat(DispatchEvent.Note.values()).hasSize(13);
        assertThat(DispatchFailed.Stage.values()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({"true, tasks.cloud.enabled", "false, tasks.cloud.disabled"})
    void cloudTasksAreSaidToBeInUseOrNotAndWhy(boolean enabled, String event) {
        lines.on(new DispatchEvent.CloudTasksChecked(enabled, "so it is set"));

        assertThat(written("INFO")).isEqualTo("event=" + event + " reason=\"so it is set\"");
    }

    @Test
    void taskThatIsDeadFromTheStartIsAnError() {
        lines.on(new TaskEvent.Buried(Facts.TASK, "transcribe", "no"));

        assertThat(written("ERROR")).isEqualTo("event=task.dead" + TASK + " error=no");
    }

    @Test
    void failedRingIsAnError() {
        lines.on(Facts.failed("queue is gone"));

        assertThat(written("ERROR"))
                .startsWith("event=tasks.enqueue_http_task.create_task_failed" + TASK)
                .endsWith(" error=\"queue is gone\"");
    }

    @Test
    void acceptedTaskNamesItsRoute() {
        lines.on(new TaskEvent.Accepted(Facts.TASK, "transcribe", "local"));

        assertThat(written("INFO")).isEqualTo("event=task.accepted" + TASK + " route=local");
    }

    @Test
    void startedAttemptTellsHowLongItWaited() {
        lines.on(new TaskEvent.Started(Facts.claim(1)));

        assertThat(written("INFO")).isEqualTo("event=task.started" + TASK + " attempt=1 waited=1.5s");
    }

    @Test
    void successTellsHowLongItTook() {
        lines.on(Facts.ended(new Outcome.Succeeded("{}"), TaskState.SUCCEEDED));

        assertThat(written("INFO")).isEqualTo("event=task.succeeded" + TASK + " attempt=2 duration=1.234s");
    }

    @Test
    void retryIsAWarningWithItsDelay() {
        lines.on(Facts.ended(new Outcome.Retry(Duration.ofSeconds(30), "reset"), TaskState.QUEUED));

        assertThat(written("WARN"))
                .isEqualTo("event=task.retrying" + TASK + " attempt=2 duration=1.234s delay=30s error=reset");
    }

    @Test
    void deathIsAnErrorWithItsStack() {
        lines.on(Facts.ended(
                new Outcome.Dead("broken"), TaskState.DEAD, Optional.of(new IllegalStateException("broken"))));

        assertThat(written("ERROR")).isEqualTo("event=task.dead" + TASK + " attempt=2 duration=1.234s error=broken");
        assertThat(records.getFirst().getThrown()).hasToString("java.lang.IllegalStateException: broken");
    }

    @Test
    void cancelledAttemptTellsWhy() {
        lines.on(Facts.ended(new Outcome.Cancelled("unwanted"), TaskState.CANCELLED));

        assertThat(written("INFO"))
                .isEqualTo("event=task.cancelled" + TASK + " attempt=2 duration=1.234s reason=unwanted");
    }

    @Test
    void releasedAttemptTellsWhy() {
        lines.on(Facts.ended(new Outcome.Released("shutdown"), TaskState.QUEUED));

        assertThat(written("INFO"))
                .isEqualTo("event=task.released" + TASK + " attempt=2 duration=1.234s reason=shutdown");
    }

    @Test
    void supersededAttemptIsAWarning() {
        lines.on(new TaskEvent.Superseded(Facts.claim(1)));

        assertThat(written("WARN")).isEqualTo("event=task.superseded" + TASK + " attempt=1");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, WARN, task.rescued, error",
        "DEAD, ERROR, task.dead, error",
        "CANCELLED, INFO, task.cancelled, reason"
    })
    void lapsedLeaseIsNamedForWhatBecameOfTheTask(TaskState state, String level, String event, String key) {
        lines.on(new TaskEvent.Rescued(Facts.stands(state)));

        assertThat(written(level)).isEqualTo("event=" + event + TASK + " attempt=2 " + key + "=gone");
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, task.cancel_asked", "CANCELLED, task.cancelled"})
    void cancelledTaskIsSaidToBeSoOnlyOnceItIs(TaskState state, String event) {
        lines.on(new TaskEvent.CancelAsked(Facts.TASK, "transcribe", state));

        assertThat(written("INFO")).isEqualTo("event=" + event + " task_id=" + Facts.ID);
    }

    @Test
    void revivedTaskIsTold() {
        lines.on(new TaskEvent.Revived(Facts.TASK, "transcribe"));

        assertThat(written("INFO")).isEqualTo("event=task.revived" + TASK);
    }

    @Test
    void absentDatabaseIsTroubleWithoutAStack() {
        lines.on(new TaskEvent.Trouble("sweep", new StoreUnavailable(new RuntimeException("refused"))));

        assertThat(written("WARN"))
                .isEqualTo("event=task.trouble doing=sweep error=\"the database doesn't answer: refused\"");
        assertThat(records.getFirst().getThrown()).isNull();
    }

    @Test
    void drainingInstanceTellsWhatItWaitsFor() {
        lines.on(new TaskEvent.Draining(3, Duration.ofMinutes(5)));

        assertThat(written("INFO")).isEqualTo("event=instance.draining running=3 longest=300s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nevent=task.succeeded",
                "x\u001b[2Jevent=task.succeeded",
                "x\u009b2J",
                "x\u2028event=task.succeeded",
                "x\u202eevil",
                "x\" event=\"task.succeeded",
                "{\"severity\":\"INFO\"}"
            })
    void forgedValueStaysInItsQuotes(String error) {
        lines.on(Facts.failed(error));

        var value = written("ERROR").replaceFirst(".* error=", "");
        assertThat(value).matches("\"([\\p{Print}&&[^\"\\\\]]|\\\\\\\\|\\\\\"|\\\\[nrt]|\\\\u\\{\\p{XDigit}+})*\"");
    }

    @Test
    void longValueIsCut() {
        lines.on(Facts.failed("x".repeat(1_000_000)));

        assertThat(written("ERROR")).endsWith(" error=\"" + "x".repeat(500) + "…\"");
    }

    @Test
    void forgedMessageOfAnExceptionStaysOnItsLine() {
        var cause = new IllegalStateException("a", new RuntimeException("b\nevent=task.succeeded \u001b[2J"));

        lines.on(Facts.ended(new Outcome.Dead("a"), TaskState.DEAD, Optional.of(cause)));

        assertThat(new PatternFormatter("%s%e%n").format(records.getFirst()))
                .contains("Caused by: java.lang.RuntimeException: b\\nevent=task.succeeded \\u{1b}[2J");
    }

    @Test
    void inputsAreNeverWritten() {
        lines.on(new TaskEvent.Started(Facts.claim(1)));
        lines.on(Facts.ended(new Outcome.Succeeded("{\"pin\":\"canary\"}"), TaskState.SUCCEEDED));

        assertThat(records).hasSize(2).noneMatch(entry -> text(entry).contains("canary"));
    }

    private String written(String level) {
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().getLevel()).isEqualTo(Level.parse(level));
        return text(records.getFirst());
    }

    private static String text(ExtLogRecord entry) {
        return new PatternFormatter("%s").format(entry);
    }
}
