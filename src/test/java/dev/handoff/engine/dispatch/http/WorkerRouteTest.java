package dev.handoff.engine.dispatch.http;

import static dev.handoff.engine.dispatch.RouteContract.INPUT;
import static dev.handoff.engine.dispatch.RouteContract.bell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.DispatchEvent.Note;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Heard;
import dev.handoff.engine.dispatch.TasksAuthOf;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.engine.dispatch.WorkerConfig;
import dev.handoff.task.TaskId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerRouteTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-01T12:00:00.123456Z"), ZoneOffset.UTC);

    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile int status = 200;
    private final LocalServer worker = new LocalServer(_ -> {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Answer.json(status, "{}");
    });
    private final Heard heard = new Heard();
    private final Map<String, String> variables =
            new HashMap<>(Map.of("USE_WORKER_IN_DEV", "true", "WORKER_URL_BASE", worker.address()));

    @AfterEach
    void close() {
        answer.countDown();
        worker.close();
    }

    @Test
    void workerIsCalledLikeAFunction() {
        answer.countDown();
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var bell = due("assemble").rungIn(Optional.of(trace));

        var dispatched = route().ring(bell, INPUT);

        await().until(() -> heard.notes().contains(Note.WORKER_SUCCESS));
        var call = worker.requests.getFirst();
        assertThat(dispatched.name()).isEqualTo("dev-worker-dispatch-2024-01-01T12:00:00.123Z");
        assertThat(call.method() + " " + call.path()).isEqualTo("POST /api/tasks/assemble");
        assertThat(call.text()).isEqualTo(INPUT.get());
        assertThat(call.headers().get("X-handoff-task"))
                .containsExactly(bell.task().toString());
        assertThat(call.headers().get("Traceparent")).containsExactly(trace);
        assertThat(call.headers().get("X-tasks-auth")).containsExactly("a-secure-local-secret");
        assertThat(heard.notes()).containsExactly(Note.USING_WORKER_SERVER, Note.WORKER_SUCCESS);
    }

    @Test
    void nobodyWaitsForTheWorker() {
        route().ring(due("assemble"), INPUT);

        assertThat(heard.notes()).doesNotContain(Note.WORKER_SUCCESS);
    }

    @Test
    void taskIsBroughtOnceAtATime() {
        var route = route();
        var bell = due("assemble");
        route.ring(bell, INPUT);
        route.ring(bell, INPUT);

        answer.countDown();

        await().until(() -> heard.notes().contains(Note.WORKER_SUCCESS));
        assertThat(worker.requests).hasSize(1);
    }

    @Test
    void laterTaskIsLeftToTheSweeper() {
        var bell = new Doorbell(
                new TaskId(UUID.randomUUID()), "assemble", 1, 0, CLOCK.instant().plusSeconds(60));

        assertThat(route().ring(bell, INPUT).ring()).isEqualTo(Dispatched.Ring.LATER);

        assertThat(heard.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 429, 500, 302})
    void otherAnswersAreErrors(int answered) {
        status = answered;
        answer.countDown();

        route().ring(due("assemble"), INPUT);

        await().until(() -> heard.notes().contains(Note.WORKER_ERROR));
    }

    @Test
    void silenceIsATimeout() {
        variables.put("handoff.worker.timeout", "200ms");

        route().ring(due("assemble"), INPUT);

        await().until(() -> heard.notes().contains(Note.WORKER_TIMEOUT));
    }

    @Test
    void absentWorkerIsAnException() {
        worker.close();

        route().ring(due("assemble"), INPUT);

        await().until(() -> heard.notes().contains(Note.WORKER_EXCEPTION));
    }

    @Test
    void takesItsTypesOnly() {
        assertThat(route().verdict("assemble")).isInstanceOf(Verdict.Takes.class);
        assertThat(route().verdict("process-chunk")).isInstanceOf(Verdict.Takes.class);
        assertThat(route().verdict("transcribe")).isInstanceOf(Verdict.Passes.class);
        assertThat(heard.notes())
                .containsExactly(
                        Note.CHECKING_WORKER_CONFIG,
                        Note.WORKER_CONFIG_VALID,
                        Note.CHECKING_WORKER_CONFIG,
                        Note.WORKER_CONFIG_VALID);
    }

    @Test
    void passesWhenItIsOff() {
        variables.put("USE_WORKER_IN_DEV", "false");

        assertThat(route().verdict("assemble")).isInstanceOf(Verdict.Passes.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"localhost:8001", "ftp://localhost"})
    void uselessAddressIsToldAndPassesInDevelopment(String url) {
        variables.put("WORKER_URL_BASE", url == null ? "" : url);

        var verdict = route().verdict("assemble");

        assertThat(verdict).isInstanceOf(Verdict.Passes.class);
        assertThat(verdict.reason()).contains("WORKER_URL_BASE");
        assertThat(heard.notes()).containsExactly(Note.CHECKING_WORKER_CONFIG, Note.WORKER_CONFIG_INVALID);
        assertThatThrownBy(() -> route().ring(due("assemble"), INPUT)).isInstanceOf(DispatchMisconfigured.class);
    }

    @Test
    void isRefusedInProduction() {
        variables.put("handoff.dispatch.production", "true");

        assertThat(route().verdict("assemble")).isInstanceOf(Verdict.Broken.class);
        assertThat(route().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("USE_WORKER_IN_DEV"));
    }

    private static Doorbell due(String type) {
        return new Doorbell(bell(type, 0).task(), type, 1, 0, CLOCK.instant());
    }

    private WorkerRoute route() {
        var config = Settings.of(WorkerConfig.class, variables);
        var dispatch = Settings.of(DispatchConfig.class, variables);
        return new WorkerRoute(
                config, dispatch, new FunctionClient(TasksAuthOf.settings(dispatch), config), CLOCK, heard);
    }
}
