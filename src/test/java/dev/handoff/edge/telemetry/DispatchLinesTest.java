package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.dispatch.DispatchEvent;
import dev.handoff.engine.dispatch.DispatchFailed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchLinesTest {

    private static final String TASK = " task_id=" + Facts.ID + " type=transcribe";

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final DispatchLines lines = new DispatchLines(((InstantSource) now::get).withZone(ZoneOffset.UTC));

    @Test
    void dispatchStarts() {
        lines.on(new DispatchEvent.Started(Facts.bell(), "dry-run"));

        assertThat(written("INFO"))
                .isEqualTo("event=tasks.enqueue_http_task.start" + TASK + " path=/api/tasks/transcribe route=dry-run");
    }

    @ParameterizedTest
    @CsvSource({
        "local, DEBUG, tasks.enqueue_http_task.using_local_dispatch",
        "loopback, INFO, tasks.enqueue_http_task.using_local_dispatch",
        "cloud-tasks, INFO, tasks.enqueue_http_task.using_cloud_tasks"
    })
    void routeSaysThatItIsUsed(String route, String level, String event) {
        log.level(Level.FINE);

        lines.on(new DispatchEvent.Started(Facts.bell(), route));

        assertThat(LogCapture.text(log.records().get(1))).startsWith("event=" + event + TASK);
        assertThat(log.records().get(1).getLevel()).isEqualTo(Level.parse(level));
    }

    @ParameterizedTest
    @CsvSource({
        "local, DEBUG, tasks.dev.dispatch",
        "loopback, INFO, tasks.dev.dispatch",
        "dry-run, INFO, tasks.dry_run",
        "cloud-tasks, INFO, tasks.cloud.enqueued",
        "carrier-pigeon, INFO, tasks.enqueue_http_task.rang"
    })
    void routeNamesTheRing(String route, String level, String event) {
        log.level(Level.FINE);

        lines.on(Facts.rang(route));

        assertThat(written(level))
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

    @Test
    void settingsThatKeepTheProgramFromStartingAreNamedAlike() {
        lines.on(new DispatchEvent.Misconfigured("cloud-tasks", DispatchFailed.Stage.BASE_URL, "no"));

        assertThat(written("ERROR"))
                .isEqualTo("event=tasks.enqueue_http_task.base_url_missing route=cloud-tasks error=no");
    }

    @Test
    void productionWithoutARouteIsWarnedOf() {
        lines.on(new DispatchEvent.LocalInProduction(List.of("assemble", "transcribe")));

        assertThat(written("WARN"))
                .startsWith("event=tasks.local.in_production types=\"assemble, transcribe\"")
                .contains("HANDOFF_ROUTES=heavy:local,light:local");
    }

    @ParameterizedTest
    @CsvSource({
        "USING_WORKER_URL, DEBUG, tasks.enqueue_http_task.using_worker_url",
        "USING_TASKS_URL, DEBUG, tasks.enqueue_http_task.using_tasks_url",
        "TASKS_AUTH_MISSING, WARN, tasks.enqueue_http_task.tasks_auth_missing",
        "TASKS_AUTH_SET, DEBUG, tasks.enqueue_http_task.tasks_auth_set",
        "CREATING_TASK, DEBUG, tasks.enqueue_http_task.creating_task",
        "NOT_TOLD, WARN, tasks.cloud.not_told",
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
        log.level(Level.FINE);

        lines.on(DispatchEvent.Noted.of(note, Facts.bell(), "there"));

        assertThat(written(level)).isEqualTo("event=" + event + TASK + " detail=there");
    }

    @Test
    void localTaskIsWorthOneLine() {
        lines.on(new DispatchEvent.Started(Facts.bell(), "local"));
        lines.on(Facts.rang("local"));

        assertThat(written("INFO")).startsWith("event=tasks.enqueue_http_task.start" + TASK);
    }

    @Test
    void failureThatRepeatsItselfIsAnErrorOnceAMinute() {
        lines.on(Facts.failed("the broker is away"));
        now.set(Instant.EPOCH.plusSeconds(59));
        lines.on(Facts.failed("the broker is away"));
        assertThat(log.records()).hasSize(1);

        now.set(Instant.EPOCH.plusSeconds(60));
        lines.on(Facts.failed("the broker is away"));

        assertThat(log.records()).hasSize(2).allMatch(entry -> entry.getLevel().equals(Level.parse("ERROR")));
    }

    @Test
    void otherFailureIsAnErrorAtOnce() {
        lines.on(Facts.failed("the broker is away"));
        lines.on(Facts.failed("the queue is full"));

        assertThat(log.records()).hasSize(2);
    }

    @Test
    void failureAfterASuccessIsAnErrorAtOnce() {
        lines.on(Facts.failed("the broker is away"));
        lines.on(Facts.rang("cloud-tasks"));
        lines.on(Facts.failed("the broker is away"));

        assertThat(log.records())
                .extracting(entry -> entry.getLevel().getName())
                .containsExactly("ERROR", "INFO", "ERROR");
    }

    @Test
    void ringsOfARouteThatFailsStartSilently() {
        lines.on(Facts.failed("the broker is away"));

        lines.on(new DispatchEvent.Started(Facts.bell(), "cloud-tasks"));

        assertThat(written("ERROR")).contains("create_task_failed");
    }

    @Test
    void localTaskHasItsLineThoughThePoolRefusesIt() {
        lines.on(new DispatchEvent.Failed(Facts.bell(), "local", new DispatchFailed("all slots are taken")));

        lines.on(new DispatchEvent.Started(Facts.bell(), "local"));

        assertThat(log.records())
                .extracting(LogCapture::text)
                .element(1)
                .asString()
                .contains("task.start");
    }

    @Test
    void lineThatNobodyWantsToSeeIsNotMade() {
        log.level(Level.OFF);

        Log.of("dev.handoff.dispatch").write(org.jboss.logging.Logger.Level.ERROR, () -> {
            throw new IllegalStateException("made all the same");
        });

        assertThat(log.records()).isEmpty();
    }

    @Test
    void everyNoteHasATestAbove() {
        assertThat(DispatchEvent.Note.values()).hasSize(14);
        assertThat(DispatchFailed.Stage.values()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({"true, tasks.cloud.enabled", "false, tasks.cloud.disabled"})
    void cloudTasksAreSaidToBeInUseOrNotAndWhy(boolean enabled, String event) {
        lines.on(new DispatchEvent.CloudTasksChecked(enabled, "so it is set"));

        assertThat(written("INFO")).isEqualTo("event=" + event + " reason=\"so it is set\"");
    }

    @Test
    void failedRingIsAnError() {
        lines.on(Facts.failed("queue is gone"));

        assertThat(written("ERROR"))
                .startsWith("event=tasks.enqueue_http_task.create_task_failed" + TASK)
                .endsWith(" error=\"queue is gone\"");
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

    private String written(String level) {
        assertThat(log.records()).hasSize(1);
        assertThat(log.records().getFirst().getLevel()).isEqualTo(Level.parse(level));
        return LogCapture.text(log.records().getFirst());
    }
}
