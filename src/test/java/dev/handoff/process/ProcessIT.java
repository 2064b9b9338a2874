package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to tasks when real processes die, stop, freeze or talk at cross purposes. */
@Tag(Program.JAR_ALONE)
class ProcessIT {

    private static final Map<String, String> SHORT_LEASE = Map.of("HANDOFF_ENGINE_LEASE", "3s");

    private final DatabaseUrl database = TestDatabase.fresh();
    private final List<Instance> instances = new ArrayList<>();

    @AfterEach
    void endAll() {
        instances.forEach(Instance::close);
        TestDatabase.drop(database);
    }

    @Test
    void taskOfAKilledProcessIsFinishedWithinAMinuteFromItsLastStep() throws Exception {
        var first = start(Map.of());
        var second = start(Map.of());
        var task = first.submit("process-message", "{\"text\":\"x\",\"steps\":3,\"sleep_ms\":9000}");
        within(30).until(() -> stepsOf(first.task(task)).size() == 1);

        first.kill();

        within(60).until(() -> second.stateOf(task).equals("SUCCEEDED"));
        var ended = second.task(task);
        assertThat(stepsOf(ended)).containsExactly("step-1 in 1", "step-2 in 2", "step-3 in 2");
        assertThat(ended.get("attempt").asInt()).isEqualTo(2);
        assertThat(ended.get("failures").asInt()).isZero();
        assertThat(ended.get("attempts").get(0).get("outcome").asText()).isEqualTo("CRASHED");
    }

    @Test
    void restartedProcessFinishesItsOwnTask() throws Exception {
        var first = start(SHORT_LEASE);
        var task = first.submit("process-message", "{\"text\":\"x\",\"steps\":2,\"sleep_ms\":4000}");
        within(30).until(() -> stepsOf(first.task(task)).size() == 1);

        first.kill();
        var again = start(SHORT_LEASE);

        within(30).until(() -> again.stateOf(task).equals("SUCCEEDED"));
        assertThat(stepsOf(again.task(task))).containsExactly("step-1 in 1", "step-2 in 2");
    }

    @Test
    void killedTranscriptionGoesOnFromItsLastPiece(@TempDir Path storage) throws Exception {
        Recordings.repeat(Path.of("samples", "sense-and-sensibility.wav"), 80, storage.resolve("long.wav"));
        var settings = Map.of("HANDOFF_ENGINE_LEASE", "3s", "HANDOFF_STORAGE", storage.toString());
        var first = start(settings);
        var task = first.submit("transcribe", "{\"filename\":\"long.wav\"}");
        within(60).until(() -> stepsOf(first.task(task)).size() > 3);

        first.kill();
        var again = start(settings);

        within(120).until(() -> again.stateOf(task).equals("SUCCEEDED"));
        assertThat(stepsOf(again.task(task))).anyMatch(step -> step.endsWith("in 1"));
        assertThat(stepsOf(again.task(task))).anyMatch(step -> step.endsWith("in 2"));
        assertThat(again.task(task).get("result").get("segments").size()).isGreaterThan(24);
    }

    @Test
    void taskThatKillsItsProcessThreeTimesIsBuried() throws Exception {
        String task = null;
        for (int crash = 1; crash <= 3; crash++) {
            var instance = start(SHORT_LEASE);
            task = task == null
                    ? instance.submit("process-message", "{\"text\":\"poison\",\"sleep_ms\":600000}")
                    : task;
            var id = task;
            int attempt = crash;
            within(30)
                    .until(() -> instance.stateOf(id).equals("RUNNING")
                            && instance.task(id).get("attempt").asInt() == attempt);
            instance.kill();
        }

        var survivor = start(SHORT_LEASE);
        var id = task;

        within(30).until(() -> survivor.stateOf(id).equals("DEAD"));
        assertThat(survivor.task(id).get("error").asText()).contains("given up after 3 crashes");
        assertThat(survivor.task(id).get("failures").asInt()).isZero();
    }

    @Test
    void terminatedProcessFinishesWhatItCanAndReleasesTheRest() throws Exception {
        var instance = start(Map.of("HANDOFF_ENGINE_DRAIN", "8s"));
        var quick = instance.submit("process-message", "{\"text\":\"quick\",\"sleep_ms\":4000}");
        var slow = instance.submit("process-message", "{\"text\":\"slow\",\"sleep_ms\":60000}");
        within(10).until(() -> instance.stateOf(slow).equals("RUNNING"));

        instance.terminate();

        within(5).until(() -> instance.status("/q/health/ready") != 200);
        assertThat(instance.endsWithin(Duration.ofSeconds(13))).isTrue();
        var other = start(Map.of());
        assertThat(other.stateOf(quick)).isEqualTo("SUCCEEDED");
        within(10).until(() -> other.task(slow).get("attempt").asInt() == 2);
        assertThat(other.task(slow).get("failures").asInt()).isZero();
        assertThat(other.task(slow).get("attempts").get(0).get("outcome").asText())
                .isEqualTo("RELEASED");
    }

    @Test
    void frozenProcessCannotOverwriteItsSuccessor() throws Exception {
        var frozen = start(SHORT_LEASE);
        var task = frozen.submit("process-message", "{\"text\":\"x\",\"sleep_ms\":6000}");
        within(20).until(() -> frozen.stateOf(task).equals("RUNNING"));
        frozen.pause();
        var other = start(SHORT_LEASE);
        within(40).until(() -> other.stateOf(task).equals("SUCCEEDED"));
        var result = other.task(task).get("result");

        frozen.resume();

        within(20).until(frozen::isReady);
        // The frozen attempt has had its whole working time again, and some more, to say what it has to say.
        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(20))
                .until(() -> other.task(task).get("result").equals(result));
        assertThat(result.get("attempt").asInt()).isEqualTo(2);
    }

    @Test
    void runningTaskIsCancelledByAnyInstanceWithinTwoSeconds() throws Exception {
        var runner = start(Map.of());
        var task = runner.submit("process-message", "{\"text\":\"x\",\"sleep_ms\":60000}");
        within(20).until(() -> runner.stateOf(task).equals("RUNNING"));
        var other = start(Map.of());

        var answer = other.post("/api/tasks/" + task + "/cancel", "");

        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(2))
                .until(() -> other.stateOf(task).equals("CANCELLED"));
        assertThat(answer.get("cancelled").asBoolean()).isTrue();
    }

    private Instance start(Map<String, String> settings) throws Exception {
        var instance = Instance.start(database, settings);
        instances.add(instance);
        return instance;
    }

    private static List<String> stepsOf(JsonNode task) {
        var steps = new ArrayList<String>();
        task.path("steps")
                .forEach(step -> steps.add(
                        step.get("name").asText() + " in " + step.get("attempt").asText()));
        return steps;
    }

    private static ConditionFactory within(int seconds) {
        return await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(seconds));
    }
}
