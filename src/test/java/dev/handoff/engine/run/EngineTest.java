package dev.handoff.engine.run;

import static dev.handoff.domain.example.ProcessMessage.PROCESS_MESSAGE;
import static dev.handoff.engine.TestHandlers.Counter.COUNTER;
import static dev.handoff.engine.TestHandlers.Parent.PARENT;
import static dev.handoff.engine.TestHandlers.Slow.SLOW;
import static dev.handoff.engine.TestHandlers.Thrower.THROWER;
import static dev.handoff.engine.TestHandlers.Waiter.WAITER;
import static dev.handoff.task.TaskState.CANCELLED;
import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.QUEUED;
import static dev.handoff.task.TaskState.RUNNING;
import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TestHandlers;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.TaskReceiver;
import dev.handoff.engine.store.Progress;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Submitted;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.Conflict;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import dev.handoff.task.Violation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EngineTest {

    @Inject
    Tasks tasks;

    @Inject
    TaskReader reader;

    @Inject
    TaskStore store;

    @Inject
    TaskReceiver receiver;

    @Inject
    Slots slots;

    @Inject
    ObjectMapper json;

    @Test
    void submittedTaskRunsAndItsResultIsStored() throws Exception {
        var task = submit(PROCESS_MESSAGE, "{\"text\":\"hello\",\"steps\":2}");

        var ended = awaitEnd(task);

        assertThat(ended.state()).isEqualTo(SUCCEEDED);
        assertThat(json.readTree(ended.resultJson().orElseThrow()))
                .isEqualTo(json.readTree("{\"text\":\"hello\",\"attempt\":1,\"steps\":[\"step-1\",\"step-2\"]}"));
        assertThat(ended.steps()).extracting(TaskRecord.StepRecord::name).containsExactly("step-1", "step-2");
        assertThat(ended.progress()).contains(new Progress(2, 2));
    }

    @Test
    void failedAttemptIsFollowedByAnother() throws Exception {
        var ended = awaitEnd(submit(PROCESS_MESSAGE, "{\"text\":\"again\",\"fail_attempts\":1}"));

        assertThat(ended.state()).isEqualTo(SUCCEEDED);
        assertThat(ended.attempt()).isEqualTo(2);
        assertThat(ended.failures()).isEqualTo(1);
        assertThat(ended.attempts()).singleElement().satisfies(attempt -> assertThat(attempt.error())
                .contains("told to fail"));
    }

    @Test
    void lastFailureBuriesTheTask() throws Exception {
        var ended = awaitEnd(submit(THROWER, "{\"name\":\"boom\"}"));

        assertThat(ended.state()).isEqualTo(DEAD);
        assertThat(ended.attempts()).hasSize(2);
        assertThat(ended.error()).contains("java.lang.IllegalStateException: boom");
    }

    @Test
    void permanentFailureBuriesTheTaskAtOnce() throws Exception {
        var ended = awaitEnd(submit(THROWER, "{\"name\":\"permanent\"}"));

        assertThat(ended.state()).isEqualTo(DEAD);
        assertThat(ended.attempt()).isEqualTo(1);
    }

    @Test
    void handlerChoosesTheDelayOfItsRetry() throws Exception {
        var task = submit(THROWER, "{\"name\":\"later\"}");

        var waiting = await().until(() -> find(task), it -> it.failures() == 1);

        assertThat(waiting.state()).isEqualTo(QUEUED);
        assertThat(waiting.runAt()).isAfter(Instant.now().plus(Duration.ofMinutes(100)));
    }

    @Test
    void errorOfAHandlerHurtsNobodyElse() throws Exception {
        int free = slots.free();

        awaitEnd(submit(THROWER, "{\"name\":\"error\"}"));

        await().until(() -> slots.free() == free);
        assertThat(awaitEnd(submit(COUNTER, "{\"name\":\"after\"}")).state()).isEqualTo(SUCCEEDED);
    }

    @Test
    void attemptThatTakesTooLongIsInterruptedAndFails() throws Exception {
        var ended = awaitEnd(submit(SLOW, "{\"name\":\"polite\"}"));

        assertThat(ended.state()).isEqualTo(DEAD);
        assertThat(ended.error()).hasValueSatisfying(error -> assertThat(error).contains("longer than PT0.2S"));
    }

    @Test
    void handlerThatIgnoresItsInterruptIsLeftBehind() throws Exception {
        var ended = awaitEnd(submit(SLOW, "{\"name\":\"stubborn\"}"));

        assertThat(ended.state()).isEqualTo(DEAD);
    }

    @Test
    void runningTaskIsCancelledWithinTwoSeconds() throws Exception {
        var task = submit(WAITER, "{\"name\":\"x\"}");
        awaitState(task, RUNNING);

        var cancellation = tasks.cancel(task, "not wanted");

        assertThat(cancellation).isEqualTo(new Tasks.Cancellation(true, RUNNING, List.of()));
        await().atMost(Duration.ofSeconds(2)).until(() -> find(task).state() == CANCELLED);
        assertThat(find(task).error()).contains("not wanted");
    }

    @Test
    void cancelOfAnEndedTaskSaysThatItChangedNothing() throws Exception {
        var task = submit(COUNTER, "{\"name\":\"quick\"}");
        awaitEnd(task);

        assertThat(tasks.cancel(task, "too late")).isEqualTo(new Tasks.Cancellation(false, SUCCEEDED, List.of()));
    }

    @Test
    void cancelOfAnUnknownTaskIsRefused() {
        assertThatThrownBy(() -> tasks.cancel(new TaskId(UUID.randomUUID()), "who"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void delayedTaskRunsWhenItIsDue() throws Exception {
        var due = Instant.now().plusSeconds(2);
        var task = tasks.submit(Submission.of(COUNTER.name(), json.readTree("{\"name\":\"delayed\"}"))
                        .at(due))
                .id();

        var ended = awaitEnd(task);

        assertThat(ended.startedAt().orElseThrow()).isAfterOrEqualTo(due.minusMillis(1));
    }

    @Test
    void deadTaskRunsAgainWhenSomebodyAsksForIt() throws Exception {
        var task = submit(THROWER, "{\"name\":\"permanent\"}");
        awaitEnd(task);

        tasks.retry(task);

        await().until(() -> find(task).attempt() == 2 && find(task).state() == DEAD);
    }

    @Test
    void onlyADeadTaskCanBeRetried() throws Exception {
        var task = submit(COUNTER, "{\"name\":\"fine\"}");
        awaitEnd(task);

        assertThatThrownBy(() -> tasks.retry(task)).isInstanceOf(Conflict.class).hasMessageContaining("SUCCEEDED");
    }

    @Test
    void followUpIsSubmittedOnceOverAllAttempts() throws Exception {
        var name = "child-" + UUID.randomUUID();

        var parent = awaitEnd(submit(PARENT, "{\"name\":\"" + name + "\"}"));
        var child = TaskId.parse(
                json.readTree(parent.resultJson().orElseThrow()).get("text").asText());

        assertThat(parent.attempt()).isEqualTo(2);
        assertThat(awaitEnd(child).parent()).contains(parent.id());
        assertThat(TestHandlers.Counter.RUNS).containsEntry(name, 1);
    }

    @Test
    void taskThatSeveralAskForIsSubmittedOnce() throws Exception {
        var name = "asked-" + UUID.randomUUID();
        var input = "{\"name\":\"" + name + "\"}";

        var first = awaitEnd(submit(TestHandlers.Asker.ASKER, input));
        var second = awaitEnd(submit(TestHandlers.Asker.ASKER, input));
        var asked = TaskId.parse(
                json.readTree(first.resultJson().orElseThrow()).get("text").asText());

        assertThat(second.resultJson()).isEqualTo(first.resultJson());
        assertThat(awaitEnd(asked).parent()).contains(first.id());
        assertThat(TestHandlers.Counter.RUNS).containsEntry(name, 1);
    }

    @Test
    void keyOfAnotherTaskIsRefused() throws Exception {
        var key = Optional.of(DedupeKey.of(COUNTER.name(), "k-" + UUID.randomUUID()));
        submit(COUNTER, "{\"name\":\"one\"}", key);

        assertThat(submit(COUNTER, "{ \"name\" : \"one\" }", key).duplicate()).isTrue();
        assertThatThrownBy(() -> submit(COUNTER, "{\"name\":\"two\"}", key)).isInstanceOf(Reused.class);
    }

    @Test
    void inputThatBreaksTheSchemaIsRefusedByField() {
        assertThatThrownBy(() -> submit(PROCESS_MESSAGE, "{\"text\":7,\"sleep_ms\":-1,\"extra\":true}"))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.violations())
                        .extracting(Violation::field)
                        .containsExactlyInAnyOrder("/text", "/sleep_ms", "/extra"));
    }

    @Test
    void thirtyTasksWithFourDeliveriesEachRunExactlyThirtyTimes() throws Exception {
        var name = "storm-" + UUID.randomUUID();
        var deliveries = new ArrayList<Callable<TaskReceiver.Disposition>>();
        for (int i = 0; i < 30; i++) {
            var task = accept("{\"name\":\"" + name + "\"}");
            var bell = new Doorbell(task, COUNTER.name(), 1, 0, Instant.now());
            deliveries.addAll(Collections.nCopies(4, () -> receiver.receive(bell, Optional.empty(), () -> {})));
        }
        Collections.shuffle(deliveries);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(deliveries);
        }

        assertThat(TestHandlers.Counter.RUNS).containsEntry(name, 30);
    }

    @Test
    void thousandRacesOfCancelAndFinishEndInOneStateThatTheAnswerTold() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) {
                var task = accept("{\"name\":\"race\"}");
                var bell = new Doorbell(task, COUNTER.name(), 1, 0, Instant.now());
                var run = threads.submit(() -> receiver.receive(bell, Optional.empty(), () -> {}));
                var cancel = threads.submit(() -> tasks.cancel(task, "race"));
                run.get();

                // A sweep may have come first, and run it elsewhere in this process.
                assertThat(awaitEnd(task).state()).isEqualTo(cancel.get().changed() ? CANCELLED : SUCCEEDED);
            }
        }
    }

    private TaskId accept(String input) throws Exception {
        return tasks.accept(Submission.of(COUNTER.name(), json.readTree(input)), Optional.empty())
                .id();
    }

    private TaskId submit(TaskType<?, ?> type, String input) throws Exception {
        return submit(type, input, Optional.empty()).id();
    }

    private Submitted submit(TaskType<?, ?> type, String input, Optional<DedupeKey> key) throws Exception {
        var submission = Submission.of(type.name(), json.readTree(input));
        return tasks.submit(key.map(submission::keyed).orElse(submission));
    }

    private TaskRecord find(TaskId task) {
        return reader.find(task).orElseThrow();
    }

    private TaskRecord awaitEnd(TaskId task) {
        return await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(30)).until(() -> find(task), it -> it.state()
                .isFinal());
    }

    private void awaitState(TaskId task, TaskState state) {
        await().until(() -> find(task).state() == state);
    }
}
