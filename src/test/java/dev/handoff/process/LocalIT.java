package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to tasks that instances share by the database alone while processes fail under load. */
@Timeout(240)
class LocalIT extends Deployment {

    @Test
    void instancesShareABacklogWhileOneAfterTheOtherIsKilled() throws Exception {
        // So few that most tasks wait in the table.
        settings.put("GOROUTINE_POOL_SIZE", "60");
        var first = start(Map.of());
        var second = start(Map.of());
        var producer = new Producer(first);
        within(60).until(() -> tasks("state = 'SUCCEEDED'") >= 300 && metric(second, "handoff_pool_running") > 0);

        second.kill();
        within(60).until(() -> tasks("state = 'SUCCEEDED'") >= 900);
        var third = start(Map.of());
        within(60).until(() -> metric(third, "handoff_pool_running") > 0);
        third.kill();

        int submitted = producer.stop();
        within(120).until(() -> tasks("state = 'SUCCEEDED'") == submitted);
        assertThat(tasks("true")).isEqualTo(submitted);
        assertThat(tasks("failures > 0")).isZero();
        assertThat(tasks("attempt > 3")).isZero();
        assertThat(count("task_step")).isEqualTo(submitted);
        assertThat(succeededTwice(first, second, third)).isEmpty();
        // Or else nothing was shown.
        assertThat(tasks("attempt > 1")).isPositive();
    }

    @Test
    void idleInstanceIsWokenForWhatAnotherHasNoRoomFor() throws Exception {
        // So rare that no sweep finds the tasks.
        settings.putAll(Map.of("GOROUTINE_POOL_SIZE", "1", "HANDOFF_ENGINE_SWEEP", "10m"));
        var busy = start(Map.of());
        var idle = start(Map.of());
        var first = busy.submit("process-message", "{\"text\":\"x\",\"sleep_ms\":20000}");
        within(30).until(() -> busy.stateOf(first).equals("RUNNING"));

        var second = busy.submit("process-message", "{\"text\":\"x\"}");

        within(10).until(() -> busy.stateOf(second).equals("SUCCEEDED"));
        assertThat(metric(idle, "handoff_tasks_started_total")).isEqualTo(1);
    }

    @Test
    void failingTasksHoldNoMoreConnectionsThanThePoolHas() throws Exception {
        settings.put("DB_POOL_SIZE", "4");
        var instance = start(Map.of());
        var failing = "{\"type\":\"process-message\",\"input\":{\"text\":\"x\",\"fail_permanently\":true}}";
        instance.post("/api/tasks", "[" + String.join(",", Collections.nCopies(1000, failing)) + "]");
        within(60).until(() -> tasks("state = 'DEAD'") == 1000);

        // One more listens, and two have migrated.
        assertThat(connections()).isBetween(2, 4 + 1 + 2);
    }

    private int connections() {
        return count("pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
}
