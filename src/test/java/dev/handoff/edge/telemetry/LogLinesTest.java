package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Due;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.Outcome;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {

    private static final String TASK = " task_id=" + Facts.ID + " type=transcribe";

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    private final LogLines lines = new LogLines(Facts.types());

    @Test
    void taskThatIsDeadFromTheStartIsAnError() {
        lines.on(new TaskEvent.Buried(Facts.ref(0), Optional.empty(), "no"));

        assertThat(written("ERROR")).isEqualTo("event=task.dead" + TASK + " error=no");
    }

    @ParameterizedTest
    @CsvSource({"cloud-tasks, INFO", "local, DEBUG"})
    void acceptedTaskNamesItsRoute(String route, String level) {
        log.level(Level.FINE);

        lines.on(new TaskEvent.Accepted(new TaskRef(Facts.TASK, "transcribe", route, 0, 0), Optional.empty()));

        assertThat(written(level)).isEqualTo("event=task.accepted" + TASK + " route=" + route);
    }

    @Test
    void startedAttemptTellsHowLongItWaited() {
        lines.on(new TaskEvent.Started(Facts.claim(1)));

        assertThat(written("INFO")).isEqualTo("event=task.started" + TASK + " attempt=1 waited=1.5s");
    }

    @Test
    void attemptTellsWhatItsTypeCorrelatesBy() {
        lines.on(new TaskEvent.Started(Facts.claimAbout("{\"resource_id\":\"greeting\",\"text\":\"x\"}")));

        assertThat(written("INFO"))
                .isEqualTo("event=task.started" + TASK + " attempt=1 resource_id=greeting waited=1.5s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"resource_id\":null}", "{\"resource_id\":{\"a\":1}}", "no JSON"})
    void attemptTellsNothingMoreWhereThatIsNotThere(String input) {
        lines.on(new TaskEvent.Started(Facts.claimAbout(input)));

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
        assertThat(log.records().getFirst().getThrown()).hasToString("java.lang.IllegalStateException: broken");
    }

    @Test
    void failureThatAHandlerHasChosenHasNoStack() {
        lines.on(Facts.ended(
                new Outcome.Dead("no speech"), TaskState.DEAD, Optional.of(TaskFailure.permanent("no speech"))));

        assertThat(written("ERROR")).endsWith("error=\"no speech\"");
        assertThat(log.records().getFirst().getThrown()).isNull();
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
        lines.on(new TaskEvent.CancelAsked(Facts.stands(state)));

        assertThat(written("INFO")).isEqualTo("event=" + event + " task_id=" + Facts.ID);
    }

    @Test
    void revivedTaskIsTold() {
        lines.on(new TaskEvent.Revived(Facts.ref(2), Optional.empty()));

        assertThat(written("INFO")).isEqualTo("event=task.revived" + TASK);
    }

    @Test
    void completeGroupNamesItsCompletion() {
        var due = new Due(new TaskRef(Facts.TASK, "transcribe", "local", 0, 0), Duration.ZERO);
        var group = new GroupId(new UUID(0, 1));

        lines.on(new TaskEvent.GroupEnded(
                new GroupStore.Settled(group, GroupState.COMPLETED, Optional.of(due), Duration.ofSeconds(3))));

        assertThat(written("INFO")).isEqualTo("event=group.completed" + TASK + " group_id=" + group + " duration=3s");
    }

    @Test
    void failedGroupIsAWarning() {
        var group = new GroupId(new UUID(0, 1));

        lines.on(new TaskEvent.GroupEnded(
                new GroupStore.Settled(group, GroupState.FAILED, Optional.empty(), Duration.ofSeconds(3))));

        assertThat(written("WARN")).isEqualTo("event=group.failed group_id=" + group + " duration=3s");
    }

    @Test
    void cancelledGroupIsTold() {
        var group = new GroupId(new UUID(0, 1));

        lines.on(new TaskEvent.GroupCancelled(group));

        assertThat(written("INFO")).isEqualTo("event=group.cancelled group_id=" + group);
    }

    @Test
    void absentDatabaseIsTroubleWithoutAStack() {
        lines.on(new TaskEvent.Trouble("sweep", new StoreUnavailable(new RuntimeException("refused"))));

        assertThat(written("WARN"))
                .isEqualTo("event=task.trouble doing=sweep error=\"the database doesn't answer: refused\"");
        assertThat(log.records().getFirst().getThrown()).isNull();
    }

    @Test
    void drainingInstanceTellsWhatItWaitsFor() {
        lines.on(new TaskEvent.Draining(3, Duration.ofMinutes(5)));

        assertThat(written("INFO")).isEqualTo("event=instance.draining running=3 longest=300s");
    }

    @Test
    void forgedMessageOfAnExceptionStaysOnItsLine() {
        var cause = new IllegalStateException("a", new RuntimeException("b\nevent=task.succeeded \u001b[2J"));

        lines.on(Facts.ended(new Outcome.Dead("a"), TaskState.DEAD, Optional.of(cause)));

        assertThat(new PatternFormatter("%s%e%n").format(log.records().getFirst()))
                .contains("Caused by: java.lang.RuntimeException: b\\nevent=task.succeeded \\u{1b}[2J");
    }

    @Test
    void inputsAreNeverWritten() {
        lines.on(new TaskEvent.Started(Facts.claim(1)));
        lines.on(Facts.ended(new Outcome.Succeeded("{\"pin\":\"canary\"}"), TaskState.SUCCEEDED));

        assertThat(log.records()).hasSize(2).noneMatch(entry -> LogCapture.text(entry)
                .contains("canary"));
    }

    private String written(String level) {
        assertThat(log.records()).hasSize(1);
        assertThat(log.records().getFirst().getLevel()).isEqualTo(Level.parse(level));
        return LogCapture.text(log.records().getFirst());
    }
}
